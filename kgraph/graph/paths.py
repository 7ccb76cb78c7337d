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
from kgraph.graph.sums import Held
from kgraph.model import Actor, Fact, Lang, Status
from kgraph.store import Sums

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
    records: tuple[Fact, ...] = field(repr=False)


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
    records: Iterable[Fact] | Sums,
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
    `without`. Of a large store, ask with `store.sums(Filter(statuses=...))`: its filter then says what
    connects, and only what the search meets is read. Raises QueryError if `a` and `b` are the same or `k` is
    below 1.
    """
    if a == b:
        raise QueryError(f"{actor_name(actors, a, names)}: a path needs two different actors")
    if k < 1:
        raise QueryError(f"{k}: the number of paths must be at least 1")
    closed = frozenset(without) - {a, b}
    sums = records if isinstance(records, Sums) else Held(records, include, other=other)
    costs = _Costs(sums, closed)
    ways = _shortest(costs, a, b, k)
    said: dict[tuple[str, str], list[Fact]] = {}
    for record in sums.among({_sorted(*step) for way in ways for step in pairwise(way)}):
        said.setdefault(_sorted(record.source, record.target), []).append(record)
    return [_told(way, costs, said, actors, names) for way in ways]


def _sorted(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


class _Costs:
    """What a step from an actor to each neighbour costs, looked up when the search gets there. `closed`
    ones are nobody's neighbours."""

    def __init__(self, sums: Sums | Held, closed: frozenset[str]) -> None:
        self._sums, self._closed = sums, closed
        self._known: dict[str, dict[str, float]] = {}

    def __getitem__(self, actor: str) -> dict[str, float]:
        known = self._known.get(actor)
        if known is None:
            near = self._sums.near(actor).items()
            known = {id: 1 + 1 / sources for id, sources in near if id not in self._closed}
            self._known[actor] = known
        return known


def _told(
    way: tuple[str, ...],
    costs: _Costs,
    found: Mapping[tuple[str, str], list[Fact]],
    actors: Mapping[str, Actor],
    names: Lang,
) -> Path:
    steps = []
    for a, b in pairwise(way):
        records = found[_sorted(a, b)]
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


def _shortest(costs: _Costs, a: str, b: str, k: int) -> list[tuple[str, ...]]:
    """The `k` cheapest ways without a loop, after Yen; of equal ones those first in order of ids."""
    hops = _Hops(costs, a, b)
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


class _Hops:
    """Steps to `goal`, of those no further from it than `start`; of others one step more than the furthest.
    Never more than what is left to pay, as a step costs at least 1."""

    def __init__(self, costs: _Costs, start: str, goal: str) -> None:
        self._known = {goal: 0}
        rim, self._furthest = [goal], 0
        while rim and start not in self._known:
            self._furthest += 1
            reached = []
            for node in rim:
                for near in costs[node]:
                    if near not in self._known:
                        self._known[near] = self._furthest
                        reached.append(near)
            rim = reached
        self.connected = start in self._known

    def __getitem__(self, actor: str) -> int:
        return self._known.get(actor, self._furthest + 1)


def _cheapest(
    costs: _Costs,
    hops: _Hops,
    start: str,
    goal: str,
    closed: frozenset[str],
    not_first: frozenset[str],
) -> tuple[float, tuple[str, ...]] | None:
    """The cheapest way from `start` that avoids `closed` and does not step to `not_first` first."""
    if not hops.connected:
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
