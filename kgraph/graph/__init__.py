"""The graph and the questions one can ask of it.

`build_graph` makes a networkx graph; `met`, `relations`, `path`, `timeline`, `card`, `statistics` and
`compare` take records that the store has already filtered and return frozen dataclasses. Names are
imported when first used, so that asking who met whom does not wait for networkx.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgraph.graph.build import Graph, build_graph
    from kgraph.graph.cards import Card, card
    from kgraph.graph.changes import Changes, compare
    from kgraph.graph.events import Event, timeline
    from kgraph.graph.meetings import Meetings, met
    from kgraph.graph.pairs import RelationRow, relations
    from kgraph.graph.paths import Path, path
    from kgraph.graph.patterns import cypher
    from kgraph.graph.rows import plain
    from kgraph.graph.stats import Statistics, balance, statistics

_WHERE = {
    "Card": "cards",
    "Changes": "changes",
    "Event": "events",
    "Graph": "build",
    "Meetings": "meetings",
    "Path": "paths",
    "RelationRow": "pairs",
    "Statistics": "stats",
    "balance": "stats",
    "build_graph": "build",
    "card": "cards",
    "compare": "changes",
    "cypher": "patterns",
    "met": "meetings",
    "path": "paths",
    "plain": "rows",
    "relations": "pairs",
    "statistics": "stats",
    "timeline": "events",
}

__all__ = [
    "Card", "Changes", "Event", "Graph", "Meetings", "Path", "RelationRow", "Statistics",
    "balance", "build_graph", "card", "compare", "cypher", "met", "path", "plain", "relations", "statistics",
    "timeline",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
