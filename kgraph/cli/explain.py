"""`kgraph explain`."""

from __future__ import annotations

import sys
from datetime import date

import click

from kgraph.cli.common import Day, emit, examples, format_option
from kgraph.model import LANGS, Lang


@click.command(
    epilog=examples(
        'kgraph explain "Die Kanzlerin empfing Emmanuel Macron in Berlin."',
        'kgraph explain "Nato troops did not attack." --lang en --date 2024-05-31',
        "pbpaste | kgraph explain - --format json",
    )
)
@click.argument("sentence")
@click.option("--lang", type=click.Choice(LANGS), help="Language; detected by default.")
@click.option("--date", "published", type=Day(), metavar="DATE",
              help="The day it was written, which yesterday and the like refer to.")  # fmt: skip
@click.option("--model", metavar="NAME", help="Another spaCy pipeline than the shipped one.")
@format_option
def explain(
    sentence: str, lang: Lang | None, published: date | None, model: str | None, format_: str
) -> None:
    """What is found in a sentence and why, or why not.

    Shows mentions, clauses with their roles, and statements with rule, trigger and status; for what nearly
    was one, the reason why it is none. SENTENCE may be several, or - for stdin.
    """
    from kgraph import extract
    from kgraph.graph.rows import plain

    text = sys.stdin.read() if sentence == "-" else sentence
    if not text.strip():
        raise click.UsageError("The sentence is empty.")
    found = plain(extract.explain(text, lang=lang, published=published, model=model))
    if format_ in ("json", "jsonl"):
        emit([found], format_)
        return
    for heading, rows in found.items():
        if not isinstance(rows, list):
            rows = [{"value": rows}]
        title = heading.replace("_", " ").capitalize()
        click.echo(f"### {title}\n" if format_ == "md" else title)
        if rows:
            emit([row if isinstance(row, dict) else {"value": row} for row in rows], format_)
        else:
            click.echo("none")
        click.echo()
