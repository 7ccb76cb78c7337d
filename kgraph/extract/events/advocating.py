"""Who pleads for somebody: "setzte sich für die Freilassung von X ein", "warb für ein Ende der Sanktionen gegen X"
backs X, and frees nobody."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.assertion.status import verb_status
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.carrying import Carriers
from kgraph.extract.events.rules import CARRIED_TRUST, Fill, Match, distinct
from kgraph.extract.grammar.clauses import prepositions, verb_lemma
from kgraph.extract.language.frames import Frame, Slot
from kgraph.extract.language.syntax import Word

_PLEA = Frame("SUPPORT:plea", "SUPPORT", "noun", (Slot("lsubj"),), (Slot("owner"),))
# What eases the lot of those whom it befalls, and what is done to them and may be lifted.
_EASING, _LIFTED = "CONCEDE", frozenset(["SANCTION", "COERCE"])


def pleas(
    n: int, noun: Word, halt: Word | None, frame: Frame, fill: Fill, carriers: Carriers
) -> Iterator[Match]:
    """The support that a plea for a release, or for the end of what befalls somebody, tells of."""
    if frame.rel != _EASING and (halt is None or frame.rel not in _LIFTED):
        return
    lexicon, wanted = carriers.lexicon, halt if halt is not None else noun
    verb = carriers.carrier(wanted)
    if verb is None or verb_lemma(verb) not in lexicon.matrix["advocate"]:
        return
    if not lexicon.for_whom & set(prepositions(wanted, lexicon)):
        return
    targets: list[Hit] = next((hits for slot in frame.target if (hits := fill(slot)[0])), [])
    subjects = carriers.slots(n, verb).get("subj", ()) if targets else ()
    for source in distinct(h for w in subjects for h in carriers.arguments.actors(n, w)):
        for target in distinct(targets):
            if source.ent is not target.ent:
                yield Match(source, target, _PLEA, noun, verb_status(verb, lexicon), CARRIED_TRUST, n, verb)
