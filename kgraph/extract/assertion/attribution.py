"""According to whom: what of an article is said by somebody, and by whom.

Every sentence's own cues (`kgraph.extract.assertion.cues`) come first, then quotations with the speaker before,
behind or between them, then reported speech that goes on without a cue: Konjunktiv I, "demnach", quotes over several
sentences. "Ich" and "wir" in direct speech become mentions of the speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgraph.extract.assertion.cues import Cue, Cues, spans
from kgraph.extract.assertion.status import is_past
from kgraph.extract.assertion.voices import Claim, reported_mood
from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.quotes import quotations
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.model import Span

# Shorter quotations without a verb are names and single words.
_FINITE = ("VerbForm=Fin", "Mood=Ind", "Mood=Sub", "Mood=Imp")


@dataclass(slots=True)
class Said:
    """What one speaker is said to say in one sentence: `words` by position; `cue` is the reporting word."""

    sent: int
    words: frozenset[int]
    claim: Claim
    cue: Word | None = None
    direct: bool = False
    told: bool = False  # the article tells of the speech act itself


@dataclass(slots=True)
class _Quote:
    """A quotation: its words by sentence, and whether it is speech rather than a name."""

    words: dict[int, list[int]]
    speech: bool
    claim: Claim | None = None


class Attribution:
    """The speakers of one article."""

    def __init__(self, arguments: Arguments, lexicon: Lexicon) -> None:
        self.arguments = arguments
        self.lexicon = lexicon
        self.cues = Cues(arguments, lexicon)
        self.said: list[Said] = []
        self._by_sentence: dict[int, list[Said]] = defaultdict(list)

    def read(self) -> None:
        """Find the speakers of the whole article, and add the mentions that "ich" and "wir" make in quotes."""
        sents = self.arguments.reading.sentences
        quotes = self._quotes(sents)
        quoted: dict[int, set[int]] = defaultdict(set)
        for quote in quotes:
            for n, words in quote.words.items():
                if quote.speech:
                    quoted[n].update(words)
        at: dict[int, list[_Quote]] = defaultdict(list)
        for quote in quotes:
            for n in quote.words:
                at[n].append(quote)
        speaker: Claim | None = None
        last: Claim | None = None  # the speaker before the one that a new paragraph has put an end to
        reported = told = False
        block = -1
        waiting: Claim | None = None  # introduced by a colon at the end of the last sentence
        for n, sentence in enumerate(sents):
            if all(w.pos == "PUNCT" for w in sentence.words):
                continue
            self.cues.mend(sentence)
            cues = self.cues.find(n, sentence, frozenset(quoted[n]))
            for cue in cues:
                if cue.claim is None:
                    cue.claim = self._repeated(n, sents, cue.word, speaker) or self._unnamed(n, cue.word)
            before = waiting or (speaker if reported else None)
            self._quoted_in(n, sents, at[n], cues, before, speaker)
            root = sentence.root
            covered: set[int] = set()
            own = None
            for cue in cues:
                if cue.claim is None:
                    continue
                if not (cue.told and self._subjunctive(root)):
                    self._add(Said(n, cue.words, cue.claim, cue.word, told=cue.told))
                if not cue.told:
                    covered |= cue.words
                if own is None or (own.told and not cue.told):
                    own = cue
                if cue.back and n and self._tells(n - 1, sents[n - 1]):
                    self._add(Said(n - 1, frozenset(w.i for w in sents[n - 1].words), cue.claim, cue.word))
            direct = [q for q in at[n] if q.speech and q.claim is not None]
            going_on = False
            if not covered and not direct and not quoted[n]:
                source = waiting or speaker
                if source is None and self._subjunctive(root):
                    source = self._topic(sents, n) or last
                if source is None and self._rumoured(root):
                    source = last
                adverb = self._adverb(sentence)
                if source is None and adverb is not None:
                    source = self._topic(sents, n) or last or Claim(text=adverb.text, sent=n, word=adverb)
                if source is not None and (
                    waiting is not None
                    or self._subjunctive(root)
                    or adverb is not None
                    or (speaker is None and self._rumoured(root))
                    or (sentence.block == block and self._hearsay(root, reported, told))
                ):
                    going_on = True
                    speaker = source
                    if adverb is not None:
                        source = Claim(hit=source.hit, text=source.text, sent=n, word=adverb)
                    self._add(Said(n, frozenset(w.i for w in sentence.words), source))
            waiting = None
            if own is not None and not (own.told and going_on):
                speaker = own.claim
                waiting = next((c.claim for c in cues if c.open), None)
                if waiting is None and sentence.text.rstrip().endswith(":"):
                    waiting = own.claim
            elif direct:
                speaker = direct[-1].claim
            elif not going_on and sentence.block != block:
                speaker = None
            if waiting is None and sentence.text.rstrip().endswith(":"):
                waiting = (
                    self._topic(sents, n + 1)
                    or self._before_colon(n, len(sentence.words))
                    or self._told_by(n, root)
                )
            reported = bool(covered or direct or going_on)
            told = own is not None and own.told
            last = speaker or last
            block = sentence.block
        for quote in quotes:
            if quote.claim is not None:
                for n, words in quote.words.items():
                    self._add(Said(n, frozenset(words), quote.claim, direct=True))
                    if quote.speech:
                        self._first_person(n, sents[n], words, quote.claim)
        for n, inside in sorted(quoted.items()):
            outside = frozenset(w.i for w in sents[n].words) - inside
            if len(outside) < len(sents[n].words):
                for cue in self.cues.find(n, sents[n], outside):
                    if cue.claim is not None:
                        self._add(Said(n, cue.words & inside, cue.claim, cue.word, told=cue.told))

    def claim(self, n: int, trigger: Word) -> Claim | None:
        """Who is said to say what `trigger` of sentence `n` expresses; None if the article itself says it."""
        best: Said | None = None
        for said in self._by_sentence.get(n, ()):
            if said.told or trigger.i not in said.words or said.cue is trigger:
                continue
            if best is None or len(said.words) < len(best.words):
                best = said
        return best.claim if best is not None else None

    def _add(self, said: Said) -> None:
        if said.words:
            self.said.append(said)
            self._by_sentence[said.sent].append(said)

    # --- quotations --------------------------------------------------------------------------------------

    def _quotes(self, sents: list[Sentence]) -> list[_Quote]:
        """The quotations of the article with the words in them."""
        article = self.arguments.reading.article
        blocks = article.blocks or (Span(0, len(article.text)),)
        found: list[_Quote] = []
        n = k = 0
        for span in quotations(article.text, blocks):
            words: dict[int, list[int]] = {}
            while n < len(sents) and sents[n].end <= span.start:
                n, k = n + 1, 0
            m, j = n, k
            while m < len(sents) and sents[m].start < span.end:
                for word in sents[m].words[j:]:
                    if word.start >= span.end:
                        break
                    if word.start >= span.start:
                        words.setdefault(m, []).append(word.i)
                m, j = m + 1, 0
            if words:
                inside = [sents[m].words[i] for m, row in words.items() for i in row]
                found.append(_Quote(words, _speech(inside)))
        return found

    def _quoted_in(
        self,
        n: int,
        sents: list[Sentence],
        quotes: list[_Quote],
        cues: list[Cue],
        before: Claim | None,
        speaker: Claim | None,
    ) -> None:
        """Give the quotations that stand in sentence `n` their speakers."""
        sentence = sents[n]
        for quote in quotes:
            if quote.claim is not None:
                continue
            inside = set(quote.words[n])
            ranked = sorted(
                (-len(inside & cue.words), min(abs(cue.word.i - i) for i in inside), cue.word.i)
                for cue in cues
                if cue.claim is not None and (cue.words & inside or quote.speech)
            )
            if ranked:
                chosen = next(c for c in cues if c.word.i == ranked[0][2] and c.claim is not None)
                quote.claim = chosen.claim
                if quote.speech:
                    chosen.words = frozenset(chosen.words | inside)
                    chosen.told = False
                continue
            if not quote.speech:
                verb = _verb_of(sentence.words[min(inside)])
                if before is not None and self._subjunctive(sentence.root):
                    quote.claim = before
                elif verb is not None:
                    quote.claim = self.cues.speaker(n, verb)
                    word = quote.claim.word if quote.claim is not None else None
                    if (
                        quote.claim is None
                        or quote.claim.hit is None
                        or (word is not None and word.i in inside)
                    ):
                        quote.claim = speaker
                continue
            if n == max(quote.words):
                rest = [w for w in sentence.words if w.i not in inside and w.pos != "PUNCT"]
                comma = any(sentence.words[i].text == "," for i in sorted(inside)[-2:])
                behind = self._behind(n, sents, comma)
                quote.claim = behind or before
                if quote.claim is None and not rest:
                    quote.claim = speaker or self._topic(sents, n)
                elif quote.claim is None:
                    # "Anders Merkel: …", "Dazu Merkel: …" and verbs that we do not know
                    verb = _verb_of(rest[0])
                    colon = next((w.i for w in sentence.words[: min(inside)] if w.text == ":"), 0)
                    named = self._before_colon(n, colon) if colon else None
                    found = self.cues.speaker(n, verb) if verb is not None and verb.i not in inside else None
                    quote.claim = named or found or speaker

    def _before_colon(self, n: int, colon: int) -> Claim | None:
        """ "Die Sprecherin: …", "Fazit von X: …": the last actor named before the colon."""
        for hit in reversed(self.arguments.reading.hits[n]):
            if hit.last < colon and hit.actor is not None and hit.ent is not None:
                if hit.ent.type == "person" or hit.last >= colon - 2:
                    return Claim(hit=hit, sent=n, word=hit.head)
        return None

    def _told_by(self, n: int, root: Word) -> Claim | None:
        """Who speaks behind a colon: the subject of the verb before it, a thing only of a verb that reports."""
        claim = self.cues.speaker(n, root) if root.pos == "VERB" else None
        return claim if claim is not None and (claim.hit is not None or self.cues.reports(root)) else None

    def _behind(self, n: int, sents: list[Sentence], comma: bool) -> Claim | None:
        """ "„…!“, rief X" where the sentence was split behind the quotation; `comma`: it ended with a comma."""
        for m in range(n + 1, min(n + 3, len(sents))):
            if sents[m].block != sents[n].block:
                return None
            words = [w for w in sents[m].words if w.pos != "PUNCT"]
            if not words:
                continue
            comma = comma or any(w.text == "," for w in sents[m].words[: words[0].i])
            reports = words[0].pos in ("VERB", "AUX") and self.cues.reports(words[0])
            if comma or reports or words[0].lower in self.lexicon.attribution["so"]:
                found = self.cues.find(m, sents[m], frozenset(w.i for w in words[8:]))
                return found[0].claim if found else None
            return None
        return None

    def _first_person(self, n: int, sentence: Sentence, words: list[int], claim: Claim) -> None:
        if claim.hit is None or claim.hit.ent is None:
            return
        for i in words:
            word = sentence.words[i]
            if word.lower in self.lexicon.first_singular or word.lower in self.lexicon.first_plural:
                if word.pos in ("PRON", "DET") and self.arguments.reading.hit(n, word) is None:
                    hit = Hit(n, i, i, word, word.text, "pronoun", claim.hit.ent.type)
                    hit.ent, hit.antecedent = claim.hit.ent, claim.hit
                    self.arguments.reading.put(hit)
        self.arguments.reading.hits[n].sort(key=lambda h: h.first)

    # --- speech that goes on -----------------------------------------------------------------------------

    def _repeated(self, n: int, sents: list[Sentence], verb: Word, speaker: Claim | None) -> Claim | None:
        """The speaker whom "er sagte" means where the pronoun was left open: the one before, or who the
        sentence before is about."""
        subject = verb.child("nsubj")
        while subject is None and verb.dep == "conj" and verb.head is not None:
            verb = verb.head
            subject = verb.child("nsubj")
        genders = self.lexicon.pronouns.get(subject.lower) if subject is not None else None
        if subject is None or genders is None:
            return None
        for claim in (speaker, self._topic(sents, n)):
            if claim is None or (claim.hit is not None and not _fits(claim.hit, genders)):
                continue
            if claim.hit is None:
                return Claim(text=claim.text, sent=n, word=subject)
            hit = self.arguments.reading.hit(n, subject)
            if hit is None:
                hit = Hit(n, subject.i, subject.i, subject, subject.text, "pronoun", claim.hit.label)
                hit.ent, hit.antecedent = claim.hit.ent, claim.hit
                self.arguments.reading.put(hit)
                self.arguments.reading.hits[n].sort(key=lambda h: h.first)
            return Claim(hit=hit, sent=n, word=subject)
        return None

    def _unnamed(self, n: int, verb: Word) -> Claim | None:
        """Somebody whom a pronoun leaves open speaks all the same: it is not the article that says so."""
        subject = verb.child("nsubj")
        if subject is None or subject.lower not in self.lexicon.pronouns:
            return None
        return Claim(text=subject.text, sent=n, word=subject)

    def _tells(self, n: int, sentence: Sentence) -> bool:
        """Whether what a sentence says is the article's own so far: "das bestätigte X" then speaks of it."""
        root = sentence.root.i
        told = (s.words for s in self._by_sentence.get(n, ()) if not s.told)
        return not sentence.title and not any(root in words for words in told)

    def _topic(self, sents: list[Sentence], n: int) -> Claim | None:
        """The actor that the sentence before sentence `n` is about: its subject."""
        if n < 1 or sents[n - 1].title:
            return None
        for verb in sents[n - 1].root.conjuncts():
            for word in verb.kids("nsubj", "nsubj:pass"):
                for hit in self.arguments.actors(n - 1, word):
                    if hit.ent is not None and hit.kind != "place":
                        return Claim(hit=hit, sent=n - 1, word=word)
        return None

    def _subjunctive(self, root: Word) -> bool:
        """Whether the main clause stands in the Konjunktiv I of reported speech."""
        return any(reported_mood(part, self.lexicon) for part in _finite(root))

    def _hearsay(self, root: Word, reported: bool, told: bool) -> bool:
        """Forms that carry reported speech on where it has begun: "soll", and, right behind it, Konjunktiv II
        (behind a speech act that the article only tells of, not "könnte": that may be the article's own)."""
        for part in _finite(root):
            if part.dep == "aux" and part.lemma.lower() in self.lexicon.attribution["carrying"]:
                return True
            if part.has("Mood=Sub") and (
                reported or (told and part.lemma.lower() not in self.lexicon.possible_modals)
            ):
                return True
        return False

    def _rumoured(self, root: Word) -> bool:
        """ "Er soll geflohen sein": of what is past, "sollen" can only tell what others say."""
        modal = any(p.dep == "aux" and p.lemma.lower() in self.lexicon.hearsay for p in root.kids("aux"))
        return modal and any(
            p.lemma.lower() in self.lexicon.perfect_aux and p.has("VerbForm=Inf") for p in root.children
        )

    def _adverb(self, sentence: Sentence) -> Word | None:
        """ "Demnach", "demzufolge": the word that takes the last speaker up again."""
        carry = self.lexicon.attribution["carry"]
        found = next((w for w in sentence.words[:12] if w.lower in carry), None)
        then = found is not None and found.lower in self.lexicon.attribution["then"]
        if then and is_past(sentence.root, self.lexicon) and not self._subjunctive(sentence.root):
            return None  # "danach besuchte er X"
        return found


