"""Statements as JSON lines, the same as in the statements.jsonl of a build, for any choice of records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kgraph.graph.rows import ordered, used_actors
from kgraph.model import Actor, Lang, Record
from kgraph.outputs.statements import to_json, to_line
from kgraph.outputs.text import Target, text_sink
from kgraph.store import Chosen

# Half a surrogate pair cannot be written as UTF-8, but as an escape of JSON.
_SURROGATE = re.compile("[\ud800-\udfff]")


def write(
    target: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
    other: bool = False,
) -> None:
    """Writes one statement a line, by article and place in it, with actors, mentions and evidence. `other`
    includes the relation OTHER. Texts are as they were found, since the offsets count in them."""
    kept = ordered(records, other=other)
    known = {**used_actors(kept, actors, speakers=True), **actors}
    with text_sink(target) as out:
        for record in kept:
            line = to_line(to_json(record, known, names=names))
            out.write(_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n")
