"""Precision, recall and F1 of statements against hand-made gold, in the format of tests/gold.

Two statements agree if relation and both actors do; an actor is recognised by any of its names, or by those of
an actor that the gold accepts instead (`also`). Symmetric relations have no direction.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgraph.relations import relation_types

MEETING_MODES = ("meet", "visit")


@dataclass(frozen=True)
class Score:
    """Counts and the figures made of them."""

    right: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        """Share of the system's statements that are right; 0 if there are none."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold statements that were found."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def fold(name: str) -> str:
    """A name without case, marks, punctuation and article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("der", "die", "das", "the") else words)


def _forms(names: Iterable[str]) -> set[str]:
    folded = {fold(name) for name in names} - {""}
    return folded | {name[:-1] for name in folded if name.endswith("s") and len(name) > 4}


def as_actor(ent: Any) -> dict[str, Any]:
    """An actor of an article under analysis (`Ent`) with the names that a gold may know it by."""
    known = [ent.known.name_de, ent.known.name_en, *ent.known.aliases] if ent.known is not None else []
    return {"name": ent.name, "aliases": [*ent.names, *known]}


class Gold:
    """The gold of one article."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        self.article: str = data["article"]
        self.statements: list[dict[str, Any]] = data["statements"]
        actors = {a["key"]: a for a in data["actors"]}
        self.names = {key: _forms([a["name"], *a["aliases"]]) for key, a in actors.items()}
        by_name = {a["name"]: key for key, a in actors.items()}
        self._accepted = {
            key: {key, *(other if other in actors else by_name[other] for other in a.get("also", ()))}
            for key, a in actors.items()
        }

    def keys(self, actor: Mapping[str, Any]) -> frozenset[str]:
        """The gold actors that a system's actor can be: by its name if that is known, else by its aliases."""
        name = fold(actor["name"])
        exact = frozenset(key for key, names in self.names.items() if name in names)
        mine = _forms([actor["name"], *actor["aliases"]])
        return exact or frozenset(key for key, names in self.names.items() if names & mine)

    def agree(self, gold: Mapping[str, Any], row: Mapping[str, Any], *, status: bool, relation: bool) -> bool:
        """Whether a system's statement says what a gold statement says."""
        if relation and gold["relation"] != row["relation"]:
            return False
        if status and gold["status"] != row["status"]:
            return False
        source, target = self.keys(row["source"]), self.keys(row["target"])
        wanted = self._accepted[gold["source"]], self._accepted[gold["target"]]
        straight = bool(wanted[0] & source) and bool(wanted[1] & target)
        either = not relation or relation_types()[gold["relation"]].symmetric
        return straight or (either and bool(wanted[0] & target) and bool(wanted[1] & source))


def score(golds: Iterable[Gold], rows: Iterable[Mapping[str, Any]], measure: str = "triple") -> Score:
    """Score statements (as in statements.jsonl). `measure`: triple, status, pair, met, events, standing."""
    by_article: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_article.setdefault(row["article"], []).append(row)
    right = missed = wrong = 0
    for gold in golds:
        wanted = [s for s in gold.statements if _counts(s, measure)]
        found = [s for s in by_article.get(gold.article, ()) if _counts(s, measure)]
        how = {"status": measure == "status", "relation": measure != "pair"}
        wanted = _distinct(wanted, lambda s: (s["source"], s["target"]), how)
        found = _distinct(found, lambda s, g=gold: (_side(g, s["source"]), _side(g, s["target"])), how)
        left, matched = list(found), []
        for statement in wanted:
            hit = next((row for row in left if gold.agree(statement, row, **how)), None)
            if hit is None:
                missed += 1
            else:
                left.remove(hit)
                matched.append(statement)
                right += 1
        # a coarser or finer repetition of what is right already is no mistake
        wrong += sum(not any(gold.agree(statement, row, **how) for statement in matched) for row in left)
    return Score(right, missed, wrong)


def _counts(row: Mapping[str, Any], measure: str) -> bool:
    standing = relation_types()[row["relation"]].standing
    if measure == "met":
        return row["relation"] == "CONSULT" and row["mode"] in MEETING_MODES and row["status"] == "actual"
    if measure in ("events", "standing"):
        return standing is (measure == "standing")
    return True


def _side(gold: Gold, actor: Mapping[str, Any]) -> str:
    return "|".join(sorted(gold.keys(actor))) or "?" + fold(actor["name"])


def _distinct(rows, ends, how):  # type: ignore[no-untyped-def]
    seen, kept = set(), []
    for row in rows:
        pair = ends(row)
        key = (
            (pair, row["relation"], row["status"] if how["status"] else "")
            if how["relation"]
            else frozenset(pair)
        )
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept
