"""build(): the same bytes by every way, only what changed is done, and every accident is survived."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from build_fakes import FakeAnalyser, make, write_articles

import kgraph
from kgraph import pipeline
from kgraph.errors import ModelError, OutputError, StoreError, UsageError
from kgraph.model import Article, Decision, Span
from kgraph.outputs.statements import read_statements
from kgraph.settings import Settings
from kgraph.store import Store, build_lock
from kgraph.workers import WorkerDied, batches

FILES = ("kgraph.db", "map.html", "graph.graphml", "statements.jsonl")
HERE = Path(__file__).parent


def build(sources: object, output: Path, **more: Any) -> pipeline.BuildReport:
    more.setdefault("factory", make)
    listed = sources if isinstance(sources, list) else [sources]
    return pipeline.build(listed, output, **more)


def contents(output: Path) -> dict[str, bytes]:
    """The outputs, and nothing but the outputs."""
    assert sorted(p.name for p in output.iterdir()) == sorted(FILES)
    return {name: (output / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    write_articles(folder, 40)
    return folder


@pytest.fixture(scope="module")
def whole(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one undisturbed build of the articles writes."""
    output = tmp_path_factory.mktemp("whole")
    build(articles, output)
    return contents(output)


def test_report_and_outputs(articles: Path, tmp_path: Path) -> None:
    report = build(articles, tmp_path)
    assert (report.read, report.new, report.unchanged, report.changed, report.absent) == (40, 40, 0, 0, 0)
    assert report.skipped == report.failed == ()
    assert [path.name for path in report.files] == list(FILES)
    records, actors = read_statements(tmp_path / "statements.jsonl")
    assert 0 < len(records) < report.counts.records
    assert all(r.confidence >= 0.4 and r.relation != "OTHER" for r in records)
    assert set(actors) <= set(Store.open(tmp_path / "kgraph.db").actors())


