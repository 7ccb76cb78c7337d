"""Records and actors as a networkx graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from kgraph.errors import QueryError
from kgraph.graph.rows import edge_row, node_row, ordered, used_actors
from kgraph.model import Actor, Lang, Record

if TYPE_CHECKING:
    _Base = nx.MultiDiGraph[str]
else:  # networkx's classes take no parameters at run time
    _Base = nx.MultiDiGraph

# Draws a graph's map into a file. Maps lie above graphs in the layering, so they are handed in.
Show = Callable[["Graph", Path], Path]


class Graph(_Base):
    """A MultiDiGraph that still knows the records and actors it was made of.

    Nodes are actor ids, edge keys are statement ids. `records` is in the order of the edges; copies and
    subgraphs made by networkx are plain graphs in that both are empty.
    """

    def __init__(self, incoming_graph_data: Any = None, **attributes: Any) -> None:
        super().__init__(incoming_graph_data, **attributes)
        self.records: tuple[Record, ...] = ()
        self.actors: Mapping[str, Actor] = {}
        self._show: Show | None = None

    @property
    def statements(self) -> tuple[Record, ...]:
        """The same as `records`."""
        return self.records

    def show(self, path: str | Path = "map.html") -> Path:
        """Writes the interactive map of this graph to `path` and returns it.

        Raises QueryError if the graph was built without a way to draw it (use `kgraph.load`).
        """
        if self._show is None:
            raise QueryError("this graph cannot draw itself: get it from kgraph.load(), or use kgraph map")
        return self._show(self, Path(path))


def build_graph(
    records: Iterable[Record],
    actors: Mapping[str, Actor],
    names: Lang = "de",
    *,
    show: Show | None = None,
) -> Graph:
    """The graph of the records: a node per actor, an edge per statement, keyed by the statement's id.

    A pure function: the same records and actors, in any order, give the same graph with nodes and edges
    in the same order. Attributes are those of `rows.NODE_COLUMNS` and `rows.EDGE_COLUMNS`: strings,
    numbers, booleans and lists of strings; what is unknown is left out. `names` chooses the language of
    labels. An actor id without an actor becomes a node labelled with the id.
    """
    edges = ordered(records)
    nodes = {**used_actors(edges, actors), **actors}
    graph = Graph()
    graph.add_nodes_from((id, node_row(nodes[id], actors, names)) for id in sorted(nodes))
    for record in edges:
        graph.add_edge(record.source, record.target, key=record.id, **edge_row(record, actors, names))
    graph.records = tuple(edges)
    graph.actors = {id: nodes[id] for id in sorted(nodes)}
    graph._show = show
    return graph
