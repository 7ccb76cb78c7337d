"""`kgraph cypher`: questions to the graph in Cypher."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from kgraph.cli.answers import Named, emit_evidence, evidence_option, wanted
from kgraph.cli.common import (
    confidence_option,
    emit,
    examples,
    format_option,
    names_option,
    open_store,
    period_options,
    store_option,
)
from kgraph.model import STATUSES, Lang, Status


@click.command(
    epilog=examples(
        "kgraph cypher 'MATCH (a)-[r:CONSULT]->(b) RETURN a.label, b.label, r.evidence LIMIT 5'",
        "kgraph cypher 'MATCH (a:Person)-[r:ACCUSE]->(b:Country) RETURN a.label, COUNT(r)' --format csv",
        "kgraph cypher - < question.cypher",
    )
)
@click.argument("query")
@click.option("--status", "statuses", type=click.Choice(STATUSES), multiple=True, default=("actual",),
              show_default=True, help="Only what is asserted so is in the graph.")  # fmt: skip
@evidence_option
@period_options
@confidence_option
@names_option
@store_option
@format_option
def cypher(
    query: str,
    statuses: tuple[Status, ...],
    sentences: bool,
    since: date | None,
    until: date | None,
    min_confidence: float,
    names: Lang,
    store_path: Path,
    format_: str,
) -> None:
    """Ask the graph in Cypher: MATCH … WHERE … RETURN.

    Nodes are actors (:Actor, and :Person, :Country, :Party ...) with label, name_en, type, wikidata;
    relationships are statements whose type is the relation (CONSULT, SANCTION ...) with status, date, mode,
    place, confidence, evidence, outlet, url. Symmetric relations are stored in one direction: leave the arrow
    out. QUERY - is read from stdin. --evidence writes the statements that match instead of what RETURN names.
    Nothing can be changed. Of a large store, name the relation: only what can match is read. Needs
    pip install kgraph[export].
    """
    from kgraph.graph.patterns import asking_for_statements
    from kgraph.graph.patterns import cypher as ask
    from kgraph.graph.reading import reading

    if query == "-":
        query = sys.stdin.read()
    with open_store(store_path) as store:
        asked = asking_for_statements(query) if sentences else query
        needs = reading(asked)
        chosen = wanted(
            None, None, since=since, until=until, min_confidence=min_confidence, statuses=statuses
        )
        only = replace(chosen, relations=needs.relations or ())
        records = store.records(only) if needs.properties is None else store.briefs(only)
        nodes = store.ends(chosen) if needs.nodes else ()
        rows = ask(asked, records, Named(store), nodes=nodes, names=names)
        if sentences:
            ids = dict.fromkeys(id for row in rows for id in row.values() if id)
            emit_evidence(store, store.by_id(ids), names, format_, empty="nothing matches")
            return
    emit(rows, format_, empty="nothing matches")
