"""According to whom: reporting verbs, "laut", quotation marks, Konjunktiv I over several sentences."""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.extract.actors import Hit
from kgraph.extract.arguments import Arguments
from kgraph.extract.clauses import prepositions, verb_lemma, verb_slots
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.syntax import Sentence, Word


@dataclass(slots=True)
class Claim:
    """Who says it: an actor's mention, or words that describe a source that is no actor."""

    hit: Hit | None = None
    text: str | None = None


class Attribution:
    """Keeps the speaker from sentence to sentence of one article."""

    def __init__(self, arguments: Arguments, lexicon: Lexicon) -> None:
        self.arguments = arguments
        self.lexicon = lexicon
        self._speaker: Claim | None = None
        self._block = -1
        self._quote_open = False
        self.quoted = False

    def enter(self, n: int, sentence: Sentence) -> None:
        """Move on to the next sentence: find its speaker, or keep the last one while it goes on."""
        claim = self._spoken(n, sentence)
        marks = sum(sentence.text.count(m) for m in self.lexicon.quotes_open) - sum(
            sentence.text.count(m) for m in self.lexicon.quotes_close
        )
        self.quoted = self._quote_open
        if claim is not None:
            self._speaker = claim
        elif sentence.block != self._block and not self._quote_open and not self._subjunctive(sentence):
            self._speaker = None
        self._quote_open = (self._quote_open or marks > 0) and marks >= 0
        self._block = sentence.block

    def claim(self, n: int, sentence: Sentence, trigger: Word) -> Claim | None:
        """Who is said to say what `trigger` expresses; None if the article itself says it."""
        node: Word | None = trigger
        while node is not None:
            found = self._prepositional(n, node)
            if found is not None:
                return found
            head = node.head
            if head is not None and node.dep in ("ccomp", "xcomp", "parataxis", "dep", "acl"):
                if verb_lemma(head) in self.lexicon.matrix["report"] and head.pos in ("VERB", "AUX"):
                    return self._subject(n, head)
            for child in node.children:
                if (
                    child.dep in ("parataxis", "ccomp")
                    and child is not trigger
                    and self._reports(child)
                    and child.i != trigger.i
                ):
                    if child.dep == "parataxis" or child.i > node.i:
                        found = self._subject(n, child)
                        if found is not None and not _below(trigger, child):
                            return found
            node = head
        if self._speaker is not None and self._subjunctive(sentence):
            return self._speaker
        return self._speaker if self.quoted else None

    def _spoken(self, n: int, sentence: Sentence) -> Claim | None:
        for word in sentence.words:
            if word.pos in ("VERB", "AUX") and self._reports(word):
                claim = self._subject(n, word)
                if claim is not None:
                    return claim
        for word in sentence.words:
            found = self._prepositional(n, word) if word.pos in ("VERB", "AUX") else None
            if found is not None:
                return found
        return None

    def _reports(self, verb: Word) -> bool:
        return verb.pos in ("VERB", "AUX") and verb_lemma(verb) in self.lexicon.matrix["report"]

    def _subject(self, n: int, verb: Word) -> Claim | None:
        for word in verb_slots(verb, self.lexicon).get("subj", ()):
            hits = self.arguments.actors(n, word)
            if hits:
                return Claim(hit=hits[0])
            if word.pos in ("NOUN", "PROPN"):
                return Claim(text=word.text)
        return None

    def _prepositional(self, n: int, verb: Word) -> Claim | None:
        """ "laut Polizei", "nach Angaben des Ministeriums", "dem Bericht zufolge"."""
        for child in verb.kids("obl", "nmod", "advmod", "dep"):
            cases = set(prepositions(child, self.lexicon))
            if not cases & self.lexicon.attribution_prepositions:
                continue
            noun = (
                child.lemma.lower() in self.lexicon.source_nouns or child.lower in self.lexicon.source_nouns
            )
            if cases <= self.lexicon.ambiguous_attribution and not noun:
                continue
            hits = self.arguments.owners(n, child) if noun else self.arguments.actors(n, child)
            if hits:
                return Claim(hit=hits[0])
            hits = [] if noun else self.arguments.owners(n, child)
            return Claim(hit=hits[0]) if hits else Claim(text=child.text)
        return None

    def _subjunctive(self, sentence: Sentence) -> bool:
        """Whether the main clause stands in the Konjunktiv I of reported speech."""
        root = sentence.root
        parts = [root, *root.kids("aux", "aux:pass", "cop")]
        return any(
            part.lower in self.lexicon.reported_forms or (part.has("Mood=Sub") and part.has("Tense=Pres"))
            for part in parts
        )


def _below(word: Word, top: Word) -> bool:
    return any(a is top for a in word.ancestors())
