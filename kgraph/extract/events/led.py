"""What is led or sat on where a verb tells an office: a body, not the parties of a coalition, the body of a board."""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.language.lexicon import Lexicon


def led(targets: list[Hit], lexicon: Lexicon) -> list[Hit]:
    """The bodies in which the office is: "führt eine Koalition aus A und B" leads neither, "sitzt im Aufsichtsrat der
    Bahn" has a post in the Bahn."""
    together = len({id(h.ent) for h in targets}) > 1 and len({(h.sent, h.first) for h in targets}) == 1
    return [] if together else [_whole(hit, lexicon) for hit in targets]


def _whole(hit: Hit, lexicon: Lexicon) -> Hit:
    ent = hit.ent
    if ent is None or ent.parent is None or not ent.name.lower().split()[0].endswith(lexicon.boards):
        return hit
    whole = Hit(hit.sent, hit.first, hit.last, hit.head, hit.text, "noun", ent.parent.type)
    whole.ent = ent.parent
    return whole
