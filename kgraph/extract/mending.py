"""Putting right what parsers usually get wrong in German, before anything is read off the trees.

Every rule rests on grammar that the parser overlooked: a finite verb has one subject, a list goes on with the
same case, "als" before a noun phrase and a finite verb opens a clause.
"""

from __future__ import annotations

from itertools import pairwise

from kgraph.extract.lexicon import Lexicon
from kgraph.extract.mending_en import mend_english
from kgraph.extract.syntax import Sentence, Word, move
from kgraph.extract.verbforms import EnglishVerbs, GermanVerbs

_NOMINAL = ("NOUN", "PROPN", "X")
_CLAUSES = ("root", "ccomp", "conj", "advcl", "acl:relcl", "parataxis")
# determiners and pronouns that show that a phrase is no subject
_OBLIQUE = (
    "den",
    "dem",
    "einen",
    "einem",
    "ihn",
    "ihm",
    "seinen",
    "seinem",
    "ihren",
    "ihrem",
    "keinen",
    "keinem",
)


def mend(sentence: Sentence, lexicon: Lexicon) -> None:
    """Mend lemmas of verbs and trees."""
    forms = lexicon.verb_forms
    for word in sentence.words:
        if word.pos in ("VERB", "AUX"):
            forms.mend(word)
        elif isinstance(forms, GermanVerbs) and word.pos == "ADJ" and word.dep in _CLAUSES:
            _finite_adjective(word, forms)
    if isinstance(forms, EnglishVerbs):
        mend_english(sentence, lexicon, forms)
        return
    for word in sentence.words:
        if word.pos == "VERB":
            _subordinate(sentence, word)
            _subject(word)
            _listed(sentence, word)


def _finite_adjective(word: Word, forms: GermanVerbs) -> None:
    """ "gratulierte" with a subject, tagged like "der gratulierte Sieger": a past tense."""
    if word.child("nsubj") is None or word.child("cop", "aux", "aux:pass") is not None:
        return
    lemma = forms.past(word)
    if lemma is not None:
        word.pos, word.tag, word.lemma, word.feats = "VERB", "VVFIN", lemma, "VerbForm=Fin|Tense=Past"


def _subordinate(sentence: Sentence, verb: Word) -> None:
    """ "als israelische Streitkräfte Teheran angriffen": a conjunction taken for a comparing "als"."""
    if verb.dep not in ("advcl", "acl", "acl:relcl") or verb.child("mark", "nsubj", "nsubj:pass") is not None:
        return
    for child in verb.kids("obl", "nmod", "advmod"):
        link = next((c for c in child.kids("case") if c.lower == "als"), None)
        if link is None or child.i > verb.i or child.pos not in _NOMINAL:
            continue
        if link.i and sentence.words[link.i - 1].pos == "PUNCT":
            move(link, verb, "mark")
            link.pos = "SCONJ"
            child.dep = "nsubj:pass" if verb.child("aux:pass") is not None else "nsubj"
        return


def _bare(word: Word) -> bool:
    return word.pos in (*_NOMINAL, "PRON") and word.child("case") is None and word.lower != "sich"


def _subject(verb: Word) -> None:
    """A finite verb with two bare phrases and no subject: the first that may be one acts."""
    if verb.child("nsubj", "nsubj:pass", "csubj", "expl", "aux:pass") is not None or verb.dep == "conj":
        return
    if not (verb.tag.endswith("FIN") or verb.has("VerbForm=Fin") or verb.child("aux") is not None):
        return
    phrases = [c for c in verb.kids("obj", "iobj", "dep") if _bare(c) and c.pos != "PRON"]
    if len(phrases) < 2:
        return
    for phrase in phrases:
        determiner = phrase.child("det")
        if (determiner is None or determiner.lower not in _OBLIQUE) and not phrase.has("Case=Dat"):
            phrase.dep = "nsubj"
            return


def _listed(sentence: Sentence, verb: Word) -> None:
    """ "empfing den Präsidenten A, den Kanzler B und den Minister C": a list taken for two phrases."""
    phrases = [
        c for c in verb.kids("obj", "iobj", "obl", "appos", "dep", "nsubj") if _bare(c) and c.pos != "PRON"
    ]
    for first, second in pairwise(phrases):
        if second.dep == "nsubj" or first.dep not in ("obj", "iobj", "nsubj"):
            continue
        inside = [w for w in second.subtree() if w.pos != "PUNCT"]
        start, end = inside[0].i, first.subtree()[-1].i
        if sentence.words[start - 1].text != "," or (end != start - 2 and end != start - 1):
            continue
        one, other = first.child("det"), second.child("det")
        if (one.lower if one else "") == (other.lower if other else "") and any(
            w.dep == "cc" for w in inside
        ):
            move(second, first, "conj")
            return
