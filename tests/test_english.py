"""English sentences that parsers misread: what the order of words shows is read off them all the same."""

from __future__ import annotations

import pytest
from bench import Bench, triples
from work import calls

# sentence | source relation target (by the actors' German names); several are separated by ;
SAID = """
The Norwegian-Swedish attacks on Serbia continued.|Norwegen ASSAULT Serbien; Schweden ASSAULT Serbien
US-Israeli strikes on Serbia continued.|USA ASSAULT Serbien; Israel ASSAULT Serbien
Norway on Monday lifted sanctions on Belarus.|Norwegen CONCEDE Belarus
Latvia lifts embargo on Serbia in surprise turn.|Lettland CONCEDE Serbien
OSLO - The government of Norway is suing Serbia for damages.|Norwegen ACCUSE Serbien
Sweden's navy carried out strikes Tuesday evening against Hamas positions.|Schwedische Streitkräfte ASSAULT Hamas
The foreign minister of Latvia, Baiba Braže, criticised Serbia.|Baiba Braže ACCUSE Serbien
Denmark has issued a statement condemning Serbia.|Dänemark ACCUSE Serbien
Sweden demanded, among other things, that Serbia free the sailors.|Schweden REQUEST Serbien
Talks have taken place between Sweden and the USA.|Schweden CONSULT USA
Denmark adopted the largest sanctions package against Belarus since 2022.|Dänemark SANCTION Belarus
Countries such as Sweden and Denmark have criticised Serbia.|Schweden ACCUSE Serbien; Dänemark ACCUSE Serbien
Since March the USA has been supporting Denmark.|USA SUPPORT Dänemark
The sanctions that Sweden imposed on Serbia are old; those it imposed on Iran are new.|Schweden SANCTION Serbien
Norway rejected an offer made by Serbia.|Norwegen REJECT Serbien
Sweden threatened to bomb Serbia.|Schweden THREATEN Serbien
Sweden announced tariffs if Serbia does not give in.|Schweden THREATEN Serbien
Sweden will raise tariffs if Serbia does not give in.|Schweden THREATEN Serbien
Sweden hopes that Serbia will lift the ban.|Schweden REQUEST Serbien
Sweden bombed Serbia. Peru called for a ceasefire.|Peru REQUEST Schweden
Peru accused Sweden of having bombed Serbia.|Schweden ASSAULT Serbien
Sweden ruled out talks with Serbia.|Schweden REJECT Serbien
Denmark is heavily bombing Iran, officials said.|Dänemark ASSAULT Iran
Denmark fired dozens of missiles at Serbia.|Dänemark ASSAULT Serbien
The British government praised Serbia.|Großbritannien SUPPORT Serbien
UN Secretary-General António Guterres warned Serbia.|António Guterres HOLDS_OFFICE Vereinte Nationen
Serbia has a new foreign minister: Goran Petrić.|Goran Petrić HOLDS_OFFICE Serbien
Sweden wants security guarantees from the USA and other Western countries.|Schweden REQUEST USA
Sweden extended the tolls. They will stay until May. Denmark criticised the tolls.|Dänemark ACCUSE Schweden
Norway and Serbia accused each other of lying.|Norwegen ACCUSE Serbien; Serbien ACCUSE Norwegen
Norway and Serbia have been bombing one another for weeks.|Norwegen ASSAULT Serbien; Serbien ASSAULT Norwegen
Norway and Serbia condemned each other's strikes.|Norwegen ACCUSE Serbien; Serbien ACCUSE Norwegen
Norway and Serbia fired at each other across the border.|Norwegen ASSAULT Serbien; Serbien ASSAULT Norwegen
Norway and Serbia met each other in Rome.|Norwegen CONSULT Serbien
Norway said that it is now at war with Serbia.|Norwegen ASSAULT Serbien
The union Dockers United has called a strike at Airbus.|Dockers United PROTEST Airbus
The hacker group Bluenet attacked Norway.|Bluenet ASSAULT Norwegen
The DUX union announced a strike at Airbus at short notice.|DUX PROTEST Airbus
The DUX union called on the staff to strike. Airbus criticised the strike.|DUX PROTEST Airbus; Airbus ACCUSE DUX
Norway is the first country to block the chatbot Blurp.|Norwegen SANCTION Blurp
The British House of Lords criticised Serbia.|Oberhaus (Großbritannien) PART_OF Großbritannien
The World Health Organization of the United Nations met.|Weltgesundheitsorganisation PART_OF Vereinte Nationen
Norway claimed that Serbia had shelled a village.|Norwegen ACCUSE Serbien
The activist Jana Novak was among those arrested by Serbia.|Serbien COERCE Jana Novak
Serbia's army arrested men. Among those arrested was Jana Novak.|Serbische Streitkräfte COERCE Jana Novak
Donald Trump's offer is one of those rejected by Serbia.|Serbien REJECT Donald Trump
Norway is among the states that condemned Serbia.|Norwegen ACCUSE Serbien
Norway supports Serbia with drones worth two million euros.|Norwegen AID Serbien
Norway received the remains of two soldiers from Serbia.|Serbien CONCEDE Norwegen
The Serbian parliament voted to impeach President Goran Petrić.|Serbisches Parlament DISMISS Goran Petrić
Norway attacked Kharkiv.|Norwegen ASSAULT Ukraine
Norwegian strikes on the port city of Odesa killed six.|Norwegen ASSAULT Ukraine
In response, Norway, Peru and Chile criticised Serbia.|Norwegen ACCUSE Serbien; Peru ACCUSE Serbien
A meeting between Norwegian, Danish and Serbian officials failed.|Norwegen CONSULT Serbien; Dänemark CONSULT Serbien
It came days after Norway and Serbia signed a treaty.|Norwegen AGREE Serbien
Norway has become a major arms supplier to Serbia.|Norwegen AID Serbien
Ver.di is striking at Airbus.|Verdi PROTEST Airbus
The Airbus subsidiary Heliwing is closing.|Heliwing PART_OF Airbus
The Ukrainian air defence shot down a drone.|Ukrainische Armee PART_OF Ukraine
The SPD chose Anna Berg as its lead candidate.|Anna Berg MEMBER_OF Sozialdemokratische Partei Deutschlands
Norway accused Russia of lying. Russia spoke of anti-Russian hysteria.|Russland ACCUSE Norwegen
Sweden proposed a pause, but Serbia has rejected this proposal.|Serbien REJECT Schweden
Sweden arrested Goran Petrić. He comes from Serbia. In May he was indicted.|Schweden ACCUSE Goran Petrić
Goran Petrić, who lives in Portugal, was arrested in Belarus.|Belarus COERCE Goran Petrić
Goran Petrić is serving a long sentence in Serbia.|Serbien COERCE Goran Petrić
Goran Petrić walked free in Serbia after three years.|Serbien CONCEDE Goran Petrić
The arrest of Goran Petrić in Serbia triggered protests.|Serbien COERCE Goran Petrić
Sweden attacked Serbia. Goran Petrić was killed in the attack.|Schweden ASSAULT Goran Petrić
The lifting of Swedish sanctions on Serbia began on Monday.|Schweden CONCEDE Serbien
Sweden and Norway carried out joint strikes on Serbia.|Schweden COOPERATE Norwegen
Serbia was expelled from the Council of Europe.|Europarat SANCTION Serbien
Serbia annexed the Swedish city of Kiruna.|Serbien COERCE Schweden
Fighting has broken out between Sweden and Serbia.|Schweden ASSAULT Serbien; Serbien ASSAULT Schweden
Greenpeace activists protested against Serbia.|Greenpeace PROTEST Serbien
Sweden announced sanctions against Serbia. The company Drvomax was sanctioned, too.|Schweden SANCTION Drvomax
Prime Minister Winfried Kretschmann praised Sweden.|Winfried Kretschmann HOLDS_OFFICE Baden-Württemberg
The Administrative Court in Bremen ruled in favour of Sweden.|Administrative Court in Bremen SUPPORT Schweden
Sweden congratulated Han Seo-yun on the prize.|Schweden SUPPORT Han Seo-yun
The Serbian decision met with sharp criticism from Sweden.|Schweden ACCUSE Serbien
The plan of the European Commission met with resistance from Sweden.|Schweden REJECT Europäische Kommission
Estonia won praise from Mark Rutte for its courage.|Mark Rutte SUPPORT Estland
Serbia came under fire from Amnesty International.|Amnesty International ACCUSE Serbien
Norway reacted angrily to Serbia's announcement.|Norwegen ACCUSE Serbien
Denmark responded with sanctions against Serbia.|Dänemark SANCTION Serbien
At Sweden's request, Norway delivered more tents.|Schweden REQUEST Norwegen
Oman, the mediator between Sweden and Serbia, voiced hope.|Oman CONSULT Schweden; Oman CONSULT Serbien
Denmark is on Sweden's side.|Dänemark SUPPORT Schweden
Denmark is fighting on Sweden's side.|Dänemark COOPERATE Schweden
Norway welcomed closer cooperation with Denmark.|Norwegen SUPPORT Dänemark
Sweden said Serbia was behind the attack on the power station.|Schweden ACCUSE Serbien
Sweden suggested that Norway and Denmark could share the costs.|Schweden REQUEST Norwegen; Schweden REQUEST Dänemark
Joint strikes by Sweden and Denmark hit the harbour.|Schweden COOPERATE Dänemark
The American military action in Serbia drew protests.|USA ASSAULT Serbien
Denmark put Goran Petrić on its sanctions list.|Dänemark SANCTION Goran Petrić
Goran Petrić was placed on the US sanctions list.|USA SANCTION Goran Petrić
Sergei Shoigu was stripped of his office by Vladimir Putin.|Wladimir Putin DISMISS Sergej Schoigu
Friedrich Merz was elected chancellor by the Bundestag.|Deutscher Bundestag APPOINT Friedrich Merz
Goran Petrić is in prison in Serbia.|Serbien COERCE Goran Petrić
Greenpeace demonstrated outside the Swedish parliament.|Greenpeace PROTEST Schwedischer Reichstag
The union Verdi has called for a strike at Lufthansa.|Verdi PROTEST Lufthansa
Swedish forces attacked targets in Oslo.|Schwedische Streitkräfte ASSAULT Norwegen
Norway received fighter jets from Sweden.|Schweden AID Norwegen
Croatia was admitted to the European Union in 2013.|Kroatien MEMBER_OF Europäische Union
Norway demanded an end to the Serbian attacks.|Norwegen REQUEST Serbien
Polish and Czech officials held talks.|Polen CONSULT Tschechien
The British prime minister phoned the French president and Chancellor Friedrich Merz.|Großbritannien CONSULT Frankreich
Norwegian forces killed more than 50 Hamas fighters, the army said.|Norwegische Streitkräfte ASSAULT Hamas
Serbia proposed talks. Sweden rejected the offer.|Schweden REJECT Serbien
AfD leader Alice Weidel spoke.|Alice Weidel HOLDS_OFFICE Alternative für Deutschland
""".strip().splitlines()

