"""Cytoscape JSON (.cyjs), as Cytoscape Desktop and cytoscape.js read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kgraph.graph.rows import edge_row, node_row, ordered, used_actors
from kgraph.model import Actor, Lang, Record
from kgraph.outputs.nodelink import compact
from kgraph.outputs.text import Target, text_sink
from kgraph.store import Chosen


def write(
    target: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
    other: bool = False,
) -> None:
    """Writes one element a line. Nodes and edges share one space of ids there, so an edge whose id is
    also an actor's gets an "s:" in front. `other` includes the relation OTHER."""
    kept = ordered(records, other=other)
    nodes = used_actors(kept, actors)
    with text_sink(target) as out:
        out.write(
            '{"format_version": "1.0", "generated_by": "kgraph", "target_cytoscapejs_version": "~3.0",\n'
        )
        out.write('"data": {"name": "kgraph", "shared_name": "kgraph"},\n"elements": {\n"nodes": [')
        for number, (id, actor) in enumerate(nodes.items()):
            row = node_row(actor, actors, names)
            out.write(",\n" if number else "\n")
            # "value" and "key" are where networkx looks for the ids of nodes and edges.
            head = {"id": id, "value": id, "name": row["label"], "shared_name": row["label"]}
            out.write(f'{{"data": {compact({**head, **row})}}}')
        out.write('\n],\n"edges": [')
        for number, record in enumerate(kept):
            row = edge_row(record, actors, names)
            ends = {
                "id": f"s:{record.id}" if record.id in nodes else record.id,
                "source": record.source,
                "target": record.target,
                "key": record.id,
                "shared_interaction": row["interaction"],
            }
            out.write(",\n" if number else "\n")
            out.write(f'{{"data": {compact({**ends, **row})}}}')
        out.write("\n]}}\n")
