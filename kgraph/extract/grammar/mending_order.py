"""What stands first in a German clause need not act: "Kritik an dem Plan übte Anna Berg"."""

from __future__ import annotations

from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word, move, take_place
from kgraph.extract.language.verbforms import GermanVerbs

# events that are made of words: an article-less noun of them before a verb is rarely its subject
_WORDS = frozenset(["ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN"])
# what the recogniser calls names of actors
_NAMED = frozenset(["PER", "ORG", "LOC"])


def nominative(verb: Word, lexicon: Lexicon) -> None:
    """ "Seine Heimat besucht der Papst": "der" before a masculine shows who acts; and a name that is neither an object
    nor in a phrase acts where nobody else does ("Berg würdigte die Armee")."""
    subjects = verb.kids("nsubj", "nsubj:pass", "csubj", "expl")
    for child in verb.kids("obj", "iobj"):
        article = child.child("det")
        masculine = child.has("Case=Nom|Gender=Masc|Number=Sing")
        if (
            article is None
            or article.lower not in lexicon.grammar["nominative"]
            or not masculine
            or child.child("case") is not None
        ):
            continue
        rivals = [c for c in (*subjects, *verb.kids("obj", "iobj")) if c is not child]
        if child.lower in lexicon.feminine or any(c.pos == "PROPN" or c.ent for c in rivals):
            continue  # a name shows no case and acts rather than a noun
        if any(_shown(subject, lexicon) for subject in subjects):
            continue
        for other in subjects:
            other.dep = "obj"
        child.dep = "nsubj:pass" if verb.child("aux:pass") is not None else "nsubj"
        return
    if subjects or verb.dep == "conj" or not verb.has("VerbForm=Fin"):
        return
    for child in verb.kids("advmod"):
        if child.pos == "PROPN" and child.ent and child.i == verb.i - 1 and child.child("case") is None:
            child.dep = "nsubj"


def helped(verb: Word, lexicon: Lexicon) -> None:
    """ "hatte Berg eine Rückgabe in Aussicht gestellt", "hat im Gespräch mit Berg betont": who is taken for the subject
    of the auxiliary, and phrases before the verb, are the verb's."""
    for auxiliary in verb.kids("aux", "aux:pass"):
        for phrase in auxiliary.kids("obl"):
            if phrase.i < verb.i:
                move(phrase, verb, "obl")
        if auxiliary.dep == "aux:pass":
            continue
        for subject in auxiliary.kids("nsubj"):
            for other in verb.kids("nsubj"):
                if other.i > auxiliary.i and not _shown(other, lexicon):
                    other.dep = "obj"
            move(subject, verb, "nsubj")


def named(verb: Word, lexicon: Lexicon) -> None:
    """ "Die Ministerin nannte Berg einen Freund": with what somebody is called behind a bare name, the name is the one
    who is called so, and who stands first does it."""
    if verb_lemma(verb) not in lexicon.tones.listed("verbs") or verb.child("aux:pass") is not None:
        return
    around = sorted(verb.kids("nsubj", "obj"), key=lambda c: c.i)
    if len(around) < 2 or not around[0].i < verb.i < around[1].i:
        return
    namer, called = around[:2]
    predicate = next((c for c in verb.kids("iobj", "obj", "obl") if c.i > called.i and c.pos == "NOUN"), None)
    article = predicate.child("det") if predicate is not None else None
    if predicate is None or article is None or article.lower not in lexicon.status["indefinite"]:
        return
    shown = namer.child("det")
    bare = called.pos == "PROPN" and called.dep == "nsubj" and called.child("det") is None
    if bare and (shown is None or shown.lower not in lexicon.oblique):
        called.dep, namer.dep, predicate.dep = "obj", "nsubj", "obj"


def perfect(verb: Word, lexicon: Lexicon) -> None:
    """ "hat 10.000 Soldaten entsandt": with "haben" there is no passive, and what was taken for its subject is
    the object where there is another subject."""
    auxiliary = verb.child("aux")
    patient = verb.child("nsubj:pass")
    if patient is None or auxiliary is None or auxiliary.lemma.lower() not in lexicon.grammar["active_aux"]:
        return
    if verb.child("aux:pass") is None:
        patient.dep = "obj" if verb.child("nsubj") is not None else "nsubj"


def one_subject(verb: Word, lexicon: Lexicon) -> None:
    """ "Die Koalition regiert Island": of two subjects the one behind the verb is the object, unless it shows that it
    is none."""
    subjects = [c for c in verb.kids("nsubj") if c.child("case") is None]
    if len(subjects) != 2 or verb.child("aux:pass", "expl") is not None:
        return
    first, second = subjects
    thing = verb.child("obj")
    if thing is not None:
        # "Berg bescheinigte Polen Fortschritte": a bare name behind the verb is whom that is for
        bare = second.pos == "PROPN" and not second.children and bool(second.ent)
        if bare and first.i < verb.i < second.i < thing.i and verb.child("iobj", "cc") is None:
            second.dep = "iobj"
        return
    finite = verb.finite
    if finite is not None and first.i < finite.i < second.i and not _shown(second, lexicon):
        second.dep = "obj"


