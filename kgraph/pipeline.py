"""build(): the whole way from sources to outputs, and the only module that knows every stage."""

from __future__ import annotations

import errno
import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import BinaryIO, Literal

from kgraph.analyser import LanguageAnalyser, code_digest, digest, fingerprint
from kgraph.errors import OutputError, SourceError, StoreError, UsageError
from kgraph.model import Actor, Article, Filter, Lang, Record
from kgraph.settings import Settings
from kgraph.store import Counts, Derived, Store, build_lock
from kgraph.workers import Factory, Outcome, run

STORE = "kgraph.db"
MAP = "map.html"
GRAPHML = "graph.graphml"
STATEMENTS = "statements.jsonl"

Stage = Literal["articles", "actors", "outputs"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a build could not read or analyse: where, and why."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build is. `done` counts the inputs finished with, `analysed` the articles among them that
    were not stored yet; `total` is what `done` is expected to reach."""

    stage: Stage
    done: int = 0
    analysed: int = 0
    total: int = 0
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Numbers of articles, unless named otherwise.

    `changed` were known with another text or by another version; `absent` are stored, not among the
    sources and kept; `near_copies` repeat the text of another article. `skipped` were not read, `failed`
    not analysed, `notes` are remarks that cost no article. `hidden` counts statements under
    `min_confidence`. `seconds` is wall time.
    """

    store: Path
    read: int
    new: int
    changed: int
    unchanged: int
    absent: int
    near_copies: int
    skipped: tuple[Problem, ...]
    failed: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    counts: Counts
    hidden: int
    files: tuple[Path, ...]
    seconds: float


@dataclass
class _Tally:
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    seen: set[str] = field(default_factory=set)
    skipped: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    expected: int = 0

    def progress(self, stage: Stage, problem: Problem | None = None) -> Progress:
        analysed = self.new + self.changed + len(self.failed)
        done = self.unchanged + analysed + len(self.skipped)
        return Progress(stage, done, analysed, max(done, self.expected), problem)


def build(
    sources: Sequence[str | Path],
    output: str | Path,
    *,
    settings: Settings | None = None,
    lang: Lang | None = None,
    stdin: BinaryIO | None = None,
    progress: Callable[[Progress], None] | None = None,
    factory: Factory | None = None,
) -> BuildReport:
    """Read `sources`, store what is new, and write store, map, graph and statements into `output`.

    `lang` forces the language of all articles. `progress` is called for every article. `factory` makes
    the analyser (in each worker process, so it must pickle); the default reads German and English.

    What cannot be read is reported and passed over. Raises StoreError, OutputError, ModelError,
    KnowledgeError or UsageError where nothing can go on; what was analysed by then stays stored and is
    not done again.
    """
    started = time.monotonic()
    settings = settings or Settings()
    if not sources:
        raise UsageError("no sources given: name files, folders, URLs or - for stdin")
    if settings.jobs < 1:
        raise UsageError(f"jobs must be 1 or more, not {settings.jobs}")
    folder = _writable(Path(output))
    factory = factory or partial(LanguageAnalyser, settings)
    tell = progress or (lambda _: None)
    with build_lock(folder), _disk_errors(folder), Store.open(folder / STORE) as store:
        tally = _Tally(expected=expected(sources))
        _read_all(store, sources, settings, lang, stdin, factory, tally, tell)
        gc.collect()  # the language pipelines: the later stages need their room
        tell(tally.progress("actors"))
        _settle(store, settings)
        tell(tally.progress("outputs"))
        files, hidden = write_outputs(store, folder, settings)
        counts = store.counts()
        absent = len(store.fingerprints().keys() - tally.seen)
    return BuildReport(
        store=folder / STORE, read=tally.read, new=tally.new, changed=tally.changed,
        unchanged=tally.unchanged, absent=absent, near_copies=counts.articles - counts.groups,
        skipped=tuple(tally.skipped), failed=tuple(tally.failed), notes=tuple(tally.notes),
        counts=counts, hidden=hidden, files=(folder / STORE, *files), seconds=time.monotonic() - started,
    )  # fmt: skip


def refresh(path: str | Path, *, settings: Settings | None = None, outputs: bool = True) -> BuildReport:
    """Let decisions and corrections take effect: settle identities anew and, with `outputs`, write the
    files beside the store again. No article is read or analysed."""
    started = time.monotonic()
    path, settings = Path(path), settings or Settings()
    Store.open(path, readonly=True).close()  # says so if there is none, rather than making one
    with build_lock(path.parent), _disk_errors(path.parent), Store.open(path) as store:
        _settle(store, settings)
        files, hidden = write_outputs(store, path.parent, settings) if outputs else ((), 0)
        counts = store.counts()
    return BuildReport(
        store=path, read=0, new=0, changed=0, unchanged=0, absent=counts.articles,
        near_copies=counts.articles - counts.groups, skipped=(), failed=(), notes=(), counts=counts,
        hidden=hidden, files=(path, *files), seconds=time.monotonic() - started,
    )  # fmt: skip


def write_outputs(store: Store, folder: Path, settings: Settings) -> tuple[tuple[Path, ...], int]:
    """Write map, graph and statements of a finished store; their paths, and how many statements stay out
    because they are under `min_confidence`."""
    from kgraph.outputs.graphml import write_graphml
    from kgraph.outputs.map import write_map
    from kgraph.outputs.statements import write_statements

    actors: Mapping[str, Actor] = store.actors()
    # The map holds OTHER back until asked for; the files leave it to `kgraph export`.
    shown = list(store.records(Filter(min_confidence=settings.min_confidence)))
    named: list[Record] = [r for r in shown if r.relation != "OTHER"]
    paths = (folder / MAP, folder / GRAPHML, folder / STATEMENTS)
    write_statements(paths[2], named, actors, names=settings.names)
    write_graphml(paths[1], named, actors, names=settings.names)
    filtered = f"confidence ≥ {settings.min_confidence:g}" if settings.min_confidence else ""
    # A map grows: what it showed stays where it was. The same statements keep every position.
    before = paths[0] if paths[0].is_file() else None
    write_map(paths[0], shown, actors, lang=settings.names, shown=filtered, previous=before)
    return paths, store.count() - len(shown)


def expected(sources: Sequence[str | Path]) -> int:
    """About how many articles the sources hold: one a file, one a line of JSONL. Reads no other content."""
    from kgraph.sources.walk import inputs

    total = 0
    for item in inputs(sources, lambda _: None):
        lines = 1
        if item.kind == "jsonl" and item.path is not None:
            with suppress(OSError), item.path.open("rb") as stream:
                lines = sum(chunk.count(b"\n") for chunk in iter(partial(stream.read, 1 << 20), b""))
        total += lines
    return total


def _read_all(
    store: Store,
    sources: Sequence[str | Path],
    settings: Settings,
    lang: Lang | None,
    stdin: BinaryIO | None,
    factory: Factory,
    tally: _Tally,
    tell: Callable[[Progress], None],
) -> None:
    from kgraph.sources import SourceNote, read

    def report(error: SourceError) -> None:
        problem = Problem(error.origin, error.reason)
        if isinstance(error, SourceNote):
            tally.notes.append(problem)
        else:
            tally.skipped.append(problem)
            tell(tally.progress("articles", problem))

    known = store.fingerprints()
    one = cache(factory)  # in this process one analyser serves fingerprints and, with one job, analysis
    fingerprints = cache(lambda lang: one().fingerprint(lang))
    marks: dict[str, str] = {}

    def unknown() -> Iterator[Article]:
        for article in read(sources, report=report, lang=lang, timeout_s=settings.timeout_s, stdin=stdin):
            tally.read += 1
            tally.seen.add(article.id)
            mark = fingerprint(article, fingerprints(article.lang))
            if known.get(article.id) == mark:
                tally.unchanged += 1
                store.touch(article)
                tell(tally.progress("articles"))
            else:
                marks[article.id] = mark
                yield article

    def put(outcome: Outcome) -> None:
        article = outcome.article
        mark = marks.pop(article.id)
        try:
            if outcome.extraction is None:
                raise ValueError(outcome.error)
            store.put(article, outcome.extraction, mark, outcome.signature)
        except ValueError as error:
            problem = Problem(article.origin or article.id, str(error))
            tally.failed.append(problem)
            tell(tally.progress("articles", problem))
            return
        if article.id in known:
            tally.changed += 1
        else:
            tally.new += 1
        tell(tally.progress("articles"))

    for outcome in run(unknown(), one if settings.jobs == 1 else factory, settings.jobs):
        put(outcome)


def _settle(store: Store, settings: Settings) -> None:
    """Near-copies, identities, records: everything that looks across articles. Nothing is done if the
    last build settled the same articles with the same knowledge, decisions and code."""
    from kgraph.knowledge import Knowledge
    from kgraph.resolve import ArticleEntity, resolve
    from kgraph.sources.copies import groups

    knowledge = Knowledge.load(settings.knowledge)
    mark = digest(["settle", knowledge.fingerprint, code_digest("resolve", "store", "sources/copies.py")])
    if store.finished == mark:
        return
    entities = (ArticleEntity(*row) for row in store.entities())
    resolution = resolve(entities, store.decisions(), knowledge)
    derived = Derived(resolution.actors, resolution.actor_of, resolution.merges, groups(store.signatures()))
    store.finish(derived, mark)


@contextmanager
def _disk_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise StoreError(
            f"the disk of {folder} is full; what was finished is stored: free some space and run the "
            "command again, it goes on where it stopped"
        ) from error


def _writable(folder: Path) -> Path:
    """The output folder, made if need be, and tried before hours of work are put into it."""
    probe = folder / ".kgraph.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        from kgraph.outputs.atomic import reason

        is_file = isinstance(error, FileExistsError | NotADirectoryError)
        what = "it is a file, not a folder" if is_file else reason(error)
        raise OutputError(f"cannot write to the output folder {folder}: {what}") from error
    return folder
