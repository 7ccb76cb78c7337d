"""A small analyser and generated articles, to test everything around extraction without a language model.

Sentences read "Anna Berg traf Karl Holm am 3. Mai 2024."; the analyser finds names and verbs by pattern.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kgraph.model import Article, Entity, Extraction, Lang, Mention, Span, Statement, When

NAMES = ("Anna Berg", "Karl Holm", "Lina Sommer", "Otto Brandt", "Mira Falk", "Jonas Ried", "Ida Kern")
VERBS = {
    "traf": ("CONSULT", "meet"), "kritisierte": ("ACCUSE", None), "besuchte": ("CONSULT", "visit"),
    "lobte": ("SUPPORT", None), "umkreiste": ("OTHER", None),
}  # fmt: skip
_SENTENCE = re.compile(
    rf"(?P<a>{'|'.join(NAMES)}) (?P<verb>{'|'.join(VERBS)}) (?P<not>nicht )?"
    rf"(?P<b>{'|'.join(NAMES)})(?:3\.|[^.\n])*\."
)


@dataclass
class FakeAnalyser:
    """`version` is its fingerprint; a text with "KAPUTT" fails, one with "STERBEN" kills the process."""

    version: str = "1"
    delay_s: float = 0.0

    def fingerprint(self, lang: Lang) -> str:
        return f"{lang}-{self.version}"

    def analyse(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            if "KAPUTT" in article.text:
                raise ValueError("this text cannot be parsed")
            if "STERBEN" in article.text:
                os._exit(9)
            time.sleep(self.delay_s)
            yield extract(article)


def extract(article: Article) -> Extraction:
    """The statements of all sentences of the pattern."""
    entities: dict[str, Entity] = {}
    mentions: list[Mention] = []
    statements: list[Statement] = []

    def mention(found: re.Match[str], group: str) -> int:
        name = found[group]
        entities.setdefault(name, Entity(name, "person", (name,)))
        number = list(entities).index(name)
        mentions.append(Mention(found.start(group), found.end(group), name, "name", number))
        return len(mentions) - 1

    for found in _SENTENCE.finditer(article.text):
        relation, mode = VERBS[found["verb"]]
        when = When("am 3. Mai 2024", date(2024, 5, 3), date(2024, 5, 3)) if "3. Mai" in found[0] else None
        statements.append(
            Statement(
                mention(found, "a"), mention(found, "b"), relation, "negated" if found["not"] else "actual",
                Span(found.start(), found.end()), Span(found.start("verb"), found.end("verb")),
                f"fake.{found['verb']}", 0.2 if "vielleicht" in found[0] else 0.9, mode=mode,
                predicate=found["verb"] if relation == "OTHER" else None, when=when,
            )
        )  # fmt: skip
    return Extraction(
        article.id, tuple(entities.values()), tuple(mentions), tuple(statements), article.text.count(".")
    )


def make(version: str = "1", delay_s: float = 0.0) -> FakeAnalyser:
    """A factory that worker processes can import."""
    return FakeAnalyser(version, delay_s)


def write_articles(folder: Path, number: int, seed: int = 7) -> list[Path]:
    """`number` small German articles, the same for the same seed."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    paths = []
    for i in range(number):
        lines = [f"title: Bericht {i}", f"date: 2024-{1 + i % 12:02}-{1 + i % 28:02}", "lang: de", "---", ""]
        for _ in range(rng.randint(2, 6)):
            a, b = rng.sample(NAMES, 2)
            verb, no = rng.choice(list(VERBS)), rng.choice(["", "", "nicht "])
            end = rng.choice([" am 3. Mai 2024", " in der Hauptstadt", " vielleicht", ""])
            filler = " ".join(rng.choice(["Wasser", "Straße", "Abend", "Regen", "Haus"]) for _ in range(9))
            lines.append(f"{a} {verb} {no}{b}{end}. Danach kam {filler} {i}.")
        path = folder / f"artikel-{i:03}.txt"
        path.write_text("---\n" + "\n".join(lines) + "\n", encoding="utf-8")
        paths.append(path)
    return paths
