"""Language pipelines: which spaCy pipeline serves a language, and how articles become `Doc`s.

Every Doc keeps `doc.text == article.text`, so that offsets hold. Block boundaries of the article are
preset as sentence starts, which the parser respects.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.errors import ModelError
from kgraph.model import Article, Lang
from kgraph.schemes import detect

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TRANSFORMER = "transformer"  # the name of the larger pipeline of both languages
SHIPPED: Mapping[Lang, str] = {"de": "de_kgraph_news", "en": "en_kgraph_news"}
MODELS = Path(__file__).with_name("models")

# What the extractor cannot do without, and what it does better with.
REQUIRED = ("parser", "ner")
WANTED = ("tagger", "morphologizer", "lemmatizer")
TRANSFORMER_NEEDS = ("onnxruntime", "sentencepiece")  # packages of the extra of that name


@dataclass(frozen=True)
class LoadedPipeline:
    """A pipeline ready for use. `scheme` names its dependency labels ("ud", "tiger", "clearnlp");
    `missing` lists wanted components that it lacks."""

    lang: Lang
    name: str
    version: str
    scheme: str
    nlp: Language
    missing: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Changes whenever the pipeline may give other results."""
        meta = self.nlp.meta
        parts = [
            self.name,
            self.version,
            str(meta.get("kgraph_build", "")),
            str(meta.get("spacy_version", "")),
        ]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Available:
    """A pipeline that could be used, as its meta data describes it (it is not loaded). `scheme` is "" if its
    labels are of none that we know; `missing` are components that kgraph needs or wants and it lacks."""

    lang: str
    name: str
    version: str
    origin: str  # "shipped" | "installed"
    scheme: str
    missing: tuple[str, ...]
    licence: str
    use: str  # what to give to --model


def available() -> list[Available]:
    """The pipelines that come with kgraph and the installed spaCy packages of our languages, by language."""
    found = []
    for lang in SHIPPED:
        path = shipped_path(lang) / "meta.json"
        if path.is_file():
            found.append(_described(path, "shipped", "(the default)"))
        found.append(_transformer(lang))
    for point in sorted(metadata.entry_points(group="spacy_models"), key=lambda p: p.name):
        files = point.dist.files if point.dist is not None else None
        metas = [Path(str(file.locate())) for file in files or () if file.name == "meta.json"]
        for path in sorted(metas, key=lambda p: -len(p.parts))[:1]:
            described = _described(path, "installed", f"--model {{lang}}={point.name}")
            if described.lang in SHIPPED:
                found.append(described)
    return sorted(found, key=lambda a: (a.lang, a.origin != "shipped", a.use.startswith("--"), a.name))


def transformer_ready() -> bool:
    """Whether the packages of the larger pipeline are installed."""
    return all(find_spec(package) for package in TRANSFORMER_NEEDS)


def _transformer(lang: Lang) -> Available:
    meta = json.loads((MODELS / TRANSFORMER / "meta.json").read_text(encoding="utf-8"))
    return Available(
        lang=lang,
        name=TRANSFORMER,
        version=meta["version"],
        origin="shipped",
        scheme=detect(meta["labels"]["parser"]),
        missing=(),
        licence=meta["license"],
        use=f"--model {lang}={TRANSFORMER}"
        + ("" if transformer_ready() else " (first: pip install 'kgraph[transformer]')"),
    )


def _described(path: Path, origin: str, use: str) -> Available:
    meta = json.loads(path.read_text(encoding="utf-8"))
    try:
        scheme = detect(meta.get("labels", {}).get("parser", ()))
    except ModelError:
        scheme = ""
    parts = _parts(meta.get("components", ()))
    lang = str(meta.get("lang", ""))
    return Available(
        lang=lang,
        name=f"{lang}_{meta.get('name', '')}",
        version=str(meta.get("version", "")),
        origin=origin,
        scheme=scheme,
        missing=tuple(name for name in (*REQUIRED, *WANTED) if name not in parts),
        licence=str(meta.get("license", "")),
        use=use.format(lang=lang),
    )


