"""What a format writes, its readers read: the same nodes, edges and attributes, whatever names contain."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from factories import NASTY, make_actor, make_record, make_records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.errors import OutputError, UsageError
from kgraph.graph.rows import EDGE_COLUMNS, NODE_COLUMNS, edge_row, node_row, ordered, used_actors
from kgraph.model import Actor, MentionText, Office, Record, Span, When
from kgraph.outputs import FORMATS, find_format, format_for
from kgraph.outputs.graphml import write_graphml
from kgraph.outputs.merged import MERGED_COLUMNS, NOTHING_HAPPENED, merged_rows
from kgraph.outputs.statements import write_statements
from kgraph.outputs.text import clean, joined

READERS = Path(__file__).parent / "readers"
Nodes = dict[str, dict[str, Any]]
Edges = dict[str, tuple[str, str, dict[str, Any]]]

# The columns that the POLECAT data set publishes, in its order.
POLECAT = """
Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name,
Actor Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name
Raw, Wikipedia Actor ID, Recipient Name, Recipient Country, Recipient COW, Primary
Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, Wikipedia
Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, GeoNames
ID, Raw Placename, Feature Type, Source, Publication Date, Story People, Story
Organizations, Story Locations, Language, Version
"""

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(), max_size=12),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map("".join),
)
days = st.one_of(st.none(), st.dates(date(1850, 1, 1), date(2100, 1, 1)))
offices = st.builds(Office, texts, st.sampled_from((None, "Q1", "?")), days)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Record], dict[str, Actor]]:
    """A few records between three actors in which every text may be anything."""
    maybe = st.one_of(st.none(), texts)
    ids = ("Q1", "kg:a1b2", "kg:c3")
    types = ("person", "country", "party")
    actors = {
        id: make_actor(
            id, draw(texts), name_en=draw(texts), type=kind, aliases=tuple(draw(st.lists(texts, max_size=2))),
            wikidata=id if id.startswith("Q") else None, country=draw(st.sampled_from((None, "Q1"))),
            offices=tuple(draw(st.lists(offices, max_size=1))),
        )
        for id, kind in zip(ids, types, strict=True)
    }  # fmt: skip
    records = []
    for number in range(draw(st.integers(1, 3))):
        source, target = draw(st.permutations(ids))[:2]
        evidence = draw(texts)
        first = draw(days)
        records.append(
            make_record(
                source, target, id=f"s{number}", article=draw(texts), origin_group="g", evidence=evidence,
                evidence_span=Span(0, len(evidence)), trigger=Span(0, len(evidence)), rule=draw(texts),
                source_mention=MentionText(draw(texts), 0, 1, draw(maybe)),
                target_mention=MentionText(draw(texts), 1, 2), place=draw(maybe), role=draw(maybe),
                predicate=draw(maybe), title=draw(maybe), outlet=draw(maybe), url=draw(maybe),
                claimed_text=draw(maybe), claimed_by=draw(st.sampled_from((None, "Q1", "kg:gone"))),
                when=draw(st.one_of(st.none(), st.builds(When, texts, st.just(first), st.just(first)))),
                published=draw(days), confidence=draw(st.floats(0, 1).map(lambda x: round(x, 6))),
                relation=draw(st.sampled_from(("CONSULT", "HOLDS_OFFICE", "ACCUSE", "MEMBER_OF", "OTHER"))),
                status=draw(st.sampled_from(("actual", "planned", "negated"))),
            )
        )  # fmt: skip
    return records, actors


anything = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as formats without lists show it; empty texts count as missing."""
    shown = {
        k: joined(v) if isinstance(v, list) else clean(v) if isinstance(v, str) else v for k, v in row.items()
    }
    return {key: value for key, value in shown.items() if value != ""}


def expected(
    records: Sequence[Record], actors: Mapping[str, Actor], shape: Callable[..., dict[str, Any]] = flat
) -> tuple[Nodes, Edges]:
    kept = ordered(records, other=False)
    nodes = {id: shape(node_row(actor, actors)) for id, actor in used_actors(kept, actors).items()}
    return nodes, {r.id: (r.source, r.target, shape(edge_row(r, actors))) for r in kept}


