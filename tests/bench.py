"""The shipped pipelines and extractors on small texts, loaded once for the whole run (fixture `bench`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kgraph import nlp
from kgraph.extract import Extractor
from kgraph.knowledge import Knowledge
from kgraph.model import Article, Extraction, Lang, Span

PUBLISHED = date(2026, 2, 18)  # a Wednesday
Triple = tuple[str, str, str]


def article(text: str, lang: Lang, published: date | None = PUBLISHED) -> Article:
    """A text whose lines are its blocks."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Span(at, at + len(line)))
        at += len(line) + 1
    return Article("test", text, lang, published=published, blocks=tuple(blocks))


def triples(found: Extraction) -> set[Triple]:
    """The statements as (source, relation, target)."""
    names = [found.entities[m.entity].name for m in found.mentions]
    return {(names[s.source], s.relation, names[s.target]) for s in found.statements}


class Bench:
    """Reads texts in both languages."""

    def __init__(self) -> None:
        knowledge = Knowledge.load(())
        self.pipelines = {lang: nlp.load(lang) for lang in ("de", "en")}  # type: ignore[arg-type]
        self.extractors = {lang: Extractor(lang, knowledge) for lang in ("de", "en")}  # type: ignore[arg-type]

    def extract(self, text: str, lang: Lang = "de", published: date | None = PUBLISHED) -> Extraction:
        """What is found in one text."""
        return next(self.each([text], lang, published))

    def each(
        self, texts: Iterable[str], lang: Lang = "de", published: date | None = PUBLISHED
    ) -> Iterator[Extraction]:
        """The same for each of many, read in batches."""
        pipeline, extractor = self.pipelines[lang], self.extractors[lang]
        articles = [article(text, lang, published) for text in texts]
        for one, doc in zip(articles, nlp.docs(pipeline, articles), strict=True):
            assert doc.text == one.text
            yield extractor.extract(one, doc, pipeline.scheme)

    def triples(self, text: str, lang: Lang = "de") -> set[Triple]:
        """The statements of one text as (source, relation, target)."""
        return triples(self.extract(text, lang))

    def told(self, text: str, lang: Lang = "de") -> set[str]:
        """The same, each as "source RELATION target"."""
        return {" ".join(triple) for triple in self.triples(text, lang)}
