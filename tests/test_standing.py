"""Standing relations: who holds which office, who belongs to what, what is part of what, told in many ways."""

from __future__ import annotations

import pytest
from bench import Bench

from kgraph.model import Lang

SPOE = "Sozialdemokratische Partei Österreichs"
FPOE = "Freiheitliche Partei Österreichs"
CDU = "Christlich Demokratische Union"
DEMOCRATS, REPUBLICANS = "Demokratische Partei", "Republikanische Partei"

GERMAN = [
    # offices told by the verb, in quoted bodies, in committees; names in the nominative
    (
        "Die Ökonomin Jana Tamm wird die neue Finanzministerin Estlands.",
        "Jana Tamm",
        "HOLDS_OFFICE",
        "Estland",
    ),
    ("Die Juristin Jana Tamm ist Präsidentin Estlands.", "Jana Tamm", "HOLDS_OFFICE", "Estland"),
    (
        "Tom Weber, der Chefredakteur der „Washington Post“, schwieg.",
        "Tom Weber",
        "HOLDS_OFFICE",
        "Washington Post",
    ),
    (
        "Jana Tamm, die für Fischerei zuständige estnische Ministerin, kam.",
        "Jana Tamm",
        "HOLDS_OFFICE",
        "Estland",
    ),
    (
        "Die Vorsitzende des Haushaltsausschusses des Europäischen Parlaments, Jana Tamm, kam.",
        "Jana Tamm",
        "HOLDS_OFFICE",
        "Europäisches Parlament",
    ),
    (
        "Der Präsident des Deutschen Imkerverbandes, Jonas Wiebke, kam.",
        "Jonas Wiebke",
        "HOLDS_OFFICE",
        "Deutscher Imkerverband",
    ),
    ("Die libysche Armee rückte vor.", "Libysche Streitkräfte", "PART_OF", "Libyen"),
    # what a participle before the noun tells
    ("Die vom Iran unterstützte Hisbollah schwieg.", "Iran", "SUPPORT", "Hisbollah"),
    # parties beside a name
    ("Die Demokratin Carla Winfield siegte in den USA.", "Carla Winfield", "MEMBER_OF", DEMOCRATS),
    ("In Österreich trat die Sozialdemokratin Lisa Moser an.", "Lisa Moser", "MEMBER_OF", SPOE),
    (
        "In den USA warb der republikanische Senator Bob Hartley um Stimmen.",
        "Bob Hartley",
        "MEMBER_OF",
        REPUBLICANS,
    ),
    ("Das sagte Jonas Wiebke (CDU) in Deutschland.", "Jonas Wiebke", "MEMBER_OF", CDU),
    ("Der CDU-Mann Jonas Wiebke widersprach.", "Jonas Wiebke", "MEMBER_OF", CDU),
    ("Das sagte Jonas Wiebke von der CDU am Abend.", "Jonas Wiebke", "MEMBER_OF", CDU),
    ("Viktor Orbán und seine Partei Fidesz warben um Stimmen.", "Viktor Orbán", "MEMBER_OF", "Fidesz"),
    ("Der SPÖ-Stadtrat Egon Kriegler dankte.", "Egon Kriegler", "MEMBER_OF", SPOE),
    # bodies in parentheses
    (
        "Auch Hanna Wedel (Katholischer Frauenbund) kam zur Feier.",
        "Hanna Wedel",
        "REPRESENTS",
        "Katholischer Frauenbund",
    ),
    # alliances of states
    ("Das Nato-Mitglied Türkei widersprach.", "Türkei", "MEMBER_OF", "NATO"),
    ("Mehrere EU-Staaten, darunter Ungarn, waren dagegen.", "Ungarn", "MEMBER_OF", "Europäische Union"),
    ("Polen und andere Nato-Partner schickten Geld.", "Polen", "MEMBER_OF", "NATO"),
    # offices through another person
    (
        "In Wien sprach Bildungsministerin Olga Sander. Sanders Vorgängerin Karin Feist klatschte.",
        "Karin Feist",
        "HOLDS_OFFICE",
        "Österreich",
    ),
    # offices in verbs
    ("Zum Präsidenten der Slowakei wurde Pavol Hlinka gewählt.", "Pavol Hlinka", "HOLDS_OFFICE", "Slowakei"),
    ("In Island trat Jon Arnason als Premier zurück.", "Jon Arnason", "HOLDS_OFFICE", "Island"),
    ("Egon Kriegler löste Jonas Wiebke als Obmann der FPÖ ab.", "Egon Kriegler", "HOLDS_OFFICE", FPOE),
    (
        "Petra Sand übernimmt in Österreich das Amt der Justizministerin.",
        "Petra Sand",
        "HOLDS_OFFICE",
        "Österreich",
    ),
    (
        "Egon Kriegler, der 2019 zum Obmann der FPÖ gewählt worden war, schwieg.",
        FPOE,
        "APPOINT",
        "Egon Kriegler",
    ),
    ("Die Regierung der Slowakei unter Pavol Hlinka zögerte.", "Pavol Hlinka", "HOLDS_OFFICE", "Slowakei"),
    ("Die Landtagsabgeordnete Ute Brand kam.", "Ute Brand", "HOLDS_OFFICE", "Landtag"),
    (
        "In Österreich kam die Grünen-Chefin Ute Brand an.",
        "Ute Brand",
        "HOLDS_OFFICE",
        "Die Grünen – Die Grüne Alternative",
    ),
    (
        "CSU-Chef und Innenminister Egon Kriegler sprach.",
        "Egon Kriegler",
        "HOLDS_OFFICE",
        "Christlich-Soziale Union",
    ),
    (
        "In Kroatien sprach der Präsident des Landes, Ivo Maric.",
        "Ivo Maric",
        "HOLDS_OFFICE",
        "Kroatien",
    ),
    ("Jana Dohl, Trumps Sondergesandte, traf Donald Trump.", "Jana Dohl", "REPRESENTS", "Donald Trump"),
    ("Berlins Bürgermeister Egon Kriegler kam.", "Egon Kriegler", "HOLDS_OFFICE", "Berlin"),
    ("Die Berliner Polizei ermittelte.", "Polizei (Berlin)", "PART_OF", "Berlin"),
    # what stands between a body and the name, plural titles, the deputy of somebody named like a thing
    (
        "Der Vorsitzende der Sammlungspartei (Parti de la Lande), Luc Moreau, sprach.",
        "Luc Moreau",
        "HOLDS_OFFICE",
        "Sammlungspartei",
    ),
    (
        "Mit den früheren Vorsitzenden der SPÖ Egon Kriegler und Jana Dohl ging es bergauf.",
        "Jana Dohl",
        "HOLDS_OFFICE",
        SPOE,
    ),
    (
        "Udo Stein ist Präsident des Bundesgerichtshofs. Auch Karl Falk, Steins Stellvertreter, kam.",
        "Karl Falk",
        "HOLDS_OFFICE",
        "Bundesgerichtshof",
    ),
    # bodies behind a noun
    (
        "Der Gouverneur der Provinz Tarsin, Orhan Tekin, sagte ab.",
        "Orhan Tekin",
        "HOLDS_OFFICE",
        "Tarsin",
    ),
    (
        "Die Präsidentin der Ärztekammer, Ute Brand, klagte.",
        "Ute Brand",
        "HOLDS_OFFICE",
        "Ärztekammer",
    ),
    ("Der Linzer Bürgermeister Egon Kriegler kam.", "Egon Kriegler", "HOLDS_OFFICE", "Linz"),
    # parts
    ("Das Prager Außenministerium schwieg.", "Tschechisches Außenministerium", "PART_OF", "Tschechien"),
    ("Die Gruppe Ansar Hak, ein Ableger der Hamas, drohte.", "Ansar Hak", "PART_OF", "Hamas"),
    (
        "Das UN-Flüchtlingshochkommissariat UNHCR half.",
        "UN-Flüchtlingshilfswerk",
        "PART_OF",
        "Vereinte Nationen",
    ),
]
ENGLISH = [
    ("Republican Senator Bob Hartley spoke in the United States.", "Bob Hartley", "MEMBER_OF", REPUBLICANS),
    (
        "Carla Winfield, a Democrat from Ohio, won in the United States.",
        "Carla Winfield",
        "MEMBER_OF",
        DEMOCRATS,
    ),
    ("Several EU states, including Hungary, were against it.", "Ungarn", "MEMBER_OF", "Europäische Union"),
    ("Rep. Bob Hartley (R-Ohio) spoke in the United States.", "Bob Hartley", "MEMBER_OF", REPUBLICANS),
    ("Viktor Orban and his party Fidesz lost the vote.", "Viktor Orbán", "MEMBER_OF", "Fidesz"),
    ("Jane Dole, Trump's special envoy, met Donald Trump.", "Jane Dole", "REPRESENTS", "Donald Trump"),
    ("The EU border agency Frontex agreed.", "Frontex", "PART_OF", "Europäische Union"),
    ("The Berlin police arrested three men.", "Polizei (Berlin)", "PART_OF", "Berlin"),
    ("The EU accession of Moldova is far off.", "Moldau", "MEMBER_OF", "Europäische Union"),
    ("Kate Brown succeeded Peter Miller as president of Finland.", "Kate Brown", "HOLDS_OFFICE", "Finnland"),
    ("NATO member Turkey objected.", "Türkei", "MEMBER_OF", "NATO"),
]