def speakers(sentences: Sequence[Sentence], said: Iterable[Said]) -> list[tuple[tuple[Span, ...], Claim]]:
    """What is quoted or reported, as stretches of the text, and whose words it is; in the order of the text."""
    found = []
    for one in said:
        words = sentences[one.sent].words
        parts = tuple(Span(words[a].start, words[b].end) for a, b in spans(one.words))
        found.append((parts, one.claim))
    return sorted(found, key=lambda row: (row[0][0].start, row[0][-1].end))


def _fits(hit: Hit, genders: frozenset[str]) -> bool:
    """Whether a pronoun of these genders can mean a speaker."""
    if hit.ent is None:
        return False
    if hit.ent.type == "person" and hit.ent.gender is None:
        return bool(genders & {"m", "f"})
    return hit.ent.gender in genders


def _speech(words: list[Word]) -> bool:
    """Whether quoted words are a clause: several, with a finite verb."""
    return len(words) > 2 and any(
        w.pos in ("VERB", "AUX")
        and (any(w.has(f) for f in _FINITE) or w.tag in ("VBD", "VBZ", "VBP", "MD", "VB"))
        for w in words
    )


def _verb_of(word: Word) -> Word | None:
    node: Word | None = word
    while node is not None and node.pos not in ("VERB", "AUX"):
        node = node.head
    return node


def _finite(root: Word) -> list[Word]:
    return [root, *root.kids("aux", "aux:pass", "cop")]
