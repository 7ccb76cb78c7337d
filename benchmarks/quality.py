"""Score the extractor on annotated articles, set by set.

    python benchmarks/quality.py [--gold ../shared/gold/dev --articles ../shared/articles] [--errors N] [SET ...]

A set is a folder of articles (default: the sets of ../shared/articles that have gold). Statements are made as
`kgraph build` makes them, then scored with ../shared/tools/score_statements.py.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import kgraph

SHARED = Path(__file__).resolve().parents[2] / "shared"
SETS = ("seed", "gnad", "news-gold-de", "news-gold-en")


def main() -> int:
    """Print the scores of each set."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "dev")
    parser.add_argument("--articles", type=Path, default=SHARED / "articles")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--min-confidence", type=float, default=None)
    args = parser.parse_args()
    for name in args.sets:
        folder = args.articles / name
        ids = {path.stem for path in folder.iterdir()}
        with tempfile.TemporaryDirectory() as scratch:
            gold = Path(scratch) / "gold"
            gold.mkdir()
            for path in sorted(args.gold.glob("*.json")):
                if json.loads(path.read_text(encoding="utf-8"))["article"] in ids:
                    (gold / path.name).write_bytes(path.read_bytes())
            options = {} if args.min_confidence is None else {"min_confidence": args.min_confidence}
            kgraph.build([folder], Path(scratch) / "out", **options)
            print(f"--- {name}", flush=True)
            subprocess.run(
                [
                    sys.executable,
                    str(SHARED / "tools" / "score_statements.py"),
                    str(gold),
                    str(Path(scratch) / "out" / "statements.jsonl"),
                    "--articles",
                    str(folder),
                    "--errors",
                    str(args.errors),
                ],
                check=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
