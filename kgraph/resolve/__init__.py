"""Who is who across articles: article entities to actors, by recorded, undoable decisions."""

from kgraph.resolve.bundles import TAKEN_OUT, ArticleEntity
from kgraph.resolve.evidence import JOIN_SCORE
from kgraph.resolve.resolution import Part, Resolution, resolve

__all__ = ["JOIN_SCORE", "TAKEN_OUT", "ArticleEntity", "Part", "Resolution", "resolve"]
