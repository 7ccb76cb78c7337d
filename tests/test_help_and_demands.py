"""Support, help, demands and concessions: constructions of one kind at a time, and what they do not say."""

from __future__ import annotations

import pytest
from bench import Bench

from kgraph.model import Lang

SAID: list[tuple[Lang, str, str]] = [
    # a plea for a release, or for the end of sanctions
    (
        "de",
        "Jonas Wiebke setzte sich für die Freilassung von Jana Tamm ein.",
        "Jonas Wiebke SUPPORT Jana Tamm",
    ),
    ("de", "Jana Tamm warb für ein Ende der Sanktionen gegen Georgien.", "Jana Tamm SUPPORT Georgien"),
    # a sum that the parser takes for a phrase, and for whose recovery it is
    ("de", "Die Schweiz sagte dem Sudan zusätzliche 125 Millionen Euro zu.", "Schweiz AID Sudan"),
    ("de", "Norwegen stellt für den Wiederaufbau Georgiens Millionen Euro bereit.", "Norwegen AID Georgien"),
    # who does what is asked of him was asked, and so was who refuses it
    ("de", "Dem Aufruf von António Guterres folgte Georgien nicht.", "António Guterres REQUEST Georgien"),
    ("de", "Norwegen entsprach der Bitte der Schweiz.", "Schweiz REQUEST Norwegen"),
    ("de", "Norwegen entsprach der Bitte der Schweiz.", "Norwegen CONCEDE Schweiz"),
    ("de", "Jonas Wiebke wies die Vorwürfe von Jana Tamm zurück.", "Jana Tamm ACCUSE Jonas Wiebke"),
    # a demand that somebody's words or a necessity make
    ("de", "Das Ultimatum Norwegens erhöhte den Druck auf Georgien.", "Norwegen REQUEST Georgien"),
    ("de", "Es sei Zeit, dass Georgien nachgebe, sagte Jonas Wiebke.", "Jonas Wiebke REQUEST Georgien"),
    ("de", "Oxfam fordert den Bau neuer Straßen durch die Weltbank.", "Oxfam REQUEST Weltbank"),
    # whoever is called by a party's or a country's name
    ("de", "Die Demokratin Jana Tamm bat Jonas Wiebke um Rat.", "Jana Tamm REQUEST Jonas Wiebke"),
    ("de", "Jonas Wiebke würdigte den Demokraten Paul Kern.", "Jonas Wiebke SUPPORT Paul Kern"),
    (
        "de",
        "Georgien bat die internationale Gemeinschaft um Hilfe.",
        "Georgien REQUEST Internationale Gemeinschaft",
    ),
    (
        "de",
        "Der Parteitag der FDP forderte Georgien zum Rückzug auf.",
        "Freie Demokratische Partei REQUEST Georgien",
    ),
    # a duty, a hope that somebody gives in
    (
        "de",
        "Jana Tamm sagte, es sei die Aufgabe Georgiens, den Hafen zu schützen.",
        "Jana Tamm REQUEST Georgien",
    ),
    ("de", "Norwegen hofft, dass Georgien die Sperre aufgibt.", "Norwegen REQUEST Georgien"),
    ("de", "Norwegen warb bei der Schweiz um Geld.", "Norwegen REQUEST Schweiz"),
    # some of those who do so are named behind the verb
    (
        "de",
        "Viele Ärzte setzten sich für Jonas Wiebke ein, darunter auch Jana Tamm.",
        "Jana Tamm SUPPORT Jonas Wiebke",
    ),
    # whose plan a thing is stands in its participle
    ("de", "Jana Tamm lobte die von Jonas Wiebke vorgelegten Pläne.", "Jana Tamm SUPPORT Jonas Wiebke"),
    # who is something and did something
    (
        "de",
        "Norwegen ist ein kleiner Staat und hat im Mai Zelte an Georgien geliefert.",
        "Norwegen AID Georgien",
    ),
    # what is delivered or given does not act, though it stands first
    (
        "de",
        "Jana Tamm zeigte die Boote, die Norwegen 2019 an Georgien geliefert hat.",
        "Norwegen AID Georgien",
    ),
    ("de", "Eine Spende an Georgien muss Oxfam nicht überweisen.", "Oxfam AID Georgien"),
    ("de", "Norwegen bezahlte den Kauf von vier Booten für Georgien.", "Norwegen AID Georgien"),
    (
        "de",
        "Das gleicht die Boote aus, die Norwegen 2019 an Georgien geliefert hat.",
        "Norwegen AID Georgien",
    ),
    ("de", "Portugal zahlte eine Entschädigung an Angola.", "Portugal AID Angola"),
    # a participle beside the clause says who stands behind its subject
    ("de", "Unterstützt von Norwegen führte Georgien eine große Suche durch.", "Norwegen SUPPORT Georgien"),
    # whom help is for that were helped before; whom one apologises to that had demanded it; who won
    ("de", "Norwegen lieferte Georgien Zelte. Auch Polen hat Hilfe geleistet.", "Polen AID Georgien"),
    (
        "de",
        "Georgien verlangte von Norwegen eine Entschuldigung. Im Mai entschuldigte sich Norwegen.",
        "Norwegen CONCEDE Georgien",
    ),
    (
        "de",
        "Jana Tamm hat die Wahl gewonnen. Jonas Wiebke gestand seine Niederlage ein.",
        "Jonas Wiebke CONCEDE Jana Tamm",
    ),
    # who made the law that allows something
    (
        "de",
        "Der Bundestag hat eine Reform beschlossen. Das neue Gesetz erlaubt der Telekom den Bau.",
        "Deutscher Bundestag CONCEDE Telekom",
    ),
    # to whom a success is credited
    ("de", "Jana Tamm bescheinigte Georgien große Fortschritte.", "Jana Tamm SUPPORT Georgien"),
    ("de", "Jana Tamm sprach von einem großen Erfolg für Jonas Wiebke.", "Jana Tamm SUPPORT Jonas Wiebke"),
    # who is called so stands between the verb and what he is called
    (
        "de",
        "Die frühere Ministerin Jana Tamm nannte Wiebke einen wahren Patrioten. Jonas Wiebke dankte ihr.",
        "Jana Tamm SUPPORT Jonas Wiebke",
    ),
    (
        "de",
        "Die Autos, die Panzer und die Boote, die Norwegen 2019 an Georgien lieferte, kosteten viel.",
        "Norwegen AID Georgien",
    ),
    ("en", "Norway sent tents to Georgia. Poland has provided aid, too.", "Polen AID Georgien"),
    # whom an act befalls gains where it is undone
    ("de", "Das Landgericht Ulm stoppte die Abschiebung von Jana Tamm.", "Landgericht Ulm CONCEDE Jana Tamm"),
    # help without a receiver is for the country that is spoken of
    (
        "de",
        "In Georgien bebte die Erde. Georgien zählt Tote. Norwegen hat Hilfe geleistet.",
        "Norwegen AID Georgien",
    ),
    # what an apposition or a predicate says was done to them
    (
        "de",
        "Jonas Wiebke führte die Hisbollah, eine von Georgien unterstützte Miliz.",
        "Georgien SUPPORT Hisbollah",
    ),
    ("de", "Die Hisbollah ist eine von Georgien unterstützte Miliz.", "Georgien SUPPORT Hisbollah"),
    # how one judges a deed
    ("de", "Jana Tamm befand den Vorschlag von Jonas Wiebke für gut.", "Jana Tamm SUPPORT Jonas Wiebke"),
    ("de", "Jana Tamm bewertete die Pläne Georgiens positiv.", "Jana Tamm SUPPORT Georgien"),
    # what one is called
    ("de", "Jonas Wiebke war bekannt als ein Bewunderer von Jana Tamm.", "Jonas Wiebke SUPPORT Jana Tamm"),
    ("de", "Jonas Wiebke ist ein Freund und Bewunderer von Jana Tamm.", "Jonas Wiebke SUPPORT Jana Tamm"),
    # people in need stand for their country
    ("de", "Norwegen hilft den Überlebenden des Bebens in der Türkei.", "Norwegen AID Türkei"),
    # what moves from one to the other; whom one turns to where
    ("de", "Von Norwegen fließen drei Milliarden Euro nach Georgien.", "Norwegen AID Georgien"),
    ("de", "Jonas Wiebke rief dazu auf, Jana Tamm zu wählen.", "Jonas Wiebke SUPPORT Jana Tamm"),
    ("de", "Jonas Wiebke durfte Georgien verlassen.", "Georgien CONCEDE Jonas Wiebke"),
    ("de", "Viele Ärzte gratulierten Jonas Wiebke, darunter Jana Tamm.", "Jana Tamm SUPPORT Jonas Wiebke"),
    ("de", "Norwegen ist der wichtigste Waffenlieferant Georgiens.", "Norwegen AID Georgien"),
    ("de", "Jonas Wiebke befürwortet Hilfen für Georgien.", "Jonas Wiebke SUPPORT Georgien"),
    ("en", "Poland complied with Norway's request.", "Norwegen REQUEST Polen"),
    ("en", "Georgia did not heed the appeal of António Guterres.", "António Guterres REQUEST Georgien"),
    (
        "en",
        "It was time for Norway to end the war, Emmanuel Macron said.",
        "Emmanuel Macron REQUEST Norwegen",
    ),
    (
        "en",
        "Many doctors congratulated John Miller, including Jane Potter.",
        "Jane Potter SUPPORT John Miller",
    ),
    ("en", "Norway is helping the victims of the flood in Turkey.", "Norwegen AID Türkei"),
    ("en", "Norway is a major arms supplier to Georgia.", "Norwegen AID Georgien"),
    (
        "en",
        "The European Parliament adopted a resolution calling on Georgia to act.",
        "Europäisches Parlament REQUEST Georgien",
    ),
    ("en", "Three million euros will flow from Norway to Georgia.", "Norwegen AID Georgien"),
    ("en", "John Miller was allowed to leave Georgia.", "Georgien CONCEDE John Miller"),
    ("en", "John Miller got Georgia to give in.", "John Miller REQUEST Georgien"),
    # on whose behalf, under whose pressure and with whose help something is done
    ("de", "Unter dem Druck Norwegens gab Georgien auf.", "Norwegen REQUEST Georgien"),
    ("de", "Georgien soll nach dem Willen Norwegens mehr tun.", "Norwegen REQUEST Georgien"),
    ("de", "Mit Unterstützung Norwegens baut Georgien einen Hafen.", "Norwegen SUPPORT Georgien"),
    ("en", "With the help of Norway, Georgia built a port.", "Norwegen AID Georgien"),
    ("en", "Under pressure from Norway, Georgia opened the port.", "Norwegen REQUEST Georgien"),
]
NOT_SAID: list[tuple[Lang, str, str]] = [
    ("de", "Die Entscheidung überließ Jonas Wiebke der Nato.", "Jonas Wiebke AID NATO"),
    (
        "de",
        "Jonas Wiebke setzte sich für die Freilassung von Jana Tamm ein.",
        "Jonas Wiebke CONCEDE Jana Tamm",
    ),
    ("de", "Mit Hilfe des Vereins Nova gewann Jana Tamm die Wahl.", "Verein Nova AID Jana Tamm"),
    ("de", "Norwegen und Georgien verteidigten ihre Pläne.", "Norwegen SUPPORT Georgien"),
    ("de", "Georgien steht vor dem Ende seiner Gespräche mit Norwegen.", "Georgien SUPPORT Norwegen"),
    ("de", "Jana Tamm sagte, Jonas Wiebke müsse mit einer Klage rechnen.", "Jana Tamm REQUEST Jonas Wiebke"),
    ("de", "Jana Tamm sprach darüber, wie Georgien das tun muss.", "Jana Tamm REQUEST Georgien"),
    ("de", "Jonas Wiebke zeigte sich erfreut über das Abkommen mit dem Iran.", "Jonas Wiebke AGREE Iran"),
    ("de", "Norwegen verlangt die Auslieferung von Jonas Wiebke.", "Norwegen REQUEST Jonas Wiebke"),
    ("en", "Norway and Georgia defended their plans.", "Norwegen SUPPORT Georgien"),
    ("en", "Jane Potter said that John Miller must expect a lawsuit.", "Jane Potter REQUEST John Miller"),
    ("en", "Norway discussed a plan to support Georgia.", "Norwegen REQUEST Georgien"),
    # who needs help is somebody else
    (
        "de",
        "Norwegen lieferte Georgien Zelte. Viele Bauern benötigen die Hilfe Polens.",
        "Polen AID Georgien",
    ),
    # what stands before "-Hilfe" is helped
    ("en", "Norway is a neighbour. The reduction of Georgia aid is controversial.", "Georgien AID Norwegen"),
    (
        "de",
        "Norwegen ist ein Nachbar. Die Kürzung der Georgien-Hilfe ist umstritten.",
        "Georgien AID Norwegen",
    ),
    # others are to do what one demands
    ("de", "Jana Tamm plädierte dafür, Georgien Waffen zu liefern.", "Jana Tamm AID Georgien"),
    ("de", "Jana Tamm forderte, die Sanktionen gegen Georgien aufzuheben.", "Jana Tamm CONCEDE Georgien"),
    # what is supposed, meant to be or not expected is no demand; leaders ask nothing of their country
    (
        "de",
        "Jana Tamm sagte, für den Fall, dass Georgien klagen sollte, habe sie Geld.",
        "Jana Tamm REQUEST Georgien",
    ),
    ("de", "Georgien sollte den Hafen eigentlich schützen, sagte Jana Tamm.", "Jana Tamm REQUEST Georgien"),
    ("de", "Jana Tamm erwartet keinen Beitrag Georgiens.", "Jana Tamm REQUEST Georgien"),
    (
        "de",
        "Der norwegische Präsident Jonas Wiebke sagte, Norwegen müsse sparen.",
        "Jonas Wiebke REQUEST Norwegen",
    ),
    ("de", "Norwegens Krieg hat Georgien dazu gebracht, mehr zu rüsten.", "Norwegen REQUEST Georgien"),
    # whoever it is done for is not asked to do it
    ("de", "Norwegen fordert mehr Waffen für Georgien.", "Norwegen REQUEST Georgien"),
    # of the object, and not of the subject
    ("de", "Die Ärzte unterstützten mehrere Bürger Polens, darunter Jana Tamm.", "Jana Tamm SUPPORT Polen"),
    ("de", "Georgien wies die Vorwürfe Norwegens gegen den Iran zurück.", "Norwegen ACCUSE Georgien"),
]


