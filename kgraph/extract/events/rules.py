"""Relations that no single word expresses: acting jointly, headlines without a verb."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from kgraph.extract.assertion.status import verb_status
from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.grammar.clauses import Slots, joint_word, prepositions, verb_lemma, verb_slots
from kgraph.extract.grammar.nounphrases import behind
from kgraph.extract.language.frames import Frame, Slot
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.model import Status

# Base trust in what a frame finds, by how the actor was reached; the calibration of confidence starts here.
VERB_TRUST = 0.85
NOUN_TRUST = 0.75
CARRIED_TRUST = 0.65

HEADLINE_MEETING = Frame("CONSULT:headline:meet", "CONSULT", "noun", (), (), mode="meet")
HEADLINE_VISIT = Frame("CONSULT:headline:visit", "CONSULT", "noun", (), (), mode="visit")
ABROAD = Frame("CONSULT:abroad", "CONSULT", "verb", (Slot("subj"),), (Slot("/in"),), mode="visit")
# What is done together makes those who do it partners.
_DEEDS = frozenset(["ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "AID"])
JOINTLY = Frame("COOPERATE:jointly", "COOPERATE", "verb", (Slot("subj", each=True),), ())
SIDE_BY_SIDE = Frame("COOPERATE:side_by_side", "COOPERATE", "verb", (Slot("subj", each=True),), ())


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


Fill = Callable[[Slot], tuple[list[Hit], bool]]


def remembered(fill: Fill) -> Fill:
    """The same filler of a frame's slots, which looks each slot up once."""
    found: dict[Slot, tuple[list[Hit], bool]] = {}

    def look(slot: Slot) -> tuple[list[Hit], bool]:
        if slot not in found:
            found[slot] = fill(slot)
        return found[slot]

    return look


def distinct(hits: Iterable[Hit]) -> list[Hit]:
    """Mentions of different actors, the first of each."""
    seen: set[int] = set()
    kept = []
    for hit in hits:
        if hit.ent is not None and id(hit.ent) not in seen:
            seen.add(id(hit.ent))
            kept.append(hit)
    return kept


def clearest(found: list[tuple[Match, bool]]) -> Iterator[Match]:
    """Of what one verb tells of the same two: "stoppte die Einfuhr von Waren aus X" tells of a ban by what is stopped,
    and not besides of anything that is done to X's wares."""

    def pair(match: Match) -> tuple[int, int]:
        return id(match.source.ent), id(match.target.ent)

    clear = {pair(m): m.frame.rel for m, _ in found if m.frame.things or m.frame.idiom}
    for match, indirect in found:
        vague = indirect and not match.frame.things and not match.frame.idiom
        if not vague or clear.get(pair(match), match.frame.rel) == match.frame.rel:
            yield match


def jointly(
    arguments: Arguments, lexicon: Lexicon, n: int, verb: Word, told: Iterable[Match]
) -> Iterator[Match]:
    """ "führen gemeinsam Krieg", "flogen gemeinsame Angriffe": countries and bodies that do something together
    cooperate; "gemeinsam mit Z" tells with whom."""
    link = joint_word(verb, lexicon)
    if link is None and not any(_shared(w, lexicon) for w in verb.kids("obj", "obl", "nsubj:pass")):
        return
    if any(match.frame.rel in ("CONSULT", "AGREE", "COOPERATE") for match in told):
        return
    slots = verb_slots(verb, lexicon)
    lemma = verb_lemma(verb)
    said = lemma in lexicon.attribution["verbs"] or lemma in lexicon.matrix["report"]
    find = _speakers if said else _bodies
    members = find(arguments, n, slots.get("subj", ()))
    pairs = list(combinations(members[:6], 2))
    partners = _partners(slots, lexicon)
    if link is not None and any(link.i < w.i <= link.i + 4 for w in partners):
        pairs = [(one, other) for one in members for other in find(arguments, n, partners)]
    for one, other in pairs:
        if one.ent is not other.ent:
            yield Match(one, other, JOINTLY, verb, verb_status(verb, lexicon), VERB_TRUST * 0.85, n)


def companions(arguments: Arguments, lexicon: Lexicon, n: int, verb: Word) -> list[Hit]:
    """Those who do what the subject does: "griff gemeinsam mit X an"."""
    link = joint_word(verb, lexicon)
    if link is None:
        return []
    return [
        h
        for w in _partners(verb_slots(verb, lexicon), lexicon)
        if link.i < w.i <= link.i + 4
        for h in arguments.actors(n, w)
    ]


def _partners(slots: Slots, lexicon: Lexicon) -> list[Word]:
    return behind(slots, lexicon.jointly_with)


def _bodies(arguments: Arguments, n: int, words: Iterable[Word]) -> list[Hit]:
    return _no_persons(h for w in words for h in arguments.actors(n, w))


def _speakers(arguments: Arguments, n: int, words: Iterable[Word]) -> list[Hit]:
    """Those who say something together: persons as well ("rief gemeinsam mit X zu Spenden auf")."""
    return distinct(h for w in words for h in arguments.actors(n, w))


