"""Where every actor stands: worked out once in Python, so that the map is the same picture at every opening.

The strongest actors (the "core", what the map opens with) are laid out by Fruchterman-Reingold with ties
inside a community counting more; all others fill free cells next to their strongest partner. An earlier map
can lend its positions: then what was there stays, and only what is new looks for a place.
"""

from __future__ import annotations

import math
import random
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# Canvas units. A cell holds one actor of the crowd; an actor of the core keeps this many units around it.
_CELL = 46.0
_CORE_GAP = 104.0

# Ties across communities pull this much less than ties inside, so that communities can be seen.
_ACROSS = 0.18

# Maps are wider than high on most screens.
_STRETCH = 1.15

# From this share of known core actors on, an earlier layout is continued rather than made anew.
_WARM_SHARE = 0.6

_SEED = 20230101


@dataclass(frozen=True, slots=True)
class Layout:
    """Position (canvas units, y downwards) and community (0, 1, ...; largest first) of every actor."""

    x: tuple[int, ...]
    y: tuple[int, ...]
    community: tuple[int, ...]


def core_size(n: int) -> int:
    """How many actors a map of `n` opens with."""
    if n <= 150:
        return n
    return 150 if n < 4000 else 300


def lay_out(
    ids: Sequence[str],
    pairs: Sequence[tuple[int, int]],
    weights: Sequence[float],
    previous: Mapping[str, tuple[float, float]] | None = None,
) -> Layout:
    """Lay out actors that are given by rank (strongest first); `pairs` are indices into `ids`.

    The same input gives the same layout. `previous` maps actor ids to positions of an earlier layout.
    """
    n = len(ids)
    if n == 0:
        return Layout((), (), ())
    core = core_size(n)
    around: list[list[tuple[int, float]]] = [[] for _ in range(n)]
    for (low, high), weight in zip(pairs, weights, strict=True):
        around[low].append((high, weight))
        around[high].append((low, weight))
    inner = [(pair, weight) for pair, weight in zip(pairs, weights, strict=True) if pair[1] < core]
    with _igraph_seeded():
        member = _communities(core, inner)
        known = {i: previous[id] for i, id in enumerate(ids) if id in previous} if previous else {}
        if sum(i < core for i in known) >= _WARM_SHARE * core:
            place = dict(known)
        else:
            spread = math.sqrt(max(1.0, (n / core) ** 0.9))
            place = {
                i: (x * spread, y * spread) for i, (x, y) in enumerate(_core_layout(core, inner, member))
            }
    community = _extend_communities(member, around)
    _fill(ids, around, community, place, core)
    order = _by_size(community)
    return Layout(
        tuple(round(place[i][0]) for i in range(n)),
        tuple(round(place[i][1]) for i in range(n)),
        tuple(order[label] for label in community),
    )


class _igraph_seeded:
    """igraph draws from a seeded generator inside, and from Python's own again afterwards."""

    def __enter__(self) -> None:
        import igraph

        igraph.set_random_number_generator(random.Random(_SEED))

    def __exit__(self, *_: object) -> None:
        import igraph

        igraph.set_random_number_generator(random)


def _communities(n: int, pairs: Sequence[tuple[tuple[int, int], float]]) -> list[int]:
    import igraph

    graph = igraph.Graph(n=n, edges=[pair for pair, _ in pairs])
    if not pairs:
        return list(range(n))
    weights = [max(weight, 1e-3) for _, weight in pairs]
    return list(graph.community_multilevel(weights=weights).membership)


