"""English sentences that parsers misread: what the order of words shows is read off them all the same."""

from __future__ import annotations

import pytest

from kgraph import nlp
from kgraph.extract.extractor import Extractor
from kgraph.knowledge import Knowledge
from kgraph.model import Article, Span

# sentence | source relation target (by the actors' German names); several are separated by ;
SAID = """
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
Denmark is heavily bombing Iran, officials said.|Dänemark ASSAULT Iran
""".strip().splitlines()

# sentence | relation that must not be found in it
UNSAID = """
Norway's minister Jonas Gahr Støre said the talks on Serbia's exports were useful.|AGREE
Sweden's navy carried out strikes Tuesday evening against Hamas positions.|PROTEST
Oslo strikes a new tone in Serbia policy.|ASSAULT
""".strip().splitlines()


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    """The statements of each sentence as "source RELATION target"."""
    texts = [row.split("|")[0] for row in (*SAID, *UNSAID)]
    pipeline = nlp.load("en")
    extractor = Extractor("en", Knowledge.load(()))
    articles = [Article(f"a-{n}", t, "en", blocks=(Span(0, len(t)),)) for n, t in enumerate(texts)]
    result = {}
    for text, article, doc in zip(texts, articles, nlp.docs(pipeline, articles), strict=True):
        e = extractor.extract(article, doc, pipeline.scheme)
        names = [e.entities[m.entity].name for m in e.mentions]
        result[text] = {f"{names[s.source]} {s.relation} {names[s.target]}" for s in e.statements}
    return result


@pytest.mark.parametrize("row", SAID)
def test_is_read(row: str, found: dict[str, set[str]]) -> None:
    text, _, wanted = row.partition("|")
    turned = {" ".join(reversed(s.split())) if " CONSULT " in s else s for s in found[text]}
    assert set(wanted.split("; ")) <= found[text] | turned, found[text]


@pytest.mark.parametrize("row", UNSAID)
def test_is_not_invented(row: str, found: dict[str, set[str]]) -> None:
    text, _, relation = row.partition("|")
    assert not any(f" {relation} " in s for s in found[text]), found[text]