def written(
    name: str, records: Sequence[Record], actors: Mapping[str, Actor], folder: Path, **options: Any
) -> Path:
    format = find_format(name)
    path = folder / f"out{format.suffix}"
    format.write(path, records, actors, **options)
    return path


# GraphML and GEXF


def read_networkx(graph: nx.MultiDiGraph) -> tuple[Nodes, Edges]:
    nodes = {id: dict(row) for id, row in graph.nodes(data=True)}
    return nodes, {key: (a, b, dict(row)) for a, b, key, row in graph.edges(keys=True, data=True)}


@anything
@given(worlds())
def test_networkx_reads_our_graphml(tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]):
    path = written("graphml", *world, tmp_path)
    assert read_networkx(nx.read_graphml(path, force_multigraph=True)) == expected(*world)


@anything
@given(worlds())
def test_igraph_reads_our_graphml(tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]):
    igraph = pytest.importorskip("igraph")
    graph = igraph.Graph.Read_GraphML(str(written("graphml", *world, tmp_path)))
    nodes, edges = expected(*world)
    assert {v["id"]: {k: v[k] for k in nodes[v["id"]]} for v in graph.vs} == nodes
    found = {
        e["edge_id"]: (
            graph.vs[e.source]["id"],
            graph.vs[e.target]["id"],
            {k: e[k] for k in edges[e["edge_id"]][2]},
        )
        for e in graph.es
    }
    assert found == edges


@anything
@given(worlds())
def test_networkx_reads_our_gexf(tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]):
    path = written("gexf", *world, tmp_path)
    graph = nx.read_gexf(path)
    nodes, edges = expected(*world)
    assert {id: {k: graph.nodes[id].get(k) for k in row} for id, row in nodes.items()} == nodes
    found = {row["id"]: (a, b, row) for a, b, row in graph.edges(data=True)}
    assert {
        id: (found[id][0], found[id][1], {k: v for k, v in found[id][2].items() if k in row and v != ""})
        for id, (_, _, row) in edges.items()
    } == edges


