"""Numbers about the graph: who is central, who belongs together, how pairs get on, who fell silent."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from kgraph.graph.pairs import involving
from kgraph.graph.rows import actor_name, relation_type
from kgraph.graph.sums import Held, Pair
from kgraph.model import Actor, Fact, Lang
from kgraph.store import Sums

# Exact betweenness takes time in proportion to actors times pairs. Up to this product (seconds on one
# core) it is exact; beyond, it is estimated from a seeded sample of actors of that size.
EXACT_BETWEENNESS = 30_000_000

# More find hardly better communities: from the second on, the modularity changes in the third place.
LEIDEN_ITERATIONS = 3

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
    records: Iterable[Fact] | Sums,
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
    sums = records if isinstance(records, Sums) else Held(records, other=other, actors=actors)
    pairs = sums.pairs()
    network = _igraph(pairs) if pairs else None
    central, rank, exact = _centralities(network, actors, names, seed, top) if network else ([], {}, True)
    communities, modularity = _communities(network, rank, actors, names, seed, top)
    totals, counted = sums.tally("totals"), sums.tally("relations")
    families: Counter[str] = Counter()
    for relation, number in counted.items():
        families[relation_type(relation).family] += number
    today = today or sums.today
    return Statistics(
        statements=totals["statements"],
        actors=totals["actors"],
        pairs=len(pairs),
        articles=totals["articles"],
        sources=totals["sources"],
        first=sums.first,
        last=sums.last,
        relations=counted,
        families=dict(sorted(families.items(), key=lambda item: (-item[1], item[0]))),
        statuses=sums.tally("statuses"),
        types=sums.tally("types"),
        languages=sums.tally("languages"),
        outlets=sums.tally("outlets"),
        betweenness_exact=exact,
        central=tuple(central),
        communities=tuple(communities),
        modularity=modularity,
        balances=tuple(_balances(sums.among(sums.eventful(top)), actors, names)),
        silent=tuple(_silent(sums, silent_days, today, top, actors, names) if today else ()),
    )


def balance(
    records: Iterable[Fact],
    actors: Mapping[str, Actor],
    who: str | None = None,
    with_: str | None = None,
    *,
    names: Lang = "de",
) -> list[Balance]:
    """Cooperation against conflict by pair and month, of all pairs with `who` or of `who` and `with_`."""
    actual = [record for record in involving(records, who, with_) if record.status == "actual"]
    return _balances(actual, actors, names)


def _pair(record: Fact) -> Pair:
    a, b = record.source, record.target
    return (a, b) if a <= b else (b, a)


def _igraph(pairs: Sequence[tuple[str, str, int, int]]) -> Any:
    """The pairs as an igraph graph: ids of vertices, and of edges the sources and the bonds."""
    import igraph

    left, right, sources, bonds = zip(*pairs, strict=True)
    ids = sorted({*left, *right})
    place = {id: number for number, id in enumerate(ids)}.__getitem__
    graph = igraph.Graph(n=len(ids), edges=list(zip(map(place, left), map(place, right), strict=True)))
    graph.vs["id"] = ids
    graph.es["weight"] = sources
    graph.es["bonds"] = bonds
    return graph


def _centralities(
    graph: Any, actors: Mapping[str, Actor], names: Lang, seed: int, top: int
) -> tuple[list[Central], dict[str, int], bool]:
    """The most central, the place of every actor, and whether betweenness is exact."""
    n, edges, sample = graph.vcount(), graph.ecount(), None
    if n * edges > EXACT_BETWEENNESS:
        sample = sorted(random.Random(seed).sample(range(n), min(n, max(1, EXACT_BETWEENNESS // edges))))
    between = graph.betweenness(directed=False, sources=sample)
    pairs = (n - 1) * (n - 2) / 2
    scale = (n / len(sample) if sample else 1.0) / pairs if pairs else 0.0
    ranks = [round(rank, 6) for rank in graph.pagerank(directed=False, weights="weight")]
    sums, degrees, ids = graph.strength(weights="weight"), graph.degree(), graph.vs["id"]
    order = sorted(range(n), key=lambda number: (-ranks[number], -sums[number], ids[number]))
    rows = [
        Central(
            ids[number], actor_name(actors, ids[number], names), degrees[number], int(sums[number]),
            round(between[number] * scale, 6), ranks[number],
        )
        for number in order[:top]
    ]  # fmt: skip
    return rows, {ids[number]: rank for rank, number in enumerate(order)}, sample is None


def _communities(
    network: Any, rank: Mapping[str, int], actors: Mapping[str, Actor], names: Lang, seed: int, top: int
) -> tuple[list[Community], float | None]:
    """Leiden communities by igraph, whose random numbers are seeded for the time of the call."""
    bonds = [number for number, count in enumerate(network.es["bonds"]) if count] if network else []
    if not bonds:
        return [], None
    import igraph

    graph = network.subgraph_edges(bonds)
    ids = graph.vs["id"]
    igraph.set_random_number_generator(random.Random(seed))
    try:
        found = graph.community_leiden("modularity", weights="bonds", n_iterations=LEIDEN_ITERATIONS)
    finally:
        igraph.set_random_number_generator(random)
    groups = [sorted((ids[number] for number in group), key=lambda id: (rank[id], id)) for group in found]
    groups.sort(key=lambda members: (-len(members), members))
    rows = [
        Community(number, len(members), tuple(members),
                  tuple(actor_name(actors, id, names) for id in members[:top]))
        for number, members in enumerate(groups[:top], 1)
    ]  # fmt: skip
    return rows, round(float(graph.modularity(found, weights="bonds")), 4)


def _balances(actual: Iterable[Fact], actors: Mapping[str, Actor], names: Lang) -> list[Balance]:
    seen: dict[tuple[Pair, str], set[tuple[str, str]]] = {}
    for record in actual:
        pair, day = _pair(record), record.day
        if day is not None and relation_type(record.relation).score:
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
    sums: Sums | Held, least: int, today: date, top: int, actors: Mapping[str, Actor], names: Lang
) -> list[Silent]:
    """Those with most days first. A group never has more days than it says, so once there are enough with
    more than that, the rest need not be looked at."""
    rows: list[Silent] = []
    until = today - timedelta(days=min(least, (today - date.min).days))
    for most, group in groupby(sums.stopped(SILENT_MIN_DAYS, until), key=lambda row: row[2]):
        if sum(row.days > most for row in rows) >= top:
            break
        days: dict[Pair, set[date]] = {}
        for record in sums.among([(a, b) for a, b, _ in group]):
            if record.day and record.day <= today and not relation_type(record.relation).standing:
                days.setdefault(_pair(record), set()).add(record.day)
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
    return sorted(rows, key=lambda row: (-row.days, -row.silent_days, row.a, row.b))[:top]
