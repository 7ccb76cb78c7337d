"""`kgraph map` and the part of the graph it takes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from build_fakes import make, write_articles
from factories import make_actor, make_record

from kgraph import cli, pipeline
from kgraph.model import Filter
from kgraph.outputs.map import around, describe
from kgraph.store import Store

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("map")
    write_articles(folder / "in", 20)
    pipeline.build([folder / "in"], folder / "out", factory=make)
    return str(folder / "out")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.run(args)
        return (code, *capsys.readouterr())

    return call


def block(path: Path, id: str) -> Any:
    page = path.read_text(encoding="utf-8")
    found = re.search(rf'<script type="application/json" id="kg-{id}">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_map_of_everything(run: Run, store: str, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    code, stdout, stderr = run("map", "--store", store, "-o", str(out))
    assert (code, stdout) == (0, "")
    with Store.open(Path(store, "kgraph.db"), readonly=True) as opened:
        count = sum(r.source != r.target and r.confidence >= 0.4 for r in opened.records())
    records = block(out, "data")["records"]["id"]
    assert len(records) == count > 0
    assert f"{count} statements" in stderr


def test_map_with_filters_says_so(run: Run, store: str, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    with Store.open(Path(store, "kgraph.db"), readonly=True) as opened:
        record = next(r for r in opened.records() if r.source != r.target)
        name = opened.actors()[record.source].name_de
    code, _, _ = run(
        "map", "--store", store, "--around", name, "--depth", "2", "--relation", record.relation,
        "--lang", "en", "--title", "A <b>test</b>", "-o", str(out),
    )  # fmt: skip
    assert code == 0
    meta = block(out, "meta")
    assert meta["title"] == "A <b>test</b>" and meta["lang"] == "en"
    assert meta["shown"].startswith("Surroundings of ") and "2 steps" in meta["shown"]
    assert {relation["name"] for relation in block(out, "data")["relations"]} == {record.relation}


def test_map_over_itself_stays_the_same(run: Run, store: str, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    assert run("map", "--store", store, "-o", str(out))[0] == 0
    before = out.read_bytes()
    assert run("map", "--store", store, "-o", str(out))[0] == 0
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    "args", [("--around", "Niemandssohn"), ("--relation", "DANCE"), ("--since", "2025", "--until", "2024")]
)
def test_map_of_nonsense_is_refused(run: Run, store: str, tmp_path: Path, args: tuple[str, ...]) -> None:
    out = tmp_path / "map.html"
    code, _, stderr = run("map", "--store", store, *args, "-o", str(out))
    assert code in (1, 2) and stderr and not out.exists()


def test_around_steps_over_what_happened_or_is_announced() -> None:
    records = [
        make_record("a", "b"),
        make_record("b", "c", status="planned"),
        make_record("c", "d"),
        make_record("b", "x", status="negated"),
        make_record("b", "y", relation="OTHER"),
        make_record("a", "c", status="negated"),
    ]

    def ends(depth: int) -> set[tuple[str, str]]:
        return {(r.source, r.target) for r in around(records, "a", depth)}

    assert ends(1) == {("a", "b")}
    assert ends(2) == {("a", "b"), ("b", "c"), ("a", "c")}
    assert ends(3) == ends(2) | {("c", "d")}
    assert around(records, "nobody", 2) == []


def test_describe_in_both_languages() -> None:
    wanted = Filter(
        actors=("kg:a",),
        relations=("SANCTION",),
        statuses=("planned",),
        since=date(2024, 3, 1),
        min_sources=2,
    )
    actors = {"kg:a": make_actor("kg:a", "Österreich", name_en="Austria")}
    german, english = describe(wanted, actors), describe(wanted, actors, "en")
    assert "Österreich" in german and "sanktioniert" in german and "seit 1.3.2024" in german
    assert "Austria" in english and "sanctions" in english and "since 01/03/2024" in english
    assert describe(Filter(), actors) == ""
    assert describe(Filter(), actors, "en", "kg:a", 1) == "Surroundings of Austria"