def _no_persons(hits: Iterable[Hit]) -> list[Hit]:
    return [h for h in distinct(hits) if h.ent is not None and h.ent.type != "person"]


def _is_joint(noun: Word, lexicon: Lexicon) -> bool:
    return any(c.lemma.lower() in lexicon.joint or c.lower in lexicon.joint for c in noun.kids("amod"))


def _shared(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun is something done by several: "gemeinsame Angriffe", not "gemeinsame Ziele"."""
    if not _is_joint(noun, lexicon):
        return False
    return not lexicon.noun_relations(noun.lemma.lower()).isdisjoint(_DEEDS)


def joint_deed(
    arguments: Arguments, lexicon: Lexicon, n: int, noun: Word, frames: Iterable[Frame], status: Status
) -> Iterator[Match]:
    """ "gemeinsame Angriffe der USA und Israels", "joint strikes by A and B": those who act are at one."""
    if not _is_joint(noun, lexicon):
        return
    if any(frame.rel in ("CONSULT", "AGREE", "COOPERATE") for frame in frames):
        return
    members = _no_persons(arguments.doers(n, noun))
    for one, other in combinations(members[:6], 2):
        yield Match(one, other, JOINTLY, noun, status, NOUN_TRUST, n)


def side_by_side(told: Iterable[Match], lexicon: Lexicon) -> Iterator[Match]:
    """ "A und B griffen C an": states that attack one enemy, or have sent troops to one place, act together."""
    foes: dict[tuple[int, str, int], list[Match]] = {}
    for match in told:
        sent = (
            match.frame.rel == "MOBILIZE" and match.status == "actual"
        )  # who will send some may do so alone
        if (sent or match.frame.rel == "ASSAULT") and match.frame.target:
            foes.setdefault((id(match.trigger), match.frame.id, id(match.target.ent)), []).append(match)
    for matches in foes.values():
        first = matches[0]
        members = [
            h for h in distinct(m.source for m in matches) if h.ent is not None and h.ent.type == "country"
        ]
        for one, other in combinations(members[:6], 2):
            if any(c.lower in lexicon.status["but"] for c in other.head.kids("cc")):
                continue  # "nicht A, sondern B griff C an"
            yield Match(one, other, SIDE_BY_SIDE, first.trigger, first.status, VERB_TRUST * 0.85,
                        first.trigger_sent, first.carrier)  # fmt: skip


def abroad(arguments: Arguments, lexicon: Lexicon, n: int, verb: Word) -> Iterator[Match]:
    """ "Die Ministerin X war am Montag in Kanada": whoever has an office and is in another state visits it."""
    copula = verb.child("cop")
    if copula is not None and verb.pos in ("NOUN", "PROPN"):
        # "is in Canada" where the place is the head
        inside = verb_lemma(copula) in lexicon.present and set(prepositions(verb, lexicon)) & lexicon.amid
        places, subjects = ([verb] if inside else []), verb.kids("nsubj")
    elif verb_lemma(verb) in lexicon.present and verb.dep not in ("cop", "aux", "aux:pass"):
        slots = verb_slots(verb, lexicon)
        places = behind(slots, lexicon.amid)
        subjects = slots.get("subj", [])
    else:
        return
    private = any(c.lower in lexicon.unofficial for c in verb.children)
    if len(places) != 1 or private or any(c.kids("nmod", "obl", "acl:relcl") for c in places):
        return
    goals: list[Hit | None] = [*arguments.actors(n, places[0])]
    for target in goals or [arguments.capital(n, places[0])]:
        if target is None or target.ent is None or target.ent.type != "country":
            continue
        for word in subjects:
            for source in arguments.actors(n, word):
                person = source.ent is not None and source.ent.type == "person" and source.ent.offices
                if person and source.ent.country not in (None, target.ent.country):  # type: ignore[union-attr]
                    yield Match(source, target, ABROAD, verb, verb_status(verb, lexicon), NOUN_TRUST, n)


def headline(arguments: Arguments, lexicon: Lexicon, n: int, sentence: Sentence) -> Iterator[Match]:
    """Headlines without a verb: "Larijani bei Putin", "Merkel in Kiew"."""
    hits = sorted(arguments.reading.hits[n], key=lambda h: h.first)
    for one, other in pairwise(hits):
        if one.ent is None or one.ent.type != "person" or other.first != one.last + 2 or other.ent is None:
            continue
        link = sentence.words[one.last + 1]
        if link.lower in lexicon.hosted_by and other.ent.type == "person":
            yield Match(one, other, HEADLINE_MEETING, link, "actual", NOUN_TRUST, n)
        elif (
            link.lower in lexicon.visiting
            and other.label == "capital"
            and one.ent.country != other.ent.country
        ):
            yield Match(one, other, HEADLINE_VISIT, link, "actual", NOUN_TRUST * 0.8, n)
