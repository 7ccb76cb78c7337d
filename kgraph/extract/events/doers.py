"""Who did what a noun or "das" takes up, where no statement tells it: who made a plan, took a decision, was spoken of.

The words are data: `[making]` and `[ruling]` of `kgraph/lang/*.toml`.
"""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.rules import Gap, distinct
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.language.syntax import Word

# How many sentences back the deed may have been told.
REACH = 4
# Whose laws, plans and controls others criticise.
_MAKERS = frozenset(
    [
        "country",
        "government",
        "person",
        "party",
        "intergovernmental",
        "armed_group",
        "company",
        "organisation",
    ]
)
# Who takes decisions that others must obey.
_RULERS = frozenset(["government", "intergovernmental", "country", "organisation"])


class Doers:
    """Finds the doers in one article."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.lexicon = matcher.lexicon
        self.arguments = matcher.arguments
        self.reading = matcher.arguments.reading

    def maker(self, gap: Gap, known: Hit, word: Word) -> Hit | None:
        """Who was said to have made or proposed it: "Norway extended the controls. Denmark criticised the controls"."""
        noun = word.lemma.lower()
        for m in range(gap.sent, -1, -1):
            far = gap.sent - m >= 2 * REACH
            for verb in reversed(self.reading.sentences[m].words):
                if verb.pos != "VERB" or (m == gap.sent and verb.i >= gap.trigger.i):
                    continue
                lemma = verb_lemma(verb)
                made = lemma in self.lexicon.making and any(
                    self._alike(noun, thing) or any(c.lemma.lower() == noun for c in thing.kids("nmod"))
                    for thing in verb.kids("obj", "nsubj:pass")
                )
                ruled = noun.endswith(self.lexicon.rulings) and lemma in self.lexicon.ruling_verbs
                if not made and (far or (not ruled and not _akin(noun, lemma))):
                    continue
                slots = self.matcher.slots(m, verb)
                for subject in slots.get("subj", ()):
                    makers = self.arguments.actors(m, subject)
                    if self._own(gap, known, makers):
                        return None
                    for hit in makers:
                        if ruled and hit.ent is not None and hit.ent.type not in _RULERS:
                            continue
                        if hit.ent is not None and hit.ent is not known.ent and hit.ent.type in _MAKERS:
                            return hit
        return None

    def _alike(self, noun: str, thing: Word) -> bool:
        """Whether a noun may take up a thing: "der Entwurf" a bill, "der Vorschlag" a plan."""
        name = thing.lemma.lower()
        proposals = self.lexicon.proposals
        return (
            name == noun
            or (len(noun) > 5 and name.endswith(noun))
            or (noun in proposals and name.endswith(proposals))
        )

    @staticmethod
    def _own(gap: Gap, known: Hit, doers: list[Hit]) -> bool:
        """Whether it was done by those who react as well: nobody reacts to what is theirs."""
        return any(h.ent is actor.ent for h in doers for actor in (known, *gap.known))

    def owners(self, gap: Gap, known: Hit, word: Word) -> list[Hit]:
        """Whose it was, where the same noun was named with its owner before: "Bonns Vorschlag … den Vorschlag"."""
        noun = word.lemma.lower()
        for m in range(gap.sent, max(-1, gap.sent - REACH), -1):
            for other in reversed(self.reading.sentences[m].words):
                if other.pos != "NOUN" or (m == gap.sent and other.i >= word.i):
                    continue
                proposed = noun in self.lexicon.proposals and self._alike(noun, other)
                if other.lemma.lower() != noun and not proposed:
                    continue
                # "das VW-Gesetz" is none of VW's
                found = [h for h in distinct(self.arguments.doers(m, other)) if h.head is not other]
                if self._own(gap, known, found):
                    return []
                if found:
                    return found
        return []

    def court(self, gap: Gap, known: Hit, word: Word) -> Hit | None:
        """Whose verdict "das Urteil" is: of the court that acted last."""
        if word.lemma.lower() not in self.lexicon.verdicts:
            return None
        for m in range(gap.sent, max(-1, gap.sent - 2 * REACH), -1):
            for hit in reversed(self.reading.hits[m]):
                ent = hit.ent
                if ent is None or ent is known.ent or ent.type not in ("government", "intergovernmental"):
                    continue
                if hit.head.dep == "nsubj" and self.lexicon.is_court(ent.name):
                    return hit
        return None

    def acceding(self, gap: Gap, known: Hit) -> Hit | None:
        """With whom a country talks of its accession: "die Beitrittsverhandlungen mit X", "Verhandlungen mit X über
        den Beitritt zu Y"."""
        if gap.frame.rel != "CONSULT" or known.ent is None or known.ent.type != "country":
            return None
        noun = gap.trigger
        for child in noun.kids("nmod"):
            if child.lemma.lower().endswith(self.lexicon.accessions):
                for inner in (*child.kids("nmod"), *noun.kids("nmod")):
                    for hit in self.arguments.actors(gap.sent, inner):
                        if hit.ent is not None and hit.ent.type == "intergovernmental":
                            return hit
        names = [noun, *noun.kids("compound", "amod")]  # "the accession talks"
        if not any(w.lemma.lower().startswith(self.lexicon.accessions) for w in names):
            return None
        named = (
            h
            for m in (*range(gap.sent, -1, -1), *range(len(self.reading.hits)))
            for h in self.reading.hits[m]
        )
        return next(
            (h for h in named if h.ent and h.ent.known and h.ent.known.id in self.lexicon.joined), None
        )

    def topic(
        self, gap: Gap, known: Hit, near: bool = False, proposing: bool = False, about: Word | None = None
    ) -> Hit | None:
        """The subject of the clause before ("X schlug Gespräche vor, doch Y lehnte das Angebot ab") or of one of the
        two sentences before; `near`: of the clause or sentence right before; `proposing`: of a plan or a demand;
        `about`: of a plan, or where this very thing was spoken of."""
        for m in range(gap.sent, max(-1, gap.sent - (REACH if proposing else 3)), -1):
            told = False
            for verb in self.reading.sentences[m].root.conjuncts():
                if m == gap.sent and (verb is gap.trigger or verb.i > gap.trigger.i):
                    continue
                told = True
                if proposing and not self._proposes(verb):
                    continue
                if not near and any(c.lemma.lower() in self.lexicon.obliging for c in verb.kids("aux")):
                    continue  # who is to pass a law has not planned it
                if about is not None and not self._proposes(verb):
                    if all(w.lemma != about.lemma for w in verb.subtree()):
                        continue
                for word in verb.kids("nsubj", "nsubj:pass"):
                    acting = self.arguments.actors(m, word)
                    if len(acting) > 1 and self._own(gap, known, acting):
                        return None
                    for hit in acting:
                        ent = hit.ent
                        others = ("media",) if near else ("media", "company")
                        if ent is not None and ent is not known.ent and ent.type not in others:
                            return hit
            if near and (told or m < gap.sent):
                return None
        return None

    def _proposes(self, verb: Word) -> bool:
        """Whether a clause is about what somebody wants or plans."""
        lemma = verb_lemma(verb)
        willing = any(c.lemma.lower() in self.lexicon.plan_modals for c in verb.kids("aux"))
        matrix = self.lexicon.matrix
        return willing or lemma in matrix["plan"] or lemma in matrix["demand"] or lemma in self.lexicon.making


def _akin(noun: str, verb: str) -> bool:
    """Whether a noun is made from a verb: "proposal" from "propose", "Ankündigung" from "ankündigen"."""
    stem = max(4, len(verb) - 3)
    return len(verb) >= 4 and noun[:stem] == verb[:stem]
