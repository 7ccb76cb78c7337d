"""More foreign tools that read what `kgraph export` writes; docs/exports.md names them all, and their tests."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import test_export
from factories import make_records
from test_export import in_node, nasty_world, trimmed, written

from kgraph.graph.rows import ordered, used_actors
from kgraph.model import Actor, Record
from kgraph.outputs import FORMATS
from kgraph.outputs.merged import merged_rows
from kgraph.outputs.text import clean, joined

DOCS = Path(__file__).parents[1] / "docs"
World = tuple[list[Record], dict[str, Actor]]


def plain_world() -> World:
    return make_records(20, 300, 4)


@pytest.mark.parametrize("name", ["graphml-merged", "gexf-merged"])
def test_graphology_reads_merged_files(name: str, tmp_path: Path):
    records, actors = nasty_world()
    kind = name.partition("-")[0]
    nodes, edges = in_node("graphology", kind, str(written(name, records, actors, tmp_path)))
    rows = {row["edge_id"]: (a, b, row) for a, b, row in merged_rows(ordered(records, other=False))}
    assert nodes.keys() == used_actors(ordered(records, other=False), actors).keys()
    assert {id: ends for id, (*ends, _) in edges.items()} == {id: [a, b] for id, (a, b, _) in rows.items()}
    for id, (_, _, found) in edges.items():
        want = trimmed({"sources": rows[id][2]["sources"], "evidence": clean(rows[id][2]["evidence"]),
                        "statement_ids": joined(rows[id][2]["statement_ids"])})  # fmt: skip
        assert {key: trimmed(found)[key] for key in want} == want


@pytest.mark.parametrize("name", ["graphml-merged", "yed", "yed-events"])
def test_igraph_reads_the_other_graphml(name: str, tmp_path: Path):
    igraph = pytest.importorskip("igraph")
    records, actors = plain_world()
    graph = igraph.Graph.Read_GraphML(str(written(name, records, actors, tmp_path)))
    kept = ordered(records, other=False)
    assert {v["id"]: v["label"] for v in graph.vs} == {
        id: actor.name_de for id, actor in used_actors(kept, actors).items()
    }
    ids = (
        {record.id for record in kept}
        if name == "yed-events"
        else {r["edge_id"] for *_, r in merged_rows(kept)}
    )
    assert set(graph.es["edge_id"]) == ids and min(graph.es["weight"]) > 0


@pytest.mark.parametrize("name", ["yed", "yed-events"])
def test_networkx_reads_yeds_graphml(name: str, tmp_path: Path):
    records, actors = plain_world()
    graph = nx.read_graphml(written(name, records, actors, tmp_path), force_multigraph=True)
    kept = ordered(records, other=False)
    assert set(graph) == used_actors(kept, actors).keys()
    assert graph.number_of_edges() == (len(kept) if name == "yed-events" else len(list(merged_rows(kept))))


def tables(name: str, folder: Path) -> tuple[str, str]:
    ending = "csv" if name == "csv" else "parquet"
    return str(folder / f"nodes.{ending}"), str(folder / f"edges.{ending}")


@pytest.mark.parametrize("name", ["csv", "parquet"])
@pytest.mark.parametrize("make", [plain_world, nasty_world])
def test_duckdb_reads_our_tables(name: str, make: Any, tmp_path: Path):
    duckdb = pytest.importorskip("duckdb")
    if name == "parquet":
        pytest.importorskip("pyarrow")
    records, actors = make()
    nodes, edges = tables(name, written(name, records, actors, tmp_path))
    read = f"read_{'csv' if name == 'csv' else 'parquet'}"
    options = ", all_varchar=true, quote='\"', escape='\"', max_line_size=10000000" if name == "csv" else ""
    kept = ordered(records, other=False)
    with duckdb.connect() as db:
        found = db.execute(
            f"SELECT edge_id, source, target, evidence FROM {read}('{edges}'{options})"
        ).fetchall()
        assert {row[0]: (row[1], row[2], row[3] or "") for row in found} == {
            r.id: (r.source, r.target, clean(r.evidence)) for r in kept
        }
        count = db.execute(f"SELECT count(*) FROM {read}('{nodes}'{options})").fetchone()
        assert count == (len(used_actors(kept, actors)),)
        if name == "parquet" and make is plain_world:
            rows = db.execute(f"SELECT date, weight, \"symmetric\" FROM {read}('{edges}') LIMIT 5").fetchall()
            assert all(isinstance(day, date | None) and isinstance(w, float) and isinstance(s, bool)
                       for day, w, s in rows)  # fmt: skip


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_pandas_reads_our_tables(name: str, tmp_path: Path):
    pandas = pytest.importorskip("pandas")
    if name == "parquet":
        pytest.importorskip("pyarrow")
    records, actors = nasty_world()
    nodes, edges = tables(name, written(name, records, actors, tmp_path))
    read = (lambda path: pandas.read_csv(path, dtype=str, keep_default_na=False)) if name == "csv" else (
        pandas.read_parquet
    )  # fmt: skip
    kept = ordered(records, other=False)
    frame = read(edges)
    assert dict(zip(frame["edge_id"], frame["evidence"].fillna(""), strict=True)) == {
        r.id: clean(r.evidence) for r in kept
    }
    assert len(read(nodes)) == len(used_actors(kept, actors))


def test_pandas_reads_our_json_lines(tmp_path: Path):
    pandas = pytest.importorskip("pandas")
    records, actors = plain_world()
    for name in ("jsonl", "plover"):
        path = written(name, records, actors, tmp_path)
        assert (
            len(pandas.read_json(path, lines=True)) == len(path.read_text(encoding="utf-8").splitlines()) > 10
        )


@pytest.mark.parametrize("make", [plain_world, nasty_world])
def test_oxigraph_reads_the_triples_that_rdflib_reads(make: Any, tmp_path: Path):
    ox, rdflib = pytest.importorskip("pyoxigraph"), pytest.importorskip("rdflib")
    records, actors = make()
    turtle = written("turtle", records, actors, tmp_path)
    jsonld = written("jsonld", records, actors, tmp_path)
    found = {str(quad.triple) for quad in ox.parse(path=str(turtle), format=ox.RdfFormat.TURTLE)}
    assert found == {str(quad.triple) for quad in ox.parse(path=str(jsonld), format=ox.RdfFormat.JSON_LD)}
    assert len(found) == len(rdflib.Graph().parse(turtle, format="turtle"))


# docs


def rows_of_the_table() -> list[list[str]]:
    page = (DOCS / "exports.md").read_text(encoding="utf-8")
    table = page.partition("| format | tool |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def test_the_docs_name_a_reader_and_its_test_for_every_format():
    known = {**vars(test_export), **globals()}
    named: set[str] = set()
    for formats, _, _, tests in rows_of_the_table():
        names = re.findall(r"`([^`]+)`", formats)
        assert names and set(names) <= FORMATS.keys(), formats
        named.update(names)
        found = re.findall(r"`(\w+)`", tests)
        assert found, f"no test is named for {formats}"
        for test in found:
            assert callable(known.get(test)), f"docs/exports.md names {test}, which is no test"
    assert named == FORMATS.keys()


def test_the_docs_name_the_readers_of_package_json():
    wanted = json.loads((Path(__file__).parent / "readers" / "package.json").read_text("utf-8"))[
        "dependencies"
    ]
    tools = " ".join(row[1] for row in rows_of_the_table())
    for name in ("graphology", "cytoscape"):
        assert name in wanted and name in tools
