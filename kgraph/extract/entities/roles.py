"""Role phrases: "der iranische Botschafter in Russland, Kasem Dschalali", "EU-Kommissarin Kallas".

A role phrase has a title, perhaps the country or body in which the office is held, and perhaps a name.
"""

from __future__ import annotations

from itertools import pairwise

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.appositions import (
    apposed,
    before_brackets,
    behind_phrase,
    closed,
    in_brackets,
    named_behind,
    past_apposition,
    past_noun,
    past_phrase,
    past_rank,
    put_last,
)
from kgraph.extract.entities.bodies import Bodies
from kgraph.extract.entities.namings import QUOTES
from kgraph.extract.entities.office import Role
from kgraph.extract.entities.predicates import Predicates
from kgraph.extract.entities.titles import Titles, plural_form
from kgraph.extract.entities.trimming import Trimmer
from kgraph.extract.grammar.clauses import prepositions
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.knowledge import Knowledge


class RoleFinder:
    """Finds role phrases of one language."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.lang = lexicon.lang
        self.titles = Titles(knowledge, lexicon)
        self.bodies = Bodies(knowledge, lexicon)
        self.predicates = Predicates(lexicon)
        self.trimmer = Trimmer(knowledge, lexicon, self.titles)

    def find(self, n: int, sentence: Sentence, hits: list[Hit], text: str) -> list[Role]:
        """The role phrases of sentence number `n`; `hits` are its names. A name that only the title gives
        away ("Bürgermeister Hinterhuber") is added to `hits`."""
        roles = []
        at = {i: hit for hit in hits for i in range(hit.first, hit.last + 1)}
        words = sentence.words
        self.trimmer.trim(sentence, at, hits, text)
        titles = list(self.titles.within(words, at))
        for _, last, _, _ in titles:
            self._free(words[last : last + 1], at, hits)
        for first, last, title, prefix in titles:
            if (
                first > 1
                and words[first - 1].text == "-"
                and words[first - 2].lower in self.lexicon.loose_prefixes
            ):
                prefix = words[first - 2].lower
            role = Role(n, words[last], title, prefix)
            role.plural = words[last].has("Number=Plur") or plural_form(role, words, self.lexicon)
            self.bodies.find(role, words, first, last, at, hits)
            if self._mere_office(role):
                self.predicates.find(role, at)
            else:
                self._person(role, sentence, first, last, at, hits, text)
                self.predicates.had(role, at)
            self._further_names(role, words, at)
            roles.append(role)
        for role, following in pairwise(roles):
            self._share(role, following, words)
        return roles

    def _mere_office(self, role: Role) -> bool:
        """ "das Amt des Präsidenten": the office and nobody who holds it."""
        head = role.word.head
        return (
            head is not None
            and head.pos == "NOUN"
            and role.word.dep == "nmod"
            and head.lemma.lower() in self.lexicon.posts
            and not prepositions(role.word, self.lexicon)
        )

    def _share(self, role: Role, following: Role, words: list[Word]) -> None:
        """One person with two titles: "der FDP-Chef und Außenminister X", "NATO-Oberbefehlshaber General X", "X,
        Parteichef und Minister". A second article makes it two persons."""
        body = role.body
        first = max(role.word.i, body.last if body is not None and body.first > role.word.i else 0) + 1
        between = words[first : following.word.i]
        joined = bool(between) and between[0].lower in self.lexicon.membership["and"]
        if role.plural or following.plural or any(w.pos not in ("ADJ", "ADV") for w in between[1:]):
            return
        if between and not joined:
            return
        if {role.title.gender, following.title.gender} == {"m", "f"} or self._apart(role, following):
            return
        if role.name is None and following.name is not None and following.name.first > following.word.i:
            led = role.owner is not None or role.prefix or body is not None or not joined
            led = led or any(c.pos in ("DET", "ADJ") and c.i < role.word.i for c in role.word.children)
            if led and not role.predicate:
                role.name = following.name
        elif following.name is None and role.name is not None and not following.predicate:
            if (joined and role.name.last < role.word.i) or (not between and role.body is None):
                following.name = role.name  # "der Vorsitzende Richter, X"

    def _apart(self, role: Role, following: Role) -> bool:
        """Whether two titles are held in different states, and so by two persons: "with the French president and
        Chancellor Merz"."""
        if role.owner is None or role.owner.type != "country":
            return False
        states = {following.owner.country} if following.owner is not None else set()
        if not states and following.name is not None:
            states = {person.country for person in self.knowledge.person_forms(following.name.text)}
        return len(states) == 1 and None not in states and role.owner.country not in states

    def _free(self, words: list[Word], at: dict[int, Hit], hits: list[Hit]) -> None:
        """A title is no part of an organisation's name, whatever the recogniser says, unless it tells whose it is
        ("Verband der Unternehmer")."""
        for word in words:
            hit = at.get(word.i)
            if hit is not None and hit.head is not word and self.lexicon.names_body(hit.head.lower):
                continue
            if hit is not None and hit.entry is None and hit.label not in ("person", "government"):
                hits.remove(hit)
                for i in range(hit.first, hit.last + 1):
                    del at[i]

    def _further_names(self, role: Role, words: list[Word], at: dict[int, Hit]) -> None:
        """ "die Sonderbeauftragten A und B": a plural title goes with every name of the list."""
        if role.name is None or role.name.first < role.word.i or not self._means_several(role):
            return
        k = self._past_origin(role.name.last + 1, words, at)
        while k < len(words) and words[k].lower in (",", *self.lexicon.membership["and"]):
            hit = at.get(k + 1)
            if hit is None or hit.label != "person" or hit.first != k + 1:
                return
            role.others.append(hit)
            k = self._past_origin(hit.last + 1, words, at)

    def _means_several(self, role: Role) -> bool:
        """Whether the title is plural; "Sonderbeauftragte" beside a man's name is, whatever the parser says."""
        if role.plural or role.title.number == "pl" or role.more_bodies:
            return True
        article, link = role.word.child("det"), role.word.child("case")
        if article is not None and link is not None:
            # "mit den Vorsitzenden A und B": no singular
            if article.lower in self.lexicon.plural_datives and link.lower in self.lexicon.with_dative:
                return True
        gender = self.knowledge.gender(role.name.text) if role.name is not None else None
        singular = role.word.child("det")
        return (
            self.lang == "de"
            and role.title.gender == "f"
            and gender == "m"
            and role.word.text.endswith("te")
            and (singular is None or singular.lower in self.lexicon.plural_articles)
        )

    def _past_origin(self, k: int, words: list[Word], at: dict[int, Hit]) -> int:
        """Step over "aus der Slowakei", "(CDU)" after a name of a list."""
        start = k
        while k < len(words) and k < start + 4:
            if k in at and at[k].label != "person" and k > start:
                k = at[k].last + 1
                return k + 1 if k < len(words) and words[k].text == ")" else k
            if k == start and words[k].lower not in ("(", *self.lexicon.of, *self.lexicon.origin):
                return start
            k += 1
        return start

    def _person(
        self,
        role: Role,
        sentence: Sentence,
        first: int,
        last: int,
        at: dict[int, Hit],
        hits: list[Hit],
        text: str,
    ) -> None:
        """The name that goes with the title: right after it, after its body and a comma, before it, or
        the subject of "ist Präsident"."""
        words = sentence.words
        k = last + 1
        while k < len(words) and k not in at and words[k].lower in self.lexicon.degrees:
            k += 1  # "Rektorin Dr. X", "Bundeskanzler a. D. Gerhard Schröder"
        if k in at and at[k].text.lower().removesuffix("s") in self.lexicon.no_towns:
            at[k].label = at[k].kind = "place"  # "der Monarch Europas"
        if (
            k in at
            and at[k].label in ("person", "place", "organisation")
            and at[k].first == k
            and at[k] is not role.body
        ):
            if at[k].label == "person" or (
                at[k].entry is None
                and role.title.relation
                and (not words[k].text.endswith("s") or words[k].dep in ("appos", "flat"))
            ):
                at[k].label = "person"
                role.name = at[k]
                return
        if (bracketed := in_brackets(words, k, at)) is not None and not role.plural:
            role.name = bracketed  # "der Bundespräsident (Jonas Berg)"
            return
        proper = (
            k < len(words) and k not in at and words[k].pos in ("PROPN", "X") and words[k].text[0].isupper()
        )
        if proper and self.lang == "de" and words[k].dep == "nmod" and words[k].text.endswith("s"):
            proper = words[k + 1 : k + 2] != [] and words[k + 1].dep == "flat"  # "der Monarch Europas"
        if proper and not (role.body is not None and role.body.first == k):
            role.name = self._new_name(role.sent, sentence, k, at, hits, text)
            if role.name is not None:
                return
        reach = last
        if role.body is not None and role.body.first > last:
            k = self._past_bodies(role, words, at)
            reach = k - 1
            while k in at and at[k].label == "country" and words[k].text.endswith("s"):
                k = at[k].last + 1  # "des Sicherheitsrates Irans, Ali Laridschani"
            larger = (
                at.get(k + 1) if k < len(words) and words[k].lower in self.lexicon.genitive_articles else None
            )
            if larger is not None and larger.first == k + 1 and larger.label != "person":
                k = larger.last + 1  # "der Versammlung des Europarats, Jean Dupont"
            if k < len(words) and words[k].text in QUOTES:
                k += 1  # "Chef der Gewerkschaft „Bau und Boden“"
            if k < len(words) and words[k].text == "(":
                # "der Partei Recht und Gerechtigkeit (PiS)", "der Linkspartei (Parti de Gauche), X"
                k = next((j for j in range(k + 2, min(k + 7, len(words))) if words[j].text == ")"), k)
            if k < len(words) and words[k].text == ")":
                k += 1
            if k + 1 < len(words) and words[k].text == "/" and k + 1 not in at:
                k += 2  # "der Sprecher der CDU/CSU-Fraktion X"
            k = past_phrase(words, k, at)
            if (end := past_apposition(words, k, at)) > k:
                k = reach = end
        elif k not in at:
            # "Botschafter in Russland, Kasem Dschalali": step over one phrase
            while (
                k < len(words)
                and k <= last + 7
                and words[k].text not in (",", ".", "(", ":")
                and words[k].pos not in ("VERB", "AUX")
            ):
                if k in at and at[k].label == "person":
                    break
                if self.titles.look(words[k].text) is not None and words[k].text[0].isupper():
                    if k + 1 < len(words) and words[k + 1].text == ",":
                        k += 1  # "der Berater des Präsidenten, X": it goes with the outer one
                    break  # "Berater des Präsidenten X": the name goes with the nearer title
                k += 1
        if role.person_owner is not None and at.get(k) is role.person_owner:
            k = role.person_owner.last + 1  # "der Sprecher von X, Pawel Maschejka"
        if k < len(words) and (words[k].text == "," or (words[k].text == ":" and k == last + 1)):
            k += 1
        while k < len(words) and k not in at and words[k].lower in self.lexicon.degrees:
            k += 1  # "der Präsident des Rates, Prof. Dr. X"
        if k > last + 1 and k < len(words) and self.titles.look(words[k].text) is not None:
            k = past_rank(words, k, at)
        k = past_noun(words, k, last, at, self.lexicon.membership["and"])
        if (
            k in at
            and at[k].label == "person"
            and at[k].first == k
            and k - reach <= 9
            and words[k - 1].pos != "ADP"  # "ersetzte den Leiter der Delegation durch X"
            and (
                closed(words, at[k].last, k, role.word)
                or (role.plural and self._goes_on(words, at[k].last, at))
            )
            and not self._another(role, words, last, k)
        ):
            role.name = at[k]
            return
        unseen = k > last + 1 and k < len(words) and k not in at
        if unseen and (apposed(role, words, k) or named_behind(role, words, k, self.knowledge)):
            role.name = self._new_name(role.sent, sentence, k, at, hits, text)
            if role.name is not None:
                return
        if k > last + 1 and words[k - 1].lower in self.lexicon.examples and k in at and at[k].first == k:
            if at[k].label == "person":
                role.name = at[k]  # "Vorgänger wie Tony Blair"
                return
        self._before(role, words, first, at)
        if role.name is None and not role.plural:
            role.name = behind_phrase(role, words, at)
        if role.name is None:
            self.predicates.find(role, at)

    def _goes_on(self, words: list[Word], last: int, at: dict[int, Hit]) -> bool:
        """Whether another name follows: "die Vorsitzenden der Partei, A und B"."""
        following = at.get(last + 2)
        return (
            last + 2 < len(words)
            and words[last + 1].lower in self.lexicon.membership["and"]
            and following is not None
            and following.label == "person"
        )

    def _past_bodies(self, role: Role, words: list[Word], at: dict[int, Hit]) -> int:
        """The position behind a body and those named beside it: "die Außenminister von Estland und Lettland, ..."."""
        assert role.body is not None
        k = role.body.last + 1
        while k + 1 < len(words) and words[k].lower in (",", *self.lexicon.membership["and"]):
            j = k + 1 + (words[k + 1].pos == "DET")
            hit = at.get(j)
            if hit is None or hit.first != j or hit.label != role.body.label or hit.label == "person":
                break
            role.more_bodies.append(hit)
            k = hit.last + 1
        return k

    def _another(self, role: Role, words: list[Word], last: int, k: int) -> bool:
        """Whether the name further on is somebody else's: "der Bruder des Papstes, Georg R.", "der Anwalt des
        Präsidenten, Rudy G."; "soll der Papst nach seinem Rücktritt in die Residenz Castel Gandolfo"."""
        head = role.word.head
        if head is not None and head.i < role.word.i and head.pos == "NOUN":
            if head.lemma.lower() in self.lexicon.kin:
                return True
            joined = role.word.dep == "conj"  # "Minister und Chef des Rates, X"
            if (
                words[k - 1].text == ","
                and not joined
                and head.i >= role.word.i - 3
                and self.titles.look(head.text)
            ):
                return True
        between = words[last + 1 : k]
        # "Birgit Prinz und Fatmire Bajramaj"; but "der Abgeordnete und Hafenexperte X" is one
        listed = bool(between) and between[0].pos == "CCONJ" and between[1:2] != [words[k - 1]]
        return words[k - 1].text != "," and (listed or sum(w.pos == "ADP" for w in between) > 1)

    def _new_name(
        self, n: int, sentence: Sentence, k: int, at: dict[int, Hit], hits: list[Hit], text: str
    ) -> Hit | None:
        words = sentence.words
        end = k
        shouted = sentence.title and self.lang == "en"  # "Chancellor Merz Meets": capitals say nothing
        while (
            not shouted
            and end + 1 < len(words)
            and end + 1 not in at
            and end - k < 3
            and (
                words[end + 1].pos == "PROPN"
                or (words[end + 1].dep == "flat" and words[end + 1].head is words[k])
            )
            and (words[end + 1].text[0].isupper() or "-" in words[end + 1].text)
        ):
            end += 1
        if self.titles.look(words[k].text) is not None or self.knowledge.adjective(words[k].text):
            return None
        outer = words[k].head
        if self.lang == "en" and outer is not None and outer.i > end and outer.pos in ("NOUN", "PROPN"):
            return None  # "the General Security Act"
        name = " ".join(text[words[k].start : words[end].end].split())
        if len(name) < 3 or not any(c.islower() for c in name):
            return None
        hit = Hit(n, k, end, words[k], name, "name", "person")
        hits.append(hit)
        hits.sort(key=lambda h: h.first)
        for i in range(k, end + 1):
            at[i] = hit
        return hit

    def _before(self, role: Role, words: list[Word], first: int, at: dict[int, Hit]) -> None:
        """Loose apposition: "Ali Larijani, ein hochrangiger Berater des ...", "X, einer der Gründer der Partei"."""
        back = first - 1
        while role.plural and back > 0 and words[back].pos in ("DET", "ADP", "ADJ") and back > first - 4:
            if words[back].lower in self.lexicon.one_of:
                break
            back -= 1
        one = role.plural and back > 0 and words[back].lower in self.lexicon.one_of
        first = back if one else first
        k = first - 1
        while k >= 0 and k >= first - 6 and words[k].text not in (",", "(", ")", "–", "-"):
            if k in at and not (at[k].label != "person" and role.word in words[k].ancestors()):
                break
            # "die für Fischerei zuständige norwegische Ministerin" is one phrase
            inside = words[k].pos in ("ADP", "CCONJ") and role.word in words[k].ancestors()
            inside = inside or self.knowledge.modifier(words[k].lower) is not None  # "acting premier"
            if words[k].pos in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ") and not inside:
                return
            k -= 1
        if k < 0:
            return
        if k in at and at[k] in (role.body, role.person_owner):
            k = at[k].first - 1  # "Steve Witkoff, Trumps Sondergesandter"
        if k < 1 or words[k].text not in (",", "(", "–"):
            return
        at_end, bracket = before_brackets(words, k - 1), None
        if at_end < k - 1:
            bracket = words[k - 2]  # "Jonas Berg (SPÖ), amtierender Ministerpräsident"
        if at_end in at and at[at_end].label == "person":
            hit = at[at_end]
            head = role.word.head
            if (
                role.word.dep == "appos"
                or one
                or head is hit.head
                or head in (None, words[hit.first], bracket)
                or (head.dep == "acl" and head.head is hit.head)
                or words[k].text == "("
            ):
                role.name = hit
        else:
            role.name = put_last(words, k, role, at)
