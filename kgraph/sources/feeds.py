"""RSS and Atom: every item with a text is an article."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from kgraph.errors import SourceError
from kgraph.sources.compose import Draft, Report, one_line, text_hash
from kgraph.sources.pages import strip, with_title


def read_feed(data: bytes, origin: str, report: Report) -> Iterator[Draft]:
    """One draft an item: its full content if there, else its summary. Items without text are reported."""
    import feedparser

    # A stream, never the bytes themselves: those feedparser might take for a file name or an address.
    feed: Any = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    if not feed.get("version") and not feed.entries:
        report(SourceError(origin, "is no RSS or Atom feed"))
        return
    if not feed.entries:
        why = f" ({feed.bozo_exception})" if feed.bozo else ""
        report(SourceError(origin, f"the feed holds no items{why}"))
        return
    if feed.bozo and "CharacterEncodingOverride" not in type(feed.bozo_exception).__name__:
        report(
            SourceError(
                origin, f"the feed is broken ({feed.bozo_exception}); the items before that were read"
            )
        )
    outlet = one_line(strip(feed.feed.get("title") or ""))
    for number, entry in enumerate(feed.entries, 1):
        draft = _item(entry, f"{origin}:{number}", outlet, report)
        if draft:
            yield draft


def _item(entry: Any, origin: str, outlet: str | None, report: Report) -> Draft | None:
    title = one_line(strip(entry.get("title") or ""))
    bodies = [strip(part.get("value") or "") for part in entry.get("content") or []]
    body = max(bodies, key=len, default="") or strip(entry.get("summary") or "")
    if not body:
        report(SourceError(origin, f"the item {title or ''!r} has no text; passed over"))
        return None
    link = one_line(entry.get("link"))
    source = entry.get("source") or {}
    return Draft(
        id=one_line(entry.get("id")) or text_hash(link or body), text=with_title(title, body), origin=origin,
        title=title, published=entry.get("published") or entry.get("updated") or None, url=link,
        outlet=one_line(source.get("title")) or outlet,
    )  # fmt: skip
