"""GraphML: one edge per statement ("events"), one per pair ("merged"), and both dressed for yEd.

Written by hand rather than by networkx, whose writer refuses lists and dates, repeats edge ids and gives
keys the ids that Gephi takes for labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TextIO

from kgraph.graph.rows import EDGE_COLUMNS, NODE_COLUMNS, Kind, edge_row, node_row, ordered, used_actors
from kgraph.model import Actor, Lang, Record
from kgraph.outputs.merged import MERGED_COLUMNS, merged_rows
from kgraph.outputs.text import Target, clean, joined, text_sink, xml
from kgraph.store import Chosen

Flavour = Literal["events", "merged"]

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"{more}'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns {schema}">\n'
)
_SCHEMA = "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
_YED_SCHEMA = "http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd"
_YED_SPACE = ' xmlns:y="http://www.yworks.com/xml/graphml"'

# Shape and colour by actor type and relation family (Okabe and Ito's colours, as on the map).
_SHAPES = {
    "person": "ellipse", "country": "rectangle", "government": "roundrectangle",
    "intergovernmental": "hexagon", "party": "diamond", "armed_group": "triangle",
    "organisation": "octagon", "company": "trapezoid", "media": "parallelogram", "group": "ellipse",
}  # fmt: skip
_COLOURS = {
    "cooperation": "#0072B2", "conflict": "#D55E00", "office": "#009E73", "meeting": "#5B6470",
    "other": "#CC79A7",
}  # fmt: skip
_LINES = {"planned": "dashed", "hypothetical": "dashed_dotted", "negated": "dotted"}


def write_graphml(
    path: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
    flavour: Flavour = "events",
    yed: bool = False,
    other: bool = False,
) -> None:
    """Writes the graph of the records to a path or stream.

    Nodes are the actors that the records join. `names` is the language of labels; `other` includes the
    relation OTHER. Every key id is unique in the file and starts with `n_` or `e_`; lists are joined with
    " | "; what is unknown is left out. The same records in any order give the same bytes. Raises
    OutputError if the file cannot be written.
    """
    kept = ordered(records, other=other)
    nodes = used_actors(kept, actors)
    columns = EDGE_COLUMNS if flavour == "events" else MERGED_COLUMNS
    edges: Iterable[tuple[str, str, dict[str, Any]]]
    if flavour == "events":
        edges = ((record.source, record.target, edge_row(record, actors, names)) for record in kept)
    else:
        edges = merged_rows(kept, names)
    with text_sink(path) as out:
        out.write(_HEAD.format(more=_YED_SPACE if yed else "", schema=_YED_SCHEMA if yed else _SCHEMA))
        if yed:
            out.write('  <key id="n_graphics" for="node" yfiles.type="nodegraphics"/>\n')
            out.write('  <key id="e_graphics" for="edge" yfiles.type="edgegraphics"/>\n')
        _keys(out, "node", NODE_COLUMNS)
        _keys(out, "edge", columns)
        out.write('  <graph id="kgraph" edgedefault="directed">\n')
        for number, (id, actor) in enumerate(nodes.items()):
            row = node_row(actor, actors, names)
            out.write(f'    <node id="{xml(id)}">\n')
            if yed:
                out.write(_yed_node(row, number, len(nodes)))
            _data(out, "n_", row, NODE_COLUMNS)
            out.write("    </node>\n")
        for source, target, row in edges:
            out.write(
                f'    <edge id="{xml(row["edge_id"])}" source="{xml(source)}" target="{xml(target)}">\n'
            )
            if yed:
                out.write(_yed_edge(row))
            _data(out, "e_", row, columns)
            out.write("    </edge>\n")
        out.write("  </graph>\n</graphml>\n")


def write(
    target: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
    **options: Any,
) -> None:
    """As `write_graphml`: the contract that every format keeps."""
    write_graphml(target, records, actors, names=names, **options)


def _keys(out: TextIO, side: str, columns: Mapping[str, Kind]) -> None:
    for name, kind in columns.items():
        type = "string" if kind == "list" else kind
        out.write(f'  <key id="{side[0]}_{name}" for="{side}" attr.name="{name}" attr.type="{type}"/>\n')


def _data(out: TextIO, prefix: str, row: Mapping[str, Any], columns: Mapping[str, Kind]) -> None:
    lines = []
    for name, item in row.items():
        # An empty element would come back from some readers as "None".
        if value := _value(item, columns[name]):
            lines.append(f'      <data key="{prefix}{name}">{value}</data>\n')
    out.write("".join(lines))


def _value(value: Any, kind: Kind) -> str:
    if kind == "string":
        return xml(value)
    if kind == "list":
        return xml(joined(value))
    return ("true" if value else "false") if kind == "boolean" else repr(value)


def _yed_node(row: Mapping[str, Any], number: int, total: int) -> str:
    # yEd opens a file as it lies, so nodes are set out in a square rather than all at one point.
    side = max(1, int(total**0.5 + 0.999))
    x, y = 220 * (number % side), 90 * (number // side)
    width = 40 + 7 * min(len(clean(row["label"])), 40)
    shape = _SHAPES.get(row["type"], "ellipse")
    return (
        '      <data key="n_graphics"><y:ShapeNode>'
        f'<y:Geometry height="36.0" width="{width}.0" x="{x}.0" y="{y}.0"/>'
        '<y:Fill color="#FFFFFF" transparent="false"/>'
        '<y:BorderStyle color="#333333" type="line" width="1.5"/>'
        f'<y:NodeLabel>{xml(row["label"])}</y:NodeLabel><y:Shape type="{shape}"/>'
        "</y:ShapeNode></data>\n"
    )


def _yed_edge(row: Mapping[str, Any]) -> str:
    line = _LINES.get(row.get("status", "actual"), "line")
    arrow = "none" if row["symmetric"] else "standard"
    width = min(6.0, 1.0 + round(row["weight"] ** 0.5, 1))
    return (
        '      <data key="e_graphics"><y:PolyLineEdge>'
        f'<y:LineStyle color="{_COLOURS[row["family"]]}" type="{line}" width="{width}"/>'
        f'<y:Arrows source="none" target="{arrow}"/><y:EdgeLabel>{xml(row["relation_label"])}</y:EdgeLabel>'
        "</y:PolyLineEdge></data>\n"
    )
