"""Those who work for a body without a title: "Greenpeace-Atomexpertin Petra Hahn", "Jan Holl, Ökonom der Nordbank",
"der Meeresexperte von Greenpeace, Jan Holl"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Ent, Hit, beside
from kgraph.extract.entities.appositions import closed
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import OFFICE_TRUST, Standing
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.knowledge import Knowledge

# "die Greenpeace-Expertin X" works there
STAFFED = ("organisation", "company", "media", "government")

# "X, Ökonom der Nordbank": bodies that a phrase behind the noun may name
EMPLOYERS = ("organisation", "company", "media", "intergovernmental")
MEMBERSHIPS = ("armed_group", "group")

# How many words behind the noun the body may stand.
REACH = 5


def staff(
    reading: Reading, knowledge: Knowledge, lexicon: Lexicon, n: int, sentence: Sentence
) -> Iterator[Standing]:
    """The staff that sentence n names."""
    words = sentence.words
    nouns, experts = tuple(lexicon.offices["staff"]), tuple(lexicon.offices["experts"])
    for word in words:
        if (
            word.pos not in ("NOUN", "PROPN", "X")
            or (n, word.i) in reading.role_at
            or word.i in reading.at[n]
        ):
            continue
        prefix, _, tail = word.text.rpartition("-")
        forms = [tail.lower(), *(tail.lower().removesuffix(ending) for ending in ("en", "n", "s"))]
        if not any(form.endswith(nouns) for form in forms):
            continue
        expert = any(form.endswith(experts) for form in forms)
        person = _named(reading, n, word.i + 1)
        before = reading.at[n].get(word.i - 1) if lexicon.lang == "en" and person is not None else None
        body = _in_front(reading, knowledge, prefix) if prefix else before.ent if before is not None else None
        if body is not None:
            if person is not None and (body.type in STAFFED or body.type in MEMBERSHIPS):
                yield _works(person, beside(n, word, body), word, expert)
            continue
        target = _behind(
            reading, lexicon, n, words, word.i if person is None else person.last, person is not None
        )
        if target is None or target.ent is None:
            continue
        person = person or _apposed(reading, n, words, word, target)
        if person is not None and person.ent is not target.ent:
            yield _works(person, target, word, expert)


def _in_front(reading: Reading, knowledge: Knowledge, prefix: str) -> Ent | None:
    """The body before a hyphen; an acronym that means other things as well may be that of an armed group."""
    entry = knowledge.prefix(prefix)
    if entry is None and prefix.isupper():
        named = (knowledge.entry(ident) for ident in {o.id for o in knowledge.surface().get(prefix, ())})
        groups = [one for one in named if one is not None and one.type in MEMBERSHIPS]
        entry = groups[0] if len(groups) == 1 else None
    return reading.table.entry(entry) if entry is not None else reading.table.by_name(prefix)


def _named(reading: Reading, n: int, k: int) -> Hit | None:
    hit = reading.at[n].get(k)
    person = hit is not None and hit.first == k and hit.label == "person" and hit.kind == "name"
    return hit if person and hit is not None and hit.ent is not None else None


def _behind(
    reading: Reading, lexicon: Lexicon, n: int, words: list[Word], last: int, named: bool
) -> Hit | None:
    """The body that a genitive, "von" or "bei" behind the noun names; behind the person's name no genitive does."""
    linked = False
    for k in range(last + 1, min(len(words), last + 1 + REACH)):
        hit = reading.at[n].get(k)
        if hit is not None:
            fits = linked and hit.first == k and hit.kind == "name" and hit.ent is not None
            return hit if fits and hit.ent is not None and hit.ent.type in EMPLOYERS else None
        link = words[k].lower in lexicon.offices["employed"]
        if link and (linked or not named or words[k].lower not in lexicon.body_articles):
            linked = True
        elif words[k].pos not in ("ADJ", "DET") and words[k].text not in ("„", "»", '"', "“"):
            return None
    return None


def _apposed(reading: Reading, n: int, words: list[Word], word: Word, body: Hit) -> Hit | None:
    """Who it is, where the name does not stand right behind the noun."""
    subject = word.child("nsubj") if word.child("cop") is not None else None
    if subject is not None:
        hit = reading.hit(n, subject)
        return hit if hit is not None and hit.ent is not None and hit.ent.type == "person" else None
    k = body.last + 1
    if k < len(words) and words[k].text in ("“", "«", '"', "”"):
        k += 1
    if k < len(words) and words[k].text == ",":
        name = _named(reading, n, k + 1)
        if name is not None and closed(words, name.last, name.first):
            return name
    k = word.i - 1
    while (
        k > 0
        and k not in reading.at[n]
        and (words[k].pos in ("DET", "ADJ", "ADV") or words[k].dep == "compound")
    ):
        k -= 1
    if k > 0 and words[k].text == ",":
        hit = reading.at[n].get(k - 1)
        if hit is not None and hit.last == k - 1 and _named(reading, n, hit.first) is hit:
            return hit if word.dep in ("appos", "conj", "nmod", "parataxis", "dep") else None
    return None


def _works(person: Hit, body: Hit, noun: Word, expert: bool) -> Standing:
    """An expert of an association speaks for it; who works for a company, a paper or the state has a post there."""
    assert body.ent is not None
    if body.ent.type in MEMBERSHIPS:
        relation, how = "MEMBER_OF", "noun"
    elif expert and body.ent.type == "organisation":
        relation, how = "REPRESENTS", "staff"
    else:
        relation, how = "HOLDS_OFFICE", "staff"
    return Standing(person, body, relation, noun.text, "actual", OFFICE_TRUST, f"{relation}:{how}", noun)
