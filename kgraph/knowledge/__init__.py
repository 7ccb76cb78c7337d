"""Who is who: countries, bodies, parties, persons and their offices, with German and English names.

``Knowledge.default()`` gives the shipped knowledge, ``Knowledge.load([Path("own.csv")])`` adds a user's
own. See README.md beside this file for the columns of every data file.
"""

from __future__ import annotations

from kgraph.knowledge.knowledge import Knowledge
from kgraph.knowledge.names import fold, name_key, same_name, sorted_key
from kgraph.knowledge.records import (
    Body,
    Country,
    Entry,
    Institution,
    Modifier,
    Office,
    Person,
    SurfaceHit,
    Title,
)

__all__ = [
    "Body", "Country", "Entry", "Institution", "Knowledge", "Modifier", "Office", "Person", "SurfaceHit",
    "Title", "fold", "name_key", "same_name", "sorted_key",
]  # fmt: skip
