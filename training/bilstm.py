"""An encoder of nothing but word vectors, for languages without a transformer that may be used: German.

Each word is its floret vector, an embedding of the word itself, if training has it twice, and embeddings of its ends
and of how it is written; over them lie LSTMs in both directions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
import torch
from spacy.vocab import Vocab
from torch import nn

from training.teaching import Data, Encoder, Item, shape

ENDS = (-4, -3, -2, -1, 3)  # letters of the end (negative) or the beginning of a word
BUCKETS = 3000
WORD, END, WRITTEN, MIXED, HIDDEN, LAYERS = 100, 40, 20, 256, 256, 3
UNKNOWN = 0.25  # words whose own embedding is hidden in training
HIDE = 0.1  # and those whose vector is
DROP = 0.33


class WordData(Data):
    """Words as rows of one table: vector, number of the embedding, numbers of the ends."""

    size = 1500

    def __init__(self, vocab: Vocab, sentences: Iterable[Sequence[str]]) -> None:
        self.vectors = vocab.vectors
        counts = Counter(w for s in {tuple(s) for s in sentences} for w in s)
        self.known = {w: i for i, w in enumerate(sorted(w for w, n in counts.items() if n > 1), start=1)}
        self.rows: dict[str, int] = {"": 0}
        self.table = [(np.zeros(self.vectors.shape[1], dtype="f"), [0] * (1 + len(ENDS)))]

    def row(self, word: str) -> int:
        if word not in self.rows:
            self.rows[word] = len(self.table)
            low = word.lower()
            parts = [low[end:] if end < 0 else low[:end] for end in ENDS]
            numbers = [1 + crc32(part.encode()) % (BUCKETS - 1) for part in parts]
            self.table.append((self.vectors[word], [self.known.get(word, 0), *numbers]))
        return self.rows[word]

    def item(self, words: Sequence[str], *targets: list[int]) -> Item:
        n = len(words) + 1
        rows = [0, *(self.row(w) for w in words)]
        return Item(rows, [0, *(1 + shape(w) for w in words)], list(range(n)), list(targets))

    def batch(self, items: list[Item]) -> dict[str, torch.Tensor]:
        batch = super().batch(items)
        places, inverse = batch["ids"].unique(return_inverse=True)
        rows = [self.table[i] for i in places.tolist()]
        batch["vectors"] = torch.from_numpy(np.stack([r[0] for r in rows]))[inverse]
        batch["numbers"] = torch.tensor([r[1] for r in rows])[inverse]
        return batch


class WordEncoder(Encoder):
    """Bidirectional LSTMs over the words, behind one that stands for the root."""

    def __init__(self, data: WordData) -> None:
        super().__init__()
        self.width = 2 * HIDDEN
        vectors = data.vectors.shape[1]
        spread = float(np.std(np.stack([data.vectors[w] for w in data.known])))
        self.register_buffer("scale", torch.tensor(1 / spread))
        self.word = nn.Embedding(len(data.known) + 1, WORD)
        self.ends = nn.ModuleList(nn.Embedding(BUCKETS, END) for _ in ENDS)
        self.written = nn.Embedding(7, WRITTEN)
        self.root = nn.Parameter(torch.zeros(MIXED))
        self.mix = nn.Linear(vectors + WORD + END * len(ENDS) + WRITTEN, MIXED)
        self.layers = nn.ModuleList(
            nn.LSTM(self.width if n else MIXED, HIDDEN, batch_first=True, bidirectional=True)
            for n in range(LAYERS)
        )
        nn.init.zeros_(self.word.weight)

    def same(self, x: torch.Tensor) -> torch.Tensor:
        """Drops the same units in all words of a sentence."""
        if not self.training:
            return x
        kept = torch.full((x.shape[0], 1, x.shape[2]), 1 - DROP, device=x.device)
        return x * (torch.bernoulli(kept) / (1 - DROP)).to(x.dtype)

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        numbers, vectors = batch["numbers"], batch["vectors"] * self.scale
        words = numbers[..., 0]
        if self.training:
            words = words * (torch.rand(words.shape) >= UNKNOWN)
            vectors = vectors * (torch.rand(words.shape) >= HIDE)[..., None]
        parts = [vectors, self.word(words), self.written(batch["shapes"])]
        parts += [table(numbers[..., n]) for n, table in enumerate(self.ends, start=1)]
        x = nn.functional.gelu(self.mix(torch.cat(parts, -1)))
        x = torch.cat([self.root.to(x.dtype).expand(len(x), 1, -1), x[:, 1:]], 1)
        x = x * batch["mask"][..., None]
        for layer in self.layers:
            x = layer(self.same(x))[0]
        return self.same(x).float()
