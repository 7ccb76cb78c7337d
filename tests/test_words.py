"""Events made of words: judgements, moods, demands, denials, stances and meetings, also over the sentence before."""

from __future__ import annotations

import pytest
from bench import Bench

from kgraph.model import Lang

SAID: list[tuple[Lang, str, str]] = [
    # judgements in what speakers say
    ("de", "Der Zoll der USA sei ungerecht, sagte Mark Carney.", "Mark Carney ACCUSE USA"),
    ("de", "Schuld an der Krise sei Ungarn, sagte Donald Tusk.", "Donald Tusk ACCUSE Ungarn"),
    ("de", "Der Plan Norwegens gehe zu weit, sagte Mette Frederiksen.", "Mette Frederiksen ACCUSE Norwegen"),
    ("de", "Aus Sicht von Mark Rutte gefährdet Serbien den Frieden.", "Mark Rutte ACCUSE Serbien"),
    ("de", "Hinter dem Brand stecke Belarus, sagte Donald Tusk.", "Donald Tusk ACCUSE Belarus"),
    ("de", "Peru verkaufte die Insel. Das sei ein Skandal, sagte Gabriel Boric.", "Gabriel Boric ACCUSE Peru"),
    ("en", "Peru's decision was a disgrace, Gabriel Boric said.", "Gabriel Boric ACCUSE Peru"),
    ("en", "Belarus was behind the explosion, Poland said.", "Polen ACCUSE Belarus"),
    # what one calls things, and words for the worse that no list has
    ("de", "Mark Carney hält die Pläne Norwegens für unausgegoren.", "Mark Carney ACCUSE Norwegen"),
    ("de", "Peru plant eine Mauer. Mark Carney nannte die Idee absurd.", "Mark Carney ACCUSE Peru"),
    ("en", "Peru wants a wall. Mark Carney called the idea absurd.", "Mark Carney ACCUSE Peru"),
    # moods
    ("de", "Enttäuscht über den Beschluss Ungarns äußerte sich Mark Carney.", "Mark Carney ACCUSE Ungarn"),
    ("de", "Japan ist wegen der wachsenden Interessen Chinas besorgt.", "Japan ACCUSE China"),
    ("en", "Mark Carney is grateful to Norway.", "Mark Carney SUPPORT Norwegen"),
    # what one meets with, whose plans meet with it, and what stands first
    ("de", "Der Vorschlag Kenias stieß bei Uganda auf Zustimmung.", "Uganda SUPPORT Kenia"),
    ("de", "Kritik an Norwegen übte auch Mark Carney.", "Mark Carney ACCUSE Norwegen"),
    ("de", "Verständnis für die Haltung Kenias äußerte Mark Carney.", "Mark Carney SUPPORT Kenia"),
    # "dafür", "dagegen", "auch", the same thing, refusals that name nothing
    ("de", "Norwegen will den Zoll abschaffen. Dagegen sprach sich Chile aus.", "Chile REJECT Norwegen"),
    ("de", "Norwegen will den Zoll abschaffen. Chile ist dagegen.", "Chile REJECT Norwegen"),
    ("de", "Norwegen will den See kaufen. Chile lehnte einen Verkauf ab.", "Chile REJECT Norwegen"),
    ("en", "Norway offered to buy the lake. Chile refused.", "Chile REJECT Norwegen"),
    ("de", "Norwegen will den Zoll abschaffen. Das begrüßte Mark Carney.", "Mark Carney SUPPORT Norwegen"),
    ("de", "Kenia verlangte von Uganda Geld. Das lehnte Uganda ab.", "Uganda REJECT Kenia"),
    ("de", "Norwegen will den Zoll abschaffen. Chile reagierte empört.", "Chile ACCUSE Norwegen"),
    ("de", "Norwegen will den Zoll abschaffen. Kritik kam aus Chile.", "Chile ACCUSE Norwegen"),
    ("de", "Norwegen will den Zoll abschaffen. Chile stimmte dem zu.", "Chile AGREE Norwegen"),
    ("de", "Auch in der CDU gibt es Kritik an Norwegen.", "Christlich Demokratische Union ACCUSE Norwegen"),
    # where voices grow loud
    ("de", "Innerhalb der CDU wächst die Kritik an Norwegen.", "Christlich Demokratische Union ACCUSE Norwegen"),
    ("de", "Aus der CDU wurde Kritik an Norwegen laut.", "Christlich Demokratische Union ACCUSE Norwegen"),
    ("de", "Auch aus Moskau gab es Kritik an Norwegen.", "Russland ACCUSE Norwegen"),
    # for whom something is bad; whom a verb of blame needs
    ("de", "Für die FDP ist die Politik Norwegens ein Fehler.", "Freie Demokratische Partei ACCUSE Norwegen"),
    ("de", "Zugleich warf der Minister Boris Pistorius der CDU Blockade vor.",
     "Boris Pistorius ACCUSE Christlich Demokratische Union"),
    # too much of anything, and praise that is denied
    ("de", "Mark Carney nannte die Steuern Norwegens zu hoch.", "Mark Carney ACCUSE Norwegen"),
    ("en", "Mark Carney called Norway's law too weak.", "Mark Carney ACCUSE Norwegen"),
    ("de", "Mark Carney ist nicht begeistert von den Plänen Norwegens.", "Mark Carney ACCUSE Norwegen"),
    # what is denied is what was claimed
    ("de", "Nach Angaben Ugandas hat Kenia einen Zug beschossen. Kenia dementierte das.", "Kenia REJECT Uganda"),
    ("en", "According to Uganda, Kenya bombed a bridge. Kenya denied this.", "Kenia REJECT Uganda"),
    # whose ruling it is
    ("de", "Der Bundestag hat das Gesetz gebilligt. Chile kritisierte das Votum.", "Chile ACCUSE Deutscher Bundestag"),
    # demands
    ("de", "Kenia sei gefordert, sagte Mark Rutte.", "Mark Rutte REQUEST Kenia"),
    ("de", "Es liege an Kenia, den Streit zu beenden, sagte Mark Rutte.", "Mark Rutte REQUEST Kenia"),
    # meetings
    ("de", "Mark Rutte sprach mit Kollegen aus Japan und Kenia.", "Mark Rutte CONSULT Kenia"),
    ("de", "Auf einer Pressekonferenz mit Mark Carney lobte Mark Rutte den Plan.", "Mark Rutte CONSULT Mark Carney"),
    ("de", "In einem Telefonat bat Mark Carney den Nato-Chef Mark Rutte um Geld.", "Mark Carney CONSULT Mark Rutte"),
    ("de", "Kenia spielt eine Rolle als Vermittler zwischen Peru und Chile.", "Kenia CONSULT Chile"),
    ("en", "Friedrich Merz spoke alongside Donald Tusk in Oslo.", "Friedrich Merz CONSULT Donald Tusk"),
    # the government of one's own country, if one is none of it
    ("de", "Die Bundesregierung habe versagt, sagte die Abgeordnete Maria Vogel.", "Maria Vogel ACCUSE Deutschland"),
    ("de", "Andreas Babler ortet bei der ÖVP einen Skandal.", "Andreas Babler ACCUSE Österreichische Volkspartei"),
    ("de", "„Das ist ein Skandal“, sagte Mark Rutte über die Pläne von Mark Carney.", "Mark Rutte ACCUSE Mark Carney"),
    ("de", "Die Schuld liege bei Norwegen, sagte Mark Rutte.", "Mark Rutte ACCUSE Norwegen"),
    ("de", "Mark Rutte kritisierte das von Mark Carney vorgelegte Gesetz.", "Mark Rutte ACCUSE Mark Carney"),
    ("de", "Mark Rutte nannte den von Mark Carney vorgelegten Plan absurd.", "Mark Rutte ACCUSE Mark Carney"),
    # a preposition behind a name
    ("de", "Greenpeace International zufolge gefährdet die Regierung in Oslo die Wale.",
     "Greenpeace International ACCUSE Norwegen"),
]  # fmt: skip