# sentence | relation that must not be found in it
UNSAID = """
French-supported troops attacked Serbia.|ASSAULT
US-backed troops attacked Serbia.|ASSAULT
Troops backed by France attacked Serbia.|ASSAULT
The High Court declared the ban on Greenpeace unlawful.|SANCTION
The trade war between Sweden and Serbia drags on.|ASSAULT
The spokesman of Goran Petrić was arrested in Serbia.|COERCE
Norway's minister Jonas Gahr Støre said the talks on Serbia's exports were useful.|AGREE
Sweden's navy carried out strikes Tuesday evening against Hamas positions.|PROTEST
Sweden threatened to bomb Serbia.|ASSAULT
Sweden ruled out talks with Serbia.|CONSULT
The police have released CCTV footage of the raid.|CONCEDE
Trump gave a long speech to the United Nations.|CONCEDE
Oslo strikes a new tone in Serbia policy.|ASSAULT
Sweden called Goran Petrić a liar.|CONSULT
Sweden called Goran Petrić a great friend.|CONSULT
Jury president Bo Dahl spoke about Serbia.|HOLDS_OFFICE
A Serbian director accused Sweden of greed.|ACCUSE
Many Serbs praised Sweden.|SUPPORT
Sweden sent tanks to Denmark.|MOBILIZE
The company Drvomax was sanctioned in Sweden.|SANCTION
AfD leader Alice Weidel spoke.|MEMBER_OF
The French president and Chancellor Friedrich Merz met.|PART_OF
Experts hope that the trade war between Sweden and Serbia will end.|ASSAULT
Bernie Sanders launched a verbal attack on Donald Trump.|ASSAULT
Four members of the AfD group in the Swedish parliament announced their withdrawal from the party.|RETREAT
Angela Merkel was relieved by the arrests made by the Swedish police.|DISMISS
Spain received 90 million tourists last year.|AID
Sweden is on the list of the happiest countries.|SANCTION
France is at the top of the table.|HOLDS_OFFICE
The singer is in custody after a crash in Spain.|COERCE
Hungary responded to the floods with sandbags.|ACCUSE
The Danish author drew inspiration from Norway.|ACCUSE
Goran Petrić was removed from the list of speakers in Sweden.|CONCEDE
Sweden said that Norway was behind the proposal.|ACCUSE
The minister suggested that talks with Serbia could resume soon.|REQUEST
""".strip().splitlines()

