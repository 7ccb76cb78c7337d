"""The other side in court, where a sentence leaves it out: "plädierte auf nicht schuldig", "will Berufung einlegen".

Who denies charges denies those of whoever had accused or sentenced him, or of the court; who appeals turns against
the court that decided; and a suit that "was dismissed" was dismissed by the court spoken of. The words are
`[courtroom]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.events.rules import Gap, Match
from kgraph.extract.grammar.clauses import Slots, is_passive, verb_lemma
from kgraph.extract.grammar.things import is_one_of
from kgraph.extract.language.syntax import Word

# How many sentences back the court may have been named.
_NEAR = 4
_SUED = frozenset(["ACCUSE", "COERCE"])
_BENCH = ("government", "intergovernmental", "organisation")


class Courtroom:
    """Finds the court or the accuser in one article."""

    def __init__(
        self,
        arguments: Arguments,
        slots: Callable[[int, Word], Slots],
        same_side: Callable[[Ent | None, Ent | None], bool],
    ) -> None:
        self.reading = arguments.reading
        self.lexicon = arguments.lexicon
        self.words = arguments.lexicon.courtroom
        self.slots = slots
        self.same_side = same_side

    def opponent(self, gap: Gap, known: Hit, before: Iterable[Match]) -> Hit | None:
        """Whose charges or verdict somebody rejects who names neither."""
        if gap.frame.rel != "REJECT" or gap.frame.kind != "verb":
            return None
        pleads, appeals = self._pleads(gap), self._about(gap, "appeals")
        if not pleads and not appeals and not self._about(gap, "charges"):
            return None
        told = [m for m in before if self._accuses(m, known, appeals)]
        named = [m.source for m in told if m.frame.rel == "ACCUSE" and m.source.kind != "implied"]
        if named:
            return named[0]
        prosecutor = self._named(gap.sent, self._prosecutes, len(self.reading.sentences))
        person = known.ent is not None and known.ent.type == "person"
        if prosecutor is not None and person and not appeals and not pleads:
            return prosecutor
        for match in told:
            ent = match.source.ent
            if ent is None or ent.type != "government" or self._judges(ent) or self._prosecutes(ent):
                return match.source
            country = self.reading.table.known(ent.country)  # whose soldiers seized him puts him on trial
            last = [h for row in self.reading.hits[: gap.sent + 1] for h in row if h.ent is country]
            return last[-1] if country is not None and last else None
        if not pleads and not appeals:
            return None
        return self._named(gap.sent, self._judges, len(self.reading.sentences))

    def _accuses(self, match: Match, known: Hit, appeals: bool) -> bool:
        """Whether somebody of another side accused or sentenced the one known; one appeals against no person."""
        ent = match.source.ent
        if match.frame.rel not in _SUED or match.target.ent is not known.ent or ent is None:
            return False
        return not self.same_side(ent, known.ent) and not (appeals and ent.type == "person")

    def dismisser(self, gap: Gap, known: Hit) -> Hit | None:
        """Who dismissed a suit: "die Klage von X wurde abgewiesen"."""
        verb = gap.trigger
        if gap.frame.rel != "REJECT" or gap.frame.kind != "verb" or not is_passive(verb):
            return None
        if verb_lemma(verb) not in self.words["dismissing"] or not self._about(gap, "suits"):
            return None
        hit = self._named(gap.sent, self._judges, _NEAR)
        return hit if hit is not None and not self.same_side(hit.ent, known.ent) else None

    def _pleads(self, gap: Gap) -> bool:
        return bool({gap.frame.idiom, verb_lemma(gap.trigger)} & self.words["pleas"])

    def _about(self, gap: Gap, kind: str) -> bool:
        """Whether a verb is about a charge, a suit or an appeal."""
        if {gap.frame.idiom, verb_lemma(gap.trigger)} & self.words[kind]:
            return True
        slots = self.slots(gap.sent, gap.trigger)
        return any(is_one_of(w, self.words[kind], 5) for name in slots for w in slots[name])

    def _named(self, n: int, fits: Callable[[Ent], bool], reach: int) -> Hit | None:
        """The last mention of a court, or of prosecutors."""
        return next((h for h in self._back(n, reach) if h.ent is not None and fits(h.ent)), None)

    def _back(self, n: int, reach: int) -> Iterator[Hit]:
        for m in range(n, max(-1, n - reach - 1), -1):
            yield from reversed(self.reading.hits[m])

    def _judges(self, ent: Ent) -> bool:
        return ent.type in _BENCH and self.lexicon.is_court(ent.name)

    def _prosecutes(self, ent: Ent) -> bool:
        return ent.type in _BENCH and ent.name.lower().startswith(tuple(self.words["prosecutors"]))
