"""How sure a statement is: a probability from what it rests on.

A logistic model over a few features of a draft. Its weights stand in `kgraph/lang/confidence.toml`, fitted on our own
annotated articles by `python -m training.confidence`, which also prints how reliable the figures are on articles
that it has not seen.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from math import exp, log
from pathlib import Path

FILE = Path(__file__).parents[2] / "lang" / "confidence.toml"


@cache
def weights() -> Mapping[str, float]:
    """The weights by feature; `bias` is always on."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: float(value) for name, value in data["weights"].items()}


def probability(features: Mapping[str, float]) -> float:
    """The probability that a statement with these features is right, 0..1."""
    table = weights()
    score = table["bias"] + sum(table.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + exp(-score))


def logit(trust: float) -> float:
    """Trust as log odds, kept finite."""
    bounded = min(max(trust, 0.02), 0.98)
    return log(bounded / (1 - bounded))
