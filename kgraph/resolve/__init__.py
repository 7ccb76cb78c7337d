"""Who is who across articles: article entities to actors, by recorded, undoable decisions."""

from kgraph.resolve.resolution import ArticleEntity, Resolution, resolve

__all__ = ["ArticleEntity", "Resolution", "resolve"]
