"""Records grouped by pair and relation: `relations`, and what other questions share with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kgraph.graph.rows import actor_name, relation_type
from kgraph.graph.sentences import told
from kgraph.model import STATUSES, Actor, Fact, Lang, Status


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One relation between two actors, over all statements of it.

    `statements` counts the statements of status `actual`, `sources` the distinct texts behind them;
    `planned`, `hypothetical` and `negated` count those apart. `first` and `last` are days of the actual
    ones, or where there are none, of the others. `modes`, `places` and `claimed_by` (names of those to whom
    it is attributed) are sorted by frequency. `records` are all of them, oldest first.
    """

    source: str
    source_name: str
    relation: str
    target: str
    target_name: str
    family: str
    sentence: str
    statements: int
    sources: int
    planned: int
    hypothetical: int
    negated: int
    first: date | None
    last: date | None
    modes: tuple[str, ...]
    places: tuple[str, ...]
    claimed_by: tuple[str, ...]
    records: tuple[Fact, ...] = field(repr=False)


def relations(
    records: Iterable[Fact],
    actors: Mapping[str, Actor],
    who: str | None = None,
    with_: str | None = None,
    *,
    include: Sequence[Status] = STATUSES,
    other: bool = False,
    names: Lang = "de",
) -> list[RelationRow]:
    """The relations of `who` (an actor id; None: everybody), or those between `who` and `with_`.

    Rows are grouped by source, relation and target; a symmetric relation has one row per pair. Only
    statuses of `include` are looked at, OTHER only with `other=True`. Strongest first: by sources, then
    statements, then latest.
    """
    groups: dict[tuple[str, str, str], list[Fact]] = {}
    wanted = frozenset(include)
    for record in involving(records, who, with_):
        if record.status not in wanted or (record.relation == "OTHER" and not other):
            continue
        source, target = record.source, record.target
        # One row for both directions of a symmetric relation, told from the one who was asked about.
        if relation_type(record.relation).undirected(record.mode) and (
            target == who or (source != who and target < source)
        ):
            source, target = target, source
        groups.setdefault((source, record.relation, target), []).append(record)
    rows = [_row(key, found, actors, names) for key, found in groups.items()]
    rows.sort(
        key=lambda row: (
            -row.sources, -row.statements, -(row.last.toordinal() if row.last else 0),
            -len(row.records), row.source, row.relation, row.target,
        )
    )  # fmt: skip
    return rows


def _row(
    key: tuple[str, str, str], found: list[Fact], actors: Mapping[str, Actor], names: Lang
) -> RelationRow:
    source, relation, target = key
    found = by_day(found)
    counts = Counter(record.status for record in found)
    actual = [record for record in found if record.status == "actual"]
    first, last = period(actual or found)
    modes = frequent(record.mode for record in actual or found)
    status: Status = "actual" if actual else found[-1].status
    a, b = actor_name(actors, source, names), actor_name(actors, target, names)
    return RelationRow(
        source=source,
        source_name=a,
        relation=relation,
        target=target,
        target_name=b,
        family=relation_type(relation).family,
        sentence=told(
            a, relation, b, names,
            status=status,
            mode=modes[0] if len(modes) == 1 else None,
            role=", ".join(frequent(record.role for record in actual or found)[:2]),
            predicate=", ".join(frequent(record.predicate for record in actual or found)[:3]),
        ),
        statements=len(actual),
        sources=sources(actual),
        planned=counts["planned"],
        hypothetical=counts["hypothetical"],
        negated=counts["negated"],
        first=first,
        last=last,
        modes=modes,
        places=frequent(record.place for record in actual or found),
        claimed_by=claimants(found, actors, names),
        records=tuple(found),
    )  # fmt: skip


def involving(records: Iterable[Fact], who: str | None, with_: str | None = None) -> Iterator[Fact]:
    """The records in which `who` is source or target and, if given, `with_` the other one."""
    if who is None:
        who, with_ = with_, None
    if who is None:
        yield from records
    elif with_ is None:
        yield from (record for record in records if record.source == who or record.target == who)
    else:
        pairs = ((who, with_), (with_, who))
        yield from (record for record in records if (record.source, record.target) in pairs)


def by_day(records: Iterable[Fact]) -> list[Fact]:
    """Oldest first, undated last; the same order whatever the input order."""
    return sorted(records, key=lambda record: (record.day or date.max, record.id))


def period(records: Iterable[Fact]) -> tuple[date | None, date | None]:
    """The first and the last known day."""
    days = [day for record in records if (day := record.day)]
    return (min(days), max(days)) if days else (None, None)


def sources(records: Iterable[Fact]) -> int:
    """How many texts say so: near-copies of one text count once."""
    return len({record.origin_group for record in records})


def frequent(values: Iterable[str | None]) -> tuple[str, ...]:
    """The different values that are not empty, most frequent first."""
    given = [value for value in values if value]
    if len(given) < 2:  # mostly: counting costs more than all the rest of a row
        return tuple(given)
    counts = Counter(given)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def claimants(records: Iterable[Fact], actors: Mapping[str, Actor], names: Lang) -> tuple[str, ...]:
    """To whom the statements are attributed: names of actors, or the words of the text."""
    return frequent(
        actor_name(actors, record.claimed_by, names) if record.claimed_by else record.claimed_text
        for record in records
    )
