"""Against whom a protest is that names no one: the employer of those who strike, the government whose policy it is.

"Verdi verhandelt mit X. Die Gewerkschaft ruft zum Streik auf": against X. "Y demonstrierte in Oslo gegen das neue
Polizeigesetz": against Norway. The words are data: `[protest]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.doers import REACH
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.rules import Gap, Match, distinct
from kgraph.extract.events.stateacts import StateActs
from kgraph.extract.language.syntax import Word

# Who employs others.
_EMPLOYERS = frozenset(["company", "organisation", "government"])
# Who protests against the policy of their country.
_MOVEMENTS = frozenset(["party", "organisation", "group"])
# What goes on between employers and unions.
_BARGAINING = frozenset(["CONSULT", "AGREE", "REJECT", "REQUEST", "PROTEST"])


class Protests:
    """Finds those at whom protests of one article are aimed."""

    def __init__(self, matcher: Matcher, state: StateActs) -> None:
        self.lexicon = matcher.lexicon
        self.arguments = matcher.arguments
        self.state = state

    def target(self, gap: Gap, known: Hit, things: list[Word], before: Iterator[Match]) -> Hit | None:
        """Against whom somebody strikes or demonstrates."""
        if gap.frame.rel != "PROTEST" or known.ent is None or known.ent.type not in _MOVEMENTS:
            return None
        words = (gap.trigger.lemma.lower(), *gap.frame.idiom.split())
        if any(word.endswith(self.lexicon.strikes) for word in words):
            return self._employer(gap, known, before) or self._company(gap)
        if any(w.pos == "NOUN" and w.lemma.lower().endswith(self.lexicon.policies) for w in things):
            country = self.state.scene(gap.sent) or self.state.home()
            if country is not None and known.ent.country in (None, country.country):
                return self.state.mention(gap, country)
        return None

    def _company(self, gap: Gap) -> Hit | None:
        """The only company that the article named before."""
        rows = self.arguments.reading.hits[: gap.sent]
        found = distinct(h for row in rows for h in row if h.ent is not None and h.ent.type == "company")
        here = [h.ent for h in self.arguments.reading.hits[gap.sent]]
        return found[0] if len(found) == 1 and found[0].ent not in here else None

    def _employer(self, gap: Gap, known: Hit, before: Iterator[Match]) -> Hit | None:
        """Whose staff is called out, or with whom the strikers bargained."""
        verb = gap.carrier or gap.trigger
        for word in verb.subtree():
            if word.lemma.lower() in self.lexicon.workforce:
                for hit in self.arguments.owners(gap.sent, word):
                    if hit.ent is not None and hit.ent is not known.ent and hit.ent.type in _EMPLOYERS:
                        return hit
        for match in before:
            if match.frame.rel not in _BARGAINING or gap.sent - match.trigger_sent > 2 * REACH:
                continue
            pair = (match.source, match.target)
            sides = [h for h in pair if h.ent is not known.ent and h.ent is not None]
            # another union strikes as well
            joined = match.frame.rel == "PROTEST" and sides[-1:] == [match.target]
            if (len(sides) == 1 or joined) and sides[-1].ent.type in _EMPLOYERS:  # type: ignore[union-attr]
                return sides[-1]
        return None
