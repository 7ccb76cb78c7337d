"""Reads news articles: text files, HTML, JSON lines, feeds, URLs, folders, stdin.

for article in read(["articles/"], report=print):
    ...
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kgraph.model import Article, Lang
from kgraph.sources.compose import Report, compose, text_hash
from kgraph.sources.notes import SourceNote
from kgraph.sources.walk import inputs

__all__ = ["SourceNote", "read"]


def read(
    sources: Sequence[str | Path],
    *,
    report: Report,
    lang: Lang | None = None,
    timeout_s: float = 20.0,
    stdin: BinaryIO | None = None,
) -> Iterator[Article]:
    """The articles of all sources, one at a time, in an order that does not depend on that of `sources`.

    `report` is called with a SourceError for everything that could not be read, and with a SourceNote (its
    subclass) for what is worth a line though no article is lost; reading goes on after both. `lang` forces
    the language of all articles. `timeout_s` (seconds) bounds each fetch of a URL. Bad input never raises.
    """
    from kgraph.sources import readers

    seen: dict[str, tuple[str, str]] = {}
    for item in inputs(sources, report):
        for draft in readers.drafts(item, report, timeout_s=timeout_s, stdin=stdin):
            article = compose(draft, report, lang)
            if article is not None:
                kept = _with_own_id(article, seen, report)
                if kept is not None:
                    yield kept


def _with_own_id(article: Article, seen: dict[str, tuple[str, str]], report: Report) -> Article | None:
    """The article under an id of its own; None when the very same article was read before."""
    digest = text_hash(article.text)
    known = seen.get(article.id)
    if known is None:
        seen[article.id] = (digest, article.origin)
        return article
    if known[0] == digest:
        report(SourceNote(article.origin, f"the same article as {known[1]}; counted once", "same"))
        return None
    ident = f"{article.id}~{digest[:8]}"
    if ident in seen:
        report(SourceNote(article.origin, f"the same article as {seen[ident][1]}; counted once", "same"))
        return None
    seen[ident] = (digest, article.origin)
    reason = f"another text than {known[1]} has the id {article.id!r} as well; this one is called {ident!r}"
    report(SourceNote(article.origin, reason, "id"))
    from dataclasses import replace

    return replace(article, id=ident)
