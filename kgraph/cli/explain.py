"""`kgraph explain`."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import click

from kgraph.cli.common import Day, emit, examples, format_option
from kgraph.model import LANGS, Lang

SECTIONS = {
    "mentions": ("Mentions", "no actor is named"),
    "clauses": ("Clauses", "no verb was found"),
    "statements": ("Statements", "none"),
    "near_misses": ("Tried, without success", "no rule was near"),
}


@click.command(
    epilog=examples(
        'kgraph explain "Die Kanzlerin empfing Emmanuel Macron in Berlin."',
        'kgraph explain "Nato troops did not attack." --lang en --date 2024-05-31',
        "kgraph explain - --format json < sentence.txt",
    )
)
@click.argument("sentence")
@click.option("--lang", type=click.Choice(LANGS), help="Language; detected by default.")
@click.option("--date", "published", type=Day(), metavar="DATE",
              help="The day it was written, which yesterday and the like refer to.")  # fmt: skip
@click.option(
    "--model", metavar="NAME", help="Another pipeline: transformer, or that of a spaCy package or folder."
)
@format_option
def explain(
    sentence: str, lang: Lang | None, published: date | None, model: str | None, format_: str
) -> None:
    """What is found in a sentence and why, or why not.

    Shows mentions, clauses with their roles, and statements with rule, trigger and status; for rules that
    were tried and did not fire, the reason. SENTENCE may be several, or - for stdin.
    """
    text = sys.stdin.read() if sentence == "-" else sentence
    if not text.strip():
        raise click.UsageError("The sentence is empty.")
    from kgraph.explaining import explain as run
    from kgraph.graph.rows import plain

    found: dict[str, Any] = plain(run(text, lang=lang, published=published, model=model))
    if format_ in ("json", "jsonl"):
        emit([found], format_)
        return
    if format_ == "csv":
        emit(found["statements"], format_)
        return
    for key, (title, none) in SECTIONS.items():
        click.echo(f"### {title}\n" if format_ == "md" else title)
        rows = [{k.replace("_", " "): v for k, v in row.items()} for row in found[key]]
        # Columns that no row fills only take room.
        filled = [(k, k) for k in (rows[0] if rows else {}) if any(row[k] for row in rows)]
        if rows:
            emit(rows, format_, columns=filled)
        else:
            click.echo(none)
        click.echo()
