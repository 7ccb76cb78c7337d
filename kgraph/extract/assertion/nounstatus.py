"""How an event that a noun names is asserted: by its own words, the noun before it and the verb that carries it."""

from __future__ import annotations

from kgraph.extract.assertion.status import clause_status, intent_of, openness, verb_status, weaker
from kgraph.extract.grammar.clauses import prepositions, verb_lemma
from kgraph.extract.grammar.things import is_one_of
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.model import Status


def noun_status(noun: Word, carrier: Word | None, lexicon: Lexicon, reported: bool = False) -> Status:
    """The status of an event noun: its own modifiers, the noun it depends on, and the verb that carries it."""
    status: Status = "actual"
    process = is_one_of(noun, lexicon.status["process"], lexicon.part)
    for child in noun.children:
        if child.lower in lexicon.negators:
            return "negated"
        if child.dep in ("amod", "acl") or child.pos == "ADJ":
            if not (process and child.lemma.lower() in lexicon.matrix["fail"]):
                status = weaker(status, lexicon.adjective_status(child.lemma.lower(), child.lower))
    cases = prepositions(noun, lexicon)
    if any(case in lexicon.without for case in cases):
        return "negated"
    head = noun.head
    if any(case in lexicon.before for case in cases):
        warned = head is not None and verb_lemma(head) in lexicon.matrix["warn"]
        status = weaker(status, "hypothetical" if warned else "planned")
    before = _behind(noun)
    if before is not None and before.pos in ("NOUN", "ADJ", "ADV") and cases:
        # "mit der Forderung nach Sanktionen", "zeigt sich offen für Gespräche": parsers hang it on the verb
        status = weaker(
            status, intent_of(before, process, lexicon) if before.pos == "NOUN" else openness(before, lexicon)
        )
        if before.dep in ("obj", "nsubj:pass") and carrier is not None and before.head is carrier:
            # "hat Berichte über ein Treffen dementiert"
            if verb_lemma(carrier) in lexicon.matrix["deny"]:
                status = weaker(status, _carried(before, carrier, lexicon, reported, process))
    if head is not None and noun.dep in ("nmod", "conj", "appos", "acl") and head.pos in ("NOUN", "PROPN"):
        if head.lemma.lower() in lexicon.halting["nouns"] and noun.dep == "nmod":
            return status  # "ein Ende der Angriffe": they happen, whoever demands or plans what
        status = weaker(status, intent_of(head, process, lexicon))
        if noun.dep == "nmod" and head.lemma.lower() in lexicon.matrix_nouns["start"]:
            status = weaker(status, noun_status(head, None, lexicon, reported))
        if (
            head is not carrier
            and noun.dep
            != "appos"  # "die Regierung, eine Koalition aus X und Y, will": the coalition is there
            and status == "actual"
            and not lexicon.amid.intersection(cases)  # "no progress in the talks"
            and head.head is not None
            and head.head.pos in ("VERB", "AUX")
        ):
            status = weaker(status, _carried(head, head.head, lexicon, reported, process))
    if carrier is not None:
        status = weaker(status, _carried(noun, carrier, lexicon, reported, process))
    return status


def _behind(noun: Word) -> Word | None:
    """The word right before a noun's phrase, if it belongs to the same clause."""
    head = noun.head
    if head is None or noun.dep not in ("obl", "nmod"):
        return None
    start = noun.subtree()[0].i
    inside = (w for child in head.children if child is not noun for w in child.subtree())
    return next((w for w in inside if w.i == start - 1), None)


