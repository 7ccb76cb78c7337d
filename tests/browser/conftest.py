"""A headless Chromium for the map's tests; without one they are skipped, with the reason printed.

Needs `pip install playwright` and a Chromium (Debian: `apt-get install chromium`); KGRAPH_CHROMIUM names
another binary. Playwright's own browsers are never downloaded. axe-core is looked for in tests/readers/node_modules
(npm install --prefix tests/readers) or at KGRAPH_AXE.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mapdata import news_records

from kgraph.outputs.map import write_map

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))  # factories
CHROMIUM = os.environ.get("KGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ARGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: no browser tests"
    )
    if not CHROMIUM:
        pytest.skip("no Chromium found (apt-get install chromium, or set KGRAPH_CHROMIUM): no browser tests")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    places = [
        os.environ.get("KGRAPH_AXE"),
        ROOT / "tests" / "readers" / "node_modules" / "axe-core" / "axe.min.js",
    ]
    for place in places:
        if place and Path(place).is_file():
            return Path(place).read_text(encoding="utf-8")
    pytest.skip(
        "axe-core not found (npm install --prefix tests/readers, or KGRAPH_AXE): no accessibility rules run"
    )


@pytest.fixture(scope="session")
def news_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A map of 200 actors; it opens with the strongest 150."""
    path = tmp_path_factory.mktemp("map") / "map.html"
    write_map(path, *news_records(200, 1200), title="Testkarte", input_hash="abc123")
    return path


class Watched:
    """A page whose console errors, script errors and requests are kept; `clean` says that there were none."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.troubles: list[str] = []
        page.on("console", lambda m: self.troubles.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on(
            "request",
            lambda r: None if r.url.startswith(("file:", "data:", "blob:")) else self.troubles.append(r.url),
        )

    def clean(self) -> None:
        assert self.troubles == []


@pytest.fixture
def open_map(chromium: Any, news_map: Path) -> Iterator[Callable[..., Any]]:
    """open_map(path=None, hash="", **context): a page with the map; troubles fail the test at its end."""
    contexts: list[Any] = []
    watched: list[Watched] = []

    def opened(path: Path | None = None, hash: str = "", **options: Any) -> Any:
        settings = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", "locale": "de-DE"}
        context = chromium.new_context(**{**settings, **options})
        contexts.append(context)
        page = context.new_page()
        watched.append(Watched(page))
        page.goto(f"file://{path or news_map}{hash}")
        page.wait_for_selector("html[data-ready]")
        page.wait_for_timeout(60)
        return page

    yield opened
    for context in contexts:
        context.close()
    for one in watched:
        one.clean()
