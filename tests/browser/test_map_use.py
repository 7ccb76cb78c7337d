"""The map as a person uses it: every control does what it says."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factories import make_record

from kgraph.outputs.map import write_map

Open = Callable[..., Any]


def until(page: Any, condition: str, seconds: float = 8.0) -> None:
    """Wait for a JavaScript condition; wait_for_function would need eval, which the page's policy forbids."""
    for _ in range(int(seconds * 20)):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


def shown(page: Any) -> int:
    return int(page.evaluate("F.total"))


def test_opens_with_header_counts_footer_and_a_drawn_map(open_map: Open) -> None:
    page = open_map()
    assert page.text_content("h1") == "Testkarte"
    counts = page.evaluate("META.counts")
    facts = page.text_content("#facts")
    assert f"{counts['actors']} Akteure" in facts and f"{counts['articles']} Artikeln" in facts
    assert "1.1" in facts or "2023" in facts
    assert "vor dem Veröffentlichen prüfen" in page.text_content("#foot")
    assert "abc123" in page.text_content("#imprint")
    assert page.evaluate("MAP.drawn") > 0
    painted = page.evaluate(
        "(() => { const c = document.querySelector('#stage .vis-network canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; const seen = new Set();"
        "for (let i = 0; i < d.length; i += 4) seen.add(`${d[i]},${d[i+1]},${d[i+2]}`);"
        "return seen.size })()"
    )
    assert painted > 20


def test_the_same_picture_at_every_opening(open_map: Open) -> None:
    assert open_map().locator("#stage").screenshot() == open_map().locator("#stage").screenshot()


def test_start_view_says_what_it_leaves_out_and_more_can_be_had(open_map: Open) -> None:
    page = open_map()
    assert page.evaluate("SCENE.actors.length") == 150
    assert "Die stärksten 150 von" in page.text_content("#shown")
    page.click("#all-actors")
    assert page.evaluate("SCENE.actors.length === SCENE.candidates")
    assert "Alle" in page.text_content("#shown")
    page.go_back()
    assert page.evaluate("SCENE.actors.length") == 150


def test_lines_are_the_strongest_until_all_are_asked_for(open_map: Open) -> None:
    page = open_map()
    few, between = page.evaluate("[SCENE.pairs.length, SCENE.between.length]")
    assert few < between
    assert f"{few} von {between}" in page.text_content("#shown")
    page.click("#all-lines")
    assert page.evaluate("SCENE.pairs.length") == between
    assert page.evaluate("MAP.net.body.edgeIndices.length") == between  # few enough for vis to draw


@pytest.mark.parametrize("query", ["süßmilch", "SUSSMILCH", "suessmilch", "sußmilch", "milch"])
def test_search_is_tolerant(open_map: Open, query: str) -> None:
    page = open_map()
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.wait_for_selector("#hits [role=option]")
    assert "Süßmilch" in page.text_content("#hits [role=option] >> nth=0")


def test_search_finds_english_names_and_offices_and_opens_the_card(open_map: Open) -> None:
    page = open_map()
    page.fill("#search", "germany")
    page.keyboard.press("Enter")
    assert page.text_content("#card h2") == "Deutschland"
    assert "actor=Q183" in page.url
    page.fill("#search", "botschafter")
    page.wait_for_selector("#hits [role=option]")
    assert "Botschafter" in page.text_content("#hits [role=option] >> nth=0")
    page.fill("#search", "zzz qqq")
    assert "zzz qqq" in page.text_content("#hits")


def test_an_actor_outside_of_the_start_view_joins_it_when_found(open_map: Open) -> None:
    page = open_map()
    outside = page.evaluate("ACTORS.id.findIndex((_, a) => F.strength[a] > 0 && !SCENE.inside[a])")
    page.fill("#search", page.evaluate(f"nameOf({outside})"))
    page.keyboard.press("Enter")
    assert page.evaluate(f"SCENE.inside[{outside}]") == 1


