"""Records and actors as flat rows of plain Python: what the graph, the exports and the answers share.

No graph library is imported here, so a question that needs no graph algorithm stays cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Literal

from kgraph.model import Actor, Fact, Lang, MentionText, Office, Record, place
from kgraph.relations import RelationType, relation_types
from kgraph.store import Chosen

Kind = Literal["string", "double", "long", "boolean", "list"]

# The columns of a node and of an edge, in the order in which every format shows them. A value that is
# unknown is missing from the row; `list` is a list of strings.
NODE_COLUMNS: Mapping[str, Kind] = {
    "label": "string", "name_de": "string", "name_en": "string", "type": "string", "wikidata": "string",
    "country": "string", "country_name": "string", "aliases": "list", "offices": "list",
}  # fmt: skip
EDGE_COLUMNS: Mapping[str, Kind] = {
    "edge_id": "string", "label": "string", "relation": "string", "interaction": "string",
    "relation_label": "string", "family": "string", "score": "double", "symmetric": "boolean",
    "standing": "boolean", "mode": "string", "predicate": "string", "role": "string", "status": "string",
    "weight": "double", "confidence": "double", "date": "string", "date_text": "string",
    "first": "string", "last": "string", "granularity": "string", "first_ts": "long", "last_ts": "long",
    "published": "string", "place": "string", "claimed_by": "string", "claimed_by_name": "string",
    "claimed_text": "string", "evidence": "string", "evidence_start": "long", "evidence_end": "long",
    "trigger": "string", "trigger_start": "long", "trigger_end": "long", "rule": "string",
    "source_text": "string", "source_start": "long", "source_end": "long", "source_antecedent": "string",
    "target_text": "string", "target_start": "long", "target_end": "long", "target_antecedent": "string",
    "article": "string", "origin_group": "string", "lang": "string", "title": "string", "url": "string",
    "outlet": "string",
}  # fmt: skip

# Gephi drops edges of weight 0, so a statement of no confidence still weighs this much.
MIN_WEIGHT = 0.001

_EPOCH = date(1970, 1, 1).toordinal()
_UNKNOWN = RelationType("?", "?", "?", "other", 0.0)


def relation_type(name: str) -> RelationType:
    """The type of that name; for one that is not in the list, a plain directed type of no score."""
    return relation_types().get(name, _UNKNOWN)


def actor_name(actors: Mapping[str, Actor], id: str, names: Lang = "de") -> str:
    """The display name of an actor id, or the id itself if the actor is not known."""
    actor = actors.get(id)
    return id if actor is None else actor.name(names) or actor.name_de or actor.name_en or id


def seconds(day: date) -> int:
    """Seconds from 1970-01-01 to the start of `day`, both UTC; negative before."""
    return (day.toordinal() - _EPOCH) * 86400


Kept = list[Record] | Chosen


def ordered(records: Iterable[Record] | Chosen, *, other: bool = True) -> Kept:
    """The records by article and place in it, each id once, so that any input order gives the same output.
    With `other=False` those of relation OTHER are left out. What a store has chosen stays as it is."""
    if isinstance(records, Chosen):
        return records
    found: dict[str, Record] = {}
    for record in records:
        if not other and record.relation == "OTHER":
            continue
        kept = found.setdefault(record.id, record)
        if kept is not record and repr(record) < repr(kept):
            found[record.id] = record
    return sorted(found.values(), key=place)


def actual(records: Kept) -> Kept:
    """Those of what happened."""
    if isinstance(records, Chosen):
        return records.actual()
    return [record for record in records if record.status == "actual"]


def pairs(records: Kept) -> Iterator[list[Record]]:
    """The records of each two actors, pairs in order of their ids."""
    if isinstance(records, Chosen):
        yield from records.by_pair()
        return
    found: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        a, b = record.source, record.target
        found.setdefault((a, b) if a <= b else (b, a), []).append(record)
    for pair in sorted(found):
        yield found[pair]


def days(records: Kept) -> Iterable[Record]:
    """The records by day, undated last, and by place."""
    if isinstance(records, Chosen):
        return records.by_day()
    return sorted(records, key=lambda record: (record.day is None, str(record.day), place(record)))


def facts(records: Kept) -> Iterable[Fact]:
    """The records, in any order, by those who need no sentences: of a store these are much cheaper."""
    return records.briefs() if isinstance(records, Chosen) else records


def used_actors(records: Kept, actors: Mapping[str, Actor], *, speakers: bool = False) -> dict[str, Actor]:
    """The actors that the records join (with `speakers`, also those they are attributed to), by id in
    order. An id without an actor gets one that is named like the id."""
    ids: set[str] = set()
    if isinstance(records, Chosen):
        ids = records.ends(speakers=speakers)
    else:
        for record in records:
            ids.add(record.source)
            ids.add(record.target)
            if speakers and record.claimed_by:
                ids.add(record.claimed_by)
    return {id: actors.get(id) or Actor(id, id, id, "organisation") for id in sorted(ids)}


def office_text(office: Office, actors: Mapping[str, Actor], names: Lang = "de") -> str:
    """An office in one line: "Außenministerin, Frankreich (2019-01-01 – )"."""
    body = actor_name(actors, office.body, names) if office.body else None
    text = f"{office.title}, {body}" if body else office.title
    if office.start or office.end:
        start = office.start.isoformat() if office.start else ""
        end = office.end.isoformat() if office.end else ""
        text += f" ({start} – {end})"
    return text


def node_row(actor: Actor, actors: Mapping[str, Actor], names: Lang = "de") -> dict[str, Any]:
    """The attributes of an actor by the names of NODE_COLUMNS; what is unknown is left out."""
    row: dict[str, Any] = {
        "label": actor_name({actor.id: actor}, actor.id, names),
        "name_de": actor.name_de,
        "name_en": actor.name_en,
        "type": actor.type,
    }
    if actor.wikidata:
        row["wikidata"] = actor.wikidata
    if actor.country:
        row["country"] = actor.country
        row["country_name"] = actor_name(actors, actor.country, names)
    if actor.aliases:
        row["aliases"] = list(actor.aliases)
    if actor.offices:
        row["offices"] = [office_text(office, actors, names) for office in actor.offices]
    return row


def edge_row(record: Record, actors: Mapping[str, Actor], names: Lang = "de") -> dict[str, Any]:
    """The attributes of a statement by the names of EDGE_COLUMNS; what is unknown is left out.

    `date` is the best known day, `first` and `last` what the sentence's own time expression says.
    """
    kind = relation_type(record.relation)
    row: dict[str, Any] = {
        "edge_id": record.id,
        "label": record.relation,
        "relation": record.relation,
        "interaction": record.relation,
        "relation_label": kind.label(names) if kind is not _UNKNOWN else record.relation,
        "family": kind.family,
        "score": float(kind.score),
        "symmetric": kind.symmetric,
        "standing": kind.standing,
        "mode": record.mode,
        "predicate": record.predicate,
        "role": record.role,
        "status": record.status,
        "weight": max(float(record.confidence), MIN_WEIGHT),
        "confidence": float(record.confidence),
    }
    day, when = record.day, record.when
    if day:
        last = when.last if when and when.first and when.last else day
        row |= {"date": day.isoformat(), "first_ts": seconds(day), "last_ts": seconds(max(day, last))}
    if when:
        row["date_text"] = when.text
        row["first"] = when.first.isoformat() if when.first else None
        row["last"] = when.last.isoformat() if when.last else None
        row["granularity"] = when.granularity
    if record.claimed_by:
        row["claimed_by"] = record.claimed_by
        row["claimed_by_name"] = actor_name(actors, record.claimed_by, names)
    row |= {
        "published": record.published.isoformat() if record.published else None,
        "place": record.place,
        "claimed_text": record.claimed_text,
        "evidence": record.evidence,
        "evidence_start": record.evidence_span.start,
        "evidence_end": record.evidence_span.end,
        "trigger": trigger_text(record),
        "trigger_start": record.trigger.start,
        "trigger_end": record.trigger.end,
        "rule": record.rule,
        **_mention("source", record.source_mention),
        **_mention("target", record.target_mention),
        "article": record.article,
        "origin_group": record.origin_group,
        "lang": record.lang,
        "title": record.title,
        "url": record.url,
        "outlet": record.outlet,
    }
    return {key: row[key] for key in EDGE_COLUMNS if row.get(key) is not None}


def trigger_text(record: Record) -> str | None:
    """The words that express the relation, or None where they do not lie within the evidence."""
    start = record.trigger.start - record.evidence_span.start
    end = record.trigger.end - record.evidence_span.start
    return record.evidence[start:end] if 0 <= start < end <= len(record.evidence) else None


def _mention(side: str, mention: MentionText) -> dict[str, Any]:
    return {
        f"{side}_text": mention.text,
        f"{side}_start": mention.start,
        f"{side}_end": mention.end,
        f"{side}_antecedent": mention.antecedent,
    }


def evidence(record: Record, actors: Mapping[str, Actor], names: Lang = "de") -> dict[str, Any]:
    """What a reader needs to check a statement: sentence, offsets, article, who said so."""
    row = edge_row(record, actors, names)
    keys = ("edge_id", "relation", "mode", "status", "date", "evidence", "evidence_start", "evidence_end",
            "article", "title", "outlet", "published", "url", "claimed_by_name", "claimed_text",
            "confidence", "rule")  # fmt: skip
    return {("id" if key == "edge_id" else key): row.get(key) for key in keys}


def plain(
    answer: Any,
    actors: Mapping[str, Actor] | None = None,
    names: Lang = "de",
    *,
    records: bool | Callable[[Iterable[Any]], Iterable[Record]] | None = False,
) -> Any:
    """An answer as dicts, lists, strings and numbers, ready for JSON: dates as ISO text.

    Fields called `records` are left out, or become `evidence`, a list of what `evidence()` returns: with
    `records=True` if they are whole records, else by a function such as `Store.full` that gives these.
    """
    if is_dataclass(answer) and not isinstance(answer, type):
        row: dict[str, Any] = {}
        for field in fields(answer):
            value = getattr(answer, field.name)
            if field.name != "records":
                row[field.name] = plain(value, actors, names, records=records)
            elif records:
                whole = value if records is True else records(value)
                row["evidence"] = [evidence(record, actors or {}, names) for record in whole]
        return row
    if isinstance(answer, Mapping):
        return {str(key): plain(value, actors, names, records=records) for key, value in answer.items()}
    if isinstance(answer, (list, tuple)):
        return [plain(value, actors, names, records=records) for value in answer]
    return answer.isoformat() if isinstance(answer, date) else answer
