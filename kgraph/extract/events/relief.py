"""Help in a disaster that names nobody who gets it: "Ein Beben hat X erschüttert. Y schickte 50 Retter in die Region".

It goes to the country that was said to be struck. The words are `[relief]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kgraph.extract.assertion.status import verb_status
from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.rules import VERB_TRUST, Match, distinct
from kgraph.extract.events.stateacts import understood_in
from kgraph.extract.grammar.clauses import prepositions, verb_lemma
from kgraph.extract.language.frames import Frame, Slot
from kgraph.extract.language.syntax import Word

RELIEF = Frame("AID:relief:implied", "AID", "verb", (Slot("subj"),), (Slot("dat"),))

# Who helps in a disaster.
_HELPERS = frozenset(["country", "government", "intergovernmental", "organisation", "company", "person"])
_TRUST = 0.75


class Relief:
    """Finds such help in one article."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.arguments = matcher.arguments
        self.lexicon = matcher.lexicon
        self.reading = matcher.arguments.reading
        self.words = matcher.lexicon.relief
        self._nouns = matcher.lexicon.relief_endings
        self._struck: list[tuple[int, Hit]] | None = None

    def found(self, told: set[int]) -> Iterator[Match]:
        """The help of one article, but for the verbs of which aid is told already."""
        for n, sentence in enumerate(self.reading.sentences):
            for verb in sentence.words:
                if verb.pos != "VERB" or id(verb) in told:
                    continue
                kinds = self._kinds(verb_lemma(verb), verb)
                if kinds is not None:
                    yield from self._helped(n, verb, kinds)

    def _kinds(self, lemma: str, verb: Word) -> tuple[str, ...] | None:
        """Of what kind the object of a helping verb has to be; none for "helfen" alone."""
        if lemma in self.words["helping"]:
            return ()
        if lemma in self.words["sending"] or any(
            f"{w.lemma.lower()}+{lemma}" in self.words["sending"] for w in verb.kids("obl")
        ):
            return ("goods",)
        return ("goods", "help") if lemma in self.words["offering"] else None

    def _helped(self, n: int, verb: Word, kinds: tuple[str, ...]) -> Iterator[Match]:
        slots = self.matcher.slots(n, verb)
        objects = [w for o in slots.get("obj", ()) for w in (o, *o.conjuncts())]
        if kinds and not any(self._is(w, kind) for w in objects for kind in kinds):
            return
        if not kinds and (objects or verb.kids("ccomp")):
            return
        if any(self.reading.hit(n, w) is not None for w in objects):
            return
        struck = self._stricken(n)
        if struck is None or not self._open(n, verb, objects, struck):
            return
        target = understood_in(n, verb, struck)
        status = verb_status(verb, self.lexicon, rel="AID")
        if status == "actual" and verb_lemma(verb) in self.words["promising"]:
            status = "planned"
        for source in distinct(h for w in slots.get("subj", ()) for h in self.arguments.actors(n, w)):
            ent = source.ent
            if ent is None or ent.type not in _HELPERS or self._own(ent, struck.ent):
                continue
            if ent.type == "person" and not ent.offices:
                continue
            yield Match(source, target, RELIEF, verb, status, VERB_TRUST * _TRUST, n)

    def _own(self, ent: Ent, struck: Ent | None) -> bool:
        """Whether it is the stricken country itself that acts, or somebody of it."""
        known = struck.known.id if struck is not None and struck.known is not None else None
        return ent is struck or (
            known is not None and self.arguments.knowledge.same_state(ent.country, known)
        )

    def _is(self, word: Word, kind: str) -> bool:
        table = self._nouns[kind]
        if word.pos not in ("NOUN", "PROPN"):
            return False
        return table.of(word.lemma.lower()) is not None or table.of(word.lower.removesuffix("n")) is not None

    def _open(self, n: int, verb: Word, objects: list[Word], struck: Hit) -> bool:
        """Whether nothing but "die Region" or "die Opfer" says whom the help is for."""
        slots = self.matcher.slots(n, verb)
        toward = self.words["toward"]
        words = [w for name in ("dat", *("/" + case for case in toward)) for w in slots.get(name, ())]
        words += [
            c for o in objects for c in o.kids("nmod", "obl") if set(prepositions(c, self.lexicon)) & toward
        ]
        return all(self._vague(n, w, struck) for w in words if w not in objects)

    def _vague(self, n: int, word: Word, struck: Hit) -> bool:
        """Whether a phrase may mean the stricken country: by a common noun, or by one of its places."""
        hit = self.reading.hit(n, word) or self.arguments.capital(n, word) or self.arguments.town(n, word)
        if hit is not None and hit.ent is not None:
            return self._own(hit.ent, struck.ent)
        return word.pos == "PROPN" or self._is(word, "sufferers") or self._is(word, "disasters")

    def _stricken(self, n: int) -> Hit | None:
        """The country that is named most where the article tells of the disaster, up to sentence n."""
        if self._struck is None:
            self._struck = [row for m in range(len(self.reading.sentences)) for row in self._places(m)]
        before = [h for m, h in self._struck if m <= n]
        count: Counter[int] = Counter(id(h.ent) for h in before)
        ranked = count.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return next(h for h in reversed(before) if id(h.ent) == ranked[0][0])

    def _places(self, m: int) -> Iterator[tuple[int, Hit]]:
        """The countries, one time each, that a sentence about a disaster names."""
        words = self.reading.sentences[m].words
        if not any(
            self._nouns["disasters"].of(w.lemma.lower()) is not None
            if w.pos == "NOUN"
            else w.pos == "VERB" and verb_lemma(w) in self.words["striking"]
            for w in words
        ):
            return
        seen: set[int] = set()
        for word in words:
            hit = self.reading.hit(m, word)
            if hit is None or hit.ent is None:
                hit = self.arguments.capital(m, word) or self.arguments.town(m, word)
            ent = hit.ent if hit is not None else None
            if hit is not None and ent is not None and ent.type == "country" and id(ent) not in seen:
                seen.add(id(ent))
                yield m, hit
