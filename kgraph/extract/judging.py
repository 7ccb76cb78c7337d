"""What somebody thinks of another: "X nannte Y einen Lügner", "Y sei eine Gefahr, sagte X", "Y müsse handeln".

The words that praise or blame are data (`[judgement]` in the language file). Whose words a clause holds is known
from the attribution, so judgements are found through several sentences of reported speech.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from kgraph.extract.actors import Hit
from kgraph.extract.arguments import Arguments
from kgraph.extract.attribution import Attribution
from kgraph.extract.clauses import Slots, prepositions, verb_lemma, verb_slots
from kgraph.extract.lexicon import Frame, Lexicon, Slot
from kgraph.extract.rules import VERB_TRUST, Gap, Match, distinct
from kgraph.extract.status import verb_status
from kgraph.extract.syntax import Sentence, Word

BLAME = Frame("ACCUSE:judgement", "ACCUSE", "verb", (Slot("subj"),), (Slot("obj"),))
PRAISE = Frame("SUPPORT:judgement", "SUPPORT", "verb", (Slot("subj"),), (Slot("obj"),))
SPOKE_OF = Frame("ACCUSE:judgement", "ACCUSE", "verb", (Slot("subj"),), (Slot("/von"), Slot("/of")))
SPOKEN_BLAME = Frame("ACCUSE:speech", "ACCUSE", "verb", (Slot("subj"),), (Slot("comp"),))
SPOKEN_PRAISE = Frame("SUPPORT:speech", "SUPPORT", "verb", (Slot("subj"),), (Slot("comp"),))
SPOKEN_DEMAND = Frame("REQUEST:obligation", "REQUEST", "verb", (Slot("subj"),), (Slot("comp"),))

# What a speaker says of another's deeds is less often held against them than what they call them.
_SPEECH = 0.55
_DEEDS = 0.4


@dataclass(slots=True)
class Judge:
    """Finds judgements in one article."""

    lexicon: Lexicon
    arguments: Arguments
    attribution: Attribution
    gaps: list[Gap] = field(default_factory=list)

    def sentence(self, n: int, sentence: Sentence) -> Iterator[Match]:
        """The judgements of sentence `n`."""
        for word in sentence.words:
            if word.pos == "VERB" and verb_lemma(word) in self._words("verbs"):
                yield from self._called(n, word)
            if word.pos == "VERB" and verb_lemma(word) in self._words("speaking"):
                yield from self._spoke_of(n, word)
            if word.pos == "VERB" or word.child("cop") is not None:
                yield from self._spoken(n, word)

    def _words(self, name: str) -> frozenset[str]:
        return self.lexicon.judgement.get(name, frozenset())

    def _called(self, n: int, verb: Word) -> Iterator[Match]:
        """ "nannte den Plan eine Katastrophe", "bezeichnete X als Lügner"."""
        slots = verb_slots(verb, self.lexicon)
        passive = verb.child("aux:pass") is not None
        objects = [w for w in slots.get("obj") or slots.get("dat", []) if self._owned(n, [w])]
        targets = self._owned(n, objects)
        if not objects and verb_lemma(verb) in self._words("seeing"):
            # "sieht in Y einen Verräter"
            targets = self._owned(n, self._at(slots, "seen_in"))
        sources = [h for w in slots.get("subj", ()) for h in self.arguments.actors(n, w)]
        if not sources and not passive:
            return
        words = [w for w in self._predicates(verb) if not any(w in o.subtree() for o in objects)]
        words.extend(w for o in objects for w in self._called_so(o))
        tone = self._tone(words)
        if not tone or self._negated(verb):
            return
        if not targets:
            # "nannte das Verfahren eine Inszenierung von Y"
            named = [w for w in words if w.pos == "NOUN" and self._tone([w])]
            targets = [h for w in named for h in self.arguments.owners(n, w)]
        frame = BLAME if tone < 0 else PRAISE
        if not targets and sources:
            self.gaps.append(Gap(frame, verb, n, distinct(sources), True))
        for source in distinct(sources):
            for target in distinct(targets):
                if source.ent is not target.ent:
                    yield Match(
                        source, target, frame, verb, verb_status(verb, self.lexicon), VERB_TRUST * 0.9, n
                    )

    def _spoke_of(self, n: int, verb: Word) -> Iterator[Match]:
        """ "sprach von Betrug durch Y", "spricht von einer Provokation Moskaus"."""
        slots = verb_slots(verb, self.lexicon)
        sources = [h for w in slots.get("subj", ()) for h in self.arguments.actors(n, w)]
        deeds = [w for w in self._at(slots, "of") if w.pos == "NOUN" and self._tone([w]) < 0]
        doers = [h for w in deeds for h in self.arguments.owners(n, w)]
        if not doers:
            # parsers hang the doers on the verb
            doers = [h for w in self._at(slots, "by") if deeds for h in self.arguments.actors(n, w)]
        if not doers and deeds and sources:
            self.gaps.append(Gap(SPOKE_OF, verb, n, distinct(sources), True, near=True))
        for source in distinct(sources):
            for target in distinct(doers):
                if source.ent is not target.ent:
                    status = verb_status(verb, self.lexicon)
                    yield Match(source, target, BLAME, verb, status, VERB_TRUST * 0.85, n)

    def _at(self, slots: Slots, words: str) -> list[Word]:
        """What stands behind one of the prepositions that a row of the data names."""
        return [w for preposition in sorted(self._words(words)) for w in slots.get("/" + preposition, ())]

    def _spoken(self, n: int, predicate: Word) -> Iterator[Match]:
        """ "Y sei unfähig, sagte X", "Y habe gelogen", "Y müsse zurücktreten"."""
        claim = self.attribution.claim(n, predicate)
        speaker = claim.hit if claim is not None else None
        if claim is None or speaker is None or speaker.ent is None or predicate.child("aux:pass") is not None:
            return
        speakers = [speaker]
        if claim.word is not None and claim.word.child("conj") is not None:
            # "so die Sun und der Telegraph"
            speakers.extend(
                distinct(h for h in self.arguments.actors(claim.sent, claim.word) if h.ent is not speaker.ent)
            )
        slots = verb_slots(predicate, self.lexicon)
        subjects = slots.get("subj", ()) or predicate.kids("nsubj")
        targets = distinct(self._owned(n, subjects))
        if not targets:
            return
        if self._negated(predicate) and not self._forbids(predicate):
            return
        own = any(self.lexicon.possessor(c.lower) for w in subjects for c in w.kids("det", "det:poss"))
        words = [w for w in self._predicates(predicate) if not any(w in s.subtree() for s in subjects)]
        for frame, trust in self._says(predicate, words):
            for source, target in product(speakers, targets):
                # "sein Land müsse sich wehren dürfen" asks nobody at home
                if source.ent is target.ent or (
                    (own or frame is not SPOKEN_DEMAND) and _same_camp(source, target)
                ):
                    continue
                direct = any(self.arguments.reading.hit(n, w) is not None for w in subjects)
                trust *= 1 if direct else 0.8
                yield Match(source, target, frame, predicate, "actual", VERB_TRUST * trust, n)

    def _says(self, predicate: Word, words: list[Word]) -> Iterator[tuple[Frame, float]]:
        modal = next((c for c in predicate.kids("aux") if c.lower in self.lexicon.obligation), None)
        if modal is not None and any(
            c.lemma.lower() in self.lexicon.perfect_aux for c in predicate.kids("aux")
        ):
            return  # "solle beteiligt gewesen sein" is hearsay, "hätte handeln müssen" too late for a demand
        if modal is not None or self._forbids(predicate):
            yield SPOKEN_DEMAND, _SPEECH
            return
        if predicate.pos == "VERB":
            if any(c.lemma.lower() in self._words("being") for c in predicate.kids("aux", "cop")) and not (
                predicate.has("VerbForm=Part") and predicate.has("Tense=Pres")
            ):
                return  # "sei gespalten" says what it is like, not what it does
            if verb_lemma(predicate) in self._words("misdeeds"):
                yield SPOKEN_BLAME, _DEEDS
            elif verb_lemma(predicate) in self._words("merits"):
                yield SPOKEN_PRAISE, _DEEDS
            return
        tone = self._tone(words)
        if tone:
            yield (SPOKEN_BLAME if tone < 0 else SPOKEN_PRAISE), _SPEECH

    def _forbids(self, verb: Word) -> bool:
        """ "Y solle das nicht tun"."""
        modal = any(c.lower in self.lexicon.prohibition for c in verb.kids("aux"))
        return modal and self._negated(verb)

    def _negated(self, verb: Word) -> bool:
        return any(c.lower in self.lexicon.negators for w in (verb, *verb.children) for c in w.children)

    def _owned(self, n: int, words: list[Word] | tuple[Word, ...]) -> list[Hit]:
        """The actors in a place, or those whose deeds or plans stand there; not whom a deed befalls ("das Verbot
        der Partei")."""
        found: list[Hit] = []
        for word in words:
            direct = self.arguments.actors(n, word)
            lemma = word.lemma.lower()
            suffered = self.lexicon.befalls(lemma) and lemma not in self.lexicon.deeds
            found.extend(direct if direct or suffered else self.arguments.actors(n, word, owner=True))
        return found

    def _called_so(self, thing: Word) -> list[Word]:
        """ "das Vorgehen von X als Verstoß": what parsers hang on the thing."""
        heads = [c for c in thing.kids("nmod") if self._words("as") & set(prepositions(c, self.lexicon))]
        return [*heads, *(w for head in heads for w in head.kids("amod", "conj"))]

    def _predicates(self, verb: Word) -> list[Word]:
        """The words that say what somebody is or does, with their adjectives."""
        if verb.pos != "VERB":
            heads = [verb, *verb.kids("conj")]
            return [*heads, *(word for head in heads for word in head.kids("amod", "advmod"))]
        heads = []
        for child in verb.kids("obj", "obl", "xcomp", "advmod", "nmod", "dep", "ccomp"):
            cases = set(prepositions(child, self.lexicon))
            if child.pos in ("ADJ", "NOUN", "VERB", "ADV") and (not cases or cases & self._words("as")):
                heads.append(child)
        for head in list(heads):
            heads.extend(head.kids("conj"))
        return [*heads, *(word for head in heads for word in head.kids("amod", "advmod"))]

    def _tone(self, words: list[Word]) -> int:
        """Below zero: blame; above: praise."""
        tones = [
            (w.pos == "NOUN", self.lexicon.tone(w.lemma.lower(), w.lower, w.pos == "NOUN")) for w in words
        ]
        if (True, -1) in tones:
            return -1  # "die größte Bedrohung", "a great danger": the adjective makes it no better
        return sum(tone for _, tone in tones)


def _same_camp(speaker: Hit, other: Hit) -> bool:
    """Whether somebody speaks of themselves: of their own country or body."""
    one, two = speaker.ent, other.ent
    if one is None or two is None or one is two:
        return True
    return two.type in ("country", "government") and one.country is not None and one.country == two.country
