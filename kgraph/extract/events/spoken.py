"""What somebody is reported to say of another: "Y sei eine Gefahr, sagte X", "Y müsse handeln", "Y habe gelogen".

Whose words a clause holds is known from the attribution, so judgements and demands are found through several
sentences of reported speech.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from kgraph.extract.assertion.attribution import Attribution
from kgraph.extract.assertion.voices import Claim
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.asked import asked
from kgraph.extract.events.camps import judges_at_home, of_their_own
from kgraph.extract.events.conditions import OPEN_THREAT, conditioned, hostile, is_condition
from kgraph.extract.events.judging import Judging
from kgraph.extract.events.rules import VERB_TRUST, Gap, Match, distinct
from kgraph.extract.grammar.clauses import prepositions, verb_lemma, verb_slots
from kgraph.extract.grammar.nounphrases import behind
from kgraph.extract.language.frames import Frame, Slot
from kgraph.extract.language.syntax import Sentence, Word

SPOKEN_BLAME = Frame("ACCUSE:speech", "ACCUSE", "verb", (Slot("subj"),), (Slot("comp"),))
SPOKEN_REFUSAL = Frame("REJECT:speech", "REJECT", "verb", (Slot("subj"),), (Slot("comp"),))
SPOKEN_PRAISE = Frame("SUPPORT:speech", "SUPPORT", "verb", (Slot("subj"),), (Slot("comp"),))
SPOKEN_DEMAND = Frame("REQUEST:obligation", "REQUEST", "verb", (Slot("subj"),), (Slot("comp"),))

# Their ids begin so; whoever judges is who says so.
SPOKEN = ("ACCUSE:speech", "SUPPORT:speech", "REJECT:speech", "REQUEST:obligation")
# What a speaker says of another's deeds is less often held against them than what they call them.
_SPEECH = 0.55
# Who is quoted by their name and a colon: "Wien: Viele demonstrieren" says where.
_VOICES = frozenset(["person", "party", "organisation"])
_DEEDS = 0.4


@dataclass(slots=True)
class SpokenJudge(Judging):
    """Finds what is said of others in one article."""

    attribution: Attribution

    def sentence(self, n: int, sentence: Sentence) -> Iterator[Match]:
        """What speakers say of others in sentence `n`."""
        for word in sentence.words:
            if word.pos in ("VERB", "AUX") or word.child("cop") is not None:
                yield from self._spoken(n, word)

    def _speakers(self, claim: Claim) -> list[Hit]:
        speaker = claim.hit
        if speaker is None or speaker.ent is None:
            return []
        speakers = [speaker]
        if claim.word is not None and claim.word.child("conj") is not None:
            # "so die Sun und der Telegraph"
            speakers.extend(
                distinct(h for h in self.arguments.actors(claim.sent, claim.word) if h.ent is not speaker.ent)
            )
        return speakers

    def _headed(self, n: int, predicate: Word) -> list[Hit]:
        """ "Merz: Norwegen muss sparen": who stands before the colon that a line begins with."""
        reading = self.arguments.reading
        hit, words = reading.at[n].get(0), reading.sentences[n].words
        if hit is None or hit.actor is None or hit.last + 1 >= min(predicate.i, len(words)):
            return []
        named = hit.kind == "name" and hit.ent is not None and hit.ent.type in _VOICES
        return [hit] if named and words[hit.last + 1].text == ":" else []

    def _spoken(self, n: int, predicate: Word) -> Iterator[Match]:
        """ "Y sei unfähig, sagte X", "Y habe gelogen", "Y müsse zurücktreten"."""
        claim = self.attribution.claim(n, predicate)
        speakers = self._speakers(claim) if claim is not None else self._headed(n, predicate)
        if predicate.child("aux:pass") is not None:
            yield from asked(n, predicate, speakers, self.arguments, self.lexicon)
            return
        if not speakers or is_condition(predicate, self.lexicon):
            return
        if (
            predicate.lemma.lower() in self.tones.listed("up_to")
            and predicate.child("xcomp", "csubj") is not None
        ):
            # "es liege an Y, den Krieg zu beenden"
            whose = self.tones.listed("up_to_whom")
            for word in (w for w in predicate.kids("obl") if whose & set(prepositions(w, self.lexicon))):
                for source, target in product(speakers, distinct(self.arguments.actors(n, word))):
                    if source.ent is not target.ent:
                        yield Match(
                            source, target, SPOKEN_DEMAND, predicate, "actual", VERB_TRUST * _SPEECH, n
                        )
            return
        slots = verb_slots(predicate, self.lexicon)
        subjects = list(slots.get("subj", ()) or predicate.kids("nsubj"))
        targets = distinct(self.owned(n, subjects))
        if any(target.ent is speakers[0].ent for target in targets):
            # of themselves, alone or with others
            yield from self._threats(n, predicate, speakers[:1])
            return
        theirs = bool(targets)
        words = [w for w in self.predicates(predicate) if not any(w in s.subtree() for s in subjects)]
        if not targets and predicate.child("cop") is not None:
            targets, words = self._turned(n, predicate, subjects, words)
        if verb_lemma(predicate) in self.tones.listed("lying"):
            # "die Schuld liege bei Y"
            guilt = [w for w in subjects if w.lemma.lower().endswith(tuple(self.tones.listed("guilt")))]
            targets = distinct(
                h for w in behind(slots, self.tones.listed("guilt_of")) for h in self.arguments.actors(n, w)
            )
            for source, target in product(speakers, targets if guilt else ()):
                if source.ent is not target.ent:
                    yield Match(source, target, SPOKEN_BLAME, predicate, "actual", VERB_TRUST * _SPEECH, n)
            return
        says = list(self._says(predicate, words))
        if self.turned_down(subjects, words):
            says = [(SPOKEN_REFUSAL if f is SPOKEN_BLAME else f, trust) for f, trust in says]
        if not targets and says and (says[0][0] is not SPOKEN_DEMAND or self._due(predicate)):
            targets = distinct(self._inside(n, predicate, words)) or self._spoken_of(claim, subjects)
            if not targets:
                things = [w for w in subjects if self._takes_up(w)]
                if things:
                    frame, trust = says[0]
                    self.gaps.append(Gap(frame, predicate, n, speakers[:1], True, None, tuple(things), trust))
        direct = any(self.arguments.reading.hit(n, w) is not None for w in subjects)
        if theirs and not direct and self._asks_nobody(predicate, subjects):
            says = [(frame, trust) for frame, trust in says if frame is not SPOKEN_DEMAND]
        own = any(self.lexicon.possessor(c.lower) for w in subjects for c in w.kids("det", "det:poss"))
        for frame, trust in says:
            for source, target in product(speakers, targets):
                # "sein Land müsse sich wehren dürfen" asks nobody at home
                if source.ent is target.ent:
                    continue
                if (own or frame is not SPOKEN_DEMAND) and _same_camp(source, target):
                    if own or frame is not SPOKEN_BLAME or not self._opposed(source, target):
                        continue
                if of_their_own(source, target, self.arguments.knowledge):
                    continue
                sure = trust * (1 if direct else 0.8)
                yield Match(source, target, frame, predicate, "actual", VERB_TRUST * sure, n)

    def _asks_nobody(self, predicate: Word, subjects: list[Word]) -> bool:
        """Whether what should be so is up to nobody named: "Ys Politik müsse Teil der Lösung sein",
        "weniger Männer aus Y sollten kommen"."""
        private = any(w.lemma.lower() in self.lexicon.law_privates for w in subjects)
        return private or predicate.child("cop") is not None

    def _opposed(self, source: Hit, target: Hit) -> bool:
        reading = self.arguments.reading
        knowledge, day = self.arguments.knowledge, reading.article.published
        return judges_at_home(source, target, self.lexicon, knowledge, day)

    def _threats(self, n: int, verb: Word, speakers: list[Hit]) -> Iterator[Match]:
        """ "werde angreifen, wenn Y nicht einlenke": an open threat to Y."""
        coming = any(
            c.lemma.lower() in self.lexicon.future_aux | self.lexicon.plan_modals for c in verb.kids("aux")
        )
        if not (coming and hostile(verb, self.lexicon)) or self.tones.negates(verb):
            return
        addressed = conditioned(n, verb, self.arguments, self.lexicon)
        for source, target in product(speakers, addressed):
            if not _same_camp(source, target):
                yield Match(source, target, OPEN_THREAT, verb, "actual", VERB_TRUST * _SPEECH, n)

    def _spoken_of(self, claim: Claim | None, subjects: list[Word]) -> list[Hit]:
        """ "„Das ist ein Skandal“, sagte X über die Pläne von Y"."""
        verb = claim.word.head if claim is not None and claim.word is not None else None
        if claim is None or verb is None or verb.pos != "VERB":
            return []
        if not any(w.lower in self.lexicon.neuter_anaphors for w in subjects):
            return []
        slots = verb_slots(verb, self.lexicon)
        return distinct(self.owned(claim.sent, behind(slots, self.tones.listed("said_about"))))

    def _takes_up(self, word: Word) -> bool:
        """Whether a subject is a deed told before: "das", "die Entscheidung"."""
        if word.lower in self.lexicon.neuter_anaphors:
            return True
        return self.deed(word) and any(c.lower in self.lexicon.definite for c in word.children)

    def _turned(
        self, n: int, predicate: Word, subjects: list[Word], words: list[Word]
    ) -> tuple[list[Hit], list[Word]]:
        """ "Schuld an der Krise sei Y": the actor stands where the predicate does."""
        judged = [w for w in subjects if self.tones.of(w)]
        if judged:
            return distinct(self.arguments.actors(n, predicate)), judged
        return [], words

    def _inside(self, n: int, predicate: Word, words: list[Word]) -> Iterator[Hit]:
        """ "Es sei ein Skandal, dass Y schweigt", "das sei ein Fehler Ys"."""
        for clause in predicate.kids("csubj", "ccomp", "advcl", "acl"):
            if clause.child("mark") is not None and clause.child("aux:pass") is None:
                for word in clause.kids("nsubj"):
                    yield from self.arguments.actors(n, word)
        for word in self._whose_turn(predicate) if self._due(predicate) else ():
            yield from self.arguments.actors(n, word)
        for word in words:
            if word.pos == "NOUN" and self.tones.of(word):
                yield from self.arguments.owners(n, word)

    def _says(self, predicate: Word, words: list[Word]) -> Iterator[tuple[Frame, float]]:
        negated = self.tones.negates(predicate)
        if not negated and (self._called_upon(predicate) or self._due(predicate)):
            yield SPOKEN_DEMAND, _SPEECH
            return
        demanding = self.lexicon.obligation
        head = predicate.head
        if (
            head is not None
            and predicate.dep == "ccomp"
            and verb_lemma(head) in self.tones.listed("proposing")
        ):
            demanding |= self.lexicon.possible_modals  # "suggested that Y could pay"
        modal = next((c for c in predicate.kids("aux") if c.lower in demanding), None)
        if modal is not None and any(
            c.lemma.lower() in self.lexicon.perfect_aux for c in predicate.kids("aux")
        ):
            return  # "solle beteiligt gewesen sein" is hearsay, "hätte handeln müssen" too late for a demand
        if self._forbids(predicate, negated):
            yield SPOKEN_DEMAND, _SPEECH
            return
        if modal is not None:
            # "sollte Y angreifen, werde …" is a condition; "Y muss mit einer Klage rechnen" asks nothing of Y
            if verb_lemma(predicate) in self.tones.listed("enduring") or self._supposed(predicate):
                return
            if any(c.lower in self.tones.listed("intended") for c in predicate.kids("advmod")):
                return  # "die Reform sollte eigentlich helfen"
            if not negated and not (predicate.dep == "advcl" and modal.i < predicate.i):
                yield SPOKEN_DEMAND, _SPEECH
            return
        if predicate.pos == "VERB" and predicate.child("cop") is None:
            yield from self._done(predicate, negated)
            return
        if not negated and self._hidden(predicate) and self._crime(predicate):
            yield SPOKEN_BLAME, _SPEECH  # "Y was behind the attack"
            return
        tone = self.tones.said(words, negated)
        if not tone and not negated:
            tone = self.tones.phrase(predicate, verb_lemma(predicate))
        if tone:
            yield (SPOKEN_BLAME if tone < 0 else SPOKEN_PRAISE), _SPEECH

    def _done(self, verb: Word, negated: bool) -> Iterator[tuple[Frame, float]]:
        """What is said of what somebody does."""
        if negated:
            return
        tone = self.tones.phrase(verb, verb_lemma(verb))
        if tone:
            yield (SPOKEN_BLAME if tone < 0 else SPOKEN_PRAISE), _SPEECH
            return
        lemma = verb_lemma(verb)
        if lemma in self.tones.listed("behind") and any(
            self._hidden(c) and self._crime(c) for c in verb.kids("obl")
        ):
            yield SPOKEN_BLAME, _SPEECH
            return
        being = any(c.lemma.lower() in self.tones.listed("being") for c in verb.kids("aux", "cop"))
        if being and not (verb.has("VerbForm=Part") and verb.has("Tense=Pres")):
            return  # "sei gespalten" says what it is like, not what it does
        if lemma in self.tones.listed("misdeeds") or self.tones.wrong(lemma, verb.kids("obj")):
            yield SPOKEN_BLAME, _DEEDS
        elif lemma in self.tones.listed("merits"):
            yield SPOKEN_PRAISE, _DEEDS

    def _called_upon(self, predicate: Word) -> bool:
        """ "Y sei gefordert", "nun sei Y am Zug"."""
        words = self.tones.listed("called_upon")
        if predicate.lower in words:
            return any(c.lemma.lower() in self.tones.listed("being") for c in predicate.kids("aux", "cop"))
        return predicate.lemma.lower() in self.tones.listed("being") and any(
            w.lower in words for w in predicate.kids("obl")
        )

    def _due(self, predicate: Word) -> bool:
        """ "es sei an der Zeit, dass Y handle", "es ist notwendig, dass Y handelt", "it is time for Y to act"."""
        clauses = predicate.kids("csubj", "ccomp", "advcl", "acl", "xcomp")
        due = predicate.child("cop") is not None and (
            predicate.lower in self.tones.listed("due") or self._duty(predicate)
        )
        if not due or all(c.child("mark") is None for c in clauses):
            return False
        return bool(self._whose_turn(predicate)) or any(c.child("nsubj") is not None for c in clauses)

    def _whose_turn(self, predicate: Word) -> list[Word]:
        """The phrase that says for whom it is time, or whose duty it is."""
        whose = self._duty(predicate)
        return [
            c
            for c in predicate.kids("nmod", "obl")
            if (whose and c.child("case") is None and c.dep == "nmod")
            or set(prepositions(c, self.lexicon)) & self.tones.listed("due_for")
        ]

    def _duty(self, predicate: Word) -> bool:
        """ "es sei die Aufgabe Ys, …"."""
        return predicate.pos == "NOUN" and predicate.lemma.lower() in self.tones.listed("duties")

    def _supposed(self, verb: Word) -> bool:
        """ "für den Fall, dass Y klagen sollte", "wie auch Y das tun muss"."""
        noun = verb.head
        before = self._before(verb)
        case = verb.dep in ("acl", "ccomp", "advcl") and any(
            w is not None and w.lemma.lower() in self.tones.listed("cases") for w in (noun, before)
        )
        return case or any(c.lower in self.tones.listed("questions") for c in verb.kids("advmod", "mark"))

    @staticmethod
    def _before(verb: Word) -> Word | None:
        """The noun right before a clause, whatever the parser hangs it on."""
        first = verb.subtree()[0]
        near = [w for node in verb.ancestors() for w in node.subtree() if first.i - 2 <= w.i < first.i]
        return next((w for w in near if w.pos == "NOUN"), None)

    def _hidden(self, noun: Word) -> bool:
        """Whether a noun is what somebody stands behind."""
        return bool(self.lexicon.behind & set(prepositions(noun, self.lexicon)))

    def _crime(self, noun: Word) -> bool:
        return self.tones.crime(noun) or self.tones.of(noun) < 0

    def _forbids(self, verb: Word, negated: bool) -> bool:
        """ "Y solle das nicht tun"."""
        return negated and any(c.lower in self.lexicon.prohibition for c in verb.kids("aux"))


def _same_camp(speaker: Hit, other: Hit) -> bool:
    """Whether somebody speaks of themselves: of their own country or body."""
    one, two = speaker.ent, other.ent
    if one is None or two is None or one is two:
        return True
    return two.type in ("country", "government") and one.country is not None and one.country == two.country
