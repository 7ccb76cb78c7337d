"""The closed list of relation types, read from `relations.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from kgraph.errors import KnowledgeError
from kgraph.model import Lang

Family = Literal["meeting", "cooperation", "conflict", "office", "other"]
FAMILIES: tuple[Family, ...] = ("meeting", "cooperation", "conflict", "office", "other")

_FILE = Path(__file__).with_name("relations.toml")


@dataclass(frozen=True, slots=True)
class RelationType:
    """One relation type. `score` runs from -10 (conflict) to 10 (cooperation); `plover` and `cameo` are
    the codes under which PLOVER and CAMEO tools know it, where they do."""

    name: str
    de: str
    en: str
    family: Family
    score: float
    symmetric: bool = False
    standing: bool = False
    modes: tuple[str, ...] = ()
    directed_modes: tuple[str, ...] = ()
    plover: str | None = None
    cameo: str | None = None

    def undirected(self, mode: str | None) -> bool:
        """Whether source and target may change places: in symmetric relations, but for modes such as visit."""
        return self.symmetric and mode not in self.directed_modes

    def label(self, lang: Lang) -> str:
        """The relation as words between source and target."""
        return self.de if lang == "de" else self.en


@cache
def relation_types() -> Mapping[str, RelationType]:
    """All relation types by name, in the order of the file.

    Raises KnowledgeError if the file breaks its schema.
    """
    found: dict[str, RelationType] = {}
    for name, row in tomllib.loads(_FILE.read_text(encoding="utf-8")).items():
        try:
            fields = row | {key: tuple(row.get(key, ())) for key in ("modes", "directed_modes")}
            found[name] = RelationType(name=name, **fields)
        except TypeError as error:
            raise KnowledgeError(f"{_FILE}: [{name}]: {error}") from error
        if found[name].family not in FAMILIES:
            raise KnowledgeError(f"{_FILE}: [{name}]: unknown family {found[name].family!r}")
    return MappingProxyType(found)
