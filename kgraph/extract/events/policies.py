"""Whose policy an article is about: who was said to decide, plan or bring in laws, reforms and measures.

Later sentences call it anything: "Der Senat will den Park nachts sperren. Das Vorhaben lobte X". The words are data:
`[making]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.matching import Matcher
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

# Who makes policy.
_MAKERS = frozenset(["country", "government", "intergovernmental", "person", "party"])
# What one does with words: who defends or demands a reform has not made it.
_WORDS = frozenset(["SUPPORT", "REQUEST", "ACCUSE", "REJECT"])


@dataclass(frozen=True, slots=True)
class Made:
    """That somebody was said to make a policy, in sentence `sent` at word `at`."""

    sent: int
    at: int
    makers: list[Hit]


class Policies:
    """The makers of policies in one article."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.lexicon: Lexicon = matcher.lexicon
        self.arguments: Arguments = matcher.arguments
        self._made: list[Made] | None = None

    def is_policy(self, word: Word) -> bool:
        """Whether a noun names what governments decide on: "Reform", "Gesetzentwurf", "Maßnahmen"."""
        return word.pos == "NOUN" and word.lemma.lower().endswith(self.lexicon.policies)

    def made(self) -> list[Made]:
        """All that the article tells of it, in the order of the text."""
        if self._made is None:
            self._made = list(self._all())
        return self._made

    def _all(self) -> Iterator[Made]:
        for n, sentence in enumerate(self.arguments.reading.sentences):
            for verb in sentence.words:
                if verb.pos != "VERB" or not self._makes(n, verb):
                    continue
                hits = [
                    h
                    for word in self.matcher.slots(n, verb).get("subj", ())
                    for h in self.arguments.actors(n, word)
                    if h.ent is not None and h.ent.type in _MAKERS
                ]
                if hits:
                    yield Made(n, verb.i, hits)

    def _makes(self, n: int, verb: Word) -> bool:
        """Whether a verb says that somebody decides on something, or wants to do it."""
        modals = {c.lemma.lower() for c in verb.kids("aux")}
        if modals & self.lexicon.obliging:
            return False  # who is to pass a law need not have planned it
        if modals & self.lexicon.plan_modals:
            return True
        lemma = verb_lemma(verb)
        if lemma in self.lexicon.deciding:
            return True
        things = self.matcher.slots(n, verb).get("obj", ())
        speaks = any(f.rel in _WORDS for f in self.lexicon.verbs.get(lemma, ()))  # "defended the reform"
        return lemma in self.lexicon.making and not speaks and any(self.is_policy(w) for w in things)

    def maker(self, n: int, word: Word, known: list[Hit]) -> Hit | None:
        """Whose a policy named in sentence `n` is: of the one who made policy last before, who has nothing to do with
        those who react."""
        if not self.is_policy(word) or any(
            self.lexicon.possessor(c.lower) for c in word.kids("det", "det:poss")
        ):
            return None
        for made in reversed(self.made()):
            if (made.sent, made.at) >= (n, word.i):
                continue
            if any(h.ent is k.ent for h in made.makers for k in known):
                return None
            return made.makers[0]
        return None
