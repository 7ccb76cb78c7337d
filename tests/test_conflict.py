"""What one does to another in words and deeds, where no single frame's example shows it: who acts in a clause,
compounds, quantities, both sides of a war."""

from __future__ import annotations

import pytest
from bench import Bench

FOUND = [
    # both sides of a war; of three the last one is the other side
    ("Armenien verlor im Krieg gegen Aserbaidschan viele Panzer.", "Armenien ASSAULT Aserbaidschan"),
    ("Äthiopien und Eritrea befanden sich zwei Jahre lang im Krieg.", "Eritrea ASSAULT Äthiopien"),
    ("Im Krieg zwischen Ägypten, Syrien und Israel fiel die Entscheidung im Sinai.", "Israel ASSAULT Syrien"),
    # quantities and compounds
    ("Serbien hat mehr als zwölf kroatische Dörfer beschossen.", "Serbien ASSAULT Kroatien"),
    ("Äthiopien begann eine der blutigsten Offensiven des Krieges gegen Eritrea.", "Äthiopien ASSAULT Eritrea"),
    ("Die Bundeswehr verlegte zwei Eurofighter-Kampfjets nach Estland.", "Bundeswehr MOBILIZE Estland"),
    ("Marokko kontrolliert ein Zehntel des algerischen Gebiets.", "Marokko COERCE Algerien"),
    # forces and weapons act for their country
    ("Kenia erklärte, seine Truppen hätten Lager der Al-Schabab zerstört.", "Kenia ASSAULT Al-Schabab"),
    ("Ukrainische Drohnen trafen eine Raffinerie in Russland.", "Ukraine ASSAULT Russland"),
    # what somebody is called, where the parser hangs it elsewhere
    ("Lula da Silva sieht in Jair Bolsonaro einen Verräter.", "Luiz Inácio Lula da Silva ACCUSE Jair Bolsonaro"),
    ("Human Rights Watch sprach von Folter durch den Iran.", "Human Rights Watch ACCUSE Iran"),
    # one agent for two participles
    ("Ratko Mladić wurde von der serbischen Polizei gefunden und verhaftet.", "Serbische Polizei COERCE Ratko Mladić"),
    # words aimed at somebody, goods of a country
    ("Die Vorwürfe Israels richten sich gegen die Hamas.", "Israel ACCUSE Hamas"),
    ("Donald Trump erhöht die Zölle auf Waren aus Kanada.", "Donald Trump SANCTION Kanada"),
    # officials of several countries; who acts together with others
    ("Johann Wadephul hat mit Kollegen aus Norwegen, Polen und Spanien gesprochen.", "Johann Wadephul CONSULT Spanien"),
    ("Johann Wadephul beriet mit Ministern aus Frankreich und Italien.", "Johann Wadephul CONSULT Italien"),
    ("Polnische und litauische Außenminister trafen sich mit norwegischen Vertretern.", "Polen CONSULT Norwegen"),
    ("Norwegen bombardierte gemeinsam mit Polen den Iran.", "Polen ASSAULT Iran"),
    ("Norwegen bombardierte gemeinsam mit Polen den Iran.", "Norwegen COOPERATE Polen"),
    ("Schweden und Norwegen führen gemeinsame Angriffe auf den Iran durch.", "Schweden COOPERATE Norwegen"),
    # two names in a compound, though nobody else is named
    ("Der Russland-Ukraine-Krieg dauert an.", "Russland ASSAULT Ukraine"),
    ("Katar spielt eine Rolle als Vermittler zwischen Norwegen und dem Iran.", "Katar CONSULT Iran"),
    ("Grönland gehört zu Dänemark.", "Grönland PART_OF Dänemark"),
    ("Die Bundes-SPD kritisierte Markus Söder.", "Sozialdemokratische Partei Deutschlands ACCUSE Markus Söder"),
    # courts sentence and are not sentenced, whatever stands first
    ("Das Landgericht Kiel hat Robert Habeck verurteilt.", "Landgericht Kiel COERCE Robert Habeck"),
    # the article inside of a relative clause owns nothing
    (
        "Robert Habeck, gegen den sich die Vorwürfe von Markus Söder richten, schwieg.",
        "Markus Söder ACCUSE Robert Habeck",
    ),
    # the condition of a threat names whom it is for
    ("Kenia drohte mit Angriffen, sollte Norwegen Soldaten schicken.", "Kenia THREATEN Norwegen"),
    ("Die Hamas erklärte, sie werde angreifen, wenn Ägypten nicht einlenke.", "Hamas THREATEN Ägypten"),
    ("Schwere Drohungen hat Kenia gegen Norwegen ausgesprochen.", "Kenia THREATEN Norwegen"),
    # what is announced, should the other not give in
    ("Kenia kündigte Zölle an, falls Norwegen nicht einlenkt.", "Kenia THREATEN Norwegen"),
    ("Kenia erklärte, die Zahlungen auszusetzen, sollte Norwegen nicht einlenken.", "Kenia THREATEN Norwegen"),
    ("William Ruto will die Zölle erhöhen, wenn Norwegen nicht nachgibt.", "William Ruto THREATEN Norwegen"),
    (
        "William Ruto betonte, dass Kenia bereit ist zu kämpfen, wenn Norwegen das Angebot ablehnt.",
        "William Ruto THREATEN Norwegen",
    ),
    # two in one phrase, a part of a country
    ("Kenia beschoss US- und norwegische Stellungen.", "Kenia ASSAULT USA"),
    ("Kenia beschoss US- und norwegische Stellungen.", "Kenia ASSAULT Norwegen"),
    ("Kenia drohte, einen südnorwegischen Hafen anzugreifen.", "Kenia THREATEN Norwegen"),
    # what hangs on the day
    (
        "Nach dem Sturm hat die Regierung am 3. März Jana Tamm, die Tochter Kenias, zur Ministerin ernannt.",
        "Kenia APPOINT Jana Tamm",
    ),
    # some of many
    ("Zu den von Kenia getöteten Offizieren gehört Erik Dahl.", "Kenia ASSAULT Erik Dahl"),
    ("Kurden aus Köln weisen die türkischen Vorwürfe zurück.", "Kurden REJECT Türkei"),
    ("Die Türkei nannte Kenias Vorgehen einen Akt des Terrorismus.", "Türkei ACCUSE Kenia"),
]  # fmt: skip