def test_a_second_build_analyses_nothing_and_writes_the_same(
    articles: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    build(articles, tmp_path)

    class Refusing(FakeAnalyser):
        def analyse(self, articles: Any) -> Any:
            raise AssertionError("nothing is new")

    report = build(articles, tmp_path, factory=Refusing)
    assert (report.read, report.unchanged, report.new) == (40, 40, 0)
    assert contents(tmp_path) == whole


def test_the_order_of_sources_does_not_matter(
    articles: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    paths = sorted(articles.iterdir())
    random.Random(3).shuffle(paths)
    build(list(paths), tmp_path)
    assert contents(tmp_path) == whole


def test_built_bit_by_bit_equals_built_at_once(
    articles: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    paths = sorted(articles.iterdir())
    build(list(paths[10:20]), tmp_path)
    assert build(list(paths[:20]), tmp_path).unchanged == 10
    report = build(list(paths[20:]), tmp_path)
    assert (report.new, report.absent) == (20, 20)  # nothing stored is lost
    assert build(articles, tmp_path).unchanged == 40
    grown = contents(tmp_path)["map.html"]
    # A map that grew keeps its places; drawn anew it is the same as the one built at once.
    (tmp_path / "map.html").unlink()
    build(articles, tmp_path)
    assert contents(tmp_path) == whole
    assert len(grown) == pytest.approx(len(whole["map.html"]), rel=0.05)


def test_a_second_build_of_the_same_keeps_the_map(
    articles: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    build(articles, tmp_path)
    build(articles, tmp_path)
    assert contents(tmp_path) == whole


def test_two_jobs_give_the_same_bytes(articles: Path, tmp_path: Path, whole: dict[str, bytes]) -> None:
    build(articles, tmp_path, settings=Settings(jobs=2))
    assert contents(tmp_path) == whole


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_hash_seed_does_not_matter(
    articles: Path, tmp_path: Path, whole: dict[str, bytes], hash_seed: str
) -> None:
    done = subprocess.run(command(articles, tmp_path), env=environment(PYTHONHASHSEED=hash_seed), check=True)
    assert done.returncode == 0
    assert contents(tmp_path) == whole


def test_only_what_changed_is_done_again(articles: Path, tmp_path: Path) -> None:
    copy = tmp_path / "in"
    copy.mkdir()
    for path in sorted(articles.iterdir())[:5]:
        (copy / path.name).write_bytes(path.read_bytes())
    output = tmp_path / "out"
    build(copy, output)
    (copy / "artikel-002.txt").write_text("Titel\n\nAnna Berg traf Karl Holm.\n", encoding="utf-8")
    report = build(copy, output, lang="de")
    assert (report.changed, report.unchanged, report.new) == (1, 4, 0)
    assert build(copy, output, lang="de", factory=partial(make, "2")).changed == 5
    fresh = tmp_path / "fresh"
    build(copy, fresh, lang="de", factory=partial(make, "2"))
    (output / "map.html").unlink()  # else it keeps its places
    build(copy, output, lang="de", factory=partial(make, "2"))
    assert contents(fresh) == contents(output)


def command(articles: Path, output: Path, delay_s: float = 0.0, jobs: int = 1) -> list[str]:
    code = (
        f"import sys; sys.path[:0] = [{str(HERE)!r}, {str(HERE.parent)!r}]\n"
        "from functools import partial\n"
        "from build_fakes import make\n"
        "from kgraph.pipeline import build\n"
        "from kgraph.settings import Settings\n"
        "import kgraph.workers\n"
        "kgraph.workers.BATCH_ARTICLES = 3\n"
        f"factory, settings = partial(make, '1', {delay_s}), Settings(jobs={jobs})\n"
        f"build([{str(articles)!r}], {str(output)!r}, factory=factory, settings=settings)\n"
    )  # fmt: skip
    return [sys.executable, "-c", code]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, **more}


def stored(output: Path) -> int:
    try:
        with Store.open(output / "kgraph.db", readonly=True) as store:
            return len(store.fingerprints())
    except StoreError:
        return 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_at_any_moment_it_resumes_to_the_same_bytes(
    articles: Path, tmp_path: Path, whole: dict[str, bytes], seed: int
) -> None:
    rng = random.Random(seed)
    kills, interrupted = 0, 0
    for _ in range(4):
        build_ = subprocess.Popen(command(articles, tmp_path, delay_s=0.02))
        # Start-up takes a while; from then on any moment may be hit: analysing, settling, writing.
        before = stored(tmp_path)
        deadline = time.monotonic() + 30
        while build_.poll() is None and stored(tmp_path) == before and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(rng.uniform(0, 0.3))
        build_.send_signal(signal.SIGKILL)
        build_.wait()
        kills += build_.returncode == -signal.SIGKILL
        with Store.open(tmp_path / "kgraph.db", readonly=True) as store:
            assert store.check() == []
            interrupted += store.finished is None
    assert kills >= 1, "no build was killed while it ran"
    assert interrupted >= 1, "no build was killed while articles were waiting"
    build(articles, tmp_path)
    assert contents(tmp_path) == whole


def test_killed_with_workers_it_leaves_no_process_and_no_lock(
    articles: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    running = subprocess.Popen(command(articles, tmp_path, delay_s=0.05, jobs=2), start_new_session=True)
    deadline = time.monotonic() + 30
    while running.poll() is None and not stored(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.02)
    running.kill()
    running.wait()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(running.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("workers outlived the build")
    build(articles, tmp_path)
    assert contents(tmp_path) == whole


def test_ctrl_c_leaves_the_store_intact(articles: Path, tmp_path: Path, whole: dict[str, bytes]) -> None:
    running = subprocess.Popen(
        command(articles, tmp_path, delay_s=0.05, jobs=2),
        start_new_session=True,
        stderr=subprocess.PIPE,
        # a background shell starts the tests with Ctrl-C ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 30
    while running.poll() is None and not stored(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to parent and workers alike
    _, told = running.communicate(timeout=20)
    assert told.count(b"KeyboardInterrupt") == 1, told.decode()
    with Store.open(tmp_path / "kgraph.db", readonly=True) as store:
        assert store.check() == []
    build(articles, tmp_path)
    assert contents(tmp_path) == whole


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_fails_is_named_and_the_rest_goes_on(
    articles: Path, tmp_path: Path, jobs: int, whole: dict[str, bytes]
) -> None:
    bad = tmp_path / "kaputt.txt"
    bad.write_text(
        "Der Titel der Sache\n\nDas ist alles ganz KAPUTT und geht nicht mehr.\n", encoding="utf-8"
    )
    report = build([articles, bad], tmp_path / "out", settings=Settings(jobs=jobs))
    assert [(p.origin, "cannot be parsed" in p.reason) for p in report.failed] == [(str(bad), True)]
    assert report.new == 40
    assert contents(tmp_path / "out") == whole


def test_a_dying_worker_is_told_and_nothing_is_lost(articles: Path, tmp_path: Path) -> None:
    bad = tmp_path / "zz.txt"
    bad.write_text("Der Titel der Sache\n\nDieser Prozess muss jetzt STERBEN und ist dann weg.\n", "utf-8")
    with pytest.raises(WorkerDied, match="run the command again"):
        build([articles, bad], tmp_path / "out", settings=Settings(jobs=2))
    with Store.open(tmp_path / "out" / "kgraph.db") as store:
        assert store.check() == []


def test_a_missing_pipeline_stops_the_build_with_one_message(articles: Path, tmp_path: Path) -> None:
    class Lacking(FakeAnalyser):
        def analyse(self, articles: Any) -> Any:
            raise ModelError("cannot load the pipeline")

    with pytest.raises(ModelError):
        build(articles, tmp_path, factory=Lacking)


def test_output_that_cannot_be_written_is_told_first(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for output in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OutputError, match="file, not a folder"):
            build(articles, output, factory=pytest.fail)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_output_without_permission_is_told_first(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="no permission"):
        build(articles, tmp_path / "out", factory=pytest.fail)


def test_two_builds_at_once(articles: Path, tmp_path: Path) -> None:
    with build_lock(tmp_path), pytest.raises(StoreError, match="another build"):
        build(articles, tmp_path)


def test_a_damaged_store_stops_the_build_and_stays(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "kgraph.db").write_bytes(b"rubbish" * 1000)
    with pytest.raises(StoreError, match="damaged"):
        build(articles, tmp_path)
    assert (tmp_path / "kgraph.db").read_bytes() == b"rubbish" * 1000


def test_a_full_disk_while_finishing(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: dict[str, bytes]
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match=r"disk of .* is full.*run the command again"):
            build(articles, tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"kgraph.db"}
    assert build(articles, tmp_path).unchanged == 40
    assert contents(tmp_path) == whole


def test_impossible_calls(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no sources"):
        build([], tmp_path)
    with pytest.raises(UsageError, match="jobs"):
        build(["x"], tmp_path, settings=Settings(jobs=0))
    with pytest.raises(UsageError, match="colour"):
        kgraph.build("x", tmp_path, colour="red")


def test_what_cannot_be_read_is_reported(articles: Path, tmp_path: Path) -> None:
    report = build([articles, tmp_path / "missing"], tmp_path / "out")
    assert [p.origin for p in report.skipped] == [str(tmp_path / "missing")]
    assert report.new == 40


def test_progress_reaches_its_end(articles: Path, tmp_path: Path) -> None:
    seen: list[pipeline.Progress] = []
    build(articles, tmp_path, progress=seen.append)
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert {p.total for p in seen} == {40}
    assert seen[-1].stage == "outputs"
    assert seen[-1].done == seen[-1].analysed == 40


def test_near_copies_are_one_source(tmp_path: Path) -> None:
    text = "Titel\n\nAnna Berg traf Karl Holm. " + " ".join(f"Wort{i} steht hier so." for i in range(60))
    (tmp_path / "in").mkdir()
    for name, end in (("a", ""), ("b", " Ende."), ("c", "")):
        (tmp_path / "in" / f"{name}.txt").write_text(text + end + "\n", encoding="utf-8")
    report = build(tmp_path / "in", tmp_path / "out", lang="de")
    assert report.near_copies == 2
    with Store.open(tmp_path / "out" / "kgraph.db") as store:
        assert {(r.article, r.origin_group) for r in store.records()} == {("a", "a"), ("b", "a"), ("c", "a")}


def test_decisions_survive_builds_and_refresh_applies_them(articles: Path, tmp_path: Path) -> None:
    build(articles, tmp_path)
    with Store.open(tmp_path / "kgraph.db") as store:
        left, right = list(store.actors())[:2]
        before = len(store.actors())
        store.add_decision(Decision(left, right, True, by="ute"))
    report = pipeline.refresh(tmp_path / "kgraph.db")
    assert report.counts.actors == before - 1
    assert build(articles, tmp_path).counts.actors == before - 1
    with Store.open(tmp_path / "kgraph.db") as store:
        assert [d.by for d in store.decisions()] == ["ute"]


def test_refresh_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        pipeline.refresh(tmp_path / "kgraph.db")
    assert list(tmp_path.iterdir()) == []


def test_batches_are_of_one_language_and_bounded() -> None:
    def article(i: int) -> Article:
        text = "x" * (60_000 if i % 7 == 0 else 10)
        return Article(str(i), text, "de" if i % 2 else "en", blocks=(Span(0, 1),))

    found = list(batches(article(i) for i in range(100)))
    assert sorted(int(a.id) for b in found for a in b) == list(range(100))
    assert all(len({a.lang for a in b}) == 1 for b in found)
    assert all(sum(len(a.text) for a in b[:-1]) < 100_000 for b in found)


def test_load_gives_graph_statements_and_actors(articles: Path, tmp_path: Path) -> None:
    import networkx as nx

    build(articles, tmp_path)
    for path in (tmp_path, tmp_path / "kgraph.db"):
        graph = kgraph.load(path)
        assert isinstance(graph, nx.MultiDiGraph)
        assert graph.number_of_edges() == len(graph.statements) == 137
        assert set(graph.nodes) == set(graph.actors)
    shown = graph.show(tmp_path / "shown.html")
    assert shown.read_text(encoding="utf-8")
    with pytest.raises(StoreError, match="no store"):
        kgraph.load(tmp_path / "nothing")
