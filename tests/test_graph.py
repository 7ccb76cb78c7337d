"""The graph is a pure function of records and actors."""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from factories import make_actor, make_record, make_records

from kgraph.errors import QueryError
from kgraph.graph import build_graph
from kgraph.graph.rows import EDGE_COLUMNS, NODE_COLUMNS, ordered, seconds
from kgraph.graph.sentences import told
from kgraph.model import LANGS, STATUSES, Office, When, place
from kgraph.relations import relation_types


def test_a_node_per_actor_and_an_edge_per_statement():
    records, actors = make_records(30, 200)
    graph = build_graph(records, actors)
    assert set(graph) == set(actors)
    assert {key: (a, b) for a, b, key in graph.edges(keys=True)} == {
        record.id: (record.source, record.target) for record in records
    }
    assert graph.records == tuple(sorted(records, key=place))


def test_the_order_of_records_and_actors_does_not_matter():
    records, actors = make_records(30, 200)
    mixed, mixed_actors = records[:], list(actors.items())
    random.Random(3).shuffle(mixed)
    random.Random(4).shuffle(mixed_actors)
    one, two = build_graph(records, actors), build_graph(mixed + mixed[:20], dict(mixed_actors))
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


def test_attributes_are_plain_and_unknown_ones_missing():
    body = make_actor("Q183", "Deutschland", name_en="Germany", type="country", wikidata="Q183")
    anna = make_actor(
        aliases=("Aschauer",), country="Q183", offices=(Office("Ministerin", "Q183", date(2020, 1, 2)),)
    )
    record = make_record("kg:anna", "Q183", when=When("am Montag", date(2024, 3, 4), date(2024, 3, 4)))
    graph = build_graph([record], {"kg:anna": anna, "Q183": body}, names="en")
    assert graph.nodes["kg:anna"] == {
        "label": "Anna Aschauer", "name_de": "Anna Aschauer", "name_en": "Anna Aschauer", "type": "person",
        "country": "Q183", "country_name": "Germany", "aliases": ["Aschauer"],
        "offices": ["Ministerin, Germany (2020-01-02 – )"],
    }  # fmt: skip
    edge = graph.edges["kg:anna", "Q183", record.id]
    assert edge["label"] == edge["relation"] == edge["interaction"] == "CONSULT"
    assert edge["date"] == "2024-03-04" and edge["first_ts"] == seconds(date(2024, 3, 4)) == 1709510400
    assert edge["symmetric"] is True and edge["family"] == "meeting"
    assert "url" not in edge and "role" not in edge
    plain = (str, int, float, bool, list)
    for _, _, row in graph.edges(data=True):
        assert set(row) <= set(EDGE_COLUMNS) and all(isinstance(value, plain) for value in row.values())
    for _, row in graph.nodes(data=True):
        assert set(row) <= set(NODE_COLUMNS) and all(isinstance(value, plain) for value in row.values())


def test_an_actor_that_is_not_known_becomes_a_node_named_by_its_id():
    graph = build_graph([make_record("kg:a", "kg:b")], {})
    assert graph.nodes["kg:a"]["label"] == "kg:a"


def test_a_confidence_of_zero_still_weighs_something():
    graph = build_graph([make_record(confidence=0.0)], {})
    assert next(iter(graph.edges(data=True)))[2]["weight"] > 0


def test_show_needs_a_map_and_calls_it(tmp_path: Path):
    with pytest.raises(QueryError, match=r"kgraph\.load"):
        build_graph([], {}).show()
    seen = []
    graph = build_graph([make_record()], {}, show=lambda graph, path: seen.append((graph, path)) or path)
    assert graph.show(tmp_path / "m.html") == tmp_path / "m.html"
    assert seen == [(graph, tmp_path / "m.html")]


def test_networkx_can_copy_and_pickle_it():
    graph = build_graph(*make_records(10, 30))
    assert list(graph.copy().edges(keys=True)) == list(graph.edges(keys=True))
    assert graph.subgraph(list(graph)[:4]).copy().number_of_nodes() == 4
    assert pickle.loads(pickle.dumps(graph)).number_of_edges() == 30


def test_of_two_records_with_one_id_always_the_same_one_stays():
    one, two = make_record(id="x", place="Wien"), make_record(id="x", place="Genf")
    assert ordered([one, two]) == ordered([two, one])


def test_every_relation_is_told_in_both_languages_and_every_status():
    for lang in LANGS:
        for name, kind in relation_types().items():
            texts = {
                told("A1", name, "B2", lang, status=status, mode=mode)
                for status in STATUSES
                for mode in (None, *kind.modes)
            }
            assert all("A1" in text and "B2" in text and "{" not in text for text in texts)
            assert len(texts) >= len(STATUSES)


def test_braces_in_a_name_are_not_a_template():
    assert told("{b}", "CONSULT", "{a}", "de", mode="meet") == "{b} trifft {a}"


def test_met_needs_no_networkx():
    code = "import sys, kgraph.graph; kgraph.graph.met([], {}); print('networkx' in sys.modules)"
    root = str(Path(__file__).parents[1])
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True,
        env={**os.environ, "PYTHONPATH": root},
    )  # fmt: skip
    assert found.stdout.strip() == "False"
