"""What may be meant: one actor, several named side by side, or nobody the map knows; and what its words show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word


@dataclass(slots=True)
class Referent:
    """One actor, several named side by side, or nobody the map knows ("ein Belgier"), with the first mention."""

    ents: tuple[Ent, ...]
    hit: Hit
    score: float = 0.0

    @property
    def key(self) -> frozenset[int]:
        """Tells it from others."""
        return frozenset(map(id, self.ents)) or frozenset([id(self.hit.head)])


def top(word: Word) -> Word:
    """The word that carries the role of a name in its clause: of "Präsident A" the title."""
    while word.head is not None and word.dep in ("appos", "flat", "compound") and word.head.pos != "VERB":
        word = word.head
    return word


def is_subject(hit: Hit) -> bool:
    """Whether a mention is the subject of its clause."""
    word = top(hit.head)
    while word.dep == "conj" and word.head is not None and word.head.pos in ("NOUN", "PROPN", "PRON"):
        word = word.head
    if word.dep.startswith("nsubj") or word.head is None:
        return True
    # "Araghchi turned down": a rare name that a tagger took for an adverb
    return hit.first == 0 and word.dep in ("advmod", "dep", "dislocated") and word.head.child("nsubj") is None


def groups(hits: Iterable[Hit]) -> Iterator[Referent]:
    """Actors of a sentence that are named side by side: "Berlin, Paris und London"."""
    rows = [hit for hit in hits if hit.actor is not None and hit.kind != "adjective"]
    seen: set[int] = set()
    for hit in rows:
        if len(hit.more) and hit.ent is not None and id(hit) not in seen:
            yield Referent((hit.ent, *hit.more), hit)
        if id(hit) in seen:
            continue
        # "die Verbände A und B": parsers hang B on A
        members = {word.i for word in (*top(hit.head).conjuncts(), *hit.head.conjuncts())}
        side = [other for other in rows if top(other.head).i in members and leads(other, rows)]
        ents = list(dict.fromkeys(h.ent for h in side if h.ent is not None))
        if len(ents) > 1 and len({ent.type == "person" for ent in ents}) == 1:
            seen.update(map(id, side))
            yield Referent(tuple(ents), side[0])


def leads(hit: Hit, rows: Iterable[Hit]) -> bool:
    """Whether no person stands in the same phrase: of "Frankreichs Präsident Macron" Macron counts."""
    if hit.ent is not None and hit.ent.type == "person":
        return True
    own = top(hit.head)
    return hit.head is own or not any(
        other is not hit and other.ent is not None and other.ent.type == "person" and top(other.head) is own
        for other in rows
    )


def article_gender(word: Word, lexicon: Lexicon) -> str | None:
    """The gender (m f, x: open) of a person that the article before a noun shows; None in the plural. Of
    adjectives used as nouns the endings decide: "der Verletzte", but "der Verletzten"."""
    article = next((c for c in word.children if c.lower in lexicon.articles and c.i < word.i), None)
    if article is None or word.has("Number=Plur"):
        return None
    if lexicon.lang == "en":
        return "x"
    if article.lower in lexicon.grammar["masculine_articles"]:
        return "m"
    if word.text[0].isdigit() or word.tag == "ADJA" or word.lemma.lower() in lexicon.nominal_adjectives:
        weak = word.lower.endswith("en")
        return "f" if article.lower in lexicon.grammar["feminine_articles"] or weak else "m"
    for feature, gender in (("Gender=Masc", "m"), ("Gender=Fem", "f")):
        if word.has(feature):
            return gender
    return None


def noun_gender(word: Word) -> str | None:
    """The grammatical gender of a noun in the singular, or pl."""
    if word.has("Number=Plur"):
        return "pl"
    for feature, gender in (("Gender=Masc", "m"), ("Gender=Fem", "f"), ("Gender=Neut", "n")):
        if word.has(feature):
            return gender
    return None
