"""Who takes part in "the meeting", "the talks" that the text has told of before: those who join, lead a delegation or
speak of talks of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kgraph.extract.assertion.status import verb_status
from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.camps import same_camp
from kgraph.extract.events.carrying import Carriers
from kgraph.extract.events.rules import VERB_TRUST, Gap, Match, distinct
from kgraph.extract.grammar.clauses import Slots, prepositions, verb_lemma
from kgraph.extract.language.frames import Frame, Slot
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word

# How many sentences later "the meeting" may still be the one told before.
REACH = 6

Pair = tuple[Hit, Hit, bool]


class Meetings:
    """Keeps the last meeting of one article."""

    def __init__(
        self,
        lexicon: Lexicon,
        arguments: Arguments,
        carriers: Carriers,
        slots: Callable[[int, Word], Slots],
    ) -> None:
        self.lexicon = lexicon
        self.arguments = arguments
        self.carriers = carriers
        self.slots = slots
        self._last: tuple[int, list[Hit]] = (-REACH - 1, [])
        self._talks = self._last

    def told(self, n: int, pairs: Iterable[Pair], mode: str | None) -> None:
        """Take note of a meeting in sentence number `n`."""
        self._last = (n, distinct([hit for pair in pairs for hit in pair[:2]]))
        if mode not in ("visit", "mediate"):
            self._talks = self._last

    @staticmethod
    def _members(n: int, meeting: tuple[int, list[Hit]]) -> list[Hit]:
        """Those of a meeting, if it was told not long before."""
        return meeting[1] if 0 <= n - meeting[0] <= REACH else []

    def joining(
        self, n: int, noun: Word, carrier: Word | None, frame: Frame, pairs: list[Pair]
    ) -> list[Pair]:
        """The pairs of a meeting, with those of "Auch X nahm an dem Treffen teil": X meets those of the meeting that
        was told before, and not whom X came with."""
        found: list[Pair] = []
        members = self._members(n, self._last)
        talks = self._members(n, self._talks)
        anew = any(
            c.lower in self.lexicon.status["indefinite"] for c in noun.kids("det")
        )  # "attended a summit"
        if carrier is not None and members and not anew and self.carriers.takes_part(carrier):
            joining = distinct(self.carriers.participants(n, carrier))
            present = {id(h.ent) for h in members}
            pairs = [p for p in pairs if not _one_side(p[0], p[1], talks)]
            for k, one in enumerate(joining):
                if id(one.ent) not in present:
                    for other in joining[k + 1 :]:
                        if id(other.ent) not in present and not _one_side(one, other, talks):
                            found.append((one, other, True))
                    found.extend((one, other, True) for other in members if not same_camp(one, other))
        if pairs:
            self.told(n, pairs, frame.mode)
        return pairs + found

    def half_told(self, gap: Gap) -> None:
        """Take note of a meeting that names one side only: "Es gibt ein Essen mit X. Auch Y nimmt teil"."""
        if gap.frame.rel == "CONSULT" and gap.frame.kind == "noun" and gap.frame.mode == "meet":
            self._last = (gap.sent, gap.known)

    def with_somebody(self, n: int, noun: Word) -> bool:
        """Whether a noun says with whom it is: "das Treffen mit X"."""
        companions = set(self.lexicon.jointly_with)
        phrases = (c for c in noun.children if companions & set(prepositions(c, self.lexicon)))
        return any(self.arguments.actors(n, c) for c in phrases)

    def speaker(self, n: int, noun: Word, carrier: Word | None) -> list[Hit]:
        """ "Ein Treffen mit X habe nicht stattgefunden, sagte Y": Y speaks of a meeting of their own."""
        if carrier is None or not noun.dep.startswith(("nsubj", "obj", "expl")):
            return []
        scheduled = self.lexicon.adjective_status(carrier.lemma.lower(), carrier.lower) == "planned"
        if not scheduled and verb_lemma(carrier) not in self.lexicon.matrix["occur"]:
            return []
        speech = carrier.head if carrier.dep in ("ccomp", "parataxis") else carrier.child("parataxis")
        if speech is None or verb_lemma(speech) not in self.lexicon.matrix["report"]:
            return []
        return [h for w in self.slots(n, speech).get("subj", ()) for h in self.arguments.actors(n, w)][:1]

    def delegates(self, n: int, sentence: Sentence) -> Iterator[Match]:
        """ "Die amerikanische Delegation wurde von X geleitet", "Auch X nahm teil": X talks to the other side."""
        members = self._members(n, self._talks)
        for verb in sentence.words if len(members) > 1 else ():
            if verb.pos != "VERB" or not self._delegated(n, verb):
                continue
            subjects = self.slots(n, verb).get("subj", ())
            status = verb_status(verb, self.lexicon)
            for one in distinct(h for w in subjects for h in self.arguments.actors(n, w)):
                person = one.ent is not None and one.ent.type == "person"
                if person and any(_one_side(one, m, members) for m in members):
                    for other in members:
                        if not same_camp(one, other):
                            yield Match(one, other, _DELEGATE, verb, status, VERB_TRUST * 0.8, n)

    def _delegated(self, n: int, verb: Word) -> bool:
        """Whether the subject of a verb leads one side of talks, or takes part in what the text tells of."""
        lemma, slots = verb_lemma(verb), self.slots(n, verb)
        if lemma in self.lexicon.leading:
            led = slots.get("obj", ())
            return any(w.lemma.lower().endswith(self.lexicon.delegations) for w in led)
        joins = self.lexicon.matrix["participate"]
        things = [
            w for name in slots if name[0] == "/" or name == "obj" for w in slots[name] if w.pos == "NOUN"
        ]
        if lemma in joins:
            return not things
        return bool(things) and all(w.lower in joins for w in things)  # "took part"


_DELEGATE = Frame("CONSULT:delegate", "CONSULT", "verb", (Slot("subj"),), (Slot("obj"),), "negotiate")


def _one_side(one: Hit, other: Hit, members: list[Hit]) -> bool:
    """Whether two stand on one side of talks between two: "Die Unterhändler A und B nahmen teil"."""
    ours = [same_camp(one, member) for member in members]
    return same_camp(one, other) and any(ours) and not all(ours)
