"""FollowTheMoney entities, one JSON object a line, as Aleph and `ftm` commands read them.

Written without the library, so that the format needs no extra package; the tests hold every entity against
the library's own model. FollowTheMoney cannot tell what happened from what was denied or planned: only actual
statements are exported.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import TextIO
from urllib.parse import urlsplit

from kgraph.errors import KnowledgeError
from kgraph.graph.rows import actor_name, actual, ordered, relation_type, used_actors
from kgraph.model import Actor, Lang, Record
from kgraph.outputs.text import Target, clean, text_sink
from kgraph.store import Chosen

# Schema and topics by actor type. A country acts as its state, and so is a public body.
_SCHEMAS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "person": ("Person", ()),
    "country": ("PublicBody", ("gov.national",)),
    "government": ("PublicBody", ("gov",)),
    "intergovernmental": ("PublicBody", ("gov.igo",)),
    "party": ("Organization", ("pol.party",)),
    "armed_group": ("Organization", ()),
    "organisation": ("Organization", ()),
    "company": ("Company", ()),
    "media": ("Organization", ()),
    "group": ("Organization", ()),
}
_LANGUAGES = {"de": "deu", "en": "eng"}
_QID = re.compile(r"Q[1-9][0-9]*\Z")
# Properties that FollowTheMoney takes for names, and how many characters it allows them.
_NAMES = ("alias", "name", "title")
_LONGEST_NAME = 384
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?\Z")

Properties = dict[str, list[str]]


def write(
    target: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
    other: bool = False,
) -> None:
    """Writes actors, articles, positions and links to a path or stream.

    An office is a `Position` with an `Occupancy`, a membership a `Membership`, speaking for somebody a
    `Representation`; any other relation is an `UnknownLink` whose `role` tells it. Each link carries the
    sentence (`description`), its day and the article as `proof`. `other` includes the relation OTHER.
    """
    kept = actual(ordered(records, other=other))
    nodes = used_actors(kept, actors, speakers=True)
    positions: dict[str, Properties] = {}
    with text_sink(target) as out:
        for id, actor in nodes.items():
            _put(out, ftm_id(id), *_actor(actor))
        for link in _known_offices(nodes, actors, names, positions):
            _put(out, *link)
        article = None
        for record in kept:
            if record.article != article:  # they come by article
                article = record.article
                _put(out, _key("article", article), "Article", _article(record))
            _put(out, *_link(record, actors, names, positions))
        for id in sorted(positions):
            _put(out, id, "Position", positions[id])


def _put(out: TextIO, id: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> None:
    kept = {}
    for name in sorted(properties):
        longest = _LONGEST_NAME if name in _NAMES else None
        values = {_squashed(value)[:longest].rstrip() for value in properties[name] if value} - {""}
        if values:
            kept[name] = sorted(values)
    out.write(json.dumps({"id": id, "schema": schema, "properties": kept}, ensure_ascii=False) + "\n")


def _squashed(text: str) -> str:
    """The text with single spaces and without invisible marks, which the library takes away as well."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", clean(text)))
    return " ".join(text.split())


def ftm_id(id: str) -> str:
    """An actor's id as FollowTheMoney allows them: letters, digits, dots and dashes."""
    plain = id.replace(":", "-")
    return plain if _ID.match(plain) else _key("actor", id)


def _key(kind: str, *parts: str) -> str:
    return f"kg-{kind}-{sha256(json.dumps(parts).encode()).hexdigest()[:20]}"


def _schema(id: str, actors: Mapping[str, Actor]) -> str:
    return _SCHEMAS[actors[id].type][0] if id in actors else "Organization"


def _actor(actor: Actor) -> tuple[str, Properties]:
    schema, topics = _SCHEMAS[actor.type]
    main = actor_name({actor.id: actor}, actor.id)
    # A name of signs alone is none to FollowTheMoney, and a name it must have.
    shown = [name for name in (main, actor.name_en) if any(char.isalnum() for char in name)] or [actor.id]
    properties: Properties = {
        "name": shown[:1],
        "alias": [name for name in [*shown[1:], *actor.aliases] if name != shown[0]],
        "topics": list(topics),
    }
    if actor.wikidata and _QID.match(actor.wikidata):
        properties["wikidataId"] = [actor.wikidata]
    code = country_codes().get(actor.country or (actor.id if actor.type == "country" else ""))
    if code:
        properties["country"] = [code]
    if schema == "Person":
        properties["position"] = [office.title for office in actor.offices]
    return schema, properties