def in_node(script: str, *args: str) -> tuple[Nodes, Edges]:
    if not shutil.which("node") or not (READERS / "node_modules" / script).is_dir():
        pytest.skip(f"{script} is not installed: run npm install in tests/readers")
    out = subprocess.run(
        ["node", str(READERS / f"{script}.cjs"), *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert out.returncode == 0, out.stderr
    data = json.loads(out.stdout)
    return dict(data["nodes"]), {id: (a, b, row) for id, a, b, row in data["edges"]}


def nasty_world() -> tuple[list[Record], dict[str, Actor]]:
    """One record for each nasty text, with it in every field."""
    actors = {
        f"kg:{n}": make_actor(f"kg:{n}", text or "leer", aliases=(text, "x")) for n, text in enumerate(NASTY)
    }
    records = [
        make_record(
            f"kg:{n}", f"kg:{(n + 1) % len(NASTY)}", id=f"s{n}", article=text, evidence=text, place=text,
            outlet=text, title=text, url=text, claimed_text=text, rule=text,
            when=When(text, date(2024, 1, 1), None),
            evidence_span=Span(0, len(text)), trigger=Span(0, len(text)),
            source_mention=MentionText(text, 0, 1),
        )
        for n, text in enumerate(NASTY)
    ]  # fmt: skip
    return records, actors


def trimmed(row: dict[str, Any]) -> dict[str, Any]:
    # graphology trims texts when it reads XML.
    shown = {k: v.strip() if isinstance(v, str) else v for k, v in row.items()}
    return {k: v for k, v in shown.items() if v != ""}


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_graphology_reads_our_files(tmp_path: Path, kind: str):
    world = nasty_world()
    nodes, edges = expected(*world)
    found_nodes, found_edges = in_node("graphology", kind, str(written(kind, *world, tmp_path)))
    assert {id: trimmed(row) for id, row in found_nodes.items()} == {
        id: trimmed(row) for id, row in nodes.items()
    }
    kinds = {"kind"} if kind == "gexf" else set()
    assert {
        id: (a, b, trimmed({k: v for k, v in row.items() if k not in kinds}))
        for id, (a, b, row) in found_edges.items()
    } == {id: (a, b, trimmed(row)) for id, (a, b, row) in edges.items()}


def test_graphml_keys_are_unique_prefixed_and_typed(tmp_path: Path):
    for name in ("graphml", "graphml-merged", "yed", "yed-events"):
        tree = ET.parse(written(name, *make_records(20, 200), tmp_path))
        ns = "{http://graphml.graphdrawing.org/xmlns}"
        keys = [key.get("id") for key in tree.iter(f"{ns}key")]
        assert len(set(keys)) == len(keys) and all(key[:2] in ("n_", "e_") for key in keys)
        edges = [edge.get("id") for edge in tree.iter(f"{ns}edge")]
        assert edges and len(set(edges)) == len(edges)
        used = {data.get("key") for data in tree.iter(f"{ns}data")}
        assert used <= set(keys)
        texts = [data.text for data in tree.iter(f"{ns}data") if data.get("key") == "e_symmetric"]
        assert set(texts) == {"true", "false"}


def test_the_label_of_an_edge_is_its_relation_and_its_weight_above_zero(tmp_path: Path):
    records, actors = make_records(20, 200)
    records.append(make_record(*sorted(actors)[:2], id="zero", confidence=0.0))
    for name in ("graphml", "graphml-merged", "gexf", "gexf-merged"):
        path = written(name, records, actors, tmp_path)
        graph = nx.read_graphml(path) if "graphml" in name else nx.read_gexf(path)
        for _, _, row in graph.edges(data=True):
            assert row["label"] == row["relation"] == row["interaction"]
            assert isinstance(row["weight"], float) and row["weight"] > 0


def test_merged_has_an_edge_per_pair_and_counts_sources_of_what_happened(tmp_path: Path):
    records = [
        make_record("kg:a", "kg:b", article="1", relation="ACCUSE"),
        make_record("kg:a", "kg:b", article="2", relation="ACCUSE"),
        make_record("kg:b", "kg:a", article="2", relation="CONSULT"),
        make_record("kg:b", "kg:a", article="3", relation="CONSULT", status="negated"),
        make_record("kg:a", "kg:c", article="4", status="planned"),
    ]
    graph = nx.read_graphml(written("graphml-merged", records, {}, tmp_path))
    assert set(graph.edges) == {("kg:a", "kg:b"), ("kg:a", "kg:c")}
    row = graph.edges["kg:a", "kg:b"]
    assert (row["weight"], row["sources"], row["statements"], row["negated"]) == (2.0, 2, 4, 1)
    assert (row["relation"], row["relations"], row["symmetric"]) == ("ACCUSE", "ACCUSE | CONSULT", False)
    assert graph.edges["kg:a", "kg:c"]["weight"] == NOTHING_HAPPENED
    for _, _, merged in merged_rows(records):
        assert set(merged) <= set(MERGED_COLUMNS)


def test_yed_shows_labels(tmp_path: Path):
    records, actors = make_records(10, 40)
    tree = ET.parse(written("yed-events", records, actors, tmp_path))
    y = "{http://www.yworks.com/xml/graphml}"
    nodes, edges = expected(records, actors)
    assert sorted(label.text for label in tree.iter(f"{y}NodeLabel")) == sorted(
        r["label"] for r in nodes.values()
    )
    assert len(list(tree.iter(f"{y}EdgeLabel"))) == len(edges)


def test_gexf_has_kinds_and_spells(tmp_path: Path):
    records = [
        make_record(
            "kg:a", "kg:b", id="dated", when=When("im Mai", date(2024, 5, 1), date(2024, 5, 31), "month")
        ),
        make_record("kg:b", "kg:c", id="undated"),
    ]
    ns = "{http://gexf.net/1.3}"
    tree = ET.parse(written("gexf", records, {}, tmp_path))
    assert tree.getroot().get("version") == "1.3"
    spells = {e.get("id"): [dict(s.attrib) for s in e.iter(f"{ns}spell")] for e in tree.iter(f"{ns}edge")}
    assert spells == {"dated": [{"start": "2024-05-01", "end": "2024-05-31"}], "undated": []}
    alive = {n.get("id"): len(list(n.iter(f"{ns}spell"))) for n in tree.iter(f"{ns}node")}
    assert alive == {"kg:a": 1, "kg:b": 0, "kg:c": 0}
    assert {edge.get("kind") for edge in tree.iter(f"{ns}edge")} == {"CONSULT"}


# JSON, CSV, Parquet


def lists(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: [clean(i) for i in v] if isinstance(v, list) else clean(v) if isinstance(v, str) else v
            for k, v in row.items()}  # fmt: skip


@anything
@given(worlds())
def test_networkx_reads_our_json(tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]):
    data = json.loads(written("json", *world, tmp_path).read_text(encoding="utf-8"))
    assert read_networkx(nx.node_link_graph(data, edges="edges")) == expected(*world, lists)


def test_cytoscape_js_reads_our_cytoscape(tmp_path: Path):
    world = nasty_world()
    nodes, edges = expected(*world, lists)
    found_nodes, found_edges = in_node("cytoscape", str(written("cytoscape", *world, tmp_path)))
    assert {id: {k: row[k] for k in nodes[id]} for id, row in found_nodes.items()} == nodes
    assert {
        row["key"]: (a, b, {k: row[k] for k in edges[row["key"]][2]}) for a, b, row in found_edges.values()
    } == edges


@anything
@given(worlds())
def test_networkx_reads_our_cytoscape(tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]):
    data = json.loads(written("cytoscape", *world, tmp_path).read_text(encoding="utf-8"))
    nodes, edges = expected(*world, lists)
    elements = data["elements"]
    assert {
        e["data"]["id"]: {k: e["data"][k] for k in nodes[e["data"]["id"]]} for e in elements["nodes"]
    } == nodes
    found = [e["data"] for e in elements["edges"]]
    assert {e["id"]: (e["source"], e["target"], {k: e[k] for k in edges[e["id"]][2]}) for e in found} == edges
    graph = nx.cytoscape_graph({**data, "directed": True, "multigraph": True})
    assert graph.number_of_edges() == len(edges)


