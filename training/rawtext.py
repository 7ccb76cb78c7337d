"""Plain text for unsupervised word vectors: one tokenised sentence-like line at a time.

Reads the openly licensed plain text under CORPORA (Bundestag speeches, political speeches, the plain
sentences of the treebanks and of the silver trees) and writes whitespace-separated tokens, which is what
floret wants.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

# Close enough to the pipelines' tokenizer: words with inner hyphens, apostrophes and full stops stay whole.
TOKEN = re.compile(r"\w+(?:[-.'’/]\w+)*|[^\w\s]")
# Sentences of these files are repeated: there is little news text and much parliament.
NEWS_REPEATS = 3
ANNOTATIONS = Path(__file__).parent.parent / "benchmarks" / "annotations.jsonl"


def lines_de(corpora: Path) -> Iterator[tuple[str, int]]:
    """Yields (text, how often to repeat it) from all German raw sources."""
    raw = corpora / "raw-de"
    for name in ("bundestag-wp20-speeches.jsonl.gz", "bundestag-wp21-speeches.jsonl.gz"):
        with gzip.open(raw / name, "rt", encoding="utf8") as handle:
            for line in handle:
                for part in json.loads(line)["text"].split("\n"):
                    yield part, 1
    speeches = json.loads((raw / "german-political-speeches" / "speeches.json").read_text(encoding="utf8"))
    for text in speeches["speech"].values():
        for part in text.split("\n"):
            yield part, 1
    for path in sorted((raw / "ud-raw").glob("*.txt")):
        if "pud" in path.name:
            continue
        for line in path.read_text(encoding="utf8").splitlines():
            yield line, NEWS_REPEATS
    for path in sorted((corpora / "silver-de").glob("*.conllu.gz")):
        if path.name.startswith(("hdt", "gsd")):
            continue
        with gzip.open(path, "rt", encoding="utf8") as handle:
            for line in handle:
                if line.startswith("# text = "):
                    yield line[9:], NEWS_REPEATS


def annotated(shared: Path) -> str:
    """The text of all articles with annotated statements, squeezed: what measures the extractor teaches nothing."""
    ids = {path.stem for path in (shared / "gold" / "dev").glob("*.json")}
    ids |= {json.loads(row)["article"] for row in ANNOTATIONS.read_text(encoding="utf8").splitlines()}
    texts = [squeezed(p.read_text(encoding="utf8")) for p in sorted((shared / "articles").glob("*/*.txt"))]
    for path in sorted((shared / "articles").glob("*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            article = json.loads(line)
            if article["id"] in ids:
                texts.append(squeezed(article["text"]))
    return "\n".join(texts)


def squeezed(text: str) -> str:
    return "".join(text.split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    chunk: list[str] = []
    for text, repeats in lines_de(args.corpora):
        tokens = TOKEN.findall(text)
        if len(tokens) >= 3:
            chunk.extend([" ".join(tokens)] * repeats)
    random.Random(0).shuffle(chunk)
    with args.output.open("w", encoding="utf8") as out:
        for line in chunk:
            out.write(line + "\n")


if __name__ == "__main__":
    main()
