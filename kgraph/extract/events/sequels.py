"""What follows from what was told right before: who is asked for amends, whom revenge is announced to, against whom
jets take off.

"X wirft Y Betrug vor. Er verlangt Schadenersatz": of Y. "Russland griff die Ukraine an. Polen ließ Jets aufsteigen":
against Russia. The words are `[sequels]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgraph.extract.assertion.status import verb_status
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.rules import VERB_TRUST, Gap, Match, distinct
from kgraph.extract.events.stateacts import understood_in
from kgraph.extract.events.told import one_side
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.grammar.nounphrases import behind
from kgraph.extract.language.frames import Frame, Slot
from kgraph.extract.language.syntax import Word

SCRAMBLE = Frame("MOBILIZE:scramble:implied", "MOBILIZE", "verb", (Slot("subj"),), (Slot("/gegen"),))

# How many sentences back the quarrel, the attack or the intruder may be told.
_REACH = 2
_QUARRELS = frozenset(["ACCUSE", "THREATEN", "REJECT", "PROTEST"])
_HARM = frozenset(["ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "ACCUSE"])
_FORCES = frozenset(["country", "government", "intergovernmental"])
_TRUST = 0.7


class Sequels:
    """Finds such targets in one article."""

    def __init__(
        self,
        matcher: Matcher,
        matches: Sequence[Match],
        gaps: Sequence[Gap],
    ) -> None:
        self.matcher = matcher
        self.lexicon = matcher.lexicon
        self.arguments = matcher.arguments
        self.reading = matcher.arguments.reading
        self.matches = matches
        self.gaps = gaps
        self.words = matcher.lexicon.sequels

    # --- gaps --------------------------------------------------------------------------------------------

    def target(self, gap: Gap, known: Hit, before: Iterator[Match]) -> Hit | None:
        """Of whom amends are demanded, or to whom revenge is announced, where nobody is named."""
        if gap.frame.kind != "verb" or gap.frame.rel not in ("REQUEST", "THREATEN"):
            return None
        kind = "amends" if gap.frame.rel == "REQUEST" else "retaliation"
        slots = self.matcher.slots(gap.sent, gap.trigger)
        things = [*slots.get("obj", ()), *behind(slots, self.words["demanding"])]
        nouns = [n for w in things for n in _inner(w)]
        if not any(self._is(w, kind) and self._bare(gap, w) for w in nouns):
            return None
        told = list(before)
        if kind == "amends":
            for match in told:
                near = match.trigger_sent == gap.sent - 1 and not one_side(match.target.ent, known.ent)
                if match.frame.rel in _QUARRELS and (near or match.source.ent is known.ent):
                    return match.target
        for match in told:
            if match.frame.rel in _HARM and one_side(match.target.ent, known.ent):
                return None if one_side(match.source.ent, known.ent) else match.source
        if kind == "retaliation":
            hits = [m.source for m in told if m.frame.rel == "ASSAULT"]
            for other in reversed(self.gaps):  # "griffen Schiffe an"
                if other.source and other.frame.rel == "ASSAULT" and 0 <= gap.sent - other.sent <= _REACH:
                    hits += other.known
            return hits[0] if hits and not one_side(hits[0].ent, known.ent) else None
        return None

    def _is(self, word: Word, kind: str) -> bool:
        forms = (word.lemma.lower(), word.lower, word.lower.removesuffix("s"), word.lower.removesuffix("n"))
        return any(form in self.words[kind] for form in forms)

    def _bare(self, gap: Gap, noun: Word) -> bool:
        """Whether nothing says whose answer or resignation is asked for."""
        owners = self.arguments.owners(gap.sent, noun)
        return not owners and not any(self.lexicon.possessor(c.lower) for c in noun.kids("det", "det:poss"))

    # --- jets --------------------------------------------------------------------------------------------

    def scrambled(self, told: set[int]) -> Iterator[Match]:
        """Jets that take off and forces that are put on alert, against whoever comes near or has just attacked."""
        for n, sentence in enumerate(self.reading.sentences):
            for verb in sentence.words:
                if verb.pos in ("VERB", "AUX") and id(verb) not in told and self._alarmed(verb):
                    yield from self._against(n, verb)

    def _alarmed(self, verb: Word) -> bool:
        lemma, words = verb_lemma(verb), self.words
        if lemma in words["rising"]:
            return any(self._is(w, "jets") for w in verb.kids("obj", "nsubj", "nsubj:pass"))
        if lemma in words["sending"]:
            up = any(self._is(w, "air") for w in verb.kids("obl"))
            return up and any(self._is(w, "jets") for w in verb.kids("obj", "nsubj:pass"))
        return lemma in words["alerting"] and any(self._is(w, "alert") for w in verb.kids("obl", "obj"))

    def _against(self, n: int, verb: Word) -> Iterator[Match]:
        slots = self.matcher.slots(n, verb)
        subjects = list(slots.get("subj", ()))
        if verb.dep in ("xcomp", "ccomp") and verb.head is not None:
            subjects = list(self.matcher.slots(n, verb.head).get("subj", ()))  # "ließ Kampfjets aufsteigen"
        for source in distinct(h for w in subjects for h in self.arguments.actors(n, w)):
            if source.ent is None or source.ent.type not in _FORCES:
                continue
            foe = self._intruder(n, verb, source)
            if foe is not None:
                target = understood_in(n, verb, foe)
                status = verb_status(verb, self.lexicon, rel="MOBILIZE")
                yield Match(source, target, SCRAMBLE, verb, status, VERB_TRUST * _TRUST, n)

    def _intruder(self, n: int, verb: Word, source: Hit) -> Hit | None:
        """The one whose aircraft or ships were spoken of last, else who attacked last."""
        for m in range(n, max(-1, n - 1 - _REACH), -1):
            words = self.reading.sentences[m].words
            things = [w for w in words if w.pos == "NOUN" and self._is(w, "intruders")]
            owners = distinct(h for w in things for h in self.arguments.owners(m, w))
            if not owners:  # "Nordkorea hat eine Rakete abgefeuert"
                verbs = [w.head for w in things if w.dep == "obj" and w.head is not None]
                verbs = [v for v in verbs if v is not verb and not self._alarmed(v)]
                acting = (w for v in verbs for w in self.matcher.slots(m, v).get("subj", ()))
                owners = distinct(h for w in acting for h in self.arguments.actors(m, w))
            foes = [h for h in distinct(owners) if not one_side(h.ent, source.ent)]
            foes = [h for h in foes if h.ent is not None and h.ent.type in ("country", "armed_group")]
            if foes:
                return foes[0] if len(foes) == 1 else None
        attacks = [x for x in self.matches if x.frame.rel == "ASSAULT" and x.trigger_sent <= n]
        struck = {id(x.target.ent) for x in attacks}
        found = [x.source for x in attacks if n - x.trigger_sent <= _REACH and id(x.source.ent) not in struck]
        found = [h for h in distinct(found) if not one_side(h.ent, source.ent)]
        return found[0] if len(found) == 1 else None


def _inner(noun: Word) -> Iterator[Word]:
    """A noun and what it is so much of: "zwei Millionen Euro Schadenersatz"."""
    yield noun
    for child in noun.kids("nmod", "appos", "flat"):
        if child.child("case") is None:
            yield from _inner(child)
