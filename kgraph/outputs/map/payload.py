"""What the map page gets to see: records and actors as compact columns, cleaned of anything that could act.

Texts are interned (many records share a sentence), records refer to pairs of actors, pairs to actors by
their rank. Every number a page needs to start is worked out here, so that opening the file costs no time.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from kgraph.model import ACTOR_TYPES, LANGS, STATUSES, Actor, MentionText, Record
from kgraph.outputs.map.layout import core_size
from kgraph.relations import relation_types

_EPOCH = date(1970, 1, 1).toordinal()

# Invisible characters that would reorder or hide text on the page (bidirectional overrides and isolates);
# each is replaced by one zero-width space, so that offsets keep counting.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")

# A relation that was not recognised joins two actors only loosely: it neither ranks nor places them much.
_OTHER_WEIGHT = 0.1

# That somebody holds an office is told with every quote; what happened counts for more.
_STANDING_WEIGHT = 0.25

# One list per field of a record; `span` has six numbers per record.
_COLUMNS = (
    "id", "pair", "rev", "rel", "st", "art", "sen", "span", "conf", "mode", "pred", "role", "wt", "w0", "w1",
    "wg", "place", "by", "byt", "rule", "ante",
)  # fmt: skip

_GRANULARITIES = ("day", "week", "month", "season", "quarter", "year", "span")


@dataclass(slots=True)
class _Intern:
    """Distinct values in order of first use; `at` gives a value's index, -1 for None."""

    values: list[Any] = field(default_factory=list)
    index: dict[Any, int] = field(default_factory=dict)

    def at(self, value: Any) -> int:
        if value is None or value == "":
            return -1
        found = self.index.get(value)
        if found is None:
            found = self.index[value] = len(self.values)
            self.values.append(value)
        return found


@dataclass(frozen=True, slots=True)
class Graph:
    """Actors by rank (strongest first) and the unordered pairs between them.

    `pairs` holds (low, high) indices into `actors`, `weights` how strongly a pair counts for ranking and
    layout, `sources` the number of distinct origins that speak of the pair.
    """

    actors: tuple[Actor, ...]
    pairs: tuple[tuple[int, int], ...]
    weights: tuple[float, ...]
    sources: tuple[int, ...]

    def key(self) -> str:
        """A hash of node set and weights: equal keys mean that an earlier layout fits exactly."""
        rows = [
            [actor.id for actor in self.actors],
            [[*pair, round(weight, 6)] for pair, weight in zip(self.pairs, self.weights, strict=True)],
        ]
        return hashlib.sha256(json.dumps(rows).encode("utf-8", "replace")).hexdigest()[:16]


def clean(text: str) -> str:
    """`text` of the same length without control characters, lone surrogates and bidirectional overrides."""
    if text.isprintable() and not any(char in _BIDI for char in text):
        return text
    return "".join(map(_clean_char, text))


def _clean_char(char: str) -> str:
    if char in _BIDI:
        return "\u200b"
    code = ord(char)
    if code < 32 or 127 <= code < 160 or char in "\u2028\u2029":
        return " "
    return "\ufffd" if 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) else char


