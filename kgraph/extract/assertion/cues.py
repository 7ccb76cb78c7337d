"""Who is said to say what, inside one sentence: reporting verbs and nouns, "laut", "so X", "wie X mitteilte"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kgraph.extract.assertion.voices import NOMINAL, Claim, Voices, inside, reported_mood
from kgraph.extract.grammar.clauses import is_passive, prepositions, verb_lemma, verb_slots
from kgraph.extract.language.syntax import Sentence, Word

# A sentence of a list or a table may have any number of verbs; no real one has more that report.
MOST = 24
_CONTENT = ("ccomp", "csubj", "csubj:pass")


@dataclass(slots=True)
class Cue:
    """Words that attribute: `words` of the sentence are what is said, `own` are those of the cue itself.
    A cue with `open` stands before a colon at the end: what it introduces follows in the next sentence.
    `told`: the article tells of the speech act itself, nothing in `words` rests on the speaker alone.
    `back`: "das sagte X": what is said stands in the sentence before."""

    word: Word
    claim: Claim | None
    words: frozenset[int]
    own: frozenset[int] = field(default_factory=frozenset)
    open: bool = False
    told: bool = False
    back: bool = False


class Cues(Voices):
    """Finds the cues of sentences in one language."""

    def find(self, n: int, sentence: Sentence, skip: frozenset[int]) -> list[Cue]:
        """The cues of sentence `n` in the order of the text; none headed by a word of `skip` (quoted words)."""
        found: list[Cue] = []
        for word in sentence.words:
            if word.i in skip or len(found) >= MOST:
                continue
            if word.pos in ("VERB", "AUX") or word.child("cop") is not None:
                cue = self._verb(n, sentence, word)
            elif word.lower in self.words["so"]:
                cue = self._so(n, sentence, word, skip)
            else:
                cue = None
            if cue is None and word.pos in NOMINAL:
                cue = self._phrase(n, word) or self._noun(n, word)
            if cue is not None:
                found.append(cue)
        return found

    # --- verbs -------------------------------------------------------------------------------------------

    def _verb(self, n: int, sentence: Sentence, verb: Word) -> Cue | None:
        if not self.reports(verb):
            return None
        words: set[int] = set()
        said = [c for c in verb.kids(*_CONTENT) if not self._aside(c)]
        said += [c for c in verb.kids("xcomp") if c.pos in ("VERB", "AUX")]
        said += [c for c in verb.kids("parataxis") if not self.reports(c) and not self._aside(c)]
        for noun in verb.kids("nsubj", "nsubj:pass", "obj", "obl", "advmod", "expl"):
            said += [c for c in noun.kids("acl", "ccomp") if noun.pos != "PROPN" and _clausal(c)]
        for clause in said:
            words.update(w.i for w in clause.subtree())
        own = {w.i for w in verb.subtree()} - words
        head = verb.head
        loose = verb.dep == "parataxis" or (verb.dep == "conj" and verb.child("cc") is None)
        if not words and head is not None and (self._aside(verb) or loose):
            if not loose or self._inserted(sentence, verb):
                top = _clause_top(head)
                words = {w.i for w in top.subtree()} - own
        opens = False
        if not words:
            words, opens = self._by_punctuation(sentence, verb)
        claim = self.speaker(n, verb)
        if claim is None and words and not is_passive(verb) and verb.child("nsubj", "expl") is None:
            claim = self._nearest(n, sentence, verb)
        told = not words and not opens
        if told:
            if claim is None or (verb.dep == "xcomp" and not verb.has("VerbForm=Fin")):
                return None
            words = own
        reacts = self.lemma(verb) in self.words["reacting"]  # "das lehnte X ab": X has not said it
        back = not reacts and any(
            c.lower in self.words["pointing"] and (told or (c.i < verb.i and c.dep.startswith("nsubj")))
            for c in verb.kids("obj", "nsubj", "nsubj:pass", "obl", "advmod")
        )
        return Cue(verb, claim, frozenset(words), frozenset(own), opens, told, back)

    def _aside(self, verb: Word) -> bool:
        """ "wie X mitteilte", "as X put it": a clause that reports the one it hangs on."""
        first = min((c.i for c in verb.children), default=verb.i)
        return verb.dep in ("advcl", "parataxis", "ccomp", "acl") and any(
            c.lower in self.words["as"] and (c.i == first or c.dep in ("mark", "advmod"))
            for c in verb.children
        )  # fmt: skip

    def _inserted(self, sentence: Sentence, verb: Word) -> bool:
        """Whether a reporting clause follows or interrupts what is said: "…, sagte X", "…, Macron said"."""
        first = min(w.i for w in verb.subtree() if w.pos != "PUNCT")
        if self.lexicon.lang == "de":
            first = verb.i
            if first > 1 and sentence.words[first - 1].lower in self.words["so"]:
                first -= 1  # "…, so vermutet die Zeitung"
        return (
            first > 0
            and sentence.words[first - 1].pos == "PUNCT"
            and sentence.words[first - 1].text not in ";:"
        )

    def _by_punctuation(self, sentence: Sentence, verb: Word) -> tuple[set[int], bool]:
        """What is said, where the tree does not tell: before ", sagte X", after "X sagte:" or "X sagte, …"."""
        words = sentence.words
        if (
            0 < verb.i < len(words) - 1
            and words[verb.i - 1].pos == "PUNCT"
            and words[verb.i - 1].text not in ":;("
        ):
            before = {w.i for w in words[: verb.i - 1]}
            if any(words[i].pos in ("VERB", "AUX") for i in before):
                return before, False
        for k in range(verb.i + 1, len(words)):
            text = words[k].text
            if text == ":":
                after = {w.i for w in words[k + 1 :] if w.pos != "PUNCT"}
                return after, not after
            if text == "," and k + 1 < len(words):
                rest = words[k + 1 :]
                opener = rest[0].lower in self.words["that"]
                mood = any(reported_mood(w, self.lexicon) or w.has("Mood=Sub") for w in rest[:12])
                if opener or mood:
                    return {w.i for w in rest}, False
                return set(), False
        return set(), False

    def speaker(self, n: int, verb: Word) -> Claim | None:
        """The subject of a reporting verb, the agent of its passive, or the source of "hieß es aus …"."""
        slots = verb_slots(verb, self.lexicon)
        lemma = self.lemma(verb)
        order = ["subj"]
        own = verb.kids("nsubj", "nsubj:pass", "csubj")
        pointed = any(w.lower in self.words["pointing"] and w.i < verb.i for w in own)
        late = [w for w in verb.kids("nsubj", "obj") if w.i > verb.i]
        if (
            late
            and not is_passive(verb)
            and (pointed or (not own and inside(self.arguments.reading.sentences[n], verb)))
        ):
            slots = {**slots, "subj": late}
        elif "subj" not in slots and verb.i and not is_passive(verb):
            order = ["subj", "obj"]  # "…, teilte später der Direktor mit": the parser errs on what comes late
        if lemma in self.words["quoted"]:
            order = ["obj", "subj"]
        candidates = [
            claim
            for name in order
            for word in slots.get(name, ())
            if (claim := self.source(n, word)) is not None
            and (claim.hit is not None or self.is_message(word) or not self.happens(word))
        ]
        if candidates and candidates[0].hit is None and self.lexicon.lang == "de":
            # "Eine Verschiebung nannte X …": names do not show their case, so the object may be the speaker
            behind = [w for w in verb.kids("obj", "nsubj") if verb.i < w.i < verb.i + 4]
            named = [c for w in behind if (c := self.source(n, w)) is not None and c.hit is not None]
            if named and candidates[0].word is not None and candidates[0].word.i < verb.i:
                return named[0]
        if candidates:
            return candidates[0]
        for word in verb.kids("obl", "nmod", "dep"):
            cases = set(prepositions(word, self.lexicon))
            passive = is_passive(verb) and lemma not in self.words["impersonal"]
            plain = not passive or self.is_message(word)
            if cases & self.words["from" if plain else "issued"] and (
                lemma in self.words["impersonal"]
                or passive
                or pointed
                or not slots.get("subj")
                or all(w.lower in self.words["expletive"] for w in slots["subj"])
            ):
                claim = self.source(n, word, place=True)
                if claim is not None:
                    return claim
        return None

    def _nearest(self, n: int, sentence: Sentence, verb: Word) -> Claim | None:
        """The speaker where the tree has lost the subject: the actor that the sentence begins with, or the
        first one behind an inserted verb."""
        words = sentence.words
        if verb.i and words[verb.i - 1].pos == "PUNCT" and self.lexicon.lang == "de":
            order = [h for h in self.arguments.reading.hits[n] if verb.i < h.first < verb.i + 7]
        else:
            order = [h for h in self.arguments.reading.hits[n] if h.last < verb.i and h.first < 4]
        for hit in order:
            if hit.actor is not None and hit.kind in ("name", "role", "pronoun", "noun"):
                if not any(words[k].text in ",;:" for k in range(verb.i + 1, hit.first)):
                    return Claim(hit=hit, sent=n, word=hit.head)
        return None

    # --- nouns and phrases -------------------------------------------------------------------------------

    def _noun(self, n: int, noun: Word) -> Cue | None:
        """ "die Aussage des Ministers, dass …", "vertrat die Ansicht, …": whose noun it is, or who utters it."""
        lemma = noun.lemma.lower()
        if lemma not in self.lexicon.source_nouns and lemma not in self.words["message_nouns"]:
            return None
        said = [c for c in noun.kids("acl", "ccomp", "parataxis") if _clausal(c)]
        verb = noun.head
        if not said:
            # "übte Kritik an …", "erhob Vorwürfe": a speech act, told by the article
            if verb is None or noun.dep != "obj" or verb_lemma(verb) not in self.lexicon.matrix["light"]:
                return None
            teller = self.speaker(n, verb)
            act = frozenset(w.i for w in verb.subtree())
            return Cue(verb, teller, act, act, told=True) if teller is not None else None
        words = {w.i for clause in said for w in clause.subtree()}
        owners = self.arguments.owners(n, noun)
        claim: Claim | None
        if owners:
            claim = Claim(hit=owners[0], sent=n, word=owners[0].head)
        else:
            if verb is None or verb.pos != "VERB" or noun.dep.startswith("nsubj"):
                return None
            claim = self.speaker(n, verb)
        return Cue(noun, claim, frozenset(words)) if claim is not None else None

    def _phrase(self, n: int, noun: Word) -> Cue | None:
        """ "laut Polizei", "nach Angaben des Ministeriums", "dem Bericht zufolge", "according to X"."""
        cases = set(prepositions(noun, self.lexicon))
        view = self._is_view(noun, cases)
        if not view and not cases & self.lexicon.attribution_prepositions:
            return None
        # "nach Merkels Ansicht": the preposition may hang on the genitive in front
        paper = noun.head if noun.dep.startswith("nmod") and noun.head is not None else None
        genitive = paper is not None and paper.i > noun.i and self.is_message(paper)
        source = view or genitive or self.is_message(noun)
        if (
            not view
            and cases <= self.lexicon.ambiguous_attribution
            and not self.is_after(paper if genitive and paper else noun)
        ):
            return None  # "nach dem Urteil" tells when
        if not source and cases <= self.lexicon.ambiguous_attribution:
            return None
        head = noun.head
        while (
            head is not None and head.pos in ("NOUN", "PROPN", "ADJ", "ADV", "PRON") and head.head is not None
        ):
            if head.child("cop") is not None or head.child("nsubj") is not None:
                break
            head = head.head
        if head is None:
            return None
        own = {w.i for w in noun.subtree()}
        claim = self._viewer(n, noun) if view else self.source(n, noun)
        if source and any(c.lemma.lower() in self.words["self"] for c in noun.children):
            claim = self._subject(n, head) or claim
        if claim is None:
            return None
        return Cue(noun, claim, frozenset(w.i for w in head.subtree()) - own, frozenset(own))

    def _is_view(self, noun: Word, cases: set[str]) -> bool:
        """ "aus Sicht von X", "in den Augen des Ministers"."""
        forms = {noun.lemma.lower(), noun.lower}
        return bool(cases & self.words["views_in"] and forms & self.words["views"])

    def _viewer(self, n: int, noun: Word) -> Claim | None:
        hit = next((h for h in self.arguments.owners(n, noun) if h.kind != "place"), None)
        return Claim(hit=hit, sent=n, word=noun) if hit is not None else None

    def _subject(self, n: int, verb: Word) -> Claim | None:
        for word in verb_slots(verb, self.lexicon).get("subj", ()):
            claim = self.source(n, word)
            if claim is not None:
                return claim
        return None

    def _so(self, n: int, sentence: Sentence, so: Word, skip: frozenset[int]) -> Cue | None:
        """ "…, so der Minister": an adverb with a bare noun phrase behind a comma or a quotation."""
        words = sentence.words
        before = words[so.i - 1] if so.i else None
        if before is not None and before.pos != "PUNCT":
            return None
        head: Word | None = None
        for k in range(so.i + 1, min(len(words), so.i + 9)):
            word = words[k]
            if word.pos in NOMINAL and word.i not in skip:
                head = word
                break
            if word.pos not in ("DET", "ADJ", "ADV", "NUM", "ADP") or (word.pos == "ADP" and k == so.i + 1):
                return None
        if head is None:
            return None
        while head.head is not None and head.head.i > so.i and head.head.pos in NOMINAL:
            head = head.head
        last = max((w.i for w in head.subtree()), default=head.i)
        behind = words[head.i + 1] if head.i + 1 < len(words) else None
        if behind is not None and behind.pos in ("VERB", "AUX"):
            return None  # "so war es": an ordinary clause
        claim = self.source(n, head)
        if claim is None:
            return None
        own = frozenset(range(so.i, last + 1)) if last < len(words) else frozenset((so.i, head.i))
        return Cue(head, claim, frozenset(w.i for w in words) - own, own)


def _clausal(word: Word) -> bool:
    """Whether a dependent of a noun is a clause with a verb of its own, and no relative clause."""
    return word.pos in ("VERB", "AUX", "ADJ", "NOUN") and any(
        c.dep == "mark" or c.dep.startswith("nsubj") for c in word.children
    ) and not any(c.has("PronType=Rel") for c in word.subtree()[:3])  # fmt: skip


def _clause_top(word: Word) -> Word:
    """The head of the clause that an inserted reporting clause hangs on."""
    node = word
    while node.head is not None and node.pos not in ("VERB", "AUX") and node.child("cop", "nsubj") is None:
        node = node.head
    return node


def spans(words: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring word positions, both ends inclusive."""
    run: list[int] = []
    for i in sorted(words):
        if run and i != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(i)
    if run:
        yield run[0], run[-1]
