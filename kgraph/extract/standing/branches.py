"""Subsidiaries, wings and youth organisations: "die Lufthansa-Tochter Eurowings", "die Junge Union, die
Jugendorganisation der CDU", "der bewaffnete Arm der Hamas, die Kassam-Brigaden"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.coref.resolver import Resolver
from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.namings import QUOTES
from kgraph.extract.entities.office import OFFICE_TRUST, Standing
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.extract.standing.compositions import listed

# What may have a branch, and what has subsidiaries.
BRANCHING = ("armed_group", "organisation", "party", "intergovernmental", "group")
PARENTS = ("company", "organisation", "media", "government")
# What is no branch of anything.
WHOLE = ("person", "country", "group")
NOUNS = ("NOUN", "PROPN", "X")
# How far the owner or the name may stand from the noun.
REACH = 4
_GENITIVE = ("'s", "’s")


class Branches:
    """Finds the branches of bodies in one article."""

    def __init__(self, reading: Reading, resolver: Resolver, lexicon: Lexicon) -> None:
        self.reading = reading
        self.resolver = resolver
        self.lexicon = lexicon

    def find(self, n: int, words: list[Word]) -> Iterator[Standing]:
        """What sentence n says to be a branch of something."""
        for word in words:
            if word.pos not in NOUNS and not (word.pos == "ADJ" and "-" in word.text):
                continue
            front, _, tail = word.text.rpartition("-")
            noun = tail.lower()
            firm = noun in self.lexicon.subsidiaries
            if not firm and noun not in self.lexicon.branches:
                continue
            owner, past = self._owner(n, words, word, front, firm)
            if owner is None or owner.type not in (PARENTS if firm else BRANCHING):
                continue
            for name in self._names(n, words, word, past, firm):
                if name.ent is None or name.ent is owner or name.ent.type in WHOLE:
                    continue
                if firm and name.ent.known is None and name.ent.type in ("organisation", "media"):
                    name.ent.type = "company"
                target = Hit(n, word.i, word.i, word, word.text, "adjective", owner.type)
                target.ent = owner
                yield Standing(name, target, "PART_OF", None, "actual", OFFICE_TRUST, "PART_OF:branch", word)

    # --- whose it is -------------------------------------------------------------------------------------

    def _owner(self, n: int, words: list[Word], word: Word, front: str, firm: bool) -> tuple[Ent | None, int]:
        """The larger body, and the word behind the phrase that names it."""
        table = self.reading.table
        if front:
            entry = table.knowledge.prefix(front)
            if entry is not None:
                return table.entry(entry), word.i + 1
            ent = table.by_name(front) or table.longer(front)
            return ent or (table.named("company", front, word.start) if firm else None), word.i + 1
        k, past = word.i + 1, 0
        named = self.reading.at[n].get(k)
        if named is not None and named.first == k and named.kind == "name":
            k, past = named.last + 1, k  # "die Provinz Chorasan des IS"
        if k < len(words) and words[k].lower in self.lexicon.of | self.lexicon.genitive_articles:
            while k < min(len(words), word.i + REACH) and k not in self.reading.at[n]:
                k += 1
            hit = self.reading.at[n].get(k)
            if hit is not None and hit.first == k and hit.kind != "place":
                return hit.ent, past or hit.last + 1
            if not past:
                return None, k
        k = word.i - 1
        while k > 0 and (words[k].pos == "ADJ" or words[k].text in _GENITIVE) and k not in self.reading.at[n]:
            k -= 1
        before = self.reading.at[n].get(k) if k >= 0 else None
        if k >= 0 and self.lexicon.possessor(words[k].lower):
            joined = k > 1 and words[k - 1].lower in self.lexicon.membership["and"]
            before = self.reading.at[n].get(k - 2) if joined else None  # "Siemens und seine Tochter X"
            before = before or self.resolver.possessor(self.reading, n, words[k])
        elif before is not None and self.lexicon.lang == "de" and not before.text.endswith(("s", "’", "'")):
            before = None
        return (before.ent if before is not None else None), word.i + 1

    # --- who it is ---------------------------------------------------------------------------------------

    def _names(self, n: int, words: list[Word], word: Word, past: int, firm: bool) -> list[Hit]:
        """The branches: right behind the phrase ("die Tochter X", "Töchter wie X und Y"), behind a comma, or before it
        in apposition or as the subject of "ist"."""
        if word.child("cop") is not None:
            subject = word.child("nsubj")
            if subject is None or any(c.lower in self.lexicon.negators for c in word.children):
                return []
            hit = self.reading.hit(n, subject) or (self._mark(n, words, subject.i) if firm else None)
            return [hit] if hit is not None and hit.kind != "place" else []
        k = past
        apart = k < len(words) and words[k].text in (",", "(", "–")
        k += apart
        start = k
        while k < len(words) and words[k].lower in self.lexicon.membership["such_as"]:
            k += 1
        such = k > start
        if apart and not such and past == word.i + 1:
            k = len(words)  # "die Tochter, Eurowings": whose it is stands before
        while k < len(words) and (words[k].pos in ("DET", "ADJ") or words[k].text in QUOTES):
            if k in self.reading.at[n]:
                break
            k += 1
        if k < len(words) and k not in self.reading.at[n] and firm and (such or past == word.i + 1):
            self._mark(n, words, k)
        found = listed(self.reading, self.lexicon, n, words, k)
        if found and (such or not apart or self._closed(words, found[0])):
            return found if such or word.has("Number=Plur") else found[:1]
        k = word.i - 1
        while k > 0 and k not in self.reading.at[n] and words[k].pos in ("DET", "ADJ", "ADV", "NUM"):
            k -= 1
        if k < 1 or words[k].text not in (",", "(", "–"):
            return []
        before = self.reading.at[n].get(k - 1)
        if before is None and word.dep == "appos" and word.head is not None:
            before = self._mark(n, words, word.head.i)
        return [before] if before is not None and before.kind == "name" else []

    def _mark(self, n: int, words: list[Word], k: int) -> Hit | None:
        """A name that the recogniser overlooked: "die Telekom-Tochter T-Systems"."""
        word = words[k]
        name = word.pos in ("PROPN", "X") or (word.pos == "NOUN" and word.text[1:].lower() != word.text[1:])
        if not name or not word.text[0].isupper() or k in self.reading.at[n]:
            return None
        last = k
        while (
            last + 1 < len(words) and words[last + 1].dep == "flat" and words[last + 1].pos in ("PROPN", "X")
        ):
            last += 1
        text = " ".join(w.text for w in words[k : last + 1])
        hit = Hit(n, k, last, word, text, "name", "organisation")
        table = self.reading.table
        hit.ent = table.by_name(text) or table.named("organisation", text, word.start)
        self.reading.put(hit)
        return hit

    @staticmethod
    def _closed(words: list[Word], hit: Hit) -> bool:
        """Whether an apposition ends behind a name."""
        after = words[hit.last + 1].text if hit.last + 1 < len(words) else "."
        return after in (",", ".", ")", "–", ";", ":")
