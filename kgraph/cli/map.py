"""`kgraph map`: the interactive map, of everything or of a part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kgraph.cli import note
from kgraph.cli.answers import about, filter_options, wanted
from kgraph.cli.common import examples, find_actor, open_store, store_option
from kgraph.cli.progress import counted
from kgraph.model import Lang


@click.command(
    epilog=examples(
        "kgraph map -o map.html",
        "kgraph map --around Iran --depth 2 --since 2025 -o iran.html",
        "kgraph map --relation CONSULT --min-sources 2 --lang en -o talks.html",
        "kgraph map --status actual --title 'Wer traf wen?' -o treffen.html",
    ),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The HTML file to write.",
)
@click.option("--around", metavar="ACTOR", help="Only this actor's surroundings.")
@click.option(
    "--depth",
    type=click.IntRange(1, 6),
    default=1,
    show_default=True,
    help="How many steps the surroundings reach.",
)
@click.option(
    "--lang",
    type=click.Choice(["de", "en"]),
    default="de",
    show_default=True,
    help="Language the map opens in; both are in it.",
)
@click.option("--title", metavar="TEXT", help="Heading of the map.")
@click.option(
    "--previous",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="An earlier map whose positions are kept; FILE itself if it is there.",
)
@filter_options
@store_option
def map(
    output: Path, around: str | None, depth: int, lang: Lang, title: str | None, previous: Path | None,
    actor: str | None, partner: str | None, kinds: tuple[str, ...], store_path: Path, **filters: Any,
) -> None:  # fmt: skip
    """Write the interactive map: one HTML file that works offline, every line opens to its sentences.

    It holds what the filters leave; verbs outside the list of types stay hidden until asked for on the page.
    Written over an earlier map, everybody stays where they were.
    """
    from kgraph.outputs.map import around as surroundings
    from kgraph.outputs.map import describe, write_map

    with open_store(store_path) as store:
        middle = find_actor(store, around, lang) if around else None
        one, two = about(store, actor, partner, lang)
        chosen = wanted(one, two, kinds=kinds, **filters)
        records, actors = list(store.records(chosen)), store.actors()
    if middle:
        records = surroundings(records, middle.id, depth)
    shown = describe(chosen, actors, lang, middle.id if middle else None, depth)
    if not records:
        note("the filters leave no statement: the map is empty")
    used = {end for r in records for end in (r.source, r.target)}
    write_map(
        output, records, actors if records else {}, lang=lang, title=title, shown=shown,
        previous=previous or (output if output.is_file() else None),
    )  # fmt: skip
    note(f"{output}: {counted(len(used), 'actor')}, {counted(len(records), 'statement')}")
