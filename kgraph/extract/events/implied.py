"""Actors that a sentence leaves out because the text has named them: "Das Urteil kritisierte Paris scharf".

A frame that found only one of its parts leaves a gap. Some kinds of gaps can be filled without guessing:

- *a deed as object*: who criticises, welcomes or rejects "the attack", "the demand", "that", means the one who did it,
  as the statements before tell;
- *a deed to be undone*: who demands a release or an end of the strikes asks the one who holds or strikes;
- *a deed undone*: who lifts "the sanctions", ends "the attacks", does so for those that they had befallen;
- *what came of a deed*: "Dabei wurde X getötet", where the attack was told before;
- *the state's own acts* (`kgraph.extract.events.stateacts`).

The words are data: `[deeds]` ("*": any kind; "said": in words) and `[undoing]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kgraph.extract.assertion.nounstatus import noun_status
from kgraph.extract.assertion.status import verb_status
from kgraph.extract.assertion.voices import Claim
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.camps import own_body
from kgraph.extract.events.conditions import conditioned
from kgraph.extract.events.courtroom import Courtroom
from kgraph.extract.events.doers import REACH, Doers
from kgraph.extract.events.elsewhere import Elsewhere
from kgraph.extract.events.favours import Favours
from kgraph.extract.events.gapthings import UNDOING, GapThings
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.measures import Measures
from kgraph.extract.events.ongoing import Ongoing
from kgraph.extract.events.protesting import Protests
from kgraph.extract.events.rules import NOUN_TRUST, VERB_TRUST, Gap, Match
from kgraph.extract.events.sequels import Sequels
from kgraph.extract.events.stateacts import StateActs, understood
from kgraph.extract.events.told import ANY, REACTIONS, WORDS, one_side, place_in_text
from kgraph.extract.events.withdrawing import Withdrawals
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.grammar.things import idiom_words
from kgraph.extract.language.syntax import Word
from kgraph.extract.standing.parliaments import has_parties

# What is understood from the deed itself, and from who was spoken of last; chosen on annotated articles.
DEED_TRUST = 0.75
TOPIC_TRUST = 0.6

# What one can refuse that was put to oneself.
_ANSWERED = frozenset(["ACCUSE", "REQUEST", "THREATEN", "AID", "CONSULT", "AGREE", "COOPERATE"])
# What blame that names nothing is for: "Kritik kam von X".
_BLAMED = frozenset(["ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "DISMISS"])


class Implied(GapThings):
    """Fills the gaps of one article, beside the matches that its frames found."""

    def __init__(
        self, matcher: Matcher, matches: Sequence[Match], claims: Callable[[int, Word], Claim | None]
    ) -> None:
        super().__init__(matcher, matches)
        # who is asked for a release is told by "the jailed X" of the same sentence
        self.gaps = sorted(
            matcher.gaps,
            key=lambda g: (g.sent, g.frame.rel == "REQUEST", g.trigger.i, g.frame.id.endswith(":judgement")),
        )
        self.fired = {(id(m.trigger), m.frame.rel) for m in matches}
        self.claims = claims
        self.state = StateActs(matcher)
        self.protests = Protests(matcher, self.state)
        self.doers = Doers(matcher)
        self.measures = Measures(matcher)
        self.courtroom = Courtroom(self.arguments, matcher.slots, self._same_side)
        self.withdrawals = Withdrawals(self.state, self._same_side)
        self.favours = Favours(matcher, self.gaps, self.measures, self._same_side)
        self.elsewhere = Elsewhere(matcher, self.state, self._same_side, self.matches, self.gaps)
        self.sequels = Sequels(matcher, self.matches, self.gaps)
        self.ongoing = Ongoing(matcher, self.gaps, self.state, self._same_side)

    def found(self) -> Iterator[Match]:
        """The further matches, in the order of the text. What is understood may in turn be reacted to."""
        done = set(self.fired)
        # "rief zum Streik auf": the verb tells of it, and of no other strike
        called = {
            id(w) for g in self.gaps if g.frame.rel == "PROTEST" for w in idiom_words(g.frame, g.trigger)
        }
        for gap in self.gaps:
            if gap.frame.kind == "noun" and id(gap.trigger) in called:
                continue
            if (id(gap.trigger), gap.frame.rel) in done:
                continue
            if gap.frame.rel == "ASSAULT" and (id(gap.carrier), "ASSAULT") in done:
                continue  # "wurde bei Gegenangriffen getötet" says whom they hit
            if gap.frame.id.endswith(":judgement") and (id(gap.trigger), "REJECT") in done:
                continue  # "erklärte das Verbot für rechtswidrig"
            mates = {id(hit.ent) for hit in gap.known}  # who act together do not act on each other
            answers: list[tuple[Hit, float]] = []
            for known in gap.known:
                answers = self._fill(gap, known) or answers  # what one does with another is done to the same
                for answer in answers:
                    if id(answer[0].ent) in mates or self._own(gap, known, answer[0]):
                        continue
                    if gap.source and gap.frame.types and gap.frame.kind == "noun":
                        if answer[0].ent is None or answer[0].ent.type not in gap.frame.types:
                            continue
                    done.add((id(gap.trigger), gap.frame.rel))
                    done.update((id(w), gap.frame.rel) for w in idiom_words(gap.frame, gap.trigger))
                    match = self._match(gap, known, *answer)
                    insort(self.matches, match, key=place_in_text)
                    yield match
        told = {id(w) for m in self.matches if m.frame.rel == "MOBILIZE" for w in (m.trigger, m.carrier)}
        yield from self.sequels.scrambled(told)

    def _own(self, gap: Gap, known: Hit, other: Hit) -> bool:
        """Whether a state would judge a body of its own, or a party praise the parliament that it sits in."""
        if gap.frame.rel == "SUPPORT" and known.ent is not None and known.ent.type == "party":
            return gap.source and has_parties(other.ent, self.arguments.knowledge)
        return gap.source and gap.frame.rel in ("ACCUSE", "SUPPORT") and own_body(known, other)

    def _fill(self, gap: Gap, known: Hit) -> list[tuple[Hit, float]]:
        """The actors that are left out, as mentions in the sentence, and how far to trust that."""
        if not gap.source:
            return self._left_out(gap, known)
        if gap.frame.rel == "THREATEN" and verb_lemma(gap.trigger) in self.lexicon.matrix["threat"]:
            hits = conditioned(gap.sent, gap.trigger, self.arguments, self.lexicon)
            if hits:
                return [(h, DEED_TRUST) for h in hits if not self._same_side(h.ent, known.ent)]
        if gap.frame.rel == "CONSULT" and gap.frame.mode == "mediate":
            return [(h, DEED_TRUST) for h in self._parties(gap, known)]
        whence = self.withdrawals.whence(gap, known, self._before(gap, len(self.reading.sentences)))
        if whence is not None:
            return [(whence, DEED_TRUST)]
        far = gap.sent if gap.frame.rel == "REQUEST" else REACH
        onto = self.ongoing.targets(gap, known, self._before(gap, far))
        if onto:
            return [(understood(gap, gap.trigger, h), DEED_TRUST) for h in onto if h.ent is not known.ent]
        there = self.elsewhere.target(gap, known)
        if there is not None:
            return [(understood(gap, gap.trigger, there), TOPIC_TRUST)]
        receiver = self.favours.receiver(gap, known, self._before(gap, len(self.reading.sentences)))
        if receiver is not None:
            return [(understood(gap, gap.trigger, receiver), DEED_TRUST)]
        for word in self._things(gap):
            rel = gap.frame.rel
            if rel in REACTIONS or (rel == "AGREE" and (self._points(gap, word) or self._definite(word))):
                hits, trust = self._deed(gap, known, word)
            elif rel == "REQUEST":
                hits = self._undoer(gap, known, word) or self._half_undone(gap, known, word)
                trust = DEED_TRUST
            elif rel in UNDOING:
                hits, trust = self._undone(gap, known, word), DEED_TRUST
            else:
                continue
            if hits:
                return [(_here(gap, word, h), trust) for h in hits]
        doer = self._just_before(gap, known)
        if doer is not None:
            return [(understood(gap, gap.trigger, doer), TOPIC_TRUST)]
        sequel = self.sequels.target(gap, known, self._before(gap, 2))
        if sequel is not None:
            return [(understood(gap, gap.trigger, sequel), TOPIC_TRUST)]
        foes = self.withdrawals.foes(gap, known, self.matches, self._things(gap))
        if foes:
            return [(understood(gap, gap.trigger, h), DEED_TRUST) for h in foes]
        everything = len(self.reading.sentences)
        opposed = self.protests.target(gap, known, self._things(gap), self._before(gap, everything))
        if opposed is not None:
            return [(_here(gap, gap.trigger, opposed), TOPIC_TRUST)]
        other = self.courtroom.opponent(gap, known, self._before(gap, everything))
        return [(understood(gap, gap.trigger, other), TOPIC_TRUST)] if other is not None else []

    def _left_out(self, gap: Gap, known: Hit) -> list[tuple[Hit, float]]:
        """Who acts, where only the sufferer is named: who did the deed told before, or the state."""
        doers = self._aftermath(gap, known) or self._among(gap, known)
        if not doers and (known.label == "country" or self.state.himself(gap, known)):
            doers = self._again(gap, known)
        doers = doers or self.doers.acceding(gap, known)
        dismisser = self.courtroom.dismisser(gap, known) if not doers else None
        doers = [dismisser] if dismisser is not None else doers or self._accusers(gap, known)
        if doers:
            return [(_here(gap, gap.trigger, h), DEED_TRUST) for h in doers]
        giver = self.favours.giver(gap, known, self._before(gap, len(self.reading.sentences)))
        if giver is not None:
            return [(understood(gap, gap.trigger, giver), DEED_TRUST)]
        acting = self.state.acts(gap, known, self._before(gap, 2 * REACH))
        if acting is not None:
            return [acting]
        for hit in self.ongoing.imposer(gap, self._before(gap)):
            if hit.ent is not known.ent:
                return [(understood(gap, gap.trigger, hit), DEED_TRUST)]
        return []

    def _accusers(self, gap: Gap, known: Hit) -> list[Hit]:
        """Whose "the accusations" are: "X prangert Folter an. Die Vorwürfe richten sich gegen Y"."""
        aimed = gap.carrier is not None and verb_lemma(gap.carrier) in self.lexicon.matrix["aim"]
        if gap.frame.rel != "ACCUSE" or not aimed or not self._definite(gap.trigger):
            return []
        told = [m.source for m in self._before(gap, 2) if m.frame.rel == "ACCUSE"]
        open_ = [g for g in self.gaps if g.source and g.frame.rel == "ACCUSE" and 0 < gap.sent - g.sent <= 2]
        found = told[:1] or [h for g in open_[-1:] for h in g.known]
        return [h for h in found if not self._same_side(h.ent, known.ent)]

    # --- deeds -------------------------------------------------------------------------------------------

    def _deed(self, gap: Gap, known: Hit, word: Word) -> tuple[list[Hit], float]:
        """The doers of the deed that a noun or "das" stands for."""
        if verb_lemma(gap.trigger) in self.lexicon.matrix["confess"]:
            return [], 0  # who owns up to "the attack" does not side with whoever attacked before
        mood = word in gap.things and word.pos in ("ADJ", "ADV", "VERB")  # "reagierte empört"
        bare, pointing = mood or word is gap.trigger, self._points(gap, word)
        refuses = verb_lemma(gap.trigger) in self.lexicon.refusing and word.dep in ("obj", "nsubj:pass")
        if pointing and self._vague(word):
            echoed = self._echoed(gap, known)
            if echoed:
                return echoed, TOPIC_TRUST
        if bare or (refuses and not pointing and word.pos == "NOUN" and not self._definite(word)):
            return self._unnamed(gap, known)
        if pointing:
            kinds = frozenset([ANY])
        elif word.pos == "NOUN" and self._definite(word):
            if self._somebodys(word):
                return [], 0
            if self._anothers(word):
                return [], 0
            kinds = self._kinds(word)
            if gap.frame.rel == "REJECT" and "ASSAULT" in kinds and not refuses:
                return [], 0  # who foils an attack turns nobody down
            told = self._told(gap, known, word)
            if told is None:
                return [], 0
            told = told or (self._confessor(gap, known) if "ASSAULT" in kinds else [])
            if told:
                return told, DEED_TRUST
            makers = self.measures.makers(gap, known, word, lambda hit: self._likely(gap, known, hit))
            court = self.doers.court(gap, known, word) if makers is None else None
            if makers is not None or court is not None:
                return makers or [h for h in [court] if h is not None], DEED_TRUST
        else:
            return [], 0
        if not kinds or (gap.frame.rel == "AGREE" and not pointing):
            return [], 0
        implausible: set[int] = set()
        for match in self._before(gap, 1 if pointing else REACH):
            if self._joins(gap, known, word, match):
                return [match.target], DEED_TRUST
            if match.source.ent is known.ent:
                continue
            if not self._plausible(gap, known, match):
                implausible.add(id(match.source.ent))
                continue
            if not (match.frame.rel in kinds or ANY in kinds):
                continue
            if not pointing and not self._said(word) and match.frame.rel in WORDS - kinds:
                implausible.add(id(match.source.ent))
                continue  # who had doubts about a plan did not make it
            if match.frame.rel not in WORDS and verb_lemma(gap.trigger) in self.lexicon.refusal["denials"]:
                continue  # what one denies was said
            if match.frame.rel in ("ACCUSE", "REQUEST", "THREATEN") and gap.frame.rel == "REJECT":
                # one rejects what is said to oneself
                if not self._same_side(match.target.ent, known.ent):
                    continue
            return self._doers(match, known), DEED_TRUST
        half_told = [] if pointing else self._half_told(gap, known, kinds)
        if half_told:
            return half_told, DEED_TRUST
        if verb_lemma(gap.trigger) in self.lexicon.denying:
            return self._claimant(gap, known), DEED_TRUST
        asked = (
            gap.frame.rel == "REJECT" and "REQUEST" in kinds
        )  # "will X. Die anderen lehnen die Forderung ab"
        if asked or (ANY in kinds and not (word in gap.things and self._vague(word))):
            topic = self.doers.topic(gap, known, pointing, asked, about=None if pointing or asked else word)
            return ([topic] if topic is not None and id(topic.ent) not in implausible else []), TOPIC_TRUST
        return [], 0

    def _just_before(self, gap: Gap, known: Hit) -> Hit | None:
        """Who did what was told right before, if that is what somebody finds bad or good."""
        if gap.frame.rel not in ("ACCUSE", "SUPPORT") or gap.trigger.kids("ccomp"):
            return None
        things = self._things(gap)
        if len(things) != 1 or not (gap.frame.kind == "verb" or things[0] in gap.things):
            return None
        called = things[0] in gap.things and not gap.frame.id.endswith(":speech")
        if not (ANY in self._kinds(things[0]) if self._definite(things[0]) else called):
            return None
        if self._anothers(things[0]):
            return None  # "hält an seiner Entscheidung fest"
        doer = self.doers.just_before(gap, known, things[0])
        return doer if doer is not None and not one_side(doer.ent, known.ent) else None

    def _likely(self, gap: Gap, known: Hit, other: Hit) -> bool:
        """The same of somebody who was said to do so: of nobody who was told to act against them, or for them."""
        told = [m for m in self._before(gap, REACH) if m.source.ent is other.ent]
        return all(self._plausible(gap, known, match) for match in told)

    def _unnamed(self, gap: Gap, known: Hit) -> tuple[list[Hit], float]:
        """Whom words meet that name nothing: "Kritik kam von X", "Ungarn lehnte ab", "X lehnt einen Verkauf ab"."""
        rel = gap.frame.rel
        if rel == "REJECT" and self._as_well(gap):
            return self._joined(gap, known), TOPIC_TRUST  # "Y dementierte ebenfalls"
        for match in self._before(gap, REACH if rel == "ACCUSE" and not gap.things else 1):
            if match.source.ent is known.ent:
                continue
            answered = match.frame.rel in _ANSWERED and self._same_side(match.target.ent, known.ent)
            if match.frame.rel in _BLAMED if rel == "ACCUSE" else answered:
                return self._doers(match, known), DEED_TRUST
        if verb_lemma(gap.trigger) in self.lexicon.denying:
            return self._claimant(gap, known), DEED_TRUST
        if (rel == "ACCUSE" or (rel == "REJECT" and gap.frame.kind == "noun")) and not gap.things:
            joined = self._joined(gap, known) if self._as_well(gap) else []
            makers = joined or self.measures.main(gap, known)
            if makers:
                return makers, TOPIC_TRUST
        if self._as_well(gap):
            return [], 0
        topic = self.doers.topic(gap, known, near=True, proposing=True)
        return ([topic] if topic is not None else []), TOPIC_TRUST

    def _claimant(self, gap: Gap, known: Hit) -> list[Hit]:
        """Who said what is denied: "Nach Angaben der Ukraine hat Russland … beschossen. Moskau dementierte das"."""
        for m in range(gap.sent, max(-1, gap.sent - 2), -1):
            sentence = self.reading.sentences[m]
            about = any(h.ent is not None and self._same_side(h.ent, known.ent) for h in self.reading.hits[m])
            for verb in sentence.words if about or m == gap.sent else ():
                if (
                    verb.pos not in ("VERB", "AUX")
                    or verb.head is gap.trigger
                    or (m == gap.sent and verb.i >= gap.trigger.i)
                ):
                    continue
                claim = self.claims(m, verb)
                hit = claim.hit if claim is not None else None
                if hit is not None and hit.ent is not None and not self._same_side(hit.ent, known.ent):
                    return [hit]
        return []

    def _joins(self, gap: Gap, known: Hit, word: Word, match: Match) -> bool:
        """Whether somebody reacts to the same as the one before: to the same thing, or "as well"."""
        if match.frame.rel not in REACTIONS or match.target.ent is known.ent:
            return False
        same = word.pos == "NOUN" and any(
            w.lemma == word.lemma and w is not word for w in self.reading.sentences[match.trigger_sent].words
        )  # fmt: skip
        near = match.trigger_sent == gap.sent and word.lower in self.lexicon.pointers
        against = near and {match.frame.rel, gap.frame.rel} == {
            "SUPPORT",
            "REJECT",
        }  # "während X dagegen ist"
        return same or against or (self._as_well(gap) and match.frame.rel == gap.frame.rel)

    # --- matches -----------------------------------------------------------------------------------------

    def _match(self, gap: Gap, known: Hit, other: Hit, trust: float) -> Match:
        frame, trigger, n = gap.frame, gap.trigger, gap.sent
        if frame.kind == "noun" and trigger.pos != "VERB":
            status, base = noun_status(trigger, gap.carrier, self.lexicon), NOUN_TRUST
        else:
            status, base = verb_status(trigger, self.lexicon, rel=frame.rel), VERB_TRUST
        source, target = (known, other) if gap.source else (other, known)
        return Match(
            source,
            target,
            replace(frame, id=f"{frame.id}:implied"),
            trigger,
            frame.status or status,  # type: ignore[arg-type]
            base * frame.confidence * gap.trust * trust,
            n,
            gap.carrier,
        )


def _here(gap: Gap, word: Word, hit: Hit) -> Hit:
    """A mention of the gap's own sentence, or one of another sentence understood at a word."""
    return hit if hit.sent == gap.sent else understood(gap, word, hit)
