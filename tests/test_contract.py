"""The contract of statements.jsonl (DESIGN.md): keys, types, offsets, order, and the way back."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from build_fakes import make, write_articles

from kgraph import pipeline
from kgraph.errors import OutputError, SourceError
from kgraph.model import ACTOR_TYPES, LANGS, STATUSES, Actor, MentionText, Record, Span, When
from kgraph.outputs.atomic import atomic, write_text
from kgraph.outputs.statements import read_statements, to_json, write_statements
from kgraph.relations import relation_types
from kgraph.store import Store

SCORER = Path("/work/shared/tools/score_statements.py")

ACTOR_KEYS = {"id", "name", "type", "aliases", "wikidata"}
KEYS = {
    "id",
    "article",
    "url",
    "published",
    "lang",
    "source",
    "target",
    "relation",
    "mode",
    "predicate",
    "status",
    "role",
    "date",
    "place",
    "claimed_by",
    "confidence",
    "rule",
    "evidence",
}

ANNA = Actor("Q1", "Anna Berg", "Anna Mountain", "person", ("Berg", "A. Berg"), "Q1", "Q3")
KARL = Actor("kg:2", "Karl Holm", "Karl Holm", "person")
LAND = Actor("Q3", "Nordland", "Northland", "country", (), "Q3")
ACTORS = {a.id: a for a in (ANNA, KARL, LAND)}

FULL = Record(
    id="s1",
    article="a",
    origin_group="a0",
    lang="de",
    source="Q1",
    target="kg:2",
    source_mention=MentionText("Sie", 10, 13, "Anna Berg"),
    target_mention=MentionText("Holm", 19, 23),
    relation="CONSULT",
    status="planned",
    evidence="Sie trifft Holm\u2028am „Montag“ 🙂.",
    evidence_span=Span(10, 38),
    trigger=Span(14, 20),
    rule="treffen.verb",
    confidence=0.875,
    mode="meet",
    predicate=None,
    role="Ministerin",
    when=When("am Montag", date(2024, 5, 6), date(2024, 5, 6)),
    place="Kiel",
    claimed_by="Q3",
    claimed_text=None,
    title="Titel",
    url="https://example.org/?a=1&b=2",
    outlet="Blatt",
    published=date(2024, 5, 5),
)
BARE = Record(
    id="s0",
    article="a",
    origin_group="a",
    lang="en",
    source="kg:2",
    target="Q3",
    source_mention=MentionText("Holm", 0, 4),
    target_mention=MentionText("Northland", 5, 14),
    relation="OTHER",
    status="actual",
    evidence="Holm Northland",
    evidence_span=Span(0, 14),
    trigger=Span(0, 0),
    rule="r",
    confidence=1.0,
    predicate="umkreisen",
    when=When("einst", None, None, "year"),
    claimed_text="Diplomaten",
)


def check_line(row: dict[str, Any], text: str | None) -> None:
    """One line against the contract; `text` is its article's."""
    assert set(row) >= KEYS
    assert row["lang"] in LANGS and row["status"] in STATUSES and row["relation"] in relation_types()
    kind = relation_types()[row["relation"]]
    assert row["mode"] is None or row["mode"] in kind.modes
    assert 0 <= row["confidence"] <= 1
    assert row["source"]["id"] != row["target"]["id"]
    for actor in filter(None, (row["source"], row["target"], row["claimed_by"])):
        assert set(actor) >= ACTOR_KEYS
        assert actor["type"] in ACTOR_TYPES and actor["name"] and isinstance(actor["aliases"], list)
        assert actor["name"] not in actor["aliases"]
        assert actor["wikidata"] is None or re.fullmatch(r"Q\d+", actor["wikidata"])
    for day in (row["published"], *(row["date"][k] for k in ("first", "last") if row["date"])):
        assert day is None or date.fromisoformat(day)
    if text is not None:
        for part in (row["evidence"], row["source"]["mention"], row["target"]["mention"], row["trigger"]):
            assert text[part["start"] : part["end"]] == part["text"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contract")
    write_articles(folder / "in", 15)
    pipeline.build([folder / "in"], folder / "out", factory=make)
    return folder / "out"


def test_every_line_of_a_build_keeps_the_contract(built: Path) -> None:
    with Store.open(built / "kgraph.db") as store:
        texts = {a.id: a.text for a in store.articles()}
    lines = (built / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        row = json.loads(line)
        check_line(row, texts[row["article"]])


def test_lines_are_sorted_and_plain_utf8(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    other = replace(BARE, id="s9", article="0")
    assert write_statements(path, [FULL, BARE, other], ACTORS) == 3
    text = path.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]  # splits at U+2028, too: none may be in it
    assert [row["id"] for row in rows] == ["s9", "s0", "s1"]
    assert "„Montag“ 🙂" in text and "\\u201e" not in text
    again = tmp_path / "again.jsonl"
    write_statements(again, [other, FULL, BARE], dict(reversed(ACTORS.items())))
    assert again.read_bytes() == path.read_bytes()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    for names in LANGS:
        write_statements(path, [FULL, BARE], ACTORS, names=names)
        records, actors = read_statements(path)
        assert records == [BARE, FULL]
        assert {id_: replace(a, aliases=()) for id_, a in actors.items()} == {
            id_: replace(a, aliases=()) for id_, a in ACTORS.items()
        }
        assert {id_: set(a.aliases) for id_, a in actors.items()} == {
            id_: set(a.aliases) for id_, a in ACTORS.items()
        }


def test_a_line_says_what_the_record_says() -> None:
    row = to_json(FULL, ACTORS)
    check_line(row, None)
    assert row["source"]["name"] == "Anna Berg"
    assert row["source"]["aliases"] == ["A. Berg", "Anna Mountain", "Berg"]
    assert row["source"]["mention"] == {"text": "Sie", "start": 10, "end": 13, "antecedent": "Anna Berg"}
    assert row["date"] == {
        "text": "am Montag",
        "first": "2024-05-06",
        "last": "2024-05-06",
        "granularity": "day",
    }
    assert row["claimed_by"]["name"] == "Nordland"
    assert row["trigger"] == {"text": "trifft", "start": 14, "end": 20}
    assert to_json(FULL, ACTORS, names="en")["source"]["name"] == "Anna Mountain"
    assert to_json(BARE, ACTORS)["date"]["first"] is None


def test_build_and_reader_agree(built: Path) -> None:
    records, actors = read_statements(built / "statements.jsonl")
    with Store.open(built / "kgraph.db") as store:
        kept = {r.id: r for r in store.records()}
    assert all(kept[r.id] == r for r in records)
    assert {a for r in records for a in (r.source, r.target)} == set(actors)


@pytest.mark.parametrize("line", ["{", '{"id": 1}', "[]", "null", '{"source": []}'])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "s.jsonl"
    write_statements(path, [BARE], ACTORS)
    with open(path, "a", encoding="utf-8") as handle:
        handle.write(line + "\n")
    with pytest.raises(SourceError, match=r"s\.jsonl:2: is no statement"):
        read_statements(path)
    with pytest.raises(SourceError, match=r"none\.jsonl"):
        read_statements(tmp_path / "none.jsonl")


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not there")
def test_the_scorer_reads_it(built: Path, tmp_path: Path) -> None:
    with Store.open(built / "kgraph.db") as store:
        article = next(store.articles())
        records = [r for r in store.records() if r.article == article.id and r.confidence > 0.4]
        actors = store.actors()
    gold = {
        "article": article.id,
        "actors": [{"key": a.id, "name": a.name_de, "type": a.type} for a in actors.values()],
        "statements": [
            {
                "source": r.source,
                "relation": r.relation,
                "target": r.target,
                "status": r.status,
                "mode": r.mode,
                "evidence": [r.evidence],
            }
            for r in records
            if r.relation != "OTHER"
        ],
    }
    assert gold["statements"]
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "g.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / f"{article.id}.txt").write_text(article.text, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            str(SCORER),
            str(tmp_path / "gold"),
            str(built / "statements.jsonl"),
            "--json",
            "--articles",
            str(tmp_path / "texts"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    scores = json.loads(done.stdout)
    assert scores["evidence"] == 1.0
    assert scores["+status"]["f1"] == 1.0


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write_text(path, "old")
    with pytest.raises(RuntimeError), atomic(path) as handle:
        handle.write(b"new")
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(OutputError, match="cannot write"):
        write_text(tmp_path / "no" / "folder", "x")
