"""The state that acts where a sentence names only whom it befalls: "X ist in Minsk festgenommen worden".

It is the country of the place, else the one that held or accused the person before, else the one the article is
about. The words are `[law]` of `kgraph/lang/*.toml`: verbs, idioms and nouns of what police, courts and authorities
do, and the bodies that name no country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.extract.assertion.nounstatus import noun_status
from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.rules import Gap, Match
from kgraph.extract.grammar.clauses import (
    clause_of,
    is_passive,
    is_settled,
    participle_verb,
    prepositions,
    verb_lemma,
)
from kgraph.extract.grammar.nounphrases import behind
from kgraph.extract.language.frames import Frame
from kgraph.extract.language.syntax import Word

# Chosen on annotated articles.
LAW_TRUST = 0.75

# Where the noun of a trial or an inquiry stands that is what a clause tells of.
_TOLD_OF = ("nsubj", "nsubj:pass", "obj", "root")
_EXEMPT = ("country", "government", "intergovernmental", "media")


class StateActs:
    """Finds the acting state in one article."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.lexicon = matcher.lexicon
        self.arguments = matcher.arguments
        self.reading = matcher.arguments.reading

    def acts(self, gap: Gap, known: Hit, before: Iterator[Match]) -> tuple[Hit, float] | None:
        """The country whose police or court acts, where the sentence names neither; `before`: what was told."""
        banned = gap.frame.rel == "SANCTION" and self._verb(gap) in self.lexicon.law_banning
        if (
            known.ent is None
            or known.ent.type in _EXEMPT[: 3 if banned else None]
            or not self._is_act(gap, known)
        ):
            return None
        if not self.himself(gap, known):
            return None
        held = self._in_hand(gap, known, before)
        if gap.frame.rel == "SANCTION" and held is None:
            # not the one where it is told, unless it is said where that holds
            country = self._place(gap, own=True) if banned and known.ent.type != "person" else None
            if country is None and banned and known.ent.type == "party":
                # a party is banned in its own country
                country = self.reading.table.known(known.ent.country) or self.home()
            return self._actor(gap, known, country, held)
        where = self._court(gap) or self._place(gap)
        bench = self._bench(gap, where)
        if bench is not None and bench is not known.ent:
            return self.mention(gap, bench), LAW_TRUST
        country = where or held
        if country is None and gap.trigger.dep == "amod":
            return None  # "der verurteilte Betrüger X" was sentenced anywhere
        country = country or self._tribunal(gap.sent) or self.home()
        if country is None and known.ent.country is not None:
            country = self.reading.table.known(known.ent.country)
        return self._actor(gap, known, country or self._called(known), held)

    def _actor(self, gap: Gap, known: Hit, country: Ent | None, held: Ent | None) -> tuple[Hit, float] | None:
        """A country as the one who acts at a gap, by its last mention."""
        state = country is held or (country is not None and country.type in ("country", "intergovernmental"))
        if country is None or country is known.ent or not state:
            return None
        return self.mention(gap, country), LAW_TRUST

    def himself(self, gap: Gap, known: Hit) -> bool:
        """Whether an actor suffers it and not somebody or something of theirs: "sein Sprecher wurde verhaftet"."""
        if gap.frame.kind == "noun" or gap.frame.things:
            return True
        slots = self.matcher.slots(gap.sent, gap.trigger)
        words = [w for slot in gap.frame.target for w in slots.get(slot.name, ())]
        person = known.ent is not None and known.ent.type == "person"
        things = self._verb(gap) in self.lexicon.law_seizing  # whose house is searched is meant
        own = [
            h.ent
            for w in words
            # "Bergs Sprecher": behind such a noun an organisation stands for its members, a person for nobody
            if things or not (person and any(self._stands(gap.sent, c, known) for c in w.kids("nmod")))
            for h in self.arguments.actors(gap.sent, w, owner=things)
        ]
        return known.ent in own

    def _stands(self, n: int, word: Word, known: Hit) -> bool:
        hit = self.reading.hit(n, word)
        return hit is not None and hit.ent is known.ent

    def _is_act(self, gap: Gap, known: Hit) -> bool:
        """Whether a gap's trigger is something that the state does, and nobody else is said to do it."""
        word, frame = gap.trigger, gap.frame
        if frame.kind == "noun":
            key = self.lexicon.noun_key(word.lemma.lower()) or self.lexicon.noun_key(word.lower)
            if key is None or key[0] not in self.lexicon.law_nouns or self._agents(gap):
                return False
            if any(self.lexicon.possessor(c.lower) for c in word.kids("det", "det:poss")):
                return False  # "ihre Verurteilung der Mafia": hers
            if frame.rel == "ACCUSE" and (word.dep not in _TOLD_OF or known.head.dep.startswith("det")):
                return False  # "sagte im Prozess gegen X aus" speaks of it in passing; "gegen ihren Mann"
            if known.head in word.children and any(
                c.i > word.i and c is not known.head and c.child("case") is None for c in word.kids("nmod")
            ):
                return False  # "ihre Verurteilung solcher Praktiken"
            if noun_status(word, gap.carrier, self.lexicon) == "hypothetical":
                return False  # a release that is demanded
            return not self._disapproves(frame.rel, self.lexicon.nouns[key[0]])
        lemma = self._verb(gap)
        slots = self.matcher.slots(gap.sent, word)
        somewhere, from_there = (
            any("/" + case in slots for case in cases) for cases in (self.lexicon.goals, self.lexicon.origin)
        )
        if lemma in self.lexicon.sending and somewhere and not from_there:
            return False  # the country named is where somebody is sent
        idiom = f"{frame.idiom}+{lemma}" if frame.idiom else lemma
        verbs = self.lexicon.law_verbs | self.lexicon.law_banning
        if idiom not in (self.lexicon.law_idioms if frame.idiom else verbs):
            return False
        if all(slot.name != "subj" for slot in frame.source):
            return True  # "sitzt in Haft", "kam frei": whoever holds them
        if self._disapproves(frame.rel, self.lexicon.verbs[lemma]) or frame.rel == "COOPERATE":
            return False  # one extradites to somebody
        passive = is_passive(word) or is_settled(word, self.lexicon) or word.dep in ("amod", "acl")
        subjects = [] if passive else self.matcher.slots(gap.sent, word).get("subj", [])
        actors = [w for w in (*subjects, *self._agents(gap)) if not self._is_law_body(w)]
        return not actors and bool(passive or subjects)

    def _verb(self, gap: Gap) -> str:
        """The verb of a gap's trigger, that of a participle as well."""
        word = gap.trigger
        verb = participle_verb(word, self.lexicon) if word.dep in ("amod", "acl") else None
        return verb or verb_lemma(word)

    @staticmethod
    def _disapproves(rel: str, frames: Iterable[Frame]) -> bool:
        """ "verurteilen", "Verurteilung": where nobody is named to disapprove, it is a sentence."""
        return rel == "ACCUSE" and any(frame.rel == "COERCE" for frame in frames)

    def _is_law_body(self, word: Word) -> bool:
        forms = (word.lemma.lower(), word.lower)
        return any(
            form in self.lexicon.law_bodies or form.endswith(self.lexicon.law_endings) for form in forms
        )

    def _agents(self, gap: Gap) -> list[Word]:
        """Who does it, in the passive and behind nouns: "von Passanten", "durch die Polizei"."""
        word = gap.trigger
        if gap.frame.kind == "noun":
            doers = self.lexicon.passive_agent - self.lexicon.links
            return [
                c
                for c in word.kids("nmod", "obl")
                if set(prepositions(c, self.lexicon)) & doers and not self._is_law_body(c)
            ]
        if not is_passive(word) and word.dep not in ("amod", "acl"):
            return []
        slots = self.matcher.slots(gap.sent, word)
        return behind(slots, self.lexicon.passive_agent)

    def _in_hand(self, gap: Gap, known: Hit, before: Iterator[Match]) -> Ent | None:
        """The country that had seized or accused the same person before; that imposed the sanctions spoken of."""
        sanction = gap.frame.rel == "SANCTION"
        for match in before:
            if match.frame.rel not in (("SANCTION",) if sanction else ("COERCE", "ACCUSE")):
                continue
            ent = match.source.ent
            if ent is None or (not sanction and match.target.ent is not known.ent):
                continue
            if ent.type in ("country", "government", "intergovernmental"):
                country = self.reading.table.known(ent.country) if ent.type == "government" else None
                return country or ent
        return None

    def _called(self, known: Hit) -> Ent | None:
        """The country that somebody is called after: "der belarussische Oppositionelle X"."""
        words = [known.head, *(w for w in known.head.ancestors() if w.i < known.first and w.pos == "NOUN")][
            :2
        ]
        hits = [self.reading.hit(known.sent, c) for w in words for c in w.kids("amod")]
        found = [h.ent for h in hits if h is not None and h.ent is not None and h.ent.type == "country"]
        adjectives = [self.arguments.knowledge.adjective(c.text) for w in words for c in w.kids("amod")]
        states = [e for e in adjectives if e is not None and e.type == "country"]
        if found or not states:
            return found[0] if found else None
        return self.reading.table.entry(states[0])

    def _court(self, gap: Gap) -> Ent | None:
        """The country of "ein Londoner Gericht", "ein New Yorker Richter"."""
        words = self._agents(gap)
        if gap.frame.kind == "verb":
            words = [*words, *self.matcher.slots(gap.sent, gap.trigger).get("subj", ())]
        for word in words:
            if not self._is_law_body(word):
                continue
            for child in word.kids("amod", "nmod", "compound"):
                hit = self.reading.hit(gap.sent, child)
                if hit is not None and hit.ent is not None and hit.label in ("capital", "country"):
                    return self._country(hit)
        return None

    def _bench(self, gap: Gap, where: Ent | None) -> Ent | None:
        """The court that was named last before a sentence that is told without one, if it is of that country."""
        lemma = self._verb(gap)
        act = f"{gap.frame.idiom}+{lemma}" if gap.frame.idiom else lemma
        if act not in self.lexicon.law_sentences:
            return None
        for m in range(gap.sent, -1, -1):
            for hit in reversed(self.reading.hits[m]):
                ent = hit.ent
                if ent is None or ent.type != "government" or not self.lexicon.is_court(ent.name):
                    continue
                if ent.name.split()[0].lower() in self.lexicon.courts:
                    continue  # "ein Gericht in Kiew" has no name
                return ent if where is None or ent.country == where.country else None
        return None

    def _place(self, gap: Gap, own: bool = False) -> Ent | None:
        """The country of a place in the clause ("in Minsk", "in Belarus"), if there is just one; `own`: of a place that
        the act itself has."""
        verb = gap.trigger
        inside = verb.kids("obl") if gap.frame.kind == "verb" else verb.kids("nmod", "obl")
        mine = {w.i for child in inside for w in child.subtree()}
        hits = self.reading.hits[gap.sent]
        near = [] if own else [h for h in hits if self._near(h, verb)]
        for rows in ([h for h in hits if h.head.i in mine], near):
            found: dict[int, Ent] = {}
            for hit in rows:
                ent = self._country(hit) if self._is_where(hit) else None
                if ent is not None:
                    found[id(ent)] = ent
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
            for word in self.reading.sentences[gap.sent].words:
                # "in Brüssel": a town that may stand for several is a place all the same
                ent = self._capital(gap, word) or self._town(gap, word) if word.i in mine else None
                if ent is not None:
                    return ent
        return None

    def _town(self, gap: Gap, word: Word) -> Ent | None:
        """The country of a town or region: "in New York"."""
        hit = self.arguments.town(gap.sent, word)
        return hit.ent if hit is not None and self._is_where(hit) else None

    def _tribunal(self, n: int) -> Ent | None:
        """The court of no country that was named up to a sentence: it judges whoever is judged."""
        return next(
            (
                hit.ent
                for m in range(n, -1, -1)
                for hit in self.reading.hits[m]
                if hit.ent is not None
                and hit.ent.type == "intergovernmental"
                and self.lexicon.is_court(hit.ent.name)
            ),
            None,
        )

    def _scene(self) -> Ent | None:
        """The country of the town that the article names most."""
        place = self.reading.main_place()
        town = self.arguments.knowledge.town(place) if place is not None else None
        return self.reading.table.known(town.id) if town is not None else None

    def _capital(self, gap: Gap, word: Word) -> Ent | None:
        hit = self.reading.hit(gap.sent, word)
        if word.pos != "PROPN" or (hit is not None and hit.ent is not None):
            return None
        options = self.arguments.knowledge.surface().get(word.text, ())
        capitals = {o.id for o in options if o.kind == "capital"}
        where = Hit(gap.sent, word.i, word.i, word, word.text, "place", "capital")
        return (
            self.reading.table.known(capitals.pop()) if len(capitals) == 1 and self._is_where(where) else None
        )

    @staticmethod
    def _near(hit: Hit, verb: Word) -> bool:
        """Whether a mention stands in no clause below or beside the verb's: "der im Exil in Portugal lebt"."""
        clause = clause_of(hit.head)
        mine = clause_of(verb)
        return clause is mine or clause in list(mine.ancestors())

    def _is_where(self, hit: Hit) -> bool:
        """Whether a mention says where something happens: "in Minsk", "in der Nähe von Minsk"."""
        word = hit.head
        cases = set(prepositions(word, self.lexicon))
        if cases & self.lexicon.locative:
            return True
        head = word.head
        return (
            head is not None
            and head.pos == "NOUN"
            and word.dep in ("nmod", "appos", "flat")
            and not cases - self.lexicon.owner_prepositions
            and self.lexicon.is_area(head.lemma.lower(), head.lower)
            and head.child("case") is not None
        )

    def _is_inside(self, hit: Hit) -> bool:
        """Whether a mention says where something is, and not from or to where it moves."""
        cases = set(prepositions(hit.head, self.lexicon))
        head = hit.head.head
        inside = cases & self.lexicon.within
        if not cases & self.lexicon.locative and head is not None:
            inside = set(prepositions(head, self.lexicon)) & self.lexicon.within
        return self._is_where(hit) and bool(inside)

    def scene(self, n: int) -> Ent | None:
        """The country where a sentence's events happen, if it names just one place; else None."""
        found: dict[int, Ent] = {}
        for word in self.reading.sentences[n].words:
            hit = self.reading.hit(n, word)
            if hit is not None and hit.head is not word:
                continue
            hit = self.arguments.town(n, word) or hit
            ent = self._country(hit) if hit is not None and self._is_inside(hit) else None
            if ent is not None:
                found[id(ent)] = ent
        return next(iter(found.values())) if len(found) == 1 else None

    def home(self) -> Ent | None:
        """The country that an article is about, by the town that it names most or else by all names."""
        return self._scene() or self.reading.home_country

    def mention(self, gap: Gap, ent: Ent) -> Hit:
        """A country understood at a gap's trigger, by its last mention."""
        named = self._named(ent, gap.sent)
        if named is not None:
            return understood(gap, gap.trigger, named)
        verb = gap.trigger
        hit = Hit(gap.sent, verb.i, verb.i, verb, verb.text, "implied", "country")
        hit.ent = ent
        return hit

    def _country(self, hit: Hit) -> Ent | None:
        if hit.ent is None or not (
            hit.ent.type == "country" or hit.kind == "place" or hit.label == "capital"
        ):
            return None
        ent = self.reading.table.known(hit.ent.country)
        return ent if ent is not None and ent.type == "country" else None

    def _named(self, ent: Ent, n: int) -> Hit | None:
        """The last mention of an actor up to a sentence, else its first."""
        every: Iterable[Hit] = (h for row in self.reading.hits for h in row if h.ent is ent)
        rows = list(every)
        return next((h for h in reversed(rows) if h.sent <= n), rows[0] if rows else None)


def understood(gap: Gap, word: Word, hit: Hit) -> Hit:
    """An actor of another sentence, understood at a word of this one."""
    return understood_in(gap.sent, word, hit)


def understood_in(n: int, word: Word, hit: Hit) -> Hit:
    """An actor understood at a word of sentence n."""
    found = Hit(n, word.i, word.i, word, word.text, "implied", hit.label)
    found.ent, found.antecedent = hit.ent, hit
    return found
