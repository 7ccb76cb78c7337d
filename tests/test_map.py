"""The map page as text: its bytes, its safety, its words, its positions."""

from __future__ import annotations

import json
import math
import random
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from factories import make_actor, make_record, make_records

from kgraph.errors import OutputError
from kgraph.model import LANGS, Actor, MentionText, Record, Span
from kgraph.outputs.map import MapFile, notebook, render, write_map
from kgraph.outputs.map.layout import core_size, lay_out
from kgraph.outputs.map.page import SCRIPTS
from kgraph.outputs.map.payload import clean, safe_url

HERE = Path(__file__).parent
MAP = HERE.parent / "kgraph" / "outputs" / "map"

# What a hostile article could carry in any of its texts.
PAYLOADS = (
    "<img src=x onerror=\"window.hacked=1\">",
    "</script><script>window.hacked=1</script>",
    "javascript:window.hacked=1",
    "\"'><svg onload=window.hacked=1>",
    "{{ 7*7 }}${7*7}<!--",
    "\u202eesrever\u202c\u2066x\u2069",
    "a\x00b\x08c\x1bd\x7fe\u2028f\ud800g",
    "href=javascript:window.hacked=1",
)  # fmt: skip


def poisoned(payload: str) -> tuple[list[Record], dict[str, Actor]]:
    """Two actors and one record with `payload` in every field that an article could fill."""
    text = f"{payload} trifft {payload}."
    record = make_record(
        "kg:a", "kg:b", id=payload, article=payload, origin_group=payload, evidence=text,
        evidence_span=Span(0, len(text)), source_mention=MentionText(payload, 0, len(payload), payload),
        target_mention=MentionText(payload, 0, 1, payload), trigger=Span(0, 3), rule=payload,
        predicate=payload, relation="OTHER", role=payload, place=payload, claimed_text=payload, title=payload,
        url=payload, outlet=payload, published=date(2024, 5, 1),
    )  # fmt: skip
    other = replace(record, id=payload + "2", relation="CONSULT", mode=payload, claimed_by="kg:a")
    actors = {
        "kg:a": make_actor("kg:a", payload, aliases=(payload,), wikidata=payload, country=payload),
        "kg:b": make_actor("kg:b", payload + " B"),
    }
    return [record, other], actors


def block(page: str, id: str) -> Any:
    found = re.search(rf'<script type="application/json" id="kg-{id}">(.*?)</script>', page, re.DOTALL)
    assert found, id
    return json.loads(found[1])


def positions(page: str) -> dict[str, tuple[float, float]]:
    ids, nodes = block(page, "layout")["ids"], block(page, "nodes")
    return {id: (node["x"], node["y"]) for id, node in zip(ids, nodes, strict=True)}


@pytest.fixture(scope="module")
def small() -> tuple[list[Record], dict[str, Actor]]:
    return make_records(60, 300, 3)


def test_same_input_same_bytes_in_any_order(small: tuple[list[Record], dict[str, Actor]]) -> None:
    records, actors = small
    shuffled = records[:]
    random.Random(5).shuffle(shuffled)
    backwards = dict(sorted(actors.items(), reverse=True))
    assert render(records, actors) == render(shuffled, backwards)


def test_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]\n"
        "from factories import make_records\n"
        "from kgraph.outputs.map import render\n"
        "print(hashlib.sha256(render(*make_records(200, 700, 2)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, str(HERE), str(HERE.parent)],
            capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "77")
    }  # fmt: skip
    assert len(digests) == 1


def test_rebuild_over_own_map_is_the_same_file(
    tmp_path: Path, small: tuple[list[Record], dict[str, Actor]]
) -> None:
    first = tmp_path / "map.html"
    write_map(first, *small)
    before = first.read_bytes()
    write_map(first, *small, previous=first)
    assert first.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["map.html"]


def test_rebuild_keeps_positions_after_a_warm_start(tmp_path: Path) -> None:
    records, actors = make_records(80, 400, 4)
    path = tmp_path / "map.html"
    write_map(path, records[:300], actors)
    write_map(path, records, actors, previous=path)
    warm = path.read_bytes()
    write_map(path, records, actors, previous=path)
    assert path.read_bytes() == warm


