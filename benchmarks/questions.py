"""How long each question and each export takes on a store, and what memory it needs, as the store grows.

    python benchmarks/questions.py 10000 100000 1000000
    python benchmarks/questions.py 1000000 --stores /tmp/stores --only stats,graphml
    python benchmarks/questions.py --seeds output/

Stores are synthetic (tests/factories.py, seed 1: 50 statements an actor) and kept in the folder `--stores`, if
one is given. Every command is measured as a user meets it: start of Python, reading of the store, answer. Times
are CPU seconds (user and system), so that other work on the machine does not count; memory is the peak of the
process. `--seeds` measures the quick commands on one store instead, the best of five.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from factories import fill_store, make_records  # noqa: E402

from kgraph.outputs import FORMATS  # noqa: E402
from kgraph.store import Store  # noqa: E402

# Statements per actor, about as in a large collection of news.
PER_ACTOR = 50
_PATTERN = "MATCH (a:Country)-[r:CONSULT]->(b) WHERE r.place = 'Wien' RETURN a.label, b.label"

# Seconds and MiB.
Cost = tuple[float, float]


def made(folder: Path, size: int) -> Path:
    """A store of so many statements in the folder, made if it is not there."""
    store = folder / f"{size}.db"
    if not store.exists():
        records, actors = make_records(max(10, size // PER_ACTOR), size, 1)
        fill_store(store, records, actors)
    return store


def commands(store: Path, folder: Path) -> dict[str, list[str]]:
    """Command lines by name; about a frequent actor, and about one of those in the middle."""
    with Store.open(store, readonly=True) as opened:
        ids = sorted(opened.actors())
    who, middle = ids[0], ids[len(ids) // 2]
    found = {
        "met": ["met"],
        "met --format csv (all pairs)": ["met", "--format", "csv"],
        "met --since 2025": ["met", "--since", "2025"],
        "met ACTOR (frequent)": ["met", who],
        "met ACTOR": ["met", middle],
        "met ACTOR --evidence": ["met", middle, "--evidence"],
        "relations": ["relations"],
        "relations --format csv (all)": ["relations", "--format", "csv"],
        "relations --since 2025": ["relations", "--since", "2025"],
        "relations ACTOR": ["relations", middle],
        "path A B": ["path", middle, ids[-1]],
        "path A B --since 2025": ["path", middle, ids[-1], "--since", "2025"],
        "timeline": ["timeline"],
        "timeline --format csv (all)": ["timeline", "--format", "csv"],
        "timeline ACTOR": ["timeline", middle],
        "show ACTOR (frequent)": ["show", who],
        "show ACTOR": ["show", middle],
        "search": ["search", "Tisch"],
        "stats": ["stats"],
        "stats --since 2025": ["stats", "--since", "2025"],
        "compare (last month)": ["compare", "--since", "2025-08-27"],
        "cypher (one relation)": ["cypher", _PATTERN],
    }
    for name, format in FORMATS.items():
        path = folder / f"out{format.suffix or '.d'}"
        about = ["--actor", who] if format.actor else []
        found[f"export {name}"] = ["export", name, "-o", str(path), "--force", *about]
    return {name: [*line, "--store", str(store)] for name, line in found.items()}


# Started between the benchmark and the command, as a process inherits the peak of the one that starts it.
_STARTER = """
import json, os, resource, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(json.dumps([status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024]), file=sys.stderr)
"""


def timed(command: list[str]) -> Cost:
    """CPU seconds and peak MiB of a process of its own."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", _STARTER, sys.executable, *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    status, seconds, mebibytes = json.loads(done.stderr.splitlines()[-1])
    if status:
        print(f"{command}: {done.stderr}", file=sys.stderr)
        return float("nan"), float("nan")
    return seconds, mebibytes


def table(sizes: Iterable[int], rows: dict[str, dict[int, Cost]]) -> None:
    """The rows as Markdown: seconds and MiB per size."""
    sizes = list(sizes)
    print("| | " + " | ".join(f"{size:,}".replace(",", " ") for size in sizes) + " |")
    print("|---|" + "---:|" * len(sizes))
    for name, found in rows.items():
        cells = [f"{found[s][0]:.2f} s · {found[s][1]:.0f} MiB" if s in found else "–" for s in sizes]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def on_seeds(store: Path) -> None:
    """The quick commands on one store, beside a Python that does nothing."""
    lines = {
        "python -c pass": ["-c", "pass"],
        "kgraph --help": ["-m", "kgraph", "--help"],
        "kgraph met --help": ["-m", "kgraph", "met", "--help"],
        **{
            f"kgraph {' '.join(line)}": ["-m", "kgraph", *line, "--store", str(store)]
            for line in (["met"], ["relations"], ["timeline"], ["stats"], ["search", "Waffenruhe"])
        },
    }
    print("| | CPU | memory |\n|---|---:|---:|")
    for name, line in lines.items():
        seconds, mebibytes = min(timed(line) for _ in range(5))
        print(f"| {name} | {seconds:.2f} s | {mebibytes:.0f} MiB |", flush=True)


def main() -> None:
    """Measure the sizes given on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", type=int, nargs="*", help="numbers of statements")
    parser.add_argument("--stores", type=Path, help="where to keep the stores")
    parser.add_argument(
        "--only", default="", help="only commands with one of these in their names, with commas"
    )
    parser.add_argument("--seeds", type=Path, help="measure the quick commands on this store")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}; "
          f"`python benchmarks/questions.py {' '.join(sys.argv[1:])}`\n")  # fmt: skip
    if options.seeds:
        on_seeds(options.seeds)
        return
    only = [part for part in options.only.split(",") if part]
    rows: dict[str, dict[int, Cost]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stores = options.stores or folder
        stores.mkdir(parents=True, exist_ok=True)
        for size in options.sizes:
            for label, command in commands(made(stores, size), folder).items():
                if not only or any(part in label for part in only):
                    rows.setdefault(label, {})[size] = timed(["-m", "kgraph", *command])
                    print(f"{size} {label}: {rows[label][size]}", file=sys.stderr, flush=True)
    table(options.sizes, rows)


if __name__ == "__main__":
    main()
