"""The English frames: every row is well-formed, and its example sentences yield the relation they stand for.

Examples mark the two actors: "[Macron]{s} met [Zelensky]{t}." ({s} the source, {t} the target). They run
through the shipped English pipeline and the whole extractor.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

import pytest
from bench import Bench

from kgraph.extract.language.lexicon import FOLDER
from kgraph.model import Extraction
from kgraph.relations import relation_types

# Share of the examples whose relation must be found between the two marked mentions, in the right direction.
# No parser gets all of them right; this is a little below what the shipped model reaches.
FLOOR = 0.83

KEYS = {
    "rel", "mode", "args", "lemmas", "examples", "things", "types", "need", "unless", "country", "status", "confidence",
    "case", "by",
}  # fmt: skip
NOUN_ROLES = {"owner", "lsubj", "prefix", "holder", "front", "rsubj", "csubj", "cobj"}
ROLES = {"subj", "obj", "dat", "attack", "comp", "deed", "inf", *NOUN_ROLES}
TYPES = {
    "person", "country", "government", "intergovernmental", "party", "armed_group", "organisation", "company",
    "media", "group",
}  # fmt: skip
MARK = re.compile(r"\[([^\]]+)\]\{([st])\}")
SLOT = re.compile(r"(?P<role>[a-z]+)?(?P<prepositions>(/[a-z]+)*)[+~]?")

DATA: dict[str, list[dict[str, Any]]] = tomllib.loads((FOLDER / "frames.en.toml").read_text(encoding="utf-8"))
ROWS = [(kind, n, row) for kind in ("verb", "noun") for n, row in enumerate(DATA[kind])]


@dataclass(frozen=True)
class Example:
    """A sentence without its marks, what it must yield, and where the two actors stand."""

    text: str
    rel: str
    mode: str | None
    source: tuple[int, int]
    target: tuple[int, int]


def unmarked(sentence: str, row: dict[str, Any]) -> Example:
    """Take the marks out of an example sentence; ValueError unless it has one source and one target."""
    text, spans, last = "", {}, 0
    for mark in MARK.finditer(sentence):
        text += sentence[last : mark.start()]
        if mark[2] in spans:
            raise ValueError(f"two actors marked {mark[2]}: {sentence}")
        spans[mark[2]] = (len(text), len(text) + len(mark[1]))
        text += mark[1]
        last = mark.end()
    if len(spans) != 2:
        raise ValueError(f"an example needs a source and a target: {sentence}")
    return Example(text + sentence[last:], row["rel"], row.get("mode"), spans["s"], spans["t"])


def holds(example: Example, found: Extraction) -> bool:
    """Whether a statement of the relation and mode joins the two marked mentions in that direction."""

    def entities(span: tuple[int, int]) -> set[int]:
        return {m.entity for m in found.mentions if m.start < span[1] and m.end > span[0]}

    source, target = entities(example.source), entities(example.target)
    for statement in found.statements:
        if statement.relation != example.rel or (example.mode and statement.mode != example.mode):
            continue
        ends = found.mentions[statement.source].entity, found.mentions[statement.target].entity
        if ends[0] in source and ends[1] in target:
            return True
        if relation_types()[example.rel].symmetric and ends[1] in source and ends[0] in target:
            return True
    return False


@pytest.fixture(scope="module")
def results(bench: Bench) -> list[tuple[Example, bool]]:
    """Every example with whether its relation was found."""
    examples = [unmarked(sentence, row) for _, _, row in ROWS for sentence in row["examples"]]
    found = bench.each((e.text for e in examples), "en", None)
    return [(e, holds(e, f)) for e, f in zip(examples, found, strict=True)]


def test_examples_yield_their_relation(results: list[tuple[Example, bool]]) -> None:
    missed = [e for e, ok in results if not ok]
    for e in missed:
        print(f"{e.rel:12} {e.text}")
    share = 1 - len(missed) / len(results)
    print(f"{share:.3f} of {len(results)} examples")
    assert share >= FLOOR


def test_every_relation_is_found_in_some_example(results: list[tuple[Example, bool]]) -> None:
    found = {e.rel for e, ok in results if ok}
    assert found == set(relation_types()) - {"OTHER"}


def test_there_are_enough_examples() -> None:
    assert sum(len(row["examples"]) for _, _, row in ROWS) >= 250


@pytest.mark.parametrize(("kind", "n", "row"), ROWS, ids=lambda part: str(part)[:40])
def test_row_is_well_formed(kind: str, n: int, row: dict[str, Any]) -> None:
    assert set(row) <= KEYS, f"unknown keys: {sorted(set(row) - KEYS)}"
    relation = relation_types()[row["rel"]]
    assert row.get("mode") is None or row["mode"] in relation.modes
    assert row["lemmas"].split()
    assert set(row.get("types", ())) <= TYPES
    assert 0 < row.get("confidence", 1.0) <= 1
    assert row["examples"], "a frame needs an example sentence"
    for sentence in row["examples"]:
        unmarked(sentence, row)
    patterns = row["args"] if isinstance(row["args"], list) else [row["args"]]
    for pattern in patterns:
        source, arrow, target = pattern.partition(">")
        assert arrow or "+" in source, f"one-sided pattern without members: {pattern}"
        for slot in [*source.split("|"), *(target.split("|") if arrow else ())]:
            parts = SLOT.fullmatch(slot.strip())
            assert parts and (parts["role"] or parts["prepositions"]), f"unknown slot {slot!r}"
            assert parts["role"] is None or parts["role"] in ROLES, f"unknown slot {slot!r}"
            if kind == "verb":
                assert parts["role"] not in NOUN_ROLES, f"noun slot in a verb: {slot!r}"
            else:
                assert parts["role"] is None or parts["role"] in NOUN_ROLES, f"verb slot in a noun: {slot!r}"
    assert kind == "verb" or not ({"things", "need"} & set(row)), "conditions that nouns do not have"


def test_no_frame_stands_twice() -> None:
    seen: dict[tuple[str, ...], int] = {}
    twice = []
    for kind, n, row in ROWS:
        patterns = row["args"] if isinstance(row["args"], list) else [row["args"]]
        for lemma in row["lemmas"].split():
            for pattern in patterns:
                key = (
                    kind, lemma, row["rel"], str(row.get("mode")), pattern,
                    *("|".join(sorted(row.get(k, ()))) for k in ("need", "types")), row.get("things", ""),
                )  # fmt: skip
                if key in seen:
                    twice.append(f"{lemma} {row['rel']} {pattern}: rows {seen[key] + 1} and {n + 1}")
                seen[key] = n
    assert not twice


def test_lemmas_are_no_leftovers() -> None:
    odd = [
        lemma
        for _, _, row in ROWS
        for lemma in row["lemmas"].split()
        if lemma.endswith("_") or lemma != lemma.lower()
    ]
    assert not odd
