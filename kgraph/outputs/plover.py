"""PLOVER events as JSON lines, with the field names of the POLECAT data set.

POLECAT publishes tables of these columns; here each event is an object of them, with "None" for what is
unknown, as there. Fields that kgraph cannot know (coordinates, COW codes, contexts, Wikipedia titles) are
present and "None", so that a reader of POLECAT finds every column. Three differ in content: modes are
kgraph's own, countries are English names, and the intensity is the score of relations.toml. After them come
fields of our own, in lower case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kgraph.graph.rows import actor_name, actual, days, ordered, relation_type
from kgraph.model import Actor, Lang, Record
from kgraph.outputs.text import Target, clean, text_sink
from kgraph.store import Chosen

# PLOVER's four quadrants.
_VERBAL_COOPERATION = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE")
_MATERIAL_COOPERATION = ("COOPERATE", "AID", "RETREAT")
_VERBAL_CONFLICT = ("REQUEST", "ACCUSE", "REJECT", "THREATEN")

_QUADS = {
    **dict.fromkeys(_VERBAL_COOPERATION, "VERBAL COOPERATION"),
    **dict.fromkeys(_MATERIAL_COOPERATION, "MATERIAL COOPERATION"),
    **dict.fromkeys(_VERBAL_CONFLICT, "VERBAL CONFLICT"),
}
# PLOVER's sector codes, as far as our actor types tell them.
_SECTORS = {
    "government": "GOV", "country": "GOV", "party": "PTY", "armed_group": "REB", "company": "BUS",
    "media": "JRN", "intergovernmental": "IGO", "organisation": "NGO", "group": "CVL",
}  # fmt: skip
_LANGUAGES = {"de": "German", "en": "English"}


def write(
    target: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
) -> None:
    """Writes one event a line, in order of date. Only actual statements of the sixteen PLOVER types are
    events; planned, possible and denied ones, offices and memberships are left out, as PLOVER has no way to
    tell them apart."""
    kept = actual(ordered(records, other=False))
    with text_sink(target) as out:
        for record in days(kept):
            if relation_type(record.relation).plover:
                event = event_row(record, actors, names)
                row = {key: _text(value) for key, value in event.items()}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def event_row(record: Record, actors: Mapping[str, Actor], names: Lang = "de") -> dict[str, Any]:
    """The event of a record of a PLOVER type, by POLECAT's column names; None for what is unknown."""
    kind = relation_type(record.relation)
    claimant = actor_name(actors, record.claimed_by, names) if record.claimed_by else record.claimed_text
    return {
        "Event ID": record.id,
        "Event Date": str(record.day) if record.day else None,
        "Event Type": kind.plover,
        "Event Mode": record.mode,
        "Intensity": kind.score,
        "Quad Code": _QUADS.get(kind.plover or "", "MATERIAL CONFLICT"),
        "Contexts": None,
        **_side("Actor", record.source, record.source_mention.text, actors, names),
        **_side("Recipient", record.target, record.target_mention.text, actors, names),
        **dict.fromkeys(("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
                         "GeoNames ID")),
        "Placename": record.place,
        "Raw Placename": record.place,
        "Feature Type": None,
        "Source": record.outlet,
        "Publication Date": str(record.published) if record.published else None,
        "Story People": None,
        "Story Organizations": None,
        "Story Locations": None,
        "Language": _LANGUAGES[record.lang],
        "Version": "kgraph",
        "actor_id": record.source,
        "actor_wikidata": _wikidata(actors, record.source),
        "recipient_id": record.target,
        "recipient_wikidata": _wikidata(actors, record.target),
        "text": record.evidence,
        "article": record.article,
        "url": record.url,
        "claimed_by": claimant,
        "confidence": record.confidence,
    }  # fmt: skip


def _side(side: str, id: str, raw: str, actors: Mapping[str, Actor], names: Lang) -> dict[str, str | None]:
    actor = actors.get(id)
    country = id if actor and actor.type == "country" else actor.country if actor else None
    sector = _SECTORS.get(actor.type) if actor else None
    offices = sorted({office.title for office in actor.offices}) if actor else []
    return {
        f"{side} Name": actor_name(actors, id, names),
        f"{side} Country": actor_name(actors, country, "en") if country else None,
        f"{side} COW": None,
        f"Primary {side} Sector": sector,
        f"{side} Sectors": sector,
        f"{side} Title": "; ".join(offices) or None,
        f"{side} Name Raw": raw,
        f"Wikipedia {side} ID": None,
    }


def _wikidata(actors: Mapping[str, Actor], id: str) -> str | None:
    actor = actors.get(id)
    return actor.wikidata if actor else None


def _text(value: Any) -> Any:
    if value is None:
        return "None"
    return clean(value) if isinstance(value, str) else value
