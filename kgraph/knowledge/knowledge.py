"""The knowledge as one object with its questions."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import MAXYEAR, date
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from kgraph.errors import KnowledgeError
from kgraph.knowledge import load
from kgraph.knowledge.inflect import adjective_forms, nominative
from kgraph.knowledge.names import name_key
from kgraph.knowledge.records import (
    Body,
    Country,
    Entry,
    Institution,
    Modifier,
    Office,
    Person,
    SurfaceHit,
    Title,
    last_day,
)
from kgraph.knowledge.surface import SurfaceBuilder


class Knowledge:
    """Everything known beforehand; immutable. Tables are read when first asked for."""

    def __init__(self, extra: Sequence[Path] = ()) -> None:
        self._extra_paths = tuple(Path(p) for p in extra)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Knowledge:
        """The shipped knowledge with users' own CSV files; raise KnowledgeError if one breaks the schema."""
        if not extra:
            return cls.default()
        knowledge = cls(extra)
        _ = knowledge._entries  # so that a mistake shows here and not in the middle of a run
        return knowledge

    @classmethod
    def default(cls) -> Knowledge:
        """The shipped knowledge, read once per process."""
        return _default()

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over all data files and the users' own, as hex."""
        digest = hashlib.sha256()
        for path in (*sorted(load.DATA.iterdir()), *self._extra_paths):
            if path.is_file() and path.suffix in (".csv", ".toml"):
                content = path.read_bytes()
                digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    # entries -------------------------------------------------------------------------------------

    @cached_property
    def _countries(self) -> list[tuple[Country, list[str]]]:
        return list(load.countries())

    @cached_property
    def _iso(self) -> dict[str, str]:
        return {c.iso2: c.id for c, _ in self._countries}

    @cached_property
    def _bodies(self) -> list[tuple[Body, list[str]]]:
        return list(load.bodies(self._iso))

    @cached_property
    def _keys(self) -> dict[str, str]:
        """ISO codes and keys of bodies -> ids."""
        return {**{row[0]: body.id for body, row in self._bodies}, **self._iso}

    @cached_property
    def _persons(self) -> dict[str, Person]:
        return {p.id: p for p in load.persons(self._iso)}

    @cached_property
    def _extra(self) -> list[tuple[Entry, list[str]]]:
        if not self._extra_paths:
            return []
        known: dict[str, Entry] = {**self._own, **self._persons}
        return list(load.extra(self._extra_paths, known, self._iso))

    @cached_property
    def _own(self) -> dict[str, Entry]:
        return {e.id: e for e, _ in (*self._countries, *self._bodies)}

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {**self._own, **{e.id: e for e, _ in self._extra}}

    def entry(self, ident: str) -> Entry:
        """The entry of an id, also of a person and of a made-up institution ("kg:ir:foreign_ministry").

        Raises KnowledgeError for an unknown id.
        """
        found = self.find(ident)
        if found is None:
            raise KnowledgeError(f"the knowledge has no entry {ident!r}")
        return found

    def find(self, ident: str) -> Entry | None:
        """Like ``entry``, None for an unknown id."""
        found = self._entries.get(ident) or self._people.get(ident)
        if found is None and ident.startswith("kg:") and ident.count(":") == 2:
            _, iso, key = ident.split(":")
            if key in self._institutions and iso.upper() in self._iso:
                return self.institution_entry(key, self._iso[iso.upper()])
        return found

    def entries(self) -> Iterable[Entry]:
        """All countries and bodies (no persons), sorted by id."""
        return (self._entries[i] for i in sorted(self._entries))

    def country(self, iso2: str) -> Country:
        """The country of an ISO code; raise KnowledgeError if there is none."""
        found = self._entries.get(self._iso.get(iso2, ""))
        if not isinstance(found, Country):
            raise KnowledgeError(f"the knowledge has no country {iso2!r}")
        return found

    def country_id(self, ident: str | None) -> str | None:
        """The id of the state that an id or ISO code is or belongs to, None if there is none."""
        if not ident:
            return None
        entry = self.find(self._iso.get(ident, ident))
        return entry.country if entry else None

    def same_state(self, one: str | None, other: str | None) -> bool:
        """Whether two ids (or ISO codes) are the same, one a body of the other, or bodies of one state."""
        if not one or not other:
            return False
        if one == other:
            return True
        state = self.country_id(one)
        if state is not None:
            return state == self.country_id(other)
        chain = [self._line(one), self._line(other)]
        return one in chain[1] or other in chain[0]

    def _line(self, ident: str) -> list[str]:
        """An id and its parents, nearest first."""
        found: list[str] = []
        at: str | None = ident
        while at and at not in found:
            found.append(at)
            entry = self.find(at)
            at = entry.parent if entry else None
        return found

    # forms ---------------------------------------------------------------------------------------

    @cached_property
    def _built(self) -> tuple[SurfaceBuilder, Mapping[str, tuple[SurfaceHit, ...]]]:
        builder = SurfaceBuilder()
        for country, row in self._countries:
            builder.country(country.id, row)
        for body, row in self._bodies:
            builder.body(body.id, row)
        builder.seats(self._keys)
        for entry, row in self._extra:
            if entry.type != "person":
                builder.body(entry.id, row)
        return builder, MappingProxyType(builder.done())

    def surface(self) -> Mapping[str, tuple[SurfaceHit, ...]]:
        """Exact surface form (with its case) -> what it may stand for, strong hits first. No persons."""
        return self._built[1]

    def adjective(self, word: str) -> Entry | None:
        """The entry behind an adjective in any form: "iranischen", "US-amerikanische", "Iranian"."""
        ident = self._built[0].adjectives.get(word)
        return self._entries[ident] if ident else None

    @cached_property
    def _towns(self) -> dict[str, str]:
        rules = load.rules()
        return {
            town: ident
            for table in (rules["towns"], rules["cities"])
            for iso, towns in table.items()
            if (ident := self._iso.get(iso))
            for town in towns
        }

    def town(self, name: str) -> Entry | None:
        """The country that a large town or a region lies in; None for a capital, which may stand for it."""
        ident = self._towns.get(name)
        return self._entries[ident] if ident is not None else None

    @cached_property
    def _party_adjectives(self) -> dict[str, tuple[Entry, ...]]:
        table: dict[str, tuple[Entry, ...]] = {}
        for stem, keys in load.rules()["party_adjectives"].items():
            parties = tuple(self._entries[self._keys[key]] for key in keys)
            for form in adjective_forms(stem) if stem.islower() else [stem.lower()]:
                table[form] = parties
        return table

    def party_adjective(self, lower: str) -> tuple[Entry, ...]:
        """The parties that an adjective may mean, in any form: "republikanischen", "democratic"."""
        return self._party_adjectives.get(lower, ())

    def prefix(self, word: str) -> Entry | None:
        """The entry behind the first part of a compound: "US-", "Uno-", "Kreml-", "Bundestags-"."""
        text = word.rstrip("-‐‑–")
        known = self._built[0].prefixes
        ident = known.get(text) or (known.get(text[:-1]) if text.endswith("s") and len(text) > 4 else None)
        return self.find(ident) if ident else None

    # institutions --------------------------------------------------------------------------------

    @cached_property
    def _institutions(self) -> dict[str, Institution]:
        return {i.key: i for i in load.institutions()}

    @cached_property
    def _institution_words(self) -> dict[str, Institution]:
        words: dict[str, Institution] = {}
        for item in self._institutions.values():
            for form in item.forms_de:
                for shape in load.case_forms(form, item.gender):
                    words.setdefault(shape.lower(), item)
            for form in item.forms_en:
                words.setdefault(form.lower(), item)
        return words

    @cached_property
    def _filled(self) -> dict[tuple[str, str], str]:
        return {(b.institution, b.country): b.id for b, _ in self._bodies if b.institution and b.country}

    def institution(self, word: str) -> Institution | None:
        """The kind of body a common noun names ("Außenministeriums", "foreign ministry", "Armee")."""
        return self._institution_words.get(word.lower())

    def institution_kind(self, key: str) -> str:
        """What such a body is called anywhere: "Polizei", "Oberster Gerichtshof"; empty for an unknown key."""
        kind = self._institutions.get(key)
        return nominative(kind.name_de, kind.gender) if kind is not None else ""

    def institution_entry(self, key: str, country: str) -> Entry:
        """That body of a country: a known one (Knesset), else one made up by pattern.

        ``key`` as in institutions.csv, ``country`` an id. Raises KnowledgeError if either is unknown.
        """
        kind = self._institutions.get(key)
        state = self._entries.get(country)
        if kind is None or not isinstance(state, Country):
            raise KnowledgeError(f"no institution {key!r} of {country!r}")
        known = self._filled.get((key, state.id))
        return self._entries[known] if known else load.made_up(kind, state)

    def body(self, word: str, country: str | None) -> Entry | None:
        """``institution`` and ``institution_entry`` in one: ("Parlament", Israel) -> Knesset."""
        kind = self.institution(word)
        state = self.country_id(country)
        if kind is None or state is None or not isinstance(self._entries.get(state), Country):
            return None
        return self.institution_entry(kind.key, state)

    # persons -------------------------------------------------------------------------------------

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {**self._persons, **{e.id: e for e, _ in self._extra if isinstance(e, Person)}}

    @cached_property
    def _by_key(self) -> tuple[dict[str, list[Person]], dict[str, list[Person]]]:
        full: dict[str, list[Person]] = {}
        last: dict[str, list[Person]] = {}
        for person in self._people.values():
            keys = person.keys or tuple(dict.fromkeys(name_key(n) for n in person.aliases))
            for key in dict.fromkeys(" ".join(sorted(k.split())) for k in keys):
                full.setdefault(key, []).append(person)
            for key in load.surname_keys(person, keys):
                last.setdefault(key, []).append(person)
        return full, last

    def persons(self) -> Iterable[Person]:
        """All known persons, sorted by id."""
        return (self._people[i] for i in sorted(self._people))

    def persons_by_name(self, name: str) -> tuple[Person, ...]:
        """Persons whose full name (or another known name) has the key of ``name``, in any word order."""
        return tuple(self._by_key[0].get(" ".join(sorted(name_key(name).split())), ()))

    def persons_by_surname(self, surname: str) -> tuple[Person, ...]:
        """Persons of that surname in any spelling; particles do not matter ("von der Leyen", "Leyen")."""
        return tuple(self._by_key[1].get(name_key(surname), ()))

    def person_forms(self, name: str) -> tuple[Person, ...]:
        """Same as ``persons_by_name``: whom a written full name may mean."""
        return self.persons_by_name(name)

    def prominent(self, person: str, on: date | None = None) -> bool:
        """Whether the person held a leading office around that day (None: ever); see rules.toml."""
        return any(self._leading(person, on))

    def meant_alone(self, person: Entry, on: date | None, named: Collection[str]) -> bool:
        """Whether a surname without a title means a prominent bearer: one who is renowned, if the surname is no common
        one; else one whose country or body is `named` as well (ids); see rules.toml."""
        renowned = load.rules()["offices"]["renowned"]
        common = name_key(person.name_de.split()[-1]) in load.common_surnames()
        return any(
            (office.office in renowned and not common) or any(self.same_state(office.body, x) for x in named)
            for office in self._leading(person.id, on)
        )

    def _leading(self, person: str, on: date | None) -> Iterator[Office]:
        rules = load.rules()["offices"]
        for office in self.offices_of(person):
            if office.office not in rules["prominent"]:
                continue
            start = office.start_date.year if office.start_date else 0
            last = last_day(office.end or office.seen).year if office.end or office.seen else MAXYEAR
            if on is None or start - rules["years_before"] <= on.year <= last + rules["years_after"]:
                yield office

    @cached_property
    def _firstnames(self) -> dict[str, str]:
        return load.firstnames()

    def gender(self, name: str) -> str | None:
        """ "m" or "f" for a given name ("Anna-Lena" too), None if unknown or used for both."""
        first = name.strip().split(" ")[0]
        gender = self._firstnames.get(first) or self._firstnames.get(first.split("-")[0])
        return gender if gender in ("m", "f") else None

    # offices -------------------------------------------------------------------------------------

    @cached_property
    def _offices(self) -> tuple[dict[tuple[str, str], list[Office]], dict[str, list[Office]]]:
        held: dict[tuple[str, str], list[Office]] = {}
        of: dict[str, list[Office]] = {}
        gender = {p.id: p.gender for p in self._persons.values()}
        for office in load.offices(self._keys, gender, set(self._iso.values())):
            held.setdefault((office.office, office.body), []).append(office)
            of.setdefault(office.person, []).append(office)
        return held, of

    def holders(self, office: str, place: str, on: date | None = None) -> tuple[Person, ...]:
        """Who held an office of a country or body (ids) on a day; without a day all, the latest first."""
        covered: Sequence[str] = load.rules()["offices"]["covers"].get(office, (office,))
        found = [o for key in covered for o in self._offices[0].get((key, place), ())]
        if on is not None:
            found = [o for o in found if o.at(on)]
        found.sort(key=lambda o: (o.start, o.person), reverse=True)
        return tuple(dict.fromkeys(self._people[o.person] for o in found))

    def covers(self, office: str, other: str) -> bool:
        """Whether an office word may mean another office: head_of_state a president."""
        return office == other or other in load.rules()["offices"]["covers"].get(office, ())

    def leads(self, office: str) -> bool:
        """Whether who holds an office speaks for a whole country."""
        return office in load.rules()["offices"]["leading"]

    def serves(self, office: str) -> bool:
        """Whether who holds an office is a part of the government of a country or speaks for it."""
        listed = self.leads(office) or office in load.rules()["offices"]["serving"]
        return listed or office.endswith("_minister")

    def offices_of(self, person: str) -> tuple[Office, ...]:
        """All known offices of a person, the earliest first."""
        return tuple(sorted(self._offices[1].get(person, ()), key=lambda o: (o.start, o.office, o.body)))

    # titles --------------------------------------------------------------------------------------

    @cached_property
    def _titles(self) -> dict[str, dict[str, Title]]:
        table: dict[str, dict[str, Title]] = {}
        for title in load.titles(self._iso):
            table.setdefault(title.form.lower(), {}).setdefault(title.lang, title)
        return table

    def title(self, word: str, lang: str | None = None) -> Title | None:
        """The office word behind a form in any case and number, compounds not split.

        Without ``lang`` a form of both languages comes as the German one with ``lang`` "both".
        """
        found = self._titles.get(word.lower())
        if found is None:
            return None
        if lang is not None:
            return found.get(lang)
        first = found.get("de") or found["en"]
        return replace(first, lang="both") if len(found) > 1 else first

    @cached_property
    def modifiers(self) -> tuple[Modifier, ...]:
        """Words that change the tense of an office; German adjectives as stems ("ehemalig")."""
        return tuple(load.modifiers())

    @cached_property
    def _modifier_forms(self) -> dict[str, Modifier]:
        table: dict[str, Modifier] = {}
        for item in self.modifiers:
            german = item.lang == "de" and item.kind == "adjective"
            for form in adjective_forms(item.form) if german else (item.form, item.form.strip("-")):
                table.setdefault(form.lower(), item)
        return table

    def modifier(self, word: str) -> Modifier | None:
        """The modifier behind a form: "ehemaligen", "Ex-", "former", "then-"."""
        return self._modifier_forms.get(word.lower())


@lru_cache(maxsize=1)
def _default() -> Knowledge:
    return Knowledge()
