"""The command line's contract: exit codes, streams, formats, help, interruption."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest
from build_fakes import make, write_articles

from kgraph import cli, pipeline
from kgraph.cli import COMMANDS, common
from kgraph.errors import StoreError
from kgraph.store import Store

ROOT = Path(__file__).parents[1]
ANSI = re.compile(r"\x1b\[")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in this process: exit code, stdout, stderr."""

    def call(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.run(args)
        return (code, *capsys.readouterr())

    return call


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("cli")
    write_articles(folder / "in", 20)
    pipeline.build([folder / "in"], folder / "out", factory=make)
    return str(folder / "out" / "kgraph.db")


def start(*args: str, **more: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "kgraph", *args], cwd=ROOT, **more)  # type: ignore[call-overload,no-any-return]


def imported(*args: str) -> set[str]:
    """The modules that a command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kgraph", *args], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0
    return set(re.findall(r"\| +(\S+)$", done.stderr, re.MULTILINE))


def test_help_imports_nothing_heavy() -> None:
    assert imported("--help").isdisjoint(
        {"spacy", "networkx", "rich", "numpy", "trafilatura", "sqlite3", "rapidfuzz", "igraph"}
    )


def test_met_needs_no_parser_and_no_graph(store: str) -> None:
    assert imported("met", "--store", store).isdisjoint(
        {"spacy", "networkx", "numpy", "trafilatura", "igraph"}
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_and_its_summary(name: str, run: Run) -> None:
    module, function = COMMANDS[name].target.split(":")
    command = getattr(import_module(module), function)
    assert isinstance(command, click.Command)
    code, out, err = run(name, "--help")
    assert (code, err) == (0, "")
    assert "Examples:" in out
    assert f"kgraph {name}" in out.split("Examples:")[1]
    assert (command.help or "").split("\n")[0] == COMMANDS[name].summary


def test_help_lists_all_commands(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for name, entry in COMMANDS.items():
        assert f"{name} " in out
        assert entry.summary.split()[0] in out


def test_version(run: Run) -> None:
    from kgraph import __version__

    assert run("--version") == (0, f"kgraph {__version__}\n", "")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["bild"], "Did you mean 'build'?"),
        (["build"], "Missing argument 'SOURCES...'"),
        (["build", "x", "--jobs", "0"], "jobs"),
        (["build", "x", "--model", "klingon=x"], "LANG=NAME"),
        (["met", "--since", "yesterday"], "write it as 2024-05-31"),
        (["met", "--since", "2024-13"], "is no date"),
        (["met", "--nonsense"], "No such option"),
        (["relations", "--relation", "KISS", "--store", "STORE"], "There is no relation type 'KISS'"),
        (["met", "Anna Berg", "--with", "Berg Anna", "--store", "STORE"], "the same actor"),
        (["met", "--since", "2025", "--until", "2024", "--store", "STORE"], "is after"),
    ],
)
def test_wrong_usage_exits_2(args: list[str], told: str, run: Run, store: str) -> None:
    code, out, err = run(*(store if a == "STORE" else a for a in args))
    assert (code, out) == (2, "")
    assert told in err


def test_failures_exit_1_with_a_line_on_stderr(run: Run, tmp_path: Path, store: str) -> None:
    code, out, err = run("met", "--store", str(tmp_path / "none.db"))
    assert (code, out) == (1, "")
    assert "no store at" in err and "kgraph build" in err
    code, out, err = run("show", "Ana Bergk", "--store", store)
    assert (code, out) == (1, "")
    assert "did you mean Anna Berg" in err
    assert "Traceback" not in err


def test_formats_agree(run: Run, store: str) -> None:
    def met(format_: str) -> str:
        code, out, err = run("met", "--store", store, "--format", format_)
        assert (code, err) == (0, "")
        return out

    rows = json.loads(met("json"))
    assert rows
    assert [json.loads(line) for line in met("jsonl").splitlines()] == rows
    assert rows[0]["evidence"][0]["evidence"]
    table = list(csv.DictReader(io.StringIO(met("csv"))))
    assert [(r["a_name"], r["b_name"], int(r["times"])) for r in table] == [
        (r["a_name"], r["b_name"], r["times"]) for r in rows
    ]
    assert len(met("md").splitlines()) == len(rows) + 2
    lines = met("table").splitlines()
    assert len(lines) == len(rows) + 1
    assert not ANSI.search("".join(lines))
    for line, row in zip(lines[1:], rows, strict=True):
        assert row["a_name"] in line and row["b_name"] in line


def test_met_counts_only_what_happened(run: Run, store: str) -> None:
    rows = json.loads(run("met", "--store", store, "--format", "json")[1])
    with Store.open(store) as opened:
        held = {
            frozenset((r.source, r.target))
            for r in opened.records()
            if r.relation == "CONSULT" and r.status == "actual" and r.confidence >= 0.4
        }
    assert {frozenset((r["a"], r["b"])) for r in rows} == held
    everything = json.loads(run("met", "--store", store, "--format", "json", "--all")[1])
    assert len(everything) > len(rows)


def test_met_of_one_actor_and_of_two(run: Run, store: str) -> None:
    rows = json.loads(run("met", "Anna Berg", "--store", store, "--format", "json", "--all")[1])
    assert rows and all(r["a_name"] == "Anna Berg" for r in rows)
    other = rows[0]["b_name"]
    code, out, _ = run("met", "Berg", "--with", other, "--store", store, "--format", "json", "--all")
    assert (code, [r["b_name"] for r in json.loads(out)]) == (0, [other])


def test_period(run: Run, store: str) -> None:
    out = run("relations", "--store", store, "--since", "2024-06", "--until", "2024-08", "--format", "json")[
        1
    ]
    days = [e["date"] for row in json.loads(out) for e in row["evidence"]]
    assert days
    assert all("2024-06-01" <= day <= "2024-08-31" for day in days)


def test_relations_leave_other_out_unless_asked(run: Run, store: str) -> None:
    def kinds(*more: str) -> set[str]:
        out = run("relations", "--store", store, "--format", "json", *more)[1]
        return {row["relation"] for row in json.loads(out)}

    assert "OTHER" not in kinds()
    assert "OTHER" in kinds("--other")
    assert kinds("--relation", "accuse") == {"ACCUSE"}
    assert kinds("--relation", "other") == {"OTHER"}


def test_evidence_lists_the_sentences(run: Run, store: str) -> None:
    for command in ("met", "relations"):
        rows = json.loads(run(command, "Anna Berg", "--store", store, "--format", "json")[1])
        asked = (command, "Anna Berg", "-e", "--store", store, "--format")
        sentences = json.loads(run(*asked, "json")[1])
        told = {e["id"] for row in rows for e in row["evidence"]}
        assert {s["id"] for s in sentences} <= told
        lines = run(*asked, "table")[1].splitlines()
        assert len(lines) == len(sentences) + 1
        assert all(
            any(s["evidence"]["text"] in line and s["id"] in line for line in lines) for s in sentences
        )
    assert {s["status"] for s in json.loads(run("met", "-e", "--store", store, "--format", "json")[1])} == {
        "actual"
    }


def test_nothing_found_is_no_failure(run: Run, store: str) -> None:
    for format_, expected in (("table", ""), ("json", "[]\n"), ("jsonl", "")):
        code, out, _ = run("met", "--since", "2050", "--store", store, "--format", format_)
        assert (code, out) == (0, expected)
    assert "no meetings" in run("met", "--since", "2050", "--store", store)[2]


def test_show_actor_and_statement(run: Run, store: str) -> None:
    code, out, _ = run("show", "Karl Holm", "--store", store)
    assert code == 0
    assert "Karl Holm" in out and "statements" in out
    card = json.loads(run("show", "Karl Holm", "--store", store, "--format", "json")[1])[0]
    statement = card["evidence"][0]
    code, out, _ = run("show", statement["id"], "--store", store)
    assert code == 0
    assert statement["evidence"] in out and statement["rule"] in out
    row = json.loads(run("show", statement["id"], "--store", store, "--format", "json")[1])[0]
    assert row["evidence"]["text"] == statement["evidence"]


def test_stats(run: Run, store: str) -> None:
    code, out, _ = run("stats", "--store", store)
    assert code == 0 and "20 (20 without near-copies)" in out
    found = json.loads(run("stats", "--store", store, "--format", "json")[1])[0]
    assert found["store"]["articles"] == 20
    assert sum(found["statuses"].values()) == found["statements"]


def test_the_store_may_be_named_by_its_folder(run: Run, store: str) -> None:
    assert run("met", "--store", str(Path(store).parent)) == run("met", "--store", store)


def test_an_unfinished_build_is_told(run: Run, store: str, tmp_path: Path) -> None:
    path = tmp_path / "kgraph.db"
    path.write_bytes(Path(store).read_bytes())
    with Store.open(path) as opened:
        article = next(opened.articles())
        from build_fakes import extract

        opened.put(article, extract(article), "x", b"")
    code, out, err = run("met", "--store", str(path))
    assert code == 0 and out and "not finished" in err


def test_doctor(run: Run, store: str, tmp_path: Path) -> None:
    code, out, _ = run("doctor", "--fast", "--store", store, "--format", "json")
    found = {row["what"]: row for row in json.loads(out)}
    assert found["Python"]["result"] == found["spacy"]["result"] == found["store"]["result"] == "ok"
    assert code == (1 if any(row["result"] == "bad" for row in found.values()) else 0)
    (tmp_path / "kgraph.db").write_bytes(b"rubbish" * 500)
    code, out, _ = run("doctor", "--fast", "--store", str(tmp_path))
    assert code == 1 and "damaged" in out


def test_a_closed_pipe_is_silent() -> None:
    script = """