@pytest.mark.parametrize(("text", "source", "relation", "target"), GERMAN)
def test_german(bench: Bench, text: str, source: str, relation: str, target: str) -> None:
    assert (source, relation, target) in bench.triples(text)


@pytest.mark.parametrize(("text", "source", "relation", "target"), ENGLISH)
def test_english(bench: Bench, text: str, source: str, relation: str, target: str) -> None:
    assert (source, relation, target) in bench.triples(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Die demokratische Präsidentin Maia Sandu warb in Moldau um Stimmen.",
        "Der CDU-Kritiker Jonas Wiebke schimpfte.",
        "Die EU-Staaten verhandelten mit Serbien.",
        "Serbien will kein EU-Mitglied werden.",
        "In Berlin sprach die Ministerin Bärbel Bas mit Labour.",
    ],
)
def test_no_membership_is_made_up(bench: Bench, text: str) -> None:
    assert not [row for row in bench.triples(text) if row[1] == "MEMBER_OF"]


@pytest.mark.parametrize(
    "text",
    [
        "Der Bruder des Papstes, Georg Ratzinger, schwieg.",
        "Der norwegische Komiteechef Lars Holm lobte ihn.",
        "Dabei waren die Spielerinnen Karla Prinz und Fatma Bilgin.",
        "Der Papst reiste nach seinem Rücktritt in die Sommerresidenz Castel Gandolfo.",
        "In Deutschland sprach Ministerpräsident Egon Kriegler.",
        "Wie der Sprecher in der Pressekonferenz sagte, schwieg Egon Kriegler.",
    ],
)
def test_no_office_is_made_up(bench: Bench, text: str) -> None:
    assert not [row for row in bench.triples(text) if row[1] == "HOLDS_OFFICE"]


