"""Bodies that are named by what they are for, and names in quotation marks: "die Volksallianz für Demokratie", "das
Zentrum für Politische Schönheit", "der „Arbeitskreis Vorratsdatenspeicherung“"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgraph.extract.entities.actors import Hit, head_of
from kgraph.extract.language.inflected import nominative
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word

_CLOSING = {"„": '“”"', "“": "”“", "»": "«", "«": "»", '"': '"', "‚": "‘’", "‘": "’"}
# A quotation longer than this is no name.
_LONGEST = 7


class Purposes:
    """Finds such names in one language; the nouns are data ([nouns.purpose])."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, n: int, sentence: Sentence, text: str) -> Iterator[Hit]:
        """The names of sentence number `n`."""
        words = sentence.words
        for word in words:
            if word.text in _CLOSING:
                yield from self._quoted(n, sentence, word.i, text)
            if self.lexicon.lang == "en" and (first := self._members(words, word)) < word.i:
                name = " ".join(text[words[first].start : word.end].split())
                yield Hit(n, first, word.i, word, name, "name", "organisation")
            if self._so_called(words, word):
                yield Hit(n, word.i, word.i, word, word.text, "name", "organisation")
                continue
            type_ = self.type_of(word)
            if type_ is None or not self._definite(words, word):
                continue
            last = self._aim(words, word)
            if last > word.i:
                first = word.i
                while first > 1 and words[first - 1].pos == "ADJ" and words[first - 1].text[0].isupper():
                    first -= 1
                behind = " ".join(text[words[word.i + 1].start : words[last].end].split())
                name = f"{nominative(word, words[first : word.i])} {behind}"
                yield Hit(n, first, last, word, name, "name", type_)

    def type_of(self, word: Word) -> str | None:
        """The actor type that a noun gives to a body named by what it is for; None for other nouns."""
        if word.pos not in ("NOUN", "PROPN") or not word.text[0].isupper() or word.has("Number=Plur"):
            return None
        for form in (
            word.lemma.lower(),
            word.lower.removesuffix("es"),
            word.lower.removesuffix("s"),
            word.lower,
        ):
            type_ = self.lexicon.purpose_heads.of(form)
            if type_ is not None:
                return type_
        return None

    def _so_called(self, words: Sequence[Word], word: Word) -> bool:
        """ "die so genannte Oberland-Gruppe"."""
        front, _, tail = word.text.rpartition("-")
        k = word.i - 1 - (word.i > 1 and words[word.i - 1].text in _CLOSING)
        told = k >= 0 and words[k].lower.startswith(self.lexicon.so_called) and bool(self.lexicon.so_called)
        return told and front[:1].isupper() and tail.lower() in self.lexicon.named_tails

    def _definite(self, words: Sequence[Word], noun: Word) -> bool:
        k = noun.i - 1
        while k > 0 and words[k].pos == "ADJ":
            k -= 1
        return k >= 0 and (
            words[k].lower in self.lexicon.articles or words[k].lower in self.lexicon.contracted
        )

    def _members(self, words: Sequence[Word], noun: Word) -> int:
        """The first word of a union that is named by its members, behind the article: "the teachers' union"."""
        k = noun.i - 2
        if (
            noun.lower not in self.lexicon.of_members
            or k < 1
            or words[k + 1].text not in ("'", "’", "'s", "’s")
        ):
            return noun.i
        plural = words[k].pos == "NOUN" and words[k].has("Number=Plur") and words[k].text.islower()
        while k > 0 and words[k - 1].dep == "compound" and words[k - 1].text.islower():
            k -= 1
        return k if plural and words[k - 1].lower in self.lexicon.articles else noun.i

    def _aim(self, words: Sequence[Word], noun: Word) -> int:
        """The last word of what a body is for: "für Demokratie", "für Umwelt und Naturschutz"."""
        k = noun.i + 1
        if k >= len(words) or words[k].lower not in self.lexicon.about:
            return noun.i
        end = self._phrase(words, k + 1)
        while (
            end is not None
            and end + 1 < len(words)
            and words[end + 1].lower in (",", *self.lexicon.membership["and"])
        ):
            # "für Wissenschaft, Gesundheit und Pflege"
            further = self._phrase(words, end + 2)
            if further is None or words[further].dep != "conj":
                break
            end = further
        return noun.i if end is None else end

    def _phrase(self, words: Sequence[Word], k: int) -> int | None:
        """The noun that ends the phrase which begins at word k."""
        while k < len(words) and words[k].pos in ("DET", "ADJ"):
            k += 1
        noun = words[k] if k < len(words) else None
        if noun is not None and noun.lemma.lower() in self.lexicon.posts:
            return None  # "der Kandidat der Partei für das Amt"
        if (
            noun is None
            or noun.pos not in ("NOUN", "PROPN")
            or not noun.text[0].isupper()
            or noun.ent[2:] == "PER"
        ):
            return None
        return k

    def _quoted(self, n: int, sentence: Sentence, k: int, text: str) -> Iterator[Hit]:
        """A name in quotation marks behind an article, if one of its words says that it is that of a body."""
        words = sentence.words
        if k == 0 or k + 2 >= len(words) or not words[k + 1].text[0].isupper():
            return
        before = words[k - 1].lower
        if before not in self.lexicon.articles and before not in self.lexicon.contracted:
            return
        for j in range(k + 2, min(len(words), k + 2 + _LONGEST)):
            if words[j].text in _CLOSING[words[k].text]:
                break
            if words[j].pos in ("VERB", "AUX", "PUNCT", "PRON"):
                return
        else:
            return
        inner = words[k + 1 : j]
        type_ = next((t for w in inner if (t := self.type_of(w)) is not None), None)
        if type_ is not None:
            name = " ".join(text[inner[0].start : inner[-1].end].split())
            yield Hit(
                n,
                inner[0].i,
                inner[-1].i,
                head_of(sentence.words, inner[0].i, inner[-1].i),
                name,
                "name",
                type_,
            )
