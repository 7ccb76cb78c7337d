"""Every format that kgraph reads: what becomes of its text, metadata and order."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kgraph.errors import SourceError
from kgraph.model import Article, Span
from kgraph.sources import SourceNote, read

GERMAN = (
    "Die Außenministerin ist am Mittwoch nach Oslo gereist. Dort will sie ihren norwegischen Kollegen "
    "treffen und mit ihm über die Sicherheit im Norden sprechen.\n\n"
    "Der Besuch war seit dem Herbst geplant, sagte eine Sprecherin des Ministeriums."
)
ENGLISH = (
    "The foreign minister travelled to Oslo on Wednesday. She wants to meet her Norwegian colleague there "
    "and talk with him about the security of the north.\n\n"
    "The visit had been planned since the autumn, a spokeswoman for the ministry said."
)


def everything(*sources: str | Path, **options: object) -> tuple[list[Article], list[SourceError]]:
    reports: list[SourceError] = []
    return list(read(list(sources), report=reports.append, **options)), reports  # type: ignore[arg-type]


def cut(article: Article, spans: tuple[Span, ...]) -> list[str]:
    return [article.text[span.start : span.end] for span in spans]


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_plain_text_has_its_title_and_paragraphs(tmp_path: Path) -> None:
    path = put(tmp_path, "oslo.txt", f"Ministerin reist nach Oslo\n\n{GERMAN}\n")
    (article,), reports = everything(path)
    assert (article.id, article.lang, article.published) == ("oslo", "de", None)
    assert article.title == "Ministerin reist nach Oslo"
    assert article.title_span == Span(0, len(article.title))
    assert cut(article, article.blocks) == [article.title, *GERMAN.split("\n\n")]
    assert article.origin == path.as_posix()
    assert not reports


def test_front_matter_is_metadata_and_counts_in_offsets(tmp_path: Path) -> None:
    fields = ['title: "Reise nach Oslo"', "date: 14. Januar 2026", "url: https://b.example/1"]
    front = "\n".join(["---", *fields, "outlet: Beispielblatt", "lang: de", "---"])
    content = f"{front}\n{GERMAN}\n"
    (article,), reports = everything(put(tmp_path, "a.txt", content))
    assert article.text == content
    assert (article.title, article.published, article.title_span) == (
        "Reise nach Oslo",
        date(2026, 1, 14),
        None,
    )
    assert (article.url, article.outlet) == ("https://b.example/1", "Beispielblatt")
    assert cut(article, article.skip) == [front]
    assert cut(article, article.blocks) == GERMAN.split("\n\n")
    assert not reports


def test_rule_between_paragraphs_is_no_front_matter(tmp_path: Path) -> None:
    (article,), _ = everything(put(tmp_path, "a.txt", f"---\n{GERMAN}\n---\n{GERMAN}"))
    assert len(article.blocks) == 4


def test_front_matter_that_never_ends_is_text_and_is_remarked(tmp_path: Path) -> None:
    (article,), reports = everything(put(tmp_path, "a.txt", f"---\ndate: 2026-01-14\n\n{GERMAN}"))
    assert article.published is None and "a.txt" in str(reports[0])
    assert "front matter" in str(reports[0]) and "date" in str(reports[0])
    _, reports = everything(put(tmp_path, "b.txt", f"---\nBerlin: {GERMAN}"))
    assert not reports


def test_newlines_stay_and_a_mark_goes(tmp_path: Path) -> None:
    content = "Titel der Meldung\r\n\r\n" + GERMAN.replace("\n", "\r\n")
    (article,), _ = everything(put(tmp_path, "a.txt", content.encode("utf-8-sig")))
    assert article.text == content
    assert cut(article, article.blocks) == ["Titel der Meldung", *GERMAN.split("\n\n")]


def test_first_line_with_a_full_stop_is_no_title(tmp_path: Path) -> None:
    (article,), _ = everything(put(tmp_path, "a.txt", GERMAN))
    assert article.title is None and article.title_span is None


def test_wrapped_lines_make_one_paragraph(tmp_path: Path) -> None:
    import textwrap

    paragraphs = [GERMAN.replace("\n\n", " "), ENGLISH.replace("\n\n", " ")]
    wrapped = ["\n".join(textwrap.wrap(paragraph, 70)) for paragraph in paragraphs]
    (article,), _ = everything(
        put(tmp_path, "a.txt", "Ein kurzer Titel\n\n" + "\n\n".join(wrapped)), lang="de"
    )
    assert cut(article, article.blocks) == ["Ein kurzer Titel", *wrapped]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("news-2025-09-22-oslo.txt", date(2025, 9, 22)), ("2025-02-30.txt", None), ("oslo.txt", None)],
)
def test_date_from_the_file_name(tmp_path: Path, name: str, expected: date | None) -> None:
    (article,), reports = everything(put(tmp_path, name, GERMAN))
    assert article.published == expected and not reports


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-14",
        "2026-01-14T23:30:00+01:00",
        "2026-01-14 08:00",
        "14.01.2026",
        "14.1.2026, 10:00 Uhr",
        "14. Januar 2026",
        "14. Jänner 2026",
        "Mittwoch, 14. Januar 2026",
        "January 14, 2026",
        "14 January 2026",
        "Wed, 14 Jan 2026 23:30:00 +0100",
        "20260114",
        "2026/01/14",
    ],
)
def test_dates_as_written(tmp_path: Path, written: str) -> None:
    item = {"id": "x", "text": GERMAN, "published": written}
    (article,), reports = everything(put(tmp_path, "a.jsonl", json.dumps(item)))
    assert article.published == date(2026, 1, 14) and not reports


def test_jsonl_text_is_the_items_text(tmp_path: Path) -> None:
    item = {
        "id": "n-1",
        "title": "Reise nach Oslo",
        "text": f" {GERMAN}\n",
        "published": "2026-01-14",
        "url": "https://b.example/1",
        "outlet": "Beispielblatt",
        "lang": "de",
    }
    other = {"id": "n-2", "title": "Oslo trip", "text": f"Oslo trip\n{ENGLISH}"}
    (german, english), reports = everything(
        put(tmp_path, "a.jsonl", f"{json.dumps(item)}\n\n{json.dumps(other)}\n")
    )
    assert german.text == item["text"] and german.title == "Reise nach Oslo" and german.title_span is None
    assert (german.published, german.url, german.outlet) == (date(2026, 1, 14), item["url"], "Beispielblatt")
    assert german.origin.endswith("a.jsonl:1") and english.origin.endswith("a.jsonl:3")
    assert english.lang == "en" and english.title_span == Span(0, 9)
    assert not reports


@pytest.mark.parametrize(
    "wrap", [lambda items: items, lambda items: {"articles": items}, lambda items: items[0]]
)
def test_json_list_or_object(tmp_path: Path, wrap: object) -> None:
    data = wrap([{"id": "n-1", "text": GERMAN}])  # type: ignore[operator]
    (article,), reports = everything(put(tmp_path, "a.json", json.dumps(data)))
    assert (article.id, article.text) == ("n-1", GERMAN) and not reports


PAGE = f"""<!DOCTYPE html><html><head><meta charset="{{charset}}">
<title>Reise nach Oslo - Beispielblatt</title>
<meta property="og:title" content="Reise nach Oslo"><meta property="og:site_name" content="Beispielblatt">
<meta property="article:published_time" content="2026-01-14T23:30:00+01:00">
<link rel="canonical" href="https://b.example/oslo"></head><body><nav><a href="/">Startseite</a></nav>
<article><h1>Reise nach Oslo</h1><p>{GERMAN.replace(chr(10) * 2, "</p><p>")}</p>
<p>Mehr zum Thema</p></article>
<footer>Impressum</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_html_main_text_and_metadata(tmp_path: Path, charset: str) -> None:
    page = PAGE.replace("{charset}", charset).encode(charset)
    (article,), reports = everything(put(tmp_path, "seite.html", page))
    assert article.text.startswith("Reise nach Oslo\n\nDie Außenministerin ist")
    assert article.text.count("Reise nach Oslo") == 1 and "Startseite" not in article.text
    assert (article.id, article.title, article.outlet) == ("seite", "Reise nach Oslo", "Beispielblatt")
    assert (article.published, article.url) == (date(2026, 1, 14), "https://b.example/oslo")
    assert article.title_span == Span(0, 15)
    assert cut(article, article.blocks)[1:] == GERMAN.split("\n\n")
    assert not reports


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Beispielfunk</title>
<item><title>Reise &amp;amp; Ziel</title><link>https://b.example/1</link><guid isPermaLink="false">b-1</guid>
<pubDate>Wed, 14 Jan 2026 23:30:00 +0100</pubDate><description>Nur kurz.</description>
<content:encoded><![CDATA[<p>{GERMAN.replace(chr(10) * 2, "</p><p>")}</p><script>x()</script>]]>
</content:encoded>
</item>
<item><title>Trip</title><link>https://b.example/2</link>
<description>&lt;p&gt;{ENGLISH.split(chr(10))[0]}&lt;/p&gt;</description></item>
<item><title>Leer</title><link>https://b.example/3</link></item></channel></rss>"""


