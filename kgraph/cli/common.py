"""What all commands share: options, the printer, opening the store, finding an actor."""

from __future__ import annotations

import json
import re
import sys
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from kgraph.cli import note

if TYPE_CHECKING:
    from kgraph.model import Actor, Lang
    from kgraph.store import Store

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

Row = Mapping[str, Any]

FORMATS = ("table", "json", "jsonl", "csv", "md")
DEFAULT_STORE = Path("output", "kgraph.db")

# Below this `Store.find_actor` only offers a name: it is no name of the actor and no part of one.
SURE = 0.9


if TYPE_CHECKING:
    DateType = click.ParamType[date]
else:  # older click: the class takes no parameter at run time
    DateType = click.ParamType


class Day(DateType):
    """A date: 2024-05-31, or 2024-05 and 2024 for the first (`last`: the last) day of it."""

    name = "date"

    def __init__(self, last: bool = False) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse, or fail with an example."""
        if isinstance(value, date):
            return value
        found = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", str(value).strip())
        try:
            if not found:
                raise ValueError
            year, month, day = (int(part) if part else None for part in found.groups())
            assert year is not None
            month = month or (12 if self.last else 1)
            return date(year, month, day or (monthrange(year, month)[1] if self.last else 1))
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2024-05-31, 2024-05 or 2024", param, ctx)


def store_option(function: F) -> F:
    """--store PATH."""
    return click.option(
        "--store", "store_path", type=click.Path(path_type=Path), default=DEFAULT_STORE, show_default=True,
        metavar="PATH", help="The store to ask, or the folder it is in.",
    )(function)  # fmt: skip


def format_option(function: F) -> F:
    """--format."""
    return click.option(
        "--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True,
        help="How the answer is written to stdout.",
    )(function)  # fmt: skip


def names_option(function: F) -> F:
    """--names de|en."""
    return click.option(
        "--names", type=click.Choice(["de", "en"]), default="de", show_default=True,
        help="Language of actor names and relation words.",
    )(function)  # fmt: skip


def period_options(function: F) -> F:
    """--since and --until."""
    until = click.option(
        "--until", type=Day(last=True), metavar="DATE", help="Only until this day, month or year, inclusive."
    )
    since = click.option("--since", type=Day(), metavar="DATE", help="Only from this day, month or year on.")
    return since(until(function))


def confidence_option(function: F) -> F:
    """--min-confidence."""
    from kgraph.settings import DEFAULT_MIN_CONFIDENCE

    return click.option(
        "--min-confidence", type=click.FloatRange(0, 1), default=DEFAULT_MIN_CONFIDENCE, show_default=True,
        metavar="0..1", help="Leave out statements that are less certain.",
    )(function)  # fmt: skip


# A table is to be looked at; what a program reads is whole.
TABLE_LINES = 100


def limit_option(what: str) -> Callable[[F], F]:
    """--limit N."""
    return click.option(
        "--limit", type=click.IntRange(0), metavar="N",
        help=f"At most so many {what}, 0 for all.  [default: {TABLE_LINES} in a table, else all]",
    )  # fmt: skip


def most(limit: int | None, format_: str) -> int | None:
    """How many rows --limit and the format ask for; None for all."""
    if limit is None:
        return TABLE_LINES if format_ == "table" else None
    return limit or None


def cut(rows: Iterable[T], limit: int | None) -> list[T] | Iterable[T]:
    """The first `limit` rows; a note says if there are more."""
    if limit is None:
        return rows
    found = list(islice(rows, limit + 1))
    if len(found) > limit:
        note(f"only the first {limit} are shown; --limit 0 shows all")
    return found[:limit]


def examples(*lines: str) -> str:
    """The epilog of a command's help: examples, one a line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def open_store(path: Path) -> Store:
    """The store at `path` (or in that folder), for reading; a note says if a build is not finished."""
    from kgraph.store import Store

    if path.is_dir() or not (path.exists() or path.suffix):
        path = path / "kgraph.db"
    store = Store.open(path, readonly=True)
    if store.finished is None:
        note(f"the last build into {path.parent} is not finished; run `kgraph build` again for full answers")
    return store


