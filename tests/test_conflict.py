"""What one does to another in words and deeds, where no single frame's example shows it: who acts in a clause,
compounds, quantities, both sides of a war."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph import nlp
from kgraph.extract import Extractor
from kgraph.knowledge import Knowledge
from kgraph.model import Article

FOUND = [
    # both sides of a war; of three the last one is the other side
    ("Die Ukraine hat im Krieg gegen Russland viel gelernt.", "Ukraine ASSAULT Russland"),
    ("Pakistan und Afghanistan befinden sich seit Februar im Krieg.", "Afghanistan ASSAULT Pakistan"),
    ("Der Krieg zwischen den USA, Israel und dem Iran dauert an.", "Iran ASSAULT Israel"),
    # quantities and compounds
    ("Der Iran hat mehr als 50 israelische Ziele beschossen.", "Iran ASSAULT Israel"),
    ("Russland hat einen der größten Angriffe des Krieges gegen die Ukraine gestartet.", "Russland ASSAULT Ukraine"),
    ("Die Bundeswehr verlegte zwei Eurofighter-Kampfjets nach Estland.", "Bundeswehr MOBILIZE Estland"),
    ("Russland kontrolliert ein Fünftel des ukrainischen Gebiets.", "Russland COERCE Ukraine"),
    # forces and weapons act for their country
    ("Pakistan sagte, seine Streitkräfte hätten Stellungen der Taliban zerstört.", "Pakistan ASSAULT Taliban"),
    ("Ukrainische Drohnen trafen eine Raffinerie in Russland.", "Ukraine ASSAULT Russland"),
    # what somebody is called, where the parser hangs it elsewhere
    ("Lula da Silva sieht in Jair Bolsonaro einen Verräter.", "Luiz Inácio Lula da Silva ACCUSE Jair Bolsonaro"),
    ("Human Rights Watch sprach von Folter durch den Iran.", "Human Rights Watch ACCUSE Iran"),
    # one agent for two participles
    ("Ratko Mladić wurde von der serbischen Polizei gefunden und verhaftet.", "Serbische Polizei COERCE Ratko Mladić"),
    # words aimed at somebody, goods of a country
    ("Die Vorwürfe Israels richten sich gegen die Hamas.", "Israel ACCUSE Hamas"),
    ("Donald Trump erhöht die Zölle auf Waren aus Kanada.", "Donald Trump SANCTION Kanada"),
]  # fmt: skip

LEFT_OPEN = [
    # allies in a war do not fight each other
    ("Seit Februar befinden sich die USA und Israel im Krieg mit dem Iran.", "USA ASSAULT Israel"),
    ("Der Krieg zwischen den USA, Israel und dem Iran dauert an.", "USA ASSAULT Israel"),
    # what one threatens with is not done
    ("Nordkorea drohte mit einem Angriff auf Südkorea.", "Nordkorea ASSAULT Südkorea"),
    # who is to be freed is not asked; who was not asked is not blamed
    ("China forderte die Freilassung von Nicolás Maduro.", "China REQUEST Nicolás Maduro"),
    ("Friedrich Merz kritisierte, dass die Nato nicht gefragt wurde.", "Friedrich Merz ACCUSE NATO"),
    # an attack in a country is not the country's
    ("Schweden verurteilte den Anschlag in Pakistan.", "Schweden ACCUSE Pakistan"),
]


@pytest.fixture(scope="module")
def read():  # type: ignore[no-untyped-def]
    """Reads one text: its statements as "source RELATION target"."""
    if not nlp.shipped_path("de").exists():
        pytest.skip("the German pipeline is not built")
    pipeline = nlp.load("de")
    extractor = Extractor("de", Knowledge.load(()))

    def statements(text: str) -> set[str]:
        article = Article("a", text, "de", published=date(2026, 2, 2))
        (doc,) = nlp.docs(pipeline, [article])
        found = extractor.extract(article, doc, pipeline.scheme)
        names = [found.entities[m.entity].name for m in found.mentions]
        return {f"{names[s.source]} {s.relation} {names[s.target]}" for s in found.statements}

    return statements


@pytest.mark.parametrize(("text", "statement"), FOUND)
def test_found(read, text: str, statement: str) -> None:  # type: ignore[no-untyped-def]
    assert statement in read(text)


@pytest.mark.parametrize(("text", "statement"), LEFT_OPEN)
def test_left_open(read, text: str, statement: str) -> None:  # type: ignore[no-untyped-def]
    assert statement not in read(text)
