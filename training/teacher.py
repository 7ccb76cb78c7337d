"""A transformer that labels English names for the small pipeline: `python -m training.teacher CORPORA OUT`.

Fine-tunes a MiniLM (`training.minilm`) on the annotated names, prints its F1 on what is kept out, and writes OUT, one
JSON object a line with `words`, `spaces`, `tags` and `sure`, for the sentences of the news.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

import torch
from torch import nn

from training import corpora as C
from training.build import english_name_gold, english_name_parts
from training.evaluate import UNIVERSAL, f1, name_tests
from training.minilm import MiniLM, Pieces
from training.teaching import IGNORE, Data, Head, arguments, fit, news

LABELS = ["O", *(f"{p}-{k}" for k in (*UNIVERSAL, "MISC") for p in "BI")]


class Tagger(Head):
    """One linear layer over the first piece of each word."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = MiniLM()
        self.dropout = nn.Dropout(0.15)
        self.out = nn.Linear(self.encoder.width, len(LABELS))

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        return self.out(self.dropout(self.encoder(batch)[:, 1:])).float()  # type: ignore[no-any-return]

    def loss(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        scores, gold = self(batch).flatten(0, 1), batch["targets"][0].flatten()
        return nn.functional.cross_entropy(scores, gold, ignore_index=IGNORE)


def predict(
    model: Head, data: Data, sentences: Sequence[Sequence[str]], labels: Sequence[str] = LABELS
) -> list[tuple[list[str], float]]:
    """Tags of each sentence (valid BIO) and the least certainty of one of them, from a head that scores `labels`."""
    items = [data.item(words) for words in sentences]
    out: list[tuple[list[str], float]] = [([], 0.0)] * len(items)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch, group in data.batches(items, None):
            sure, best = model(batch).softmax(-1).max(-1)
            for row, i in enumerate(group):
                n = len(sentences[i])
                tags = [labels[int(k)] for k in best[row, :n]]
                for k, tag in enumerate(tags):
                    if tag[0] == "I" and (k == 0 or tags[k - 1][2:] != tag[2:]):
                        tags[k] = "B-" + tag[2:]
                out[i] = tags, float(sure[row, :n].min())
    return out


def spans(tags: Sequence[str], labels: Collection[str]) -> set[tuple[int, int, str]]:
    found, i = set(), 0
    while i < len(tags):
        j = i + 1
        if tags[i] != "O":
            while j < len(tags) and tags[j] == "I-" + tags[i][2:]:
                j += 1
            if tags[i][2:] in labels:
                found.add((i, j, tags[i][2:]))
        i = j
    return found


def agreement(
    sentences: Iterable[C.Sentence], guessed: Iterable[Sequence[str]], kinds: Collection[str]
) -> float:
    """F1 of the names that tags of each sentence say, in percent."""
    hit = found = gold = 0
    for sentence, tags in zip(sentences, guessed, strict=True):
        g, t = (spans(x, kinds) for x in ([w.ner for w in sentence], tags))
        hit, found, gold = hit + len(g & t), found + len(t), gold + len(g)
    return f1(hit, found, gold)


def measure(
    name: str,
    model: Head,
    data: Data,
    sentences: Sequence[C.Sentence],
    labels: Sequence[str] = LABELS,
    kinds: Collection[str] = UNIVERSAL,
) -> None:
    guessed = predict(model, data, [[w.form for w in s] for s in sentences], labels)
    print(f"{name}: F1 {agreement(sentences, (tags for tags, _ in guessed), kinds):.1f}", flush=True)


def main() -> None:
    parser = arguments(__doc__, 4, 1.5e-4)
    parser.add_argument("--most", type=int, default=10**9, help="label at most so many sentences")
    args = parser.parse_args()
    model, data = Tagger(), Pieces()
    gold = english_name_gold(args.corpora)
    items = [data.item([w.form for w in s], [LABELS.index(w.ner) for w in s]) for s in gold]
    held = english_name_parts(args.corpora)[2]
    fit(model, data, items, args.epochs, args.rate, lambda: measure("dev", model, data, held))
    for name, test, _ in name_tests(args.corpora, "en"):
        measure(name, model, data, test)
    sentences = list(islice(news(args.corpora.parent / "articles" / "news-en.jsonl", "en"), args.most))
    with args.out.open("w", encoding="utf8") as handle:
        found = predict(model, data, [[w.form for w in s] for s in sentences])
        for sentence, (tags, sure) in zip(sentences, found, strict=True):
            row = {
                "words": [w.form for w in sentence],
                "spaces": [w.space for w in sentence],
                "tags": tags,
                "sure": round(sure, 3),
            }
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
