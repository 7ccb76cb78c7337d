"""From the corpora to the shipped pipelines, one step after another: `make models CORPORA=../shared/corpora`.

Every step is a program of its own that can be run alone; the command is printed before it runs. Steps
whose output is there already are skipped, so an interrupted run goes on. On two cores without a GPU the
whole takes about four hours.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

MODELS = Path(__file__).parent.parent / "kgraph" / "models"
TREES_STEPS = {"de": 6500, "en": 4500}
TUNE_STEPS = {"de": 1200, "en": 800}
NAMES_STEPS = 3000


def run(done: Path, *command: str) -> None:
    if done.exists():
        print(f"# {done} is there")
        return
    print("$", " ".join(command), flush=True)
    subprocess.run([sys.executable, *command], check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})


def german(corpora: str, work: Path) -> None:
    raw, vectors = work / "raw-de.txt", work / "vectors-de"
    run(raw, "-m", "training.rawtext", corpora, str(raw))
    run(work / "de.floret", "-m", "training.vectors", str(raw), str(work / "de"), "--epochs", "6")
    run(
        vectors,
        "-m",
        "spacy",
        "init",
        "vectors",
        "de",
        str(work / "de.floret"),
        str(vectors),
        "--mode",
        "floret",
    )
    # A first round on fewer sentences only tags our own treebank, which has no tags, lemmas and features.
    first, first_data = work / "de-first", work / "data-first"
    run(
        first_data / "de-trees-train.spacy",
        "-m",
        "training.build",
        corpora,
        str(first_data),
        "--limit",
        "40000",
        "--gold-repeats",
        "2",
    )
    run(
        first / "model-best",
        "-m",
        "training.train",
        str(first_data),
        str(first),
        "--vectors",
        str(vectors),
        "--steps",
        "1500",
    )
    data, trees = work / "data", work / "de-trees"
    run(
        data / "de-trees-train.spacy",
        "-m",
        "training.build",
        corpora,
        str(data),
        "--gold-repeats",
        "4",
        "--grammar",
        "2000",
        "--fill",
        str(first / "model-best"),
    )
    run(
        trees / "model-best",
        "-m",
        "training.train",
        str(data),
        str(trees),
        "--vectors",
        str(vectors),
        "--steps",
        str(TREES_STEPS["de"]),
    )
    finish("de", corpora, work, vectors)


def english(corpora: str, work: Path) -> None:
    data, trees = work / "data", work / "en-trees"
    run(
        data / "en-trees-train.spacy",
        "-m",
        "training.build",
        corpora,
        str(data),
        "--lang",
        "en",
        "--grammar",
        "1500",
    )
    run(
        trees / "model-best",
        "-m",
        "training.train",
        str(data),
        str(trees),
        "--lang",
        "en",
        "--steps",
        str(TREES_STEPS["en"]),
    )
    finish("en", corpora, work, None)


def finish(lang: str, corpora: str, work: Path, vectors: Path | None) -> None:
    """Second phase of the trees (gold weighs more, the rate falls to nothing), names, package, figures."""
    data, tune = work / "data", work / "data-tune"
    start, trees, names = work / f"{lang}-trees", work / f"{lang}-trees-tuned", work / f"{lang}-names"
    with_vectors = ["--vectors", str(vectors)] if vectors else []
    run(
        tune / f"{lang}-trees-train.spacy",
        "-m",
        "training.build",
        corpora,
        str(tune),
        "--lang",
        lang,
        "--tune",
        "--with-pud",
        "--grammar",
        "1500",
        "--fill",
        str(work / "de-trees" / "model-best"),
    )
    run(
        trees / "model-last",
        "-m",
        "training.train",
        str(tune),
        str(trees),
        "--lang",
        lang,
        *with_vectors,
        "--start",
        str(start / "model-best"),
        "--steps",
        str(TUNE_STEPS[lang]),
        "--rate",
        "0.0005",
    )
    run(
        data / f"{lang}-names-train.spacy",
        "-m",
        "training.build",
        corpora,
        str(data),
        "--lang",
        lang,
        "--part",
        "names",
        "--grammar",
        "1500",
    )
    run(
        names / "model-best",
        "-m",
        "training.train",
        str(data),
        str(names),
        "--lang",
        lang,
        "--part",
        "names",
        *with_vectors,
        "--encoder",
        str(trees / "model-last"),
        "--steps",
        str(NAMES_STEPS),
    )
    card = Path(__file__).parent / f"MODEL_CARD.{lang}.md"
    out = MODELS / f"{lang}_kgraph_news"
    run(
        work / "never",
        "-m",
        "training.package",
        str(trees / "model-last"),
        str(names / "model-best"),
        str(out),
        "--card",
        str(card),
    )
    run(work / "never", "-m", "training.evaluate", str(out), corpora, "--lang", lang)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora")
    parser.add_argument("work", type=Path)
    parser.add_argument("--lang", choices=["de", "en", "all"], default="all")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    if args.lang in ("de", "all"):
        german(args.corpora, args.work)
    if args.lang in ("en", "all"):
        english(args.corpora, args.work)


if __name__ == "__main__":
    main()
