"""The user's judgements on identity, put in force before anything is found automatically."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from kgraph.model import Decision
from kgraph.resolve.union import Union


@dataclass(frozen=True, slots=True)
class Judged:
    """`applied` are the judgements in force; `problems` says of the others why they have no effect;
    `leads` are actors that others were merged into, the first first."""

    applied: tuple[Decision, ...]
    problems: tuple[str, ...]
    leads: tuple[str, ...]


def apply(decisions: Sequence[Decision], union: Union, known: Container[str]) -> Judged:
    """Join and part the sets of `union` as judged, oldest first in `decisions`.

    The latest judgement on a pair counts. Where judgements contradict each other (A is B, B is C, A is not
    C), the later ones win. `known` are ids that may be added to the union.
    """
    latest: dict[frozenset[str], tuple[int, Decision]] = {}
    problems: list[str] = []
    for number, decision in enumerate(decisions):
        pair = frozenset((decision.left, decision.right))
        if len(pair) == 1:
            problems.append(f"{decision.left} is judged against itself: left out")
            continue
        latest[pair] = (number, decision)
    ordered = sorted(latest.values(), key=lambda found: (-found[0], found[1].left, found[1].right))
    applied: list[tuple[int, Decision]] = []
    for number, decision in ordered:
        missing = [i for i in (decision.left, decision.right) if i not in union and i not in known]
        if missing:
            problems.append(f"no article has {' or '.join(missing)} any more: {told(decision)} waits")
            continue
        for ident in (decision.left, decision.right):
            union.add(ident)
        act = union.join if decision.same else union.part
        if act(decision.left, decision.right):
            applied.append((number, decision))
        else:
            problems.append(f"{told(decision)} contradicts later judgements: left out")
    applied.sort(key=lambda found: found[0])
    leads = dict.fromkeys(d.left for _, d in applied if d.same)
    return Judged(tuple(d for _, d in applied), tuple(sorted(problems)), tuple(leads))


def told(decision: Decision) -> str:
    """A judgement in words."""
    return f"{decision.left} is {'' if decision.same else 'not '}{decision.right}"
