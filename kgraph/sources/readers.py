"""Opens each input and hands it to the reader of its format."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kgraph.errors import SourceError
from kgraph.settings import MAX_FILE_BYTES
from kgraph.sources import dates, jsonlines, plain, sniff
from kgraph.sources.compose import Draft, Report, text_hash
from kgraph.sources.decode import NotText, decode
from kgraph.sources.walk import Input

_HEAD = 64_000


def drafts(item: Input, report: Report, *, timeout_s: float, stdin: BinaryIO | None) -> Iterator[Draft]:
    """The drafts of one input. Whatever goes wrong with it is reported, never raised."""
    try:
        if item.path is not None:
            yield from _file(item, item.path, report)
        elif item.kind == "url":
            yield from _url(item.origin, report, timeout_s)
        else:
            yield from _stdin(stdin if stdin is not None else sys.stdin.buffer, item.origin, report)
    except SourceError as error:
        report(error)
    except NotText as error:
        report(SourceError(item.origin, str(error)))
    except PermissionError:
        report(SourceError(item.origin, "may not be read; check its permissions"))
    except FileNotFoundError:
        report(SourceError(item.origin, "is gone: it was moved or deleted after the folder was listed"))
    except OSError as error:
        report(SourceError(item.origin, f"cannot be read ({error.strerror or error})"))


def _file(item: Input, path: Path, report: Report) -> Iterator[Draft]:
    if path.is_symlink() and not path.exists():
        raise SourceError(item.origin, "is a link to a file that does not exist")
    if path.exists() and not path.is_file():
        raise SourceError(item.origin, "is no regular file")
    with path.open("rb") as stream:
        yield from _stream(stream, item.kind, path.stem, item.origin, report)


def _stdin(stream: BinaryIO, origin: str, report: Report) -> Iterator[Draft]:
    # Spooled, so that memory stays flat and the kind can be looked up before anything is read.
    with tempfile.SpooledTemporaryFile(max_size=MAX_FILE_BYTES) as spool:
        shutil.copyfileobj(stream, spool)
        spool.seek(0)
        yield from _stream(spool, "unknown", None, origin, report)  # type: ignore[arg-type]


def _url(url: str, report: Report, timeout_s: float) -> Iterator[Draft]:
    from kgraph.sources import web

    data, charset = web.fetch(url, timeout_s)
    if not data.strip():
        raise SourceError(url, "the server sent nothing")
    kind = sniff.kind(data[:_HEAD])
    if kind == "html":
        yield from _page(data, text_hash(url), url, report, url=url, charset=charset)
    else:
        for draft in _content(kind, data, text_hash(url), url, report):
            draft.url = draft.url or url
            yield draft


def _stream(stream: BinaryIO, kind: str, ident: str | None, origin: str, report: Report) -> Iterator[Draft]:
    """`ident` is the article's id where the content names none; without it, a hash of the content."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size == 0:
        raise SourceError(origin, "is empty: there is no text to read")
    if kind == "unknown":
        kind = sniff.kind(stream.read(_HEAD))
        stream.seek(0)
    if kind == "jsonl":
        yield from jsonlines.read_lines(stream, origin, report)
    elif size > MAX_FILE_BYTES:
        limit = f"{MAX_FILE_BYTES:,}"
        raise SourceError(origin, f"has {size:,} bytes, more than the {limit} of a readable file; use .jsonl")
    else:
        data = stream.read()
        yield from _content(kind, data, ident or f"stdin-{text_hash(data.hex())[:12]}", origin, report)


def _content(kind: str, data: bytes, ident: str, origin: str, report: Report) -> Iterator[Draft]:
    if kind == "json":
        if sniff.kind(data[:_HEAD]) == "jsonl" and data.strip().count(b"\n"):
            yield from jsonlines.read_lines(io.BytesIO(data), origin, report)
        else:
            yield from jsonlines.read_list(decode(data), origin, report)
    elif kind == "jsonl":
        yield from jsonlines.read_lines(io.BytesIO(data), origin, report)
    elif kind == "feed":
        from kgraph.sources import feeds

        yield from feeds.read_feed(data, origin, report)
    elif kind == "html":
        yield from _page(data, ident, origin, report)
    else:
        yield plain.draft(decode(data), ident, origin, report, dates.from_name(ident))


def _page(
    data: bytes,
    ident: str,
    origin: str,
    report: Report,
    *,
    url: str | None = None,
    charset: str | None = None,
) -> Iterator[Draft]:
    from kgraph.sources import pages

    day = dates.from_name(ident)
    draft = pages.read_page(data, ident, origin, report, day=day, url=url, charset=charset)
    if draft:
        yield draft
