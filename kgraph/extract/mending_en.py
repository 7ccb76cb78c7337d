"""Putting right what parsers usually get wrong in English, before anything is read off the trees.

English shows by the order of its words who acts: a phrase without a preposition, the verb, the object. Where the
parser has found no verb at all, took a headline's verb for a noun, or a particle for a preposition, that order is
enough to build the upper part of the tree anew.
"""

from __future__ import annotations

from kgraph.extract.lexicon import Lexicon
from kgraph.extract.syntax import Sentence, Word, move
from kgraph.extract.verbforms import EnglishVerbs

_NOMINAL = ("NOUN", "PROPN", "PRON", "X")
_INSIDE = ("DET", "ADJ", "NUM", "NOUN", "PROPN", "X")
_FRAGMENTS = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "ccomp",
    "xcomp",
    "advcl",
    "conj",
    "parataxis",
    "acl:relcl",
)
# Particles that parsers take for prepositions of the object; "in" and "on" mostly are prepositions.
_PARTICLES = ("out", "up", "off", "down", "back", "away", "over")
_DASHES = ("-", "--", "–", "—")
_MARKS = ("SCONJ",)
_FINITE = ("VBD", "VBZ", "VBP")


def mend_english(sentence: Sentence, lexicon: Lexicon, forms: EnglishVerbs) -> None:
    """Mend the tree of an English sentence."""
    _dateline(sentence)
    verb = _lost_verb(sentence, forms)
    if verb is not None:
        _rebuild(sentence, verb, lexicon, forms)
    for word in list(sentence.words):
        _word_class(word, forms)
        if word.dep == "case":
            _case(word)
        elif word.dep.startswith("flat"):
            _name_part(sentence, word)
        elif word.dep in ("conj", "parataxis"):
            _that(word)
        elif sentence.title and word.pos == "CCONJ":
            _second_verb(sentence, word, forms)
        if word.pos == "VERB":
            _arguments(word, lexicon)
            _subjects(sentence, word, lexicon)
            _particle(sentence, word, forms)
            _object_verb(word)


def _dateline(sentence: Sentence) -> None:
    """ "GENEVA - The council met": the town before the dash is no subject."""
    words = sentence.words
    dash = next((k for k, word in enumerate(words[1:8], 1) if word.text in _DASHES), None)
    if dash is None or not words[0].text.isupper() or words[0].pos == "PRON":
        return
    subject = words[0].head
    place = words[0]
    while place.head is not None and place.head.i < dash:
        place = place.head
    subject = next((w for w in place.kids("appos", "flat", "conj") if w.i > dash), None)
    if subject is None or place.dep not in ("nsubj", "nsubj:pass", "root"):
        return
    head, dep = place.head, place.dep
    if head is None:
        subject.head, subject.dep = None, "root"
        place.children.remove(subject)
    else:
        move(subject, head, dep)
    move(place, subject, "dep")


# --- the verb that the parser overlooked -----------------------------------------------------------------------


def _lost_verb(sentence: Sentence, forms: EnglishVerbs) -> Word | None:
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
    for test in (_after_auxiliary, _as_verb, _as_noun):
        for word in sentence.words[1:]:
            before = sentence.words[word.i - 1]
            if before.lower == "to" or before.text in ("'s", "’s") or word.lower.endswith("ing"):
                continue
            if _subject_before(sentence.words, word.i) and test(sentence.words, word, forms):
                return word
    return None


def _after_auxiliary(words: list[Word], word: Word, forms: EnglishVerbs) -> bool:
    """ "will no longer export weapons" with the export taken for a noun."""
    k = word.i - 1
    while k > 0 and (words[k].pos in ("ADV", "PART") or words[k].lower == "longer"):
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
        if word.pos in _MARKS or (word.pos == "PRON" and k and word.dep.startswith("nsubj")):
            return False
        if word.pos == "ADP":
            governed = True
        elif word.pos == "PUNCT" and word.text == ",":
            governed = False
        elif word.pos in _NOMINAL:
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
        _hang(side, verb, left, words)
    verb.children.sort(key=lambda w: w.i)
    passive = any(c.lemma.lower() == "be" and c.dep == "aux" for c in verb.children)
    bare_participle = (
        sentence.title and verb.child("aux") is None and verb.child("obj", "ccomp", "xcomp") is None
    )
    agent = any(c.child("case") and c.child("case").lower in lexicon.passive_agent for c in verb.kids("obl"))  # type: ignore[union-attr]
    if verb.tag in ("VBN", "VBD") and (passive or agent or (bare_participle and verb.tag == "VBN")):
        for child in verb.children:
            if child.dep == "nsubj":
                child.dep = "nsubj:pass"
            elif child.dep == "aux" and child.lemma.lower() == "be":
                child.dep = "aux:pass"


