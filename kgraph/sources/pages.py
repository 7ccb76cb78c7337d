"""HTML pages: main text and metadata by trafilatura, and plain text from the HTML of feed items."""

from __future__ import annotations

import codecs
import logging
import re
from datetime import date
from importlib import import_module

from kgraph.errors import SourceError
from kgraph.sources.compose import Draft, Report, one_line
from kgraph.sources.decode import NotText, decode

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Elements that begin a paragraph of their own.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_DROPPED = frozenset(("script", "style", "noscript", "template", "figcaption", "iframe", "button", "form"))


def read_page(
    data: bytes, ident: str, origin: str, report: Report, *, day: date | None = None, url: str | None = None,
    charset: str | None = None,
) -> Draft | None:  # fmt: skip
    """The draft of a page; None (reported) when no article text is found in it.

    `day` stands in when the page has no date, `url` when it names none. `charset` is the server's word.
    """
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page = _DECLARATION.sub("", to_text(data, charset))
    try:
        # A guess from the page's running text ("© 2019") is worse than no date: only metadata counts.
        found = bare_extraction(
            page, url=url, include_comments=False, include_tables=False, with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )  # fmt: skip
    except Exception as error:  # the page is foreign input: no fault of the extractor may stop the build
        report(SourceError(origin, f"is broken HTML that cannot be read ({type(error).__name__}: {error})"))
        return None
    fields = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    body = (fields.get("text") or "").strip()
    if not body:
        report(
            SourceError(
                origin, "no article text was found in the page; save the article itself as HTML or text"
            )
        )
        return None
    title = one_line(fields.get("title"))
    return Draft(
        id=ident, text=with_title(title, body), origin=origin, title=title, published=fields.get("date"),
        fallback_day=day, url=one_line(fields.get("url")) or url,
        outlet=one_line(fields.get("sitename")) or one_line(fields.get("hostname")),
    )  # fmt: skip


def with_title(title: str | None, body: str) -> str:
    """Title, blank line, body; a body that repeats the title in its first line loses that line."""
    if not title:
        return body
    head, _, rest = body.partition("\n")
    if one_line(head) == title and rest.strip():
        body = rest.lstrip()
    return f"{title}\n\n{body}"


def to_text(data: bytes, charset: str | None = None) -> str:
    """A page's bytes as text: by the server's word, by its own, else as for any file. Raises NotText."""
    declared = _CHARSET.search(data[:2_000])
    names = [charset, declared[1].decode("ascii") if declared else None]
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        for name in names:
            # Pages that claim Latin-1 mean its superset, as browsers read them.
            name = (
                "cp1252" if name and name.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else name
            )
            try:
                text = data.decode(name) if name else ""
            except (LookupError, UnicodeDecodeError):
                continue
            if text and "\0" not in text:
                return text
    if not data.strip():
        raise NotText("is empty: there is no text to read")
    return decode(data)


def strip(fragment: str) -> str:
    """The text of a piece of HTML: one paragraph a line, no markup, no scripts."""
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    lxml_html = import_module("lxml.html")  # a part of trafilatura's own needs; it has no types
    try:
        root = lxml_html.fragment_fromstring(fragment.replace("\0", ""), create_parent="div")
    except (lxml_html.etree.LxmlError, ValueError):
        return re.sub(r"<[^>]*>", " ", fragment).strip()
    parts: list[str] = []

    def walk(node: object) -> None:
        tag = getattr(node, "tag", None)
        name = tag if isinstance(tag, str) else ""
        if name and name not in _DROPPED:
            if name in _BLOCKS:
                parts.append("\n")
            # Line breaks inside a paragraph of HTML are only white space.
            parts.append(re.sub(r"\s+", " ", getattr(node, "text", None) or ""))
            for child in node:  # type: ignore[attr-defined]
                walk(child)
                parts.append(re.sub(r"\s+", " ", child.tail or ""))
            if name in _BLOCKS:
                parts.append("\n")

    try:
        walk(root)
    except RecursionError:
        return str(root.text_content()).strip()
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
