"""German phrases and constructions of one kind at a time, told in several ways."""

from __future__ import annotations

import pytest
from bench import Bench

VERDI = "Verdi"
SAID = [
    # bodies with quoted names, acronyms and what explains them before the name of who heads them
    (
        "Der ehemalige Chef der Gewerkschaft „Nahrung und Handwerk“ (NUH), Heinz Kolb, ist tot.",
        "Heinz Kolb HOLDS_OFFICE Nahrung und Handwerk",
    ),
    (
        "Die Gewerkschaft „Wald, Holz und Papier“ (MHP) tagte. Der Chef der MHP, Jonas Wiebke, sprach.",
        "Jonas Wiebke HOLDS_OFFICE Wald, Holz und Papier",
    ),
    (
        "Jana Tamm fungierte als Präsidentin der „Internationale der Gärtner“ (IDG).",
        "Jana Tamm HOLDS_OFFICE Internationale der Gärtner",
    ),
    (
        "Der Chef der Dienstleistungsgewerkschaft ver.di, Nachfolgerin der ÖTV, Jonas Wiebke, kam.",
        f"Jonas Wiebke HOLDS_OFFICE {VERDI}",
    ),
    (
        "Der Vorstandsvorsitzende des Autobauers „Zeta Motors“, Karl Ilg, schwieg.",
        "Karl Ilg HOLDS_OFFICE Zeta Motors",
    ),
    # what one does something as is no part of the time before it
    ("Jana Tamm trat 1982 als Chefin der IG Metall zurück.", "Jana Tamm HOLDS_OFFICE IG Metall"),
]
NOT_SAID = [
    (
        "Der Chef der Lehrergewerkschaft Nova, Jonas Wiebke, lobte Olaf Scholz.",
        "Lehrergewerkschaft SUPPORT Olaf Scholz",
    ),
    (
        "Jana Tamm ist die mächtigste Gewerkschaftsführerin Deutschlands.",
        "Jana Tamm HOLDS_OFFICE Deutschland",
    ),
]


@pytest.mark.parametrize(("text", "statement"), SAID)
def test_what_a_text_says(bench: Bench, text: str, statement: str) -> None:
    assert statement in bench.told(text)


@pytest.mark.parametrize(("text", "statement"), NOT_SAID)
def test_what_a_text_does_not_say(bench: Bench, text: str, statement: str) -> None:
    assert statement not in bench.told(text)
