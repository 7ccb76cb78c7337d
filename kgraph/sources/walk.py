"""Which files a list of sources stands for, in an order that does not depend on how they were given."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kgraph.errors import SourceError
from kgraph.sources.compose import Report
from kgraph.sources.decode import looks_like_text
from kgraph.sources.notes import SourceNote

Kind = Literal["text", "html", "jsonl", "json", "feed", "url", "stdin", "unknown"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".json": "json", ".rss": "feed", ".atom": "feed", ".xml": "feed",
}  # fmt: skip
# One file, one article: these come before the collections, so that a file named X owns the id X.
_SINGLE: frozenset[Kind] = frozenset({"text", "html", "unknown"})


@dataclass(frozen=True, slots=True)
class Input:
    """A file, a URL or stdin; `origin` is what messages call it."""

    kind: Kind
    origin: str
    path: Path | None = None


def inputs(sources: Iterable[str | Path], report: Report) -> list[Input]:
    """The inputs that `sources` stand for, each file once: single articles first, then collections, URLs and
    stdin, each in the order of their paths. Memory: one entry a file, none of its content."""
    files: dict[str, Input] = {}
    others: set[Input] = set()
    for source in sources:
        name = str(source)
        if name == "-":
            others.add(Input("stdin", "-"))
        elif name.lower().startswith(("http://", "https://")):
            others.add(Input("url", name))
        elif "://" in name and not os.path.exists(name):
            report(SourceError(name, "this kind of address is not supported; use http:// or https://"))
        else:
            for item in _files(Path(source), report):
                key = os.path.realpath(item.origin)
                # The same file by two names: the shorter, then the smaller name stands.
                known = files.get(key)
                if known is None or (len(item.origin), item.origin) < (len(known.origin), known.origin):
                    files[key] = item
    ordered = sorted(files.items(), key=lambda pair: (pair[1].kind not in _SINGLE, Path(pair[0]).parts))
    return [item for _, item in ordered] + sorted(
        others, key=lambda item: (item.kind == "stdin", item.origin)
    )


def _files(path: Path, report: Report) -> Iterator[Input]:
    try:
        is_folder = path.is_dir()
        exists = is_folder or path.exists()
    except OSError as error:
        report(SourceError(str(path), f"cannot be read ({error.strerror}); check its permissions"))
        return
    if not exists:
        report(SourceError(str(path), "does not exist; check the name"))
    elif not is_folder:
        yield Input(SUFFIXES.get(path.suffix.lower(), "unknown"), path.as_posix(), path)
    else:
        yield from _folder(path, report)


def _folder(root: Path, report: Report) -> Iterator[Input]:
    def unreadable(error: OSError) -> None:
        report(
            SourceError(
                str(error.filename), f"folder cannot be read ({error.strerror}); check its permissions"
            )
        )

    for folder, names, files in os.walk(root, onerror=unreadable):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if name.startswith("."):
                continue
            path = Path(folder, name)
            kind = SUFFIXES.get(path.suffix.lower())
            if kind:
                yield Input(kind, path.as_posix(), path)
            elif _is_text(path):
                known = ", ".join(sorted(SUFFIXES))
                report(
                    SourceNote(
                        path.as_posix(), f"passed over: not one of {known}; name it to read it", "file"
                    )
                )


def _is_text(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return looks_like_text(stream.read(2_000))
    except OSError:
        return False
