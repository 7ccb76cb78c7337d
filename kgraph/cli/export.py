"""`kgraph export`: the graph in the formats of other tools."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from kgraph.cli import note
from kgraph.cli.answers import about, filter_options, listed, wanted
from kgraph.cli.common import examples, names_option, open_store, store_option
from kgraph.cli.complete import formats
from kgraph.cli.progress import counted
from kgraph.model import Lang


def _formats() -> str:
    from kgraph.outputs import FORMATS

    return "\n".join(f"  {name:<15}{format.description}" for name, format in FORMATS.items())


class _Command(click.Command):
    """Lists the formats in its help, from the registry."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The formats, then the examples."""
        from kgraph.outputs import FORMATS

        with formatter.section("Formats"):
            formatter.write_dl([(name, format.description) for name, format in FORMATS.items()])
        super().format_epilog(ctx, formatter)


@click.command(
    cls=_Command,
    epilog=examples(
        "kgraph export graphml -o graph.graphml",
        "kgraph export -o graph.gexf --since 2026 --relation CONSULT",
        "kgraph export csv -o tables/ --status actual --min-sources 2",
        "kgraph export dossier --actor Iran --with USA --names en > iran-usa.md",
        "kgraph export plover | head",
    ),
)
@click.argument("format_", metavar="[FORMAT]", required=False, shell_complete=formats)
@click.option(
    "-o", "--output", metavar="PATH", help="File, or folder for formats of several; - is stdout, the default."
)
@click.option("--force", is_flag=True, help="Replace what is there.")
@click.option("--other", is_flag=True, help="Verbs outside the list of types, too.")
@filter_options
@names_option
@store_option
def export(
    format_: str | None,
    output: str | None,
    force: bool,
    other: bool,
    actor: str | None,
    partner: str | None,
    kinds: tuple[str, ...],
    names: Lang,
    store_path: Path,
    **filters: Any,
) -> None:
    """Write the graph, or the part that the filters leave, for other tools.

    FORMAT may be left out where the name of the output tells it. Planned, denied and hypothetical statements
    are included and marked, but in ftm and plover, which cannot tell them apart.
    """
    from kgraph.outputs import find_format, format_for
    from kgraph.store import Chosen

    stdout = output in (None, "-")
    if format_ is not None:
        format = find_format(format_)
    else:
        guessed = None if stdout else format_for(str(output))
        if guessed is None:
            raise click.UsageError(f"Which FORMAT? There are:\n{_formats()}")
        format = guessed
    if format.folder and stdout:
        raise click.UsageError(f"{format.name} writes several files: name a folder with -o.")
    if format.actor and not actor:
        raise click.UsageError(f"{format.name} is about an actor: name it with --actor.")
    if not stdout and not force:
        _must_be_free(Path(str(output)), format.folder)
    with open_store(store_path) as store:
        one, two = about(store, actor, partner, names)
        chosen = wanted(one, two, kinds=kinds or listed(other), **filters)
        records, actors = Chosen(store, chosen), store.actors()
        if not len(records):
            note("the filters leave no statement")
        options: dict[str, Any] = (
            {"who": one.id, "with_": two.id if two else None} if one and format.actor else {}
        )
        target = sys.stdout.buffer if stdout else Path(str(output))
        format.write(target, records, actors, names=names, **options)
        if not stdout:
            note(f"{output}: {counted(len(records), 'statement')}")


def _must_be_free(path: Path, folder: bool) -> None:
    from kgraph.errors import OutputError

    taken = path.is_dir() and any(os.scandir(path)) if folder else path.exists()
    if taken:
        raise OutputError(f"{path} exists; use another name, or --force to replace it")
