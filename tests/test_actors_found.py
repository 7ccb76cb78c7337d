"""Which actors a sentence names, by their German names, and which words are nobody."""

from __future__ import annotations

import pytest
from bench import Bench

from kgraph.explaining import explain
from kgraph.model import Lang

# sentence | actors that it names
GERMAN = """
Ein Gericht in Izmir verurteilte Jens Albers.|Gericht (Izmir); Jens Albers
Ein Londoner Gericht verurteilte Jens Albers.|Gericht (Großbritannien)
Ein Münchner Gericht verurteilte Jens Albers.|Gericht (München)
Ein Gericht in Belarus verurteilte Jens Albers.|Gericht (Belarus)
Das Amtsgericht in Rostock verurteilte Jens Albers.|Amtsgericht (Rostock)
Ein Richter in Chicago verurteilte Jens Albers.|Gericht (Chicago)
Der Gemeinderat der Stadt Villach lobte Jens Albers.|Gemeinderat (Villach)
Jens Albers und die CDU kritisierten die Bundesregierung.|Deutschland
Die Wahlkommission in Georgien lobte Jens Albers.|Georgische Wahlkommission
Die Notenbank in Ankara lobte Jens Albers.|Türkische Zentralbank
Die Kartellbehörde lobte Jens Albers.|Kartellbehörde
Die Anklage forderte drei Jahre Haft für Jens Albers.|Staatsanwaltschaft
Somsak Thongchai reiste ab. Am Montag lobte Somsak die Polizei.|Somsak Thongchai
Die Bürgermeisterin von San Pedro Rita Felder traf Jens Albers.|Rita Felder
Die CDU schickt Jens Albers, die SPD Rita Felder und die FDP Uwe Holtmann.|Rita Felder; Uwe Holtmann
Putins Sprecher lobte Jens Albers.|Wladimir Putin
Der Angeklagte Müller bestritt die Vorwürfe der Staatsanwaltschaft Köln.|Müller
Weber warf der Staatsanwaltschaft Köln Willkür vor.|Weber
Macron kritisierte die Europäische Kommission.|Emmanuel Macron
Die Sprecherin der Volksfront für Gerechtigkeit lobte Jens Albers.|Volksfront für Gerechtigkeit
Der Verband für Energie und Wasser lobte Jens Albers.|Verband für Energie und Wasser
Der „Arbeitskreis Gewässerschutz“ lobte Jens Albers.|Arbeitskreis Gewässerschutz
Die Sozialdemokraten in Dänemark lobten Jens Albers.|Socialdemokraterne
Die Regierungspartei in Georgien lobte Jens Albers.|Regierungspartei (Georgien)
Die CSU-Landesgruppe lobte Jens Albers.|Christlich-Soziale Union
Die schwarz-rote Koalition lobte Frankreich.|Deutschland
Die Ampel lobte Frankreich.|Deutschland
Die USA schwiegen. Republikanische Senatoren lobten Jens Albers.|Republikanische Partei
Talibankämpfer griffen Jens Albers an.|Taliban
Die baltischen Staaten warfen Jens Albers Betrug vor.|Baltische Staaten
Das Umweltbundesamt lobte Jens Albers.|Umweltbundesamt
Die jüdische Gemeinde in Rostock lobte Jens Albers.|Jüdische Gemeinde (Rostock)
Die Arbeitgeber lobten Jens Albers.|Arbeitgeber
Der Präsident des Deutschen Segler Bundes lobte Jens Albers.|Deutscher Segler Bund
Der Präsident des Deutschen Segler-Verbandes lobte Jens Albers.|Deutscher Segler-Verband
Die Hansestadt Wismar lobte Jens Albers.|Hansestadt Wismar
Uwe Holtmann kam. Danach spielte Präsident Holtmann Tennis mit Jens Albers.|Uwe Holtmann
Meta lobte Jens Albers.|Meta (Konzern)
Heute will die indische Raumfahrtagentur ISRO Bodentests mit Jens Albers machen.|Indische Weltraumforschungsorganisation
Mit den Arbeitgebern sprach Jens Albers.|Arbeitgeber
Die Arbeitgeberseite lobte Jens Albers.|Arbeitgeber
Die Hilfsflotte lobte Jens Albers.|Hilfsflotte
Umweltverbände lobten Jens Albers.|Umweltverbände
Die Protestbewegung lobte Jens Albers.|Protestbewegung
Die Opposition warf Jens Albers Betrug vor.|Opposition
Die katholische Kirche lobte Jens Albers.|Katholische Kirche
Das tibetische Exilparlament lobte Jens Albers.|Tibetisches Exilparlament
"""

ENGLISH = """
A court in Pakistan sentenced Jens Albers to six years in prison.|Gericht (Pakistan)
A court in Izmir sentenced Jens Albers.|Gericht (Izmir)
A judge in Chicago fined Jens Albers.|Gericht (Chicago)
Police in Leeds arrested Jens Albers.|Polizei (Leeds)
The prosecutor's office in Milan charged Jens Albers.|Staatsanwaltschaft (Milan)
The antitrust authority fined Jens Albers.|Kartellamt
The intelligence service accused Jens Albers of treason.|Geheimdienst
The ruling party in Georgia praised Jens Albers.|Regierungspartei (Georgien)
The Conservatives in Britain praised Jens Albers.|Konservative Partei (Großbritannien)
The rebels in Yemen attacked Jens Albers.|Rebellen (Jemen)
The train drivers' union praised Jens Albers.|train drivers' union
Raytheon sued Jens Albers.|Raytheon
The Labour government criticised Russia.|Großbritannien
The Jewish community in Leeds thanked Jens Albers.|Jüdische Gemeinde (Leeds)
The employers praised Jens Albers.|Arbeitgeber
"""

