"""`kgraph path`, `timeline`, `search` and `compare`."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.answers import Named, about, answer, emit_evidence, evidence_option, wanted, with_option
from kgraph.cli.common import (
    Day,
    confidence_option,
    cut,
    emit,
    examples,
    find_actor,
    format_option,
    limit_option,
    most,
    names_option,
    open_store,
    period_options,
    store_option,
)
from kgraph.cli.complete import actor_names
from kgraph.model import STATUSES, Filter, Lang, Status

if TYPE_CHECKING:
    from kgraph.graph.changes import Changes
    from kgraph.model import Record

# The best so many hits are looked through for those that pass the filters: SQLite takes no more than 32,766
# parameters in one question.
MOST_HITS = 30_000


@click.command(
    epilog=examples(
        'kgraph path "Friedrich Merz" NATO',
        "kgraph path Iran Ungarn -k 5 --without USA",
        "kgraph path Iran Ungarn --evidence --format md > iran-ungarn.md",
    )
)
@click.argument("a", metavar="A", shell_complete=actor_names)
@click.argument("b", metavar="B", shell_complete=actor_names)
@click.option("-k", "count", type=click.IntRange(1, 50), default=3, show_default=True, help="How many ways.")
@click.option(
    "--without",
    multiple=True,
    metavar="ACTOR",
    shell_complete=actor_names,
    help="Ways that do not lead through this one.",
)
@click.option("--status", "statuses", type=click.Choice(STATUSES), multiple=True, default=("actual",),
              show_default=True, help="What is asserted so connects.")  # fmt: skip
@click.option("--other", is_flag=True, help="Verbs outside the list of types connect, too.")
@evidence_option
@period_options
@confidence_option
@names_option
@store_option
@format_option
def path(
    a: str,
    b: str,
    count: int,
    without: tuple[str, ...],
    statuses: tuple[Status, ...],
    other: bool,
    sentences: bool,
    since: date | None,
    until: date | None,
    min_confidence: float,
    names: Lang,
    store_path: Path,
    format_: str,
) -> None:
    """What connects A and B: the shortest ways, the best supported first.

    A way is a chain of actors with what is said between each and the next; a line per step. Of equally
    short ways the one with more sources comes first.
    """
    from kgraph.graph import paths

    with open_store(store_path) as store:
        one, two = about(store, a, b, names)
        assert one and two
        closed = [find_actor(store, name, names).id for name in without]
        chosen = wanted(
            None, None, since=since, until=until, min_confidence=min_confidence, statuses=statuses
        )
        found = paths.path(
            store.sums(chosen, other=other), Named(store), one.id, two.id, count, without=closed, names=names
        )
        empty = f"nothing connects {one.name(names)} and {two.name(names)}"
        if sentences:
            ways: dict[str, list[int]] = {}
            for number, way in enumerate(found, 1):
                for id in {record.id for step in way.steps for record in step.records}:
                    ways.setdefault(id, []).append(number)
            said = (r for way in found for step in way.steps for r in step.records)
            emit_evidence(store, said, names, format_, sort=False, ways=ways, empty=empty)
            return
        if format_ in ("json", "jsonl"):
            answer(store, found, names, format_, ())
            return
        rows = [
            {"way": number, "a": step.a_name, "b": step.b_name, "told": "; ".join(step.sentences),
             "sources": step.sources}
            for number, way in enumerate(found, 1) for step in way.steps
        ]  # fmt: skip
        columns = [
            ("way", "Way"),
            ("a", "From"),
            ("b", "To"),
            ("told", "What is said"),
            ("sources", "Sources"),
        ]
        emit(rows, format_, columns=columns, empty=empty)


@click.command(
    epilog=examples(
        "kgraph timeline Iran --since 2026",
        "kgraph timeline Iran --with USA --status actual --evidence",
        "kgraph timeline --since 2026-02 --until 2026-02 --format md",
    )
)
@click.argument("actor", required=False, shell_complete=actor_names)
@with_option
@click.option(
    "--status", "statuses", type=click.Choice(STATUSES), multiple=True, help="Only what is asserted so."
)
@click.option("--standing", is_flag=True, help="Relations that hold rather than happen (offices), too.")
@click.option("--other", is_flag=True, help="Verbs outside the list of types, too.")
@limit_option("events")
@evidence_option
@period_options
@confidence_option
@names_option
@store_option
@format_option
def timeline(
    actor: str | None,
    partner: str | None,
    statuses: tuple[Status, ...],
    standing: bool,
    other: bool,
    limit: int | None,
    sentences: bool,
    since: date | None,
    until: date | None,
    min_confidence: float,
    names: Lang,
    store_path: Path,
    format_: str,
) -> None:
    """What happened, day by day; of ACTOR, or of everybody.

    The day is the one the sentence names, else that of publication (marked ~). Undated events come last.
    """
    from kgraph.graph import events
    from kgraph.graph.rows import plain

    with open_store(store_path) as store:
        one, two = about(store, actor, partner, names)
        chosen = wanted(one, two, since=since, until=until, min_confidence=min_confidence, statuses=statuses)
        who, with_ = one.id if one else None, two.id if two else None
        actors = Named(store)
        # The store gives them by day, and what happened on different days are different events.
        days = groupby(store.briefs(chosen), key=lambda brief: brief.day_text)
        every = (
            event for _, facts in days
            for event in events.timeline(
                facts, actors, who, with_, standing=standing, other=other, names=names
            )
        )  # fmt: skip
        found = cut(every, most(limit, format_))
        columns = [
            ("shown", "Day"), ("sentence", "What is said"), ("status", "Status"), ("places", "Where"),
            ("claimed_by", "According to"), ("sources", "Sources"),
        ]  # fmt: skip
        if sentences or format_ in ("json", "jsonl"):
            answer(store, found, names, format_, columns, sentences=sentences, empty="no events found")
            return
        rows = (
            {**plain(event), "shown": f"{'' if event.exact else '~'}{event.day}" if event.day else "undated"}
            for event in found
        )
        emit(rows, format_, columns=columns, empty="no events found")


@click.command(
    epilog=examples(
        "kgraph search Waffenruhe",
        'kgraph search "\\"in Genf\\"" --limit 5',
        "kgraph search 'Sanktion*' --since 2026 --format csv",
    )
)
@click.argument("text")
@click.option(
    "--limit", type=click.IntRange(1, MOST_HITS), default=50, show_default=True, help="At most so many."
)
@period_options
@confidence_option
@names_option
@store_option
@format_option
def search(
    text: str,
    limit: int,
    since: date | None,
    until: date | None,
    min_confidence: float,
    names: Lang,
    store_path: Path,
    format_: str,
) -> None:
    """Full text over the sentences behind the statements and the titles of their articles.

    All words of TEXT must occur; "…" is a phrase, a * at the end of a word stands for any ending. Accents
    and capitals do not matter. The best match comes first.
    """
    wanted(None, None, since=since, until=until)

    def passes(record: Record) -> bool:
        dated = not (since or until) or record.day is not None
        early = since is not None and record.day is not None and record.day < since
        late = until is not None and record.day is not None and record.day > until
        return record.confidence >= min_confidence and dated and not early and not late

    with open_store(store_path) as store:
        # What the filters take away must not count against the limit, so more is asked for until it is full.
        asked = limit
        while True:
            found = store.search(text, asked)
            kept = [record for record in found if passes(record)]
            if len(kept) >= limit or len(found) < asked or asked >= MOST_HITS:
                break
            asked = min(4 * asked, MOST_HITS)
        shown = kept[:limit]
        emit_evidence(store, shown, names, format_, sort=False, empty=f"no sentence with {text!r}")


@click.command(
    epilog=examples(
        "kgraph compare --since 2026-02-15",
        "kgraph compare --since 2026-02 --until 2026-02 --top 5",
        "kgraph compare --since 2026-02-15 --format json",
    )
)
@click.option(
    "--since", type=Day(), required=True, metavar="DATE", help="What was published from this day on ..."
)
@click.option(
    "--until", type=Day(last=True), metavar="DATE", help="... to this day; the latest there is, if not given."
)
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Length of each list.")
@click.option("--other", is_flag=True, help="Verbs outside the list of types, too.")
@evidence_option
@confidence_option
@names_option
@store_option
@format_option
def compare(
    since: date,
    until: date | None,
    top: int,
    other: bool,
    sentences: bool,
    min_confidence: float,
    names: Lang,
    store_path: Path,
    format_: str,
) -> None:
    """What is new since a day, compared with everything published before.

    New actors, pairs and relations; pairs that are heard of more or less than in the time before (as long
    as the period); pairs that turned from cooperation to conflict or back.
    """
    from kgraph.graph import changes

    if until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}.")
    with open_store(store_path) as store:
        sums = store.sums(Filter(min_confidence=min_confidence), other=other)
        found = changes.compare(sums, Named(store), since, until, other=other, top=top, names=names)
        if sentences:
            groups = (found.actors, found.pairs, found.relations, found.stronger, found.weaker, found.turned)
            said = (record for group in groups for row in group for record in row.records)
            emit_evidence(store, said, names, format_, empty="nothing is new")
        elif format_ in ("json", "jsonl"):
            answer(store, [found], names, format_, ())
        else:
            columns = [("change", "Change"), ("who", "Who"), ("whom", "Whom"), ("what", "What"),
                       ("sources", "Sources"), ("before", "Before")]  # fmt: skip
            emit(_changes(found), format_, columns=columns, empty="nothing is new")


def _changes(found: Changes) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"change": "new actor", "who": row.name, "sources": row.sources} for row in found.actors
    ]
    for change in ("pairs", "stronger", "weaker", "turned"):
        for row in getattr(found, change):
            turned = f"{row.before_score:+.1f} to {row.score:+.1f}" if change == "turned" else None
            rows.append(
                {"change": "new pair" if change == "pairs" else change, "who": row.a_name, "whom": row.b_name,
                 "what": turned, "sources": row.sources, "before": row.before_sources}
            )  # fmt: skip
    new = [
        {"change": "new relation", "who": row.source_name, "whom": row.target_name, "what": row.sentence,
         "sources": row.sources} for row in found.relations
    ]  # fmt: skip
    pairs = len(found.actors) + len(found.pairs)
    return [*rows[:pairs], *new, *rows[pairs:]]
