"""One parser reads the arcs of another one as votes."""

from __future__ import annotations

from collections.abc import Sequence

from kgraph.spanning import Scores

Arcs = Sequence[tuple[int, str]]  # the head of each word, counted from 1 (0: the root), and its label


def voted(scores: Scores, arcs: Arcs, gain: float) -> Scores:
    """The scores with the votes of another parser, each of which lifts its arc by `gain`."""
    lifted = scores.copy()
    for word, (head, _) in enumerate(arcs):
        lifted[word, head] += gain
    return lifted
