"""Cypher questions on the graph, answered by the grand-cypher library. Reading only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from kgraph.errors import QueryError
from kgraph.graph.reading import QUOTED, reading
from kgraph.graph.rows import edge_row, node_row
from kgraph.model import Actor, Brief, Lang, Record

# Words that write, run or load something in Cypher. The library knows none of them; saying so beats its
# message about an unexpected character.
_WRITING = re.compile(
    r"\b(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP|FOREACH|CALL|LOAD\s+CSV|ALTER|GRANT)\b", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_LABELS = "__labels__"


def cypher(
    query: str,
    records: Iterable[Record] | Iterable[Brief],
    actors: Mapping[str, Actor],
    *,
    nodes: Iterable[str] = (),
    names: Lang = "de",
) -> list[dict[str, Any]]:
    """The rows of the answer, by the names in RETURN.

    Nodes are actors, labelled Actor and by their type (`:Person`, `:ArmedGroup`); relationships are
    statements, whose type is the relation. Properties are those of the exports, and `id`. A node or
    relationship that is returned whole is a dict of its properties. `nodes` are ids of actors that are in the
    graph though no record names them; briefs will do where `reading(query)` has properties. Raises QueryError
    if the query writes, cannot be read, or if grand-cypher is missing.
    """
    bare = QUOTED.sub("''", query)
    writing = _WRITING.search(bare)
    if writing:
        raise QueryError(f"{writing[1].upper()} changes the graph; only MATCH … WHERE … RETURN can be asked")
    if not re.search(r"\bMATCH\b", bare, re.IGNORECASE) or not re.search(r"\bRETURN\b", bare, re.IGNORECASE):
        raise QueryError("a query needs MATCH and RETURN, as in: MATCH (a)-[r:CONSULT]->(b) RETURN a.label")
    try:
        from grandcypher import GrandCypher
        from lark.exceptions import LarkError
    except ImportError as error:
        raise QueryError("cypher needs the package grand-cypher: pip install kgraph[export]") from error
    graph = _labelled(query, records, actors, nodes, names)
    try:
        answer = GrandCypher(graph).run(QUOTED.sub(_double_quoted, query))
    except LarkError as error:
        raise QueryError(_where(error, query)) from error
    except Exception as error:
        # The library tells what it does not support by all kinds of exceptions, from within its parser.
        raise QueryError(f"the query cannot be answered: {error or type(error).__name__}") from error
    columns = {str(name): list(values) for name, values in answer.items()}
    length = max(map(len, columns.values()), default=0)
    return [{name: _plain(values[row]) for name, values in columns.items()} for row in range(length)]


def asking_for_statements(query: str) -> str:
    """The query changed to return the ids of the statements that match instead.

    Raises QueryError if it names none of its relationships.
    """
    bare = QUOTED.sub(lambda found: "'" + "x" * (len(found[0]) - 2) + "'", query)  # places stay the same
    names = list(dict.fromkeys(re.findall(r"-\s*\[\s*(\w+)\s*[:\]*{]", bare)))
    found = re.search(r"\bRETURN\b", bare, re.IGNORECASE)
    if not names or not found:
        raise QueryError("for evidence, name a relationship, as r in: MATCH (a)-[r:CONSULT]->(b) RETURN a")
    return query[: found.start()] + "RETURN " + ", ".join(f"{name}.id" for name in names)


def _double_quoted(found: re.Match[str]) -> str:
    """A string of the query in double quotes and freshly escaped: the library knows no single quotes, and
    hands what stands between double ones to Python's eval."""
    if found[0].startswith("`"):
        return found[0]

    def char(escape: re.Match[str]) -> str:
        code = escape[1]
        return chr(int(code[1:], 16)) if len(code) == 5 else _ESCAPED.get(code, code)

    return json.dumps(_ESCAPE.sub(char, found[0][1:-1]), ensure_ascii=False)


def _labelled(
    query: str,
    records: Iterable[Record] | Iterable[Brief],
    actors: Mapping[str, Actor],
    nodes: Iterable[str],
    names: Lang,
) -> nx.MultiDiGraph[str]:
    needs = reading(query)
    kept = sorted({record.id: record for record in records}.values(), key=lambda record: record.id)
    ids = {id for record in kept for id in (record.source, record.target)}.union(nodes)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for id in sorted(ids):
        actor = actors.get(id) or Actor(id, id, id, "organisation")
        type = "".join(part.capitalize() for part in actor.type.split("_"))
        graph.add_node(id, **{_LABELS: {"Actor", type}}, id=id, **node_row(actor, actors, names))
    for record in kept:
        if needs.properties is None:
            assert isinstance(record, Record)
            row = {"id": record.id, **edge_row(record, actors, names)}
        else:
            row = needs.row(record)
        graph.add_edge(record.source, record.target, record.id, **{_LABELS: {record.relation}}, **row)
    return graph


def _where(error: Exception, query: str) -> str:
    line, column = getattr(error, "line", None), getattr(error, "column", None)
    if not isinstance(line, int) or line < 1 or not isinstance(column, int):
        return "the query ends too early"
    rest = query.splitlines()[line - 1][column - 1 :]
    near = f", at {rest[:20]!r}" if rest else ""
    return f"the query cannot be read from line {line}, column {column} on{near}"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        # A relationship comes as its properties under its key.
        if value and all(isinstance(item, Mapping) for item in value.values()):
            return [_plain(item) for item in value.values()]
        return {str(key): _plain(item) for key, item in value.items() if key != _LABELS}
    if isinstance(value, set | frozenset):
        return sorted(_plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
