"""Numbers about the graph: who is central, who belongs together, how pairs get on, who fell silent."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from kgraph.graph.pairs import involving, period
from kgraph.graph.rows import actor_name, relation_type
from kgraph.model import Actor, Lang, Record

Pair = tuple[str, str]

# Exact betweenness takes time in proportion to actors times pairs. Up to this product (seconds on one
# core) it is exact; beyond, it is estimated from a seeded sample of actors of that size.
EXACT_BETWEENNESS = 50_000_000

# A pair fell silent if it had at least so many different days with something between them ...
SILENT_MIN_DAYS = 3
# ... and the silence is so many times as long as the usual pause between them.
SILENT_FACTOR = 3.0


@dataclass(frozen=True, slots=True)
class Central:
    """How central an actor is: partners, sum of sources over them, betweenness (0..1), PageRank."""

    actor: str
    name: str
    partners: int
    sources: int
    betweenness: float
    pagerank: float


@dataclass(frozen=True, slots=True)
class Community:
    """Actors that meet, work and hold office together more than with others; most central first."""

    number: int
    size: int
    members: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """What happened between two actors in a month (YYYY-MM). `score` is the mean of the scores of
    relations.toml from -10 (conflict) to 10 (cooperation); a text counts once per relation."""

    a: str
    a_name: str
    b: str
    b_name: str
    month: str
    score: float
    cooperation: int
    conflict: int


@dataclass(frozen=True, slots=True)
class Silent:
    """A pair that used to interact and stopped. `pause_days` is the usual pause between them,
    `silent_days` how long they have been silent on the last day of the records."""

    a: str
    a_name: str
    b: str
    b_name: str
    days: int
    first: date
    last: date
    pause_days: float
    silent_days: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything `kgraph stats` shows. Centralities and communities are of actual statements; `pairs` is
    the number of actors' pairs in them. `betweenness_exact` is False if it was estimated."""

    statements: int
    actors: int
    pairs: int
    articles: int
    sources: int
    first: date | None
    last: date | None
    relations: Mapping[str, int]
    families: Mapping[str, int]
    statuses: Mapping[str, int]
    types: Mapping[str, int]
    languages: Mapping[str, int]
    outlets: Mapping[str, int]
    betweenness_exact: bool
    central: tuple[Central, ...]
    communities: tuple[Community, ...]
    modularity: float | None
    balances: tuple[Balance, ...]
    silent: tuple[Silent, ...] = field(repr=False)


def statistics(
    records: Iterable[Record],
    actors: Mapping[str, Actor],
    *,
    top: int = 10,
    silent_days: int = 90,
    today: date | None = None,
    seed: int = 0,
    other: bool = False,
    names: Lang = "de",
) -> Statistics:
    """The numbers of these records; the same for the same records in any order.

    `top` limits centralities, pairs of the balance, silent pairs and members shown of a community.
    `silent_days` is the least silence, up to `today` (default: the latest publication).
    """
    records = [record for record in records if other or record.relation != "OTHER"]
    actual = [record for record in records if record.status == "actual"]
    texts: dict[Pair, set[str]] = {}
    bonds: dict[Pair, set[str]] = {}
    for record in actual:
        pair = _pair(record)
        texts.setdefault(pair, set()).add(record.origin_group)
        if relation_type(record.relation).family in ("meeting", "cooperation", "office"):
            bonds.setdefault(pair, set()).add(record.origin_group)
    weights = {pair: len(texts[pair]) for pair in sorted(texts)}
    central, exact = _centralities(weights, actors, names, seed)
    rank = {row.actor: place for place, row in enumerate(central)}
    communities, modularity = _communities(
        {pair: len(bonds[pair]) for pair in sorted(bonds)}, rank, actors, names, seed, top
    )
    ids = {id for record in records for id in (record.source, record.target)}
    first, last = period(records)
    strongest = sorted(weights, key=lambda pair: (-weights[pair], pair))[:top]
    today = today or max((r.published or r.day or date.min for r in records), default=date.min)
    return Statistics(
        statements=len(records),
        actors=len(ids),
        pairs=len(weights),
        articles=len({record.article for record in records}),
        sources=len({record.origin_group for record in records}),
        first=first,
        last=last,
        relations=_counted(record.relation for record in records),
        families=_counted(relation_type(record.relation).family for record in records),
        statuses=_counted(record.status for record in records),
        types=_counted(actors[id].type for id in ids if id in actors),
        languages=_counted(record.lang for record in records),
        outlets=_counted(record.outlet for record in records if record.outlet),
        betweenness_exact=exact,
        central=tuple(central[:top]),
        communities=tuple(communities[:top]),
        modularity=modularity,
        balances=tuple(_balances(actual, set(strongest), actors, names)),
        silent=tuple(_silent(actual, silent_days, today, actors, names)[:top]),
    )


