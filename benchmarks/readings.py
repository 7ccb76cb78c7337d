"""How many statements are right when people read them, on articles that nobody tuned anything to.

    python benchmarks/readings.py

`readings.jsonl` holds all statements that kgraph of 28 November 2026 made of the 154 held-out articles (offsets and
ids, no text), whether the annotation has them, and the verdicts of two readers (agents of a large language model) who
read each article and judged its statements without knowing the annotation or each other: `ok`; `trivial`, true but
nothing an annotator would write; `status`, `relation`, `actor` or `turned`, said but so far wrong; `no`, not said.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

RIGHT = {"ok", "trivial"}


def share(row: dict[str, Any]) -> float:
    """The share of its readers who call a statement right."""
    return sum(verdict in RIGHT for verdict in row["read"]) / len(row["read"])


def table(rows: list[dict[str, Any]], key: Callable[[dict[str, Any]], str]) -> None:
    """Print what is right by some property of the statements."""
    groups: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(share(row))
    for name, shares in sorted(groups.items()):
        print(f"  {name:16}{len(shares):5}  {sum(shares) / len(shares):.2f}")


def main() -> None:
    """Print the share of right statements, and by confidence, kind of article and relation."""
    path = Path(__file__).with_name("readings.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    verdicts = Counter(verdict for row in rows for verdict in row["read"])
    alike = sum(len({verdict in RIGHT for verdict in row["read"]}) == 1 for row in rows)
    print(f"{len(rows)} statements, right by reading {sum(map(share, rows)) / len(rows):.3f}")
    print(f"both readers say the same, right or wrong, of {alike / len(rows):.3f}")
    print("verdicts " + "  ".join(f"{v} {n / verdicts.total():.3f}" for v, n in verdicts.most_common()))
    table(rows, lambda r: "annotated" if r["agrees"] else "not annotated")
    table(rows, lambda r: r["article"].split("-")[0])
    table(
        rows, lambda r: "below 0.7" if r["confidence"] < 0.7 else f"{int(r['confidence'] * 10) / 10} and more"
    )
    table(rows, lambda r: str(r["relation"]))


if __name__ == "__main__":
    main()
