"""English lists of actors that parsers tear apart.

"In response, Norway, Sweden and Denmark have decided …": a fronted phrase takes the first names for its own. "A meeting
between American, Danish and Greenlandic officials failed": the last adjective's noun becomes a second subject. "after
Norway and Serbia signed a deal": only the first name stands behind the conjunction, taken for a preposition.
"""

from __future__ import annotations

from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word, move

_SUBJECTS = ("nsubj", "nsubj:pass")
_MEMBERS = ("conj", "compound", "appos", "nmod", "flat", "list")
_NAMES = ("PROPN", "X")


def mend_lists(sentence: Sentence, lexicon: Lexicon) -> None:
    """Put the members of torn lists side by side again."""
    for case in [w for w in sentence.words if w.dep == "case"]:
        _adjectives(sentence, case)
    for link in [w for w in sentence.words if w.dep == "cc"]:
        last = link.head
        if last is None or last.i < link.i:
            continue
        if last.dep == "conj" and last.head is not None and last.head.dep in _SUBJECTS:
            last = last.head
        if last.dep in _SUBJECTS and last.head is not None:
            if last.pos in _NAMES:
                _fronted(sentence, last, last.head)
        elif last.dep == "conj" and last.pos in _NAMES and last.head is not None and last.head.dep == "obl":
            verb = last.head.head
            if verb is not None and verb.pos == "VERB" and verb.i > last.i and verb.child(*_SUBJECTS) is None:
                _fronted(sentence, last, verb)
        elif last.pos == "VERB" and last.dep == "conj":
            _conjunction(sentence, link, last, lexicon)


def _fronted(sentence: Sentence, last: Word, verb: Word) -> None:
    """ "In response, A, B and C have decided": A and B hang on "response", or all three."""
    for phrase in verb.kids("obl"):
        if phrase.i > last.i or phrase.child("case") is None or phrase.i + 1 >= len(sentence.words):
            continue
        comma = sentence.words[phrase.i + 1]
        torn = [c for c in phrase.children if c.i > comma.i and c.dep in _MEMBERS]
        if comma.text != "," or not torn or any(c.pos not in _NAMES for c in torn):
            continue
        first, *others = torn
        move(first, verb, last.dep if last.dep in _SUBJECTS else "nsubj")
        for member in others if last in others else (*others, last):
            move(member, first, "conj")
        return


def _adjectives(sentence: Sentence, case: Word) -> None:
    """ "A meeting between American, Danish and Greenlandic officials failed": "officials" hangs elsewhere."""
    words, adjective = sentence.words, case.head
    front = adjective.head if adjective is not None else None
    if adjective is None or front is None or adjective.tag != "JJ" or adjective.dep != "nmod":
        return
    members = adjective.conjuncts()
    k = max(w.i for w in members) + 1
    while k < len(words) and (words[k].text == "," or words[k].tag == "JJ" or words[k].pos == "CCONJ"):
        k += 1
    noun = words[k] if k < len(words) else None
    if noun is None or noun.tag != "NNS" or noun in (front, *front.ancestors()):
        return
    if len(members) < 2 or any(w.tag != "JJ" for w in members):
        return
    move(noun, front, "nmod")
    move(case, noun, "case")
    for member in members:
        move(member, noun, "amod")


def _conjunction(sentence: Sentence, link: Word, verb: Word, lexicon: Lexicon) -> None:
    """ "The visit came days after A and B signed a deal"."""
    first = sentence.words[link.i - 1] if link.i else None
    while first is not None and first.dep in ("flat", "compound") and first.head is not None:
        first = first.head
    subject = next((w for w in verb.kids(*_SUBJECTS) if w.i > link.i), None)
    case = first.child("case") if first is not None else None
    if first is None or subject is None or case is None:
        return
    if case.lower not in lexicon.grammar["clause_openers"]:
        return
    if first.dep != "obl" or first.head is not verb.head or {first.pos, subject.pos} - set(_NAMES):
        return
    dep = subject.dep
    move(case, verb, "mark")
    move(first, verb, dep)
    move(subject, first, "conj")
    move(link, subject, "cc")
    verb.dep = "advcl"