@anything
@given(worlds())
def test_csv_comes_back(tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]):
    folder = written("csv", *world, tmp_path)
    nodes, edges = expected(*world)

    def read(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def strings(row: Mapping[str, Any]) -> dict[str, str]:
        return {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in row.items()}

    assert {r.pop("id"): {k: v for k, v in r.items() if v} for r in read("nodes.csv")} == {
        id: strings(row) for id, row in nodes.items()
    }
    found = {
        r["edge_id"]: (r["source"], r["target"], {k: r[k] for k in EDGE_COLUMNS if r[k]})
        for r in read("edges.csv")
    }
    assert found == {id: (a, b, strings(row)) for id, (a, b, row) in edges.items()}


@anything
@given(worlds())
def test_pyarrow_reads_our_parquet(tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]):
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    folder = written("parquet", *world, tmp_path)
    nodes, edges = expected(*world, lists)

    def plain(row: Mapping[str, Any]) -> dict[str, Any]:
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items() if v is not None}

    assert {r.pop("id"): plain(r) for r in pq.read_table(folder / "nodes.parquet").to_pylist()} == nodes
    rows = [plain(r) for r in pq.read_table(folder / "edges.parquet").to_pylist()]
    assert {r["edge_id"]: (r.pop("source"), r.pop("target"), r) for r in rows} == edges


@anything
@given(worlds())
def test_json_lines_hold_every_statement(tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]):
    lines = written("jsonl", *world, tmp_path).read_bytes().decode().split("\n")[:-1]
    found = {row["id"]: row for row in map(json.loads, lines)}
    assert len(lines) == len(found)
    for record in ordered(world[0], other=False):
        row = found.pop(record.id)
        assert (row["source"]["id"], row["relation"], row["target"]["id"], row["status"]) == (
            record.source, record.relation, record.target, record.status
        )  # fmt: skip
        assert row["evidence"]["text"] == record.evidence
    assert not found


