"""Sentences as plain trees, and the language data in the shape that the extractor looks things up in."""
