"""Which part of a graph a map is of, and the words that say so in its footer."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from kgraph.model import LANGS, Actor, Filter, Lang, Record
from kgraph.relations import relation_types

_WORDS = Path(__file__).with_name("i18n.toml")

# Who is reachable only over what was denied or might be is not in an actor's surroundings.
_HELD = ("actual", "planned")


@cache
def texts() -> Mapping[str, Mapping[Lang, str]]:
    """Every word of the page by key, in German and English."""
    rows = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return {key: {lang: row[lang] for lang in LANGS} for key, row in rows.items()}


def around(records: Sequence[Record], actor: str, depth: int) -> list[Record]:
    """The records between the actors that lie at most `depth` steps from `actor` (an actor id).

    Steps go over statements of the closed list that happened or are announced; of the actors found all
    records are kept, whatever their status.
    """
    partners: dict[str, set[str]] = {}
    for record in records:
        if record.status in _HELD and record.relation != "OTHER":
            partners.setdefault(record.source, set()).add(record.target)
            partners.setdefault(record.target, set()).add(record.source)
    found = ring = {actor}
    for _ in range(depth):
        ring = set().union(*(partners.get(a, set()) for a in ring)) - found
        found = found | ring
    return [record for record in records if record.source in found and record.target in found]


def describe(
    wanted: Filter, actors: Mapping[str, Actor], lang: Lang = "de", middle: str | None = None, depth: int = 0
) -> str:
    """The filter in words, "" if it lets everything pass. `middle` is the actor id of `around`."""

    def word(key: str, **values: object) -> str:
        return texts()[key][lang].format(**values)

    def name(id: str) -> str:
        return actors[id].name(lang) if id in actors else id

    def listed(key: str, values: Iterable[str]) -> list[str]:
        found = ", ".join(values)
        return [f"{word(key)}: {found}"] if found else []

    def day(value: date) -> str:
        return f"{value.day}.{value.month}.{value.year}" if lang == "de" else value.strftime("%d/%m/%Y")

    parts: list[str] = []
    if middle is not None:
        parts.append(word("ego_line_one" if depth == 1 else "ego_line_many", name=name(middle), n=depth))
    parts += listed("facet_atype", map(name, (*wanted.actors, *wanted.partners)))
    types = relation_types()
    parts += listed("facet_rel", (types[r].label(lang) if r in types else r for r in wanted.relations))
    parts += listed("facet_rel", (word(f"mode_{mode}") for mode in wanted.modes))
    parts += listed("facet_status", (word(f"status_{status}") for status in wanted.statuses))
    parts += listed("facet_outlet", wanted.outlets)
    parts += listed("facet_lang", (word(f"lang_{code}") for code in wanted.langs))
    parts += listed("facet_atype", (word(f"type_{kind}") for kind in wanted.types))
    if wanted.since:
        parts.append(word("since", day=day(wanted.since)))
    if wanted.until:
        parts.append(word("until", day=day(wanted.until)))
    if wanted.min_sources > 1:
        parts.append(f"{word('least_sources')}: {word('at_least', n=wanted.min_sources)}")
    return " · ".join(parts)
