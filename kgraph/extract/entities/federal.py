"""Which state is meant by "Bund": "Bundesregierung", "Bundesverkehrsminister", "die schwarz-rote Koalition"."""

from __future__ import annotations

from kgraph.extract.entities.actors import Ent
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.lexicon import Lexicon
from kgraph.knowledge import Knowledge


def is_federal(lower: str, lexicon: Lexicon) -> bool:
    """Whether a word by its beginning is of a federation: "Bundesministerin"."""
    begins = lexicon.federal.get("begins", ())
    return bool(begins) and lower.startswith(begins)


def federation(reading: Reading, knowledge: Knowledge, lexicon: Lexicon) -> Ent | None:
    """The federal state that an article in this language means: its own country, else the first one it names, else
    the language's first."""
    home, first = reading.home_country, lexicon.federal.get("first", ())
    if not first:
        return home
    states = {c: e for c in (*first, *lexicon.federal["other"]) if (e := knowledge.country(c)) is not None}
    if home is not None and home.known in [states[c] for c in first]:
        return home
    named = [e for c in first if (e := states[c]) and reading.table.has(e.id)]
    if not named and home is not None and home.known in states.values():
        return home
    return reading.table.entry(named[0] if named else states[first[0]])