@pytest.mark.parametrize("facet", ["rel", "status", "claim", "atype", "outlet", "lang"])
def test_facet_counts_are_live_and_true(open_map: Open, facet: str) -> None:
    """For every value: "only" shows exactly as many records as its count said before."""
    page = open_map()
    rows = page.evaluate(
        f"[...FACETS.rows.values()].filter((row) => row.facet === '{facet}')"
        ".map((row) => [row.values, row.values.reduce((sum, i) => sum + F.counts[row.facet][i], 0),"
        " row.count.textContent])"
    )
    assert rows
    for values, count, text in rows:
        assert text.replace(".", "") == str(count)
        page.evaluate(f"choose({{ {facet}: new Set({values}) }})")
        if facet == "atype":
            # Both ends of a shown record have the type; the count is of records that touch it.
            inside = page.evaluate(
                "Array.from(F.pass).every((p, r) => !p ||"
                " [sourceOf(r), targetOf(r)].every((a) => S.atype.has(ACTORS.type[a])))"
            )
            assert inside and shown(page) <= count
        else:
            assert shown(page) == count
        page.evaluate(f"choose({{ {facet}: null }})")


def test_checkbox_hides_only_button_isolates_chip_takes_back(open_map: Open) -> None:
    page = open_map()
    total = shown(page)
    row = page.locator(".row.family", has_text="Konflikt")
    row.locator("input").click()
    conflict = page.evaluate(
        "F.counts.rel.reduce((s, n, i) => s + (FAMILIES[relationFamily[i]] === 'conflict' ? n : 0), 0)"
    )
    assert shown(page) == total - conflict > 0
    assert not page.evaluate("SCENE.pairs.some((p) => FAMILIES[F.family[p]] === 'conflict')")
    assert "ohne" in page.text_content("#chips")
    page.click("#chips .chip")
    assert shown(page) == total
    row.hover()
    row.locator(".only").click()
    assert shown(page) == conflict
    assert page.evaluate("SCENE.pairs.every((p) => FAMILIES[F.family[p]] === 'conflict')")
    page.click("#reset")
    assert shown(page) == total


def test_other_is_hidden_until_asked_for(open_map: Open) -> None:
    page = open_map()
    assert not page.evaluate("Array.from(F.pass).some((p, r) => p && REC.rel[r] === OTHER)")
    page.locator(".row.family", has_text="Sonstiges").locator("input").click()
    assert page.evaluate("Array.from(F.pass).some((p, r) => p && REC.rel[r] === OTHER)")
    assert "auch" in page.text_content("#chips")


def test_relation_types_open_below_their_family(open_map: Open) -> None:
    page = open_map()
    sub = page.locator("#subs-conflict .row.sub", has_text="droht")
    assert not sub.is_visible()
    page.locator(".row.family", has_text="Konflikt").locator(".expand").click()
    sub.locator("input").click()
    assert not page.evaluate(
        "Array.from(F.pass).some((p, r) => p && RELATIONS[REC.rel[r]].name === 'THREATEN')"
    )
    assert (
        page.locator(".row.family", has_text="Konflikt")
        .locator("input")
        .evaluate("(box) => box.indeterminate")
    )


def test_sliders_for_sources_and_confidence(open_map: Open) -> None:
    page = open_map()
    page.fill("#minsrc", "3")
    page.dispatch_event("#minsrc", "change")
    assert page.evaluate("F.pairs.every((p) => F.sources[p] >= 3) && F.pairs.length > 0")
    page.fill("#conf", "80")
    page.dispatch_event("#conf", "change")
    assert page.evaluate("Array.from(F.pass).every((p, r) => !p || REC.conf[r] >= 80)")
    assert "min=3" in page.url and "conf=80" in page.url


def test_nothing_found_names_the_filter_to_loosen(open_map: Open) -> None:
    page = open_map()
    page.evaluate("choose({ from: parseDay('2024-03-01'), to: parseDay('2024-04-30') })")
    left = shown(page)
    page.evaluate("choose({ conf: 100 })")
    assert shown(page) == 0
    assert page.is_visible("#nothing")
    text = page.text_content("#nothing")
    assert "Nichts gefunden" in text and "Sicherheit ≥ 100" in text and str(left) in text
    page.click("#loosen")
    assert shown(page) == left and not page.is_visible("#nothing")


