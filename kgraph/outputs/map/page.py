"""Renders the map through pyvis into one file: no request, nothing in the data can act.

pyvis holds the network and renders; the template, an autoescaping Jinja environment and a content security
policy with the hash of each script are ours, because pyvis' own template loads from a CDN and runs what
titles and options contain.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kgraph import __version__
from kgraph.errors import KgraphError, OutputError
from kgraph.model import Actor, Lang, Record
from kgraph.outputs.map.extent import texts
from kgraph.outputs.map.layout import Layout, core_size, lay_out
from kgraph.outputs.map.payload import Graph, build_graph, build_payload, clean, counts, usable

_HERE = Path(__file__).parent

# Inlined in this order; each file explains itself at its top.
SCRIPTS = (
    "base.js", "data.js", "state.js", "filter.js", "shapes.js", "scene.js", "canvas.js", "walk.js",
    "search.js", "facets.js", "time.js", "evidence.js", "corrections.js", "path.js", "table.js",
    "export.js", "main.js",
)  # fmt: skip

# vis-network as pyvis 0.3.2 ships it (Apache-2.0 or MIT); another file is refused rather than embedded.
VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"

_DATA = re.compile(r'<script type="application/json" id="kg-(nodes|layout)">(.*?)</script>', re.DOTALL)


def write_map(
    path: Path,
    records: Sequence[Record],
    actors: Mapping[str, Actor],
    *,
    lang: Lang = "de",
    title: str | None = None,
    previous: Path | None = None,
    input_hash: str = "",
    shown: str = "",
) -> None:
    """Write the map of `records` to `path`, whole or not at all. See `render` for the arguments.

    Raises OutputError if the file cannot be written.
    """
    page = render(
        records, actors, lang=lang, title=title, previous=previous, input_hash=input_hash, shown=shown
    )
    part = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(page)
        # mkstemp makes files that only their owner may read; a map is for others, as the umask allows.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(part, 0o666 & ~mask)
        os.replace(part, path)
    except OSError as error:
        if part:
            Path(part).unlink(missing_ok=True)
        raise OutputError(f"{path}: the map cannot be written: {error.strerror or error}") from error


def render(
    records: Sequence[Record],
    actors: Mapping[str, Actor],
    *,
    lang: Lang = "de",
    title: str | None = None,
    previous: Path | None = None,
    input_hash: str = "",
    shown: str = "",
) -> str:
    """The map of `records` as one HTML page.

    `lang` is the language the page opens in (both are in it), `title` its heading, `previous` an earlier
    map whose positions are kept, `input_hash` (by default one of the statements) and `shown` (the filter the
    map was made with, in words) are printed in the footer. The same arguments give the same text, whatever
    the order of records.
    """
    rows = usable(records)
    graph = build_graph(rows, actors)
    layout = _layout(graph, previous)
    figures = counts(rows, graph)
    words = texts()
    heading = clean(title) if title else words["default_title"][lang]
    meta = {
        "title": heading, "lang": lang, "version": __version__,
        "input": clean(input_hash) or _digest(rows), "shown": clean(shown),
        "core": core_size(len(graph.actors)), "counts": figures,
    }  # fmt: skip
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    net = Network(height="100%", width="100%", directed=True, heading=heading, cdn_resources="in_line")
    # Network.add_node and add_edge look every id up in a list: quadratic, and minutes at 10,000 actors.
    for i, actor in enumerate(graph.actors):
        name = clean(actor.name_de) or clean(actor.id)
        node = Node(i, "custom", name, x=layout.x[i], y=layout.y[i], group=layout.community[i])
        net.nodes.append(node.options)
        net.node_ids.append(i)
    for (low, high), sources in zip(graph.pairs, graph.sources, strict=True):
        net.edges.append(Edge(low, high, value=sources).options)
    net.options = _vis_options()
    # pyvis passes a fixed set of values to its template; what else the page needs comes in as globals.
    net.templateEnv = _environment(
        {
            "lang": lang,
            "t": {key: value[lang] for key, value in words.items()},
            "texts": words,
            "meta": meta,
            "layout_key": graph.key(),
            "ids": [clean(actor.id) for actor in graph.actors],
            "payload": build_payload(rows, graph),
            "styles": _asset("styles.css"),
            "vis": _vis_source(),
            "app": _app_source(),
            "csp": _csp(),
        }
    )
    net.path = "template.html"
    return str(net.generate_html())


def _digest(rows: Sequence[Record]) -> str:
    ids = json.dumps(sorted(record.id for record in rows))
    return hashlib.sha256(ids.encode("utf-8", "replace")).hexdigest()[:16] if rows else ""


def _layout(graph: Graph, previous: Path | None) -> Layout:
    ids = [actor.id for actor in graph.actors]
    old = _read_layout(previous) if previous is not None else None
    if old is None:
        return lay_out(ids, graph.pairs, graph.weights)
    key, positions, community = old
    if key == graph.key() and all(id in positions for id in ids):
        return Layout(
            tuple(round(positions[id][0]) for id in ids),
            tuple(round(positions[id][1]) for id in ids),
            tuple(community[id] for id in ids),
        )
    return lay_out(ids, graph.pairs, graph.weights, positions)


def _read_layout(path: Path) -> tuple[str, dict[str, tuple[float, float]], dict[str, int]] | None:
    """Layout key, positions and communities by actor id of an earlier map; None if it has none to give.

    An unreadable earlier map is no error: it costs only that positions are not kept.
    """
    try:
        found = dict(_DATA.findall(path.read_text(encoding="utf-8")))
        nodes, rest = json.loads(found["nodes"]), json.loads(found["layout"])
        places = {
            str(id): (float(node["x"]), float(node["y"])) for id, node in zip(rest["ids"], nodes, strict=True)
        }
        groups = {str(id): int(node["group"]) for id, node in zip(rest["ids"], nodes, strict=True)}
        return str(rest["key"]), places, groups
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _vis_options() -> dict[str, Any]:
    """What vis-network is told; colours and fonts follow the theme and are set on the page."""
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "edges": {"smooth": False, "hoverWidth": 0, "selectionWidth": 0, "chosen": False},
        "nodes": {"chosen": False, "shape": "custom"},
        "interaction": {
            "hover": False, "selectable": False, "selectConnectedEdges": False, "multiselect": False,
            "dragNodes": True, "navigationButtons": False, "tooltipDelay": 100000, "zoomSpeed": 0.7,
            "keyboard": {"enabled": False},
        },
    }  # fmt: skip


def _environment(values: Mapping[str, Any]) -> Any:
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

    env = Environment(
        loader=ChoiceLoader([FileSystemLoader(_HERE)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # tojson escapes <, >, & and ' so that no text can close its script element.
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": False}
    env.filters["fromjson"] = json.loads
    env.globals.update(values)
    return env


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _app_source() -> str:
    parts = [f"// ---- {name}\n{_asset(f'scripts/{name}').strip()}\n" for name in SCRIPTS]
    return '"use strict";\n' + "\n".join(parts)


@cache
def _vis_source() -> str:
    import pyvis

    file = Path(pyvis.__file__).parent / "templates" / VIS_NETWORK
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise OutputError(f"{file}: pyvis 0.3.2 is needed to draw maps ({error.strerror})") from error
    if hashlib.sha256(raw).hexdigest() != VIS_SHA256:
        raise KgraphError(f"{file}: not the vis-network 9.1.2 of pyvis 0.3.2; reinstall pyvis==0.3.2")
    # HTML reads line ends as \n, and the hash must be of what is read; a source map would be a request.
    text = raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line for line in text.split("\n") if not line.startswith("//# sourceMappingURL="))


def _csp() -> str:
    scripts = " ".join(_hash(text) for text in (_vis_source(), _app_source()))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_hash(_asset('styles.css'))}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
