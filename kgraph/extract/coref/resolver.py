"""Who "er", "die Ministerin", "das Land" and "beide" stand for: hard filters first, then nearness; no guess on ties."""

from __future__ import annotations

from kgraph.extract.coref.ahead import named_ahead
from kgraph.extract.coref.anaphors import Anaphors
from kgraph.extract.coref.antecedents import Antecedents
from kgraph.extract.coref.holders import OF_A_PARTY, Holders
from kgraph.extract.coref.referents import Referent
from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import LOCAL_OFFICES, UNNAMED_HEADS, Role
from kgraph.extract.grammar.clauses import relative_antecedent, verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.knowledge import Knowledge
from kgraph.model import MentionKind


class Resolver:
    """Resolves role phrases, pronouns and definite nouns of one article, in the order of the text."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon

    def resolve(self, reading: Reading) -> None:
        """Add mentions for role phrases without a name, pronouns, and nouns that stand for an actor."""
        antecedents = Antecedents(reading, self.lexicon)
        anaphors = Anaphors(reading, self.knowledge, self.lexicon, antecedents)
        roles: dict[int, list[Role]] = {}
        for role in reading.roles:
            roles.setdefault(role.sent, []).append(role)
        for n, sentence in enumerate(reading.sentences):
            possessed = {
                id(role.possessive): role for role in roles.get(n, ()) if role.possessive is not None
            }
            bare = {id(role.word): role for role in roles.get(n, ()) if role.name is None}
            for word in sentence.words:
                if self.lexicon.lang == "de" and _polite(sentence, word):
                    continue
                if self.lexicon.possessor(word.lower) and _possessive(word):
                    owner = self._possessor(antecedents, n, word)
                    if owner is not None:
                        reading.possessors[n, word.i] = _hit(n, word, owner, "pronoun")
                        if id(word) in possessed:
                            possessed[id(word)].possessor = owner.hit
                    continue
                if id(word) in bare and not self._count(sentence, word):
                    self._role(reading, antecedents, anaphors, n, sentence, bare[id(word)])
                hit = reading.at[n].get(word.i)
                if hit is not None:
                    self._mend(anaphors, n, sentence, word, hit)
                else:
                    self._word(reading, antecedents, anaphors, n, sentence, word)
            reading.hits[n].sort(key=lambda hit: hit.first)

    def possessor(self, reading: Reading, n: int, word: Word) -> Hit | None:
        """Whom a possessive ("sein", "ihr", "their") refers to, as a mention of that word."""
        return reading.possessors.get((n, word.i))

    def _word(
        self,
        reading: Reading,
        antecedents: Antecedents,
        anaphors: Anaphors,
        n: int,
        sentence: Sentence,
        word: Word,
    ) -> None:
        """Resolve one word that is no mention yet."""
        lexicon = self.lexicon
        kind: MentionKind = "noun"
        referent: Referent | None = None
        count = self._count(sentence, word)
        if count:
            referent = anaphors.several(n, word, count)
            kind = "noun" if word.pos == "NOUN" else "pronoun"
        elif word.pos in ("PRON", "DET") and word.lower in lexicon.pronouns:
            referent, kind = self._pronoun(antecedents, n, word), "pronoun"
        elif word.pos in ("NOUN", "ADJ", "PROPN") and not self._attribute(word):
            owner = self._owner_before(reading, n, word)
            if owner is None:
                referent = anaphors.one(n, word)
            elif word.lower in lexicon.counterparts or word.lemma.lower() in lexicon.counterparts:
                referent = anaphors.counterpart(word, owner)
            else:
                referent = anaphors.owned(word, owner)
        if referent is not None:
            reading.put(_hit(n, word, referent, kind))

    def _attribute(self, word: Word) -> bool:
        """Whether a German word is an adjective, whatever its article stands for: "die 56-jährige Ärztin"."""
        tail = word.text.rpartition("-")[2]
        return self.lexicon.lang == "de" and tail[:1].islower() and (word.pos != "NOUN" or word.dep == "amod")

    def _owner_before(self, reading: Reading, n: int, word: Word) -> Referent | None:
        for child in word.children:
            hit = reading.possessors.get((n, child.i))
            if hit is not None and hit.ent is not None:
                return Referent((hit.ent, *hit.more), hit.antecedent or hit)
        return None

    def _count(self, sentence: Sentence, word: Word) -> int:
        """How many a word stands for: "die beiden", "beide Länder", "the two leaders", "die drei Minister"; else 0."""
        lexicon = self.lexicon
        words = sentence.words
        paired = word.lower in lexicon.pair_words and word.i and words[word.i - 1].lower in lexicon.articles
        attribute = word.dep in ("det", "amod", "cc", "cc:preconj", "advmod")  # "den beiden Seiten"
        if not attribute and (paired or word.lower in lexicon.both):
            return 2
        if word.pos == "NUM" and word.i and words[word.i - 1].lower in lexicon.articles:
            following = words[word.i + 1] if word.i + 1 < len(words) else None
            if following is None or following.pos not in ("NOUN", "PROPN", "ADJ"):
                return lexicon.numbers.get(word.lower, 0)
            return 0
        if word.pos != "NOUN" or any(c.dep in ("appos", "nmod", "flat") for c in word.children):
            return 0
        for child in word.children:
            if child.i < word.i and child.lower in lexicon.both:
                return 2
            if child.dep == "nummod" and child.i and words[child.i - 1].lower in lexicon.articles:
                return lexicon.numbers.get(child.lower, 0)
        return 0

    def _mend(self, anaphors: Anaphors, n: int, sentence: Sentence, word: Word, hit: Hit) -> None:
        """Mentions whose actor the article tells better: "der Omaner" for a person, "die Armee" for the one
        spoken of before, not that of the article's country."""
        referent: Referent | None = None
        if hit.label == "inhabitant" and hit.first == hit.last and not word.has("Number=Plur"):
            referent = anaphors.inhabitant(n, hit)
        elif hit.kind == "noun" and (hit.weak or hit.generic):
            count = self._count(sentence, word)
            referent = anaphors.several(n, word, count) if count else anaphors.one(n, word)
        if referent is not None:
            hit.ent, hit.antecedent, hit.more = referent.ents[0], referent.hit, list(referent.ents[1:])
            hit.kind = "noun"

    # --- role phrases ------------------------------------------------------------------------------------

    def _role(
        self,
        reading: Reading,
        antecedents: Antecedents,
        anaphors: Anaphors,
        n: int,
        sentence: Sentence,
        role: Role,
    ) -> None:
        word = role.word
        if word.i in reading.at[n] or role.predicate:
            return
        if word.dep == "nmod" and word.head is not None and word.head.lemma.lower() in self.lexicon.posts:
            return  # "das Amt des Präsidenten" is nobody
        if role.body is not None and role.body.label == "capital" and role.title.office in LOCAL_OFFICES:
            return  # "der Bürgermeister von Kiew" does not act for the state
        table = reading.table
        owner = role.owner or (role.body.entry if role.body is not None else None)
        ent: Ent | None = None
        antecedent: Hit | None = None
        more: list[Ent] = []
        if role.plural and owner is None:
            both = self._several_owners(anaphors, n, sentence, word)
            if both is not None:
                ent, antecedent, more = both.ents[0], both.hit, list(both.ents[1:])
        first = _first_of_its_kind(word, self.lexicon)
        if (_definite(word, self.lexicon) or first) and not role.plural:
            ent = Holders(reading, self.knowledge, self.lexicon, antecedents).holder(
                n, role, owner.id if owner else None
            )
            if ent is not None:
                antecedent = anaphors.last(n, word.i, ent)
        if ent is None and role.plural:
            ent = self._party(reading, role)
        if ent is None and role.title.relation in ("HOLDS_OFFICE", "REPRESENTS"):
            if role.body is not None and role.body.ent is not None and role.body.kind != "place":
                ent = role.body.ent
                if role.plural:
                    others_too = _further_owners(reading.at[n], sentence.words, role.body, self.lexicon)
                    more = role.body.more or others_too  # "Vertreter der Koalition aus A und B"
            elif owner is not None:
                if (
                    role.by_adjective
                    and role.title.office in UNNAMED_HEADS
                    and not _definite(word, self.lexicon)
                ):
                    return  # "a Syrian director": of what remains open
                ent = table.entry(owner)
                # "dänische und norwegische Außenminister"
                known = self.knowledge.adjective
                beside = (w for a in word.kids("amod") for w in a.conjuncts())
                others = (known(w.lower) or known(w.text) for w in beside)
                more = [table.entry(e) for e in others if e is not None and e.id != owner.id]
            elif role.person_owner is not None and role.title.relation == "REPRESENTS":
                ent = role.person_owner.ent
            elif role.possessor is not None and role.title.relation == "REPRESENTS":
                ent = role.possessor.ent
        assumed = ent is None and role.title.level == "state" and not role.prefix and not role.plural
        if (
            assumed
            and role.person_owner is None
            and role.possessive is None
            and _definite(word, self.lexicon)
        ):
            # "der Innenminister" of nobody's name: his country; "der Papst" is of one only
            ent = table.known(role.title.country) if role.title.country else reading.home_country
        if ent is None:
            return
        hit = Hit(n, word.i, word.i, word, _surface(reading, sentence, word), "role", ent.type)
        hit.ent, hit.antecedent, hit.weak, hit.more = ent, antecedent, assumed, more
        reading.put(hit)

    def _party(self, reading: Reading, role: Role) -> Ent | None:
        """Whose politicians a plural means: "Unionspolitiker", "Oppositionspolitiker"; "republikanische Senatoren",
        "Democratic lawmakers" are of their party in the article's country."""
        home, word, lexicon = reading.home_country, role.word, self.lexicon
        if any(c.dep == "nummod" or c.lower in lexicon.crowd for c in word.children):
            return None  # "vier Unionspolitiker" are some
        if role.owner is not None:
            mine = role.owner.type == "party" and role.title.office in OF_A_PARTY and bool(role.prefix)
            return reading.table.entry(role.owner) if mine else None
        if role.body is not None:
            return None
        for child in word.kids("amod", "compound", "nmod"):
            options = self.knowledge.party_adjective(child.lower)
            fits = [e for e in options if home is not None and e.country == home.country]
            if len(fits) == 1 and child.i < word.i:
                return reading.table.entry(fits[0])
        # "Oppositionspolitiker"
        camp = next((c for c in lexicon.camps if word.lower.startswith(c)), None)
        kind = self.knowledge.institution(camp) if camp is not None else None
        if kind is None or home is None or home.country is None or role.title.office not in OF_A_PARTY:
            return None
        entry = self.knowledge.institution_entry(kind.key, home.country)
        return reading.table.entry(entry, word.text, word.start) if entry is not None else None

    def _several_owners(self, anaphors: Anaphors, n: int, sentence: Sentence, title: Word) -> Referent | None:
        """ "die Präsidenten beider Länder", "die Außenminister der drei Staaten"."""
        for child in title.kids("nmod"):
            count = self._count(sentence, child)
            if count:
                return anaphors.several(n, child, count)
        return None

    # --- pronouns ----------------------------------------------------------------------------------------

    def _pronoun(self, antecedents: Antecedents, n: int, word: Word) -> Referent | None:
        genders = set(self.lexicon.pronouns[word.lower])
        if word.lower in self.lexicon.relative_pronouns and word.dep in (
            "det",
            "nsubj",
            "obj",
            "obl",
            "iobj",
        ):
            if any(a.dep in ("acl:relcl", "acl") for a in (word, *word.ancestors())):
                return None
        if word.dep in ("det", "det:poss", "nmod:poss", "expl"):
            return None
        if "pl" in genders and len(genders) > 1:
            verb = word.head
            plural = word.has("Number=Plur") or (
                verb is not None and word.dep.startswith("nsubj") and _plural(verb)
            )
            genders = {"pl"} if plural else genders - {"pl"}
        latest = word.lower in self.lexicon.demonstratives
        found = antecedents.best(n, word, genders, grouped=True, latest=latest)
        return found or named_ahead(antecedents, n, word, genders, self.lexicon)

    def _possessor(self, antecedents: Antecedents, n: int, word: Word) -> Referent | None:
        genders = set(self.lexicon.possessor(word.lower))
        if word.lower in self.lexicon.relative_pronouns:
            relative = relative_antecedent(word, self.lexicon)
            if relative is not None:
                return antecedents.named(n, relative)
            acting = antecedents.subject_of_clause(n, word, {"m", "f", "n", "pl"})
            ents = acting.ents if acting is not None else ()
            return antecedents.best(
                n, word, genders, allowed=lambda ent: ent not in ents, owner=True, grouped=True, latest=True
            )
        noun = word.head
        if noun is not None and noun.lemma.lower().endswith(self.lexicon.of_persons):
            verb = noun.head
            if verb is not None and noun.dep == "obj" and verb_lemma(verb) in self.lexicon.matrix["demand"]:
                # "Parteien wie die SPD fordern seinen Rücktritt": that of somebody else, who can resign
                found = antecedents.best(n, word, genders, allowed=_resigns, owner=True)
                return found if found is not None and found.ents else None
        found = (
            antecedents.first_conjunct(n, word, genders)
            or antecedents.subject_of_clause(n, word, genders)
            or antecedents.best(n, word, genders, owner=True, grouped=True)
        )
        return found if found is not None and found.ents else None