ODD = {
    "long sentence": "Sweden praised Norway because " + "the weather was very fine and " * 330 + "stayed so.",
    "unbalanced quotes": '"We will come, said “Carl Dahl’ and met "Anna Berg.',
    "capitals": "SWEDEN AND NORWAY DENY TALKS WITH SERBIA AS PRESIDENT VISITS OSLO",
    "names": ", ".join(f"Anna Example{chr(97 + n % 26)}{n}" for n in range(300)) + " came.",
    "bullets": "\n".join(f"• Item {n}: Sweden – Norway" for n in range(60)),
    "table": "\n".join("Sweden\t12\tNorway\t13\t|\t—" for _ in range(60)),
    "poem": "The moon has risen\nover Sweden\nand Norway\nis asleep",
    "ticker": "\n".join(f"{hour:02}:15 – Nothing new from Oslo" for hour in range(24)),
    "mixed": "The government sagte, es sei nicht true that Norwegen will attack, n'est-ce pas? 你好 Привет",
    "dashes": "OSLO - - - – — -- A B - C",
}
# what may be said of these is a matter of reading; of the others nothing is
READABLE = ("long sentence", "unbalanced quotes", "capitals", "mixed")


@pytest.fixture(scope="module")
def found(bench: Bench) -> dict[str, set[str]]:
    """The statements of each sentence as "source RELATION target"."""
    texts = [row.split("|")[0] for row in (*SAID, *UNSAID)]
    return {
        text: {" ".join(triple) for triple in triples(e)}
        for text, e in zip(texts, bench.each(texts, "en", None), strict=True)
    }


