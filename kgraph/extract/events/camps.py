"""Who belongs with whom: what actors of one country do in it is not done to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise, product

from kgraph.extract.entities.actors import Hit, is_region
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Knowledge

# Who may find fault with the government of their country, if they hold no office in it.
_CRITICS = frozenset(["person", "party", "organisation", "group", "company", "media"])


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


def guests(sources: Sequence[Hit], targets: Sequence[Hit]) -> list[Hit]:
    """Those who visit a country: nobody in his own, nor travellers without an office."""
    return [s for s in sources if is_official(s) and not any(at_home(s, t) for t in targets)]


def is_official(hit: Hit) -> bool:
    """Whether somebody acts for others: a body, or a person with an office, or known to have had one."""
    ent = hit.ent
    if ent is None or (ent.type == "country" and hit.kind == "name"):
        return False  # "Australien ließ Helfer nach Kanada fliegen"
    return ent.type not in ("person", "group") or ent.known is not None or bool(ent.offices or ent.roles)


def at_ones_own(rel: str, source: Hit, target: Hit, indirect: bool, knowledge: Knowledge) -> bool:
    """Whether what seems to be done to a country is only done in it, or by its own leader."""
    return by_force_at_home(rel, source, target, indirect) or (
        rel == "REQUEST" and of_their_own(source, target, knowledge)
    )


def by_force_at_home(rel: str, source: Hit, target: Hit, indirect: bool) -> bool:
    """Whether a deed of force only happened in a country, and did not befall it."""
    one, two = source.ent, target.ent
    if rel not in ("ASSAULT", "COERCE") or one is None or two is None:
        return False
    if indirect and two.type == "country":
        if one.type != "armed_group" and at_home(source, target):
            return True  # "die Armee tötete in Syrien ...": rebels do fight their country
        if rel == "COERCE" and one.type == "government" and one.country is None:
            return True  # "die Polizei durchsuchte Wohnungen in X"
    if one.type == "person" and target.label == "town":
        return True  # a crime in a town of it
    return rel == "ASSAULT" and own_body(source, target)  # misread


def among_themselves(rel: str, sources: Sequence[Hit], targets: Sequence[Hit]) -> bool:
    """Whether a country would meet its own body or office-holder, alone or as one of "both countries": "bei dem
    Treffen mit dem Kanzler kamen sich beide Länder näher"."""
    if rel != "CONSULT" or any(hit.head is not sources[0].head for hit in sources):
        return False
    return any(_its_own(s, t) or _its_own(t, s) for s in sources for t in targets)


def city_and_land(source: Hit, target: Hit) -> bool:
    """Whether a capital deals with another part of its state: in "Berlin und Brandenburg arbeiten zusammen" it is not
    the state that does."""
    return any(
        one.label == "capital" and two.ent is not None and is_region(two.ent) and at_home(one, two)
        for one, two in ((source, target), (target, source))
    )


def _its_own(state: Hit, other: Hit) -> bool:
    one, two = state.ent, other.ent
    if one is None or two is None or one.type != "country" or not at_home(state, other):
        return False
    return two.type == "government" or (two.type == "person" and bool(two.offices))


def own_body(source: Hit, target: Hit) -> bool:
    """Whether a country would turn against a body of its own."""
    one, two = source.ent, target.ent
    own = one is not None and two is not None and one.type == "country" and two.type == "government"
    return own and at_home(source, target)


def of_their_own(speaker: Hit, country: Hit, knowledge: Knowledge) -> bool:
    """Whether a head of state or government speaks of the country that they lead: "Merz sagte, Deutschland müsse …"."""
    one, two = speaker.ent, country.ent
    leads = one is not None and one.type == "person" and any(map(knowledge.leads, one.offices))
    return leads and two is not None and two.type == "country" and at_home(speaker, country)


def judges_at_home(speaker: Hit, body: Hit, lexicon: Lexicon, knowledge: Knowledge, day: date | None) -> bool:
    """Whether somebody may blame the government or a body of their own country: "Die Regierung habe versagt, sagte der
    Abgeordnete X". Who governs speaks of themselves, and a state, court or body of it of its own."""
    one = speaker.ent
    if one is None or body.ent is None:
        return False
    if one.type not in _CRITICS:
        return one.type == "government" and lexicon.is_court(one.name)
    cabinets = tuple(lexicon.coalitions["bodies"])
    if body.ent.type == "country" and (body.kind == "name" or not body.head.lemma.lower().endswith(cabinets)):
        return False
    known = knowledge.offices_of(one.known.id) if one.known is not None and day is not None else ()
    held = {office.office for office in known if office.at(day)}
    return not any(knowledge.serves(office) for office in one.offices | held)


def same_camp(one: Hit, other: Hit) -> bool:
    """Whether one is the other's country, government or delegate: they do not face each other."""
    if one.ent is None or other.ent is None:
        return True
    return one.ent.country is not None and one.ent.country == other.ent.country
