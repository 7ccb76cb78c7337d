"""Who visits, meets and works with whom, where no "mit" says so: guests, allies, those who stand side by side."""

from __future__ import annotations

import pytest
from bench import Bench

SAID = [
    # what several make public, hand over, buy or say together
    ("Einen Entwurf legten Norwegen und Dänemark vor.", "Norwegen COOPERATE Dänemark"),
    ("Die dänischen Behörden übergaben den Täter an die norwegische Regierung.", "Dänemark COOPERATE Norwegen"),
    ("Norwegen hat bei Dänemark zwei Fähren bestellt.", "Norwegen COOPERATE Dänemark"),
    ("Erna Solberg und Mette Frederiksen riefen gemeinsam zu Spenden auf.", "Erna Solberg COOPERATE Mette Frederiksen"),
    # visits: of towns, and of those who simply are there
    ("Bundeskanzler Olaf Scholz besuchte am Montag Krakau.", "Olaf Scholz CONSULT Polen"),
    ("Die Außenministerin Mélanie Joly besuchte Ende Juni Berlin.", "Mélanie Joly CONSULT Deutschland"),
    ("Die norwegische Ministerpräsidentin Erna Solberg ist in China.", "Erna Solberg CONSULT China"),
    ("Der irische Premierminister Micheál Martin sprach in Oslo. "
     "Es ist der erste Besuch eines irischen Regierungschefs in Norwegen seit neun Jahren.",
     "Micheál Martin CONSULT Norwegen"),
    # those who come as guests meet those of whom is told next
    ("Außenminister Johann Wadephul reist am Montag nach Kanada. Geplant sind Gespräche mit Mark Carney.",
     "Johann Wadephul CONSULT Mark Carney"),
    ("Der Staatsbesuch von Emmanuel Macron in Kanada begann mit einem Empfang bei Premier Mark Carney.",
     "Emmanuel Macron CONSULT Mark Carney"),
    ("Der ungarische Präsident Tamás Sulyok besuchte Helsinki. "
     "Bei dem Treffen mit Präsident Alexander Stubb kamen sich beide Länder näher.",
     "Tamás Sulyok CONSULT Alexander Stubb"),
    # those who take part
    ("In Oman verhandelten die Schweiz und der Iran. "
     "An den Gesprächen werden auch die Außenminister Polens und Spaniens teilnehmen.",
     "Polen CONSULT Spanien"),
    ("Am Abend kamen Spitzenvertreter der Regierungskoalition aus SPD und Grünen zusammen.",
     "Sozialdemokratische Partei Deutschlands CONSULT Bündnis 90/Die Grünen"),
    ("Kanada stritt mit sich. Am Freitag gibt es ein Abendessen mit Kanzler Friedrich Merz. "
     "Auch der Nato-Generalsekretär nimmt an dem Treffen teil.", "NATO CONSULT Friedrich Merz"),
    ("Während des Leipzig-Besuchs von US-Präsident Barack Obama ruhte der Verkehr.",
     "Barack Obama CONSULT Deutschland"),
    ("Die Demokraten fordern mehr Geld. In den USA regnet es. Die Republikaner lehnen das ab. Es wird dunkel. "
     "Beide Parteien verhandeln weiter.", "Demokratische Partei CONSULT Republikanische Partei"),
    ("Mélanie Joly erklärte die Bereitschaft ihres Landes, Gespräche mit dem Iran zu führen.",
     "Kanada CONSULT Iran"),
    ("Der Veranstalter rief die norwegische Botschaft in Kairo an, die das Außenministerium in Oslo informierte.",
     "Norwegische Botschaft CONSULT Norwegisches Außenministerium"),
    ("Die Präsidenten Tamás Sulyok und Alexander Stubb trafen sich am Rande der Konferenz.",
     "Tamás Sulyok CONSULT Alexander Stubb"),
    ("Die drei europäischen Staaten Portugal, Spanien und Italien verhandeln mit Tunesien.",
     "Spanien CONSULT Tunesien"),
    ("An den Gesprächen in Bern waren neben Kenia auch Ghana und Togo beteiligt.", "Togo CONSULT Kenia"),
    ("Auf dem Programm der Kanzlerin Angela Merkel steht ein Treffen mit Emmanuel Macron.",
     "Angela Merkel CONSULT Emmanuel Macron"),
    # before a parliament
    ("Innenminister Matteo Piantedosi stellte sich am Freitag den Fragen der Opposition in Rom.",
     "Matteo Piantedosi CONSULT Italienische Opposition"),
    # allies
    ("Am Dienstag haben Norwegen und Dänemark ein Schiff Polens angegriffen.", "Norwegen COOPERATE Dänemark"),
    ("Seit Mai führen Norwegen und Dänemark Krieg gegen Polen.", "Norwegen COOPERATE Dänemark"),
    ("Kenia und Ghana haben Truppen nach Haiti geschickt.", "Kenia COOPERATE Ghana"),
    ("In Bremen stimmten CDU und FDP gemeinsam mit der Opposition AfD für den Antrag.",
     "Christlich Demokratische Union COOPERATE Alternative für Deutschland"),
    ("Die Grünen haben im Bundestag gemeinsam mit der Linken einen Antrag eingebracht.",
     "Bündnis 90/Die Grünen COOPERATE Die Linke"),
    # whose partner: of the one right before
    ("Boeing kritisierte das Angebot von Siemens und seinem Partner Alstom.", "Alstom COOPERATE Siemens"),
    ("Der Bericht sagt, es sei gefährlich für Kanada, mit China zusammenzuarbeiten.", "Kanada COOPERATE China"),
]  # fmt: skip

