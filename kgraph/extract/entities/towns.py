"""Whose a body is that a town, a region or a capital may have: "die Berliner Polizei", "ein Gericht in Istanbul",
"der Senat in Berlin", "das Prager Außenministerium"."""

from __future__ import annotations

from kgraph.extract.entities.actors import Ent, Hit, without_genitive
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Country, Knowledge


class Towns:
    """Finds the town or region that owns a body in one language."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon

    def land(self, reading: Reading, n: int, words: list[Word], word: Word) -> bool:
        """Whether a body is that of a Land, as its state has none ("der Senat in Berlin"); marked if it is known."""
        states = self.lexicon.land_bodies.get(word.lemma.lower(), ())
        town = words[word.i + 2] if word.i + 2 < len(words) else None
        if not states:
            return False
        if town is not None and words[word.i + 1].lower in (*self.lexicon.locative, *self.lexicon.links):
            options = {o.id for o in self.knowledge.surface().get(f"{town.text}er {word.lemma}", ())}
            if len(options) == 1:
                hit = Hit(n, word.i, word.i, word, word.text, "noun", "government")
                hit.ent = reading.table.entry(self.knowledge.entry(options.pop()), word.text, word.start)
                reading.put(hit)
                return True
        home = reading.home_country
        state = home.known if home is not None else None
        owned = bool(word.kids("nmod")) or any(self.knowledge.adjective(c.text) for c in word.kids("amod"))
        return isinstance(state, Country) and state.iso2 in states and not owned

    @staticmethod
    def capital(reading: Reading, n: int, words: list[Word], word: Word) -> tuple[list[Ent], int]:
        """ "das Prager Außenministerium": the capital's adjective for the country."""
        k = word.i - 1
        while k > 0 and words[k].pos == "ADJ" and k not in reading.at[n]:
            k -= 1
        hit = reading.at[n].get(k)
        if hit is None or hit.label != "capital" or hit.ent is None or not hit.text.endswith("er"):
            return [], word.i
        hit.kind = "place"
        return [hit.ent], k

    def city(self, reading: Reading, n: int, word: Word) -> tuple[list[Ent], int]:
        """English "the Berlin police": of the city, though it is a capital, as in "die Berliner Polizei"."""
        words, k = reading.sentences[n].words, word.i - 1
        if k > 1 and words[k].text in ("'s", "’s"):
            k -= 2  # "the Cologne prosecutor's office"
        while k > 0 and words[k].pos == "ADJ" and k not in reading.at[n]:
            k -= 1
        hit = reading.at[n].get(k)
        if self.lexicon.lang != "en" or hit is None or hit.text.endswith("s"):
            return [], word.i
        if hit.label != "capital" and not (hit.kind == "place" and hit.entry is None):
            return [], word.i
        hit.kind = "place"
        return [self._government(reading, n, hit.text, hit.first)], hit.first

    def town(self, reading: Reading, n: int, words: list[Word], word: Word) -> tuple[list[Ent], int]:
        """ "die Berliner Polizei", "die Polizei von Cleveland", "die Polizei Bremen": a town's own."""
        before, beside = words[word.i - 1] if word.i else None, reading.at[n].get(word.i + 1)
        if before is not None and before.text[0].isupper() and before.text.endswith("er"):
            hit = reading.at[n].get(before.i)
            if before.dep == "amod" and (hit is None or hit.entry is None or hit.label == "capital"):
                if hit is not None:
                    hit.kind = "place"
                name = self.lexicon.town_adjectives.get(before.lower, before.text[:-2])
                front = words[before.i - 1] if before.i else None
                if front is not None and front.lower in self.lexicon.town_fronts:
                    name = f"{front.text} {name.removesuffix('e')}"  # "die New Yorker Polizei"
                return [self._government(reading, n, name, before.i)], before.i
        if beside is not None and beside.kind == "place" and beside.head.dep in ("appos", "flat", "nmod"):
            town = without_genitive(beside.text) if beside.head.dep == "nmod" else beside.text
            return [self._government(reading, n, town, beside.first)], word.i
        after = reading.at[n].get(word.i + 2)
        if after is not None and after.kind == "place" and words[word.i + 1].lower in self.lexicon.of:
            return [self._government(reading, n, after.text, after.first)], word.i
        return [], word.i

    def land_by_seat(self, reading: Reading, n: int, word: Word) -> tuple[list[Ent], int]:
        """ "die Mainzer Regierung": where the government of a Land sits says which."""
        adjective = self.adjective(word)
        land = self.lexicon.land_seats.get(adjective.lower) if adjective is not None else None
        if adjective is not None and land is None and adjective.text[:-2] in self.lexicon.lands_by_name:
            land = adjective.text[:-2]  # "das Brandenburger Innenministerium"
        if adjective is None or land is None:
            return [], word.i
        options = {o.id for o in self.knowledge.surface().get(land, ()) if o.kind == "name"}
        if len(options) != 1:
            return [self._government(reading, n, land, adjective.i)], adjective.i
        return [reading.table.entry(self.knowledge.entry(options.pop()), land, word.start)], adjective.i

    def adjective(self, word: Word) -> Word | None:
        """The adjective of a town before a German noun: "das Bremer Parlament"."""
        if self.lexicon.lang != "de":
            return None
        for child in reversed(word.kids("amod")):
            formed = child.text[0].isupper() and child.text.endswith("er") and child.i > 0
            if formed and child.i < word.i and self.knowledge.adjective(child.text) is None:
                return child
        return None

    def seat(self, reading: Reading, n: int, words: list[Word], word: Word) -> tuple[Ent | None, bool]:
        """Where a body sits: "ein Gericht in Istanbul", "die Polizei in Pakistan", "der Rat der Stadt Graz"; and
        whether that is a town of its own, which the text does not call the body's owner."""
        k = word.i + 1
        if k + 1 >= len(words) or words[k].lower not in (*self.lexicon.body_seats, *self.lexicon.links):
            return None, False
        k += 1
        while k + 1 < len(words) and (
            words[k].lower in self.lexicon.body_articles or words[k].lower in self.lexicon.territories
        ):
            k += 1
        hit = reading.at[n].get(k)
        if hit is None or hit.first != k or hit.label in ("person", "inhabitant"):
            return None, False
        if hit.kind == "place" and hit.entry is None:
            if hit.text.lower() in self.lexicon.no_towns:
                return None, False
            name = without_genitive(hit.text) if words[k].has("Case=Gen") else hit.text
            return self._government(reading, n, name, k), True
        if hit.ent is not None and (hit.ent.type == "country" or self._region(hit.ent)):
            return hit.ent, False
        return None, False

    @staticmethod
    def _region(ent: Ent) -> bool:
        """Whether a known government is a Land or another part of a state and no ministry of it."""
        return ent.type == "government" and ent.known is not None and ent.known.institution is None

    @staticmethod
    def _government(reading: Reading, n: int, name: str, first: int) -> Ent:
        return reading.table.named("government", name, reading.sentences[n].words[first].start)


def by_capital(reading: Reading, n: int, first: int, word: Word) -> bool:
    """Whether only a capital tells of which state a body is: "ein Gericht in Budapest", "ein Londoner Gericht"."""
    at = reading.at[n]
    hits = [at[k] for k in (first, word.i + 2) if k in at and (k > word.i or first < word.i)]
    return any(hit.label == "capital" for hit in hits)
