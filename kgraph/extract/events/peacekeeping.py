"""What a whole article tells of troops abroad: whether they keep the peace.

The words are `[elsewhere]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgraph.extract.entities.marked import Reading
from kgraph.extract.events.rules import Match
from kgraph.extract.events.sequels import SCRAMBLE
from kgraph.extract.language.lexicon import Lexicon


def keep_peace(matches: Sequence[Match], reading: Reading, lexicon: Lexicon) -> None:
    """Make those who send troops into a country help it, where they do so for the peace: "beteiligt sich mit Soldaten
    an der Friedenstruppe"."""
    sent = [m for m in matches if m.frame.rel == "MOBILIZE" and m.frame is not SCRAMBLE]
    if not sent:
        return
    roots = tuple(lexicon.elsewhere["peace"])
    peace = any(
        any(root in word.lower for root in roots) for sentence in reading.sentences for word in sentence.words
    )
    hostile = {
        frozenset((id(m.source.ent), id(m.target.ent)))
        for m in matches
        if m.frame.rel in ("ASSAULT", "THREATEN", "SANCTION", "COERCE")
    }
    for match in sent:
        frame, source, target = match.frame, match.source.ent, match.target.ent
        if source is None or target is None or target.type != "country":
            continue
        if frozenset((id(source), id(target))) in hostile:
            continue
        if peace or source.type == "intergovernmental":
            match.frame = replace(frame, rel="AID", id=frame.id.replace("MOBILIZE", "AID", 1))
