"""What is skipped and, more important, what is not."""

from __future__ import annotations

import random
import time

import pytest

from kgraph.model import Span
from kgraph.sources.boilerplate import classify
from kgraph.sources.compose import layout

BODY = "Der Bundeskanzler hat am Montag den französischen Präsidenten empfangen und mit ihm gesprochen."
BODY_EN = "The prime minister received the president of the republic on Monday and talked with him."


def parts(text: str, **options: object) -> tuple[list[str], list[str]]:
    options.setdefault("first_line", False)
    _, blocks, skips = layout(text, [], **options)  # type: ignore[arg-type]
    return [text[s.start : s.end] for s in blocks], [text[s.start : s.end] for s in skips]


@pytest.mark.parametrize(
    "line",
    [
        "Mehr zum Thema",
        "Mehr zum Thema: Ministerin reist nach Oslo",
        "Lesen Sie auch: Warum die Reise wichtig ist.",
        "Lesen Sie auch",
        "Schreibe einen Kommentar",
        "Schreiben Sie einen Kommentar",
        "Jetzt teilen",
        "Teilen",
        "Auf Facebook teilen",
        "Facebook Twitter WhatsApp E-Mail",
        "Newsletter abonnieren",
        "Anzeige",
        "Foto: dpa",
        "Bild: Agentur/Max Muster",
        "© 2026 Beispielblatt",
        "Alle Rechte vorbehalten.",
        "Von Max Muster, Berlin",
        "Von Erika Beispiel und Max Muster",
        "By Jane Doe and John Roe",
        "By Jane Doe, Reuters",
        "(dpa)",
        "(APA/dpa)",
        "(AFP, Reuters)",
        "(red)",
        "dpa/AFP",
        "12 Kommentare",
        "Leave a reply",
        "Share this article",
        "Advertisement",
        "Read more: Why the trip matters",
        "Photo: Jane Doe",
        "Published on 14 January 2026 at 10:00",
        "14. Januar 2026, 10:00 Uhr",
        "Lesezeit: 3 Minuten",
        "https://b.example/1",
        "* * *",
        "Quelle: Beispielfunk",
        "Tags: Politik, Europa",
        "Stand: 14.01.2026, 18:23",
    ],
)
def test_lines_that_are_no_news(line: str) -> None:
    assert classify(line) != "text"
    blocks, skips = parts(f"{BODY}\n{line}\n{BODY_EN}")
    assert blocks == [BODY, BODY_EN] and skips == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Mehr zum Thema Sicherheit will der Kanzler am Freitag sagen.",
        "Zum Thema Migration streiten die Parteien",
        "Von der Leyen trifft Macron",
        "Von Kiew nach Paris",
        "Die Anzeige gegen den Minister wurde zurückgezogen.",
        "Teilen will der Präsident die Macht nicht.",
        "Druck auf Teheran wächst",
        "Merkel",
        "Related parties sanctioned",
        "Watch sales rise in Geneva",
        "Anzeige gegen Minister",
        "By law the president appoints the minister.",
        "Der Kanzler teilte die Sorge.",
        "Kommentare des Ministers sorgen für Ärger",
        "Share prices fall after talks",
        "Die Nachrichtenagentur dpa meldete den Besuch.",
        "Bild (Zeitung) berichtet über die Reise.",
        "More on sanctions is expected on Friday.",
        "Quellen im Kreml bestätigten das Treffen.",
        "Subscribe was the word of the president.",
    ],
)
def test_sentences_and_headlines_stay(line: str) -> None:
    assert parts(f"{BODY}\n{line}\n{BODY_EN}") == ([BODY, line, BODY_EN], [])


@pytest.mark.parametrize(
    "dateline",
    [
        "Wien – ",
        "Prag/Wien – ",
        "New York – ",
        "St. Pölten - ",
        "BERLIN (dpa) – ",
        "Berlin (dpa) - ",
        "PARIS — ",
        "WASHINGTON, Jan 5 (Reuters) - ",
        "BERLIN/PARIS, 5. Januar (Reuters) - ",
        "London (AFP) ",
        "(CNN) -- ",
        "Genf (APA/AFP) – ",
        "Berlin. ",
        "Wien, 5. Jänner – ",
        "Tel Aviv/Ramallah (dpa/AFP) – ",
    ],
)
def test_datelines(dateline: str) -> None:
    assert parts(dateline + BODY) == ([BODY], [dateline])


