"""Attacks, arrests, bans and troops: who acts where the sentence does not say it, and who does not."""

from __future__ import annotations

import pytest
from bench import Bench

FOUND = [
    # what is warded off was an attack; planes and drones where they may not fly
    ("Die lettische Luftabwehr schoss 30 belarussische Drohnen ab.", "Belarus ASSAULT Lettische Streitkräfte"),
    ("Norwegen fing mehrere Raketen aus Island ab.", "Island ASSAULT Norwegen"),
    ("Der Sudan wehrte einen Angriff der RSF ab.", "Rapid Support Forces ASSAULT Sudan"),
    ("Russische Kampfjets drangen in den finnischen Luftraum ein.", "Russland ASSAULT Finnland"),
    # what is delivered, bought or paid no longer; what one may no longer do
    ("Island liefert keinen Fisch mehr an Norwegen.", "Island SANCTION Norwegen"),
    ("Island will kein Gas mehr aus Norwegen kaufen.", "Island SANCTION Norwegen"),
    ("Paul Kestler darf nicht mehr nach Island einreisen.", "Island SANCTION Paul Kestler"),
    ("Zwei isländische Diplomaten müssen Norwegen verlassen.", "Norwegen SANCTION Island"),
    # whom an attack is aimed at; attacks that are to end
    ("Ziel der israelischen Angriffe war Paul Kestler.", "Israel ASSAULT Paul Kestler"),
    ("Die Hamas wurde aufgefordert, die Angriffe auf Israel einzustellen.", "Hamas ASSAULT Israel"),
    # who orders it; who did the same to others before; what one has others do
    (
        "Das Büro der Zeitung Novaja wurde auf Anordnung der Hisbollah geschlossen.",
        "Hisbollah COERCE Novaja",
    ),
    (
        "Die norwegische Marine hat Dutzende Aktivisten festgenommen. Auch Paul Kestler wurde festgenommen.",
        "Norwegische Streitkräfte COERCE Paul Kestler",
    ),
    ("Norwegen ließ die Ärztin aus Bergen, Anna Kestler, festnehmen.", "Norwegen COERCE Anna Kestler"),
    # some of many, told at the end of the clause
    (
        "Die Polizei in Athen nahm mehrere Reporter fest, darunter Paul Kestler.",
        "Griechische Polizei COERCE Paul Kestler",
    ),
    ("In Athen wurden Reporter zu Haft verurteilt, darunter Paul Kestler.", "Griechenland COERCE Paul Kestler"),
    ("Unter den Festgenommenen in Athen ist auch der Reporter Paul Kestler.", "Griechenland COERCE Paul Kestler"),
    ("Island ließ zwölf Reporter frei, unter ihnen Paul Kestler.", "Island CONCEDE Paul Kestler"),
    (
        "Die norwegische Marine hat Dutzende festgenommen. Anna Berg gehörte zu den Festgenommenen. Es regnete. "
        "Die Schiffe waren alt. Der Reporter Paul Kestler wurde ebenfalls festgenommen.",
        "Norwegische Streitkräfte COERCE Paul Kestler",
    ),
    # raids that nobody is said to make; troops that are stationed
    ("In Athen gab es Razzien gegen die Hisbollah.", "Griechenland COERCE Hisbollah"),
    ("Rund 900 US-Soldaten sind in Island stationiert.", "US-Streitkräfte MOBILIZE Island"),
    ("Das Landgericht Ulm hat die Haftstrafe gegen Paul Kestler bestätigt.", "Landgericht Ulm COERCE Paul Kestler"),
    # whom weapons are fired at, told before; whom sanctions hit
    ("Island griff Norwegen an. Islands Armee feuerte 400 Drohnen ab.", "Isländische Streitkräfte ASSAULT Norwegen"),
    ("In Norwegen gab es Explosionen. Island feuerte 400 Drohnen ab.", "Island ASSAULT Norwegen"),
    ("Norwegen verhängte Sanktionen. Betroffen ist der Konzern Rosneft.", "Norwegen SANCTION Rosneft"),
    # duties on several wares
    ("Island erhebt Zölle auf Stahl und Aluminium aus Norwegen.", "Island SANCTION Norwegen"),
    ("Der isländische Senat stimmte für Sanktionen gegen Norwegen.", "Isländisches Oberhaus SANCTION Norwegen"),
    # a participle that parsers hang on the day
    (
        "Paul Kestler war am Montag, dem 3. Mai, von der griechischen Polizei verhaftet worden.",
        "Griechische Polizei COERCE Paul Kestler",
    ),
    # an attack named beside what it did
    ("In Kiew starben acht Menschen durch russische Luftangriffe.", "Russland ASSAULT Ukraine"),
    ("Neun US-Soldaten wurden bei iranischen Angriffen verletzt.", "Iran ASSAULT US-Streitkräfte"),
    # an area with a government of its own is hit like a country
    ("Israelische Kampfflugzeuge bombardierten ein Haus im Gazastreifen.", "Israel ASSAULT Gazastreifen"),
    # an attack in return
    ("Norwegen griff Island an. Island antwortete mit Gegenangriffen.", "Island ASSAULT Norwegen"),
    ("Norwegen griff Island an. Als Reaktion feuerte Island Raketen ab.", "Island ASSAULT Norwegen"),
    # troops are sent where others were sent right before
    ("Polen hat Soldaten nach Grönland geschickt. Schweden entsandte 15 Soldaten.", "Schweden MOBILIZE Grönland"),
    # a ban holds where it is said to hold; what lasts was done
    ("Instagram ist in Russland seit Jahren gesperrt.", "Russland SANCTION Instagram"),
    ("Die in Deutschland verbotene PKK rief zu Protesten auf.", "Deutschland SANCTION PKK"),
    ("Der Reporter Paul Kestler ist im Iran inhaftiert.", "Iran COERCE Paul Kestler"),
    ("Kanada kündigte Sanktionen an. Am Montag wurde Rosneft sanktioniert.", "Kanada SANCTION Rosneft"),
    # whose house is searched is meant
    ("In Athen wurde die Zentrale der Syriza durchsucht.", "Griechenland COERCE Syriza"),
    # who owns up to an attack hit the country where it happened
    (
        "In Kabul starben zwölf Menschen bei einem Anschlag. Die Al-Kaida bekannte sich zu der Tat.",
        "Al-Kaida ASSAULT Afghanistan",
    ),
    # towns tell whose police it was, and what was hit
    ("Der Manager Karl Ostner wurde in Osaka verhaftet.", "Japan COERCE Karl Ostner"),
    ("Russland beschoss ein Krankenhaus in Sumy.", "Russland ASSAULT Ukraine"),
    # an international court that was named judges
    (
        "Der Internationale Strafgerichtshof hat entschieden. Abdu Karim wurde für schuldig befunden.",
        "Internationaler Strafgerichtshof COERCE Abdu Karim",
    ),
    # an end of what was told before; a lifting that is denied
    (
        "Norwegen führt Krieg gegen Island. Norwegen denkt über eine Beendigung des Kriegs nach.",
        "Norwegen RETREAT Island",
    ),
    ("Die USA haben ihre Seeblockade gegen Island nicht aufgehoben.", "USA COERCE Island"),
    # police by whatever name
    ("In Athen wurde Paul Kestler von Zivilbeamten festgenommen.", "Griechenland COERCE Paul Kestler"),
    # an attack in a capital or town; house arrest that somebody imposes
    ("Bei einem Anschlag der Taliban in Kabul starben zwölf Menschen.", "Taliban ASSAULT Afghanistan"),
    ("In Athen wurde Hausarrest gegen Paul Kestler verhängt.", "Griechenland COERCE Paul Kestler"),
    # a war of three with "sowie"
    ("Der Krieg zwischen Island und Norwegen sowie Schweden dauert an.", "Schweden ASSAULT Island"),
    # unnamed people stand for those for whom they act
    (
        "Die dänische Polizei nahm vier Frauen fest. Sie sollen für die Hisbollah gearbeitet haben.",
        "Dänische Polizei COERCE Hisbollah",
    ),
    (
        "Norwegen hat zwei Personen verhaftet, die beschuldigt werden, Mitglieder der Hisbollah zu sein.",
        "Norwegen COERCE Hisbollah",
    ),
    (
        "Fünf Männer stehen vor Gericht. Die Männer planten einen Anschlag auf Island. Die fünf handelten nicht "
        "allein. Die Angeklagten sollen im Auftrag der Hisbollah gehandelt haben.",
        "Hisbollah ASSAULT Island",
    ),
    # those who made an attack made what came of it, and nobody is killed by their own side
    ("Island und Norwegen griffen Kuba an. Die Angreifer töteten Raúl Castro.", "Norwegen ASSAULT Raúl Castro"),
    (
        "Peru griff Kuba an. Kuba griff Chile an. Bei dem Angriff starb der Kubaner Raúl Castro.",
        "Peru ASSAULT Raúl Castro",
    ),
    ("Der Polizei in Athen gelang es, die Hisbollah zu zerschlagen.", "Griechische Polizei COERCE Hisbollah"),
    (
        "Schweden macht den spanischen Geheimdienst für den Mord an Paul Kestler verantwortlich.",
        "Spanischer Geheimdienst ASSAULT Paul Kestler",
    ),
    # where "there" and "the town" are; whose invasion everybody knows
    ("Auch Island leidet. Seit den norwegischen Angriffen starben dort acht Menschen.", "Norwegen ASSAULT Island"),
    ("Die Menschen in Lublin haben Angst. Norwegen bombardierte die Stadt erneut.", "Norwegen ASSAULT Polen"),
    (
        "Schweden schickte Finnland Waffen. Es ist das teuerste Paket seit dem norwegischen Einmarsch.",
        "Norwegen ASSAULT Finnland",
    ),
    # who is among many
    (
        "Norwegen verhaftete Anhänger der Hisbollah. Unter den Verhafteten war auch Paul Kestler.",
        "Norwegen COERCE Paul Kestler",
    ),
    # sentences of a court that was named, punishments that somebody gets
    (
        "Das Landgericht Ulm sprach das Urteil. Paul Kestler wurde zu drei Jahren Haft verurteilt.",
        "Landgericht Ulm COERCE Paul Kestler",
    ),
    ("Die höchste Strafe erhielt Paul Kestler in Oslo.", "Norwegen COERCE Paul Kestler"),
    # a party is banned in its own country
    ("Nach dem Verbot der Syriza gab es Proteste.", "Griechenland SANCTION Syriza"),
    # who is guilty of what, for what one uses something
    ("Paul Kestler war für die Ermordung von Jonas Berg verantwortlich.", "Paul Kestler ASSAULT Jonas Berg"),
    ("Norwegen nutzt den Stützpunkt für Angriffe auf Island.", "Norwegen ASSAULT Island"),
    # troops abroad
    ("In Litauen stehen 300 dänische Soldaten.", "Dänische Streitkräfte MOBILIZE Litauen"),
    # who was hit accuses; coups; disturbed signals; troops that intervene
    (
        "In Oslo und Bergen explodierten Bomben. Norwegen beschuldigt die Hisbollah, die Anschläge verübt zu haben.",
        "Hisbollah ASSAULT Norwegen",
    ),
    ("Paul Kestler kam 1980 durch einen Putsch in Suriname an die Macht.", "Paul Kestler COERCE Suriname"),
    ("Norwegische Schiffe stören den Flugverkehr Islands.", "Norwegen COERCE Island"),
    ("Der Einsatz der dänischen Armee in Mali endet bald.", "Dänische Streitkräfte MOBILIZE Mali"),
    (
        "Norwegen hielt ein Schiff auf. Unter den Festgenommenen waren Ärzte wie Paul Kestler.",
        "Norwegen COERCE Paul Kestler",
    ),
    # troops that keep the peace help
    ("Dänemark schickt 200 Soldaten nach Mali. Sie gehören zur Friedenstruppe.", "Dänemark AID Mali"),
    ("Dänemark schickt 200 Soldaten nach Mali.", "Dänemark MOBILIZE Mali"),
    # a person's surname that is a town's as well
    ("Theodor Lüneburg reiste ab. Norwegen verhängte Sanktionen gegen Lüneburg.", "Norwegen SANCTION Theodor Lüneburg"),
    # a body's noun and its name are one
    ("Der russische Geheimdienst GRU hat Island angegriffen.", "GRU ASSAULT Island"),
    ("Der israelische Geheimdienst Mossad tötete Paul Kestler.", "Mossad ASSAULT Paul Kestler"),
]  # fmt: skip

