"""An article with its actors marked: what the stages of extraction hand on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kgraph.extract.entities.actors import ActorTable, Ent, Hit, without_genitive
from kgraph.extract.entities.office import Role
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.knowledge import Entry
from kgraph.model import Article

# A country is what an article is about if it is named this many times as often as the next one.
HOME_LEAD = 1.5
# A longer line before the text is no dateline.
DATELINE = 40


@dataclass(slots=True)
class Reading:
    """An article with its actors marked: `hits[n]` are the mentions of sentence n in order, `at[n]` maps
    its word positions to them, `roles` are the role phrases."""

    article: Article
    sentences: list[Sentence]
    table: ActorTable
    hits: list[list[Hit]] = field(default_factory=list)
    at: list[dict[int, Hit]] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    home_country: Ent | None = None
    same_side: set[frozenset[int]] = field(default_factory=set)  # persons named under one plural title
    role_at: dict[tuple[int, int], Role] = field(default_factory=dict)
    # whom the possessive at (sentence, word) refers to; not among the hits until a statement needs it
    possessors: dict[tuple[int, int], Hit] = field(default_factory=dict)

    def hit(self, n: int, word: Word) -> Hit | None:
        """The mention that covers a word of sentence n."""
        return self.at[n].get(word.i)

    def home(self) -> Ent | None:
        """The country that the article is mostly about, if one stands out; it owns "die Regierung". Where
        persons of several countries blur it, countries and their bodies alone may tell."""
        return self._foremost(("country", "government", "party", "person")) or self._foremost(
            ("country", "government")
        )

    def local_party(self, entry: Entry, name: str, person: Ent | None) -> Entry:
        """Of the parties of one name ("Grünen-Chefin") that of the person's or the article's country."""
        kn = self.table.knowledge
        country = person.country if person is not None else None
        if country is None and self.home_country is not None:
            country = self.home_country.country
        if entry.type != "party" or country is None or entry.country == country:
            return entry
        named = {o.id for o in kn.surface().get(name, ())}
        fits = [e for i in sorted(named) if (e := kn.entry(i)).type == "party" and e.country == country]
        return fits[0] if len(fits) == 1 else entry

    def main_place(self) -> str | None:
        """The town or region that the article names most, if one stands out."""
        counts: dict[str, int] = {}
        for hits in self.hits:
            for hit in hits:
                own = hit.label == "capital" and hit.ent is self.home_country
                town = own or (hit.label == "place" and hit.entry is None)
                if hit.kind == "place" and town and self._located(hit):
                    name = without_genitive(hit.text)
                    counts[name] = counts.get(name, 0) + 1
        ranked = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < HOME_LEAD * ranked[1][1]):
            return None
        return ranked[0][0]

    def _located(self, hit: Hit) -> bool:
        """Whether a place stands right behind a preposition, as towns do."""
        words = self.sentences[hit.sent].words
        return hit.first > 0 and words[hit.first - 1].pos == "ADP"

    def _foremost(self, types: tuple[str, ...]) -> Ent | None:
        counts: dict[int, list[int]] = {}
        ents: dict[int, Ent] = {}
        for n, hits in enumerate(self.hits):
            for hit in hits:
                ent = hit.ent
                if ent is None or ent.country is None or ent.type not in types:
                    continue
                state = self.table.known(ent.country)
                if state is None or state.type != "country":
                    continue
                ents[id(state)] = state
                counts.setdefault(id(state), []).append(n)
        ranked = sorted(counts.items(), key=lambda row: (-len(row[1]), row[1][0], ents[row[0]].name))
        if not ranked or (len(ranked) > 1 and len(ranked[0][1]) < HOME_LEAD * len(ranked[1][1])):
            return self.dateline()
        return self._told_of(ents[ranked[0][0]], len(ranked[0][1])) or ents[ranked[0][0]]

    def _told_of(self, first: Ent, named: int) -> Ent | None:
        """Another country of which adjectives tell far more often ("die italienische Polizei", "der italienische
        Minister") than names and adjectives tell of the first."""
        counts: dict[int, int] = {id(first): named}
        states = {id(first): first}
        for n, sentence in enumerate(self.sentences):
            for word in sentence.words:
                entry = self.table.knowledge.adjective(word.text) if word.i not in self.at[n] else None
                state = self.table.known(entry.country) if entry is not None else None
                if state is not None and state.type == "country":
                    counts[id(state)] = counts.get(id(state), 0) + 1
                    states[id(state)] = state
        best = max(counts, key=lambda key: (counts[key], key == id(first)))
        far = best != id(first) and counts[best] >= 3 and counts[best] > HOME_LEAD * counts[id(first)]
        return states[best] if far else None

    def dateline(self) -> Ent | None:
        """The country of the capital that an agency puts before its text: "Prag – "."""
        knowledge = self.table.knowledge
        for span in self.article.skip:
            line = self.article.text[span.start : span.end]
            if len(line) > DATELINE or not line.rstrip().endswith(("–", "—", "-")):
                continue
            options = {
                hit.id
                for hit in knowledge.surface().get(re.split(r"[/(,–—-]", line)[0].strip(), ())
                if hit.kind == "capital"
            }
            if len(options) == 1:
                return self.table.known(options.pop())
        return None

    def drop(self, hit: Hit) -> None:
        """Take a mention away."""
        self.hits[hit.sent].remove(hit)
        for i in range(hit.first, hit.last + 1):
            if self.at[hit.sent].get(i) is hit:
                del self.at[hit.sent][i]

    def put(self, hit: Hit) -> None:
        """Add a mention; one that is already there keeps its words."""
        at = self.at[hit.sent]
        if any(i in at for i in range(hit.first, hit.last + 1)):
            return
        for i in range(hit.first, hit.last + 1):
            at[i] = hit
        self.hits[hit.sent].append(hit)
