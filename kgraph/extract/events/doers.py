"""Who did what a noun or "das" takes up, where no statement tells it: which court ruled, who was spoken of."""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.collective import judges
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.rules import Gap
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.language.syntax import Word

# How many sentences back the deed may have been told.
REACH = 4
# What tells of no deed that others could react to: words and thoughts.
_NO_DEEDS = (
    "report",
    "announce",
    "urge",
    "demand",
    "expect",
    "consider",
    "deny",
    "stir",
    "receive",
    "occur",
    "answer",
)
# Whose deeds others react to.
_ABLE = frozenset(
    ["country", "government", "intergovernmental", "party", "company", "organisation", "armed_group"]
)


class Doers:
    """Finds the doers in one article."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.lexicon = matcher.lexicon
        self.arguments = matcher.arguments
        self.reading = matcher.arguments.reading

    def court(self, gap: Gap, known: Hit, word: Word) -> Hit | None:
        """Whose verdict "das Urteil" is: of the court that acted last."""
        if word.lemma.lower() not in self.lexicon.verdicts:
            return None
        for m in range(gap.sent, max(-1, gap.sent - 2 * REACH), -1):
            for hit in reversed(self.reading.hits[m]):
                ent = hit.ent
                if ent is None or ent is known.ent or hit.head.dep != "nsubj":
                    continue
                if judges(ent, self.lexicon):
                    return hit
        return None

    def acceding(self, gap: Gap, known: Hit) -> list[Hit]:
        """With whom a country talks of its accession: "die Beitrittsverhandlungen mit X", "Verhandlungen mit X über
        den Beitritt zu Y"."""
        if gap.frame.rel != "CONSULT" or known.ent is None or known.ent.type != "country":
            return []
        noun = gap.trigger
        for child in noun.kids("nmod"):
            if child.lemma.lower().endswith(self.lexicon.accessions):
                for inner in (*child.kids("nmod"), *noun.kids("nmod")):
                    for hit in self.arguments.actors(gap.sent, inner):
                        if hit.ent is not None and hit.ent.type == "intergovernmental":
                            return [hit]
        names = [noun, *noun.kids("compound", "amod")]  # "the accession talks"
        if not any(w.lemma.lower().startswith(self.lexicon.accessions) for w in names):
            return []
        named = (
            h
            for m in (*range(gap.sent, -1, -1), *range(len(self.reading.hits)))
            for h in self.reading.hits[m]
        )
        return next(
            ([h] for h in named if h.ent and h.ent.known and h.ent.known.id in self.lexicon.joined), []
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
                    if len(acting) > 1 and own(gap, known, acting):
                        return None
                    for hit in acting:
                        ent = hit.ent
                        others = ("media",) if near else ("media", "company")
                        if ent is not None and ent is not known.ent and ent.type not in others:
                            return hit
            if near and (told or (m < gap.sent and self.reading.hits[m])):
                return None
        return None

    def just_before(self, gap: Gap, known: Hit, word: Word) -> Hit | None:
        """Who did what the sentence right before tells, if "den Schritt", "das Vorgehen", or what somebody calls it
        takes it up: "X hat das Heim geschlossen. Y sprach von einem Fehler"."""
        if word.kids("nmod", "acl", "acl:relcl"):
            return None
        m = gap.sent - 1
        if m < 0 or self.reading.sentences[m].title:
            return None
        verb = self.reading.sentences[m].root
        if verb.pos != "VERB" or verb.child("nsubj:pass", "aux:pass", "expl") is not None:
            return None
        lemma, matrix = verb_lemma(verb), self.lexicon.matrix
        if any(lemma in matrix[name] for name in _NO_DEEDS) or any(
            frame.rel in ("ACCUSE", "SUPPORT", "CONSULT", "REQUEST")
            for frame in self.lexicon.verbs.get(lemma, ())
        ):
            return None
        if not any(c.dep in ("obj", "xcomp", "obl", "compound:prt") for c in verb.children):
            return None
        acting = [h for w in verb.kids("nsubj") for h in self.arguments.actors(m, w)]
        if len(acting) != 1 or own(gap, known, acting) or acting[0].kind not in ("name", "noun", "pronoun"):
            return None
        ent = acting[0].ent
        return acting[0] if ent is not None and ent.type in _ABLE else None

    def _proposes(self, verb: Word) -> bool:
        """Whether a clause is about what somebody wants or plans."""
        lemma = verb_lemma(verb)
        willing = any(c.lemma.lower() in self.lexicon.plan_modals for c in verb.kids("aux"))
        matrix = self.lexicon.matrix
        return willing or lemma in matrix["plan"] or lemma in matrix["demand"] or lemma in self.lexicon.making


def own(gap: Gap, known: Hit, doers: list[Hit]) -> bool:
    """Whether it was done by those who react as well: nobody reacts to what is theirs."""
    return any(h.ent is actor.ent for h in doers for actor in (known, *gap.known))
