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
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import Model, NumpyOps, set_current_ops

import training.languages  # noqa: F401  registers the tokenizer callback
from training import gazetteer


def copy_weights(source: Model[Any, Any], target: Model[Any, Any]) -> None:
    """The weights of one encoder or name model in another, which may have fewer convolutions and read one attribute
    more: that one's share of the mixing layer stays as it was drawn."""
    kinds: dict[str, list[Model[Any, Any]]] = {}
    for node in source.walk():
        if node.param_names:
            kinds.setdefault(_kind(node), []).append(node)
    for node in target.walk():
        same = kinds.get(_kind(node)) if node.param_names else None
        if not same:
            continue
        old = same.pop(0)
        for name in node.param_names:
            values, fresh = old.get_param(name), node.get_param(name).copy()
            if values.shape == fresh.shape:
                fresh = values.copy()
            else:  # hash embeddings first, then the new attribute, then the static vectors
                width = old.get_dim("nO")
                new = fresh.shape[-1] - values.shape[-1]
                cut = 4 * width
                fresh[..., :cut] = values[..., :cut]
                fresh[..., cut : cut + new] *= 0.5
                fresh[..., cut + new :] = values[..., cut:]
            node.set_param(name, fresh)


def encoder_of(nlp: Language) -> Model[Any, Any]:
    """The encoder of a names model."""
    model: Any = nlp.get_pipe("ner").model  # type: ignore[attr-defined]
    return model.get_ref("tok2vec").layers[0]  # type: ignore[no-any-return]


def _kind(node: Model[Any, Any]) -> str:
    """What a layer is, apart from its size; embeddings by the column that they read."""
    if node.name == "hashembed":
        return f"hashembed {node.attrs['column']}"
    if node.name == "maxout":
        return "mix" if node.get_dim("nI") > 3 * node.get_dim("nO") else "maxout"
    return node.name


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
    parser.add_argument("--encoder", type=Path, help="trees model of the same width that names start from")
    parser.add_argument("--start", type=Path, help="model of the same shape to go on training")
    parser.add_argument("--lists", type=Path, help="word lists (training.gazetteer) that the names may read")
    parser.add_argument(
        "--set",
        nargs="*",
        action="extend",
        default=[],
        metavar="PATH=VALUE",
        help="further overrides of the config",
    )
    args = parser.parse_args()
    # numpy's own BLAS multiplies matrices more than twice as fast as spaCy's default.
    set_current_ops(NumpyOps(use_blis=False))
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
    if args.lists and args.part == "names":
        overrides[f"{tok2vec}.embed.attrs"] = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "ENT_ID"]
        overrides[f"{tok2vec}.embed.rows"] = [4000, 1000, 1500, 500, 200]
        overrides["corpora.train.@readers"] = gazetteer.READER
        overrides["corpora.train.lists"] = str(args.lists)
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
        copy_weights(spacy.load(args.encoder).get_pipe("tok2vec").model, encoder_of(nlp))
    if args.lists and args.part == "names":
        gazetteer.component(nlp, json.loads(args.lists.read_text(encoding="utf8")))
    args.out.mkdir(parents=True, exist_ok=True)
    train(nlp, args.out, stdout=sys.stdout, stderr=sys.stderr)


if __name__ == "__main__":
    main()
