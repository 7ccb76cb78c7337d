"""`kgraph doctor`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from itertools import product
from pathlib import Path
from typing import Literal

import click

from kgraph import __version__, nlp
from kgraph.cli.common import emit, examples, format_option, store_option
from kgraph.errors import KgraphError
from kgraph.model import LANGS

PYTHON = (3, 11)
# Without these the whole way from articles to map does not work.
NEEDED = (
    "spacy", "networkx", "pyvis", "click", "rich", "trafilatura", "charset-normalizer", "py3langid",
    "feedparser", "datasketch", "rapidfuzz", "anyascii", "igraph",
)  # fmt: skip
OPTIONAL = {
    **dict.fromkeys(("rdflib", "followthemoney", "pyarrow", "grand-cypher"), "for more export formats"),
    **dict.fromkeys(nlp.TRANSFORMER_NEEDS, "for the larger pipeline (--model de=transformer)"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked. `remedy` says what to do unless all is well."""

    what: str
    result: Literal["ok", "absent", "bad"]
    detail: str
    remedy: str = ""


@click.command(epilog=examples("kgraph doctor", "kgraph doctor --store output/kgraph.db --format json"))
@click.option("--fast", is_flag=True, help="Do not load the language pipelines.")
@store_option
@format_option
@click.pass_context
def doctor(ctx: click.Context, fast: bool, store_path: Path, format_: str) -> None:
    """Check that everything kgraph needs is in order.

    Python, packages, language pipelines, knowledge, the store and the right to write beside it. Exit code
    1 if something needed is missing or broken. No network and no browser are needed.
    """
    found = [*_python(), *_packages(), *_pipelines(fast), *_knowledge(), *_store(store_path)]
    columns = [("what", "What"), ("result", "Result"), ("detail", "Detail"), ("remedy", "What to do")]
    emit([asdict(finding) for finding in found], format_, columns=columns)
    ctx.exit(1 if any(finding.result == "bad" for finding in found) else 0)


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    fine = sys.version_info >= PYTHON
    yield Finding("kgraph", "ok", __version__)
    yield Finding("Python", "ok" if fine else "bad", version, "" if fine else "install Python 3.11 or newer")
    from kgraph.store import engine

    try:
        yield Finding("SQLite", "ok", engine())
    except KgraphError as error:
        yield Finding("SQLite", "bad", str(error), "use a Python whose SQLite has FTS5")


def _packages() -> Iterator[Finding]:
    for name in (*NEEDED, *OPTIONAL):
        try:
            yield Finding(name, "ok", metadata.version(name))
        except metadata.PackageNotFoundError:
            if name in OPTIONAL:
                yield Finding(name, "absent", f"optional, {OPTIONAL[name]}", f"pip install {name}")
            else:
                yield Finding(name, "bad", "is not installed", f"pip install {name}")


def _pipelines(fast: bool) -> Iterator[Finding]:
    for lang, model in product(LANGS, (None, nlp.TRANSFORMER) if nlp.transformer_ready() else (None,)):
        what = f"pipeline {lang}" + (f" {model}" if model else "")
        if fast:
            there = bool(nlp.folders(lang, model))
            yield Finding(what, "ok" if there else "bad", "not loaded (--fast)" if there else "is missing",
                          "" if there else "reinstall kgraph")  # fmt: skip
            continue
        try:
            loaded = nlp.load(lang, model)
            detail = f"{loaded.name} {loaded.version}, labels {loaded.scheme}"
            lacks = (
                f"; lacks {', '.join(loaded.missing)}: fewer statements are found" if loaded.missing else ""
            )
            yield Finding(what, "ok", detail + lacks, "use a full pipeline" if lacks else "")
        except KgraphError as error:
            yield Finding(what, "bad", str(error), "reinstall kgraph, or give one with --model")


def _knowledge() -> Iterator[Finding]:
    from kgraph.knowledge import Knowledge

    try:
        yield Finding("knowledge", "ok", f"fingerprint {Knowledge.load(()).fingerprint[:12]}")
    except KgraphError as error:
        yield Finding("knowledge", "bad", str(error), "reinstall kgraph")


def _store(path: Path) -> Iterator[Finding]:
    from kgraph.store import Store

    if path.is_dir():
        path = path / "kgraph.db"
    if not path.exists():
        yield Finding("store", "absent", f"no {path} yet", "kgraph build ARTICLES")
    else:
        try:
            with Store.open(path, readonly=True) as store:
                problems, counts, finished = store.check(), store.counts(), store.finished
            detail = f"{path}: {counts.articles:,} articles, {counts.records:,} statements"
            if problems:
                yield Finding("store", "bad", f"{path}: {'; '.join(problems)}",
                              "move it away and build again")  # fmt: skip
            elif finished is None:
                yield Finding("store", "ok", f"{detail}; the last build is not finished", "run it again")
            else:
                yield Finding("store", "ok", detail)
        except KgraphError as error:
            yield Finding("store", "bad", str(error), "see left")
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    fine = os.access(folder, os.W_OK)
    yield Finding(
        "write access", "ok" if fine else "bad", str(folder), "" if fine else "name another folder with -o"
    )
