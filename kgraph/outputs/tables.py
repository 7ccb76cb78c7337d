"""Nodes and edges as CSV, with the column names that Gephi's spreadsheet import knows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from kgraph.graph.rows import EDGE_COLUMNS, NODE_COLUMNS, Kept, Kind, edge_row, node_row, ordered, used_actors
from kgraph.model import Actor, Lang, Record
from kgraph.outputs.text import Target, clean, folder, joined, text_sink
from kgraph.store import Chosen

Rows = Iterator[dict[str, Any]]


def write(
    target: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
    table: Literal["nodes", "edges"] | None = None,
    other: bool = False,
) -> None:
    """Writes nodes.csv and edges.csv into the folder `target`, or with `table` that one to a file or stream.

    UTF-8, commas, a header, line ends "\\n"; lists are joined with " | ", booleans are true and false,
    unknown values are empty. `other` includes the relation OTHER.
    """
    kept = ordered(records, other=other)
    place: Path | None = None if table else folder(target, "csv")
    if table != "edges":
        rows = ({"id": id, **node_row(a, actors, names)} for id, a in used_actors(kept, actors).items())
        _write(place / "nodes.csv" if place else target, ("id",), NODE_COLUMNS, rows)
    if table != "nodes":
        ends = ("source", "target", "type", "id")
        _write(place / "edges.csv" if place else target, ends, EDGE_COLUMNS, _edges(kept, actors, names))


def _edges(records: Kept, actors: Mapping[str, Actor], names: Lang) -> Rows:
    for record in records:
        ends = {"source": record.source, "target": record.target, "type": "Directed", "id": record.id}
        yield {**ends, **edge_row(record, actors, names)}


def _write(target: Target, first: tuple[str, ...], columns: Mapping[str, Kind], rows: Rows) -> None:
    header = [*first, *columns]
    with text_sink(target) as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([text(row.get(name)) for name in header] for row in rows)


def text(value: Any) -> str:
    """A value as text in a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return joined(value) if isinstance(value, list) else clean(str(value))
