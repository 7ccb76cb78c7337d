"""kgraph: news articles to a knowledge graph of political actors, with evidence."""

__version__ = "0.1.0"
