"""`kgraph met` and `kgraph relations`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.common import (
    confidence_option,
    emit,
    examples,
    find_actor,
    format_option,
    names_option,
    open_store,
    period_options,
    store_option,
)
from kgraph.model import STATUSES, Filter, Lang, Status

if TYPE_CHECKING:
    from kgraph.model import Actor, Record
    from kgraph.store import Store

MODES = ("meet", "visit", "call", "negotiate", "mediate", "other")


@click.command(
    epilog=examples(
        "kgraph met",
        'kgraph met "Angela Merkel" --since 2024-01',
        "kgraph met Russland --with USA --mode meet --mode visit --format md",
        'kgraph met "Angela Merkel" --with Frankreich --evidence',
        "kgraph met --planned --format jsonl | head",
    )
)
@click.argument("actor", required=False)
@click.option("--with", "partner", metavar="ACTOR", help="Only meetings with this one.")
@click.option("--mode", "modes", type=click.Choice(MODES), multiple=True, help="Only this kind of meeting.")
@click.option("-e", "--evidence", "sentences", is_flag=True, help="The sentences that say so, one a line.")
@click.option("--planned", is_flag=True, help="Pairs of which only announced meetings are known, too.")
@click.option("--all", "every", is_flag=True, help="Denied and hypothetical ones, too.")
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
    from kgraph.graph import meetings, rows

    with open_store(store_path) as store:
        who, with_, wanted = _wanted(store, actor, partner, names, since, until, min_confidence)
        records, actors = _records(store, wanted, _meeting_relations(), modes)
        found = meetings.met(records, actors, who, with_, STATUSES, modes=modes, names=names)
    if not every:
        found = [row for row in found if row.times or (planned and row.planned)]
    columns = [
        ("a_name", "Who"), ("b_name", "Whom"), ("times", "Times"), ("first", "First"), ("last", "Last"),
        ("modes", "How"), ("places", "Where"), ("sources", "Sources"),
    ]  # fmt: skip
    if planned or every or any(row.planned for row in found):
        columns.append(("planned", "Planned"))
    if every or any(row.negated for row in found):
        columns.append(("negated", "Denied"))
    if any(row.claimed_by for row in found):
        columns.append(("claimed_by", "According to"))
    if sentences:
        shown = [r for row in found for r in row.records if every or r.status == "actual" or planned]
        _evidence(shown, actors, names, format_)
        return
    deep = format_ in ("json", "jsonl")
    emit(
        [rows.plain(row, actors, names, records=deep) for row in found],
        format_, columns=columns, empty="no meetings found",
    )  # fmt: skip


@click.command(
    epilog=examples(
        "kgraph relations",
        "kgraph relations Russland --with Ukraine --since 2024 --evidence",
        "kgraph relations EU --relation SANCTION --relation THREATEN",
        "kgraph relations --status planned --format csv > planned.csv",
    )
)
@click.argument("actor", required=False)
@click.option("--with", "partner", metavar="ACTOR", help="Only relations with this one.")
@click.option("--relation", "kinds", multiple=True, metavar="TYPE",
              help="Only this type, for example SANCTION.")  # fmt: skip
@click.option("--status", "statuses", type=click.Choice(STATUSES), multiple=True,
              help="Only what is asserted so; all by default, counted apart.")  # fmt: skip
@click.option("-e", "--evidence", "sentences", is_flag=True, help="The sentences that say so, one a line.")
@click.option("--other", is_flag=True, help="Verbs outside the list of types, too.")
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
    from kgraph.graph import pairs, rows
    from kgraph.relations import relation_types

    kinds = tuple(kind.upper() for kind in kinds)
    unknown = sorted(set(kinds) - set(relation_types()))
    if unknown:
        known = ", ".join(relation_types())
        raise click.UsageError(f"There is no relation type {unknown[0]!r}. There are: {known}.")
    with open_store(store_path) as store:
        who, with_, wanted = _wanted(store, actor, partner, names, since, until, min_confidence)
        records, actors = _records(store, wanted, kinds, ())
        found = pairs.relations(
            records, actors, who, with_, include=statuses or STATUSES, other=other or "OTHER" in kinds,
            names=names,
        )  # fmt: skip
    if sentences:
        _evidence([r for row in found for r in row.records], actors, names, format_)
        return
    columns = [
        ("source_name", "Who"), ("relation", "Relation"), ("target_name", "Whom"), ("modes", "How"),
        ("statements", "Statements"), ("sources", "Sources"), ("planned", "Planned"),
        ("negated", "Denied"), ("first", "First"), ("last", "Last"), ("claimed_by", "According to"),
    ]  # fmt: skip
    deep = format_ in ("json", "jsonl")
    emit(
        [rows.plain(row, actors, names, records=deep) for row in found],
        format_, columns=columns, empty="no relations found",
    )  # fmt: skip


def _evidence(records: list[Record], actors: dict[str, Actor], names: Lang, format_: str) -> None:
    """Statements with their sentences, oldest first, undated last."""
    from kgraph.graph.rows import evidence
    from kgraph.outputs.statements import to_json

    if format_ in ("json", "jsonl"):
        emit([to_json(record, actors, names=names) for record in records], format_)
        return
    records = sorted(records, key=lambda r: (r.day is None, r.day, r.id))
    rows = [
        {
            **evidence(record, actors, names),
            "source": actors[record.source].name(names),
            "target": actors[record.target].name(names),
            "what": " ".join(filter(None, (record.relation, record.mode))),
            "said_in": record.outlet or record.article,
            "according_to": evidence(record, actors, names)["claimed_by_name"] or record.claimed_text,
        }
        for record in records
    ]
    columns = [
        ("date", "Date"), ("source", "Who"), ("what", "Relation"), ("target", "Whom"), ("status", "Status"),
        ("evidence", "Sentence"), ("said_in", "Said in"), ("according_to", "According to"),
        ("id", "Statement"),
    ]  # fmt: skip
    emit(rows, format_, columns=columns)


def _wanted(
    store: Store, actor: str | None, partner: str | None, names: Lang, since: date | None,
    until: date | None, min_confidence: float,
) -> tuple[str | None, str | None, dict[str, Any]]:  # fmt: skip
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}.")
    who = find_actor(store, actor, names).id if actor else None
    with_ = find_actor(store, partner, names).id if partner else None
    if who is not None and who == with_:
        raise click.UsageError(f"{actor!r} and {partner!r} are the same actor.")
    wanted = {
        "actors": (who,) if who else (with_,) if with_ else (),
        "partners": (with_,) if who and with_ else (),
        "since": since,
        "until": until,
        "min_confidence": min_confidence,
    }
    return who, with_, wanted


def _records(
    store: Store, wanted: dict[str, Any], relations: tuple[str, ...], modes: tuple[str, ...]
) -> tuple[list[Record], dict[str, Actor]]:
    records = list(store.records(Filter(relations=relations, modes=modes, **wanted)))
    # Of a large store only the actors that the answer names.
    ids = {id_ for r in records for id_ in (r.source, r.target, r.claimed_by) if id_}
    return records, store.actors(ids)


def _meeting_relations() -> tuple[str, ...]:
    from kgraph.relations import relation_types

    return tuple(name for name, kind in relation_types().items() if kind.family == "meeting")