def _across(word: Word, verb: Word) -> bool:
    return word.head is not None and (word.i < verb.i) is not (word.head.i < verb.i)


def _hang(tops: list[Word], verb: Word, left: bool, words: list[Word]) -> None:
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
        if word.pos in _NOMINAL:
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
            elif core is None and word.lower not in ("who", "which", "that"):
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


# --- phrases ----------------------------------------------------------------------------------------------------


def _case(word: Word) -> None:
    """ "by Delhi police" with "by" below Delhi: a preposition governs the whole phrase."""
    inner = word.head
    if inner is None or inner.dep not in ("compound", "amod", "nummod") or word.i > inner.i:
        return
    noun = inner.head
    if noun is not None and noun.i > inner.i and noun.pos in _NOMINAL and noun.child("case") is None:
        move(word, noun, "case")


def _arguments(verb: Word, lexicon: Lexicon) -> None:
    """Labels that contradict the words: phrases with a preposition are no attributes of verbs, a bare phrase in front
    is the subject, and nobody is passive without an auxiliary."""
    acted = verb.child("nsubj", "nsubj:pass", "csubj", "expl") is not None
    for child in verb.children:
        if child.dep == "nmod" and child.child("case") is not None:
            child.dep = "obl"
        elif child.dep == "compound" and child.i < verb.i and child.pos in _NOMINAL and not acted:
            child.dep, acted = "nsubj", True
        elif child.dep == "nsubj:pass" and verb.child("aux:pass") is None and verb.child("obj") is not None:
            child.dep = "nsubj"
        elif (
            child.dep == "obl"
            and child.child("case") is None
            and 0 < child.i - verb.i
            and child.pos in _NOMINAL
        ):
            if verb.child("obj", "aux:pass") is None and child.lower not in lexicon.attribution["no_source"]:
                child.dep = "obj"


def _subjects(sentence: Sentence, verb: Word, lexicon: Lexicon) -> None:
    """A verb has one subject; a further phrase in front of it is an apposition ("The minister, Anna Berg, said"),
    or, behind a dash, what follows a dateline."""
    subjects = [w for w in verb.kids("nsubj", "nsubj:pass") if w.i < verb.i and w.pos in _NOMINAL]
    if len(subjects) < 2 or any(w.pos == "PRON" for w in subjects):
        return
    first, second = subjects[:2]
    before = sentence.words[first.i - 1] if first.i else None
    if before is not None and before.pos == "ADP" and before.dep == "mark" and before.head is verb:
        move(before, first, "case")  # "Since March the council has met"
        first.dep = "obl"
        return
    case = second.child("case")
    if case is not None:
        if case.lower in lexicon.examples:
            move(second, first, "nmod")  # "countries such as Italy agreed"
        return
    between = [w.text for w in sentence.words[first.i + 1 : second.i]]
    if any(dash in between for dash in _DASHES) or (first.text.isupper() and len(first.text) > 3):
        first.dep = "dep"
    elif "," in between and second.child("cc") is None and first.child("conj") is None:
        move(second, first, "appos")


def _name_part(sentence: Sentence, word: Word) -> None:
    """ "Anna Berg and Carl Dahl" taken for one name: what follows the "and" is another's."""
    head = word.head
    if head is None or word.i < head.i:
        return
    link = next((w for w in sentence.words[head.i + 1 : word.i] if w.pos == "CCONJ"), None)
    if link is None:
        return
    other = next((w for w in head.kids("conj") if link.i < w.i < word.i), None)
    if other is not None:
        move(word, other, "flat")
    else:
        word.dep = "conj"


