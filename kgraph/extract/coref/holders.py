"""Who "der Minister", "die SPD-Politikerin", "der Chef der Agentur" is: a person of the article."""

from __future__ import annotations

from collections.abc import Callable

from kgraph.extract.coref.antecedents import Antecedents
from kgraph.extract.entities.actors import Ent, without_genitive
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import Role
from kgraph.extract.language.lexicon import Lexicon
from kgraph.knowledge import Knowledge

# Whom one calls so after one has named them: "die SPD-Politikerin", "der Abgeordnete".
OF_A_PARTY = frozenset(["politician", "mp", "senator"])
# Whose head nobody is of whom it is not known.
_WORKPLACES = ("company", "organisation", "media")


class Holders:
    """Finds the holders of offices that one article names by the office alone."""

    def __init__(
        self, reading: Reading, knowledge: Knowledge, lexicon: Lexicon, antecedents: Antecedents
    ) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.antecedents = antecedents

    def holder(self, n: int, role: Role, owner: str | None) -> Ent | None:
        """The person of the article who holds this office: whom it calls so, else by the office it names or
        that is known. Of several, if the phrase names no country, the one spoken of last."""
        gender, body = role.title.gender, role.body.ent if role.body is not None else None
        if role.body is not None and body is None and role.body.label != "place":
            return None  # "der Chef der Grünen", of whichever country
        persons = self._candidates(role, owner)
        noun = (role.title.lemma if role.title.gender != "f" else role.title.form).lower()
        called = [
            ent
            for ent in persons
            if any(self._called(shown, noun, role) for shown in ent.roles) and self._compatible(ent, owner)
        ]
        held = [ent for ent in persons if self._holds(ent, role, owner)]
        if role.title.lemma.lower() in self.lexicon.generic_titles:
            held = [ent for ent in persons if ent in called or ent in held]
            called = []
        if self._of_something(role):
            held = []
        barred = self.antecedents.barred(n, role.word, False) if role.word.dep in ("obj", "iobj") else set()
        for fits in (called, held):
            if len(fits) == 1:
                # "X besiegte den Amtsinhaber": not X
                return fits[0] if id(fits[0]) not in barred else None
            current = [ent for ent in fits if self._in_office(ent, role)]
            if len(current) == 1 and owner is None and role.body is None and role.tense == "present":
                return current[0] if id(current[0]) not in barred else None
            if fits and owner is None and role.body is None:
                genders = {gender} if gender in ("m", "f") else {"m", "f"}
                best = self.antecedents.best(n, role.word, genders, allowed=lambda ent, few=fits: ent in few)  # type: ignore[misc]
                return best.ents[0] if best is not None else None
        whose = role.owner.type if role.owner is not None else body.type if body is not None else "party"
        if role.title.office in OF_A_PARTY and whose == "party" and role.word.child("det") is not None:
            # "Petra Hahn warnte. Die SPD-Politikerin ...": who was spoken of, whatever else they are
            genders = {gender} if gender in ("m", "f") else {"m", "f"}
            others = _of_other_parties(self.reading, owner) if owner is not None else set()
            likely = [ent for ent in persons if self._compatible(ent, owner) and id(ent) not in others]
            best = self.antecedents.best(n, role.word, genders, allowed=lambda ent: ent in likely)
            return best.ents[0] if best is not None else None
        return None

    def _candidates(self, role: Role, owner: str | None) -> list[Ent]:
        """The persons of the article of whom it says nothing that speaks against the office."""
        gender, body = role.title.gender, role.body
        persons = [
            ent
            for ent in self.reading.table.persons()
            if not (gender in ("m", "f") and ent.gender in ("m", "f") and gender != ent.gender)
            and not self._speaks_elsewhere(ent, role, owner)
        ]
        if body is not None and body.ent is not None and body.ent.type in _WORKPLACES:
            # "der Chef von Siemens": nobody of whom the article does not say so
            told = self._named_with(lambda other: other.body is not None and other.body.ent is body.ent)
            persons = [ent for ent in persons if id(ent) in told or self._known_in(ent, body.ent)]
        others: set[int] = set()
        if body is not None and body.label == "place":
            # "der Bürgermeister von Altdorf" is nobody who is said to be that of another town
            town = without_genitive(body.text)
            others |= self._named_with(
                lambda other: (
                    other.body is not None
                    and other.body.label == "place"
                    and without_genitive(other.body.text) != town
                )
            )
        party = role.owner
        if party is not None and party.type == "party":
            # "der FDP-Kandidat" is none of whom the article names with another party
            others |= self._named_with(
                lambda other: (
                    other.owner is not None and other.owner.type == "party" and other.owner.id != party.id
                )
            )
        return [ent for ent in persons if id(ent) not in others]

    def _named_with(self, fits: Callable[[Role], bool]) -> set[int]:
        """The persons whom the article names with an office that is such a one."""
        return {id(role.name.ent) for role in self.reading.roles if role.name is not None and fits(role)}

    def _known_in(self, ent: Ent, body: Ent) -> bool:
        """Whether a known person is known to have held an office in a known body."""
        if ent.known is None or body.known is None:
            return False
        return any(o.body == body.known.id for o in self.knowledge.offices_of(ent.known.id))

    def _called(self, shown: str, noun: str, role: Role) -> bool:
        """Whether who is shown as holding one office is called by another word: "Bundeskanzlerin" and "Kanzlerin";
        but a prime minister ("Ministerpräsident") or the president of a club is no "Präsident"."""
        if not shown.lower().endswith(noun) or role.title.office != "president":
            return shown.lower().endswith(noun)
        word = shown.split()[-1]
        told, front = self.knowledge.title(word), word[: -len(noun)]
        if told is not None:
            return self.knowledge.covers(role.title.office, told.office)
        return not front or self.knowledge.prefix(front.rstrip("-")) is not None  # "US-Präsident"

    def _speaks_elsewhere(self, ent: Ent, role: Role, owner: str | None) -> bool:
        """Whether a spokesperson is somebody else's: "Greenpeace-Sprecherin Hahn" is not "die Sprecherin des Weißen
        Hauses"."""
        if owner is None or role.title.relation != "REPRESENTS":
            return False
        told = set()
        for other in self.reading.roles:
            if other.name is None or other.name.ent is not ent or other.title.relation != "REPRESENTS":
                continue
            body = other.body.ent.known if other.body is not None and other.body.ent is not None else None
            whose = other.owner or body
            if whose is not None:
                told.add(whose.id)
        return bool(told) and not any(self.knowledge.same_state(one, owner) for one in told)

    def _of_something(self, role: Role) -> bool:
        """Whether a genitive that is no actor and stands for none says of what: "der Direktor des Programms"."""
        if role.owner is not None or role.body is not None or role.person_owner is not None:
            return False
        return any(
            c.pos == "NOUN"
            and c.i > role.word.i
            and c.child("case") is None
            and not (
                self.lexicon.anaphors.get(c.lemma.lower()) or self.lexicon.anaphor_endings.of(c.lemma.lower())
            )
            for c in role.word.kids("nmod")
        )

    def _holds(self, ent: Ent, role: Role, owner: str | None) -> bool:
        kn, office = self.knowledge, role.title.office
        held = any(kn.covers(office, one) for one in ent.offices)
        if office == "minister" and role.title.lemma.lower() in self.lexicon.generic_titles:
            held = held or any(one.endswith("_minister") for one in ent.offices)  # "der Ressortchef"
        if held and self._compatible(ent, owner):
            return True
        day = None if role.tense in ("past", "future") else self.reading.article.published
        return ent.known is not None and any(
            kn.covers(office, o.office) and (owner is None or kn.same_state(o.body, owner)) and o.at(day)
            for o in kn.offices_of(ent.known.id)
        )

    def _in_office(self, ent: Ent, role: Role) -> bool:
        """Whether a known person held an office of this name on the day of the article."""
        day = self.reading.article.published
        return (
            day is not None
            and ent.known is not None
            and any(
                self.knowledge.covers(role.title.office, o.office) and o.at(day)
                for o in self.knowledge.offices_of(ent.known.id)
            )
        )

    def _compatible(self, ent: Ent, owner: str | None) -> bool:
        if owner is None or ent.country is None:
            return True
        return self.knowledge.same_state(ent.country, owner)


def _of_other_parties(reading: Reading, party: str) -> set[int]:
    """The persons whose party stands in parentheses and is another one: "Petra Hahn (SPD)"."""
    found = set()
    for n, hits in enumerate(reading.hits):
        for hit in hits:
            beside = reading.at[n].get(hit.last + 2)
            if hit.label == "person" and beside is not None and beside.first == hit.last + 2:
                if beside.entry is not None and beside.entry.type == "party" and beside.entry.id != party:
                    found.add(id(hit.ent))
    return found
