"""Takes the pictures of docs/img from the map of the seeds: `python docs/pictures.py` (playwright, Chromium)."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import kgraph
from kgraph.outputs.map import write_map
from kgraph.store import Store

ROOT = Path(__file__).parents[1]
TITLE = "Wer mit wem? Außenpolitik im Winter"
# name, width, height, pixels of the screen for one of the page, theme, and what is chosen: names stand for their ids
PICTURES = (
    ("map-seeds", 1440, 900, 1, "light", ""),
    ("map-evidence-dark", 1440, 900, 1, "dark", "pair={Iran},{Donald Trump}"),
    ("map-path", 1280, 800, 1, "light", "path={Iran},{Renate Holzapfel}"),
    ("map-phone", 390, 844, 2, "light", "view=map"),
)


def main() -> int:
    """Build the seeds, write their map and photograph it."""
    binary = os.environ.get("KGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        kgraph.build([ROOT / "seeds" / "articles"], folder)
        page_file = Path(folder, "page.html")
        with Store.open(Path(folder, "kgraph.db")) as store:
            records = list(store.records())
            actors = store.actors()
        write_map(page_file, records, actors, title=TITLE)
        ids = {actor.name_de: actor.id for actor in actors.values()}
        browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox", "--disable-gpu"])
        for name, width, height, scale, theme, chosen in PICTURES:
            page = browser.new_page(
                viewport={"width": width, "height": height}, device_scale_factor=scale, color_scheme=theme
            )
            page.goto(f"{page_file.as_uri()}#{chosen.format_map(ids)}")
            page.wait_for_timeout(1500)
            page.screenshot(path=ROOT / "docs" / "img" / f"{name}.png")
            page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
