"""Verbs that a parser of German did not see as such: a past tense taken for an adjective, a particle for an adverb."""

from __future__ import annotations

from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word, move, take_place
from kgraph.extract.language.verbforms import GermanVerbs

# What one has others do to somebody.
_DONE_TO = frozenset(["ASSAULT", "COERCE", "SANCTION"])
CLAUSES = ("root", "ccomp", "conj", "advcl", "acl:relcl", "parataxis")


def finite_adjective(word: Word, forms: GermanVerbs) -> None:
    """ "gratulierte" with a subject, tagged like "der gratulierte Sieger", or "drang": a past tense."""
    if word.child("nsubj") is None or word.child("cop", "aux", "aux:pass") is not None:
        return
    lemma = forms.past(word)
    if lemma is not None:
        _made_verb(word, lemma)


def subjectless(verb: Word, lexicon: Lexicon) -> None:
    """ "X, um Druck auszuüben, verlangt ein Abkommen": what stands before "um" is not the subject of the infinitive but
    of the verb that governs it."""
    mark, subject, head = verb.child("mark"), verb.child("nsubj"), verb.head
    if mark is None or subject is None or head is None or head.pos not in ("VERB", "AUX"):
        return
    if mark.lower in lexicon.purpose and verb.finite is None and subject.i < mark.i < verb.i < head.i:
        move(subject, head, "nsubj")
        verb.dep = "advcl"


def verbless(noun: Word, forms: GermanVerbs) -> None:
    """ "Aiwanger erntete Kritik": the verb taken for an adjective of its object."""
    if noun.child("cop", "det", "aux") is not None:
        return
    for child in noun.kids("amod"):
        subject = noun.child("nsubj") or child.child("nsubj")
        lemma = forms.past(child)
        if lemma is None or subject is None or not subject.i < child.i < noun.i:
            continue
        take_place(child, noun)
        _made_verb(child, lemma)
        for other in list(noun.children):
            clause = other.pos in ("VERB", "AUX") and other.dep in ("conj", "parataxis", "ccomp", "advcl")
            if other.i < child.i or clause:
                move(other, child, other.dep)
        move(noun, child, "obj")
        return


def greeted(sentence: Sentence, name: Word, forms: GermanVerbs) -> None:
    """ "Viele Ärzte gratulierten Jonas Berg": the verb between a noun and a person taken for the person's adjective."""
    noun, verb = name.head, name.child("amod")
    if noun is None or verb is None or not name.ent.startswith("B-PER") or noun.dep not in CLAUSES:
        return
    lemma = forms.past(verb) if name.child("det", "case") is None else None
    if lemma is None or noun.pos not in ("NOUN", "PROPN") or sentence.words[verb.i - 1] not in noun.subtree():
        return
    take_place(verb, noun)
    _made_verb(verb, lemma)
    for child in list(noun.children):
        if child.i > verb.i and child is not name:
            move(child, verb, child.dep)
    move(noun, verb, "nsubj")
    move(name, verb, "obj")


def regained(sentence: Sentence, particle: Word, forms: GermanVerbs) -> None:
    """ "Es gab Fortschritte: A und B tauschten Gefangene aus": a particle belongs to no verb before the colon."""
    verb = particle.head
    if particle.dep != "compound:prt" or verb is None or verb.i > particle.i:
        return
    between = sentence.words[verb.i + 1 : particle.i]
    colon = next((w.i for w in between if w.text in (":", ";")), None)
    if colon is None:
        return
    for word in sentence.words[colon + 1 : particle.i]:
        if word.pos in ("ADJ", "VERB") and forms.joined(particle.lower, word.lower):
            move(particle, word, "compound:prt")
            return


def _made_verb(word: Word, lemma: str) -> None:
    word.pos, word.tag, word.lemma, word.feats = "VERB", "VVFIN", lemma, "VerbForm=Fin|Tense=Past"


