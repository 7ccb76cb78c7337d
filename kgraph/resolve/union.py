"""Disjoint sets of bundles, some of which may not meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Union:
    """Union-find over strings, deterministic: a set is named after its smallest member.

    `part` forbids two members to meet; `join` refuses what is forbidden.
    """

    def __init__(self, members: Iterable[str]) -> None:
        self._parent = {member: member for member in members}
        self._members: dict[str, set[str]] = {member: {member} for member in self._parent}
        self._apart: dict[str, set[str]] = {}

    def __contains__(self, member: object) -> bool:
        return member in self._parent

    def add(self, member: str) -> None:
        """Another member, by itself."""
        if member not in self._parent:
            self._parent[member] = member
            self._members[member] = {member}

    def find(self, member: str) -> str:
        """The name of the set that holds `member`."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def members(self, member: str) -> set[str]:
        """All members of the set that holds `member`."""
        return self._members[self.find(member)]

    def part(self, one: str, other: str) -> bool:
        """Forbid two members to meet; False if they are together already."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return False
        self._apart.setdefault(a, set()).add(b)
        self._apart.setdefault(b, set()).add(a)
        return True

    def join(self, one: str, other: str) -> bool:
        """Put two sets together; False if that is forbidden."""
        a, b = sorted((self.find(one), self.find(other)))
        if a == b:
            return True
        if b in self._apart.get(a, ()):
            return False
        self._parent[b] = a
        self._members[a] |= self._members.pop(b)
        for foe in self._apart.pop(b, set()):
            self._apart[foe].discard(b)
            self._apart[foe].add(a)
            self._apart.setdefault(a, set()).add(foe)
        return True

    def groups(self) -> Iterator[list[str]]:
        """The sets, each sorted, in the order of their names."""
        for name in sorted(self._members):
            yield sorted(self._members[name])
