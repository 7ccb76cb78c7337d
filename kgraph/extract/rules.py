"""Relations that no single word expresses: acting jointly, headlines without a verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from kgraph.extract.actors import Hit
from kgraph.extract.arguments import Arguments
from kgraph.extract.clauses import verb_slots
from kgraph.extract.lexicon import Frame, Lexicon, Slot
from kgraph.extract.status import verb_status
from kgraph.extract.syntax import Sentence, Word
from kgraph.model import Status

# Base trust in what a frame finds, by how the actor was reached; the calibration of confidence starts here.
VERB_TRUST = 0.85
NOUN_TRUST = 0.75
CARRIED_TRUST = 0.65

HEADLINE_MEETING = Frame("CONSULT:headline:meet", "CONSULT", "noun", (), (), mode="meet")
HEADLINE_VISIT = Frame("CONSULT:headline:visit", "CONSULT", "noun", (), (), mode="visit")
JOINTLY = Frame("COOPERATE:jointly", "COOPERATE", "verb", (Slot("subj", each=True),), ())


@dataclass(slots=True)
class Match:
    """A relation found between two mentions, before time, place and speaker are added."""

    source: Hit
    target: Hit
    frame: Frame
    trigger: Word
    status: Status
    trust: float
    trigger_sent: int
    carrier: Word | None = None


@dataclass(slots=True)
class Gap:
    """A frame that found the actors of one part only: `known` fill `source` or the target; the others are left out.
    `things` are what the other part is about, where it is not what stands in the frame's slots."""

    frame: Frame
    trigger: Word
    sent: int
    known: list[Hit]
    source: bool  # whether the known ones are the source
    carrier: Word | None = None
    things: tuple[Word, ...] = ()
    trust: float = 1.0


def distinct(hits: Iterable[Hit]) -> list[Hit]:
    """Mentions of different actors, the first of each."""
    seen: set[int] = set()
    kept = []
    for hit in hits:
        if hit.ent is not None and id(hit.ent) not in seen:
            seen.add(id(hit.ent))
            kept.append(hit)
    return kept


def jointly(
    arguments: Arguments, lexicon: Lexicon, n: int, verb: Word, frames: Iterable[Frame]
) -> Iterator[Match]:
    """ "führen gemeinsam Krieg": countries and bodies that do something together cooperate."""
    if not any(c.lower in lexicon.jointly and c.dep in ("advmod", "obl") for c in verb.children):
        return
    if any(frame.rel in ("CONSULT", "AGREE", "COOPERATE") for frame in frames):
        return
    subjects = [h for w in verb_slots(verb, lexicon).get("subj", ()) for h in arguments.actors(n, w)]
    members = [h for h in distinct(subjects) if h.ent is not None and h.ent.type != "person"]
    for one, other in combinations(members[:6], 2):
        yield Match(one, other, JOINTLY, verb, verb_status(verb, lexicon), VERB_TRUST * 0.85, n)


def headline(arguments: Arguments, lexicon: Lexicon, n: int, sentence: Sentence) -> Iterator[Match]:
    """Headlines without a verb: "Larijani bei Putin", "Merkel in Kiew"."""
    hits = sorted(arguments.reading.hits[n], key=lambda h: h.first)
    for one, other in pairwise(hits):
        if one.ent is None or one.ent.type != "person" or other.first != one.last + 2 or other.ent is None:
            continue
        link = sentence.words[one.last + 1]
        if link.lower in lexicon.hosted_by and other.ent.type == "person":
            yield Match(one, other, HEADLINE_MEETING, link, "actual", NOUN_TRUST, n)
        elif link.lower in ("in",) and other.label == "capital" and one.ent.country != other.ent.country:
            yield Match(one, other, HEADLINE_VISIT, link, "actual", NOUN_TRUST * 0.8, n)
