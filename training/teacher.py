"""A larger model that labels names for the small pipeline: `python -m training.teacher CORPORA OUT --lang de|en`.

English fine-tunes a MiniLM (`training.minilm`), German the LSTMs of the teacher of trees (`--trees`, which
`training.teacher_trees --save` wrote). Prints F1 on what is kept out, and writes OUT, one JSON object a line with
`words`, `spaces`, `tags` and `sure`, for sentences that nobody annotated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import torch
from torch import nn

from training import annotated as A
from training import corpora as C
from training.build import SILVER, english_name_gold, english_name_parts, german_name_parts
from training.rawtext import annotated, squeezed
from training.teaching import IGNORE, Data, Encoder, Head, arguments, fit, news

KINDS = {"en": ("PER", "ORG", "LOC", "MISC"), "de": ("PER", "ORG", "LOC", "MISC", "LOCderiv")}


class Tagger(Head):
    """One linear layer over each word."""

    def __init__(self, encoder: Encoder, kinds: Sequence[str]) -> None:
        super().__init__()
        self.labels = ["O", *(f"{p}-{k}" for k in kinds for p in "BI")]
        self.encoder = encoder
        self.dropout = nn.Dropout(0.15)
        self.out = nn.Linear(self.encoder.width, len(self.labels))

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        return self.out(self.dropout(self.encoder(batch)[:, 1:])).float()  # type: ignore[no-any-return]

    def loss(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        scores, gold = self(batch).flatten(0, 1), batch["targets"][0].flatten()
        return nn.functional.cross_entropy(scores, gold, ignore_index=IGNORE)


def predict(model: Tagger, data: Data, sentences: Sequence[Sequence[str]]) -> list[tuple[list[str], float]]:
    """Tags of each sentence (valid BIO) and the least certainty of one of them."""
    items = [data.item(words) for words in sentences]
    out: list[tuple[list[str], float]] = [([], 0.0)] * len(items)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch, group in data.batches(items, None):
            sure, best = model(batch).softmax(-1).max(-1)
            for row, i in enumerate(group):
                n = len(sentences[i])
                tags = [model.labels[int(k)] for k in best[row, :n]]
                for k, tag in enumerate(tags):
                    if tag[0] == "I" and (k == 0 or tags[k - 1][2:] != tag[2:]):
                        tags[k] = "B-" + tag[2:]
                out[i] = tags, float(sure[row, :n].min())
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


def measure(name: str, model: Tagger, data: Data, sentences: list[C.Sentence], kinds: Sequence[str]) -> None:
    hit = found = gold = 0
    for sentence, (tags, _) in zip(
        sentences, predict(model, data, [[w.form for w in s] for s in sentences]), strict=True
    ):
        g, t = (spans(x, set(kinds)) for x in ([w.ner for w in sentence], tags))
        hit, found, gold = hit + len(g & t), found + len(t), gold + len(g)
    print(f"{name}: F1 {200 * hit / (found + gold):.1f}", flush=True)


def tests(root: Path, lang: str) -> Iterator[tuple[str, list[C.Sentence], Sequence[str]]]:
    """What is kept out of training, with the classes that it has."""
    plain = ("PER", "ORG", "LOC")
    if lang == "en":
        for name in ("ewt-test", "pud"):
            yield name, list(C.iob2(root / "ner-en" / f"{name}.iob2")), plain
        return
    yield "germeval", list(C.germeval(root / "ner-de" / "germeval-test.tsv"))[-2000:], KINDS["de"]
    yield "pud", list(C.iob2(root / "ner-de" / "pud.iob2", root / "ud-de" / "pud.conllu")), plain


def plain(root: Path, lang: str) -> Iterator[C.Sentence]:
    """Sentences to label: of the news, and of the silver trees."""
    if lang == "en":
        yield from news(root.parent / "articles" / "news-en.jsonl", "en")
        return
    known = annotated(root.parent)
    for name in SILVER:
        for words in A.unannotated(root / "silver-de", name):
            if squeezed(" ".join(w.form for w in words)) not in known:
                yield words


def main() -> None:
    parser = arguments(__doc__, 6, 1.5e-4)
    parser.add_argument("--lang", choices=["de", "en"], default="en")
    parser.add_argument("--trees", type=Path, help="German: a teacher of trees whose encoder to start from")
    parser.add_argument("--vectors", type=Path, help="German: the word vectors of that teacher")
    parser.add_argument("--most", type=int, default=10**9, help="label at most so many sentences")
    args = parser.parse_args()
    if args.lang == "de":
        import spacy

        assert args.trees is not None and args.vectors is not None
        drawing, data = torch.load(args.trees, weights_only=False)
        encoder, data.vectors = drawing.encoder, spacy.load(args.vectors).vocab.vectors  # these do not pickle
        gold, held = german_name_parts(args.corpora)
    else:
        from training.minilm import MiniLM, Pieces

        encoder, data = MiniLM(), Pieces()
        gold, held = english_name_gold(args.corpora), english_name_parts(args.corpora)[2]
    kinds = KINDS[args.lang]
    model = Tagger(encoder, kinds)
    items = [data.item([w.form for w in s], [model.labels.index(w.ner) for w in s]) for s in gold]
    fit(model, data, items, args.epochs, args.rate, lambda: measure("dev", model, data, held, kinds))
    for name, sentences, classes in tests(args.corpora, args.lang):
        measure(name, model, data, sentences, classes)
    some = list(islice(plain(args.corpora, args.lang), args.most))
    with args.out.open("w", encoding="utf8") as handle:
        found = predict(model, data, [[w.form for w in s] for s in some])
        for sentence, (tags, sure) in zip(some, found, strict=True):
            row = {
                "words": [w.form for w in sentence],
                "spaces": [w.space for w in sentence],
                "tags": tags,
                "sure": round(sure, 3),
            }
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
