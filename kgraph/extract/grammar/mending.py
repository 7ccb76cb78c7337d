"""Putting right what parsers usually get wrong in German, before anything is read off the trees.

Every rule rests on grammar that the parser overlooked: a finite verb has one subject, a list goes on with the
same case, "als" before a noun phrase and a finite verb opens a clause.
"""

from __future__ import annotations

from itertools import pairwise

from kgraph.extract.grammar.mending_alike import alike
from kgraph.extract.grammar.mending_elided import elided
from kgraph.extract.grammar.mending_en import mend_english
from kgraph.extract.grammar.mending_order import (
    active,
    ascribed,
    blamed,
    fronted,
    had,
    helped,
    judged,
    named,
    nominative,
    one_of_many,
    one_subject,
    perfect,
    placed,
    pointed,
    sentenced,
)
from kgraph.extract.grammar.mending_relatives import agreeing, asked_to, stranded
from kgraph.extract.grammar.mending_verbs import (
    CLAUSES,
    caused,
    dated,
    finite_adjective,
    granted,
    greeted,
    participle,
    particle,
    regained,
    subjectless,
    verbless,
)
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word, move
from kgraph.extract.language.verbforms import EnglishVerbs, GermanVerbs

_NOMINAL = ("NOUN", "PROPN", "X")


def mend(sentence: Sentence, lexicon: Lexicon) -> None:
    """Mend lemmas of verbs and trees."""
    forms = lexicon.verb_forms
    for word in sentence.words:
        if word.pos in ("VERB", "AUX"):
            forms.mend(word)
        elif isinstance(forms, GermanVerbs) and word.pos == "ADJ" and word.dep in CLAUSES:
            finite_adjective(word, forms)
    if isinstance(forms, EnglishVerbs):
        mend_english(sentence, lexicon, forms)
        return
    if isinstance(forms, GermanVerbs):
        pointed(sentence, lexicon, forms)
        for word in sentence.words:
            regained(sentence, word, forms)
            subjectless(word, lexicon)
        elided(sentence, lexicon)
    for word in sentence.words:
        if word.ent.startswith("I-") and word.pos == "NOUN" and word.dep != "flat":
            if (
                word.head is not None
                and not word.head.ent
                and lexicon.noun_key(word.lemma.lower()) is not None
            ):
                word.ent = ""  # "brachte Chrupalla Kritik ein": no part of the name
        if word.dep == "flat" and word.pos in _NOMINAL:
            _swallowed(sentence, word, lexicon)
            _beside(sentence, word, lexicon)
        elif word.dep == "appos" and word.pos == "NOUN":
            _beside(sentence, word, lexicon)
        elif word.pos in ("NOUN", "PROPN") and isinstance(forms, GermanVerbs):
            verbless(word, forms)
            greeted(sentence, word, forms)
    for word in sentence.words:
        if word.dep == "case" and word.lower in lexicon.examples:
            _example(sentence, word)
        if word.pos == "VERB":
            dated(word, lexicon)
            caused(word, lexicon)
            _subordinate(sentence, word, lexicon)
            _unmarked(sentence, word, lexicon)
            _relative(word, lexicon)
            ascribed(sentence, word, lexicon)
            asked_to(word, lexicon)
            stranded(sentence, word, lexicon)
            placed(sentence, word, lexicon)
            _antecedent(sentence, word, lexicon)
            agreeing(word, lexicon)
            _cases(word, lexicon)
            helped(word, lexicon)
            granted(word, lexicon)
            nominative(word, lexicon)
            named(word, lexicon)
            _subject(word, lexicon)
            _two_names(word)
            active(word, lexicon)
            judged(word, lexicon)
            sentenced(word, lexicon)
            had(word, lexicon)
            _charged(word, lexicon)
            fronted(word, lexicon)
            one_subject(word, lexicon)
            one_of_many(word)
            blamed(word, lexicon)
            _listed(sentence, word, lexicon)
            particle(word, lexicon)
            participle(sentence, word, lexicon)
            perfect(word, lexicon)
        elif word.pos == "NOUN" and word.lemma.lower() in lexicon.transparent | lexicon.counterparts:
            _origin(sentence, word, lexicon)
        if word.dep == "conj" and word.pos in _NOMINAL:
            _no_list(word)
        if word.dep == "case" and word.lower in lexicon.as_office:
            _capacity(word, lexicon)
    if any(word.lower in lexicon.like for word in sentence.words):
        alike(sentence, lexicon)


