"""From what a reader found in a file to an Article: title, blocks, skips, language and date."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from kgraph.errors import SourceError
from kgraph.model import Article, Lang, Span
from kgraph.settings import MAX_ARTICLE_CHARS
from kgraph.sources import boilerplate, dates, language
from kgraph.sources.notes import SourceNote

Report = Callable[[SourceError], None]

MAX_TITLE = 250
_WORD = re.compile(r"\w")
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_INNER_STOP = re.compile(r"\w{5,}\.[\"“”»]? +[^\W\d_a-zäöüß]")
_HARD_WRAP = range(40, 101)


@dataclass(slots=True)
class Draft:
    """What a reader knows of one article. `published` and `lang` are as written, checked later.

    `first_line` tells whether the first line may be the title (plain text) or belongs to the text (JSONL).
    """

    id: str
    text: str
    origin: str
    title: str | None = None
    published: object = None
    fallback_day: date | None = None
    url: str | None = None
    outlet: str | None = None
    lang: object = None
    first_line: bool = False
    skip: list[Span] = field(default_factory=list)


def compose(draft: Draft, report: Report, lang: Lang | None) -> Article | None:
    """The article of a draft; None when it cannot be one, which `report` was told."""
    text = _clean(draft.text)
    if not _WORD.search(text):
        report(SourceError(draft.origin, "is empty: there is no text to read"))
        return None
    if len(text) > MAX_ARTICLE_CHARS:
        reason = f"has {len(text):,} characters, more than the {MAX_ARTICLE_CHARS:,} of an article; split it"
        report(SourceError(draft.origin, reason))
        return None
    title_span, blocks, skip = layout(text, draft.skip, first_line=draft.first_line, title=draft.title)
    if not blocks:
        report(SourceError(draft.origin, "holds no news text, only metadata or boilerplate; skipped"))
        return None
    try:
        found = lang or language.named(draft.lang)
        found = found or language.detect("\n".join(text[block.start : block.end] for block in blocks[:20]))
    except language.UnsupportedLanguage as error:
        report(SourceError(draft.origin, str(error)))
        return None
    try:
        published = dates.parse(draft.published)
    except dates.BadDate as error:
        report(SourceNote(draft.origin, f"{error}; the article is kept without a date", "date"))
        published = None
    if published is None and draft.published in (None, ""):
        published = draft.fallback_day
    title = one_line(draft.title) or (
        one_line(text[title_span.start : title_span.end]) if title_span else None
    )
    return Article(
        id=draft.id, text=text, lang=found, title=title, published=published, url=one_line(draft.url),
        outlet=one_line(draft.outlet), origin=draft.origin, title_span=title_span, blocks=tuple(blocks),
        skip=tuple(skip),
    )  # fmt: skip


def layout(
    text: str, skip: list[Span], *, first_line: bool, title: str | None = None
) -> tuple[Span | None, list[Span], list[Span]]:
    """Title span, blocks and skips of `text`, each sorted and apart from each other.

    `skip` are regions known beforehand, at the head of the text. With `first_line` the first line is the
    title unless it reads as a sentence; else only a first line equal to `title` is.
    """
    skips, blocks = list(skip), list[Span]()
    title_span: Span | None = None
    first, bare, links, seen_text, read = True, True, False, False, 0
    for span in _paragraphs(text, max((s.end for s in skip), default=0)):
        line = text[span.start : span.end]
        kind = boilerplate.classify(line)
        if links and kind == "text" and not boilerplate.is_sentence(line):
            skips.append(span)
            continue
        links = kind == "header"
        if kind != "text":
            skips.append(span)
            continue
        if not seen_text and _is_title(line, first_line, title):
            seen_text, title_span = True, span
            blocks.append(span)
            continue
        seen_text = True
        cuts = list(boilerplate.inside(text, span, first=first, bare=bare))
        read += 1
        # A dateline stands at the head; further down "Name – ..." is something else.
        bare = bare and not cuts and read < 3
        first = False
        skips.extend(cuts)
        blocks.extend(_between(text, span, cuts))
    return title_span, blocks, sorted(skips)


def _is_title(line: str, first_line: bool, title: str | None) -> bool:
    if not first_line:
        return title is not None and one_line(line) == one_line(title)
    return (
        len(line) <= MAX_TITLE
        and not line.endswith((".", ".“", ".”", '."', ".«"))
        and not _INNER_STOP.search(line)
    )


def _between(text: str, span: Span, cuts: list[Span]) -> Iterator[Span]:
    at = span.start
    for cut in [*cuts, Span(span.end, span.end)]:
        piece = text[at : cut.start]
        if _WORD.search(piece):
            yield Span(at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip()))
        at = cut.end


def _paragraphs(text: str, start: int) -> Iterator[Span]:
    """The lines of `text` from `start`, without the white space at their edges; where lines are wrapped to
    a fixed width, the lines between blank ones make one paragraph."""
    lines = [span for hit in _LINE.finditer(text, start) if (span := _strip(text, hit.start(), hit.end()))]
    if not _is_wrapped(text, lines):
        yield from lines
        return
    at = 0
    while at < len(lines):
        end = at
        while end + 1 < len(lines) and _joined(text, lines[end], lines[end + 1]):
            end += 1
        yield Span(lines[at].start, lines[end].end)
        at = end + 1


def _strip(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    kept = piece.strip()
    if not kept:
        return None
    left = start + len(piece) - len(piece.lstrip())
    return Span(left, left + len(kept))


def _joined(text: str, left: Span, right: Span) -> bool:
    """Whether `right` goes on where `left` was wrapped: no blank line between, neither is boilerplate."""
    gap = text[left.end : right.start].replace("\r\n", "\n")
    width = left.end - left.start
    return (
        gap.count("\n") + gap.count("\r") == 1
        and width in _HARD_WRAP
        and boilerplate.classify(text[left.start : left.end]) == "text"
        and boilerplate.classify(text[right.start : right.end]) == "text"
    )


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    if len(lines) < 5 or max(span.end - span.start for span in lines) >= _HARD_WRAP.stop:
        return False
    followed = [a for a, b in pairwise(lines) if text[a.end : b.start].replace("\r\n", "\n").count("\n") == 1]
    broken = [
        s
        for s in followed
        if s.end - s.start in _HARD_WRAP and not boilerplate.is_sentence(text[s.start : s.end])
    ]
    return len(broken) >= 3 and len(broken) > 0.6 * len(followed)


def one_line(value: object) -> str | None:
    """A metadata field as one line of text; None for an empty one."""
    if value is None or isinstance(value, dict | list):
        return None
    return _clean(" ".join(str(value).split())) or None


def text_hash(text: str) -> str:
    """64 bits of the text's hash as 16 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _clean(text: str) -> str:
    """Half surrogate pairs, which JSON can smuggle in, cannot be written anywhere; offsets stay."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text
