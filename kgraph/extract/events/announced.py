"""Threats in other words: what somebody announces to do, should another not give in, is aimed at that other.

"X kündigte Sanktionen an, sollte Y nicht einlenken", "X erklärte, die Zahlungen einzustellen, falls Y das Gesetz
beschließe", "X betonte, sein Land sei bereit zu kämpfen, wenn Y nicht nachgebe".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.camps import same_camp
from kgraph.extract.events.conditions import (
    OPEN_THREAT,
    acting,
    conditions,
    events,
    hostile,
    is_condition,
    relieves,
)
from kgraph.extract.events.rules import VERB_TRUST, Match, distinct
from kgraph.extract.grammar.clauses import is_passive, verb_lemma, verb_slots
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word

# How far to trust that it is meant as a threat; chosen on annotated articles.
_TRUST = 0.85
# What hurts if it ends, and what ends it is a threat as well.
_GOOD = frozenset(["AID", "COOPERATE", "SUPPORT", "CONSULT", "AGREE"])


def announced(n: int, sentence: Sentence, arguments: Arguments, lexicon: Lexicon) -> Iterator[Match]:
    """The threats of sentence `n` that no verb of threatening tells of."""
    for verb in sentence.words:
        if not _announces(verb, lexicon) or is_passive(verb):
            continue
        if any(c.lower in lexicon.negators for c in verb.children) or _inside(verb, lexicon):
            continue
        nodes = list(_said(verb, lexicon))
        clauses = [c for node in nodes for c in conditions(node, lexicon)]
        if not clauses or not any(_hurts(node, lexicon) for node in nodes):
            continue
        subjects = verb_slots(verb, lexicon).get("subj", ())
        sources = distinct(h for w in subjects for h in arguments.actors(n, w))
        if not sources or not _own(n, verb, nodes, sources[0], arguments):
            continue
        targets = acting(n, clauses, arguments, lexicon)
        if not targets or _others(n, nodes, clauses, [*sources, *targets], arguments):
            continue
        for source, target in product(sources, targets):
            if source.ent is not target.ent and not _at_home(source, target):
                yield Match(source, target, OPEN_THREAT, verb, "actual", VERB_TRUST * _TRUST, n)


def _announces(verb: Word, lexicon: Lexicon) -> bool:
    """ "kündigt an", "ist bereit", "will", "werde"."""
    words = lexicon.matrix["announce"]
    if verb.pos not in ("VERB", "ADJ"):
        return False
    coming = verb.dep in ("root", "conj") and any(
        c.lemma.lower() in words | lexicon.future_aux for c in verb.kids("aux")
    )
    return coming or verb_lemma(verb) in words


def _inside(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a verb stands below one that announces: "betonte, man sei bereit"."""
    head = verb.head
    return verb.dep in ("xcomp", "ccomp") and head is not None and _announces(head, lexicon)


def _at_home(source: Hit, target: Hit) -> bool:
    """Whether somebody would threaten their own country or a body of it."""
    two = target.ent
    return two is None or (two.type in ("country", "government") and same_camp(source, target))


def _said(verb: Word, lexicon: Lexicon) -> Iterator[Word]:
    """A verb and those below it that say what is announced; "…, sollte X gewinnen, die Hilfe einzustellen" hangs on
    the condition."""
    yield verb
    for child in verb.kids("xcomp", "ccomp"):
        if not is_condition(child, lexicon):
            yield from _said(child, lexicon)
        else:
            yield from (node for c in child.kids("xcomp") for node in _said(c, lexicon))


def _hurts(verb: Word, lexicon: Lexicon) -> bool:
    """Whether what a verb tells of harms others, or takes something good from them."""
    if any(c.lower in lexicon.negators for c in verb.children):
        return False
    lemma, harm = verb_lemma(verb), lexicon.status["harm"]
    things = [w.lemma.lower() for w in verb.kids("obj", "obl", "nsubj:pass") if w.pos == "NOUN"]
    if hostile(verb, lexicon) or lemma in harm:
        return True
    if any(thing.endswith(tuple(harm)) for thing in things) and not relieves(verb, lexicon):
        return True
    good = any(thing.endswith(tuple(lexicon.status["good"])) for thing in things)
    good = good or any(frame.rel in _GOOD for frame in events(verb, lexicon))
    return good and lemma in lexicon.halting["verbs"]


def _own(n: int, verb: Word, nodes: list[Word], source: Hit, arguments: Arguments) -> bool:
    """Whether it is the announcer, or one of his side, who will act."""
    for node in nodes:
        named = node.kids("nsubj") if node is not verb else []
        actors = [h for w in named for h in arguments.actors(n, w)]
        if named and not any(h.ent is source.ent or same_camp(h, source) for h in actors):
            return False
    return True


def _others(n: int, nodes: list[Word], clauses: list[Word], known: list[Hit], arguments: Arguments) -> bool:
    """Whether it is aimed at somebody else: "kündigte Angriffe auf Z an, falls Y zustimmt"."""
    inside = {w.i for clause in clauses for w in clause.subtree()}
    words = {w.i for node in nodes for child in node.kids("obj", "obl", "iobj") for w in child.subtree()}
    hits = [h for h in arguments.reading.hits[n] if h.head.i in words - inside and h.actor is not None]
    return any(all(h.ent is not k.ent and not same_camp(h, k) for k in known) for h in hits)
