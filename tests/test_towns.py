"""Whose a body is that an adjective of a town owns."""

from __future__ import annotations

import pytest
from bench import Bench

OWNED = [
    ("In Peru wurde gewählt. Regierungsvertreter kritisierten Greenpeace.", "Peru ACCUSE Greenpeace"),
    ("Das Bremer Parlament lehnte den Antrag der AfD ab.", "Parlament (Bremen) REJECT Alternative für Deutschland"),
    ("Die Mainzer Regierung kritisierte die CDU.", "Rheinland-Pfalz ACCUSE Christlich Demokratische Union"),
    ("Die Wiener Regierung kritisierte Ungarn.", "Österreich ACCUSE Ungarn"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), OWNED, ids=lambda t: t[:40])
def test_the_seat_of_a_government_tells_whose_it_is(bench: Bench, text: str, told: str) -> None:
    assert told in bench.told(text)


def test_the_body_of_an_unknown_town_is_not_the_state_s(bench: Bench) -> None:
    assert bench.told("Die Kölner Regierung kritisierte am Montag die CDU.") == set()


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Hamburg, Berlin und Sachsen kritisierten Frankreich.", "Berliner Senat ACCUSE Frankreich"),
        ("Hamburg, Berlin und Sachsen kritisierten Frankreich.", "Hamburger Senat ACCUSE Frankreich"),
        ("Berlin und Paris kritisierten Ungarn.", "Deutschland ACCUSE Ungarn"),
    ],
)
def test_towns_that_are_states_among_states(bench: Bench, text: str, statement: str) -> None:
    assert statement in bench.told(text)