def test_json_lines_are_those_of_a_build(tmp_path: Path):
    records, actors = make_records(20, 200)
    write_statements(tmp_path / "statements.jsonl", [r for r in records if r.relation != "OTHER"], actors)
    path = written("jsonl", records, actors, tmp_path)
    assert path.read_bytes() == (tmp_path / "statements.jsonl").read_bytes()


# RDF


@anything
@given(worlds())
def test_rdflib_reads_the_same_from_turtle_and_jsonld(
    tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]
):
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    turtle = rdflib.Graph().parse(written("turtle", *world, tmp_path), format="turtle")
    jsonld = rdflib.Graph().parse(written("jsonld", *world, tmp_path), format="json-ld")
    assert set(turtle) == set(jsonld)
    prov, rdf = rdflib.Namespace("http://www.w3.org/ns/prov#"), rdflib.RDF
    for record in ordered(world[0], other=False):
        node = rdflib.URIRef(f"urn:kgraph:statement:{record.id}")
        assert str(turtle.value(node, prov.value)) == clean(record.evidence)
        assert (node, rdf.type, rdf.Statement) in turtle
        article = turtle.value(node, prov.wasQuotedFrom)
        schema = rdflib.Namespace("https://schema.org/")
        assert clean(record.article) in {str(value) for value in turtle.objects(article, schema.identifier)}
        subject, verb, object = (
            turtle.value(node, term) for term in (rdf.subject, rdf.predicate, rdf.object)
        )
        names = {str(name) for name in turtle.objects(subject, schema.name)}
        actor = world[1][record.source]
        assert names == {clean(actor.name_de or actor.id), clean(actor.name_en or actor.id)}
        same = [
            r
            for r in world[0]
            if (r.source, r.relation, r.target) == (record.source, record.relation, record.target)
        ]
        assert ((subject, verb, object) in turtle) == any(r.status == "actual" for r in same)


def test_sparql_finds_who_says_so(tmp_path: Path):
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    record = make_record(
        "Q183", "Q142", claimed_by="kg:c", when=When("heute", date(2024, 5, 1), date(2024, 5, 1))
    )
    actors = {
        id: make_actor(id, name)
        for id, name in (("Q183", "Deutschland"), ("Q142", "Frankreich"), ("kg:c", "Cem"))
    }
    graph = rdflib.Graph().parse(written("turtle", [record], actors, tmp_path))
    rows = list(graph.query("""SELECT ?name ?day WHERE {
        ?s rdf:subject wd:Q183 ; rdf:predicate rel:CONSULT ; rdf:object wd:Q142 ;
           prov:wasAttributedTo/schema:name ?name ; schema:startDate ?day .
           FILTER(lang(?name) = "de") }"""))  # fmt: skip
    assert [(str(row.name), row.day.toPython()) for row in rows] == [("Cem", date(2024, 5, 1))]


# FollowTheMoney


@anything
@given(worlds())
def test_followthemoney_takes_every_entity_as_it_is(
    tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]
):
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    entities = [
        json.loads(line) for line in written("ftm", *world, tmp_path).read_text(encoding="utf-8").splitlines()
    ]
    ids = [entity["id"] for entity in entities]
    assert len(set(ids)) == len(ids)
    for entity in entities:
        schema = ftm.model.get(entity["schema"])
        schema.validate(entity)
        raw = {key: sorted(values) for key, values in entity["properties"].items()}
        proxy = ftm.model.make_entity(entity["schema"])
        proxy.id = entity["id"]
        for key, values in raw.items():
            proxy.add(key, values)
        taken = {key: sorted(values) for key, values in proxy.to_dict()["properties"].items()}
        # The library may put a slash behind the host of a URL.
        assert {k: [v.rstrip("/") for v in vs] if k == "sourceUrl" else vs for k, vs in taken.items()} == {
            k: [v.rstrip("/") for v in vs] if k == "sourceUrl" else vs for k, vs in raw.items()
        }
        for name, prop in schema.properties.items():
            if prop.type.name == "entity" and name in raw:
                assert set(raw[name]) <= set(ids)
    happened = [record for record in ordered(world[0], other=False) if record.status == "actual"]
    links = [e for e in entities if "recordId" in e["properties"]]
    assert sorted(e["properties"]["recordId"][0] for e in links) == sorted(record.id for record in happened)