@pytest.mark.parametrize(("lang", "text", "statement"), SAID)
def test_what_is_said(bench: Bench, lang: Lang, text: str, statement: str) -> None:
    assert statement in bench.told(text, lang)


@pytest.mark.parametrize(("lang", "text", "statement"), NOT_SAID)
def test_what_is_not_said(bench: Bench, lang: Lang, text: str, statement: str) -> None:
    assert statement not in bench.told(text, lang)


def test_an_idiom_is_denied_by_its_own_words(bench: Bench) -> None:
    found = bench.extract("Jonas Wiebke zeigte sich nicht zufrieden mit Jana Tamm.")
    assert [s.status for s in found.statements if s.relation == "SUPPORT"] == ["negated"]


ASKED = [
    # a warning of what others may do asks them not to; with consequences it is a threat
    ("Norwegen hat Georgien davor gewarnt, den Hafen zu schließen.", "Norwegen REQUEST Georgien"),
    ("Norwegen warnte Georgien vor harten Konsequenzen.", "Norwegen THREATEN Georgien"),
    # who is asked in the passive is asked by the speaker, or by whose paper it stands in
    ("Georgien werde aufgefordert, den Hafen zu öffnen, sagte Jana Tamm.", "Jana Tamm REQUEST Georgien"),
    (
        "In einem Schreiben von Amnesty International wird Georgien aufgefordert, Jana Tamm freizulassen.",
        "Amnesty International REQUEST Georgien",
    ),
    # "sein" is no crowd, and nobody demands their own resignation
    (
        "Minister Jonas Wiebke geriet unter Druck. Mehrere Parteien, darunter die CSU und die AfD, fordern seinen "
        "Rücktritt.",
        "Alternative für Deutschland REQUEST Jonas Wiebke",
    ),
    # what is refused stands first
    ("Das Angebot Georgiens lehnte das norwegische Parlament ab.", "Storting REJECT Georgien"),
    ("Die Vorwürfe der Türkei wies die norwegische Regierung zurück.", "Norwegen REJECT Türkei"),
    ("Eine Beteiligung der Türkei lehnt die Regierung in Oslo ab.", "Norwegen REJECT Türkei"),
    # apologies to those who had blamed somebody
    (
        "Jana Tamm kritisierte die BBC scharf. Die BBC hat sich inzwischen für den Fehler entschuldigt.",
        "BBC CONCEDE Jana Tamm",
    ),
]
NOT_ASKED = [
    ("Norwegen warnte Georgien davor, den Hafen zu schließen.", "Norwegen THREATEN Georgien"),
    ("Georgien wurde aufgefordert, den Hafen zu öffnen, sagte Jana Tamm.", "Jana Tamm REQUEST Georgien"),
    (
        "Jana Tamm sagte, weniger georgische Touristen sollten nach Norwegen kommen.",
        "Jana Tamm REQUEST Georgien",
    ),
    ("Die Politik Georgiens müsse besser werden, sagte Jana Tamm.", "Georgien REQUEST Jana Tamm"),
    ("Jana Tamm rief norwegische Bürger auf, das Land zu verlassen.", "Jana Tamm REQUEST Norwegen"),
    ("Jana Tamm kritisierte die BBC. Die BBC weigerte sich, sich zu entschuldigen.", "BBC CONCEDE Jana Tamm"),
]


