"""The words of the language data that take up what was named or told before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kgraph.extract.language.endings import Endings
from kgraph.extract.language.lists import Lists, OrderedLists

# From how many letters on the last part of a compound calls a person: "Regimekritiker".
_PERSON = 6


# The kinds of people that stand for an actor.
PEOPLE = ("fighters", "activists", "unionists", "judges", "deputies", "officers", "partisans", "bankers")


class AnaphorWords:
    """A part of the lexicon: nouns that stand for somebody, and what follows from what was told."""

    def _take_anaphors(self, data: Mapping[str, Any], nouns: Mapping[str, Any], part: int) -> None:
        self.anaphors = {noun: tuple(types.split()) for noun, types in nouns["anaphor"].items()}
        self.anaphor_endings = Endings(self.anaphors, part)
        self.person_nouns: Mapping[str, str] = nouns["person"]
        self.person_endings = Endings(self.person_nouns, max(part, _PERSON))
        self.relational, self.counterparts = frozenset(nouns["relational"]), frozenset(nouns["counterpart"])
        self.own_people = frozenset(nouns.get("own_people", ()))
        self.members = OrderedLists(data["members"])
        people = {noun: kind for kind in PEOPLE for noun in self.members[kind]}
        self.people_endings = Endings(people, part)
        self.crews = Lists(data["crews"])
        self.elsewhere = Lists(data["elsewhere"])
        self.relief = Lists(data["relief"])
        self.relief_endings = {
            name: Endings(dict.fromkeys(data["relief"][name], True), part)
            for name in ("disasters", "goods", "help", "sufferers")
        }
        self.sequels = Lists(data["sequels"])
