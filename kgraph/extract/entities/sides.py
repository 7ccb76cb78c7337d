"""Sides of a conflict that bear no name and act as one: "die Arbeitgeber", "Umweltverbände"."""

from __future__ import annotations

from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.collective import definite
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

# What unions are.
UNIONS = frozenset(["organisation", "group"])


def sides(reading: Reading, lexicon: Lexicon, n: int, words: list[Word]) -> None:
    """Mark those of sentence n; a number or "viele" tells of some, and a name behind the noun who it is."""
    for word in words:
        side = lexicon.sides.of(word.lower) if word.pos == "NOUN" and "-" not in word.text else None
        if side is None or word.i in reading.at[n] or word.i + 1 in reading.at[n]:
            continue
        if (n, word.i) not in reading.role_at and _whole(word, side.plural, lexicon):
            name = word.text[: len(word.text) - len(side.form)] + side.name
            _mark(reading, n, word, reading.table.named("group", name[:1].upper() + name[1:], word.start))


def employers(reading: Reading, lexicon: Lexicon) -> None:
    """Mark "der Arbeitgeber" in an article on a labour dispute: the one company that it names, else all of them."""
    words = lexicon.bargaining["employer"]
    single = [
        (n, word)
        for n, sentence in enumerate(reading.sentences)
        for word in sentence.words
        if word.lower in words and word.pos == "NOUN" and word.has("Number=Sing")
    ]
    if not single or not disputed(reading, lexicon) or not _union(reading):
        return
    hits = (h.ent for row in reading.hits for h in row if h.ent is not None)
    companies = {id(ent): ent for ent in hits if ent.type == "company"}
    company = next(iter(companies.values())) if len(companies) == 1 else None
    for n, word in single:
        # "der Arbeitgeber von Jana Tamm": somebody's own
        if reading.hit(n, word) is None and definite(word, lexicon) and not word.kids("appos", "flat"):
            _mark(reading, n, word, company or reading.table.named("group", lexicon.employers, word.start))


def disputed(reading: Reading, lexicon: Lexicon) -> bool:
    """Whether an article tells of a strike or of bargaining."""
    parts = lexicon.bargaining["disputes"]
    return any(
        word.pos in ("NOUN", "VERB") and any(part in word.lower for part in parts)
        for sentence in reading.sentences
        for word in sentence.words
    )


def _union(reading: Reading) -> bool:
    """Whether an article names somebody who may be a union."""
    return any(h.ent is not None and h.ent.type in UNIONS for row in reading.hits for h in row)


def _mark(reading: Reading, n: int, word: Word, ent: Ent) -> None:
    hit = Hit(n, word.i, word.i, word, word.text, "noun", ent.type)
    hit.ent = ent
    hit.generic = True
    reading.put(hit)


def _whole(word: Word, plural: bool, lexicon: Lexicon) -> bool:
    """Whether a noun means all of them, and no unit of troops or party ("Kampfverbände", "Landesverbände")."""
    vague = lexicon.crowd | lexicon.crowds
    if any(c.lower in vague or c.dep == "nummod" or c.lower in lexicon.both for c in word.children):
        return False
    if word.has("Number=Sing"):
        return not plural and definite(word, lexicon)
    return word.lower.replace("ä", "a").removesuffix("n").removesuffix("e") not in lexicon.compound_not
