"""Bundles: article entities that are one without any doubt, the units that decisions join and part.

A bundle is a known actor, or all entities of one full name, country and gender. A surname alone may be
anybody's, so it makes a bundle per article, like a body called by a word that every state has ("Senat").
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kgraph.knowledge import Knowledge
from kgraph.model import Entity, Lang
from kgraph.resolve import persons
from kgraph.resolve.bodies import BodyNames

# Between the id of a bundle and that of an article: an entity that the user took out of it.
TAKEN_OUT = "@"
# A country rules an article if at least this share of its known actors belongs to it.
_RULES = 0.6


@dataclass(frozen=True, slots=True)
class ArticleEntity:
    """An entity with its article: `index` is its place in `Extraction.entities`."""

    article: str
    index: int
    entity: Entity
    published: date | None = None
    lang: Lang = "de"


@dataclass(slots=True)
class Seen:
    """How often something was seen, and the first and last day of publication."""

    count: int = 0
    first: date | None = None
    last: date | None = None

    def add(self, day: date | None, times: int = 1) -> None:
        """Once more, on that day."""
        self.count += times
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)

    def join(self, other: Seen) -> None:
        """Take over what `other` saw."""
        self.add(other.first, other.count)
        self.add(other.last, 0)


@dataclass(slots=True, eq=False)
class Bundle:
    """What the entities of a bundle say together. `place` is the country that its articles are about,
    where its own is not told; `weak`: its name is nobody's own (a surname, "Senat", one letter)."""

    id: str
    kind: str
    key: str
    known: str | None = None
    weak: bool = False
    place: str | None = None
    types: Counter[str] = field(default_factory=Counter)
    names: dict[Lang, Counter[str]] = field(default_factory=lambda: {"de": Counter(), "en": Counter()})
    forms: Counter[str] = field(default_factory=Counter)
    roles: dict[str, Seen] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)
    genders: set[str] = field(default_factory=set)
    members: list[tuple[str, int]] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    days: Seen = field(default_factory=Seen)

    def add(self, row: ArticleEntity) -> None:
        """Count an entity in."""
        entity = row.entity
        self.types[entity.type] += 1
        name = persons.clean(entity.name)
        if name:
            self.names[row.lang][name] += 1
        self.forms.update(filter(None, map(persons.clean, entity.forms)))
        for role in entity.roles:
            self.roles.setdefault(role, Seen()).add(row.published)
        if entity.country:
            self.countries[entity.country] += 1
        if entity.gender in ("m", "f"):
            self.genders.add(entity.gender)
        self.members.append((row.article, row.index))
        self.articles.add(row.article)
        self.days.add(row.published)

    @property
    def all_names(self) -> list[str]:
        """The names of its entities in both languages, sorted."""
        return sorted({*self.names["de"], *self.names["en"]})

    @property
    def name(self) -> str:
        """A name to tell the user which one is meant."""
        count = self.names["de"] + self.names["en"]
        return min(count, key=lambda n: (-count[n], n)) if count else self.id


def kind_of(entity: Entity) -> str:
    """ "person" or "body"."""
    return "person" if entity.type == "person" else "body"


def collect(
    rows: Iterable[ArticleEntity], knowledge: Knowledge, names: BodyNames, named: Iterable[str] = ()
) -> dict[str, Bundle]:
    """All bundles by id. `named` are the ids that decisions name: entities taken out get their own."""
    ordered = sorted(rows, key=lambda r: (r.article, r.index))
    ruling = _ruling(ordered)
    taken = {i for i in named if TAKEN_OUT in i}
    bundles: dict[str, Bundle] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for row in ordered:
        entity, kind = row.entity, kind_of(row.entity)
        place = None
        known = entity.known if entity.known and knowledge.find(entity.known) else None
        if known:
            ident, key, weak = known, known, False
        else:
            key, weak = _key(entity, kind, names)
            place = entity.country or (ruling.get(row.article) if kind == "body" else None)
            if kind == "person":
                place = entity.country
                parts = (key, row.article) if weak else (key, place or "", entity.gender or "")
            elif weak:
                # "Senat" is one in a state, "Verein" is another one in each article
                parts = (key, place if place and key.startswith("#") else row.article)
            else:
                # "Die Grünen" are a party in many states: those of a German article are not those of another.
                shared = entity.country is None and bool(names.identities(entity.name, None))
                parts = (key, (place if shared else entity.country) or "")
            ident = _ident(kind, parts, keys)
        if (out := f"{ident}{TAKEN_OUT}{row.article}") in taken:
            ident, known = out, None
        bundle = bundles.get(ident)
        if bundle is None:
            bundle = bundles[ident] = Bundle(ident, kind, key, known, weak, place)
        elif bundle.place != place:
            bundle.place = None
        bundle.add(row)
    return bundles


def _key(entity: Entity, kind: str, names: BodyNames) -> tuple[str, bool]:
    """The key under which entities are one, and whether it says too little to be one across articles."""
    if kind == "person":
        name = persons.parse(entity.name)
        if name.odd:
            return f"?{entity.name}", True
        return " ".join([*name.keys, name.generation]).strip(), name.single
    body = names.parse(entity.name)
    if not body.parts and not body.places:
        return f"?{entity.name}", True
    return body.key, body.generic and not body.places and not names.named(entity.name)


def _ident(kind: str, parts: Sequence[str], keys: dict[str, tuple[str, ...]]) -> str:
    """An id made of content. Two contents of one short hash are told apart by a longer one."""
    digest = hashlib.sha256("\x1f".join((kind, *parts)).encode("utf-8", "surrogatepass")).hexdigest()
    full = (kind, *parts)
    ident = f"kg:{kind}:{digest[:12]}"
    if keys.setdefault(ident, full) != full:
        ident = f"kg:{kind}:{digest}"
    return ident


def _ruling(rows: Sequence[ArticleEntity]) -> Mapping[str, str]:
    """The country that most known actors of an article belong to, where one clearly does."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.entity.known and row.entity.country:
            counts[row.article][row.entity.country] += 1
    found = {}
    for article, countries in counts.items():
        best, count = min(countries.items(), key=lambda c: (-c[1], c[0]))
        if count >= _RULES * sum(countries.values()):
            found[article] = best
    return found
