"""path, timeline, search, compare, cypher, export and corrections on the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from build_fakes import make, write_articles
from factories import NASTY, fill_store, make_actor, make_record
from markdown_it import MarkdownIt

from kgraph import cli, pipeline
from kgraph.cli.corrections import parse
from kgraph.errors import QueryError, SourceError
from kgraph.graph import cypher
from kgraph.model import Filter, MentionText, Span
from kgraph.outputs import FORMATS
from kgraph.store import Store

ROOT = Path(__file__).parents[1]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command line in this process: exit code, stdout, stderr."""

    def call(*args: str) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = cli.run(args)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ask")
    write_articles(folder / "in", 30)
    pipeline.build([folder / "in"], folder / "out", factory=make)
    return folder


@pytest.fixture
def store(built: Path) -> str:
    return str(built / "out" / "kgraph.db")


def records(store: str) -> list[Any]:
    with Store.open(store, readonly=True) as opened:
        return list(opened.records())


QUESTIONS = {
    "met": ("met",),
    "relations": ("relations", "Anna Berg"),
    "show": ("show", "Anna Berg"),
    "stats": ("stats",),
    "path": ("path", "Anna Berg", "Ida Kern"),
    "timeline": ("timeline", "Anna Berg"),
    "search": ("search", "traf"),
    "compare": ("compare", "--since", "2024-05"),
    "cypher": ("cypher", "MATCH (a)-[r:CONSULT]->(b) RETURN a.label, b.label, r.id"),
}


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv", "md"])
def test_every_question_answers_in_every_format(name: str, format: str, run: Run, store: str):
    code, out, err = run(*QUESTIONS[name], "--store", store, "--format", format)
    assert (code, err) == (0, "")
    if format == "json":
        assert json.loads(out)
    elif format == "jsonl":
        assert all(json.loads(line) for line in out.splitlines()) and out
    elif format == "csv":
        rows = list(csv.reader(io.StringIO(out)))
        assert len(rows) > 1 and len({len(row) for row in rows}) == 1
    else:
        assert len(out.splitlines()) > 1


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "search"])
@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv", "md"])
def test_every_answer_carries_its_evidence_on_request(name: str, format: str, run: Run, store: str):
    code, out, err = run(*QUESTIONS[name], "--store", store, "--evidence", "--format", format)
    assert (code, err) == (0, "")
    said = {record.id: record.evidence for record in records(store)}
    if format in ("table", "md"):
        lines = out.splitlines()[1 if format == "table" else 2 :]
        assert lines and all(any(text in line for text in said.values()) for line in lines)
        return
    rows: list[Any]
    if format == "csv":
        rows = list(csv.DictReader(io.StringIO(out)))
    else:
        rows = json.loads(out) if format == "json" else [json.loads(line) for line in out.splitlines()]
        rows = [{"id": row["id"], "evidence": row["evidence"]["text"]} for row in rows]
    assert rows and {row["id"]: row["evidence"] for row in rows}.items() <= said.items()


def test_cypher_shows_the_statements_that_match(run: Run, store: str):
    query = "MATCH (a)-[r:CONSULT]->(b) WHERE a.label = 'Anna Berg' RETURN b.label"
    _, out, _ = run("cypher", query, "--evidence", "--format", "csv", "--store", store)
    got = {row["id"] for row in csv.DictReader(io.StringIO(out))}
    with Store.open(store, readonly=True) as opened:
        names = {actor.id: actor.name_de for actor in opened.actors().values()}
        want = {
            r.id for r in opened.records(Filter(statuses=("actual",), min_confidence=0.4))
            if r.relation == "CONSULT" and names[r.source] == "Anna Berg"
        }  # fmt: skip
    assert got == want and want
    code, _, err = run("cypher", "MATCH (a)-[:CONSULT]->(b) RETURN a.label", "--evidence", "--store", store)
    assert code == 1 and "name a relationship" in err


