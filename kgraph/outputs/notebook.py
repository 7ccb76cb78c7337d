"""`kgraph.load()`: a store as a graph that can be asked and shown."""

from __future__ import annotations

from pathlib import Path

from kgraph.graph.build import Graph, build_graph
from kgraph.model import Filter, Lang
from kgraph.store import Store

__all__ = ["Graph", "load"]


def load(path: Path, *, wanted: Filter | None = None, names: Lang = "de") -> Graph:
    """The graph of the store at `path` (or in that folder): all statements, or those that pass `wanted`.

    Raises StoreError if there is none.
    """
    if not path.is_file():
        path = path / "kgraph.db"

    def show(graph: Graph, target: Path) -> Path:
        from kgraph.outputs.map import MapFile, write_map

        write_map(target, graph.records, graph.actors, lang=names)
        return MapFile(target)

    with Store.open(path, readonly=True) as store:
        return build_graph(store.records(wanted), store.actors(), names, show=show)
