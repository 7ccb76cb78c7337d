"""Offices that a clause gives: "X ist Präsident", "trat als Premier zurück", "nach der Amtszeit von X als Kanzler"."""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.office import Role
from kgraph.extract.grammar.clauses import (
    is_passive,
    prepositions,
    relative_antecedent,
    verb_lemma,
    verb_slots,
)
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word


class Predicates:
    """Finds the holder of an office in its clause."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, role: Role, at: dict[int, Hit]) -> None:
        """ "X ist Präsident", "bleibt Kanzlerin", "trat als Premier zurück", "wurde zum Präsidenten gewählt"."""
        word, verb = role.word, role.word.head
        if verb is not None and word.dep == "nmod" and verb.lower in self.lexicon.one_of:
            word, verb = verb, verb.head  # "ist einer der Gründer"
        if word.child("cop") is not None or self._becomes(word):
            role.predicate = True
            role.subject = word.child("nsubj", "nsubj:pass")
            # "was elected leader", where a parser takes the verb for an adjective
            role.appointed = any(
                c.pos == "VERB" and verb_lemma(c) in self.lexicon.installing for c in word.kids("amod")
            )
        elif verb is not None:
            role.subject = (
                self._office_taken(role, word, verb, at)
                or self._new_holder(word, verb, at)
                or self._misread_copula(word, verb)
            )
        if role.subject is None:
            return
        role.subject = relative_antecedent(role.subject, self.lexicon) or role.subject
        role.predicate = True
        role.name = _named_by(role.subject, at)
        if role.plural and role.name is not None:
            others = (_named_by(word, at) for word in role.subject.kids("conj"))
            role.others.extend(hit for hit in others if hit is not None)

    def had(self, role: Role, at: dict[int, Hit]) -> None:
        """ "Estland hat eine neue Präsidentin: X", "Die Partei bekommt mit X eine neue Chefin"."""
        word, lexicon = role.word, self.lexicon
        verb: Word | None = (
            word if any(c.lemma.lower() in lexicon.offices["having"] for c in word.kids("aux")) else word.head
        )
        had = word.dep == "obj" and verb is not None and verb_lemma(verb) in lexicon.offices["having"]
        if role.body is not None or role.owner is not None or role.plural or verb is None:
            return
        if not had and (verb is not word or word.child("cop") is not None):
            return
        along = (
            w
            for w in verb.kids("obl", "obl:arg", "nmod")
            if set(prepositions(w, lexicon)) & lexicon.offices["along"]
        )
        role.name = role.name or next((hit for w in along if (hit := _named_by(w, at)) is not None), None)
        subject = self._subject(verb) if had else word.child("nsubj")
        role.appointer = subject if role.name is None or role.name.head is not subject else None

    def _becomes(self, word: Word) -> bool:
        """ "Jonas Berg wird der neue Finanzminister": "werden" as the parser's auxiliary of a noun."""
        return word.pos == "NOUN" and any(c.lemma.lower() in self.lexicon.become for c in word.kids("aux"))

    def _misread_copula(self, word: Word, verb: Word) -> Word | None:
        """ "Sie ist seit 2000 Parteichefin": a year's preposition, and the copula as a verb of its own."""
        loose = [c for c in word.kids("case") if not any(w.pos == "NUM" and w.i > c.i for w in word.children)]
        bare = word.dep in ("obl", "obj", "xcomp", "nsubj") and not loose
        if verb.lemma.lower() not in self.lexicon.offices["being"] or not bare:
            return None
        subject = self._subject(verb)
        return subject if subject is not None and subject is not word and subject.i < word.i else None

    def _new_holder(self, word: Word, verb: Word, at: dict[int, Hit]) -> Word | None:
        """ "Ministerpräsident bleibt X", "Neuer Kanzler wird der Sozialdemokrat X": the office stands first."""
        if not word.dep.startswith("nsubj"):
            return None
        if verb.child("cop") is not None:
            told = [verb]
        elif verb_lemma(verb) in self.lexicon.become | self.lexicon.offices["called"]:
            told = verb.kids("nsubj", "nsubj:pass", "xcomp", "obj", "iobj", "appos", "dep")
        else:
            return None
        heads = [head for head in told if head.i > word.i]
        for one in (name for head in heads for name in _appositions(head)):
            hit = at.get(one.i)
            if hit is not None and hit.label == "person":
                return one
        return None

    def _office_taken(self, role: Role, word: Word, verb: Word, at: dict[int, Hit]) -> Word | None:
        """Who gets, has or leaves an office, where the verb says so: "als Premier zurücktreten"."""
        lex = self.lexicon
        if verb.pos == "NOUN" and verb.lemma.lower() in lex.posts and verb.head is not None:
            # "übernimmt das Amt der Ministerin"
            holds = verb.dep == "obj" and verb_lemma(verb.head) in lex.holding
            if holds:
                return self._subject(verb.head)
            if not set(prepositions(verb, lex)) & lex.offices["out_of"]:
                return None
            if verb.head.pos == "NOUN":  # "sein Rücktritt vom Amt des Ministers"
                return (
                    self._term_holder(verb.head, verb)
                    if verb.head.lemma.lower() in lex.offices["terms"]
                    else None
                )
            if verb_lemma(verb.head) not in lex.leaving | lex.offices["giving_up"]:
                return None
            left = verb.head.child("obj") if verb_lemma(verb.head) not in lex.offices["giving_up"] else None
            return verb.head.child("nsubj:pass") or left or self._subject(verb.head)
        if verb.pos == "NOUN" and lex.as_office & set(prepositions(word, lex)):
            return self._term_holder(verb, word) if verb.lemma.lower() in lex.offices["terms"] else None
        if verb.pos not in ("VERB", "AUX", "ADJ"):
            return None
        lemma = verb_lemma(verb)
        bare = word.dep in ("xcomp", "obj", "nsubj", "oprd", "attr")
        cases = set(prepositions(word, lex))
        if (bare or word.dep in ("iobj", "obl")) and not cases and lemma in lex.become:
            subject = self._subject(verb)
            return subject if subject is not word else None
        named = bare and not cases and word.dep != "nsubj"  # "elected her president"
        into = cases & (lex.into_office | lex.as_office)
        if (
            lemma in lex.installing
            and (into or named)
            and not (cases & lex.as_office and verb.child("obj") is None)
        ):
            found = verb.child("nsubj:pass") if is_passive(verb) else verb.child("obj", "iobj")
            role.appointed = found is not None and found is not word
            if role.appointed:
                role.appointer = verb.child("obl:agent") if is_passive(verb) else self._subject(verb)
            return found if role.appointed else None
        if lemma in lex.offices["rising"] and cases & lex.into_office:
            return self._subject(verb)
        if cases & lex.as_office and (holder := self._term_before(word, at)) is not None:
            return holder
        if cases & lex.as_office:
            object_ = verb.child("obj")
            if object_ is not None and object_.lemma.lower() in lex.offices["terms"]:
                return self._term_holder(object_, word)
            post = object_ is not None and object_.lemma.lower() in lex.posts
            opens = word.i < verb.i and all(w.i > word.i for w in verb.kids("nsubj", "obj", "aux"))
            plain = (
                object_ is None or post or opens or lemma in lex.succeeding
            )  # "Als Minister kennt X die Lage"
            if lemma in lex.seeming or not plain:
                return None
            return verb.child("nsubj:pass") or self._subject(verb)
        return None

    def _term_before(self, word: Word, at: dict[int, Hit]) -> Word | None:
        """ "seit dem Amtsantritt von X (CDU) als Kanzlerin", where a parser hangs the office on the verb."""
        link = word.child("case")
        hit = (
            next((at[i] for i in range(link.i - 1, max(-1, link.i - 5), -1) if i in at), None)
            if link
            else None
        )
        if hit is not None and hit.label == "party":
            hit = at.get(hit.first - 2)
        told = hit.head.head if hit is not None and hit.label == "person" else None
        if told is None or told.pos != "NOUN" or told.lemma.lower() not in self.lexicon.offices["terms"]:
            return None
        return hit.head if hit is not None and told.i < hit.first else None

    def _term_holder(self, noun: Word, title: Word) -> Word | None:
        """Whose resignation or term of office it is: "der Rücktritt von X als Premier", "erklärte ihren Rücktritt"."""
        owners = [
            c for c in noun.kids("nmod", "nmod:poss") if c is not title and c.pos in ("NOUN", "PROPN", "X")
        ]
        if owners:
            return owners[0] if owners[0].pos != "NOUN" else None
        verb = noun.head
        while verb is not None and verb.pos == "NOUN" and not noun.dep.startswith("nsubj"):
            noun, verb = verb, verb.head
        if verb is None or verb.pos not in ("VERB", "AUX") or noun.dep.startswith("nsubj"):
            return None
        return self._subject(verb)

    def _subject(self, verb: Word) -> Word | None:
        """The subject of a verb, wherever the clause has it."""
        found = verb_slots(verb, self.lexicon).get("subj")
        return found[0] if found else None


def _appositions(head: Word) -> list[Word]:
    """A noun and what stands in apposition to it: "ein General, Kommandeur Jonas Berg"."""
    found = [head]
    for word in found:
        if len(found) < 6:
            found.extend(word.kids("appos", "flat", "compound"))
    return found


def _named_by(word: Word, at: dict[int, Hit]) -> Hit | None:
    """The person that a word names, or the noun before a name does: "die Juristin Petra Lindner"."""
    for told in (word, *(c for c in word.kids("appos", "flat") if c.i == word.i + 1)):
        hit = at.get(told.i)
        if hit is not None and hit.label == "person":
            return hit
    return None
