"""Approval that is denied is refusal: who "does not recognise" or "will not accept" something rejects it.

The words are `[refusal]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kgraph.extract.assertion.status import verb_status
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.language.frames import Frame
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

_APPROVAL = frozenset(["SUPPORT", "AGREE"])
# How the rules that come of it end.
REFUSED = ":refused"


def refused(verb: Word, frames: Iterable[Frame], lexicon: Lexicon) -> Iterable[Frame]:
    """The frames of a verb, those of approval turned into refusals where its own clause denies it for good."""
    if verb_lemma(verb) not in lexicon.refusal["assenting"]:
        return frames
    status = verb_status(verb, lexicon, denied=False)
    if status == "negated" or verb_status(verb, lexicon) != "negated" or _not_yet(verb, lexicon):
        return frames
    return [
        replace(frame, rel="REJECT", id=f"REJECT{frame.id.removeprefix(frame.rel)}{REFUSED}", status=status)
        if frame.rel in _APPROVAL
        else frame
        for frame in frames
    ]


def _not_yet(verb: Word, lexicon: Lexicon) -> bool:
    """Whether the denial leaves it open for later: "noch nicht", "bisher nicht"."""
    inner = (c for c in verb.children if c.pos not in ("VERB", "AUX"))
    near = [*verb.children, *(g for c in inner for g in c.children)]
    return any(w.lower in lexicon.refusal["not_yet"] for w in near)