def test_the_presidency_of_the_eu_is_no_body(bench: Bench) -> None:
    found = bench.triples("Die Slowakei übernimmt im Juli die EU-Präsidentschaft.")
    assert not [row for row in found if row[1] == "PART_OF"]


def test_a_country_is_the_place_of_its_own_army(bench: Bench) -> None:
    found = bench.triples("Die syrische Armee bombardierte Ziele in Syrien.")
    assert not [row for row in found if row[1] == "ASSAULT"]
    found = bench.triples("Die syrische Armee bombardierte Ziele in Israel.")
    assert ("Syrische Armee", "ASSAULT", "Israel") in found


def test_what_stands_beside_an_event_does_not_do_it(bench: Bench) -> None:
    """An event in time or refused has no doer in the clause; a seat is won and not seized."""
    for text in (
        "Premierminister Tony Blair leitete eine Sitzung nach den Luftangriffen auf den Irak.",
        "Frankreich und Polen haben sich gegen eine Einigung gestellt.",
        "Die FDP könnte in Deutschland einen Sitz in der Regierung erobern.",
    ):
        assert not [row for row in bench.triples(text) if row[1] in ("ASSAULT", "AGREE", "COERCE")]


@pytest.mark.parametrize(
    ("text", "lang", "role"),
    [
        ("Außenminister Jan Kurz traf seine lettische Amtskollegin Ilze Kalna.", "de", "Außenministerin"),
        ("Foreign Minister Jan Kurz met his Latvian counterpart Ilze Kalna.", "en", "foreign minister"),
        # what a chancellor's colleague is called depends on the country
        ("Kanzler Jan Kurz empfing seine lettische Amtskollegin Ilze Kalna.", "de", "Amtskollegin"),
    ],
)
def test_the_office_of_a_counterpart(bench: Bench, text: str, lang: Lang, role: str) -> None:
    found = bench.extract(text, lang)
    assert role in {s.role for s in found.statements if s.relation == "HOLDS_OFFICE"}
