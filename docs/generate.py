"""Write docs/commands.md from the commands themselves: `python docs/generate.py` (`--check` only compares).

What is said of a command here is what its `--help` says; only the head of the page stands in `commands.head.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

HERE = Path(__file__).resolve().parent
PAGE = HERE / "commands.md"
HEAD = HERE / "commands.head.md"
MARK = "<!-- written by docs/generate.py; change the commands or commands.head.md instead -->"


def page() -> str:
    """The whole page, always the same for the same commands."""
    from kgraph.cli import cli

    context = click.Context(cli, info_name="kgraph")
    sections: list[str] = []
    contents: list[str] = []
    for path, command in _walk(cli, ("kgraph",), context):
        name = " ".join(path)
        anchor = name.replace(" ", "-")
        indent = "  " * (len(path) - 2)
        contents.append(f"{indent}- [`{name}`](#{anchor}) – {_first(command)}")
        sections.append(_section(path, command, context))
    head = HEAD.read_text(encoding="utf-8").rstrip("\n")
    return "\n\n".join([MARK, head, "## Commands", "\n".join(contents), *sections]) + "\n"


def _walk(
    group: click.Group, path: tuple[str, ...], context: click.Context
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from _walk(command, (*path, name), context)


def _section(path: tuple[str, ...], command: click.Command, context: click.Context) -> str:
    name = " ".join(path)
    parts = [f"{'#' * len(path)}# {name}", _prose(command.help or "")]
    params = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    if isinstance(command, click.Group):
        usage = f"{name} COMMAND"
    else:
        usage = " ".join([name, *(["[OPTIONS]"] if params else []), *map(_argument, arguments)])
    parts.append(f"    {usage}")
    if params:
        rows = [f"| {_names(p)} | {_cell(p.help or '')} | {_default(p)} |" for p in params]
        parts.append("\n".join(["| option | what it does | default |", "|---|---|---|", *rows]))
    if path[-1] == "export":
        from kgraph.outputs import FORMATS

        listed = [f"| `{key}` | {_cell(format.description)} |" for key, format in FORMATS.items()]
        parts.append("\n".join(["| format | what it is |", "|---|---|", *listed]))
    examples = _examples(command)
    if examples:
        parts.append("\n".join(["```sh", *examples, "```"]))
    return "\n\n".join(part for part in parts if part)


def _first(command: click.Command) -> str:
    return _prose(command.help or "").split("\n\n")[0].replace("\n", " ")


def _prose(text: str) -> str:
    """The text of a help page as Markdown: blocks that click must not fold become code."""
    paragraphs = []
    for paragraph in text.replace("\b\n", "\b").split("\n\n"):
        if paragraph.startswith("\b"):
            paragraphs.append("\n".join(f"    {line}" for line in paragraph[1:].rstrip().split("\n")))
        else:
            paragraphs.append(_escaped("\n".join(line.strip() for line in paragraph.strip().split("\n"))))
    return "\n\n".join(paragraphs)


def _argument(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    if argument.nargs == -1 and not argument.metavar:
        name += "..."
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _names(option: click.Option) -> str:
    names = sorted(option.opts, key=len)
    value = "" if option.is_flag else f" {_value(option)}"
    both = [*names[:-1], names[-1] + value]
    repeated = ", repeatable" if option.multiple else ""
    return ", ".join(f"`{name}`" for name in both).replace("|", "\\|") + repeated


def _value(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    kind = option.type
    if isinstance(kind, click.Choice):
        return "|".join(map(str, kind.choices))
    if isinstance(kind, click.IntRange | click.FloatRange):
        low, high = kind.min, kind.max
        if low is not None and high is not None:
            return f"{low}..{high}"
        return "N" if low is None else f"N≥{low}"
    return kind.name.upper()


def _default(option: click.Option) -> str:
    # click 8.3 marks "no default" with an object of its own, earlier ones with None.
    value: Any = option.default
    if option.is_flag or not option.show_default or value is None or value == ():
        return "required" if option.required else ""
    if isinstance(value, Path):
        value = value.as_posix()
    shown = ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return f"`{shown}`"


def _examples(command: click.Command) -> list[str]:
    lines = (command.epilog or "").replace("\b", "").strip().split("\n")
    return [line.strip() for line in lines if line.strip() and line.strip() != "Examples:"]


def _cell(text: str) -> str:
    return " ".join(_escaped(text).split()).replace("|", "\\|")


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;").replace("*", "\\*")


def main() -> int:
    """Write the page, or with --check say whether it is up to date; gives the exit code."""
    wanted = page()
    if "--check" in sys.argv[1:]:
        fresh = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == wanted
        print(f"{PAGE.name} is {'up to date' if fresh else 'out of date: run python docs/generate.py'}")
        return 0 if fresh else 1
    PAGE.write_text(wanted, encoding="utf-8", newline="\n")
    print(f"{PAGE.name}: {len(wanted.splitlines())} lines")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    sys.exit(main())
