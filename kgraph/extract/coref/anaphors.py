"""Nouns that stand for an actor named before: "das Land", "die Miliz", "die 58-Jährige", "beide Seiten"."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from kgraph.extract.coref.antecedents import Antecedents
from kgraph.extract.coref.countries import Countries
from kgraph.extract.coref.members import Members
from kgraph.extract.coref.referents import Referent, article_gender, groups, is_subject, top
from kgraph.extract.coref.several import Several
from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Entry, Knowledge

# Of whom a plural may be one: "die Rebellen", "die Behörden".
_MASSES = frozenset(["armed_group", "government"])
_AGED = re.compile(r"\d{2}-jährige[rnms]*|\d{2}-year-old", re.IGNORECASE)


class Anaphors:
    """Resolves the anaphoric nouns of one article."""

    def __init__(
        self, reading: Reading, knowledge: Knowledge, lexicon: Lexicon, antecedents: Antecedents
    ) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.antecedents = antecedents
        self._countries = Countries(reading, lexicon, antecedents)
        self._several = Several(reading, knowledge, lexicon, antecedents, self.types)
        self._members = Members(reading, knowledge, lexicon, antecedents)
        self._kinds: dict[int, set[str]] = {}
        self._named: set[int] = {id(h.ent) for row in reading.hits for h in row if h.kind == "name"}
        for n, hits in enumerate(reading.hits):
            for hit in hits:
                self._learn(n, hit)

    def _learn(self, n: int, hit: Hit) -> None:
        """Note the common nouns an actor is called by: "Rebellengruppe M23", "Landkreis Oberlauter"."""
        if hit.ent is None or hit.kind not in ("name", "noun"):
            return
        words = self.reading.sentences[n].words
        nouns = {w.lemma.lower() for w in words[hit.first : hit.last + 1] if w.pos in ("NOUN", "PROPN")}
        above = top(hit.head)
        for word in (above, words[hit.first - 1] if hit.first else above):
            if word.pos == "NOUN" and (word is not above or above.i != hit.head.i):
                nouns.add(word.lemma.lower())
        self._kinds.setdefault(id(hit.ent), set()).update(nouns)

    # --- one actor ---------------------------------------------------------------------------------------

    def one(self, n: int, word: Word) -> Referent | None:
        """Whom a definite noun in the singular stands for."""
        noun = word.lemma.lower()
        lower = word.lower
        if not self._definite(n, word) or self._modified(word):
            return None
        whose = self._origin(word)
        people = self._members.kind(word)
        if people == "authorities":
            return self._countries.meant(n, word)
        if people is not None:
            return self._members.meant(n, word, people, whose)
        gender = self._person_noun(word)
        if gender is not None or _AGED.fullmatch(lower):
            return self._person(n, word, gender, whose)
        types = self.types(noun) or self.types(lower) or self.types(lower.removesuffix("n"))
        if not types or (whose is not None and "country" in types):
            return None
        if word.has("Number=Plur") and not set(types) <= _MASSES:
            return self._side_by_side(n, word, types)
        called = self._countries.reporting(n, word) or self._called(n, word, noun, types, whose)
        if called is not None or types == ("government",):
            return called
        if types == ("country",):
            return self._countries.meant(n, word)
        return self._nearest(
            n, word, lambda ent: _of(ent, types) and not self._another(ent) and self._from(ent, whose)
        )

    def _side_by_side(self, n: int, word: Word, types: tuple[str, ...]) -> Referent | None:
        """ "die Parteien": those named side by side in this sentence or the one before, and no single one."""
        pointed = any(c.lower in self.lexicon.pointing for c in word.kids("det"))
        if word.kids("acl:relcl", "acl") or ("country" in types and not pointed):
            return None
        for m, hits in islice(self.antecedents.before(n, word.i), 2):
            for group in groups(hits):
                if all(_of(ent, types) for ent in group.ents):
                    return group
            if m < n and any(h.ent is not None and _of(h.ent, types) for h in hits):
                return None
        return None

    def _another(self, ent: Ent) -> bool:
        """Whether a body has no name but another noun: "the council" is not "the police"."""
        return ent.type == "government" and id(ent) not in self._named and bool(self._kinds.get(id(ent)))

    def types(self, noun: str) -> tuple[str, ...]:
        """The types of actors that a noun can stand for; of a German compound its last part counts."""
        table = self.lexicon.anaphors
        return table[noun] if noun in table else self.lexicon.anaphor_endings.of(noun) or ()

    def inhabitant(self, n: int, hit: Hit) -> Referent | None:
        """ "der Omaner": the person of that country, if the article names one who fits."""
        country = hit.entry.id if hit.entry is not None else None
        gender = article_gender(hit.head, self.lexicon)
        if country is None or gender is None:
            return None
        genders = {"m", "f"} if gender == "x" else {gender}

        def fits(ent: Ent) -> bool:
            return ent.type == "person" and self.knowledge.same_state(ent.country, country)

        return self.antecedents.best(n, hit.head, genders, allowed=fits) or self._only(
            n, hit.head, genders, fits
        )

    def _only(self, n: int, word: Word, genders: set[str], fits: Callable[[Ent], bool]) -> Referent | None:
        """The one person of the whole article who fits."""
        found = [e for e in self.reading.table.persons() if fits(e) and self.antecedents.agrees(e, genders)]
        hit = self.before(n, word.i, found[0]) if len(found) == 1 else None
        return Referent((found[0],), hit) if hit is not None else None

    def _person_noun(self, word: Word) -> str | None:
        """The gender of those whom a noun can call so in place of their name; None if it is no such noun."""
        table = self.lexicon.person_nouns
        for form in (word.lower, word.lemma.lower()):
            gender = table.get(form) or self.lexicon.person_endings.of(form)
            if gender is not None:
                return gender
        return None

    def _origin(self, word: Word) -> Entry | None:
        """The country that a noun says an actor is from: "der russische Konzern", "das US-Unternehmen"."""
        adjectives = (self.knowledge.adjective(c.text) for c in word.kids("amod"))
        front = word.text.rpartition("-")[0]
        prefix = self.knowledge.prefix(front) if front else None
        return next((e for e in (*adjectives, prefix) if e is not None), None)

    def _from(self, ent: Ent, whose: Entry | None) -> bool:
        return whose is None or ent.country is None or self.knowledge.same_state(ent.country, whose.id)

    def _person(self, n: int, word: Word, gender: str | None, whose: Entry | None = None) -> Referent | None:
        genders = {gender} if gender in ("m", "f") else set()
        if not genders:
            article = article_gender(word, self.lexicon)
            genders = {article} if article in ("m", "f") else {"m", "f"}
        noun = word.lemma.lower()
        called = [
            ent
            for ent in self.reading.table.persons()
            if (self._is_called(ent, noun) or _titled(ent, noun)) and self._from(ent, whose)
        ]
        barred = self.antecedents.barred(n, word, False) if word.dep in ("obj", "iobj") else set()
        called = [ent for ent in called if id(ent) not in barred]
        if len(called) == 1 and self.antecedents.agrees(called[0], genders):
            hit = self.before(n, word.i, called[0])
            if hit is not None:
                return Referent((called[0],), hit)
        return self.antecedents.best(
            n, word, genders, allowed=lambda ent: ent.type == "person" and self._from(ent, whose)
        )

    def _called(
        self, n: int, word: Word, noun: str, types: tuple[str, ...], whose: Entry | None
    ) -> Referent | None:
        """The last actor before that the article calls by this noun."""
        for m in range(n, -1, -1):
            for hit in sorted(self.reading.hits[m], key=lambda h: -h.first):
                ent = hit.ent
                if (
                    ent is None
                    or ent.type == "person"
                    or hit.kind == "place"
                    or (m == n and hit.last >= word.i)
                ):
                    continue
                if not self._from(ent, whose):
                    continue
                if ent.type in (*types, "organisation", "group") and self._is_called(ent, noun):
                    return Referent((ent,), hit)
        return None

    def _is_called(self, ent: Ent, noun: str) -> bool:
        tail = noun.removesuffix("en") if noun.endswith("en") and len(noun) > 5 else noun
        return any(
            kind == noun
            or (
                self.lexicon.lang == "de" and len(noun) > 4 and (kind.endswith(noun) or kind.startswith(tail))
            )
            for kind in self._kinds.get(id(ent), ())
        )

    def _nearest(self, n: int, word: Word, allowed: Callable[[Ent], bool]) -> Referent | None:
        """The only one of its kind in the nearest sentence that has any, or there the subject."""
        acting = self.antecedents.subject_of_clause(n, word, {"m", "f", "n", "pl"})
        barred = self.antecedents.barred(n, word, False) | (acting.key if acting is not None else set())
        for m, hits in self.antecedents.before(n, word.i):
            rows = [h for h in hits if h.ent is not None and allowed(h.ent) and h.kind != "adjective"]
            rows = [h for h in rows if id(h.ent) not in barred]
            ents = list(dict.fromkeys(h.ent for h in rows))
            if len(ents) > 1:
                rows = rows[-1:] if m == n else [h for h in rows if is_subject(h)]
                ents = list(dict.fromkeys(h.ent for h in rows))
            if len(ents) == 1:
                return Referent((ents[0],), rows[-1])  # type: ignore[arg-type]
            if ents:
                return None
        return None

    def several(self, n: int, word: Word, count: int) -> Referent | None:
        """ "die beiden", "beide Länder", "die drei Minister": so many of one kind."""
        return self._several.meant(n, word, count)

    # --- whose ---------------------------------------------------------------------------------------------

    def owned(self, word: Word, owner: Referent) -> Referent | None:
        """ "sein Land", "ihre Firma", "his agency": the country or body of the owner."""
        noun = word.lemma.lower()
        if len(owner.ents) != 1 or noun in self.lexicon.relational:
            return None
        types = self.types(noun)
        ent = owner.ents[0]
        if ent.type != "person":
            return None
        if "country" in types:
            country = self.reading.table.known(ent.country)
            return Referent((country,), owner.hit) if country is not None else None
        for role in self.reading.roles:
            held = role.name is not None and role.name.ent is ent
            body = role.body.ent if held and role.body is not None else None
            if held and body is None and role.owner is not None:
                body = self.reading.table.entry(role.owner)
            if held and body is None and role.prefix:
                body = self.reading.table.by_name(role.prefix)
            if body is not None and _of(body, types):
                return Referent((body,), owner.hit)
        return None

    def counterpart(self, word: Word, owner: Referent) -> Referent | None:
        """ "sein lettischer Amtskollege": who holds the same office there and is named in the article, else
        that country."""
        country = next(
            (e for c in word.children if (e := self.knowledge.adjective(c.text)) is not None), None
        )
        if country is None or len(owner.ents) != 1:
            return None
        offices = owner.ents[0].offices
        fits = [
            ent
            for ent in self.reading.table.persons()
            if ent is not owner.ents[0]
            and self.knowledge.same_state(ent.country, country.id)
            and (ent.offices & offices)
        ]
        if len(fits) > 1:
            return None
        ent = fits[0] if fits else self.reading.table.entry(country)
        return Referent((ent,), owner.hit)

    # --- words ---------------------------------------------------------------------------------------------

    def last(self, n: int, i: int, ent: Ent) -> Hit | None:
        """The last mention by name before word i of sentence n, else the first one after."""
        before = self.before(n, i, ent)
        if before is not None:
            return before
        for hits in self.reading.hits[n:]:
            for hit in hits:
                if hit.ent is ent and hit.kind == "name":
                    return hit
        return None

    def before(self, n: int, i: int, ent: Ent) -> Hit | None:
        """The last mention by name before word i of sentence n."""
        for m in range(n, -1, -1):
            for hit in reversed(self.reading.hits[m]):
                if hit.ent is ent and hit.kind == "name" and (m < n or hit.first < i):
                    return hit
        return None

    def _definite(self, n: int, word: Word) -> bool:
        words = self.reading.sentences[n].words
        if word.has("Number=Plur") and not self.types(word.lemma.lower()) and not self._members.kind(word):
            return False
        for child in word.children:
            if child.lower in self.lexicon.articles and child.i < word.i:
                return True
        k = word.i - 1
        while k >= 0 and words[k].pos in ("ADJ", "NUM"):
            k -= 1
        return k >= 0 and (
            words[k].lower in self.lexicon.articles or words[k].lower in self.lexicon.contracted
        )

    def _modified(self, word: Word) -> bool:
        """Whether what stands beside a noun makes it another one: a name, an owner, "andere"."""
        for child in word.children:
            if child.dep in ("nmod", "nmod:poss", "appos", "flat", "nummod", "compound") or (
                child.dep == "amod"
                and (
                    child.lemma.lower() in self.lexicon.other_words
                    # "die europäischen Länder": those of a region, not the one named last
                    or (word.has("Number=Plur") and child.lemma.lower().endswith("isch"))
                )
            ):
                return True
        front = word.text.rpartition("-")[0]
        if not front or _AGED.fullmatch(word.lower):
            return False
        # "das EU-Amt", "der Tesla-Chef": somebody's; but "der US-Konzern", "der Dax-Konzern"
        entry = self.knowledge.prefix(front)
        named = entry is not None and entry.type != "country"
        table, parts = self.reading.table, tuple(front.split("-"))
        named = named or table.by_name(front) is not None or table.known_person(parts) is not None
        return self.lexicon.lang == "en" or named


def _of(ent: Ent, types: tuple[str, ...]) -> bool:
    """Whether an actor is of one of the types; a body nobody knows may be a company."""
    return ent.type in types or ("company" in types and ent.known is None and ent.type == "organisation")


def _titled(ent: Ent, noun: str) -> bool:
    return any(role.lower().split("-")[-1].endswith(noun) for role in ent.roles)
