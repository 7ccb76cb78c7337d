"""Actors that a sentence leaves out and the text has named: what is understood, and what is left open."""

from __future__ import annotations

import pytest
from bench import Bench, triples

from kgraph.model import Lang

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
    ("de", "In Belarus wurde Viktor Orbán zu drei Jahren Haft verurteilt.", "Belarus COERCE Viktor Orbán"),
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