def _carried(
    noun: Word, carrier: Word, lexicon: Lexicon, reported: bool = False, process: bool = False
) -> Status:
    lemma = verb_lemma(carrier)
    if carrier.pos == "ADJ" and noun.dep.startswith("nsubj"):
        # "ist geplant", "is possible"
        said = lexicon.adjective_status(carrier.lemma.lower(), carrier.lower)
        return weaker(said, clause_status(carrier, lexicon, reported))
    if carrier.pos == "ADJ":
        return openness(carrier, lexicon)  # "zu einem Treffen bereit", "due for a meeting"
    cases = set(prepositions(noun, lexicon))
    if lemma in lexicon.halting["verbs"] and noun.dep in ("obj", "nsubj:pass"):
        return "actual"  # what may end is going on
    if noun.dep.startswith("nsubj") and is_scheduled(carrier, lexicon) and not carrier.has("Tense=Past"):
        return "planned"  # "auf dem Programm steht ein Treffen"
    if cases & lexicon.status["given"] or _at_work(noun, carrier, lexicon):
        return "actual"
    if noun.dep in ("obj", "nsubj:pass") and lemma in lexicon.matrix["enact"]:
        if is_one_of(noun, lexicon.status["enacted"], lexicon.part):
            return verb_status(
                carrier, lexicon, reported
            )  # "beschloss Sanktionen": that is how they are imposed
    if process and lemma in lexicon.matrix["fail"]:
        return "actual"
    if any(_beside(carrier, idiom) for idiom in lexicon.status["doubt"]) and noun.dep in (
        "obj",
        "nsubj:pass",
    ):
        return "hypothetical"
    core = noun.dep in ("obj", "nsubj", "nsubj:pass", "iobj") or noun.dep in ("obl", "xcomp")
    status: Status = "actual"
    if noun.dep in ("obj", "nsubj", "nsubj:pass", "obl") and core:
        if lemma in lexicon.matrix["deny"] and noun.lemma.lower() in lexicon.status["said"]:
            return "actual"  # whoever rejects a charge or a demand was met with it
        held = lemma in lexicon.matrix["light"] and noun.dep != "obl"  # "Manöver abhalten", "drop bombs"
        if (
            lemma in lexicon.matrix["deny"]
            and not held
            and (noun.dep != "obl" or cases & lexicon.status["shunned"])
        ):
            if lemma in lexicon.refusing and _going_on(noun, lexicon):
                return "actual"  # "lehnen den Krieg ab"
            negated = any(c.lower in lexicon.negators for c in carrier.children)
            return "hypothetical" if negated else "negated"
        if cases & lexicon.status["against"] and (
            lemma in lexicon.matrix["plan"] or lemma in lexicon.matrix["vote"]
        ):
            return "negated"
        if noun.dep != "obl" or cases & lexicon.status["towards"]:
            ahead = lemma in lexicon.matrix["occur"] or carrier.child("cop") is not None
            if lemma in lexicon.matrix["plan"] and (noun.dep != "nsubj" or ahead):
                status = "planned"
            elif lemma in lexicon.matrix["seek"] and lemma not in lexicon.matrix["demand"]:
                status = "planned"  # "bemüht sich um ein Treffen"
            elif lemma in lexicon.matrix["demand"] and noun.dep != "nsubj":
                status = "hypothetical"
    if lemma in lexicon.matrix["light"] or status != "actual":
        if noun.dep == "obl" and lemma in lexicon.matrix["report"]:
            return status
        said = verb_status(carrier, lexicon, reported)
        takes_place = lemma in lexicon.matrix["happen"] or lemma in lexicon.matrix["occur"]
        if said == "negated" and noun.dep == "nsubj" and not takes_place and carrier.child("cop") is None:
            said = "actual"  # "das Treffen brachte kein Ergebnis"
        if said == "negated" and cases & lexicon.amid:
            said = "actual"  # "in den Gesprächen gab es keine Fortschritte"
        status = weaker(status, said)
    elif noun.dep.startswith("nsubj") and any(c.lower in lexicon.negators for c in carrier.children):
        # "das Treffen kam nicht zustande", "took place": what a verb of happening denies of its subject
        status = "negated" if lemma in lexicon.matrix["happen"] else status
    elif core and noun.dep != "obl" and _indefinite(noun, lexicon):
        # "ein Abkommen könnte Arbeitsplätze schaffen"; the agreement that is there stays what it is
        said = verb_status(carrier, lexicon, reported)
        status = said if said in ("hypothetical", "planned") else status
    return status


def _at_work(noun: Word, verb: Word, lexicon: Lexicon) -> bool:
    """ "die Koalition aus A und B will …": what a bond that acts does is planned, the bond is there."""
    if noun.dep != "nsubj" or _indefinite(noun, lexicon) or verb.child("cop") is not None:
        return False
    bonds = lexicon.adjectives["lasting"]
    return is_one_of(noun, bonds, lexicon.part) and verb_lemma(verb) not in (
        lexicon.matrix["happen"] | lexicon.matrix["occur"]
    )


def _going_on(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun is that of a struggle that the reader knows of: "den Krieg", "the war"."""
    known = any(c.dep == "det" and c.lower in lexicon.definite for c in noun.children)
    return known and is_one_of(noun, lexicon.matrix["struggle"], lexicon.part)


def _indefinite(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun has an indefinite article."""
    return any(c.dep == "det" and c.lower in lexicon.status["indefinite"] for c in noun.children)


def is_scheduled(verb: Word, lexicon: Lexicon) -> bool:
    """Whether the subject of a verb is on somebody's programme."""
    return any(_beside(verb, idiom) for idiom in lexicon.status["scheduled"])


def _beside(verb: Word, idiom: str) -> bool:
    """Whether a verb is that of an idiom such as "frage+stellen", with its word beside it."""
    word, _, lemma = idiom.partition("+")
    return verb_lemma(verb) == lemma and any(
        c.lemma.lower() == word or c.lower == word for c in verb.children
    )