NOT_SAID: list[tuple[Lang, str, str]] = [
    # nobody is blamed: whose misfortune, what is a danger for whom, what is denied
    ("de", "Mark Carney sprach von einer Gefahr für Norwegen.", "ACCUSE"),
    ("de", "Mark Carney ist besorgt über die Gesundheit von Mark Rutte.", "ACCUSE"),
    ("de", "Mark Carney sprach von einem Erfolg Norwegens.", "SUPPORT"),
    ("de", "Norwegen sei ein guter Ort für einen Gipfel, sagte Mark Carney.", "SUPPORT"),
    ("en", "Mark Carney spoke of a danger for Norway.", "ACCUSE"),
    ("de", "Mark Carney ist nicht besorgt über die Pläne Norwegens.", "ACCUSE"),
    ("de", "Für Norwegen ist der Angriff Kenias eine Katastrophe.", "ACCUSE"),
    ("de", "Norwegen und Kenia führen Krieg. Mark Carney sieht einen Plan, den Krieg zu beenden.", "ACCUSE"),
    ("de", "Die Bundesregierung habe versagt, sagte Verteidigungsminister Boris Pistorius.", "ACCUSE"),
    # who rejects as absurd rejects, and no more
    ("de", "Mark Carney wies die Forderung Norwegens als absurd zurück.", "ACCUSE"),
    # a condition, and not a demand
    ("de", "Sollte Kenia angreifen, werde Uganda antworten, sagte Mark Rutte.", "REQUEST"),
    # nobody welcomes what is done to them
    ("de", "Uganda griff Kenia an. Kenia begrüßte das.", "SUPPORT"),
    # weapons act too: the first noun of a clause may well be its subject
    ("de", "Kenianische Raketen trafen Oslo.", "CONSULT"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "statement"), SAID)
def test_said(bench: Bench, lang: Lang, text: str, statement: str) -> None:
    assert statement in {" ".join(triple) for triple in bench.triples(text, lang)}


@pytest.mark.parametrize(("lang", "text", "relation"), NOT_SAID)
def test_not_said(bench: Bench, lang: Lang, text: str, relation: str) -> None:
    assert not [row for row in bench.triples(text, lang) if row[1] == relation]
