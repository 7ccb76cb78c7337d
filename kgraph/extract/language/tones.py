"""Praise and blame in words: what a noun, an adjective, a phrase says of the one whom it is said of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kgraph.extract.language.lists import Lists
from kgraph.extract.language.syntax import Word

_NOUN_ENDINGS = ("n", "en", "s", "es", "e", "er")
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
# The tags of "zu" and "too" before an adjective.
_DEGREES = ("PTKA", "RB")
# Shorter nouns are no sign of what a compound means that ends in them.
_TAIL = 4


class Tones:
    """The `[judgement]` of a language."""

    def __init__(self, data: Mapping[str, Sequence[str]], negators: frozenset[str]) -> None:
        self.words = Lists(data)
        self.negators = negators
        self.beginnings = tuple(data.get("negative_beginnings", ()))
        self.endings = tuple(data.get("negative_endings", ()))
        self.phrases = {
            value: [tuple(phrase.rsplit(" ", 1)) for phrase in data.get(f"{name}_phrases", ())]
            for name, value in (("negative", -1), ("positive", 1))
        }

    def listed(self, name: str) -> frozenset[str]:
        """The words of a list of `[judgement]`."""
        return self.words[name]

    def of(self, word: Word) -> int:
        """Whether a word praises (1) or blames (-1) whom it is said of, or neither (0)."""
        noun = word.pos in ("NOUN", "PROPN")
        kind, endings = ("nouns", _NOUN_ENDINGS) if noun else ("adjectives", _ADJECTIVE_ENDINGS)
        lemma, form = word.lemma.lower(), word.lower
        forms = {lemma, form, *(form.removesuffix(ending) for ending in endings)}
        lists = [(self.listed(f"negative_{kind}"), -1), (self.listed(f"positive_{kind}"), 1)]
        for known, value in lists:
            if forms & known:
                return value
        if word.dep == "amod" and forms & self.listed("positive_attributes"):
            return 1
        degree = next(
            (c for c in word.children if c.i == word.i - 1 and c.lower in self.listed("excess")), None
        )
        if degree is not None and degree.tag in _DEGREES:
            return -1  # "zu hart", "too late"; not "zu beenden"
        if noun:
            # "Kriegsverbrecher": the end of a compound says what it is
            for known, value in lists:
                if any(len(k) > _TAIL and lemma.endswith(k) for k in known):
                    return value
        elif word.pos == "ADJ" and not forms & self.listed("not_negative"):
            bare = {form for form in forms if len(form) > _TAIL}
            if any(form.startswith(self.beginnings) or form.endswith(self.endings) for form in bare):
                return -1
        return 0

    def said(self, words: Iterable[Word], negated: bool = False) -> int:
        """Below zero: blame; above: praise. What praises and is denied blames: "kein guter Plan"."""
        total = 0
        for word in words:
            tone = self.of(word)
            if tone and (negated or self._denied(word)):
                tone = -1 if tone > 0 else 0
            if tone < 0 and word.pos == "NOUN":
                return -1  # "die größte Bedrohung": the adjective makes it no better
            total += tone
        return total

    def negates(self, word: Word) -> bool:
        """Whether a negator hangs on a word."""
        return any(c.lower in self.negators for c in word.children)

    def _denied(self, word: Word) -> bool:
        head = word.head
        return self.negates(word) or (word.dep == "amod" and head is not None and self.negates(head))

    def phrase(self, verb: Word, joined: str) -> int:
        """ "geht zu weit", "bringt Menschen in Gefahr": blame or praise in a verb and a word of its clause.
        `joined`: the verb's lemma with its particle."""
        near = [c for c in verb.children if not c.dep.startswith(("nsubj", "conj", "advcl", "parataxis"))]
        near.extend(
            [g for c in near if c.dep in ("obj", "obl", "xcomp", "nmod", "advmod") for g in c.children]
        )
        words = {form for w in near for form in (w.lower, w.lemma.lower())}
        lemmas = frozenset([verb.lemma.lower(), joined])
        if verb.child("cop") is not None:
            lemmas = self.listed("being")
            words |= {verb.lower, verb.lemma.lower()}
        for value, phrases in self.phrases.items():
            if any(lemma in lemmas and word in words for word, lemma in phrases):
                return value
        return 0

    def wrong(self, verb: str, things: Iterable[Word]) -> bool:
        """ "verbreitet Lügen", "begeht Völkermord": something bad that one does."""
        return verb in self.listed("doing") and any(
            w.pos == "NOUN" and self.of(w) < 0 and not self.negates(w) for w in things
        )

    def crime(self, noun: Word) -> bool:
        """Whether a noun names what somebody must be behind: "Anschlag", "Cyberangriff"."""
        lemma = noun.lemma.lower()
        return any(lemma.endswith(k) for k in self.listed("crimes"))