def test_every_country_code_is_one_that_followthemoney_knows():
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    from kgraph.outputs.ftm import country_codes

    assert {
        code for code in country_codes().values() if ftm.types.registry.country.clean(code) != code
    } == set()


# PLOVER, Neo4j, dossiers


def test_plover_has_the_columns_of_polecat_and_only_what_happened(tmp_path: Path):
    records, actors = make_records(20, 300)
    path = written("plover", records, actors, tmp_path)
    events = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    columns = " ".join(POLECAT.split()).split(", ")
    assert all(list(event)[: len(columns)] == columns for event in events)
    types = {"CONSULT", "AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"}
    types |= {"ASSAULT", "AID"}
    assert sorted(e["Event ID"] for e in events) == sorted(
        r.id for r in records if r.status == "actual" and r.relation in types
    )
    quads = {event["Event Type"]: event["Quad Code"] for event in events}
    assert (quads["CONSULT"], quads["AID"]) == ("VERBAL COOPERATION", "MATERIAL COOPERATION")
    assert (quads["ACCUSE"], quads["ASSAULT"]) == ("VERBAL CONFLICT", "MATERIAL CONFLICT")


@anything
@given(worlds())
def test_plover_is_a_line_per_event(tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]):
    path = written("plover", *world, tmp_path)
    for line in path.read_bytes().split(b"\n")[:-1]:
        json.loads(line)


def cypher_literals(script: str) -> list[Any]:
    """The lists of the script's UNWINDs, read by a reader of Cypher's literals written for this test."""
    found = []
    for part in script.split("UNWIND ")[1:]:
        value, _ = cypher_value(part, 0)
        found.append(value)
    return found


def cypher_value(text: str, at: int) -> tuple[Any, int]:
    while text[at] in " \n,":
        at += 1
    if text[at] == "'":
        out, at = [], at + 1
        while text[at] != "'":
            if text[at] == "\\":
                at += 1
                out.append({"n": "\n", "t": "\t"}.get(text[at], text[at]))
            else:
                out.append(text[at])
            at += 1
        return "".join(out), at + 1
    if text[at] == "[":
        items, at = [], at + 1
        while text[at:].lstrip(" \n,")[0] != "]":
            item, at = cypher_value(text, at)
            items.append(item)
        return items, text.index("]", at) + 1
    if text[at] == "{":
        row, at = {}, at + 1
        while text[at:].lstrip(" ,")[0] != "}":
            colon = text.index(":", at)
            key = text[at:colon].strip(" ,")
            row[key], at = cypher_value(text, colon + 1)
        return row, text.index("}", at) + 1
    if text.startswith("date(", at):
        value, at = cypher_value(text, at + 5)
        return value, at + 1
    end = at
    while text[end] not in ",}] \n":
        end += 1
    word = text[at:end]
    return (word == "true" if word in ("true", "false") else float(word)), end


@anything
@given(worlds())
def test_the_cypher_script_says_what_it_should(tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]):
    script = written("cypher", *world, tmp_path).read_text(encoding="utf-8")
    nodes, edges = expected(*world)
    rows = [row for rows in cypher_literals(script) for row in rows]
    found = {
        row["id"]: {k: v for k, v in row.items() if k != "id" and v != ""} for row in rows if "id" in row
    }
    assert found == nodes
    links = {row["row"]["edge_id"]: row for row in rows if "row" in row}
    for id, (source, target, attributes) in edges.items():
        assert (links[id]["source"], links[id]["target"]) == (source, target)
        kept = {k: v for k, v in attributes.items() if k not in ("label", "interaction")}
        assert {k: v for k, v in links[id]["row"].items() if v != ""} == kept