# sentence | names that it does not give
NOBODY_GERMAN = """
Jens Albers traf sich in Paris und Warschau mit Anna Berg.|Frankreich; Polen
Jens Albers erschien vor einem Gericht in Izmir.|Gericht (Izmir)
Richter und Anwälte lobten Jens Albers.|Gericht
Im Westen lobte Jens Albers die CDU.|Westen
Der Westen der Ukraine wurde von Jens Albers besucht.|Westen
Der Kandidat der Demokratischen Partei für das Amt des Präsidenten lobte Jens Albers.|Demokratische Partei für das Amt
Die Berliner SPD lobte Jens Albers.|Deutschland
Jens Albers kam zur Premiere in die Schweiz.|Premiere
Ein Bündnis für Arbeit lobte Jens Albers.|Bündnis für Arbeit
Die Regierung will ein Gericht für Jens Albers.|Gericht
Uwe Holtmann kam. Danach spielte Präsident Holtmann Tennis mit Jens Albers.|Holtmann Tennis
Viele Gewerkschaften lobten Jens Albers.|Gewerkschaften
Der Arbeitgeber von Uwe Holtmann lobte Jens Albers.|Arbeitgeber
Die Kampfverbände schossen auf Jens Albers.|Kampfverbände
Jens Albers gab Geld für den Zivilschutz.|Zivilschutz
Die Städte Wismar und Rostock lobten Jens Albers.|Städte Wismar
"""

NOBODY_ENGLISH = """
Harold Ford met Jens Albers. Ford praised Anna Berg.|Ford (Unternehmen)
The state parliament election takes place in Bavaria. Friedrich Merz praised Jens Albers.|Deutscher Bundestag
German police unions criticised Jens Albers.|Deutsche Polizei; Polizei
Jens Albers appeared before a court in Izmir.|Gericht (Izmir)
Jens Albers praised many employers.|Arbeitgeber
"""


def rows(table: str) -> list[tuple[str, str]]:
    """The sentences of a table, each with one of its names."""
    split = [line.split("|") for line in table.strip().splitlines()]
    return [(text, name) for text, names in split for name in names.split("; ")]


def actors(text: str, lang: Lang) -> set[str]:
    """The actors of a text."""
    return {m.actor for m in explain(text, lang=lang).mentions if m.kind != "place"}


@pytest.mark.parametrize(("text", "name"), rows(GERMAN))
def test_is_found_in_german(text: str, name: str) -> None:
    assert name in actors(text, "de")


@pytest.mark.parametrize(("text", "name"), rows(ENGLISH))
def test_is_found_in_english(text: str, name: str) -> None:
    assert name in actors(text, "en")


@pytest.mark.parametrize(("text", "name"), rows(NOBODY_GERMAN))
def test_is_nobody_in_german(text: str, name: str) -> None:
    assert name not in actors(text, "de")


@pytest.mark.parametrize(("text", "name"), rows(NOBODY_ENGLISH))
def test_is_nobody_in_english(text: str, name: str) -> None:
    assert name not in actors(text, "en")


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Unionspolitiker kritisierten Robert Habeck.", "Union (CDU/CSU) ACCUSE Robert Habeck"),
        ("Oppositionspolitiker kritisierten den deutschen Minister Robert Habeck.",
         "Deutsche Opposition ACCUSE Robert Habeck"),
        ("Polizisten nahmen am Abend Viktor Orbán fest. Ungarn ist groß. Ungarns Wirtschaft wächst.",
         "Ungarische Polizei COERCE Viktor Orbán"),
        ("Europäische Länder verurteilten den Angriff Russlands.", "Europäische Staaten ACCUSE Russland"),
        ("Europäische Länder wie Norwegen verurteilten den Angriff Russlands.", "Norwegen ACCUSE Russland"),
        ("Uwe Holtmann kam. Holtmann lobte Angela Merkel. Auch Jens Holtmann war da.",
         "Uwe Holtmann SUPPORT Angela Merkel"),
    ],
)  # fmt: skip
def test_whose_politicians_and_officers_act(bench: Bench, text: str, statement: str) -> None:
    assert statement in bench.told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vier Unionspolitiker kritisierten Robert Habeck.",
        "Zwei Polizisten kritisierten Robert Habeck. Deutschland ist groß.",
    ],
)
def test_some_of_them_do_not_act_for_all(bench: Bench, text: str) -> None:
    assert not [told for told in bench.told(text) if " ACCUSE " in told]


def test_a_mans_title_makes_no_minister_of_a_woman_of_that_name(bench: Bench) -> None:
    text = "Stephanie zu Wernberg begleitete die Reise. Außenminister Wernberg traf Donald Tusk. Wernberg lobte Polen."
    told = bench.triples(text)
    assert ("Wernberg", "CONSULT", "Donald Tusk") in told
    assert ("Wernberg", "SUPPORT", "Polen") in told
    text = text.replace("Außenminister", "Außenministerin")
    assert ("Stephanie zu Wernberg", "CONSULT", "Donald Tusk") in bench.triples(text)
