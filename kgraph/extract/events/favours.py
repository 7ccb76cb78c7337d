"""Whom help, an apology or an admitted defeat is for, and who grants it, where only one of the two is named.

"X leistete Hilfe": those who are helped before. "X entschuldigte sich": with those who had demanded it. "X gestand die
Niederlage ein": to who won. "Das Gesetz erlaubt Y": by who made the law. The words are data: `[favours]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.events.doers import REACH
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.measures import Measures
from kgraph.extract.events.rules import Gap, Match
from kgraph.extract.events.told import one_side
from kgraph.extract.grammar.clauses import prepositions, verb_lemma
from kgraph.extract.language.syntax import Word

_ALLOWED = frozenset(["CONCEDE", "SANCTION"])
# How many sentences back somebody blamed whoever now apologises.
_WRONGED = 2
_HELPED = frozenset(["country", "group", "organisation"])
_RIVALS = frozenset(["person", "party"])


class Favours:
    """Fills such gaps of one article."""

    def __init__(
        self,
        matcher: Matcher,
        gaps: Sequence[Gap],
        measures: Measures,
        same_side: Callable[[Ent | None, Ent | None], bool],
    ) -> None:
        self.matcher = matcher
        self.lexicon = matcher.lexicon
        self.arguments = matcher.arguments
        self.gaps = gaps
        self.measures = measures
        self.same_side = same_side

    def receiver(self, gap: Gap, known: Hit, before: Iterator[Match]) -> Hit | None:
        """Whom a favour is for that names only who grants it."""
        if gap.frame.rel == "AID" and self._helps(gap):
            if gap.carrier is not None and verb_lemma(gap.carrier) in self.lexicon.favours["needing"]:
                return None  # "wollen Hilfe von X erhalten": whoever does
            return self._helped(gap, known, before)
        if gap.frame.rel != "CONCEDE" or gap.frame.kind != "verb":
            return None
        if verb_lemma(gap.trigger) in self.lexicon.favours["apologising"] and not self._phrase(
            gap, self.lexicon.favours["apologised_to"]
        ):
            mine = [
                m
                for m in before
                if m.frame.rel in ("REQUEST", "ACCUSE", "THREATEN")
                and self.same_side(m.target.ent, known.ent)
                and not one_side(m.source.ent, known.ent)
            ]
            asked = [m for m in mine if m.frame.rel != "THREATEN" and self._apology(m.trigger_sent)]
            near = [m for m in mine if m.frame.rel != "REQUEST" and gap.sent - m.trigger_sent <= _WRONGED]
            finite = gap.trigger.dep != "xcomp"  # not "refused to apologise"
            if asked or (finite and len({id(m.source.ent) for m in near}) == 1):
                return (asked or near)[0].source
        things = self.matcher.slots(gap.sent, gap.trigger).get("obj", ())
        if any(w.lemma.lower() in self.lexicon.favours["defeats"] for w in things):
            return self._winner(gap, known)
        return None

    def giver(self, gap: Gap, known: Hit, before: Iterator[Match]) -> Hit | None:
        """Who grants a favour, or bans something, that names only whom that befalls."""
        if gap.frame.kind == "verb" and gap.frame.rel in _ALLOWED:
            for word in self.matcher.slots(gap.sent, gap.trigger).get("subj", ()):
                if not word.lemma.lower().endswith(self.lexicon.measures[0]):
                    continue
                makers = self.measures.makers(
                    gap, known, word, lambda hit: not self.same_side(hit.ent, known.ent)
                )
                if makers:
                    return makers[0]
        if gap.frame.rel == "AID" and (self._helps(gap) or self._receives(gap)):
            return next(
                (m.source for m in before if m.frame.rel == "AID" and m.target.ent is known.ent), None
            )
        return None

    def _helps(self, gap: Gap) -> bool:
        """Whether somebody is helped, and nothing more is said of whom."""
        words = self.lexicon.favours["help"]
        if gap.frame.kind == "noun":
            helps = gap.trigger.lemma.lower() in words
            inside = (gap.trigger, *gap.trigger.kids("compound"))
            if any(h.head in inside for h in gap.known) or self._phrase_of(
                gap.trigger, self.lexicon.favours["by_help_of"]
            ):
                return False  # "die Ukraine-Hilfe", "Ukraine aid", "mit Hilfe von X"
        else:
            helps = gap.frame.idiom in words
        return helps and not self._phrase(gap, self.lexicon.favours["help_to"])

    def _phrase_of(self, noun: Word, cases: frozenset[str]) -> bool:
        return not cases.isdisjoint(prepositions(noun, self.lexicon))

    def _receives(self, gap: Gap) -> bool:
        lemma = verb_lemma(gap.trigger)
        return gap.frame.kind == "verb" and lemma in self.lexicon.matrix["receive"]

    def _phrase(self, gap: Gap, cases: frozenset[str]) -> bool:
        """Whether a phrase beside the trigger, or an object in the dative, may name somebody."""
        words: list[Word] = [*gap.trigger.kids("nmod", "obl")]
        if gap.carrier is not None:
            words += gap.carrier.kids("obl")
        verb = gap.carrier if gap.carrier is not None else gap.trigger
        dative = verb.pos == "VERB" and bool(self.matcher.slots(gap.sent, verb).get("dat"))
        return dative or any(self._phrase_of(w, cases) for w in words)

    def _helped(self, gap: Gap, known: Hit, before: Iterator[Match]) -> Hit | None:
        for match in before:
            ent = match.target.ent
            if match.frame.rel != "AID" or ent is None or ent.type not in _HELPED:
                continue
            if not self.same_side(ent, known.ent):
                return match.target
        for other in reversed(self.gaps):
            if other.frame.rel == "AID" and not other.source and other.sent <= gap.sent:
                ent = other.known[0].ent
                if ent is not None and ent.type in _HELPED and not self.same_side(ent, known.ent):
                    return other.known[0]
        return self._about(gap, known)

    def _about(self, gap: Gap, known: Hit) -> Hit | None:
        """The country that is spoken of right before, or else by far the most, and is no helper itself."""
        count: dict[int, list[Hit]] = {}
        for row in self.arguments.reading.hits[: gap.sent + 1]:
            for hit in row:
                ent = hit.ent
                if ent is not None and ent.type == "country" and not self.same_side(ent, known.ent):
                    count.setdefault(id(ent), []).append(hit)
        ranked = sorted(count.values(), key=len, reverse=True)
        if not ranked or (len(ranked) > 1 and len(ranked[0]) < 2 * len(ranked[1])):
            return None
        return ranked[0][-1]

    def _apology(self, m: int) -> bool:
        """Whether a sentence speaks of an apology."""
        stems = tuple(self.lexicon.favours["apologies"])
        return any(w.lower.startswith(stems) for w in self.arguments.reading.sentences[m].words)

    def _winner(self, gap: Gap, known: Hit) -> Hit | None:
        """Who was said to have won."""
        sentences = self.arguments.reading.sentences
        near = sorted(range(len(sentences)), key=lambda m: (abs(m - gap.sent), m > gap.sent))
        for m in (m for m in near if abs(m - gap.sent) <= REACH):
            for verb in sentences[m].words:
                if verb.pos != "VERB" or verb_lemma(verb) not in self.lexicon.favours["winning"]:
                    continue
                for word in self.matcher.slots(m, verb).get("subj", ()):
                    for hit in self.arguments.actors(m, word):
                        if hit.ent is not None and hit.ent is not known.ent and hit.ent.type in _RIVALS:
                            return hit
        return None
