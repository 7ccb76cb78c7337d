"""`kgraph actors`: who is who in a store, why, and what the user says about it."""

from __future__ import annotations

import getpass
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli import note
from kgraph.cli.common import (
    emit,
    examples,
    find_actor,
    format_option,
    names_option,
    open_store,
    store_option,
)
from kgraph.model import ACTOR_TYPES, Decision, Lang

if TYPE_CHECKING:
    from kgraph.model import Actor
    from kgraph.resolve import Part, Resolution
    from kgraph.store import Store

_BY_KGRAPH = "kgraph"
_knowledge = click.option(
    "--knowledge", type=click.Path(path_type=Path), multiple=True, metavar="CSV",
    help="Your own table of actors, as the build was given it. Repeatable.",
)  # fmt: skip


@click.group(
    epilog=examples(
        "kgraph actors list --query Müller",
        'kgraph actors show "Angela Merkel"',
        'kgraph actors merge "Karl Muster" "K. Muster"',
        "kgraph actors list --merges",
    )
)
def actors() -> None:
    """Who is who: list, merge and split actors, undo what was decided.

    Automatic decisions carry a score and reasons; your own always win.
    What you merge or split is kept in the store and holds for every later build.
    """


@actors.command(
    "list",
    epilog=examples(
        "kgraph actors list --type person",
        "kgraph actors list --query Schmidt",
        "kgraph actors list --merges",
    ),
)
@click.option("--type", "type_", type=click.Choice(ACTOR_TYPES), help="Only actors of this type.")
@click.option("--query", metavar="TEXT", help="Only actors with TEXT in one of their names.")
@click.option("--merges", is_flag=True, help="The decisions on identity instead: score, reasons, by whom.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many rows.")
@_knowledge
@names_option
@store_option
@format_option
def list_(
    type_: str | None, query: str | None, merges: bool, limit: int | None, knowledge: tuple[Path, ...],
    names: Lang, store_path: Path, format_: str,
) -> None:  # fmt: skip
    """All actors, those in most statements first; or, with --merges, all decisions on identity."""
    from kgraph.knowledge.names import fold

    wanted = fold(query or "")

    with open_store(store_path) as store:
        if merges:
            resolution = _resolve(store, knowledge)
            for problem in resolution.problems:
                note(problem)
            rows = [
                row
                for row in _decisions(resolution)
                if wanted in fold(" ".join(map(str, (row["left_name"], row["right_name"]))))
            ]
            columns = [("decision", "Decision"), ("left_name", "This"), ("is", "Is"), ("right_name", "That"),
                       ("score", "Score"), ("by", "By"), ("reasons", "Reasons")]  # fmt: skip
            emit(rows[:limit], format_, columns=columns, empty="no decisions on identity")
            return
        counts = store.weights()
        rows = [
            {
                "id": actor.id,
                "name": actor.name(names),
                "type": actor.type,
                "country": actor.country,
                "wikidata": actor.wikidata,
                "statements": counts.get(actor.id, 0),
                "aliases": list(actor.aliases),
            }
            for actor in store.actors().values()
            if (type_ is None or actor.type == type_)
            and (not wanted or any(wanted in fold(n) for n in (actor.name_de, actor.name_en, *actor.aliases)))
        ]
    rows.sort(key=lambda row: (-int(row["statements"]), row["name"], row["id"]))
    columns = [("name", "Name"), ("type", "Type"), ("statements", "Statements"), ("id", "Id")]
    emit(rows[:limit], format_, columns=columns, empty="no such actors")


@actors.command(
    epilog=examples('kgraph actors show "Angela Merkel"', "kgraph actors show Q567 --format json")
)
@click.argument("actor", metavar="ACTOR")
@_knowledge
@names_option
@store_option
@format_option
def show(actor: str, knowledge: tuple[Path, ...], names: Lang, store_path: Path, format_: str) -> None:
    """An actor's parts: what was taken for one, in which articles, by which decisions.

    The id of a part is what `split` and `merge` take, beside names.
    """
    with open_store(store_path) as store:
        resolution = _resolve(store, knowledge)
        one = _actor(store, resolution, actor, names)
    parts = [p for p in (resolution.parts or {}).values() if p.actor == one.id and p.articles]
    decisions = [row for row in _decisions(resolution) if one.id in (row["left_actor"], row["right_actor"])]
    if format_ in ("json", "jsonl"):
        head = {"id": one.id, "name": one.name(names), "type": one.type, "aliases": list(one.aliases),
                "parts": [{"part": p.id, "name": p.name, "articles": list(p.articles)} for p in parts],
                "decisions": decisions}  # fmt: skip
        emit([head], format_)
        return
    rows = [
        {"part": p.id, "name": p.name, "articles": len(p.articles), "in": _some(p.articles)}
        for p in sorted(parts, key=lambda p: (-len(p.articles), p.id))
    ]
    note(f"{one.name(names)} ({one.id}), {one.type}")
    columns = [("part", "Part"), ("name", "Name"), ("articles", "Articles"), ("in", "In")]
    emit(rows, format_, columns=columns)
    if decisions and format_ != "csv":
        columns = [("decision", "Decision"), ("left_name", "This"), ("is", "Is"), ("right_name", "That"),
                   ("score", "Score"), ("by", "By"), ("reasons", "Reasons")]  # fmt: skip
        click.echo()
        emit(decisions, format_, columns=columns)


