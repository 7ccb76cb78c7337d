"""English sentences that say of somebody that they are one of those whom something befell.

"X was among those arrested by Y", "Among the detained was X", "X is one of those killed": X was arrested, detained,
killed. The tree is built anew as that of a passive.
"""

from __future__ import annotations

from kgraph.extract.grammar.lostverb import NOMINAL
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word, move, take_place

# How far behind "among" the participle may stand: "among the five people arrested".
_REACH = 5
_NAMES = ("PROPN", "NOUN", "PRON", "ADJ")


def told_of_many(sentence: Sentence, lexicon: Lexicon) -> None:
    """Mend the tree of a sentence that says so."""
    words = sentence.words
    link = next((w for w in words if _links(words, w, lexicon)), None)
    befell = _participle(words, link) if link is not None else None
    if link is None or befell is None:
        return
    before = link.i - 1
    while before > 0 and (words[before].pos == "ADV" or words[before].lower in lexicon.one_of):
        before -= 1
    being: Word | None = (
        words[before] if words[before].lemma.lower() in lexicon.grammar["passive_aux"] else None
    )
    if being is not None:
        subject = _subject(words[:before])
    else:
        being = next(
            (w for w in words[befell.i :] if w.lemma.lower() in lexicon.grammar["passive_aux"]), None
        )
        subject = _named(words[being.i + 1 :]) if being is not None and link.i <= 1 else None
    root = sentence.root
    if being is None or subject is None or root not in (subject, befell, *befell.ancestors()):
        return
    while befell.head is not None:
        take_place(befell, befell.head)
    for word in list(root.children):
        if word is not befell and root is not subject and root is not befell:
            move(word, befell, word.dep)
    if root is not befell:
        move(root, befell, "dep")
    move(subject, befell, "nsubj:pass")
    move(being, befell, "aux:pass")


def _links(words: list[Word], word: Word, lexicon: Lexicon) -> bool:
    """ "among", or "of" in "one of"."""
    one = word.i > 0 and word.lower in lexicon.of and words[word.i - 1].lower in lexicon.one_of
    return one or word.lower in lexicon.among_many


def _participle(words: list[Word], link: Word) -> Word | None:
    """The participle of "among those arrested", "among the detained persons", right behind the link."""
    if link.i + 1 >= len(words) or words[link.i + 1].pos not in ("DET", "PRON", "NUM"):
        return None
    for word in words[link.i + 1 : link.i + 1 + _REACH]:
        if word.tag == "VBN":
            return word
        if word.pos not in ("DET", "PRON", "NUM", "ADJ", "NOUN"):
            return None
    return None


def _subject(words: list[Word]) -> Word | None:
    """The subject in front of the verb."""
    return next((w for w in words if w.dep == "nsubj" and w.pos in _NAMES), None)


def _named(words: list[Word]) -> Word | None:
    """The head of the phrase behind the verb."""
    first = next((w for w in words if w.pos in NOMINAL), None)
    while (
        first is not None and first.dep in ("compound", "flat", "amod", "nmod:poss") and first.head in words
    ):
        first = first.head
    return first
