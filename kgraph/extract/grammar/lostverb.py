"""The verb of an English sentence whose parser found none, and the tree around it, from the order of the words.

A phrase without a preposition, the verb, the object: where the parser took a headline's verb for a noun or a past
tense for an attribute, the upper part of the tree is built anew.
"""

from __future__ import annotations

from functools import partial

from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.extract.language.verbforms import EnglishVerbs

NOMINAL = ("NOUN", "PROPN", "PRON", "X")
_INSIDE = ("DET", "ADJ", "NUM", "NOUN", "PROPN", "X")
_FRAGMENTS = (
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "ccomp", "xcomp", "advcl", "conj", "parataxis", "acl:relcl",
)  # fmt: skip
_FINITE = ("VBD", "VBZ", "VBP")


def rebuild(sentence: Sentence, lexicon: Lexicon, forms: EnglishVerbs) -> None:
    """Find the overlooked verb of a sentence without one, and make it the root."""
    verb = _lost_verb(sentence, lexicon, forms)
    if verb is not None:
        _rebuild(sentence, verb, lexicon, forms)


def _lost_verb(sentence: Sentence, lexicon: Lexicon, forms: EnglishVerbs) -> Word | None:
    """The verb of a sentence whose root is none: the first that may be one with a bare phrase before it."""
    root = sentence.root
    if root.pos in ("VERB", "AUX") or root.child("cop") is not None or len(sentence.words) < 3:
        return None
    if any(
        w.pos in ("VERB", "AUX") and w.dep in ("parataxis", "ccomp") and w.tag in _FINITE
        for w in root.children
    ):
        return None
    if (
        root.i
        and root.child("nsubj", "obj") is not None
        and forms.verb_of(root.lower) not in (None, root.lower)
    ):
        return root  # only verbs have subjects and objects
    to = lexicon.grammar["to"]
    tests = (partial(_after_auxiliary, lexicon.status["no_more"]), _as_verb, _as_noun)
    for test in tests:
        for word in sentence.words[1:]:
            before = sentence.words[word.i - 1]
            if before.lower in to or before.text in ("'s", "’s") or word.lower.endswith("ing"):
                continue
            if _subject_before(sentence.words, word.i) and test(sentence.words, word, forms):
                return word
    return None


def _after_auxiliary(between: frozenset[str], words: list[Word], word: Word, forms: EnglishVerbs) -> bool:
    """ "will no longer export weapons" with the export taken for a noun."""
    k = word.i - 1
    while k > 0 and (words[k].pos in ("ADV", "PART") or words[k].lower in between):
        k -= 1
    known = word.pos == "VERB" or forms.verb_of(word.lower) is not None
    return words[k].pos == "AUX" and words[k].dep == "aux" and known


def _as_verb(words: list[Word], word: Word, forms: EnglishVerbs) -> bool:
    before = words[word.i - 1]
    if word.pos == "ADJ" and word.lower.endswith("ed") and before.pos in ("NOUN", "PROPN"):
        return forms.verb_of(word.lower) is not None  # "troops advanced towards the town"
    return word.pos == "VERB" and word.tag in (*_FINITE, "VBN") and before.pos not in ("ADP", "DET")


def _as_noun(words: list[Word], word: Word, forms: EnglishVerbs) -> bool:
    """A verb in a noun's clothes: "Riga sanctions banks", "Merz Meets Tusk"."""
    before = words[word.i - 1]
    after = words[word.i + 1] if word.i + 1 < len(words) else None
    verb = forms.verb_of(word.lower)
    if (
        word.pos not in ("NOUN", "PROPN")
        or before.pos not in ("PROPN", "NOUN")
        or not before.text[0].isupper()
    ):
        return False
    if verb == word.lower:
        # "Oslo and Riga Agree on Fish": a base form after two that are joined
        listed = any(w.pos == "CCONJ" for w in words[max(0, word.i - 4) : word.i])
        alone = word.dep != "conj" or word.text.islower()
        return listed and alone and before.pos == "PROPN" and after is not None
    return verb is not None and after is not None and after.pos in (*_INSIDE, "PRON")


def _subject_before(words: list[Word], i: int) -> bool:
    """Whether the sentence begins with a phrase that may be the subject of the word at i: one without a
    preposition, and no clause of its own in between."""
    bare = governed = False
    for k, word in enumerate(words[:i]):
        if word.pos in ("SCONJ",) or (word.pos == "PRON" and k and word.dep.startswith("nsubj")):
            return False
        if word.pos == "ADP":
            governed = True
        elif word.pos == "PUNCT" and word.text == ",":
            governed = False
        elif word.pos in NOMINAL:
            nxt = words[k + 1]
            last = nxt.pos not in ("NOUN", "PROPN", "X") or k + 1 == i
            bare = bare or not governed
            if last and governed:
                governed = False
    return bare


