"""What questions and exports share: whom they are about, the filters, and answers with their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kgraph.cli.common import confidence_option, emit, find_actor, period_options
from kgraph.cli.complete import actor_names, relation_types
from kgraph.model import ACTOR_TYPES, LANGS, STATUSES, Filter, Lang

if TYPE_CHECKING:
    from kgraph.model import Actor, Fact
    from kgraph.store import Store

F = TypeVar("F", bound=Callable[..., Any])

MODES = ("meet", "visit", "call", "negotiate", "mediate", "other")


def evidence_option(function: F) -> F:
    """-e/--evidence."""
    return click.option(
        "-e", "--evidence", "sentences", is_flag=True, help="The sentences that say so, one a line."
    )(function)


def with_option(function: F) -> F:
    """--with ACTOR."""
    return click.option(
        "--with", "partner", metavar="ACTOR", help="Only what is between the two.", shell_complete=actor_names
    )(function)


def filter_options(function: F) -> F:
    """The filters of the map: actors, relations, modes, status, period, outlets, languages, types ..."""
    options = (
        click.option("--actor", "actor", metavar="ACTOR", help="Only statements about this one.",
                     shell_complete=actor_names),
        with_option,
        click.option("--relation", "kinds", multiple=True, metavar="TYPE", shell_complete=relation_types,
                     help="Only this type, for example SANCTION."),
        click.option("--mode", "modes", type=click.Choice(MODES), multiple=True,
                     help="Only this kind of meeting."),
        click.option("--status", "statuses", type=click.Choice(STATUSES), multiple=True,
                     help="Only what is asserted so."),
        period_options,
        click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Only from this outlet."),
        click.option("--article-lang", "langs", type=click.Choice(LANGS), multiple=True,
                     help="Only from articles in this language."),
        click.option("--type", "types", type=click.Choice(ACTOR_TYPES), multiple=True,
                     help="Only between actors of this type."),
        confidence_option,
        click.option("--min-sources", type=click.IntRange(1), default=1, show_default=True,
                     help="Only relations that so many texts tell."),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


def about(
    store: Store, actor: str | None, partner: str | None, names: Lang
) -> tuple[Actor | None, Actor | None]:
    """The actors that the two names mean. Raises UnknownActor, or UsageError if they are one or a name is empty."""
    if any(name is not None and not name.strip() for name in (actor, partner)):
        raise click.UsageError("An actor's name is empty; leave it out to ask about everybody.")
    one = find_actor(store, actor, names) if actor else None
    two = find_actor(store, partner, names) if partner else None
    if one and two and one.id == two.id:
        raise click.UsageError(f"{actor!r} and {partner!r} are the same actor.")
    return one, two


def wanted(
    one: Actor | None,
    two: Actor | None,
    *,
    since: date | None = None,
    until: date | None = None,
    kinds: Sequence[str] = (),
    **more: Any,
) -> Filter:
    """The filter of these options; `more` are fields of Filter. Raises UsageError for a reversed period
    or an unknown relation."""
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}.")
    first = one or two
    return Filter(
        actors=(first.id,) if first else (),
        partners=(two.id,) if one and two else (),
        relations=relation_names(kinds),
        since=since,
        until=until,
        **more,
    )


def relation_names(kinds: Sequence[str]) -> tuple[str, ...]:
    """The relation types as typed, in capitals. Raises UsageError that lists them for one that is none."""
    from kgraph.relations import relation_types as known

    names = tuple(kind.upper() for kind in kinds)
    for name in names:
        if name not in known():
            raise click.UsageError(f"There is no relation type {name!r}. There are: {', '.join(known())}.")
    return names


def listed(other: bool) -> tuple[str, ...]:
    """The relations to ask for: all, or those of the list, which OTHER is not."""
    from kgraph.relations import relation_types as known

    return () if other else tuple(name for name in known() if name != "OTHER")


def answer(
    store: Store,
    rows: Iterable[Any],
    names: Lang,
    format_: str,
    columns: Sequence[tuple[str, str]],
    *,
    sentences: bool = False,
    empty: str = "nothing found",
) -> None:
    """Writes rows of a question to stdout, or with `sentences` the statements behind them."""
    from kgraph.graph.rows import plain

    if sentences:
        emit_evidence(store, (r for row in rows for r in row.records), names, format_, empty=empty)
        return
    full = store.full if format_ in ("json", "jsonl") else None
    actors = Named(store)
    emit((plain(row, actors, names, records=full) for row in rows), format_, columns=columns, empty=empty)


class Named(Mapping[str, "Actor"]):
    """The actors of a store by id, each read when it is first named: answers name few of many."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Actor | None] = {}

    def __getitem__(self, id: str) -> Actor:
        if id not in self._known:
            self._known[id] = self._store.actor(id)
        actor = self._known[id]
        if actor is None:
            raise KeyError(id)
        return actor

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.actors())

    def __len__(self) -> int:
        return len(self._store.actors())


# Sentences are read from the store so many at a time.
_AT_ONCE = 1000


def emit_evidence(
    store: Store,
    facts: Iterable[Fact],
    names: Lang,
    format_: str,
    *,
    sort: bool = True,
    ways: Mapping[str, Sequence[int]] | None = None,
    empty: str = "nothing found",
) -> None:
    """Writes statements with their sentences, each once, oldest first (`sort`) or as they come. `ways` are
    the numbers of those that a statement is part of, by its id."""
    from kgraph.graph.pairs import by_day

    found = list({fact.id: fact for fact in facts}.values())
    found = by_day(found) if sort else found
    columns = [
        *([("ways", "Way")] if ways else []),
        ("date", "Date"), ("source", "Who"), ("what", "Relation"), ("target", "Whom"), ("status", "Status"),
        ("evidence", "Sentence"), ("said_in", "Said in"), ("according_to", "According to"),
        *([("url", "Link")] if format_ in ("csv", "md") else []), ("id", "Statement"),
    ]  # fmt: skip
    rows = ({**row, "ways": ways[row["id"]]} if ways else row for row in _told(store, found, names, format_))
    emit(rows, format_, columns=columns, empty=empty)


def _told(store: Store, found: list[Fact], names: Lang, format_: str) -> Iterator[dict[str, Any]]:
    from kgraph.graph.rows import actor_name
    from kgraph.outputs.statements import to_json

    actors = Named(store)
    for start in range(0, len(found), _AT_ONCE):
        for record in store.full(found[start : start + _AT_ONCE]):
            if format_ in ("json", "jsonl"):
                yield to_json(record, actors, names=names)
                continue
            yield {
                "date": record.day,
                "source": actor_name(actors, record.source, names),
                "what": " ".join(filter(None, (record.relation, record.mode))),
                "target": actor_name(actors, record.target, names),
                "status": record.status,
                "evidence": record.evidence,
                "said_in": record.outlet or record.article,
                "according_to": actor_name(actors, record.claimed_by, names)
                if record.claimed_by
                else record.claimed_text,
                "url": record.url,
                "id": record.id,
            }