NOT_SAID = [
    # each may send troops of its own, and what adds up to a number is no deed
    ("Norwegen und Dänemark wollen Soldaten nach Grönland schicken.", "Norwegen COOPERATE Dänemark"),
    ("Zusammen mit der FDP erreichte die SPD keine Mehrheit.",
     "Sozialdemokratische Partei Deutschlands COOPERATE Freie Demokratische Partei"),
    ("Bundeskanzler Olaf Scholz besuchte am Montag Dresden.", "Olaf Scholz CONSULT Deutschland"),
    ("Der Händler Karl Baumert kam 2008 nach Syrien.", "Karl Baumert CONSULT Syrien"),
    ("Ministerpräsidentin Erna Solberg ist wieder zurück in China.", "Erna Solberg CONSULT China"),
    ("Australien ließ Helfer nach Kanada fliegen.", "Australien CONSULT Kanada"),
    ("Bei einem Treffen mit Präsident Alexander Stubb gewann Finnland.", "Finnland CONSULT Alexander Stubb"),
    ("Die Botschaft riet Kanadas Bürgern, die kanadische Botschaft aufzusuchen.",
     "Kanada CONSULT Kanadische Botschaft"),
    ("Die regierende Partei, die Bürgerunion von Präsident Karl Baumert, gewann.",
     "Karl Baumert COOPERATE Bürgerunion"),
    ("Kritik kam aus der Koalition und der Opposition in Berlin.", "Deutschland COOPERATE Deutsche Opposition"),
    ("Norwegen erklärte die Bereitschaft Polens, Gespräche mit dem Iran zu führen.", "Norwegen CONSULT Iran"),
    ("Berlin und Brandenburg arbeiten eng zusammen.", "Deutschland COOPERATE Brandenburg"),
    ("Die US-Importzölle treffen Volkswagen hart.", "USA CONSULT Volkswagen"),
    ("Der Sturm Xaver Holm hat Jamaika getroffen.", "Xaver Holm CONSULT Jamaika"),
    ("Norwegen und Dänemark lehnten den Vorschlag Polens ab.", "Norwegen COOPERATE Dänemark"),
    ("Außenminister Johann Wadephul reist nach Kanada. Emmanuel Macron hielt eine Rede.",
     "Emmanuel Macron CONSULT Johann Wadephul"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statement"), SAID)
def test_partners(bench: Bench, text: str, statement: str) -> None:
    """Guests, participants and allies are found without a phrase of their own."""
    assert statement in bench.told(text)


@pytest.mark.parametrize(("text", "statement"), NOT_SAID)
def test_no_partners(bench: Bench, text: str, statement: str) -> None:
    """Private travellers, countries among themselves, mere neighbours in a list."""
    assert statement not in bench.told(text)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Norwegian Prime Minister Erna Solberg is in China.", "Erna Solberg CONSULT China"),
        ("Norway and Denmark attacked Poland on Monday.", "Norwegen COOPERATE Dänemark"),
        (
            "Presidents Tamás Sulyok and Alexander Stubb met in Tallinn.",
            "Tamás Sulyok CONSULT Alexander Stubb",
        ),
    ],
)
def test_partners_in_english(bench: Bench, text: str, statement: str) -> None:
    """The same in English."""
    assert statement in bench.told(text, "en")
