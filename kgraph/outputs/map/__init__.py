"""The relationship map: one HTML file that works offline and opens every line to its sentence."""

from __future__ import annotations

from kgraph.outputs.map.extent import around, describe
from kgraph.outputs.map.frame import MapFile, notebook
from kgraph.outputs.map.page import render, write_map

__all__ = ["MapFile", "around", "describe", "notebook", "render", "write_map"]