def safe_url(url: str | None) -> str | None:
    """`url` if it is an absolute http or https address, else None."""
    if not url or any(char.isspace() or not char.isprintable() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def usable(records: Sequence[Record]) -> list[Record]:
    """The records that can stand on a map (two different actors), newest first, undated last."""
    kept = {record.id: record for record in records if record.source != record.target}
    return sorted(kept.values(), key=lambda r: (-(r.day.toordinal() if r.day else 0), r.id))


def build_graph(records: Sequence[Record], actors: Mapping[str, Actor]) -> Graph:
    """Rank the actors and join the records into pairs. With no record at all, the actors stand alone."""
    standing = {name for name, kind in relation_types().items() if kind.standing}
    # Per pair the origins of what happened, of what holds (offices and the like), and of the rest.
    origins: dict[tuple[str, str], tuple[set[str], set[str], set[str]]] = {}
    speakers: set[str] = set()
    for record in records:
        ends = (record.source, record.target)
        events, held, other = origins.setdefault((min(ends), max(ends)), (set(), set(), set()))
        group = other if record.relation == "OTHER" else held if record.relation in standing else events
        group.add(record.origin_group)
        if record.claimed_by:
            speakers.add(record.claimed_by)
    strength: dict[str, float] = dict.fromkeys(sorted(speakers), 0.0)
    if not records:
        strength = dict.fromkeys(sorted(actors), 0.0)
    weights: dict[tuple[str, str], float] = {}
    partners: dict[str, set[str]] = {}
    for ends, (events, held, other) in sorted(origins.items()):
        known = events | held
        count = len(events) + _STANDING_WEIGHT * len(held - events) + _OTHER_WEIGHT * len(other - known)
        weights[ends] = math.log1p(count)
        for end, partner in (ends, ends[::-1]):
            strength[end] = strength.get(end, 0.0) + count
            if known:
                partners.setdefault(end, set()).add(partner)
    ranked = sorted(strength, key=lambda id: (-round(strength[id], 6), id))
    ranked = _linked_first(ranked, partners)
    rank = {id: number for number, id in enumerate(ranked)}
    rows = sorted(
        (min(rank[a], rank[b]), max(rank[a], rank[b]), weights[a, b], len(set().union(*origins[a, b])))
        for a, b in weights
    )
    return Graph(
        tuple(actors.get(id) or Actor(id, id, id, "organisation") for id in ranked),
        tuple((low, high) for low, high, _, _ in rows),
        tuple(weight for _, _, weight, _ in rows),
        tuple(sources for _, _, _, sources in rows),
    )


def _linked_first(ranked: Sequence[str], partners: Mapping[str, set[str]]) -> list[str]:
    """The same ids, the ones a map opens with in front: the strongest, but none who would stand there alone
    while a weaker one is linked to those shown. (filter.js does the same for what a filter leaves.)"""
    limit = core_size(len(ranked))
    top = set(ranked[:limit])
    linked = {id for id in top if partners.get(id, set()) & top}
    chosen = [id for id in ranked[:limit] if id in linked]
    for id in ranked[limit:]:
        if len(chosen) >= limit:
            break
        if partners.get(id, set()) & linked:
            chosen.append(id)
    chosen += [id for id in ranked[:limit] if id not in linked][: limit - len(chosen)]
    inside = set(chosen)
    return [id for id in ranked if id in inside] + [id for id in ranked if id not in inside]


def build_payload(records: Sequence[Record], graph: Graph) -> dict[str, Any]:
    """The columns of the page: actors, relation types, texts, articles and records.

    `records` as `usable` returns them. Days are counted from 1970-01-01; text offsets are UTF-16 units
    from the start of the sentence, as JavaScript counts them.
    """
    strings, sentences, articles = _Intern(), _Intern(), _Intern()
    relations = _relations(records)
    rank = {actor.id: number for number, actor in enumerate(graph.actors)}
    pair_at = {pair: number for number, pair in enumerate(graph.pairs)}
    names = list(relations)
    columns: dict[str, list[Any]] = {key: [] for key in _COLUMNS}
    for record in records:
        source, target = rank[record.source], rank[record.target]
        when = record.when
        row: dict[str, Any] = {
            "id": clean(record.id),
            "pair": pair_at[min(source, target), max(source, target)],
            "rev": int(source > target),
            "rel": names.index(record.relation),
            "st": STATUSES.index(record.status),
            "art": articles.at(_article(record)),
            "sen": sentences.at(clean(record.evidence) or "–"),
            "conf": round(record.confidence * 100) if math.isfinite(record.confidence) else 0,
            "mode": strings.at(_text(record.mode)),
            "pred": strings.at(_text(record.predicate)),
            "role": strings.at(_text(record.role)),
            "wt": strings.at(_text(when.text)) if when else -1,
            "w0": _day(when.first) if when else None,
            "w1": _day(when.last) if when else None,
            "wg": _GRANULARITIES.index(when.granularity) if when else -1,
            "place": strings.at(_text(record.place)),
            "by": rank.get(record.claimed_by, -1) if record.claimed_by else -1,
            "byt": strings.at(_text(record.claimed_text)),
            "rule": strings.at(_text(record.rule)),
            "ante": _antecedents(record, strings),
        }
        for key, value in row.items():
            columns[key].append(value)
        columns["span"].extend(_spans(record))
    return {
        "actors": _actors(graph.actors, strings, rank),
        "relations": list(relations.values()),
        "types": list(ACTOR_TYPES),
        "statuses": list(STATUSES),
        "langs": list(LANGS),
        "granularities": list(_GRANULARITIES),
        "articles": [list(row) for row in zip(*articles.values, strict=True)] or [[]] * 7,
        "records": {key: _pack(values) for key, values in columns.items()},
        "strings": strings.values,
        "sentences": sentences.values,
    }


def _pack(values: list[Any]) -> Any:
    """A column that nearly always has one value, as that value and what differs: positions as gaps, values.

    Three sentences in four name no place, mode or office; a plain list would spend a byte or more on each.
    """
    if len(values) < 50:
        return values
    common = Counter(value for value in values if not isinstance(value, list)).most_common(1)
    usual = common[0][0] if common else None
    rest = [(at, value) for at, value in enumerate(values) if value != usual]
    if len(rest) > len(values) * 0.3:
        return values
    gaps = [at - before for (at, _), before in zip(rest, [0, *(at for at, _ in rest)], strict=False)]
    return {"n": len(values), "usual": usual, "gaps": gaps, "values": [value for _, value in rest]}


def counts(records: Sequence[Record], graph: Graph) -> dict[str, Any]:
    """The figures of the header: actors, relations (source, type, target), sentences, articles, period."""
    days = sorted(record.day for record in records if record.day)
    published = sorted(record.published for record in records if record.published)
    return {
        "actors": len(graph.actors),
        "relations": len({(r.source, r.relation, r.target) for r in records}),
        "sentences": len({(r.article, r.evidence_span) for r in records}),
        "articles": len({r.article for r in records}),
        "first": days[0].isoformat() if days else None,
        "last": days[-1].isoformat() if days else None,
        "as_of": published[-1].isoformat() if published else None,
    }


def _relations(records: Sequence[Record]) -> dict[str, dict[str, Any]]:
    """The relation types in the order of the closed list, then any that it does not know."""
    used = {record.relation for record in records}
    found: dict[str, dict[str, Any]] = {}
    for name, kind in relation_types().items():
        if name in used:
            found[name] = {
                "name": name, "de": kind.de, "en": kind.en, "family": kind.family,
                "symmetric": kind.symmetric, "standing": kind.standing,
            }  # fmt: skip
    for name in sorted(used - set(found)):
        label = clean(name)
        found[name] = {
            "name": label, "de": label, "en": label, "family": "other", "symmetric": False, "standing": False,
        }  # fmt: skip
    return found


def _actors(actors: Sequence[Actor], strings: _Intern, rank: Mapping[str, int]) -> dict[str, list[Any]]:
    """`en` is 0 where the name is the same in both languages; `offices` and `aliases` are 0 where empty."""
    body_names = {actor.id: actor for actor in actors}

    def body(id: str | None) -> int:
        # A body that no article names has no actor; its bare id would tell nobody anything.
        return strings.at(clean(body_names[id].name_de)) if id in body_names else -1

    return {
        "en": [0 if a.name_en == a.name_de else clean(a.name_en) for a in actors],
        "type": [ACTOR_TYPES.index(a.type) for a in actors],
        "aliases": [[clean(alias) for alias in a.aliases[:40]] or 0 for a in actors],
        "wikidata": [a.wikidata if _is_qid(a.wikidata) else 0 for a in actors],
        "country": [rank.get(a.country, -1) if a.country else -1 for a in actors],
        "offices": [
            [
                [strings.at(clean(o.title)), rank.get(o.body, -1) if o.body else -1, body(o.body),
                 _day(o.start), _day(o.end), int(o.known)]
                for o in a.offices[:60]
            ] or 0
            for a in actors
        ],
    }  # fmt: skip


def _is_qid(text: str | None) -> bool:
    return bool(text) and text is not None and text[0] == "Q" and text[1:].isascii() and text[1:].isdigit()


def _article(record: Record) -> tuple[Any, ...]:
    return (
        clean(record.article),
        clean(record.origin_group),
        clean(record.title or ""),
        safe_url(record.url) or "",
        clean(record.outlet or ""),
        _day(record.published),
        LANGS.index(record.lang),
    )


def _antecedents(record: Record, strings: _Intern) -> Any:
    """0, or the words that source and target stand for where they are pronouns or role phrases."""
    words = [strings.at(_text(m.antecedent)) for m in (record.source_mention, record.target_mention)]
    return words if max(words) >= 0 else 0


def _spans(record: Record) -> list[int]:
    """Start and end of source, target and trigger within the sentence; 0, 0 for one that lies outside."""
    text, base = record.evidence, record.evidence_span.start
    flat: list[int] = []
    places: tuple[MentionText | Any, ...] = (record.source_mention, record.target_mention, record.trigger)
    for place in places:
        start, end = place.start - base, place.end - base
        if 0 <= start < end <= len(text):
            flat += (_utf16(text, start), _utf16(text, end))
        else:
            flat += (0, 0)
    return flat


def _utf16(text: str, offset: int) -> int:
    head = text[:offset]
    return offset if head.isascii() else offset + sum(char > "\uffff" for char in head)


def _text(text: str | None) -> str | None:
    return clean(text) if text else None


def _day(day: date | None) -> int | None:
    return None if day is None else day.toordinal() - _EPOCH
