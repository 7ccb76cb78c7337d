"""Joins the two halves to one pipeline as it ships: `python -m training.package TREES NAMES OUT --version X`.

The result has the components tok2vec, tagger, morphologizer, trainable_lemmatizer, parser, name_lists (if the names
read word lists) and ner; it loads with `spacy.load` alone (nothing of training/ is needed) and carries its model card.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language

from training import languages as languages  # registers the tokenizer callback

LICENCE = "CC BY-SA 4.0"


def slim_strings(nlp: Language) -> None:
    """Forgets all words seen in training; keeps labels, features, what the edit trees write, and spaCy's
    own."""
    keep = set(spacy.blank(nlp.lang).vocab.strings)
    for _, pipe in nlp.pipeline:
        for label in (*getattr(pipe, "labels", ()), *getattr(pipe, "move_names", ())):
            keep.update(part for chunk in str(label).split("|") for part in (chunk, *chunk.split("=")))
            keep.add(str(label))
            keep.update(str(label).split("-", 1))  # B-PER and its like
    lemmatizer = nlp.get_pipe("trainable_lemmatizer")
    trees = srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]  # type: ignore[attr-defined]
    for tree in trees:
        keep.update(nlp.vocab.strings[tree[key]] for key in ("orig", "subst") if tree.get(key))
    nlp.vocab.strings._reset_and_load(sorted(keep))


def mask_missing(nlp: Language) -> None:
    """Keeps the morphologizer from answering "not annotated": a label without a word class never wins.

    Early phases of the training data let some words carry neither class nor features, which it learned to predict.
    """
    pipe: Any = nlp.get_pipe("morphologizer")
    labels = list(pipe.labels)
    layer = next(n for n in pipe.model.walk() if n.has_param("b") and n.get_dim("nO") == len(labels))
    bias = layer.get_param("b").copy()
    for number, label in enumerate(labels):
        if "POS=" not in label:
            bias[number] = -1e4
    layer.set_param("b", bias)


def figures_table(figures: dict[str, Any]) -> str:
    """The figures of `training.evaluate --json` as a Markdown list, one line a test set."""
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict):
            lines.append(f"- **{name}**: " + ", ".join(f"{k} {v:.1f}" for k, v in value.items()))
        else:
            lines.append(f"- **{name}**: {value:,.0f}")
    return "\n".join(lines)


def write_card(card: Path, tables: Mapping[str, Sequence[Path]], out: Path) -> None:
    """The card with the figures of some files in place of each mark; of these the first that has a test set counts."""
    text = card.read_text(encoding="utf8")
    for mark, figures in tables.items():
        merged: dict[str, Any] = {}
        for path in figures:
            merged = {**json.loads(path.read_text(encoding="utf8")), **merged}
        text = text.replace(mark, figures_table(merged) if merged else "(not measured)")
    (out / "MODEL_CARD.md").write_text(text, encoding="utf8")


def build_digest(folder: Path) -> str:
    """What kgraph's fingerprint of an extraction reads: another build, other results."""
    digest = hashlib.sha256()
    for path in sorted(
        p for p in folder.rglob("*") if p.is_file() and p.name not in ("meta.json", "MODEL_CARD.md")
    ):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def join(trees: Path, names: Path, out: Path, version: str) -> None:
    nlp = spacy.load(trees, exclude=["ner", "name_lists"])
    found = spacy.load(names, vocab=nlp.vocab)
    for name in (
        n for n in found.pipe_names if n in ("name_lists", "ner")
    ):  # the word lists, if the names read them, then the names
        nlp.add_pipe(name, source=found)
    nlp.meta.update(
        name="kgraph_news", version=version, license=LICENCE, author="kgraph", url="", email="",
        description="Tags, lemmas, trees and names of political news; see MODEL_CARD.md.", performance={},
    )  # fmt: skip
    if out.exists():
        shutil.rmtree(out)
    mask_missing(nlp)
    slim_strings(nlp)
    out.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)
    # Training refers to files and callbacks that do not ship; loading must not need them.
    config = nlp.config.copy()
    config["nlp"]["after_creation"] = None
    config["paths"] = {key: None for key in config["paths"]} | {"init_tok2vec": None}
    config["initialize"]["vectors"] = None
    config.to_disk(out / "config.cfg")
    meta: dict[str, Any] = json.loads((out / "meta.json").read_text(encoding="utf8"))
    meta["sources"] = ["see MODEL_CARD.md"]
    meta["kgraph_build"] = build_digest(out)
    (out / "meta.json").write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf8")


def shipping(parser: argparse.ArgumentParser) -> None:
    """The options of whatever packs a pipeline."""
    parser.add_argument("--version", required=True)
    parser.add_argument(
        "--card",
        type=Path,
        help="card to ship; @FIGURES@, or @FIGURES 1@ and so on, become tables of --figures",
    )
    parser.add_argument(
        "--figures", type=Path, nargs="*", default=[], help="what training.evaluate --json wrote"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("out", type=Path)
    shipping(parser)
    args = parser.parse_args()
    join(args.trees, args.names, args.out, args.version)
    if args.card:
        write_card(args.card, {"@FIGURES@": args.figures}, args.out)


if __name__ == "__main__":
    main()