def _that(word: Word) -> None:
    """ "demanded, among other things, that Iran stop": a clause with "that" is no coordination."""
    head, mark = word.head, word.child("mark")
    if head is None or mark is None or mark.lower != "that" or head.pos != "VERB":
        return
    if word.child("cc") is None and head.child("obj", "ccomp") is None:
        word.dep = "ccomp"


def _word_class(word: Word, forms: EnglishVerbs) -> None:
    """ "is bombing Syria" taken for a noun, "the first meeting" and "clashes between" for verbs: their company tells."""
    if word.pos == "VERB" and word.dep in ("nsubj", "nsubj:pass", "obj", "nmod"):
        if word.child("nmod", "det", "case") and not word.child(
            "nsubj", "obj", "aux", "mark", "obl", "ccomp", "xcomp"
        ):
            word.pos, word.tag, word.feats = "NOUN", "NN", ""
        return
    if not word.lower.endswith("ing") or word.pos not in ("NOUN", "VERB"):
        return
    cop = word.child("cop")
    if word.pos == "NOUN" and cop is not None and word.child("obj") is not None and word.child("det") is None:
        word.pos, word.tag, word.feats, cop.dep = "VERB", "VBG", "VerbForm=Part", "aux"
        forms.mend(word)
    elif word.pos == "VERB" and cop is not None and word.child("det") is not None:
        word.pos, word.tag, word.feats = "NOUN", "NN", "Number=Sing"


def _second_verb(sentence: Sentence, link: Word, forms: EnglishVerbs) -> None:
    """ "Riga Bans Ships and Recalls Envoy": the second verb of a headline that capitalises its words."""
    verb = sentence.words[link.i + 1] if link.i + 1 < len(sentence.words) else None
    root = sentence.root
    if verb is None or verb.pos not in ("NOUN", "PROPN") or verb.dep != "compound" or root.tag != "VBZ":
        return
    lemma = forms.verb_of(verb.lower)
    noun = verb.head
    if lemma in (None, verb.lower) or not verb.lower.endswith("s") or noun is None or noun.i < verb.i:
        return
    verb.pos, verb.tag, verb.feats, verb.lemma, verb.ent = "VERB", "VBZ", "VerbForm=Fin", lemma or "", ""
    move(verb, root, "conj")
    move(link, verb, "cc")
    while noun.head is not None and noun.head.i > verb.i:
        noun = noun.head
    move(noun, verb, "obj")


# --- particles and objects -------------------------------------------------------------------------------------


def _particle(sentence: Sentence, verb: Word, forms: EnglishVerbs) -> None:
    """ "called off the strike" with "off" taken for a preposition of the strike, or for an adverb."""
    if verb.i + 1 >= len(sentence.words) or verb.child("compound:prt") is not None:
        return
    word = sentence.words[verb.i + 1]
    if word.lower not in _PARTICLES or not forms.known(word.lower + verb.lemma.lower()):
        return
    if word.head is verb and word.dep == "advmod":
        word.dep = "compound:prt"
    elif word.dep == "case" and word.head is not None and word.head.head is verb and word.head.dep == "obl":
        noun = word.head
        if len(noun.kids("case")) == 1:
            move(word, verb, "compound:prt")
            noun.dep = "obj"


def _object_verb(word: Word) -> None:
    """ "carried out strikes on X" with the strikes taken for a verb: no verb in -s stands below another like this."""
    head = word.head
    if word.dep != "xcomp" or not word.lower.endswith("s") or head is None or head.pos != "VERB":
        return
    if (
        word.child("mark", "nsubj", "aux", "cop") is not None
        or head.child("obj") is not None
        or word.i < head.i
    ):
        return
    word.pos, word.tag, word.dep, word.feats = "NOUN", "NNS", "obj", "Number=Plur"
    for child in list(word.children):
        if child.dep in ("obj", "obl"):
            for phrase in [c for c in child.kids("nmod") if child.dep == "obj"]:
                move(phrase, word, "nmod")
            child.dep = "nmod" if child.child("case") is not None else "nmod:tmod"