def test_dateline_behind_the_teaser() -> None:
    teaser = "Kanzler spricht mit Gast aus Paris über Europa."
    assert parts(f"{teaser} Berlin/Paris – {BODY}") == ([teaser, BODY], ["Berlin/Paris – "])


@pytest.mark.parametrize(
    "text",
    [
        "Wien – Hauptstadt der Republik – empfängt den Gast aus Paris am Montag mit allen Ehren.",
        "Der Kanzler – Chef der Regierung – empfing den Gast aus Paris am Montag mit allen Ehren.",
        "Ghana – Australien: 1:1",
        "Die Deutsche Presse-Agentur (dpa) berichtete am Montag über das Treffen in Paris.",
        "Das meldete die Nachrichtenagentur Agence France-Presse (AFP). Danach sagte er nichts mehr.",
        "Das Treffen (AFP meldete es zuerst) fand am Montag in Paris statt und dauerte mehrere Stunden lang.",
    ],
)
def test_no_dateline_no_mark(text: str) -> None:
    assert parts(text) == ([text], [])


def test_name_before_a_dash_deep_in_the_text_stays() -> None:
    late = "Steinmeier – Das Amt des Präsidenten verlangt nach seinen Worten vor allem eines, nämlich Geduld."
    assert parts(f"{BODY}\n{BODY}\n{BODY}\n{late}")[0][-1] == late


@pytest.mark.parametrize(
    "mark",
    [
        "(dpa)",
        "(APA/dpa)",
        "(AFP, Reuters)",
        "(red)",
        "(Reuters, 25.5.2016)",
        "(abc, 19.6.2015)",
        "(7.8.2015)",
    ],
)
def test_marks_at_the_end(mark: str) -> None:
    assert parts(f"{BODY} {mark}") == ([BODY], [mark])


def test_mark_between_sentences_splits_the_block() -> None:
    assert parts(f"{BODY} (dpa) {BODY_EN}") == ([BODY, BODY_EN], ["(dpa)"])
    assert parts(f"{BODY[:-1]} (dpa). {BODY_EN}") == ([BODY[:-1], BODY_EN], ["(dpa)."])


def test_links_below_their_header_go_with_it() -> None:
    text = f"{BODY}\n\nLesen Sie auch:\n- Ministerin reist nach Oslo\n- Streit über Haushalt\n{BODY_EN}"
    assert parts(text)[0] == [BODY, BODY_EN]


def test_blocks_and_skips_are_sorted_inside_and_apart() -> None:
    pieces = [
        BODY,
        BODY_EN,
        "Wien – ",
        "(dpa)",
        " (APA/AFP) ",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "Mehr zum Thema",
        "Foto: dpa",
        "Titel",
        "---",
        "Von Max Muster, Berlin",
        "BERLIN (dpa) – ",
        "(7.8.2015)",
        "Berlin. ",
        "\u2028",
        "\t",
        "\x85",
        "–",
        ".",
        "\u00a0",
        "Ä",
        "(",
        ")",
    ]
    chooser = random.Random(20260114)
    for _ in range(1_500):
        text = "".join(chooser.choice(pieces) for _ in range(chooser.randint(1, 14)))
        front = [Span(0, chooser.randint(1, len(text)))] if chooser.random() < 0.2 else []
        title, blocks, skips = layout(text, front, first_line=chooser.random() < 0.5)
        at = 0
        for span in sorted([*blocks, *skips]):
            assert at <= span.start < span.end <= len(text), (text, blocks, skips)
            at = span.end
        assert blocks == sorted(blocks) and skips == sorted(skips)
        assert title is None or title == blocks[0]
        for span in blocks:
            assert text[span.start : span.end] == text[span.start : span.end].strip()


@pytest.mark.parametrize(
    "piece",
    [
        "dpa, ",
        "(dpa, ",
        "(dpa/",
        "Wien/",
        "Von Max ",
        "A ",
        "Teilen ",
        "unseren ",
        "13. Mai ",
        ". ",
        "Wien – ",
        "- ",
    ],
)
def test_no_text_takes_forever(piece: str) -> None:
    begin = time.perf_counter()
    for size in (290, 20_000):
        text = (piece * size)[:size]
        classify(text)
        layout(text, [], first_line=True)
        layout(f"{BODY} {text}(", [], first_line=False)
    assert time.perf_counter() - begin < 2