def balance(
    records: Iterable[Record],
    actors: Mapping[str, Actor],
    who: str | None = None,
    with_: str | None = None,
    *,
    names: Lang = "de",
) -> list[Balance]:
    """Cooperation against conflict by pair and month, of all pairs with `who` or of `who` and `with_`."""
    actual = [record for record in involving(records, who, with_) if record.status == "actual"]
    return _balances(actual, None, actors, names)


def _pair(record: Record) -> Pair:
    a, b = record.source, record.target
    return (a, b) if a <= b else (b, a)


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _igraph(weights: Mapping[Pair, int]) -> tuple[Any, list[str]]:
    import igraph

    ids = sorted({id for pair in weights for id in pair})
    place = {id: number for number, id in enumerate(ids)}
    graph = igraph.Graph(n=len(ids), edges=[(place[a], place[b]) for a, b in weights])
    graph.es["weight"] = [float(weight) for weight in weights.values()]
    return graph, ids


def _centralities(
    weights: Mapping[Pair, int], actors: Mapping[str, Actor], names: Lang, seed: int
) -> tuple[list[Central], bool]:
    if not weights:
        return [], True
    graph, ids = _igraph(weights)
    n, sample = len(ids), None
    if n * len(weights) > EXACT_BETWEENNESS:
        size = max(1, EXACT_BETWEENNESS // len(weights))
        sample = sorted(random.Random(seed).sample(range(n), min(n, size)))
    between = graph.betweenness(directed=False, sources=sample)
    pairs = (n - 1) * (n - 2) / 2
    scale = (n / len(sample) if sample else 1.0) / pairs if pairs else 0.0
    ranks = graph.pagerank(directed=False, weights="weight")
    sums = graph.strength(weights="weight")
    rows = [
        Central(
            id, actor_name(actors, id, names), graph.degree(number), int(sums[number]),
            round(between[number] * scale, 6), round(ranks[number], 6),
        )
        for number, id in enumerate(ids)
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row.pagerank, -row.sources, row.name, row.actor))
    return rows, sample is None


def _communities(
    weights: Mapping[Pair, int],
    rank: Mapping[str, int],
    actors: Mapping[str, Actor],
    names: Lang,
    seed: int,
    top: int,
) -> tuple[list[Community], float | None]:
    """Louvain communities by igraph, whose random numbers are seeded for the time of the call."""
    if not weights:
        return [], None
    import igraph

    graph, ids = _igraph(weights)
    igraph.set_random_number_generator(random.Random(seed))
    try:
        found = graph.community_multilevel(weights="weight")
    finally:
        igraph.set_random_number_generator(random)
    groups = [sorted((ids[number] for number in group), key=lambda id: (rank[id], id)) for group in found]
    groups.sort(key=lambda members: (-len(members), members))
    rows = [
        Community(number, len(members), tuple(members),
                  tuple(actor_name(actors, id, names) for id in members[:top]))
        for number, members in enumerate(groups, 1)
    ]  # fmt: skip
    return rows, round(float(graph.modularity(found, weights="weight")), 4)


def _balances(
    actual: Iterable[Record], pairs: set[Pair] | None, actors: Mapping[str, Actor], names: Lang
) -> list[Balance]:
    seen: dict[tuple[Pair, str], set[tuple[str, str]]] = {}
    for record in actual:
        pair, day = _pair(record), record.day
        if day is None or (pairs is not None and pair not in pairs):
            continue
        if relation_type(record.relation).score:
            seen.setdefault((pair, f"{day:%Y-%m}"), set()).add((record.origin_group, record.relation))
    rows = []
    for (pair, month), told in sorted(seen.items()):
        scores = [relation_type(relation).score for _, relation in sorted(told)]
        a, b = pair
        rows.append(
            Balance(
                a, actor_name(actors, a, names), b, actor_name(actors, b, names), month,
                round(sum(scores) / len(scores), 2), sum(s > 0 for s in scores), sum(s < 0 for s in scores),
            )
        )  # fmt: skip
    return rows


def _silent(
    actual: Iterable[Record], least: int, today: date, actors: Mapping[str, Actor], names: Lang
) -> list[Silent]:
    days: dict[Pair, set[date]] = {}
    for record in actual:
        if record.day and record.day <= today and not relation_type(record.relation).standing:
            days.setdefault(_pair(record), set()).add(record.day)
    rows = []
    for (a, b), found in days.items():
        known = sorted(found)
        if len(known) < SILENT_MIN_DAYS:
            continue
        pause = float(median((y - x).days for x, y in pairwise(known)))
        silence = (today - known[-1]).days
        if silence >= least and silence >= SILENT_FACTOR * pause:
            rows.append(
                Silent(
                    a, actor_name(actors, a, names), b, actor_name(actors, b, names), len(known),
                    known[0], known[-1], pause, silence,
                )
            )  # fmt: skip
    return sorted(rows, key=lambda row: (-row.days, -row.silent_days, row.a, row.b))