_by = click.option("--by", metavar="NAME", help="Whose decision it is; else yours.")
_no_outputs = click.option("--no-outputs", is_flag=True, help="Do not write map, graph and statements anew.")


@actors.command(
    epilog=examples(
        'kgraph actors merge "Sergej Lawrow" kg:person:1a2b3c4d5e6f', "kgraph actors merge Q567 Merkel"
    )
)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@_by
@_no_outputs
@_knowledge
@names_option
@store_option
def merge(
    a: str,
    b: str,
    by: str | None,
    no_outputs: bool,
    knowledge: tuple[Path, ...],
    names: Lang,
    store_path: Path,
) -> None:
    """Say that A and B are the same actor, for ever. A keeps its name and id."""
    with open_store(store_path) as store:
        resolution = _resolve(store, knowledge)
        left, right = _part(store, resolution, a, names), _part(store, resolution, b, names)
        path = store.path
    _judge(
        path,
        Decision(left, right, True, by=by or _user(), made=date.today().isoformat()),
        names,
        no_outputs,
        knowledge,
    )


@actors.command(
    epilog=examples(
        'kgraph actors split "Peter Müller" kg:person:1a2b3c4d5e6f',
        'kgraph actors split "Peter Müller" some-article-id',
    )
)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@_by
@_no_outputs
@_knowledge
@names_option
@store_option
def split(
    a: str,
    b: str,
    by: str | None,
    no_outputs: bool,
    knowledge: tuple[Path, ...],
    names: Lang,
    store_path: Path,
) -> None:
    """Say that B is not A, for ever. B is an actor, a part of A (`kgraph actors show A`) or an article.

    An article stands for the one that it calls by A's name.
    """
    from kgraph.errors import UsageError
    from kgraph.knowledge.names import fold
    from kgraph.resolve import TAKEN_OUT

    with open_store(store_path) as store:
        resolution = _resolve(store, knowledge)
        parts = resolution.parts or {}
        left = _part(store, resolution, a, names)
        actor = parts[left].actor if left in parts else left
        inside = [p for p in parts.values() if p.actor == actor and b in p.articles and TAKEN_OUT not in p.id]
        if inside and b not in parts:
            part = min(inside, key=lambda p: (len(p.articles), p.id))
            # A part of one article is that part; of a larger one, the article is taken out.
            right = part.id if len(part.articles) == 1 else f"{part.id}{TAKEN_OUT}{b}"
        else:
            called = sorted(p.id for p in parts.values() if p.actor == actor and fold(p.name) == fold(b))
            right = called[0] if len(called) == 1 else _part(store, resolution, b, names)
        if left == right:
            # The part that gave the actor its id is to leave: it leaves the largest of the others.
            rest = [p for p in parts.values() if p.actor == actor and p.id != left]
            if not rest or b == a:
                raise UsageError(
                    f"{b!r} is {a!r} itself; name a part of it or one of its articles: "
                    f"`kgraph actors show {actor}` lists them"
                )
            left = max(rest, key=lambda p: (len(p.articles), p.id)).id
        path = store.path
    _judge(
        path,
        Decision(left, right, False, by=by or _user(), made=date.today().isoformat()),
        names,
        no_outputs,
        knowledge,
    )


