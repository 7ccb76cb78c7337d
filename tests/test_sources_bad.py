"""Bad input: each is named in a report that says what to do, and the rest is read."""

from __future__ import annotations

import http.server
import io
import json
import os
import threading
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_sources import ENGLISH, GERMAN, PAGE, RSS, everything, put

from kgraph import settings
from kgraph.errors import SourceError
from kgraph.sources import SourceNote, read

POLISH = (
    "Premier spotkał się w środę w Berlinie z kanclerzem Niemiec. Rozmawiali o pomocy dla Ukrainy oraz "
    "o wspólnej polityce bezpieczeństwa. Po spotkaniu obaj politycy zapowiedzieli dalsze rozmowy."
)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bad.txt", b"", "empty"),
        ("bad.txt", b" \n\t\n", "empty"),
        ("bad.txt", b"\x00\x01\x02PNG\xff\xfe" * 50, "looks binary"),
        ("bad.txt", bytes(range(1, 32)) * 20, "looks binary"),
        ("bad.txt", b"\xff\xfeA", "UTF-16"),
        ("bad.txt", "Ein Satz über Politik. " * 10_000, "characters"),
        ("bad.txt", POLISH, "language pl is not supported: only German and English"),
        ("bad.txt", f"---\nlang: fr\n---\n{GERMAN}", "language fr is not supported"),
        ("bad.txt", "---\ntitle: Nur ein Kopf\n---\n", "no news text"),
        ("bad.txt", "Foto: dpa\nMehr zum Thema", "no news text"),
        ("bad.html", b"<html><body><div", "no article text"),
        ("bad.html", b"", "empty"),
        ("bad.html", b"\x00\xff\x01" * 99, "looks binary"),
        ("bad.json", "[{]", "no valid JSON"),
        ("bad.json", "[]", "empty list"),
        ("bad.json", '{"a": 1}', 'no "text"'),
        ("bad.json", "[" * 100_000, "no valid JSON"),
        ("bad.jsonl", b"", "empty"),
        ("bad.jsonl", '{"id": "x"}', 'no "text"'),
        ("bad.jsonl", '{"id": "x", "text": 7}', 'no "text"'),
        ("bad.jsonl", '{"id": "x", "text": "a\\u0000b"}', "binary"),
        ("bad.jsonl", "[1]", "no JSON object"),
        ("bad.jsonl", json.dumps({"id": "x", "text": GERMAN, "lang": "pl"}), "language pl"),
        ("bad.rss", "<rss><channel><ti", "no items"),
        ("bad.xml", "<?xml version='1.0'?><svg></svg>", "no RSS or Atom feed"),
        ("bad.rss", b"", "empty"),
    ],
)
def test_a_bad_file_is_named_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: str | bytes, words: str
) -> None:
    put(tmp_path, name, content)
    put(tmp_path, "good.txt", GERMAN)
    articles, (problem, *more) = everything(tmp_path)
    assert [article.id for article in articles] == ["good"]
    assert not more and not isinstance(problem, SourceNote)
    assert name in str(problem) and words in str(problem)


