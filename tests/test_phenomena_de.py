"""German phrases and constructions of one kind at a time, told in several ways."""

from __future__ import annotations

import pytest
from bench import Bench

VERDI = "Verdi"
CDU = "Christlich Demokratische Union"
SAID = [
    # bodies with quoted names, acronyms and what explains them before the name of who heads them
    (
        "Der ehemalige Chef der Gewerkschaft „Nahrung und Handwerk“ (NUH), Heinz Kolb, ist tot.",
        "Heinz Kolb HOLDS_OFFICE Nahrung und Handwerk",
    ),
    (
        "Die Gewerkschaft „Metall, Holz und Papier“ (MHP) tagte. Der Chef der MHP, Jonas Wiebke, sprach.",
        "Jonas Wiebke HOLDS_OFFICE Metall, Holz und Papier",
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
    # what somebody reacts to or takes revenge for has befallen them; from whom praise and blame come
    (
        "Der Schritt gilt als Russlands Reaktion auf die Sanktionen der EU.",
        "Europäische Union SANCTION Russland",
    ),
    ("Als Antwort auf die Strafzölle der USA erhob China Zölle auf Soja.", "USA SANCTION China"),
    ("Der Schlag war eine Vergeltung des Iran für israelische Luftangriffe.", "Israel ASSAULT Iran"),
    (
        "Jonas Wiebke reagierte am Abend auf die Vorwürfe der AfD.",
        "Alternative für Deutschland ACCUSE Jonas Wiebke",
    ),
    ("Von Jana Tamm hat Jonas Wiebke Unterstützung erhalten.", "Jana Tamm SUPPORT Jonas Wiebke"),
    # exports, extradition, deportation
    ("Schweden hat dem Werk die Ausfuhr von Kanonen nach China untersagt.", "Schweden SANCTION China"),
    ("Indien beschränkt die Ausfuhr von Reis nach Bangladesch.", "Indien SANCTION Bangladesch"),
    ("Norwegen führte gegen China neue Beschränkungen ein.", "Norwegen SANCTION China"),
    ("Jonas Wiebke wurde aus den USA nach Finnland ausgeliefert.", "USA COOPERATE Finnland"),
    ("Jonas Wiebke wurde aus Norwegen nach Ghana abgeschoben.", "Norwegen COERCE Jonas Wiebke"),
    # a deed is laid at the door of the accused; whose things the accused attacked
    ("Estland machte Russland für den Angriff auf Georgien verantwortlich.", "Russland ASSAULT Georgien"),
    ("Armenien beschuldigte Aserbaidschan des Angriffs auf Georgien.", "Aserbaidschan ASSAULT Georgien"),
    ("Polen warf Belarus vor, seine Soldaten angegriffen zu haben.", "Belarus ASSAULT Polen"),
    ("Estland und Finnland beschuldigen Russland, ihre Satelliten zu bedrohen.", "Russland THREATEN Estland"),
    ("Am Freitag beschuldigte Polen Belarus, polnische Schiffe anzugreifen.", "Belarus ASSAULT Polen"),
    # doing something together
    ("Seit Tagen kämpft Armenien zusammen mit Georgien gegen den Iran.", "Georgien ASSAULT Iran"),
    ("Seit Tagen kämpft Armenien zusammen mit Georgien gegen den Iran.", "Armenien COOPERATE Georgien"),
    ("Armenien und Georgien führen gemeinsame Angriffe auf den Iran durch.", "Armenien COOPERATE Georgien"),
    # offices told through another person's
    (
        "Jonas Wiebke trat 1982 als Chef der IG Metall zurück. Ihm folgte Jana Tamm im Amt.",
        "Jana Tamm HOLDS_OFFICE IG Metall",
    ),
    (
        "Der Präsident der Slowakei, Jonas Wiebke, verlor. Nachfolgerin wird Jana Tamm.",
        "Jana Tamm HOLDS_OFFICE Slowakei",
    ),
    ("Jana Tamm löst Jonas Wiebke als Präsidentin Estlands ab.", "Jonas Wiebke HOLDS_OFFICE Estland"),
    (
        "Jonas Wiebke ist Präsident Estlands. Jana Tamm tritt die Nachfolge von Jonas Wiebke an.",
        "Jana Tamm HOLDS_OFFICE Estland",
    ),
    # who stands for a country
    ("Jana Tamm sprach mit Kollegen aus Polen und Spanien.", "Jana Tamm CONSULT Spanien"),
    ("Dänische und norwegische Minister trafen sich mit Jana Tamm.", "Dänemark CONSULT Jana Tamm"),
    ("Katar spielt eine große Rolle als Vermittler zwischen Peru und Chile.", "Katar CONSULT Chile"),
    ("Der Iran erlaubte zehn norwegischen Schiffen die Durchfahrt.", "Iran CONCEDE Norwegen"),
    ("Die CDU-FDP-Koalition senkt die Steuern.", f"{CDU} COOPERATE Freie Demokratische Partei"),
    # what a resolution says, its makers say; assemblies elect who presides; wanted persons
    (
        "Das Europäische Parlament fasste eine Resolution, welche die polnische Regierung auffordert, nachzugeben.",
        "Europäisches Parlament REQUEST Polen",
    ),
    (
        "Jana Tamm ist zur Präsidentin der UN-Generalversammlung gewählt worden.",
        "UN-Generalversammlung APPOINT Jana Tamm",
    ),
    ("Jana Tamm wird von Serbien wegen Hochverrats gesucht.", "Serbien ACCUSE Jana Tamm"),
    # a body by the first word of its name
    (
        "Das Bundesamt für Verfassungsschutz tagte. Das Bundesamt kritisierte die AfD.",
        "Bundesamt für Verfassungsschutz ACCUSE Alternative für Deutschland",
    ),
    # where it is set is told by adjectives as well
    (
        "Der italienischen Polizei gelang ein Erfolg. Die Spur führte nach Deutschland. Die italienische Presse und "
        "der italienische Innenminister lobten das. Auch Präsident Jonas Wiebke gratulierte.",
        "Jonas Wiebke HOLDS_OFFICE Italien",
    ),
    # what one does something as is no part of the time before it
    ("Jana Tamm trat 1982 als Chefin der IG Metall zurück.", "Jana Tamm HOLDS_OFFICE IG Metall"),
    (
        "Bundeskanzler Friedrich Merz besuchte Polen. Er sagte dem Nachbarland Hilfe zu.",
        "Friedrich Merz AID Polen",
    ),
    ("Vor dem Treffen Putins mit Selenskyj stiegen die Kurse.", "Wladimir Putin CONSULT Wolodymyr Selenskyj"),
]
NOT_SAID = [
    (
        "In Deutschland soll der CDU-Landeschef Ole Reden Vizepremier werden.",
        "Ole Reden HOLDS_OFFICE Deutschland",
    ),
    ("Zusammen fördern Rosneft und Lukoil drei Millionen Barrel Öl.", "Rosneft COOPERATE Lukoil"),
    ("Die britische Labour-Regierung senkt die Steuern.", "Großbritannien COOPERATE Labour-Partei"),
    ("Peru und Chile haben eine gemeinsame Grenze.", "Peru COOPERATE Chile"),
    (
        "Jonas Wiebke ist Präsident Estlands. Jana Tamm folgte ihm in den Saal.",
        "Jana Tamm HOLDS_OFFICE Estland",
    ),
    ("Estland machte Russland für den Angriff auf Georgien verantwortlich.", "Estland ASSAULT Georgien"),
    ("Estland warf Russland vor, seine Nachbarn zu bedrohen.", "Russland THREATEN Estland"),
    ("Jonas Wiebke wurde nicht nach Finnland ausgeliefert.", "Finnland COOPERATE Jonas Wiebke"),
    ("Die Beziehungen zwischen Norwegen und China sind sehr angespannt.", "Norwegen COOPERATE China"),
    ("Die Beziehungen zwischen Norwegen und China haben sich verschlechtert.", "Norwegen COOPERATE China"),
    (
        "Der Chef der Grünen, der frühere Minister Ole Habicht, traf Friedrich Merz.",
        "Friedrich Merz HOLDS_OFFICE Christlich Demokratische Union",
    ),
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


def test_a_negation_before_a_phrase_denies_the_verb(bench: Bench) -> None:
    found = bench.extract("Italien liefert Jonas Wiebke nicht nach Serbien aus.")
    assert {(s.relation, s.status) for s in found.statements} == {
        ("COOPERATE", "negated"),
        ("COERCE", "negated"),
    }


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Italien liefert den Betrüger nicht an Serbien, sondern an Polen aus.", ["negated", "actual"]),
        ("Nicht Estland, sondern Norwegen hat Serbien angegriffen.", ["negated", "actual"]),
        ("Estland griff nicht nur Serbien an, sondern auch Polen.", ["actual", "actual"]),
    ],
)
def test_what_is_set_against_something_else_is_denied(bench: Bench, text: str, statuses: list[str]) -> None:
    assert [s.status for s in bench.extract(text).statements] == statuses
