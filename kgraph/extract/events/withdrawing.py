"""Whence troops go home and with whom truces are made, where a sentence does not say: "kündigte den Abzug der Truppen
an", "stimmte einer Waffenruhe zu"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.events.rules import Gap, Match
from kgraph.extract.events.stateacts import StateActs, understood
from kgraph.extract.grammar.things import is_one_of
from kgraph.extract.language.syntax import Word

# Where troops were sent or fought they can be withdrawn from.
_THERE = frozenset(["MOBILIZE", "ASSAULT", "COERCE"])
_TRUCE = frozenset(["AGREE", "RETREAT"])
_FORCES = ("government", "armed_group", "intergovernmental")
# How many sentences back the place may have been named.
_NEAR = 3


class Withdrawals:
    """Finds the country that troops leave."""

    def __init__(self, state: StateActs, same_side: Callable[[Ent | None, Ent | None], bool]) -> None:
        self.state = state
        self.lexicon = state.lexicon
        self.same_side = same_side

    def whence(self, gap: Gap, known: Hit, before: Iterable[Match]) -> Hit | None:
        """The country that the known troops leave: where the sentence is set, where they fought or had been sent, else
        where the sentences before or the article are set."""
        if not self._leave(gap, known):
            return None
        told = [m for m in before if m.frame.rel in _THERE and self.same_side(m.source.ent, known.ent)]
        if known.ent is not None and known.ent.type not in _FORCES and not told:
            return None  # "Italiens Rückzug" may be one from anything
        places: list[Ent | None] = [self.state.scene(gap.sent)]
        places += [m.target.ent for m in told]
        places += [self.state.scene(m) for m in range(gap.sent - 1, max(-1, gap.sent - 1 - _NEAR), -1)]
        for ent in (*places, self.state.home()):
            if ent is not None and ent.type == "country" and not self.same_side(ent, known.ent):
                return understood(gap, gap.trigger, self.state.mention(gap, ent))
        return None

    def foes(self, gap: Gap, known: Hit, matches: Iterable[Match], words: Iterable[Word]) -> list[Hit]:
        """With whom one agrees to a truce or keeps one: whom one fights, as the article tells."""
        offered = gap.frame.rel == "AGREE" and gap.frame.status is not None  # which the other need not take
        if (
            gap.frame.rel not in _TRUCE
            or offered
            or not any(is_one_of(w, self.lexicon.halting["truces"], 5) for w in words)
        ):
            return []
        for match in matches:
            if match.frame.rel != "ASSAULT" or match.status == "negated":
                continue
            for one, other in ((match.source, match.target), (match.target, match.source)):
                fights = self.same_side(one.ent, known.ent) and not self.same_side(other.ent, known.ent)
                if fights and other.ent is not None and other.ent.type in (*_FORCES, "country"):
                    return [other]
        return []

    def _leave(self, gap: Gap, known: Hit) -> bool:
        """Whether a gap tells of troops that go home."""
        if gap.frame.rel != "RETREAT" or known.ent is None or known.ent.type not in (*_FORCES, "country"):
            return False
        return gap.frame.kind == "noun" and gap.trigger.lemma.lower().endswith(self.lexicon.withdrawals)
