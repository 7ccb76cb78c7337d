"""Frames at work: which relation a verb or an event noun expresses between which mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations

from kgraph.extract.assertion.nounstatus import noun_status
from kgraph.extract.assertion.status import verb_status
from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.advocating import pleas
from kgraph.extract.events.camps import among_themselves, at_ones_own, city_and_land, facing, guests
from kgraph.extract.events.carrying import Carriers
from kgraph.extract.events.clausekinds import is_weapon, plays, takes_up, threatened
from kgraph.extract.events.filling import Filler
from kgraph.extract.events.halting import HALTING, HALTS, going_on, halter, halting
from kgraph.extract.events.insides import is_country
from kgraph.extract.events.led import led
from kgraph.extract.events.meetings import Meetings
from kgraph.extract.events.mutual import one_another, together
from kgraph.extract.events.refusing import refused, unexpected, unwilling
from kgraph.extract.events.rules import (
    CARRIED_TRUST,
    NOUN_TRUST,
    VERB_TRUST,
    Gap,
    Match,
    abroad,
    clearest,
    distinct,
    headline,
    joint_deed,
    jointly,
    remembered,
    side_by_side,
)
from kgraph.extract.grammar.clauses import (
    Slots,
    has_infinitive,
    is_reflexive,
    participle_verb,
    prepositions,
    present_participle,
    urged,
    verb_lemma,
    verb_slots,
)
from kgraph.extract.grammar.things import filled, idiom_words, strained, things
from kgraph.extract.language.frames import Frame, Slot
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.relations import relation_types

_BONDS = frozenset(["CONSULT", "COOPERATE", "AGREE"])
# What tells of the end of an event: who breaks off relations does not cooperate.
_UNDOING = {
    "COOPERATE": ("REJECT", "CONCEDE", "SANCTION"),
    "AID": ("REJECT", "CONCEDE", "SANCTION"),
    "ASSAULT": ("REJECT", "CONCEDE", "RETREAT"),
    "REQUEST": (),  # what is refused was asked for
}
# What one may do oneself by demanding it of nobody: "fordert, X zur Verantwortung zu ziehen".
_UTTERED = frozenset(["ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "PROTEST"])


@dataclass(slots=True)
class Trace:
    """What `explain` reports about a frame that was tried: why it did not fire."""

    frame: Frame
    trigger: Word
    reason: str


@dataclass(slots=True)
class Matcher:
    """Applies the frames of one language to one article."""

    lexicon: Lexicon
    arguments: Arguments
    traces: list[Trace] | None = None
    filler: Filler = field(init=False)
    gaps: list[Gap] = field(default_factory=list)
    carriers: Carriers = field(init=False)
    _slots: dict[tuple[int, int], Slots] = field(default_factory=dict)
    meetings: Meetings = field(init=False)
    _told: set[tuple[int, int, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.filler = Filler(self.lexicon, self.arguments)
        self.carriers = Carriers(self.lexicon, self.arguments, self.slots)
        self.meetings = Meetings(self.lexicon, self.arguments, self.carriers, self.slots)

    def sentence(self, n: int, sentence: Sentence) -> Iterator[Match]:
        """All matches in sentence number `n`, in the order of their triggers."""
        matches = sorted(self._matches(n, sentence), key=lambda m: m.trigger.i)
        matches.extend(self.meetings.delegates(n, sentence))
        matches.extend(list(side_by_side(matches, self.lexicon)))
        matches.extend(list(unwilling(matches, self.lexicon)))
        matches.extend(list(going_on(matches, self.lexicon)))
        matches = [m for m in matches if m.frame.rel not in _BONDS or not city_and_land(m.source, m.target)]
        told = {(id(m.trigger), m.frame.rel, id(m.source.ent), id(m.target.ent)) for m in matches}
        for m in matches:
            # "einigen sich auf einen Deal": the noun says the same as its verb
            key = (id(m.carrier), m.frame.rel, id(m.source.ent), id(m.target.ent))
            if m.carrier is None or key not in told:
                yield m
        if sentence.title and not any(w.pos in ("VERB", "AUX") for w in sentence.words):
            yield from headline(self.arguments, self.lexicon, n, sentence)

    def _matches(self, n: int, sentence: Sentence) -> Iterator[Match]:
        # verbs first: they say what becomes of the events that nouns name
        for word in sorted(sentence.words, key=lambda w: w.pos not in ("VERB", "AUX", "ADJ")):
            if word.pos in ("VERB", "AUX", "ADJ"):
                lemma = verb_lemma(word)
                frames = self.lexicon.verbs.get(lemma)
                if not frames and word.dep in ("amod", "acl"):
                    verb = participle_verb(word, self.lexicon) or present_participle(word, self.lexicon)
                    frames = self.lexicon.verbs.get(verb or "")
                other = self.lexicon.weapon_verbs.get(lemma)
                if other and any(is_weapon(w, self.lexicon) for w in self.slots(n, word).get("subj", ())):
                    frames = self.lexicon.verbs.get(other)
                told = list(self._verb(n, sentence, word, frames)) if frames else []
                yield from told
                if word.pos == "VERB":
                    yield from jointly(self.arguments, self.lexicon, n, word, told)
            if word.pos in ("VERB", "AUX", "NOUN", "PROPN"):
                yield from abroad(self.arguments, self.lexicon, n, word)
            if word.pos in ("NOUN", "PROPN", "X"):
                key = self.lexicon.noun_key(word.lemma.lower())
                if key is None and word.lower != word.lemma.lower():
                    key = self.lexicon.noun_key(word.lower)
                played = word.lemma.lower().endswith(self.lexicon.sporting)
                if key is not None and not played and not self._is_name(n, word):
                    yield from self._noun(n, sentence, word, self.lexicon.nouns[key[0]])
                    status = noun_status(word, self.carriers.carrier(word), self.lexicon)
                    yield from joint_deed(
                        self.arguments, self.lexicon, n, word, self.lexicon.nouns[key[0]], status
                    )

    def _is_name(self, n: int, word: Word) -> bool:
        hit = self.arguments.reading.hit(n, word)
        return hit is not None and hit.kind == "name" and hit.first != hit.last

    def _miss(self, frame: Frame, trigger: Word, reason: str) -> None:
        if self.traces is not None:
            self.traces.append(Trace(frame, trigger, reason))

    def _gap(self, n: int, frame: Frame, trigger: Word, fill, carrier: Word | None = None) -> None:  # type: ignore[no-untyped-def]
        """Keep a frame that found one of its parts, for `kgraph.extract.events.implied`."""
        sources: list[Hit] = next((hits for slot in frame.source if (hits := fill(slot)[0])), [])
        targets: list[Hit] = next((hits for slot in frame.target if (hits := fill(slot)[0])), [])
        if among_themselves(frame.rel, sources, targets):
            sources = []  # "bei dem Treffen mit dem Kanzler gewann Deutschland": the other side is left out
        if frame.target and bool(sources) != bool(targets):
            known = distinct(sources or targets)
            self.gaps.append(Gap(frame, trigger, n, known, bool(sources), carrier))
            if targets:
                self.meetings.half_told(self.gaps[-1])

    # --- verbs -------------------------------------------------------------------------------------------

    def slots(self, n: int, verb: Word) -> Slots:
        """The argument slots of a verb, computed once."""
        key = (n, verb.i)
        if key not in self._slots:
            self._slots[key] = verb_slots(verb, self.lexicon)
        return self._slots[key]

    def _verb(self, n: int, sentence: Sentence, verb: Word, frames: Iterable[Frame]) -> Iterator[Match]:
        if threatened(verb, self.lexicon):
            return
        frames = refused(verb, frames, self.lexicon)
        slots = self.slots(n, verb)
        if plays(slots, self.lexicon):
            return
        reflexive = is_reflexive(verb, self.lexicon)
        fired: set[str] = set()
        others = urged(verb, self.lexicon)
        found: list[tuple[Match, bool]] = []
        told = False  # an idiom says it all: "bat um Verzeihung" is no request
        for frame in sorted(frames, key=lambda f: not f.idiom):
            if frame.rel + str(frame.mode) in fired or (told and not frame.idiom):
                continue
            if frame.reflexive and not reflexive:
                self._miss(frame, verb, "reflexive")
                continue
            if frame.idiom and not idiom_words(frame, verb):
                continue
            if (
                frame.need
                and not any(slots.get(name) or self.filler.astray(verb, name) for name in frame.need)
                and not has_infinitive(verb, self.lexicon)
            ):
                self._miss(frame, verb, "need")
                continue
            if any(filled(verb, slots, name, self.lexicon) for name in frame.unless):
                self._miss(frame, verb, "unless")
                continue
            fill = remembered(partial(self.filler.verb, n, verb, slots, frame))
            if frame.things and not things(frame, slots, self.lexicon):
                self._miss(frame, verb, "things")
                if takes_up(verb, slots, self.lexicon):
                    self._gap(n, frame, verb, fill)
                continue
            pairs = list(self._pairs(n, frame, fill)) if not others or frame.rel in _UTTERED else []
            pairs = pairs or one_another(sentence, slots, frame, fill, self.lexicon)
            if not pairs:
                self._miss(frame, verb, "slots")
                self._gap(n, frame, verb, fill)
                continue
            fired.add(frame.rel + str(frame.mode))
            told = told or (bool(frame.idiom) and not relation_types()[frame.rel].standing)
            if frame.rel == "CONSULT":
                self.meetings.told(n, pairs, frame.mode)
            status = frame.status or verb_status(verb, self.lexicon, rel=frame.rel)
            if unexpected(frame.rel, status, verb, self.lexicon):
                continue
            denied = any(
                c.lower in self.lexicon.negators for w in idiom_words(frame, verb) for c in w.children
            )
            if denied and frame.rel != "REJECT":
                status = "negated"  # "zeigte sich nicht zufrieden"
            if status != "negated" or frame.rel not in HALTING:  # "hob die Blockade nicht auf": it lasts
                for thing in things(frame, slots, self.lexicon) if frame.things else ():
                    self._told.update((n, w.i, frame.rel) for w in (thing, *thing.kids("compound")))
            # "rief zum Streik gegen X auf" tells of one protest
            self._told.update((n, w.i, frame.rel) for w in idiom_words(frame, verb))
            for source, target, indirect in pairs:
                trust = VERB_TRUST * frame.confidence * (0.8 if indirect else 1.0)
                found.append((Match(source, target, frame, verb, status, trust, n), indirect))  # type: ignore[arg-type]
        yield from clearest(found)

    # --- nouns -------------------------------------------------------------------------------------------

    def _noun(self, n: int, sentence: Sentence, noun: Word, frames: Iterable[Frame]) -> Iterator[Match]:
        trigger, noun = noun, self._shell(noun)
        carrier = self.carriers.carrier(noun)
        if carrier is not None and threatened(carrier, self.lexicon):
            return
        fired: set[str] = set()
        idiom = any(f.idiom and idiom_words(f, trigger) for f in frames)  # "a trade war" is no war
        for frame in frames:
            if frame.rel + str(frame.mode) in fired or self._is_told(n, trigger, frame.rel):
                continue
            if frame.case and not set(prepositions(noun, self.lexicon)) & set(frame.case):
                continue
            if not idiom_words(frame, trigger) if frame.idiom else idiom:
                continue  # "military operation"
            if frame.unless and any(c.lower in frame.unless for c in trigger.kids("amod", "compound")):
                continue  # "trade war"
            if frame.rel == "CONSULT" and not frame.target and self.meetings.with_somebody(n, noun):
                self._miss(frame, trigger, "slots")  # "bei dem Treffen mit X": those two, or others
                continue
            if frame.rel == "COOPERATE" and strained(noun, self.lexicon):
                self._miss(frame, trigger, "strained")
                continue
            carried: list[bool] = []

            @remembered
            def fill(
                slot: Slot, carried: list[bool] = carried, frame: Frame = frame
            ) -> tuple[list[Hit], bool]:
                if slot.name == "rsubj":
                    return self.carriers.receiver(n, noun, carrier, frame.rel), False
                if slot.name == "csubj":
                    return self.carriers.clause_subject(n, noun, carrier), False
                if slot.name == "cobj":
                    return self.carriers.clause_object(n, noun, carrier), False
                if slot.name == "holder":
                    return self.carriers.holder(n, noun), False
                if slot.name == "lsubj":
                    hits = self.carriers.subject(n, noun, carrier, frame.rel, _is_joint(frame))
                    if not hits and frame.rel == "CONSULT":
                        hits = self.meetings.speaker(n, noun, carrier)
                    if hits:
                        carried.append(True)
                    return hits, False
                hits, indirect = self.filler.noun(n, sentence, noun, frame, slot)
                if not hits and any(s.name == "rsubj" for s in frame.target):
                    hits = self.carriers.beside(n, carrier, slot.name)
                return hits, indirect

            halt = halter(noun, frame.rel, self.lexicon)
            if plead := list(pleas(n, noun, halt, frame, fill, self.carriers)):
                fired.add(frame.rel + str(frame.mode))
                yield from plead
                continue
            if halt is not None:
                ended = list(self._ended(n, noun, halt, frame, fill))
                if ended:
                    fired.add(frame.rel + str(frame.mode))
                    yield from ended
                    continue
            pairs = list(self._pairs(n, frame, fill))
            if frame.rel == "CONSULT":
                pairs = self.meetings.joining(n, noun, carrier, frame, pairs)
            if not pairs:
                self._miss(frame, trigger, "slots")
                self._gap(n, frame, trigger, fill, carrier)
                continue
            fired.add(frame.rel + str(frame.mode))
            status = frame.status or noun_status(noun, carrier, self.lexicon)
            trust = (CARRIED_TRUST if carried else NOUN_TRUST) * frame.confidence
            for source, target, indirect in pairs:
                if frame.rel == "REJECT" and trigger in (source.head, target.head):
                    continue  # "questions from the opposition": those who oppose
                sure = trust * (0.8 if indirect else 1)
                yield Match(source, target, frame, trigger, status, sure, n, carrier)  # type: ignore[arg-type]

    def _ended(self, n: int, noun: Word, halt: Word, frame: Frame, fill) -> Iterator[Match]:  # type: ignore[no-untyped-def]
        """An event that those who act end."""
        end, _ = HALTS[frame.rel]
        if (n, noun.i, end.rel) in self._told:
            return
        doers, status = halting(n, noun, halt, self.carriers)
        targets: list[Hit] = next((h for slot in frame.target if doers and (h := fill(slot)[0])), [])
        if doers and not targets:
            carrier = self.carriers.carrier(halt) if halt.pos == "NOUN" else halt
            self.gaps.append(Gap(end, halt, n, distinct(doers), True, carrier, (noun,)))
        for source in distinct(doers):
            for target in distinct(targets):
                if source.ent is not target.ent:
                    yield Match(source, target, end, halt, status, NOUN_TRUST, n)

    def _is_told(self, n: int, noun: Word, rel: str) -> bool:
        """Whether the verb has told an event noun's relation already ("imposed sanctions on X"), or its refusal
        ("ruled out talks with X": no talks besides)."""
        undoing = _UNDOING.get(rel, ("REJECT", "CONCEDE", "RETREAT"))
        if rel == "ACCUSE":
            # who yields to a suit or denies a charge does not undo it
            withdrawn = noun.head is not None and verb_lemma(noun.head) in self.lexicon.halting["withdrawing"]
            undoing = ("CONCEDE",) if withdrawn else ()
        return any((n, noun.i, told) in self._told for told in (rel, *undoing))

    def _shell(self, noun: Word) -> Word:
        """ "a mediation effort", "the sanctions package": the noun on which an event noun's phrases hang."""
        head = noun.head
        if noun.dep == "compound" and head is not None and head.lemma.lower() in self.lexicon.shells:
            return head
        return noun

    # --- pairs -------------------------------------------------------------------------------------------

    def _pairs(self, n: int, frame: Frame, fill) -> Iterator[tuple[Hit, Hit, bool]]:  # type: ignore[no-untyped-def]
        if not frame.target:
            for slot in frame.source:
                members, indirect = fill(slot)
                members = together(members, self.lexicon)
                members = [h for h in members if not frame.by or (h.ent and h.ent.type in frame.by)]
                if len(members) > 1:
                    pairs = list(combinations(members[:8], 2))
                    if len(members) > 2 and not relation_types()[frame.rel].symmetric:
                        pairs = facing(members, self.arguments.reading.sentences[n].words, self.lexicon)
                    for one, other in pairs:
                        if frozenset((id(one.ent), id(other.ent))) not in self.arguments.reading.same_side:
                            yield one, other, indirect
                            if not relation_types()[frame.rel].symmetric:
                                yield other, one, indirect  # "lieferten sich Gefechte": both fight
                    return
            return
        sources, targets = [], []
        indirect_source = indirect_target = False
        for slot in frame.source:
            sources, indirect_source = fill(slot)
            if frame.by:
                sources = [h for h in sources if h.ent is not None and h.ent.type in frame.by]
            if sources:
                break
        if not sources:
            return
        for slot in frame.target:
            targets, indirect_target = fill(slot)
            if frame.country:
                targets = [h for h in targets if h.ent is not None and h.ent.type == "country"]
                if frame.mode == "visit":
                    sources = [] if indirect_source else guests(sources, targets)
            if frame.types:
                targets = [h for h in targets if h.ent is not None and h.ent.type in frame.types]
            if frame.rel == "HOLDS_OFFICE":
                targets = led(targets, self.lexicon)
            if (
                frame.kind == "verb"
                and frame.mode == "meet"
                and all(s.ent and s.ent.type == "person" for s in sources)
            ):
                # "der Sturm trifft Jamaika": who is met is somebody
                targets = [
                    h for h in targets if not (is_country(h) and h.kind == "name" and h.head.dep == "obj")
                ]
            # "recalled its ambassador from X": the owner of the thing is the one who acts; look further
            others = [t for t in targets if all(t.ent is not s.ent for s in sources)]
            targets = others if others or slot is not frame.target[-1] else targets
            if targets:
                break
        if among_themselves(frame.rel, sources, targets):
            return
        if frame.kind == "noun":
            # "the dismissal of A and B": what stands after "of" is not also the one who acts
            sources = [s for s in sources if all(s is not t for t in targets)]
        own = {id(s.ent) for s in sources} >= {id(t.ent) for t in targets} and len(targets) > 1
        if own and frame.kind == "verb":
            return  # "die USA und Israel verteidigten ihre Angriffe": each their own
        mutual = any(slot.each for slot in frame.target) and not relation_types()[frame.rel].symmetric
        for source in distinct(sources):
            for target in distinct(targets):
                if at_ones_own(frame.rel, source, target, indirect_target, self.arguments.knowledge):
                    continue
                if source.ent is not target.ent:
                    yield source, target, indirect_source or indirect_target
                    if mutual:
                        yield target, source, indirect_source or indirect_target


def _is_joint(frame: Frame) -> bool:
    """Whether an event needs all sides, so that whoever speaks after it took part: talks, clashes."""
    return relation_types()[frame.rel].symmetric or any(slot.each for slot in frame.target)
