"""The language data: the lists that the extractor asks for, by their names."""

from __future__ import annotations

import ast
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


def test_judgements_that_the_code_asks_for_exist() -> None:
    pattern = re.compile(r'tones\.listed\(\s*"(\w+)"')
    asked = {key for path in SOURCES for key in pattern.findall(path.read_text(encoding="utf-8"))}
    assert asked <= {key for lang in LANGS for key in lexicon(lang).tones.words}


def words_in(path: Path) -> list[str]:
    """The words with which a module compares those of a text."""
    found: list[object] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith((".lower", ".lemma.lower()")):
            for side in node.comparators:
                rows = side.elts if isinstance(side, ast.Tuple | ast.List | ast.Set) else [side]
                found += [row.value for row in rows if isinstance(row, ast.Constant)]
    return [word for word in found if isinstance(word, str) and word.isalpha()]


# passives are told without a lexicon, in all modules
WITHOUT_LEXICON = {"clauses.py": {"von", "vom", "lassen", "sich"}}


def test_words_of_languages_are_data() -> None:
    """No module compares a word of a text with a German or English word of its own."""
    found = {path.name: set(words) for path in SOURCES if (words := words_in(path))}
    assert found == WITHOUT_LEXICON