@cache
def country_codes() -> Mapping[str, str]:
    """The ISO 3166 code (lower case) of each country the knowledge has, by actor id; without the knowledge
    no actor has a country."""
    from kgraph.knowledge.load import countries

    try:
        found = {entry.id: (entry.iso2 or "").lower() for entry, _ in countries()}
    except (KnowledgeError, OSError):
        return {}
    return {id: code for id, code in found.items() if len(code) in (2, 4)}


def _article(record: Record) -> Properties:
    properties: Properties = {
        "title": [record.title or record.article],
        "fileName": [record.article],
        "language": [_LANGUAGES[record.lang]],
        "publisher": [record.outlet or ""],
    }
    if record.published:
        properties["publishedAt"] = [record.published.isoformat()]
    return properties | _links(record)


def _links(record: Record) -> Properties:
    return {"sourceUrl": [record.url]} if record.url and _is_link(record.url) else {}


def _is_link(url: str) -> bool:
    """Whether FollowTheMoney takes it for a URL: with a host, and nothing that would have to be quoted."""
    if not re.match(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+\Z", url):
        return False
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    return bool(host and re.match(r"[A-Za-z0-9\-.]+\Z", host))


def _known_offices(
    nodes: Mapping[str, Actor], actors: Mapping[str, Actor], names: Lang, positions: dict[str, Properties]
) -> Iterator[tuple[str, str, Properties]]:
    for id, actor in nodes.items():
        if actor.type != "person":
            continue
        for number, office in enumerate(actor.offices):
            post = _position(office.title, office.body, actors, names, positions)
            yield (
                _key("office", id, str(number), post),
                "Occupancy",
                {
                    "holder": [ftm_id(id)],
                    "post": [post],
                    "startDate": [office.start.isoformat() if office.start else ""],
                    "endDate": [office.end.isoformat() if office.end else ""],
                },
            )


def _position(
    title: str,
    body: str | None,
    actors: Mapping[str, Actor],
    names: Lang,
    positions: dict[str, Properties],
) -> str:
    shown = f"{title}, {actor_name(actors, body, names)}" if body else title
    if not any(char.isalnum() for char in shown):
        shown = "Amt" if names == "de" else "Office"
    id = _key("position", title, body or "")
    properties: Properties = {"name": [shown]}
    if body in actors:
        assert body is not None
        actor = actors[body]
        code = country_codes().get(actor.country or (body if actor.type == "country" else ""))
        properties["country"] = [code or ""]
    positions[id] = properties
    return id


def _link(
    record: Record, actors: Mapping[str, Actor], names: Lang, positions: dict[str, Properties]
) -> tuple[str, str, Properties]:
    source, target = ftm_id(record.source), ftm_id(record.target)
    source_is = _schema(record.source, actors)
    target_is = _schema(record.target, actors)
    shared: Properties = {
        "description": [record.evidence],
        "proof": [_key("article", record.article)],
        "recordId": [record.id],
        "publisher": [record.outlet or ""],
        **_links(record),
    }
    when = record.when
    if when and when.first and when.last and when.last != when.first:
        shared |= {"startDate": [when.first.isoformat()], "endDate": [when.last.isoformat()]}
    elif record.day:
        shared["date"] = [record.day.isoformat()]
    id = _key("statement", record.id)
    if record.relation == "HOLDS_OFFICE" and source_is == "Person":
        title = record.role or ("Amt" if names == "de" else "Office")
        post = _position(title, record.target, actors, names, positions)
        return id, "Occupancy", {**shared, "holder": [source], "post": [post]}
    kind = relation_type(record.relation)
    role = kind.label(names) if kind.name == record.relation else record.relation
    roles = [f"{role} ({record.predicate})" if record.predicate else role, record.role or ""]
    if record.relation == "MEMBER_OF" and target_is != "Person":
        return id, "Membership", {**shared, "member": [source], "organization": [target], "role": roles}
    if record.relation == "REPRESENTS":
        return id, "Representation", {**shared, "agent": [source], "client": [target], "role": roles}
    return id, "UnknownLink", {**shared, "subject": [source], "object": [target], "role": roles}