def test_time_handles_filter_and_undated_are_named(open_map: Open) -> None:
    page = open_map()
    total = shown(page)
    undated = page.evaluate("DAYS.undated")
    assert f"{page.evaluate('TIME.undated')} ohne Datum" in page.text_content("#time") and undated > 0
    page.focus("#time-from")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.focus("#time-to")
    page.keyboard.press("ArrowLeft")
    low, high = page.evaluate("[S.from, S.to]")
    expected = page.evaluate(
        f"Array.from(REC.day).filter((d, r) => d !== NONE && d >= {low} && d <= {high}"
        " && relationShown(REC.rel[r])).length"
    )
    assert shown(page) == expected < total
    assert "ausgeblendet" in page.text_content("#time-undated")
    assert page.get_attribute("#time-from", "aria-valuetext")
    page.click("#time-all")
    assert shown(page) == total


def test_histogram_counts_every_dated_record_once(open_map: Open) -> None:
    page = open_map()
    assert page.evaluate(
        "TIME.counts.reduce((s, c) => s + c.reduce((a, b) => a + b, 0), 0) + TIME.undated"
    ) == shown(page)


def test_play_runs_to_the_end_and_stops(open_map: Open) -> None:
    page = open_map()
    page.evaluate("choose({ from: null, to: TIME.bins[TIME.bins.length - 4] - 1 })")
    page.click("#play")
    assert page.get_attribute("#play", "aria-pressed") == "true"
    until(page, "document.getElementById('play').getAttribute('aria-pressed') === 'false'")
    assert page.evaluate("S.to") is None


def test_click_on_an_actor_opens_card_and_dims_the_rest(open_map: Open) -> None:
    page = open_map()
    x, y = page.evaluate("(() => { const a = SCENE.actors[0]; return toPixel(SCENE.x[a], SCENE.y[a]); })()")
    page.click("#stage", position={"x": x, "y": y})
    until(page, "S.actor !== null")
    assert page.text_content("#card h2") == page.evaluate("nameOf(S.actor)")
    assert page.locator("#card .partners li").count() > 3
    assert page.locator("#card .item").count() >= 6
    page.go_back()
    assert page.evaluate("S.actor") is None
    assert "Wer mit wem" in page.text_content("#card h2")


def test_hover_names_what_lies_under_the_pointer(open_map: Open) -> None:
    page = open_map()
    x, y = page.evaluate("(() => { const a = SCENE.actors[0]; return toPixel(SCENE.x[a], SCENE.y[a]); })()")
    box = page.locator("#stage").bounding_box()
    page.mouse.move(box["x"] + x, box["y"] + y)
    page.wait_for_selector("#tip:not([hidden])")
    assert page.evaluate("nameOf(SCENE.actors[0])") in page.text_content("#tip")


def test_pair_card_opens_to_sentences_with_marks_status_and_source(open_map: Open) -> None:
    page = open_map()
    page.click("#card .partner >> nth=0")
    pair = page.evaluate("S.pair")
    assert page.locator("#card .pair-title .actor").count() == 2
    items = page.evaluate(f"shownRecords({pair}).length")
    assert items > 3
    item = page.locator("#card .item").first
    record = item.get_attribute("data-record")
    at = page.evaluate(f"REC.id.indexOf('{record}')")
    assert item.locator("blockquote").text_content() == page.evaluate(f"sentenceOf({at})")
    assert item.locator("mark.source").text_content() == page.evaluate(f"ACTORS.de[sourceOf({at})]")
    assert item.locator("mark.target").text_content() == page.evaluate(f"ACTORS.de[targetOf({at})]")
    assert item.locator("mark.trigger").count() == 1
    dates = page.locator("#card .relation >> nth=0 >> .item time").all_text_contents()
    days = [tuple(int(part) for part in reversed(text.split("."))) for text in dates if text[0].isdigit()]
    assert days == sorted(days, reverse=True)
    href = page.locator("#card .item a.ext").first.get_attribute("href")
    assert href.startswith("https://zeitung.example/")
    fan = page.evaluate("strandsOf(S.pair).map((s) => s.records.length).reduce((a, b) => a + b)")
    assert fan == items


def test_status_and_claims_are_badges(open_map: Open) -> None:
    page = open_map()
    planned = page.evaluate("REC.st.findIndex((s, r) => s === PLANNED && F.pass[r])")
    page.evaluate(f"select({{ pair: REC.pair[{planned}] }})")
    for _ in range(page.locator("#card .more-items").count()):
        page.locator("#card .more-items").first.click()
    item = page.locator(f"[data-record='{page.evaluate(f'REC.id[{planned}]')}']")
    assert "angekündigt" in item.locator(".badge.status-planned").text_content()
    claimed = page.evaluate("REC.by.findIndex((b, r) => b >= 0 && F.pass[r])")
    page.evaluate(f"select({{ pair: REC.pair[{claimed}] }})")
    item = page.locator(f"[data-record='{page.evaluate(f'REC.id[{claimed}]')}']")
    assert (
        f"laut {page.evaluate(f'nameOf(REC.by[{claimed}])')}" in item.locator(".badge.claim").text_content()
    )


