"""Relative clauses go with a noun of the number and gender of their pronoun."""

from __future__ import annotations

from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word, move


def asked_to(clause: Word, lexicon: Lexicon) -> None:
    """ "empfahl dem Gericht, der Klage stattzugeben": an infinitive with "zu" is no relative clause, and its article no
    pronoun."""
    head = clause.head
    if clause.dep not in ("acl:relcl", "conj") or head is None or not clause.has("VerbForm=Inf"):
        return
    if clause.child("aux", "cop", "aux:pass", "cc") is not None:
        return
    if clause.dep == "conj":
        # "riet der Türkei, dem Antrag zuzustimmen"
        if head.pos == "VERB" and not head.has("VerbForm=Inf") and head.child("iobj", "obj") is not None:
            clause.dep = "xcomp"
        return
    article, verb = clause.child("nsubj"), head.head
    if (
        article is None
        or article.lower not in lexicon.grammar["relatives"]
        or verb is None
        or verb.pos != "VERB"
    ):
        return
    noun = next((c for c in clause.kids("obj", "iobj", "obl") if c.i > article.i), None)
    if noun is not None and noun.child("det", "case") is None:
        move(article, noun, "det")
        move(clause, verb, "xcomp")


def stranded(sentence: Sentence, clause: Word, lexicon: Lexicon) -> None:
    """ "hat zwei Männer verhaftet, die …": a relative clause hangs on the nearest noun that its pronoun agrees with,
    and not on the verb before it."""
    head, pronoun = clause.head, clause.child("nsubj", "nsubj:pass", "obj", "iobj", "obl")
    if clause.dep != "acl:relcl" or head is None or head.pos != "VERB" or pronoun is None:
        return
    if pronoun.lower not in lexicon.grammar["relatives"] or pronoun.pos not in ("PRON", "DET"):
        return
    number = "Number=Plur" if pronoun.has("Number=Plur") else "Number=Sing"
    gender = pronoun.gender
    inside = {w.i for w in clause.subtree()}
    for word in reversed(sentence.words[: min(inside)]):
        if word.pos not in ("NOUN", "PROPN") or not word.has(number) or head not in word.ancestors():
            continue
        if number == "Number=Plur" or not word.has("Gender=") or (gender and word.has(gender)):
            move(clause, word, clause.dep)
            return


def agreeing(clause: Word, lexicon: Lexicon) -> None:
    """ "die Tasche des Mannes, die …", "das Ziel der Partei, die …": of a noun, the one right before the clause and
    those it belongs to, the clause goes with the one that its pronoun agrees with."""
    head, pronoun = clause.head, clause.child("nsubj", "nsubj:pass", "obj")
    if clause.dep != "acl:relcl" or head is None or head.pos != "NOUN" or pronoun is None:
        return
    if (
        pronoun.pos not in ("PRON", "DET")
        or head.child("conj") is not None
        or _agrees(head, pronoun, clause, lexicon)
    ):
        return
    start = clause.subtree()[0].i
    plural = pronoun.lower in lexicon.grammar["plural_relatives"]
    below = [w for w in head.kids("nmod") if w.i == start - 1 and plural and _feminine(w, lexicon)]
    for noun in (*below, *head.ancestors()):
        if noun.pos != "NOUN" and noun not in below:
            return
        if _agrees(noun, pronoun, clause, lexicon):
            move(clause, noun, clause.dep)
            return


def _feminine(noun: Word, lexicon: Lexicon) -> bool:
    """Whether an article shows that a noun is feminine or a plural: "der USA", "die CDU"."""
    article = noun.child("det")
    return article is not None and article.lower in lexicon.grammar["feminine_or_plural"]


def _agrees(noun: Word, pronoun: Word, clause: Word, lexicon: Lexicon) -> bool:
    """Whether a pronoun may stand for a noun; what shows no number and gender may be anything."""
    single, plural = noun.has("Number=Sing"), noun.has("Number=Plur")
    if not (single or plural) or not noun.has("Gender="):
        return True
    gender = lexicon.relative_genders.get(pronoun.lower)
    if gender is not None:
        nominative = pronoun.lower in lexicon.grammar["nominative"]
        wrong_case = nominative and not pronoun.dep.startswith("nsubj")
        return wrong_case or (single and noun.has(f"Gender={gender}"))
    if pronoun.lower not in lexicon.grammar["plural_relatives"]:
        return True
    finite = next(
        (w for w in (*clause.kids("aux", "aux:pass", "cop"), clause) if w.has("VerbForm=Fin")), None
    )
    if finite is not None and pronoun.dep.startswith("nsubj") and finite.has("Number="):
        return plural if finite.has("Number=Plur") else single and noun.has("Gender=Fem")
    return plural or noun.has("Gender=Fem")