def _swallowed(sentence: Sentence, word: Word, lexicon: Lexicon) -> None:
    """ "Donald Trumps Tirade": an event noun taken for a part of the name whose genitive stands before it."""
    head = word.head
    before = sentence.words[word.i - 1]
    if head is None or not before.text.endswith(("s", "’", "'")) or lexicon.noun_key(word.lower) is None:
        return
    if before is not head and before.head is not head:
        return
    later = [c for c in head.children if c.i > word.i]
    if head.head is not None:
        move(word, head.head, head.dep)
    else:
        head.children.remove(word)
        word.head, word.dep = None, head.dep
    for child in later:
        move(child, word, child.dep)
    move(head, word, "nmod")
    word.pos, word.ent = "NOUN", ""


def _beside(sentence: Sentence, word: Word, lexicon: Lexicon) -> None:
    """ "gegen den Erlass Meiers Klage einreichen": an event noun before its verb taken for a part of the phrase."""
    head = word.head
    if word.dep not in ("flat", "appos") or head is None or lexicon.noun_key(word.lemma.lower()) is None:
        return
    if word.child("det") is not None or word.child("flat") is not None:
        return  # "die Gewerkschaft Vereinigung Cockpit"
    top = next((w for w in head.ancestors() if w.pos == "VERB"), None)
    if top is None:
        return
    if word.dep == "flat" and word.tag == "NN" and head.head is top and head.dep == "obj":
        head.dep = "iobj"  # "gewährte Raif Badawi Asyl"
    elif top.child("obj") is not None or not word.i < top.i:
        return
    if sentence.words[word.i - 1].text == "," or word.tag == "NE":
        return
    move(word, top, "obj")
    word.pos, word.ent = "NOUN", ""


def _subordinate(sentence: Sentence, verb: Word, lexicon: Lexicon) -> None:
    """ "als israelische Streitkräfte Teheran angriffen": a conjunction taken for a comparing "als"; such a clause
    tells when, not what."""
    if verb.dep == "ccomp" and any(c.lower in lexicon.grammar["when"] for c in verb.kids("mark")):
        verb.dep = "advcl"
    clauses = ("advcl", "acl", "acl:relcl", "ccomp")
    if verb.dep not in clauses or verb.child("mark", "nsubj", "nsubj:pass") is not None:
        return
    for child in verb.kids("obl", "nmod", "advmod"):
        link = next((c for c in child.kids("case") if c.lower in lexicon.grammar["when"]), None)
        if link is None or child.i > verb.i or child.pos not in _NOMINAL:
            continue
        if link.i and sentence.words[link.i - 1].pos == "PUNCT":
            move(link, verb, "mark")
            link.pos = "SCONJ"
            child.dep = "nsubj:pass" if verb.child("aux:pass") is not None else "nsubj"
            verb.dep = "advcl" if verb.dep == "ccomp" else verb.dep
        return


def _relative(verb: Word, lexicon: Lexicon) -> None:
    """ "die Sanktionen, die die EU verhängte": a relative pronoun that does not agree with its verb is no subject."""
    antecedent, pronoun = verb.head, verb.child("nsubj")
    if verb.dep not in ("acl:relcl", "acl") or antecedent is None or pronoun is None:
        return
    if pronoun.pos not in ("PRON", "DET"):
        return
    finite = verb.finite
    names = [c for c in verb.kids("obl") if c.pos == "PROPN"]
    other = next((c for c in (*verb.kids("obj"), *names) if _bare(c, lexicon) and c.i > pronoun.i), None)
    if finite is None or other is None or pronoun.lower not in lexicon.grammar["open_relatives"]:
        return
    determiner = other.child("det")
    if determiner is not None and determiner.lower in lexicon.oblique:
        return
    number = "Sing" if finite.has("Number=Sing") else "Plur"
    if antecedent.has("Number=") and not antecedent.has(f"Number={number}") and not other.has("Number=Plur"):
        pronoun.dep, other.dep = "obj", "nsubj"


