"""What connects two actors: chains of statements, the best supported first, told as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise

from kgraph.errors import QueryError
from kgraph.graph.pairs import RelationRow, relations, sources
from kgraph.graph.rows import actor_name
from kgraph.graph.sentences import counted_sources
from kgraph.model import Actor, Lang, Record, Status

Costs = Mapping[str, Mapping[str, float]]

# Relations told of each step: enough to see what it is about, few enough to read.
TOLD_PER_STEP = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a path: two actors and what is said between them, strongest relation first."""

    a: str
    a_name: str
    b: str
    b_name: str
    sources: int
    sentences: tuple[str, ...]
    relations: tuple[RelationRow, ...] = field(repr=False)
    records: tuple[Record, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one actor to another. `cost` is the sum over the steps of 1 + 1/sources: short ways
    first, of equally short ones the better supported. `weakest` is the number of sources of the step that
    has fewest; `text` tells the whole way."""

    actors: tuple[str, ...]
    names: tuple[str, ...]
    cost: float
    weakest: int
    text: str
    steps: tuple[Step, ...]


def path(
    records: Iterable[Record],
    actors: Mapping[str, Actor],
    a: str,
    b: str,
    k: int = 3,
    *,
    include: Sequence[Status] = ("actual",),
    without: Sequence[str] = (),
    other: bool = False,
    names: Lang = "de",
) -> list[Path]:
    """Up to `k` ways from actor `a` to actor `b` (ids), the best first; empty if there is none.

    Directions are ignored, only statuses of `include` connect, and no way leads through the actors of
    `without`. Raises QueryError if `a` and `b` are the same or `k` is below 1.
    """
    if a == b:
        raise QueryError(f"{actor_name(actors, a, names)}: a path needs two different actors")
    if k < 1:
        raise QueryError(f"{k}: the number of paths must be at least 1")
    wanted, closed = frozenset(include), frozenset(without) - {a, b}
    texts: dict[str, dict[str, set[str]]] = {}
    kept = []
    for record in records:
        if record.status not in wanted or (record.relation == "OTHER" and not other):
            continue
        source, target = record.source, record.target
        if source in closed or target in closed or source == target:
            continue
        kept.append(record)
        found = texts.setdefault(source, {}).setdefault(target, set())
        texts.setdefault(target, {})[source] = found
        found.add(record.origin_group)
    costs = {x: {y: 1 + 1 / len(found) for y, found in near.items()} for x, near in texts.items()}
    ways = _shortest(costs, a, b, k)
    steps = _steps(kept, {tuple(sorted(step)) for way in ways for step in pairwise(way)})
    return [_told(way, costs, steps, actors, names) for way in ways]


def _steps(records: list[Record], pairs: set[tuple[str, ...]]) -> dict[tuple[str, ...], list[Record]]:
    found: dict[tuple[str, ...], list[Record]] = {pair: [] for pair in pairs}
    for record in records:
        pair = (record.source, record.target)
        for key in (pair, pair[::-1]):
            if key in found:
                found[key].append(record)
    return found


def _told(
    way: tuple[str, ...],
    costs: Costs,
    found: Mapping[tuple[str, ...], list[Record]],
    actors: Mapping[str, Actor],
    names: Lang,
) -> Path:
    steps = []
    for a, b in pairwise(way):
        records = found[tuple(sorted((a, b)))]
        rows = tuple(relations(records, actors, a, b, other=True, names=names))
        told = tuple(
            f"{row.sentence} ({counted_sources(row.sources or sources(row.records), names)}"
            + (f", {row.last.isoformat()})" if row.last else ")")
            for row in rows[:TOLD_PER_STEP]
        )
        steps.append(
            Step(
                a, actor_name(actors, a, names), b, actor_name(actors, b, names), sources(records),
                told, rows, tuple(sorted(records, key=lambda record: (-record.confidence, record.id))),
            )
        )  # fmt: skip
    return Path(
        actors=way,
        names=tuple(actor_name(actors, id, names) for id in way),
        cost=round(sum(costs[a][b] for a, b in pairwise(way)), 6),
        weakest=min(step.sources for step in steps),
        text=" ".join(f"{step.sentences[0]}." for step in steps),
        steps=tuple(steps),
    )


def _shortest(costs: Costs, a: str, b: str, k: int) -> list[tuple[str, ...]]:
    """The `k` cheapest ways without a loop, after Yen; of equal ones those first in order of ids."""
    if a not in costs or b not in costs:
        return []
    hops = _hops(costs, b)
    best = _cheapest(costs, hops, a, b, frozenset(), frozenset())
    if best is None:
        return []
    ways = [best[1]]
    waiting: list[tuple[float, tuple[str, ...]]] = []
    seen = {best[1]}
    while len(ways) < k:
        last = ways[-1]
        for place in range(len(last) - 1):
            root = last[: place + 1]
            used = frozenset(way[place + 1] for way in ways if way[: place + 1] == root)
            spur = _cheapest(costs, hops, root[-1], b, frozenset(root[:-1]), used)
            if spur is not None:
                way = root[:-1] + spur[1]
                if way not in seen:
                    seen.add(way)
                    cost = sum(costs[x][y] for x, y in pairwise(way))
                    heappush(waiting, (round(cost, 9), way))
        if not waiting:
            break
        ways.append(heappop(waiting)[1])
    return ways


def _hops(costs: Costs, goal: str) -> dict[str, int]:
    """Steps to `goal` from everywhere: never more than what is left to pay, as a step costs at least 1."""
    hops = {goal: 0}
    rim = [goal]
    while rim:
        reached = []
        for node in rim:
            for near in costs[node]:
                if near not in hops:
                    hops[near] = hops[node] + 1
                    reached.append(near)
        rim = reached
    return hops


def _cheapest(
    costs: Costs,
    hops: Mapping[str, int],
    start: str,
    goal: str,
    closed: frozenset[str],
    not_first: frozenset[str],
) -> tuple[float, tuple[str, ...]] | None:
    """The cheapest way from `start` that avoids `closed` and does not step to `not_first` first."""
    if start not in hops:
        return None
    rim: list[tuple[float, float, tuple[str, ...]]] = [(float(hops[start]), 0.0, (start,))]
    done: set[str] = set()
    reached: dict[str, tuple[float, tuple[str, ...]]] = {}
    while rim:
        _, cost, way = heappop(rim)
        node = way[-1]
        if node in done:
            continue
        done.add(node)
        if node == goal:
            return cost, way
        for near, step in costs[node].items():
            if near in done or near in closed or (node == start and near in not_first):
                continue
            total = round(cost + step, 9)
            known = reached.get(near)
            if known is None or total < known[0] or (total == known[0] and (*way, near) < known[1]):
                reached[near] = (total, (*way, near))
                heappush(rim, (total + hops[near], total, (*way, near)))
    return None
