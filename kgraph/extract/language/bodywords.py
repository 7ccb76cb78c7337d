"""The words of the language data by which bodies of states, towns and parties are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kgraph.extract.language.endings import Endings


class Side(NamedTuple):
    """A noun that names one side of a conflict: a form of it, how the side is called, whether only its plural is it."""

    form: str
    name: str
    plural: bool


class BodyWords:
    """A part of the lexicon: what names bodies."""

    def _take_bodies(self, nouns: Mapping[str, Any], short: int) -> None:
        self.of_members = frozenset(nouns.get("of_members", ()))
        self.of_persons = tuple(nouns.get("of_persons", ("\0",)))
        self.abstract = tuple(nouns.get("abstract", ("\0",)))
        self.no_titles = frozenset(nouns.get("no_titles", ()))
        self.titled_bodies: Mapping[str, str] = nouns.get("titled_bodies", {})
        self.departments = frozenset(nouns.get("departments", ()))
        self.hyphened_titles = frozenset(nouns.get("hyphened_titles", ()))
        self.purpose_heads: Endings[str] = Endings(nouns.get("purpose", {}), short)
        self.place_fronts = frozenset(nouns.get("place_fronts", ()))
        self.families: Mapping[str, str] = nouns.get("families", {})
        self.acting = frozenset(nouns.get("acting", ()))
        self.bare = frozenset(nouns.get("bare", ()))
        self.federal: Mapping[str, tuple[str, ...]] = {
            name: tuple(states) for name, states in nouns.get("federal", {}).items()
        }
        self.courts, self.assemblies = tuple(nouns["courts"]), tuple(nouns["assemblies"])
        self.firms, self.party_nouns = frozenset(nouns["firms"]), tuple(nouns["party_nouns"])
        self.loose_prefixes = frozenset(nouns.get("loose_prefixes", ()))
        self.local_bodies: Mapping[str, str] = nouns.get("local", {})
        self.councils = frozenset(nouns.get("councils", ()))
        self.compound_bodies: Mapping[str, str] = nouns.get("compound", {})
        self.compound_heads = frozenset(nouns.get("compound_heads", ()))
        self.compound_not = frozenset(nouns.get("compound_not", ()))
        self.party_levels = frozenset(nouns.get("party_levels", ()))
        self.ruling = frozenset(nouns.get("ruling", ()))
        self.party_parts = tuple(nouns.get("party_parts", ()))
        self.no_events = self.party_parts + tuple(nouns.get("no_events", ()))  # a "Fraktion" is no "Aktion"
        self.land_seats: Mapping[str, str] = nouns.get("land_seats", {})
        self.town_owned = tuple(nouns.get("town_owned", ("\0",)))
        self.town_only = tuple(nouns.get("town_only", ("\0",)))
        self.land_owned = tuple(nouns.get("land_owned", ("\0",)))
        self.local_endings: Endings[str] = Endings(nouns.get("local_endings", {}))
        sides = ((form, value.split()) for form, value in nouns.get("sides", {}).items())
        self.sides = Endings({form: Side(form, name, bool(rest)) for form, (name, *rest) in sides})
        self.schools = frozenset(nouns.get("schools", ()))
        self.foreign_offices = frozenset(nouns.get("foreign_offices", ()))
        self.owned_bodies = tuple(nouns.get("owned_bodies", ("\0",)))
        self.subsidiaries = frozenset(nouns.get("subsidiaries", ()))
        endings = ("", "s", "es", "e", "en", "n")
        self.branches = frozenset(branch + end for branch in nouns["branches"] for end in endings)
        self.party_fronts: Mapping[str, str] = nouns.get("party_fronts", {})
        self.circles = frozenset(nouns.get("circles", ()))
        self.body_genders: Endings[str] = Endings(nouns.get("body_genders", {}))
        self.lands_by_name = frozenset(nouns.get("lands_by_name", ()))
