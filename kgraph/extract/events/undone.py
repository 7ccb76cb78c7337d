"""What deeds told before leave to be understood: who is to undo one, for whom it is undone,
between whom one mediates."""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.aftermath import Aftermath
from kgraph.extract.events.doers import REACH
from kgraph.extract.events.rules import Gap, distinct
from kgraph.extract.events.stateacts import understood
from kgraph.extract.events.told import ANY, SAID, WORDS
from kgraph.extract.grammar.clauses import prepositions
from kgraph.extract.grammar.nounphrases import behind
from kgraph.extract.language.syntax import Word
from kgraph.relations import relation_types


class Undone(Aftermath):
    """Fills the gaps of what undoes a deed told before."""

    gaps: list[Gap]

    def _undoer(self, gap: Gap, known: Hit, word: Word) -> list[Hit]:
        """Who is asked to undo what: the doer of what "release", "end of the strikes" would undo."""
        kinds = self.lexicon.undoing.get(word.lemma.lower())
        if kinds is None:
            return []
        deeds = [child for child in word.kids("nmod") if child.pos == "NOUN" and self._kinds(child)]
        doers = distinct(h for deed in deeds for h in self.arguments.doers(gap.sent, deed))
        if doers and all(h.ent is not known.ent for h in doers):
            return doers  # "ein Ende der Angriffe Israels"
        inner = [kind for deed in deeds for kind in self._kinds(deed)]
        wanted = frozenset(inner) - {ANY, SAID} or kinds
        sufferers = {id(h.ent) for h in self.arguments.owners(gap.sent, word)}
        for match in self._before(gap):
            mine = id(match.target.ent) in sufferers
            seized = mine and match.frame.rel == "ASSAULT" and "COERCE" in wanted  # abducted
            if (match.frame.rel in wanted or seized) and match.source.ent is not known.ent:
                if mine or not sufferers:
                    return self._doers(match, known)
        return []

    def _half_told(self, gap: Gap, known: Hit, kinds: frozenset[str]) -> list[Hit]:
        """Who did such a deed to nobody with a name: "Die Polizei nahm drei Männer fest. X lobte die Festnahmen"."""
        for other in reversed(self.gaps):
            near = 0 <= gap.sent - other.sent <= 2 * REACH
            if not near or other is gap or not other.source or other.frame.rel not in kinds:
                continue
            if other.frame.rel in WORDS or relation_types()[other.frame.rel].symmetric:
                continue
            if any(h.ent is known.ent for h in other.known):
                continue
            return other.known
        return []

    def _half_undone(self, gap: Gap, known: Hit, word: Word) -> list[Hit]:
        """Who is to end what they do to nobody with a name: "Xs Angriff auf ein Lager ... ein Ende der Gewalt"."""
        ended = any("ASSAULT" in self._kinds(c) for c in word.kids("nmod"))
        if not ended or "ASSAULT" not in self.lexicon.undoing.get(word.lemma.lower(), ()):
            return []
        return self._half_told(gap, known, frozenset(["ASSAULT"]))

    def _undone(self, gap: Gap, known: Hit, word: Word) -> list[Hit]:
        """For whom a deed is undone: those whom "the sanctions" of the same side had befallen."""
        if word.pos != "NOUN" or not self._definite(word):
            return []
        kinds, noun = self._kinds(word), word.lemma.lower()
        for match in self._before(gap, len(self.reading.sentences)):
            if gap.sent - match.trigger_sent > 2 * REACH and match.trigger.lemma.lower() != noun:
                continue
            if match.target.label == "person" and noun.endswith(self.lexicon.conflicts):
                continue  # a war is ended with no person
            mine = self._same_side(match.source.ent, known.ent)
            if mine and match.frame.rel in kinds and match.target.ent is not known.ent:
                return [match.target]
        return []

    def _parties(self, gap: Gap, known: Hit) -> list[Hit]:
        """Between whom one mediates "in dem Konflikt": those named with a war or conflict before."""
        words = [
            w
            for w in behind(self.matcher.slots(gap.sent, gap.trigger), self.lexicon.amid)
            if w.lemma.lower() in self.lexicon.conflicts and self._definite(w)
        ]
        if not words:
            return []
        for m in range(gap.sent, -1, -1):
            for word in self.reading.sentences[m].words:
                if word.pos != "NOUN" or not word.lemma.lower().endswith(self.lexicon.conflicts):
                    continue
                between = [
                    c
                    for c in word.kids("nmod", "obl")
                    if self.lexicon.between & set(prepositions(c, self.lexicon))
                ]
                hits = distinct(h for c in between for h in self.arguments.actors(m, c))
                others = [h for h in hits if h.ent is not known.ent]
                if len(hits) > 1 and others:
                    return [h if m == gap.sent else understood(gap, words[0], h) for h in others]
        return []
