"""The store: one SQLite file that keeps articles, what was found in them, and the user's decisions."""

from __future__ import annotations

from kgraph.store.chosen import Chosen
from kgraph.store.connection import engine
from kgraph.store.counts import Correction, Counts
from kgraph.store.finish import Derived
from kgraph.store.lock import build_lock
from kgraph.store.rows import fold
from kgraph.store.store import Store
from kgraph.store.sums import Sums

__all__ = ["Chosen", "Correction", "Counts", "Derived", "Store", "Sums", "build_lock", "engine", "fold"]
