"""Putting right what parsers usually get wrong in English, before anything is read off the trees.

English shows by the order of its words who acts: a phrase without a preposition, the verb, the object. Where the
parser has found no verb at all, took a headline's verb for a noun, or a particle for a preposition, that order is
enough to build the upper part of the tree anew.
"""

from __future__ import annotations

from itertools import pairwise

from kgraph.extract.dates import timewords
from kgraph.extract.dates.timewords import Item
from kgraph.extract.grammar.lostverb import NOMINAL, rebuild
from kgraph.extract.grammar.mending_among import told_of_many
from kgraph.extract.grammar.mending_elided import bidden
from kgraph.extract.grammar.mending_lists import mend_lists
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word, move, take_place
from kgraph.extract.language.verbforms import EnglishVerbs

_DAYS = ("WEEKDAY", "RELDAY")
_DASHES = ("-", "--", "–", "—")


def mend_english(sentence: Sentence, lexicon: Lexicon, forms: EnglishVerbs) -> None:
    """Mend the tree of an English sentence."""
    _dateline(sentence)
    for word in sentence.words:
        if word.pos == "ADV" and word.child("compound") is not None:
            word.pos, word.tag = "NOUN", "NN"  # nothing is compounded with an adverb
    rebuild(sentence, lexicon, forms)
    told_of_many(sentence, lexicon)
    mend_lists(sentence, lexicon)
    for word in list(sentence.words):
        _word_class(word, lexicon, forms)
        if word.pos == "ADJ" and word.dep in ("nsubj", "nsubj:pass"):
            _joined_adjectives(sentence, word)
        if word.dep == "case":
            _before_adjectives(sentence, word)
            _case(word)
        elif word.dep.startswith("flat"):
            _name_part(sentence, word)
        elif word.dep == "conj" and word.lower in lexicon.other_words:
            _others(word)
        elif word.dep in ("conj", "parataxis", "obl"):
            _that(word, lexicon)
            _stopped(word, lexicon)
        elif sentence.title and word.pos == "CCONJ":
            _second_verb(sentence, word, forms)
        if word.tag == "JJ" and word.dep == "conj":
            _measured(word)
        if word.pos == "VERB":
            _ranked(word, lexicon)
            _speaker(sentence, word, lexicon)
            _recipient(sentence, word, lexicon)
            _arguments(word, lexicon)
            _subjects(sentence, word, lexicon)
            _particle(sentence, word, lexicon, forms)
            _object_verb(word)
            _day(word, lexicon)
            bidden(word, lexicon)


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


# --- phrases ----------------------------------------------------------------------------------------------------


def _case(word: Word) -> None:
    """ "by Delhi police" with "by" below Delhi: a preposition governs the whole phrase."""
    inner = word.head
    if inner is None or inner.dep not in ("compound", "amod", "nummod") or word.i > inner.i:
        return
    noun = inner.head
    if noun is not None and noun.i > inner.i and noun.pos in NOMINAL and noun.child("case") is None:
        move(word, noun, "case")


def _others(word: Word) -> None:
    """ "from Peru and other countries" with "Peru" below "countries": the noun is what is joined to the name."""
    name = word.head
    noun = name.head if name is not None else None
    if name is None or noun is None or noun.head is None or name.pos != "PROPN" or name.dep != "compound":
        return
    if noun.i < word.i or noun.pos not in NOMINAL:
        return
    move(name, noun.head, noun.dep)
    move(noun, name, "conj")
    move(word, noun, "amod")
    for child in list(noun.children):
        if child.i < name.i and child.dep in ("case", "det", "punct"):
            move(child, name, child.dep)


def _arguments(verb: Word, lexicon: Lexicon) -> None:
    """Labels that contradict the words: phrases with a preposition are no attributes of verbs, a bare phrase in front
    is the subject, and nobody is passive without an auxiliary."""
    if verb.lemma.lower() in lexicon.naming:
        for named in verb.kids("obj")[1:]:
            named.dep = "xcomp"  # "called him a liar"
    acted = verb.child("nsubj", "nsubj:pass", "csubj", "expl") is not None
    for child in verb.children:
        if child.dep == "nmod" and child.child("case") is not None:
            child.dep = "obl"
        elif child.dep == "compound" and child.i < verb.i and child.pos in NOMINAL and not acted:
            child.dep, acted = "nsubj", True
        elif child.dep == "nsubj:pass" and verb.child("aux:pass") is None and verb.child("obj") is not None:
            child.dep = "nsubj"
        elif (
            child.dep == "obl"
            and child.child("case") is None
            and child.i - verb.i > 0
            and child.pos in NOMINAL
        ):
            if verb.child("obj", "aux:pass") is None and child.lower not in lexicon.attribution["no_source"]:
                child.dep = "obj"


