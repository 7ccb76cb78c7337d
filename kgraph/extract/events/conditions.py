"""Threats that name their addressee in the condition: "drohte mit Angriffen, falls X nicht nachgibt", "werde
angreifen, wenn X nicht einlenke"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.rules import distinct
from kgraph.extract.grammar.clauses import finite_parts, verb_lemma, verb_slots
from kgraph.extract.language.frames import Frame, Slot
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

OPEN_THREAT = Frame("THREATEN:condition", "THREATEN", "verb", (Slot("subj"),), (Slot("condition"),))
# What one announces for the case that another does something is a threat, if it is one of these.
_HOSTILE = frozenset(["ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "DISMISS"])
_CLAUSES = ("advcl", "conj", "ccomp", "parataxis")


def conditioned(n: int, verb: Word, arguments: Arguments, lexicon: Lexicon) -> list[Hit]:
    """Who acts in the conditions of a verb or of the infinitive below it."""
    clauses = [clause for node in (verb, *verb.kids("xcomp")) for clause in conditions(node, lexicon)]
    return acting(n, clauses, arguments, lexicon)


def conditions(verb: Word, lexicon: Lexicon) -> list[Word]:
    """The clauses that say on what condition a verb's clause holds."""
    return [clause for clause in verb.kids(*_CLAUSES) if is_condition(clause, lexicon)]


def acting(n: int, clauses: Iterable[Word], arguments: Arguments, lexicon: Lexicon) -> list[Hit]:
    """Who acts in clauses, or whose deeds are told there."""
    found: list[Hit] = []
    for clause in clauses:
        slots = verb_slots(clause, lexicon)
        own = clause.subtree()  # it has a subject of its own, whatever the parser makes of it
        for word in [w for w in slots.get("subj", ()) if w in own] or slots.get("obj", []):
            found.extend(h for h in arguments.actors(n, word, owner=True) if h not in found)
    return distinct(found)


def is_condition(clause: Word, lexicon: Lexicon) -> bool:
    """ "falls X …", "sollte X …": but not "ob X …", which is a question."""
    marks = [c for c in clause.kids("mark", "advmod") if c.lower in lexicon.condition]
    if marks:
        return True
    first = next((w for w in clause.subtree() if w.pos not in ("PUNCT", "CCONJ")), None)
    return first is not None and first.lower in lexicon.supposing and first in finite_parts(clause)


def hostile(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a verb, or the event that is its object, harms others."""
    own = any(f.rel in _HOSTILE and not f.idiom for f in lexicon.verbs.get(verb_lemma(verb), ()))
    harm = any(frame.rel in _HOSTILE for frame in events(verb, lexicon))
    return own != harm if relieves(verb, lexicon) else own or harm


def relieves(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a verb puts an end to what it is about: "könnte die Sanktionen lockern, wenn …"."""
    lemma = verb_lemma(verb)
    if lemma in lexicon.matrix["plan"] or lemma in lexicon.matrix["announce"]:
        return False  # whoever announces sanctions begins with them
    return lemma in lexicon.halting["verbs"] or any(f.rel == "CONCEDE" for f in lexicon.verbs.get(lemma, ()))


def events(verb: Word, lexicon: Lexicon) -> Iterator[Frame]:
    """The events that a verb's object or a phrase of it names."""
    for thing in verb.kids("obj", "obl"):
        key = lexicon.noun_key(thing.lemma.lower())
        if key is not None and thing.pos == "NOUN":
            yield from lexicon.nouns[key[0]]
