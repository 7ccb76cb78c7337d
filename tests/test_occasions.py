"""When and where: the time and the place that belong to an event, and what a day to come says of its status."""

from __future__ import annotations

import pytest
from bench import Bench

from kgraph.model import Lang, Statement


def consult(bench: Bench, text: str, lang: Lang = "de") -> Statement:
    """The one meeting that a text tells of."""
    (found,) = (s for s in bench.extract(text, lang).statements if s.relation == "CONSULT")
    return found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Emmanuel Macron traf den Ministerpräsidenten Viktor Orbán in Norwegen.", "Norwegen"),
        ("In der jordanischen Hauptstadt Amman trafen sich Emmanuel Macron und Viktor Orbán.", "Amman"),
        ("Emmanuel Macron traf Viktor Orbán wegen der Kraftwerke in Schweden.", None),
        ("Emmanuel Macron war zu Besuch in Prag.", "Prag"),
        ("Im Norden Norwegens traf Emmanuel Macron Viktor Orbán.", "Norwegen"),
    ],
)
def test_place(bench: Bench, text: str, place: str | None) -> None:
    assert consult(bench, text).place == place


@pytest.mark.parametrize(
    ("lang", "text", "when", "status"),
    [
        ("de", "Am Freitag trifft Emmanuel Macron Viktor Orbán.", "2026-02-20", "planned"),
        ("de", "Emmanuel Macron traf Viktor Orbán am Freitag.", "2026-02-13", "actual"),
        ("de", "Im Mai trifft Emmanuel Macron Viktor Orbán.", "2026-05-01", "planned"),
        ("de", "Im Mai traf Emmanuel Macron Viktor Orbán.", "2025-05-01", "actual"),
        ("de", "Emmanuel Macron traf vor etwa zwei Jahren Viktor Orbán.", "2024-01-01", "actual"),
        ("de", "Emmanuel Macron hat Viktor Orbán getroffen, teilte der Kreml am Montag mit.", None, "actual"),
        ("de", "Es war das erste Treffen zwischen Emmanuel Macron und Viktor Orbán seit 2004.", None, "actual"),
        ("de", "Nach dem Treffen mit Viktor Orbán am 3. Januar redet Emmanuel Macron.", "2026-01-03", "actual"),
        ("en", "Emmanuel Macron meets Viktor Orban on Friday.", "2026-02-20", "planned"),
        ("en", "Emmanuel Macron met Viktor Orban on Friday.", "2026-02-13", "actual"),
        ("en", "It was the first meeting of Emmanuel Macron with Viktor Orban in nine years.", None, "actual"),
    ],
)  # fmt: skip
def test_time_and_status(bench: Bench, lang: Lang, text: str, when: str | None, status: str) -> None:
    found = consult(bench, text, lang)
    first = found.when.first if found.when is not None else None
    assert (str(first) if first is not None else None, found.status) == (when, status)


def test_custody_that_lasts_until_a_day_to_come_is_no_plan(bench: Bench) -> None:
    found = bench.extract("Viktor Orbán bleibt bis zu seinem Prozess im Mai in Norwegen in Haft.").statements
    assert {s.status for s in found if s.relation == "COERCE"} == {"actual"}
