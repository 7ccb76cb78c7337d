"""Unnamed people who act for somebody: "Drei Männer wurden festgenommen. Sie handelten im Auftrag der Hamas".

Those who are said to work for an actor, to belong to it or to act on its orders stand for it, wherever the article
speaks of them without a name. The words are `[crews]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.grammar.clauses import relative_antecedent, verb_lemma, verb_slots
from kgraph.extract.grammar.nounphrases import behind
from kgraph.extract.language.syntax import Word

# For whom unnamed people may stand.
_TYPES = frozenset(["armed_group", "organisation", "government", "country", "group"])
# How many sentences before or behind it the people may be spoken of.
_REACH = 6


class Crews:
    """Finds the unnamed people of one article and whom they stand for."""

    def __init__(self, arguments: Arguments) -> None:
        self.arguments = arguments
        self.lexicon = arguments.lexicon
        self.reading = arguments.reading
        self.words = self.lexicon.crews

    def find(self) -> None:
        """Add mentions of those whom unnamed people stand for."""
        people = [(n, w) for n, s in enumerate(self.reading.sentences) for w in s.words if self._people(n, w)]
        if not people:
            return
        for n, sentence in enumerate(self.reading.sentences):
            for word in sentence.words:
                for subject, principal in self._bonds(n, word):
                    self._stand(n, subject, principal, people)

    def _people(self, n: int, word: Word) -> bool:
        """Whether a word is a plural of people without a name."""
        if word.pos not in ("NOUN", "ADJ") or word.dep == "amod" or not word.has("Number=Plur"):
            return False
        if self.reading.hit(n, word) is not None or word.child("appos", "flat", "nmod", "conj") is not None:
            return False
        forms = (word.lemma.lower(), word.lower.removesuffix("n"))
        return any(form in self.words["people"] for form in forms)

    # --- whose people they are -----------------------------------------------------------------------------

    def _bonds(self, n: int, word: Word) -> Iterator[tuple[Word, Hit]]:
        """The subjects that a word says to act for an actor, with that actor."""
        if any(c.lower in self.lexicon.negators for c in word.children):
            return
        if word.pos == "VERB":
            slots = verb_slots(word, self.lexicon)
            lemma = verb_lemma(word)
            bound = [
                w for name, words in slots.items() if f"{lemma} {name}" in self.words["bonds"] for w in words
            ]
            hits = [h for w in bound for h in self.arguments.actors(n, w)]
            for w in behind(slots, self.words["ordered"]):
                if w.lemma.lower() in self.words["orders"]:
                    hits += self.arguments.owners(n, w)
            subjects = slots.get("subj", [])
        elif word.pos == "NOUN" and word.lemma.lower() in self.words["members"] and word.has("Number=Plur"):
            subjects = word.kids("nsubj") or self._blamed(n, word)
            hits = self.arguments.owners(n, word) if subjects else []
        else:
            return
        # who works for a firm or club does not act for it
        types = _TYPES if word.pos == "NOUN" else _TYPES - {"organisation"}
        named = [h for h in hits if h.ent is not None and h.ent.type in types]
        if len({id(h.ent) for h in named}) == 1:
            for subject in subjects:
                yield subject, named[0]

    def _blamed(self, n: int, noun: Word) -> list[Word]:
        """Who is said to be members: "die beschuldigt werden, Mitglieder von X zu sein"."""
        if noun.child("cop") is None or noun.child("mark") is None:
            return []
        words = self.reading.sentences[n].words
        verb = next((w for w in reversed(words[: noun.i]) if w.pos == "VERB"), None)
        if verb is None or verb_lemma(verb) not in self.lexicon.matrix["blame"]:
            return []
        return [w for w in verb_slots(verb, self.lexicon).get("obj", ()) if w.i < verb.i]

    def _stand(self, n: int, subject: Word, principal: Hit, people: list[tuple[int, Word]]) -> None:
        """Let the people that a subject means stand for an actor, in the sentences around."""
        word = relative_antecedent(subject, self.lexicon) or subject
        if not any(w is word for _, w in people):
            if word.pos != "PRON" or self.reading.hit(n, word) is not None:
                return
            # "Sie handelten im Auftrag": those spoken of last
            before = [w for m, w in people if n - 2 <= m < n]
            if not before or not self._plural(word):
                return
            word = before[-1]
        first = next(k for k, (_, w) in enumerate(people) if w is word)
        start = people[first][0]
        size = self._size(word)
        while first and self._given(people[first][1]) and start - people[first - 1][0] <= _REACH:
            number = self._size(people[first - 1][1])
            if number and size and number != size:
                break
            first, size = first - 1, size or number
        for m, other in people[first:]:
            new = not self._given(other) and other is not people[first][1]
            if m > n + _REACH or (m > start and new):
                break
            if size and self._size(other) not in ("", size):
                continue
            if self.reading.hit(m, other) is None:
                hit = Hit(m, other.i, other.i, other, other.text, "noun", principal.label)
                hit.ent, hit.antecedent, hit.weak = principal.ent, principal, True
                self.reading.put(hit)
                self.reading.hits[m].sort(key=lambda h: h.first)

    @staticmethod
    def _plural(word: Word) -> bool:
        verb = word.head
        return word.has("Number=Plur") or (verb is not None and verb.has("Number=Plur"))

    def _given(self, word: Word) -> bool:
        """Whether people were spoken of before: "die Männer"."""
        return any(
            c.lower in (self.lexicon.contracted if c.dep == "case" else self.lexicon.definite)
            for c in word.kids("det", "case")
        )

    @staticmethod
    def _size(word: Word) -> str:
        number = word.child("nummod")
        return number.lower if number is not None else ""
