"""kgraph: news articles to a knowledge graph of political actors, with evidence.

>>> import kgraph
>>> report = kgraph.build(["articles/"], "output/")      # doctest: +SKIP
>>> graph = kgraph.load("output/")                       # doctest: +SKIP
>>> graph.statements[0].evidence                         # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgraph.model import Lang
    from kgraph.outputs.notebook import Graph
    from kgraph.pipeline import BuildReport, Progress

__version__ = "0.1.0"
__all__ = ["__version__", "build", "load"]


def build(
    sources: str | Path | Sequence[str | Path],
    output: str | Path = "output",
    *,
    lang: Lang | None = None,
    progress: Callable[[Progress], None] | None = None,
    **settings: Any,
) -> BuildReport:
    """Read articles and write store, map, graph and statements into the folder `output`.

    `sources` are files, folders or URLs; `settings` the fields of `kgraph.settings.Settings`: names, jobs,
    min_confidence, models (a mapping of language to pipeline), knowledge, timeout_s. What cannot be read
    is listed in the report. Raises `kgraph.errors.KgraphError`.
    """
    from kgraph.errors import UsageError
    from kgraph.pipeline import build as run
    from kgraph.settings import Settings

    if isinstance(settings.get("models"), dict):
        settings["models"] = tuple(sorted(settings["models"].items()))
    knowledge = settings.get("knowledge", ())
    knowledge = [knowledge] if isinstance(knowledge, str | Path) else knowledge
    settings["knowledge"] = tuple(Path(path) for path in knowledge)
    try:
        wanted = Settings(**settings)
    except TypeError as error:
        raise UsageError(f"build: {error}") from None
    listed = [sources] if isinstance(sources, str | Path) else list(sources)
    return run(listed, output, settings=wanted, lang=lang, progress=progress)


def load(path: str | Path = "output") -> Graph:
    """The graph of a store (or of the folder it is in): a `networkx.MultiDiGraph` of actors, one edge per
    statement, with `.statements`, `.actors` and `.show()`. Raises StoreError if there is none."""
    from kgraph.outputs.notebook import load as run

    return run(Path(path))