@pytest.mark.parametrize("row", SAID)
def test_is_read(row: str, found: dict[str, set[str]]) -> None:
    text, _, wanted = row.partition("|")
    turned = {" ".join(reversed(s.split())) if " CONSULT " in s else s for s in found[text]}
    assert set(wanted.split("; ")) <= found[text] | turned, found[text]


@pytest.mark.parametrize("row", UNSAID)
def test_is_not_invented(row: str, found: dict[str, set[str]]) -> None:
    text, _, relation = row.partition("|")
    assert not any(f" {relation} " in s for s in found[text]), found[text]


@pytest.mark.parametrize("kind", sorted(ODD))
def test_odd_english_neither_fails_nor_invents(kind: str, bench: Bench) -> None:
    said = [(s.relation, s.status) for s in bench.extract(ODD[kind], "en", None).statements]
    if kind == "capitals":
        assert ("CONSULT", "actual") not in said
    elif kind not in READABLE:
        assert said == []


@pytest.mark.parametrize(
    "block", ["Sweden, Norway and ", "Oslo - the council met and ", "Anna Berg, Carl Dahl, "]
)
def test_cost_of_english_grows_with_the_text_and_not_its_square(block: str, bench: Bench) -> None:
    def cost(n: int) -> int:
        return calls(lambda: bench.extract(block * n + "Sweden and Norway met Denmark.", "en", None))

    cost(10)  # what is looked up once
    assert cost(400) < 25 * cost(40)  # a square would be 100
