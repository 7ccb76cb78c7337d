"""Frames: the ways to express a relation, as the rows of `kgraph/lang/frames.*.toml` tell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kgraph.errors import KnowledgeError
from kgraph.relations import relation_types


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an actor is looked for: a role name or, with a leading slash, a preposition
    ("obj/von": a phrase inside of the object).
    `each`: its members act upon each other. `owner`: the owner of the thing in the slot will do."""

    name: str
    each: bool = False
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to express a relation: the trigger words and where its actors stand.

    `source` and `target` are alternatives, tried in turn; a frame with `each` slots has no target.
    `need` asks for one of these slots to be filled as well; `things` for the object to be one of these
    nouns; `unless` for a slot to be empty; `country` lets only countries be the target, `types` only these
    types; `idiom` asks for a word beside the verb ("gefangen nehmen"); `case` for one of these
    prepositions before the noun ("auf Antrag von"), `by` for these types of source; an `ended` frame fires where
    its clause says that it is done no longer.
    """

    id: str
    rel: str
    kind: str  # "verb" | "noun"
    source: tuple[Slot, ...]
    target: tuple[Slot, ...]
    mode: str | None = None
    reflexive: bool = False
    need: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    country: bool = False
    types: tuple[str, ...] = ()
    idiom: str = ""
    case: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    ended: bool = False
    status: str | None = None
    confidence: float = 1.0


def _slots(text: str) -> tuple[Slot, ...]:
    return tuple(
        Slot(name=part.strip().rstrip("+~"), each="+" in part, owner="~" in part) for part in text.split("|")
    )


def frames(kind: str, n: int, row: Mapping[str, Any], where: str) -> list[tuple[str, Frame]]:
    """The frames of one row, each with the lemma that triggers it."""
    rel = row.get("rel")
    if rel not in relation_types():
        raise KnowledgeError(f"{where}: [[{kind}]] number {n + 1}: unknown relation {rel!r}")
    patterns: Sequence[str] = row["args"] if isinstance(row["args"], list) else [row["args"]]
    found = []
    for lemma in row["lemmas"].split():
        if lemma.endswith("_"):
            continue
        reflexive = lemma.startswith("sich_")
        idiom, _, key = lemma.removeprefix("sich_").rpartition("+")
        key = key.replace("_", " ")
        for m, pattern in enumerate(patterns):
            source, _, target = pattern.partition(">")
            frame = Frame(
                id=f"{rel}:{kind}:{lemma}" + (f"#{m}" if m else ""),
                rel=str(rel),
                kind=kind,
                source=_slots(source),
                target=_slots(target) if target else (),
                mode=row.get("mode"),
                reflexive=reflexive,
                need=tuple(row.get("need", ())),
                unless=tuple(row.get("unless", ())),
                things=tuple(row.get("things", "").split()),
                country=bool(row.get("country", False)),
                types=tuple(row.get("types", ())),
                idiom=idiom,
                case=tuple(row.get("case", "").split()),
                by=tuple(row.get("by", ())),
                ended=bool(row.get("ended", False)),
                status=row.get("status"),
                confidence=float(row.get("confidence", 1.0)),
            )
            found.append((key, frame))
    return found
