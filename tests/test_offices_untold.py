"""Offices whose body the phrase leaves out: the town, firm or association that the text around it tells."""

from __future__ import annotations

import pytest
from bench import Bench

HELD = [
    # towns told before, by name or in an adjective
    ("In Frankfurt (Oder) wird gewählt. Bürgermeister Jan Holl tritt ab.", "Jan Holl", "Frankfurt (Oder)"),
    (
        "Nach dem Brand in Hagenau ermittelt die Polizei. Bürgermeister Jan Holl dankte allen.",
        "Jan Holl",
        "Hagenau",
    ),
    ("Im Bremer Wahlkampf geht es um Häfen. Bildungssenator Jan Holl warnte.", "Jan Holl", "Bremen"),
    (
        "Der Berliner Senat hat entschieden. Bürgermeisterin Eva Kern stellte das Paket vor.",
        "Eva Kern",
        "Berlin",
    ),
    ("Der Bremer Innensenator Jan Holl verbot die Feier.", "Jan Holl", "Bremen"),
    ("Oberbürgermeisterin Eva Kern aus Altdorf dankte Estland.", "Eva Kern", "Altdorf"),
    # bodies told before
    (
        "Die Reederei Nordlicht Line fährt wieder. Geschäftsführer Jan Holl dankte.",
        "Jan Holl",
        "Nordlicht Line",
    ),
    ("Die BBC steht in der Kritik. Nachrichtenchefin Eva Kern verließ ihren Posten.", "Eva Kern", "BBC"),
    (
        "Das Kinderhilfswerk UNICEF warnte. Der Direktor des Hilfswerks, Jan Holl, reiste ab.",
        "Jan Holl",
        "UN-Kinderhilfswerk",
    ),
    # names that begin with a place
    ("Eva Kern, Vorsitzende der Tibet Initiative Nord, sprach.", "Eva Kern", "Tibet Initiative Nord"),
    # titles
    (
        "Die Generalanwältin des Europäischen Gerichtshofs, Eva Kern, sprach.",
        "Eva Kern",
        "Europäischer Gerichtshof",
    ),
    ("VW-Manager Jan Holl sprach.", "Jan Holl", "Volkswagen"),
]


@pytest.mark.parametrize(("text", "person", "body"), HELD)
def test_the_text_around_a_title_tells_where(bench: Bench, text: str, person: str, body: str) -> None:
    assert f"{person} HOLDS_OFFICE {body}" in bench.told(text)


@pytest.mark.parametrize(
    "text",
    [
        # two towns, and neither told more often
        "Aus Hagenau und in Altdorf kam Hilfe. Sie fuhren nach Kehl und in Kork weiter. Bürgermeister Jan Holl dankte.",
        "Greenpeace klagte gegen Siemens. Der Vorsitzende Jan Holl dankte.",
        "Greenpeace klagte. Der Vorsitzende Richter Jan Holl vertagte.",
        "Der Focus berichtet über den Fall. Personalchef Jan Holl schwieg.",
        "Der schwedische Trainer Jan Holl schwieg.",
        "Ein Manager namens Jan Holl schwieg.",
    ],
)
def test_what_remains_open_is_not_guessed(bench: Bench, text: str) -> None:
    assert not [row for row in bench.triples(text) if row[1] == "HOLDS_OFFICE"]


def test_a_name_in_the_genitive_is_whose_spokesman_it_is(bench: Bench) -> None:
    found = bench.triples("Eva Kern reiste ab. Ein Sprecher Kerns dankte Greenpeace.")
    assert not [row for row in found if row[0] == "Eva Kern" and row[1] == "REPRESENTS"]


PLACED = [
    # the name stands behind whatever else tells of the body
    ("Der Chef des russischen Inlandsgeheimdienstes FSB, Alexander Bort, schwieg.", "Alexander Bort", "FSB"),
    ("Der Vorsitzende Richter am Landgericht Bonn, Jan Holl, schwieg.", "Jan Holl", "Landgericht Bonn"),
    (
        "Jan Holl, Abteilungsleiter beim Bundeskriminalamt, schwieg.",
        "Jan Holl",
        "Bundeskriminalamt (Deutschland)",
    ),
    ("Betriebsratsvorsitzender bei Siemens ist Jan Holl.", "Jan Holl", "Siemens"),
    # bodies that are called by their town
    ("Die Chefin der Frankfurter Buchmesse, Eva Kern, ist zufrieden.", "Eva Kern", "Frankfurter Buchmesse"),
    ("Der Chef des Flughafens Hagenau, Jan Holl, schwieg.", "Jan Holl", "Flughafen Hagenau"),
    ("Der Bürgermeister der Gemeinde Oberwies, Jan Holl, schwieg.", "Jan Holl", "Oberwies"),
    # several holders
    ("Die Innenminister Jan Holl aus Norwegen und Lars Berg aus Schweden sprachen.", "Lars Berg", "Schweden"),
    ("Die Ministerpräsidenten Jan Holl (Bayern) und Eva Kern (Hessen) sprachen.", "Jan Holl", "Bayern"),
    # the Church
    ("Papst Leo XIV. rief zum Frieden auf.", "Leo XIV.", "Katholische Kirche"),
    ("Der italienische Kardinal Aldo Ricci sprach.", "Aldo Ricci", "Katholische Kirche"),
]


