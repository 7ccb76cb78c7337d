"""`kgraph corrections`: what readers of the map found wrong flows back into the store."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli import note
from kgraph.cli.answers import MODES
from kgraph.cli.common import (
    emit,
    examples,
    find_actor,
    format_option,
    names_option,
    open_store,
    store_option,
)
from kgraph.errors import KgraphError, SourceError
from kgraph.model import STATUSES, Lang

if TYPE_CHECKING:
    from kgraph.store import Correction, Store

# What a line may say of a statement, and how the store keeps it.
ACTIONS = {"wrong": "reject", "right": "accept", "meant": "meant"}
VERDICTS = {action: verdict for verdict, action in ACTIONS.items()}
FIELDS = ("relation", "mode", "status", "source", "target")
_MAX_LINE = 100_000


@dataclass(frozen=True, slots=True)
class Line:
    """A correction as a file holds it, checked; `values` are what is meant instead, by FIELDS."""

    statement: str
    verdict: str
    values: dict[str, str | None]
    note: str | None
    by: str | None
    at: str | None


@click.group(
    epilog=examples(
        "kgraph corrections apply ~/Downloads/corrections.jsonl",
        "kgraph corrections list",
        "kgraph corrections undo s0123456789abcdef",
    )
)
def corrections() -> None:
    """Corrections of statements: apply what the map's button wrote down, list, take back.

    They are kept in the store, with who and when, and hold for every later build.
    """


@corrections.command(
    epilog=examples(
        "kgraph corrections apply corrections.jsonl",
        "kgraph corrections apply corrections.jsonl --by 'Desk Berlin' --dry-run",
        """echo '{"statement": "s01…", "verdict": "wrong"}' | kgraph corrections apply -""",
    )
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--by", metavar="NAME", help="Whose they are, where a line does not say; else you.")
@click.option("--dry-run", is_flag=True, help="Check the file, change nothing.")
@click.option("--no-outputs", is_flag=True, help="Do not write map, graph and statements anew.")
@names_option
@store_option
def apply(file: Path, by: str | None, dry_run: bool, no_outputs: bool, names: Lang, store_path: Path) -> int:
    """Read a file of corrections and let them take effect.

    One JSON object a line: {"statement": id, "verdict": "wrong"} for a statement that does not hold, "right"
    to take that back, "meant" with relation, mode, status, source or target for what is meant instead (actors
    as you would type them); and "by", "at" (a date), "note". A line that cannot be read is named and skipped;
    then the exit code is 1.
    """
    from kgraph import pipeline
    from kgraph.settings import Settings
    from kgraph.store import Store

    with open_store(store_path) as reading:
        path = reading.path
        new, bad = _new(reading, file, by or _user(), names)
    for problem in bad:
        note(f"skipped: {problem}")
    if new and not dry_run:
        with Store.open(path) as store:
            for correction in new:
                store.add_correction(correction)
        pipeline.refresh(path, settings=Settings(names=names), outputs=not no_outputs)
    note(f"{len(new)} corrections {'would be ' if dry_run else ''}applied, {len(bad)} skipped")
    return 1 if bad else 0


@corrections.command(
    "list", epilog=examples("kgraph corrections list", "kgraph corrections list --format csv")
)
@names_option
@store_option
@format_option
def list_(names: Lang, store_path: Path, format_: str) -> None:
    """All corrections, oldest first: of which statement, what, by whom, when."""
    with open_store(store_path) as store:
        actors = store.actors()
        rows = []
        for correction in store.corrections():
            value = correction.value if isinstance(correction.value, dict) else {}
            record = store.statement(correction.statement)
            meant = {key: value[key] for key in FIELDS if key in value}
            for side in ("source", "target"):
                if side in meant and meant[side] in actors:
                    meant[side] = actors[meant[side]].name(names)
            rows.append(
                {
                    "statement": correction.statement,
                    "verdict": VERDICTS.get(correction.action, correction.action),
                    "meant": meant or None,
                    "note": value.get("note"),
                    "by": correction.by,
                    "at": correction.made,
                    "evidence": record.evidence if record else value.get("evidence"),
                }
            )
    columns = [("statement", "Statement"), ("verdict", "Verdict"), ("meant", "Meant"), ("by", "By"),
               ("at", "At"), ("note", "Note"), ("evidence", "Sentence")]  # fmt: skip
    emit(rows, format_, columns=columns, empty="no corrections yet")


@corrections.command(epilog=examples("kgraph corrections undo s0123456789abcdef"))
@click.argument("statement")
@click.option("--by", metavar="NAME", help="Who takes it back; else you.")
@click.option("--no-outputs", is_flag=True, help="Do not write map, graph and statements anew.")
@names_option
@store_option
def undo(statement: str, by: str | None, no_outputs: bool, names: Lang, store_path: Path) -> None:
    """Let a corrected statement hold again as it was found. The history keeps both."""
    from kgraph import pipeline
    from kgraph.errors import UsageError
    from kgraph.settings import Settings
    from kgraph.store import Correction, Store

    with open_store(store_path) as reading:
        path = reading.path
        known = {c.statement: c for c in reading.corrections()}
    if statement not in known:
        raise UsageError(f"there is no correction of {statement!r}; `kgraph corrections list` shows all")
    with Store.open(path) as store:
        store.add_correction(Correction(statement, "accept", None, by or _user(), date.today().isoformat()))
        if known[statement].action == "meant":
            store.add_correction(Correction(statement, "meant", {}, by or _user(), date.today().isoformat()))
    pipeline.refresh(path, settings=Settings(names=names), outputs=not no_outputs)
    note(f"{statement} holds again as it was found")


def _new(store: Store, file: Path, by: str, names: Lang) -> tuple[list[Correction], list[KgraphError]]:
    """The corrections of a file that the store does not have yet, and what is wrong with the other lines."""
    from kgraph.store import Correction

    last: dict[tuple[str, bool], Correction] = {}
    for known in store.corrections():
        last[known.statement, known.action == "meant"] = known
    corrected = {statement for statement, _ in last}
    new: list[Correction] = []
    bad: list[KgraphError] = []

    def add(correction: Correction) -> None:
        key = (correction.statement, correction.action == "meant")
        known = last.get(key)
        if known is None or (known.action, _said(known)) != (correction.action, _said(correction)):
            last[key] = correction
            new.append(correction)

    for number, text in enumerate(_lines(file), 1):
        if not text.strip():
            continue
        origin = f"{'stdin' if str(file) == '-' else file}:{number}"
        try:
            line = parse(origin, text)
            record = store.statement(line.statement)
            if record is None and line.statement not in corrected:
                raise SourceError(origin, f"the store has no statement {line.statement!r}")
            value: dict[str, Any] = {
                key: item for key, item in line.values.items() if key not in ("source", "target")
            }
            for side in ("source", "target"):
                name = line.values.get(side)
                if name:
                    actor = find_actor(store, name, names)
                    # The name finds it again should a later merge give it another id.
                    value[side], value[f"{side}_name"] = actor.id, actor.name(names)
            ends = {side: value.get(side, getattr(record, side, None)) for side in ("source", "target")}
            if ends["source"] is not None and ends["source"] == ends["target"]:
                raise SourceError(origin, "a statement needs two different actors")
        except KgraphError as error:
            bad.append(error if isinstance(error, SourceError) else SourceError(origin, str(error)))
            continue
        if line.note:
            value["note"] = line.note
        if record is not None:
            # A rejected statement is in no table of the graph; the list shows its sentence from here.
            value["evidence"] = record.evidence
        id = record.id if record else line.statement
        who, when = line.by or by, line.at or date.today().isoformat()
        rejected = last.get((id, False))
        if line.verdict == "meant" and rejected is not None and rejected.action == "reject":
            add(Correction(id, "accept", None, who, when))
        if line.verdict == "right" and (id, True) in last:
            add(Correction(id, "meant", {}, who, when))
        add(Correction(id, ACTIONS[line.verdict], value or None, who, when))
    return new, bad


def _said(correction: Correction) -> dict[str, Any]:
    """What a correction says of its statement; its sentence is there to be shown only."""
    value = correction.value if isinstance(correction.value, dict) else {}
    return {key: item for key, item in value.items() if key != "evidence"}


def parse(origin: str, text: str) -> Line:
    """A line of a file of corrections, checked. Raises SourceError that names `origin` and the remedy."""
    from kgraph.relations import relation_types

    try:
        row = json.loads(text) if len(text) <= _MAX_LINE else None
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise SourceError(origin, "this is no JSON object; each line is one, as the map writes it")
    texts: dict[str, str | None] = {}
    for key in ("statement", "verdict", "note", "by", "at", *FIELDS):
        value = row.get(key)
        if value is not None and not isinstance(value, str):
            raise SourceError(origin, f"{key!r} must be text")
        texts[key] = value.strip() if value else None
    statement, verdict = texts["statement"], texts["verdict"]
    if not statement:
        raise SourceError(origin, "'statement' is missing: the id of a statement")
    if verdict not in ACTIONS:
        raise SourceError(origin, f"'verdict' is {verdict!r}; it must be one of {', '.join(ACTIONS)}")
    for key, allowed in (("relation", tuple(relation_types())), ("status", STATUSES), ("mode", MODES)):
        if texts[key] is not None and texts[key] not in allowed:
            raise SourceError(origin, f"{key!r} is {texts[key]!r}; it must be one of {', '.join(allowed)}")
    values = {key: texts[key] for key in FIELDS if texts[key]}
    if verdict == "meant" and not values:
        raise SourceError(origin, f"what is meant? Give at least one of {', '.join(FIELDS)}")
    if verdict != "meant":
        values = {}
    if texts["at"]:
        try:
            date.fromisoformat(texts["at"][:10])
        except ValueError:
            raise SourceError(origin, f"'at' is {texts['at']!r}; it must be a date like 2024-05-31") from None
    return Line(statement, verdict, values, texts["note"], texts["by"], texts["at"])


def _lines(file: Path) -> Iterable[str]:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise SourceError(str(file), error.strerror or str(error)) from error
    try:
        return data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise SourceError(str(file), f"it is not UTF-8 (byte {error.start})") from error


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
