"""JSON lines and JSON lists of articles."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from kgraph.errors import SourceError
from kgraph.settings import MAX_FILE_BYTES
from kgraph.sources.compose import Draft, Report, one_line, text_hash
from kgraph.sources.decode import NotText, decode

# Where JSON files that are no bare list keep their articles (JSON Feed says "items").
_LISTS = ("items", "articles", "data", "results", "entries")


def read_lines(stream: BinaryIO, origin: str, report: Report) -> Iterator[Draft]:
    """One draft a line, in constant memory; a broken line is reported as `origin:line` and passed over."""
    for number, line in _lines(stream, origin, report):
        where = f"{origin}:{number}"
        try:
            text = decode(line)
            if not text.strip():
                continue
            item = json.loads(text)
        except NotText as error:
            report(SourceError(where, f"the line {error}"))
        except (ValueError, RecursionError) as error:
            report(
                SourceError(
                    where, f"is no valid JSON ({_why(error)}); each line must be one whole JSON object"
                )
            )
        else:
            draft = from_item(item, where, report)
            if draft:
                yield draft


def read_list(text: str, origin: str, report: Report) -> Iterator[Draft]:
    """The articles of a JSON file: a list, an object holding a list, or one article."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        report(
            SourceError(
                origin, f"is no valid JSON ({_why(error)}); one article a line belongs in a .jsonl file"
            )
        )
        return
    if isinstance(data, dict) and "text" not in data:
        data = next((data[key] for key in _LISTS if isinstance(data.get(key), list)), data)
    items = data if isinstance(data, list) else [data]
    if not items:
        report(SourceError(origin, "is an empty list: there is no article in it"))
    for number, item in enumerate(items, 1):
        draft = from_item(item, f"{origin}:{number}" if isinstance(data, list) else origin, report)
        if draft:
            yield draft


def from_item(item: Any, origin: str, report: Report) -> Draft | None:
    """The draft of one JSON object; None (reported) when it has no text."""
    if not isinstance(item, dict):
        report(SourceError(origin, 'is no JSON object; an article needs at least a "text"'))
        return None
    text = item.get("text") or item.get("content_text")
    if not isinstance(text, str) or not text.strip():
        report(SourceError(origin, 'has no "text"; the item was passed over'))
        return None
    if "\0" in text:
        report(SourceError(origin, "looks binary (its text holds NUL characters); the item was passed over"))
        return None
    outlet = item.get("outlet") or item.get("source")
    return Draft(
        id=one_line(item.get("id")) or text_hash(text), text=text, origin=origin,
        title=one_line(item.get("title")),
        published=next((item[key] for key in ("published", "date", "date_published") if item.get(key)), None),
        url=one_line(item.get("url")), outlet=one_line(outlet), lang=item.get("lang") or item.get("language"),
    )  # fmt: skip


def _lines(stream: BinaryIO, origin: str, report: Report) -> Iterator[tuple[int, bytes]]:
    head = stream.read(2)
    stream.seek(0)
    if head in (b"\xff\xfe", b"\xfe\xff"):
        # UTF-16: a line ends with a wide newline, which only a decoder finds.
        wide = codecs.getreader("utf-16")(stream, "replace")
        yield from ((number, line.encode("utf-8", "surrogatepass")) for number, line in enumerate(wide, 1))
        return
    number = 0
    while line := stream.readline(MAX_FILE_BYTES):
        number += 1
        if len(line) < MAX_FILE_BYTES:
            yield number, line
            continue
        report(
            SourceError(
                f"{origin}:{number}", f"the line is longer than {MAX_FILE_BYTES:,} bytes; passed over"
            )
        )
        while line and not line.endswith(b"\n"):
            line = stream.readline(1_000_000)


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, json.JSONDecodeError) else type(error).__name__
