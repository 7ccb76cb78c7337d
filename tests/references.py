"""How well pronouns and other anaphors of seeds/articles are resolved, against tests/data/coreference.csv.

A row names an article, a word, which of its occurrences is meant, what it is (pronoun, possessive, noun) and the
gold actors (keys of tests/gold) it stands for: joined by "+" if several at once, by "|" if either reading will
do, empty if it stands for none of them. Accuracy is the share of right answers among answers; an answer where
none is due is wrong; recall is the share of anaphors with an actor that are answered right.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scoring import Gold

from kgraph.extract import Extractor
from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.syntax import sentences
from kgraph.knowledge import Knowledge
from kgraph.model import Article, Lang
from kgraph.nlp import docs, load
from kgraph.sources import read

HERE = Path(__file__).parent
ROWS = HERE / "data" / "coreference.csv"


@dataclass(frozen=True)
class Anaphor:
    """An annotated word and what was made of it: right, wrong, abstained, or silent (rightly no answer)."""

    article: str
    lang: Lang
    word: str
    occurrence: int
    kind: str
    wanted: str
    said: str
    outcome: str


@dataclass(frozen=True)
class Tally:
    """Counts and the figures made of them."""

    right: int
    wrong: int
    abstained: int
    silent: int
    needless: int  # wrong ones where no actor was meant

    @property
    def accuracy(self) -> float:
        """Share of right answers among answers."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of the anaphors that stand for an actor and are answered right."""
        return self.right / (self.right + self.wrong - self.needless + self.abstained) if self.right else 0.0


def tally(anaphors: list[Anaphor]) -> Tally:
    """Count outcomes."""
    count = Counter(a.outcome for a in anaphors)
    needless = sum(a.outcome == "wrong" and not a.wanted for a in anaphors)
    return Tally(count["right"], count["wrong"], count["abstained"], count["silent"], needless)


def judged(rows: Path, articles: Path, golds: Path) -> Iterator[Anaphor]:
    """Every annotated word of the articles, with what the extractor makes of it."""
    with rows.open(encoding="utf-8", newline="") as stream:
        annotated: dict[str, list[dict[str, str]]] = {}
        for row in csv.DictReader(stream):
            annotated.setdefault(row["article"], []).append(row)
    gold = {one.article: one for one in map(Gold, sorted(golds.glob("*.json"))) if one.article in annotated}
    found = [a for a in read([articles], report=lambda note: None) if a.id in annotated]
    missing = annotated.keys() - {a.id for a in found} | annotated.keys() - gold.keys()
    if missing:
        raise ValueError(f"{rows.name} names articles that are not there: {sorted(missing)}")
    knowledge = Knowledge.default()
    for lang in sorted({a.lang for a in found}):
        pipeline, extractor = load(lang, None), Extractor(lang, knowledge)
        batch = [a for a in found if a.lang == lang]
        for article, doc in zip(batch, docs(pipeline, batch), strict=True):
            reading = extractor.analyse(article, sentences(doc, article, pipeline.scheme)).reading
            for row in annotated[article.id]:
                yield _judge(article, reading, gold[article.id], row)


def _judge(article: Article, reading: Reading, gold: Gold, row: dict[str, str]) -> Anaphor:
    places = [m.start() for m in re.finditer(rf"\b{re.escape(row['word'])}\b", article.text)]
    hit = _mention(reading, places[int(row["occurrence"]) - 1], row["kind"])
    ents = [hit.ent, *hit.more] if hit is not None and hit.actor is not None else []
    said = [
        gold.keys({"name": e.name, "aliases": e.names}) or frozenset(["?" + e.name])
        for e in ents
        if e is not None
    ]
    readings = [set(one.split("+")) for one in row["actors"].split("|")] if row["actors"] else []
    if not said:
        outcome = "abstained" if readings else "silent"
    else:
        fits = any(
            len(one) == len(said) and all(key in set().union(*said) for key in one) for one in readings
        )
        outcome = "right" if fits else "wrong"
    shown = "+".join("|".join(sorted(keys)) for keys in said)
    return Anaphor(
        article.id,
        article.lang,
        row["word"],
        int(row["occurrence"]),
        row["kind"],
        row["actors"],
        shown,
        outcome,
    )


def _mention(reading: Reading, offset: int, kind: str) -> Hit | None:
    for n, sentence in enumerate(reading.sentences):
        for word in sentence.words:
            if word.start <= offset < word.end:
                return reading.possessors.get((n, word.i)) if kind == "possessive" else reading.hit(n, word)
    return None
