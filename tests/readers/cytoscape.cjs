// Reads a Cytoscape JSON file with cytoscape.js and prints what it found as JSON.
const fs = require('fs');
const cytoscape = require('cytoscape');
const graph = cytoscape({headless: true, ...JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))});
process.stdout.write(JSON.stringify({
  nodes: graph.nodes().map(node => [node.id(), node.data()]),
  edges: graph.edges().map(edge => [edge.id(), edge.data('source'), edge.data('target'), edge.data()]),
}));
