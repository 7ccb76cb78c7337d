"""Lists of words by name, as the sections of the language data hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Lists(dict[str, frozenset[str]]):
    """The lists of one section. Languages have not all the same: one that a language lacks is empty."""

    def __init__(self, section: Mapping[str, Iterable[str]]) -> None:
        super().__init__((name, frozenset(words)) for name, words in section.items())

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


class OrderedLists(dict[str, tuple[str, ...]]):
    """The same where the order of the words counts, or words begin or end so."""

    def __init__(self, section: Mapping[str, Iterable[str]]) -> None:
        super().__init__((name, tuple(words)) for name, words in section.items())

    def __missing__(self, name: str) -> tuple[str, ...]:
        return ()
