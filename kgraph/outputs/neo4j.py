"""Neo4j: CSV files for `neo4j-admin database import`, and a Cypher script that needs no file access."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from kgraph.graph.rows import EDGE_COLUMNS, NODE_COLUMNS, Kept, Kind, edge_row, node_row, ordered, used_actors
from kgraph.model import Actor, Lang, Record
from kgraph.outputs.tables import text
from kgraph.outputs.text import Target, clean, folder, joined, text_sink
from kgraph.store import Chosen

# Rows per Cypher statement: the server parses each as a whole.
BATCH = 500

_TYPES = {"string": "string", "double": "double", "long": "long", "boolean": "boolean", "list": "string"}
_DATES = ("date", "first", "last", "published")
# What the relationship's type and ends say already, or what no query needs twice.
_LEFT_OUT = ("label", "interaction")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\t": "\\t"}

_IMPORT = """#!/bin/sh
# Fills an empty Neo4j database (5 or later) called "neo4j"; the server must be stopped.
cd "$(dirname "$0")" || exit 1
neo4j-admin database import full neo4j --overwrite-destination \\
  --nodes=actors.csv --relationships=statements.csv
"""


def write(
    target: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
    script: bool = False,
    other: bool = False,
) -> None:
    """Writes actors.csv, statements.csv, import.sh and load.cypher into the folder `target`, or with `script`
    the Cypher script alone to a file or stream.

    Actors are nodes `:Actor` with a second label for their type (`:Person`), statements are relationships
    whose type is the relation. The script merges by id, so running it again adds nothing twice. `other`
    includes the relation OTHER.
    """
    kept = ordered(records, other=other)
    nodes = used_actors(kept, actors)
    if script:
        with text_sink(target) as out:
            _script(out, kept, nodes, actors, names)
        return
    place = folder(target, "neo4j")
    _nodes_csv(place / "actors.csv", nodes, actors, names)
    _edges_csv(place / "statements.csv", kept, actors, names)
    with text_sink(place / "import.sh") as out:
        out.write(_IMPORT)
    with text_sink(place / "load.cypher") as out:
        _script(out, kept, nodes, actors, names)


def _nodes_csv(path: Path, nodes: Mapping[str, Actor], actors: Mapping[str, Actor], names: Lang) -> None:
    with text_sink(path) as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(
            ["id:ID", ":LABEL", *(f"{name}:{_TYPES[kind]}" for name, kind in NODE_COLUMNS.items())]
        )
        for id, actor in nodes.items():
            row = node_row(actor, actors, names)
            writer.writerow([id, f"Actor;{_label(actor)}", *(_line(row.get(name)) for name in NODE_COLUMNS)])


def _edges_csv(path: Path, records: Kept, actors: Mapping[str, Actor], names: Lang) -> None:
    columns = {name: kind for name, kind in EDGE_COLUMNS.items() if name not in _LEFT_OUT}
    types = [f"{name}:{'date' if name in _DATES else _TYPES[kind]}" for name, kind in columns.items()]
    with text_sink(path) as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([":START_ID", ":END_ID", ":TYPE", *types])
        for record in records:
            row = edge_row(record, actors, names)
            ends = [record.source, record.target, record.relation]
            writer.writerow([*ends, *(_line(row.get(name)) for name in columns)])


def _line(value: Any) -> str:
    # neo4j-admin reads fields of several lines only if told to; a space says the same.
    return text(value).replace("\n", " ")


def _label(actor: Actor) -> str:
    return "".join(part.capitalize() for part in actor.type.split("_"))


def _script(
    out: TextIO,
    records: Kept,
    nodes: Mapping[str, Actor],
    actors: Mapping[str, Actor],
    names: Lang,
) -> None:
    out.write("CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE;\n")
    by_label: dict[str, list[str]] = {}
    for id, actor in nodes.items():
        by_label.setdefault(_label(actor), []).append(id)
    for label in sorted(by_label):
        rows = ({"id": id, **node_row(nodes[id], actors, names)} for id in by_label[label])
        for batch in _batches(rows, NODE_COLUMNS):
            out.write(
                f"UNWIND [\n{batch}\n] AS row\nMERGE (a:Actor {{id: row.id}}) SET a:{label}, a += row;\n"
            )
    columns = {name: kind for name, kind in EDGE_COLUMNS.items() if name not in _LEFT_OUT}
    # A batch is of one relation, as a relationship's type cannot be a parameter.
    waiting: dict[str, list[str]] = {}
    for record in records:
        open_batch = waiting.setdefault(record.relation, [])
        edge = {"source": record.source, "target": record.target, "row": edge_row(record, actors, names)}
        open_batch.append(_literal(edge, columns))
        if len(open_batch) == BATCH:
            _relationships(out, record.relation, waiting.pop(record.relation))
    for relation in sorted(waiting):
        _relationships(out, relation, waiting[relation])


def _relationships(out: TextIO, relation: str, rows: list[str]) -> None:
    type = relation if _NAME.match(relation) else f"`{clean(relation).replace('`', '``')}`"
    batch = ",\n".join(rows)
    out.write(
        f"UNWIND [\n{batch}\n] AS edge\n"
        "MATCH (a:Actor {id: edge.source}), (b:Actor {id: edge.target})\n"
        f"MERGE (a)-[r:{type} {{edge_id: edge.row.edge_id}}]->(b) SET r += edge.row;\n"
    )


def _batches(rows: Iterator[dict[str, Any]], columns: Mapping[str, Kind]) -> Iterator[str]:
    while batch := [_literal(row, columns) for row in islice(rows, BATCH)]:
        yield ",\n".join(batch)


def _literal(value: Any, columns: Mapping[str, Kind]) -> str:
    """A value as a Cypher literal."""
    if isinstance(value, dict):
        left_out = () if columns is NODE_COLUMNS else _LEFT_OUT
        kept = ((name, item) for name, item in value.items() if name not in left_out)
        return "{" + ", ".join(f"{name}: {_item(name, item, columns)}" for name, item in kept) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_literal(item, columns) for item in value) + "]"
    if isinstance(value, str):
        return "'" + re.sub(r"[\\'\n\t]", lambda found: _ESCAPES[found[0]], clean(value)) + "'"
    return repr(value)


def _item(name: str, value: Any, columns: Mapping[str, Kind]) -> str:
    if name in _DATES and name in columns and columns is not NODE_COLUMNS:
        return f"date('{value}')"
    return _literal(joined(value), columns) if isinstance(value, list) else _literal(value, columns)
