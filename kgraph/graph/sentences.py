"""Statements told as sentences, in German and English; the words are in `sentences.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kgraph.errors import KnowledgeError
from kgraph.model import LANGS, STATUSES, Lang, Status
from kgraph.relations import relation_types

_FILE = Path(__file__).with_name("sentences.toml")


def told(
    a: str,
    relation: str,
    b: str,
    lang: Lang = "de",
    *,
    status: Status = "actual",
    mode: str | None = None,
    role: str | None = None,
    predicate: str | None = None,
) -> str:
    """One sentence without full stop: `told("Ann", "CONSULT", "Ben", "en", mode="meet")` is
    "Ann meets Ben". A relation that is not in the list is told like OTHER."""
    sentences = _sentences()[lang]
    template = sentences.get((relation, mode, status)) or sentences.get((relation, None, status))
    if template is None:
        template, predicate = sentences["OTHER", None, status], predicate or relation
    # Names are put in last and all at once, so braces within a name stay what they are.
    parts = {
        "a": a,
        "b": b,
        "role": f" ({role})" if role else "",
        "predicate": f" ({predicate})" if predicate else "",
    }
    return template.format_map(parts)


def word(key: str, lang: Lang) -> str:
    """A connecting word of `[de.words]` or `[en.words]`."""
    return _words()[lang][key]


def counted_sources(number: int, lang: Lang) -> str:
    """ "1 Quelle", "3 Quellen", "1 source", "3 sources"."""
    return f"{number} {word('source' if number == 1 else 'sources', lang)}"


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    data: Mapping[str, Mapping[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    for lang in LANGS:
        for name in relation_types():
            missing = [status for status in STATUSES if status not in data.get(lang, {}).get(name, {})]
            if missing:
                raise KnowledgeError(f"{_FILE}: [{lang}.{name}] lacks {', '.join(missing)}")
    return data


@cache
def _words() -> Mapping[Lang, Mapping[str, str]]:
    return {lang: _data()[lang]["words"] for lang in LANGS}


@cache
def _sentences() -> Mapping[Lang, Mapping[tuple[str, str | None, Status], str]]:
    found: dict[Lang, dict[tuple[str, str | None, Status], str]] = {lang: {} for lang in LANGS}
    for lang in LANGS:
        for relation, row in _data()[lang].items():
            if relation == "words":
                continue
            variants: dict[str | None, Mapping[str, str]] = {None: row}
            variants |= {mode: text for mode, text in row.items() if isinstance(text, Mapping)}
            for mode, texts in variants.items():
                for status in STATUSES:
                    if status in texts:
                        found[lang][relation, mode, status] = texts[status]
    return found
