"""What kind of source some content is, when no file name says it."""

from __future__ import annotations

import json
import re
from typing import Literal

Content = Literal["text", "html", "jsonl", "json", "feed"]

_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf|channel)\b", re.I)
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|article|main|div|p|h1)\b", re.I)
_HEAD = 64_000


def kind(head: bytes) -> Content:
    """The kind of the content that begins with `head`; plain text when nothing else shows."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: len(head) // 2 * 2].decode("utf-16", errors="replace").encode("utf-8")
    head = head[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] == b"[":
        return "json" if re.match(rb"\[\s*[\[{\]]", head) else "text"
    if head[:1] == b"{":
        return "jsonl" if _is_object(head.split(b"\n", 1)[0]) else "json"
    if head[:1] == b"<":
        if _FEED.search(head[:2_000]):
            return "feed"
        if _HTML.search(head[:4_000]):
            return "html"
    return "text"


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # A first line longer than the head is still one line of JSON.
        return len(line) > _HEAD // 2
