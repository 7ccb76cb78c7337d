"""What a Cypher question needs of the graph, so that no more is read than that.

Only what is plain to see is made use of: whatever else a query holds, everything is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kgraph.graph.rows import MIN_WEIGHT, relation_type
from kgraph.model import Fact

QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.DOTALL)
_RELATIONSHIP = re.compile(r"-\s*(\[[^\]]*\])?\s*-")
_TYPED = re.compile(r"\[\s*(\w+)?\s*:\s*(\w+(?:\s*\|\s*:?\s*\w+)*)\s*(\{[^}]*\})?\s*\]")
_CLAUSE = re.compile(r"\bMATCH\b(.*?)(?=\b(?:OPTIONAL|MATCH|WHERE|WITH|RETURN|UNWIND)\b|$)", re.DOTALL | re.I)
_COUNTED = re.compile(r"\bCOUNT\s*\(\s*(?:DISTINCT\s+)?\w+\s*\)", re.IGNORECASE)

# The properties of a relationship that are known without its sentence.
_PLAIN: Mapping[str, Callable[[Fact], Any]] = {
    "id": lambda fact: fact.id,
    "edge_id": lambda fact: fact.id,
    "label": lambda fact: fact.relation,
    "relation": lambda fact: fact.relation,
    "interaction": lambda fact: fact.relation,
    "family": lambda fact: relation_type(fact.relation).family,
    "score": lambda fact: float(relation_type(fact.relation).score),
    "mode": lambda fact: fact.mode,
    "predicate": lambda fact: fact.predicate,
    "role": lambda fact: fact.role,
    "status": lambda fact: fact.status,
    "confidence": lambda fact: float(fact.confidence),
    "weight": lambda fact: max(float(fact.confidence), MIN_WEIGHT),
    "date": lambda fact: fact.day.isoformat() if fact.day else None,
    "published": lambda fact: fact.published.isoformat() if fact.published else None,
    "place": lambda fact: fact.place,
    "claimed_by": lambda fact: fact.claimed_by,
    "claimed_text": lambda fact: fact.claimed_text,
    "article": lambda fact: fact.article,
    "origin_group": lambda fact: fact.origin_group,
    "lang": lambda fact: fact.lang,
    "outlet": lambda fact: fact.outlet,
}
# Properties of actors alone: that they are asked for says nothing of relationships.
_OF_ACTORS = frozenset(
    ("name_de", "name_en", "type", "wikidata", "country", "country_name", "aliases", "offices")
)


@dataclass(frozen=True, slots=True)
class Reading:
    """`relations`: the only ones that can match (None: any); `properties`: of relationships, those that are
    asked for if they need no sentence (None: all may be); `nodes`: whether actors without any of these
    relations can match."""

    relations: tuple[str, ...] | None
    properties: tuple[str, ...] | None
    nodes: bool

    def row(self, fact: Fact) -> dict[str, Any]:
        """The properties asked for."""
        row = {name: _PLAIN[name](fact) for name in self.properties or ()}
        return {name: value for name, value in row.items() if value is not None}


def reading(query: str) -> Reading:
    """What `query` needs, without reading it as the library will."""
    bare = QUOTED.sub("''", query)
    found = [part or "" for part in _RELATIONSHIP.findall(bare)]
    typed = [_TYPED.fullmatch(part) for part in found]
    relations: set[str] | None = set()
    names: set[str] = set()
    for one in typed:
        if one is None:
            relations = None
            break
        assert relations is not None
        relations.update(re.findall(r"\w+", one[2]))
        names.update(filter(None, [one[1]]))
    parts = [part for clause in _CLAUSE.findall(bare) for part in re.split(r",(?![^{\[(]*[}\])])", clause)]
    nodes = not found or not all(_RELATIONSHIP.search(part) for part in parts)
    return Reading(
        relations=None if relations is None or not found else tuple(sorted(relations)),
        properties=_properties(bare, names) if relations is not None else None,
        nodes=nodes,
    )


def _properties(bare: str, names: set[str]) -> tuple[str, ...] | None:
    rest = _COUNTED.sub("", _RELATIONSHIP.sub("-", bare))
    whole = any(re.search(rf"\b{name}\b(?!\s*\.)", rest) for name in names)
    if whole or re.search(r"=\s*\(", bare):
        return None
    asked = set(re.findall(r"\.\s*([A-Za-z_]\w*)", bare))
    asked |= set(re.findall(r"[{,]\s*(\w+)\s*:", bare))
    asked -= _OF_ACTORS
    return tuple(sorted(asked)) if asked <= _PLAIN.keys() else None
