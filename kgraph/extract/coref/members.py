"""People in the plural who stand for an actor that was named before: "die Umweltschützer", "die Abgeordneten".

Which people stand for what kind of actor is `[members]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections.abc import Callable

from kgraph.extract.coref.antecedents import Antecedents
from kgraph.extract.coref.referents import Referent, is_subject
from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.collective import judges
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Entry, Knowledge


class Members:
    """Resolves such plurals of one article."""

    def __init__(
        self, reading: Reading, knowledge: Knowledge, lexicon: Lexicon, antecedents: Antecedents
    ) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.antecedents = antecedents
        words = lexicon.members
        self._fits: dict[str, Callable[[Ent], bool]] = {
            "fighters": lambda ent: ent.type == "armed_group",
            "activists": lambda ent: (
                ent.type in ("organisation", "group") and not _named(ent, words["unlike"] + words["unions"])
            ),
            "unionists": lambda ent: ent.type == "organisation" and _named(ent, words["unions"]),
            "judges": lambda ent: judges(ent, lexicon),
            "deputies": self._parliament,
            "officers": lambda ent: ent.type == "government" and _named(ent, words["police"]),
            "partisans": lambda ent: ent.type == "party",
            "bankers": lambda ent: _named(ent, words["banks"]),
        }

    def kind(self, word: Word) -> str | None:
        """What kind of people a plural noun means, if it is one that can stand for an actor."""
        if not word.has("Number=Plur"):
            return None
        if word.lemma.lower() in self.lexicon.members["authorities"]:
            return "authorities"
        table = self.lexicon.people_endings
        return table.of(word.lemma.lower()) or table.of(word.lower.removesuffix("n"))

    def meant(self, n: int, word: Word, kind: str, whose: Entry | None) -> Referent | None:
        """The one of its kind that was named last, unless others of these people came in since."""
        fits = self._fits[kind]
        acting = self.antecedents.subject_of_clause(n, word, {"m", "f", "n", "pl"})
        barred = self.antecedents.barred(n, word, False) | (acting.key if acting is not None else set())
        for m, hits in self.antecedents.before(n, word.i):
            if self._others(m, word):
                return None
            rows = [h for h in hits if h.ent is not None and h.kind != "adjective" and fits(h.ent)]
            rows = [h for h in rows if id(h.ent) not in barred and not h.generic]
            if whose is not None:
                rows = [h for h in rows if self.knowledge.same_state(h.ent.country or whose.id, whose.id)]  # type: ignore[union-attr]
            if len({id(h.ent) for h in rows}) > 1:
                rows = [h for h in rows if is_subject(h)]
            ents = {id(h.ent) for h in rows}
            if len(ents) == 1:
                return Referent((rows[-1].ent,), rows[-1])  # type: ignore[arg-type]
            if ents:
                return None
        return None

    def _parliament(self, ent: Ent) -> bool:
        known = ent.known.institution if ent.known is not None else None
        named = self.knowledge.institution(ent.name.lower().rpartition(" ")[2])
        return "parliament" in (known, named.key if named is not None else None)

    def _others(self, m: int, word: Word) -> bool:
        """Whether people of this name came in by themselves: "Dutzende Aktivisten zogen vor die Botschaft"."""
        for other in self.reading.sentences[m].words:
            if other is word or other.lemma != word.lemma or other.pos != "NOUN":
                continue
            given = any(c.lower in self.lexicon.definite or c.dep == "case" for c in other.children)
            hit: Hit | None = self.reading.hit(m, other)
            named = any(self.reading.hit(m, c) is not None for c in other.kids("nmod", "appos", "flat"))
            if not given and not named and (hit is None or hit.generic):
                return True
        return False


def _named(ent: Ent, words: tuple[str, ...]) -> bool:
    return any(part.endswith(words) for part in ent.name.lower().split())
