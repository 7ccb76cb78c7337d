"""Sides of a conflict that bear no name and act as one: "die Arbeitgeber", "Umweltverbände"."""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.collective import definite
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word


def sides(reading: Reading, lexicon: Lexicon, n: int, words: list[Word]) -> None:
    """Mark those of sentence n; a number or "viele" tells of some, and a name behind the noun who it is."""
    for word in words:
        if word.pos != "NOUN":
            continue
        side = lexicon.sides.of(word.lower) if "-" not in word.text else None
        if side is None or word.i in reading.at[n] or word.i + 1 in reading.at[n]:
            continue
        if (n, word.i) in reading.role_at or not _whole(word, side, lexicon):
            continue
        front = len(word.text) - len(side) - (not word.lower.endswith(side))
        name = word.text[:front] + side
        hit = Hit(n, word.i, word.i, word, word.text, "noun", "group")
        hit.ent = reading.table.named("group", name[:1].upper() + name[1:], word.start)
        hit.generic = True
        reading.put(hit)


def _whole(word: Word, side: str, lexicon: Lexicon) -> bool:
    """Whether a noun means all of them, and no unit of troops or party ("Kampfverbände", "Landesverbände")."""
    vague = lexicon.crowd | lexicon.crowds
    if any(c.lower in vague or c.dep == "nummod" or c.lower in lexicon.both for c in word.children):
        return False
    if word.has("Number=Sing"):
        return not side.endswith(("geber", "e")) and definite(word, lexicon)
    return word.lower.replace("ä", "a").removesuffix("n").removesuffix("e") not in lexicon.compound_not
