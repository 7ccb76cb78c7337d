"""Extraction: one article and its parsed Doc in, entities, mentions and statements out."""

from kgraph.extract.extractor import Extractor

__all__ = ["Extractor"]