def test_a_map_grows_instead_of_jumping(tmp_path: Path) -> None:
    records, actors = make_records(120, 600, 4)
    path = tmp_path / "map.html"
    write_map(path, records[:500], actors)
    old = positions(path.read_text(encoding="utf-8"))
    grown = positions(render(records, actors, previous=path))
    fresh = positions(render(records, actors))
    kept = [math.dist(grown[id], at) for id, at in old.items()]
    jumped = [math.dist(fresh[id], at) for id, at in old.items()]
    assert max(kept) == 0
    assert sum(jumped) / len(jumped) > 50
    assert set(grown) > set(old) or len(grown) == len(old)
    assert len(set(grown.values())) == len(grown)


@pytest.mark.parametrize(
    "text", ["", "not a map", '<script type="application/json" id="kg-nodes">[]</script>']
)
def test_an_unreadable_earlier_map_costs_nothing(
    tmp_path: Path, text: str, small: tuple[list[Record], dict[str, Actor]]
) -> None:
    earlier = tmp_path / "old.html"
    earlier.write_text(text)
    assert render(*small, previous=earlier) == render(*small)
    assert render(*small, previous=tmp_path / "none.html") == render(*small)


def test_positions_lie_apart_and_communities_together() -> None:
    """Two dense groups of 20 joined by one tie: every actor has its own place, groups are found and apart."""
    pairs = [(a, b) for a in range(20) for b in range(a + 1, 20)]
    pairs += [(a + 20, b + 20) for a, b in pairs] + [(0, 20)]
    layout = lay_out([f"kg:{i}" for i in range(40)], pairs, [1.0] * len(pairs))
    points = list(zip(layout.x, layout.y, strict=True))
    assert min(math.dist(p, q) for i, p in enumerate(points) for q in points[:i]) > 60
    assert len(set(layout.community)) == 2
    assert len({layout.community[i] for i in range(20)}) == 1
    inside = [math.dist(points[1], points[i]) for i in range(2, 20)]
    across = [math.dist(points[1], points[i]) for i in range(21, 40)]
    assert sum(across) / len(across) > 1.5 * sum(inside) / len(inside)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 151, 2500])
def test_layout_of_any_size_gives_everyone_a_place(n: int) -> None:
    rng = random.Random(n)
    pairs = sorted({(rng.randrange(i), i) for i in range(1, n)})
    layout = lay_out([f"kg:{i}" for i in range(n)], pairs, [1.0] * len(pairs))
    points = list(zip(layout.x, layout.y, strict=True))
    assert len(points) == n == len(layout.community)
    assert len(set(points)) == n
    assert all(isinstance(value, int) for point in points for value in point)


def test_strong_actors_keep_more_room_than_weak_ones() -> None:
    """Twelve who all have to do with each other, drawn large, and 48 with one tie each."""
    pairs = [(a, b) for a in range(12) for b in range(a + 1, 12)] + [(i % 12, i) for i in range(12, 60)]
    layout = lay_out([f"kg:{i}" for i in range(60)], pairs, [9.0] * 66 + [1.0] * 48)
    points = list(zip(layout.x, layout.y, strict=True))

    def nearest(group: list[tuple[int, int]]) -> float:
        return min(math.dist(p, q) for i, p in enumerate(group) for q in group[:i])

    assert nearest(points[:12]) > 1.4 * nearest(points[12:]) > 80


def test_start_view_by_size() -> None:
    assert [core_size(n) for n in (0, 1, 150, 151, 1000, 10_000)] == [0, 1, 150, 150, 150, 300]


def test_igraph_draws_from_pythons_generator_afterwards() -> None:
    import igraph

    render(*make_records(20, 40, 1))
    random.seed(1)
    first = igraph.Graph.Erdos_Renyi(30, 0.3).get_edgelist()
    random.seed(2)
    assert igraph.Graph.Erdos_Renyi(30, 0.3).get_edgelist() != first


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_stay_text(payload: str) -> None:
    records, actors = poisoned(payload)
    page = render(records, actors, title=payload, shown=payload, input_hash="x")
    assert "<" not in payload or payload not in page
    assert page.count("<script") == render(*make_records(5, 8, 1)).count("<script")
    assert "<img src=x" not in page and "<svg onload" not in page
    page.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", page)


def test_csp_allows_only_the_two_scripts_of_the_page() -> None:
    import base64
    import hashlib

    page = render(*make_records(5, 8, 1))
    csp = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert csp and "default-src &#39;none&#39;" in csp[1]
    assert "unsafe" not in csp[1] and "http" not in csp[1]
    for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert digest in csp[1]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style and base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode() in csp[1]


