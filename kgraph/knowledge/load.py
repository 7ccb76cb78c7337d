"""From data files to records."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from kgraph.errors import KnowledgeError
from kgraph.knowledge.inflect import inhabitant_forms, name_forms, nominative, person_noun_forms
from kgraph.knowledge.names import name_key
from kgraph.knowledge.records import Body, Country, Entry, Institution, Modifier, Office, Person, Title
from kgraph.knowledge.tables import QID, Rows, check_id, check_name, split
from kgraph.model import ACTOR_TYPES

DATA = Path(__file__).with_name("data")
COUNTRY_COLUMNS = (
    "id", "iso2", "name_de", "name_en", "aliases_de", "aliases_en", "adjectives_de", "adjectives_en",
    "inhabitants_de", "inhabitants_en", "capitals_de", "capitals_en", "article",
)  # fmt: skip
BODY_COLUMNS = (
    "key", "type", "gender", "country", "parent", "name_de", "name_en", "acronyms", "aliases_de",
    "aliases_en", "wikidata", "adjectives_de", "institution",
)  # fmt: skip
SEAT_COLUMNS = ("form_de", "form_en", "target", "gender", "weak", "note")
TITLE_COLUMNS = ("lang", "masculine", "feminine", "office", "relation", "level", "institution", "country")
INSTITUTION_COLUMNS = (
    "key", "kind", "gender", "name_de", "forms_de", "name_en", "forms_en", "minister_de", "minister_en",
    "office",
)  # fmt: skip
MODIFIER_COLUMNS = ("form", "lang", "kind", "tense", "note")
PERSON_COLUMNS = ("id", "name_de", "name_en", "aliases", "gender", "country", "surname", "keys")
OFFICE_COLUMNS = ("person", "office", "title_de", "title_en", "place", "start", "end", "seen")
FIRSTNAME_COLUMNS = ("name", "gender")
EXTRA_REQUIRED = ("id", "type", "name_de")
EXTRA_OPTIONAL = ("name_en", "aliases", "country", "gender", "parent", "acronyms", "adjectives_de", "weak")


def strip_marks(value: str) -> str:
    """Drop the marks for weak, undeclined and inhabitant forms."""
    return value.rstrip("?!").removesuffix("/K")


def plain(values: Iterable[str], gender: str | None) -> tuple[str, ...]:
    return tuple(nominative(strip_marks(v), gender) for v in values)


def countries() -> Iterator[tuple[Country, list[str]]]:
    """(country, its row) of every country."""
    for _, row in Rows(DATA / "countries.csv", COUNTRY_COLUMNS):
        ident, iso, name, name_en, al_de, al_en, adj_de, adj_en, inh_de, inh_en, cap_de, cap_en, art = row
        gender = art or None
        yield (
            Country(
                id=ident,
                type="country",
                name_de=nominative(name, gender or "n"),
                name_en=name_en,
                aliases=tuple(
                    dict.fromkeys(
                        (
                            nominative(name, gender or "n"),
                            *(_alias(a) for a in split(al_de)),
                            name_en,
                            *split(al_en),
                        )
                    )
                ),
                country=ident,
                iso2=iso,
                gender=gender or "n",
                wikidata=ident if QID.match(ident) else None,
                article=bool(art),
                adjectives_de=split(adj_de),
                adjectives_en=split(adj_en),
                inhabitants_de=tuple(inhabitant_forms(i)[0][0] for i in split(inh_de)),
                inhabitants_en=split(inh_en),
                capitals=tuple(dict.fromkeys(split(cap_de) + split(cap_en))),
            ),
            row,
        )


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """The content of rules.toml."""
    return tomllib.loads((DATA / "rules.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def common_surnames() -> frozenset[str]:
    """Keys of the surnames that many bear."""
    return frozenset(map(name_key, rules()["offices"]["common_surnames"].split()))


def alias_gender(template: str) -> str | None:
    """The grammatical gender of a country's long name, from its head noun; None for a plain name."""
    heads: dict[str, str] = rules()["heads"]
    return next((g for w in template.split() if (g := heads.get(w))), None)


def _alias(template: str) -> str:
    return nominative(strip_marks(template), alias_gender(template) or "f")


def bodies(iso: dict[str, str]) -> Iterator[tuple[Body, list[str]]]:
    """(body, its row) of bodies.csv and parties.csv; ``iso`` maps ISO codes to ids of countries."""
    rows = [row for name in ("bodies.csv", "parties.csv") for _, row in Rows(DATA / name, BODY_COLUMNS)]
    ids = {row[0]: row[10] or f"kg:{row[0]}" for row in rows}
    for row in rows:
        key, kind, gender, country, parent, name, name_en, acronyms, al_de, al_en, wikidata, adj, inst = row
        own = plain((name, *split(acronyms), *split(al_de)), gender or None)
        yield (
            Body(
                id=ids[key],
                type=kind,
                name_de=own[0],
                name_en=strip_marks(name_en),
                aliases=tuple(
                    dict.fromkeys((*own, strip_marks(name_en), *(strip_marks(a) for a in split(al_en))))
                ),
                country=iso.get(country),
                parent=ids.get(parent) or (iso.get(country) if kind == "government" else None),
                gender=gender or None,
                wikidata=wikidata or None,
                article=bool(gender) and kind != "company",
                adjectives_de=split(adj),
                institution=inst or None,
            ),
            row,
        )