LEFT_OPEN = [
    ("Ein Sturm zog über Norwegen. Betroffen ist der Konzern Rosneft.", "Norwegen SANCTION Rosneft"),
    ("In Norwegen gab es Streit. Island schickte 400 Drohnen.", "Island ASSAULT Norwegen"),
    # defences are a body where they act
    ("Die Ukraine fordert Hilfe zur Luftabwehr.", "Ukraine REQUEST Ukrainische Armee"),
    # what is still delivered; a service that is banned is neither forced nor refused
    ("Island liefert nicht mehr als zwölf Boote an Norwegen.", "Island SANCTION Norwegen"),
    ("Island hat den Sender Al Jazeera blockiert.", "Island COERCE Al-Dschasira"),
    ("Island hat den Sender Al Jazeera blockiert.", "Island REJECT Al-Dschasira"),
    ("Der Krieg zwischen Island und Norwegen sowie Schweden dauert an.", "Norwegen ASSAULT Schweden"),
    # words that only end like an attack
    ("Die Klage der EU-Kommission gegen Polen hat Erfolg.", "Europäische Union ASSAULT Polen"),
    ("Die Reaktion Norwegens auf Schweden überrascht.", "Norwegen ASSAULT Schweden"),
    # unnamed private persons are no bodies of their country
    ("Die Polizei nahm einen Mann türkischer Herkunft fest.", "Polizei COERCE Türkei"),
    ("Norwegen hat zwei syrische Touristen festgenommen.", "Norwegen COERCE Syrien"),
    # words are no weapons; leaving a country is no retreat
    ("Betriebsrat Jens Krollmann griff die EU-Kommission scharf an.", "Jens Krollmann ASSAULT Europäische Kommission"),
    ("Präsident Emmanuel Macron verließ das Land Richtung Polen.", "Emmanuel Macron RETREAT Polen"),
    ("Die Al-Kaida bekannte sich in Kabul zu ihrer Verantwortung.", "Al-Kaida ASSAULT Afghanistan"),
    ("Paul Kestler tötete in Osaka zwei Frauen.", "Paul Kestler ASSAULT Japan"),
    # a war that is over was not that of whoever speaks of it; nobody is attacked in a speech
    ("Die USA nannten Georgien nach dem Krieg mit Russland tapfer.", "USA ASSAULT Russland"),
    ("In seiner Rede befand Benjamin Netanjahu den US-Luftangriff für richtig.", "USA ASSAULT Benjamin Netanjahu"),
    ("Die Polizei von Trondelag durchsuchte mehrere Wohnungen in Norwegen.", "Polizei (Trondelag) COERCE Norwegen"),
    ("Norwegen hat den Waffenstillstand mit Island verlängert.", "Norwegen AGREE Island"),
    ("In Rom fanden Gespräche über den Ukraine-Krieg statt.", "Ukraine ASSAULT Italien"),
    # others than those of whom it is said, and those of whom it is denied
    (
        "Norwegen nahm vier Männer fest. Die zwei Frauen sollen für die Hisbollah gearbeitet haben.",
        "Norwegen COERCE Hisbollah",
    ),
    ("Norwegen nahm vier Männer fest. Sie arbeiteten nicht für die Hisbollah.", "Norwegen COERCE Hisbollah"),
    ("Norwegen nahm vier Männer fest. Die Männer arbeiten für Volvo.", "Norwegen COERCE Volvo"),
    (
        "Peru griff Kuba an. Kuba griff Chile an. Bei dem Angriff starb der Kubaner Raúl Castro.",
        "Kuba ASSAULT Raúl Castro",
    ),
    ("In Uppsala fand ein Fest statt. Norwegen bombardierte eine Stadt.", "Norwegen ASSAULT Schweden"),
    (
        "Das Landgericht Ulm sprach das Urteil. Paul Kestler wurde in Oslo zu drei Jahren Haft verurteilt.",
        "Landgericht Ulm COERCE Paul Kestler",
    ),
    ("Unter den Opfern des Erdbebens in Norwegen war Paul Kestler.", "Norwegen ASSAULT Paul Kestler"),
    ("Norwegen dankte Island für den Tod von Paul Kestler.", "Norwegen ASSAULT Paul Kestler"),
    (
        "In Oslo explodierte eine Bombe. Schweden beschuldigt die Hisbollah, den Anschlag verübt zu haben.",
        "Hisbollah ASSAULT Schweden",
    ),
    ("Drei US-Soldaten starben durch einen Sturm im Irak.", "Irak ASSAULT US-Streitkräfte"),
    # "in return" for something else
    ("Norwegen griff Island an. Schweden schickte als Reaktion Hilfe.", "Schweden ASSAULT Norwegen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statement"), FOUND)
