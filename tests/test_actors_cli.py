"""`kgraph actors`: list, show, merge, split, undo, on a small store of made-up articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from kgraph import pipeline
from kgraph.cli import run
from kgraph.model import Article, Entity, Extraction, Mention, Span, Statement
from kgraph.store import Store

# Article, its two actors; the sentence is "A traf B."
MEETINGS = [
    ("bote-1", "Jonas Falkenrath", "Ute Brandhuber"),
    ("bote-2", "Falkenrath", "Elke Sonnleitner"),
    ("bote-3", "Thomas Meyer", "Ute Brandhuber"),
    ("bote-4", "Thomas Meyer", "Elke Sonnleitner"),
]


@pytest.fixture()
def store(tmp_path: Path) -> Path:
    path = tmp_path / "kgraph.db"
    with Store.open(path) as new:
        for number, (id_, one, other) in enumerate(MEETINGS):
            text = f"{one} traf {other}."
            ends = [(0, len(one)), (len(one) + 6, len(text) - 1)]
            mentions = tuple(
                Mention(start, end, text[start:end], "name", i) for i, (start, end) in enumerate(ends)
            )
            whole = Span(0, len(text))
            met = Statement(0, 1, "CONSULT", "actual", whole, Span(len(one) + 1, len(one) + 5), "r", 0.9)
            entities = tuple(Entity(name, "person", (name,)) for name in (one, other))
            article = Article(id_, text, "de", published=date(2025, 3, number + 1), blocks=(whole,))
            new.put(article, Extraction(id_, entities, mentions, (met,), 1), "f", b"")
    pipeline.refresh(path)
    return path


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    with Store.open(path, readonly=True) as found:
        yield found


def call(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> tuple[str, str]:
    """What `kgraph actors …` writes to stdout and stderr."""
    capsys.readouterr()
    assert run(["actors", *args]) == code
    captured = capsys.readouterr()
    return captured.out, captured.err


def listed(capsys: pytest.CaptureFixture[str], store: Path, *args: str) -> list[dict[str, object]]:
    out, _ = call(capsys, "list", "--store", str(store), "--format", "json", *args)
    rows = json.loads(out)
    assert isinstance(rows, list)
    return rows


def shown(capsys: pytest.CaptureFixture[str], store: Path, actor: str) -> dict[str, list[dict[str, str]]]:
    out, _ = call(capsys, "show", actor, "--store", str(store), "--format", "json")
    (row,) = json.loads(out)
    assert isinstance(row, dict)
    return row


def test_list_counts_and_filters(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    rows = listed(capsys, store)
    assert len(rows) == 4 and all(row["statements"] == 2 for row in rows)
    assert [row["name"] for row in listed(capsys, store, "--query", "falkenRATH")] == ["Jonas Falkenrath"]
    assert listed(capsys, store, "--type", "party") == []
    out, _ = call(capsys, "list", "--store", str(store), "--limit", "1")
    assert len(out.splitlines()) == 2


def test_automatic_decisions_show_score_and_reasons(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    (row,) = listed(capsys, store, "--merges")
    assert row["left_name"] == "Falkenrath" and row["right_name"] == "Jonas Falkenrath"
    assert row["by"] == "kgraph" and "only bearer" in str(row["reasons"])


def test_undo_of_an_automatic_decision_holds(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    (row,) = listed(capsys, store, "--merges")
    call(capsys, "undo", str(row["decision"]), "--store", str(store), "--by", "Ann")
    assert len(listed(capsys, store)) == 5
    (left,) = listed(capsys, store, "--merges")
    assert (left["is"], left["by"]) == ("is not", "Ann")
    call(capsys, "undo", str(left["decision"]), "--store", str(store))
    assert len(listed(capsys, store)) == 4


def test_merge_joins_records_and_undo_parts_them_again(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    with opened(store) as before:
        ids = {r.id for r in before.records()}
    _, err = call(capsys, "merge", "Ute Brandhuber", "Sonnleitner", "--store", str(store), "--by", "Ann")
    assert "from now on" in err
    rows = listed(capsys, store)
    assert {row["name"]: row["statements"] for row in rows}["Ute Brandhuber"] == 4
    with opened(store) as after:
        assert {r.id for r in after.records()} == ids
        assert after.find_actor("Elke Sonnleitner")[0][0].name_de == "Ute Brandhuber"
    assert (store.parent / "map.html").exists()
    mine = [row for row in listed(capsys, store, "--merges") if row["by"] == "Ann"]
    call(capsys, "undo", str(mine[0]["decision"]), "--store", str(store))
    assert len(listed(capsys, store)) == 4


def test_split_takes_an_article_out(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    call(capsys, "split", "Thomas Meyer", "bote-4", "--store", str(store), "--no-outputs")
    meyers = listed(capsys, store, "--query", "Meyer")
    assert [row["statements"] for row in meyers] == [1, 1]
    assert len({row["id"] for row in meyers}) == 2


def test_split_of_a_part_by_its_name(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    parts = shown(capsys, store, "Jonas Falkenrath")["parts"]
    assert [part["name"] for part in parts] == ["Jonas Falkenrath", "Falkenrath"] or len(parts) == 2
    call(capsys, "split", "Jonas Falkenrath", "Falkenrath", "--store", str(store))
    assert len(listed(capsys, store, "--query", "Falkenrath")) == 2


def test_judgements_outlive_a_new_article(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    call(capsys, "merge", "Ute Brandhuber", "Elke Sonnleitner", "--store", str(store))
    with Store.open(store) as more:
        text = "Elke Sonnleitner sprach."
        entity = Entity("Elke Sonnleitner", "person", ("Elke Sonnleitner",))
        article = Article("bote-5", text, "de", blocks=(Span(0, len(text)),))
        more.put(
            article, Extraction("bote-5", (entity,), (Mention(0, 16, entity.name, "name", 0),)), "f", b""
        )
    pipeline.refresh(store)
    assert len(shown(capsys, store, "Elke Sonnleitner")["parts"]) == 2
    assert len(listed(capsys, store)) == 3


def test_the_same_judgements_make_the_same_bytes(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path
) -> None:
    before = store.read_bytes()
    call(capsys, "merge", "Ute Brandhuber", "Elke Sonnleitner", "--store", str(store))
    assert store.read_bytes() != before
    (mine,) = [row for row in listed(capsys, store, "--merges") if row["by"] != "kgraph"]
    call(capsys, "undo", str(mine["decision"]), "--store", str(store))
    assert store.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("merge", "Ute Brandhubr", "Elke Sonnleitner"), "did you mean Ute Brandhuber"),
        (("merge", "Ute Brandhuber", "kg:person:nobody"), "no actor called 'kg:person:nobody'"),
        (("merge", "Ute Brandhuber", "Brandhuber"), "the same actor already"),
        (("split", "Ute Brandhuber", "Ute Brandhuber"), "name a part of it"),
        (("undo", "d000"), "there is no decision"),
        (("undo", "d"), "there is no decision"),
        (("show", "Niemand Nirgends"), "no actor called"),
    ],
)
def test_mistakes_are_told_and_change_nothing(
    capsys: pytest.CaptureFixture[str], store: Path, args: tuple[str, ...], message: str
) -> None:
    before = store.read_bytes()
    capsys.readouterr()
    assert run(["actors", *args, "--store", str(store)]) in (1, 2)
    assert message in capsys.readouterr().err
    assert store.read_bytes() == before
