"""So many actors of one kind that were named before: "die beiden", "beide Länder", "die drei Minister"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice

from kgraph.extract.coref.antecedents import Antecedents
from kgraph.extract.coref.referents import Referent, groups, top
from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Knowledge


class Several:
    """Resolves words for more than one actor in one article."""

    def __init__(
        self,
        reading: Reading,
        knowledge: Knowledge,
        lexicon: Lexicon,
        antecedents: Antecedents,
        types: Callable[[str], tuple[str, ...]],
    ) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.antecedents = antecedents
        self._types = types

    def meant(self, n: int, word: Word, count: int) -> Referent | None:
        """ "die beiden", "beide Länder", "die drei Minister": so many of one kind, nearest first."""
        kind = self._kind(n, word)
        if kind is None:
            return None
        clause = self.antecedents.subject_of_clause(n, word, {"m", "f", "n"})
        acting = clause.key if clause is not None else frozenset()
        for _, hits in self.antecedents.before(n, word.i):
            rows = [h for h in hits if h.ent is not None and id(h.ent) not in acting]
            for group in groups(rows):
                if len(group.ents) == count and all(_is(ent, kind) for ent in group.ents):
                    return group
            if kind in ("country", "side") and any(_is(h.ent, kind) for h in rows):  # type: ignore[arg-type]
                break  # of countries, only the nearest sentence that names any
            if kind not in ("person", "country", "side"):
                continue
            found = self._all(rows, kind)
            if found is not None and len(found.ents) > count:
                led = [h for h in rows if top(h.head).dep.startswith(("nsubj", "obj", "obl", "iobj"))]
                found = self._all(led, kind)
            if found is not None and len(found.ents) == count:
                return found
        chief = self._protagonists(n, count, kind)
        if chief is not None or kind == "person":
            return chief
        for _, hits in islice(self.antecedents.before(n, word.i), 2):
            found = self._all([h for h in hits if id(h.ent) not in acting], kind)
            if found is not None and len(found.ents) == count:
                return found
        if kind == "side" and "party" in self._types(word.lemma.lower()):
            return self._protagonists(n, count, "party")  # "beide Parteien": no sides, but parties
        return None

    def _protagonists(self, n: int, count: int, kind: str) -> Referent | None:
        """So many of a kind as the article is about: they stand in the headline or are named most often."""
        sentences = self.reading.sentences
        titled = [h for m, hits in enumerate(self.reading.hits) if sentences[m].title and m < n for h in hits]
        found = self._all(titled, kind)
        if found is not None and len(found.ents) == count:
            return found
        tally: Counter[int] = Counter()
        first: dict[int, Referent] = {}
        for hits in self.reading.hits[: n + 1]:
            for hit in hits:
                single = self._all([hit], kind)
                if single is not None:
                    tally[id(single.ents[0])] += 1
                    first.setdefault(id(single.ents[0]), single)
        ranked = tally.most_common(count + 1)
        if len(ranked) < count or (len(ranked) > count and ranked[count][1] * 2 > ranked[count - 1][1]):
            return None
        chosen = sorted((first[key] for key, _ in ranked[:count]), key=lambda r: (r.hit.sent, r.hit.first))
        return Referent(tuple(r.ents[0] for r in chosen), chosen[0].hit)

    def _kind(self, n: int, word: Word) -> str | None:
        """Of what type those are whom a noun or pronoun counts; None for "beide Mannschaften"."""
        noun = word.lemma.lower()
        lexicon = self.lexicon
        if word.lower in lexicon.both or word.lower in lexicon.pair_words or word.pos in ("PRON", "NUM"):
            return "person"
        types = self._types(noun)
        if "country" in types or noun in lexicon.country_words:
            return "country"
        if noun in lexicon.side_words:
            return "side"
        if types:
            return next((t for t in types if t != "intergovernmental"), types[0])
        title = (n, word.i) in self.reading.role_at or self.knowledge.title(word.text) is not None
        called = title or noun in lexicon.person_nouns or self.knowledge.title(word.lemma) is not None
        return "person" if called else None

    def _all(self, hits: list[Hit], kind: str) -> Referent | None:
        """All of a kind among mentions; of a person, where countries are asked for, the country."""
        ents: list[Ent] = []
        first: Hit | None = None
        for hit in hits:
            ent = hit.ent
            if ent is not None and kind == "country" and ent.type != "country":
                ent = self.reading.table.known(ent.country) if ent.type in ("person", "government") else None
            if ent is None or (hit.kind == "place" and kind != "country") or not _is(ent, kind):
                continue
            first = first or hit
            if ent not in ents:
                ents.append(ent)
        return Referent(tuple(ents), first) if first is not None else None


def _is(ent: Ent, kind: str) -> bool:
    if kind == "side":
        return ent.type not in ("person",)
    return ent.type == kind
