"""What is brought to an end: "kündigte eine Pause bei den Angriffen auf X an", "stellte den Beschuss ein".

Whoever halts attacks of their own withdraws, whoever lifts sanctions of their own gives way, whoever stops aid of
their own punishes; whoever asks others to, or halts what others do, does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgraph.extract.assertion.nounstatus import noun_status
from kgraph.extract.assertion.status import verb_status
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.carrying import Carriers
from kgraph.extract.events.rules import Match
from kgraph.extract.grammar.clauses import is_passive, prepositions, verb_lemma
from kgraph.extract.language.frames import Frame, Slot
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.model import Status


def _halt(rel: str) -> Frame:
    return Frame(f"{rel}:halt", rel, "noun", (Slot("lsubj"),), (Slot("/auf"),))


# What the end of an event is, and the list of `[halting]` with the nouns that say it.
HALTS = {
    "ASSAULT": (_halt("RETREAT"), "nouns"),
    "SANCTION": (_halt("CONCEDE"), "lifting"),
    "COERCE": (_halt("CONCEDE"), "lifting"),
    "AID": (_halt("SANCTION"), "cutting"),
}
# What says of an event that it ends, and leaves it be where it is denied.
HALTING = frozenset(["RETREAT", "CONCEDE"])
_GOING_ON = Frame("ASSAULT:going_on", "ASSAULT", "verb", (Slot("subj"),), (Slot("/auf"),))


def halter(noun: Word, rel: str, lexicon: Lexicon) -> Word | None:
    """The verb or noun that says of an event that it ends: "ein Ende der Angriffe", "beendete die Angriffe"."""
    head = noun.head
    if head is None or rel not in HALTS:
        return None
    nouns = lexicon.halting[HALTS[rel][1]]
    if head.pos == "NOUN" and noun.dep == "nmod" and head.lemma.lower() in nouns:
        return head
    if noun.dep == "obl" and lexicon.halted & set(prepositions(noun, lexicon)):
        # "kündigte eine Pause bei den Angriffen an": parsers hang the phrase on the verb
        start = noun.subtree()[0].i
        for word in head.kids("obj", "obl"):
            if word.i == start - 1 and word.lemma.lower() in nouns:
                return word
    if (
        rel == "ASSAULT"  # the other verbs are frames
        and head.pos == "VERB"
        and noun.dep in ("obj", "nsubj:pass")
        and verb_lemma(head) in lexicon.halting["verbs"]
    ):
        return head
    return None


def going_on(matches: Iterable[Match], lexicon: Lexicon) -> Iterator[Match]:
    """The attacks that somebody is to end: "soll die Angriffe auf X einstellen" says that there are some."""
    for match in matches:
        if match.frame.rel != "RETREAT" or match.status != "hypothetical" or not match.frame.things:
            continue
        objects = match.trigger.kids("obj", "nsubj:pass")
        if any("ASSAULT" in lexicon.noun_relations(w.lemma.lower()) for w in objects):
            yield replace(match, frame=_GOING_ON, status="actual", trust=match.trust * 0.9)


def halting(n: int, noun: Word, halt: Word, carriers: Carriers) -> tuple[list[Hit], Status]:
    """Who ends what is their own, and how that is asserted."""
    lexicon = carriers.lexicon
    owners = [h for h in carriers.arguments.owners(n, noun) if h.first <= noun.i]
    own = [h.ent for h in owners]
    verb = halt if halt.pos == "VERB" else carriers.carrier(halt)
    if verb is None:
        return [], "actual"
    if halt is verb:
        status = verb_status(verb, lexicon)
    elif owners and halt.dep.startswith("nsubj"):
        return owners, noun_status(halt, verb, lexicon)  # "die Aufhebung der US-Sanktionen begann"
    elif is_passive(verb) or not any(
        verb_lemma(verb) in words
        for words in (
            *(lexicon.matrix[name] for name in ("light", "plan", "consider")),
            lexicon.halting["agree"],
        )
    ):
        return [], "actual"
    else:
        status = noun_status(halt, verb, lexicon)
    hits = [h for w in carriers.slots(n, verb).get("subj", ()) for h in carriers.arguments.actors(n, w)]
    return [h for h in hits if not own or h.ent in own], status
