"""The map inside a notebook: an iframe that needs no file beside it."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

# A path whose class is that of this system's paths, which differs between systems.
if TYPE_CHECKING:
    _SystemPath = Path
else:
    _SystemPath = type(Path())


def notebook(page: str, height: int = 720) -> str:
    """`page` as an iframe of `height` pixels for a notebook's cell; it can reach nothing of the notebook."""
    return (
        f'<iframe srcdoc="{escape(page, quote=True)}" title="kgraph" allow="clipboard-write" '
        f'sandbox="allow-scripts allow-downloads allow-popups allow-modals" '
        f'style="width:100%;height:{int(height)}px;border:0"></iframe>'
    )


class MapFile(_SystemPath):
    """The path of a written map; as the last line of a notebook's cell it shows the map."""

    def _repr_html_(self) -> str:
        return notebook(self.read_text(encoding="utf-8"))
