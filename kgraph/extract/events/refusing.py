"""Refusal by denial: who "does not recognise" or "will not accept" something rejects it, who "does not want to talk
to" others rejects them, and who "delivers no more gas to" others punishes them.

The words are `[refusal]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgraph.extract.assertion.status import verb_status
from kgraph.extract.events.rules import Match
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.language.frames import Frame
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

_APPROVAL = frozenset(["SUPPORT", "AGREE", "CONCEDE"])
_BONDS = frozenset(["CONSULT", "AGREE", "COOPERATE"])
# What is no longer done is none of these.
_GIVING = frozenset(["AID", "COOPERATE"])
# How the rules that come of it end.
REFUSED = ":refused"


def refused(verb: Word, frames: Iterable[Frame], lexicon: Lexicon) -> Iterable[Frame]:
    """The frames of a verb, those of approval turned into refusals where its own clause denies it for good."""
    if _unmet(verb, lexicon):
        return [frame for frame in frames if frame.rel != "REJECT"]
    frames = list(frames)
    if any(frame.ended for frame in frames):
        return _ended(verb, frames, lexicon)
    if verb_lemma(verb) not in lexicon.refusal["assenting"]:
        return frames
    status = verb_status(verb, lexicon, denied=False)
    if status == "negated" or verb_status(verb, lexicon) != "negated" or _not_yet(verb, lexicon):
        return frames
    return [
        replace(frame, rel="REJECT", id=f"REJECT{frame.id.removeprefix(frame.rel)}{REFUSED}", status=status)
        if frame.rel in _APPROVAL and frame.target  # two who "do not agree" refuse nothing
        else frame
        for frame in frames
    ]


def unwilling(matches: Iterable[Match], lexicon: Lexicon) -> Iterator[Match]:
    """The refusals of those who do not want to meet others: "will nicht mit X reden"."""
    for match in matches:
        if match.frame.rel != "CONSULT" or match.status != "negated":
            continue
        verb = match.carrier or match.trigger
        wants = any(
            c.lemma.lower() in lexicon.refusal["wanting"] or c.lower in lexicon.wishes
            for c in verb.kids("aux")
        )
        acting = [c for w in verb.kids("nsubj") for c in (*w.conjuncts(), *w.kids("appos"))]
        if wants and match.source.head in acting:
            frame = replace(
                match.frame, rel="REJECT", mode=None, id=f"REJECT:unwilling{REFUSED}", status="actual"
            )
            yield replace(match, frame=frame, status="actual", trust=match.trust * 0.9)


def unexpected(rel: str, status: str, verb: Word, lexicon: Lexicon) -> bool:
    """ "erwartet keinen Einsatz": who expects nothing of others neither asks nor refuses it; and who "should give up
    their veto", or is urged to, is asked to and gives up nothing."""
    if rel in ("CONCEDE", "REJECT") and (rel == "REJECT" or status != "negated"):
        obliged = any(c.lower in lexicon.obligation for c in verb.kids("aux"))
        head = verb.head if verb.dep in ("xcomp", "ccomp") else None
        return obliged or (
            rel == "CONCEDE" and head is not None and verb_lemma(head) in lexicon.matrix["urge"]
        )
    return rel == "REQUEST" and status == "negated" and verb_lemma(verb) in lexicon.matrix["expect"]


def _unmet(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a verb denies that somebody met or agreed: "dementierte ein Treffen" refuses nobody."""
    if verb_lemma(verb) not in lexicon.refusal["denials"]:
        return False
    return any(lexicon.noun_relations(w.lemma.lower()) & _BONDS for w in verb.kids("obj"))


def _ended(verb: Word, frames: list[Frame], lexicon: Lexicon) -> list[Frame]:
    """The frames of a verb, with those of what is done no longer where its clause says so: "liefert kein Gas mehr"."""
    if not _no_longer(verb, lexicon):
        return [frame for frame in frames if not frame.ended]
    status = verb_status(verb, lexicon, denied=False)
    told = [replace(frame, status=frame.status or status) for frame in frames if frame.ended]
    return told + [frame for frame in frames if not frame.ended and frame.rel not in _GIVING]


def _no_longer(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a clause says that something is done no longer: "nicht mehr", "kein Gas mehr"."""
    near = _near(verb)
    more = [w.i for w in near if w.lower in lexicon.status["no_more"] and not w.children]
    if not more or any(w.lower in lexicon.status["than"] and w.i == more[-1] + 1 for w in verb.subtree()):
        return False
    return any(w.lower in lexicon.negators and w.i < more[-1] for w in near)


def _near(verb: Word) -> list[Word]:
    inner = (c for c in verb.children if c.pos not in ("VERB", "AUX"))
    return [*verb.children, *(g for c in inner for g in c.children)]


def _not_yet(verb: Word, lexicon: Lexicon) -> bool:
    """Whether the denial leaves it open for later: "noch nicht", "bisher nicht"."""
    return any(w.lower in lexicon.refusal["not_yet"] for w in _near(verb))
