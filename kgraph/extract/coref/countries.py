"""Which country "das Land", "der Staat", "die Regierung" means."""

from __future__ import annotations

from kgraph.extract.coref.antecedents import Antecedents
from kgraph.extract.coref.referents import Referent, is_subject, top
from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.grammar.clauses import prepositions
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

# What each sentence further back costs a country, and by how much the best must lead.
COUNTRY_DISTANCE = 0.8
COUNTRY_LEAD = 0.25


class Countries:
    """Resolves such nouns in one article."""

    def __init__(self, reading: Reading, lexicon: Lexicon, antecedents: Antecedents) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.antecedents = antecedents

    def meant(self, n: int, word: Word) -> Referent | None:
        """ "das Land": that of the person who acts, else the one that was told of; the article's own rather than one
        in which somebody was born or with which it has a border."""
        acting = self.antecedents.subject_of_clause(n, word, {"m", "f", "n", "pl"})
        neighbour = word.lemma.lower() in self.lexicon.neighbours
        if not neighbour and acting is not None and len(acting.ents) == 1 and acting.ents[0].type == "person":
            # "Er müsse wegen des Schnees im Süden des Landes zu Hause bleiben": his own
            country = self.reading.table.known(acting.ents[0].country)
            if country is not None and country.type == "country":
                return Referent((country,), acting.hit)
        barred = self.antecedents.barred(n, word, False)
        if acting is not None and prepositions(word, self.lexicon):
            barred = barred | acting.key  # "X began an operation against the country"
        if neighbour:  # whoever acts is not one's own neighbour
            own = {self.reading.table.known(e.country) for e in acting.ents} if acting is not None else set()
            barred = barred | {id(e) for e in (*own, *(acting.ents if acting is not None else ()))}
        best: dict[int, Referent] = {}
        for m, hits in self.antecedents.places(n, word.i):
            for hit in hits:
                ent = self.reading.table.known(hit.ent.country) if hit.kind == "place" else hit.ent  # type: ignore[union-attr]
                if ent is None or ent.type != "country" or id(ent) in barred:
                    continue
                score = self._topical(hit, ent) - COUNTRY_DISTANCE * (n - m)
                if id(ent) not in best or best[id(ent)].score < score:
                    best[id(ent)] = Referent((ent,), hit, score)
        ranked = sorted(best.values(), key=lambda r: (-r.score, r.hit.sent, r.hit.first))
        if not ranked or (len(ranked) > 1 and ranked[0].score - ranked[1].score < COUNTRY_LEAD):
            return None
        return ranked[0]

    def reporting(self, n: int, word: Word) -> Referent | None:
        """ "Berg sagte, die Regierung prüfe das": the one of the country of who says so."""
        clause, noun = word.head, word.lemma.lower()
        speech = clause.head if clause is not None and clause.dep in ("ccomp", "parataxis") else None
        if speech is None or noun not in self.lexicon.ruling or not word.dep.startswith("nsubj"):
            return None
        for hit in self.reading.hits[n]:
            if (
                hit.ent is not None
                and hit.ent.type == "person"
                and is_subject(hit)
                and top(hit.head).head is speech
            ):
                country = self.reading.table.known(hit.ent.country)
                return (
                    Referent((country,), hit) if country is not None and country.type == "country" else None
                )
        return None

    def _topical(self, hit: Hit, ent: Ent) -> float:
        """How much a mention makes a country what is spoken of."""
        score = 1.0 if ent is self.reading.home_country else 0.0
        cases = set(prepositions(hit.head, self.lexicon))
        if is_subject(hit):
            return score + 1.0
        if cases & self.lexicon.origin:
            return score - 1.2
        if hit.head.dep == "conj" or hit.head.kids("conj"):
            return score - 0.5
        return score + (0.5 if cases & self.lexicon.within or hit.kind == "place" else 0.0)
