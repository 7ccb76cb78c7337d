"""Bodies whose name is a common noun with the article: "der Bauernverband", "die Deutsche Ärztekammer",
"der Verband kommunaler Unternehmen"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.namings import QUOTES
from kgraph.extract.language.inflected import nominative
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.knowledge import Entry, Knowledge

# Shorter first parts make no compound.
_PREFIX = 3


class Compounds:
    """Finds such names; the nouns are data ([nouns.compound])."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self._surface = knowledge.surface()

    def find(self, n: int, sentence: Sentence, text: str) -> Iterator[Hit]:
        """The names of sentence number `n`."""
        words = sentence.words
        for word in words:
            force = self._force(word)
            if force is not None:
                hit = Hit(n, word.i, word.i, word, word.text, "name", force.type)
                hit.entry = force
                yield hit
            if word.pos not in ("NOUN", "PROPN") or word.has("Number=Plur") or not word.text[0].isupper():
                continue
            adjectives = self._adjectives(words, word.i)
            last = self._object(words, word)
            if not self._definite(words, word.i - len(adjectives)) or self._named(words, word):
                continue
            type_ = self._type(word)
            if type_ is None and last > word.i:
                type_ = "organisation"
            if type_ is None:
                continue
            name = nominative(word, adjectives)
            if last > word.i:
                name += " " + " ".join(text[words[word.i + 1].start : words[last].end].split())
            yield Hit(n, word.i - len(adjectives), last, word, name, "name", type_)

    def _force(self, word: Word) -> Entry | None:
        """The armed group in "Talibankämpfer", "Hisbollahmilizen"."""
        if word.pos != "NOUN" or "-" in word.text or not word.has("Number=Plur"):
            return None
        for cut in range(_PREFIX + 2, len(word.text) - _PREFIX):
            if word.lower[cut:] in self.lexicon.transparent:
                found = {
                    o.id for o in self._surface.get(word.text[:cut], ()) if o.kind in ("name", "acronym")
                }
                entry = self.knowledge.entry(found.pop()) if len(found) == 1 else None
                if entry is not None and entry.type == "armed_group":
                    return entry
        return None

    def _type(self, word: Word) -> str | None:
        form = word.lemma.lower()
        if form in self.lexicon.compound_not or "-" in form or self.knowledge.institution(form) is not None:
            return None  # what every state has is told by its owner: "die Wahlkommission in Georgien"
        for ending, type_ in self.lexicon.compound_bodies.items():
            compound = len(form) >= len(ending) + _PREFIX
            if form.endswith(ending) and (compound or form == ending not in self.lexicon.compound_heads):
                return type_
        return None

    @staticmethod
    def _named(words: Sequence[Word], noun: Word) -> bool:
        """Whether the name stands right behind: "die Lehrergewerkschaft Nova", "der Bauernverband „Acker“"."""
        k = noun.i + 1
        if k + 1 < len(words) and words[k].text in QUOTES:
            return words[k + 1].text[0].isupper()
        body = k < len(words) and words[k].ent[2:] in ("ORG", "MISC") and words[k].pos in ("PROPN", "X")
        return body and words[k].head is noun and words[k].dep in ("appos", "flat")

    @staticmethod
    def _adjectives(words: Sequence[Word], k: int) -> list[Word]:
        """The capital adjectives right before word k, which belong to the name."""
        found: list[Word] = []
        while k > 1 and words[k - 1].pos == "ADJ" and words[k - 1].text[0].isupper():
            found.insert(0, words[k - 1])
            k -= 1
        return found

    def _definite(self, words: Sequence[Word], k: int) -> bool:
        """Whether the phrase that begins at word k has the definite article before it."""
        k -= 1
        while k > 0 and words[k].pos == "ADJ":
            k -= 1
        return k >= 0 and (
            words[k].lower in self.lexicon.articles or words[k].lower in self.lexicon.contracted
        )

    def _object(self, words: Sequence[Word], noun: Word) -> int:
        """The last word of what a federation is one of: "Verband der Autobauer", "Verband kommunaler Firmen"."""
        if noun.lemma.lower() not in self.lexicon.compound_heads:
            return noun.i
        k = noun.i + 1
        bare = True
        if k < len(words) and words[k].lower in self.lexicon.genitive_articles:
            k, bare = k + 1, False
        first = k
        while k < len(words) and words[k].pos == "ADJ":
            k += 1
        if k >= len(words) or words[k].pos not in ("NOUN", "PROPN") or words[k].head is not noun:
            return noun.i
        if bare and (k == first or not words[first].text.endswith("er")):
            return noun.i
        return k
