"""Why statements of the gold are missed: how many for which cause, with examples.

    python benchmarks/causes.py [--examples N] [SET ...]

Sets as in benchmarks/quality.py (default: gnad news-gold-de development). A cause is how far the reading came: an actor
was not found in the article; both were, but never in one sentence; one stands in a sentence with a trigger of the
relation; both do, without a trigger; both do, with a trigger, and no frame joins them. Standing relations need no
trigger.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import quality
from scoring import Gold, as_actor

from kgraph import nlp
from kgraph.extract import Extractor
from kgraph.extract.assembly import Analysis
from kgraph.extract.grammar.clauses import participle_verb, verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word, sentences
from kgraph.knowledge import Knowledge
from kgraph.relations import relation_types
from kgraph.sources import read

CAUSES = (
    "an actor was not found", "never in one sentence", "one in the sentence, trigger known",
    "both in the sentence, no trigger", "both in the sentence, trigger known",
)  # fmt: skip


def triggers(sentence: Sentence, lexicon: Lexicon) -> set[str]:
    """The relations that words of a sentence may express."""
    return {frame.rel for word in sentence.words for frame in _frames(word, lexicon)}


def _frames(word: Word, lexicon: Lexicon) -> list[Any]:
    if word.pos in ("VERB", "AUX", "ADJ"):
        return lexicon.verbs.get(verb_lemma(word)) or lexicon.verbs.get(
            participle_verb(word, lexicon) or "", []
        )
    key = lexicon.noun_key(word.lemma.lower()) if word.pos in ("NOUN", "PROPN", "X") else None
    return lexicon.nouns[key[0]] if key is not None else []


class Article:
    """The gold of one article beside what was found in it."""

    def __init__(self, gold: Gold, analysis: Analysis, lexicon: Lexicon) -> None:
        self.gold = gold
        self.lexicon = lexicon
        self.reading = analysis.reading
        hits = [h for row in self.reading.hits for h in row if h.ent is not None]
        self.names: dict[int, dict[str, Any]] = {id(h.ent): as_actor(h.ent) for h in hits}
        found = [(m.source, m.frame.rel, m.target) for m in analysis.matches]
        found += [(s.source, s.relation, s.target) for s in analysis.standing]
        for source, _, target in found:
            for hit in (source, target):
                self.names.setdefault(id(hit.ent), as_actor(hit.ent))
        self.found = {(id(s.ent), relation, id(t.ent)) for s, relation, t in found}
        self.here = [{id(h.ent) for h in row if h.ent is not None} for row in self.reading.hits]
        self.rels = [triggers(s, lexicon) for s in self.reading.sentences]

    def cause(self, statement: dict[str, Any]) -> str | None:
        """Why a statement of the gold is missed; None if it was found."""
        relation = statement["relation"]
        standing = relation_types()[relation].standing
        if any(r == relation and self._agree(statement, s, t) for s, r, t in self.found):
            return None
        cause = CAUSES[0]
        every = list(self.names)
        pairs = [(s, t) for s in every for t in every if s != t and self._agree(statement, s, t)]
        if pairs:
            cause = CAUSES[1]
        for s, t in pairs:
            for here, rels in zip(self.here, self.rels, strict=True):
                known = standing or relation in rels
                both = s in here and t in here
                if both:
                    cause = max(cause, CAUSES[4] if known else CAUSES[3], key=CAUSES.index)
                elif known and not standing and (s in here or t in here):
                    cause = max(cause, CAUSES[2], key=CAUSES.index)
        return cause

    def _agree(self, statement: dict[str, Any], source: int, target: int) -> bool:
        row = {"relation": statement["relation"], "status": statement["status"],
               "source": self.names[source], "target": self.names[target]}  # fmt: skip
        return self.gold.agree(statement, row, status=False, relation=True)


def main() -> int:
    """Print the table of causes for events and for standing relations, with examples."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("sets", nargs="*", default=["gnad", "news-gold-de", "development"])
    parser.add_argument("--examples", type=int, default=0)
    args = parser.parse_args()
    knowledge = Knowledge.load()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in args.sets:
        with tempfile.TemporaryDirectory() as folder:
            scratch = Path(folder)
            source, _ = quality.prepare(
                name, quality.SHARED / "articles", quality.SHARED / "gold" / "dev", scratch
            )
            golds = {
                gold.article: gold for p in sorted((scratch / "gold").glob("*.json")) for gold in [Gold(p)]
            }
            for article in read([source], report=lambda note: None):
                if article.id not in golds:
                    continue
                pipeline, extractor = nlp.load(article.lang), Extractor(article.lang, knowledge)
                doc = next(iter(nlp.docs(pipeline, [article])))
                analysis = extractor.analyse(article, sentences(doc, article, pipeline.scheme))
                seen = Article(golds[article.id], analysis, extractor.lexicon)
                distinct = {(s["source"], s["relation"], s["target"]): s for s in seen.gold.statements}
                for key, statement in distinct.items():
                    kind = "standing" if relation_types()[key[1]].standing else "events"
                    cause = seen.cause(statement) or "found"
                    counts[kind][cause] += 1
                    examples[kind, cause].append(
                        f"{article.id}: {' '.join(key)}: {statement['evidence'][0][:160]}"
                    )
    for kind, table in counts.items():
        print(f"{kind}: {sum(table.values())} in {', '.join(args.sets)}")
        for cause in ("found", *reversed(CAUSES)):
            print(f"  {table[cause]:5}  {cause}")
            rows = sorted(examples[kind, cause])
            for row in rows[:: max(1, len(rows) // max(1, args.examples))][: args.examples]:
                print(f"         {row}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
