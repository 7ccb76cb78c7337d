"""Whose words: how many of the quotes that annotators marked in German news are given the right speaker.

    python benchmarks/speakers.py ARTICLES.jsonl QUOTES.jsonl [--part dev] [--misses 20]

ARTICLES are news articles with ids, QUOTES one line an article: {"id": …, "part": …, "quotes": [{"quote":
[[start, end], …], "speaker": [[start, end], …], "type": …}]}, offsets into the article's text. Direct and
indirect speech, free forms and speech that the article only tells of count alike; quotes without an annotated
speaker are left out. A speaker counts as found if, of what the extractor takes to be said, the piece that
shares most with the quote has a speaker whose mention, or another mention of the same actor, or whose words
overlap the annotated speaker. A quote of which nothing was found counts as missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from kgraph import nlp  # noqa: E402
from kgraph.extract.assembly import Analysis  # noqa: E402
from kgraph.extract.assertion.attribution import speakers  # noqa: E402
from kgraph.extract.assertion.voices import Claim  # noqa: E402
from kgraph.extract.extractor import Extractor  # noqa: E402
from kgraph.extract.language.syntax import sentences  # noqa: E402
from kgraph.knowledge import Knowledge  # noqa: E402
from kgraph.model import Article  # noqa: E402
from kgraph.sources import read  # noqa: E402

Ranges = Sequence[Sequence[int]]


def shared(one: Ranges, other: Ranges) -> int:
    """How many code points two lists of ranges have in common."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def names(analysis: Analysis, claim: Claim, speaker: Ranges) -> bool:
    """Whether a claim is that of the annotated speaker."""
    sents = analysis.reading.sentences
    if claim.word is not None:
        words = claim.word.subtree() if claim.hit is None else [claim.word]
        if shared([(w.start, w.end) for w in words if sents[claim.sent].words[w.i] is w], speaker):
            return True
    if claim.hit is None or claim.hit.ent is None:
        return False
    for row in analysis.reading.hits:
        for hit in row:
            if hit.ent is claim.hit.ent:
                place = sents[hit.sent].words
                if shared([(place[hit.first].start, place[hit.last].end)], speaker):
                    return True
    return False


def judge(analysis: Analysis, quote: Ranges, speaker: Ranges) -> str:
    """ "right", "wrong" or "none" for one annotated quote."""
    best: tuple[float, int] | None = None
    chosen: Claim | None = None
    for parts, claim in speakers(analysis.reading.sentences, analysis.said):
        spans = [(p.start, p.end) for p in parts]
        common = shared(spans, quote)
        if common:
            rank = (common, -sum(b - a for a, b in spans))
            if best is None or rank > best:
                best, chosen = rank, claim
    if chosen is None:
        return "none"
    return "right" if names(analysis, chosen, speaker) else "wrong"


def analyses(articles: Iterable[Article]) -> Iterable[tuple[Article, Analysis]]:
    """The articles with what the shipped German pipeline and the extractor make of them."""
    articles = list(articles)
    pipeline = nlp.load("de")
    extractor = Extractor("de", Knowledge.load(()))
    for article, doc in zip(articles, nlp.docs(pipeline, articles), strict=True):
        yield article, extractor.analyse(article, sentences(doc, article, pipeline.scheme))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("quotes", type=Path)
    parser.add_argument("--part", help="only the quotes of this part of the corpus")
    parser.add_argument("--misses", type=int, default=0, help="show so many quotes that were not found")
    options = parser.parse_args()
    gold = {}
    for line in options.quotes.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if options.part in (None, row["part"]):
            gold[row["id"]] = [q for q in row["quotes"] if q["speaker"] and q["quote"]]
    wanted = [a for a in read([options.articles], report=lambda _: None) if gold.get(a.id)]
    counts: Counter[tuple[str, str]] = Counter()
    shown = 0
    for article, analysis in analyses(wanted):
        for quote in gold[article.id]:
            verdict = judge(analysis, quote["quote"], quote["speaker"])
            counts[quote["type"], verdict] += 1
            if verdict != "right" and shown < options.misses:
                shown += 1
                words = [
                    " … ".join(article.text[a:b] for a, b in quote[k]) for k in ("quote", "speaker", "cue")
                ]
                print(
                    f"{verdict} {quote['type']} {article.id}\n  said: {words[0]}\n  by: {words[1]}  cue: {words[2]}"
                )
    total = Counter[str]()
    for kind in sorted({kind for kind, _ in counts}):
        row = {v: counts[kind, v] for v in ("right", "wrong", "none")}
        total.update(row)
        report(kind, row)
    report("all", total)


def report(kind: str, row: dict[str, int] | Counter[str]) -> None:
    """One line of the table."""
    n = max(1, sum(row.values()))
    print(
        f"{kind:22} {row['right'] / n:.3f}  ({row['right']} right, {row['wrong']} wrong, {row['none']} none of {n})"
    )


if __name__ == "__main__":
    main()
