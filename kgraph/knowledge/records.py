"""What the knowledge holds: frozen records. Dates are ISO ("2021-12-08"), years or empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

HitKind = Literal["name", "acronym", "seat", "capital", "inhabitant", "adjective"]


class SurfaceHit(NamedTuple):
    """What one exact surface form may stand for.

    `weak`: the form is also an ordinary word, a place or somebody else; take it only with support.
    `gender` is that of an inhabitant ("Iranerin": f), else None.
    """

    id: str
    kind: HitKind
    lang: str
    weak: bool
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor the knowledge knows. `id` is its Wikidata id where that is certain, else ``kg:…``.

    `country` is the id of the state it belongs to (of a country: its own), `parent` the id of the body
    or country it is part of, `gender` the grammatical one in German (m f n pl; None: a neuter name
    without article), `article` whether German puts an article before it ("der Iran"). `adjectives_*` and
    `inhabitants_*` are base forms; `weak` says that every form of it is weak.
    """

    id: str
    type: str
    name_de: str
    name_en: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    parent: str | None = None
    gender: str | None = None
    wikidata: str | None = None
    weak: bool = False
    article: bool = True
    adjectives_de: tuple[str, ...] = ()
    adjectives_en: tuple[str, ...] = ()
    institution: str | None = None

    def name(self, lang: str = "de") -> str:
        """The canonical name in "de" or "en"."""
        return self.name_en if lang == "en" and self.name_en else self.name_de


@dataclass(frozen=True, slots=True)
class Country(Entry):
    """A state, present or past; `capitals` in both languages, `iso2` the ISO 3166 code (four letters
    for states of the past)."""

    iso2: str = ""
    inhabitants_de: tuple[str, ...] = ()
    inhabitants_en: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body(Entry):
    """Anything that acts and is neither a country nor a person."""


@dataclass(frozen=True, slots=True)
class Person(Entry):
    """A known politician; `gender` is m, f or None. `surname` is the part that stands alone in texts."""

    surname: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """One person in one office. `body` is the id of the country or body where it is held.

    Without `end` the office is held still, or, where `seen` is given, nothing is known after that month.
    """

    person: str
    office: str
    title_de: str
    title_en: str
    body: str
    start: str
    end: str
    seen: str = ""

    def at(self, on: date | None) -> bool:
        """Whether the office was held on that day (None: any); an unknown end is open."""
        if on is None:
            return True
        last = self.end or self.seen
        return (not self.start or first_day(self.start) <= on) and (not last or on <= last_day(last))

    @property
    def start_date(self) -> date | None:
        """The first day, None if unknown."""
        return first_day(self.start) if self.start else None

    @property
    def end_date(self) -> date | None:
        """The last day, None if unknown or still in office."""
        return last_day(self.end) if self.end else None


@dataclass(frozen=True, slots=True)
class Title:
    """An office word. `gender` None: the form does not tell; `number` sg, pl or "" for both.

    `lang` is "both" for a form of both languages. `country` is the id of the only state that has such an
    office ("Kremlchef"). `institution` names the kind of body it heads or
    speaks for (see ``Knowledge.institution``).
    """

    form: str
    lemma: str
    lang: str
    office: str
    relation: str
    gender: str | None
    number: str
    level: str
    institution: str | None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word that changes an office's tense: past, future, present, deputy or "" (no change)."""

    form: str
    lang: str
    kind: str
    tense: str


@dataclass(frozen=True, slots=True)
class Institution:
    """A kind of body that every state has: foreign_ministry, armed_forces, parliament …"""

    key: str
    kind: str
    gender: str
    name_de: str
    name_en: str
    forms_de: tuple[str, ...]
    forms_en: tuple[str, ...]
    office: str | None


def first_day(text: str) -> date:
    """ "2021" -> 2021-01-01, "2021-05" -> 2021-05-01."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """ "2021" -> 2021-12-31, "2021-05" -> 2021-05-28 or later."""
    parts = tuple(map(int, text.split("-")))
    if len(parts) == 3:
        return date(*parts)
    year, month = (*parts, 12)[:2]
    after = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)