def test_rss_items_are_articles(tmp_path: Path) -> None:
    (german, english), (problem,) = everything(put(tmp_path, "feed.rss", RSS))
    assert german.text == "Reise & Ziel\n\n" + GERMAN.replace("\n\n", "\n")
    assert (german.id, german.title, german.outlet) == ("b-1", "Reise & Ziel", "Beispielfunk")
    assert (german.published, german.url) == (date(2026, 1, 14), "https://b.example/1")
    assert english.lang == "en" and english.text.startswith("Trip\n\nThe foreign minister")
    assert "Leer" in str(problem) and "feed.rss:3" in str(problem)


def test_atom(tmp_path: Path) -> None:
    atom = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ex</title><entry>'
        "<title>Trip</title><id>urn:1</id><updated>2026-01-14T10:00:00Z</updated>"
        f"<content type='text'>{ENGLISH}</content></entry></feed>"
    )
    (article,), reports = everything(put(tmp_path, "feed.xml", atom))
    assert (article.id, article.published, article.lang) == ("urn:1", date(2026, 1, 14), "en") and not reports


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (article,), reports = everything(put(tmp_path, "a.txt", GERMAN.encode(encoding)))
    assert article.text == GERMAN and not reports


def test_a_passage_of_another_encoding_keeps_its_umlauts_and_those_around_it(tmp_path: Path) -> None:
    before, pasted = "Die Ministerin überraschte Österreich. ", "Präsident Mäuser traf Müller in Köln."
    (article,), _ = everything(put(tmp_path, "a.txt", 2 * before.encode() + pasted.encode("cp1252")))
    assert article.text == 2 * before + pasted


