// Reads a GraphML or GEXF file with graphology (the parser of Gephi Lite) and prints what it found as JSON.
const fs = require('fs');
const {MultiDirectedGraph} = require('graphology');
const [, , kind, file] = process.argv;
const parser = require(kind === 'gexf' ? 'graphology-gexf' : 'graphology-graphml');
const graph = parser.parse(MultiDirectedGraph, fs.readFileSync(file, 'utf8'));
process.stdout.write(JSON.stringify({
  nodes: graph.mapNodes((id, attributes) => [id, attributes]),
  edges: graph.mapEdges((id, attributes, source, target) => [id, source, target, attributes]),
}));
