"""Relation types in English, measured on the training part of Zero-Shot-PLOVER (PLV).

    python benchmarks/plover.py [--corpus ../shared/corpora/evaluation-only/plv] [--errors N] [--root ACCUSE]

Each item is a sentence with two phrases marked, who acts and who undergoes, and the root of PLOVER that joins them;
CONCEDE and RETREAT are one root there, YIELD. Items in which only one phrase is marked are left out. The pair is
given, so each marked phrase that the extractor takes for no actor is made one; what is measured is the relation
alone. Our answer is that of the most confident statement from the first phrase to the second (either way round for
symmetric relations), or nothing; standing relations, appointments and dismissals are no roots and count as nothing.

PLOVER has no status: a promise to cooperate is AGREE there, a refusal REJECT, an announced hostile act THREATEN,
where we keep the type and say planned or negated. Both figures are printed: of the types alone, and after this
translation of the scheme (`translated`).

Printed are precision, recall and F1 of each root, their unweighted mean (macro-F1), and how many got an answer. On
the other part of the corpus, which we have not, dictionaries reach 0.46 and GPT-4 0.62. The corpus may only be used
for evaluation: nothing is learned from it. Without it the script says so and ends with 0.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kgraph import nlp  # noqa: E402
from kgraph.extract.entities.actors import Hit, head_of  # noqa: E402
from kgraph.extract.entities.marked import Reading  # noqa: E402
from kgraph.extract.extractor import Extractor  # noqa: E402
from kgraph.extract.language.syntax import Sentence, Word  # noqa: E402
from kgraph.extract.reading import Reader  # noqa: E402
from kgraph.knowledge import Knowledge  # noqa: E402
from kgraph.model import Article, Extraction, Span  # noqa: E402
from kgraph.relations import relation_types  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpora" / "evaluation-only" / "plv"
MARK = re.compile(r"</?([st])>")
NOTHING = "-"
COOPERATIVE = ("CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "AGREE")
HOSTILE = ("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST")


@dataclass(frozen=True)
class Item:
    """A sentence, where its two phrases stand, and the root that joins them."""

    text: str
    source: tuple[Span, ...]  # each place where the phrase stands
    target: tuple[Span, ...]
    root: str


def items(corpus: Path) -> Iterator[Item]:
    """The items of a folder of JSON lines."""
    for path in sorted(corpus.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text, last, opened = "", 0, 0
            spans: dict[str, list[Span]] = {"s": [], "t": []}
            for mark in MARK.finditer(row["marked"]):
                text += row["marked"][last : mark.start()]
                last = mark.end()
                if mark[0].startswith("</"):
                    spans[mark[1]].append(Span(opened, len(text)))
                opened = len(text)
            text += row["marked"][last:]
            if spans["s"] and spans["t"]:
                yield Item(text, tuple(spans["s"]), tuple(spans["t"]), row["relation"])


class GivenReader(Reader):
    """Marks the given phrases as well as what it finds itself."""

    given: tuple[Span, ...] = ()

    def read(self, article: Article, sentences: list[Sentence]) -> Reading:
        """As `Reader.read`; the head of a given phrase is an actor of no particular type."""
        reading = super().read(article, sentences)
        for span in self.given:
            for n, sentence in enumerate(sentences):
                inside = [w.i for w in sentence.words if w.start < span.end and w.end > span.start]
                if inside:
                    head = head_of(sentence.words, inside[0], inside[-1])
                    self._give(reading, n, head, article.text[span.start : span.end])
                    break
        return reading

    @staticmethod
    def _give(reading: Reading, n: int, head: Word, text: str) -> None:
        role, there = reading.role_at.get((n, head.i)), reading.hit(n, head)
        if role is not None and role.name is not None:
            return
        if there is not None and there.actor is None:
            reading.drop(there)
        hit = Hit(n, head.i, head.i, head, head.text, "name", "group")
        hit.ent = reading.table.named("group", text)
        reading.put(hit)


def translated(root: str, status: str) -> str:
    """What PLOVER calls a type that is only planned, or denied."""
    if root in COOPERATIVE and status in ("planned", "negated"):
        return "AGREE" if status == "planned" else "REJECT"
    return "THREATEN" if root in HOSTILE and status == "planned" else root


def answer(item: Item, found: Extraction) -> tuple[str, str]:
    """The root that the extractor sees between the two phrases, as we call it and as PLOVER would, or NOTHING."""
    types = relation_types()
    best = (0.0, NOTHING, "")
    for statement in found.statements:
        relation = types[statement.relation]
        ends = [found.mentions[statement.source], found.mentions[statement.target]]
        for one, other in (ends, ends[::-1]) if relation.symmetric else (ends,):
            inside = all(
                any(mention.start < span.end and mention.end > span.start for span in spans)
                for mention, spans in ((one, item.source), (other, item.target))
            )
            if inside and relation.plover:
                best = max(best, (statement.confidence, relation.plover, statement.status))
    root, plover = best[1], translated(best[1], best[2])
    return _merged(root), _merged(plover)


def _merged(root: str) -> str:
    return "YIELD" if root in ("CONCEDE", "RETREAT") else root


def answers(wanted: Sequence[Item]) -> list[tuple[str, str]]:
    """What the shipped English pipeline and the extractor make of each item."""
    pipeline = nlp.load("en")
    knowledge = Knowledge.load(())
    extractor = Extractor("en", knowledge)
    extractor.reader = reader = GivenReader(knowledge, extractor.lexicon)
    articles = [
        Article(f"item-{n}", i.text, "en", blocks=(Span(0, len(i.text)),)) for n, i in enumerate(wanted)
    ]
    found = []
    for item, article, doc in zip(wanted, articles, nlp.docs(pipeline, articles), strict=True):
        reader.given = item.source + item.target
        found.append(answer(item, extractor.extract(article, doc, pipeline.scheme)))
    return found


def scores(gold: Sequence[str], found: Sequence[str]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each root of the gold."""
    right = Counter(g for g, f in zip(gold, found, strict=True) if g == f)
    wanted, said = Counter(gold), Counter(found)
    table = {}
    for root in sorted(wanted):
        p = right[root] / said[root] if said[root] else 0.0
        r = right[root] / wanted[root]
        table[root] = (p, r, 2 * p * r / (p + r) if p + r else 0.0)
    return table


