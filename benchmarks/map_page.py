"""How quick the map page is, beside plain pyvis output of the same graph, in headless Chromium.

    python benchmarks/map_page.py [--sizes 1000x2000,5000x10000] [--json FILE]

Measures in one run, per size: time to render and file size; from opening the file to the first picture; a
full redraw with every actor and every line on the map; one step of panning with lines left out; a filter
and a time step with everything on the map; a key stroke of the search; a path. Plain pyvis writes
the same actors and pairs with its own template and settings, its libraries inlined; it is given a limit,
because it lays the graph out in the browser. Needs Chromium and Playwright (see tests/browser/conftest.py).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]

from mapdata import news_records  # noqa: E402

from kgraph.model import Actor, Record  # noqa: E402
from kgraph.outputs.map import write_map  # noqa: E402
from kgraph.outputs.map.payload import build_graph, usable  # noqa: E402

CHROMIUM = os.environ.get("KGRAPH_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
ARGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PYVIS_LIMIT_S = 150

# shared/MAP.md, per size class; milliseconds, bytes.
BUDGETS = {
    1000: {"first_paint": 700, "redraw": 40, "pan": 16, "filter": 100, "time_step": 100, "search": 10,
           "path": 10, "bytes": 3_000_000},
    5000: {"first_paint": 1800, "redraw": 200, "pan": 70, "filter": 350, "time_step": 350, "search": 16,
           "path": 16, "bytes": 9_000_000},
}  # fmt: skip

# The fastest of several rounds counts: other work on the machine only ever adds. A step there and back is
# halved. Each drawing is read back by one pixel: the time then includes the painting Chromium puts off.
TOOLS = """
window.flush = () => {
  const c = document.querySelector('#stage .vis-network canvas');
  c.getContext('2d').getImageData(0, 0, 1, 1);
};
window.timed = (n, f) => {
  const out = [];
  for (let i = 0; i < n; i++) { const t = performance.now(); f(i); out.push(performance.now() - t); }
  out.sort((a, b) => a - b);
  return out[0];
};
window.draw = () => { MAP.net.renderer._redraw(); flush(); };
"""


def sample(n: int, pairs: int) -> tuple[list[Record], dict[str, Actor]]:
    """About `n` actors and exactly `pairs` pairs with three sentences each, as shared/MAP.md counts."""
    records, actors = news_records(n, pairs * 5)
    by_pair: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        by_pair.setdefault((min(record.source, record.target), max(record.source, record.target)), []).append(
            record
        )
    # One pair of every actor first, so that hardly one is left out.
    seen: set[str] = set()
    first, rest = [], []
    for ends in by_pair:
        (rest if seen.issuperset(ends) else first).append(ends)
        seen.update(ends)
    out: list[Record] = []
    for i, ends in enumerate((first + rest)[:pairs]):
        found = by_pair[ends]
        for k in range(3):
            copy = found[k % len(found)]
            article = f"meldung-{i % (pairs // 2):05d}-{k}"
            out.append(
                replace(copy, id=f"{i:06x}{k:02x}{copy.id[:8]}", article=article, origin_group=article)
            )
    return out, actors


def measure_page(browser: Any, path: Path) -> dict[str, float]:
    paints = []
    for _ in range(3):
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page.goto(f"file://{path}")
        page.wait_for_selector("html[data-ready]")
        page.wait_for_timeout(200)
        paints.append(page.evaluate("performance.getEntriesByName('kg-first-paint')[0].startTime"))
        if len(paints) < 3:
            page.close()
    page.evaluate(TOOLS)
    result = {"first_paint": min(paints)}
    result["filter_start_view"] = page.evaluate(
        "timed(7, () => { for (const status of [new Set([0]), null])"
        " { choose({ status }, true); draw(); } }) / 2"
    )
    page.evaluate(
        "choose({ limit: 0, lines: 'all', rel: new Set(RELATIONS.map((_, i) => i)), status: null }, true)"
    )
    page.wait_for_timeout(500)
    result["actors"] = page.evaluate("SCENE.actors.length")
    result["lines"] = page.evaluate("SCENE.pairs.length")
    result["redraw"] = page.evaluate("timed(25, draw)")
    result["pan"] = page.evaluate(
        """(() => { MAP.moving = true;
        const step = timed(9, () => { MAP.net.canvas.body.view.translation.x += 8; draw(); });
        MAP.moving = false; return step; })()"""
    )
    result["hover"] = page.evaluate(
        "timed(9, (i) => { MAP.hover = { actor: SCENE.actors[i] }; drawOverlay();"
        " MAP.ctx.getImageData(0, 0, 1, 1); })"
    )
    page.evaluate("MAP.hover = null")
    # "Filter" hides and shows one family; "time" moves a handle by one month. Both with everything drawn.
    result["filter"] = page.evaluate(
        """timed(7, () => { const all = RELATIONS.map((_, k) => k);
        for (const rel of [all.filter((k) => relationFamily[k] !== 1), all]) {
          choose({ rel: new Set(rel) }, true); draw(); } }) / 2"""
    )
    result["time_step"] = page.evaluate(
        "timed(7, (i) => { for (const k of [1, 2]) { chooseBins(0, lastBin() - k, true); draw(); } }) / 2"
    )
    page.evaluate("chooseBins(0, lastBin(), false)")
    result["search"] = page.evaluate(
        """(() => { const box = $('search'); const words = ['a', 'an', 'ann', 'anna', 'anna a', 'm', 'mi'];
        return timed(7, (i) => { box.value = words[i]; box.dispatchEvent(new Event('input')); }); })()"""
    )
    result["path"] = page.evaluate(
        "timed(9, (i) => findPath(i, SCENE.actors[SCENE.actors.length - 1 - 7 * i]))"
    )
    page.close()
    return result


def measure_pyvis(browser: Any, records: Any, actors: Any, folder: Path) -> dict[str, Any]:
    """Plain pyvis: Network, add_node, add_edge, its own template with inlined libraries."""
    from pyvis.network import Network

    graph = build_graph(usable(records), actors)
    began = time.perf_counter()
    net = Network(height="900px", width="100%", cdn_resources="in_line", directed=True)
    for i, actor in enumerate(graph.actors):
        net.add_node(i, label=actor.name_de)
    for (low, high), sources in zip(graph.pairs, graph.sources, strict=True):
        net.add_edge(low, high, value=sources)
    html = net.generate_html()
    rendered = time.perf_counter() - began
    path = folder / "pyvis.html"
    path.write_text(html, encoding="utf-8")
    result: dict[str, Any] = {"render_s": round(rendered, 2), "bytes": path.stat().st_size}
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route("http**", lambda route: route.abort())
    outside: list[str] = []
    page.on("request", lambda r: outside.append(r.url) if r.url.startswith("http") else None)
    began = time.perf_counter()
    try:
        page.goto(f"file://{path}", wait_until="commit")
        # It is there for the reader when its loading bar (stabilisation) is gone.
        page.wait_for_function(
            "typeof network !== 'undefined' && (document.getElementById('loadingBar')"
            " ? document.getElementById('loadingBar').style.display === 'none' : network.physics.stabilized)",
            timeout=PYVIS_LIMIT_S * 1000,
        )
        result["first_paint"] = round((time.perf_counter() - began) * 1000)
        result["redraw"] = page.evaluate(
            """(() => { const out = []; const canvas = document.querySelector('canvas').getContext('2d');
            for (let i = 0; i < 7; i++) { const t = performance.now(); network.renderer._redraw();
            canvas.getImageData(0, 0, 1, 1); out.push(performance.now() - t); }
            return Math.min(...out); })()"""
        )
    except Exception as error:
        result["first_paint"] = f"more than {PYVIS_LIMIT_S} s ({type(error).__name__})"
    result["requests"] = len(outside)
    page.close()
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", default="1000x2000,5000x10000", help="actors x pairs, comma separated")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--no-pyvis", action="store_true", help="leave plain pyvis out")
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    figures: dict[str, Any] = {}
    late = 0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        for size in given.sizes.split(","):
            n, m = (int(part) for part in size.split("x"))
            records, actors = sample(n, m)
            path = Path(name) / f"map{n}.html"
            began = time.perf_counter()
            write_map(path, records, actors, title="Messung")
            ours: dict[str, Any] = {"render_s": round(time.perf_counter() - began, 2)}
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
            ours |= {key: round(value, 1) for key, value in measure_page(browser, path).items()}
            ours["bytes"] = path.stat().st_size
            plain = {} if given.no_pyvis else measure_pyvis(browser, records, actors, Path(name))
            browser.close()
            budget = BUDGETS.get(n, {})
            figures[size] = {"kgraph": ours, "pyvis": plain, "budget": budget}
            print(f"\n{n} actors, {ours['lines']:.0f} pairs, {len(records)} statements")
            print(f"{'':20}{'kgraph':>12}{'budget':>12}   plain pyvis")
            for key, value in ours.items():
                limit = budget.get(key)
                over = limit is not None and value > limit
                late += over
                print(f"{key:20}{value:>12}{limit or '':>12}{' !' if over else '  '} {plain.get(key, '')}")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 1 if late else 0


if __name__ == "__main__":
    raise SystemExit(main())