def test_nothing_in_the_page_points_to_a_network() -> None:
    page = render(*make_records(30, 60, 1))
    assert not re.findall(r'<(?:script|link|img|iframe|source)[^>]+(?:src|href)="(?!data:,)[^"]+"', page)
    assert "sourceMappingURL" not in page
    assert "cdnjs" not in page and "jsdelivr" not in page and "@import" not in page


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://zeitung.example/1", True), ("HTTP://zeitung.example", True), ("javascript:alert(1)", False),
        ("file:///etc/passwd", False), ("data:text/html,x", False), ("//zeitung.example", False), ("", False),
        (" https://zeitung.example", False), ("java\nscript:x", False), ("http:/x", False), (None, False),
        ("https://[half", False), ("ftp://zeitung.example/", False),
    ],
)  # fmt: skip
def test_only_http_links_survive(url: str | None, kept: bool) -> None:
    assert (safe_url(url) == url and url is not None) is kept
    record = make_record(url=url)
    page = render([record], {"kg:anna": make_actor(), "kg:bjoern": make_actor("kg:bjoern", "Björn")})
    assert block(page, "data")["articles"][3] == [url if kept else ""]


def test_cleaning_keeps_length_and_joins_of_scripts() -> None:
    text = "a\x00b\u202ec\ud800d\u200de\u200cf\n"
    assert len(clean(text)) == len(text)
    assert "\u200d" in clean(text) and "\u200c" in clean(text)
    assert clean("Müller (SPÖ) 东京 🙂 محمد") == "Müller (SPÖ) 东京 🙂 محمد"


def test_offsets_count_as_javascript_does() -> None:
    text = "🙂 Anna droht Björn"
    record = make_record(
        evidence=text, evidence_span=Span(50, 50 + len(text)), source_mention=MentionText("Anna", 52, 56),
        target_mention=MentionText("Björn", 63, 68), trigger=Span(57, 62),
    )  # fmt: skip
    page = render([record], {})
    span = block(page, "data")["records"]["span"]
    units = text.encode("utf-16-le")
    words = [units[2 * a : 2 * b].decode("utf-16-le") for a, b in zip(span[::2], span[1::2], strict=True)]
    assert words == ["Anna", "Björn", "droht"]


def test_mentions_outside_of_the_sentence_are_not_marked() -> None:
    record = make_record(source_mention=MentionText("Anna", 900, 904), trigger=Span(3, 3))
    span = block(render([record], {}), "data")["records"]["span"]
    assert span[:2] == [0, 0] and span[4:] == [0, 0]


def test_counts_of_the_header_and_sources_of_a_pair() -> None:
    records = [
        make_record(article="a", origin_group="a", published=date(2024, 1, 2)),
        make_record(article="b", origin_group="a", published=date(2024, 1, 3)),
        make_record(article="c", origin_group="c", relation="THREATEN", published=None),
    ]
    page = render(records, {})
    counts = block(page, "meta")["counts"]
    assert (counts["actors"], counts["relations"], counts["articles"]) == (2, 2, 3)
    assert (counts["first"], counts["last"], counts["as_of"]) == ("2024-01-02", "2024-01-03", "2024-01-03")
    assert [edge["value"] for edge in block(page, "edges")] == [2]


def test_self_relations_and_doubles_are_left_out_and_unknown_actors_named_by_id() -> None:
    record = make_record()
    page = render([record, record, make_record("kg:x", "kg:x")], {})
    assert len(block(page, "data")["records"]["id"]) == 1
    assert sorted(node["label"] for node in block(page, "nodes")) == ["kg:anna", "kg:bjoern"]


def test_every_word_is_there_in_german_and_english() -> None:
    texts = tomllib.loads((MAP / "i18n.toml").read_text(encoding="utf-8"))
    for key, row in texts.items():
        assert set(row) == set(LANGS), key
        holes = [sorted(re.findall(r"\{(\w+)\}", row[lang])) for lang in LANGS]
        assert holes[0] == holes[1], key
        assert all(row[lang].strip() for lang in LANGS), key
    used = set(re.findall(r'data-t(?:-\w+)?="(\w+)"', (MAP / "template.html").read_text(encoding="utf-8")))
    for script in SCRIPTS:
        source = (MAP / "scripts" / script).read_text(encoding="utf-8")
        used |= set(re.findall(r'\bt\("(\w+)"', source))
        used |= {f"{key}_{form}" for key in re.findall(r'\btn\("(\w+)"', source) for form in ("one", "many")}
    assert used - set(texts) == set()


