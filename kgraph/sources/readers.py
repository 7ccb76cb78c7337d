"""Opens each input and hands it to the reader of its format."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kgraph.errors import SourceError
from kgraph.settings import MAX_FILE_BYTES
from kgraph.sources import dates, jsonlines, plain
from kgraph.sources.compose import Draft, Report
from kgraph.sources.decode import NotText, decode
from kgraph.sources.walk import Input


def drafts(item: Input, report: Report, *, timeout_s: float, stdin: BinaryIO | None) -> Iterator[Draft]:
    """The drafts of one input. Whatever goes wrong with it is reported, never raised."""
    try:
        if item.path is not None:
            yield from _file(item, item.path, report)
    except NotText as error:
        report(SourceError(item.origin, str(error)))
    except PermissionError:
        report(SourceError(item.origin, "may not be read; check its permissions"))
    except FileNotFoundError:
        report(SourceError(item.origin, "is gone: it was moved or deleted while reading"))
    except OSError as error:
        report(SourceError(item.origin, f"cannot be read ({error.strerror or error})"))


def _file(item: Input, path: Path, report: Report) -> Iterator[Draft]:
    if not path.is_file():
        report(SourceError(item.origin, "is no regular file"))
        return
    size = path.stat().st_size
    if size == 0:
        report(SourceError(item.origin, "is empty: there is no text to read"))
    elif item.kind == "jsonl":
        with path.open("rb") as stream:
            yield from jsonlines.read_lines(stream, item.origin, report)
    elif size > MAX_FILE_BYTES:
        reason = (
            f"has {size:,} bytes, more than the {MAX_FILE_BYTES:,} of a readable file; split it or use .jsonl"
        )
        report(SourceError(item.origin, reason))
    else:
        yield from _content(item, path.read_bytes(), path.stem, report)


def _content(item: Input, data: bytes, ident: str, report: Report) -> Iterator[Draft]:
    if item.kind == "json":
        yield from jsonlines.read_list(decode(data), item.origin, report)
    else:
        yield plain.draft(decode(data), ident, item.origin, dates.from_name(ident))


def lines_of(data: bytes) -> BinaryIO:
    """Bytes as a stream of lines."""
    return io.BufferedReader(io.BytesIO(data))
