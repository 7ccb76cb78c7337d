"""What somebody thinks of another: "X nannte Y einen Lügner", "X sprach von einem Versagen Ys", "X zeigte sich
enttäuscht über den Beschluss Ys".

The words that praise or blame are data (`judgement.*.toml`). What speakers are reported to say is read in
`kgraph.extract.events.spoken`. Judgements of a deed whose doer the sentence leaves out become gaps for
`kgraph.extract.events.implied`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from kgraph.extract.assertion.status import verb_status
from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.rules import VERB_TRUST, Gap, Match, distinct
from kgraph.extract.grammar.clauses import Slots, is_passive, prepositions, verb_lemma, verb_slots
from kgraph.extract.grammar.nounphrases import behind, makers
from kgraph.extract.language.frames import Frame, Slot
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.extract.language.tones import Tones

BLAME = Frame("ACCUSE:judgement", "ACCUSE", "verb", (Slot("subj"),), (Slot("obj"),))
PRAISE = Frame("SUPPORT:judgement", "SUPPORT", "verb", (Slot("subj"),), (Slot("obj"),))
DECLINED = Frame("REJECT:judgement", "REJECT", "verb", (Slot("subj"),), (Slot("obj"),))
UPSET = Frame("ACCUSE:mood", "ACCUSE", "verb", (Slot("subj"),), (Slot("/über"),))
DISPLEASED = replace(UPSET, status="actual")  # "war nicht begeistert von"
PLEASED = Frame("SUPPORT:mood", "SUPPORT", "verb", (Slot("subj"),), (Slot("/über"),))

_CALLED, _SPOKE_OF, _MOOD = 0.9, 0.85, 0.8
# For whom something is a mistake who has an opinion of it: for a country it may be one that befalls it.
_OPINIONATED = frozenset(["person", "party", "organisation", "group"])
_CLAUSES = ("ccomp", "csubj", "xcomp", "advcl", "acl")


@dataclass(slots=True)
class Judging:
    """What judgements of all kinds need to know of one article."""

    lexicon: Lexicon
    arguments: Arguments
    gaps: list[Gap]

    @property
    def tones(self) -> Tones:
        """The words that praise or blame."""
        return self.lexicon.tones

    def owned(self, n: int, words: Iterable[Word]) -> list[Hit]:
        """The actors in a place, or those whose deeds or plans stand there; not whom a deed befalls ("das Verbot
        der Partei")."""
        found: list[Hit] = []
        for word in words:
            direct = self.arguments.actors(n, word)
            lemma = word.lemma.lower()
            suffered = self.lexicon.befalls(lemma) and lemma not in self.lexicon.deeds
            theirs = direct if direct or suffered else self.arguments.actors(n, word, owner=True)
            made = makers(word, self.lexicon) if not theirs and word.pos == "NOUN" else ()
            found.extend(theirs or [h for w in made for h in self.arguments.actors(n, w)])
        return found

    def deed(self, word: Word) -> bool:
        """Whether a noun names something that somebody did or said."""
        lemma = word.lemma.lower()
        return word.pos == "NOUN" and (
            lemma in self.lexicon.deeds or self.lexicon.noun_key(lemma) is not None or self.tones.of(word) < 0
        )

    def turned_down(self, things: Iterable[Word], words: Iterable[Word]) -> bool:
        """Whether what is said of a thing denies or refuses it: "nannte die Vorwürfe haltlos", "die Forderung
        unrealistisch"."""
        names = [w.lemma.lower() for w in things if w.pos == "NOUN"]
        if any(name.endswith(tuple(self.tones.listed("accusations"))) for name in names):
            return True
        said = {form for w in words for form in (w.lower, w.lemma.lower())}
        asked = any(name.endswith(tuple(self.tones.listed("proposals"))) for name in names)
        return asked and not said.isdisjoint(self.tones.listed("turning_down"))

    def predicates(self, verb: Word) -> list[Word]:
        """The words that say what somebody is or does, with their adjectives."""
        if verb.pos != "VERB" or verb.child("cop") is not None:
            heads = [verb, *verb.kids("conj")]
        else:
            heads = []
            for child in verb.kids("obj", "obl", "xcomp", "advmod", "nmod", "dep", "ccomp"):
                cases = set(prepositions(child, self.lexicon))
                marks = {c.lower for c in child.kids("mark")}
                if cases <= self.tones.listed("as") and child.pos in (
                    "ADJ",
                    "NOUN",
                    "VERB",
                    "ADV",
                    "PROPN",
                ):
                    if child.pos != "VERB" or not marks - self.tones.listed("as"):
                        heads.append(child)
            for head in list(heads):
                heads.extend(head.kids("conj"))
        heads += [
            w
            for head in heads
            if head.pos == "NOUN" and head.lemma.lower() in self.tones.listed("kinds")
            for w in head.kids("nmod")  # "ein Akt der Aggression"
        ]
        return [*heads, *(w for head in heads for w in head.kids("amod", "advmod") if self._counts(w, head))]

    def _counts(self, word: Word, head: Word) -> bool:
        """Whether an adjective says something of who is judged: "ein guter Plan", not "ein guter Ort"."""
        attribute = {word.lower, word.lemma.lower()} & self.tones.listed("positive_attributes")
        if word.dep != "amod" or (self.tones.of(word) <= 0 and not attribute):
            return True
        lemma = head.lemma.lower()
        return (
            self.tones.of(head) > 0
            or lemma in self.lexicon.deeds
            or lemma in self.lexicon.person_nouns
            or lemma in self.tones.listed("generic_nouns")
        )

    def match(self, source: Hit, target: Hit, frame: Frame, verb: Word, trust: float, n: int) -> Match:
        """A judgement that the article tells of."""
        status = frame.status or verb_status(verb, self.lexicon)
        return Match(source, target, frame, verb, status, VERB_TRUST * trust, n)  # type: ignore[arg-type]


@dataclass(slots=True)
class Judge(Judging):
    """Finds judgements in what an article tells."""

    def sentence(self, n: int, sentence: Sentence) -> Iterator[Match]:
        """The judgements of sentence `n`."""
        for word in sentence.words:
            if word.pos == "VERB":
                lemma = verb_lemma(word)
                if lemma in self.tones.listed("verbs"):
                    yield from self._called(n, word)
                if lemma in self.tones.listed("speaking"):
                    yield from self._spoke_of(n, word)
                if lemma in self.tones.listed("suspecting"):
                    yield from self._suspected(n, word)
            if word.pos in ("ADJ", "VERB", "NOUN"):
                yield from self._moved(n, word)
            if word.child("cop") is not None:
                yield from self._viewed(n, word)

    def _told(self, n: int, slots: Slots) -> list[Hit]:
        return distinct(h for w in slots.get("subj", ()) for h in self.arguments.actors(n, w))

    def _owns_up(self, word: Word) -> bool:
        """Whether a noun is up to those whose it is: "die Interessen Chinas", not "die Gesundheit Nawalnys"."""
        lemma = word.lemma.lower()
        fate = any(lemma == f or (len(f) > 4 and lemma.endswith(f)) for f in self.tones.listed("fates"))
        return word.pos == "NOUN" and not fate and word.child("appos", "flat") is None

    def _stands_for(self, n: int, word: Word) -> bool:
        """Whether a word is an actor itself: "der Minister", but not "der Fall X"."""
        role = (n, word.i) in self.arguments.reading.role_at
        named = self.arguments.reading.hit(n, word) is not None
        return bool(role or named or word.pos == "PRON") and bool(self.arguments.actors(n, word))

    def _open(self, n: int, frame: Frame, verb: Word, sources: list[Hit], things: list[Word]) -> None:
        """Leave open who did what is judged."""
        if sources and things:
            self.gaps.append(Gap(frame, verb, n, sources, True, None, tuple(things)))

    def _called(self, n: int, verb: Word) -> Iterator[Match]:
        """ "nannte den Plan eine Katastrophe", "bezeichnete X als Lügner"."""
        slots = verb_slots(verb, self.lexicon)
        sources = self._told(n, slots)
        if not sources and not is_passive(verb):
            return
        objects = slots.get("obj") or slots.get("dat", [])
        for word in [w for w in objects if w.pos == "ADJ" and w.child("compound") is not None]:
            # "called the idea absurd": taken for one phrase
            objects = [*word.kids("compound"), word]
        direct = [w for w in objects if self.arguments.actors(n, w)]
        named = direct or [w for w in objects if self.owned(n, [w])]
        if objects and not named:
            # "nannte Ys Rede einen Skandal": the two may change places
            named = [w for w in verb.kids("xcomp") if w.pos == "NOUN" and self.owned(n, [w])]
        targets = self.owned(n, named)
        clauses: list[Word] = []
        sees = not named and verb_lemma(verb) in self.tones.listed("seeing")
        seen = behind(slots, self.tones.listed("seen_in")) if sees else []
        if seen:
            # "sieht in Y einen Verräter", "sieht in dem Vorschlag einen Fehler"
            targets, objects = self.owned(n, seen), seen
        if not named and not targets:
            # "nannte es einen Skandal, dass Y schweigt"
            clauses = [c for c in verb.kids("ccomp", "csubj", "advcl") if c.pos in ("VERB", "ADJ")]
            targets = [h for c in clauses for w in self._subjects(c) for h in self.arguments.actors(n, w)]
        things = named or [w for w in objects if w.i < verb.i or w is objects[0]][:1]
        words = [
            w
            for w in self.predicates(verb)
            if not any(w in o.subtree() for o in things) and not any(w in c.subtree() for c in clauses)
        ]
        words.extend(w for o in things for w in self._called_so(o))
        tone = self.tones.said(words, self.tones.negates(verb))
        verdict = any(w.lower in self.tones.listed("verdicts") for w in words)
        if not tone or (verdict and any(h.ent and self.lexicon.is_court(h.ent.name) for h in sources)):
            return  # whom a court finds guilty is sentenced
        if not targets:
            # "nannte das Verfahren eine Inszenierung von Y"
            blamed = [w for w in words if w.pos == "NOUN" and self.tones.of(w)]
            targets = [h for w in blamed for h in self.arguments.owners(n, w)]
        frame = BLAME if tone < 0 else PRAISE
        if tone < 0 and not direct and self.turned_down(things, words):
            frame = DECLINED
        if not targets:
            self._open(n, frame, verb, sources, things)
        for source, target in product(sources, distinct(targets)):
            if source.ent is not target.ent:
                yield self.match(source, target, frame, verb, _CALLED, n)

    @staticmethod
    def _subjects(clause: Word) -> list[Word]:
        return clause.kids("nsubj") if clause.child("aux:pass") is None else []

    def _viewed(self, n: int, predicate: Word) -> Iterator[Match]:
        """ "Für X ist der Plan von Y ein Fehler"."""
        phrases = [c for c in predicate.kids("obl", "nmod") if c.i < predicate.i]
        viewers = [w for w in phrases if self.tones.listed("viewing") & set(prepositions(w, self.lexicon))]
        sources = [h for w in viewers for h in self.arguments.actors(n, w)]
        sources = [h for h in sources if h.ent is not None and h.ent.type in _OPINIONATED]
        subjects = predicate.kids("nsubj")
        words = [w for w in self.predicates(predicate) if not any(w in s.subtree() for s in subjects)]
        if not sources or self.tones.said(words, self.tones.negates(predicate)) >= 0:
            return
        targets = distinct(self.owned(n, subjects))
        if not targets:
            self._open(n, BLAME, predicate, sources, [w for w in subjects if self.deed(w)])
        for source, target in product(sources, targets):
            if source.ent is not target.ent:
                yield self.match(source, target, BLAME, predicate, _MOOD, n)

    def _called_so(self, thing: Word) -> list[Word]:
        """ "das Vorgehen von X als Verstoß": what parsers hang on the thing."""
        heads = [
            c for c in thing.kids("nmod") if self.tones.listed("as") & set(prepositions(c, self.lexicon))
        ]
        return [*heads, *(w for head in heads for w in head.kids("amod", "conj"))]

    def _spoke_of(self, n: int, verb: Word) -> Iterator[Match]:
        """ "sprach von Betrug durch Y", "spricht von einer Provokation Moskaus"."""
        slots = verb_slots(verb, self.lexicon)
        sources = self._told(n, slots)
        places = [*behind(slots, self.tones.listed("of")), *slots.get("obj", ())]
        deeds = [w for w in places if w.pos == "NOUN" and self.tones.said(self._with(w))]
        if not sources or not deeds or self.tones.negates(verb):
            return
        tone = self.tones.said(self._with(deeds[0]))
        if tone > 0:
            # "sprach von einem Erfolg für X"
            good = [c for w in deeds for c in w.kids("nmod") if self._favoured(c)]
            good += [w for w in behind(slots, self.tones.listed("good_for")) if w.i > deeds[0].i]
            for source, target in product(
                sources, distinct(h for w in good for h in self.arguments.actors(n, w))
            ):
                if source.ent is not target.ent:
                    yield self.match(source, target, PRAISE, verb, _SPOKE_OF, n)
            if good or not deeds[0].kids("amod"):
                return  # "sprach von einem Erfolg der CDU": theirs, not praise of them
        agents = [
            *behind(slots, self.tones.listed("by")),
            *(c for w in deeds for c in w.kids("nmod") if self._agent(c)),
        ]
        doers = [h for w in agents for h in self.arguments.actors(n, w)]
        doers = doers or [h for w in deeds for h in self.arguments.owners(n, w)]
        doers = [h for h in doers if all(h.ent is not s.ent for s in sources)]  # "anti-Russian hysteria"
        frame = BLAME if tone < 0 else PRAISE
        state = deeds[0].lemma.lower().endswith(tuple(self.tones.listed("states")))
        if not doers and not state and verb_lemma(verb) in self.tones.listed("calling"):
            self._open(n, frame, verb, sources, deeds[:1])
        for source, target in product(sources, distinct(doers)):
            if source.ent is not target.ent:
                yield self.match(source, target, frame, verb, _SPOKE_OF, n)

    def _agent(self, word: Word) -> bool:
        return not self.tones.listed("by").isdisjoint(prepositions(word, self.lexicon))

    def _favoured(self, word: Word) -> bool:
        return not self.tones.listed("good_for").isdisjoint(prepositions(word, self.lexicon))

    def _with(self, noun: Word) -> list[Word]:
        return [noun, *(w for w in noun.kids("amod") if self._counts(w, noun))]

    def _suspected(self, n: int, verb: Word) -> Iterator[Match]:
        """ "vermutet Y hinter dem Anschlag"."""
        slots = verb_slots(verb, self.lexicon)
        crimes = [w for w in behind(slots, self.lexicon.behind) if self.tones.crime(w)]
        targets = [h for w in slots.get("obj", ()) for h in self.arguments.actors(n, w)] if crimes else []
        for source, target in product(self._told(n, slots), distinct(targets)):
            if source.ent is not target.ent:
                yield self.match(source, target, BLAME, verb, _CALLED, n)

    def _moved(self, n: int, word: Word) -> Iterator[Match]:
        """ "ist enttäuscht von Y", "äußerte sich besorgt über das Vorgehen Ys", "ist Y dankbar"."""
        forms = {word.lower, word.lemma.lower()}
        upset = bool(forms & self.tones.listed("upset"))
        if not upset and not forms & self.tones.listed("pleased"):
            return
        verb = word if word.child("cop") is not None else word.head
        if verb is None:
            return
        first = word.dep == "nsubj" and word.i < verb.i  # "enttäuscht äußerte sich X": taken for the subject
        beside = (first or word.dep in ("advmod", "xcomp", "obl", "obj")) and verb_lemma(
            verb
        ) in self.tones.listed("feeling")
        if verb is not word and not beside:
            return
        sources = distinct(
            h for w in verb.kids("nsubj", "nsubj:pass") if w is not word for h in self.arguments.actors(n, w)
        )
        if not sources:
            return
        denied = self.tones.negates(verb) or self.tones.negates(word)
        if denied and upset:
            return
        things: list[Word] = []
        answers = verb_lemma(verb) in self.tones.listed("answering")
        for child in dict.fromkeys((*word.children, *verb.children)):
            if child.dep in ("obl", "nmod", "iobj", "obj", "advmod", "xcomp") and child is not word:
                cases = set(prepositions(child, self.lexicon))
                if (
                    cases & self.tones.listed("aimed_at")
                    and not forms & self.tones.listed("aimed")
                    and not answers
                ):
                    continue
                if cases & self.tones.listed("about") or (not cases and child.has("Case=Dat") and not upset):
                    things.append(child)
        frame = DISPLEASED if denied else UPSET if upset else PLEASED
        upset = upset or denied
        done = [w for w in things if self.deed(w) or self._stands_for(n, w) or (upset and self._owns_up(w))]
        targets = self.owned(n, done)
        if not targets:
            clauses = [c for c in (*word.children, *verb.children) if c.dep in _CLAUSES and c.child("mark")]
            targets = [h for c in clauses for h in self.owned(n, self._subjects(c))]
        if not targets:
            pointers = [c for c in (*word.children, *verb.children) if c.lower in self.lexicon.pointers]
            told = [word] if not things and answers else []
            self._open(n, frame, verb, sources, [*done, *pointers, *told][:1])
        for source, target in product(sources, distinct(targets)):
            if source.ent is not target.ent:
                yield self.match(source, target, frame, verb, _MOOD, n)
