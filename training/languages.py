"""The two blank pipelines with their tokenizers, as they ship."""

from __future__ import annotations

from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.util import compile_suffix_regex

GERMAN_SUFFIXES = (r"(?<=[0-9]{3})\.", r"(?<=[0-9][.,:][0-9])\.", r"(?<=[0-9][.,:][0-9]{2})\.")


def blank(lang: str) -> Language:
    """spaCy's tokenizer; for German a full stop after a year, a decimal or a long number is a token of its
    own, while "3." stays whole, for it may be an ordinal."""
    nlp = spacy.blank(lang)
    if lang == "de":
        suffixes = [*(nlp.Defaults.suffixes or []), *GERMAN_SUFFIXES]
        nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search  # type: ignore[attr-defined]
    return nlp


@spacy.registry.callbacks("kgraph.german_tokenizer.v1")
def german_tokenizer() -> Callable[[Language], Language]:
    """Gives a fresh German pipeline the tokenizer that ships; training configs name it."""

    def change(nlp: Language) -> Language:
        nlp.tokenizer.suffix_search = blank("de").tokenizer.suffix_search  # type: ignore[attr-defined]
        return nlp

    return change
