"""Actors that a sentence leaves out and the text has named: what is understood, and what is left open."""

from __future__ import annotations

import pytest
from bench import Bench, triples

from kgraph.model import Lang

UNDERSTOOD: list[tuple[Lang, str, str]] = [
    # whose the same thing was before; a law by its full name
    ("de", "Markus Söders Vorschlag sieht höhere Steuern vor. Die FDP lehnt den Vorschlag ab.",
     "Freie Demokratische Partei REJECT Markus Söder"),
    ("de", "Die Regierung Norwegens hat das Heizungsgesetz beschlossen. Dänemark kritisierte das Gesetz.",
     "Dänemark ACCUSE Norwegen"),
    # a plan may be taken up by another name, a bill by its short one; what is asked for is asked by who wants it
    ("de", "Ägypten stellte einen neuen Plan vor. Die Hamas stimmte dem Vorschlag zu.", "Hamas AGREE Ägypten"),
    ("de", "Die Resolution der EU ist umstritten. Malta stimmte der Resolution zu.", "Malta AGREE Europäische Union"),
    ("de", "Die SPD will höhere Löhne. Das kostet Geld. Die FDP lehnt die Forderung ab.",
     "Freie Demokratische Partei REJECT Sozialdemokratische Partei Deutschlands"),
    # by another word for it, by what it is called in general, by its verb; whoever only defends it made nothing
    ("de", "Der Stadtrat von Oslo tagte. Norwegen hat eine Reform der Renten beschlossen. Es regnet. Dänemark hält "
     "das Gesetz für falsch.", "Dänemark ACCUSE Norwegen"),
    ("de", "Norwegen will die Grenzen schließen. Dänemark kritisierte das Vorhaben.", "Dänemark ACCUSE Norwegen"),
    ("de", "Norwegen beschloss, die Grenzkontrollen zu verlängern. Dänemark rügte die Verlängerung.",
     "Dänemark ACCUSE Norwegen"),
    ("de", "Norwegen hat ein Rentengesetz beschlossen. Schweden verteidigte die Reform. Dänemark rügte das Gesetz.",
     "Dänemark ACCUSE Norwegen"),
    # what the article is about, where blame names nothing, or others were blamed before
    ("de", "Norwegen hat die Grenzkontrollen verlängert. Dänemark hat Bedenken geäußert.", "Dänemark ACCUSE Norwegen"),
    ("de", "Norwegen hat neue Zölle eingeführt. Peru lehnte das ab. Kuba sprach von einem Wortbruch.",
     "Kuba ACCUSE Norwegen"),
    # who is struck against, and whose policy a protest is about
    ("de", "Die Gewerkschaft ver.di verhandelt mit der Lufthansa. Verdi rief am Montag zum Streik auf.",
     "Verdi PROTEST Lufthansa"),
    ("de", "Die Gewerkschaft ver.di ruft die Beschäftigten der Telekom zu Warnstreiks auf.", "Verdi PROTEST Telekom"),
    ("de", "Amnesty International protestierte in Oslo gegen das neue Polizeigesetz.",
     "Amnesty International PROTEST Norwegen"),
    ("de", "Verdi hat für Freitag einen Streik ausgerufen. Der Streik trifft vor allem die Lufthansa.",
     "Verdi PROTEST Lufthansa"),
    ("de", "Verdi hat zum Warnstreik aufgerufen. Betroffen ist auch die Telekom.", "Verdi PROTEST Telekom"),
    ("de", "Verdi rief zum Warnstreik auf. Die Verhandlungen zwischen Verdi und den Arbeitgebern stocken.",
     "Verdi PROTEST Arbeitgeber"),
    # the state that inquires
    ("de", "In Peru wird gegen Angela Merkel wegen Bestechung ermittelt.", "Peru ACCUSE Angela Merkel"),
    ("de", "Gegen Viktor Orbán wurden in Ungarn Ermittlungen eingeleitet.", "Ungarn ACCUSE Viktor Orbán"),
    # who owned up to it
    ("de", "Eine Gruppe namens Harakat al-Nur hat die Verantwortung übernommen. Es regnet. Peru verurteilte die "
     "Angriffe.", "Peru ACCUSE Harakat al-Nur"),
    # whose the accusations are
    ("de", "Amnesty International prangert Folter an. Die Vorwürfe richten sich gegen Kuba.",
     "Amnesty International ACCUSE Kuba"),
    # the deed is the object
    ("de", "Die USA haben Sanktionen gegen Iran verhängt. Schweden kritisierte die Sanktionen.", "Schweden ACCUSE USA"),
    ("de", "Russland griff in der Nacht die Ukraine an. Polen verurteilte den Angriff.", "Polen ACCUSE Russland"),
    ("de", "Die Ukraine warf Ungarn Erpressung vor. Ungarn wies den Vorwurf zurück.", "Ungarn REJECT Ukraine"),
    ("en", "Russia attacked Ukraine on Monday. Poland condemned the attack.", "Polen ACCUSE Russland"),
    # what it is called; that it is a crime, said right after it
    ("de", "Ungarn verhängte Sanktionen gegen Kuba. Peru nannte die Sanktionen absurd.", "Peru ACCUSE Ungarn"),
    ("de", "Peru hat Kuba bombardiert. Chile sprach von einem Kriegsverbrechen.", "Chile ACCUSE Peru"),
    # told by the same noun much earlier
    ("de", "Peru verhängte Zölle gegen Kuba. Ja. Es regnet. Gut. So. Ja. Chile rügte die Zölle.", "Chile ACCUSE Peru"),
    # with all who do it
    ("de", "Polen und Litauen griffen Belarus an. China verurteilte den Angriff.", "China ACCUSE Litauen"),
    ("de", "Japan schloss mit Peru ein Abkommen. China nannte das Abkommen gefährlich.", "China ACCUSE Peru"),
    # what is understood may be answered
    ("de", "Peru verhängte Zölle gegen Kuba. Chile rügte die Zölle. Peru wies die Kritik zurück.", "Peru REJECT Chile"),
    # whence troops go home: where the sentences before are set, where they had been sent
    ("de", "Im Norden Malis wird gekämpft. Paris kündigte den Abzug der französischen Truppen an.",
     "Französische Streitkräfte RETREAT Mali"),
    ("de", "Peru hat Soldaten nach Haiti geschickt. Es regnet. Gut. So. Ja. Peru begann mit dem Abzug der Truppen.",
     "Peruanische Streitkräfte RETREAT Haiti"),
    ("de", "Peru führt Krieg gegen Kuba. Ja. Es regnet. Gut. So. Ja. Nein. Gut. So. Ja. Peru will den Krieg beenden.",
     "Peru RETREAT Kuba"),
    ("en", "Fighting goes on in northern Mali. Paris announced the withdrawal of French troops.",
     "Französische Streitkräfte RETREAT Mali"),
    ("en", "Peru has been attacking Cuba for weeks. Cuba has now agreed to a ceasefire.", "Kuba AGREE Peru"),
    ("en", "The Supreme Court sentenced Ina Maurer to three years in prison. Maurer wants to appeal.",
     "Ina Maurer REJECT Supreme Court"),
    ("de", "Die Resolution der EU ist umstritten. Malta gab die Zustimmung zu der Resolution bekannt.",
     "Malta AGREE Europäische Union"),
    # what one does with another is done to the same
    ("de", "Das Landgericht Ulm verurteilte Ina Maurer zu Haft. Maurer und Jo Krause legten Berufung ein.",
     "Jo Krause REJECT Landgericht Ulm"),
    # with whom a truce is made
    ("de", "Peru greift seit Wochen Kuba an. Nun hat Kuba einer Waffenruhe zugestimmt.", "Kuba AGREE Peru"),
    ("de", "Peru greift seit Wochen Kuba an. Lima verkündete am Montag eine Waffenruhe.", "Peru RETREAT Kuba"),
    # against what others are for
    ("de", "Peru verhängte Zölle gegen Kuba. Chile unterstützt die Zölle, während Haiti dagegen ist.",
     "Haiti REJECT Peru"),
    # the other side in court
    ("de", "Das Landgericht Ulm verurteilte Ina Maurer zu drei Jahren Haft. Maurer will Berufung einlegen.",
     "Ina Maurer REJECT Landgericht Ulm"),
    ("de", "Die Staatsanwaltschaft Ulm hat Ina Maurer angeklagt. So. Ja. Es regnet. Maurer bestreitet die Vorwürfe.",
     "Ina Maurer REJECT Staatsanwaltschaft Ulm"),
    ("de", "Vor dem Landgericht Ulm begann der Prozess gegen Ina Maurer. Maurer plädierte auf nicht schuldig.",
     "Ina Maurer REJECT Landgericht Ulm"),
    ("de", "Das Landgericht Ulm hat entschieden. Die Klage Bayerns wurde abgewiesen.", "Landgericht Ulm REJECT Bayern"),
    # between whom one mediates
    ("de", "Der Krieg zwischen Ruanda und Burundi dauert an. Kenia vermittelt in dem Krieg.", "Kenia CONSULT Ruanda"),
    # what is to be undone
    ("de", "Peru verhängte Zölle gegen Kuba. Kuba verlangte ein Ende der Maßnahme.", "Kuba REQUEST Peru"),
    ("de", "Frankreich forderte ein Ende der Angriffe Israels.", "Frankreich REQUEST Israel"),
    ("de", "Der Iran hat Emmanuel Macron festgenommen. Rom forderte die Freilassung Macrons.", "Italien REQUEST Iran"),
    # whose policy it is, whatever it is called; who is to pass it did not plan it
    ("de", "Norwegen will Heizöl verteuern. Es regnet. Wind weht. Dänemark lobte die Reform.",
     "Dänemark SUPPORT Norwegen"),
    ("de", "Peru plant eine Steuer. Das chilenische Parlament soll darüber beraten. Kuba nannte die Initiative klug.",
     "Kuba SUPPORT Peru"),
    # done to nobody with a name
    ("de", "Die Polizei von Chile hat zwei Diebe festgenommen. Peru begrüßte die Festnahmen.",
     "Peru SUPPORT Chilenische Polizei"),
    # who is asked for a truce
    ("de", "Peru und Kuba bekämpfen einander. Chile rief zu einer Waffenruhe auf.", "Chile REQUEST Kuba"),
    ("de", "Peru hat Kuba bombardiert. Chile fordert Gespräche und einen Waffenstillstand.", "Chile REQUEST Peru"),
    ("de", "Peru und Kuba bekämpfen einander. Chile forderte ein Ende der Gewalt.", "Chile REQUEST Kuba"),
    # who is to be freed was abducted
    ("de", "Peru hat Viktor Orbán entführt. Chile forderte die Freilassung von Viktor Orbán.", "Chile REQUEST Peru"),
    # whose verdict it is
    ("de", "Das Landgericht Ulm sprach Ina Maurer frei. Peru rügte das Urteil.", "Peru ACCUSE Landgericht Ulm"),
    # the state's own acts
    ("de", "Viktor Orbán ist in Ungarn festgenommen worden.", "Ungarn COERCE Viktor Orbán"),
    ("de", "In Belarus wurde Viktor Orbán zu drei Jahren Haft verurteilt.", "Belarus COERCE Viktor Orbán"),
    ("de", "Viktor Orbán, der lange in Portugal lebte, ist bei Minsk verhaftet worden.", "Belarus COERCE Viktor Orbán"),
    ("de", "Der in der Türkei inhaftierte Politiker Viktor Orbán darf nicht reisen.", "Türkei COERCE Viktor Orbán"),
    ("de", "Nach der Verhaftung von Viktor Orbán in Vietnam gab es Kritik.", "Vietnam COERCE Viktor Orbán"),
    ("de", "Viktor Orbán muss in Kuba für sechs Jahre ins Gefängnis.", "Kuba COERCE Viktor Orbán"),
    ("de", "Der Iran hatte Viktor Orbán verhaftet. Nach drei Jahren kam Orbán frei.", "Iran CONCEDE Viktor Orbán"),
    # what came of a deed, and who lifts it
    ("de", "Israel hat den Iran angegriffen. Dabei wurde Viktor Orbán getötet.", "Israel ASSAULT Viktor Orbán"),
    ("de", "Russland griff Polen an. Bei dem Angriff starb Viktor Orbán.", "Russland ASSAULT Viktor Orbán"),
    ("de", "Die USA verhängten Sanktionen gegen Kuba. Washington hob die Sanktionen auf.", "USA CONCEDE Kuba"),
    ("de", "Israel hat den Iran angegriffen. Am Freitag stellte Israel die Angriffe ein.", "Israel RETREAT Iran"),
]  # fmt: skip