@actors.command(epilog=examples("kgraph actors list --merges", "kgraph actors undo d3f9a1c27"))
@click.argument("decision", metavar="DECISION")
@_by
@_no_outputs
@_knowledge
@names_option
@store_option
def undo(
    decision: str,
    by: str | None,
    no_outputs: bool,
    knowledge: tuple[Path, ...],
    names: Lang,
    store_path: Path,
) -> None:
    """Take a decision back: your own is forgotten, an automatic one is overruled for ever."""
    from kgraph.errors import UsageError
    from kgraph.store import Store

    with open_store(store_path) as reading:
        resolution = _resolve(reading, knowledge)
        path = reading.path
        every = {decision_id(d): d for d in (*resolution.merges, *reading.decisions())}
    found = [d for key, d in every.items() if key.startswith(decision) and len(decision) > 3]
    if len(found) != 1:
        what = "several decisions begin" if found else "there is no decision"
        raise UsageError(f"{what} with {decision!r}; `kgraph actors list --merges` shows all")
    if found[0].by == _BY_KGRAPH:
        one = found[0]
        made = date.today().isoformat()
        _judge(
            path,
            Decision(one.left, one.right, not one.same, by=by or _user(), made=made),
            names,
            no_outputs,
            knowledge,
        )
        return
    with Store.open(path) as store:
        store.remove_decision(found[0])
    _refresh(path, names, no_outputs, knowledge)
    note(f"{decision_id(found[0])} is forgotten")


def decision_id(decision: Decision) -> str:
    """A short id of a decision, made of what it says and who says so."""
    text = json.dumps([decision.left, decision.right, decision.same, decision.by])
    return "d" + hashlib.sha256(text.encode()).hexdigest()[:8]


def _resolve(store: Store, knowledge: tuple[Path, ...], *more: Decision) -> Resolution:
    """Who is who by the code and knowledge of now, with the parts that a store does not keep."""
    from kgraph.knowledge import Knowledge
    from kgraph.resolve import ArticleEntity, resolve

    entities = (ArticleEntity(*row) for row in store.entities())
    return resolve(entities, [*store.decisions(), *more], Knowledge.load(knowledge))


def _actor(store: Store, resolution: Resolution, name: str, names: Lang) -> Actor:
    part = (resolution.parts or {}).get(name)
    if part is not None:
        return next(a for a in resolution.actors if a.id == part.actor)
    return find_actor(store, name, names)


def _part(store: Store, resolution: Resolution, name: str, names: Lang) -> str:
    """The id that a judgement names for what the user typed: a part, or an actor by id or name."""
    if name in (resolution.parts or {}):
        return name
    return find_actor(store, name, names).id


def _judge(
    path: Path, decision: Decision, names: Lang, no_outputs: bool, knowledge: tuple[Path, ...]
) -> None:
    """Keep a judgement and let it take effect; one that can have none is refused before."""
    from kgraph.errors import UsageError
    from kgraph.store import Store

    if decision.left == decision.right:
        raise UsageError("both are the same actor already")
    with Store.open(path) as store:
        # Tried before it is kept: what has no effect is no decision.
        resolution = _resolve(store, knowledge, decision)
        if decision not in resolution.merges:
            raise UsageError("; ".join(resolution.problems) or "this has no effect")
        store.add_decision(decision)
    _refresh(path, names, no_outputs, knowledge)
    parts: dict[str, Part] = dict(resolution.parts or {})
    left, right = (parts[i].name if i in parts else i for i in (decision.left, decision.right))
    note(f"{left} is {'' if decision.same else 'not '}{right} from now on ({decision_id(decision)})")
    for problem in resolution.problems:
        note(problem)


def _refresh(path: Path, names: Lang, no_outputs: bool, knowledge: tuple[Path, ...]) -> None:
    from kgraph import pipeline
    from kgraph.settings import Settings

    pipeline.refresh(path, settings=Settings(names=names, knowledge=knowledge), outputs=not no_outputs)


def _decisions(resolution: Resolution) -> list[dict[str, Any]]:
    parts = resolution.parts or {}
    rows = []
    for decision in resolution.merges:
        left, right = parts.get(decision.left), parts.get(decision.right)
        rows.append(
            {
                "decision": decision_id(decision),
                "left": decision.left,
                "left_name": left.name if left else decision.left,
                "left_actor": left.actor if left else decision.left,
                "is": "is" if decision.same else "is not",
                "right": decision.right,
                "right_name": right.name if right else decision.right,
                "right_actor": right.actor if right else decision.right,
                "score": decision.score,
                "by": decision.by,
                "made": decision.made,
                "reasons": dict(decision.reasons),
            }
        )
    rows.sort(key=lambda r: (r["by"] == _BY_KGRAPH, r["score"], r["left"], r["right"]))
    return rows


def _some(articles: tuple[str, ...], limit: int = 3) -> str:
    more = f" and {len(articles) - limit} more" if len(articles) > limit else ""
    return ", ".join(articles[:limit]) + more


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "user"
