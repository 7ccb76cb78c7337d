"""The command line. Commands are imported when they are called, so that `kgraph --help` is quick."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

import click

from kgraph import __version__

# The exit code of a command that Ctrl-C stopped.
INTERRUPTED = 130


class Entry(NamedTuple):
    """Where a command lives ("module:function") and what it does, in a line."""

    target: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "build": Entry("kgraph.cli.build:build", "Read articles and write store, map, graph and statements."),
    "met": Entry("kgraph.cli.questions:met", "Who met whom, when, where, and who says so."),
    "relations": Entry("kgraph.cli.questions:relations", "Who did what to whom, with sources and dates."),
    "path": Entry(
        "kgraph.cli.ask:path", "What connects A and B: the shortest ways, the best supported first."
    ),
    "timeline": Entry("kgraph.cli.ask:timeline", "What happened, day by day; of ACTOR, or of everybody."),
    "search": Entry(
        "kgraph.cli.ask:search",
        "Full text over the sentences behind the statements and the titles of their articles.",
    ),
    "compare": Entry(
        "kgraph.cli.ask:compare", "What is new since a day, compared with everything published before."
    ),
    "cypher": Entry("kgraph.cli.cypher:cypher", "Ask the graph in Cypher: MATCH … WHERE … RETURN."),
    "show": Entry("kgraph.cli.show:show", "An actor or a statement with everything known about it."),
    "stats": Entry("kgraph.cli.show:stats", "What the store holds, in numbers."),
    "map": Entry(
        "kgraph.cli.map:map",
        "Write the interactive map: one HTML file that works offline, every line opens to its sentences.",
    ),
    "export": Entry(
        "kgraph.cli.export:export", "Write the graph, or the part that the filters leave, for other tools."
    ),
    "actors": Entry(
        "kgraph.cli.actors:actors", "Who is who: list, merge and split actors, undo what was decided."
    ),
    "corrections": Entry(
        "kgraph.cli.corrections:corrections",
        "Corrections of statements: apply what the map's button wrote down, list, take back.",
    ),
    "explain": Entry("kgraph.cli.explain:explain", "What is found in a sentence and why, or why not."),
    "models": Entry(
        "kgraph.cli.models:models", "The language pipelines that are there, and how to get more."
    ),
    "doctor": Entry("kgraph.cli.doctor:doctor", "Check that everything kgraph needs is in order."),
}


# These read, answer and end. They leave no cycles to collect, and looking for some among millions of rows
# would take as long as the answer.
QUESTIONS = frozenset(
    ("met", "relations", "path", "timeline", "search", "compare", "cypher", "show", "stats", "export")
)


class ClosedPipe(Exception):
    """The reader of stdout has enough (`| head`)."""


class LazyGroup(click.Group):
    """A group whose commands are imported on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the registry: as they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give a command."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, function = entry.target.split(":")
        command = getattr(import_module(module), function)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may be meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, 1)
            hint = f" Did you mean {near[0]!r}?" if near else " `kgraph --help` lists the commands."
            ctx.fail(f"There is no command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; click would turn a closed pipe into exit code 1."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError as error:
            raise ClosedPipe from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the registry, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=LazyGroup, context_settings=_CONTEXT)
@click.version_option(__version__, "--version", "-V", message="kgraph %(version)s")
def cli() -> None:
    """News articles to a map of political actors: who did what to whom, and the sentence that says so.

    \b
    kgraph build articles/ -o output/     read a folder, write output/map.html and more
    kgraph met "Friedrich Merz"           whom did she meet, when, says who?
    kgraph relations Russland --since 2026-01

    Data goes to stdout, notes and progress to stderr. Exit codes: 0 done, 1 failure, 2 wrong usage,
    130 interrupted.
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    # Jobs are processes; threads of numpy's BLAS within each would only get in each other's way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if any(arg in QUESTIONS for arg in (sys.argv[1:] if args is None else args)[:1]):
        gc.disable()
    code = run(args)
    if code == INTERRUPTED:
        # Python kills itself by the signal at exit if the interrupt struck inside of an exec() (some library's
        # import); shells and scripts are promised the exit code.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code."""
    from kgraph.errors import KgraphError, UsageError

    try:
        given = list(args) if args is not None else None
        result = cli.main(args=given, prog_name="kgraph", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        note("interrupted")
        return INTERRUPTED
    except ClosedPipe:
        # Point stdout elsewhere, so that the flush at exit is silent, too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except UsageError as error:
        note(f"error: {error}")
        return 2
    except KgraphError as error:
        note(f"error: {error}")
        return 1


def note(text: str) -> None:
    """A line for the user, on stderr."""
    click.echo(f"kgraph: {text}", err=True)
