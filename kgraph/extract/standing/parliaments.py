"""Parliaments: which bodies are one, and in which of those that an article names somebody sits."""

from __future__ import annotations

from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import Role
from kgraph.extract.language.lexicon import Lexicon
from kgraph.knowledge import Knowledge

# The kinds of bodies whose members are elected.
PARLIAMENTS = ("parliament", "upper_house")

# Who sits in them.
MEMBERS = frozenset(["mp", "senator"])


def is_assembly(ent: Ent, lexicon: Lexicon) -> bool:
    """Whether a body elects who presides over it: a parliament, the General Assembly."""
    several = ent.type == "intergovernmental" and ent.name.lower().endswith(lexicon.assemblies)
    return several or is_parliament(ent)


def is_parliament(ent: Ent | None) -> bool:
    """Whether a body is a parliament: who is a member of one holds an office in it."""
    return ent is not None and ent.known is not None and ent.known.institution in PARLIAMENTS


def has_parties(ent: Ent | None, knowledge: Knowledge) -> bool:
    """Whether parties sit in a body: in a parliament, by what is known of it or by its name."""
    named = knowledge.institution(ent.name.lower().rpartition(" ")[2]) if ent is not None else None
    return is_parliament(ent) or (named is not None and named.key == PARLIAMENTS[0])


def is_chamber(ent: Ent | None, knowledge: Knowledge) -> bool:
    """Whether a body is a parliament or one of the houses of one."""
    if is_parliament(ent):
        return True
    parent = knowledge.entry(ent.known.parent) if ent is not None and ent.known and ent.known.parent else None
    return parent is not None and parent.institution in PARLIAMENTS


def only_parliament(reading: Reading) -> Ent | None:
    """The parliament that the article names, if it names one only."""
    named = {id(hit.ent): hit.ent for hits in reading.hits for hit in hits if is_parliament(hit.ent)}
    return next(iter(named.values())) if len(named) == 1 else None


def sits(role: Role, name: Hit, knowledge: Knowledge) -> bool:
    """Whether an office is one in a parliament, wherever it is: a member's, or the chair of a committee who is a member
    or whose committee is said to be a parliament's."""
    if name.ent is None or not (role.committee or role.title.office == "mp"):
        return False
    words = (w for c in role.word.kids("nmod") for w in (c, *c.kids("nmod")))
    kinds = (knowledge.institution(w.lemma.lower()) for w in words)
    told = any(kind is not None and kind.key in PARLIAMENTS for kind in kinds)
    if role.title.office == "mp":
        return role.committee or not (
            told and role.complement
        )  # "in der gesetzgebenden Versammlung Hongkongs"
    return told or bool(name.ent.offices & MEMBERS)


def seated(reading: Reading, role: Role, name: Hit, knowledge: Knowledge, lexicon: Lexicon) -> Ent | None:
    """ "der Abgeordnete X", "Vorsitzender des Innenausschusses": the one parliament or house that the article names
    and that is none of another country; with a town's or Land's council beside it the text leaves it open."""
    country = (
        role.owner.country if role.owner is not None else name.ent.country if name.ent is not None else None
    )
    found: dict[int, Ent] = {}
    for hits in reading.hits:
        for hit in hits:
            ent = hit.ent
            if ent is None or ent.type not in ("government", "intergovernmental"):
                continue
            if is_chamber(ent, knowledge) or _council(ent, lexicon):
                found[id(ent)] = ent
    fits = [ent for ent in found.values() if country is None or ent.country in (None, country)]
    houses = [ent for ent in fits if not any(_within(other, ent) for other in fits)]
    if role.title.office == "mp" and len(houses) > 1:
        houses = [ent for ent in houses if ent.known is None or ent.known.institution != "upper_house"]
    return houses[0] if len(houses) == 1 and houses[0].known is not None else None


def _within(one: Ent, whole: Ent) -> bool:
    """Whether a body is a house of another one."""
    return one.known is not None and whole.known is not None and one.known.parent == whole.known.id


def _council(ent: Ent, lexicon: Lexicon) -> bool:
    """Whether a body that is not known is called as the parliaments of Länder and towns are."""
    return ent.known is None and any(
        word.endswith(lexicon.council_names) for word in ent.name.lower().split()
    )
