"""JSON node-link data, as networkx.node_link_graph and d3 read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kgraph.graph.rows import edge_row, node_row, ordered, used_actors
from kgraph.model import Actor, Lang, Record
from kgraph.outputs.text import Target, clean, text_sink
from kgraph.store import Chosen


def write(
    target: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
    other: bool = False,
) -> None:
    """Writes nodes and edges, one a line; lists stay lists, what is unknown is left out. `other` includes
    the relation OTHER."""
    kept = ordered(records, other=other)
    with text_sink(target) as out:
        out.write('{"directed": true, "multigraph": true, "graph": {"generator": "kgraph"},\n"nodes": [')
        for number, (id, actor) in enumerate(used_actors(kept, actors).items()):
            out.write(",\n" if number else "\n")
            out.write(compact({"id": id, **node_row(actor, actors, names)}))
        out.write('\n],\n"edges": [')
        for number, record in enumerate(kept):
            out.write(",\n" if number else "\n")
            ends = {"source": record.source, "target": record.target, "key": record.id}
            out.write(compact({**ends, **edge_row(record, actors, names)}))
        out.write("\n]}\n")


def compact(row: Mapping[str, Any]) -> str:
    """A row as one line of JSON, its strings cleaned as in every other format."""
    return json.dumps({key: cleaned(value) for key, value in row.items()}, ensure_ascii=False)


def cleaned(value: Any) -> Any:
    """The value with all strings in it cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [cleaned(item) for item in value]
    if isinstance(value, Mapping):
        return {key: cleaned(item) for key, item in value.items()}
    return value
