"""Surnames with a particle that stand alone: "Die Linke kritisierte von der Leyen".

Parsers of German take the particle for a preposition, and so the person for an agent or a place. Which surnames have
one is known from the full names of the article, as the recogniser found them, and from the persons in leading offices.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kgraph.extract.entities.recognised import SURNAME_PARTICLES
from kgraph.extract.entities.titles import Titles
from kgraph.extract.grammar.clauses import is_passive
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word, move
from kgraph.knowledge import Knowledge

_PARTICLES = SURNAME_PARTICLES | {"zu"}
Surname = tuple[str, ...]


class Particles:
    """Finds such surnames in the sentences of one article."""

    def __init__(self, knowledge: Knowledge, titles: Titles) -> None:
        self.knowledge = knowledge
        self.titles = titles

    def rejoin(self, sents: Sequence[Sentence], published: date | None) -> None:
        """Make the particles of surnames parts of the name, and the person what the clause lacks."""
        named = {name for sentence in sents for name in _full_names(sentence, self.knowledge)}
        for sentence in sents:
            words = sentence.words
            for i, word in enumerate(words):
                if word.lower not in _PARTICLES or (i and words[i - 1].lower in _PARTICLES):
                    continue
                end = _surname(words, i)
                if end is None or (i and words[i - 1].ent.endswith("PER")):
                    continue
                name = tuple(w.lower for w in words[i : end + 1])
                bare = (*name[:-1], name[-1].removesuffix("s"))
                if name in named or bare in named or _leading(words, i, end, self.knowledge, published):
                    before = words[i - 1] if i else None
                    title = before is not None and before.pos == "NOUN" and self.titles.look(before.text)
                    _join(words[i:end], words[end], before, bool(title), self.titles.lexicon)


def _surname(words: Sequence[Word], first: int) -> int | None:
    """Where the surname behind particles stands."""
    end = first
    while end < len(words) and words[end].lower in _PARTICLES:
        end += 1
    if end == len(words) or not words[end].text[0].isupper() or words[end].pos not in ("PROPN", "NOUN", "X"):
        return None
    return end


def _full_names(sentence: Sentence, knowledge: Knowledge) -> list[Surname]:
    """The surnames with particles in full names: "Ursula von der Leyen", but not "Albert von Monaco"."""
    found: list[Surname] = []
    words = sentence.words
    for i in range(1, len(words)):
        given = words[i - 1]
        if words[i].lower not in _PARTICLES or not given.ent.endswith("PER") or not words[i].text.islower():
            continue
        if given.lower in _PARTICLES or not given.text[0].isupper():
            continue
        end = _surname(words, i)
        if end is None or words[end].ent != "I-PER" or knowledge.surface().get(words[end].text):
            continue
        found.append(tuple(w.lower for w in words[i : end + 1]))
    return found


def _leading(words: Sequence[Word], first: int, end: int, knowledge: Knowledge, day: date | None) -> bool:
    """Whether a surname of two particles is that of somebody in a leading office, who needs no first name."""
    if end - first < 2:
        return False
    name = " ".join(w.text for w in words[first : end + 1]).lower()
    return any(
        person.name_de.lower().endswith(" " + name) and knowledge.prominent(person.id, day)
        for person in knowledge.persons_by_surname(words[end].text)
    )


def _join(particles: Sequence[Word], name: Word, before: Word | None, titled: bool, lexicon: Lexicon) -> None:
    inside = {id(w) for w in (*particles, name)}
    governor = next((w for w in (name, *particles) if w.head is None or id(w.head) not in inside), name)
    head, dep = governor.head, governor.dep
    if head is None:
        return
    agent = dep in ("obl", "nmod") and is_passive(head) and head.child("nsubj", "nsubj:pass") is not None
    if agent and len(particles) == 1:
        return  # "wurde von Storch gewählt"
    if governor is not name:
        move(name, head, dep)
    outer = [c for w in particles for c in w.children if id(c) not in inside]
    for word in outer:
        move(word, name, word.dep)
    for particle in particles:
        move(particle, name, "flat")
    if not name.ent:
        for k, word in enumerate((*particles, name)):
            word.ent = "I-PER" if k else "B-PER"
    if titled and before is not None and before not in name.subtree():
        move(name, before, "appos")
        return
    if before is not None and before.pos == "ADP" and before.dep != "case":
        for child in list(before.children):
            move(child, name, child.dep)
        move(before, name, "case")
    if name.child("case") is not None:
        if name.dep not in ("obl", "nmod"):
            name.dep = "obl"
        return
    if head.pos not in ("VERB", "AUX", "ADJ") or name.dep not in ("obl", "nmod", "iobj"):
        return
    name.dep = _place(name, head, lexicon)


def _place(name: Word, verb: Word, lexicon: Lexicon) -> str:
    """What the person is in the clause: what it lacks."""
    subject = verb.child("nsubj", "nsubj:pass")
    if subject is None:
        return "nsubj:pass" if is_passive(verb) else "nsubj"
    accusative = any(
        c.lower in lexicon.accusative for c in subject.kids("det")
    )  # "lobte von der Leyen den Kanzler"
    if verb.child("obj") is None:
        if accusative or (name.i < verb.i < subject.i and subject.child("det") is None):
            subject.dep = "obj"  # "Von der Leyen kritisierte Orbán"
            return "nsubj"
        return "obj"
    return "iobj"