def _measured(word: Word) -> None:
    """ "supports X with drones worth two million": what is worth so much is no subject."""
    thing, head = word.child("nsubj"), word.head
    if thing is None or head is None or thing.i + 1 != word.i or thing.child("case") is None:
        return
    move(thing, head, "obl")
    move(word, thing, "amod")


def _ranked(verb: Word, lexicon: Lexicon) -> None:
    """ "X is the first country to ban Y": what it is the first to do, X does."""
    noun, mark = verb.head, verb.child("mark")
    if verb.dep != "acl" or noun is None or noun.child("cop") is None or mark is None:
        return
    if mark.lower not in lexicon.grammar["to"]:
        return
    if any(c.lower in lexicon.ordinals or c.lower in lexicon.other_words for c in noun.kids("amod")):
        verb.dep = "xcomp"


def _joined_adjectives(sentence: Sentence, word: Word) -> None:
    """ "Polish and Czech officials met" with "Polish" taken for a subject of its own."""
    last = word.kids("conj")[-1:]
    noun = sentence.words[last[0].i + 1] if last and last[0].i + 1 < len(sentence.words) else None
    if noun is None or last[0].pos != "ADJ" or noun.pos != "NOUN" or noun.head is not word.head:
        return
    if noun.dep in ("nsubj", "nsubj:pass"):
        move(word, noun, "amod")


def _before_adjectives(sentence: Sentence, case: Word) -> None:
    """ "A meeting between Danish and American officials ended": with the preposition hung on an adjective, and the
    phrase taken for a second subject."""
    adjective = case.head
    noun = adjective.head if adjective is not None and adjective.dep == "amod" else None
    if noun is None or noun.pos != "NOUN" or case.i > noun.i:
        return
    move(case, noun, "case")
    before = sentence.words[case.i - 1] if case.i else None
    if (
        before is not None
        and noun.dep.startswith("nsubj")
        and before.head is noun.head
        and before.pos == "NOUN"
    ):
        move(noun, before, "nmod")


def _stopped(word: Word, lexicon: Lexicon) -> None:
    """ "called for an end to the attacks" with the attacks hung on the verb."""
    verb, case = word.head, word.child("case")
    if verb is None or case is None or case.lower not in lexicon.grammar["to"] or verb.pos != "VERB":
        return
    start = min(w.i for w in word.subtree())
    noun = next((w for w in verb.kids("obj", "obl") if w.i == start - 1), None)
    if noun is not None and noun.lemma.lower() in lexicon.undoing:
        move(word, noun, "nmod")


def _recipient(sentence: Sentence, verb: Word, lexicon: Lexicon) -> None:
    """ "gave Anna Berg support": a name before a bare noun is whom it is given to, no part of the noun."""
    thing = verb.child("obj")
    if thing is None or verb.lemma.lower() not in lexicon.giving or verb.child("iobj") is not None:
        return
    before = sentence.words[verb.i + 1 : thing.i]
    named = all(w.pos == "PROPN" and w.dep in ("compound", "flat") for w in before)
    if not before or not named or thing.pos != "NOUN" or thing.has("Number=Plur"):
        return
    first, *rest = before
    move(first, verb, "iobj")
    for word in rest:
        move(word, first, "flat")


def _subjects(sentence: Sentence, verb: Word, lexicon: Lexicon) -> None:
    """A verb has one subject; a further phrase in front of it is an apposition ("The minister, Anna Berg, said"),
    or, behind a dash, what follows a dateline."""
    subjects = [w for w in verb.kids("nsubj", "nsubj:pass") if w.i < verb.i and w.pos in NOMINAL]
    for noun, name in pairwise(list(subjects)):
        if noun.pos == "NOUN" and name.pos == "PROPN" and name.i == noun.i + 1:
            subjects.remove(name)
            move(name, noun, "appos")  # "the union Verdi called"
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


