"""`kgraph show` and `kgraph stats`."""

from __future__ import annotations

import re
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
from kgraph.model import Filter, Lang

if TYPE_CHECKING:
    from datetime import date

    from kgraph.graph.cards import Card
    from kgraph.model import Record
    from kgraph.store import Store

_STATEMENT_ID = re.compile(r"s[0-9a-f]{6,16}")


@click.command(
    epilog=examples(
        'kgraph show "Angela Merkel"',
        "kgraph show Q567 --names en --format json",
        "kgraph show s0123456789abcdef",
    )
)
@click.argument("what", metavar="ACTOR|STATEMENT")
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="How many partners.")
@confidence_option
@names_option
@store_option
@format_option
def show(what: str, top: int, min_confidence: float, names: Lang, store_path: Path, format_: str) -> None:
    """An actor or a statement with everything known about it.

    ACTOR is a name or an id; STATEMENT an id (or its beginning) as other commands and the map show it.
    """
    from kgraph.graph import cards, rows

    with open_store(store_path) as store:
        record = store.statement(what) if _STATEMENT_ID.fullmatch(what) else None
        actors = store.actors()
        if record is not None:
            _statement(store, record, names, format_)
            return
        actor = find_actor(store, what, names)
        records = store.records(Filter(actors=(actor.id,), min_confidence=min_confidence))
        card = cards.card(records, actors, actor.id, top=top, names=names)
    if format_ in ("json", "jsonl"):
        emit([rows.plain(card, actors, names, records=True)], format_)
    else:
        _card(card, format_)


def _statement(store: Store, record: Record, names: Lang, format_: str) -> None:
    from kgraph.outputs.statements import to_json

    row = to_json(record, store.actors(), names=names)
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
        ],
        format_,
    )
    columns = [("name", "With"), ("relations", "Relations"), ("statements", "Statements"),
               ("sources", "Sources"), ("last", "Last")]  # fmt: skip
    for heading, partners in (("Works with", card.partners), ("At odds with", card.conflicts)):
        if partners and format_ != "csv":
            click.echo(f"\n{'### ' if format_ == 'md' else ''}{heading}" + ("\n" if format_ == "md" else ""))
            emit(
                [{key: getattr(partner, key) for key, _ in columns} for partner in partners],
                format_, columns=columns,
            )  # fmt: skip


def _office(title: str, body: str | None, start: date | None, end: date | None) -> str:
    text = f"{title}, {body}" if body else title
    return f"{text} ({start or '?'} to {end or 'today'})" if start or end else text


def _fields(fields: list[tuple[str, Any]], format_: str) -> None:
    columns = [("field", "Field"), ("value", "Value")]
    rows = [{"field": key, "value": value} for key, value in fields if value not in (None, "", {})]
    emit(rows, format_, columns=columns)


@click.command(
    epilog=examples(
        "kgraph stats",
        "kgraph stats --since 2024 --top 20",
        "kgraph stats --format json > stats.json",
    )
)
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="Length of the lists.")
@click.option("--other", is_flag=True, help="Count verbs outside the list of types, too.")
@period_options
@confidence_option
@names_option
@store_option
@format_option
def stats(
    top: int,
    other: bool,
    since: date | None,
    until: date | None,
    min_confidence: float,
    names: Lang,
    store_path: Path,
    format_: str,
) -> None:
    """What the store holds, in numbers.

    Articles, statements by relation and status, and the actors in the centre.
    """
    from kgraph.graph import rows
    from kgraph.graph.stats import statistics

    with open_store(store_path) as store:
        counts, actors = store.counts(), store.actors()
        records = store.records(Filter(since=since, until=until, min_confidence=min_confidence))
        found = statistics(records, actors, top=top, other=other, names=names)
    if format_ in ("json", "jsonl"):
        emit([{"store": rows.plain(counts), **rows.plain(found)}], format_)
        return
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
    if found.central and format_ != "csv":
        click.echo(f"\n{'### ' if format_ == 'md' else ''}In the centre" + ("\n" if format_ == "md" else ""))
        columns = [("name", "Actor"), ("partners", "Partners"), ("sources", "Sources"),
                   ("betweenness", "Betweenness"), ("pagerank", "PageRank")]  # fmt: skip
        emit([rows.plain(row) for row in found.central], format_, columns=columns)
