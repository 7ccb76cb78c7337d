"""The larger pipeline: tags, features, trees and names by a fine-tuned multilingual-e5-small, on a CPU by ONNX Runtime.

A spaCy component behind the shipped pipelines, which find the sentences and the lemmas. Both languages share one model.
It reads one article at a time, so that what it finds in one never depends on another.

Source: made by `training.transformer` and `training.export`; see kgraph/models/transformer/MODEL_CARD.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS as SYMBOLS
from spacy.tokens import Span

from kgraph.errors import ModelError
from kgraph.spanning import spanning

if TYPE_CHECKING:
    from spacy.tokens import Doc

FOLDER = Path(__file__).with_name("models") / "transformer"
FACTORY = "kgraph_transformer"

LONGEST = 254  # word pieces of a window; training saw no longer ones
BATCH = 1500  # word pieces that are read at once
Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


class Transformer:
    """Overwrites tags, features, heads, labels and names of a Doc whose sentences are known.

    A sentence too long for one window is read in several; the roots of the later ones depend on the first.
    """

    def __init__(self, nlp: Language, folder: Path = FOLDER) -> None:
        self._strings, self._morphology = nlp.vocab.strings, nlp.vocab.morphology
        try:
            import onnxruntime
            import sentencepiece
        except ImportError as error:
            raise ModelError(
                f"the transformer needs ONNX Runtime and SentencePiece: pip install 'kgraph[transformer]' ({error})"
            ) from error
        try:
            self.meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            labels = self.meta["labels"]
            self._splitter = sentencepiece.SentencePieceProcessor(model_file=str(folder / "pieces.model"))
            with np.load(folder / "arrays.npz") as arrays:
                self._vectors = dequantised(arrays["scales"], arrays["nibbles"])
                self._bilinear: Floats = arrays["labels"].astype("f4")
            options = onnxruntime.SessionOptions()
            # One core a process, as the rest of kgraph; `build --jobs` uses the others.
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(
                f"cannot read the transformer in {folder}: reinstall kgraph ({error})"
            ) from error
        self._begin, self._end = self._splitter.bos_id(), self._splitter.eos_id()
        self.labels: tuple[str, ...] = tuple(labels["parser"])
        self._root = self.labels.index("ROOT")
        self._names: list[str] = labels["names"]
        self._follows = following(self._names)
        self._deps = self._hashes(self.labels)
        self._tags = self._hashes(labels["tags"])
        classes = [label.partition(" ")[::2] for label in labels["features"]]
        self._pos = np.array([SYMBOLS[pos] for pos, _ in classes], "u8")
        self._morphs = np.array([self._morphology.add(features) for _, features in classes], "u8")
        self._pieces = lru_cache(maxsize=100_000)(self._split)

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        out = _Annotation(len(doc))
        windows = [window for sentence in doc.sents for window in self._windows(sentence)]
        for batch in self._batches(windows):
            self._read(batch, out)
        self._write(doc, out, windows)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Article by article; `batch_size` is what spaCy gives to all components, and changes nothing."""
        for doc in stream:
            yield self(doc)

    def _hashes(self, labels: Sequence[str]) -> NDArray[np.uint64]:
        return np.array([self._strings.add(label) for label in labels], "u8")

    def _split(self, word: str) -> tuple[int, ...]:
        return tuple(self._splitter.encode(normalize("NFKC", word))) or (self._splitter.unk_id(),)

    def _windows(self, sentence: Span) -> Iterator[_Window]:
        window = _Window()
        first = None
        for token in sentence:
            if token.is_space:
                continue
            pieces = self._pieces(token.text)[:LONGEST]
            if window.words and len(window.pieces) + len(pieces) > LONGEST:
                yield window
                first = window if first is None else first
                window = _Window(first)
            window.add(token.i, pieces)
        if window.words:
            yield window

    def _batches(self, windows: Sequence[_Window]) -> Iterator[list[_Window]]:
        """Windows of similar length together."""
        group: list[_Window] = []
        for window in sorted(windows, key=lambda w: len(w.pieces)):
            if group and (len(group) + 1) * len(window.pieces) > BATCH:
                yield group
                group = []
            group.append(window)
        if group:
            yield group

    def _read(self, batch: Sequence[_Window], out: _Annotation) -> None:
        width, length = (
            max(len(part) for part in parts)
            for parts in ([w.words for w in batch], [w.pieces for w in batch])
        )
        ids = np.full((len(batch), length + 2), self._end)
        mask = np.zeros((len(batch), length + 2), "i8")
        first, last = np.zeros((2, len(batch), width + 1), "i8")
        inside = np.zeros((len(batch), width + 1), bool)
        for row, window in enumerate(batch):
            n, pieces = len(window.words), len(window.pieces)
            ids[row, : pieces + 1] = [self._begin, *window.pieces]
            mask[row, : pieces + 2] = 1
            first[row, 1 : n + 1] = window.starts
            last[row, 1 : n + 1] = np.array([*window.starts[1:], pieces + 1]) - 1
            inside[row, : n + 1] = True
        arcs, dependents, governors, tags, classes, names = self._session.run(
            None,
            {"pieces": self._vectors[ids], "mask": mask, "first": first, "last": last, "inside": inside},
        )
        for row, window in enumerate(batch):
            n = len(window.words)
            heads = np.array(spanning(arcs[row, :n, : n + 1]))
            kinds = self._kinds(dependents[row, :n], governors[row, heads])
            kinds[:, self._root] = -np.inf
            labels = np.where(heads == 0, self._root, kinds.argmax(1))
            at = np.array(window.words)
            out.heads[at] = np.where(heads == 0, at, at[heads - 1])
            out.labels[at], out.tags[at], out.classes[at] = labels, tags[row, :n], classes[row, :n]
            out.names[at] = likeliest(names[row, :n], self._follows)

    def _kinds(self, dependents: Floats, governors: Floats) -> Floats:
        """Scores of labels, [word, label], of words and their heads."""
        words, heads = plus_one(dependents), plus_one(governors)
        half = (words @ self._bilinear).reshape(len(words), len(self.labels), heads.shape[1])
        scores: Floats = np.einsum("wlk,wk->wl", half, heads)
        return scores

    def _write(self, doc: Doc, out: _Annotation, windows: Sequence[_Window]) -> None:
        for window in windows:
            if window.before is not None:  # one tree a sentence
                anchor = next(w for w in window.before.words if out.heads[w] == w)
                for word in window.words:
                    if out.heads[word] == word:
                        out.heads[word], out.labels[word] = anchor, self.labels.index("parataxis")
        deps, tags = self._deps[out.labels], self._tags[out.tags]
        pos, morphs = self._pos[out.classes], self._morphs[out.classes]
        for sentence in doc.sents:
            anchor = next((token.i for token in sentence if not token.is_space), sentence.start)
            for token in sentence:
                if token.is_space:
                    out.heads[token.i] = anchor
                    deps[token.i] = self._strings.add("ROOT" if token.i == anchor else "dep")
                    tags[token.i], pos[token.i] = self._strings.add("_SP"), SYMBOLS["SPACE"]
                    morphs[token.i] = self._morphology.add("")
                else:
                    anchor = token.i
        heads = (out.heads - np.arange(len(doc))).astype("i8").view("u8")
        table: Any = np.stack([heads, deps, tags, pos, morphs], axis=1)
        doc.from_array([HEAD, DEP, TAG, POS, MORPH], table)
        doc.set_ents(list(self._entities(doc, out, windows)))

    def _entities(self, doc: Doc, out: _Annotation, windows: Sequence[_Window]) -> Iterator[Span]:
        for window in windows:
            first, last, kind = -1, -1, ""  # the name that is open
            for word in window.words:
                place, _, label = self._names[out.names[word]].partition("-")
                if kind and (place != "I" or label != kind):
                    yield Span(doc, first, last + 1, label=kind)
                    kind = ""
                if not kind and label:
                    first, kind = word, label
                last = word
            if kind:
                yield Span(doc, first, last + 1, label=kind)


