"""Quality on our own annotated articles never falls below the floors of floors.toml."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from scoring import Gold, Score, score

import kgraph

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The statements that `kgraph build seeds/articles` finds."""
    out = tmp_path_factory.mktemp("seeds")
    kgraph.build([HERE.parent / "seeds" / "articles"], out)
    return [json.loads(line) for line in (out / "statements.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def golds() -> list[Gold]:
    return [Gold(path) for path in sorted((HERE / "gold").glob("*.json"))]


@pytest.mark.parametrize("lang", sorted(FLOORS))
def test_no_figure_is_below_its_floor(lang: str, rows: list[dict[str, Any]], golds: list[Gold]) -> None:
    langs = {row["article"]: row["lang"] for row in rows}
    mine = [gold for gold in golds if langs.get(gold.article, lang) == lang]
    figures: dict[str, dict[str, float]] = {}
    for measure, floors in FLOORS[lang].items():
        result: Score = score(mine, rows, measure)
        figures[measure] = {name: round(getattr(result, name), 3) for name in floors}
    below = {
        f"{measure}.{name}": (figures[measure][name], floor)
        for measure, floors in FLOORS[lang].items()
        for name, floor in floors.items()
        if figures[measure][name] < floor
    }
    assert not below, f"(measured, floor): {below}"


def test_the_gold_scores_perfectly_against_itself(golds: list[Gold]) -> None:
    perfect = [_as_row(gold, statement) for gold in golds for statement in gold.statements]
    for measure in ("triple", "status", "pair", "met", "events", "standing"):
        result = score(golds, perfect, measure)
        assert (result.precision, result.recall) == (1.0, 1.0), measure


def test_wrong_statements_cost_precision_and_missing_ones_recall(golds: list[Gold]) -> None:
    gold = golds[0]
    right = [_as_row(gold, statement) for statement in gold.statements]
    relation = "SANCTION" if right[0]["relation"] != "SANCTION" else "AID"
    assert score([gold], [*right, {**right[0], "relation": relation}]).precision < 1
    assert score([gold], right[1:]).recall < 1
    stranger = {"name": "Niemand Sonst", "aliases": []}
    assert score([gold], [{**right[0], "source": stranger}]) == Score(0, _distinct_triples(gold), 1)


def test_evidence_quotes_the_article(rows: list[dict[str, Any]]) -> None:
    texts = {}
    for path in (HERE.parent / "seeds" / "articles").glob("*.txt"):
        texts[path.stem] = path.read_text(encoding="utf-8")
    checked = 0
    for row in rows:
        if row["article"] in texts:
            text, evidence = texts[row["article"]], row["evidence"]
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]
            for side in ("source", "target"):
                mention = row[side]["mention"]
                assert text[mention["start"] : mention["end"]] == mention["text"]
            checked += 1
    assert checked > 100


def _as_row(gold: Gold, statement: dict[str, Any]) -> dict[str, Any]:
    data = json.loads((HERE / "gold" / f"{gold.article}.json").read_text(encoding="utf-8"))
    actors = {a["key"]: {"name": a["name"], "aliases": a["aliases"]} for a in data["actors"]}
    return {
        **statement,
        "article": gold.article,
        "mode": statement.get("mode"),
        "source": actors[statement["source"]],
        "target": actors[statement["target"]],
    }


def _distinct_triples(gold: Gold) -> int:
    return len({(s["source"], s["relation"], s["target"]) for s in gold.statements})