def test_copy_citation(open_map: Open) -> None:
    page = open_map(permissions=["clipboard-read", "clipboard-write"])
    page.click("#card .partner >> nth=0")
    record = page.locator("#card .item").first.get_attribute("data-record")
    page.click("#card .item >> nth=0 >> .copy")
    until(page, "document.getElementById('live').textContent === 'Kopiert.'")
    text = page.evaluate("navigator.clipboard.readText()")
    assert record in text and page.locator("#card .item blockquote").first.text_content() in text


def test_ego_view_by_key_depths_and_back(open_map: Open) -> None:
    page = open_map()
    page.fill("#search", "Polen")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.locator("#search").blur()
    page.evaluate("choose({ actor: actorAt.get('Q36') })")
    page.keyboard.press("e")
    partners = page.evaluate("partnersOf(S.ego).length")
    assert page.evaluate("SCENE.actors.length") == partners + 1
    assert "Umfeld von Polen" in page.text_content("#shown")
    page.keyboard.press("2")
    assert page.evaluate("SCENE.actors.length") > partners + 1
    assert page.get_attribute("#depth-2", "aria-pressed") == "true"
    page.go_back()
    assert page.evaluate("S.depth") == 1
    page.click("#ego-leave")
    assert page.evaluate("S.ego") is None and page.evaluate("SCENE.actors.length") == 150


def test_path_dialog_tells_the_shortest_way_in_sentences(open_map: Open) -> None:
    page = open_map()
    page.click("#open-path")
    for i, name in enumerate(("Polen", "Spanien")):
        page.fill(f"#path-{i}", name)
        page.wait_for_selector(f"#path-hits-{i} [role=option]")
        page.keyboard.press("Enter")
    page.click("#path-go")
    found = page.evaluate("({ actors: PATH.found.actors, pairs: PATH.found.pairs })")
    assert page.evaluate(f"nameOf({found['actors'][0]})") == "Polen"
    assert page.evaluate(f"nameOf({found['actors'][-1]})") == "Spanien"
    shortest = page.evaluate(
        """(() => {
          const [from, to] = S.path;
          const told = (r) => F.pass[r] && STATUSES[REC.st[r]] === 'actual';
          const next = (a) => Array.from(pairsOfActor.of(a))
            .filter((p) => Array.from(recordsOfPair.of(p)).some(told)).map((p) => otherEnd(p, a));
          let ring = [from], seen = new Set(ring), steps = 0;
          while (ring.length && !seen.has(to)) {
            steps++;
            ring = ring.flatMap(next).filter((b) => !seen.has(b) && seen.add(b));
          }
          return steps; })()"""
    )
    assert len(found["pairs"]) == shortest
    story = page.text_content("#story")
    assert "Quelle" in story and page.locator("#story li blockquote mark.source").count() == len(
        found["pairs"]
    )
    assert "path=Q36,Q29" in page.url
    page.keyboard.press("Escape")
    assert not page.is_visible("#story")


def test_no_path_over_denied_relations(open_map: Open, tmp_path: Any) -> None:
    path = tmp_path / "denied.html"
    write_map(path, [make_record("kg:a", "kg:b"), make_record("kg:b", "kg:c", status="negated")], {})
    page = open_map(path, "#path=kg%3Aa,kg%3Ac")
    assert "kein Weg" in page.text_content("#story")


def test_shift_click_asks_for_the_path_from_the_selected_actor(open_map: Open) -> None:
    page = open_map()
    page.evaluate("choose({ actor: SCENE.actors[0] })")
    page.wait_for_timeout(50)
    target = page.evaluate(
        "SCENE.actors.slice(60).find((a) => { const [x, y] = toPixel(SCENE.x[a], SCENE.y[a]);"
        " return x > 20 && y > 20 && hitAt({ x, y })?.actor === a; })"
    )
    x, y = page.evaluate(f"toPixel(SCENE.x[{target}], SCENE.y[{target}])")
    page.click("#stage", position={"x": x, "y": y}, modifiers=["Shift"])
    until(page, "S.path !== null")
    assert page.evaluate("S.path") == [page.evaluate("SCENE.actors[0]"), target]
    page.locator("#story li button").first.click()
    assert page.evaluate("S.pair") == page.evaluate("PATH.found.pairs[0]")
    page.click("#path-back")
    assert page.is_visible("#story")


