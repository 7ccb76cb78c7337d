"""Offices whose body the phrase leaves out and the article tells elsewhere: the party of a "Parteichefin", what was
said of the office before it got a name ("ein Berater des Königs ... der Berater X")."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.extract.entities.actors import Hit, beside
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import Role, Standing

# How many sentences before the office may be told without a name.
REACH = 3

# What says which party a person is of.
OF_PARTY = ("MEMBER_OF", "HOLDS_OFFICE")

# Offices that nobody holds alone, so that two phrases need not mean one.
COMMON = frozenset(
    [
        "mp",
        "senator",
        "member",
        "politician",
        "candidate",
        "general",
        "judge",
        "lawyer",
        "counterpart",
        "minister",
    ]
)


def told_before(reading: Reading, role: Role) -> Hit | None:
    """Whose office of the same title was told shortly before without a name."""
    if role.title.office in COMMON or role.prefix or role.complement or role.possessive is not None:
        return None
    for other in reversed(reading.roles):
        near = role.sent - REACH <= other.sent < role.sent
        same = other.title.lemma == role.title.lemma and other.prefix == role.prefix
        if not near or not same or other.name is not None or other.plural:
            continue
        whose = other.person_owner or other.body
        if whose is not None and whose.ent is not None:
            return whose
        if other.owner is not None:
            return beside(role.sent, role.word, reading.table.entry(other.owner))
    return None


def own_party(role: Role, name: Hit, found: Iterable[Standing]) -> Hit | None:
    """The party of a "Parteichefin" of whom the article says which one is hers."""
    if (
        role.title.level != "party"
        or role.prefix
        or role.owner is not None
        or role.body is not None
        or role.complement
    ):
        return None
    parties = {
        id(one.target.ent): one.target.ent
        for one in found
        if one.source.ent is name.ent
        and one.relation in OF_PARTY
        and one.target.ent is not None
        and one.target.ent.type == "party"
    }
    return beside(role.sent, role.word, next(iter(parties.values()))) if len(parties) == 1 else None
