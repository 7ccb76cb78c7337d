"""Whom a pronoun stands for that is named behind it: "Nachdem sie mit Y gesprochen hatte, flog X ab", "Er habe Y
getroffen, sagte X"."""

from __future__ import annotations

from kgraph.extract.coref.antecedents import Antecedents
from kgraph.extract.coref.referents import Referent
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word


def named_ahead(
    antecedents: Antecedents, n: int, word: Word, genders: set[str], lexicon: Lexicon
) -> Referent | None:
    """The person who is the subject of the clause that a fronted clause belongs to, or who says what it says."""
    verb = word.head
    if (
        not word.dep.startswith("nsubj")
        or verb is None
        or "pl" in genders
        or antecedents.speech.span(n, word)
    ):
        return None
    outer = verb.head if verb.dep in ("advcl", "ccomp") else verb.child("parataxis")
    if outer is None or outer.i < verb.i:
        return None
    if verb.dep != "advcl" and verb_lemma(outer) not in lexicon.matrix["report"]:
        return None
    subject = outer.child("nsubj")
    found = antecedents.named(n, subject) if subject is not None and subject.i > verb.i else None
    if found is None or len(found.ents) > 1 or found.ents[0].type != "person":
        return None
    return found if antecedents.agrees(found.ents[0], genders) else None
