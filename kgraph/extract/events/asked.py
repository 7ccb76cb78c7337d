"""Who asks, where somebody "is asked" and the passive names nobody: the speaker, or whose paper it stands in.

"Norwegen werde aufgefordert, den Hafen zu öffnen, sagte X": X. "In der Resolution der UN wird Norwegen aufgefordert":
the UN.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kgraph.extract.assertion.status import verb_status
from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.rules import VERB_TRUST, Match, distinct
from kgraph.extract.grammar.clauses import is_passive, prepositions, verb_lemma, verb_slots
from kgraph.extract.language.frames import Frame
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

# What the asking is less sure of than with an agent.
_PAPER, _SPEAKER = 0.85, 0.75


def asked(n: int, verb: Word, speakers: list[Hit], arguments: Arguments, lexicon: Lexicon) -> Iterator[Match]:
    """The demands of a passive clause without an agent."""
    frame = _asks(verb, lexicon)
    auxiliary = verb.child("aux:pass")
    if frame is None or auxiliary is None or not is_passive(verb):
        return
    slots = verb_slots(verb, lexicon)
    if slots.get("subj"):
        return
    papers = [
        w
        for w in verb.kids("obl")
        if w.lemma.lower() in lexicon.source_nouns and set(prepositions(w, lexicon)) & lexicon.amid
    ]
    sources = distinct(h for w in papers for h in arguments.owners(n, w))
    trust = _PAPER
    if not sources and auxiliary.has("Tense=Pres"):
        # who is told to have been asked was asked by anybody
        sources, trust = speakers, _SPEAKER
    targets = distinct(h for w in slots.get("obj", ()) for h in arguments.actors(n, w))
    if any(s.ent is t.ent for s, t in product(sources, targets)):
        return
    for source, target in product(sources, targets):
        status = verb_status(verb, lexicon, reported=trust == _SPEAKER, rel=frame.rel)
        yield Match(source, target, frame, verb, status, VERB_TRUST * trust, n)


def _asks(verb: Word, lexicon: Lexicon) -> Frame | None:
    """The frame by which a verb asks its object for something."""
    for frame in lexicon.verbs.get(verb_lemma(verb), ()):
        plain = not frame.idiom and not frame.things and not frame.need
        if frame.rel == "REQUEST" and plain and any(slot.name == "obj" for slot in frame.target):
            return frame
    return None
