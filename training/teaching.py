"""What the teachers share: batches, training on one core, the news that they label.

A teacher is a head over an encoder: `training.minilm` (a transformer, English) or `training.bilstm` (from nothing but
word vectors, German). Needs PyTorch. Teachers label text and do not ship; `training.transformer`, which learns in the
same way over `training.e5`, does.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from training import corpora as C
from training.rawtext import annotated, squeezed

IGNORE = -100
LONGEST = 256
MODELS = Path(__file__).parent.parent / "kgraph" / "models"


def shape(word: str) -> int:
    """How a word is written: without a letter, lower, one capital, Title, UPPER, mixed."""
    if not any(c.isalpha() for c in word):
        return 0
    if word == word.lower():
        return 1
    if word == word.upper():
        return 4 if len(word) > 1 else 2
    return 3 if word[1:] == word[1:].lower() else 5


@dataclass
class Item:
    """A sentence as pieces: numbers and shapes of each, the first piece of each word (behind that of the whole
    sentence), and what is to be learned: one row of numbers a task, one number a word."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    targets: list[list[int]]


class Encoder(nn.Module):
    """Vectors of the sentence and of its words, [batch, 1 + word, width]."""

    width: int

    def slow(self) -> Iterator[nn.Parameter]:
        """What was trained before, and learns at a tenth of the rate."""
        yield from ()


class Data:
    """Sentences as pieces, and batches of them."""

    size = 1200

    def item(self, words: Sequence[str], *targets: list[int]) -> Item:
        raise NotImplementedError

    def batches(
        self, items: list[Item], rng: random.Random | None
    ) -> Iterator[tuple[dict[str, torch.Tensor], list[int]]]:
        """Sentences of similar length together; in random order when `rng` is given."""
        order = sorted(range(len(items)), key=lambda i: len(items[i].ids) + (3 * rng.random() if rng else 0))
        groups: list[list[int]] = [[]]
        for i in order:
            if groups[-1] and (len(groups[-1]) + 1) * len(items[i].ids) > self.size:
                groups.append([])
            groups[-1].append(i)
        if rng:
            rng.shuffle(groups)
        for group in groups:
            yield self.batch([items[i] for i in group]), group

    def batch(self, items: list[Item]) -> dict[str, torch.Tensor]:
        pieces, words = max(len(x.ids) for x in items), max(len(x.first) for x in items)
        ids = torch.zeros(len(items), pieces, dtype=torch.long)
        shapes, mask = torch.zeros_like(ids), torch.zeros_like(ids)
        first = torch.zeros(len(items), words, dtype=torch.long)
        inside = torch.zeros(len(items), words, dtype=torch.bool)
        targets = torch.full((len(items[0].targets), len(items), words - 1), IGNORE)
        for row, item in enumerate(items):
            n, w = len(item.ids), len(item.first)
            ids[row, :n], shapes[row, :n] = torch.tensor(item.ids), torch.tensor(item.shapes)
            first[row, :w], mask[row, :n], inside[row, :w] = torch.tensor(item.first), 1, True
            for task, values in enumerate(item.targets):
                targets[task, row, : w - 1] = torch.tensor(values)
        return {
            "ids": ids, "shapes": shapes, "mask": mask, "first": first, "inside": inside, "targets": targets,
        }  # fmt: skip


class Head(nn.Module):
    """A teacher: an `encoder`, and a loss over it."""

    encoder: Encoder

    def loss(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        raise NotImplementedError


def fit(
    model: Head, data: Data, items: list[Item], epochs: int, rate: float, check: Callable[[], object]
) -> None:
    """AdamW in bf16; the head learns ten times as fast as what was trained before. `check` is called after each
    epoch."""
    rng = random.Random(0)
    steps = epochs * sum(1 for _ in data.batches(items, random.Random(0)))
    slow = {id(p) for p in model.encoder.slow()}
    groups = [[p for p in model.parameters() if (id(p) in slow) == inner] for inner in (True, False)]
    optimizer = torch.optim.AdamW(
        [{"params": groups[0], "lr": rate}, {"params": groups[1], "lr": 10 * rate}],
        weight_decay=0.01,
        fused=True,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / 50) * max(0.0, 1 - s / steps)
    )
    model.train()
    for epoch in range(epochs):
        start, total = time.time(), 0.0
        for batch, _ in data.batches(items, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = model.loss(batch)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total:.1f}, {time.time() - start:.0f} s", flush=True)
        model.eval()
        check()
        model.train()
    model.eval()


def cut(lang: str, texts: Iterable[str]) -> Iterator[C.Sentence]:
    """The sentences of texts, cut and tagged by the shipped pipeline."""
    import spacy

    nlp: Any = spacy.load(MODELS / f"{lang}_kgraph_news", exclude=["ner", "name_lists"])
    for doc in nlp.pipe(texts):
        for sentence in doc.sents:
            if 5 <= len(sentence) <= 60:
                yield [C.Word(t.text, space=bool(t.whitespace_), xpos=t.tag_) for t in sentence]


def news(path: Path, lang: str) -> Iterator[C.Sentence]:
    """The sentences of the news that nobody annotated."""
    known = annotated(path.parent.parent)
    with path.open(encoding="utf8") as handle:
        texts = [p for line in handle for p in json.loads(line)["text"].split("\n") if len(p) > 40]
    yield from cut(lang, (text for text in texts if squeezed(text) not in known))


def arguments(doc: str | None, epochs: int, rate: float) -> argparse.ArgumentParser:
    """What both teachers are asked; a seed is set as well."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--rate", type=float, default=rate)
    return parser
