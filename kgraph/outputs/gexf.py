"""GEXF 1.3 with time: every edge has its kind and, if dated, its spell; a node lives as long as its edges.

Written by hand: networkx's writer takes an attribute called `type` for the direction and knows no `kind`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TextIO

from kgraph.graph.rows import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Kept,
    Kind,
    edge_row,
    facts,
    node_row,
    ordered,
    used_actors,
)
from kgraph.model import Actor, Fact, Lang, Record
from kgraph.outputs.merged import MERGED_COLUMNS, merged_rows
from kgraph.outputs.text import Target, joined, text_sink, xml
from kgraph.store import Chosen

Flavour = Literal["events", "merged"]

# What GEXF says by attributes and elements of its own is not said again.
_OWN_NODE = {"label"}
_OWN_EDGE = {"label", "weight"}


def write(
    target: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
    flavour: Flavour = "events",
    other: bool = False,
) -> None:
    """Writes the graph of the records; see `kgraph.outputs.graphml.write_graphml` for the arguments.

    Undated edges, and nodes with any, have no spell: Gephi shows them at all times.
    """
    kept = ordered(records, other=other)
    nodes = used_actors(kept, actors)
    columns = EDGE_COLUMNS if flavour == "events" else MERGED_COLUMNS
    node_spells = _node_spells(kept)
    with text_sink(target) as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write('<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
        out.write('  <graph defaultedgetype="directed" mode="dynamic" timeformat="date"')
        out.write(' timerepresentation="interval">\n')
        _attributes(out, "node", NODE_COLUMNS, _OWN_NODE)
        _attributes(out, "edge", columns, _OWN_EDGE)
        out.write("    <nodes>\n")
        for id, actor in nodes.items():
            row = node_row(actor, actors, names)
            out.write(f'      <node id="{xml(id)}" label="{xml(row["label"])}">\n')
            _values(out, row, NODE_COLUMNS, _OWN_NODE)
            _spell(out, node_spells.get(id))
            out.write("      </node>\n")
        out.write("    </nodes>\n    <edges>\n")
        if flavour == "events":
            for record in kept:
                row = edge_row(record, actors, names)
                _edge(out, record.source, record.target, row, columns, _record_spell(record))
        else:
            for source, end, row in merged_rows(kept, names):
                spell = (row["first"], row["last"]) if "first" in row else None
                _edge(out, source, end, row, columns, spell)
        out.write("    </edges>\n  </graph>\n</gexf>\n")


Spell = tuple[str, str]


def _record_spell(record: Fact) -> Spell | None:
    day = record.day
    if day is None:
        return None
    last = record.when.last if record.when and record.when.first and record.when.last else day
    return day.isoformat(), max(day, last).isoformat()


def _node_spells(records: Kept) -> dict[str, Spell]:
    spells: dict[str, Spell | None] = {}
    for record in facts(records):
        spell = _record_spell(record)
        for id in (record.source, record.target):
            known = spells.get(id, spell)
            if spell is None or known is None:
                spells[id] = None
            else:
                spells[id] = (min(spell[0], known[0]), max(spell[1], known[1]))
    return {id: spell for id, spell in spells.items() if spell}


def _edge(
    out: TextIO,
    source: str,
    target: str,
    row: Mapping[str, Any],
    columns: Mapping[str, Kind],
    spell: Spell | None,
) -> None:
    out.write(
        f'      <edge id="{xml(row["edge_id"])}" source="{xml(source)}" target="{xml(target)}"'
        f' kind="{xml(row["relation"])}" label="{xml(row["label"])}" weight="{row["weight"]!r}">\n'
    )
    _values(out, row, columns, _OWN_EDGE)
    _spell(out, spell)
    out.write("      </edge>\n")


def _attributes(out: TextIO, side: str, columns: Mapping[str, Kind], own: set[str]) -> None:
    out.write(f'    <attributes class="{side}">\n')
    for name, kind in columns.items():
        if name not in own:
            type = "string" if kind == "list" else kind
            out.write(f'      <attribute id="{name}" title="{name}" type="{type}"/>\n')
    out.write("    </attributes>\n")


def _values(out: TextIO, row: Mapping[str, Any], columns: Mapping[str, Kind], own: set[str]) -> None:
    out.write("        <attvalues>\n")
    for name, kind in columns.items():
        if name in row and name not in own:
            value = row[name]
            text = (
                joined(value) if kind == "list" else str(value).lower() if kind == "boolean" else str(value)
            )
            out.write(f'          <attvalue for="{name}" value="{xml(text)}"/>\n')
    out.write("        </attvalues>\n")


def _spell(out: TextIO, spell: Spell | None) -> None:
    if spell:
        out.write(f'        <spells><spell start="{spell[0]}" end="{spell[1]}"/></spells>\n')
