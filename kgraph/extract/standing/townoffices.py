"""The town of a mayor, the city of a senator, where the phrase does not say it and the text around it does.

"In Hagenau ... Bürgermeister X", "der Kölner Stadtrat ... Oberbürgermeisterin X", "im Bremer Wahlkampf ...
Bildungssenator X".
"""

from __future__ import annotations

from collections import Counter

from kgraph.extract.entities.actors import Hit, is_region, without_genitive
from kgraph.extract.entities.marked import HOME_LEAD, Reading
from kgraph.extract.entities.office import Role
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

# How many sentences before a title its town may be told, if no other is.
BEFORE = 2

# An adjective of a town has at least so many letters: "Kieler".
SHORTEST = 5


# Sentence, word, name, and whether it is the name itself and no adjective.
Told = tuple[int, int, str, bool]


class NamedTowns:
    """The towns that an article names, by sentence and place."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self._found: list[Told] | None = None

    def of(self, role: Role, within: tuple[str, ...] | None = None) -> str | None:
        """The town that a title without one most likely means: the only one told shortly before, else the one told
        far more often than any other; `within` are those that it can be."""
        found = [one for one in self.found() if within is None or one[2] in within]
        before = [one for one in found if one[:2] < (role.sent, role.word.i)]
        near = {town for n, _, town, _ in before if n >= role.sent - BEFORE}
        counts = Counter(town for _, _, town, _ in found)
        if len(near) == 1 and (town := near.pop()) and counts[town] * HOME_LEAD > max(counts.values()):
            return town
        # adjectives may be part of other names: "am Brandenburger Tor"
        for told, least in ((before, 1), (found, 2), ([one for one in found if one[3]], 2)):
            ranked = Counter(town for _, _, town, _ in told).most_common(2)
            if not ranked or ranked[0][1] < least:
                continue
            if len(ranked) == 1 or ranked[0][1] >= HOME_LEAD * ranked[1][1]:
                return ranked[0][0]
        return None

    def found(self) -> list[Told]:
        """All towns in the order of the text."""
        if self._found is None:
            self._found = sorted([*self._places(), *self._adjectives()])
        return self._found

    def _places(self) -> list[Told]:
        found = []
        for n, hits in enumerate(self.reading.hits):
            words = self.reading.sentences[n].words
            for hit in hits:
                capital = hit.label == "capital"
                if not (capital or (hit.label == "place" and hit.entry is None)) or hit.kind != "place":
                    continue
                if hit.ent is not None and is_region(hit.ent):
                    continue
                name = without_genitive(hit.text)
                if self._located(words, hit.first) and name.lower() not in self.lexicon.no_towns:
                    found.append((n, hit.first, name, True))
        return found

    def _located(self, words: list[Word], k: int) -> bool:
        """Whether a place stands behind a preposition or the word for a town, and not behind that for a region."""
        before = words[k - 1] if k > 0 else None
        if before is None or before.lower in self.lexicon.regions_of:
            return False
        return before.pos == "ADP" or before.lower in self.lexicon.territories

    def _adjectives(self) -> list[Told]:
        if self.lexicon.lang != "de":
            return []
        known = self.reading.table.knowledge
        found = []
        for n, sentence in enumerate(self.reading.sentences):
            for word in sentence.words:
                text = word.text
                if not text.endswith("er") or not text[0].isupper() or len(text) < SHORTEST:
                    continue
                if word.dep != "amod" or word.head is None or word.head.i < word.i:
                    continue
                hit = self.reading.at[n].get(word.i)
                capital = hit is not None and hit.label == "capital"
                inside = (
                    hit is not None and hit.first == word.i < hit.last and _owned(hit)
                )  # "der Berliner Senat"
                if hit is not None and not capital and not inside:
                    continue
                if capital or inside or known.adjective(text) is None:
                    town = self.lexicon.town_adjectives.get(word.lower, text[:-2])
                    found.append((n, word.i, town, False))
        return found


def _owned(hit: Hit) -> bool:
    """Whether a name that begins with a town's adjective is that of a body there; papers are read everywhere."""
    return hit.ent is not None and hit.ent.type in ("government", "organisation", "company", "party")