def persons(iso: dict[str, str]) -> Iterator[Person]:
    for _, (ident, name, name_en, aliases, gender, country, surname, keys) in Rows(
        DATA / "persons.csv", PERSON_COLUMNS
    ):
        known = ident if ident[0] == "Q" else None
        more = tuple(aliases.split("|")) if aliases else ()
        yield Person(
            ident, "person", name, name_en or name, (name, name_en, *more) if name_en else (name, *more),
            iso.get(country), None, gender or None, known, False, False, (), (), None,
            surname or name.rpartition(" ")[2], tuple(keys.split("|")),
        )  # fmt: skip


def offices(keys: dict[str, str], gender: dict[str, str | None], states: set[str]) -> Iterator[Office]:
    """All offices. ``keys`` maps ISO codes and keys of bodies to ids, ``gender`` persons to m, f or None,
    ``states`` are the ids of countries."""
    table: dict[str, tuple[str, str, str]] = {k: tuple(v) for k, v in rules()["offices"]["titles"].items()}
    home = {
        row[0]: row[3] for name in ("bodies.csv", "parties.csv") for _, row in Rows(DATA / name, BODY_COLUMNS)
    }
    for line, (person, office, title_de, title_en, place, start, end, seen) in Rows(
        DATA / "offices.csv", OFFICE_COLUMNS
    ):
        body = keys.get(place)
        if body is None:
            raise KnowledgeError(f"{DATA / 'offices.csv'}, line {line}: unknown place {place!r}")
        if not title_de or not title_en:
            names = table.get(f"{office}@{place}")
            if names is None and body not in states:
                names = table.get(f"{office}@{home.get(place, '')}")
            names = names or table.get(office) or (office, office, office)
            title_de = title_de or names[gender.get(person) == "f"]
            title_en = title_en or names[2]
        yield Office(person, office, title_de, title_en, body, start, end, seen)


def titles(iso: dict[str, str]) -> Iterator[Title]:
    """Every form of every office word, those of titles.csv before those of institutions.csv."""
    for _, (lang, m, f, office, relation, level, inst, country) in Rows(DATA / "titles.csv", TITLE_COLUMNS):
        yield from _title_forms(lang, m, f, office, relation, level, inst or None, iso.get(country))
    for _, row in Rows(DATA / "institutions.csv", INSTITUTION_COLUMNS):
        key, office = row[0], row[9]
        for lemma in split(row[7]):
            feminine = "" if " " in lemma else lemma + "in"
            yield from _title_forms("de", lemma, feminine, office, "HOLDS_OFFICE", "state", key)
        for lemma in split(row[8]):
            yield from _title_forms("en", lemma, "", office, "HOLDS_OFFICE", "state", key)


def _title_forms(
    lang: str,
    m: str,
    f: str,
    office: str,
    relation: str,
    level: str,
    inst: str | None,
    country: str | None = None,
) -> Iterator[Title]:
    lemma = m.replace("~", "")
    if lang == "de":
        for form, gender, number in person_noun_forms(m, f):
            yield Title(form, lemma, lang, office, relation, gender, number, level, inst, country)
        return
    for form, gender in ((m, None if not f else "m"), (f, "f")):
        if form:
            yield Title(form, lemma, lang, office, relation, gender, "sg", level, inst, country)
            plural = _english_plural(form)
            yield Title(plural, lemma, lang, office, relation, gender, "pl", level, inst, country)


def _english_plural(word: str) -> str:
    head, of, rest = word.partition(" of ")
    if head.endswith(("man", "woman")):
        head = head[:-2] + "en"
    elif head.endswith("y") and not head.endswith(("ay", "ey")):
        head = head[:-1] + "ies"
    elif head.endswith(("s", "x", "ch")):
        head += "es"
    else:
        head += "s"
    return head + of + rest


def institutions() -> Iterator[Institution]:
    for _, row in Rows(DATA / "institutions.csv", INSTITUTION_COLUMNS):
        key, kind, gender, name, forms, name_en, forms_en, _, _, office = row
        yield Institution(
            key,
            kind,
            gender,
            name,
            name_en,
            (name, *split(forms)),
            (name_en, *split(forms_en)),
            office or None,
        )


def modifiers() -> Iterator[Modifier]:
    for _, (form, lang, kind, tense, _) in Rows(DATA / "modifiers.csv", MODIFIER_COLUMNS):
        yield Modifier(form, lang, kind, tense)


def firstnames() -> dict[str, str]:
    return {name: gender for _, (name, gender) in Rows(DATA / "firstnames.csv", FIRSTNAME_COLUMNS)}


