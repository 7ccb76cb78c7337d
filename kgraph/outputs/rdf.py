"""RDF as Turtle and JSON-LD: actors and articles in schema.org, evidence and attribution in PROV-O.

A statement is an `rdf:Statement` that is quoted from its article and, where the article says so, attributed
to an actor. What actually happened is also said directly (`<a> rel:CONSULT <b>`); a planned or denied
meeting never is. Both syntaxes are written as the records come, so that memory does not grow with the number
of triples; rdflib reads them in the tests.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from sys import intern
from typing import Any, Literal, NamedTuple
from urllib.parse import quote

from kgraph.graph.rows import Kept, facts, ordered, trigger_text, used_actors
from kgraph.model import LANGS, Actor, Lang, Office, Record
from kgraph.outputs.text import Target, clean, text_sink
from kgraph.relations import relation_types
from kgraph.store import Chosen

Syntax = Literal["turtle", "jsonld"]

PREFIXES = {
    "kg": "urn:kgraph:vocabulary:",
    "rel": "urn:kgraph:relation:",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TYPES = {
    "person": "schema:Person", "country": "schema:Country", "government": "schema:GovernmentOrganization",
    "company": "schema:Corporation", "media": "schema:NewsMediaOrganization",
}  # fmt: skip
_WIKIDATA = re.compile(r"[QP][1-9][0-9]*\Z")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
# Only these links leave the file as IRIs: what else an article calls its URL stays text.
_LINK = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+\Z")


class Iri(NamedTuple):
    """A resource: a full IRI, or a name with one of the prefixes."""

    value: str


class Literal_(NamedTuple):
    """A literal with a language or the local name of an XSD type, or with neither."""

    value: str
    lang: str | None = None
    type: str | None = None


Value = Iri | Literal_
Node = tuple[Iri, list[tuple[str, Value]]]


def write(
    target: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
    syntax: Syntax = "turtle",
    other: bool = False,
) -> None:
    """Writes the records to a path or stream. `names` has no effect, as names are given in both languages;
    `other` includes the relation OTHER."""
    nodes = _nodes(ordered(records, other=other), actors)
    with text_sink(target) as out:
        if syntax == "turtle":
            out.writelines(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
            out.writelines(_turtle(node) for node in nodes)
        else:
            out.write(f'{{"@context": {json.dumps(PREFIXES)},\n"@graph": [\n')
            for number, node in enumerate(nodes):
                out.write((",\n" if number else "") + _jsonld(node))
            out.write("\n]}\n")


def _nodes(records: Kept, actors: Mapping[str, Actor]) -> Iterator[Node]:
    direct: dict[str, set[tuple[str, str]]] = {}
    relations: set[str] = set()
    for fact in facts(records):
        relations.add(fact.relation)
        if fact.status == "actual":
            direct.setdefault(fact.source, set()).add((intern(fact.relation), intern(fact.target)))
    for name in sorted(relations):
        yield _relation(name)
    used = used_actors(records, actors, speakers=True)
    more = {actor.country for actor in used.values()} | {o.body for a in used.values() for o in a.offices}
    used |= {id: actors[id] for id in more if id is not None and id in actors}
    for id in sorted(used):
        yield _actor(used[id], actors, sorted(direct.get(id, ())))
        for number, office in enumerate(used[id].offices):
            yield _office(used[id], number, office, actors)
    article = None
    for record in records:
        if record.article != article:  # they come by article
            article = record.article
            yield _article(record)
        yield _statement(record)


def _relation(name: str) -> Node:
    kind = relation_types().get(name)
    rows: list[tuple[str, Value]] = [("rdf:type", Iri("rdf:Property"))]
    if kind:
        rows += [("rdfs:label", Literal_(kind.label(lang), lang)) for lang in LANGS]
        rows += [("kg:family", Literal_(kind.family)), ("kg:score", _number(kind.score))]
        rows.append(("kg:symmetric", Literal_(str(kind.symmetric).lower(), type="boolean")))
        rows += [("kg:plover", Literal_(kind.plover))] if kind.plover else []
        rows += [("kg:cameo", Literal_(kind.cameo))] if kind.cameo else []
    return Iri(_relation_iri(name)), rows


def _actor(actor: Actor, actors: Mapping[str, Actor], direct: Iterable[tuple[str, str]]) -> Node:
    rows: list[tuple[str, Value]] = [
        ("rdf:type", Iri(_TYPES.get(actor.type, "schema:Organization"))),
        ("rdf:type", Iri("prov:Agent")),
        ("kg:type", Literal_(actor.type)),
        ("schema:identifier", Literal_(actor.id)),
    ]
    rows += [("schema:name", Literal_(actor.name(lang) or actor.id, lang)) for lang in LANGS]
    rows += [("schema:alternateName", Literal_(alias)) for alias in actor.aliases]
    if actor.wikidata and _WIKIDATA.match(actor.wikidata) and actor.wikidata != actor.id:
        rows.append(("schema:sameAs", Iri(f"wd:{actor.wikidata}")))
    if actor.country and actor.country in actors:
        property = "schema:nationality" if actor.type == "person" else "schema:location"
        rows.append((property, actor_iri(actor.country)))
    rows += [("schema:hasOccupation", _office_iri(actor, number)) for number in range(len(actor.offices))]
    rows += [(_relation_iri(relation), actor_iri(end)) for relation, end in direct]
    return actor_iri(actor.id), rows


def _office(actor: Actor, number: int, office: Office, actors: Mapping[str, Actor]) -> Node:
    rows: list[tuple[str, Value]] = [
        ("rdf:type", Iri("schema:Role")),
        ("schema:roleName", Literal_(office.title)),
        ("kg:known", Literal_(str(office.known).lower(), type="boolean")),
    ]
    if office.body:
        known = office.body in actors
        rows.append(("schema:memberOf", actor_iri(office.body) if known else Literal_(office.body)))
    rows += [("schema:startDate", _day(office.start))] if office.start else []
    rows += [("schema:endDate", _day(office.end))] if office.end else []
    return _office_iri(actor, number), rows


def _article(record: Record) -> Node:
    rows: list[tuple[str, Value]] = [
        ("rdf:type", Iri("schema:NewsArticle")),
        ("rdf:type", Iri("prov:Entity")),
        ("schema:identifier", Literal_(record.article)),
        ("schema:inLanguage", Literal_(record.lang)),
        ("kg:originGroup", Literal_(record.origin_group)),
    ]
    rows += [("schema:headline", Literal_(record.title, record.lang))] if record.title else []
    rows += [("schema:datePublished", _day(record.published))] if record.published else []
    rows += [("schema:publisher", Literal_(record.outlet))] if record.outlet else []
    if record.url:
        rows.append(("schema:url", Iri(record.url) if _LINK.match(record.url) else Literal_(record.url)))
    return _iri("article", record.article), rows


def _statement(record: Record) -> Node:
    rows: list[tuple[str, Value]] = [
        ("rdf:type", Iri("rdf:Statement")),
        ("rdf:type", Iri("prov:Entity")),
        ("rdf:subject", actor_iri(record.source)),
        ("rdf:predicate", Iri(_relation_iri(record.relation))),
        ("rdf:object", actor_iri(record.target)),
        ("kg:status", Literal_(record.status)),
        ("kg:confidence", _number(record.confidence)),
        ("kg:rule", Literal_(record.rule)),
        ("prov:wasQuotedFrom", _iri("article", record.article)),
        ("prov:value", Literal_(record.evidence, record.lang)),
        ("kg:evidenceStart", _whole(record.evidence_span.start)),
        ("kg:evidenceEnd", _whole(record.evidence_span.end)),
        ("kg:sourceMention", Literal_(record.source_mention.text, record.lang)),
        ("kg:targetMention", Literal_(record.target_mention.text, record.lang)),
    ]
    trigger = trigger_text(record)
    texts = {
        "kg:trigger": trigger, "kg:mode": record.mode, "kg:predicate": record.predicate,
        "schema:roleName": record.role, "schema:location": record.place,
        "kg:dateText": record.when.text if record.when else None, "kg:claimedText": record.claimed_text,
    }  # fmt: skip
    rows += [(key, Literal_(text)) for key, text in texts.items() if text]
    if record.when and record.when.first:
        rows.append(("schema:startDate", _day(record.when.first)))
        rows.append(("schema:endDate", _day(record.when.last or record.when.first)))
    if record.claimed_by:
        rows.append(("prov:wasAttributedTo", actor_iri(record.claimed_by)))
    return _iri("statement", record.id), rows


def actor_iri(id: str) -> Iri:
    """An actor's IRI: Wikidata's where the id is one, else an own URN."""
    return Iri(f"wd:{id}") if _WIKIDATA.match(id) else _iri("actor", id.removeprefix("kg:"))


def _office_iri(actor: Actor, number: int) -> Iri:
    return _iri("office", f"{actor.id.removeprefix('kg:')}-{number + 1}")


def _relation_iri(name: str) -> str:
    return f"rel:{name}" if name in relation_types() else _iri("relation", name).value


def _iri(kind: str, id: str) -> Iri:
    return Iri(f"urn:kgraph:{kind}:{quote(clean(id), safe='-._~')}")


def _day(day: date) -> Literal_:
    return Literal_(day.isoformat(), type="date")


def _number(value: float) -> Literal_:
    return Literal_(repr(float(value)), type="double")


def _whole(value: int) -> Literal_:
    return Literal_(str(value), type="integer")


def _turtle(node: Node) -> str:
    subject, rows = node
    lines = [f"    {_term(Iri(key))} {_term(value)}" for key, value in rows]
    return f"\n{_term(subject)}\n" + " ;\n".join(lines) + " .\n"


def _term(value: Value) -> str:
    if isinstance(value, Iri):
        prefix, _, local = value.value.partition(":")
        return value.value if prefix in PREFIXES and "/" not in local else f"<{value.value}>"
    text = re.sub(r'[\\"\n\t]', lambda found: _ESCAPES[found[0]], clean(value.value))
    if value.lang:
        return f'"{text}"@{value.lang}'
    return f'"{text}"^^xsd:{value.type}' if value.type else f'"{text}"'


def _jsonld(node: Node) -> str:
    subject, rows = node
    found: dict[str, Any] = {"@id": subject.value}
    for key, value in rows:
        if key == "rdf:type":
            assert isinstance(value, Iri)
            found.setdefault("@type", []).append(value.value)
            continue
        item: Any
        if isinstance(value, Iri):
            item = {"@id": value.value}
        else:
            item = {"@value": clean(value.value)}
            if value.lang:
                item["@language"] = value.lang
            elif value.type:
                item["@type"] = f"xsd:{value.type}"
        found.setdefault(key, []).append(item)
    return json.dumps(found, ensure_ascii=False)
