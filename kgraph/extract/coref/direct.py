"""Direct speech, as far as it tells who a pronoun is not: in "X sagte: „Er ist müde.“" it is not X."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.quotes import quotations
from kgraph.extract.language.syntax import Word
from kgraph.model import Span

# Shorter quotations are names and single words.
_SPEECH = 4


class DirectSpeech:
    """The quotations of one article that are whole clauses."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._span_at: dict[tuple[int, int], Span] = {}
        blocks = reading.article.blocks or (Span(0, len(reading.article.text)),)
        n = 0
        for span in quotations(reading.article.text, blocks):
            while n < len(reading.sentences) and reading.sentences[n].end <= span.start:
                n += 1
            words = list(self._words(n, span))
            if len(words) >= _SPEECH and any(w.pos in ("VERB", "AUX") for _, w in words):
                self._span_at.update({(m, w.i): span for m, w in words})

    def _words(self, n: int, span: Span) -> Iterator[tuple[int, Word]]:
        sentences = self.reading.sentences
        while n < len(sentences) and sentences[n].start < span.end:
            yield from ((n, w) for w in sentences[n].words if span.start <= w.start < span.end)
            n += 1

    def span(self, n: int, word: Word) -> Span | None:
        """The quotation that a word of sentence n stands in."""
        return self._span_at.get((n, word.i))

    def around(self, n: int, word: Word) -> Iterator[Hit]:
        """The mentions right before and behind the quotation that a word of sentence n stands in."""
        span = self._span_at.get((n, word.i))
        if span is None:
            return
        sentences, hits = self.reading.sentences, self.reading.hits
        opened = next(m for m in range(n, -1, -1) if sentences[m].start <= span.start or not m)
        before = [h for h in hits[opened] if sentences[opened].words[h.first].start < span.start]
        if not before and opened and sentences[opened - 1].text.rstrip().endswith(":"):
            before = hits[opened - 1]
        yield from before
        closed = next((m for m in range(n, len(sentences)) if sentences[m].end >= span.end), n)
        yield from (h for h in hits[closed] if sentences[closed].words[h.first].start >= span.end)
