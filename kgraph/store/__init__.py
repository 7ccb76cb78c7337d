"""The store: one SQLite file that keeps articles, what was found in them, and the user's decisions."""

from __future__ import annotations

from kgraph.store.connection import engine
from kgraph.store.finish import Derived
from kgraph.store.lock import build_lock
from kgraph.store.rows import fold
from kgraph.store.store import Correction, Counts, Store

__all__ = ["Correction", "Counts", "Derived", "Store", "build_lock", "engine", "fold"]