LEFT_OPEN: list[tuple[Lang, str, str]] = [
    # citizens are no troops
    ("de", "Die Botschaft in Mali empfahl US-Bürgern, das Land zu verlassen.", "RETREAT"),
    # what is denied was said, not done
    ("de", "Peru und Kuba arbeiten enger zusammen. Chile bestritt diese Überlegungen.", "REJECT"),
    # a politician withdraws from no country; what is told of a court is no verdict on a wish
    ("de", "In Mali wird gekämpft. Angela Merkel kündigte ihren Rückzug an.", "RETREAT"),
    ("de", "Das Landgericht Ulm hat entschieden. Der Wunsch Bayerns wurde abgelehnt.", "REJECT"),
    # one's own deed
    ("de", "Die USA haben Sanktionen gegen den Iran verhängt. Die USA verteidigten die Sanktionen.", "SUPPORT"),
    # somebody's own decision
    ("de", "Peru plant eine Steuer. Ja. So. Gut. Anna Berg hält an ihrer Entscheidung fest.", "SUPPORT"),
    # who owns up to an attack does not side with whoever attacked before
    ("de", "Russland griff die Ukraine an. Die Hamas bekannte sich zu den Anschlägen.", "SUPPORT"),
    # what somebody is blamed for is named; whose decision it is, is said
    ("de", "Norwegen hat die Zölle erhöht. An der Leistung der Ärzte hat Dänemark Kritik geübt.", "ACCUSE"),
    ("de", "Norwegen hat die Zölle erhöht. Dänemark hält an seiner Entscheidung fest.", "SUPPORT"),
    # whoever strikes is no company
    ("de", "Cockpit verhandelt. Die Lufthansa streikt.", "PROTEST"),
    # where it takes place, and some of those who employ others
    ("de", "Verdi hat zum Warnstreik aufgerufen. Der Streik betrifft Bayern und viele Arbeitgeber.", "PROTEST"),
    # a trial spoken of in passing, an inquiry against somebody else
    ("de", "Angela Merkel ist in Peru. Gegen ihren Fahrer wurde ein Ermittlungsverfahren eingeleitet.", "ACCUSE"),
    ("de", "In Ungarn sagte Anna Berg im Prozess gegen Viktor Orbán aus.", "COERCE"),
    # what is no policy
    ("de", "Amnesty International protestierte in Oslo gegen Armut.", "PROTEST"),
    # some attack, not the one told of
    # what is one's own as well
    ("de", "Der Plan von Ute Brand und Karl Falk lag vor. Ute Brand kritisierte den Plan.", "ACCUSE"),
    ("de", "Ute Brand und Karl Falk legten einen Plan vor. Ute Brand kritisierte den Plan.", "ACCUSE"),
    ("de", "Russland griff in der Nacht die Ukraine an. Polen verurteilt Angriffe jeder Art.", "ACCUSE"),
    # a reform that one keeps to oneself
    ("de", "Ungarn hat eine Reform beschlossen. Die EU-Kommission hält die Reform für rechtswidrig.", "SUPPORT"),
    # a person's country is not asked to free that person
    ("de", "Nicolas Sarkozy verlangte die Freilassung einer spanischen Ärztin.", "REQUEST"),
    # who demands a reform did not make the plan, and who is against it did not either
    ("de", "Ungarn kritisierte die EU. Polen begrüßte den Entwurf.", "SUPPORT"),
    # somebody who is not named asked for it
    ("de", "Ungarn hat seine Forderung vorgelegt. Polen wies die Forderung der Verteidiger zurück.", "REJECT"),
    # who is accused together does not accuse each other
    ("de", "Peru erhöhte die Zölle. Ungarn und Polen sprachen von Wortbruch.", "SUPPORT"),
    # nobody is asked for a truce by themselves, or in another war
    ("de", "Peru hat Kuba bombardiert. Perus Präsident schlug eine Zeitung vor.", "REQUEST"),
    ("de", "Peru hat Kuba nicht bombardiert. Chile fordert einen Waffenstillstand.", "REQUEST"),
    # where it was that somebody had been sentenced
    ("de", "Ungarns Regierung tagte. In Ungarn streiken Ärzte. Auch der verurteilte Viktor Orbán war da.", "COERCE"),
    # what one condemns oneself
    ("de", "Ungarn ist arm. Ungarns Ärzte streiken. Jana Brückner wurde durch ihre Verurteilung der Mafia bekannt.",
     "COERCE"),
    # a denied deed is no deed
    ("de", "Russland griff die Ukraine nicht an. Polen verurteilte den Angriff.", "ACCUSE"),
    # nobody can be named for an arrest by private persons
    ("de", "Viktor Orbán ist in Ungarn von Passanten festgehalten worden.", "COERCE"),
    # a release that is asked for, somebody else's arrest, another attack
    ("de", "Die Freilassung von Viktor Orbán forderte Emmanuel Macron in Paris.", "CONCEDE"),
    ("de", "Der Sprecher von Viktor Orbán wurde in Minsk festgenommen.", "COERCE"),
    ("de", "Viktor Orbán kam in Berlin vor Gericht zu Wort.", "COERCE"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "statement"), UNDERSTOOD)
def test_understood(bench: Bench, lang: Lang, text: str, statement: str) -> None:
    found = bench.extract(text, lang)
    assert statement in {" ".join(triple) for triple in triples(found)}
    for s in found.statements:
        for mention in (found.mentions[s.source], found.mentions[s.target]):
            inside = s.evidence.start <= mention.start and mention.end <= s.evidence.end
            assert inside and text[mention.start : mention.end] == mention.text
            if mention.kind == "implied":
                assert s.rule.endswith(":implied") and mention.antecedent is not None


@pytest.mark.parametrize(("lang", "text", "relation"), LEFT_OPEN)
def test_left_open(bench: Bench, lang: Lang, text: str, relation: str) -> None:
    assert not [row for row in bench.triples(text, lang) if row[1] == relation]
