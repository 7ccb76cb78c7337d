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

CARDS = Path(__file__).parent
WARM = ["--set", "training.optimizer.learn_rate.warmup_steps=50", "training.batcher.size.start=1000"]
MODELS = Path(__file__).parent.parent / "kgraph" / "models"
# Phases of the trees: name, data, steps, learning rate (falls linearly to 0). "tune" weighs gold and news more.
# The shipped run had no more time than: 2,500 steps of `trees` (stopped early), then the rest as here.
PHASES = {
    "de": (("trees", "data", 6500, 0.0015), ("tuned", "tune", 1000, 0.001), ("again", "data", 750, 0.001),
           ("last", "tune", 300, 0.0006)),
    "en": (("trees", "data", 4500, 0.0015), ("last", "data", 900, 0.001)),
}  # fmt: skip
# Rounds of the names: each labels sentences for the next. The second and later read the word lists, with fewer layers.
NAMES_FIRST, NAMES, NAMES_LAST, NAMES_ENGLISH = 1500, 2000, 1500, (1500, 1000)
LISTED = ["--depth", "4"]


class Steps:
    """Runs the steps of one language."""

    def __init__(self, lang: str, corpora: str, work: Path) -> None:
        self.lang, self.corpora, self.work = lang, corpora, work
        self.vectors: list[str] = []

    def run(self, done: Path | None, *command: str | Path) -> None:
        """One program, unless what it makes is there already."""
        if done is not None and done.exists():
            print(f"# {done} is there")
            return
        words = [str(c) for c in command]
        print("$ python", *words, flush=True)
        subprocess.run([sys.executable, *words], check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})

    def build(self, folder: str, part: str, *options: str | Path) -> Path:
        out = self.work / folder
        done = out / f"{self.lang}-{part}-train.spacy"
        self.run(
            done, "-m", "training.build", self.corpora, out, "--lang", self.lang, "--part", part, *options
        )
        return out

    def train(self, data: Path, name: str, part: str, steps: int, *options: str | Path) -> Path:
        out = self.work / f"{self.lang}-{name}"
        common = ["--lang", self.lang, "--part", part, "--steps", str(steps), *self.vectors]
        self.run(out / "model-last" / "meta.json", "-m", "training.train", data, out, *common, *options)
        return out / "model-last"

    def make_vectors(self) -> None:
        raw, made, folder = self.work / "raw-de.txt", self.work / "de", self.work / "vectors-de"
        self.run(raw, "-m", "training.rawtext", self.corpora, raw)
        self.run(made.with_suffix(".floret"), "-m", "training.vectors", raw, made, "--epochs", "6")
        self.run(
            folder,
            "-m",
            "spacy",
            "init",
            "vectors",
            "de",
            made.with_suffix(".floret"),
            folder,
            "--mode",
            "floret",
        )
        self.vectors = ["--vectors", str(folder)]

    def listed(self) -> list[str | Path]:
        """Options of training with the word lists."""
        lists = self.work / f"lists-{self.lang}.json"
        self.run(lists, "-m", "training.gazetteer", self.corpora, lists, "--lang", self.lang)
        return ["--lists", lists, *LISTED, "--set", "training.batcher.size.start=1000"]

    def german_names(self, trees: Path) -> Path:
        data = self.build("data", "names", "--grammar", "1500")
        names = self.train(data, "names-first", "names", NAMES_FIRST, "--encoder", trees)
        data = self.build("labelled-1", "names", "--grammar", "1500", "--label-with", names)
        first = self.train(data, "names-1", "names", NAMES, "--encoder", trees, *self.listed())
        data = self.build("labelled-2", "names", "--grammar", "1500", "--label-with", first)
        second = self.train(
            data, "names-2", "names", NAMES, "--names", first, "--rate", "0.0012", *self.listed()
        )
        data = self.build("labelled-3", "names", "--grammar", "1500", "--label-with", first, second)
        return self.train(
            data, "names-3", "names", NAMES_LAST, "--start", second, "--rate", "0.001", *self.listed()
        )

    def english_names(self, trees: Path) -> Path:
        taught = self.work / "taught-en.jsonl"
        self.run(taught, "-m", "training.teacher", self.corpora, taught)
        data = self.build("labelled", "names", "--grammar", "1500", "--teacher", taught)
        vectors = self.work / "vectors-en"
        self.run(vectors, "-m", "training.glove", vectors)
        start = ["--encoder", trees, "--vectors", vectors]
        names = self.train(data, "names-1", "names", NAMES_ENGLISH[0], *start, *self.listed())
        start = ["--start", names, "--vectors", vectors, "--rate", "0.001"]
        return self.train(data, "names-2", "names", NAMES_ENGLISH[1], *start, *self.listed())

    def all(self) -> None:
        german = self.lang == "de"
        filled: list[str | Path] = []
        if german:
            self.make_vectors()
            # A first model on fewer sentences tags our own treebank, which has no tags, lemmas and features.
            data = self.build("data-first", "trees", "--limit", "40000", "--gold-repeats", "2")
            filled = ["--fill", self.train(data, "first", "trees", 1500)]
        sets = {"data": ["--gold-repeats", "4", "--grammar", "2000" if german else "1500", *filled]}
        if german:
            sets["tune"] = ["--tune", "--gold-repeats", "4", "--grammar", "1500", *filled]
        before = trees = Path()
        for number, (name, data_name, steps, rate) in enumerate(PHASES[self.lang]):
            data = self.build(data_name, "trees", *sets[data_name])
            go_on = ["--start", trees, *WARM] if number else []
            before, trees = trees, self.train(data, name, "trees", steps, "--rate", str(rate), *go_on)
        if german:
            mean = self.work / "de-averaged"
            self.run(mean, "-m", "training.average", mean, before, trees)
            trees = mean
        names = self.german_names(trees) if german else self.english_names(trees)
        out, figures = MODELS / f"{self.lang}_kgraph_news", self.work / f"{self.lang}-figures.json"
        package = [
            "-m",
            "training.package",
            trees,
            names,
            out,
            "--card",
            CARDS / f"MODEL_CARD.{self.lang}.md",
        ]
        self.run(None, *package)
        self.run(None, "-m", "training.evaluate", out, self.corpora, "--lang", self.lang, "--json", figures)
        self.run(None, *package, "--figures", figures)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora")
    parser.add_argument("work", type=Path)
    parser.add_argument("--lang", choices=["de", "en", "all"], default="all")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    for lang in ("de", "en") if args.lang == "all" else (args.lang,):
        Steps(lang, args.corpora, args.work).all()


if __name__ == "__main__":
    main()