@pytest.mark.parametrize(("text", "person", "body"), PLACED)
def test_the_phrase_tells_where(bench: Bench, text: str, person: str, body: str) -> None:
    assert f"{person} HOLDS_OFFICE {body}" in bench.told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Er wurde zum Nachfolger des Argentiniers Jan Holl gewählt.",
        "Der Weltmarktführer Holl erhöht die Preise.",
        "Die Kanzlerin sprach. Der Leiter der Kölner Ermittlungen, Jan Holl, schwieg.",
    ],
)
def test_no_office_is_where_none_is_told(bench: Bench, text: str) -> None:
    assert not [row for row in bench.triples(text) if row[1] == "HOLDS_OFFICE"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Das estnische Parlament bestätigte Eva Kern als Regierungschefin.",
            "Eva Kern HOLDS_OFFICE Estland",
        ),
        ("Auf dem Parteitag der Neos wurde Eva Kern zur Vorsitzenden gewählt.", "Eva Kern HOLDS_OFFICE NEOS"),
        ("Siemens beauftragte den Anwalt Jan Holl mit seiner Verteidigung.", "Jan Holl REPRESENTS Siemens"),
        ("Siemens beauftragte den Anwalt Jan Holl mit seiner Verteidigung.", "Siemens APPOINT Jan Holl"),
        (
            "Das estnische Parlament stimmte für die Absetzung von Jan Holl.",
            "Riigikogu DISMISS Jan Holl",
        ),
        (
            "Jan Holl war Chef der Weltbank. Lars Berg ersetzte ihn durch Eva Kern.",
            "Eva Kern HOLDS_OFFICE Weltbank",
        ),
        ("Jan Holl ist Berater für die Weltbank.", "Jan Holl ADVISES Weltbank"),
    ],
)
def test_who_fills_and_ends_an_office(bench: Bench, text: str, told: str) -> None:
    assert told in bench.told(text)


def test_who_replaces_one_by_another_gets_no_office(bench: Bench) -> None:
    found = bench.told("Jan Holl war Chef der Weltbank. Lars Berg ersetzte ihn durch Eva Kern.")
    assert "Lars Berg HOLDS_OFFICE Weltbank" not in found


SUMMIT = (
    "Acht Staatschefs berieten in Wien. Es kamen Jan Holl (Chile), Eva Kern (Peru) und Lars Berg aus Guyana."
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SUMMIT, "Eva Kern HOLDS_OFFICE Peru"),
        (SUMMIT, "Lars Berg HOLDS_OFFICE Guyana"),
        ("Der estnische Notenbankchef Jan Holl warnte.", "Jan Holl HOLDS_OFFICE Estnische Zentralbank"),
        (
            "Jan Holl, der bei Siemens für den Einkauf zuständig ist, schwieg.",
            "Jan Holl HOLDS_OFFICE Siemens",
        ),
        (
            "Estland ist in Not. Estlands Regierung dankte. Premierminister Jan Holl bat um Hilfe. "
            "Auch finnische Schiffe kamen. Premierministerin Eva Kern sagte Hilfe zu.",
            "Eva Kern HOLDS_OFFICE Finnland",
        ),
    ],
)
def test_the_country_is_told_elsewhere(bench: Bench, text: str, told: str) -> None:
    assert told in bench.told(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Kölns Bürgermeister Jan Holl lud ein. Der Bürgermeister von Altdorf kam.",
            "Jan Holl HOLDS_OFFICE Altdorf",
        ),
        (
            "Es kamen Jan Holl (Chile), Eva Kern (Peru) und Lars Berg aus Guyana.",
            "Jan Holl HOLDS_OFFICE Chile",
        ),
    ],
)
def test_the_country_or_town_is_not_another(bench: Bench, text: str, told: str) -> None:
    assert told not in bench.told(text)
