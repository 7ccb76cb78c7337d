"""Who belongs with whom: what actors of one country do in it is not done to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from kgraph.extract.entities.actors import Hit
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word


def facing(members: Sequence[Hit], words: Sequence[Word], lexicon: Lexicon) -> list[tuple[Hit, Hit]]:
    """Who faces whom of more than two in "zwischen A, B und C": the last one the others; in "zwischen A und B sowie C"
    both that stand together."""
    between = [words[one.last + 1 : other.first] for one, other in pairwise(members)]
    texts = [" ".join(w.lower for w in part) for part in between]
    joined = [any(f" {link} " in f" {text} " for link in lexicon.besides) for text in texts]
    apart = [any(w.pos == "CCONJ" for w in part) and not j for part, j in zip(between, joined, strict=True)]
    cut = len(members) - 1
    if any(joined) and apart.count(True) == 1:
        cut = apart.index(True) + 1
    return list(product(members[:cut], members[cut:]))


def at_home(traveller: Hit, country: Hit) -> bool:
    """Whether two actors are of one country."""
    one, two = traveller.ent, country.ent
    return one is not None and two is not None and one.country is not None and one.country == two.country


def in_own_country(source: Hit, target: Hit) -> bool:
    """Whether what is done to a country is done inside of it by its own: "die Armee tötete in Syrien ..."."""
    if source.ent is not None and source.ent.type == "armed_group":
        return False  # rebels do fight their country
    return target.ent is not None and target.ent.type == "country" and at_home(source, target)


def in_town(source: Hit, target: Hit) -> bool:
    """Whether a person's deed is said to have happened in a town: that is not done to its country."""
    return source.ent is not None and source.ent.type == "person" and target.label == "town"


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