def _resigns(ent: Ent) -> bool:
    """Whether an actor can leave office."""
    return ent.type in ("person", "government", "country")


def _polite(sentence: Sentence, word: Word) -> bool:
    """ "Durch Ihren Besuch haben Sie …": whoever is addressed, and none of those spoken of."""
    if not word.text[0].isupper() or word.pos not in ("PRON", "DET") or not word.i:
        return False
    before = sentence.words[word.i - 1]
    return before.text[-1].isalnum() or before.text == ","


def _further_owners(at: dict[int, Hit], words: list[Word], body: Hit, lexicon: Lexicon) -> list[Ent]:
    """ "die Präsidenten Frankreichs und Deutschlands": each has one."""
    found: list[Ent] = []
    k = body.last + 1
    while k + 1 < len(words) and (words[k].text == "," or words[k].lower in lexicon.membership["and"]):
        k += 1
        while k < len(words) and k not in at and words[k].lower in lexicon.body_links:
            k += 1  # "und der USA"
        hit = at.get(k)
        if hit is None or hit.first != k or hit.ent is None:
            break
        types = {hit.ent.type, body.ent.type}  # type: ignore[union-attr]
        joined = words[k - 1].lower in lexicon.body_links and "person" not in types  # "Israels und der Hamas"
        if len(types) > 1 and types != {"country", "intergovernmental"} and not joined:
            break
        if words[k].pos == "PROPN" and body.text.endswith("s") and not hit.text.endswith(("s", "x", "z")):
            if words[k - 1].lower not in lexicon.body_links:
                break  # "die Minister Polens und Ungarn": another phrase
        found.append(hit.ent)
        k = hit.last + 1
    return found


