"""The formats in which the graph can be carried away: one module each, one small contract.

Every format has `write(target, records, actors, *, names="de", **options)`, where `target` is a path or a
stream; formats of several files want the path of a folder. Modules are imported when first used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kgraph.errors import UsageError

if TYPE_CHECKING:
    from kgraph.model import Actor, Lang, Record
    from kgraph.outputs.text import Target
    from kgraph.store import Chosen


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module below kgraph.outputs that writes it, the usual file name ending ("" for a folder),
    what it is good for, and the options by which the module tells it from its others. `actor`: it is about
    one actor and needs the option `who`."""

    name: str
    module: str
    suffix: str
    description: str
    options: Mapping[str, Any] = field(default_factory=dict)
    actor: bool = False

    @property
    def folder(self) -> bool:
        """Whether several files are written into a folder."""
        return not self.suffix

    def write(
        self,
        target: Target,
        records: Iterable[Record] | Chosen,
        actors: Mapping[str, Actor],
        *,
        names: Lang = "de",
        **options: Any,
    ) -> None:
        """Writes the records. Raises OutputError if that cannot be done, or if a package is missing."""
        module = import_module(f"kgraph.outputs.{self.module}")
        module.write(target, records, actors, names=names, **{**self.options, **options})


_ALL = (
    Format("graphml", "graphml", ".graphml", "GraphML, an edge per statement (networkx, igraph, Gephi)"),
    Format("graphml-merged", "graphml", ".graphml", "GraphML, an edge per pair with the number of sources",
           {"flavour": "merged"}),
    Format("yed", "graphml", ".graphml", "GraphML for yEd, with labels and colours, an edge per pair",
           {"flavour": "merged", "yed": True}),
    Format("yed-events", "graphml", ".graphml", "GraphML for yEd, an edge per statement", {"yed": True}),
    Format("gexf", "gexf", ".gexf", "GEXF 1.3 with time, an edge per statement (Gephi's timeline)"),
    Format("gexf-merged", "gexf", ".gexf", "GEXF 1.3 with time, an edge per pair", {"flavour": "merged"}),
    Format("json", "nodelink", ".json", "JSON node-link (networkx, d3)"),
    Format("cytoscape", "cytoscape", ".cyjs", "Cytoscape and cytoscape.js"),
    Format("csv", "tables", "", "nodes.csv and edges.csv (spreadsheets, Gephi, pandas)"),
    Format("csv-edges", "tables", ".csv", "the edges alone as CSV", {"table": "edges"}),
    Format("csv-nodes", "tables", ".csv", "the nodes alone as CSV", {"table": "nodes"}),
    Format("turtle", "rdf", ".ttl", "RDF as Turtle: schema.org and PROV-O", {"syntax": "turtle"}),
    Format("jsonld", "rdf", ".jsonld", "RDF as JSON-LD: schema.org and PROV-O", {"syntax": "jsonld"}),
    Format("ftm", "ftm", ".ftm.json", "FollowTheMoney entities (Aleph, OpenSanctions), one a line"),
    Format("jsonl", "lines", ".jsonl", "statements as JSON lines, with mentions and evidence (scripts)"),
    Format("plover", "plover", ".jsonl", "PLOVER events with the fields of POLECAT, one a line"),
    Format("neo4j", "neo4j", "", "CSV for neo4j-admin import, and the same as a Cypher script"),
    Format("cypher", "neo4j", ".cypher", "a Cypher script for Neo4j", {"script": True}),
    Format("parquet", "parquet", "", "nodes.parquet and edges.parquet (pandas, DuckDB, Arrow)"),
    Format("dossier", "dossier", ".md", "a dossier of an actor or pair in Markdown", {}, actor=True),
    Format("dossier-html", "dossier", ".html", "a dossier of an actor or pair in HTML", {"html": True},
           actor=True),
)  # fmt: skip

FORMATS: Mapping[str, Format] = MappingProxyType({format.name: format for format in _ALL})


def find_format(name: str) -> Format:
    """The format of that name. Raises UsageError, which lists the names, if there is none."""
    if name not in FORMATS:
        raise UsageError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def format_for(path: str) -> Format | None:
    """The format that a file name's ending stands for, the first one of several; None if none does."""
    found = [format for format in _ALL if format.suffix and path.lower().endswith(format.suffix)]
    return max(found, key=lambda format: len(format.suffix), default=None)
