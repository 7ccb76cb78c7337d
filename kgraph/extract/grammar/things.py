"""The words beside a verb that tell its senses apart: the things a frame is about, the word that makes an idiom."""

from __future__ import annotations

from functools import lru_cache

from kgraph.extract.grammar.clauses import Slots, relative_antecedent, verb_lemma
from kgraph.extract.language.frames import Frame, Slot
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

# From how many letters on a noun also counts as the last part of a compound: "Rücktrittsultimatum stellen" is
# "Ultimatum stellen", but "Vertrauensfrage stellen" is not "Frage stellen".
_THING, _IDIOM = 5, 8
Nouns = tuple[str, ...] | frozenset[str]


def idiom_words(frame: Frame, verb: Word) -> list[Word]:
    """The words beside a verb that make it the idiom of a frame."""
    return [c for c in _near(verb) if is_one_of(c, (frame.idiom,), _IDIOM)] if frame.idiom else []


def _near(verb: Word) -> list[Word]:
    """The words beside a verb, and those that parsers hang on their neighbours."""
    near = [*verb.children]
    for child in verb.children:
        if child.dep == "obl":
            # "überzog X in der Nacht mit Drohnen", "put X on the sanctions list", "reagierte mit Spott und Kritik"
            near += child.kids("nmod", "obl", "amod", "compound", "conj")
        elif child.dep == "xcomp":
            near += child.kids("amod")  # "declared it an undesirable organisation"
        elif child.dep in ("nsubj", "obj") and child.child("nummod"):
            near += child.kids("nmod", "appos")  # "drohen zehn Jahre Haft": the measure stands before it
    if verb.head is not None and verb.dep == "nsubj" and verb.head.child("cop") is not None:
        near.append(verb.head)  # "die Beziehungen sind eng"
    return near


def things(frame: Frame, slots: Slots, lexicon: Lexicon) -> list[Word]:
    """The objects that are among the things a frame is about; the words in a slot whose owner, or what stands inside
    of it, is asked for may be it as well ("kam den Forderungen X' nach", "hilft den Menschen in X")."""
    found = []
    slotted = (*frame.source, *frame.target)
    inner = {_base(slot) for slot in slotted if slot.owner or "/" in slot.name[1:]}
    if all(slot.name != "subj" for slot in slotted):
        inner.add("subj")  # "from X to Y go millions"
    for word in dict.fromkeys(w for name in ("obj", *sorted(inner - {"obj"})) for w in slots.get(name, ())):
        noun = relative_antecedent(word, lexicon) if word.lower in lexicon.relative_pronouns else word
        if noun is None:
            continue
        # "a sanctions package" is about sanctions, "hundreds of drones" about drones
        held = noun.kids("compound", "nmod") if noun.lemma.lower() in lexicon.shells else ()
        names = [noun, *held]
        named = [w for w in names if is_one_of(w, frame.things, _THING)]
        if named:
            found += [noun, *(w for w in named if w.dep == "nmod")]
    return found


def _base(slot: Slot) -> str:
    """The slot of the verb in which another's part stands: "obj" of "obj/in", "/auf" of "/auf/gegen"."""
    return slot.name[0] + slot.name[1:].partition("/")[0]


def is_one_of(word: Word, nouns: Nouns, shortest: int) -> bool:
    """Whether a noun is among `nouns` or a compound that ends in one of them, of so many letters at least.
    Taggers err on plurals, so that forms without their endings count as well."""
    forms = _forms(word.lower, word.lemma, word.pos == "NOUN")
    if any(form in nouns for form in forms):
        return True
    long = _long(nouns, shortest) if word.pos == "NOUN" else ()
    return bool(long) and any(form.endswith(long) for form in forms)


@lru_cache(maxsize=1 << 14)
def _forms(lower: str, lemma: str, noun: bool) -> tuple[str, ...]:
    endings = ("n", "en", "e", "s") if noun else ()
    return tuple(dict.fromkeys((lemma.lower(), lower, *map(lower.removesuffix, endings))))


@lru_cache(maxsize=1 << 12)
def _long(nouns: Nouns, shortest: int) -> tuple[str, ...]:
    return tuple(noun for noun in nouns if len(noun) >= shortest)


def strained(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a bond is said to be bad: "angespannte Beziehungen", "die Beziehungen verschlechterten sich"."""
    lasting = lexicon.adjectives["lasting"]
    if is_one_of(noun, lasting, _THING):
        return False  # a coalition that broke up was one
    head = noun.head
    told = [c for c in noun.children if c.dep in ("amod", "acl")]
    if noun.dep in ("nsubj", "nsubj:pass", "obj") and head is not None:
        told += [head, *(c for c in head.children if c.pos in ("ADJ", "NOUN", "VERB") and c is not noun)]
    bad = lexicon.adjectives["strained"]
    return any(
        {w.lemma.lower(), w.lower, verb_lemma(w), *(w.lower.removesuffix(e) for e in ("e", "en", "er"))} & bad
        for w in told
    )


def filled(verb: Word, slots: Slots, name: str, lexicon: Lexicon) -> bool:
    """Whether a slot is filled, if only by a word that points to a clause: "davor"."""
    return bool(slots.get(name)) or any(lexicon.pointers.get(c.lower) == name[1:] for c in verb.children)