def test_table_shows_sorts_and_links(open_map: Open) -> None:
    page = open_map()
    page.click("#view-table")
    rows = page.evaluate("viewRecords().length")
    assert rows == shown(page)
    assert page.locator("#tableview tbody tr").count() == 100
    page.click("#more-rows")
    assert page.locator("#tableview tbody tr").count() == 300
    page.click("#tableview th.c-source button")
    assert page.get_attribute("#tableview th.c-source", "aria-sort") == "ascending"
    names = page.locator("#tableview td.c-source").all_text_contents()
    assert names == page.evaluate("(names) => names.sort(new Intl.Collator('de').compare)", names)
    page.click("#tableview th.c-source button")
    assert page.get_attribute("#tableview th.c-source", "aria-sort") == "descending"
    page.click("#tableview th.c-confidence button")
    values = [int(text.split()[0]) for text in page.locator("#tableview td.c-confidence").all_text_contents()]
    assert values == sorted(values, reverse=True)
    page.click("#tableview tbody tr >> nth=0 >> td.c-source button")
    assert page.evaluate("TABLE.rows.every((r) => sourceOf(r) === S.actor || targetOf(r) === S.actor)")


def test_deep_link_restores_everything(open_map: Open) -> None:
    page = open_map()
    page.evaluate(
        "choose({ rel: new Set([0, 2]), status: new Set([0]), outlet: new Set([1, 2]), conf: 50, minsrc: 2,"
        " from: parseDay('2023-06-01'), to: parseDay('2024-12-31'), limit: 30, ego: 2, depth: 2,"
        " sort: 'source', desc: false, view: 'table' })"
    )
    hash = page.evaluate("location.hash")
    state = "JSON.stringify(S, (_, v) => (v instanceof Set ? [...v].sort() : v))"
    again = open_map(hash=hash)
    assert again.evaluate(state) == page.evaluate(state)
    assert again.evaluate("F.total") == shown(page)
    assert again.is_visible("#tableview")


@pytest.mark.parametrize(
    "hash", ["#actor=nobody", "#%%%=&=x", "#pair=Q1,Q2&from=yesterday&show=-7&ego=&path=Q36", "#rel=%E0%A4%A"]
)
def test_broken_links_open_the_map(open_map: Open, hash: str) -> None:
    page = open_map(hash=hash)
    assert page.evaluate("SCENE.actors.length") > 0


def test_back_undoes_step_by_step(open_map: Open) -> None:
    page = open_map()
    totals = [shown(page)]
    for patch in ("{ conf: 60 }", "{ status: new Set([0]) }", "{ minsrc: 2 }"):
        page.evaluate(f"choose({patch})")
        totals.append(shown(page))
    for total in reversed(totals[:-1]):
        page.go_back()
        assert shown(page) == total
    page.go_forward()
    assert shown(page) == totals[1]


def saved(page: Any, kind: str) -> bytes:
    page.click("#open-share")
    with page.expect_download() as download:
        page.click(f"#export-{kind}")
    page.keyboard.press("Escape")
    assert download.value.suggested_filename.endswith(f".{kind}")
    with open(download.value.path(), "rb") as file:
        return file.read()


