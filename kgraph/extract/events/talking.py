"""With whom one talks, where a sentence names one side only: "Trump sei offen für Gespräche" means those with
whom his side was said to talk before.

Peace talks and truces that name nobody were read as those of the two that fight each other in the article; 10 of 19 of
these were right, so nothing is understood there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgraph.extract.assertion.nounstatus import noun_status
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.camps import same_camp
from kgraph.extract.events.doers import REACH
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.rules import NOUN_TRUST, Gap, Match
from kgraph.extract.events.stateacts import understood
from kgraph.extract.events.told import place_in_text
from kgraph.extract.grammar.clauses import prepositions
from kgraph.extract.language.frames import Frame
from kgraph.extract.language.syntax import Word

# How far to trust who is understood; chosen on annotated articles.
PARTNER_TRUST = 0.75

# How many sentences behind a visit its talks are told.
NEAR = 2

_TALKS = frozenset(["CONSULT", "AGREE"])


class Talking:
    """Finds the other side in one article, beside the matches of its frames."""

    def __init__(self, matcher: Matcher, matches: Sequence[Match]) -> None:
        self.matcher = matcher
        self.lexicon = matcher.lexicon
        self.matches = sorted(matches, key=place_in_text)
        self.told = {m.trigger_sent for m in matches if m.frame.rel in _TALKS}

    def found(self) -> Iterator[Match]:
        """The further matches."""
        for gap in self.matcher.gaps:
            guest = self._guest(gap)
            if guest is not None:
                self.told.add(gap.sent)
                other = guest if guest.sent == gap.sent else understood(gap, gap.trigger, guest)
                yield from (self._match(gap, other, known) for known in gap.known)
                continue
            if gap.sent in self.told or not gap.source or len(gap.known) != 1 or not self._is_talk(gap.frame):
                continue
            partner = self._partner(gap, gap.known[0]) if self._open(gap.trigger, gap.carrier) else None
            if partner is not None:
                self.told.add(gap.sent)
                other = partner if partner.sent == gap.sent else understood(gap, gap.trigger, partner)
                yield self._match(gap, gap.known[0], other)

    def _guest(self, gap: Gap) -> Hit | None:
        """ "X reist nach Kanada. Geplant ist ein Treffen mit Y": X."""
        frame = gap.frame
        meets = frame.rel == "CONSULT" and frame.kind == "noun" and frame.mode not in ("visit", "mediate")
        if gap.source or not meets or gap.sent in self.told or not gap.known:
            return None
        for match in reversed(self.matches):
            if not 0 <= gap.sent - match.trigger_sent <= NEAR or match.frame.rel != "CONSULT":
                continue
            if (
                match.frame.mode == "visit"
                and match.source.ent is not None
                and match.source.ent.type == "person"
            ):
                theirs = any(match.source.ent is k.ent or same_camp(match.source, k) for k in gap.known)
                return None if theirs else match.source
        return None

    def _is_talk(self, frame: Frame) -> bool:
        if frame.rel != "CONSULT" or frame.kind != "noun" or frame.mode not in ("negotiate", "other"):
            return False
        return any(slot.name[1:] in self.lexicon.jointly_with for slot in frame.target)

    def _open(self, noun: Word, carrier: Word | None) -> bool:
        """Whether nobody is named with whom the talks are."""
        named = self.lexicon.between.union(self.lexicon.jointly_with)
        near = [*noun.children, *(carrier.children if carrier is not None else ())]
        return not any(named & set(prepositions(c, self.lexicon)) for c in near)

    def _partner(self, gap: Gap, known: Hit) -> Hit | None:
        for match in reversed(self.matches):
            near = 0 <= gap.sent - match.trigger_sent <= 2 * REACH
            if not near or match.frame.rel not in _TALKS or match.frame.mode in ("visit", "mediate"):
                continue
            for one, other in ((match.source, match.target), (match.target, match.source)):
                if (one.ent is known.ent or same_camp(one, known)) and not same_camp(other, known):
                    return other
        return None

    def _match(self, gap: Gap, source: Hit, target: Hit) -> Match:
        status = noun_status(gap.trigger, gap.carrier, self.lexicon)
        sure = NOUN_TRUST * gap.frame.confidence * PARTNER_TRUST
        return Match(source, target, gap.frame, gap.trigger, status, sure, gap.sent, gap.carrier)