def test_one_broken_byte_does_not_spoil_utf8(tmp_path: Path) -> None:
    umlauts = (
        "Die Größe der Übung überraschte Österreichs Führung; die Partner äußerten später Verständnis. " * 3
    )
    (article,), _ = everything(put(tmp_path, "a.txt", umlauts.encode() + b"\xff Ende."))
    assert article.text.startswith(umlauts) and "\ufffd" in article.text


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (GERMAN, "Die Außenministerin"),
        (json.dumps({"id": "n-1", "text": GERMAN}) + "\n", "Die Außenministerin"),
        (json.dumps([{"id": "n-1", "text": GERMAN}], indent=1), "Die Außenministerin"),
        (PAGE.replace("{charset}", "utf-8"), "Reise nach Oslo"),
        (RSS, "Reise & Ziel"),
    ],
)
def test_stdin_finds_the_format(content: str, start: str) -> None:
    articles, _ = everything("-", stdin=io.BytesIO(content.encode()))
    assert articles[0].text.startswith(start)


def test_folders_are_read_in_order_and_files_once(tmp_path: Path) -> None:
    put(tmp_path, "b/z.txt", GERMAN + " Z.")
    put(tmp_path, "a/y.txt", ENGLISH + " Y.")
    put(tmp_path, "list.jsonl", json.dumps({"id": "x", "text": GERMAN + " X."}))
    put(tmp_path, ".hidden/h.txt", GERMAN)
    put(tmp_path, "a/.h.txt", GERMAN)
    put(tmp_path, "note.md", "Nur eine Notiz.")
    put(tmp_path, "image.png", b"\x89PNG\r\n\x1a\n\0\0")
    articles, (note,) = everything(tmp_path)
    assert [article.id for article in articles] == ["y", "z", "x"]
    assert isinstance(note, SourceNote) and note.kind == "file" and "note.md" in str(note)
    again, _ = everything(tmp_path / "list.jsonl", tmp_path / "b", tmp_path / "a" / "y.txt", tmp_path / "a")
    assert [(a.id, a.text) for a in again] == [(a.id, a.text) for a in articles]