def particle(verb: Word, lexicon: Lexicon) -> None:
    """ "stellt der Ukraine Geld bereit", "steht bevor": a word at the end of the clause that is the particle of its
    verb, by its tag or, an adjective, as the verb is known."""
    if verb.child("compound:prt", "aux", "aux:pass") is not None or not verb.has("VerbForm=Fin"):
        return
    last = next((c for c in reversed(verb.children) if c.pos != "PUNCT" and c.dep not in CLAUSES), None)
    if last is None or last.i <= verb.i or last.children or last.dep not in ("advmod", "xcomp", "obl", "obj"):
        return
    lemma = verb.lemma.lower()
    idiom = any(
        frame.idiom == last.lower for frame in lexicon.verbs.get(lemma, ())
    )  # "verantwortlich machen"
    known = last.pos in ("ADJ", "ADV", "ADP") and last.lower + lemma in lexicon.verbs and not idiom
    if last.tag == "PTKVZ" or (known and last.i > verb.i + 1):
        last.dep, last.pos = "compound:prt", "ADP"


def dated(verb: Word, lexicon: Lexicon) -> None:
    """ "ist am Montag, dem 3. Mai, von der Polizei festgenommen worden": a participle that parsers hang on the day as
    if it were a relative clause, and leave the auxiliary without a verb."""
    noun = verb.head
    if verb.dep != "acl:relcl" or noun is None or not verb.has("VerbForm=Part"):
        return
    auxiliary = noun.head
    if auxiliary is None or noun.dep != "obl" or auxiliary.pos != "AUX" or not auxiliary.i < noun.i < verb.i:
        return
    if auxiliary.dep not in CLAUSES or auxiliary.child("nsubj", "nsubj:pass") is None:
        return
    own = verb.child("aux:pass")
    if verb.child("nsubj", "nsubj:pass", "mark") is not None or any(
        w.has("PronType=Rel") for c in verb.children for w in (c, *c.children)
    ):
        return
    take_place(verb, auxiliary)
    passive = own is not None or auxiliary.lemma.lower() in lexicon.grammar["passive_aux"]
    for child in list(auxiliary.children):
        if child is not verb:
            move(child, verb, "nsubj:pass" if passive and child.dep == "nsubj" else child.dep)
    move(auxiliary, verb, "aux:pass" if passive and own is None else "aux")


def caused(verb: Word, lexicon: Lexicon) -> None:
    """ "ließ die Bürgermeisterin von X, Y, festnehmen": the object of what is made to be done, hung on "lassen"."""
    head = verb.head
    if verb.dep != "xcomp" or head is None or verb.tag == "VVIZU":
        return
    if head.lemma.lower() not in lexicon.grammar["causative"]:
        return
    objects = head.kids("obj")
    if len(objects) != 1 or verb.child("obj", "nsubj", "mark") is not None or objects[0].i > verb.i:
        return
    frames = lexicon.verbs.get(verb_lemma(verb), ())
    if any(f.rel in _DONE_TO and any(slot.name == "obj" for slot in f.target) for f in frames):
        move(objects[0], verb, "obj")


def participle(sentence: Sentence, verb: Word, lexicon: Lexicon) -> None:
    """ "Begleitet von X, führte Y …": what looks like a finite verb and has neither subject nor object, but who does it
    right behind, is a participle."""
    if verb.tag != "VVFIN" or verb.dep not in ("advcl", "conj", "acl") or not verb.lower.endswith("t"):
        return
    if verb.kids("aux", "aux:pass", "cop", "obj", "iobj", "nsubj", "mark", "cc", "expl"):
        return
    opens = verb.i == 0 or sentence.words[verb.i - 1].text == ","
    behind = [c for w in verb.kids("obl") for c in w.kids("case") if c.i == verb.i + 1]
    if opens and any(c.lower in lexicon.passive_agent for c in behind):
        verb.tag, verb.feats = "VVPP", "VerbForm=Part"


def granted(verb: Word, lexicon: Lexicon) -> None:
    """ "sagte dem Land 20 Millionen Euro zu": a sum beside whom it is for, in no phrase, is the object."""
    if verb.child("iobj") is None or verb.child("obj", "aux:pass") is not None:
        return
    for child in verb.kids("obl"):
        bare = (
            child.pos == "NOUN"
            and child.child("case") is None
            and child.lemma.lower() not in lexicon.time_nouns
        )
        if bare and child.child("nummod") is not None:
            child.dep = "obj"
            return
