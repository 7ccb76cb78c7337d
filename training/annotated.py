"""Names annotated for kgraph in sentences of the corpora, by the sentence's id: `training/names/CORPUS.jsonl`.

A row is the id of a sentence and its names, each the number of its first word, of the word behind its last, and its
class. German words are counted as the pipelines see them ("im" is one). Every sentence was read and annotated by
itself, with a model's guess at hand; the words stay in the corpora.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from training import corpora as C

FOLDER = Path(__file__).parent / "names"
GERMAN = ("gsd", "news", "wikinews", "hdt")
_NAMES = {"NNP", "NNPS"}


def _rows(name: str) -> dict[str, list[tuple[int, int, str]]]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf8").splitlines()
    return {sent: [(a, b, label) for a, b, label in names] for sent, names in map(json.loads, lines)}


def _tag(words: C.Sentence, names: list[tuple[int, int, str]]) -> C.Sentence:
    for word in words:
        word.ner, word.head = "O", None
    for first, end, label in names:
        for i in range(first, end):
            words[i].ner = ("B-" if i == first else "I-") + label
    return words


def _silver(path: Path) -> Iterator[tuple[str, C.Sentence]]:
    """The sentences of a silver treebank with their ids, in the pipelines' words."""
    for comments, words in C.read_conllu(path):
        if " ." in comments.get("text", " ."):
            C.respace(words)
        else:
            C.space_from_text(words, comments["text"])
        yield comments["sent_id"], merge(words)


def german(silver: Path) -> Iterator[C.Sentence]:
    """Annotated sentences of the silver treebanks in folder `silver`."""
    for name in GERMAN:
        rows = _rows(name)
        for sent, words in _silver(silver / f"{name}-silver.conllu.gz"):
            if sent in rows:
                yield _tag(words, rows[sent])


def english(treebank: Path) -> Iterator[C.Sentence]:
    """Annotated sentences of EWT train, and every third of those in which its tags show no name at all."""
    rows = _rows("ewt")
    nameless = 0
    for comments, words in C.read_conllu(treebank):
        names = rows.get(comments["sent_id"])
        if names is not None:
            yield _tag(words, names)
        elif len(words) > 3 and not any(w.xpos in _NAMES for w in words):
            nameless += 1
            if nameless % 3 == 0:
                yield _tag(words, [])


def merge(words: C.Sentence) -> C.Sentence:
    """ "in dem" back to "im" and "Online - Händler" to one word, as the model sees them."""
    out: C.Sentence = []
    for word in words:
        if word.group >= 0 and not word.surface and out:
            out[-1].space = word.space
            continue
        if word.group >= 0:
            word.form, word.group = word.surface, -1
            out.append(word)
            continue
        if (
            out
            and not out[-1].space
            and (word.form == "-" or out[-1].form.endswith("-"))
            and out[-1].form != "-"
        ):
            out[-1].form += word.form
            out[-1].xpos = "NN"
            out[-1].space = word.space
            continue
        out.append(word)
    return out
