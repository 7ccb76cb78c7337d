"""All about one actor: `kgraph show ACTOR`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kgraph.errors import UnknownActor
from kgraph.graph.pairs import RelationRow, by_day, involving, period, relations, sources
from kgraph.graph.rows import actor_name, relation_type
from kgraph.model import Actor, ActorType, Fact, Lang, Status


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office of the actor. `known`: from the knowledge base, else found in the articles; then `status`
    says how it was asserted and `first`/`last` are the days of the statements."""

    title: str
    body: str | None
    body_name: str | None
    start: date | None
    end: date | None
    known: bool
    status: Status = "actual"
    first: date | None = None
    last: date | None = None
    sources: int = 0
    records: tuple[Fact, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Partner:
    """Another actor and how much there is between the two, counting actual statements only."""

    actor: str
    name: str
    sources: int
    statements: int
    last: date | None
    relations: tuple[str, ...]
    records: tuple[Fact, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Card:
    """One actor: names, offices known and found, with whom it meets or works, with whom it is at odds,
    and when it was first and last seen. `families` counts actual statements by family."""

    id: str
    name: str
    name_de: str
    name_en: str
    type: ActorType
    country: str | None
    country_name: str | None
    wikidata: str | None
    aliases: tuple[str, ...]
    offices: tuple[OfficeLine, ...]
    partners: tuple[Partner, ...]
    conflicts: tuple[Partner, ...]
    families: Mapping[str, int]
    first_seen: date | None
    last_seen: date | None
    statements: int
    articles: int
    sources: int
    quoted: int
    records: tuple[Fact, ...] = field(repr=False)


def card(
    records: Iterable[Fact],
    actors: Mapping[str, Actor],
    who: str,
    *,
    top: int = 10,
    quoted: int | None = None,
    names: Lang = "de",
) -> Card:
    """The card of the actor with the id `who`; `top` limits partners and conflicts.

    `statements` counts those in which it takes part, `quoted` those attributed to it: of these records, unless
    it is known to be another number (they need not be all that quote the actor). Raises UnknownActor
    if neither the actors nor the records know the id.
    """
    records = list(records)
    own = by_day(involving(records, who))
    if quoted is None:
        quoted = sum(record.claimed_by == who for record in records)
    if who not in actors and not own:
        raise UnknownActor(who)
    actor = actors.get(who) or Actor(who, who, who, "organisation")
    actual = [record for record in own if record.status == "actual"]
    friendly = [r for r in actual if relation_type(r.relation).family in ("meeting", "cooperation")]
    hostile = [r for r in actual if relation_type(r.relation).family == "conflict"]
    families: dict[str, int] = {}
    for record in actual:
        family = relation_type(record.relation).family
        families[family] = families.get(family, 0) + 1
    first, last = period(own)
    country = None if actor.country == actor.id else actor.country
    return Card(
        id=actor.id,
        name=actor_name({actor.id: actor}, actor.id, names),
        name_de=actor.name_de,
        name_en=actor.name_en,
        type=actor.type,
        country=country,
        country_name=actor_name(actors, country, names) if country else None,
        wikidata=actor.wikidata,
        aliases=actor.aliases,
        offices=tuple(_offices(actor, own, actors, names)),
        partners=_partners(friendly, who, actors, names)[:top],
        conflicts=_partners(hostile, who, actors, names)[:top],
        families={name: families[name] for name in sorted(families)},
        first_seen=first,
        last_seen=last,
        statements=len(own),
        articles=len({record.article for record in own}),
        sources=sources(own),
        quoted=quoted,
        records=tuple(own),
    )


def _offices(actor: Actor, own: list[Fact], actors: Mapping[str, Actor], names: Lang) -> list[OfficeLine]:
    def line(title: str, body: str | None, start: date | None, end: date | None, known: bool) -> OfficeLine:
        # A body that no article names has no actor; its bare id would tell nobody anything.
        named = actor_name(actors, body, names) if body is not None and body in actors else None
        return OfficeLine(title, body, named, start, end, known)

    told: dict[tuple[str, str, Status], list[Fact]] = {}
    for record in own:
        if record.source == actor.id and record.relation in ("HOLDS_OFFICE", "REPRESENTS"):
            told.setdefault((record.role or "", record.target, record.status), []).append(record)
    # What the articles say is shown with its evidence, not a second time from the actor.
    shown = {(title, body) for title, body, _ in told}
    offices = [o for o in actor.offices if o.known or (o.title, o.body) not in shown]
    lines = [line(o.title, o.body, o.start, o.end, o.known) for o in offices]
    lines.sort(key=lambda o: (not o.known, o.start or date.min, o.title, o.body or ""))
    for (title, body, status), found in sorted(told.items()):
        first, last = period(found)
        lines.append(
            OfficeLine(
                title, body, actor_name(actors, body, names), None, None, False,
                status, first, last, sources(found), tuple(found),
            )
        )  # fmt: skip
    return lines


def _partners(records: list[Fact], who: str, actors: Mapping[str, Actor], names: Lang) -> tuple[Partner, ...]:
    groups: dict[str, list[RelationRow]] = {}
    for row in relations(records, actors, who, names=names):
        groups.setdefault(row.target if row.source == who else row.source, []).append(row)
    partners = []
    for id, rows in groups.items():
        found = by_day(record for row in rows for record in row.records)
        partners.append(
            Partner(
                id, actor_name(actors, id, names), sources(found), len(found), period(found)[1],
                tuple(dict.fromkeys(row.relation for row in rows)), tuple(found),
            )
        )  # fmt: skip
    partners.sort(key=lambda p: (-p.sources, -p.statements, p.name, p.actor))
    return tuple(partners)
