"""Averages the weights of models of one training line: `python -m training.average OUT MODEL MODEL...`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import spacy

from training import languages as languages  # registers the tokenizer callback


def average(out: Path, paths: list[Path]) -> None:
    """All models must have the same components, labels and sizes; the first gives everything but the weights."""
    models = [spacy.load(path) for path in paths]
    for name in models[0].pipe_names:
        pipes: list[Any] = [m.get_pipe(name) for m in models]
        if not hasattr(pipes[0], "model"):
            continue  # word lists
        walks: list[list[Any]] = [list(pipe.model.walk()) for pipe in pipes]
        for nodes in zip(*walks, strict=True):
            for param in nodes[0].param_names:
                if nodes[0].has_param(param):
                    values = [node.get_param(param) for node in nodes]
                    nodes[0].set_param(param, sum(values) / len(values))
    models[0].to_disk(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    args = parser.parse_args()
    average(args.out, args.models)


if __name__ == "__main__":
    main()
