"""A large parser that draws trees for the small pipeline: `python -m training.teacher_trees CORPORA OUT --data DATA`.

Trains a biaffine parser (Dozat and Manning 2017) with tags and features on the trees that `training.build` put into
DATA, over a MiniLM in English and LSTMs in German, prints its figures on what is kept out, and writes OUT (CoNLL-U, in
the pipelines' tokenisation) with its trees of further sentences: news, and sentences annotated for names only. German
sentences that a parser of rules has read as well get the tree that suits both best.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import torch
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span, Token
from torch import nn

from kgraph.spanning import spanning
from training import corpora as C
from training import evaluate as E
from training.build import SILVER
from training.languages import blank
from training.rawtext import annotated, lines_de, squeezed
from training.teaching import (
    IGNORE,
    LONGEST,
    Data,
    Encoder,
    Head,
    Item,
    arguments,
    cut,
    fit,
    news,
)
from training.voting import Arcs, voted

ARC, LABEL = 300, 80
VOTE = 1.0  # what an arc, or its label, gains when the parser of rules has it as well
SPEECHES = 120  # every so manieth paragraph of parliament is read


def layer(inner: int, outer: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inner, outer), nn.GELU(), nn.Dropout(0.3))


class Parser(Head):
    """Arcs, their labels, tags, and word class with features."""

    def __init__(self, encoder: Encoder, labels: list[str], tags: list[str], morphs: list[str]) -> None:
        super().__init__()
        self.encoder = encoder
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

    def pairs(
        self, hidden: torch.Tensor, batch: dict[str, torch.Tensor]
    ) -> Iterator[tuple[torch.Tensor, torch.Tensor, float]]:
        """Scores, what is right, and how much it counts, task by task."""
        heads, labels, tags, morphs = batch["targets"][:4]
        words = self.dropout(hidden[:, 1:])
        yield self.arcs(hidden, batch["inside"]), heads, 1.0
        yield self.kinds(hidden, heads.clamp(min=0)), labels, 1.0
        yield self.tag(words), tags, 0.5
        yield self.morph(words), morphs, 0.5

    def loss(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        losses = [
            weight
            * nn.functional.cross_entropy(
                scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORE, reduction="sum"
            )
            / (gold != IGNORE).sum().clamp(min=1)
            for scores, gold, weight in self.pairs(self.encoder(batch), batch)
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
    model: Parser, data: Data, sentences: Sequence[Sequence[str]], others: Sequence[Arcs] | None = None
) -> Iterator[tuple[C.Sentence, float]]:
    """The sentences with tags and trees, and how certain the arcs are in the mean, in the order given. `others` are the
    arcs of another parser, which vote."""
    items = [data.item(words) for words in sentences]
    others = others or [[]] * len(items)
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
                heads[row, :n] = torch.tensor(spanning(voted(sure[row, :n, : n + 1], others[i], VOTE)))
            kinds = model.kinds(hidden, heads).log_softmax(-1)
            kinds[..., root] = -1e9
            for row, i in enumerate(group):
                for w, (head, label) in enumerate(others[i]):
                    if heads[row, w] == head and label in model.labels:
                        kinds[row, w, model.labels.index(label)] += VOTE
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


def conllu(tree: C.Sentence, doc: Doc, sure: float, source: str) -> str:
    """The tree with the lemmas of the Doc, where it has them."""
    lines = [f"# source = {source}", f"# sure = {sure:.3f}"]
    for i, (word, token) in enumerate(zip(tree, doc, strict=True), start=1):
        head = 0 if word.head == i - 1 else (word.head or 0) + 1
        misc = "_" if token.whitespace_ else "SpaceAfter=No"
        row = (
            i,
            word.form,
            token.lemma_ or "_",
            word.upos,
            word.xpos,
            word.feats or "_",
            head,
            word.deprel,
            "_",
            misc,
        )
        lines.append("\t".join(str(cell) for cell in row))
    return "\n".join(lines) + "\n\n"


def plain_english(root: Path) -> Iterator[tuple[str, list[Doc]]]:
    """Sentences to draw trees of, by source."""
    nlp, politics = blank("en"), root / "ner-en" / "crossner-politics" / "ner_data" / "politics"
    yield "news", E.gold_docs(nlp, news(root.parent / "articles" / "news-en.jsonl", "en"))
    for name in ("train", "dev", "test"):
        yield "crossner", E.gold_docs(nlp, C.columns(politics / f"{name}.txt", 0, 1, C.CROSSNER))


def plain_german(root: Path) -> Iterator[tuple[str, list[Doc]]]:
    """The same, with the trees of the parser of rules, where there are any."""
    nlp, ud, known = blank("de"), root / "ud-de", annotated(root.parent)
    lemmas = C.function_lemmas([ud / "gsd-dev.conllu", ud / "hdt-bugs.dedup.conllu"])
    for name in SILVER:
        path = root / "silver-de" / f"{name}-silver.conllu.gz"
        docs = E.gold_docs(nlp, C.german_treebank(path, "silver", lemmas))
        yield name, [doc for doc in docs if squeezed(doc.text) not in known]
    words = (root / "raw-de" / "ud-raw" / "de_hdt-ud-test.txt").read_text(encoding="utf8").splitlines()
    sentences = [[C.Word(form) for form in line.split()] for line in words]
    for sentence in sentences:
        C.respace(sentence)
    yield "hdt", E.gold_docs(nlp, sentences)
    speeches = [part for part, _ in islice(lines_de(root), 0, None, SPEECHES) if len(part) > 40]
    yield "speeches", E.gold_docs(nlp, cut("de", speeches))


def votes(doc: Doc) -> Arcs:
    if not doc.has_annotation("DEP"):
        return []
    return [(0 if t.head.i == t.i else t.head.i + 1, t.dep_) for t in doc]


TESTS = {
    "de": (("gsd-test", "gold"), ("pud", "pud")),
    "en": (("ewt-test", ""), ("pud", "")),
}  # fmt: skip


def tests(root: Path, lang: str) -> Iterator[tuple[str, list[Doc]]]:
    """What is kept out of training, as `training.evaluate` reads it."""
    for name, kind in TESTS[lang]:
        path = root / f"ud-{lang}" / f"{name}.conllu"
        read = C.german_treebank(path, kind, speech=False) if kind else C.english_treebank(path)
        yield name, E.gold_docs(blank(lang), read)


def load(path: Path, nlp: Language) -> list[Span]:
    return [s for d in DocBin().from_disk(path).get_docs(nlp.vocab) for s in d.sents if len(s) <= LONGEST]


def main() -> None:
    parser = arguments(__doc__, 8, 2e-4)
    parser.add_argument("--data", type=Path, required=True, help="made by training.build")
    parser.add_argument("--lang", choices=["de", "en"], default="en")
    parser.add_argument("--vectors", type=Path, help="German: made by `spacy init vectors`")
    parser.add_argument("--tune", type=Path, help="the same as --data, with more gold: two last epochs")
    args = parser.parse_args()
    nlp, stem = blank(args.lang), f"{args.lang}-trees"
    train = load(args.data / f"{stem}-train.spacy", nlp)
    held = [s.as_doc() for s in load(args.data / f"{stem}-dev.spacy", nlp) if not any(t.is_space for t in s)]
    data, encoder = encoders(args.lang, args.vectors, train)
    tokens = [t for s in train for t in s]
    model = Parser(
        encoder,
        sorted({t.dep_ for t in tokens}),
        sorted({t.tag_ for t in tokens if t.tag_}),
        sorted({features(t) for t in tokens if t.pos_ not in ("", "SPACE")}),
    )
    phases = [(train, args.epochs, args.rate)]
    if args.tune:
        phases.append((load(args.tune / f"{stem}-train.spacy", nlp), min(2, args.epochs), args.rate / 2))
    for sentences, epochs, rate in phases:
        items = [encode(model, data, s) for s in sentences]
        fit(model, data, items, epochs, rate, lambda: measure("dev", model, data, held[:400]))
    for name, gold in tests(args.corpora, args.lang):
        measure(name, model, data, gold)
    with args.out.open("w", encoding="utf8") as handle:
        for source, docs in (plain_german if args.lang == "de" else plain_english)(args.corpora):
            docs = [d for d in docs if not any(t.is_space for t in d)]
            found = predict(model, data, [[t.text for t in d] for d in docs], [votes(d) for d in docs])
            for doc, (tree, sure) in zip(docs, found, strict=True):
                handle.write(conllu(tree, doc, sure, source))


def encoders(lang: str, vectors: Path | None, train: Sequence[Span]) -> tuple[Data, Encoder]:
    if lang == "de":
        import spacy

        from training.bilstm import WordData, WordEncoder

        assert vectors is not None
        words = WordData(spacy.load(vectors).vocab, ([t.text for t in s] for s in train))
        return words, WordEncoder(words)
    from training.minilm import MiniLM, Pieces

    return Pieces(), MiniLM()


if __name__ == "__main__":
    main()