def extra(
    paths: Sequence[Path], known: dict[str, Entry], iso: dict[str, str]
) -> Iterator[tuple[Entry, list[str]]]:
    """Entries of users' own files; raise KnowledgeError with file, line and remedy on the first mistake.

    An id that the shipped knowledge has extends that entry (its names are added, same type demanded).
    """
    seen: dict[str, str] = {}
    for path in paths:
        for line, row in Rows(path, EXTRA_REQUIRED, EXTRA_OPTIONAL):
            ident, kind, name, name_en, aliases, country, gender, parent, acronyms, adj, weak = row
            check_id(path, line, ident)
            where = f"{path}, line {line}"
            if ident in seen:
                raise KnowledgeError(
                    f"{where}: id {ident!r} is already used in {seen[ident]}; give each actor one line"
                )
            seen[ident] = where
            if kind == "country" and ident not in known:
                raise KnowledgeError(
                    f"{where}: {ident!r} is no known country; give the id of one, "
                    "or the type government for a region"
                )
            if kind not in ACTOR_TYPES:
                raise KnowledgeError(f"{where}: unknown type {kind!r}; use one of {', '.join(ACTOR_TYPES)}")
            if ident in known and known[ident].type != kind:
                raise KnowledgeError(
                    f"{where}: id {ident!r} is {known[ident].name_de} ({known[ident].type}) in the shipped "
                    f"knowledge; use another id or the type {known[ident].type!r}"
                )
            if not name:
                raise KnowledgeError(f"{where}: name_de is empty; fill in the name as it should be shown")
            for value in (name, *([name_en] if name_en else []), *split(aliases), *split(acronyms)):
                check_name(path, line, strip_marks(value))
            if country and country not in iso:
                raise KnowledgeError(
                    f"{where}: unknown country {country!r}; use a two-letter ISO code such as DE"
                )
            if gender not in ("", "m", "f", "n", "pl"):
                raise KnowledgeError(f"{where}: gender {gender!r} is none of m, f, n, pl (or empty)")
            if parent and parent not in known and parent not in seen:
                raise KnowledgeError(
                    f"{where}: parent {parent!r} is no known id; put the parent on an earlier line"
                )
            base = known.get(ident)
            own = plain((name, *split(acronyms), *split(aliases)), gender or None)
            names = tuple(
                dict.fromkeys((*own, *([name_en] if name_en else []), *(base.aliases if base else ())))
            )
            fields: dict[str, Any] = {
                "name_de": own[0],
                "name_en": name_en or (base.name_en if base else own[0]),
                "aliases": names,
                "weak": weak in ("1", "true", "yes", "ja"),
                "country": iso.get(country),
                "parent": parent or None,
                "gender": gender or None,
                "adjectives_de": split(adj),
            }
            if base is not None:
                # what the line leaves open stays as it was
                entry = replace(base, **{k: v for k, v in fields.items() if v or k == "weak"})
            else:
                make: type[Entry] = Person if kind == "person" else Body
                article = bool(gender) and kind not in ("company", "person")
                known_id = ident if QID.match(ident) else None
                entry = make(id=ident, type=kind, wikidata=known_id, article=article, **fields)
            yield (
                entry,
                ["", kind, gender, country, "", name, name_en, acronyms, aliases, "", "", adj, ""],
            )


def case_forms(template: str, gender: str) -> list[str]:
    """All case forms of a common noun of the institutions."""
    return name_forms(template, gender)


def made_up(kind: Institution, state: Country) -> Body:
    """The institution of a country that has no entry of its own: "Iranisches Außenministerium"."""
    iso = state.iso2
    stem = next((a for a in state.adjectives_de if not a.endswith("!")), None)
    plain_de = nominative(kind.name_de, kind.gender)
    if iso == "US" and "~" not in kind.name_de:
        name = "US-" + plain_de
    elif stem:
        name = nominative(f"{stem[:1].upper()}{stem[1:]}~ {kind.name_de}", kind.gender)
    else:
        name = f"{plain_de} ({state.name_de})"
    adjective = state.adjectives_en[0] if state.adjectives_en else ""
    name_en = f"{adjective} {kind.name_en}" if adjective else f"{kind.name_en} ({state.name_en})"
    types = {"group": "group", "media": "media"}
    return Body(
        id=f"kg:{iso.lower()}:{kind.key}",
        type=types.get(kind.kind, "government"),
        name_de=name,
        name_en=name_en,
        aliases=tuple(dict.fromkeys((name, name_en, f"{plain_de} ({state.name_de})"))),
        country=state.id,
        parent=state.id,
        gender=kind.gender,
        institution=kind.key,
    )


def surname_keys(person: Person, keys: Sequence[str]) -> list[str]:
    """Keys under which the person is found by surname: the last word, and a surname given apart."""
    if not keys:
        return []
    plain_last = " " not in person.surname and person.name_de.endswith(" " + person.surname)
    own = keys[0].split()[-1] if plain_last else name_key(person.surname) or keys[0]
    found = [own]
    for key in keys:
        parts = key.split()
        if len(parts) > 1 and parts[-1] != own and own not in parts:
            found.append(parts[-1])
    return list(dict.fromkeys(found))
