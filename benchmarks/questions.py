"""How long each question and each export takes, and what memory it needs, as the store grows.

    python benchmarks/questions.py 10000 100000 --store
    python benchmarks/questions.py 1000000 --exports graphml,gexf,csv --store

Records are synthetic (tests/factories.py, seed 1). Each question and export runs in a process of its own that
is forked once the records are there: the time is that of the call alone, the memory what its peak adds to
what the records take. The command line is measured as a user meets it: start of Python, reading of the store,
answer; its memory is the whole of the process. Times are CPU seconds (user and system), so that other work on
the machine does not count.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import pickle
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from factories import fill_store, make_records  # noqa: E402

from kgraph.graph import (  # noqa: E402
    build_graph,
    card,
    compare,
    cypher,
    met,
    path,
    relations,
    statistics,
    timeline,
)
from kgraph.model import Actor, Record  # noqa: E402
from kgraph.outputs import FORMATS  # noqa: E402

Actors = dict[str, Actor]
MIB = 2**20
# Statements per actor, about as in a large collection of news.
PER_ACTOR = 50
# grand-cypher walks all matches in Python; beyond this a question takes minutes.
CYPHER_LIMIT = 100_000


def questions(records: list[Record], actors: Actors) -> dict[str, Callable[[], object]]:
    """The calls by name. The actor asked about is the most frequent one, the worst case."""
    ids = sorted(actors)
    who, other = ids[0], ids[-1]
    calls: dict[str, Callable[[], object]] = {
        "met (everybody)": lambda: met(records, actors),
        "met ACTOR": lambda: met(records, actors, who),
        "relations (everybody)": lambda: relations(records, actors),
        "relations ACTOR": lambda: relations(records, actors, who),
        "path A B": lambda: path(records, actors, who, other),
        "timeline ACTOR": lambda: timeline(records, actors, who),
        "show ACTOR": lambda: card(records, actors, who),
        "stats": lambda: statistics(records, actors),
        "compare (last month)": lambda: compare(records, actors, date(2025, 8, 27)),
        "build_graph": lambda: build_graph(records, actors),
    }
    if len(records) <= CYPHER_LIMIT:
        query = "MATCH (a:Country)-[r:CONSULT]->(b) WHERE r.place = 'Wien' RETURN a.label, b.label"
        calls["cypher"] = lambda: cypher(query, records, actors)
    return calls


def exports(
    records: list[Record], actors: Actors, folder: Path, names: Iterable[str]
) -> dict[str, Callable[[], object]]:
    """The calls that write each format into `folder`."""

    def call(name: str) -> Callable[[], object]:
        format = FORMATS[name]
        options = {"who": sorted(actors)[0]} if format.actor else {}
        return lambda: format.write(folder / f"{name}{format.suffix}", records, actors, **options)

    return {f"export {name}": call(name) for name in names}


def measured(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds and MiB that a call takes, in a forked process."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
            before = _status("VmRSS")
            began = time.process_time()
            kept = call()
            took = time.process_time() - began
            os.write(write, pickle.dumps((took, (_status("VmHWM") - before) / MIB)))
            del kept
        except BaseException as error:
            os.write(write, pickle.dumps((float("nan"), float("nan"))))
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        data = stream.read()
    os.waitpid(child, 0)
    seconds, mebibytes = pickle.loads(data)
    return seconds, mebibytes


def _status(key: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(key):
            return int(line.split()[1]) * 1024
    return 0


def commands(store: Path, actors: Actors, folder: Path) -> dict[str, list[str]]:
    """Command lines by name; a frequent actor, and one of those in the middle."""
    ids = sorted(actors)
    who, middle = ids[0], ids[len(ids) // 2]
    found = {
        "kgraph met": ["met"],
        "kgraph met ACTOR (frequent)": ["met", who],
        "kgraph met ACTOR (ordinary)": ["met", middle],
        "kgraph relations ACTOR (ordinary)": ["relations", middle],
        "kgraph show ACTOR (ordinary)": ["show", middle],
        "kgraph timeline ACTOR (ordinary)": ["timeline", middle],
        "kgraph path A B": ["path", middle, ids[-1]],
        "kgraph search": ["search", "Tisch"],
        "kgraph stats": ["stats"],
        "kgraph compare": ["compare", "--since", "2025-08-27"],
        "kgraph export graphml": ["export", "graphml", "-o", str(folder / "x.graphml"), "--force"],
    }
    return {name: [*line, "--store", str(store)] for name, line in found.items()}


# Started between the benchmark and the command, as a process inherits the peak of the one that starts it.
_STARTER = """
import json, os, resource, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(json.dumps([status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024]), file=sys.stderr)
"""


def timed(command: list[str]) -> tuple[float, float]:
    """CPU seconds and peak MiB of a process of its own."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", _STARTER, sys.executable, *command],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    status, seconds, mebibytes = json.loads(done.stderr.splitlines()[-1])
    if status:
        print(f"{command}: {done.stderr}", file=sys.stderr)
        return float("nan"), float("nan")
    return seconds, mebibytes


def table(sizes: Iterable[int], rows: dict[str, dict[int, tuple[float, float]]]) -> None:
    """The rows as Markdown: seconds and MiB per size."""
    sizes = list(sizes)
    print("| | " + " | ".join(f"{size:,}".replace(",", " ") for size in sizes) + " |")
    print("|---|" + "---:|" * len(sizes))
    for name, found in rows.items():
        cells = [f"{found[s][0]:.2f} s · {found[s][1]:.0f} MiB" if s in found else "–" for s in sizes]
        print(f"| {name} | " + " | ".join(cells) + " |")
    print(flush=True)


def main() -> None:
    """Measure the sizes given on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", type=int, nargs="+", help="numbers of statements")
    parser.add_argument("--store", action="store_true", help="time the command line on stores, too")
    parser.add_argument("--exports", default=",".join(FORMATS), help="formats, with commas; all by default")
    options = parser.parse_args()
    calls: dict[str, dict[int, tuple[float, float]]] = {}
    lines: dict[str, dict[int, tuple[float, float]]] = {}
    for size in options.sizes:
        records, actors = make_records(max(10, size // PER_ACTOR), size, 1)
        gc.collect()
        gc.freeze()
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            every: dict[str, Callable[[], Any]] = questions(records, actors)
            every |= exports(records, actors, folder, filter(None, options.exports.split(",")))
            for label, call in every.items():
                calls.setdefault(label, {})[size] = measured(call)
                print(f"{size} {label}: {calls[label][size]}", file=sys.stderr, flush=True)
            if options.store:
                store = folder / "kgraph.db"
                began = time.perf_counter()
                fill_store(store, records, actors)
                print(f"{size} store filled in {time.perf_counter() - began:.0f} s", file=sys.stderr)
                lines.setdefault("python -c pass", {})[size] = timed(["-c", "pass"])
                for label, command in commands(store, actors, folder).items():
                    lines.setdefault(label, {})[size] = timed(["-m", "kgraph", *command])
                    print(f"{size} {label}: {lines[label][size]}", file=sys.stderr, flush=True)
        gc.unfreeze()
        del records, actors
    print("# Questions and exports as the store grows\n")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}; "
          f"`python benchmarks/questions.py {' '.join(sys.argv[1:])}`\n")  # fmt: skip
    print("Calls on records in memory, by number of statements (time · memory beyond the records):\n")
    table(options.sizes, calls)
    if lines:
        print("The command line on a store (time · memory of the whole process):\n")
        table(options.sizes, lines)


if __name__ == "__main__":
    main()
