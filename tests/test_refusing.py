"""Approval that is denied is refusal; what leaves it open is not."""

from __future__ import annotations

import pytest
from bench import Bench

from kgraph.model import Lang

REFUSED: list[tuple[Lang, str, str, str]] = [
    ("de", "Serbien erkennt das Kosovo nicht an.", "Serbien REJECT Kosovo", "actual"),
    ("de", "Weder Polen noch Ungarn stimmten dem Plan der EU-Kommission zu.", "Ungarn REJECT Europäische Kommission",
     "actual"),
    ("de", "Norwegen will keine Bedingungen der EU akzeptieren.", "Norwegen REJECT Europäische Union", "planned"),
    ("de", "Robert Fico ist mit dem Plan Donald Tusks nicht einverstanden.", "Robert Fico REJECT Donald Tusk",
     "actual"),
    ("de", "Oslo teilt die Einschätzung Kopenhagens nicht.", "Norwegen REJECT Dänemark", "actual"),
    ("de", "Kuba folgte dem Aufruf der UNO nicht.", "Kuba REJECT Vereinte Nationen", "actual"),
    # what one refuses to do concerns somebody; who does not want to talk refuses as well
    ("de", "Ungarn lehnte es ab, die Vorgaben der EU umzusetzen.", "Ungarn REJECT Europäische Union", "actual"),
    ("de", "Ina Maurer weigerte sich, den Brief der AfD zu lesen.", "Ina Maurer REJECT Alternative für Deutschland",
     "actual"),
    ("de", "Teheran will nicht mit den USA verhandeln.", "Iran REJECT USA", "actual"),
    ("de", "Ina Maurer schließt eine Koalition mit Beteiligung der AfD aus.",
     "Ina Maurer REJECT Alternative für Deutschland", "actual"),
    # a relative clause goes with the noun of its number
    ("de", "Einig ist sie mit den Oppositionsparteien der Republik Moldau, die einen Beitritt der Türkei ablehnen.",
     "Moldauische Opposition REJECT Türkei", "actual"),
    ("en", "Hungary refused to implement the demands of the EU.", "Ungarn REJECT Europäische Union", "actual"),
    ("en", "Serbia does not recognise Kosovo.", "Serbien REJECT Kosovo", "actual"),
]  # fmt: skip
OPEN: list[tuple[Lang, str, str]] = [
    ("de", "Ungarn hat dem Vorschlag der EU noch nicht zugestimmt.", "Ungarn REJECT Europäische Union"),
    (
        "de",
        "Ungarn stimmte dem Vorschlag der EU nicht nur zu, es lobte ihn.",
        "Ungarn REJECT Europäische Union",
    ),
    # who denies that one met or agreed refuses nobody
    (
        "de",
        "Die Regierung Norwegens dementierte ein Treffen Jonas Gahr Støres mit Viktor Orbán.",
        "Norwegische Regierung REJECT Viktor Orbán",
    ),
    ("de", "Norwegen bestritt Gespräche mit dem Iran.", "Norwegen REJECT Iran"),
    ("en", "Norway denied talks with Iran.", "Norwegen REJECT Iran"),
]


@pytest.mark.parametrize(("lang", "text", "triple", "status"), REFUSED)
def test_who_does_not_approve_refuses(bench: Bench, lang: Lang, text: str, triple: str, status: str) -> None:
    found = bench.extract(text, lang)
    names = [found.entities[m.entity].name for m in found.mentions]
    told = {(f"{names[s.source]} {s.relation} {names[s.target]}", s.status) for s in found.statements}
    assert (triple, status) in told


@pytest.mark.parametrize(("lang", "text", "triple"), OPEN)
def test_what_may_come_yet_is_not_refused(bench: Bench, lang: Lang, text: str, triple: str) -> None:
    source, relation, target = triple.split(maxsplit=2)
    told = bench.triples(text, lang)
    assert not any(rel == relation and other == target for _, rel, other in told), source
