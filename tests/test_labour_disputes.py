"""Unions and employers: whom a strike, a demand for pay and a threat of strikes mean that name nobody."""

from __future__ import annotations

import pytest
from bench import Bench

SAID = [
    (
        "An den Kliniken wird gestreikt. Die Gewerkschaft Marburger Bund verlangt höhere Zuschläge. "
        "Die Arbeitgeber lehnen die Forderung ab.",
        ("Gewerkschaft Marburger Bund REQUEST Arbeitgeber", "Arbeitgeber REJECT Gewerkschaft Marburger Bund"),
    ),
    (
        "Verdi hat zum Warnstreik aufgerufen. Die Gespräche mit den Arbeitgebern gehen am Montag weiter.",
        ("Verdi PROTEST Arbeitgeber",),
    ),
    (
        "Die Arbeitgeber haben kein Angebot vorgelegt. Verdi droht mit einem Ausstand. "
        "Die Gewerkschaft fordert 300 Euro mehr im Monat.",
        ("Verdi THREATEN Arbeitgeber", "Verdi REQUEST Arbeitgeber"),
    ),
    (
        "Die GDL verhandelt seit Wochen mit der Deutschen Bahn. Sie fordert eine kürzere Arbeitszeit.",
        ("GDL REQUEST Deutsche Bahn",),
    ),
    (
        "Verdi streikt bei Lufthansa. Der Arbeitgeber habe Verdi nichts angeboten. Verdi fordert mehr Lohn.",
        ("Verdi REQUEST Lufthansa",),
    ),
]
NOT_SAID = [
    ("Viele Arbeitgeber suchen Personal, sagte Verdi. Die Gewerkschaft fordert mehr Lohn.", "Verdi REQUEST"),
    ("Die Linke fordert höhere Löhne. Die Arbeitgeber und Verdi verhandeln.", "Die Linke REQUEST"),
    ("Der Arbeitgeber von Jana Tamm lobte Verdi.", "Arbeitgeber SUPPORT"),
]


# the only company is "the employer", and several are none
ENGLISH = "Verdi called a strike at Lufthansa. The employer accused Verdi of blackmail. Verdi demanded higher wages."


def test_the_employer_of_an_english_article(bench: Bench) -> None:
    assert "Lufthansa ACCUSE Verdi" in bench.told(ENGLISH, "en")
    assert "Lufthansa ACCUSE Verdi" not in bench.told("Siemens praised Lufthansa. " + ENGLISH, "en")


@pytest.mark.parametrize(("text", "statements"), SAID)
def test_whom_unions_mean(bench: Bench, text: str, statements: tuple[str, ...]) -> None:
    assert set(statements) <= bench.told(text)


@pytest.mark.parametrize(("text", "start"), NOT_SAID)
def test_what_means_no_employer(bench: Bench, text: str, start: str) -> None:
    assert not [told for told in bench.told(text) if told.startswith(start)]
