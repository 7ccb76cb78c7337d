"""German bodies, associations and forces that no list names: what they are called and what they do."""

from __future__ import annotations

import pytest

from kgraph.explaining import explain

Triple = tuple[str, str, str]


def told(text: str) -> set[Triple]:
    """The statements of a text by the names of the actors."""
    found = explain(text, lang="de")
    return {(_actor(s.source), s.relation, _actor(s.target)) for s in found.statements}


def _actor(shown: str) -> str:
    """The actor's name without the words of the article that follow in parentheses."""
    return shown.split(" (")[0] if " (" in shown else shown


def actors(text: str) -> dict[str, str]:
    """The actors of a text with their types."""
    return {m.actor: m.type for m in explain(text, lang="de").mentions}


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        (
            "Gestern hat der Deutsche Imkerverband die CDU kritisiert.",
            "Deutscher Imkerverband",
            "organisation",
        ),
        (
            "Der Sprecher des Bayerischen Jagdverbandes kritisierte die CDU.",
            "Bayerischer Jagdverband",
            "organisation",
        ),
        ("Jens Albers klagte vor dem Hessischen Landtag.", "Hessischer Landtag", "government"),
        ("Die Ausländerbehörde Rostock wies Jens Albers aus.", "Ausländerbehörde Rostock", "government"),
        ("Die Polizei Bremen nahm Jens Albers fest.", "Polizei (Bremen)", "government"),
        ("Das katalanische Parlament wies Jens Albers ab.", "Katalanisches Parlament", "government"),
        ("Die Firma klagte gegen den Zulieferer Varenta.", "Varenta", "company"),
        ("Die SPD Sachsen kritisierte Jens Albers.", "SPD Sachsen", "party"),
        ("Die tamilischen Rebellen griffen Sri Lanka an.", "Tamilische Rebellen", "armed_group"),
    ],
)
def test_what_it_is_called(text: str, name: str, type_: str) -> None:
    assert actors(text).get(name) == type_


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("Die Labour-Regierung einigte sich mit der EU.", ("Großbritannien", "AGREE", "Europäische Union")),
        (
            "Die CSU-Landtagsfraktion kritisierte Jens Albers.",
            ("Christlich-Soziale Union", "ACCUSE", "Jens Albers"),
        ),
        ("Die CSU-Führung kritisierte Jens Albers.", ("Christlich-Soziale Union", "ACCUSE", "Jens Albers")),
        (
            "Der Deutsche Imkerverband tagte. Sein Präsident Jens Albers sprach.",
            ("Jens Albers", "HOLDS_OFFICE", "Deutscher Imkerverband"),
        ),
        (
            "Der Vorsitzende der Parlamentarischen Versammlung des Europarats, Jens Albers, reiste ab.",
            ("Jens Albers", "HOLDS_OFFICE", "Parlamentarische Versammlung des Europarats"),
        ),
        ("Die Jusos warfen Parteichef Klingbeil Wortbruch vor.", ("Jusos", "ACCUSE", "Lars Klingbeil")),
        (
            "Die kurdische Führung kritisierte die CDU.",
            ("Kurden", "ACCUSE", "Christlich Demokratische Union"),
        ),
    ],
)
def test_what_it_does(text: str, triple: Triple) -> None:
    assert triple in told(text)


def test_an_ordinary_adjective_makes_no_name() -> None:
    assert "Örtlicher Imkerverband" not in actors("Gestern tagte der örtliche Imkerverband in Rostock.")


def test_countries_of_a_region_are_not_the_country_named_last() -> None:
    found = told(
        "Die USA entsandten Gesandte. Die asiatischen Länder bereiten Sanktionen gegen Russland vor."
    )
    assert ("USA", "SANCTION", "Russland") not in found
