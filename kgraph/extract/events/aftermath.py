"""What came of an attack or a raid: whom it killed, told without those who made it: "Bei dem Angriff starb X"."""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.rules import Gap, Match, distinct
from kgraph.extract.events.told import Told
from kgraph.extract.grammar.clauses import is_passive, prepositions, verb_lemma
from kgraph.extract.language.syntax import Word

# How many sentences back a deed may be told that names only who does it.
_NEAR = 4
# What a deed told before may have done to somebody.
_AFTERMATH = frozenset(["ASSAULT", "COERCE"])
_BODIES = frozenset(["government", "intergovernmental"])


class Aftermath(Told):
    """Finds the attackers that a sentence about their victims leaves out."""

    def _aftermath(self, gap: Gap, known: Hit) -> list[Hit]:
        """The attackers of "Bei dem Angriff wurde X getötet", "Dabei starb X", "Die Angreifer töteten X", where the
        attack was told before; nobody is attacked by their own side."""
        verb, rel = gap.trigger, gap.frame.rel
        if gap.frame.kind != "verb" or rel not in _AFTERMATH:
            return []
        subjects = self.matcher.slots(gap.sent, verb).get("subj", ())
        attackers = rel == "ASSAULT" and any(
            w.lemma.lower() in self.lexicon.attacks["doers"] and self._definite(w) for w in subjects
        )
        told = attackers or any(c.lower in self.lexicon.thereby for c in verb.children)
        named: list[Word] = []
        for word in verb.kids("obl"):
            cases = set(prepositions(word, self.lexicon))
            if cases & (self.lexicon.setting | self.lexicon.passive_agent) and rel in self._kinds(word):
                told = told or self._definite(word)
                named.append(word)
        if not (told or named) or not (attackers or is_passive(verb) or verb.child("obj") is None):
            return []
        before = [m for m in self._before(gap) if told and m.frame.rel == rel]
        # "bei dem Luftangriff": the one that was called so
        called = {w.lemma for w in named if self._definite(w)}
        so = [m for m in self._before(gap, gap.sent) if m.frame.rel == rel and self._words(m) & called]
        for matches in (so, before):
            mine = [m for m in matches if not self._same_side(m.source.ent, known.ent)]
            near = [m for m in mine if self._same_side(m.target.ent, known.ent)]
            if near or mine:
                doers = self._doers((near or mine)[0], known)
                return [h for h in doers if not self._same_side(h.ent, known.ent)]
        if rel != "ASSAULT" or known.ent is None or known.ent.type != "person":
            return []
        # "Bei einem Angriff starb X": of those who attack his side, if there are none but these
        against = [m for m in self.matches if m.frame.rel == rel and self._same_side(m.target.ent, known.ent)]
        own = any(self._same_side(m.source.ent, known.ent) for m in against)
        doers = distinct(m.source for m in against if m.status == "actual")
        return [] if own or len(doers) > 2 else doers

    def _again(self, gap: Gap, known: Hit) -> list[Hit]:
        """Who did the same before, to others or to nobody named: "Die Armee nahm Aktivisten fest. Auch X wurde
        festgenommen"."""
        verb, rel = gap.trigger, gap.frame.rel
        if rel not in _AFTERMATH or gap.frame.kind != "verb" or not is_passive(verb):
            return []
        if known.head.dep == "nmod" and known.ent is not None and known.ent.type in _BODIES:
            return []  # "auch der Sekretär des Sicherheitsrats wurde getötet": not the council
        # "X was among those arrested"
        many = any(c.lower in self.lexicon.among_many for c in verb.subtree())
        reach = _NEAR if many or self._as_well(gap) else 1
        lemma = verb_lemma(verb)
        for told in reversed(self.matcher.gaps):
            same = told.source and told.frame.rel == rel and verb_lemma(told.trigger) == lemma
            if same and 0 < gap.sent - told.sent <= reach:
                return [h for h in told.known if not self._same_side(h.ent, known.ent)]
        for match in self._before(gap, reach):
            among = match.frame.idiom in self.lexicon.attacks["among"]
            same = match.frame.rel == rel and (among or verb_lemma(match.trigger) == lemma)
            if same and match.trigger_sent < gap.sent:
                return [h for h in self._doers(match, known) if not self._same_side(h.ent, known.ent)]
        return []

    def _among(self, gap: Gap, known: Hit) -> list[Hit]:
        """Who did what befell many, among them somebody: "400 wurden verhaftet. Unter den Verhafteten war X"."""
        frame = gap.frame
        if frame.kind != "verb" or frame.idiom not in self.lexicon.attacks["among"]:
            return []
        for match in self._before(gap, 2):
            if match.frame.rel == frame.rel and not self._same_side(match.source.ent, known.ent):
                return self._doers(match, known)
        for told in reversed(
            self.matcher.gaps
        ):  # "Israel stoppte die Flotte. … Unter den Festgenommenen war X"
            if frame.rel == "COERCE" == told.frame.rel and told.source and 0 < gap.sent - told.sent <= _NEAR:
                return [h for h in told.known if not self._same_side(h.ent, known.ent)]
        return []

    def _words(self, match: Match) -> set[str]:
        """The lemmas of the sentence that tells of a match."""
        return {w.lemma for w in self.reading.sentences[match.trigger_sent].words}
