"""The map under hostile and odd input, by keyboard, for screen readers, and at size."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from factories import make_actor, make_record, make_records
from mapdata import news_records

from kgraph.model import Record, When
from kgraph.outputs.map import write_map

sys.path.insert(0, str(Path(__file__).parents[1]))
from test_map import PAYLOADS, poisoned

Open = Callable[..., Any]


def visit_everything(page: Any) -> None:
    """Bring every text of the data onto the page: hover, cards, table, path, help, share, both languages."""
    for lang in range(2):
        page.evaluate("choose({ rel: new Set(RELATIONS.map((_, i) => i)), view: 'map' })")
        page.evaluate("SCENE.actors.slice(0, 3).forEach((a) => setHover({ actor: a }, 50, 50))")
        page.evaluate("SCENE.pairs.slice(0, 3).forEach((pair) => setHover({ pair }, 50, 50))")
        if page.evaluate("ACTORS.n > 0"):
            page.evaluate("select({ actor: 0 })")
        if page.evaluate("PAIRS.n > 0"):
            page.evaluate("select({ pair: 0 })")
            page.evaluate("document.querySelectorAll('.how').forEach((d) => { d.open = true; })")
            page.evaluate("choose({ path: [PAIRS.low[0], PAIRS.high[0]], pair: null })")
            page.evaluate("choose({ path: null, ego: 0, depth: 3 })")
        page.evaluate("choose({ ego: null, actor: null, pair: null, view: 'table' })")
        page.evaluate("comboBox; $('search').value = 'window'; $('search').dispatchEvent(new Event('input'))")
        page.click("#open-share")
        page.keyboard.press("Escape")
        page.evaluate(
            "[pictureSvg(), viewCsv(viewRecords()), viewJson(viewRecords()), viewGraphml(viewRecords())]"
        )
        if lang == 0:
            page.click("#lang")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_are_inert_in_every_field(open_map: Open, tmp_path: Path, payload: str) -> None:
    path = tmp_path / "map.html"
    records, actors = poisoned(payload)
    write_map(path, records, actors, title=payload, shown=payload, input_hash=payload)
    page = open_map(path)
    before = page.locator("script").count()
    visit_everything(page)
    assert page.evaluate("window.hacked") is None
    assert page.locator("script").count() == before
    assert page.locator("img, iframe, [onerror], [onload], a[href^='javascript']").count() == 0
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
    assert [href for href in links if href != "#" and not href.startswith(("http://", "https://"))] == []
    svg_ok = page.evaluate(
        "!new DOMParser().parseFromString(pictureSvg(), 'image/svg+xml')"
        ".querySelector('parsererror, script, image')"
    )
    assert svg_ok
    assert page.evaluate(
        "!new DOMParser().parseFromString(viewGraphml(viewRecords()), 'application/xml')"
        ".querySelector('parsererror')"
    )


def test_csv_cells_are_no_formulas(open_map: Open, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    write_map(path, [make_record(title="=HYPERLINK(1)", outlet="@sum", evidence="+1+cmd|' /C calc'!A0")], {})
    csv = open_map(path).evaluate("viewCsv(viewRecords())")
    assert "'=HYPERLINK" in csv and "'@sum" in csv and "'+1" in csv


EMPTY: dict[str, tuple[list[Record], dict[str, Any]]] = {
    "empty": ([], {}),
    "one actor": ([], {"kg:a": make_actor("kg:a", "Ada Alm")}),
    "no dates": ([make_record(), make_record("kg:c", "kg:bjoern")], {}),
    "old and future": (
        [
            make_record(published=date(1848, 3, 18)),
            make_record(relation="AGREE", published=date(2191, 1, 1)),
            make_record(relation="AID", when=When("einst", date(3, 5, 1), date(9, 1, 1))),
        ],
        {},
    ),
    "one day": ([make_record(published=date(2024, 2, 29))], {}),
    "long names": (
        [make_record("kg:a", "kg:b")],
        {"kg:a": make_actor("kg:a", "Donaudampfschifffahrt" * 15), "kg:b": make_actor("kg:b", "Wort " * 60)},
    ),
    "scripts": (
        [
            make_record("kg:a", "kg:b", published=date(2024, 1, 1)),
            make_record("kg:b", "kg:c"), make_record("kg:c", "kg:d"),
        ],
        {
            "kg:a": make_actor("kg:a", "محمد بن سلمان"), "kg:b": make_actor("kg:b", "习近平"),
            "kg:c": make_actor("kg:c", "🙂👩‍🚀🇩🇪"), "kg:d": make_actor("kg:d", ""),
        },
    ),
    "odd ids": ([make_record("a,b&c=d#e", "ü%/\"'<>")], {}),
    "unknown relation": ([make_record(relation="DANCES_WITH")], {}),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(EMPTY))
def test_odd_input_makes_a_working_page(open_map: Open, tmp_path: Path, name: str) -> None:
    records, actors = EMPTY[name]
    path = tmp_path / "map.html"
    write_map(path, records, actors)
    page = open_map(path)
    assert page.evaluate("F.total") == len(records)
    visit_everything(page)
    page.evaluate("choose({ view: 'map' })")
    if not records:
        assert page.is_visible("#nothing") is (not actors)
        if actors:
            assert page.evaluate("SCENE.actors.length") == 1
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_ids_with_any_character_survive_the_link(open_map: Open, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    write_map(path, *EMPTY["odd ids"])
    page = open_map(path)
    page.evaluate("select({ pair: 0 })")
    again = open_map(path, page.evaluate("location.hash"))
    assert again.evaluate("S.pair") == 0


def test_dates_before_1900_and_after_today_are_shown_and_filtered(open_map: Open, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    write_map(path, *EMPTY["old and future"])
    page = open_map(path)
    assert page.evaluate("TIME.counts.reduce((s, c) => s + c.reduce((a, b) => a + b, 0), 0)") == 3
    page.evaluate("choose({ from: parseDay('1800-01-01'), to: parseDay('1900-01-01') })")
    assert page.evaluate("F.total") == 1
    page.evaluate("choose({ from: parseDay('2100-01-01'), to: null })")
    assert page.evaluate("F.total") == 1
    assert page.evaluate("isoDay(REC.day[REC.n - 1])") == "0003-05-01"


def test_two_actors_and_5000_relations(open_map: Open, tmp_path: Path) -> None:
    names = ("CONSULT", "AGREE", "THREATEN", "SANCTION", "AID", "ACCUSE", "REJECT", "REQUEST", "SUPPORT")
    records = [
        make_record(
            id=f"{i:08x}",
            article=f"a{i}",
            origin_group=f"a{i}",
            relation=names[i % 9],
            published=date(2020 + i % 5, 1, 1),
        )
        for i in range(5000)
    ]
    path = tmp_path / "map.html"
    write_map(path, records, {})
    page = open_map(path)
    page.evaluate("select({ pair: 0 })")
    assert page.evaluate("F.sources[0]") == 5000
    assert page.locator("#card .relation").count() == 9
    assert page.locator("#card .item").count() < 100
    page.click("#card .more-items >> nth=0")
    assert page.locator("#card .item").count() > 54


def test_right_to_left_sentences_are_isolated(open_map: Open, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    write_map(path, *EMPTY["scripts"])
    page = open_map(path)
    page.evaluate("select({ pair: 0 })")
    assert page.locator("#card bdi").count() >= 2
    assert page.get_attribute("#card blockquote", "dir") == "auto"


# ---- keyboard and screen reader ----


def test_keyboard_walk_over_the_map(open_map: Open) -> None:
    page = open_map()
    page.focus("#stage")
    page.keyboard.press("Home")
    assert page.evaluate("MAP.cursor") == page.evaluate("SCENE.actors[0]")
    assert page.evaluate("nameOf(SCENE.actors[0])") in page.text_content("#live")
    visited = {page.evaluate("MAP.cursor")}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight", "ArrowRight"):
        before = page.evaluate("MAP.cursor")
        page.keyboard.press(key)
        now = page.evaluate("MAP.cursor")
        if now == before:
            assert "niemand" in page.text_content("#live")
            continue
        assert page.evaluate(f"pairAt({before}, {now}) >= 0 && F.sources[pairAt({before}, {now})] > 0")
        dx, dy = page.evaluate(f"[SCENE.x[{now}] - SCENE.x[{before}], SCENE.y[{now}] - SCENE.y[{before}]]")
        ahead = {"ArrowRight": dx, "ArrowLeft": -dx, "ArrowDown": dy, "ArrowUp": -dy}[key]
        assert ahead > 0
        visited.add(now)
    assert len(visited) > 2
    page.keyboard.press("Enter")
    assert page.evaluate("S.actor") == page.evaluate("MAP.cursor")
    page.keyboard.press("n")
    assert page.evaluate("otherEnd(partnersOf(S.actor)[0], S.actor)") == page.evaluate("MAP.cursor")
    page.keyboard.press("Escape")
    assert page.evaluate("S.actor") is None


def test_the_map_is_one_tab_stop_and_focus_is_visible(open_map: Open) -> None:
    page = open_map()
    stops = page.evaluate("[...document.querySelectorAll('#mapview [tabindex=\"0\"]')].map((n) => n.id)")
    assert stops == ["stage"]
    seen = []
    for _ in range(140):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert "search" in seen and "stage" in seen and "time-from" in seen and "time-to" in seen
    page.focus("#view-table")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_skip_link_leads_to_the_content(open_map: Open) -> None:
    page = open_map()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_dialogs_close_by_escape_and_give_focus_back(open_map: Open) -> None:
    page = open_map()
    for opener, dialog in (
        ("#open-help", "#help-dialog"),
        ("#open-share", "#share-dialog"),
        ("#open-path", "#path-dialog"),
    ):
        page.click(opener)
        assert page.is_visible(dialog)
        page.keyboard.press("Escape")
        assert not page.is_visible(dialog)
        assert page.evaluate("document.activeElement.id") == opener[1:]


def test_targets_are_24_pixels_and_44_on_touch(open_map: Open) -> None:
    page = open_map()
    page.evaluate("select({ actor: 0 })")
    small = """(least) => [...document.querySelectorAll('button, summary, .row label, input[type=range]')]
      .filter((n) => n.checkVisibility() && !n.closest('[hidden]'))
      .map((n) => [n.id || n.className || n.tagName, n.getBoundingClientRect()])
      .filter(([, b]) => b.width > 0 && (b.height < least - 0.5 || b.width < least - 0.5))
      .map(([n, b]) => `${n} ${b.width}x${b.height}`)"""
    assert page.evaluate(small, 24) == []
    touch = open_map(viewport={"width": 1100, "height": 1000}, has_touch=True, is_mobile=True)
    touch.evaluate("select({ actor: 0 })")
    assert [row for row in touch.evaluate(small, 44) if "item" not in row] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_map: Open, axe_source: str, scheme: str) -> None:
    page = open_map(color_scheme=scheme)
    page.evaluate(axe_source)
    run = """async () => (await axe.run(document, { resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations
      .filter((v) => ['serious', 'critical'].includes(v.impact))
      .map((v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + ' ' + n.failureSummary)])"""
    for step in (
        "0", "select({ actor: 0 })", "select({ pair: 0 })",
        "document.querySelectorAll('.correct')[0].click()",
        "choose({ view: 'table' })", "choose({ view: 'map', ego: 1, depth: 2 })",
        "choose({ ego: null, pair: null, path: [3, 40] })", "choose({ conf: 100, path: null })",
        "choose({ conf: 0 }), openHelp()",
        "document.querySelector('dialog[open]').close(), openShareDialog()",
        "document.querySelector('dialog[open]').close(), openPathDialog(1)",
    ):  # fmt: skip
        page.evaluate(f"void ({step})")
        page.wait_for_timeout(30)
        assert page.evaluate(run) == [], step


def test_reduced_motion_moves_nothing(open_map: Open) -> None:
    page = open_map()
    page.evaluate("choose({ ego: 1 })")
    first = page.evaluate("[MAP.net.getScale(), MAP.net.getViewPosition().x]")
    page.wait_for_timeout(120)
    assert page.evaluate("[MAP.net.getScale(), MAP.net.getViewPosition().x]") == first


# ---- size (how long it takes is measured by benchmarks/map_page.py) ----


def test_a_thousand_actors_fit_a_small_file(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    write_map(path, *news_records(1000, 6000))
    assert path.stat().st_size < 3_000_000


def test_ten_thousand_actors_open_to_the_strongest_300(open_map: Open, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    write_map(path, *make_records(10_000, 12_000, 1))
    page = open_map(path)
    assert page.evaluate("SCENE.actors.length") == 300
    assert "Die stärksten 300 von" in page.text_content("#shown")


def test_a_record_that_says_less_than_others_still_shows(open_map: Open, tmp_path: Path) -> None:
    records, actors = make_records(6, 10, 2)
    bare = replace(
        records[0], id="bare", title=None, url=None, outlet=None, published=None, when=None, evidence=""
    )
    path = tmp_path / "map.html"
    write_map(path, [*records, bare], actors)
    page = open_map(path)
    page.evaluate("choose({ rel: new Set(RELATIONS.map((_, i) => i)) })")
    page.evaluate("select({ pair: REC.pair[REC.id.indexOf('bare')] })")
    assert "ohne Datum" in page.text_content("[data-record=bare]")
    assert "Medium unbekannt" in page.text_content("[data-record=bare]")
