"""Who "er", "die Ministerin" and "das Land" stand for: hard filters first, then nearness; no guess on ties."""

from __future__ import annotations

from kgraph.extract.actors import Ent, Hit
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.marked import Reading
from kgraph.extract.office import Role
from kgraph.extract.syntax import Sentence, Word
from kgraph.knowledge import Knowledge

# How many sentences back a pronoun looks; further ones are hardly ever meant.
REACH = 3


class Resolver:
    """Resolves role phrases, pronouns and definite nouns of one article, in the order of the text."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon

    def resolve(self, reading: Reading) -> None:
        """Add mentions for role phrases without a name and for third-person pronouns."""
        roles: dict[int, list[Role]] = {}
        for role in reading.roles:
            roles.setdefault(role.sent, []).append(role)
        for n, sentence in enumerate(reading.sentences):
            for role in roles.get(n, ()):
                if role.possessive is not None:
                    role.possessor = self.possessor(reading, n, role.possessive)
                if role.name is None:
                    self._role(reading, n, sentence, role)
            for word in sentence.words:
                if word.i in reading.at[n]:
                    continue
                if word.pos in ("PRON", "DET") and word.lower in self.lexicon.pronouns:
                    self._pronoun(reading, n, sentence, word)
                elif word.pos == "NOUN" and word.lower in self.lexicon.person_nouns and _definite(word):
                    self._person_noun(reading, n, sentence, word)
            reading.hits[n].sort(key=lambda hit: hit.first)

    # --- role phrases ------------------------------------------------------------------------------------

    def _role(self, reading: Reading, n: int, sentence: Sentence, role: Role) -> None:
        word = role.word
        if word.i in reading.at[n] or role.predicate:
            return
        table = reading.table
        owner = role.owner or (role.body.entry if role.body is not None else None)
        ent: Ent | None = None
        antecedent: Hit | None = None
        if _definite(word) and not role.plural and role.tense != "future":
            ent = self._office_holder(reading, role, owner.id if owner else None)
            if ent is not None:
                antecedent = self._last_hit(reading, n, word.i, ent)
        if ent is None and role.title.relation in ("HOLDS_OFFICE", "REPRESENTS"):
            if role.body is not None and role.body.ent is not None and role.body.kind != "place":
                ent = role.body.ent
            elif owner is not None:
                ent = table.entry(owner)
            elif role.person_owner is not None and role.title.relation == "REPRESENTS":
                ent = role.person_owner.ent
            elif role.possessor is not None and role.title.relation == "REPRESENTS":
                ent = role.possessor.ent
        if ent is None:
            return
        hit = Hit(n, word.i, word.i, word, _surface(reading, sentence, word), "role", ent.type)
        hit.ent, hit.antecedent = ent, antecedent
        reading.put(hit)

    def _office_holder(self, reading: Reading, role: Role, owner: str | None) -> Ent | None:
        """The one person of the article who holds this office, by what the article says or by what is known."""
        office = role.title.office
        fits: list[Ent] = []
        for ent in reading.table.persons():
            if (
                role.title.gender in ("m", "f")
                and ent.gender in ("m", "f")
                and role.title.gender != ent.gender
            ):
                continue
            day = None if role.tense == "past" else reading.article.published
            if (office in ent.offices and self._compatible(ent, owner)) or (
                ent.known is not None
                and any(
                    self.knowledge.covers(office, o.office)
                    and (owner is None or self.knowledge.same_state(o.body, owner))
                    and o.at(day)
                    for o in self.knowledge.offices_of(ent.known.id)
                )
            ):
                fits.append(ent)
        return fits[0] if len(fits) == 1 else None

    def _compatible(self, ent: Ent, owner: str | None) -> bool:
        if owner is None or ent.country is None:
            return True
        return self.knowledge.same_state(ent.country, owner)

    def _last_hit(self, reading: Reading, n: int, i: int, ent: Ent) -> Hit | None:
        for m in range(n, -1, -1):
            for hit in reversed(reading.hits[m]):
                if hit.ent is ent and hit.kind == "name" and (m < n or hit.first < i):
                    return hit
        for hits in reading.hits[n:]:
            for hit in hits:
                if hit.ent is ent and hit.kind == "name":
                    return hit
        return None

    # --- pronouns ----------------------------------------------------------------------------------------

    def _pronoun(self, reading: Reading, n: int, sentence: Sentence, word: Word) -> None:
        genders = set(self.lexicon.pronouns[word.lower])
        if word.lower in self.lexicon.relative_pronouns and word.dep in (
            "det",
            "nsubj",
            "obj",
            "obl",
            "iobj",
        ):
            if any(a.dep in ("acl:relcl", "acl") for a in (word, *word.ancestors())):
                return
        if word.dep in ("det", "det:poss", "nmod:poss"):
            return
        if "pl" in genders and len(genders) > 1:
            verb = word.head
            plural = word.has("Number=Plur") or (
                verb is not None and word.dep.startswith("nsubj") and _plural(verb)
            )
            genders = {"pl"} if plural else genders - {"pl"}
        antecedent = self.antecedent(reading, n, word.i, genders, subject=word.dep.startswith("nsubj"))
        if antecedent is None or antecedent.ent is None:
            return
        hit = Hit(n, word.i, word.i, word, word.text, "pronoun", antecedent.ent.type)
        hit.ent, hit.antecedent = antecedent.ent, antecedent
        reading.put(hit)

    def possessor(self, reading: Reading, n: int, word: Word) -> Hit | None:
        """Whom a possessive ("sein", "ihr", "their") refers to."""
        genders = self.lexicon.possessor(word.lower)
        if not genders:
            return None
        return self.antecedent(reading, n, word.i, set(genders), subject=False)

    def antecedent(self, reading: Reading, n: int, i: int, genders: set[str], subject: bool) -> Hit | None:
        """The best mention before word i of sentence n that agrees in gender and number; None on a tie."""
        scores: dict[int, tuple[float, Hit]] = {}
        for m in range(n, max(-1, n - 1 - REACH), -1):
            if m < n and reading.sentences[m].title and n - m > 1:
                continue
            for rank, hit in enumerate(h for h in reading.hits[m] if h.ent is not None and h.kind != "place"):
                if m == n and hit.last >= i:
                    break
                ent = hit.ent
                assert ent is not None
                if not _agrees(ent, genders, self.lexicon.lang):
                    continue
                score = 3.0 - 1.2 * (n - m) - 0.15 * rank
                role = hit.head.dep
                if (
                    role in ("nsubj", "nsubj:pass")
                    or hit.head.head is None
                    or (
                        hit.head.dep == "appos"
                        and hit.head.head is not None
                        and hit.head.head.dep.startswith("nsubj")
                    )
                ):
                    score += 1.2
                elif role in ("nmod", "nmod:poss", "compound"):
                    score -= 0.6
                if ent.type == "person":
                    score += 0.8
                if m == n and subject and hit.head.dep.startswith("nsubj"):
                    score += 0.4
                if id(ent) not in scores or score > scores[id(ent)][0]:
                    scores[id(ent)] = (score, hit)
        if not scores:
            return None
        ranked = sorted(scores.values(), key=lambda row: (-row[0], row[1].sent, row[1].first))
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.3:
            return None
        return ranked[0][1]

    def _person_noun(self, reading: Reading, n: int, sentence: Sentence, word: Word) -> None:
        gender = self.lexicon.person_nouns[word.lower]
        if gender == "x" or any(child.dep in ("nmod", "appos", "amod") for child in word.children):
            return
        antecedent = self.antecedent(reading, n, word.i, {gender}, subject=word.dep.startswith("nsubj"))
        if antecedent is None or antecedent.ent is None or antecedent.ent.type != "person":
            return
        hit = Hit(n, word.i, word.i, word, word.text, "noun", "person")
        hit.ent, hit.antecedent = antecedent.ent, antecedent
        reading.put(hit)


def _agrees(ent: Ent, genders: set[str], lang: str) -> bool:
    if ent.type == "person":
        if ent.gender is None:
            return bool(genders & {"m", "f"})
        return ent.gender in genders
    if lang == "en":
        return "n" in genders or (ent.type in ("party", "group", "armed_group") and "pl" in genders)
    if ent.gender is not None:
        return ent.gender in genders
    return ent.type in ("party", "group", "armed_group") and bool(genders & {"pl", "f"})


def _definite(word: Word) -> bool:
    for child in word.children:
        if child.dep == "det" or child.pos == "DET":
            low = child.lower
            return not low.startswith(("ein", "kein")) and low not in (
                "a",
                "an",
                "mehrere",
                "viele",
                "einige",
                "some",
            )
    return True


def _plural(verb: Word) -> bool:
    return verb.has("Number=Plur") or any(
        c.has("Number=Plur") for c in verb.children if c.dep in ("aux", "aux:pass", "cop")
    )


def _surface(reading: Reading, sentence: Sentence, word: Word) -> str:
    first = min([word.i, *(c.i for c in word.children if c.dep in ("det", "amod") and c.i < word.i)])
    return " ".join(reading.article.text[sentence.words[first].start : word.end].split())
