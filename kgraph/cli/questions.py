"""`kgraph met` and `kgraph relations`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.answers import (
    MODES,
    Named,
    about,
    answer,
    emit_evidence,
    evidence_option,
    relation_names,
    wanted,
    with_option,
)
from kgraph.cli.common import (
    confidence_option,
    cut,
    examples,
    format_option,
    limit_option,
    most,
    names_option,
    open_store,
    period_options,
    store_option,
)
from kgraph.cli.complete import actor_names, relation_types
from kgraph.model import STATUSES, Lang, Status

if TYPE_CHECKING:
    from kgraph.graph.meetings import Meetings
    from kgraph.graph.pairs import RelationRow
    from kgraph.model import Filter
    from kgraph.store import Store


@click.command(
    epilog=examples(
        "kgraph met",
        'kgraph met "Friedrich Merz" --since 2026-01',
        "kgraph met Iran --with USA --mode negotiate --mode meet --format md",
        "kgraph met Merz --with Macron --evidence",
        "kgraph met --planned --format jsonl | head",
    )
)
@click.argument("actor", required=False, shell_complete=actor_names)
@with_option
@click.option("--mode", "modes", type=click.Choice(MODES), multiple=True, help="Only this kind of meeting.")
@evidence_option
@click.option("--planned", is_flag=True, help="Pairs of which only announced meetings are known, too.")
@click.option("--all", "every", is_flag=True, help="Planned, denied and hypothetical ones, too.")
@limit_option("pairs")
@period_options
@confidence_option
@names_option
@store_option
@format_option
def met(
    actor: str | None,
    partner: str | None,
    modes: tuple[str, ...],
    sentences: bool,
    planned: bool,
    every: bool,
    limit: int | None,
    since: date | None,
    until: date | None,
    min_confidence: float,
    names: Lang,
    store_path: Path,
    format_: str,
) -> None:
    """Who met whom, when, where, and who says so.

    Meetings, visits, calls and talks that happened, a line per pair; of ACTOR, or of everybody. Several
    reports of one meeting count once; denied and announced ones are counted apart.
    """
    from kgraph.graph import meetings

    with open_store(store_path) as store:
        one, two = about(store, actor, partner, names)
        chosen = wanted(
            one, two, since=since, until=until, min_confidence=min_confidence, modes=modes,
            kinds=_meeting_relations(),
        )  # fmt: skip
        first = one or two
        top = most(limit, format_)
        # One more tells that there are more; those that only did not happen come last.
        enough = None if top is None or planned or every else top + 1
        found = meetings.met(
            store.briefs(chosen), Named(store), first.id if first else None, two.id if one and two else None,
            modes=modes, top=enough, names=names,
        )  # fmt: skip
        held = [row for row in found if every or row.times or (planned and row.planned)]
        empty = "no meetings found" + (_not_held(found, planned) if not held else "")
        shown = list(cut(held, top))
        if sentences:
            said = (r for row in shown for r in row.records if every or planned or r.status == "actual")
            emit_evidence(store, said, names, format_, empty=empty)
            return
        columns = [
            ("a_name", "Who"), ("b_name", "Whom"), ("times", "Times"), ("first", "First"), ("last", "Last"),
            ("modes", "How"), ("places", "Where"), ("sources", "Sources"),
        ]  # fmt: skip
        if planned or every or any(row.planned for row in shown):
            columns.append(("planned", "Planned"))
        if every or any(row.negated for row in shown):
            columns.append(("negated", "Denied"))
        if every:
            columns.append(("hypothetical", "Possible"))
        if any(row.claimed_by for row in shown):
            columns.append(("claimed_by", "According to"))
        answer(store, shown, names, format_, columns, empty=empty)


def _not_held(found: list[Meetings], planned: bool) -> str:
    """What there is instead of a meeting, in words, and how to see it."""
    days = [row.next_planned for row in found if row.next_planned]
    announced = f" (the latest for {max(days)})" if days else ""
    counts = {
        f"planned{announced}": sum(row.planned for row in found),
        "denied or cancelled": sum(row.negated for row in found),
        "possible": sum(row.hypothetical for row in found),
    }
    told = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    return f", but {told}; --all shows them" if told else ""


@click.command(
    epilog=examples(
        "kgraph relations",
        "kgraph relations Russland --with Ukraine --since 2026 --evidence",
        "kgraph relations EU --relation SANCTION --relation THREATEN",
        "kgraph relations --status planned --format csv > planned.csv",
    )
)
@click.argument("actor", required=False, shell_complete=actor_names)
@with_option
@click.option("--relation", "kinds", multiple=True, metavar="TYPE", shell_complete=relation_types,
              help="Only this type, for example SANCTION.")  # fmt: skip
@click.option("--status", "statuses", type=click.Choice(STATUSES), multiple=True,
              help="Only what is asserted so; all by default, counted apart.")  # fmt: skip
@evidence_option
@click.option("--other", is_flag=True, help="Verbs outside the list of types, too.")
@limit_option("relations")
@period_options
@confidence_option
@names_option
@store_option
@format_option
def relations(
    actor: str | None,
    partner: str | None,
    kinds: tuple[str, ...],
    statuses: tuple[Status, ...],
    sentences: bool,
    other: bool,
    limit: int | None,
    since: date | None,
    until: date | None,
    min_confidence: float,
    names: Lang,
    store_path: Path,
    format_: str,
) -> None:
    """Who did what to whom, with sources and dates.

    A line per source, relation and target; of ACTOR, or of everybody; the best attested first.
    """
    from kgraph.graph import pairs

    with open_store(store_path) as store:
        one, two = about(store, actor, partner, names)
        chosen = wanted(
            one, two, since=since, until=until, min_confidence=min_confidence, statuses=statuses, kinds=kinds
        )
        other = other or "OTHER" in relation_names(kinds)
        top = most(limit, format_)
        rows: Iterable[RelationRow]
        if first := one or two:
            rows = pairs.relations(
                store.briefs(chosen), Named(store), first.id, two.id if one and two else None, other=other,
                names=names,
            )  # fmt: skip
        else:
            rows = _everybodys(store, chosen, other, top, names)
        columns = [
            ("source_name", "Who"), ("relation", "Relation"), ("target_name", "Whom"), ("modes", "How"),
            ("statements", "Statements"), ("sources", "Sources"), ("planned", "Planned"),
            ("negated", "Denied"), ("hypothetical", "Possible"), ("first", "First"), ("last", "Last"),
            ("claimed_by", "According to"),
        ]  # fmt: skip
        answer(
            store, cut(rows, top), names, format_, columns, sentences=sentences,
            empty="no relations found",
        )  # fmt: skip


# So many relations are read from the store at a time, the best attested first.
_AT_ONCE = 2000


def _everybodys(
    store: Store, chosen: Filter, other: bool, top: int | None, names: Lang
) -> Iterator[RelationRow]:
    """The relations of everybody, in the order of `pairs.relations`, without reading more than is shown."""
    from kgraph.graph import pairs

    sums = store.sums(chosen, other=other)
    actors = Named(store)
    ties = sums.ties(None if top is None else top + 1)
    while some := list(islice(ties, _AT_ONCE)):
        asked = frozenset(some)
        facts = sums.among({(source, target) for source, _, target in some}, every=True)
        rows = pairs.relations(facts, actors, other=other, names=names)
        yield from (row for row in rows if (row.source, row.relation, row.target) in asked)


def _meeting_relations() -> tuple[str, ...]:
    from kgraph.relations import relation_types

    return tuple(name for name, kind in relation_types().items() if kind.family == "meeting")
