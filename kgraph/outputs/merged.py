"""One edge per pair: what the "merged" flavours of the exports write.

Gephi would merge parallel edges by adding up weights; here the weight says what one wants to see, the
number of sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kgraph.graph.rows import Kept, Kind, pairs, relation_type, seconds
from kgraph.model import STATUSES, Lang, Record

MERGED_COLUMNS: Mapping[str, Kind] = {
    "edge_id": "string", "label": "string", "relation": "string", "interaction": "string",
    "relation_label": "string", "family": "string", "families": "list", "relations": "list",
    "symmetric": "boolean", "weight": "double", "score": "double", "sources": "long",
    "statements": "long", "actual": "long", "planned": "long", "hypothetical": "long", "negated": "long",
    "first": "string", "last": "string", "first_ts": "long", "last_ts": "long", "places": "list",
    "evidence": "string", "statement_ids": "list",
}  # fmt: skip

# Weight of a pair of which nothing is said to have happened: visible, but below any that did.
NOTHING_HAPPENED = 0.1


def merged_rows(records: Kept, names: Lang = "de") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(source, target, attributes by MERGED_COLUMNS) for each pair of actors, in order of ids.

    The source is who acts more often. Only actual statements count for weight (their number of sources),
    score (their mean), relation and family (the most frequent); without any, all statements do, and the
    weight is NOTHING_HAPPENED. `symmetric` says that all counted relations are.
    """
    return (_merge(found, names) for found in pairs(records))


def _merge(records: list[Record], names: Lang) -> tuple[str, str, dict[str, Any]]:
    pair = sorted((records[0].source, records[0].target))
    actual = [record for record in records if record.status == "actual"]
    counted = actual or records
    acting = Counter(record.source for record in counted if not relation_type(record.relation).symmetric)
    source, target = pair if acting[pair[0]] >= acting[pair[1]] else pair[::-1]
    relations = _by_frequency(record.relation for record in counted)
    families = _by_frequency(relation_type(record.relation).family for record in counted)
    kind = relation_type(relations[0])
    statuses = Counter(record.status for record in records)
    days = sorted(record.day for record in counted if record.day)
    best = min(counted, key=lambda record: (-record.confidence, record.id))
    row: dict[str, Any] = {
        "edge_id": f"{source}--{target}",
        "label": relations[0],
        "relation": relations[0],
        "interaction": relations[0],
        "relation_label": kind.label(names) if kind.name == relations[0] else relations[0],
        "family": families[0],
        "families": families,
        "relations": relations,
        "symmetric": all(relation_type(name).symmetric for name in relations),
        "weight": float(len({record.origin_group for record in actual})) or NOTHING_HAPPENED,
        "score": round(sum(relation_type(record.relation).score for record in counted) / len(counted), 4),
        "sources": len({record.origin_group for record in counted}),
        "statements": len(records),
        **{status: statuses[status] for status in STATUSES},
    }
    if days:
        row |= {"first": days[0].isoformat(), "last": days[-1].isoformat()}
        row |= {"first_ts": seconds(days[0]), "last_ts": seconds(days[-1])}
    places = sorted({record.place for record in counted if record.place})
    if places:
        row["places"] = places
    row["evidence"] = best.evidence
    row["statement_ids"] = sorted(record.id for record in records)
    return source, target, row


def _by_frequency(values: Iterable[str]) -> list[str]:
    counts = Counter(values)
    return sorted(counts, key=lambda value: (-counts[value], value))