def _unmarked(sentence: Sentence, verb: Word, lexicon: Lexicon) -> None:
    """ "Panzer, die Dänemark lieferte": a relative pronoun taken for the article of the name behind it."""
    if verb.dep != "acl:relcl" or verb.child("nsubj", "nsubj:pass", "aux:pass") is not None:
        return
    first = next(w for w in verb.subtree() if w.pos != "PUNCT")
    noun = first.head
    if (
        first.dep != "det"
        or first.lower not in lexicon.relative_roles
        or noun is None
        or noun.head is not verb
    ):
        return
    if noun.i != first.i + 1 or noun.pos not in _NOMINAL or sentence.words[first.i - 1].text != ",":
        return
    role = lexicon.relative_roles[first.lower]
    move(first, verb, role)
    first.pos = "PRON"
    noun.dep = "obj" if role == "nsubj" else "nsubj"


def _antecedent(sentence: Sentence, verb: Word, lexicon: Lexicon) -> None:
    """ "ging gegen Bauern vor, die Brücken sperrten": a relative clause goes with a noun of its number."""
    noun, pronoun = verb.head, verb.child("nsubj")
    if verb.dep != "acl:relcl" or noun is None or pronoun is None:
        return
    if pronoun.lower not in lexicon.grammar["plural_relatives"]:
        return
    finite = verb.finite
    bare = finite is None and verb.has("VerbForm=Inf")  # "die ablehnen": the same form
    single = noun.has("Number=Sing") or (noun.pos == "PROPN" and not noun.has("Number="))
    if not single or not (bare or (finite is not None and finite.has("Number=Plur"))):
        return
    if noun.child("conj", "nummod") is not None:
        return
    for word in reversed(sentence.words[noun.i + 1 : pronoun.i]):
        if word.pos == "NOUN" and not word.has("Number=Sing") and verb not in (word, *word.ancestors()):
            move(verb, word, verb.dep)
            return
    for word in noun.ancestors():  # "die Parteien des Landes, die ablehnen"
        if word.pos != "NOUN":
            return
        if word.has("Number=Plur"):
            move(verb, word, verb.dep)
            return


def _example(sentence: Sentence, link: Word) -> None:
    """ "Kritik an Partnern, einschließlich Italien", "kamen Politiker wie Jonas Berg": the example goes with the noun
    before it."""
    phrase = link.head
    if phrase is None or link.i < 2:
        return
    noun = sentence.words[link.i - 1]
    if noun.text == ",":
        noun = sentence.words[link.i - 2]
    elif not noun.has("Number=Plur") or all(
        w.pos != "PROPN" for w in (phrase, *phrase.kids("appos", "flat"))
    ):
        return
    if noun.pos == "NOUN" and phrase.head is not noun and phrase not in (noun, *noun.ancestors()):
        move(phrase, noun, "nmod")


def _origin(sentence: Sentence, noun: Word, lexicon: Lexicon) -> None:
    """ "traf Vertreter aus der Ukraine": a phrase right behind such a noun belongs to it."""
    link = sentence.words[noun.i + 1] if noun.i + 1 < len(sentence.words) else None
    if link is None or link.dep != "case" or link.head is None:
        return
    if link.lower not in lexicon.origin and link.lower not in lexicon.of:
        return
    phrase = link.head
    if phrase.dep == "obl" and phrase.head is noun.head and phrase.i > noun.i:
        move(phrase, noun, "nmod")


def _no_list(word: Word) -> None:
    """ "von Reis nach Laos": a phrase with a preposition of its own right behind a noun is no second member."""
    link, head = word.child("case"), word.head
    if head is not None and head.pos == "VERB":
        _joins(word, head)
        return
    if link is None or head is None or word.child("cc") is not None or link.i != head.i + 1:
        return
    word.dep = "nmod"


def _joins(word: Word, verb: Word) -> None:
    """ "griff nicht nur A an, sondern auch B": a name joined to the verb goes on with what the verb has of its kind."""
    if word.child("cc") is None or word.child("nsubj", "obj", "cop", "aux") is not None or word.tag != "NE":
        return
    link = word.child("case")
    for first in reversed([c for c in verb.kids("obj", "iobj", "obl") if c.i < word.i and c.pos in _NOMINAL]):
        other = first.child("case")
        if (link.lower if link else "") == (other.lower if other else ""):
            move(word, first, "conj")
            return


def _capacity(link: Word, lexicon: Lexicon) -> None:
    """ "trat 1982 als Chef zurück": what somebody does something as is no part of the time before it."""
    phrase = link.head
    time = phrase.head if phrase is not None else None
    if phrase is None or time is None or phrase.dep not in ("nmod", "appos") or time.head is None:
        return
    dated = time.pos == "NUM" or time.lemma.lower() in lexicon.time_nouns
    if dated and time.i < phrase.i and time.dep in ("obl", "nmod") and time.head.pos in ("VERB", "AUX"):
        move(phrase, time.head, "obl")


