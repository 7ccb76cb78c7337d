"""What speaks for and against two bundles (or sets of them) being one actor."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kgraph.knowledge import Knowledge
from kgraph.knowledge.names import fold
from kgraph.knowledge.records import Person
from kgraph.resolve import bodies, persons
from kgraph.resolve.bodies import BodyName, BodyNames
from kgraph.resolve.bundles import Bundle
from kgraph.resolve.persons import PersonName

# Two sides become one at this score. Chosen on the tuning half of tests/data/name_pairs.csv: 0.66 to 0.70
# give the same best F1 (lower lets in wrong pairs, higher loses right ones); the highest is safest.
JOIN_SCORE = 0.7
# If another that cannot be the same comes as close as this, none is taken.
MARGIN = 0.05

# Weights, to be added to what the names alone give (0.9 for equal names, 0.5 for a surname alone).
ONLY_BEARER = 0.2
COUNTRY, OTHER_COUNTRY, OTHER_BODY_COUNTRY = 0.1, -0.4, -0.5
OFFICE, OTHER_OFFICE = 0.15, -0.15
OTHER_GENDER = -0.6
COMPANY = 0.3
SAME_ARTICLE = -0.3
FAR_IN_TIME = -0.15
OTHER_TIME = -0.05
LONG_AGO = -0.4
SAME_TIME = 0.05

_YEAR = 365
_FAR_YEARS = 10
_SOME_YEARS = 2
_NEAR_DAYS = 31
# Years before the first and after the last known office in which a politician is in the news.
_BEFORE, _AFTER = 15, 25
# Rare companions that make the company of two sides the same: each counts up to 1.
_COMPANIONS = 2.0
# Articles of a side whose company is looked at; more say nothing new.
_ARTICLES = 200
_NAMES = 16
# From here on two names are ways of writing one, in one article, too.
_ONE_NAME = 0.8


@dataclass(slots=True)
class Side:
    """What is known of one side of a comparison."""

    kind: str
    names: tuple[str, ...]
    known: str | None = None
    countries: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    genders: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    born: tuple[int, int] | None = None
    persons: tuple[PersonName, ...] = ()
    bodies: tuple[BodyName, ...] = ()
    reasons: Mapping[str, float] = field(default_factory=dict)


class Court:
    """Weighs evidence. Made once for all bundles of a store; holds who appears with whom."""

    def __init__(self, bundles: Mapping[str, Bundle], knowledge: Knowledge, names: BodyNames) -> None:
        self.knowledge = knowledge
        self._names = names
        self._bundles = bundles
        self._sides: dict[frozenset[str], Side] = {}
        self._company: dict[frozenset[str], frozenset[str]] = {}

    @cached_property
    def _by_article(self) -> Mapping[str, tuple[str, ...]]:
        table: dict[str, list[str]] = {}
        for ident, bundle in self._bundles.items():
            if not bundle.weak:
                for article in bundle.articles:
                    table.setdefault(article, []).append(ident)
        return {article: tuple(ids) for article, ids in table.items()}

    @cached_property
    def _articles(self) -> int:
        return max(2, len({a for b in self._bundles.values() for a in b.articles}))

    def side(self, members: Iterable[str]) -> Side:
        """The evidence of some bundles taken together; remembered."""
        key = frozenset(members)
        found = self._sides.get(key)
        if found is None:
            found = self._sides[key] = self._side(key)
        return found

    def _side(self, members: frozenset[str]) -> Side:
        some = [self._bundles[m] for m in sorted(members)]
        knowns = sorted(b.known for b in some if b.known)
        kind = some[0].kind
        names = dict.fromkeys(n for b in some for n in b.all_names)
        for bundle in some:
            if kind == "person":
                names.update(dict.fromkeys(f for f in sorted(bundle.forms) if " " in f))
            elif not bundle.known:
                # Of other words an article may call it by anything: "the ministry".
                acronyms = (f for f in sorted(bundle.forms) if self._names.parse(f).acronym)
                names.update(dict.fromkeys(acronyms))
        side = Side(
            kind=kind,
            names=tuple(names),
            known=knowns[0] if knowns else None,
            countries=frozenset(c for b in some for c in b.countries),
            places=frozenset(b.place for b in some if b.place),
            genders=frozenset(g for b in some for g in b.genders),
            offices=frozenset(self.office(r) for b in some for r in b.roles),
            articles=frozenset(a for b in some for a in b.articles),
            members=members,
            first=min((b.days.first for b in some if b.days.first), default=None),
            last=max((b.days.last for b in some if b.days.last), default=None),
        )
        if side.known:
            side = self._with_knowledge(side)
        return self._parsed(side)

    def known(self, ident: str) -> Side:
        """The evidence of a known actor that no article was linked to."""
        kind = "person" if self.knowledge.entry(ident).type == "person" else "body"
        return self._parsed(self._with_knowledge(Side(kind, (), ident)))

    def _with_knowledge(self, side: Side) -> Side:
        assert side.known
        entry = self.knowledge.entry(side.known)
        own = side.names if side.kind == "person" else ()
        surface = self.knowledge.surface()
        # "Rebellen" is also a name of one known body, but of hundreds of others, too.
        strong = [a for a in entry.aliases if not any(h.weak for h in surface.get(a, ()) if h.id == entry.id)]
        side.names = tuple(dict.fromkeys([entry.name_de, entry.name_en, *strong, *own]))
        side.countries = frozenset([entry.country]) if entry.country else side.countries
        if isinstance(entry, Person):
            side.genders = frozenset([entry.gender]) if entry.gender else side.genders
            held = self.knowledge.offices_of(entry.id)
            side.offices = side.offices | {o.office for o in held}
            years = [int(day[:4]) for o in held for day in (o.start, o.end or o.seen) if day]
            if years:
                open_ = any(not (o.end or o.seen) for o in held)
                side.born = (min(years) - _BEFORE, 9999 if open_ else max(years) + _AFTER)
        return side

    def _parsed(self, side: Side) -> Side:
        names = [n for n in side.names if n][:_NAMES]
        if side.kind == "person":
            parsed = dict.fromkeys(map(persons.parse, names))
            full = [p for p in parsed if not p.single]
            side.persons = tuple(full or parsed)
        else:
            side.bodies = tuple(dict.fromkeys(map(self._names.parse, names)))
        return side

    def office(self, role: str) -> str:
        """A key for an office word in any form and language."""
        title = self.knowledge.title(role)
        return title.office if title is not None else fold(role)

    # -- scores

    def names(self, one: Side, other: Side) -> tuple[float, str]:
        """What the names alone say."""
        if one.kind != other.kind:
            return 0.0, "another kind"
        best = (0.0, "another name")
        if one.kind == "person":
            for p in one.persons:
                for q in other.persons:
                    found = persons.compare(p, q, self.knowledge)
                    if found[1] in (persons.OTHER_GENERATION, persons.OTHER_MIDDLE):
                        return found
                    best = max(best, found, key=lambda f: f[0])
        else:
            fuzzy = not (one.known or other.known)
            for x in one.bodies:
                for y in other.bodies:
                    best = max(best, bodies.compare(x, y, fuzzy), key=lambda f: f[0])
        return best

    def reasons(self, one: Side, other: Side, base: float, why: str) -> dict[str, float]:
        """Everything that counts, by name; the score is its sum."""
        found = {why: base}
        same = one.countries & other.countries
        person = one.kind == "person"
        if same:
            found["the same country"] = COUNTRY
        elif one.countries and other.countries:
            found["another country"] = OTHER_COUNTRY if person else OTHER_BODY_COUNTRY
        elif one.places & other.countries or other.places & one.countries:
            found["news of that country"] = COUNTRY
        if person:
            if one.genders and other.genders and not one.genders & other.genders:
                found["another gender"] = OTHER_GENDER
            if one.offices & other.offices:
                found["the same office"] = OFFICE
            elif one.offices and other.offices:
                found["another office"] = OTHER_OFFICE
        if one.articles & other.articles:
            # One article that spells a name in two ways means one; one that has two of a surname, two.
            if base < _ONE_NAME:
                found["named apart in one article"] = SAME_ARTICLE
        else:
            company = self.company(one, other)
            if company >= 0.1:
                found["the same company"] = round(COMPANY * company, 3)
        found.update(self._time(one, other, bool(same) or "the same office" in found))
        return found

    def _time(self, one: Side, other: Side, supported: bool) -> dict[str, float]:
        for x, y in ((one, other), (other, one)):
            if x.born and y.first and y.last and not (x.born[0] <= y.last.year and y.first.year <= x.born[1]):
                return {"out of the time in office": LONG_AGO}
        if not (one.first and one.last and other.first and other.last):
            return {}
        gap = max((other.first - one.last).days, (one.first - other.last).days, 0)
        if gap <= _NEAR_DAYS:
            return {"the same time": SAME_TIME}
        if gap > _FAR_YEARS * _YEAR and not supported and not (one.born or other.born):
            return {"many years apart": FAR_IN_TIME}
        if gap > _SOME_YEARS * _YEAR and not supported:
            return {"years apart": OTHER_TIME}
        return {}

    def company(self, one: Side, other: Side) -> float:
        """How much those seen with one are those seen with the other, 0..1; the rarer, the more."""
        a, b = self._companions(one), self._companions(other)
        if len(b) < len(a):
            a, b = b, a
        shared = sorted((a & b) - one.members - other.members)
        scale = math.log(self._articles)
        weight = sum(1 - math.log(max(1, len(self._bundles[c].articles))) / scale for c in shared)
        return min(1.0, weight / _COMPANIONS)

    def _companions(self, side: Side) -> frozenset[str]:
        found = self._company.get(side.members)
        if found is None:
            near = sorted(side.articles)[:_ARTICLES]
            found = frozenset(c for a in near for c in self._by_article.get(a, ()))
            self._company[side.members] = found
        return found


def total(reasons: Mapping[str, float]) -> float:
    """The sum of some reasons, 0 or more; over 1 it still ranks what speaks for two bearers of a name."""
    return round(max(0.0, sum(reasons.values())), 4)


def contradict(one: Side, other: Side) -> bool:
    """Whether two sides cannot be one, whatever their names."""
    if one.known and other.known and one.known != other.known:
        return True
    if one.genders and other.genders and not one.genders & other.genders and one.kind == "person":
        return True
    return bool(one.countries and other.countries and not one.countries & other.countries)
