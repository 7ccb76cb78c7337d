"""statements.jsonl: one statement a line, sorted, UTF-8; and the way back to records and actors.

A line holds what DESIGN.md promises and enough more that `read_statements` gives the records that
`write_statements` was given. Offsets count code points of the article's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kgraph.errors import SourceError
from kgraph.model import Actor, Lang, MentionText, Record, Span, When, place
from kgraph.outputs.atomic import atomic


def write_statements(
    path: Path, records: Iterable[Record], actors: Mapping[str, Actor], *, names: Lang = "de"
) -> int:
    """Write the records to `path`, at once; gives their number. Raises OutputError."""
    # Their order is part of the contract, whatever order the records come in.
    ordered = sorted(records, key=place)
    with atomic(path) as handle:
        for record in ordered:
            handle.write(to_line(to_json(record, actors, names=names)).encode() + b"\n")
    return len(ordered)


# Readers that split at every line end of Unicode must find one statement a line, too.
_LINE_ENDS = {c: f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


def to_line(row: dict[str, Any]) -> str:
    """A JSON object on one line, letters as they are."""
    line = json.dumps(row, ensure_ascii=False)
    for end, escaped in _LINE_ENDS.items():
        line = line.replace(end, escaped)
    return line


def to_json(record: Record, actors: Mapping[str, Actor], *, names: Lang = "de") -> dict[str, Any]:
    """A record as a line of statements.jsonl has it."""
    r = record
    return {
        "id": r.id,
        "article": r.article,
        "url": r.url,
        "published": _iso(r.published),
        "lang": r.lang,
        "source": {**actor_json(actors[r.source], names), "mention": _mention(r.source_mention)},
        "target": {**actor_json(actors[r.target], names), "mention": _mention(r.target_mention)},
        "relation": r.relation,
        "mode": r.mode,
        "predicate": r.predicate,
        "status": r.status,
        "role": r.role,
        "date": _when(r.when),
        "place": r.place,
        "claimed_by": actor_json(actors[r.claimed_by], names) if r.claimed_by else None,
        "claimed_text": r.claimed_text,
        "confidence": r.confidence,
        "rule": r.rule,
        "evidence": {"text": r.evidence, "start": r.evidence_span.start, "end": r.evidence_span.end},
        "trigger": {"text": _trigger(r), "start": r.trigger.start, "end": r.trigger.end},
        "title": r.title,
        "outlet": r.outlet,
        "origin_group": r.origin_group,
    }


def actor_json(actor: Actor, names: Lang = "de") -> dict[str, Any]:
    """An actor as statements and commands show it; `name` is in the language asked for."""
    name = actor.name(names)
    aliases = {actor.name_de, actor.name_en, *actor.aliases} - {name}
    return {
        "id": actor.id,
        "name": name,
        "type": actor.type,
        "aliases": sorted(aliases),
        "wikidata": actor.wikidata,
        "country": actor.country,
        "name_de": actor.name_de,
        "name_en": actor.name_en,
    }


def read_statements(path: Path) -> tuple[list[Record], dict[str, Actor]]:
    """Records and actors of a statements.jsonl. Offices are not in it.

    Raises SourceError that names the file and the line that breaks the contract.
    """
    records: list[Record] = []
    actors: dict[str, Actor] = {}
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise SourceError(str(path), error.strerror or str(error)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            records.append(_record(row))
            for actor in (row["source"], row["target"], row["claimed_by"]):
                if actor:
                    actors.setdefault(actor["id"], _actor(actor))
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(f"{path}:{number}", f"is no statement of kgraph ({error!r})") from error
    return records, dict(sorted(actors.items()))


def _record(row: dict[str, Any]) -> Record:
    when, evidence, trigger = row["date"], row["evidence"], row["trigger"]
    return Record(
        id=row["id"],
        article=row["article"],
        origin_group=row["origin_group"],
        lang=row["lang"],
        source=row["source"]["id"],
        target=row["target"]["id"],
        source_mention=MentionText(**row["source"]["mention"]),
        target_mention=MentionText(**row["target"]["mention"]),
        relation=row["relation"],
        status=row["status"],
        evidence=evidence["text"],
        evidence_span=Span(evidence["start"], evidence["end"]),
        trigger=Span(trigger["start"], trigger["end"]),
        rule=row["rule"],
        confidence=row["confidence"],
        mode=row["mode"],
        predicate=row["predicate"],
        role=row["role"],
        when=When(when["text"], _day(when["first"]), _day(when["last"]), when["granularity"])
        if when
        else None,
        place=row["place"],
        claimed_by=row["claimed_by"]["id"] if row["claimed_by"] else None,
        claimed_text=row["claimed_text"],
        title=row["title"],
        url=row["url"],
        outlet=row["outlet"],
        published=_day(row["published"]),
    )


def _actor(row: dict[str, Any]) -> Actor:
    aliases = {*row["aliases"], row["name"]} - {row["name_de"], row["name_en"]}
    return Actor(
        id=row["id"],
        name_de=row["name_de"],
        name_en=row["name_en"],
        type=row["type"],
        aliases=tuple(sorted(aliases)),
        wikidata=row["wikidata"],
        country=row["country"],
    )


def _mention(mention: MentionText) -> dict[str, Any]:
    found: dict[str, Any] = {"text": mention.text, "start": mention.start, "end": mention.end}
    if mention.antecedent is not None:
        found["antecedent"] = mention.antecedent
    return found


def _trigger(r: Record) -> str:
    start = r.trigger.start - r.evidence_span.start
    return r.evidence[max(start, 0) : max(r.trigger.end - r.evidence_span.start, 0)]


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {
        "text": when.text,
        "first": _iso(when.first),
        "last": _iso(when.last),
        "granularity": when.granularity,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
