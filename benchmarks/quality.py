"""Score the extractor on annotated articles, set by set.

    python benchmarks/quality.py [--gold ../shared/gold/dev --articles ../shared/articles] [--errors N] [SET ...]

A set is a folder of articles (default: the sets of ../shared/articles that have gold), or one of ours:
`development` (48 articles), `development-2` and `-3` (24 each), `development-4` (321), `-5` (199), `held-out`,
`held-out-2` (24 each) and `held-out-3` (106), which nobody sees who tunes anything: short news and Wikinews of
../shared, annotated after ../shared/gold/ANNOTATION.md; `annotations.jsonl` holds the annotations alone, with offsets
in place of words.
Statements are made as `kgraph build` makes them, then scored with ../shared/tools/score_statements.py. With `-en`
behind one of our sets, the articles that there are in English as well are read in English (`development-en`), as
`news-gold-en` is `news-gold-de` in English. `--file news-de.jsonl` takes of our sets the short news only,
`--file wikinews-de.jsonl` the others. `--model transformer` builds with the larger pipeline.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import kgraph
from kgraph.model import LANGS

SHARED = Path(__file__).resolve().parents[2] / "shared"
ENGLISH = "-en"
OWN = (
    "development", "development-2", "development-3", "development-4", "development-5", "held-out", "held-out-2",
    "held-out-3",
)  # fmt: skip
SETS = ("seed", "gnad", "news-gold-de", "news-gold-en", *OWN, "held-out-en", "held-out-2-en", "held-out-3-en")
OURS = Path(__file__).with_name("annotations.jsonl")


def _items(path: Path) -> dict[str, Any]:
    """The articles of a JSONL file by their ids."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {item["id"]: item for item in map(json.loads, lines)}


def own(name: str, articles: Path, scratch: Path, file: str | None = None) -> tuple[Path, Path]:
    """Write one of our sets, or what of it is from `file`: the file to build from, and the folder of its texts; gold
    goes to `scratch`/gold."""
    rows = [json.loads(line) for line in OURS.read_text(encoding="utf-8").splitlines()]
    rows = [r for r in rows if r["set"] == name.removesuffix(ENGLISH) and file in (None, r["file"])]
    items: dict[str, Any] = {}
    for source in sorted({row["file"] for row in rows}):
        items |= _items(articles / source)
    texts = scratch / "texts"
    texts.mkdir()
    english = _items(articles / "news-en.jsonl") if name.endswith(ENGLISH) else None
    with (scratch / "articles.jsonl").open("w", encoding="utf-8") as out:
        for row in rows:
            item = items[row["article"]]
            read = item if english is None else english.get(row["article"])
            if read is None:
                continue
            out.write(json.dumps(read, ensure_ascii=False) + "\n")
            (texts / f"{row['article']}.txt").write_text(read["text"], encoding="utf-8")
            for statement in row["statements"]:
                statement["evidence"] = [item["text"][a:b] for a, b in statement["evidence"]]
                for key in ("date", "place"):
                    statement[key] = item["text"][slice(*statement[key])] if statement[key] else None
            gold = {key: row[key] for key in ("article", "actors", "statements")}
            (scratch / "gold" / f"{row['article']}.json").write_text(json.dumps(gold), encoding="utf-8")
    return scratch / "articles.jsonl", texts


def shared(folder: Path, gold: Path, scratch: Path) -> tuple[Path, Path]:
    """The same for a folder of articles with the gold that belongs to it."""
    ids = {path.stem for path in folder.iterdir()}
    for path in sorted(gold.glob("*.json")):
        if json.loads(path.read_text(encoding="utf-8"))["article"] in ids:
            (scratch / "gold" / path.name).write_bytes(path.read_bytes())
    return folder, folder


def prepare(
    name: str, articles: Path, gold: Path, scratch: Path, file: str | None = None
) -> tuple[Path, Path]:
    """What to build from and the folder of the texts of one set; its gold is written to `scratch`/gold."""
    (scratch / "gold").mkdir()
    if name.removesuffix(ENGLISH) in OWN:
        return own(name, articles, scratch, file)
    return shared(articles / name, gold, scratch)


def score(gold: Path, statements: Path, texts: Path, more: Sequence[str] = ()) -> None:
    """Print the scores of built statements."""
    tool = str(SHARED / "tools" / "score_statements.py")
    command = [sys.executable, tool, str(gold), str(statements), "--articles", str(texts), *more]
    subprocess.run(command, check=True)


def main() -> int:
    """Print the scores of each set."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "dev")
    parser.add_argument("--articles", type=Path, default=SHARED / "articles")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--file", help="of our sets only the articles of this file")
    parser.add_argument("--min-confidence", type=float, default=None)
    parser.add_argument(
        "--model", help="a pipeline in place of the shipped ones, as in kgraph build: transformer"
    )
    args = parser.parse_args()
    for name in args.sets:
        with tempfile.TemporaryDirectory() as folder:
            scratch = Path(folder)
            source, texts = prepare(name, args.articles, args.gold, scratch, args.file)
            options: dict[str, Any] = {"models": dict.fromkeys(LANGS, args.model) if args.model else {}}
            if args.min_confidence is not None:
                options["min_confidence"] = args.min_confidence
            kgraph.build([source], scratch / "out", **options)
            print(f"--- {name}", flush=True)
            score(
                scratch / "gold", scratch / "out" / "statements.jsonl", texts, ["--errors", str(args.errors)]
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