def shipped_path(lang: Lang) -> Path:
    """Where the shipped pipeline of `lang` lies."""
    return MODELS / SHIPPED[lang]


def folders(lang: Lang, model: str | None = None) -> tuple[Path, ...]:
    """Where the files of a pipeline lie; none if it is an installed package."""
    if model == TRANSFORMER:
        return shipped_path(lang), MODELS / TRANSFORMER
    folder = Path(model) if model else shipped_path(lang)
    return (folder,) if folder.is_dir() else ()


def load(lang: Lang, model: str | None = None) -> LoadedPipeline:
    """Load the pipeline for `lang`: the shipped one, the larger one (`model` is "transformer"), or `model`, a name or
    path that spaCy can load.

    Raises ModelError if it is not there, is for another language, lacks a parser or a name recogniser,
    or emits dependency labels of an unknown scheme.
    """
    import spacy
    from thinc.api import use_ops

    source = model or str(shipped_path(lang))
    try:
        # Our pipelines multiply small matrices on the CPU: numpy's own BLAS takes half the time of thinc's.
        with use_ops("numpy", use_blis=False) if model in (None, TRANSFORMER) else nullcontext():
            nlp = _with_transformer(lang) if model == TRANSFORMER else spacy.load(source)
    except (OSError, ValueError, ImportError) as error:
        hint = (
            "install it as a package or give the path of a spaCy pipeline"
            if model
            else "the installation of kgraph is incomplete; reinstall it"
        )
        raise ModelError(f"cannot load the pipeline {source!r} for {lang!r}: {hint} ({error})") from error
    if nlp.lang != lang:
        raise ModelError(f"the pipeline {source!r} is for language {nlp.lang!r}, not {lang!r}")
    parts = _parts(nlp.pipe_names)
    lacking = [name for name in REQUIRED if name not in parts]
    if lacking:
        raise ModelError(
            f"the pipeline {source!r} has no {' and no '.join(lacking)}: kgraph needs both, "
            f"use the shipped pipeline or a full one such as {'de_core_news_lg' if lang == 'de' else 'en_core_web_lg'}"
        )
    return LoadedPipeline(
        lang=lang,
        name=str(nlp.meta.get("name", source)),
        version=str(nlp.meta.get("version", "")),
        scheme=detect(nlp.get_pipe("parser").labels),  # type: ignore[attr-defined]
        nlp=nlp,
        missing=tuple(name for name in WANTED if name not in parts),
    )


def _with_transformer(lang: Lang) -> Language:
    from kgraph.transformer import pipeline

    return pipeline(shipped_path(lang))


def _parts(components: Iterable[str]) -> set[str]:
    """What the components of a pipeline do, by the names that spaCy has for it."""
    parts = {name.removeprefix("trainable_") for name in components}
    return parts | {"tagger", "morphologizer", "parser", "ner"} if f"kgraph_{TRANSFORMER}" in parts else parts


def docs(pipeline: LoadedPipeline, articles: Iterable[Article], batch_size: int = 32) -> Iterator[Doc]:
    """Stream articles through the pipeline, in order; `doc.text == article.text` for each."""
    yield from pipeline.nlp.pipe((prepare(pipeline, article) for article in articles), batch_size=batch_size)


def prepare(pipeline: LoadedPipeline, article: Article) -> Doc:
    """Tokenise an article and preset a sentence start at each of its blocks."""
    doc = pipeline.nlp.make_doc(article.text)
    edges = sorted({point for span in (*article.blocks, *article.skip) for point in (span.start, span.end)})
    at = 0
    for token in doc:
        begins = False
        while at < len(edges) and edges[at] <= token.idx:
            begins, at = True, at + 1
        if begins and token.i:
            token.is_sent_start = True
    return doc