def report(gold: Sequence[str], found: Sequence[str]) -> None:
    """Print the table of one way to count."""
    table = scores(gold, found)
    for root, (p, r, f1) in table.items():
        print(f"{root:10} P {p:.3f}  R {r:.3f}  F1 {f1:.3f}  ({gold.count(root)})")
    answered = [(g, f) for g, f in zip(gold, found, strict=True) if f != NOTHING]
    right = sum(g == f for g, f in answered)
    macro = sum(f1 for _, _, f1 in table.values()) / len(table)
    print(
        f"macro-F1 {macro:.3f}  answered {len(answered)} of {len(gold)}, {right / max(1, len(answered)):.3f} right"
    )


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument(
        "--errors", type=int, default=0, help="show so many items that got a wrong answer or none"
    )
    parser.add_argument("--root", help="only the errors of this root")
    options = parser.parse_args()
    wanted = list(items(options.corpus))
    if not wanted:
        print(f"{options.corpus}: no corpus there, nothing measured")
        return 0
    gold, found = [item.root for item in wanted], answers(wanted)
    for way, said in (("types alone", [f[0] for f in found]), ("translated", [f[1] for f in found])):
        print(f"--- {way}")
        report(gold, said)
    shown = 0
    for item, (_, said) in zip(wanted, found, strict=True):
        if said != item.root and options.root in (None, item.root) and shown < options.errors:
            shown += 1
            source, target = (item.text[s[0].start : s[0].end] for s in (item.source, item.target))
            print(f"   | {item.root} | {said} | {source} | {target} | {item.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
