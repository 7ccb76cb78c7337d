"""Names side by side that the recogniser or the parser takes for one."""

from __future__ import annotations

import pytest
from bench import Bench

TOLD = [
    ("Aus Delegationskreisen hieß es, dass Washington Huawei auf die schwarze Liste setzte.", "USA SANCTION Huawei"),
    ("Es kam zum Streit, weil Donald Trump Brasilien mit Strafzöllen belegte.", "Donald Trump SANCTION Brasilien"),
    ("Am Abend dankte Wolodymyr Selenskyj Litauen für die Hilfe.", "Wolodymyr Selenskyj SUPPORT Litauen"),
    ("Nachdem Viktor Orbán Lob für Donald Trump gefunden hatte, wurde es still.", "Viktor Orbán SUPPORT Donald Trump"),
    ("Es wurde bekannt, dass Mark Rutte Georgien eine Absage erteilte.", "Mark Rutte REJECT Georgien"),
    ("Weil Mali Russland um Hilfe rief, zog Paris Soldaten ab.", "Mali REQUEST Russland"),
]  # fmt: skip
WHOLE = [
    ("Lars Lindqvists Besuch in Deutschland war der erste seit Jahren.", "Lars Lindqvist"),
    ("Der Plan Ute Brands lag vor. Danach kam Ute Brand.", "Ute Brand"),
    ("Florence Ahrens traf am Montag in Wien Angela Merkel.", "Florence Ahrens"),
    (
        "Zoran Ilić von der Demokratischen Partei Serbiens lehnte den Plan ab.",
        "Demokratische Partei Serbiens",
    ),
]


@pytest.mark.parametrize(("text", "told"), TOLD, ids=lambda t: t[:40])
def test_two_names_are_two_actors(bench: Bench, text: str, told: str) -> None:
    assert told in bench.told(text)


@pytest.mark.parametrize(("text", "name"), WHOLE, ids=lambda t: t[:40])
def test_a_name_is_whole_and_in_the_nominative(bench: Bench, text: str, name: str) -> None:
    assert name in {entity.name for entity in bench.extract(text).entities}