def find_actor(store: Store, name: str, names: Lang = "de") -> Actor:
    """The actor that `name` means; a note says so if it was a part of its name.

    Raises UnknownActor with the names that come closest.
    """
    from kgraph.errors import UnknownActor

    found = store.find_actor(name)
    if not found or found[0][1] < SURE:
        raise UnknownActor(name, [actor.name(names) for actor, _ in found[:3]])
    best, score = found[0]
    others = [actor for actor, other in found[1:] if other == score]
    if others:
        known = ", ".join(f"{a.name(names)} ({a.id})" for a in others[:3])
        note(f"taking {name!r} as {best.name(names)} ({best.id}); also possible: {known}")
    elif score < 1.0:
        note(f"taking {name!r} as {best.name(names)}")
    return best


def emit(
    rows: Iterable[Row],
    format_: str,
    *,
    columns: Sequence[tuple[str, str]] = (),
    out: TextIO | None = None,
    empty: str = "nothing found",
) -> None:
    """Write rows to stdout.

    `columns` are (key, heading) of what table, csv and md show; json and jsonl write whole rows. Rows are
    written as they come, but for a table, whose columns fit what is in them. A table on a terminal fits its
    width; elsewhere it is plain text, no cell cut. `empty` is noted on stderr.
    """
    out = out or sys.stdout
    if format_ == "json":
        _json(rows, out)
        return
    if format_ == "jsonl":
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return
    rest = iter(rows)
    first = next(rest, None)
    shown = list(columns) or [(key, key) for key in first or {}]
    found = rest if first is None else chain((first,), rest)
    if format_ == "csv":
        import csv

        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([key for key, _ in shown])
        writer.writerows([cell(row.get(key)) for key, _ in shown] for row in found)
    elif first is None:
        note(empty)
    elif format_ == "md":
        out.write("| " + " | ".join(heading for _, heading in shown) + " |\n")
        out.write("|" + " --- |" * len(shown) + "\n")
        for row in found:
            cells = (_in_markdown(cell(row.get(key))) for key, _ in shown)
            out.write("| " + " | ".join(cells) + " |\n")
    elif out.isatty():
        _terminal_table(list(found), shown)
    else:
        table = [[heading for _, heading in shown]]
        table += [[_flat(row.get(key)) for key, _ in shown] for row in found]
        widths = [max(len(line[i]) for line in table) for i in range(len(shown))]
        for line in table:
            out.write("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() + "\n")


# Control characters could make a terminal do what an article wants.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


def _flat(value: Any) -> str:
    return _CONTROLS.sub("", " ".join(cell(value).split()))


# What would become markup, or end a cell. An underscore within a word, as in HOLDS_OFFICE, does not.
_MARKUP = re.compile(r"[\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)|&(?=#|\w+;)")


def _in_markdown(text: str) -> str:
    return _MARKUP.sub(lambda found: "\\" + found[0], " ".join(text.split()))


def _json(rows: Iterable[Row], out: TextIO) -> None:
    """A list of objects, indented, one after the other."""
    number = -1
    for number, row in enumerate(rows):
        text = json.dumps(row, ensure_ascii=False, indent=2)
        out.write((",\n" if number else "[\n") + "  " + text.replace("\n", "\n  "))
    out.write("[]\n" if number < 0 else "\n]\n")


# Cells up to this width are never folded: a date has 10 characters.
_SHORT = 10
# On a narrower terminal everything may have to be folded.
_WIDE = 80


def _terminal_table(rows: Sequence[Row], columns: Sequence[tuple[str, str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for key, heading in columns:
        numeric = all(isinstance(row.get(key), int | float | None) for row in rows)
        # Dates and numbers are read at a glance or not at all; long texts are what can be folded.
        short = console.width >= _WIDE and all(len(cell(row.get(key))) <= _SHORT for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold", no_wrap=short)
    for row in rows:
        table.add_row(*(Text(_flat(row.get(key))) for key, _ in columns))
    console.print(table)


def cell(value: Any) -> str:
    """A value as text in a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, list | tuple):
        return ", ".join(cell(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {cell(item)}" for key, item in value.items())
    return str(value)
