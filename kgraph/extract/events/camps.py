"""Who belongs with whom: what actors of one country do in it is not done to it."""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit


def at_home(traveller: Hit, country: Hit) -> bool:
    """Whether two actors are of one country."""
    one, two = traveller.ent, country.ent
    return one is not None and two is not None and one.country is not None and one.country == two.country


def in_own_country(source: Hit, target: Hit) -> bool:
    """Whether what is done to a country is done inside of it by its own: "die Armee tötete in Syrien ..."."""
    if source.ent is not None and source.ent.type == "armed_group":
        return False  # rebels do fight their country
    return target.ent is not None and target.ent.type == "country" and at_home(source, target)


def own_body(source: Hit, target: Hit) -> bool:
    """Whether a country is said to fight a body of its own: misread."""
    one, two = source.ent, target.ent
    own = one is not None and two is not None and one.type == "country" and two.type == "government"
    return own and at_home(source, target)


def same_camp(one: Hit, other: Hit) -> bool:
    """Whether one is the other's country, government or delegate: they do not face each other."""
    if one.ent is None or other.ent is None:
        return True
    return one.ent.country is not None and one.ent.country == other.ent.country
