"""Who met whom: statements of the meeting family, put together into meetings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import nsmallest

from kgraph.graph.pairs import by_day, claimants, frequent, involving, period, sources
from kgraph.graph.rows import actor_name, relation_type
from kgraph.model import STATUSES, Actor, Fact, Lang, Status

# A report that names no day joins a meeting known for one of so many days before it was published:
# daily papers and agencies report on the same day or the next, weekend editions a day later.
REPORT_LAG_DAYS = 2


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of two actors.

    `times` is the number of different meetings (several reports of one meeting count once, see `met`),
    `sources` the number of distinct texts that tell of any. `modes` and `places` are sorted by frequency,
    `days` are the known days of the meetings. Planned, denied (`negated`) and `hypothetical` ones are
    counted apart, as statements, and never as meetings; `next_planned` is the latest day announced.
    """

    a: str
    a_name: str
    b: str
    b_name: str
    times: int
    first: date | None
    last: date | None
    days: tuple[date, ...]
    modes: tuple[str, ...]
    places: tuple[str, ...]
    sources: int
    statements: int
    planned: int
    next_planned: date | None
    negated: int
    hypothetical: int
    claimed_by: tuple[str, ...]
    records: tuple[Fact, ...] = field(repr=False)


def met(
    records: Iterable[Fact],
    actors: Mapping[str, Actor],
    who: str | None = None,
    with_: str | None = None,
    include: Sequence[Status] = STATUSES,
    *,
    modes: Sequence[str] = (),
    top: int | None = None,
    names: Lang = "de",
) -> list[Meetings]:
    """Who met (visited, called, negotiated with ...) whom: a row per pair, most meetings first.

    `who` and `with_` are actor ids (None: everybody), `modes` restricts to those modes (empty: all).
    `include` are the statuses to look at; pairs of which only planned or denied meetings are known have
    `times` 0 and come last. `top` limits the rows.

    Two statements are the same meeting if their days overlap; one without a day of its own also if a
    meeting is known for one of the REPORT_LAG_DAYS days before its publication. Calls are never the same
    as other meetings. Statements without any date count as one meeting if nothing else is known.
    """
    groups: dict[tuple[str, str], list[Fact]] = {}
    wanted, wanted_modes = frozenset(include), frozenset(modes)
    meeting: dict[str, bool] = {}
    for record in involving(records, who, with_):
        is_meeting = meeting.get(record.relation)
        if is_meeting is None:
            is_meeting = meeting[record.relation] = relation_type(record.relation).family == "meeting"
        if (
            not is_meeting
            or record.status not in wanted
            or (wanted_modes and record.mode not in wanted_modes)
        ):
            continue
        pair = (record.source, record.target)
        groups.setdefault(pair if pair[0] <= pair[1] else pair[::-1], []).append(record)
    ranked = [(_rank(found), pair) for pair, found in groups.items()]
    best = sorted(ranked) if top is None else nsmallest(top, ranked)
    return [_row(pair, groups[pair], actors, who, names) for _, pair in best]


def _rank(found: list[Fact]) -> tuple[int, int, int, int]:
    """What comes first: most meetings, then most sources, then the latest."""
    held = [record for record in found if record.status == "actual"]
    if not held:
        return 0, 0, 0, -len(found)
    days = meeting_days(held)
    last = days[-1].toordinal() if days else 0
    return -(len(days) or 1), -sources(held), -last, -len(found)


def _row(
    pair: tuple[str, str], found: list[Fact], actors: Mapping[str, Actor], who: str | None, names: Lang
) -> Meetings:
    # The one who was asked about stands first, else the one whose name comes first.
    a, b = sorted(pair, key=lambda id: (id != who, actor_name(actors, id, names), id))
    found = by_day(found)
    held = [record for record in found if record.status == "actual"]
    others: dict[str, list[Fact]] = {status: [] for status in STATUSES}
    for record in found:
        others[record.status].append(record)
    days = meeting_days(held)
    return Meetings(
        a=a,
        a_name=actor_name(actors, a, names),
        b=b,
        b_name=actor_name(actors, b, names),
        times=len(days) or min(1, len(held)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        days=tuple(days),
        modes=frequent(record.mode for record in held),
        places=frequent(record.place for record in held),
        sources=sources(held),
        statements=len(held),
        planned=len(others["planned"]),
        next_planned=period(others["planned"])[1],
        negated=len(others["negated"]),
        hypothetical=len(others["hypothetical"]),
        claimed_by=claimants(found, actors, names),
        records=tuple(found),
    )


def meeting_days(records: Sequence[Fact]) -> list[date]:
    """The day of each different meeting told by these statements of one pair, sorted; see `met`."""
    if len(records) == 1:
        return [day] if (day := records[0].day) else []
    days: list[date] = []
    for calls in (False, True):
        known: list[date] = []
        spans = sorted(
            (_span(record) for record in records if record.day and (record.mode == "call") == calls),
            # Exact days first, so that vaguer statements find the meeting they mean.
            key=lambda span: (span[1] - span[0], span),
        )
        for first, last, day in spans:
            place = bisect_left(known, first)
            if place == len(known) or known[place] > last:
                known.insert(bisect_left(known, day), day)
        days += known
    return sorted(days)


def _span(record: Fact) -> tuple[date, date, date]:
    """The first and last day that a statement can mean, and the day to show for it."""
    day = record.day or date.max
    when = record.when
    if when and when.first:
        return when.first, max(when.first, when.last or when.first), day
    return day - timedelta(days=min(REPORT_LAG_DAYS, (day - date.min).days)), day, day
