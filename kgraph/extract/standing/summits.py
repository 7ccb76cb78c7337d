"""Offices that a list tells: "Zwölf Staatschefs berieten. ... Es kamen A (Chile), B (Peru) und C aus Guyana"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import INFERRED_TRUST, Role, Standing
from kgraph.extract.language.lexicon import Lexicon

# How many sentences before the list the plural title may stand, and how many names make a list.
BEFORE = 3
LEAST = 3
# A list of so many may take up the title of the first sentences.
LONG = 5
OPENING = 2


def summits(reading: Reading, lexicon: Lexicon, n: int) -> Iterator[Standing]:
    """The offices of those whom sentence n lists with their countries under a plural title told before."""
    listed = [
        (hit, land)
        for hit in reading.hits[n]
        if hit.label == "person"
        and hit.kind == "name"
        and (land := _land(reading, lexicon, n, hit)) is not None
    ]
    if len(listed) < LEAST or (role := _plural(reading, n, len(listed) >= LONG)) is None:
        return
    for person, land in listed:
        if any(other.sent == n and person in (other.name, *other.others) for other in reading.roles):
            continue  # with a title of their own
        yield Standing(
            person,
            land,
            "HOLDS_OFFICE",
            role.title.lemma,
            "actual",
            INFERRED_TRUST,
            "HOLDS_OFFICE:list",
            role.word,
        )


def _land(reading: Reading, lexicon: Lexicon, n: int, person: Hit) -> Hit | None:
    """The country right behind a name: in parentheses or behind "aus"."""
    words, k = reading.sentences[n].words, person.last + 1
    if k + 1 >= len(words) or not (words[k].text == "(" or words[k].lower in lexicon.origin):
        return None
    hit = reading.at[n].get(k + 1)
    country = hit is not None and hit.first == k + 1 and hit.ent is not None and hit.ent.type == "country"
    closed = hit is not None and (words[k].text != "(" or words[hit.last + 1 : hit.last + 2] != [])
    return hit if country and closed else None


def _plural(reading: Reading, n: int, long: bool) -> Role | None:
    """The title of several heads of states or ministers that stands last before the list, or opens the article."""
    for role in reversed(reading.roles):
        near = n - BEFORE <= role.sent <= n or (long and role.sent < OPENING)
        if near and role.plural and role.title.level == "state" and role.title.relation == "HOLDS_OFFICE":
            return role
    return None
