"""Who a pronoun may stand for: the mentions before it that agree, ranked by nearness and grammar."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kgraph.extract.coref.direct import DirectSpeech
from kgraph.extract.coref.referents import Referent, groups, is_subject, leads, noun_gender, top
from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.grammar.clauses import (
    clause_of,
    is_passive,
    prepositions,
    relative_antecedent,
    verb_lemma,
    verb_slots,
)
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

# How many sentences back a pronoun looks; further ones are hardly ever meant.
REACH = 3
# Two candidates nearer to each other than this are a tie, and a tie is no answer.
TIE = 0.25
# How many sentences back a pronoun finds actors named side by side; further ones are not one thing any more.
GROUP_REACH = 1
# What it costs to have been spoken of in a quotation only.
QUOTED = 1.0
# What each sentence further back costs.
DISTANCE = (0.0, 1.1, 2.4, 3.7)

_PLURAL_TYPES = ("party", "group", "armed_group")


class Antecedents:
    """Ranks what the pronouns of one article may stand for."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.speech = DirectSpeech(reading)
        self._genders: dict[int, set[str]] = {}
        for hits in reading.hits:
            for hit in hits:
                self.learn(hit)

    def learn(self, hit: Hit) -> None:
        """Note the grammatical gender that a mention shows: "die Gewerkschaft Verdi"."""
        ent = hit.ent
        if ent is None or ent.type == "person" or self.lexicon.lang == "en":
            return
        for word in (hit.head, top(hit.head)):
            gender = noun_gender(word)
            if gender and any(child.dep == "det" or child.pos == "DET" for child in word.children):
                self._genders.setdefault(id(ent), set()).add(gender)

    def agrees(self, ent: Ent, genders: set[str]) -> bool:
        """Whether an actor has one of these genders (m f n pl)."""
        if ent.type == "person":
            return ent.gender in genders if ent.gender is not None else bool(genders & {"m", "f"})
        if self.lexicon.lang == "en":
            return "n" in genders or (ent.type in _PLURAL_TYPES and "pl" in genders)
        learned = {ent.gender} if ent.gender is not None else self._genders.get(id(ent), set())
        if learned:
            return bool(learned & genders)
        return ent.type in _PLURAL_TYPES and bool(genders & {"pl", "f"})

    def before(self, n: int, i: int) -> Iterator[tuple[int, list[Hit]]]:
        """The sentences from n back with their mentions of actors, of sentence n only those before word i."""
        for m in range(n, max(-1, n - 1 - REACH), -1):
            if m < n and self.reading.sentences[m].title and n - m > 1:
                continue
            rows = [h for h in self.reading.hits[m] if h.ent is not None and h.kind != "place"]
            yield m, sorted((h for h in rows if m < n or h.last < i), key=lambda h: h.first)

    def places(self, n: int, i: int) -> Iterator[tuple[int, list[Hit]]]:
        """The same with capitals that are mere places: they tell of which country the text speaks."""
        for m in range(n, max(-1, n - 1 - REACH), -1):
            rows = [h for h in self.reading.hits[m] if h.ent is not None and (m < n or h.last < i)]
            yield m, sorted(rows, key=lambda h: h.first)

    def best(
        self,
        n: int,
        word: Word,
        genders: set[str],
        *,
        allowed: Callable[[Ent], bool] = lambda ent: True,
        owner: bool = False,
        grouped: bool = False,
        latest: bool = False,
    ) -> Referent | None:
        """The best referent before `word` of sentence n; None on a tie. With `owner`, word is a possessive;
        with `grouped`, actors named side by side fit, too; with `latest`, the last one named is meant."""
        barred = self.barred(n, word, owner) | {
            id(h.ent) for h in self.speech.around(n, word) if is_subject(h)
        }
        subject = word.dep.startswith("nsubj")
        said = self.speech.span(n, word)
        found: dict[frozenset[int], Referent] = {}
        for m, hits in self.before(n, word.i):
            candidates = [
                Referent((h.ent,), h)
                for h in hits
                if h.ent is not None and allowed(h.ent) and self._fits(h, genders) and id(h.ent) not in barred
            ]
            if latest and candidates:
                # "ein vierter Mann ... Dieser": nobody whom the map knows
                others = [
                    *self._nobody(m, word if m == n else None, genders),
                    *self._beside(n, word, genders),
                ]
                nearer = any(o.hit.sent == m and o.hit.first > candidates[-1].hit.first for o in others)
                return None if nearer else candidates[-1]
            if grouped and "pl" in genders and n - m <= GROUP_REACH:
                candidates.extend(
                    g
                    for g in groups(hits)
                    if all(allowed(e) and id(e) not in barred for e in g.ents)
                    and (subject or owner or not self._crowd(n, word))
                )
            candidates.extend(self._nobody(m, word if m == n else None, genders))
            if m < n and not owner:
                candidates.extend(self._things(m, word, genders))
            elif m == n and not owner:
                candidates.extend(self._beside(n, word, genders))
            candidates.sort(key=lambda r: r.hit.first)
            for rank, referent in enumerate(candidates):
                referent.score = self._score(referent, n - m, rank, word, subject)
                if not referent.ents or not leads(referent.hit, hits):
                    referent.score -= 1.0 * is_subject(referent.hit)
                spoken = self.speech.span(m, referent.hit.head)
                if spoken is not None and spoken is not said:
                    referent.score -= QUOTED
                held = found.get(referent.key)
                if held is None or referent.score > held.score:
                    found[referent.key] = referent
        ranked = sorted(found.values(), key=lambda r: (-r.score, r.hit.sent, r.hit.first))
        if not ranked or (
            len(ranked) > 1 and ranked[0].score - ranked[1].score < TIE and not ranked[0].key & ranked[1].key
        ):
            return None
        return ranked[0] if ranked[0].ents else None

    def first_conjunct(self, n: int, word: Word, genders: set[str]) -> Referent | None:
        """ "X und sein Partner": X, who stands right before."""
        words = self.reading.sentences[n].words
        noun = word.head
        if word.i < 2 or words[word.i - 1].pos != "CCONJ" or noun is None or noun.dep != "conj":
            return None
        hit = self.reading.at[n].get(word.i - 2)
        if hit is None or hit.kind != "name" or hit.ent is None:
            return None
        unknown = hit.ent.type != "person" and hit.ent.gender is None and id(hit.ent) not in self._genders
        return Referent((hit.ent,), hit) if unknown or self._fits(hit, genders) else None

    def _nobody(self, m: int, before: Word | None, genders: set[str]) -> Iterator[Referent]:
        """Persons of a sentence who have no name ("ein Belgier", "die Richterin"): they may be meant, too."""
        if not genders & {"m", "f"}:
            return
        for word in self.reading.sentences[m].words[: before.i if before is not None else None]:
            hit = self.reading.at[m].get(word.i)
            if word.pos != "NOUN" or word.has("Number=Plur"):
                continue
            role = self.reading.role_at.get((m, word.i))
            if hit is not None and not (
                hit.label == "inhabitant" and hit.ent is not None and hit.ent.type != "person"
            ):
                continue
            if role is not None and (role.name is not None or role.predicate):
                continue
            if any(c.i in self.reading.at[m] for c in word.kids("appos", "flat")):
                continue
            noun = word.lemma.lower()
            told = self.lexicon.person_nouns.get(word.lower) or self.lexicon.person_nouns.get(noun)
            if hit is None and role is None and told is None:
                continue
            if role is None and not any(
                c.lower in self.lexicon.indefinite and c.pos == "DET" for c in word.children
            ):
                continue
            gender = told or (role.title.gender if role is not None else None) or noun_gender(word) or "x"
            if gender == "x" or gender in genders:
                yield Referent((), Hit(m, word.i, word.i, word, word.text, "noun", "person"))

    def _things(self, m: int, word: Word, genders: set[str]) -> Iterator[Referent]:
        """The thing that a sentence is about, if a pronoun may mean it: "Der Vertrag steht aus. Er ..."."""
        reports = word.head is not None and word.head.lemma.lower() in self.lexicon.matrix["report"]
        subject = self.reading.sentences[m].root.child("nsubj", "nsubj:pass")
        if subject is None or subject.pos != "NOUN" or subject.i in self.reading.at[m] or reports:
            return
        if (m, subject.i) in self.reading.role_at or any(
            c.i in self.reading.at[m] for c in subject.kids("appos", "flat")
        ):
            return
        gender = (
            noun_gender(subject) if self.lexicon.lang == "de" else "pl" if subject.has("Number=Plur") else "n"
        )
        if gender in genders:
            yield Referent((), Hit(m, subject.i, subject.i, subject, subject.text, "noun"))

    def _beside(self, n: int, word: Word, genders: set[str]) -> Iterator[Referent]:
        """The thing that the verb before was about: "X lehnt den Plan ab und nennt ihn falsch"."""
        verb = word.head
        before = (
            verb.head if verb is not None and verb.dep == "conj" and word.dep in ("obj", "iobj") else None
        )
        for thing in before.kids("obj", "obl") if before is not None else ():
            if thing.pos == "NOUN" and thing.i < word.i and thing.i not in self.reading.at[n]:
                if noun_gender(thing) in genders:
                    yield Referent((), Hit(n, thing.i, thing.i, thing, thing.text, "noun"))

    def _crowd(self, n: int, word: Word) -> bool:
        """Whether a plural that is no actor stands before a pronoun: "the talks ... them"."""
        return any(
            w.pos == "NOUN" and w.has("Number=Plur") and w.i not in self.reading.at[n]
            for w in self.reading.sentences[n].words[: word.i]
        )

    def _fits(self, hit: Hit, genders: set[str]) -> bool:
        ent = hit.ent
        assert ent is not None
        own = hit.entry is not None and hit.text == hit.entry.name_de  # "IG Metall": its gender is known
        common = hit.kind in ("noun", "role") or (hit.kind == "name" and hit.head.pos == "NOUN" and not own)
        if common and ent.type != "person" and self.lexicon.lang == "de":
            # "die Bundesregierung ... sie": the words agree, not the country they stand for
            gender = "pl" if hit.head.has("Number=Plur") else noun_gender(hit.head)
            if gender:
                return gender in genders
        return self.agrees(ent, genders)

    def _score(self, referent: Referent, distance: int, rank: int, word: Word, subject: bool) -> float:
        hit = referent.hit
        score = 3.0 - DISTANCE[distance] - 0.12 * min(rank, 4)
        topmost = top(hit.head)
        objects = ("obj", "iobj")
        if is_subject(hit):
            score += 1.5 if subject else 1.0
        elif distance == 0 and word.dep in objects and topmost.dep in objects:
            score += 0.8
        elif topmost.dep in ("nmod", "nmod:poss", "compound", "amod", "det"):
            score -= 0.6
        if referent.hit.label == "person" or (referent.ents and referent.ents[0].type == "person"):
            score += 0.8
            if subject and word.head is not None and word.head.lemma.lower() in self.lexicon.matrix["report"]:
                score += 0.6
        if hit.kind == "pronoun":
            score += 0.3
        if hit.kind == "role" and referent.ents and referent.ents[0].type != "person":
            score -= 0.8
        if any(a.dep in ("acl", "acl:relcl") and a is not word.head for a in (topmost, *topmost.ancestors())):
            score -= 0.4
        if hit.kind == "adjective":
            score -= 0.8
        if len(referent.ents) > 1:
            score += 0.9
        return score

    def named(self, n: int, noun: Word) -> Referent | None:
        """The actor that a noun of sentence n stands for: itself or by the name beside it."""
        for hit in self.reading.hits[n]:
            if hit.actor is not None and (
                hit.head is noun or top(hit.head) is noun or hit.first <= noun.i <= hit.last
            ):
                return Referent((hit.actor, *hit.more), hit)
        return None

    def barred(self, n: int, word: Word, owner: bool) -> set[int]:
        """Whom a pronoun cannot stand for: another argument of its own verb ("X traf ihn"); of a possessive,
        who is named in the phrase it belongs to ("sein Anwalt X")."""
        hits = self.reading.hits[n]
        if owner:
            phrase = word.head if word.head is not None else word
            inside = {w.i for w in phrase.subtree()}
            return {id(h.ent) for h in hits if h.ent is not None and h.head.i in inside}
        verb = word.head
        if verb is None or not word.dep.startswith(("nsubj", "obj", "iobj", "obl")):
            return set()
        shared: list[Word] = []
        if not word.dep.startswith("nsubj") and not any(c.dep.startswith("nsubj") for c in verb.children):
            # "X lehnte die Pläne ab und nannte sie falsch", "X versprach, sie zu prüfen": not X
            shared = verb_slots(verb, self.lexicon).get("obj" if is_passive(verb) else "subj", [])
        barred = set()
        for hit in hits:
            other = top(hit.head)
            if other.dep == "conj" and other.head is not None and other.head.pos in ("NOUN", "PROPN"):
                other = other.head
            argument = other.head is verb and other.dep.startswith(("nsubj", "obj", "iobj", "obl"))
            if other is not word and (argument or other in shared):
                barred.add(id(hit.ent))
        return barred

    def subject_of_clause(self, n: int, word: Word, genders: set[str]) -> Referent | None:
        """The subject of the clause around a possessive, before it or behind, if it agrees: "Bei seinem
        Besuch lobte Merz"."""
        clause = clause_of(word)
        for verb in (clause, clause.head if clause.dep in ("xcomp", "conj", "advcl", "acl") else None):
            if verb is None or verb.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
                continue
            slots = verb_slots(verb, self.lexicon)
            subjects = slots.get("obj" if is_passive(verb) else "subj", [])
            if self._victims(word, verb):
                subjects = verb_slots(verb.head, self.lexicon).get("subj", [])  # type: ignore[arg-type]
            if verb_lemma(verb) in self.lexicon.judging and self._ground(word, verb):
                subjects = [*slots.get("dat", ()), *slots.get("obj", ())]
            for subject in subjects[:1]:
                if word.i in {w.i for w in subject.subtree()}:
                    return None
                return self._as_subject(n, subject, genders)
        return None

    def _victims(self, word: Word, verb: Word) -> bool:
        """Whether a possessive tells whose things the accused attacked: "warf X vor, seine Schiffe zu beschießen"."""
        head, thing = verb.head, word.head
        if head is None or thing is None or verb.dep not in ("xcomp", "advcl", "ccomp"):
            return False
        if verb_lemma(head) not in self.lexicon.matrix["blame"] or thing not in verb.kids("obj"):
            return False
        if thing.lemma.lower() in self.lexicon.relational | self.lexicon.own_people:
            return False
        return any(
            frame.rel in ("ASSAULT", "THREATEN") for frame in self.lexicon.verbs.get(verb_lemma(verb), ())
        )

    def _ground(self, word: Word, verb: Word) -> bool:
        """Whether a word stands in what somebody is thanked or blamed for: "lobte den Iran für seine Geduld"."""
        for node in (word, *word.ancestors()):
            if node is verb:
                return False
            if set(prepositions(node, self.lexicon)) & self.lexicon.grounds:
                return True
        return False

    def _as_subject(self, n: int, subject: Word, genders: set[str]) -> Referent | None:
        relative = relative_antecedent(subject, self.lexicon) if subject.pos == "PRON" else None
        if relative is not None and subject.i not in self.reading.at[n]:
            subject = relative
        unnamed = subject.pos == "NOUN" and subject.has("Number=Plur") and subject.i not in self.reading.at[n]
        crowd = any(c.dep == "nummod" or c.lower in self.lexicon.crowd for c in subject.children)
        if unnamed and crowd and "pl" in genders:
            # "four members of the party announced their resignation": whatever they are members of
            return Referent((), Hit(n, subject.i, subject.i, subject, subject.text, "noun"))
        hits = [h for h in self.reading.hits[n] if h.ent is not None and h.kind != "place"]
        for group in groups(hits):
            if subject in (top(group.hit.head), group.hit.head):
                return group if "pl" in genders else None
        for hit in hits:
            if top(hit.head) is subject and self._fits(hit, genders) and leads(hit, hits):
                return Referent((hit.ent,), hit)  # type: ignore[arg-type]
        noun = subject.pos == "NOUN" and subject.i not in self.reading.at[n]
        if noun and self.lexicon.lang == "de" and noun_gender(subject) in genders:
            return Referent((), Hit(n, subject.i, subject.i, subject, subject.text, "noun"))
        return None
