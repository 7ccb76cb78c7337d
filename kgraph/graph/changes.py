"""What is new since a day: `kgraph compare --since/--until`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kgraph.errors import QueryError
from kgraph.graph.pairs import RelationRow, relations, sources
from kgraph.graph.rows import actor_name, relation_type
from kgraph.graph.sums import Held
from kgraph.model import Actor, Fact, Lang
from kgraph.store import Sums

# A pair turns when its mean score moves by at least so much, on the scale of -10 to 10, and changes sign.
TURN = 2.0


@dataclass(frozen=True, slots=True)
class NewActor:
    """An actor that no text named before, and how many texts name it now."""

    actor: str
    name: str
    sources: int
    records: tuple[Fact, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class PairChange:
    """Two actors before and in the period: texts in each, and the mean score of what happened (None:
    nothing did). `before_sources` are those of the equally long time just before the period."""

    a: str
    a_name: str
    b: str
    b_name: str
    sources: int
    before_sources: int
    score: float | None
    before_score: float | None
    records: tuple[Fact, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Changes:
    """What the period from `since` to `until` (both included) brought.

    `actors`: never seen before; `pairs`: never together before; `relations`: a relation new between two
    who were known together; `stronger` and `weaker`: pairs with at least twice, at most half as many texts
    as in the time before; `turned`: pairs whose balance changed sides.
    """

    since: date
    until: date
    statements: int
    articles: int
    before_statements: int
    actors: tuple[NewActor, ...]
    pairs: tuple[PairChange, ...]
    relations: tuple[RelationRow, ...]
    stronger: tuple[PairChange, ...]
    weaker: tuple[PairChange, ...]
    turned: tuple[PairChange, ...]


Pair = tuple[str, str]


def compare(
    records: Iterable[Fact] | Sums,
    actors: Mapping[str, Actor],
    since: date,
    until: date | None = None,
    *,
    other: bool = False,
    top: int | None = None,
    names: Lang = "de",
) -> Changes:
    """What texts published from `since` to `until` (default: the latest day there is) say for the first time.

    The day of a record is here that of publication, and its own day only where that is unknown: an article of
    this week about an old meeting is news of this week. The records must not have been filtered by date, as
    what came before is what they are compared with. `top` limits every list. Raises QueryError if `since` is
    after `until`.
    """
    sums = records if isinstance(records, Sums) else Held(records, other=other)
    if until is None:
        until = max(since, sums.today or since)
    if since > until:
        raise QueryError(f"the period is reversed: {since} is after {until}")
    length = min((until - since).days + 1, (since - date.min).days)
    now: Sequence[Fact] = sums.published(since, until)
    recent = _pairs(
        sums.published(since - timedelta(days=length), since - timedelta(days=1)) if length else []
    )
    new_pairs = _pairs(now)
    old_pairs = _pairs(sums.before(since, new_pairs.keys() | recent.keys()))
    changes = {
        pair: _change(
            pair, new_pairs.get(pair, []), recent.get(pair, []), old_pairs.get(pair, []), actors, names
        )
        for pair in sorted(new_pairs.keys() | recent.keys())
    }
    known = [changes[pair] for pair in changes if pair in old_pairs]
    old_actors = {id for pair in old_pairs for id in pair}
    new_actors = {id for pair in new_pairs for id in pair} - old_actors
    old_actors |= sums.known_before(since, new_actors)
    rows = relations(now, actors, other=True, names=names)
    old_relations = {(*pair, record.relation) for pair, found in old_pairs.items() for record in found}

    def first(found: list[PairChange]) -> tuple[PairChange, ...]:
        return tuple(sorted(found, key=lambda c: (-c.sources, -c.before_sources, c.a, c.b))[:top])

    return Changes(
        since=since,
        until=until,
        statements=len(now),
        articles=len({record.article for record in now}),
        before_statements=sums.number_before(since),
        actors=tuple(_new_actors(now, old_actors, actors, names)[:top]),
        pairs=first([change for pair, change in changes.items() if pair not in old_pairs]),
        relations=tuple(
            [
                row for row in rows
                if (pair := _sorted(row.source, row.target)) in old_pairs
                and (*pair, row.relation) not in old_relations
            ][:top]
        ),
        stronger=first([c for c in known if c.sources >= 2 and c.sources >= 2 * c.before_sources]),
        weaker=first([c for c in known if c.before_sources >= 2 and 2 * c.sources <= c.before_sources]),
        turned=first([c for c in known if _turned(c)]),
    )  # fmt: skip


def _sorted(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def _pair(record: Fact) -> Pair:
    return _sorted(record.source, record.target)


def _pairs(records: Iterable[Fact]) -> dict[Pair, list[Fact]]:
    found: dict[Pair, list[Fact]] = {}
    for record in records:
        found.setdefault(_pair(record), []).append(record)
    return found


def _change(
    pair: Pair,
    now: list[Fact],
    recent: list[Fact],
    before: list[Fact],
    actors: Mapping[str, Actor],
    names: Lang,
) -> PairChange:
    a, b = pair
    return PairChange(
        a, actor_name(actors, a, names), b, actor_name(actors, b, names), sources(now), sources(recent),
        mean_score(now), mean_score(before), tuple(sorted(now or recent, key=lambda record: record.id)),
    )  # fmt: skip


def mean_score(records: Iterable[Fact]) -> float | None:
    """The mean score of what actually happened, from -10 (conflict) to 10 (cooperation); None: nothing did.
    Offices and relations outside of the list have no side and do not count."""
    scores = [
        kind.score for record in records
        if record.status == "actual" and (kind := relation_type(record.relation)).score
    ]  # fmt: skip
    return round(sum(scores) / len(scores), 2) if scores else None


def _turned(change: PairChange) -> bool:
    now, before = change.score, change.before_score
    return now is not None and before is not None and now * before < 0 and abs(now - before) >= TURN


def _new_actors(
    now: Sequence[Fact], old: set[str], actors: Mapping[str, Actor], names: Lang
) -> list[NewActor]:
    found: dict[str, list[Fact]] = {}
    for record in now:
        for id in {record.source, record.target} - old:
            found.setdefault(id, []).append(record)
    rows = [
        NewActor(id, actor_name(actors, id, names), sources(own), tuple(sorted(own, key=lambda r: r.id)))
        for id, own in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.sources, row.name, row.actor))
