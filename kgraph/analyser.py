"""The analyser that a build uses: spaCy pipelines and extractors, and what their results depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.model import Article, Extraction, Lang
from kgraph.settings import Settings
from kgraph.store.rows import dump

if TYPE_CHECKING:
    from kgraph.extract import Extractor
    from kgraph.knowledge import Knowledge
    from kgraph.nlp import LoadedPipeline


class LanguageAnalyser:
    """spaCy pipelines and extractors, each loaded when its language first comes up."""

    def __init__(self, settings: Settings) -> None:
        from kgraph.knowledge import Knowledge

        self._models = dict(settings.models)
        self._knowledge: Knowledge = Knowledge.load(settings.knowledge)
        self._pipelines: dict[Lang, LoadedPipeline] = {}
        self._extractors: dict[Lang, Extractor] = {}

    def fingerprint(self, lang: Lang) -> str:
        """Of pipeline, knowledge, lexicon and code."""
        extractor = self._extractor(lang)
        return digest([_pipeline_digest(lang, self._models.get(lang)), extractor.fingerprint, code_digest()])

    def analyse(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Extract from articles of one language, streaming through its pipeline."""
        from kgraph import nlp

        batch = list(articles)
        if not batch:
            return
        lang = batch[0].lang
        if lang not in self._pipelines:
            self._pipelines[lang] = nlp.load(lang, self._models.get(lang))
        extractor, pipeline = self._extractor(lang), self._pipelines[lang]
        for article, doc in zip(batch, nlp.docs(pipeline, batch), strict=True):
            yield extractor.extract(article, doc, pipeline.scheme)

    def _extractor(self, lang: Lang) -> Extractor:
        if lang not in self._extractors:
            from kgraph.extract import Extractor

            self._extractors[lang] = Extractor(lang, self._knowledge)
        return self._extractors[lang]


def fingerprint(article: Article, analyser: str) -> str:
    """What an article's extraction depends on, as one hash."""
    spans = [[s.start, s.end] for s in (*article.blocks, *article.skip)]
    published = article.published.isoformat() if article.published else None
    title = article.title_span and [article.title_span.start, article.title_span.end]
    blocks = len(article.blocks)
    return digest([article.text, article.title, title, published, article.lang, blocks, spans, analyser])


def digest(parts: object) -> str:
    """A hash of anything that JSON can say."""
    return hashlib.sha256(dump(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def code_digest(*parts: str) -> str:
    """Of the program files that decide what is found, so that a changed program does articles again."""
    root = Path(__file__).parent
    wanted = parts or (
        "extract",
        "lang",
        "nlp.py",
        "transformer.py",
        "spanning.py",
        "schemes.py",
        "schemetree.py",
        "model.py",
        "relations.toml",
    )
    return _tree_digest(*(root / part for part in wanted))


def _tree_digest(*paths: Path) -> str:
    found = hashlib.sha256()
    for path in paths:
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        for file in files:
            if file.suffix != ".pyc":
                found.update(file.relative_to(path.parent).as_posix().encode() + b"\0")
                found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


@cache
def _pipeline_digest(lang: Lang, model: str | None) -> str:
    """Of a pipeline's files where they lie in a folder, which is far quicker than loading it."""
    from importlib.metadata import version

    from kgraph import nlp

    folders = nlp.folders(lang, model)
    if folders:
        return f"{version('spacy')} {_tree_digest(*folders)}"
    return nlp.load(lang, model).fingerprint