class _Window:
    """Words that are read together: their tokens, their pieces, and where in those each word starts (counted from 1,
    for the mark of the beginning is 0). `before` is the first window of the same sentence, if this is a later one."""

    def __init__(self, before: _Window | None = None) -> None:
        self.before = before
        self.words: list[int] = []
        self.pieces: list[int] = []
        self.starts: list[int] = []

    def add(self, word: int, pieces: Sequence[int]) -> None:
        self.words.append(word)
        self.starts.append(len(self.pieces) + 1)
        self.pieces.extend(pieces)


class _Annotation:
    """What was found for each token: its head, and the numbers of its labels. Tokens of white space keep the zeros."""

    def __init__(self, tokens: int) -> None:
        self.heads = np.arange(tokens)
        self.labels, self.tags, self.classes, self.names = (np.zeros(tokens, "i8") for _ in range(4))


def dequantised(scales: NDArray[np.float16], nibbles: NDArray[np.uint8]) -> Floats:
    """Vectors, [piece, width], from blocks of 4-bit weights: `scales` [piece, block] and `nibbles` [piece, block, 16],
    whose low halves come first."""
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).astype("f4") - 8
    vectors: Floats = (weights * scales.astype("f4")[..., None]).reshape(len(scales), -1)
    return vectors


def following(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which of the labels may stand behind which, [before, behind]: the inside of a name (I-) only in one of its class.

    A last row tells which may come first."""
    inside = [label.partition("-")[2] if label.startswith("I-") else "" for label in labels]
    kinds = [label.partition("-")[2] for label in labels] + [""]
    return np.array([[not within or within == kind for within in inside] for kind in kinds])


def likeliest(scores: Floats, follows: NDArray[np.bool_]) -> Numbers:
    """The best sequence of labels that may follow each other (Viterbi 1967), from scores [word, label]."""
    barred = np.where(follows, 0.0, -np.inf)
    total, before = scores[0] + barred[-1], []
    for row in scores[1:]:
        ways = total[:, None] + barred[:-1]
        before.append(ways.argmax(0))
        total = ways.max(0) + row
    path = [int(total.argmax())]
    for back in reversed(before):
        path.append(int(back[path[-1]]))
    return np.array(path[::-1])


def plus_one(x: Floats) -> Floats:
    """A constant beside the values, so that a product of two has linear terms as well."""
    return np.pad(x, ((0, 0), (0, 1)), constant_values=1.0)


@Language.factory(
    FACTORY, assigns=["token.dep", "token.head", "token.tag", "token.pos", "token.morph", "doc.ents"]
)
def create(nlp: Language, name: str) -> Transformer:
    """For spaCy, which finds it by its name in the config of a pipeline."""
    return Transformer(nlp)


def pipeline(shipped: Path) -> Language:
    """The shipped pipeline of a language with the transformer in place of its names, behind its parser."""
    import spacy

    nlp = spacy.load(shipped, exclude=["tagger", "morphologizer", "name_lists", "ner"])
    made: Any = nlp.add_pipe(FACTORY)
    nlp.meta.update({key: made.meta[key] for key in ("name", "version", "license", "kgraph_build")})
    return nlp
