"""Bodies that only their noun and a town or a capital letter give away.

"Innsbrucker Gemeinderat", "Landgericht Köln", "Landkreis Oberlauter"; and, because German writes an adjective
with a capital letter in names only, "der Hessische Landtag", "des Deutschen Lehrerverbands".
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Hit
from kgraph.extract.language.inflected import nominative
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.knowledge import Knowledge

# Areas: they act where they are the subject, elsewhere they are places.
AREA = "area"


class LocalBodies:
    """Finds such names in one language; the nouns are data ([nouns.local])."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon

    def find(self, n: int, sentence: Sentence, text: str) -> Iterator[Hit]:
        """The local bodies of sentence number `n`."""
        words = sentence.words
        for word in words:
            formal = self._formal(words, word, sentence.title)
            if formal is not None:
                yield Hit(n, formal[0], word.i, word, formal[1], "name", formal[2])
            if (end := self._group(words, word)) > word.i:
                name = " ".join(text[word.start : words[end].end].split())
                yield Hit(n, word.i, end, word, name, "name", "organisation")
                continue
            type_ = self._type(word)
            if type_ is None:
                type_ = self._ending(word, alone=False)
                if type_ is None or not (self._seated(words, word) or self._town(words, word.i - 1)):
                    continue
            first = word.i - 1 if self._town(words, word.i - 1) and type_ != AREA else word.i
            if self.lexicon.lang == "en":
                first = _capitals(words, word)
            last = self._behind(words, word)
            if first == last:
                continue
            name = " ".join(text[words[first].start : words[last].end].split())
            if word.text.endswith("s") and word.lemma[:1].isupper() and word.text.startswith(word.lemma):
                # "des Landgerichts Köln" is the Landgericht Köln
                name = name.replace(word.text, word.lemma, 1)
            if type_ == AREA and (not word.dep.startswith("nsubj") or word.has("Number=Plur")):
                continue  # "die Städte Köln und Bonn"
            yield Hit(n, first, last, word, name, "name", "government" if type_ == AREA else type_)

    def _group(self, words: list[Word], word: Word) -> int:
        """The last word of a group's name that begins with what it is: "der Arbeitskreis Wasser"."""
        name = words[word.i + 1] if word.i + 1 < len(words) else None
        if name is None or not word.lower.endswith(self.lexicon.named_groups) or "-" in word.text:
            return word.i
        proper = name.pos in ("NOUN", "PROPN", "X") and name.text[0].isupper()
        own = word.lower.endswith(self.lexicon.part_of_name) or name.ent[2:] != "ORG"
        proper = (
            proper and own and name.ent[2:] not in ("PER", "PERSON") and name.child("case", "det") is None
        )
        tied = name.head is word and name.dep in ("appos", "flat", "nmod", "compound")
        return name.i if proper and tied else word.i

    def _type(self, word: Word) -> str | None:
        if word.pos not in ("NOUN", "PROPN") or not word.text[0].isupper():
            return None
        if self.lexicon.lang == "en" and word.i == 0:
            return None  # "Prosecutors in Paris": a capital letter for the sentence's sake
        table = self.lexicon.local_bodies
        for form in (
            word.lemma.lower(),
            word.lower,
            word.lower.removesuffix("s"),
            word.lower.removesuffix("es"),
        ):
            if form in table:
                return table[form]
        return None

    def _ending(self, word: Word, alone: bool = True) -> str | None:
        """What a noun names by its last part, where a town is named beside it: "Ausländerbehörde Neustadt".
        Only a name may be no more than that last part (`alone`): "die Koptische Kirche"."""
        if word.pos not in ("NOUN", "PROPN") or not word.text[0].isupper() or "-" in word.text:
            return None
        for form in (word.lower, word.lower.removesuffix("s"), word.lower.removesuffix("es")):
            type_ = self.lexicon.local_endings.of(form, alone)
            if type_ is not None:
                return type_
        return None

    def _seated(self, words: list[Word], noun: Word) -> bool:
        """Whether a town stands behind a noun; another name there is that of the body ("der Verband Nordlicht")."""
        last = self._behind(words, noun)
        return (
            last > noun.i
            and words[last].ent[2:] in ("LOC", "GPE")
            and self.knowledge.gender(words[last].text) is None
        )

    def _formal(self, words: list[Word], noun: Word, title: bool) -> tuple[int, str, str] | None:
        """The first word, the name and the type of a name that capital adjectives tell, inside of a sentence."""
        first = noun.i
        while first > 1 and self._capital(words[first - 1], words[first - 2]):
            first -= 1
        if first == noun.i or title:
            return None
        type_ = self._type(noun) or self._ending(noun)
        if type_ is None or type_ == AREA:
            return None
        adjectives = words[first : noun.i]
        owned = any(self.knowledge.adjective(w.text) is not None for w in adjectives)
        plain = self.knowledge.institution(noun.lower) or noun.lemma.lower() in self.lexicon.body_nouns
        if owned and plain:
            return None  # "die Syrische Armee": the body of that country, whatever its spelling
        return first, nominative(noun, adjectives), type_

    @staticmethod
    def _capital(word: Word, before: Word) -> bool:
        return (
            word.text[0].isupper()
            and word.text[1:].islower()
            and len(word.text) > 4
            and word.text.endswith(("e", "en", "er", "es", "em"))
            and (word.pos == "ADJ" or word.dep == "amod")
            and (
                word.text.endswith(("ische", "ischen", "ischer", "isches", "ischem"))
                or word.text[-2:] != "er"
            )
            and before.text not in (".", ":", "!", "?", "„", '"', "»", "“")
        )

    def _town(self, words: list[Word], k: int) -> bool:
        """Whether word k is the adjective of a town or region: "Tiroler"."""
        word = words[k] if k >= 0 else None
        return (
            word is not None
            and word.text[0].isupper()
            and word.text.endswith("er")
            and len(word.text) > 4
            and word.pos in ("ADJ", "PROPN", "NOUN", "X")
            and word.dep in ("amod", "compound", "flat", "det", "nmod")
            and self.knowledge.title(word.text) is None
            and self.knowledge.adjective(word.text) is None
        )

    def _behind(self, words: list[Word], noun: Word) -> int:
        """The last word of the town behind the noun, if one stands there: "Landgericht Köln", "von Köln"."""
        k = noun.i + 1
        links = self.lexicon.of | (self.lexicon.whereabouts if self.lexicon.lang == "en" else frozenset())
        linked = k < len(words) and words[k].lower in links
        k += linked
        if k >= len(words) or words[k].pos not in ("PROPN", "X") or not words[k].text[0].isupper():
            return noun.i
        parts = [words[k].text] if linked else words[k].text.split("-")  # "Amtsgericht Berlin-Mitte"
        plain = all(part[1:].islower() for part in parts)
        if not plain or words[k].ent[2:] in ("PER", "PERSON"):
            return noun.i
        head = words[k].head
        if head is not noun or words[k].dep not in ("appos", "flat", "nmod", "compound"):
            return noun.i
        last = k
        while last + 1 < len(words) and words[last + 1].dep == "flat" and words[last + 1].head is words[k]:
            last += 1
        return last


def _capitals(words: list[Word], noun: Word) -> int:
    """The first word of an English name in front of its noun: "Higher Regional Court"."""
    first = noun.i
    while first and words[first - 1].text[0].isupper() and words[first - 1].dep in ("amod", "compound"):
        first -= 1
    return first
