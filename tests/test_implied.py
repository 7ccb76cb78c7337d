"""Actors that a sentence leaves out and the text has named: what is understood, and what is left open."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph import nlp
from kgraph.extract import Extractor
from kgraph.knowledge import Knowledge
from kgraph.model import Article, Extraction, Lang

UNDERSTOOD: list[tuple[Lang, str, str]] = [
    # the deed is the object
    ("de", "Die USA haben Sanktionen gegen Iran verhängt. Schweden kritisierte die Sanktionen.", "Schweden ACCUSE USA"),
    ("de", "Russland griff in der Nacht die Ukraine an. Polen verurteilte den Angriff.", "Polen ACCUSE Russland"),
    ("de", "Die Ukraine warf Ungarn Erpressung vor. Ungarn wies den Vorwurf zurück.", "Ungarn REJECT Ukraine"),
    ("en", "Russia attacked Ukraine on Monday. Poland condemned the attack.", "Polen ACCUSE Russland"),
    # what is to be undone
    ("de", "Der Iran hat Emmanuel Macron festgenommen. Rom forderte die Freilassung Macrons.", "Italien REQUEST Iran"),
    # the state's own acts
    ("de", "Viktor Orbán ist in Ungarn festgenommen worden.", "Ungarn COERCE Viktor Orbán"),
    ("de", "Ein Gericht in Belarus verurteilte Viktor Orbán zu drei Jahren Haft.", "Belarus COERCE Viktor Orbán"),
]  # fmt: skip

LEFT_OPEN: list[tuple[Lang, str, str]] = [
    # one's own deed
    ("de", "Die USA haben Sanktionen gegen den Iran verhängt. Die USA verteidigten die Sanktionen.", "SUPPORT"),
    # some attack, not the one told of
    ("de", "Russland griff in der Nacht die Ukraine an. Polen verurteilt Angriffe jeder Art.", "ACCUSE"),
    # a denied deed is no deed
    ("de", "Russland griff die Ukraine nicht an. Polen verurteilte den Angriff.", "ACCUSE"),
    # nobody can be named for an arrest by private persons
    ("de", "Viktor Orbán ist in Ungarn von Passanten festgehalten worden.", "COERCE"),
]  # fmt: skip


@pytest.fixture(scope="module")
def read():  # type: ignore[no-untyped-def]
    knowledge = Knowledge.load()
    tools = {lang: (nlp.load(lang), Extractor(lang, knowledge)) for lang in ("de", "en")}  # type: ignore[arg-type]

    def run(lang: Lang, text: str) -> Extraction:
        pipeline, extractor = tools[lang]
        article = Article("test", text, lang, published=date(2026, 2, 18))
        return extractor.extract(article, next(iter(nlp.docs(pipeline, [article]))), pipeline.scheme)

    return run


def told(found: Extraction) -> list[str]:
    def name(mention: int) -> str:
        return found.entities[found.mentions[mention].entity].name

    return [f"{name(s.source)} {s.relation} {name(s.target)}" for s in found.statements]


@pytest.mark.parametrize(("lang", "text", "statement"), UNDERSTOOD)
def test_understood(read, lang, text, statement) -> None:  # type: ignore[no-untyped-def]
    found = read(lang, text)
    assert statement in told(found)
    for s in found.statements:
        for mention in (found.mentions[s.source], found.mentions[s.target]):
            inside = s.evidence.start <= mention.start and mention.end <= s.evidence.end
            assert inside and text[mention.start : mention.end] == mention.text
            if mention.kind == "implied":
                assert s.rule.endswith(":implied") and mention.antecedent is not None


@pytest.mark.parametrize(("lang", "text", "relation"), LEFT_OPEN)
def test_left_open(read, lang, text, relation) -> None:  # type: ignore[no-untyped-def]
    assert not [row for row in told(read(lang, text)) if f" {relation} " in row]
