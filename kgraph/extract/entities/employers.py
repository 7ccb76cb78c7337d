"""Employers as one side of a labour dispute: "die Arbeitgeber" in an article on a strike or on wages.

Where the article speaks of one in the singular and names one company only, that company is meant.
"""

from __future__ import annotations

from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.collective import definite
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

# What unions are.
_UNIONS = ("organisation", "group")


def employers(reading: Reading, lexicon: Lexicon) -> None:
    """Mark the employers of an article that names a union and tells of a labour dispute."""
    words = lexicon.bargaining["employers"]
    text = reading.article.text.lower()
    if not any(word in text for word in words):
        return
    found = [
        (n, word)
        for n, sentence in enumerate(reading.sentences)
        for word in sentence.words
        if word.pos == "NOUN" and (word.lemma.lower() in words or word.lower in words)
    ]
    if not found or not _disputed(reading, lexicon):
        return
    for n, word in found:
        ent = _meant(reading, lexicon, word)
        if ent is not None and reading.hit(n, word) is None:
            hit = Hit(n, word.i, word.i, word, word.text, "noun", ent.type)
            hit.ent = ent
            reading.put(hit)


def _disputed(reading: Reading, lexicon: Lexicon) -> bool:
    """Whether an article tells of a strike or of bargaining, and names somebody who may be a union."""
    words = tuple(lexicon.bargaining["disputes"])
    told = any(
        word.pos in ("NOUN", "VERB") and any(part in word.lower for part in words)
        for sentence in reading.sentences
        for word in sentence.words
    )
    return told and any(h.ent is not None and h.ent.type in _UNIONS for row in reading.hits for h in row)


def _meant(reading: Reading, lexicon: Lexicon, word: Word) -> Ent | None:
    """Whom "die Arbeitgeber" or "der Arbeitgeber" means: nobody where some of all are meant, or somebody's own."""
    if word.kids("appos", "flat", "nummod") or any(c.lower in lexicon.crowd for c in word.children):
        return None
    single = word.has("Number=Sing") and word.lemma.lower() not in lexicon.bargaining["sides"]
    plain = word.child("det") is None and not single
    if not plain and not definite(word, lexicon):
        return None
    if single:
        hits = (h.ent for row in reading.hits for h in row if h.ent is not None)
        companies = {id(ent): ent for ent in hits if ent.type == "company"}
        if len(companies) == 1:
            return next(iter(companies.values()))
    return reading.table.named("group", lexicon.bargaining["name"][0], word.start)