def _shown(subject: Word, lexicon: Lexicon) -> bool:
    """Whether a subject cannot be the object: its article is masculine and in the nominative, or it is a pronoun."""
    return subject.pos not in ("NOUN", "PROPN") or _determined(subject, lexicon)


def _determined(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun has a determiner that is masculine and in the nominative; a neuter noun's is of either case."""
    article = noun.child("det") if noun.gender != "Gender=Neut" else None
    return article is not None and article.lower in lexicon.grammar["subject_determiners"]


def judged(verb: Word, lexicon: Lexicon) -> None:
    """ "Die Entscheidung des Gerichts begrüßte Anna Berg": what is judged stands first and judges nobody."""
    if verb_lemma(verb) not in lexicon.appraising or verb.child("aux:pass") is not None:
        return
    subjects = verb.kids("nsubj")
    if len(subjects) == 2 and subjects[0].lower in lexicon.neuter_anaphors:
        subjects[0].dep = "obj"  # "…, was Anna Berg ablehnt"
    thing, person = verb.child("nsubj"), verb.child("obj")
    if thing is None or person is None:
        return
    if thing.lower in lexicon.neuter_anaphors and thing.i < person.i < verb.i:
        thing.dep, person.dep = "obj", "nsubj"
        return
    if not thing.i < verb.i < person.i and not (person.i < thing.i and _maybe_subject(person)):
        return
    acts = _acts(person, lexicon)
    deed = _deed(thing, lexicon) or (acts and _abstract(thing, lexicon))
    deed = deed or thing.lower in lexicon.neuter_anaphors  # "das lehnte Anna Berg ab"
    named = person.child("appos", "flat")
    if (
        deed
        and (
            person.pos == "PROPN"
            or person.ent
            or acts
            or (named is not None and named.pos == "PROPN")
            or (person.i < thing.i and person.child("det") is None and not _deed(person, lexicon))
        )
        and not _determined(thing, lexicon)
    ):
        thing.dep, person.dep = "obj", "nsubj"


def _deed(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun names what somebody does or says."""
    lemma = noun.lemma.lower()
    known = lemma in lexicon.deeds or lexicon.noun_key(lemma) is not None
    return noun.pos == "NOUN" and known and lemma not in lexicon.country_nouns  # "die Koalition"


def _acts(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun names a body, a government or whoever holds an office."""
    lemma = noun.lemma.lower()
    return noun.pos == "NOUN" and (
        any(lemma in words for words in (lexicon.country_nouns, lexicon.body_nouns, lexicon.group_nouns))
        or lemma in lexicon.person_nouns
        or lemma.endswith((*lexicon.body_suffixes, *lexicon.town_owned))
        or lexicon.names_body(noun.lower)
    )


def _abstract(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun names nothing that acts: "die Beteiligung", not "die Regierung"."""
    return noun.lower.endswith(lexicon.abstract) and not noun.ent and not _acts(noun, lexicon)


def _maybe_subject(noun: Word) -> bool:
    """Whether an object may as well be a subject, by its articles and adjectives."""
    return not any(c.lower.endswith("en") for c in noun.kids("det", "amod"))


def sentenced(verb: Word, lexicon: Lexicon) -> None:
    """ "Das Gericht hat Anna Berg verurteilt": courts and police are not the ones who are sentenced and arrested."""
    body, person = verb.child("obj"), verb.child("nsubj")
    if body is None or person is None or not body.i < person.i or verb_lemma(verb) not in lexicon.law_verbs:
        return
    names = any(body.lemma.lower().endswith(name) for name in lexicon.law_bodies if len(name) > 5)
    if names and person.pos == "PROPN" and verb.child("aux:pass") is None and _maybe_subject(body):
        body.dep, person.dep = "nsubj", "obj"


def active(verb: Word, lexicon: Lexicon) -> None:
    """ "Das Gericht hat X eingestuft": with "hat" a participle is no passive, whatever its subject is taken for."""
    perfect = any(c.lemma.lower() in lexicon.perfect_aux for c in verb.kids("aux"))
    subject = verb.child("nsubj:pass")
    if subject is not None and perfect and verb.child("aux:pass") is None and verb.child("obj") is not None:
        subject.dep = "nsubj"


def pointed(sentence: Sentence, lexicon: Lexicon, forms: GermanVerbs) -> None:
    """ "Das begrüßte Anna Berg": the pronoun taken for the article of the name, the verb for its adjective."""
    words = sentence.words
    if len(words) < 3 or words[0].lower not in lexicon.neuter_anaphors or words[0].dep != "det":
        return
    verb, name = words[1], words[0].head
    lemma = forms.past(verb) if verb.dep == "amod" and verb.head is name else None
    if name is None or lemma is None or name.i < 2:
        return
    take_place(verb, name)
    verb.pos, verb.tag, verb.lemma, verb.feats = "VERB", "VVFIN", lemma, "VerbForm=Fin|Tense=Past"
    for child in list(name.children):
        if child.dep not in ("flat", "appos", "amod", "nmod", "det") or child is words[0]:
            move(child, verb, "obj" if child is words[0] else child.dep)
    move(name, verb, "nsubj")
    words[0].pos = "PRON"


def had(verb: Word, lexicon: Lexicon) -> None:
    """ "Die Verantwortung für den Anschlag hat die PKK übernommen": what one has does not act."""
    thing = next((c for c in verb.kids("nsubj") if c.lemma.lower() in lexicon.had), None)
    owner = next(
        (c for c in verb.kids("nsubj", "obj") if c is not thing and (c.pos == "PROPN" or c.ent)), None
    )
    if thing is not None and owner is not None and owner.child("case") is None:
        thing.dep, owner.dep = "obj", "nsubj"


def ascribed(sentence: Sentence, verb: Word, lexicon: Lexicon) -> None:
    """ "die Boote, die Anna Berg lieferte", "die Absicht, die die Koalition verfolgt": the thing that a relative
    pronoun stands for does not act, whoever is named behind it does."""
    pronoun = verb.child("nsubj")
    if pronoun is None or verb.dep not in ("acl:relcl", "acl") or verb.child("aux:pass", "expl") is not None:
        return
    if (
        pronoun.lower not in lexicon.grammar["open_relatives"]
        or pronoun.pos not in ("PRON", "DET")
        or pronoun.i < 2
    ):
        return
    # "gleicht die Boote aus, die …"
    noun = next(
        (w for w in reversed(sentence.words[max(0, pronoun.i - 4) : pronoun.i - 1]) if w.pos == "NOUN"), None
    )
    other = next(
        (c for c in verb.kids("obj", "obl") if c.child("case") is None and c.subtree()[0].i == pronoun.i + 1),
        None,
    )
    if other is None or noun is None or noun.ent[2:] in _NAMED or sentence.words[pronoun.i - 1].text != ",":
        return
    finite = verb.finite
    if finite is None or (
        finite.has("Number=Plur") and not other.has("Number=Plur") and not other.kids("conj")
    ):
        return
    lemma = verb_lemma(verb)
    bare = other.dep == "obl" and other.pos == "PROPN" and (bool(other.ent) or other.tag == "NE")
    done = lemma in lexicon.making or any(lemma in lexicon.matrix[name] for name in ("light", "plan"))
    named = other.pos in ("PROPN", "NOUN") and (other.ent or other.lemma.lower() in lexicon.body_nouns)
    acting = (lexicon.person_nouns, lexicon.body_nouns, lexicon.country_nouns, lexicon.transparent)
    if (
        (_gives(verb, lexicon) or all(noun.lemma.lower() not in words for words in acting))
        and _maybe_subject(other)
        and (bare or (named and done and other.dep == "obj"))
    ):
        pronoun.dep, other.dep = "obj", "nsubj"


def placed(sentence: Sentence, clause: Word, lexicon: Lexicon) -> None:
    """ "die Botschaft in Kairo, die …": what is neither neuter nor "wo" tells of whoever is there, and not of the
    place."""
    place = clause.head
    if clause.dep not in ("acl:relcl", "acl") or place is None or place.pos != "PROPN" or place.child("det"):
        return
    case = place.child("case")
    form = lexicon.contracted.get(case.lower, case.lower) if case is not None else ""
    if case is None or form not in lexicon.whereabouts or case.i < 1 or case.lower in lexicon.contracted:
        return
    pronoun = clause.child("nsubj", "nsubj:pass", "obj")
    if (
        pronoun is None
        or pronoun.lower not in lexicon.grammar["personal_relatives"]
        or pronoun.pos not in ("PRON", "DET")
    ):
        return
    word = sentence.words[case.i - 1]
    while word.dep in ("flat", "appos") and word.head is not None:
        word = word.head
    plural = pronoun.has("Number=Plur")
    gender = pronoun.gender
    if word.pos not in ("NOUN", "PROPN") or clause in (word, *word.ancestors()):
        return
    number = word.has("Number=Plur") if word.has("Number=") else plural
    if number == plural and (plural or not gender or not word.has("Gender=") or word.has(gender)):
        move(clause, word, clause.dep)


def _gives(verb: Word, lexicon: Lexicon) -> bool:
    """Whether things are given to somebody: "überweisen", "liefern", not "helfen"."""
    frames = lexicon.verbs.get(verb_lemma(verb), ())
    slots = {"/" + case for case in lexicon.grammar["given_to"]}
    return any(f.rel == "AID" and any(slot.name in slots for slot in f.target) for f in frames)


def fronted(verb: Word, lexicon: Lexicon) -> None:
    """ "Kritik an dem Plan übte Anna Berg": two subjects, or an event noun that does something to a person."""
    if verb.child("aux:pass") is not None:
        return
    finite = verb.finite or verb
    before = [c for c in verb.kids("nsubj") if c.i < finite.i and c.pos == "NOUN"]
    behind = [c for c in verb.kids("nsubj", "obj") if c.i > finite.i and (c.pos == "PROPN" or c.ent)]
    if len(before) != 1 or len(behind) != 1:
        return
    thing, person = before[0], behind[0]
    article = thing.child("det")
    called = any(c.ent for c in thing.kids("appos", "flat"))  # "die Ministerin Anna Berg"
    if thing.ent or called or _determined(thing, lexicon):
        return
    if finite.has("Number=Plur") and not person.has("Number=Plur") and person.child("conj") is None:
        return
    told = lexicon.noun_relations(thing.lemma.lower())
    words = article is None and not told.isdisjoint(_WORDS)
    given = "AID" in told and _gives(verb, lexicon)  # "Eine Spende überwies Anna Berg"
    if (
        (person.dep == "nsubj" and finite is verb)
        or given
        or (words and verb_lemma(verb) in lexicon.fronting)
    ):
        thing.dep, person.dep = "obj", "nsubj"


def blamed(verb: Word, lexicon: Lexicon) -> None:
    """ "macht Oslo für den Angriff verantwortlich", "nutzt Oslo für Angriffe": for what one is blamed, or used, is no
    part of the name."""
    blame, lemma = lexicon.matrix["blame"], verb_lemma(verb)
    used = lemma in lexicon.matrix["use"]
    if not used and not any(f"{c.lower}+{lemma}" in blame for c in verb.children):
        return
    for thing in verb.kids("obj", "nsubj:pass"):
        for phrase in thing.kids("nmod"):
            link = phrase.child("case")
            if link is None or link.lower not in lexicon.grammar["blamed_for"] or phrase.i < thing.i:
                continue
            if not used or "ASSAULT" in lexicon.noun_relations(phrase.lemma.lower()):
                move(phrase, verb, "obl")


def given(verb: Word, lexicon: Lexicon) -> None:
    """ "wirft der Verband der Bahn vor, dass …": whom a verb of blame lacks is not whose the subject is."""
    if verb_lemma(verb) not in lexicon.matrix["blame"] or verb.child("aux:pass") is not None:
        return
    if not any(slot.name == "dat" for f in lexicon.verbs.get(verb_lemma(verb), ()) for slot in f.target):
        return
    subject, other = verb.child("nsubj"), verb.child("iobj")
    if subject is None and other is not None and other.has("Gender=Masc"):
        article = other.child("det")
        if article is not None and article.lower in lexicon.grammar["nominative"] and other.i > verb.i:
            other.dep, subject, other = "nsubj", other, None
    if subject is None or other is not None or subject.i < verb.i:
        return
    if any(c.pos == "PROPN" or c.ent for c in verb.kids("obj")):
        return
    owners = [c for c in subject.kids("nmod") if c.i > subject.i and c.child("case") is None]
    if owners and owners[-1].child("det") is not None and not owners[-1].text.endswith("s"):
        owner = owners[-1]
        move(owner, verb, "iobj")
        for thing in owner.kids("appos"):
            if thing.pos == "NOUN" and not thing.ent and verb.child("obj") is None:
                move(thing, verb, "obj")  # "warf der Minister der Opposition Blockade vor"


def one_of_many(verb: Word) -> None:
    """ "töteten die Angreifer Jonas Berg": one person behind a plural is no name of theirs, but whom they act on."""
    subject = verb.child("nsubj")
    if subject is None or subject.pos != "NOUN" or not subject.has("Number=Plur"):
        return
    if verb.child("obj", "iobj", "aux:pass") is not None or subject.child("case") is not None:
        return
    name = subject.child("appos", "flat")
    if name is None or name.i != subject.i + 1 or name.ent != "B-PER" or name.child("conj", "cc") is not None:
        return
    if name.has("Number=Plur") or name.has("Case=Gen") or subject.child("conj", "cc") is not None:
        return
    move(name, verb, "obj")
    for other in subject.kids("appos"):
        if other.i > name.i:
            move(other, name, "appos")