def test_scripts_hold_no_words_of_their_own_and_never_write_html() -> None:
    for script in SCRIPTS:
        source = (MAP / "scripts" / script).read_text(encoding="utf-8")
        bare = re.sub(r"(?m)//.*$|/\*.*?\*/", "", source, flags=re.DOTALL)
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", bare
        ), script
        assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|importScripts|sendBeacon", bare), script
        assert not re.search(r'"[^"\n]*[äöüßÄÖÜ][^"\n]*"', bare.replace('"ä"', "")), script


def test_all_scripts_are_inlined_and_none_is_forgotten() -> None:
    assert {file.name for file in (MAP / "scripts").glob("*.js")} == set(SCRIPTS)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_contrast_of_texts_and_marks(theme: str) -> None:
    css = (MAP / "styles.css").read_text(encoding="utf-8")
    block_of = css.split(":root {")[1] if theme == "light" else css.split(':root[data-theme="dark"] {')[1]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block_of.split("}")[0]))

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    def contrast(a: str, b: str) -> float:
        high, low = sorted((luminance(colours[a]), luminance(colours[b])), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for text in ("ink", "muted", "accent"):
        for ground in ("paper", "panel", "map", "hull", "accent-soft", "soft-line"):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast("ink", "mark") >= 4.5
    assert contrast("panel", "accent") >= 4.5
    marks = ["meeting", "cooperation", "conflict", "office", "other"]
    marks += [name for name in colours if name.startswith("type-")]
    for mark in marks:
        assert contrast(mark, "map") >= 3.0, mark


def test_a_map_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        write_map(tmp_path / "file" / "map.html", [], {})


def test_importing_the_map_does_not_import_pyvis() -> None:
    heavy = "'pyvis', 'IPython', 'igraph', 'numpy', 'jinja2'"
    code = f"import sys, kgraph.outputs.map; print([m for m in ({heavy}) if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HERE.parent
    )
    assert done.stdout.strip() == "[]"


def test_notebook_frame_holds_the_page_escaped() -> None:
    frame = notebook('<p class="x">&</p>', 400)
    assert frame.startswith("<iframe srcdoc=") and "&lt;p class=&quot;x&quot;&gt;&amp;&lt;/p&gt;" in frame
    assert "allow-same-origin" not in frame


def test_a_map_file_is_a_path_that_shows_itself(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    write_map(path, *make_records(5, 8, 1))
    shown = MapFile(path)
    assert shown == path and shown.name == "map.html"
    assert shown._repr_html_() == notebook(path.read_text(encoding="utf-8"))


def test_start_view_holds_nobody_who_stands_alone_while_others_are_linked() -> None:
    """20 strong actors whose partners are too weak to be shown, 160 in one web: the web opens the map."""
    lone = [
        make_record(f"lone:{i}", f"far:{i}:{k}", article=f"l{i}-{k}", relation="THREATEN")
        for i in range(20)
        for k in range(9)
    ]
    web = [make_record(f"web:{i}", f"web:{(i * 7 + 1) % 160}", article=f"w{i}") for i in range(160)]
    page = render([*lone, *web], {})
    first = block(page, "layout")["ids"][:150]
    assert sum(id.startswith("web:") for id in first) == 150


def test_offices_rank_below_what_happened() -> None:
    held = [make_record("kg:o", f"kg:p{i}", relation="HOLDS_OFFICE", article=f"h{i}") for i in range(3)]
    done = [make_record("kg:x", "kg:y", relation="THREATEN", article=f"d{i}") for i in range(2)]
    assert block(render([*held, *done], {}), "layout")["ids"][:2] == ["kg:x", "kg:y"]


def test_rare_values_are_packed_and_read_back_the_same() -> None:
    from kgraph.outputs.map.payload import _pack

    values: list[Any] = [-1] * 100
    values[0], values[17], values[99] = 4, 5, 6
    packed = _pack(values)
    unpacked, at = [packed["usual"]] * packed["n"], 0
    for gap, value in zip(packed["gaps"], packed["values"], strict=True):
        at += gap
        unpacked[at] = value
    assert unpacked == values
    assert _pack([1, 2, 3] * 40) == [1, 2, 3] * 40
