"""The best tree over scored arcs (Chu and Liu 1965; Edmonds 1967)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating[Any]]


def spanning(scores: Scores) -> list[int]:
    """The heads of the best tree with one root, `scores[word, head]`, head 0 being the root."""
    n = len(scores)
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    greedy = full[1:].argmax(1)
    if (greedy == 0).sum() == 1 and not cycle([0, *greedy]):
        return [int(h) for h in greedy]
    root = int(full[1:, 0].argmax()) + 1
    full[1:, 0] = -np.inf
    full[root] = -np.inf
    full[root, 0] = 0.0
    return edmonds(full)[1:]


def cycle(heads: Sequence[int]) -> list[int]:
    """The words of one cycle, if there is any; word 0 is the root."""
    done = {0}
    for start in range(1, len(heads)):
        path: list[int] = []
        at = start
        while at not in done and at not in path:
            path.append(at)
            at = int(heads[at])
        if at in path:
            return path[path.index(at) :]
        done.update(path)
    return []


def edmonds(scores: Scores) -> list[int]:
    """Heads of the best tree, `scores[word, head]`; word 0 is the root, whose head is given as 0."""
    heads = [0, *(int(h) for h in scores[1:].argmax(1))]
    ring = cycle(heads)
    if not ring:
        return heads
    rest = [w for w in range(len(scores)) if w not in ring]
    new = len(rest)
    inner = sum(scores[w, heads[w]] for w in ring)
    small = np.full((new + 1, new + 1), -np.inf)
    small[:new, :new] = scores[np.ix_(rest, rest)]
    into = scores[np.ix_(ring, rest)] - np.array([scores[w, heads[w]] for w in ring])[:, None] + inner
    out = scores[np.ix_(rest, ring)]
    small[new, :new], small[:new, new] = into.max(0), out.max(1)
    found = edmonds(small)
    for place, word in enumerate(rest):
        if place:
            heads[word] = ring[int(out[place].argmax())] if found[place] == new else rest[found[place]]
    broken = ring[int(into[:, found[new]].argmax())]
    heads[broken] = rest[found[new]]
    return heads
