"""Joins the two halves to one pipeline as it ships: `python -m training.package TREES NAMES OUT --lang de`.

The result has the components tok2vec, tagger, morphologizer, trainable_lemmatizer, parser, ner; loads with
`spacy.load` alone (nothing of training/ is needed) and carries its model card.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import spacy

LICENCE = "CC BY-SA 4.0"


def join(trees: Path, names: Path, out: Path, version: str, card: Path | None) -> None:
    nlp = spacy.load(trees)
    nlp.add_pipe("ner", source=spacy.load(names, vocab=nlp.vocab))
    nlp.meta.update(
        name="kgraph_news", version=version, license=LICENCE, author="kgraph", url="", email="",
        description="Tags, lemmas, trees and names of political news; see MODEL_CARD.md.", performance={},
    )  # fmt: skip
    if out.exists():
        shutil.rmtree(out)
    nlp.to_disk(out)
    # Training refers to files and callbacks that do not ship; loading must not need them.
    config = nlp.config.copy()
    config["nlp"]["after_creation"] = None
    config["paths"] = {"train": None, "dev": None, "vectors": None}
    config["initialize"]["vectors"] = None
    config.to_disk(out / "config.cfg")
    meta: dict[str, Any] = json.loads((out / "meta.json").read_text(encoding="utf8"))
    meta["sources"] = ["see MODEL_CARD.md"]
    (out / "meta.json").write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf8")
    if card is not None:
        shutil.copy(card, out / "MODEL_CARD.md")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--card", type=Path)
    args = parser.parse_args()
    join(args.trees, args.names, args.out, args.version, args.card)


if __name__ == "__main__":
    main()
