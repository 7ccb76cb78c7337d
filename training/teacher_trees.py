"""A transformer that draws English trees for the small pipeline: `python -m training.teacher_trees DATA CORPORA OUT`.

Fine-tunes a MiniLM with a biaffine parser (Dozat and Manning 2017), tags and features on the trees that
`training.build` put into DATA, prints its figures on what is kept out, and writes OUT (CoNLL-U, in the pipelines'
tokenisation) with its trees of further sentences: news, and sentences annotated for names only.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from spacy.tokens import Doc, DocBin, Span, Token
from torch import nn

from training import corpora as C
from training import evaluate as E
from training.languages import blank
from training.minilm import IGNORE, LONGEST, Data, Encoder, Head, Item, fit, news
from training.spanning import spanning

ARC, LABEL = 300, 80


def layer(inner: int, outer: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inner, outer), nn.GELU(), nn.Dropout(0.3))


class Parser(Head):
    """Arcs, their labels, tags, and word class with features."""

    def __init__(self, labels: list[str], tags: list[str], morphs: list[str]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.labels, self.tags, self.morphs = labels, tags, morphs
        width = self.encoder.width
        self.arc_dep, self.arc_head = layer(width, ARC), layer(width, ARC)
        self.label_dep, self.label_head = layer(width, LABEL), layer(width, LABEL)
        self.arc_weight = nn.Parameter(torch.zeros(ARC + 1, ARC + 1))
        self.label_weight = nn.Parameter(torch.zeros(LABEL + 1, len(labels) * (LABEL + 1)))
        self.tag, self.morph = nn.Linear(width, len(tags)), nn.Linear(width, len(morphs))
        self.dropout = nn.Dropout(0.3)

    def arcs(self, hidden: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
        """A score of each word and each head, [batch, word, head]; head 0 is the root."""
        words, heads = plus_one(self.arc_dep(hidden[:, 1:])), plus_one(self.arc_head(hidden))
        scores = (words @ self.arc_weight @ heads.transpose(1, 2)).float()
        return scores.masked_fill(~inside[:, None], -1e9)

    def kinds(self, hidden: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """A score of each label of each word's arc, [batch, word, label]."""
        governors = hidden.gather(1, heads[..., None].expand(-1, -1, hidden.shape[2]))
        words, heads = plus_one(self.label_dep(hidden[:, 1:])), plus_one(self.label_head(governors))
        half = (words @ self.label_weight).unflatten(-1, (len(self.labels), LABEL + 1))
        return (half * heads[:, :, None]).sum(-1).float()

    def loss(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        hidden = self.encoder(batch)
        heads, labels, tags, morphs = batch["targets"]
        words = self.dropout(hidden[:, 1:])
        pairs = (
            (self.arcs(hidden, batch["inside"]), heads, 1.0),
            (self.kinds(hidden, heads.clamp(min=0)), labels, 1.0),
            (self.tag(words), tags, 0.5),
            (self.morph(words), morphs, 0.5),
        )
        losses = [
            weight
            * nn.functional.cross_entropy(
                scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORE, reduction="sum"
            )
            / (gold != IGNORE).sum().clamp(min=1)
            for scores, gold, weight in pairs
        ]
        return torch.stack(losses).sum()


def plus_one(x: torch.Tensor) -> torch.Tensor:
    """A constant beside the values, so that a product of two has linear terms as well."""
    return nn.functional.pad(x, (0, 1), value=1.0)


def number(values: list[str], value: str) -> int:
    return values.index(value) if value in values else IGNORE


def encode(model: Parser, data: Data, sentence: Span) -> Item:
    """A gold sentence; of what it lacks nothing is learned."""
    tokens = [t for t in sentence if not t.is_space]
    place = {t.i: n + 1 for n, t in enumerate(tokens)}
    return data.item(
        [t.text for t in tokens],
        [0 if t.head.i == t.i else place[t.head.i] for t in tokens],
        [number(model.labels, t.dep_) for t in tokens],
        [number(model.tags, t.tag_) for t in tokens],
        [number(model.morphs, features(t)) for t in tokens],
    )


def features(token: Token) -> str:
    return f"{token.pos_} {token.morph}"


def predict(
    model: Parser, data: Data, sentences: Sequence[Sequence[str]]
) -> Iterator[tuple[C.Sentence, float]]:
    """The sentences with tags and trees, and how certain the arcs are in the mean, in the order given."""
    items = [data.item(words) for words in sentences]
    out: list[tuple[C.Sentence, float] | None] = [None] * len(items)
    root = model.labels.index("ROOT")
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch, group in data.batches(items, None):
            hidden = model.encoder(batch)
            sure = model.arcs(hidden, batch["inside"]).log_softmax(-1).numpy()
            tags, morphs = model.tag(hidden[:, 1:]).argmax(-1), model.morph(hidden[:, 1:]).argmax(-1)
            heads = torch.zeros_like(tags)
            for row, i in enumerate(group):
                n = len(sentences[i])
                heads[row, :n] = torch.tensor(spanning(sure[row, :n, : n + 1]))
            kinds = model.kinds(hidden, heads)
            kinds[..., root] = -1e9
            labels = kinds.argmax(-1)
            for row, i in enumerate(group):
                words, total = [], 0.0
                for w, form in enumerate(sentences[i]):
                    head = int(heads[row, w])
                    pos, _, feats = model.morphs[int(morphs[row, w])].partition(" ")
                    word = C.Word(form, upos=pos, xpos=model.tags[int(tags[row, w])], feats=feats)
                    word.head = head - 1 if head else w
                    word.deprel = model.labels[int(labels[row, w])] if head else "root"
                    words.append(word)
                    total += float(sure[row, w, head])
                out[i] = words, math.exp(total / len(words))
    for found in out:
        assert found is not None
        yield found


def measure(name: str, model: Parser, data: Data, gold: list[Doc]) -> None:
    test = []
    for doc, (words, _) in zip(gold, predict(model, data, [[t.text for t in d] for d in gold]), strict=True):
        test.append(
            Doc(
                doc.vocab,
                words=[w.form for w in words],
                tags=[w.xpos for w in words],
                pos=[w.upos for w in words],
                morphs=[w.feats for w in words],
                heads=[w.head or 0 for w in words],
                deps=["ROOT" if w.deprel == "root" else w.deprel for w in words],
            )
        )
    figures = E.trees(gold, test)
    print(f"{name}: " + "  ".join(f"{k} {v:.1f}" for k, v in figures.items()), flush=True)


def conllu(tree: C.Sentence, doc: Doc, sure: float) -> str:
    """The tree with the tags, features and lemmas of the Doc, where it has them."""
    lines = [f"# sure = {sure:.3f}"]
    for i, (word, token) in enumerate(zip(tree, doc, strict=True)):
        head = 0 if word.head == i else (word.head or 0) + 1
        misc = "_" if token.whitespace_ else "SpaceAfter=No"
        feats = str(token.morph) if token.has_morph() else word.feats
        row = (i + 1, word.form, token.lemma_ or "_", token.pos_ or word.upos, token.tag_ or word.xpos,
               feats or "_", head, word.deprel, "_", misc)  # fmt: skip
        lines.append("\t".join(str(cell) for cell in row))
    return "\n".join(lines) + "\n\n"


def plain_text(root: Path) -> Iterator[C.Sentence]:
    yield from news(root.parent / "articles" / "news-en.jsonl")
    politics = root / "ner-en" / "crossner-politics" / "ner_data" / "politics"
    for name in ("train", "dev", "test"):
        yield from C.columns(politics / f"{name}.txt", 0, 1, C.CROSSNER)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    args = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    nlp = blank("en")
    train, dev = (
        [
            s
            for d in DocBin().from_disk(args.data / f"en-trees-{n}.spacy").get_docs(nlp.vocab)
            for s in d.sents
        ]
        for n in ("train", "dev")
    )
    tokens = [t for s in train for t in s]
    model = Parser(
        sorted({t.dep_ for t in tokens}),
        sorted({t.tag_ for t in tokens if t.tag_}),
        sorted({features(t) for t in tokens if t.pos_ not in ("", "SPACE")}),
    )
    data = Data()
    held = [s.as_doc() for s in dev if not any(t.is_space for t in s)][:400]
    items = [encode(model, data, s) for s in train if len(s) <= LONGEST]
    fit(model, data, items, args.epochs, args.rate, lambda: measure("dev", model, data, held))
    for name in ("ewt-test", "pud"):
        measure(
            name, model, data, E.gold_docs(nlp, C.english_treebank(args.corpora / "ud-en" / f"{name}.conllu"))
        )
    plain = [d for d in E.gold_docs(nlp, plain_text(args.corpora)) if not any(t.is_space for t in d)]
    with args.out.open("w", encoding="utf8") as handle:
        found = predict(model, data, [[t.text for t in d] for d in plain])
        for doc, (tree, sure) in zip(plain, found, strict=True):
            handle.write(conllu(tree, doc, sure))


if __name__ == "__main__":
    main()
