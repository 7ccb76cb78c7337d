"""Surnames with a particle that stand alone are names, and no agents or places."""

from __future__ import annotations

import pytest
from bench import Bench

NAMED = "Ursula von der Leyen sprach. "
FOUND = [
    (NAMED + "Die FDP kritisierte von der Leyen.", "Freie Demokratische Partei ACCUSE Ursula von der Leyen"),
    (NAMED + "Von der Leyen kritisierte Viktor Orbán.", "Ursula von der Leyen ACCUSE Viktor Orbán"),
    (NAMED + "Am Freitag lobte von der Leyen den Kanzler Friedrich Merz.",
     "Ursula von der Leyen SUPPORT Friedrich Merz"),
    (NAMED + "Viktor Orbán traf sich mit von der Leyen.", "Viktor Orbán CONSULT Ursula von der Leyen"),
    (NAMED + "Von der Leyen wurde von Viktor Orbán kritisiert.", "Viktor Orbán ACCUSE Ursula von der Leyen"),
    # who is in a leading office needs no first name
    ("Viktor Orbán kritisierte Kommissionspräsidentin von der Leyen.", "Viktor Orbán ACCUSE Ursula von der Leyen"),
    # "von" before a surname with "von" may be either
    ("Beatrix von Storch sprach. Alice Weidel wurde von Storch gelobt.", "Beatrix von Storch SUPPORT Alice Weidel"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statement"), FOUND)
def test_surnames_with_particles(bench: Bench, text: str, statement: str) -> None:
    assert statement in bench.told(text)


def test_a_ruler_of_a_country_is_no_surname(bench: Bench) -> None:
    told = bench.told("Königin Margrethe von Dänemark kam. Die FDP wird von Dänemark kritisiert.")
    assert "Dänemark ACCUSE Freie Demokratische Partei" in told
