"""Actors that another sentence names: people who stand for their body, who gets help, whom a demand asks."""

from __future__ import annotations

import pytest
from bench import Bench, triples
from test_coref import referents

from kgraph.model import Lang


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Greenpeace legte eine Studie vor. Uwe lobte die Umweltschützer.", "Umweltschützer", ["Greenpeace"]),
        ("Die Europäische Zentralbank senkte die Zinsen. Die Händler lobten die Währungshüter.", "Währungshüter",
         ["Europäische Zentralbank"]),
        ("Die Hamas feuerte Raketen ab. Katar drohte den Kämpfern mit Folgen.", "Kämpfern", ["Hamas"]),
        ("Die FDP tagte in Ulm. Jana Brückner kritisierte die Liberalen.", "Liberalen",
         ["Freie Demokratische Partei"]),
        ("Die Staatsduma beriet über das Gesetz. Uwe Holtmann lobte die Abgeordneten.", "Abgeordneten",
         ["Staatsduma"]),
        # others came in by themselves
        ("Greenpeace legte eine Studie vor. Dutzende Umweltschützer zogen vor das Ministerium. Uwe Holtmann lobte die "
         "Umweltschützer.", "Umweltschützer", []),
        # who rules is of the country that is spoken of
        ("In Georgien hat Uwe Holtmann demonstriert. Die Behörden drohten ihm.", "Behörden", ["Georgien"]),
        # from where a company or person is
        ("Google änderte die Regeln. Jana Brückner kritisierte den US-Konzern.", "US-Konzern", ["Google"]),
        ("Die Airline Condor streicht Flüge. Jana Brückner kritisierte die Fluggesellschaft.", "Fluggesellschaft",
         ["Condor"]),
        ("Viktor Orbán sprach in Wien. Jana Brückner lobte den Rechtspopulisten.", "Rechtspopulisten",
         ["Viktor Orbán"]),
        ("Verteidigungsminister Uwe Holtmann sprach in Ulm. Jana Brückner lobte den Ressortchef.", "Ressortchef",
         ["Uwe Holtmann"]),
    ],
)  # fmt: skip
def test_nouns(text: str, word: str, names: list[str]) -> None:
    assert referents("de", text, word) == names


UNDERSTOOD: list[tuple[Lang, str, str]] = [
    ("de", "Ein Beben hat Nepal erschüttert. Indien schickte 40 Retter in die Region.", "Indien AID Nepal"),
    ("de", "Der Taifun hat in Vietnam viele Dörfer zerstört. Japan und Polen boten Hilfe an.", "Polen AID Vietnam"),
    ("de", "In Griechenland brennen die Wälder. Bulgarien entsandte Feuerwehrleute nach Athen.",
     "Bulgarien AID Griechenland"),
    ("de", "Die Flut hat in Slowenien Brücken zerstört. Kroatien stellte schweres Gerät zur Verfügung.",
     "Kroatien AID Slowenien"),
    ("de", "Die Flut hat in Slowenien Brücken zerstört. Polen half mit Hubschraubern.", "Polen AID Slowenien"),
    # amends, of whom one blames or was hurt by
    ("de", "Jana Brückner droht mit einer Klage gegen Siemens. Sie fordert eine Entschädigung.",
     "Jana Brückner REQUEST Siemens"),
    ("de", "Jana Brückner wirft Siemens Betrug vor. Sie verlangt zwei Millionen Euro Schadenersatz.",
     "Jana Brückner REQUEST Siemens"),
    ("de", "Ungarn hat Norwegens Botschafter ausgewiesen. Oslo verlangte eine Erklärung.", "Norwegen REQUEST Ungarn"),
    ("de", "Die Grünen warfen Uwe Holtmann Verrat vor. Er entschuldigte sich für seine Worte.",
     "Uwe Holtmann CONCEDE Bündnis 90/Die Grünen"),
    # what was done right before, whatever it was
    ("de", "Die Stadt Wien hat ein Heim geschlossen. Oxfam kritisierte das Vorgehen.", "Oxfam ACCUSE Stadt Wien"),
    ("de", "Google hat die Faktenprüfung beendet. Die Caritas nannte den Schritt unverantwortlich.",
     "Caritas ACCUSE Google"),
    # revenge
    ("de", "Die Huthi griffen erneut Schiffe an. Norwegen kündigte Vergeltung an.", "Norwegen THREATEN Huthi"),
    ("de", "Kanada hat Strafzölle gegen China verhängt. Peking kündigte Gegenmaßnahmen an.", "China THREATEN Kanada"),
    # jets and forces, against whoever comes near or has just attacked
    ("de", "Russische Drohnen näherten sich der Grenze. Rumänien schickte zwei Kampfjets in die Luft.",
     "Rumänien MOBILIZE Russland"),
    ("de", "Russland hat die Ukraine angegriffen. Polen ließ Kampfjets aufsteigen.", "Polen MOBILIZE Russland"),
    ("de", "Nordkorea hat eine Rakete abgefeuert. Japan versetzte seine Streitkräfte in Alarmbereitschaft.",
     "Japan MOBILIZE Nordkorea"),
    # an end of what was done to nobody with a name
    ("de", "Kenia verurteilte Israels Angriff auf ein Lager. Oslo forderte ein Ende der Gewalt.",
     "Norwegen REQUEST Israel"),
    ("en", "An earthquake has struck Nepal. India sent 40 rescuers to the region.", "Indien AID Nepal"),
    # the step is what was told right before
    ("en", "Norway has closed the port of Harrow. Sweden criticised the step.", "Schweden ACCUSE Norwegen"),
]  # fmt: skip

LEFT_OPEN: list[tuple[Lang, str, str]] = [
    # somebody else gets it, or nobody was struck
    ("de", "Ein Beben hat Nepal erschüttert. Indien schickte Helfer nach Kenia.", "Indien AID Nepal"),
    ("de", "In Nepal wird gewählt. Indien schickte 40 Helfer in die Region.", "Indien AID Nepal"),
    # who speaks or rules does nothing that others call so; a deed of somebody else
    (
        "de",
        "Google sagte am Montag ab. Die Caritas nannte das Verhalten der Händler unverantwortlich.",
        "Caritas ACCUSE Google",
    ),
    # each attacks the other; somebody's own resignation; two who blame
    (
        "de",
        "Russland griff die Ukraine an. Die Ukraine griff Russland an. Polen ließ Kampfjets aufsteigen.",
        "Polen MOBILIZE Ukraine",
    ),
    (
        "de",
        "Jana Brückner kritisierte Siemens. Sie forderte den Rücktritt des Trainers.",
        "Jana Brückner REQUEST Siemens",
    ),
    ("de", "Ein Beben hat Nepal und Bhutan erschüttert. Indien schickte Helfer.", "Indien AID Nepal"),
]


@pytest.mark.parametrize(("lang", "text", "statement"), UNDERSTOOD)
def test_understood(bench: Bench, lang: Lang, text: str, statement: str) -> None:
    assert statement in bench.told(text, lang)


@pytest.mark.parametrize(("lang", "text", "statement"), LEFT_OPEN)
def test_left_open(bench: Bench, lang: Lang, text: str, statement: str) -> None:
    assert statement not in {" ".join(triple) for triple in triples(bench.extract(text, lang))}
