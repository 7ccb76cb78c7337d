"""Disjoint sets whose members may be forbidden to meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Union:
    """Union-find over strings, deterministic: a set is named after its smallest member."""

    def __init__(self, members: Iterable[str]) -> None:
        self._parent = {member: member for member in members}
        self._members: dict[str, set[str]] = {member: {member} for member in self._parent}

    def find(self, member: str) -> str:
        """The name of the set that holds `member`."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def would_join(self, one: str, other: str, apart: set[frozenset[str]]) -> bool:
        """Whether joining brings nobody together whom `apart` separates."""
        left, right = self._members[self.find(one)], self._members[self.find(other)]
        if len(apart) < len(left) * len(right):
            return not any(
                (a in left and b in right) or (a in right and b in left) for a, b in map(sorted, apart)
            )
        return not any(frozenset((a, b)) in apart for a in left for b in right)

    def join(self, one: str, other: str) -> None:
        """Put two sets together."""
        a, b = sorted((self.find(one), self.find(other)))
        if a != b:
            self._parent[b] = a
            self._members[a] |= self._members.pop(b)

    def groups(self) -> Iterator[list[str]]:
        """The sets, each sorted, in the order of their names."""
        for name in sorted(self._members):
            yield sorted(self._members[name])
