"""Trains one half (trees or names) of one language: `python -m training.train DATA OUT --lang de --part
trees`.

Starts from training/configs/PART.cfg and the tokenizer of `training.languages.blank`; the best checkpoint
of the development set is written to OUT/model-best.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import spacy
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config

import training.languages  # noqa: F401  registers the tokenizer callback


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lang", choices=["de", "en"], default="de")
    parser.add_argument("--part", choices=["trees", "names"], default="trees")
    parser.add_argument("--vectors", default="", help="folder made by `spacy init vectors`")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--rate", type=float, default=0.0015, help="learning rate; falls linearly to 0")
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--depth", type=int, default=6)
    parser.add_argument("--encoder", type=Path, help="trees model of the same width and depth to start from")
    parser.add_argument("--start", type=Path, help="model of the same shape to go on training")
    parser.add_argument(
        "--set", nargs="*", default=[], metavar="PATH=VALUE", help="further overrides of the config"
    )
    args = parser.parse_args()
    stem = f"{args.lang}-{args.part}"
    tok2vec = "components.tok2vec.model" if args.part == "trees" else "components.ner.model.tok2vec"
    overrides: dict[str, Any] = {
        "paths.train": str(args.data / f"{stem}-train.spacy"),
        "paths.dev": str(args.data / f"{stem}-dev.spacy"),
        "nlp.lang": args.lang,
        "training.max_steps": args.steps,
        "training.optimizer.learn_rate.initial_rate": args.rate,
        f"{tok2vec}.embed.width": args.width,
        f"{tok2vec}.encode.width": args.width,
        f"{tok2vec}.encode.depth": args.depth,
    }
    if args.vectors:
        overrides["paths.vectors"] = args.vectors
        overrides[f"{tok2vec}.embed.include_static_vectors"] = True
    for item in args.set:
        key, _, value = item.partition("=")
        try:
            overrides[key] = json.loads(value)
        except json.JSONDecodeError:
            overrides[key] = value
    config = load_config(
        Path(__file__).parent / "configs" / f"{args.part}.cfg", overrides=overrides, interpolate=False
    )
    config = spacy.blank(args.lang).config.merge(config)
    if args.lang == "de":
        config["nlp"]["after_creation"] = {"@callbacks": "kgraph.german_tokenizer.v1"}
    if args.start:
        for name in config["nlp"]["pipeline"]:
            config["components"][name] = {"source": str(args.start)}
    nlp = init_nlp(config)
    if args.start and nlp.has_pipe("trainable_lemmatizer"):
        # spaCy does not restore this when it loads a lemmatizer, and would learn label 0 for every word.
        lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
        lemmatizer.tree2label = {tree: i for i, tree in enumerate(lemmatizer.cfg["labels"])}
    if args.encoder:
        trained = spacy.load(args.encoder).get_pipe("tok2vec").model
        nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0].from_bytes(trained.to_bytes())
    args.out.mkdir(parents=True, exist_ok=True)
    train(nlp, args.out, stdout=sys.stdout, stderr=sys.stderr)


if __name__ == "__main__":
    main()