def test_exports_of_the_view(open_map: Open) -> None:
    page = open_map()
    page.evaluate("choose({ status: new Set([0]), conf: 70 })")
    rows = page.evaluate("viewRecords().length")
    assert 0 < rows < page.evaluate("REC.n")

    svg = ET.fromstring(saved(page, "svg"))
    text = " ".join(svg.itertext())
    assert "Testkarte" in text and "Sicherheit ≥ 70" in text and "prüfen" in text
    assert page.evaluate("isoDay(today())") in text
    assert len(svg.findall(".//{http://www.w3.org/2000/svg}path")) > page.evaluate("SCENE.actors.length")

    png = saved(page, "png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and len(png) > 20_000

    table = list(csv.DictReader(io.StringIO(saved(page, "csv").decode("utf-8-sig"))))
    assert len(table) == rows and {row["status"] for row in table} == {"actual"}
    assert all(float(row["confidence"]) >= 0.7 for row in table)

    data = json.loads(saved(page, "json"))
    assert len(data["statements"]) == rows and data["note"]
    ids = {actor["id"] for actor in data["actors"]}
    assert all(s["source_id"] in ids and s["target_id"] in ids for s in data["statements"])


def test_graphml_can_be_read_by_networkx(open_map: Open, tmp_path: Any) -> None:
    networkx = pytest.importorskip("networkx")
    page = open_map()
    file = tmp_path / "view.graphml"
    file.write_bytes(saved(page, "graphml"))
    graph = networkx.read_graphml(file)
    assert graph.number_of_edges() == page.evaluate("viewRecords().length")
    assert all("relation" in data for _, _, data in graph.edges(data=True))


def test_corrections_are_noted_and_downloaded_as_json_lines(open_map: Open) -> None:
    page = open_map()
    page.click("#card .partner >> nth=0")
    first, second = page.locator("#card .item").nth(0), page.locator("#card .item").nth(1)
    first.locator(".correct").click()
    first.locator("button[type=submit]").click()
    second.locator(".correct").click()
    second.locator("input[type=radio]").nth(1).check()
    second.locator("select").nth(0).select_option("ACCUSE")
    second.locator("input[type=text]").last.fill("nur kritisiert")
    second.locator("button[type=submit]").click()
    with page.expect_download() as download:
        page.click("#corrections")
    with open(download.value.path(), encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    assert [line["verdict"] for line in lines] == ["wrong", "meant"]
    assert lines[0]["statement"] == first.get_attribute("data-record")
    assert lines[1]["relation"] == "ACCUSE" and lines[1]["note"] == "nur kritisiert"
    assert lines[1]["at"] == page.evaluate("isoDay(today())")
    assert "source" not in lines[1]


def test_language_switch_changes_every_word(open_map: Open) -> None:
    page = open_map()
    page.click("#lang")
    assert page.get_attribute("html", "lang") == "en"
    body = page.inner_text("body")
    for german in ("Belege", "Beziehung", "Akteure", "Tabelle", "Quellen", "ohne Datum", "prüfen"):
        assert german not in body
    assert "Germany" in body and "Meeting and talks" in body
    again = open_map(hash=page.evaluate("location.hash"))
    assert again.get_attribute("html", "lang") == "en"


def test_theme_follows_the_system_and_the_button(open_map: Open) -> None:
    page = open_map(color_scheme="dark")
    assert page.get_attribute("html", "data-theme") == "dark"
    before = page.locator("#stage").screenshot()
    page.click("#theme")
    assert page.get_attribute("html", "data-theme") == "light"
    page.wait_for_timeout(80)
    assert page.locator("#stage").screenshot() != before


def test_zoom_buttons_and_fit(open_map: Open) -> None:
    page = open_map()
    scale = page.evaluate("MAP.net.getScale()")
    page.click("#zoom-in")
    assert page.evaluate("MAP.net.getScale()") > scale
    page.click("#zoom-fit")
    assert abs(page.evaluate("MAP.net.getScale()") - scale) < 1e-6


def test_print_is_the_table_with_page_numbers(open_map: Open) -> None:
    page = open_map()
    page.evaluate("choose({ from: parseDay('2024-01-01'), to: parseDay('2024-03-31') })")
    rows = page.evaluate("viewRecords().length")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible("#tableview") and not page.is_visible("#mapview") and not page.is_visible("#left")
    assert page.locator("#tableview tbody tr").count() == rows
    assert "counter(page)" in page.evaluate(
        "[...document.styleSheets[0].cssRules].map((r) => r.cssText).join('')"
    )
    pdf = page.pdf()
    assert (
        pdf[:5] == b"%PDF-"
        and pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type/Page") > 1
    )
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.is_visible("#mapview")


def test_small_screens_have_drawers(open_map: Open) -> None:
    page = open_map(viewport={"width": 820, "height": 1000})
    assert not page.is_visible("#left") and not page.is_visible("#right")
    page.click("#open-left")
    assert page.is_visible("#left") and page.get_attribute("#open-left", "aria-expanded") == "true"
    page.keyboard.press("Escape")
    until(page, "getComputedStyle(document.getElementById('left')).visibility === 'hidden'")
    page.evaluate("select({ actor: 0 })")
    assert page.is_visible("#right")
    page.click("#right .close-drawer")
    assert not page.evaluate("document.body.dataset.drawer")


def test_phones_list_first_and_nothing_sticks_out(open_map: Open) -> None:
    page = open_map(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    assert page.is_visible("#tableview") and not page.is_visible("#mapview")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.tap("#view-map")
    assert page.evaluate("SCENE.actors.length") == 40
    assert "40" in page.text_content("#shown")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_long_name_is_shown_by_its_own_acronym(open_map: Open) -> None:
    page = open_map()
    shown = page.evaluate(
        "[acronymOf('Österreichische Volkspartei', ['OEVP', 'ÖVP']),"
        " acronymOf('Vereinigte Arabische Emirate', ['UAE', 'VAE']),"
        " acronymOf('Nordatlantikpakt', ['OTAN', 'NATO']), acronymOf('Europäische Union', ['Union']),"
        " acronymOf('Austrian People’s Party', ['OEVP', 'ÖVP'])]"
    )
    assert shown == ["ÖVP", "VAE", "NATO", None, "ÖVP"]


def test_the_words_of_a_line_do_not_cover_each_other(open_map: Open, tmp_path: Path) -> None:
    types = ("ACCUSE", "THREATEN", "SANCTION", "REJECT")
    records = [make_record(id=f"{i:08x}", relation=name) for i, name in enumerate(types)]
    path = tmp_path / "map.html"
    write_map(path, records, {}, shown="confidence ≥ 0.4")
    page = open_map(path)
    for end in ([100, 300], [500, 90], [300, 300]):
        boxes = page.evaluate(
            """(end) => {
              const drawn = [];
              const real = document.createElement("canvas").getContext("2d");
              const ctx = {
                strokeText() {},
                measureText(text) { real.font = ctx.font; return real.measureText(text); },
                fillText(text, x, y) {
                  const half = ctx.measureText(text).width / 2;
                  drawn.push([x - half, x + half, y - 11, y]);
                },
              };
              fanWords(ctx, 0, (a) => (a === PAIRS.low[0] ? [100, 90] : end));
              return drawn;
            }""",
            end,
        )
        assert len(boxes) == len(types)
        for i, (left, right, top, bottom) in enumerate(boxes):
            for other in boxes[:i]:
                assert right <= other[0] or left >= other[1] or bottom <= other[2] or top >= other[3]
    assert "Sicherheit ≥ 0,4" in page.text_content("#facts")


def test_a_line_shows_its_firmest_status_and_what_belongs_to_it(open_map: Open, tmp_path: Path) -> None:
    """A denied attack beside a planned meeting is a dashed grey line without an arrow; ten denials make no fact."""
    records = [
        make_record("kg:a", "kg:b", status="planned"),
        *(
            make_record("kg:b", "kg:a", relation="ATTACK", status="negated", article=f"d{i}")
            for i in range(5)
        ),
        make_record("kg:c", "kg:d", relation="ACCUSE", claimed_text="Diplomaten"),
        make_record("kg:e", "kg:f", relation="ACCUSE", claimed_text="Diplomaten"),
        make_record("kg:e", "kg:f", relation="ACCUSE", article="zwei"),
    ]
    write_map(tmp_path / "m.html", records, {})
    page = open_map(tmp_path / "m.html")
    drawn = page.evaluate(
        "Object.fromEntries(F.pairs.map((p) => [[ACTORS.id[PAIRS.low[p]], ACTORS.id[PAIRS.high[p]]].sort().join(),"
        " [STATUSES[F.status[p]], FAMILIES[F.family[p]], F.arrows[p] > 0, F.claim[p]]]))"
    )
    assert drawn == {
        "kg:a,kg:b": ["planned", "meeting", False, 0],
        "kg:c,kg:d": ["actual", "conflict", True, 1],
        "kg:e,kg:f": ["actual", "conflict", True, 0],
    }


def test_what_is_only_claimed_bears_a_ring_and_can_be_filtered(open_map: Open) -> None:
    page = open_map()
    ringed = page.evaluate("SCENE.pairs.filter((p) => F.claim[p]).length")
    svg = page.evaluate("pictureSvg()")
    # One more stands in the legend of the picture, next to the dashes that occur in it.
    assert ringed > 5 and svg.count("<circle") == ringed + 1
    assert "Ring: nur jemand" in svg and "gestrichelt: nur angekündigt" in svg
    page.evaluate("choose({ claim: new Set([0]) })")
    assert page.evaluate("REC.claim.every((claim, r) => !F.pass[r] || !claim)")
    svg = page.evaluate("pictureSvg()")
    assert "<circle" not in svg and "Ring: nur" not in svg
    page.click("#chips .chip")
    assert page.evaluate("S.claim") is None


def test_surroundings_stay_readable_while_their_middle_is_selected(open_map: Open) -> None:
    page = open_map()
    page.evaluate("choose({ actor: actorAt.get('Q36'), ego: actorAt.get('Q36'), depth: 2 })")
    page.evaluate(
        "window.inked = []; const was = MAP.ctx.fillText.bind(MAP.ctx);"
        " MAP.ctx.fillText = (text, x, y) => { inked.push(text); was(text, x, y); }; drawOverlay()"
    )
    far = page.evaluate("SCENE.actors.filter((a) => SCENE.distance.get(a) === 2).map(labelOf)")
    assert len(set(far) & set(page.evaluate("inked"))) > 5


def test_after_a_search_the_keys_work_again(open_map: Open) -> None:
    page = open_map()
    page.fill("#search", "Polen")
    page.keyboard.press("Enter")
    page.keyboard.press("e")
    assert page.input_value("#search") == "" and page.evaluate("ACTORS.id[S.ego]") == "Q36"


def test_zooming_lets_go_of_what_lay_under_the_pointer(open_map: Open) -> None:
    page = open_map()
    at = page.evaluate(
        "(() => { readCamera(); const a = SCENE.actors[0]; const box = $('stage').getBoundingClientRect();"
        " const [x, y] = toPixel(SCENE.x[a], SCENE.y[a]); return [x + box.left, y + box.top]; })()"
    )
    page.mouse.move(*at)
    until(page, "MAP.hover !== null && MAP.hover.actor === SCENE.actors[0]")
    page.mouse.move(at[0] + 3, at[1] + 3)
    assert page.evaluate(
        "(() => { MAP.net.body.emitter.emit('zoom', {}); return MAP.hover === null && $('tip').hidden; })()"
    )
    until(page, "MAP.hover !== null")  # at rest it looks anew


def test_few_marks_overlap_whatever_is_left(open_map: Open) -> None:
    page = open_map(viewport={"width": 1280, "height": 720})
    page.evaluate("choose({ claim: new Set([1]) }, true)")
    touching = page.evaluate(
        "SCENE.actors.filter((a) => SCENE.actors.some((b) => b !== a && Math.hypot(SCENE.x[a] - SCENE.x[b],"
        " SCENE.y[a] - SCENE.y[b]) < (VIEW.radius[a] + VIEW.radius[b]) * VIEW.unit * 0.9)).length"
    )
    assert touching <= page.evaluate("SCENE.actors.length") * 0.12


def test_english_dates_cannot_be_misread_and_the_heading_follows(open_map: Open, tmp_path: Path) -> None:
    write_map(tmp_path / "m.html", [make_record()], {})
    page = open_map(tmp_path / "m.html", "#ui=en")
    assert page.evaluate("showDay(parseDay('2026-10-01'))") == "1 Oct 2026"
    assert page.text_content("#title") == page.title() == "Relationship map"
    page.click("#lang")
    assert page.text_content("#title") == page.title() == "Beziehungskarte"


def test_all_columns_of_the_table_are_in_sight_on_a_laptop_and_on_paper(open_map: Open) -> None:
    page = open_map(hash="#view=table", viewport={"width": 1280, "height": 720})
    beyond = "[document.querySelector('.table-scroll')].map((box) => box.scrollWidth - box.clientWidth)[0]"
    assert page.evaluate(beyond) <= 0
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1030, "height": 700})  # A4 across, without its margins
    spilt = page.evaluate(
        "[...document.querySelectorAll('.table-scroll th, .table-scroll td')]"
        ".filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent)"
    )
    assert spilt == []
    page.emulate_media(media="screen")