def test_a_file_owns_its_name_against_items_of_a_collection(tmp_path: Path) -> None:
    put(tmp_path, "a.jsonl", json.dumps({"id": "oslo", "text": ENGLISH}))
    put(tmp_path, "z/oslo.txt", GERMAN)
    (first, second), (note,) = everything(tmp_path)
    assert (first.id, first.lang) == ("oslo", "de")
    assert second.id.startswith("oslo~") and len(second.id) == len("oslo~") + 8
    assert isinstance(note, SourceNote) and note.kind == "id"
    assert "oslo.txt" in str(note) and "a.jsonl:1" in str(note)


def test_the_same_article_twice_counts_once(tmp_path: Path) -> None:
    put(tmp_path, "a/oslo.txt", GERMAN)
    put(tmp_path, "b/oslo.txt", GERMAN)
    put(tmp_path, "c/oslo.txt", ENGLISH)
    put(tmp_path, "d/oslo.txt", ENGLISH)
    articles, reports = everything(tmp_path)
    assert [article.lang for article in articles] == ["de", "en"]
    assert [note.kind for note in reports if isinstance(note, SourceNote)] == ["same", "id", "same"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        "a.jsonl",
        "\n".join(json.dumps({"id": f"n{i}", "text": f"{GERMAN} {i}."}) for i in range(50)),
    )
    reader = read([path], report=pytest.fail)
    assert next(reader).id == "n0"
    reader.close()  # type: ignore[attr-defined]


def test_nothing_heavy_is_imported_early() -> None:
    code = (
        "import sys, kgraph.sources, kgraph.sources.copies as _;"
        "heavy = 'trafilatura feedparser py3langid datasketch numpy lxml urllib.request'.split();"
        "print([name for name in heavy if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    assert found.stdout.strip() == "[]"


def test_hash_seed_does_not_matter(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", f"Wien (APA) – {GERMAN}\n\nMehr zum Thema\nEin anderer Titel\n")
    put(tmp_path, "b.rss", RSS)
    code = f"from kgraph.sources import read; print(list(read([{str(tmp_path)!r}], report=print)))"
    outs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[1],
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outs) == 1 and b"Article(" in outs.pop()


SHARED = Path(__file__).parents[2] / "shared" / "articles"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not here")
def test_real_news_is_read_without_a_failure() -> None:
    articles, reports = everything(SHARED / "gnad", SHARED / "news-de.jsonl", SHARED / "news-en.jsonl")
    assert not [problem for problem in reports if not isinstance(problem, SourceNote)]
    assert len(articles) == sum(1 for _ in (SHARED / "gnad").iterdir()) + 1_230
    behind_teasers = [article for article in articles if article.id.startswith("gnad") and article.skip]
    assert len(behind_teasers) >= 30
