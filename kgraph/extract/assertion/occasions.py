"""When and where an event took place: the time and the place that stand in its clause, or nearest to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kgraph.extract.assertion.status import is_past, tense_of
from kgraph.extract.dates.timecalc import Tense
from kgraph.extract.dates.times import TimeGrammar, TimeSpan
from kgraph.extract.entities.actors import Hit, without_genitive
from kgraph.extract.entities.marked import Reading
from kgraph.extract.grammar.clauses import clause_of, finite_parts, is_finite, prepositions, verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.model import Status

# How many words before a time may say up to when ("bis zu seinem Prozess im März") or since when it is a record.
_REACH = 6
# Days of all seasons and of several weekdays: what lies ahead on each of them lies ahead on any.
_ANY_DAYS = (date(2024, 1, 31), date(2024, 5, 3), date(2024, 7, 15), date(2024, 10, 20))


@dataclass(slots=True)
class Occasions:
    """Tells times and places in one article."""

    reading: Reading
    grammar: TimeGrammar
    lexicon: Lexicon
    _spans: dict[tuple[int, Tense | None], list[TimeSpan]] = field(default_factory=dict)

    def time(
        self, n: int, trigger: Word, verb: Word | None, status: Status
    ) -> tuple[TimeSpan | None, Status]:
        """The time of an event in sentence `n`, and its status as that tells it: what is told in the present
        of a day to come is planned. `verb` is the one that carries the event."""
        sentence = self.reading.sentences[n]
        if verb is None and trigger.child("cop") is not None:
            verb = trigger  # "It was the first visit"
        tense = None if sentence.title else self._tense(trigger, verb, status)
        clause = clause_of(trigger)
        while (
            clause.dep in ("xcomp", "advcl")
            and clause.head is not None
            and not any(is_finite(p) for p in finite_parts(clause))
        ):
            clause = clause.head  # "reist am Freitag ab, um zu verhandeln"
        rows = []
        for span in self._find(n, sentence, tense):
            told = self._belongs(_top(sentence, span), trigger)
            if self._counts_back(sentence, span) or self._reporting(told, clause):
                continue
            rows.append((told is not clause, abs(span.start - trigger.start), span.start, span))
        if not rows:
            return None, status
        other, _, start, time = min(rows)
        if other and tense is not None:
            # the tense of the event's clause is not that of the time's
            time = next((s for s in self._find(n, sentence, None) if s.start == start), time)
        open_ = status == "actual" and not other and (verb is None or not is_past(verb, self.lexicon))
        # last, for without a day of publication it reads the sentence anew for several days
        if open_ and not self._until(sentence, time) and self._ahead(sentence, time):
            return time, "planned"
        return time, status

    def _ahead(self, sentence: Sentence, time: TimeSpan) -> bool:
        """Whether a time lies behind the day of publication; if nobody knows that day, whether it does on any:
        "morgen", but not "am Freitag"."""
        article, first = self.reading.article, time.when.first
        if article.published is not None or first is not None:
            return article.published is not None and first is not None and first > article.published
        return all(
            any(
                span.start == time.start and span.when.first is not None and span.when.first > day
                for span in self.grammar.find(article.text, sentence.start, sentence.end, day)
            )
            for day in _ANY_DAYS
        )

    def _tense(self, trigger: Word, verb: Word | None, status: Status) -> Tense | None:
        """Which of several days a time means: the next one, the last one, or the nearest (None)."""
        if status in ("planned", "hypothetical"):
            return "future"
        if set(prepositions(trigger, self.lexicon)) & self.lexicon.status["given"]:
            return "past"  # "nach dem Angriff am 7. Oktober"
        if verb is None or (verb is not trigger and trigger.dep in ("obl", "nmod")):
            return None
        return tense_of(verb, self.lexicon)

    def _find(self, n: int, sentence: Sentence, tense: Tense | None) -> list[TimeSpan]:
        key = (n, tense)
        if key not in self._spans:
            article = self.reading.article
            self._spans[key] = self.grammar.find(
                article.text, sentence.start, sentence.end, article.published, tense
            )
        return self._spans[key]

    def _belongs(self, word: Word, trigger: Word) -> Word:
        """What a time or a place says when or where of: the verb of its clause, or the noun or participle that it
        hangs on, unless that is the trigger or only says what the place is ("im Norden von X")."""
        node = word
        while node.head is not None:
            head = node.head
            if head is trigger:
                break
            if head.pos in ("VERB", "AUX") and head.dep != "amod":
                return head
            own = head.dep == "amod" or (head.pos == "NOUN" and head.child("cop") is None)
            if (
                own
                and node.dep in ("nmod", "obl")
                and not self.lexicon.is_area(head.lemma.lower(), head.lower)
            ):
                return head
            node = head
        return clause_of(node)

    def _reporting(self, told: Word, clause: Word) -> bool:
        """Whether a time says when somebody reported the event: "…, teilte der Kreml am Montag mit"."""
        return told is not clause and verb_lemma(told) in self.lexicon.matrix["report"]

    def _counts_back(self, sentence: Sentence, span: TimeSpan) -> bool:
        """ "das erste Treffen seit 2004", "the first visit in nine years": what has not been for so long."""
        inside, lists = _inside(sentence, span), self.lexicon.status
        begun = bool(inside) and inside[0].lower in lists["record_since"]
        within = bool(inside) and inside[0].lower in lists["record_within"]
        if not begun and not (
            within and any(w.pos == "NUM" and not (w.text.isdigit() and len(w.text) == 4) for w in inside)
        ):
            return False
        return any(
            w.has("Degree=Sup") or w.tag == "JJS" or w.lemma.lower() in self.lexicon.ordinals
            for w in self._before(sentence, span, 2 * _REACH)
        )

    def _until(self, sentence: Sentence, span: TimeSpan) -> bool:
        """Whether something lasts up to a time: "bleibt bis zu seinem Prozess im März in Haft"."""
        near = [*self._before(sentence, span, _REACH), *_inside(sentence, span)[:1]]
        return any(w.lower in self.lexicon.status["until"] for w in near)

    def _before(self, sentence: Sentence, span: TimeSpan, reach: int) -> list[Word]:
        """The words before a time, up to the last sign."""
        words = [w for w in sentence.words if w.start < span.start][-reach:]
        cut = max((k for k, w in enumerate(words) if w.pos == "PUNCT"), default=-1)
        return words[cut + 1 :]

    # --- places ------------------------------------------------------------------------------------------

    def place(self, n: int, trigger: Word, ends: tuple[Hit, Hit]) -> str | None:
        """Where an event took place: the nearest place behind "in", "bei", "at", those in its clause first."""
        sentence = self.reading.sentences[n]
        clause = clause_of(trigger)
        near = [
            (
                self._belongs(hit.head, trigger) is not clause,
                abs(hit.first - trigger.i),
                hit.first,
                _named(hit),
            )
            for hit in self.reading.hits[n]
            if self._is_place(hit)
            and (hit not in ends or (hit.kind == "place" and hit.head.head is trigger))
            and self._where(sentence, hit)
            if not _foreign(self._belongs(hit.head, trigger), clause)
        ]
        return min(near)[3] if near else None

    def _is_place(self, hit: Hit) -> bool:
        if hit.kind == "place" or hit.label == "capital":
            return True
        return (
            hit.kind == "name"
            and hit.ent is not None
            and hit.ent.type == "country"
            and hit.label != "adjective"
        )

    def _where(self, sentence: Sentence, hit: Hit) -> bool:
        """Whether a name stands behind a preposition of place, perhaps with what it is: "in der Stadt X"."""
        k = hit.first - 1
        while k >= 0 and (
            sentence.words[k].pos in ("DET", "ADJ", "NUM")
            or sentence.words[k].lower in self.lexicon.articles
            or self.lexicon.is_area(sentence.words[k].lemma.lower(), sentence.words[k].lower)
        ):
            k -= 1
        word = sentence.words[k].lower if k >= 0 else ""
        between = sentence.words[k + 1 : hit.first]
        if word in self.lexicon.status["onto"] and any(w.has("Case=Acc") for w in between):
            return False  # "auf den Nahen Osten gerichtet"
        return self.lexicon.contracted.get(word, word) in self.lexicon.scene


def _named(hit: Hit) -> str:
    """A place without the ending that its genitive has ("im Norden Syriens")."""
    genitive = hit.head.has("Case=Gen") or (hit.head.dep == "nmod" and hit.head.child("case") is None)
    return without_genitive(hit.text) if genitive else hit.text


def _foreign(word: Word, clause: Word) -> bool:
    """Whether something belongs to a noun beside the event: "17 Kraftwerke in Schweden"."""
    return word is not clause and word.pos in ("NOUN", "ADJ") and word.child("cop") is None


def _inside(sentence: Sentence, span: TimeSpan) -> list[Word]:
    return [w for w in sentence.words if span.start <= w.start < span.end]


def _top(sentence: Sentence, span: TimeSpan) -> Word:
    """The word of a time that the others hang on."""
    words = _inside(sentence, span) or sentence.words[:1]
    return next((w for w in words if w.head is None or w.head not in words), words[0])