def test_path_leads_round_an_actor_and_says_when_there_is_none(run: Run, store: str):
    code, out, _ = run("path", "Anna Berg", "Ida Kern", "--store", store, "--format", "json", "-k", "2")
    ways = json.loads(out)
    assert len(ways) == 2 and all(way["steps"][0]["evidence"] for way in ways)
    between = ways[1]["names"][1]
    _, out, _ = run(
        "path", "Anna Berg", "Ida Kern", "--without", between, "--store", store, "--format", "json"
    )
    assert all(between not in way["names"] for way in json.loads(out))
    everybody = [flag for name in ("Karl Holm", "Mira Falk") for flag in ("--without", name)]
    code, out, err = run("path", "Anna Berg", "Ida Kern", *everybody, "--since", "2030", "--store", store)
    assert (code, out) == (0, "") and "nothing connects" in err


def test_wrong_questions_say_what_is_wrong(run: Run, store: str):
    at = ("--store", store)
    assert run("path", "Anna Berg", "Anna Berg", *at)[0] == 2
    code, _, err = run("path", "Ana Berk", "Ida Kern", *at)
    assert code == 1 and "did you mean Anna Berg?" in err
    code, _, err = run("timeline", "--since", "2024-05", "--until", "2023", *at)
    assert code == 2 and "is after" in err
    code, _, err = run("compare", "--since", "2024-05", "--until", "2023", *at)
    assert code == 2 and "is after" in err
    code, _, err = run("search", "nirgendwo", *at)
    assert code == 0 and "no sentence" in err
    assert run("timeline", "--since", "2030", *at)[:2] == (0, "")


@pytest.mark.parametrize("name", QUESTIONS)
def test_filters_that_leave_nothing_give_an_empty_answer(name: str, run: Run, store: str):
    period = ("--since", "2090") if name in ("compare", "show") else ("--since", "2090", "--until", "2091")
    question = ("compare",) if name == "compare" else QUESTIONS[name]
    if name == "show":
        period = ("--min-confidence", "1")
    at = ("--store", store, *period)
    for format in ("table", "json", "jsonl", "csv", "md"):
        code, out, _ = run(*question, *at, "--format", format)
        assert code == 0
        if format == "json":
            json.loads(out)
        if name not in ("show", "stats", "compare"):
            empty = {"json": "[]\n", "csv": out.splitlines(True)[0] if out else ""}
            assert out == empty.get(format, "")


@pytest.mark.parametrize(
    "name", [name for name in QUESTIONS if name not in ("search", "cypher", "compare", "stats")]
)
def test_an_unknown_actor_is_said_with_those_that_may_be_meant(name: str, run: Run, store: str):
    question = ("met", "Anna Berg") if name == "met" else QUESTIONS[name]
    code, out, err = run(*(word.replace("Anna Berg", "Anna Brg") for word in question), "--store", store)
    assert (code, out) == (1, "") and "no actor called 'Anna Brg'" in err and "did you mean Anna Berg?" in err


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "show"])
def test_a_reversed_period_is_said(name: str, run: Run, store: str):
    question = ("compare",) if name == "compare" else QUESTIONS[name]
    code, out, err = run(*question, "--since", "2024-05", "--until", "2023", "--store", store)
    assert (code, out) == (2, "") and "is after" in err


