"""Plain text files, with or without front matter."""

from __future__ import annotations

import re
from datetime import date

from kgraph.model import Span
from kgraph.sources.compose import Draft, Report
from kgraph.sources.notes import SourceNote

# Longer than any front matter: a "---" further down is a rule between paragraphs.
_MAX_FRONT = 4_000
_FRONT = re.compile(r"\s*---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_BEGUN = re.compile(r"\s*---[ \t]*\r?\n[ \t]*([A-Za-z][\w-]*)[ \t]*:")
_FIELD = re.compile(r"^\s*([A-Za-z][\w-]*)\s*:[ \t]*(.*?)\s*$", re.M)
_KEYS = {
    "title": "title", "titel": "title", "headline": "title",
    "date": "published", "published": "published", "datum": "published", "pubdate": "published",
    "url": "url", "link": "url", "source_url": "url",
    "outlet": "outlet", "source": "outlet", "publisher": "outlet", "medium": "outlet", "quelle": "outlet",
    "lang": "lang", "language": "lang", "sprache": "lang",
    "id": "id",
}  # fmt: skip


def draft(text: str, ident: str, origin: str, report: Report, day: date | None = None) -> Draft:
    """The draft of a text file's whole content; `day` is the date in its name, if any. `report` is told of front matter
    that never ends, whose fields do not count."""
    fields, front = front_matter(text)
    if front is None and (begun := _BEGUN.match(text)) and _KEYS.get(begun[1].lower()):
        reason = f"its front matter ({begun[1]}: …) is not read, for no second line '---' ends it"
        report(SourceNote(origin, reason, "front"))
    return Draft(
        id=fields.get("id") or ident, text=text, origin=origin, title=fields.get("title"),
        published=fields.get("published"), fallback_day=day, url=fields.get("url"),
        outlet=fields.get("outlet"), lang=fields.get("lang"), first_line=True, skip=[front] if front else [],
    )  # fmt: skip


def front_matter(text: str) -> tuple[dict[str, str], Span | None]:
    """The known fields between two `---` lines at the head of the text, and where they stand."""
    hit = _FRONT.match(text, 0, _MAX_FRONT)
    if hit is None:
        return {}, None
    fields: dict[str, str] = {}
    for key, value in _FIELD.findall(hit[1]):
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        name = _KEYS.get(key.lower())
        if name and value:
            fields.setdefault(name, value)
    return (fields, Span(0, len(hit[0].rstrip()))) if fields or not hit[1].strip() else ({}, None)