def _that(word: Word, lexicon: Lexicon) -> None:
    """ "demanded, among other things, that Iran stop": a clause with "that" is no coordination, nor is one with a noun
    for its predicate a phrase ("claims that Oslo is behind the plot")."""
    head, mark = word.head, word.child("mark")
    if word.dep == "obl" and word.child("cop") is None:
        return
    if head is None or mark is None or mark.lower not in lexicon.grammar["that"] or head.pos != "VERB":
        return
    if word.child("cc") is None and head.child("obj", "ccomp") is None:
        word.dep = "ccomp"


def _speaker(sentence: Sentence, verb: Word, lexicon: Lexicon) -> None:
    """ "killed ten fighters, the army said" with the fighters taken for those who said it."""
    above = verb.dep == "ccomp"
    said = verb.head if above else verb.child("ccomp")
    if said is None or said.lemma.lower() not in lexicon.matrix["report"] or verb.child("obj", "aux:pass"):
        return
    named = [w for w in said.kids("nsubj") if verb.i < w.i < said.i]
    taken = named[0] if named else None
    speaker = named[1] if len(named) > 1 else taken.child("appos") if taken is not None else None
    if taken is None or speaker is None or speaker.i != said.i - 1 or said.child("obj") is not None:
        return
    start = min(w.i for w in speaker.subtree())
    if sentence.words[start - 1].text != ",":
        return
    move(speaker, said, "nsubj")
    move(taken, verb, "obj")
    if above:
        return
    take_place(said, verb)
    move(verb, said, "ccomp")


def _word_class(word: Word, lexicon: Lexicon, forms: EnglishVerbs) -> None:
    """ "is bombing Syria" taken for a noun, "a first meeting" or "clashes between" for verbs: their phrases tell."""
    owned = any(c.child("case") is not None for c in word.kids("nmod") if c.i < word.i)
    if word.dep in ("obj", "obl", "nsubj") and (word.child("det") is not None or owned):
        if word.pos == "ADV" or (word.pos == "ADJ" and lexicon.noun_key(word.lower) is not None):
            word.pos, word.tag = "NOUN", "NN"  # "in an airstrike", "against Oslo's fine"
            return
    if word.tag == "VBG" and lexicon.noun_key(word.lower) is not None and _nominal(word, lexicon):
        word.pos, word.tag, word.feats, word.lemma = "NOUN", "NN", "Number=Sing", word.lower
        word.dep = {"xcomp": "obj", "csubj": "nsubj"}.get(word.dep, word.dep)
        for child in word.kids("obl"):
            child.dep = "nmod"
        return
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


def _nominal(word: Word, lexicon: Lexicon) -> bool:
    """ "received backing from Norway", "Fighting between Norway and Denmark spread": events and no participles."""
    if word.child("nsubj", "obj", "aux", "cop", "mark", "ccomp", "xcomp") is not None:
        return False
    head = word.head
    if word.dep == "xcomp" and head is not None:
        return head.lemma.lower() in lexicon.matrix["receive"] and head.child("obj") is None
    between = any(k.lower in lexicon.between for c in word.kids("obl") for k in c.kids("case"))
    return between and word.dep in ("root", "conj", "csubj")


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


def _particle(sentence: Sentence, verb: Word, lexicon: Lexicon, forms: EnglishVerbs) -> None:
    """ "called off the strike" with "off" taken for a preposition of the strike, or for an adverb."""
    if verb.i + 1 >= len(sentence.words) or verb.child("compound:prt") is not None:
        return
    word = sentence.words[verb.i + 1]
    if word.lower not in lexicon.grammar["particles"] or not forms.known(word.lower + verb.lemma.lower()):
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


def _day(verb: Word, lexicon: Lexicon) -> None:
    """ "struck Monday evening against X" with X below the evening: a day without an article or a preposition governs
    no phrase but one with "of"."""
    for day in verb.kids("obl", "obj", "nmod:tmod"):
        if day.i < verb.i or day.child("case", "det") is not None:
            continue
        if not any(name in _DAYS for word in (day, *day.kids("compound")) for name, _ in _times(word)):
            continue
        for phrase in day.kids("nmod"):
            case = phrase.child("case")
            if case is not None and case.lower not in lexicon.of:
                move(phrase, verb, "obl")


def _times(word: Word) -> tuple[Item, ...]:
    """What a word means as a time."""
    return timewords.lexicon("en").look_up(word.text, False)