def _core_layout(
    n: int, pairs: Sequence[tuple[tuple[int, int], float]], member: Sequence[int]
) -> list[tuple[float, float]]:
    """Positions of the core around (0, 0), no two closer than the room that both need."""
    import igraph

    if n == 1:
        return [(0.0, 0.0)]
    strength = [1e-3] * n
    for (a, b), weight in pairs:
        strength[a] += weight
        strength[b] += weight
    # Over the strengths of both ends: else the few with ties to all collapse into one clump in the middle.
    weights = [
        max(weight, 1e-3)
        / math.sqrt(strength[a] * strength[b])
        * (1.0 if member[a] == member[b] else _ACROSS)
        for (a, b), weight in pairs
    ]
    mean = sum(weights) / len(weights) if weights else 1.0
    graph = igraph.Graph(n=n, edges=[pair for pair, _ in pairs])
    angle = {label: i * 2.399963 for i, label in enumerate(sorted(set(member)))}
    start = [
        (math.cos(angle[label]) * 10 + (i % 7) * 0.1, math.sin(angle[label]) * 10 + (i % 11) * 0.1)
        for i, label in enumerate(member)
    ]
    drawn = graph.layout_fruchterman_reingold(
        weights=[weight / mean for weight in weights] or None,
        seed=start,
        niter=1500,
        start_temp=n**0.5,
        grid=False,
    )
    points = [(float(x), float(y)) for x, y in drawn.coords]
    cx = sum(x for x, _ in points) / n
    cy = sum(y for _, y in points) / n
    size = math.sqrt(sum((x - cx) ** 2 + (y - cy) ** 2 for x, y in points) / n) or 1.0
    unit = _CORE_GAP * 0.6 * math.sqrt(n) / size
    # The page draws the strong larger, so they keep more room than the weak; on average it is `_CORE_GAP`.
    most = max(strength)
    need = [0.75 + 0.8 * math.sqrt(value / most) for value in strength]
    room = [_CORE_GAP / 2 * value * n / sum(need) for value in need]
    points = _keep_apart(_pull_in([((x - cx) * unit, (y - cy) * unit) for x, y in points]), room)
    return _frame(points)


