"""Clauses that lack their verb or subject: "Polen unterstützt die Ukraine, Ungarn nicht", "urged X to help"."""

from __future__ import annotations

from kgraph.extract.grammar.clauses import prepositions, verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word, move

_NOMINAL = ("NOUN", "PROPN", "X")
_SUBJECTS = ("nsubj", "nsubj:pass")
_END = (".", "!", "?", ";", "–", "-", ")")


def elided(sentence: Sentence, lexicon: Lexicon) -> None:
    """Behind a whole clause and a comma, a bare phrase and "nicht", "auch" or "schon" are a clause of their own: who
    stands there is no object of the first one, and what is denied is not denied of it."""
    words = sentence.words
    for last in words[4:]:
        if last.lower not in lexicon.status["elliptic"] | lexicon.status["no_more"] or not _ends(
            words, last.i + 1
        ):
            continue
        start = last.i
        while start and words[start - 1].lower in lexicon.status["contrasting"] | lexicon.negators:
            start -= 1
        if words[start - 1].pos not in _NOMINAL:
            continue
        phrase = _phrase(words, start)
        clause = _clause(phrase) if phrase is not None else None
        if phrase is None or clause is None:
            continue
        subject = clause.child(*_SUBJECTS)
        if subject is None or subject is phrase:
            continue
        denied = words[start].lower in lexicon.negators or last.lower in lexicon.negators
        shared = (
            words[last.i - 1].lower in lexicon.status["likewise"] or last.lower in lexicon.status["likewise"]
        )
        for word in words[start : last.i + 1]:
            if word is not phrase:
                move(word, phrase, "advmod")
        if shared and denied == any(c.lower in lexicon.negators for c in clause.kids("advmod")):
            move(phrase, subject, "conj")  # "…, Ungarn auch", "… nicht, Ungarn auch nicht"
        else:
            move(phrase, clause, "parataxis")
        return


def _ends(words: list[Word], at: int) -> bool:
    """Whether a sentence or a main clause ends at a place."""
    return at >= len(words) or words[at].text in _END or words[at].text in '"“”»«'


def _phrase(words: list[Word], end: int) -> Word | None:
    """The head of the bare noun phrase between a comma and a place."""
    start = next((k for k in range(end - 1, max(-1, end - 9), -1) if words[k].text == ","), None)
    if start is None or start < 3:
        return None
    start += 1
    while start < end and words[start].pos == "CCONJ":
        start += 1
    inside = words[start:end]
    if not inside or any(w.pos in ("ADP", "VERB", "AUX", "PRON", "PUNCT", "SCONJ") for w in inside):
        return None
    heads = [w for w in inside if w.head is None or w.head not in inside]
    return heads[0] if len(heads) == 1 and heads[0].pos in _NOMINAL else None


def _clause(phrase: Word) -> Word | None:
    """The verb of the clause before a phrase."""
    return next((w for w in phrase.ancestors() if w.pos in ("VERB", "AUX") and w.i < phrase.i), None)


def bidden(verb: Word, lexicon: Lexicon) -> None:
    """ "urged Norway to help", "called on Norway to help" with the infinitive taken for a purpose: it is what is
    asked of the one before it."""
    lemma = verb_lemma(verb)
    if lemma not in lexicon.matrix["demand"] and lemma not in lexicon.matrix["bid"]:
        return
    for clause in verb.kids("advcl"):
        marks = clause.kids("mark")
        if (
            clause.i < verb.i
            or len(marks) != 1
            or marks[0].pos != "PART"
            or clause.child("nsubj") is not None
        ):
            continue
        asked = [c for c in verb.kids("obj", "iobj") if verb.i < c.i < clause.i]
        asked += [c for c in verb.kids("obl") if set(prepositions(c, lexicon)) & lexicon.matrix["addressing"]]
        if any(max(w.i for w in c.subtree()) == clause.subtree()[0].i - 1 for c in asked):
            clause.dep = "xcomp"
