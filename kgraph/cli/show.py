"""`kgraph show` and `kgraph stats`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.answers import Named, answer, emit_evidence, evidence_option, wanted
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
from kgraph.cli.complete import actor_names
from kgraph.errors import QueryError
from kgraph.model import Filter, Lang

if TYPE_CHECKING:
    from datetime import date

    from kgraph.graph.cards import Card
    from kgraph.graph.stats import Statistics
    from kgraph.model import Record
    from kgraph.store import Counts, Store

_STATEMENT_ID = re.compile(r"s[0-9a-f]{6,16}")


@click.command(
    epilog=examples(
        'kgraph show "Friedrich Merz"',
        "kgraph show Q30 --names en --format json",
        "kgraph show s0123456789abcdef",
    )
)
@click.argument("what", metavar="ACTOR|STATEMENT", shell_complete=actor_names)
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="How many partners.")
@evidence_option
@confidence_option
@names_option
@store_option
@format_option
def show(
    what: str, top: int, sentences: bool, min_confidence: float, names: Lang, store_path: Path, format_: str
) -> None:
    """An actor or a statement with everything known about it.

    ACTOR is a name or an id; STATEMENT an id (or its beginning) as other commands and the map show it. Of an
    actor: names, offices with their dates, with whom it works and with whom it is at odds, when it was first
    and last seen.
    """
    from kgraph.graph import cards

    with open_store(store_path) as store:
        record = store.statement(what) if _STATEMENT_ID.fullmatch(what) else None
        if record is not None:
            if sentences:
                emit_evidence(store, [record], names, format_)
            else:
                _statement(store, record, names, format_)
            return
        if _STATEMENT_ID.fullmatch(what):
            raise QueryError(f"no statement, or more than one, has an id that begins with {what!r}")
        actor = find_actor(store, what, names)
        chosen = Filter(actors=(actor.id,), min_confidence=min_confidence)
        card = cards.card(
            store.briefs(chosen), Named(store), actor.id, top=top,
            quoted=store.quoted(actor.id, min_confidence), names=names,
        )  # fmt: skip
        if sentences or format_ in ("json", "jsonl"):
            answer(store, [card], names, format_, (), sentences=sentences)
        else:
            _card(card, format_)


def _statement(store: Store, record: Record, names: Lang, format_: str) -> None:
    from kgraph.outputs.statements import to_json

    row = to_json(record, Named(store), names=names)
    if format_ in ("json", "jsonl"):
        emit([row], format_)
        return
    when = row["date"]
    claimed = row["claimed_by"]["name"] if row["claimed_by"] else row["claimed_text"]
    fields: list[tuple[str, Any]] = [
        ("statement", row["id"]),
        ("who", f"{row['source']['name']} ({_through(row['source'])})"),
        ("relation", " ".join(filter(None, [row["relation"], row["mode"], row["predicate"]]))),
        ("whom", f"{row['target']['name']} ({_through(row['target'])})"),
        ("status", row["status"]),
        ("role", row["role"]),
        ("when", f"{when['text']} ({when['first']} to {when['last']})" if when else None),
        ("where", row["place"]),
        ("according to", claimed),
        ("sentence", row["evidence"]["text"]),
        ("trigger", f"{row['trigger']['text']} (rule {row['rule']})"),
        ("confidence", row["confidence"]),
        ("article", f"{row['article']}, characters {row['evidence']['start']} to {row['evidence']['end']}"),
        ("title", row["title"]),
        ("outlet", row["outlet"]),
        ("published", row["published"]),
        ("url", row["url"]),
    ]
    _fields(fields, format_)


def _through(side: dict[str, Any]) -> str:
    mention = side["mention"]
    text = f"„{mention['text']}“"
    return f"{text} = „{mention['antecedent']}“" if mention.get("antecedent") else text


def _card(card: Card, format_: str) -> None:
    sections = (("Works with", card.partners), ("At odds with", card.conflicts))
    known = [o for o in card.offices if o.known]
    told = [o for o in card.offices if not o.known]
    # The bare word says nothing where the same office is told with its body or dates.
    full = {o.title for o in told if o.body_name or o.first}
    told = [o for o in told if o.body_name or o.first or o.title not in full]
    _fields(
        [
            ("actor", f"{card.name} ({card.id})"),
            ("names", ", ".join(dict.fromkeys([card.name_de, card.name_en, *card.aliases]))),
            ("type", card.type),
            ("country", card.country_name if card.country != card.id else None),
            ("Wikidata", f"https://www.wikidata.org/wiki/{card.wikidata}" if card.wikidata else None),
            *(("office", _office(o.title, o.body_name, o.start, o.end)) for o in known),
            *(("office told", _office(o.title, o.body_name, o.first, o.last)) for o in told),
            ("seen", f"{card.first_seen} to {card.last_seen}" if card.first_seen else None),
            ("statements", f"{card.statements} in {card.articles} articles, {card.sources} sources"),
            ("by family", dict(card.families)),
            ("quoted", card.quoted or None),
            # A CSV has one table, so there the others are rows of it.
            *(
                (
                    heading.lower(),
                    f"{p.name} (statements {p.statements}, sources {p.sources}, last {p.last or '?'})",
                )
                for heading, partners in sections
                if format_ == "csv"
                for p in partners
            ),
        ],
        format_,
    )
    if format_ == "csv":
        return
    columns = [("name", "With"), ("relations", "Relations"), ("statements", "Statements"),
               ("sources", "Sources"), ("last", "Last")]  # fmt: skip
    for heading, partners in sections:
        _section(heading, partners, format_, columns)


def _office(title: str, body: str | None, start: date | None, end: date | None) -> str:
    text = f"{title}, {body}" if body else title
    return f"{text} ({start or '?'} to {end or 'today'})" if start or end else text


def _fields(fields: list[tuple[str, Any]], format_: str) -> None:
    columns = [("field", "Field"), ("value", "Value")]
    rows = [{"field": key, "value": value} for key, value in fields if value not in (None, "", {})]
    emit(rows, format_, columns=columns)


def _shown(row: Any, key: str) -> Any:
    value = getattr(row, key)
    # Two digits tell no actor from the next.
    return f"{value:.4f}" if key in ("betweenness", "pagerank") else value


def _section(
    heading: str, rows: Sequence[Any], format_: str, columns: Sequence[tuple[str, str]], empty: str = ""
) -> None:
    """A table with a heading; of an empty one, what `empty` says."""
    if rows or empty:
        click.echo(f"\n{'### ' if format_ == 'md' else ''}{heading}" + ("\n" if format_ == "md" else ""))
    if rows:
        emit([{key: _shown(row, key) for key, _ in columns} for row in rows], format_, columns=columns)
    elif empty:
        click.echo(empty)


@click.command(
    epilog=examples(
        "kgraph stats",
        "kgraph stats --since 2026 --top 20",
        "kgraph stats --format json > stats.json",
    )
)
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="Length of the lists.")
@click.option("--other", is_flag=True, help="Count verbs outside the list of types, too.")
@click.option("-e", "--evidence", "sentences", is_flag=True,
              help="The sentences behind the balance and the silent pairs.")  # fmt: skip
@period_options
@confidence_option
@names_option
@store_option
@format_option
def stats(
    top: int,
    other: bool,
    sentences: bool,
    since: date | None,
    until: date | None,
    min_confidence: float,
    names: Lang,
    store_path: Path,
    format_: str,
) -> None:
    """What the store holds, in numbers.

    Articles and statements by kind; the actors in the centre (by PageRank; betweenness from 0 to 1);
    communities of those that meet, work and hold office together; how the most told pairs get on, month by
    month (PLOVER's scores, -10 conflict to 10 cooperation); pairs that used to interact and fell silent.
    Centre, communities, balance and silence look at what happened, not at what is planned or denied.
    """
    from kgraph.graph import rows
    from kgraph.graph.stats import statistics

    with open_store(store_path) as store:
        counts = store.counts()
        sums = store.sums(
            wanted(None, None, since=since, until=until, min_confidence=min_confidence), other=other
        )
        found = statistics(sums, Named(store), top=top, names=names)
        if sentences:
            pairs = {(row.a, row.b) for row in found.balances} | {(row.a, row.b) for row in found.silent}
            emit_evidence(store, sums.among(sorted(pairs)), names, format_)
            return
    if format_ in ("json", "jsonl"):
        emit([{"store": rows.plain(counts), **rows.plain(found)}], format_)
    elif format_ == "csv":
        columns = ["table", "who", "whom", "when", "measure", "value"]
        emit(_measures(counts, found), format_, columns=[(name, name) for name in columns])
    else:
        _statistics(counts, found, top, format_)


def _statistics(counts: Counts, found: Statistics, top: int, format_: str) -> None:
    _fields(
        [
            ("articles", f"{counts.articles} ({counts.groups} without near-copies)"),
            ("sentences", counts.sentences),
            ("languages", dict(counts.languages)),
            ("statements", found.statements),
            ("by status", dict(found.statuses)),
            ("by family", dict(found.families)),
            ("by relation", dict(found.relations)),
            ("actors", f"{found.actors} in {found.pairs} pairs"),
            ("by type", dict(found.types)),
            ("period", f"{found.first} to {found.last}" if found.first else None),
            ("outlets", dict(list(found.outlets.items())[:top])),
        ],
        format_,
    )
    estimated = "" if found.betweenness_exact else " (betweenness estimated from a sample)"
    _section(
        f"In the centre{estimated}", found.central, format_,
        [("name", "Actor"), ("partners", "Partners"), ("sources", "Sources"),
         ("betweenness", "Betweenness"), ("pagerank", "PageRank")],
    )  # fmt: skip
    _section(
        f"Communities (modularity {found.modularity})", found.communities, format_,
        [("number", "No."), ("size", "Actors"), ("names", "The most central of them")],
    )  # fmt: skip
    pair = [("a_name", "Who"), ("b_name", "Whom")]
    _section(
        "Cooperation and conflict by month", found.balances, format_,
        [*pair, ("month", "Month"), ("score", "Score"), ("cooperation", "Cooperation"),
         ("conflict", "Conflict")],
    )  # fmt: skip
    _section(
        "Fallen silent", found.silent, format_,
        [*pair, ("days", "Days told of"), ("first", "First"), ("last", "Last"),
         ("pause_days", "Usual pause"), ("silent_days", "Days silent")],
        empty="No pair that used to interact has been silent for long.",
    )  # fmt: skip


def _measures(counts: Counts, found: Statistics) -> Iterator[dict[str, Any]]:
    """All of the numbers, one a line."""

    def line(table: str, measure: str, value: Any, *of: Any) -> dict[str, Any]:
        return {
            "table": table,
            "measure": measure,
            "value": value,
            **dict(zip(("who", "whom", "when"), of, strict=False)),
        }

    for name in ("articles", "groups", "sentences", "statements", "records", "actors"):
        yield line("store", name, getattr(counts, name))
    for name in ("statements", "actors", "pairs", "articles", "sources", "first", "last", "modularity"):
        yield line("totals", name, getattr(found, name))
    for name in ("statuses", "families", "relations", "types", "languages", "outlets"):
        yield from (line(name, key, number) for key, number in getattr(found, name).items())
    for one in found.central:
        for name in ("partners", "sources", "betweenness", "pagerank"):
            yield line("central", name, f"{getattr(one, name)}", one.name)
    for group in found.communities:
        yield from (line("communities", "community", group.number, name) for name in group.names)
    for month in found.balances:
        for name in ("score", "cooperation", "conflict"):
            yield line("balances", name, getattr(month, name), month.a_name, month.b_name, month.month)
    for pair in found.silent:
        for name in ("days", "pause_days", "silent_days"):
            yield line("silent", name, getattr(pair, name), pair.a_name, pair.b_name, pair.last)