def _frame(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Turn the longer axis to the horizontal, centre, and bring the extent near to `_STRETCH`."""
    import numpy as np

    at = np.array(points)
    at -= at.mean(axis=0)
    if len(at) > 2:
        _, axes = np.linalg.eigh(np.cov(at.T))
        # The sign of an axis is arbitrary; fix it, else a mirror image could come out elsewhere.
        axes = axes[:, ::-1] * np.where(axes[0, ::-1] < 0, -1.0, 1.0)
        at = at @ axes
    extent = at.max(axis=0) - at.min(axis=0)
    if extent.min() > 0:
        ratio = math.sqrt(_STRETCH / float(extent[0] / extent[1]))
        ratio = min(max(ratio, 0.8), 1.25)
        at = at * np.array([ratio, 1 / ratio])
    at -= (at.max(axis=0) + at.min(axis=0)) / 2
    return [(float(x), float(y)) for x, y in at]


def _pull_in(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Bring far outliers (loose components) nearer: beyond the 85th percentile, distance grows slowly."""
    radii = sorted(math.hypot(x, y) for x, y in points)
    edge = radii[int(0.85 * (len(radii) - 1))] or 1.0
    pulled = []
    for x, y in points:
        r = math.hypot(x, y)
        k = 1.0 if r <= edge else (edge + (r - edge) * 0.4) / r
        pulled.append((x * k, y * k))
    return pulled


def _keep_apart(points: list[tuple[float, float]], room: list[float]) -> list[tuple[float, float]]:
    """Push points apart until no two are closer than the `room` of both (or 300 rounds are over)."""
    import numpy as np

    at = np.array(points, dtype=np.float64)
    n = len(at)
    gap = np.add.outer(np.array(room), np.array(room))
    # Points in one spot have no direction to leave in: give each its own.
    turn = np.arange(n) * 2.399963
    at += np.stack([np.cos(turn), np.sin(turn)], axis=1) * 0.01
    for _ in range(300):
        delta = at[:, None, :] - at[None, :, :]
        distance = np.sqrt((delta**2).sum(axis=2))
        np.fill_diagonal(distance, np.inf)
        lack = np.clip(gap - distance, 0.0, None)
        if lack.max() < 1.0:
            break
        at += (delta / distance[:, :, None] * lack[:, :, None] * 0.25).sum(axis=1)
    return [(float(x), float(y)) for x, y in at]


def _extend_communities(member: Sequence[int], around: Sequence[Sequence[tuple[int, float]]]) -> list[int]:
    """An actor outside the core belongs where its strongest stronger partners do, else to its own."""
    community = list(member)
    fresh = max(member, default=-1) + 1
    for i in range(len(member), len(around)):
        votes: dict[int, float] = {}
        for other, weight in around[i]:
            if other < i:
                votes[community[other]] = votes.get(community[other], 0.0) + weight
        if votes:
            community.append(min(votes, key=lambda label: (-votes[label], label)))
        else:
            community.append(fresh)
            fresh += 1
    return community


def _fill(
    ids: Sequence[str],
    around: Sequence[Sequence[tuple[int, float]]],
    community: Sequence[int],
    place: dict[int, tuple[float, float]],
    core: int,
) -> None:
    """Give every actor without a place the free cell that is nearest to its partners."""
    cell = _CELL if len(ids) > core else _CORE_GAP
    taken: set[tuple[int, int]] = set()
    for i in sorted(place):
        x, y = place[i]
        home = _cell_of(x, y, cell)
        taken.add(home)
        if i < core:
            taken.update((home[0] + a, home[1] + b) for a in (-1, 0, 1) for b in (-1, 0, 1))
    spiral = _Spiral()
    reached: dict[tuple[int, int], int] = {}
    outside = 0
    edge = max((math.hypot(x / _STRETCH, y) for x, y in place.values()), default=0.0) + 3 * cell
    alone: dict[int, tuple[float, float]] = {}
    for i in range(len(ids)):
        if i in place:
            continue
        near = [(place[other], weight) for other, weight in around[i] if other in place]
        if near:
            total = sum(weight**2 for _, weight in near) or 1.0
            x = sum(at[0] * weight**2 for at, weight in near) / total
            y = sum(at[1] * weight**2 for at, weight in near) / total
        else:
            label = community[i]
            if label not in alone:
                turn = outside * 2.399963
                radius = edge + 0.6 * cell * math.sqrt(outside)
                alone[label] = (math.cos(turn) * radius * _STRETCH, math.sin(turn) * radius)
                outside += 1
            x, y = alone[label]
        home = _cell_of(x, y, cell)
        step = reached.get(home, 0)
        while True:
            a, b = spiral.at(step)
            found = (home[0] + a, home[1] + b)
            step += 1
            if found not in taken:
                break
        reached[home] = step
        taken.add(found)
        noise = zlib.crc32(ids[i].encode("utf-8", "replace"))
        place[i] = (
            (found[0] + 0.5 * (found[1] % 2) + ((noise & 255) / 255 - 0.5) * 0.34) * cell,
            (found[1] + ((noise >> 8 & 255) / 255 - 0.5) * 0.34) * cell * 0.87,
        )


def _cell_of(x: float, y: float, cell: float) -> tuple[int, int]:
    row = round(y / (cell * 0.87))
    return round(x / cell - 0.5 * (row % 2)), row


class _Spiral:
    """Cell offsets from near to far, made as far out as they are asked for."""

    def __init__(self) -> None:
        self._cells: list[tuple[int, int]] = []
        self._rings = self._ring()

    def at(self, step: int) -> tuple[int, int]:
        while step >= len(self._cells):
            self._cells.extend(next(self._rings))
        return self._cells[step]

    @staticmethod
    def _ring() -> Iterator[list[tuple[int, int]]]:
        radius = 0
        while True:
            low, high = radius**2, (radius + 1) ** 2
            reach = range(-radius - 1, radius + 2)
            ring = [(a, b) for a in reach for b in reach if low <= a * a + b * b < high]
            yield sorted(ring, key=lambda at: (at[0] ** 2 + at[1] ** 2, math.atan2(at[1], at[0])))
            radius += 1


def _by_size(community: Sequence[int]) -> dict[int, int]:
    size: dict[int, int] = {}
    first: dict[int, int] = {}
    for i, label in enumerate(community):
        size[label] = size.get(label, 0) + 1
        first.setdefault(label, i)
    return {label: number for number, label in enumerate(sorted(size, key=lambda c: (-size[c], first[c])))}
