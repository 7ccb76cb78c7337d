"""A timeline: what was said to happen, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kgraph.graph.pairs import by_day, claimants, frequent, involving, sources
from kgraph.graph.rows import actor_name, relation_type
from kgraph.graph.sentences import told
from kgraph.model import STATUSES, Actor, Fact, Lang, Status


@dataclass(frozen=True, slots=True)
class Event:
    """What several statements say of one day. `day` is None if unknown; `exact` is False if it is only
    the day of publication or the first day of a longer span; `text` the words of the time expression."""

    day: date | None
    exact: bool
    text: str | None
    sentence: str
    source: str
    source_name: str
    relation: str
    mode: str | None
    status: Status
    target: str
    target_name: str
    places: tuple[str, ...]
    claimed_by: tuple[str, ...]
    sources: int
    records: tuple[Fact, ...] = field(repr=False)


def timeline(
    records: Iterable[Fact],
    actors: Mapping[str, Actor],
    who: str | None = None,
    with_: str | None = None,
    *,
    include: Sequence[Status] = STATUSES,
    standing: bool = False,
    other: bool = False,
    names: Lang = "de",
) -> list[Event]:
    """The events of `who` (an actor id; None: everybody), or those between `who` and `with_`, oldest
    first, undated last. Statements of the same day, actors, relation, mode and status are one event.
    `standing` includes relations that hold rather than happen, `other` the relation OTHER.
    """
    groups: dict[tuple[object, ...], list[Fact]] = {}
    wanted = frozenset(include)
    for record in involving(records, who, with_):
        kind = relation_type(record.relation)
        if record.status not in wanted or (kind.standing and not standing):
            continue
        if record.relation == "OTHER" and not other:
            continue
        pair = (record.source, record.target)
        if kind.undirected(record.mode):
            pair = (min(pair), max(pair))
        key = (record.day, *pair, record.relation, record.mode, record.status)
        groups.setdefault(key, []).append(record)
    events = [_event(found, actors, who, names) for found in groups.values()]
    events.sort(key=lambda event: (event.day or date.max, -event.sources, event.records[0].id))
    return events


def _event(found: list[Fact], actors: Mapping[str, Actor], who: str | None, names: Lang) -> Event:
    found = by_day(found)
    best = min(found, key=lambda record: (not _exact(record), -record.confidence, record.id))
    source, target = best.source, best.target
    if relation_type(best.relation).undirected(best.mode) and target == who:
        source, target = target, source
    a, b = actor_name(actors, source, names), actor_name(actors, target, names)
    return Event(
        day=best.day,
        exact=_exact(best),
        text=best.when.text if best.when else None,
        sentence=told(
            a, best.relation, b, names,
            status=best.status, mode=best.mode, role=best.role, predicate=best.predicate,
        ),
        source=source,
        source_name=a,
        relation=best.relation,
        mode=best.mode,
        status=best.status,
        target=target,
        target_name=b,
        places=frequent(record.place for record in found),
        claimed_by=claimants(found, actors, names),
        sources=sources(found),
        records=tuple(found),
    )  # fmt: skip


def _exact(record: Fact) -> bool:
    when = record.when
    return bool(when and when.first and when.granularity == "day" and when.last in (None, when.first))
