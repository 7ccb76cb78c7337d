"""What a store answers from its sums and as it reads is what the records in memory answer."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from factories import fill_store, make_records

from kgraph.cli import run
from kgraph.graph import compare, cypher, met, path, plain, relations, statistics, timeline
from kgraph.graph.reading import Reading, reading
from kgraph.graph.sums import Held
from kgraph.model import Actor, Article, Extraction, Filter, Record
from kgraph.outputs import FORMATS
from kgraph.settings import DEFAULT_MIN_CONFIDENCE
from kgraph.store import Chosen, Store

USUAL = Filter(min_confidence=DEFAULT_MIN_CONFIDENCE)
FILTERS = {
    "usual": USUAL,
    "all": Filter(),
    "a year": Filter(since=date(2023, 6, 1), until=date(2024, 5, 31), min_confidence=0.3),
    "planned": Filter(statuses=("planned", "negated")),
    "nothing": Filter(since=date(2090, 1, 1)),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    place = tmp_path_factory.mktemp("scale") / "kgraph.db"
    fill_store(place, *make_records(25, 1500, 3))
    with Store.open(place, readonly=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def actors(store: Store) -> dict[str, Actor]:
    return store.actors()


def held(store: Store, wanted: Filter) -> list[Record]:
    """The records in memory, in no order."""
    records = list(store.records(wanted))
    random.Random(1).shuffle(records)
    return records


@pytest.mark.parametrize("name", FILTERS)
def test_briefs_are_the_records_without_their_sentences(name: str, store: Store):
    records = list(store.records(FILTERS[name]))
    briefs = list(store.briefs(FILTERS[name]))
    assert [b.id for b in briefs] == [r.id for r in records]
    for brief, record in zip(briefs, records, strict=True):
        for key in ("article", "origin_group", "lang", "source", "target", "relation", "mode", "status", "day",
                    "confidence", "predicate", "role", "when", "place", "claimed_by", "claimed_text",
                    "outlet", "published"):  # fmt: skip
            assert getattr(brief, key) == getattr(record, key), key
    assert store.full(briefs) == records


@pytest.mark.parametrize("other", [False, True])
@pytest.mark.parametrize("name", FILTERS)
def test_statistics_of_a_store(name: str, other: bool, store: Store, actors: dict[str, Actor]):
    wanted = FILTERS[name]
    if wanted.statuses:
        pytest.skip("statistics are of all statuses")
    records = held(store, wanted)
    assert statistics(store.sums(wanted, other=other), actors) == statistics(records, actors, other=other)


@pytest.mark.parametrize("name", FILTERS)
def test_paths_of_a_store(name: str, store: Store, actors: dict[str, Actor]):
    wanted, ids = FILTERS[name], sorted(actors)
    include = wanted.statuses or ("actual",)
    sums = store.sums(wanted)
    for a, b in ((ids[0], ids[-1]), (ids[3], ids[20]), (ids[-2], ids[-1])):
        ways = path(sums, actors, a, b, 4, without=[ids[5]])
        want = path(held(store, wanted), actors, a, b, 4, include=include, without=[ids[5]])
        assert plain(ways) == plain(want)
        assert [[{r.id for r in step.records} for step in way.steps] for way in ways] == [
            [{r.id for r in step.records} for step in way.steps] for way in want
        ]


@pytest.mark.parametrize("other", [False, True])
def test_changes_of_a_store(other: bool, store: Store, actors: dict[str, Actor]):
    wanted = Filter(min_confidence=0.2)
    for since, until in (
        (date(2025, 6, 1), None),
        (date(2023, 1, 1), date(2023, 3, 1)),
        (date(2020, 1, 1), None),
    ):
        got = compare(store.sums(wanted, other=other), actors, since, until, other=other)
        want = compare(held(store, wanted), actors, since, until, other=other)
        assert plain(got) == plain(want)


def test_meetings_of_a_store(store: Store, actors: dict[str, Actor]):
    every = met(held(store, USUAL), actors)
    assert plain(met(store.briefs(USUAL), actors)) == plain(every)
    assert plain(met(store.briefs(USUAL), actors, top=7)) == plain(every[:7])


def test_a_timeline_as_it_is_read(store: Store, actors: dict[str, Actor]):
    days = groupby(store.briefs(USUAL), key=lambda brief: brief.day_text)
    events = [event for _, facts in days for event in timeline(facts, actors)]
    assert plain(events) == plain(timeline(held(store, USUAL), actors))


@pytest.mark.parametrize("name", FILTERS)
def test_ties_are_the_relations_in_their_order(name: str, store: Store, actors: dict[str, Actor]):
    rows = relations(held(store, FILTERS[name]), actors)
    keys = [(row.source, row.relation, row.target) for row in rows]
    assert list(store.sums(FILTERS[name]).ties()) == keys
    assert list(store.sums(FILTERS[name]).ties(5)) == keys[:5]


def test_relations_of_everybody_come_in_order(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kgraph.cli.questions._AT_ONCE", 40)
    out = io.StringIO()
    with redirect_stdout(out):
        assert run(["relations", "--store", str(store.path), "--format", "csv"]) == 0
    want = relations(held(store, USUAL), store.actors())
    lines = out.getvalue().splitlines()[1:]
    assert len(lines) == len(want)
    assert [line.split(",")[0] for line in lines[:60]] == [row.source_name for row in want[:60]]


PATTERNS = (
    "MATCH (a)-[r:CONSULT]->(b) WHERE r.place = 'Wien' RETURN a.label, b.label, r.date",
    "MATCH (a:Country)-[r:ACCUSE]->(b)-[:CONSULT]->(c) RETURN a.label, c.name_en",
    "MATCH (a)-[r:CONSULT]->(b) RETURN a.label, COUNT(r)",
    "MATCH (a)-[r:SUPPORT]->(b) RETURN r",
    "MATCH (a)-[r:SUPPORT]->(b) WHERE r.evidence CONTAINS 'Polen' RETURN r.id",
    "MATCH (a)-[r]->(b) WHERE r.relation = 'AID' AND r.confidence > 0.7 RETURN r.id, r.weight",
    "MATCH (a:Person) RETURN a.label",
    "MATCH (a)-[r:CONSULT]->(b) WHERE r.outlet = ':SUPPORT]-' RETURN a.label",
)


@pytest.mark.parametrize("query", PATTERNS)
def test_a_pattern_reads_no_less_than_it_needs(
    query: str, store: Store, actors: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
):
    needs = reading(query)
    only = replace(USUAL, relations=needs.relations or ())
    records = store.records(only) if needs.properties is None else store.briefs(only)
    got = cypher(query, records, actors, nodes=store.ends(USUAL) if needs.nodes else ())
    monkeypatch.setattr("kgraph.graph.patterns.reading", lambda _: Reading(None, None, True))
    want = cypher(query, store.records(USUAL), actors)
    assert sorted(map(repr, got)) == sorted(map(repr, want)) and (want or "outlet" in query)


def test_only_what_is_plain_is_left_out():
    assert reading("MATCH (a)-[r:AID|CONSULT]-(b) RETURN r.place").relations == ("AID", "CONSULT")
    for query in ("MATCH (a)-[r]->(b) RETURN a.label", "MATCH (a)-[:AID]->(b)-->(c) RETURN a.label",
                  "MATCH (a)-[r:AID*1..3]->(b) RETURN a.label"):  # fmt: skip
        assert reading(query).relations is None
    assert reading("MATCH (a)-[r:AID]->(b) RETURN r").properties is None
    assert reading("MATCH p = (a)-[r:AID]->(b) RETURN p").properties is None
    assert reading("MATCH (a)-[r:AID]->(b), (c:Party) RETURN c.label").nodes


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_of_a_store_is_that_of_its_records(
    name: str, store: Store, actors: dict[str, Actor], tmp_path: Path
):
    format = FORMATS[name]
    options: dict[str, Any] = {"who": sorted(actors)[0]} if format.actor else {}
    wanted = Filter(min_confidence=0.5, relations=("CONSULT", "ACCUSE", "HOLDS_OFFICE", "MEMBER_OF"))
    for place, records in (("a", Chosen(store, wanted)), ("b", held(store, wanted))):
        format.write(tmp_path / place / f"x{format.suffix}", records, actors, **options)
    a, b = (sorted(p for p in (tmp_path / place).rglob("*") if p.is_file()) for place in "ab")
    assert [p.name for p in a] == [p.name for p in b]
    assert [p.read_bytes() for p in a] == [p.read_bytes() for p in b]


def test_what_a_build_has_not_finished_is_not_summed_up_as_before(tmp_path: Path):
    place = tmp_path / "kgraph.db"
    fill_store(place, *make_records(10, 60, 2))
    with Store.open(place) as store:
        before = store.sums(USUAL).tally("totals")["statements"]
        gone = next(iter(store.records(USUAL))).article
        store.put(Article(gone, "", "de"), Extraction(gone), "new", b"")
        left = sum(1 for r in store.records(USUAL) if r.relation != "OTHER")
        assert store.sums(USUAL).tally("totals")["statements"] == left < before


def test_sums_in_memory_ask_the_same(store: Store, actors: dict[str, Actor]):
    """Every question that one of the two can answer, the other can."""
    public: Callable[[object], set[str]] = lambda thing: {n for n in dir(thing) if not n.startswith("_")}  # noqa: E731
    assert public(Held([], actors=actors)) >= public(store.sums(USUAL)) - {"ties"}