def test_a_shell_offers_the_actors_of_the_store(store: str, tmp_path: Path):
    def offered(words: str, place: str = store) -> list[str]:
        line = ["kgraph", "met", "--store", place, words]
        found = subprocess.run(
            [sys.executable, "-m", "kgraph"], capture_output=True, text=True, check=True, cwd=tmp_path,
            env=os.environ | {"_KGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(line), "COMP_CWORD": "4",
                              "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert found.stderr == ""
        return [line for line in found.stdout.splitlines() if line]

    assert "plain,Anna\\ Berg" in offered("ann")
    assert offered("Xyz") == [] == offered("ann", str(tmp_path / "none.db"))


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose actors, sentences and places are called whatever can be called something."""
    place = tmp_path_factory.mktemp("nasty") / "kgraph.db"
    # Half a surrogate pair is no text that a source can hold.
    texts = [text for text in NASTY if text.strip() and "\ud83d" not in text]
    actors = {f"kg:{n}": make_actor(f"kg:{n}", text) for n, text in enumerate(texts)}
    made = [
        make_record(
            f"kg:{n}", f"kg:{(n + 1) % len(texts)}", id=f"s{n}", article=f"a{n}", evidence=text, place=text,
            outlet=text, title=text, url=text, claimed_text=text, published=date(2024, 1, 1),
            evidence_span=Span(0, len(text)), trigger=Span(0, len(text)),
            source_mention=MentionText(text, 0, 1), target_mention=MentionText(text, 0, 1),
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip
    fill_store(place, made, actors)
    return place


@pytest.mark.parametrize("sentences", [False, True])
@pytest.mark.parametrize("question", [("met",), ("relations",), ("timeline",), ("path", "kg:3", "kg:6"),
                                      ("show", "kg:3"), ("search", "a"), ("stats",),
                                      ("compare", "--since", "2023")])  # fmt: skip
def test_names_with_every_delimiter_keep_rows_and_columns(
    question: tuple[str, ...], sentences: bool, run: Run, nasty: Path
):
    if question[0] == "search" and sentences:
        pytest.skip("search shows nothing but sentences")
    ask = (*question, *(["--evidence"] if sentences else []), "--store", str(nasty), "--format")
    code, out, err = run(*ask, "csv")
    assert code == 0 and err == ""
    rows = list(csv.reader(io.StringIO(out, newline="")))
    assert len(rows) > 1 and len({len(row) for row in rows}) == 1
    table = run(*ask, "table")[1]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", table), "a name may command the terminal"
    whole = json.loads(run(*ask, "json")[1])
    assert whole == [json.loads(line) for line in run(*ask, "jsonl")[1].split("\n") if line]
    md = run(*ask, "md")[1]
    tables = MarkdownIt("commonmark").enable("table").parse(md)
    cells = [token.type for token in tables]
    assert cells.count("tr_open") > 1
    inline = [child for token in tables for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special"}, "a name became markup"
    if question[0] in ("met", "relations", "timeline", "search", "compare", "path") or sentences:
        assert cells.count("tr_open") == len(rows), "a name broke a row of the table"
        assert cells.count("td_open") == (len(rows) - 1) * cells.count("th_open"), "a name broke a cell"


def test_a_limit_is_said(run: Run, store: str):
    for question in ("met", "relations", "timeline"):
        _, whole, err = run(question, "--limit", "0", "--store", store)
        assert err == "" and len(whole.splitlines()) > 4
        _, out, err = run(question, "--limit", "3", "--store", store)
        assert "only the first 3 are shown" in err
        # Columns are as wide as what is in them, so words are compared.
        assert [line.split() for line in out.splitlines()[1:]] == [x.split() for x in whole.splitlines()[1:4]]
        _, out, _ = run(question, "--format", "jsonl", "--limit", "2", "--store", store)
        assert len(out.splitlines()) == 2


def test_search_finds_the_sentences_with_all_words(run: Run, store: str):
    _, out, _ = run("search", "anna traf", "--store", store, "--format", "jsonl", "--min-confidence", "0")
    found = {json.loads(line)["id"] for line in out.splitlines()}
    want = {r.id for r in records(store) if {"Anna", "traf"} <= set(r.evidence.replace(".", " ").split())}
    assert found >= want and want
    chosen = ("--since", "2024-06", "--limit", "2")
    _, out, _ = run("search", "traf", *chosen, "--store", store, "--format", "jsonl")
    days = [json.loads(line)["published"] for line in out.splitlines()]
    assert len(days) == 2 and min(days) >= "2024-05"


# cypher


@pytest.mark.parametrize("word", ["CREATE (n)", "MATCH (a) SET a.x = 1 RETURN a", "match (a) detach delete a",
                                  "MATCH (a) REMOVE a.label RETURN a", "MERGE (a) RETURN a",
                                  "LOAD CSV FROM 'x' AS row MATCH (a) RETURN a",
                                  "CALL db.labels()"])  # fmt: skip
def test_cypher_refuses_to_write(word: str, run: Run, store: str):
    before = Path(store).read_bytes()
    code, out, err = run("cypher", word, "--store", store)
    assert (code, out) == (1, "") and "changes the graph" in err
    assert Path(store).read_bytes() == before


def test_cypher_counts_only_what_happened_unless_asked():
    pytest.importorskip("grandcypher", reason="grand-cypher is not installed")
    from factories import make_actor, make_record

    found = [make_record("kg:a", "kg:b", id="1"), make_record("kg:a", "kg:b", id="2", relation="ACCUSE")]
    actors = {id: make_actor(id, 'Wer "SET" sagt', type="armed_group") for id in ("kg:a", "kg:b")}
    rows = cypher("MATCH (a:ArmedGroup)-[r:CONSULT]->(b) RETURN a.label, r.id", found, actors)
    assert rows == [{"a.label": 'Wer "SET" sagt', "r.id": "1"}]
    assert cypher("MATCH (a)-[r]->(b) WHERE a.label = 'SET' RETURN a.id", found, actors) == []
    quoted = """MATCH (a)-[r:ACCUSE]->(b) WHERE a.label = 'Wer "SET" sagt' RETURN r.id"""
    assert cypher(quoted, found, actors) == [{"r.id": "2"}]
    escaped = """MATCH (a)-[r:ACCUSE]->(b) WHERE a.label = "Wer \\"SET\\" s\\u0061gt" RETURN r.id"""
    assert cypher(escaped, found, actors) == [{"r.id": "2"}]
    for bad in ("MATCH (a RETURN a", "MATCH (a)-[r]->(b) RETURN c.x", "hello", "MATCH (a) WHERE RETURN a"):
        with pytest.raises(QueryError):
            cypher(bad, found, actors)


def test_cypher_sees_planned_ones_only_with_status(run: Run, store: str):
    query = "MATCH (a)-[r]->(b) RETURN r.id, r.status"
    _, out, _ = run("cypher", query, "--store", store, "--format", "json")
    assert {row["r.status"] for row in json.loads(out)} == {"actual"}
    _, out, _ = run("cypher", query, "--status", "negated", "--store", store, "--format", "json")
    assert {row["r.status"] for row in json.loads(out)} == {"negated"}


# export


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_exported(name: str, run: Run, store: str, tmp_path: Path):
    format = FORMATS[name]
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    path = tmp_path / f"out{format.suffix}"
    about = ("--actor", "Anna Berg") if format.actor else ()
    code, out, err = run("export", name, "-o", str(path), *about, "--store", store)
    assert (code, out) == (0, "") and path.exists() and "statements" in err
    code, _, err = run("export", name, "-o", str(path), *about, "--store", store)
    assert code == 1 and "--force" in err
    assert run("export", name, "-o", str(path), "--force", *about, "--store", store)[0] == 0
    if not format.folder:
        code, out, _ = run("export", name, *about, "--store", store)
        assert code == 0 and out.encode() == path.read_bytes()


def test_export_filters_and_guesses_the_format(run: Run, store: str, tmp_path: Path):
    path = tmp_path / "x.graphml"
    options = ("--relation", "consult", "--status", "actual", "--since", "2024-03", "--actor", "Anna Berg")
    assert run("export", "-o", str(path), *options, "--store", store)[0] == 0
    rows = [row for _, _, row in nx.read_graphml(path, force_multigraph=True).edges(data=True)]
    want = {
        r.id for r in records(store)
        if (r.relation, r.status) == ("CONSULT", "actual") and str(r.day) >= "2024-03" and r.confidence >= 0.4
        and "Anna Berg" in (r.source_mention.text, r.target_mention.text)
    }  # fmt: skip
    assert {row["edge_id"] for row in rows} == want and want


def test_export_says_what_it_lacks(run: Run, store: str, tmp_path: Path):
    for args in ((), ("csv",), ("dossier",), ("nonsense",), ("graphml", "--relation", "NOPE")):
        code, out, err = run("export", *args, "--store", store)
        assert (code, out) == (2, "") and err
    code, _, err = run("export", "graphml", "-o", str(tmp_path / "x"), "--since", "2030", "--store", store)
    assert code == 0 and "no statement" in err and (tmp_path / "x").exists()


def test_a_reader_that_has_enough_is_no_error(store: str):
    command = [sys.executable, "-m", "kgraph", "export", "graphml", "--store", store]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(60) == 0 and b"Traceback" not in process.stderr.read()


# corrections


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A store of its own, as corrections change it."""
    write_articles(tmp_path / "in", 12)
    pipeline.build([tmp_path / "in"], tmp_path / "out", factory=make)
    return str(tmp_path / "out" / "kgraph.db")


def write(path: Path, *rows: object) -> str:
    path.write_text(
        "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), encoding="utf-8"
    )
    return str(path)


def test_a_wrong_statement_is_gone_listed_and_stays_gone(run: Run, own: str, tmp_path: Path):
    record = next(r for r in records(own) if r.relation != "OTHER" and r.confidence >= 0.4)
    line = {"statement": record.id, "verdict": "wrong", "by": "Eva", "at": "2024-06-01", "note": "Satire"}
    file = write(tmp_path / "c.jsonl", line)
    assert run("corrections", "apply", file, "--dry-run", "--store", own)[0] == 0
    assert record.id in {r.id for r in records(own)}
    assert run("corrections", "apply", file, "--store", own)[0] == 0
    assert record.id not in {r.id for r in records(own)}
    assert record.id not in (Path(own).parent / "statements.jsonl").read_text(encoding="utf-8")
    pipeline.build([tmp_path / "in"], tmp_path / "out", factory=lambda: make("2"))
    assert record.id not in {r.id for r in records(own)}
    _, out, _ = run("corrections", "list", "--store", own, "--format", "json")
    (row,) = json.loads(out)
    assert (row["statement"], row["verdict"], row["by"], row["at"]) == (
        record.id,
        "wrong",
        "Eva",
        "2024-06-01",
    )
    assert (row["note"], row["evidence"]) == ("Satire", record.evidence)
    # The same file again changes nothing; taking it back brings the statement back.
    assert "0 corrections applied" in run("corrections", "apply", file, "--store", own)[2]
    assert run("corrections", "undo", record.id, "--store", own)[0] == 0
    assert record.id in {r.id for r in records(own)}


def test_bad_lines_are_named_and_the_rest_counts(run: Run, own: str, tmp_path: Path):
    first, second = records(own)[:2]
    file = write(
        tmp_path / "c.jsonl",
        {"statement": first.id, "verdict": "wrong"},
        "",
        "{not json",
        {"statement": second.id, "verdict": "maybe"},
        {"statement": "s00000000", "verdict": "wrong"},
        {"statement": second.id, "verdict": "meant"},
        {"statement": second.id, "verdict": "meant", "relation": "KISS"},
        {"statement": second.id, "verdict": "meant", "source": "Niemand Hier"},
        {"statement": second.id, "verdict": "meant", "source": second.target},
        ["x"],
        {"statement": second.id, "verdict": "wrong", "at": "gestern"},
        {"statement": 5, "verdict": "wrong"},
    )
    code, _, err = run("corrections", "apply", file, "--store", own)
    assert code == 1 and "1 corrections applied, 10 skipped" in err
    skipped = [line for line in err.splitlines() if "skipped: " in line]
    assert [int(line.split("c.jsonl:")[1].split(":")[0]) for line in skipped] == list(range(3, 13))
    assert first.id not in {r.id for r in records(own)} and second.id in {r.id for r in records(own)}


def test_files_that_are_none(run: Run, own: str, tmp_path: Path):
    assert run("corrections", "apply", str(tmp_path / "missing.jsonl"), "--store", own)[0] == 1
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    code, _, err = run("corrections", "apply", str(tmp_path / "binary"), "--store", own)
    assert code == 1 and "UTF-8" in err
    assert run("corrections", "undo", "s1", "--store", own)[0] == 2


def test_what_is_meant_is_kept_with_its_actors(run: Run, own: str, tmp_path: Path):
    record = next(r for r in records(own) if r.relation == "CONSULT" and r.confidence >= 0.4)
    line = {
        "statement": record.id,
        "verdict": "meant",
        "relation": "ACCUSE",
        "status": "planned",
        "target": "Otto Brandt",
    }
    if "Otto Brandt" in (record.source_mention.text, record.target_mention.text):
        line["target"] = "Jonas Ried"
    if line["target"] in (record.source_mention.text, record.target_mention.text):
        line["target"] = "Lina Sommer"
    assert run("corrections", "apply", write(tmp_path / "c.jsonl", line), "--store", own)[0] == 0
    with Store.open(own, readonly=True) as store:
        (kept,) = store.corrections()
        (actor, _), *_ = store.find_actor(line["target"])
    assert kept.action == "meant"
    assert {k: kept.value[k] for k in ("relation", "status", "target")} == {
        "relation": "ACCUSE", "status": "planned", "target": actor.id
    }  # fmt: skip


def test_a_line_as_the_map_writes_it():
    text = (
        '{"statement":"s1","verdict":"meant","relation":"ACCUSE","status":"negated","source":" Anna ",'
        '"note":"siehe oben","article":"a1","evidence":"Satz","at":"2024-05-31"}'
    )
    line = parse("x:1", text)
    assert line.values == {"relation": "ACCUSE", "status": "negated", "source": "Anna"}
    assert (line.note, line.at, line.by) == ("siehe oben", "2024-05-31", None)
    with pytest.raises(SourceError, match="x:2"):
        parse("x:2", "[" * 200_000)


def test_what_is_meant_is_what_is_told_from_then_on(run: Run, own: str, tmp_path: Path):
    record = next(r for r in records(own) if r.relation == "CONSULT" and r.confidence >= 0.4)
    with Store.open(own, readonly=True) as store:
        other = next(id for id in store.actors() if id not in (record.source, record.target))
        name = store.actors()[other].name_de
    line = {
        "statement": record.id,
        "verdict": "meant",
        "relation": "ACCUSE",
        "status": "planned",
        "target": name,
    }
    assert run("corrections", "apply", write(tmp_path / "c.jsonl", line), "--store", own)[0] == 0

    def told() -> tuple[object, ...]:
        r = next(r for r in records(own) if r.id == record.id)
        return r.relation, r.mode, r.status, r.source, r.target, r.evidence

    meant = ("ACCUSE", None, "planned", record.source, other, record.evidence)
    assert told() == meant
    with Store.open(own, readonly=True) as store:
        assert record.id in {r.id for r in store.records(Filter(actors=(other,), relations=("ACCUSE",)))}
        assert record.id not in {r.id for r in store.records(Filter(relations=("CONSULT",)))}
    pipeline.build([tmp_path / "in"], tmp_path / "out", factory=lambda: make("2"))
    assert told() == meant
    assert run("corrections", "undo", record.id, "--store", own)[0] == 0
    assert told() == (
        record.relation,
        record.mode,
        record.status,
        record.source,
        record.target,
        record.evidence,
    )


@pytest.mark.parametrize("question", [("met", ""), ("met", "Anna Berg", "--with", " "), ("relations", "")])
def test_an_empty_name_is_not_everybody(question: tuple[str, ...], run: Run, store: str) -> None:
    code, out, err = run(*question, "--store", store)
    assert code == 2 and not out and "empty" in err