def test_found(bench: Bench, text: str, statement: str) -> None:
    assert statement in bench.told(text)


@pytest.mark.parametrize(("text", "statement"), LEFT_OPEN)
def test_left_open(bench: Bench, text: str, statement: str) -> None:
    assert statement not in bench.told(text)


ENGLISH = [
    ("Five people died in Kyiv in Russian air strikes.", "Russland ASSAULT Ukraine"),
    ("Eight people were killed in Kharkiv by Russian missiles.", "Russland ASSAULT Ukraine"),
    ("Norway attacked Iceland. In response, Iceland fired a hundred missiles.", "Island ASSAULT Norwegen"),
    (
        "Ten people died in an attack in Kabul. Al-Qaeda claimed responsibility for the attack.",
        "Al-Kaida ASSAULT Afghanistan",
    ),
    ("Instagram has been blocked in Russia for years.", "Russland SANCTION Instagram"),
    ("The manager Carlos Ostner was arrested in Osaka.", "Japan COERCE Carlos Ostner"),
    ("The headquarters of Syriza in Athens were searched.", "Griechenland COERCE Syriza"),
]  # fmt: skip

ENGLISH_OPEN = [
    ("Norwegian police arrested two Syrian tourists.", "Norwegische Polizei COERCE Syrien"),
    ("Paul Kestler killed two women in Osaka.", "Paul Kestler ASSAULT Japan"),
]


@pytest.mark.parametrize(("text", "statement"), ENGLISH)
def test_found_in_english(bench: Bench, text: str, statement: str) -> None:
    assert statement in bench.told(text, "en")


@pytest.mark.parametrize(("text", "statement"), ENGLISH_OPEN)
def test_left_open_in_english(bench: Bench, text: str, statement: str) -> None:
    assert statement not in bench.told(text, "en")
