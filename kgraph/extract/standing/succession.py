"""Offices told through another person's by a verb: "Ihm folgte X", "X löste Y ab", "X trat die Nachfolge von Y an".

Whoever succeeds a person of whom the text tells an office holds that office; and where the text tells the successor's,
the one succeeded held it before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kgraph.extract.assertion.status import verb_status
from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import Standing
from kgraph.extract.grammar.clauses import is_passive, verb_lemma, verb_slots
from kgraph.extract.grammar.nounphrases import behind
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.model import Status

SUCCESSION_TRUST = 0.75
# How many sentences before the successor's own office may be told.
REACH = 2

Held = Mapping[int, list[tuple[Standing, str]]]


def successors(reading: Reading, lexicon: Lexicon, held: Held) -> Iterator[Standing]:
    """The offices of those who succeed or are succeeded; `held` are the offices told, by person."""
    for n, sentence in enumerate(reading.sentences):
        for verb in sentence.words:
            if verb.pos != "VERB" or (pair := _pair(reading, lexicon, n, verb)) is None:
                continue
            later, earlier = pair
            told = _last(held, earlier, n, n)
            if told is not None:
                yield _same(later, told, verb, verb_status(verb, lexicon))
            elif (told := _last(held, later, n, REACH)) is not None:
                yield _same(earlier, told, verb, "actual")


def _pair(reading: Reading, lexicon: Lexicon, n: int, verb: Word) -> tuple[Hit, Hit] | None:
    """The successor and the one succeeded, both persons."""
    lemma = verb_lemma(verb)
    slots = verb_slots(verb, lexicon)
    if lemma in lexicon.following:
        after = behind(slots, lexicon.offices["followed"])
        inside = behind(slots, lexicon.offices["followed_in"])
        told = (
            lemma not in lexicon.offices["going_behind"]
            or bool(after)
            or any(w.lemma.lower() in lexicon.posts for w in inside)
        )
        dative = [w for w in (*slots.get("dat", ()), *slots.get("obj", ())) if w not in slots.get("subj", ())]
        # "Ihm folgte X"; but "X folgte ihm in den Saal"
        turned = any(d.i < verb.i < s.i for d in dative for s in slots.get("subj", ()))
        words = after or (dative if told or (turned and not inside) else [])
    elif lemma in lexicon.succeeding:
        words = slots.get("obj") or slots.get("dat", [])
        by = [] if is_passive(verb) else behind(slots, lexicon.offices["replaced_by"])
        if by:  # "der König ersetzte X durch Y"
            return _both(_person(reading, n, by), _person(reading, n, words))
    elif lemma in lexicon.holding and not is_passive(verb):
        heritage = [w for w in slots.get("obj", ()) if w.lemma.lower() in lexicon.heritage]
        words = [c for w in heritage for c in (*w.kids("nmod"), *w.kids("det", "det:poss"))]
    else:
        return None
    later = _person(reading, n, slots.get("subj", []))
    earlier = _person(reading, n, words)
    if verb_status(verb, lexicon) in ("negated", "hypothetical"):
        return None
    return _both(later, earlier)


def _both(later: Hit | None, earlier: Hit | None) -> tuple[Hit, Hit] | None:
    return (
        (later, earlier)
        if later is not None and earlier is not None and later.ent is not earlier.ent
        else None
    )


def _person(reading: Reading, n: int, words: list[Word]) -> Hit | None:
    for word in words:
        role = reading.role_at.get((n, word.i))
        for hit in (
            role.name if role is not None else None,
            reading.hit(n, word),
            reading.possessors.get((n, word.i)),
            *(reading.hit(n, c) for c in word.kids("appos", "flat") if c.i == word.i + 1),
        ):
            if hit is not None and hit.ent is not None and hit.ent.type == "person":
                return hit
    return None


def _last(held: Held, person: Hit, n: int, reach: int) -> tuple[Standing, str] | None:
    """The office of a person that was told last, up to a sentence and not too long before."""
    told = [
        (office, title)
        for office, title in held.get(id(person.ent), ())
        if office.relation == "HOLDS_OFFICE" and n - reach <= office.source.sent <= n
    ]
    return max(told, key=lambda pair: pair[0].source.sent) if told else None


def _same(person: Hit, told: tuple[Standing, str], verb: Word, status: Status) -> Standing:
    office, title = told
    target = Hit(person.sent, verb.i, verb.i, verb, verb.text, "adjective", office.target.label)
    target.ent = office.target.ent
    return Standing(
        person,
        target,
        "HOLDS_OFFICE",
        title,
        status,
        SUCCESSION_TRUST,
        "HOLDS_OFFICE:succession",
        verb,
    )
