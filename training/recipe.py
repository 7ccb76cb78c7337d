"""From the corpora to the shipped pipelines, one step after another: `make models CORPORA=../shared/corpora`.

Every step is a program of its own that can be run alone; the command is printed before it runs. Steps
whose output is there already are skipped, so an interrupted run goes on. On one core without a GPU English
takes about an hour, German about four; the transformer of both takes about five on two cores.
`--most-steps 6 --models FOLDER` runs the same path in minutes, to see that every step works.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

CARDS = Path(__file__).parent
WARM = ["--set", "training.optimizer.learn_rate.warmup_steps=50", "training.batcher.size.start=1000"]
MODELS = Path(__file__).parent.parent / "kgraph" / "models"
Phase = tuple[str, str, int, float]
# Phases of the trees: name, data, steps, learning rate (falls linearly to 0). "tune" weighs gold and news more,
# "taught" adds the trees of the teacher, "pud" also PUD, which measures nothing after that.
# The shipped German run had no more time than: 2,500 steps of `trees` (stopped early), then the rest as here.
PHASES = {
    "de": (("trees", "data", 6500, 0.0015), ("tuned", "tune", 1000, 0.001), ("again", "data", 750, 0.001),
           ("last", "tune", 300, 0.0006)),
    "en": (("trees", "data", 3000, 0.002), ("taught", "taught", 3500, 0.0017), ("last", "pud", 2500, 0.0014)),
}  # fmt: skip
# The same of German from there on, with the trees of the teacher: "taught" all of them, "taught-news" as "tune".
LEARNED = (("learned", "taught", 2600, 0.001), ("learned-last", "taught-news", 600, 0.0007))
VERSIONS = {"de": "0.7.0", "en": "0.6.0", "transformer": "0.2.0"}
DROPOUT = {"de": 0.1, "en": 0.2}
# Steps of the names: on all corpora, and on those of one convention. They read the word lists, with fewer layers.
NAMES, NAMES_LAST = 2500, 1000
# German goes on from there in runs that differ in the order of the sentences; the mean of their weights and those of
# the run before them ships.
NAMES_AGAIN, SEEDS = 4000, (0, 1)
LISTED = ["--depth", "4"]


class Steps:
    """Runs the steps of one language."""

    def __init__(self, lang: str, corpora: str, work: Path, most_steps: int) -> None:
        self.lang, self.corpora, self.work, self.most_steps = lang, corpora, work, most_steps
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
        common = [
            "--lang",
            self.lang,
            "--part",
            part,
            "--steps",
            str(min(steps, self.most_steps)),
            *self.vectors,
        ]
        self.run(out / "model-last" / "meta.json", "-m", "training.train", data, out, *common, *options)
        return out / "model-last"

    def epochs(self) -> list[str]:
        """One only, where hardly anything is to be trained."""
        return ["--epochs", "1"] if self.most_steps < 100 else []

    def make_vectors(self) -> None:
        """Floret vectors of German from plain text; the GloVe vectors of English."""
        if self.lang == "en":
            folder = self.work / "vectors-en"
            self.run(folder, "-m", "training.glove", folder)
            self.vectors = ["--vectors", str(folder)]
            return
        self.vectors = ["--vectors", str(self.floret("de", "--epochs", "6"))]

    def floret(self, name: str, *options: str) -> Path:
        """Floret vectors of German plain text, as spaCy reads them."""
        raw, made, folder = self.work / "raw-de.txt", self.work / name, self.work / f"vectors-{name}"
        table = made.with_suffix(".floret")
        self.run(raw, "-m", "training.rawtext", self.corpora, raw)
        self.run(table, "-m", "training.vectors", raw, made, *options, *self.epochs())
        self.run(folder, "-m", "spacy", "init", "vectors", "de", table, folder, "--mode", "floret")
        return folder

    def listed(self) -> list[str | Path]:
        """Options of training with the word lists."""
        lists = self.work / f"lists-{self.lang}.json"
        self.run(lists, "-m", "training.gazetteer", self.corpora, lists, "--lang", self.lang)
        return ["--lists", lists, *LISTED, "--set", "training.batcher.size.start=1000"]

    def names(self, trees: Path) -> Path:
        """Names, first of all corpora, then only those annotated after the convention of the tests."""
        many: list[str | Path] = ["--grammar", "1500"]
        if self.lang == "en":
            taught = self.work / "taught-en.jsonl"
            few = ["--most", "500"] if self.most_steps < 100 else []
            self.run(taught, "-m", "training.teacher", self.corpora, taught, *few, *self.epochs())
            many += ["--teacher", taught]
        data = self.build("names-all", "names", *many)
        first = self.train(data, "names-first", "names", NAMES, "--encoder", trees, *self.listed())
        data = self.build("names-tune", "names", "--tune")
        rate = ["--rate", "0.0008", *WARM]
        last = self.train(data, "names", "names", NAMES_LAST, "--start", first, *rate, *self.listed())
        return last if self.lang == "en" else self.names_mean(data, last)

    def names_mean(self, data: Path, start: Path) -> Path:
        """The mean of several runs from one start."""
        made = [start]
        for seed in SEEDS:
            options = [
                "--start",
                start,
                "--rate",
                "0.001",
                *WARM,
                *self.listed(),
                "--set",
                f"system.seed={seed}",
            ]
            made.append(self.train(data, f"names-{seed}", "names", NAMES_AGAIN, *options))
        mean = self.work / "de-names-mean"
        self.run(mean, "-m", "training.average", mean, *made)
        return mean

    def phases(
        self, plan: Sequence[Phase], sets: dict[str, list[str | Path]], start: Path | None = None
    ) -> list[Path]:
        """Trains the trees phase by phase; each goes on from the one before."""
        made = [start] if start else []
        for name, data_name, steps, rate in plan:
            data = self.build(data_name, "trees", *sets[data_name])
            go_on = ["--start", made[-1], *WARM] if made else []
            options = ["--rate", str(rate), "--set", f"training.dropout={DROPOUT[self.lang]}", *go_on]
            made.append(self.train(data, name, "trees", steps, *options))
        return made

    def german_trees(self) -> Path:
        # A first model on fewer sentences tags our own treebank, which has no tags, lemmas and features.
        data = self.build("data-first", "trees", "--limit", "40000", "--gold-repeats", "2")
        filled = ["--fill", self.train(data, "first", "trees", 1500)]
        many = ["--gold-repeats", "4", *filled]
        all_, news = [*many, "--grammar", "2000"], [*many, "--tune", "--grammar", "1500"]
        made = self.phases(PHASES["de"], {"data": all_, "tune": news})
        mean = self.work / "de-averaged"
        self.run(mean, "-m", "training.average", mean, *made[-2:])
        taught = ["--taught-trees", self.german_teacher(filled)]
        return self.phases(LEARNED, {"taught": [*all_, *taught], "taught-news": [*news, *taught]}, mean)[-1]

    def german_teacher(self, filled: list[str | Path]) -> Path:
        """Trees of a teacher that reads less gold at first, and word vectors that would be too large to ship."""
        lessons = self.build("lessons", "trees", "--gold-repeats", "2", *filled, "--grammar", "2000")
        large = self.floret("large", "--dim", "200", "--bucket", "150000", "--window", "3", "--epochs", "2")
        taught = self.work / "taught-trees-de.conllu"
        options = ["--lang", "de", "--data", lessons, "--tune", self.work / "tune", "--vectors", large]
        options += self.epochs() or ["--epochs", "10"]
        self.run(taught, "-m", "training.teacher_trees", self.corpora, taught, *options)
        return taught

    def english_trees(self) -> Path:
        gold = ["--gold-repeats", "1", "--grammar", "1500"]
        data, taught = self.build("data", "trees", *gold), self.work / "taught-trees-en.conllu"
        options = ["--data", data, *self.epochs()]
        self.run(taught, "-m", "training.teacher_trees", self.corpora, taught, *options)
        learned = [*gold, "--taught-trees", taught]
        sets = {"data": gold, "taught": learned, "pud": [*learned, "--with-pud"]}
        return self.phases(PHASES["en"], sets)[-1]

    def all(self, models: Path) -> None:
        self.make_vectors()
        german = self.lang == "de"
        trees = self.german_trees() if german else self.english_trees()
        # English: the phase before the last, whose encoder has not seen PUD, so that the names of PUD can be measured
        names = self.names(trees if german else self.work / "en-taught" / "model-last")
        out, figures = models / f"{self.lang}_kgraph_news", self.work / f"{self.lang}-figures.json"
        card = CARDS / f"MODEL_CARD.{self.lang}.md"
        package = [
            "-m",
            "training.package",
            trees,
            names,
            out,
            "--version",
            VERSIONS[self.lang],
            "--card",
            card,
        ]
        self.run(None, *package)
        measure = ["--lang", self.lang, "--json", figures, *([] if german else ["--skip", "pud"])]
        self.run(None, "-m", "training.evaluate", out, self.corpora, *measure)
        self.run(None, *package, "--figures", figures)

    def transformer(self, models: Path) -> None:
        """The larger pipeline, from trees that the steps of both languages left, and all annotated names."""
        filled = ["--fill", self.work / "de-first" / "model-last", "--grammar", "300"]
        self.build("gold", "trees", "--gold-repeats", "1", "--max-roots", "0", *filled)
        learned, out = self.work / "transformer.pt", models / "transformer"
        options = ["--most", "300"] if self.most_steps < 100 else []
        options += ["--work", self.work, *self.epochs()]
        self.run(learned, "-m", "training.transformer", self.corpora, learned, *options)
        export = ["-m", "training.export", learned, out, "--version", VERSIONS["transformer"]]
        export += ["--card", CARDS / "MODEL_CARD.transformer.md", "--figures"]
        self.run(None, *export)
        if models == MODELS:  # those are what `training.evaluate` loads
            figures = [self.work / f"transformer-{lang}.json" for lang in ("de", "en")]
            for lang, path in zip(("de", "en"), figures, strict=True):
                measure = [
                    "-m",
                    "training.evaluate",
                    "transformer",
                    self.corpora,
                    "--lang",
                    lang,
                    "--json",
                    path,
                ]
                self.run(None, *measure)
            self.run(None, *export, *figures)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora")
    parser.add_argument("work", type=Path)
    parser.add_argument("--lang", choices=["de", "en", "transformer", "all"], default="all",
                        help="`transformer` needs what the two languages leave in WORK")  # fmt: skip
    parser.add_argument("--models", type=Path, default=MODELS, help="where the pipelines go")
    parser.add_argument(
        "--most-steps", type=int, default=10**9, help="of each training: a few, to see that every step runs"
    )
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    for lang in ("de", "en", "transformer") if args.lang == "all" else (args.lang,):
        if lang == "transformer":
            Steps("de", args.corpora, args.work, args.most_steps).transformer(args.models)
        else:
            Steps(lang, args.corpora, args.work, args.most_steps).all(args.models)


if __name__ == "__main__":
    main()