def test_broken_json_lines_are_numbered(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "n1", "text": GERMAN}),
        '{"id": "n2", "text": "abge',
        json.dumps({"id": "n3", "text": ENGLISH}),
    ]
    articles, (problem,) = everything(put(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [article.id for article in articles] == ["n1", "n3"]
    assert "a.jsonl:2: is no valid JSON" in str(problem)


def test_a_truncated_feed_gives_what_it_has(tmp_path: Path) -> None:
    articles, reports = everything(put(tmp_path, "a.rss", RSS[: RSS.index("<item><title>Leer")]))
    assert len(articles) == 2
    assert any("the feed is broken" in str(problem) for problem in reports)


def test_half_surrogates_and_odd_fields_do_no_harm(tmp_path: Path) -> None:
    item = (
        '{"id": 7, "text": '
        + json.dumps(GERMAN)[:-1]
        + '\\ud800", "title": ["x"], "published": {"day": 1}, "lang": ""}'
    )
    (article,), (note,) = everything(put(tmp_path, "a.jsonl", item))
    assert article.id == "7" and article.title is None and article.published is None
    article.text.encode("utf-8")
    assert isinstance(note, SourceNote) and note.kind == "date"


@pytest.mark.parametrize(
    "written", ["0206-01-14", "3026-01-14", "2026-13-45", "gestern", "99.99.2026", "1e999"]
)
def test_absurd_dates_are_noted_and_dropped(tmp_path: Path, written: str) -> None:
    path = put(tmp_path, "2025-05-05.txt", f"---\ndate: {written}\n---\n{GERMAN}")
    (article,), (note,) = everything(path)
    assert article.published is None
    assert isinstance(note, SourceNote) and note.kind == "date" and written in str(note)


def test_oversized_files_and_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kgraph.sources import jsonlines, readers

    monkeypatch.setattr(readers, "MAX_FILE_BYTES", 2_000)
    monkeypatch.setattr(jsonlines, "MAX_FILE_BYTES", 2_000)
    put(tmp_path, "big.txt", GERMAN * 20)
    long = json.dumps({"id": "long", "text": GERMAN * 20})
    fine = [json.dumps({"id": f"n{i}", "text": f"{GERMAN} {i}."}) for i in range(9)]
    put(tmp_path, "big.jsonl", "\n".join([fine[0], long, *fine[1:]]))
    articles, (file, line) = everything(tmp_path)
    assert [article.id for article in articles] == [f"n{i}" for i in range(9)]
    assert "big.txt" in str(file) and "2,000" in str(file)
    assert "big.jsonl:2" in str(line)


def test_fifty_megabytes_are_turned_away_by_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    everything(put(tmp_path, "small.txt", GERMAN))  # what is loaded once
    tracemalloc.start()
    articles, (problem,) = everything(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not articles and f"{settings.MAX_FILE_BYTES:,}" in str(problem)
    assert most < 1_000_000  # it was not read


def test_missing_unreadable_and_vanished(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    put(tmp_path, "a.txt", GERMAN)
    gone = put(tmp_path, "gone.txt", GERMAN)
    reports: list[SourceError] = []
    reader = read([tmp_path, tmp_path / "none", "ftp://b.example/x"], report=reports.append)
    assert next(reader).id == "a"
    gone.unlink()
    assert list(reader) == []
    said = "\n".join(sorted(map(str, reports)))
    for words in (
        "none: does not exist",
        "gone.txt: is gone",
        "link.txt: is a link",
        "pipe.txt: is no regular",
        "use http://",
    ):
        assert words in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permissions_of_the_system(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", GERMAN)
    path.chmod(0)
    _, (problem,) = everything(tmp_path)
    assert "may not be read" in str(problem)


def test_permission_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", GERMAN)
    put(tmp_path, "b.txt", ENGLISH)
    real = Path.open

    def refuse(self: Path, *args: object, **options: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    (article,), (problem,) = everything(tmp_path)
    assert article.id == "b" and "a.txt: may not be read; check its permissions" in str(problem)


def test_short_texts_are_not_taken_for_other_languages(tmp_path: Path) -> None:
    for number, line in enumerate(
        ["Merkel trifft Macron", "Putin in Minsk", "Trump meets Xi", "Nato, EU, Uno"]
    ):
        put(tmp_path, f"{number}.txt", line)
    articles, reports = everything(tmp_path)
    assert len(articles) == 4 and not reports
    assert articles[2].lang == "en"


class _Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/slow":
            time.sleep(3)
            return
        kinds = {"/page": PAGE.replace("{charset}", "utf-8"), "/feed": RSS, "/drip": "x", "/empty": ""}
        body = kinds.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.end_headers()
        try:
            if self.path == "/drip":
                for _ in range(30):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.1)
            self.wfile.write((body or "").encode())
        except OSError:
            pass

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def test_urls_are_pages_or_feeds(site: str) -> None:
    (page,), reports = everything(f"{site}/page")
    assert page.title == "Reise nach Oslo" and page.url == "https://b.example/oslo" and not reports
    feed, _ = everything(f"{site}/feed")
    assert feed[0].id == "b-1" and len(feed) == 2


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/slow", "did not answer within 0.5 s"),
        ("/drip", "did not answer within 0.5 s"),
        ("/no", "404"),
        ("/empty", "nothing"),
    ],
)
def test_a_bad_address_is_named_in_time(site: str, path: str, words: str, tmp_path: Path) -> None:
    articles, (problem,) = everything(site + path, put(tmp_path, "a.txt", GERMAN), timeout_s=0.5)
    assert len(articles) == 1
    assert path in str(problem) and words in str(problem)


def test_unreachable_and_malformed_addresses() -> None:
    articles, reports = everything("http://127.0.0.1:9/x", "http://[bad", timeout_s=1)
    assert not articles and len(reports) == 2
    assert any("cannot be reached" in str(problem) for problem in reports)


def test_empty_stdin() -> None:
    articles, (problem,) = everything("-", stdin=io.BytesIO(b""))
    assert not articles and "empty" in str(problem)
