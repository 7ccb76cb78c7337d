"""Whose law, plan or decision a noun takes up: "Oslo verlängerte die Kontrollen. Dänemark kritisierte das Vorhaben".

An article's *makings* are the clauses in which an actor plans, makes or decides something, and the nouns that are said
to be somebody's ("der Entwurf der Regierung"). A later noun means one of them if it is the same noun, the last part of
it or made from its verb; or, nearby or in what the article begins with, if it is of the same family (a law, a ruling)
or fits all that one makes ("die Pläne"). A policy may be whatever was made last. The words are data: `[making]` and
`[ruling]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.doers import REACH, own
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.rules import Gap, distinct
from kgraph.extract.events.told import ANY
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.grammar.nounphrases import behind
from kgraph.extract.language.syntax import Word

# Whose laws, plans and controls others criticise.
_MAKERS = frozenset(
    [
        "country",
        "government",
        "person",
        "party",
        "intergovernmental",
        "armed_group",
        "company",
        "organisation",
    ]
)
# Who takes decisions that others must obey.
_RULERS = frozenset(["government", "intergovernmental", "country", "organisation"])
# What an article is about stands in its first sentences.
_LEAD = 3
_TAIL = 5


@dataclass(slots=True)
class Making:
    """Something that somebody plans, makes or decides, or that is theirs."""

    sent: int
    place: int
    makers: list[Hit]
    nouns: tuple[str, ...]  # what is made
    verbs: tuple[str, ...] = ()  # what nouns of it may be made from
    made: bool = True  # whether it is a plan or a measure
    ruled: bool = False  # whether it is a decision that others must obey
    backed: bool = False  # whether those named only speak for it
    loose: bool = False  # whether it is any noun of theirs


class Measures:
    """Finds the makers of one article."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.lexicon = matcher.lexicon
        self.arguments = matcher.arguments
        self.reading = matcher.arguments.reading
        self._makings: list[Making] | None = None

    @property
    def makings(self) -> list[Making]:
        """All makings, in the order of the text."""
        if self._makings is None:
            self._makings = [m for n in range(len(self.reading.sentences)) for m in self._of(n)]
        return self._makings

    def makers(self, gap: Gap, known: Hit, word: Word, likely: Callable[[Hit], bool]) -> list[Hit] | None:
        """Whose it is what a noun takes up, of those who are likely: nobody's to whom it is known, if it is theirs who
        react; None if the article does not tell."""
        for making in self._candidates(gap, word):
            if own(gap, known, making.makers):
                return []
            found = [h for h in making.makers if likely(h)]
            if found:
                return found
        return None

    def _candidates(self, gap: Gap, word: Word) -> Iterator[Making]:
        noun = word.lemma.lower()
        end = min(gap.trigger.i, word.i)
        before = [m for m in reversed(self.makings) if (m.sent, m.place) < (gap.sent, end)]
        near = [m for m in before if gap.sent - m.sent <= 2 * REACH or m.sent < _LEAD]
        plan, policy = noun.endswith(self.lexicon.plans), noun.endswith(self.lexicon.policies)
        for backed in (False, True):
            for making in near if plan or noun in self.lexicon.deeds else before:
                far = making.loose and gap.sent - making.sent >= REACH
                if making.backed == backed and not far and self._same(noun, making):
                    yield making
            yield from (m for m in near if m.backed == backed and self._akin(noun, m))
            yield from (m for m in near if m.backed == backed and plan and m.made)
            yield from (m for m in before if m.backed == backed and policy and m.made and m.verbs)

    def main(self, gap: Gap, known: Hit) -> list[Hit]:
        """Whose plan criticism that names nothing is for: one of the sentences before or what the article begins
        with."""
        for making in reversed(self.makings):
            near = gap.sent - making.sent <= _LEAD or making.sent < _LEAD
            if making.sent < gap.sent and near and making.made and making.verbs and not making.backed:
                return [] if own(gap, known, making.makers) else making.makers
        return []

    def _same(self, noun: str, making: Making) -> bool:
        """Whether a noun is what was made, the last part of it, or made from the verb."""
        return any(_part(noun, other) for other in making.nouns) or any(
            _from_verb(noun, verb) for verb in making.verbs
        )

    def _akin(self, noun: str, making: Making) -> bool:
        """Whether a noun may be another word for what was made."""
        if making.ruled and noun.endswith(self.lexicon.rulings):
            return True
        return any(
            noun.endswith(family) and any(other.endswith(family) for other in making.nouns)
            for family in (*self.lexicon.measures, self.lexicon.plans)
        )

    def _of(self, n: int) -> Iterator[Making]:
        for word in self.reading.sentences[n].words:
            if word.pos == "VERB":
                yield from self._verb(n, word)
            elif word.pos == "NOUN":
                noun = word.lemma.lower()
                planned = noun.endswith((*self.lexicon.plans, *self.lexicon.measures[0]))
                ruled = noun.endswith(self.lexicon.rulings)
                deed = ANY in self.lexicon.deeds.get(noun, ())
                loose = not deed and not any(noun.endswith(family) for family in self.lexicon.measures)
                if loose and self.lexicon.befalls(noun):
                    continue  # "die Festnahme des Ministers"
                found = [h for h in distinct(self.arguments.doers(n, word)) if h.head is not word]
                makers = self._able(found, ruled and not planned)
                if makers:
                    loose = loose and not planned and not ruled
                    yield Making(n, word.i, makers, (noun,), (), planned, ruled, False, loose)

    def _verb(self, n: int, verb: Word) -> Iterator[Making]:
        if any(c.lower in self.lexicon.negators for c in verb.children):
            return
        lemma = verb_lemma(verb)
        willing = any(c.lemma.lower() in self.lexicon.matrix["want"] for c in verb.kids("aux"))
        made = lemma in self.lexicon.making or willing
        ruled = lemma in self.lexicon.ruling_verbs
        taken = verb.kids("obj", "nsubj:pass") if lemma in self.lexicon.matrix["light"] else []
        measures = (*self.lexicon.rulings, *self.lexicon.plans)
        decided = any(w.lemma.lower().endswith(measures) for w in taken)  # "traf eine Entscheidung"
        made, ruled = made or decided, ruled or decided
        if any(c.lemma.lower() in self.lexicon.obliging for c in verb.kids("aux")):
            return  # who is to pass a law need not have planned it
        slots = self.matcher.slots(n, verb)
        subjects = [h for w in slots.get("subj", ()) for h in self.arguments.actors(n, w)]
        makers = self._able(distinct(subjects), ruled and not made)
        if not makers:
            return
        nouns: list[str] = []
        verbs = [lemma]
        for deed in (verb, *(verb.kids("xcomp") if made else ())):
            slots = self.matcher.slots(n, deed)
            levied = behind(slots, self.lexicon.levied_on)
            places = [*self._things(n, deed), *levied]
            if made:
                nouns += [w.lemma.lower() for w in _with_inner(places)]
            if deed is not verb:
                verbs.append(verb_lemma(deed))
        backed = lemma in self.lexicon.advocating
        yield Making(n, verb.i, makers, tuple(nouns), tuple(verbs), made, ruled, backed)

    def _things(self, n: int, verb: Word) -> list[Word]:
        """What is made; of a relative clause, the nouns right before it."""
        things = verb.kids("obj", "nsubj:pass")
        start = verb.subtree()[0].i
        if any(w.lower in self.lexicon.relative_pronouns and w.i <= start + 1 for w in things):
            before = self.reading.sentences[n].words[max(0, start - 4) : start]
            things.extend(w for w in before if w.pos == "NOUN")
        return things

    @staticmethod
    def _able(hits: list[Hit], ruled: bool) -> list[Hit]:
        types = _RULERS if ruled else _MAKERS
        return [h for h in hits if h.ent is not None and h.ent.type in types][:3]


def _with_inner(words: list[Word]) -> Iterator[Word]:
    """ "die Einführung einer Datei", "einen Plan für einen Waffenstillstand"."""
    for word in words:
        if word.pos != "NOUN":
            continue
        yield word
        yield from (c for c in word.kids("nmod") if c.pos == "NOUN")


def _part(noun: str, other: str) -> bool:
    """Whether one noun is the other or its last part: "das Gesetz", "das Polizeigesetz"."""
    if noun == other:
        return True
    return (len(noun) > _TAIL and other.endswith(noun)) or (len(other) > _TAIL and noun.endswith(other))


def _from_verb(noun: str, verb: str) -> bool:
    """Whether a noun is made from a verb: "proposal" from "propose", "Ankündigung" from "ankündigen"; also at the end
    of a compound: "Laufzeitverlängerung"."""
    stem = max(4, len(verb) - 3)
    if len(verb) >= 4 and noun[:stem] == verb[:stem]:
        return True
    bare = verb.removesuffix("n").removesuffix("e")
    return len(bare) > _TAIL and noun.endswith(bare + "ung")
