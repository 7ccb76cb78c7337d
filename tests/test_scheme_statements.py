"""The same hand-made Doc says the same, whichever label scheme its parser used.

Every construction of test_schemes.py is built twice as a spaCy Doc, with the foreign labels and with UD labels, and
the extractor must find the same statements in both.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab
from test_schemes import Tree, sentences

from kgraph.extract import Extractor
from kgraph.knowledge import Knowledge
from kgraph.model import Article, Extraction, Lang

LANGS: dict[str, Lang] = {"tiger": "de", "clearnlp": "en"}
CASES: list[tuple[str, Lang, str, Tree]] = [
    (scheme, LANGS[scheme], name, tree) for scheme, name, tree in sentences()
]

# How many constructions hold a relation that the frames know; fewer would mean that the mapping lost it.
SPEAKING = {"de": 12, "en": 10}


@pytest.fixture(scope="module")
def extractors() -> dict[str, Extractor]:
    knowledge = Knowledge.load()
    return {"de": Extractor("de", knowledge), "en": Extractor("en", knowledge)}


def found(extractor: Extractor, lang: Lang, scheme: str, tree: Tree, foreign: bool) -> Extraction:
    """What the extractor finds in a Doc made by hand."""
    heads = [raw.head if foreign else head for raw, head, _ in tree]
    doc = Doc(
        Vocab(),
        words=[raw.text for raw, _, _ in tree],
        lemmas=[raw.lemma for raw, _, _ in tree],
        pos=[raw.upos for raw, _, _ in tree],
        tags=[raw.tag for raw, _, _ in tree],
        heads=[n if head < 0 else head for n, head in enumerate(heads)],
        deps=[raw.dep if foreign else label for raw, _, label in tree],
    )
    doc.set_ents(_persons(doc))
    article = Article("made", doc.text, lang)
    return extractor.extract(article, doc, scheme if foreign else "ud")


def _persons(doc: Doc) -> Sequence[Span]:
    """Runs of proper nouns are persons; the extractor knows countries and bodies by itself."""
    spans, start = [], None
    for token in doc:
        if token.pos_ == "PROPN" and start is None:
            start = token.i
        elif token.pos_ != "PROPN" and start is not None:
            spans.append(Span(doc, start, token.i, "PER"))
            start = None
    return [*spans, Span(doc, start, len(doc), "PER")] if start is not None else spans


def statements(extraction: Extraction) -> list[tuple[str, ...]]:
    """Statements as comparable words."""
    mentions = extraction.mentions
    return sorted(
        (mentions[s.source].text, s.relation, str(s.mode), mentions[s.target].text, s.status, s.rule)
        for s in extraction.statements
    )


@pytest.mark.parametrize(("scheme", "lang", "name", "tree"), CASES, ids=[f"{c[0]}-{c[2]}" for c in CASES])
def test_both_schemes_give_the_same_statements(
    extractors: dict[str, Extractor], scheme: str, lang: Lang, name: str, tree: Tree
) -> None:
    foreign = statements(found(extractors[lang], lang, scheme, tree, True))
    assert foreign == statements(found(extractors[lang], lang, scheme, tree, False))


@pytest.mark.parametrize("lang", ["de", "en"])
def test_enough_constructions_say_something(extractors: dict[str, Extractor], lang: Lang) -> None:
    speaking = [
        c for c in CASES if c[1] == lang and statements(found(extractors[lang], lang, c[0], c[3], True))
    ]
    assert len(speaking) >= SPEAKING[lang], [c[2] for c in speaking]