import sys
import click
from kgraph import cli
from kgraph.cli.common import emit

@click.command()
def many():
    emit(({"a": "x" * 99} for _ in range(50_000)), "jsonl")

cli.cli.get_command = lambda ctx, name: many
sys.exit(cli.run(["met"]))
"""
    process = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline().startswith(b'{"a"')
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_columns_of_emit(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"a": "x|y", "b": None, "c": 1.5}, {"a": ["p", "q"], "b": True, "c": 2}]
    common.emit(rows, "md", columns=[("a", "A"), ("b", "B"), ("c", "C")])
    assert capsys.readouterr().out.splitlines()[2:] == ["| x\\|y |  | 1.50 |", "| p, q | yes | 2 |"]
    common.emit(rows, "table", columns=[("a", "A"), ("c", "C")])
    assert capsys.readouterr().out == "A     C\nx|y   1.50\np, q  2\n"


# -- build


@pytest.fixture
def fake_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """`kgraph build` with the small analyser, so that no pipeline is loaded."""
    real = pipeline.build
    monkeypatch.setattr(pipeline, "build", lambda *args, **more: real(*args, **more, factory=make))


@pytest.mark.usefixtures("fake_build")
def test_build_says_what_it_did_on_stderr(run: Run, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 12)
    (tmp_path / "in" / "leer.txt").touch()
    output = str(tmp_path / "out")
    code, out, err = run("build", str(tmp_path / "in"), "-o", output)
    assert (code, out) == (0, "")
    for told in ("12 read (12 new)", "leer.txt: is empty", "Skipped     1 input", "Statements", "Written"):
        assert told in err, told
    assert "12 read (12 unchanged)" in run("build", str(tmp_path / "in"), "-o", output)[2]
    code, out, err = run("build", str(tmp_path / "in"), "-o", output, "--quiet", "--format", "json")
    report = json.loads(out)[0]
    assert (report["read"], report["unchanged"], len(report["skipped"])) == (12, 12, 1)
    assert "Articles" not in err
    (tmp_path / "in" / "artikel-001.txt").unlink()
    assert "1 of earlier builds" in run("build", str(tmp_path / "in"), "-o", output)[2]


@pytest.mark.usefixtures("fake_build")
def test_build_says_which_articles_have_no_date(run: Run, tmp_path: Path) -> None:
    text = "Schweden hat Norwegen am Montag vor neuen Zöllen gewarnt."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"---\ndate: 2026-03-02\n---\n{text} Oslo schwieg.", encoding="utf-8")
    _, _, err = run("build", str(tmp_path / "b.txt"), "-o", str(tmp_path / "out"))
    assert "without a date" not in err
    _, _, err = run("build", str(tmp_path), "-o", str(tmp_path / "out"))
    assert "\n            1 without a date: front matter (date: 2026-03-01) gives one" in err


@pytest.mark.usefixtures("fake_build")
def test_build_reads_stdin(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"id": "von-stdin", "text": "Anna Berg traf Karl Holm. Danach war Ruhe im Haus."})
    stdin = io.TextIOWrapper(io.BytesIO(line.encode() + b"\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    code, _, err = run("build", "-", "-o", str(tmp_path), "--lang", "de")
    assert code == 0, err
    with Store.open(tmp_path / "kgraph.db") as opened:
        assert list(opened.fingerprints()) == ["von-stdin"]


@pytest.mark.usefixtures("fake_build")
def test_build_of_nothing_usable_fails(run: Run, tmp_path: Path) -> None:
    code, out, err = run("build", str(tmp_path / "none"), "-o", str(tmp_path / "out"))
    assert (code, out) == (1, "")
    assert "does not exist" in err and "0 read" in err and "none of the sources" in err
    (tmp_path / "in").mkdir()
    assert run("build", str(tmp_path / "in"), "-o", str(tmp_path / "out"))[0] == 0  # empty is no error


def test_build_errors(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    code, out, err = run("build", str(tmp_path), "-o", str(tmp_path / "file"))
    assert (code, out) == (1, "")
    assert "cannot write to the output folder" in err

    def full(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(pipeline, "build", full)
    assert run("build", "x", "-o", str(tmp_path))[0] == 1


def test_ctrl_c_exits_130_and_says_how_to_go_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", stopped)
    code, out, err = run("build", "my articles", "-o", str(tmp_path))
    assert (code, out) == (130, "")
    assert "what was finished is stored" in err
    assert f"kgraph build 'my articles' -o {tmp_path}" in err


SHIPPED = ROOT / "kgraph" / "models" / "de_kgraph_news" / "meta.json"


@pytest.mark.skipif(not SHIPPED.exists(), reason="the shipped pipeline is not there")
def test_explain_says_what_a_build_would_find(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "Am Montag empfing Friedrich Merz den polnischen Ministerpräsidenten Donald Tusk in Berlin. "
        "Die russische Regierung drohte der Ukraine. Er traf aber nicht Wladimir Putin."
    )
    line = {"id": "a", "text": text, "published": "2024-05-31", "lang": "de"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    pipeline.build([tmp_path / "a.jsonl"], tmp_path / "out")
    with Store.open(tmp_path / "out" / "kgraph.db") as opened:
        built = sorted((r.relation, r.status, r.rule, r.confidence) for r in opened.records())
    assert built

    code, out, err = run("explain", text, "--date", "2024-05-31", "--format", "json")
    assert (code, err) == (0, "")
    found = json.loads(out)[0]
    assert found["lang"] == "de" and len(found["sentences"]) == 3
    explained = sorted((s["relation"], s["status"], s["rule"], s["confidence"]) for s in found["statements"])
    assert explained == built
    assert {m["actor"] for m in found["mentions"]} >= {"Friedrich Merz", "Donald Tusk", "Wladimir Putin"}
    assert [c["verb"] for c in found["clauses"]] == ["empfing", "drohte", "traf"]
    table = run("explain", text)[1]
    assert all(word in table for word in ("Mentions", "Clauses", "Statements", "Tried", built[0][2]))
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert json.loads(run("explain", "-", "--format", "json")[1])[0]["mentions"]
    assert run("explain", " ")[0] == 2


def _hears_interrupts() -> None:
    """What a background shell starts ignores Ctrl-C, and so would what the tests start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(not SHIPPED.exists(), reason="the shipped pipeline is not there")
def test_a_real_ctrl_c(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 4000)
    process = start(
        "build",
        str(tmp_path / "in"),
        "-o",
        str(tmp_path / "out"),
        stderr=subprocess.PIPE,
        preexec_fn=_hears_interrupts,
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "out" / "kgraph.db").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err.decode()
    assert b"To go on: kgraph build" in err
    assert b"Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_terminal_gets_a_table_that_fits(store: str) -> None:
    import pty

    parent, child = pty.openpty()
    env = {**os.environ, "COLUMNS": "60", "TERM": "xterm"}
    process = start("met", "--store", store, stdout=child, env=env)
    os.close(child)
    seen = b""
    while True:
        try:
            chunk = os.read(parent, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    assert process.wait() == 0
    text = re.sub(r"\x1b\[[0-9;]*m", "", seen.decode())
    assert "Who" in text and "─" in text
    assert max(map(len, text.splitlines())) <= 60
