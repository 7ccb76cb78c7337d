"""How fast a build is, against the language pipeline alone, and how its memory grows.

    python benchmarks/build_speed.py                     # speed on 300 articles, memory for 100/1,000/10,000
    python benchmarks/build_speed.py --articles 1000 --memory 100 1000
    python benchmarks/build_speed.py --sources ../shared/articles/gnad

The articles are made of the sentences of `seeds/`, shuffled with a fixed seed and mixed anew for each
article, so that no two are near-copies. Speed: plain `nlp.pipe` and the whole build (reading, extraction,
store, resolution, all outputs) take the same texts with the same pipelines in the same process, in turns;
the ratio is of the best time of each, of wall time and of processor time (which other programs disturb
less). Memory: the peak of a process of its own for each number of articles.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))


def make_articles(folder: Path, number: int, sentences_each: int = 5, seed: int = 1) -> None:
    """Write `number` articles of 2 to 5 paragraphs, `sentences_each` sentences each, as JSON lines."""
    from kgraph.sources import read

    rng = random.Random(seed)
    sentences: dict[str, list[str]] = {"de": [], "en": []}
    dates = []
    for article in read([ROOT / "seeds"], report=lambda _: None):
        for block in article.blocks:
            part = article.text[block.start : block.end]
            sentences[article.lang] += [s.strip() + "." for s in part.split(". ") if len(s) > 30]
        dates.append(article.published.isoformat() if article.published else "2026-01-15")
    folder.mkdir(parents=True, exist_ok=True)
    for first in range(0, number, 1000):
        with open(folder / f"part-{first:06}.jsonl", "w", encoding="utf-8") as handle:
            for i in range(first, min(first + 1000, number)):
                lang = "de" if rng.random() < 0.7 else "en"
                text = "\n\n".join(
                    " ".join(rng.choices(sentences[lang], k=sentences_each)) for _ in range(rng.randint(2, 5))
                )
                row = {
                    "id": f"a{i:06}",
                    "title": f"{i}",
                    "text": text,
                    "lang": lang,
                    "published": rng.choice(dates),
                }
                handle.write(json.dumps(row, ensure_ascii=False) + "\n")


def clocks() -> tuple[float, float]:
    """Wall and processor time in seconds."""
    return time.perf_counter(), time.process_time()


def since(began: tuple[float, float]) -> tuple[float, float]:
    """Wall and processor time passed."""
    return time.perf_counter() - began[0], time.process_time() - began[1]


def plain_pipe(articles: list[object], ours: bool) -> tuple[float, float]:
    """Wall and processor time of the pipelines alone for the articles, in the batches of a build: as spaCy loads
    them, or with the faster matrix products that kgraph gives them (`ours`)."""
    import spacy

    from kgraph import nlp
    from kgraph.workers import batches

    began = clocks()
    for batch in batches(articles):  # type: ignore[arg-type]
        lang = batch[0].lang
        if (lang, ours) not in PIPELINES:
            PIPELINES[lang, ours] = nlp.load(lang).nlp if ours else spacy.load(nlp.shipped_path(lang))
        for _ in PIPELINES[lang, ours].pipe((a.text for a in batch), batch_size=32):
            pass
    return since(began)


PIPELINES: dict[tuple[str, bool], Any] = {}


def speed(sources: list[Path], rounds: int) -> dict[str, float]:
    """Articles and sentences a second, and the ratio to the pipelines alone."""
    from kgraph.analyser import LanguageAnalyser
    from kgraph.pipeline import build
    from kgraph.settings import Settings
    from kgraph.sources import read

    articles = list(read(sources, report=lambda _: None))
    analyser = LanguageAnalyser(Settings())
    # Loading is paid once by either and left out of both.
    for lang in sorted({a.lang for a in articles}):
        analyser.fingerprint(lang)
        list(analyser.analyse([next(a for a in articles if a.lang == lang)]))
    for ours in (False, True):
        plain_pipe(
            [next(a for a in articles if a.lang == lang) for lang in sorted({a.lang for a in articles})], ours
        )
    pipe_s, ours_s, build_s, report = [], [], [], None
    for _ in range(rounds):
        pipe_s.append(plain_pipe(list(articles), False))
        ours_s.append(plain_pipe(list(articles), True))
        with tempfile.TemporaryDirectory() as output:
            began = clocks()
            report = build(sources, output, factory=lambda: analyser)
            build_s.append(since(began))
    assert report is not None
    pipe, whole = min(wall for wall, _ in pipe_s), min(wall for wall, _ in build_s)
    return {
        "articles": report.read,
        "sentences": report.counts.sentences,
        "statements": report.counts.records,
        "pipe_s": round(pipe, 2),
        "pipe_with_our_ops_s": round(min(wall for wall, _ in ours_s), 2),
        "build_s": round(whole, 2),
        "articles_per_s": round(report.read / whole, 1),
        "sentences_per_s": round(report.counts.sentences / whole, 1),
        "ratio_to_nlp_pipe": round(whole / pipe, 3),
        "ratio_processor": round(min(c for _, c in build_s) / min(c for _, c in pipe_s), 3),
        "ratio_processor_with_our_ops": round(min(c for _, c in build_s) / min(c for _, c in ours_s), 3),
    }


def memory(number: int, jobs: int, sentences_each: int) -> dict[str, float]:
    """Peak memory of a build of `number` articles, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        make_articles(Path(folder, "in"), number, sentences_each)
        code = (
            "import resource, sys, kgraph\n"
            "if __name__ == '__main__':\n"
            f"    r = kgraph.build([{folder + '/in'!r}], {folder + '/out'!r}, jobs={jobs})\n"
            "    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
            "    print(r.read, r.counts.records, round(r.seconds, 1), peak // 1024)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        read, statements, seconds, peak = done.stdout.split()
    return {
        "articles": int(read),
        "statements": int(statements),
        "seconds": float(seconds),
        "peak_mib": int(peak),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=300, help="how many for the speed")
    parser.add_argument("--sources", type=Path, nargs="*", help="measure speed on these instead")
    parser.add_argument("--sentences", type=int, default=5, help="in each of the 2 to 5 paragraphs")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument(
        "--memory", type=int, nargs="*", default=[100, 1000, 10000], help="numbers of articles"
    )
    parser.add_argument("--jobs", type=int, default=1, help="for the memory runs")
    args = parser.parse_args()
    if args.articles or args.sources:
        folder = Path(tempfile.mkdtemp())
        try:
            if not args.sources:
                make_articles(folder, args.articles, args.sentences)
            for key, value in speed(args.sources or [folder], args.rounds).items():
                print(f"{key:20}{value:>12,}", flush=True)
        finally:
            shutil.rmtree(folder)
    for number in args.memory:
        found = memory(number, args.jobs, args.sentences)
        print("memory  " + "  ".join(f"{key} {value:,}" for key, value in found.items()), flush=True)


if __name__ == "__main__":
    main()
