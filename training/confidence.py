"""Fits the confidence of statements on articles that we annotated: `python -m training.confidence`.

A logistic regression with an L2 penalty on the drafts of `seeds/articles`, labelled by `tests/gold`, and of the
`development` sets of benchmarks/annotations.jsonl, whose articles are in ../shared. Prints the reliability by
cross-validation over articles, on our `held-out` sets and on the articles of ../shared/gold.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

import quality  # noqa: E402
from scoring import Gold, as_actor  # noqa: E402

from kgraph import nlp  # noqa: E402
from kgraph.extract import Extractor  # noqa: E402
from kgraph.extract.assembly import Draft  # noqa: E402
from kgraph.extract.assertion.confidence import FILE  # noqa: E402
from kgraph.extract.language.syntax import sentences  # noqa: E402
from kgraph.knowledge import Knowledge  # noqa: E402
from kgraph.sources import read  # noqa: E402

PENALTY = 2.0  # strength of the L2 penalty: about what a handful of statements weigh
FOLDS = 6

Row = tuple[str, dict[str, float], bool]


def annotated(name: str) -> list[Row]:
    """The rows of one of the sets of benchmarks/quality.py."""
    with tempfile.TemporaryDirectory() as folder:
        shared = quality.SHARED
        source, _ = quality.prepare(name, shared / "articles", shared / "gold" / "dev", Path(folder))
        return rows(source, golds(Path(folder) / "gold"))


def golds(folder: Path) -> dict[str, Gold]:
    """The gold of a folder by article."""
    return {gold.article: gold for path in sorted(folder.glob("*.json")) for gold in [Gold(path)]}


def rows(source: Path, golds: dict[str, Gold]) -> list[Row]:
    """(article, features, right) of each distinct statement found in annotated articles."""
    knowledge = Knowledge.load()
    tools = {lang: (nlp.load(lang), Extractor(lang, knowledge)) for lang in ("de", "en")}
    found: list[Row] = []
    for article in read([source], report=lambda note: None):
        gold = golds.get(article.id)
        if gold is None:
            continue
        pipeline, extractor = tools[article.lang]
        doc = next(iter(nlp.docs(pipeline, [article])))
        analysis = extractor.analyse(article, sentences(doc, article, pipeline.scheme))
        assembly = extractor.assembly(article, analysis)
        seen = set()
        for draft in assembly.drafts():
            key = (id(draft.source.ent), draft.relation, id(draft.target.ent))
            if key not in seen:
                seen.add(key)
                found.append((article.id, assembly.features(draft), _right(gold, draft)))
    return found


def _right(gold: Gold, draft: Draft) -> bool:
    row = {
        "relation": draft.relation,
        "status": draft.status,
        "source": as_actor(draft.source.ent),
        "target": as_actor(draft.target.ent),
    }
    return any(gold.agree(statement, row, status=False, relation=True) for statement in gold.statements)


def fit(data: Sequence[Row], names: Sequence[str]) -> np.ndarray:
    """Weights (bias first) by Newton's method."""
    x = np.array([[1.0, *(features[n] for n in names)] for _, features, _ in data])
    y = np.array([float(right) for _, _, right in data])
    w = np.zeros(x.shape[1])
    penalty = np.diag([0.0, *([PENALTY] * len(names))])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty @ w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return w


def predict(data: Sequence[Row], names: Sequence[str], w: np.ndarray) -> np.ndarray:
    """Probabilities of being right."""
    x = np.array([[1.0, *(features[n] for n in names)] for _, features, _ in data])
    return 1 / (1 + np.exp(-x @ w))


def table(title: str, data: Sequence[Row], p: np.ndarray) -> None:
    """Print how many of the statements said to be so sure are right."""
    print(title)
    print("  said          statements   mean said   right")
    edges = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01]
    y = np.array([right for _, _, right in data])
    for low, high in pairwise(edges):
        mask = (p >= low) & (p < high)
        if mask.any():
            print(
                f"  {low:.1f} to {min(high, 1):.1f}  {mask.sum():10}  {p[mask].mean():10.2f}  {y[mask].mean():6.2f}"
            )
    print(f"  all         {len(y):10}  {p.mean():10.2f}  {y.mean():6.2f}   Brier {((p - y) ** 2).mean():.3f}")


def main() -> None:
    """Fit, report, and write the weights."""
    data = rows(ROOT / "seeds" / "articles", golds(ROOT / "tests" / "gold"))
    for name in quality.OWN:
        if name.startswith("development"):
            data += annotated(name)
    names = sorted(data[0][1])
    folds: dict[str, int] = defaultdict(int)
    for n, article in enumerate(sorted({article for article, _, _ in data})):
        folds[article] = n % FOLDS
    p = np.zeros(len(data))
    for fold in range(FOLDS):
        train = [row for row in data if folds[row[0]] != fold]
        test = [n for n, row in enumerate(data) if folds[row[0]] == fold]
        p[test] = predict([data[n] for n in test], names, fit(train, names))
    table(f"seeds and development, {FOLDS}-fold cross-validation over articles", data, p)
    w = fit(data, names)
    for sets in (
        ("held-out", "held-out-2", "held-out-3"),
        ("seed", "gnad", "news-gold-de"),
        ("news-gold-en",),
    ):
        rest = [row for name in sets for row in annotated(name)]
        table(f"{' '.join(sets)} (not used for fitting)", rest, predict(rest, names, w))
    lines = [f"{name} = {value:.4f}" for name, value in zip(["bias", *names], w, strict=True)]
    FILE.write_text(
        "# Fitted by `python -m training.confidence`; do not edit by hand.\n[weights]\n"
        + "\n".join(lines)
        + "\n",
        encoding="utf-8",
    )
    print(f"written: {FILE}")


if __name__ == "__main__":
    main()
