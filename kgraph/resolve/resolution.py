"""From the entities of articles to actors.

Entities fall into bundles (`bundles`), which decisions join: first the user's (`judgements`), then those
found by scored evidence (`matching`, `evidence`). The result does not depend on the order of the entities.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgraph.knowledge import Knowledge
from kgraph.model import Actor, Decision
from kgraph.resolve import judgements, naming
from kgraph.resolve.bodies import BodyNames
from kgraph.resolve.bundles import ArticleEntity, Bundle, collect
from kgraph.resolve.matching import Matcher
from kgraph.resolve.union import Union


@dataclass(frozen=True)
class Part:
    """A bundle of an actor: the id that judgements may name, the name it goes by, its articles
    (none of a known actor that only others were joined to)."""

    id: str
    name: str
    actor: str
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Resolution:
    """Actors sorted by id and which actor each article entity is.

    `merges` are the decisions in force: those found, in the order in which they were taken, then the
    user's. `problems` says which of the user's have no effect, and why. `parts` are the bundles by id.
    """

    actors: tuple[Actor, ...]
    actor_of: Mapping[tuple[str, int], str]
    merges: tuple[Decision, ...] = ()
    problems: tuple[str, ...] = ()
    parts: Mapping[str, Part] | None = None


class _Known:
    """The ids that the knowledge has."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def __contains__(self, ident: object) -> bool:
        return isinstance(ident, str) and self._knowledge.find(ident) is not None


def resolve(
    entities: Iterable[ArticleEntity], decisions: Sequence[Decision], knowledge: Knowledge
) -> Resolution:
    """Join article entities to actors. `decisions` are the user's, oldest first; they win over what is
    found here, the later over the earlier."""
    names = BodyNames(knowledge)
    named = {i for d in decisions for i in (d.left, d.right)}
    bundles = collect(entities, knowledge, names, named)
    union = Union(bundles)
    judged = judgements.apply(decisions, union, _Known(knowledge))
    for ident in sorted(named):
        if ident in union and ident not in bundles:
            entry = knowledge.entry(ident)
            bundles[ident] = Bundle(ident, "person" if entry.type == "person" else "body", ident, ident)
    taken = Matcher(bundles, knowledge, names, union).run()
    leads = {ident: rank for rank, ident in enumerate(judged.leads)}
    actors: list[Actor] = []
    actor_of: dict[tuple[str, int], str] = {}
    parts: dict[str, Part] = {}
    for group in union.groups():
        members = [bundles[ident] for ident in group]
        if not any(bundle.members for bundle in members):
            continue
        actor = naming.actor_of(members, knowledge, leads)
        actors.append(actor)
        for bundle in members:
            name = bundle.name if bundle.members else actor.name_de
            parts[bundle.id] = Part(bundle.id, name, actor.id, tuple(sorted(bundle.articles)))
            for member in bundle.members:
                actor_of[member] = actor.id
    actors.sort(key=lambda a: a.id)
    return Resolution(tuple(actors), actor_of, (*taken, *judged.applied), judged.problems, parts)
