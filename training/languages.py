"""The two blank pipelines with their tokenizers, as they ship."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.util import compile_suffix_regex


def blank(lang: str) -> Language:
    """spaCy's tokenizer; for German a full stop after a year, a decimal or a long number is a token of its own,
    while "3." stays whole, for it may be an ordinal."""
    nlp = spacy.blank(lang)
    if lang == "de":
        suffixes = list(nlp.Defaults.suffixes or []) + [r"(?<=[0-9]{3})\.", r"(?<=[0-9][.,:][0-9])\.", r"(?<=[0-9][.,:][0-9]{2})\."]
        nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search  # type: ignore[attr-defined]
    return nlp
