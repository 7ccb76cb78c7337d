"""The language data: the lists that the extractor asks for, by their names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kgraph.extract
from kgraph.extract.language.lexicon import lexicon
from kgraph.extract.language.lists import Lists, OrderedLists
from kgraph.model import LANGS, Lang

SOURCES = sorted(Path(kgraph.extract.__file__).parent.rglob("*.py"))
TABLES = (
    "adjectives", "attacks", "attribution", "bargaining", "coalitions", "courtroom", "crews", "elsewhere", "favours",
    "grammar", "halting", "matrix", "matrix_nouns", "members", "membership", "offices", "refusal", "relief", "sequels",
    "status",
)  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_lists_that_the_code_asks_for_exist(name: str) -> None:
    """A list may lack in one language and is empty there; a misspelt name lacks in all of them."""
    pattern = re.compile(rf'lexicon\.{name}\[\s*"(\w+)"')
    asked = {key for path in SOURCES for key in pattern.findall(path.read_text(encoding="utf-8"))}
    known = {key for lang in LANGS for key in getattr(lexicon(lang), name)}
    assert asked <= known


@pytest.mark.parametrize("lang", LANGS)
def test_a_list_that_a_language_lacks_is_empty(lang: Lang) -> None:
    for name in TABLES:
        table = getattr(lexicon(lang), name)
        assert not table["a list of no language"], name
        assert "a list of no language" not in table  # asking makes none


def test_lists() -> None:
    section = {"nouns": ["b", "a", "b"]}
    assert Lists(section) == {"nouns": {"a", "b"}}
    assert OrderedLists(section) == {"nouns": ("b", "a", "b")}
