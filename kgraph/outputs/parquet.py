"""Nodes and edges as Parquet, with dates, numbers and lists typed. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from kgraph.errors import OutputError
from kgraph.graph.rows import EDGE_COLUMNS, NODE_COLUMNS, Kind, edge_row, node_row, ordered, used_actors
from kgraph.model import Actor, Lang, Record
from kgraph.outputs.nodelink import cleaned
from kgraph.outputs.text import Target, binary_sink, folder
from kgraph.store import Chosen

# Rows written at once: large enough for good compression, small enough for memory.
BATCH = 10_000

_DATES = ("date", "first", "last", "published")


def write(
    target: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
    other: bool = False,
) -> None:
    """Writes nodes.parquet and edges.parquet into the folder `target`; unknown values are null. `other`
    includes the relation OTHER. Raises OutputError if pyarrow is missing."""
    kept = ordered(records, other=other)
    place = folder(target, "parquet")
    nodes = ({"id": id, **node_row(actor, actors, names)} for id, actor in used_actors(kept, actors).items())
    _write(place / "nodes.parquet", {"id": "string", **NODE_COLUMNS}, nodes)
    edges = ({"source": r.source, "target": r.target, **edge_row(r, actors, names)} for r in kept)
    _write(place / "edges.parquet", {"source": "string", "target": "string", **EDGE_COLUMNS}, edges)


def _write(path: Path, columns: Mapping[str, Kind], rows: Iterable[Mapping[str, Any]]) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise OutputError("Parquet needs the package pyarrow: pip install kgraph[export]") from error
    types = {
        "string": pa.string(), "double": pa.float64(), "long": pa.int64(), "boolean": pa.bool_(),
        "list": pa.list_(pa.string()),
    }  # fmt: skip
    schema = pa.schema(
        [(name, pa.date32() if name in _DATES else types[kind]) for name, kind in columns.items()]
    )
    rest = iter(rows)
    with binary_sink(path) as out, pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(rest, BATCH)):
            arrays = {name: [_value(name, row.get(name)) for row in batch] for name in columns}
            writer.write_table(pa.table(arrays, schema=schema))


def _value(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in _DATES and value is not None else cleaned(value)