@anything
@given(worlds())
def test_neo4j_import_files_have_a_row_per_line_and_a_type_per_column(
    tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]
):
    folder = written("neo4j", *world, tmp_path)
    nodes, edges = expected(*world)
    for name, count, ends in (("actors.csv", len(nodes), 2), ("statements.csv", len(edges), 3)):
        lines = (folder / name).read_bytes().decode().split("\n")
        assert len(lines) == count + 2
        header, *rows = list(csv.reader(lines[:-1]))
        assert all(len(row) == len(header) for row in rows)
        assert all(
            field.split(":")[1] in ("string", "double", "long", "boolean", "date") for field in header[ends:]
        )
    assert (folder / "load.cypher").read_text(encoding="utf-8").startswith("CREATE CONSTRAINT")


def test_a_dossier_numbers_its_sources(tmp_path: Path):
    records, actors = make_records(12, 150)
    who, partner = sorted(actors)[:2]
    text = written("dossier", records, actors, tmp_path, who=who).read_text(encoding="utf-8")
    used = {int(number) for number in re.findall(r" \[\^(\d+)\](?!:)", text)}
    listed = [int(number) for number in re.findall(r"^\[\^(\d+)\]: ", text, re.M)]
    assert listed == list(range(1, len(listed) + 1)) and used == set(listed) and len(listed) > 5
    html = written("dossier-html", records, actors, tmp_path, who=who, with_=partner, names="en").read_text(
        "utf-8"
    )
    assert set(re.findall(r'href="#(s\d+)"', html)) == set(re.findall(r'id="(s\d+)"', html))
    assert '<html lang="en">' in html and "Meetings" in html
    with pytest.raises(UsageError):
        written("dossier", records, actors, tmp_path)


MARKUP = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "ul", "ol", "li", "p"}
MARKUP |= {"sup", "a", "bdi"}


def html_tags(text: str) -> tuple[set[str], set[str]]:
    """The tags of an HTML text and where its links lead outside; no element may have a handler."""
    tags: set[str] = set()
    links: set[str] = set()

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.add(tag)
            links.update(value or "" for name, value in attrs if name in ("href", "src"))
            assert not any(name.startswith("on") for name, _ in attrs)

    Parser().feed(text)
    return tags, {link for link in links if not link.startswith("#")}


def markdown_tokens(text: str) -> list[Any]:
    markdown_it = pytest.importorskip("markdown_it")
    blocks = markdown_it.MarkdownIt().parse(text)
    return [*blocks, *(token for block in blocks for token in block.children or ())]


def test_nothing_in_a_dossier_becomes_markup(tmp_path: Path):
    bad = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) `code` **bold** </main>"
    url = "https://zeitung.example/1"
    records = [
        make_record("kg:a", "kg:b", evidence=bad, title=bad, outlet=bad, place=bad, url=f"javascript:{bad}"),
        make_record("kg:a", "kg:b", article="2", url=url, published=date(2024, 1, 1)),
    ]
    actors = {id: make_actor(id, bad) for id in ("kg:a", "kg:b")}
    tags, links = html_tags(written("dossier-html", records, actors, tmp_path, who="kg:a").read_text("utf-8"))
    assert tags <= MARKUP and links == {url}
    tokens = markdown_tokens(written("dossier", records, actors, tmp_path, who="kg:a").read_text("utf-8"))
    assert not {t.type for t in tokens} & {"html_inline", "code_inline", "image", "strong_open"}
    assert {t.attrGet("href") for t in tokens if t.type == "link_open"} <= {url}


@anything
@given(worlds())
def test_a_dossier_of_anything_stays_a_page_of_lists(
    tmp_path: Path, world: tuple[list[Record], dict[str, Actor]]
):
    who = world[0][0].source
    tags, links = html_tags(written("dossier-html", *world, tmp_path, who=who).read_text(encoding="utf-8"))
    assert tags <= MARKUP and all(link.startswith("http") for link in links)
    tokens = markdown_tokens(written("dossier", *world, tmp_path, who=who).read_text(encoding="utf-8"))
    found = {token.type for token in tokens}
    assert not found & {"html_inline", "html_block", "code_inline", "code_block", "fence", "image", "em_open",
                        "strong_open", "table_open", "blockquote_open", "ordered_list_open"}  # fmt: skip