def _rebuild(sentence: Sentence, verb: Word, lexicon: Lexicon, forms: EnglishVerbs) -> None:
    """Make a verb the root, and hang what is left and right of it where the order of words puts it."""
    words = sentence.words
    verb.ent = ""
    if verb.pos != "VERB":
        verb.pos, verb.tag, verb.feats = "VERB", "VBZ", "VerbForm=Fin"
        verb.lemma = forms.verb_of(verb.lower) or verb.lemma
    tops = [w for w in words if w is not verb and (w.head is None or w.head is verb or _across(w, verb))]
    for word in words:
        if word in tops and word.head is not None:
            word.head.children.remove(word)
            word.head = None
    if verb.head is not None:
        verb.head.children.remove(verb)
    verb.head, verb.dep = None, "root"
    for left in (True, False):
        side = [w for w in tops if (w.i < verb.i) is left]
        _hang(side, verb, left, lexicon)
    verb.children.sort(key=lambda w: w.i)
    auxiliaries = lexicon.grammar["passive_aux"]
    passive = any(c.lemma.lower() in auxiliaries and c.dep == "aux" for c in verb.children)
    bare_participle = (
        sentence.title and verb.child("aux") is None and verb.child("obj", "ccomp", "xcomp") is None
    )
    agent = any(c.child("case") and c.child("case").lower in lexicon.passive_agent for c in verb.kids("obl"))  # type: ignore[union-attr]
    if verb.tag in ("VBN", "VBD") and (passive or agent or (bare_participle and verb.tag == "VBN")):
        for child in verb.children:
            if child.dep == "nsubj":
                child.dep = "nsubj:pass"
            elif child.dep == "aux" and child.lemma.lower() in auxiliaries:
                child.dep = "aux:pass"


def _across(word: Word, verb: Word) -> bool:
    return word.head is not None and (word.i < verb.i) is not (word.head.i < verb.i)


def _hang(tops: list[Word], verb: Word, left: bool, lexicon: Lexicon) -> None:
    """Attach the pieces of one side to the verb."""
    waiting: list[Word] = []  # prepositions, articles and attributes whose noun is still to come
    core: Word | None = None
    for word in tops:
        if (
            word.pos in ("ADP", "DET", "ADJ", "NUM")
            and not word.child("case")
            and not (left and word.i + 1 == verb.i)
        ):
            waiting.append(word)
            continue
        if left and core is None and word.pos == "ADJ" and word.i + 1 == verb.i and word.text[0].isupper():
            word.pos = "PROPN"  # "Latvia bans ships" with the country taken for an adjective
        if word.pos in NOMINAL:
            last = word.subtree()[-1]
            following = next((t for t in tops if t.i > word.i), None)
            if (
                following is not None
                and following.pos in ("NOUN", "PROPN")
                and following.i == last.i + 1
                and not (following.child("case", "det") or core)
            ):
                waiting.append(word)  # an attribute of the noun right behind
                continue
            for part in waiting:
                _join(part, word)
            waiting = []
            case = word.child("case")
            possessive = case is not None and case.text in ("'s", "’s", "'")
            if case is not None and not possessive:
                dep = "obl"
            elif core is None and word.lower not in lexicon.relative_pronouns:
                dep, core = ("nsubj" if left else "obj"), word
            else:
                dep = "appos" if left and core is not None else "obl"
            _join(word, core if dep == "appos" and core is not None else verb, dep)
        elif word.pos == "AUX":
            _join(word, verb, "aux")
        elif word.pos == "VERB":
            _join(word, verb, _clause(word))
        elif word.pos in ("ADV", "PART"):
            _join(word, verb, "advmod")
        else:
            _join(word, verb, word.dep if word.dep in ("punct", "cc", "mark") else "dep")
    for part in waiting:
        _join(part, verb, "dep" if part.pos != "ADP" else "compound:prt")


def _clause(word: Word) -> str:
    """How a clause hangs on a verb that it was not below before."""
    if word.dep in _FRAGMENTS:
        return word.dep
    mark = word.child("mark")
    if mark is not None and mark.pos == "PART":
        return "xcomp"
    return "ccomp" if mark is not None else "dep"


def _join(word: Word, head: Word, dep: str = "") -> None:
    word.head = head
    word.dep = dep or {"ADP": "case", "DET": "det", "ADJ": "amod", "NUM": "nummod"}.get(word.pos, "compound")
    head.children.append(word)
    head.children.sort(key=lambda w: w.i)
