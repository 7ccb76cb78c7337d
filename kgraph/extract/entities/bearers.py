"""Which person a name of the text means: one named before, one the knowledge knows, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kgraph.extract.entities.actors import ActorTable, Ent, Hit, as_gender, name_parts, without_genitive
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import Role
from kgraph.extract.entities.splitting import half_of
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Entry, Knowledge
from kgraph.knowledge.names import name_key

# Shorter names lose no letter.
_SHORT = 4


class Bearers:
    """Finds the persons behind the names of an article."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._named: list[tuple[int, int, Ent]] = []  # the persons of the article so far, by place
        self._bodies: set[str] = set()  # the countries and bodies that it names

    def find(self, reading: Reading) -> None:
        """Persons, fullest names first, so that a surname in the headline finds its bearer."""
        entries = [h.entry for hits in reading.hits for h in hits if h.entry and h.entry.type != "person"]
        self._bodies = {body for e in entries for body in (e.id, e.country) if body}
        self._owning(reading)
        self._named.clear()
        named: list[Hit] = []
        owners: dict[int, Role] = {}
        for role in reading.roles:
            if role.name is not None and id(role.name) not in owners:
                owners[id(role.name)] = role
        for hits in reading.hits:
            named.extend(
                hit for hit in hits if hit.label == "person" or (hit.entry and hit.entry.type == "person")
            )
        nominatives = {name_key(hit.text) for hit in named}
        named.sort(key=lambda hit: (-min(len(name_parts(hit.text)), 2), hit.sent, hit.first))
        for hit in named:
            hit.label, hit.kind = "person", "name"
            words = reading.sentences[hit.sent].words
            place = words[hit.first].start
            titled = owners.get(id(hit))
            hit.ent = self._person(reading.table, hit, titled, place)
            plain = without_genitive(hit.text)
            if hit.ent is None:
                genitive = name_key(plain) in nominatives or _owns(hit, words)
                hit.ent = reading.table.person(plain if genitive else hit.text, place)
            if hit.ent is not None:
                self._named.append((hit.sent, hit.first, hit.ent))
            if (
                hit.ent is not None
                and hit.ent.gender is None
                and titled is not None
                and titled.title.gender == "f"
            ):
                hit.ent.gender = "f"
        self._origins(reading)
        for ent in reading.table.persons():
            if ent.gender is None and len(ent.parts) > 1:
                ent.gender = as_gender(self.knowledge.gender(ent.name))

    def _owning(self, reading: Reading) -> None:
        """ "Putins Sprecher", "das Treffen Putins": the genitive of a well-known surname that the recogniser took for a
        place."""
        for n, hits in enumerate(reading.hits):
            words = reading.sentences[n].words
            for hit in hits:
                single = hit.label == "place" and hit.entry is None and hit.first == hit.last
                if not single or not hit.text.endswith("s"):
                    continue
                plain = without_genitive(hit.text)
                beside = words[max(hit.first - 1, 0) : hit.first] + words[hit.last + 1 : hit.last + 2]
                owned = any(w.pos == "NOUN" and w is not hit.head for w in beside)
                if (
                    owned
                    and self.knowledge.gender(plain) is None
                    and self._known_person(plain, name_parts(plain), None, reading.table) is not None
                ):
                    hit.label, hit.kind = "person", "name"

    @staticmethod
    def _origins(reading: Reading) -> None:
        """ "die Spanierin Inés Robledo": a country, and the gender of the noun."""
        for hits in reading.hits:
            for hit, following in pairwise(sorted(hits, key=lambda h: h.first)):
                ent = following.ent
                beside = following.label == "person" and following.first == hit.last + 1
                if hit.label != "inhabitant" or hit.entry is None or ent is None or not beside:
                    continue
                hit.kind = "place"
                if ent.country is None and hit.entry.type == "country":
                    ent.country = hit.entry.id
                if ent.gender is None and hit.text.endswith("in"):
                    ent.gender = "f"

    def _person(self, table: ActorTable, hit: Hit, role: Role | None, place: int) -> Ent | None:
        parts = name_parts(hit.text)
        plain = hit.text.removesuffix("s")  # "Magnitskis": endings that may belong to a name as well
        seen = (
            table.known_person(parts)
            or table.known_person(name_parts(without_genitive(hit.text)))
            or (table.known_person(name_parts(plain)) if len(plain) > _SHORT else None)
            or (self._before(table, hit) if len(parts) == 1 else None)
        )
        other = seen is not None and len(parts) == 1 and self._woman(seen, role)
        if seen is not None and not other:
            seen.add(hit.text if name_key(hit.text) in _keys(seen) else without_genitive(hit.text))
            return seen
        entry = hit.entry or self._known_person(hit.text, parts, role, table)
        if entry is not None:
            whole = entry in self.knowledge.person_forms(hit.text) or name_key(hit.text) == name_key(
                entry.name_de
            )
            return table.entry(entry, hit.text if whole else without_genitive(hit.text), place)
        if other:
            return table.namesake(hit.text, place)
        if len(parts) == 1 and (role is None or not role.title.office):
            given = table.by_given_name(parts[0]) or table.by_given_name(name_key(without_genitive(hit.text)))
            if given is not None:
                given.add(hit.text if name_key(hit.text) == given.parts[0] else without_genitive(hit.text))
                return given
        return None

    def _woman(self, person: Ent, role: Role | None) -> bool:
        """Whether a person is a woman before whose surname a man's title stands: "Minister Berg" is not "Eva Berg"."""
        if role is None or role.title.gender != "m" or role.title.lang != "de":
            return False
        return (person.gender or as_gender(self.knowledge.gender(person.name))) == "f"

    def _before(self, table: ActorTable, hit: Hit) -> Ent | None:
        """Of several persons of one surname the only one that was named before a mention."""
        forms = {hit.text.lower(), hit.text.lower().removesuffix("s")}
        bearers = {
            id(e)
            for e in table.persons()
            if len(e.parts) > 1 and any(n.lower().split()[-1] in forms for n in e.names)
        }
        place = (hit.sent, hit.first)
        before = {id(e): e for sent, first, e in self._named if id(e) in bearers and (sent, first) < place}
        return next(iter(before.values())) if len(before) == 1 else None

    def _known_person(
        self, name: str, parts: tuple[str, ...], role: Role | None, table: ActorTable
    ) -> Entry | None:
        """The known person of that name: by the full name if only one bears it, by the surname only if the
        office named beside it fits exactly one bearer at the article's date, or only one bearer is known at all."""
        kn = self.knowledge
        options: list[Entry] = []
        for form in dict.fromkeys((name, without_genitive(name), name.removesuffix("s"))):  # "Barack Obamas"
            options = [
                entry
                for entry in (kn.person_forms(form) if len(parts) > 1 else kn.persons_by_surname(form))
                if len(parts) > 1 or not half_of(form, entry.name_de)
            ]
            if options:
                break
        if not options:
            return None
        if role is not None:
            owner = role.owner or (role.body.entry if role.body is not None else None)
            fits = [
                entry
                for entry in options
                if any(
                    kn.covers(role.title.office, office.office)
                    and (owner is None or kn.same_state(office.body, owner.id))
                    for office in kn.offices_of(entry.id)
                )
            ]
            if len(fits) == 1:
                return fits[0]
            if len(parts) == 1:
                return None
        if len(options) == 1 and len(parts) > 1:
            return options[0]
        if len(parts) == 1:
            top = [e for e in options if kn.meant_alone(e, table.published, self._bodies)]
            return top[0] if len(top) == 1 else None
        return None


def _owns(hit: Hit, words: Sequence[Word]) -> bool:
    """Whether a name is the genitive before a noun: "Lars Lindqvists Besuch" (a name in -s has an apostrophe there)."""
    noun, before = words[hit.last + 1] if hit.last + 1 < len(words) else None, words[hit.first - 1]
    owned = noun is not None and noun.pos == "NOUN" and hit.head.head is noun and hit.head.dep == "nmod"
    return owned and not (hit.first and before.pos in ("DET", "ADP", "NOUN", "ADJ"))


def _keys(ent: Ent) -> set[str]:
    return {name_key(name) for name in ent.names}