# All formats


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_in_any_order(tmp_path: Path, name: str):
    records, actors = make_records(15, 120)
    mixed = records[:]
    random.Random(9).shuffle(mixed)
    options = {"who": sorted(actors)[0]} if FORMATS[name].actor else {}
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    written(name, records, actors, one, **options)
    written(name, mixed, dict(reversed(actors.items())), two, **options)
    files = {path.relative_to(one): path.read_bytes() for path in one.rglob("*") if path.is_file()}
    assert files and files == {
        path.relative_to(two): path.read_bytes() for path in two.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("name", [name for name, format in FORMATS.items() if not format.folder])
def test_streams_of_text_and_of_bytes_get_what_a_file_gets(tmp_path: Path, name: str):
    records, actors = make_records(8, 30)
    options = {"who": sorted(actors)[0]} if FORMATS[name].actor else {}
    data = written(name, records, actors, tmp_path, **options).read_bytes()
    text, raw = io.StringIO(), io.BytesIO()
    FORMATS[name].write(text, records, actors, **options)
    FORMATS[name].write(raw, records, actors, **options)
    assert text.getvalue().encode() == raw.getvalue() == data


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_still_a_file(tmp_path: Path, name: str):
    options = {"who": "kg:a"} if FORMATS[name].actor else {}
    actors = {"kg:a": make_actor("kg:a")}
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    assert written(name, [], actors, tmp_path, **options).exists()


# Without those that have no edges or no text; Parquet's round trip shows that it leaves OTHER out.
@pytest.mark.parametrize(
    "name", [n for n, f in FORMATS.items() if not f.actor and n not in ("plover", "csv-nodes", "parquet")]
)
def test_other_is_written_on_request_only(tmp_path: Path, name: str):
    records = [
        make_record("kg:a", "kg:b"),
        make_record("kg:a", "kg:b", relation="OTHER", predicate="begegnenX"),
    ]

    def content(**options: Any) -> str:
        path = written(name, records, {}, tmp_path, **options)
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        return "".join(file.read_text(encoding="utf-8") for file in files)

    merged = "merged" in name or name == "yed"
    sign = "OTHER" if merged else "begegnenX"
    assert sign not in content() and sign in content(other=True)


def test_a_folder_that_is_a_file_and_a_path_that_cannot_be_are_errors(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="folder"):
        find_format("csv").write(tmp_path / "file", [], {})
    with pytest.raises(OutputError):
        write_graphml(tmp_path / "file" / "x.graphml", [], {})
    with pytest.raises(OutputError, match="folder"):
        find_format("neo4j").write(io.StringIO(), [], {})
    with pytest.raises(UsageError, match="graphml"):
        find_format("nope")


def test_a_failing_write_leaves_the_old_file(tmp_path: Path):
    path = tmp_path / "x.graphml"
    write_graphml(path, [], {})
    before = path.read_bytes()
    with pytest.raises(AttributeError):
        write_graphml(path, [make_record(), make_record(id="2", when="no When")], {})
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"pip install kgraph\[export\]"):
        written("parquet", [], {}, tmp_path)


def test_endings_tell_the_format():
    endings = (".graphml", ".GEXF", ".ttl", ".ftm.json", ".json", ".html", ".csv", ".jsonl")
    assert {ending: format_for(f"x{ending}").name for ending in endings} == {
        ".graphml": "graphml", ".GEXF": "gexf", ".ttl": "turtle", ".ftm.json": "ftm", ".json": "json",
        ".html": "dossier-html", ".csv": "csv-edges", ".jsonl": "jsonl",
    }  # fmt: skip
    assert format_for("x.doc") is None


def test_columns_are_those_of_the_rows():
    record = make_record(when=When("x", date(2024, 1, 1), date(2024, 1, 2)), place="x")
    assert list(edge_row(record, {})) == [name for name in EDGE_COLUMNS if name in edge_row(record, {})]
    actor = make_actor(aliases=("x",), offices=(Office("y"),), country="Q1", wikidata="Q2")
    assert set(node_row(actor, {})) == set(NODE_COLUMNS)
