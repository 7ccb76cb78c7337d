"""Whom a deed hits that names only who does it, where the text around tells it: "dort", "die Stadt", "die Invasion".

The words are `[elsewhere]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.rules import Gap, Match, distinct
from kgraph.extract.events.stateacts import StateActs
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.language.syntax import Word

# How many sentences back the place may be named.
_REACH = 3
_FORCE = frozenset(["ASSAULT", "COERCE", "MOBILIZE"])
_HELP = frozenset(["AID", "SUPPORT"])
_FIGHTERS = ("country", "government", "armed_group")


class Elsewhere:
    """Finds in one article whom what is done there befalls."""

    def __init__(
        self,
        matcher: Matcher,
        state: StateActs,
        same_side: Callable[[Ent | None, Ent | None], bool],
        matches: Sequence[Match],
        gaps: Sequence[Gap],
    ) -> None:
        self.matcher = matcher
        self.state = state
        self.same_side = same_side
        self.matches = matches
        self.gaps = gaps
        self.lexicon = matcher.lexicon
        self.reading = matcher.arguments.reading
        self.words = self.lexicon.elsewhere

    def target(self, gap: Gap, known: Hit) -> Hit | None:
        """The country that a deed hits, or None."""
        if gap.frame.rel not in _FORCE or known.ent is None or known.ent.type not in _FIGHTERS:
            return None
        found = self._there(gap) or self._town(gap) or self._invaded(gap, known) or self._accuser(gap)
        return found if found is not None and not self.same_side(found.ent, known.ent) else None

    def _there(self, gap: Gap) -> Hit | None:
        """ "Auch der Libanon ist betroffen. Seit Beginn der israelischen Angriffe starben dort 300 Menschen": where."""
        verb = gap.trigger if gap.trigger.pos == "VERB" else gap.carrier
        nodes = [
            w
            for w in (gap.trigger, verb, *(gap.trigger.ancestors() if verb is None else ()))
            if w is not None
        ]
        if not any(c.lower in self.words["there"] for w in nodes for c in w.children):
            return None
        return self._place(gap.sent)

    def _town(self, gap: Gap) -> Hit | None:
        """ "Odessa ist dunkel. Russland bombardierte die Stadt erneut": whose town it is."""
        if gap.frame.kind != "verb":
            return None
        slots = self.matcher.slots(gap.sent, gap.trigger)
        words = [w for slot in gap.frame.target for w in slots.get(slot.name, ())]
        if not any(self._given(w) and w.lemma.lower() in self.words["towns"] for w in words):
            return None
        return self._place(gap.sent) or self._main(gap)

    @staticmethod
    def _bare(word: Word) -> bool:
        return not word.kids("amod", "nmod", "appos", "flat", "acl", "acl:relcl")

    def _given(self, word: Word) -> bool:
        return self._bare(word) and any(c.lower in self.lexicon.definite for c in word.kids("det"))

    def _place(self, n: int) -> Hit | None:
        """The one country whose places, or that itself, the sentences before name last."""
        for m in range(n - 1, max(-1, n - _REACH - 1), -1):
            found: dict[int, Hit] = {}
            for word in self.reading.sentences[m].words:
                hit = self.reading.hit(m, word)
                if hit is not None and hit.head is not word:
                    continue
                hit = self.matcher.arguments.town(m, word) or hit
                if hit is None and word.lemma.lower() in self.words["towns"]:
                    # "die englische Stadt Coventry"
                    hit = next(iter(self.matcher.arguments.actors(m, word)), None)
                if hit is not None and hit.ent is not None and hit.ent.type == "country":
                    found[id(hit.ent)] = hit
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def _main(self, gap: Gap) -> Hit | None:
        """The country of the town that an article names most."""
        place = self.reading.main_place()
        town = self.matcher.arguments.knowledge.town(place) if place is not None else None
        ent = self.reading.table.known(town.id) if town is not None else None
        return self.state.mention(gap, ent) if ent is not None else None

    def _invaded(self, gap: Gap, known: Hit) -> Hit | None:
        """ "seit der russischen Invasion": who was attacked by the same, anywhere in the article, or is the only one to
        be helped."""
        noun = gap.trigger.lemma.lower()
        if gap.frame.kind != "noun" or not noun.endswith(tuple(self.words["invasions"])):
            return None
        for match in self.matches:
            if match.frame.rel == "ASSAULT" and self.same_side(match.source.ent, known.ent):
                if match.target.ent is not None and match.target.ent.type in ("country", "government"):
                    return match.target
        helped = [m.target for m in self.matches if m.frame.rel in _HELP]
        helped += [h for g in self.gaps if g.frame.rel in _HELP and not g.source for h in g.known]
        states = distinct(h for h in helped if h.ent is not None and h.ent.type == "country")
        states = [h for h in states if not self.same_side(h.ent, known.ent)]
        return states[0] if len(states) == 1 else None

    def _accuser(self, gap: Gap) -> Hit | None:
        """ "Oslo beschuldigt X, solche Angriffe verübt zu haben": the country that was hit accuses whoever did it."""
        node = gap.trigger if gap.frame.kind == "verb" else gap.carrier
        verb = node.head if node is not None and node.dep in ("xcomp", "ccomp", "advcl") else None
        if gap.frame.rel == "MOBILIZE" or verb is None or verb.pos != "VERB":
            return None
        if verb_lemma(verb) not in self.lexicon.matrix["blame"]:
            return None
        home = self.state.home()
        for word in self.matcher.slots(gap.sent, verb).get("subj", ()):
            for hit in self.matcher.arguments.actors(gap.sent, word):
                if hit.ent is not None and hit.ent.type in ("country", "government"):
                    return hit if home is not None and self.same_side(hit.ent, home) else None
        return None