def _hit(n: int, word: Word, referent: Referent, kind: MentionKind) -> Hit:
    hit = Hit(n, word.i, word.i, word, word.text, kind, referent.ents[0].type)
    hit.ent, hit.antecedent = referent.ents[0], referent.hit
    hit.more = list(referent.ents[1:])
    hit.weak = kind == "noun"
    return hit


def _possessive(word: Word) -> bool:
    return word.dep in ("det", "det:poss", "nmod:poss", "nmod") or word.has("Poss=Yes")


def _first_of_its_kind(word: Word, lexicon: Lexicon) -> bool:
    """ "Es war der erste Besuch eines irischen Präsidenten": that of the president of whom the article tells."""
    head = word.head
    one = any(c.lower in lexicon.indefinite for c in word.kids("det"))
    if not one or word.dep != "nmod" or head is None or head.child("cop") is None:
        return False
    return any(c.lower in lexicon.ordinals or c.lemma.lower() in lexicon.ordinals for c in head.kids("amod"))


def _definite(word: Word, lexicon: Lexicon) -> bool:
    determiner = next((c for c in word.children if c.dep == "det" or c.pos == "DET"), None)
    return determiner is None or determiner.lower not in lexicon.indefinite


def _plural(verb: Word) -> bool:
    auxiliaries = verb.kids("aux", "aux:pass", "cop")
    if verb.has("Number=Plur") or any(c.has("Number=Plur") for c in auxiliaries):
        return True
    # "falls sie weitere Schritte beschließen": no infinitive has a subject
    return verb.has("VerbForm=Inf") and not auxiliaries and verb.dep != "xcomp"


def _surface(reading: Reading, sentence: Sentence, word: Word) -> str:
    first = min([word.i, *(c.i for c in word.children if c.dep in ("det", "amod") and c.i < word.i)])
    return " ".join(reading.article.text[sentence.words[first].start : word.end].split())