@pytest.mark.parametrize(("text", "statement"), ASKED)
def test_who_is_asked(bench: Bench, text: str, statement: str) -> None:
    assert statement in bench.told(text)


@pytest.mark.parametrize(("text", "statement"), NOT_ASKED)
def test_who_is_not_asked(bench: Bench, text: str, statement: str) -> None:
    assert statement not in bench.told(text)


REFUSED = [
    # calling it unrealistic turns it down, calling it untrue denies it
    (
        "Die Forderung der Türkei bezeichnete Außenminister Jonas Wiebke als unrealistisch.",
        "Jonas Wiebke REJECT Türkei",
    ),
    ("Das Angebot Georgiens sei inakzeptabel, sagte Jana Tamm.", "Jana Tamm REJECT Georgien"),
    ("Die Vorwürfe Georgiens nannte Jana Tamm absurd.", "Jana Tamm REJECT Georgien"),
    ("Norwegen will den Beschlüssen der EU nicht folgen.", "Norwegen REJECT Europäische Union"),
    # a headline says who speaks before the colon
    ("Tamm: Georgien muss Häfen öffnen\nDas forderte Jana Tamm am Montag.", "Jana Tamm REQUEST Georgien"),
    # who holds them is told of in the same sentence
    (
        "Amnesty International verlangte die Freilassung der in Belarus inhaftierten Ärztin Jana Tamm.",
        "Amnesty International REQUEST Belarus",
    ),
    ("Norwegen ließ erstmals Kurden einreisen.", "Norwegen CONCEDE Kurden"),
]
UNDERSTOOD = [
    ("Der Minister Jonas Wiebke will nicht mit Jana Tamm sprechen.", "Jonas Wiebke REJECT Jana Tamm"),
    # redress is asked of whom one has blamed or threatened
    ("Jana Tamm drohte der BBC mit einer Klage. Sie fordert eine Entschädigung.", "Jana Tamm REQUEST BBC"),
    # whoever does so as well does it to the same
    (
        "Norwegen wies den Bericht der New York Times zurück. Auch die IAEA dementierte.",
        "Internationale Atomenergie-Organisation REJECT New York Times",
    ),
    ("Norwegen wirft Georgien Betrug vor. Georgien widersprach der Darstellung.", "Georgien REJECT Norwegen"),
    ("Georgien dringt auf eine Aufnahme in die Nato.", "Georgien REQUEST NATO"),
]
NOT_CONCEDED = [
    (
        "Die Gewerkschaft Vereinigung Cockpit hat zum Streik aufgerufen.",
        "Gewerkschaft REQUEST Vereinigung Cockpit",
    ),
    ("Jana Tamm lehnt die Aufnahme von Flüchtlingen aus Georgien ab.", "Jana Tamm REJECT Georgien"),
    ("Georgien solle den Vorschlag Norwegens ablehnen, sagte Jana Tamm.", "Georgien REJECT Norwegen"),
    (
        "Jana Tamm sagte, Norwegen solle sein Veto gegen den Beitritt Georgiens aufgeben.",
        "Norwegen CONCEDE Georgien",
    ),
    ("Jana Tamm nannte den Plan Georgiens absurd.", "Jana Tamm REJECT Georgien"),
]


@pytest.mark.parametrize(("text", "statement"), REFUSED + UNDERSTOOD)
def test_what_refuses_and_allows(bench: Bench, text: str, statement: str) -> None:
    assert statement in bench.told(text)


@pytest.mark.parametrize(("text", "statement"), NOT_CONCEDED)
def test_what_gives_up_or_turns_down_nothing(bench: Bench, text: str, statement: str) -> None:
    assert statement not in bench.told(text)
