"""From the entities of articles to actors.

Each entity first falls into a *bundle*: the known actor that it is, or all entities of the same folded full
name, type and country. Bundles are then joined by decisions: automatic ones (a surname that only one bundle
can bear, an acronym) and those of the user, which win. The result does not depend on the order of the input.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kgraph.knowledge import Knowledge
from kgraph.knowledge.names import name_key
from kgraph.model import Actor, Decision, Entity, Lang, Office
from kgraph.resolve.union import Union

# An automatic join needs at least this score; chosen so that a surname alone never joins two possible bearers.
JOIN_SCORE = 0.7


@dataclass(frozen=True, slots=True)
class ArticleEntity:
    """An entity with its article: `index` is its place in `Extraction.entities`."""

    article: str
    index: int
    entity: Entity
    published: date | None = None
    lang: Lang = "de"


@dataclass(frozen=True)
class Resolution:
    """Actors sorted by id, which actor each article entity is, and the automatic decisions taken."""

    actors: tuple[Actor, ...]
    actor_of: Mapping[tuple[str, int], str]
    merges: tuple[Decision, ...] = ()


@dataclass(slots=True)
class _Bundle:
    id: str
    type: str
    known: str | None
    country: str | None = None
    names: Counter[str] = field(default_factory=Counter)
    names_en: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    members: list[tuple[str, int]] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)


def resolve(
    entities: Iterable[ArticleEntity], decisions: Sequence[Decision], knowledge: Knowledge
) -> Resolution:
    """Join article entities to actors. `decisions` are the user's; they override what is found here."""
    bundles: dict[str, _Bundle] = {}
    for row in entities:
        _collect(bundles, row)
    proposals = sorted([*_surnames(bundles), *_acronyms(bundles)], key=lambda d: (-d.score, d.left, d.right))
    apart = {frozenset((d.left, d.right)) for d in decisions if not d.same}
    union = Union(bundles)
    for decision in sorted((d for d in decisions if d.same), key=lambda d: (d.left, d.right)):
        if decision.left in bundles and decision.right in bundles:
            union.join(decision.left, decision.right)
    taken = []
    for decision in proposals:
        if decision.score < JOIN_SCORE or frozenset((decision.left, decision.right)) in apart:
            continue
        if union.would_join(decision.left, decision.right, apart):
            union.join(decision.left, decision.right)
            taken.append(decision)
    actors, actor_of = [], {}
    for group in union.groups():
        members = [bundles[key] for key in group]
        actor = _actor(members, knowledge)
        actors.append(actor)
        for bundle in members:
            for member in bundle.members:
                actor_of[member] = actor.id
    return Resolution(tuple(sorted(actors, key=lambda a: a.id)), actor_of, tuple(taken))


def _collect(bundles: dict[str, _Bundle], row: ArticleEntity) -> None:
    entity = row.entity
    if entity.known is not None:
        key = entity.known
    else:
        kind = "person" if entity.type == "person" else "body"
        folded = name_key(entity.name)
        place = entity.country if kind == "body" and entity.country else ""
        digest = hashlib.sha256("\x1f".join((kind, folded, place or "")).encode()).hexdigest()[:10]
        key = f"kg:{kind}:{digest}"
    bundle = bundles.get(key)
    if bundle is None:
        bundle = bundles[key] = _Bundle(key, entity.type, entity.known)
    names = bundle.names_en if row.lang == "en" else bundle.names
    names.update([entity.name])
    bundle.names.update({form: 0 for form in entity.forms})
    bundle.roles.update(entity.roles)
    if entity.country:
        bundle.countries.update([entity.country])
    if entity.type != bundle.type:
        bundle.type = min(entity.type, bundle.type)
    bundle.members.append((row.article, row.index))
    bundle.articles.add(row.article)


def _surnames(bundles: Mapping[str, _Bundle]) -> Iterable[Decision]:
    """A person of one name part joins the only bearer of that surname."""
    bearers: dict[str, set[str]] = defaultdict(set)
    single: list[tuple[str, str]] = []
    for key, bundle in bundles.items():
        if bundle.type != "person":
            continue
        full = False
        for name in bundle.names:
            parts = name_key(name).split()
            if len(parts) > 1:
                full = True
                bearers[parts[-1]].add(key)
        if bundle.known:
            full = True
        if not full:
            single.extend((name_key(name), key) for name in bundle.names)
    for surname, key in sorted(set(single)):
        fits = {other for other in bearers.get(surname, ()) if _compatible(bundles[key], bundles[other])}
        if len(fits) == 1:
            yield Decision(key, fits.pop(), True, 0.8, {"only bearer of the surname": 0.8})


def _compatible(one: _Bundle, other: _Bundle) -> bool:
    return not one.countries or not other.countries or bool(set(one.countries) & set(other.countries))


def _acronyms(bundles: Mapping[str, _Bundle]) -> Iterable[Decision]:
    """Bodies that share a form that both carry and nobody else does ("LTTE")."""
    owners: dict[str, set[str]] = defaultdict(set)
    for key, bundle in bundles.items():
        if bundle.type != "person":
            for name in bundle.names:
                if len(name) > 2:
                    owners[name_key(name)].add(key)
    for form in sorted(owners):
        keys = sorted(owners[form])
        if len(keys) == 2 and _compatible(bundles[keys[0]], bundles[keys[1]]):
            unknown = [key for key in keys if not bundles[key].known]
            if unknown and bundles[keys[0]].type == bundles[keys[1]].type:
                yield Decision(keys[0], keys[1], True, 0.75, {f"both are called {form!r}": 0.75})


def _actor(members: Sequence[_Bundle], knowledge: Knowledge) -> Actor:
    """One actor for joined bundles: the known one names it, else the most frequent full name."""
    members = sorted(members, key=lambda b: (b.known is None, b.id))
    lead = members[0]
    names: Counter[str] = Counter()
    english: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for bundle in members:
        names.update(bundle.names)
        english.update(bundle.names_en)
        roles.update(bundle.roles)
        countries.update(bundle.countries)
    found = Office
    offices = tuple(found(title=title) for title in sorted(roles))
    entry = knowledge.entry(lead.known) if lead.known else None
    if entry is not None:
        aliases = dict.fromkeys([entry.name_en, *entry.aliases, *sorted({*names, *english})])
        aliases.pop(entry.name_de, None)
        known = tuple(
            Office(o.title_de, o.body, o.start_date, o.end_date, known=True)
            for o in knowledge.offices_of(entry.id)
        )
        return Actor(
            id=entry.id,
            name_de=entry.name_de,
            name_en=entry.name_en or entry.name_de,
            type=entry.type,  # type: ignore[arg-type]
            aliases=tuple(aliases),
            wikidata=entry.wikidata,
            country=entry.country,
            offices=(*known, *offices),
        )
    german = _best(names) or _best(english)
    aliases = dict.fromkeys(sorted({*names, *english}))
    aliases.pop(german, None)
    return Actor(
        id=min(b.id for b in members),
        name_de=german,
        name_en=_best(english) or german,
        type=lead.type,  # type: ignore[arg-type]
        aliases=tuple(aliases),
        country=countries.most_common(1)[0][0] if countries else None,
        offices=offices,
    )


def _best(names: Counter[str]) -> str:
    """The name of most parts, then the most frequent, then the first in the alphabet."""
    shown = [name for name, count in names.items() if count] or list(names)
    return min(shown, key=lambda n: (-min(len(n.split()), 3), -names[n], n)) if shown else ""
