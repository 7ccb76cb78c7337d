"""What several do to each other: "A and B accused each other", "A und B beschimpften sich gegenseitig"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.rules import Fill, distinct
from kgraph.extract.grammar.clauses import Slots
from kgraph.extract.language.frames import Frame
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.relations import relation_types

# How many act upon each other at most: of more, not all do so to all.
_FEW = 4


def one_another(
    sentence: Sentence, slots: Slots, frame: Frame, fill: Fill, lexicon: Lexicon
) -> list[tuple[Hit, Hit, bool]]:
    """The pairs of those who do what a verb tells to each other, if its target is no more than that."""
    mutual = [w for w in sentence.words if w.lower in lexicon.each_other]
    if not mutual or not frame.target or not any(_aimed(w, sentence, slots, frame, lexicon) for w in mutual):
        return []
    for slot in frame.source:
        hits, indirect = fill(slot)
        members = [
            h for h in distinct(hits) if h.ent is not None and (not frame.by or h.ent.type in frame.by)
        ]
        if not 1 < len(members) <= _FEW:
            continue
        if frame.types and any(h.ent is None or h.ent.type not in frame.types for h in members):
            return []
        ways = combinations if relation_types()[frame.rel].symmetric else permutations
        return [(one, other, indirect) for one, other in ways(members, 2)]
    return []


def together(hits: Sequence[Hit], lexicon: Lexicon) -> list[Hit]:
    """Those of several who act in one clause: not "X will verhandeln, Y auch"."""
    likewise = lexicon.status["likewise"]
    return [
        h
        for h in distinct(hits)
        if h.head.dep != "conj"
        or not any(c.i > h.head.i and c.lower in likewise for c in h.head.kids("advmod"))
    ]


def _aimed(word: Word, sentence: Sentence, slots: Slots, frame: Frame, lexicon: Lexicon) -> bool:
    """Whether an "each other" stands where the frame's target would."""
    behind = lexicon.each_other[word.lower]
    if behind and (word.i + 1 >= len(sentence.words) or sentence.words[word.i + 1].lower != behind):
        return False
    if word.dep == "advmod":
        return any(word.head is w.head for w in slots.get("subj", ()))
    both = (word, sentence.words[word.i + 1]) if behind else (word,)  # either may be the head
    places = [(w, slot.owner) for slot in frame.target for w in slots.get(slot.name, ())]
    return any(w in both or (owner and any(o.head is w for o in both)) for w, owner in places)
