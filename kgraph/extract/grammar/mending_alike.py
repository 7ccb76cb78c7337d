"""Those who do the same as the subject: "X begrüßte das Urteil ebenso wie Y", "Wie X lehnt auch Y den Plan ab"."""

from __future__ import annotations

from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word, move

_NAMES = ("PROPN", "NOUN")
# What parsers make of them.
_LOOSE = ("obl", "advmod", "obj", "dep", "ccomp", "xcomp")
# How far before "wie" the other word may stand; how far behind the verb "auch Y" may begin.
_REACH = 2


def alike(sentence: Sentence, lexicon: Lexicon) -> None:
    """Join to the subject whoever does the same as the subject."""
    like, words = lexicon.like, sentence.words
    for link in words[1:-1]:
        if link.lower in like and any(
            w.lower in lexicon.likewise for w in words[max(0, link.i - _REACH) : link.i]
        ):
            _same(link, words[link.i + 1], lexicon)
    if len(words) > _REACH + 1 and words[0].lower in like:
        _as_well(sentence, lexicon)


def _same(link: Word, following: Word, lexicon: Lexicon) -> None:
    """ "ebenso wie Minister Y" behind a verb whose object is a thing."""
    noun = link.head
    verb = noun.head if noun is not None else None
    if noun is None or verb is None or verb.pos != "VERB" or noun.dep not in _LOOSE:
        return
    subject, thing = verb.child("nsubj"), verb.child("obj")
    named = noun.pos == "PROPN" or (noun.pos == "NOUN" and noun.child("appos", "flat") is not None)
    if not named or subject is None or subject is noun or subject.pos not in _NAMES:
        return
    bare = following.pos in _NAMES or following.lower in lexicon.grammar["nominative"] or noun.pos == "PROPN"
    if thing is not noun and bare and (thing is None or (thing.pos == "NOUN" and not thing.ent)):
        link.dep = "cc"
        move(noun, subject, "conj")


def _as_well(sentence: Sentence, lexicon: Lexicon) -> None:
    """ "Wie X lehnt auch Y …": both do so."""
    words = sentence.words
    verb = next((w for w in words[1:] if w.pos in ("VERB", "AUX")), None)
    if verb is None or verb.i + _REACH >= len(words) or words[verb.i + 1].lower not in lexicon.also:
        return
    first = next((w for w in words[1 : verb.i] if w.pos in _NAMES and w.dep not in ("flat", "appos")), None)
    main = verb.head if verb.dep.startswith("aux") and verb.head is not None else verb
    second = next((w for w in words[verb.i + 2 : verb.i + 5] if w.pos in _NAMES), None)
    while second is not None and second.dep in ("flat", "appos") and second.head is not None:
        second = second.head
    if first is None or second is None or first.head is not main or second.head is not main:
        return
    if second.child("case") is not None or first.pos != "PROPN" or second.i < verb.i:
        return
    for word in words[: first.i]:
        if word.lower in lexicon.like:
            word.dep = "cc"
    move(second, main, "nsubj")
    move(first, second, "conj")
