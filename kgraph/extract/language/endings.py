"""Tables of word endings: of a German compound its last part says what it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")
# How many words a table remembers: articles use the same ones again and again.
CACHED = 1 << 14


class Endings(Generic[T]):
    """Looks words up by their endings. Where several of the table's endings fit, the first of the table counts."""

    def __init__(self, table: Mapping[str, T], shortest: int = 1) -> None:
        """`shortest`: how many letters an ending needs to count as a part of a longer word."""
        self._rows = {ending: (place, value) for place, (ending, value) in enumerate(table.items())}
        self._lengths = sorted({len(ending) for ending in table if len(ending) >= shortest})
        self._cached = lru_cache(maxsize=CACHED)(self._look_up)

    def of(self, form: str, whole: bool = True) -> T | None:
        """The value of the first ending that `form` has or (`whole`) is; None if there is none."""
        return self._cached(form, whole)

    def _look_up(self, form: str, whole: bool) -> T | None:
        rows = self._rows
        found = rows.get(form) if whole else None
        for length in self._lengths:
            if length >= len(form):
                break
            row = rows.get(form[-length:])
            if row is not None and (found is None or row[0] < found[0]):
                found = row
        return found[1] if found is not None else None
