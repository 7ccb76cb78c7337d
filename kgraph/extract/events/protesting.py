"""Against whom a protest or a union's demand is that names no one: the employer of those who strike, the government
whose policy it is.

"Verdi verhandelt mit X. Die Gewerkschaft ruft zum Streik auf", "… fordert mehr Lohn": X. "Y demonstrierte in Oslo gegen
das neue Polizeigesetz": Norway. The words are data: `[protest]` and `[bargaining]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.sides import UNIONS, disputed
from kgraph.extract.events.doers import REACH
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.rules import Gap, Match, distinct
from kgraph.extract.events.stateacts import StateActs
from kgraph.extract.grammar.clauses import prepositions, verb_lemma
from kgraph.extract.grammar.nounphrases import behind
from kgraph.extract.language.syntax import Word

# Who employs others.
_EMPLOYERS = frozenset(["company", "organisation", "government", "group"])
# Whom strikes hit; a government is that of the place.
_STRUCK = _EMPLOYERS - {"government"}
# Who protests against the policy of their country.
_MOVEMENTS = frozenset(["party", "organisation", "group"])
# What goes on between employers and unions.
_BARGAINING = frozenset(["CONSULT", "AGREE", "REJECT", "REQUEST", "PROTEST"])


class Protests:
    """Finds those at whom protests of one article are aimed."""

    def __init__(self, matcher: Matcher, state: StateActs) -> None:
        self.matcher = matcher
        self.wages = matcher.lexicon.bargaining["wages"]
        self.lexicon = matcher.lexicon
        self.arguments = matcher.arguments
        self.state = state

    def target(self, gap: Gap, known: Hit, things: list[Word], before: Iterator[Match]) -> Hit | None:
        """Against whom somebody strikes or demonstrates, of whom a union demands more pay, whom it threatens with a
        strike."""
        if gap.frame.rel in ("REQUEST", "THREATEN"):
            return self._bargained(gap, known, before)
        if gap.frame.rel != "PROTEST" or known.ent is None or known.ent.type not in _MOVEMENTS:
            return None
        words = (gap.trigger.lemma.lower(), *gap.frame.idiom.split())
        if any(word.endswith(self.lexicon.strikes) for word in words):
            employer = self._employer(gap, known, before) or self._struck(gap, known)
            return employer or self._side(gap) or self._company(gap)
        if any(w.pos == "NOUN" and w.lemma.lower().endswith(self.lexicon.policies) for w in things):
            country = self.state.scene(gap.sent) or self.state.home()
            if country is not None and known.ent.country in (None, country.country):
                return self.state.mention(gap, country)
        return None

    def _bargained(self, gap: Gap, known: Hit, before: Iterator[Match]) -> Hit | None:
        """Of whom a union demands more pay or shorter hours: the employer it bargains with or strikes against."""
        if gap.frame.kind != "verb" or known.ent is None or known.ent.type not in UNIONS:
            return None
        asks = gap.frame.rel == "REQUEST"
        slots = self.matcher.slots(gap.sent, gap.trigger)
        things = slots.get("obj", ()) if asks else behind(slots, self.lexicon.means)
        words = [c for w in things for c in w.conjuncts()]
        # "200 Euro mehr", "eine Verkürzung der Schichten"
        words += [
            c for w in words for c in w.kids("nmod", "obl") if w.pos != "NOUN" or c.child("case") is None
        ]
        about = self.wages if asks else self.lexicon.strikes
        if not any(w.lemma.lower().endswith(about) for w in words):
            return None
        bargained = self._employer(gap, known, before)
        if bargained is None and (not asks or disputed(self.arguments.reading, self.lexicon)):
            return self._side(gap) or self._company(gap)
        return bargained

    def _struck(self, gap: Gap, known: Hit) -> Hit | None:
        """Whom the strike hits: "Betroffen ist X", "ein Streik bei X", "der Streik legte X lahm"."""
        reading, bargaining = self.arguments.reading, self.lexicon.bargaining
        for n in range(max(0, gap.sent - REACH), min(len(reading.sentences), gap.sent + 2 * REACH + 1)):
            for word in reading.sentences[n].words if reading.at[n] else ():
                places: list[Word] = []
                if word.lower in bargaining["struck"]:
                    places = word.kids("nsubj", "nsubj:pass")
                elif word.pos == "NOUN" and word.lemma.lower().endswith(self.lexicon.strikes):
                    verb = word.head if word.dep.startswith("nsubj") else None
                    if verb is not None and verb_lemma(verb) in bargaining["striking"]:
                        places = verb.kids("obj")
                    phrases = [*word.kids("nmod"), *(verb.kids("obl") if verb is not None else ())]
                    places += [w for w in phrases if self._at(w)]
                for hit in (h for w in places for h in self.arguments.actors(n, w)):
                    # not the authority of the place
                    if hit.ent is not known.ent and hit.ent is not None and hit.ent.type in _STRUCK:
                        return hit
        return None

    def _at(self, word: Word) -> bool:
        return not set(self.lexicon.bargaining["at"]).isdisjoint(prepositions(word, self.lexicon))

    def _side(self, gap: Gap) -> Hit | None:
        """The employers as one side, wherever the article names them; the nearest mention."""
        rows = self.arguments.reading.hits
        found = [h for row in rows for h in row if h.ent is not None and h.ent.name == self.lexicon.employers]
        return min(found, key=lambda h: abs(h.sent - gap.sent), default=None)

    def _company(self, gap: Gap) -> Hit | None:
        """The only company that the article named before, or that it names with the strike."""
        rows = self.arguments.reading.hits
        here = [h.ent for h in rows[gap.sent]]
        for some in (rows[: gap.sent], rows):
            found = distinct(h for row in some for h in row if h.ent is not None and h.ent.type == "company")
            if found:
                sure = some is not rows or self._with_strike(found[0].sent)
                return found[0] if len(found) == 1 and sure and found[0].ent not in here else None
        return None

    def _with_strike(self, n: int) -> bool:
        """Whether a sentence tells of a strike."""
        words = self.arguments.reading.sentences[n].words
        return any(w.lemma.lower().endswith(self.lexicon.strikes) for w in words)

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
            # and unions ask the state for what they protest for
            theirs = (
                match.frame.rel == "PROTEST" and match.source.ent is known.ent and gap.frame.rel == "REQUEST"
            )
            if (len(sides) == 1 or joined) and (theirs or sides[-1].ent.type in _EMPLOYERS):  # type: ignore[union-attr]
                return sides[-1]
        return None