def _bare(word: Word, lexicon: Lexicon) -> bool:
    nominal = word.pos in (*_NOMINAL, "PRON")
    return nominal and word.child("case") is None and word.lower not in lexicon.reflexive


def _case(word: Word, lexicon: Lexicon) -> str | None:
    """The dependency of an object whose determiner shows its case: "den Libanon", "der Ukraine"."""
    determiner = word.child("det")
    if determiner is None or word.pos not in _NOMINAL or word.child("case") is not None:
        return None
    form = determiner.lower
    if form in lexicon.accusative:
        return "iobj" if word.has("Number=Plur") else "obj" if word.has("Number=Sing") else None
    if form in lexicon.dative:
        return "iobj"
    feminine = word.lower in lexicon.feminine or (word.pos == "NOUN" and word.has("Gender=Fem|Number=Sing"))
    return "iobj" if form in lexicon.of_feminine and feminine else None


def _cases(verb: Word, lexicon: Lexicon) -> None:
    """ "Israel griff den Libanon an", "Der Ukraine half Island": whatever the parser makes of an object, its
    determiner shows what it is."""
    passive = verb.child("aux:pass") is not None
    for child in verb.kids("nsubj", "nsubj:pass", "obj", "iobj"):
        case = _case(child, lexicon)
        if case is None or child.dep == case or child.lemma.lower() in lexicon.time_nouns:
            continue
        if case == "iobj" or (not passive and (child.dep != "iobj" or verb.child("obj") is None)):
            child.dep = case


def _subject(verb: Word, lexicon: Lexicon) -> None:
    """A finite verb with two bare phrases and no subject: the first that may be one acts."""
    if verb.child("nsubj", "nsubj:pass", "csubj", "expl", "aux:pass") is not None or verb.dep == "conj":
        return
    if not (verb.tag.endswith("FIN") or verb.has("VerbForm=Fin") or verb.child("aux") is not None):
        return
    phrases = [c for c in verb.kids("obj", "iobj", "dep") if _bare(c, lexicon) and c.pos != "PRON"]
    # "Nicht A, sondern B hat C angegriffen": a bare name is no adverbial
    phrases += [c for c in verb.kids("obl") if _bare(c, lexicon) and c.pos == "PROPN" and c.ent]
    phrases.sort(key=lambda c: c.i)
    pronoun = any(c.lower in lexicon.neuter_anaphors for c in verb.kids("obj"))  # "Das lehnte A ab"
    if len(phrases) + pronoun < 2:
        return
    for phrase in phrases:
        determiner = phrase.child("det")
        oblique = determiner is not None and determiner.lower in lexicon.oblique
        if not oblique and _case(phrase, lexicon) is None and not phrase.has("Case=Dat"):
            phrase.dep = "nsubj"
            return


def _two_names(verb: Word) -> None:
    """ "Am Freitag beschuldigte Polen Belarus": two names, as the recogniser knows, taken for one subject."""
    subject = verb.child("nsubj")
    if subject is None or not subject.ent.startswith("B-") or verb.child("obj") is not None:
        return
    if subject.pos == "NOUN":
        return  # "der Geheimdienst Mossad tötete ..."
    for name in subject.kids("flat", "appos"):
        if name.i == subject.i + 1 and name.ent == subject.ent and name.pos == "PROPN":
            move(name, verb, "obj")
            return


def _charged(verb: Word, lexicon: Lexicon) -> None:
    """ "beschuldigte Estland des Angriffs": a genitive behind the name of the accused is the charge."""
    if verb.lemma.lower() not in lexicon.matrix["blame"]:
        return
    for name in verb.kids("obj", "iobj", "nsubj:pass"):
        for noun in name.kids("nmod"):
            genitive = noun.child("case") is None and noun.child("det") is not None and noun.i > name.i
            if name.pos == "PROPN" and noun.pos == "NOUN" and genitive:
                move(noun, verb, "obl")


def _listed(sentence: Sentence, verb: Word, lexicon: Lexicon) -> None:
    """ "empfing den Präsidenten A, den Kanzler B und den Minister C": a list taken for two phrases."""
    phrases = [
        c
        for c in verb.kids("obj", "iobj", "obl", "appos", "dep", "nsubj")
        if _bare(c, lexicon) and c.pos != "PRON"
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