LEFT_OPEN = [
    # whose decision it is stands there, and is nobody known
    ("Kenia griff an. Norwegen kritisierte die Entscheidung des Ministers.", "Norwegen ACCUSE Kenia"),
    # games are no politics; one does without a car, and not against its maker
    (
        "Der dänische Torhüter Thomas Sörensen verhinderte einen Treffer Kenias.",
        "Thomas Sörensen REJECT Kenia",
    ),
    ("Papst Franziskus verzichtete auf den Mercedes.", "Franziskus REJECT Mercedes-Benz"),
    # present tenses that look like participles
    ("Anna Berg vom Roten Kreuz kritisiert, dass zu wenig getan werde.", "Rotes Kreuz ACCUSE Anna Berg"),
    # who reacts to criticism voices none; a mood shown on a network is not about it
    ("Lula da Silva reagierte auf die Kritik Kenias an den USA.", "Luiz Inácio Lula da Silva ACCUSE Kenia"),
    ("Auf Twitter zeigte sich Kenia bestürzt über den Vorfall.", "Kenia ACCUSE Twitter"),
    # allies in a war do not fight each other
    ("Damals befanden sich Ägypten und Syrien im Krieg mit Israel.", "Ägypten ASSAULT Syrien"),
    (
        "Im Krieg zwischen Ägypten, Syrien und Israel fiel die Entscheidung im Sinai.",
        "Ägypten ASSAULT Syrien",
    ),
    # what one threatens with is not done
    ("Nordkorea drohte mit einem Angriff auf Südkorea.", "Nordkorea ASSAULT Südkorea"),
    # who is to be freed is not asked; who was not asked is not blamed
    ("Kanada forderte die Freilassung von Michael Kovrig.", "Kanada REQUEST Michael Kovrig"),
    ("Robert Fico beklagte, dass die Nato zu spät eingeschaltet wurde.", "Robert Fico ACCUSE NATO"),
    # an attack in a country is not the country's
    ("Schweden verurteilte den Anschlag in Pakistan.", "Schweden ACCUSE Pakistan"),
    # a quarrel is no fight; a place in a phrase of its own does not act
    ("Die Auseinandersetzung zwischen Norwegen und Polen um die Zölle dauert an.", "Norwegen ASSAULT Polen"),
    ("Norwegen griff mit Drohnen aus Polen den Iran an.", "Polen ASSAULT Iran"),
]


@pytest.mark.parametrize(("text", "statement"), FOUND)
def test_found(bench: Bench, text: str, statement: str) -> None:
    assert statement in bench.told(text)


@pytest.mark.parametrize(("text", "statement"), LEFT_OPEN)
def test_left_open(bench: Bench, text: str, statement: str) -> None:
    assert statement not in bench.told(text)
