"""Phrases in which a country or another owner acts: "die iranische Führung", "US-Armee", "Polizei Israels"."""

from __future__ import annotations

from kgraph.extract.actors import ActorTable, Ent, Hit, without_genitive
from kgraph.extract.inflected import nominative
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.marked import Reading
from kgraph.extract.syntax import Sentence, Word
from kgraph.knowledge import Country, Institution, Knowledge
from kgraph.knowledge.names import name_key

# Words that may stand between a body's noun and its owner: "Polizei von Hamburg", "Regierung in Teheran".
_REACH = 3


class _Kind:
    """What a noun says about who acts: the country itself, a body of it, or a group."""

    __slots__ = ("body", "body_type", "country", "group", "group_type", "institution", "party", "rules")

    def __init__(self) -> None:
        self.country = False
        self.party = False
        self.rules = False
        self.institution: Institution | None = None
        self.body: str | None = None
        self.body_type = "government"
        self.group: str | None = None
        self.group_type = "group"

    @property
    def central(self) -> bool:
        """Whether a capital's name before the noun stands for the state: not so of its police or courts."""
        kind = self.institution.kind if self.institution is not None else ""
        return self.country or kind in ("ministry", "government", "parliament", "military")

    @property
    def local(self) -> bool:
        """Whether a town may have one of its own: police and courts."""
        return self.institution is not None and self.institution.key in ("police", "prosecution")

    def __bool__(self) -> bool:
        return self.country or self.party or self.body is not None or self.group is not None


class PhraseFinder:
    """Adds the mentions that such phrases make."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon

    def find(self, reading: Reading, n: int, sentence: Sentence) -> None:
        """Mark the phrases of sentence `n`."""
        at = reading.at[n]
        for word in sentence.words:
            if word.i in at or word.pos not in ("NOUN", "PROPN", "X") or (n, word.i) in reading.role_at:
                continue
            prefix, _, tail = word.text.rpartition("-")
            kind = self._kind(sentence, word, tail if prefix else "")
            if not kind or self._of_land(reading, n, sentence.words, word):
                continue
            if prefix and kind.institution is not None and kind.institution.key == "presidency":
                continue  # "EU-Präsidentschaft", "US-Präsidentschaft": the office and no body
            owners, first = self._city(reading, n, word) if kind.local and not prefix else ([], word.i)
            if not owners:
                owners, first = self._owners(reading, n, sentence, word, prefix)
            if not owners and not prefix and kind.central:
                owners, first = self._capital(reading, n, sentence.words, word)
            elif not owners and not prefix and kind.local:
                owners, first = self._town(reading, n, sentence.words, word)
            if owners and word.has("Number=Plur"):
                # "Delegationen Russlands und der Ukraine"
                owners = [*owners, *self._side(reading, n, word, owners)]
            assumed = (
                not owners
                and not prefix
                and (kind.institution is not None or kind.country)
                and _definite(word, self.lexicon)
                and not _somebodys(word, self.lexicon)
            )
            if assumed and reading.home_country is not None:
                owners = [reading.home_country]
            surface = " ".join(reading.article.text[sentence.words[first].start : word.end].split())
            front = sentence.words[first : word.i]
            called = surface
            if self.lexicon.lang == "de" and not prefix and front and all(w.dep == "amod" for w in front):
                called = nominative(word, front)
            ents = [
                ent
                for owner in owners
                if (ent := self._ent(reading.table, kind, owner, (surface, called), word, assumed))
                is not None
            ]
            named = any(c.i in at for c in word.kids("appos", "flat"))
            if not owners and kind.group is not None and kind.group_type == "armed_group" and not named:
                ents = [reading.table.named("armed_group", word.text, word.start)]
            if not ents:
                continue
            hit = Hit(n, word.i, word.i, word, surface, "noun", ents[0].type)
            hit.ent, hit.weak = ents[0], assumed
            hit.more = ents[1:]
            hit.generic = not owners
            reading.put(hit)

    def _of_land(self, reading: Reading, n: int, words: list[Word], word: Word) -> bool:
        """Whether a body is that of a Land, as its state has none ("der Senat in Berlin"); marked if it is known."""
        states = self.lexicon.land_bodies.get(word.lemma.lower(), ())
        town = words[word.i + 2] if word.i + 2 < len(words) else None
        if not states:
            return False
        if town is not None and words[word.i + 1].lower in (*self.lexicon.locative, *self.lexicon.links):
            options = {o.id for o in self.knowledge.surface().get(f"{town.text}er {word.lemma}", ())}
            if len(options) == 1:
                hit = Hit(n, word.i, word.i, word, word.text, "noun", "government")
                hit.ent = reading.table.entry(self.knowledge.entry(options.pop()), word.text, word.start)
                reading.put(hit)
                return True
        home = reading.home_country
        state = home.known if home is not None else None
        owned = bool(word.kids("nmod")) or any(self.knowledge.adjective(c.text) for c in word.kids("amod"))
        return isinstance(state, Country) and state.iso2 in states and not owned

    @staticmethod
    def _side(reading: Reading, n: int, word: Word, owners: list[Ent]) -> list[Ent]:
        """The owners of a plural that are named beside the first one."""
        found = []
        for child in word.kids("nmod"):
            hit = reading.hit(n, child)
            if hit is None or hit.ent not in owners:
                continue
            for other in (reading.hit(n, w) for w in child.kids("conj")):
                if other is not None and other.ent is not None and other.ent not in owners:
                    found.append(other.ent)
        return found

    def _kind(self, sentence: Sentence, word: Word, tail: str) -> _Kind:
        noun = (tail or word.lemma).lower()
        plain = (tail or word.text).lower()
        lex = self.lexicon
        kind = _Kind()
        kind.country = noun in lex.country_nouns or plain in lex.country_nouns
        kind.rules = plain in lex.ruling
        kind.institution = self._institution(sentence, word, plain, noun)
        if kind.institution is not None:
            kind.body = self.knowledge.institution_kind(kind.institution.key)
        else:
            body = lex.body_nouns.get(noun) or lex.body_nouns.get(plain) or ""
            kind.body, _, type_ = body.partition("|") if body else (None, "", "")
            kind.body_type = type_ or "government"
        if kind.body is None and any(plain.rstrip("sne").endswith(s) for s in lex.body_suffixes):
            name = (tail or word.text).removesuffix("s")
            kind.body = name[:1].upper() + name[1:]
        kind.party = bool(tail) and plain.removesuffix("s").endswith(lex.party_parts)
        forms = (noun, plain, *(plain.removesuffix(e) for e in ("en", "n", "er")))
        group = next((lex.group_nouns[form] for form in forms if form in lex.group_nouns), None)
        if group is not None:
            kind.group, _, type_ = group.partition("|")
            kind.group_type = type_ or "group"
        return kind

    def _institution(self, sentence: Sentence, word: Word, plain: str, noun: str) -> Institution | None:
        """The kind of body a noun names, alone or with the word before it ("Oberster Gerichtshof")."""
        if word.i:
            before = sentence.words[word.i - 1]
            if before.text[0].isupper() or self.lexicon.lang == "en":
                for form in (before.lower, before.lower.rstrip("nrsm") + "r"):
                    found = self.knowledge.institution(f"{form} {plain}")
                    if found is not None:
                        return found
        return self.knowledge.institution(plain) or self.knowledge.institution(noun)

    def _ent(
        self, table: ActorTable, kind: _Kind, owner: Ent, forms: tuple[str, str], word: Word, assumed: bool
    ) -> Ent | None:
        """Who acts; `forms` are the words of the phrase as they stand there and as a name."""
        surface, called = forms
        if kind.party:
            return owner if owner.type == "party" else None  # "die CDU-Landtagsfraktion"
        if owner.type == "party" and kind.country:
            # "die Labour-Regierung" is that of the country, "die SPD-Führung" the party
            return table.known(owner.country) if kind.rules else owner
        if owner.type == "group":
            # "die kurdische Führung" is the people, "tamilische Rebellen" are a force of theirs
            force = kind.group_type == "armed_group"
            return (
                owner if kind.country else table.named("armed_group", called, word.start) if force else None
            )
        if owner.type not in ("country", "person", "intergovernmental", "government"):
            return None
        if kind.country and owner.type == "person":
            ent = table.part(f"Regierung {owner.name.split()[-1]}", owner, "government", surface, word.start)
            ent.parent = None
            return ent
        if kind.country:
            return owner
        if kind.body is not None and owner.type != "person":
            known = None
            if owner.type == "country" and owner.country is not None:
                known = (
                    self.knowledge.institution_entry(kind.institution.key, owner.country)
                    if kind.institution is not None
                    else self.knowledge.body(kind.body, owner.country)
                )
            elif owner.known is not None and owner.country is not None:
                same = self.knowledge.body(kind.body, owner.country)
                if same is not None and same.id == owner.known.id:
                    return owner  # "Soldaten der US-Armee"
            if known is None:
                return table.part(kind.body, owner, kind.body_type, called, word.start)  # type: ignore[arg-type]
            ent = table.entry(known, surface, word.start)
            if not assumed:
                ent.parent = ent.parent or owner
            return ent
        if kind.group is not None and owner.type == "country":
            ent = table.part(kind.group, owner, "armed_group" if kind.group_type == "armed_group" else "group", surface,
                             word.start)  # fmt: skip
            ent.parent = None
            return ent
        return None

    # --- owners ------------------------------------------------------------------------------------------

    def _owners(
        self, reading: Reading, n: int, sentence: Sentence, word: Word, prefix: str
    ) -> tuple[list[Ent], int]:
        """Whose government, army or ministry it is, and the first word of the phrase."""
        table = reading.table
        if prefix:
            entry = self.knowledge.prefix(prefix)
            ent = table.entry(entry) if entry is not None else table.surnames().get(name_key(prefix))
            return ([ent] if ent is not None else []), word.i
        found, first = self._before(reading, n, sentence.words, word)
        if found:
            return found, first
        after = self._after(reading, n, sentence.words, word)
        return ([after] if after is not None else []), word.i

    def _before(self, reading: Reading, n: int, words: list[Word], word: Word) -> tuple[list[Ent], int]:
        """An adjective ("amerikanische und israelische"), or a genitive, right before the noun."""
        at, table = reading.at[n], reading.table
        found: list[Ent] = []
        # in German a noun ends the phrase: "die deutsche Unterstützung alliierter Truppen"
        between = ("ADJ", "ADV", "NUM", "PART", *(("NOUN",) if self.lexicon.lang == "en" else ()))
        k = word.i - 1
        first = word.i
        while k >= 0 and k >= word.i - 5:
            previous = words[k]
            if k in at:
                hit = at[k]
                genitive = previous.text[-1:] in ("s", "’", "'") or words[hit.last + 1].text in ("'s", "’s")
                if (
                    not found
                    and hit.ent is not None
                    and hit.kind == "name"
                    and (genitive or self.lexicon.lang == "en")
                ):
                    return [hit.ent], hit.first
                break
            entry = self.knowledge.adjective(previous.text)
            if entry is not None:
                found.insert(0, table.entry(entry))
                first = k
            elif found and previous.pos == "CCONJ":
                pass
            elif (previous.pos not in between and previous.text[0] not in "'’") or found:
                break
            k -= 1
        return found, first

    @staticmethod
    def _capital(reading: Reading, n: int, words: list[Word], word: Word) -> tuple[list[Ent], int]:
        """ "das Prager Außenministerium": the capital's adjective for the country."""
        k = word.i - 1
        while k > 0 and words[k].pos == "ADJ" and k not in reading.at[n]:
            k -= 1
        hit = reading.at[n].get(k)
        if hit is None or hit.label != "capital" or hit.ent is None or not hit.text.endswith("er"):
            return [], word.i
        hit.kind = "place"
        return [hit.ent], k

    def _city(self, reading: Reading, n: int, word: Word) -> tuple[list[Ent], int]:
        """English "the Berlin police": of the city, though it is a capital, as in "die Berliner Polizei"."""
        hit = reading.at[n].get(word.i - 1)
        if self.lexicon.lang != "en" or hit is None or hit.label != "capital" or hit.text.endswith("s"):
            return [], word.i
        hit.kind = "place"
        start = reading.sentences[n].words[hit.first].start
        return [reading.table.named("government", hit.text, start)], hit.first

    @staticmethod
    def _town(reading: Reading, n: int, words: list[Word], word: Word) -> tuple[list[Ent], int]:
        """ "die Berliner Polizei", "die Polizei von Cleveland", "die Polizei Bremen": a town's own."""
        before, after = words[word.i - 1] if word.i else None, reading.at[n].get(word.i + 2)
        beside = reading.at[n].get(word.i + 1)
        if before is not None and before.text[0].isupper() and before.text.endswith("er"):
            hit = reading.at[n].get(before.i)
            if before.dep == "amod" and (hit is None or hit.entry is None or hit.label == "capital"):
                if hit is not None:
                    hit.kind = "place"
                return [reading.table.named("government", before.text[:-2], before.start)], before.i
        if beside is not None and beside.kind == "place" and beside.head.dep in ("appos", "flat", "nmod"):
            town = without_genitive(beside.text) if beside.head.dep == "nmod" else beside.text
            return [reading.table.named("government", town, words[beside.first].start)], word.i
        if after is not None and after.kind == "place" and words[word.i + 1].lower in ("von", "of"):
            return [reading.table.named("government", after.text, words[after.first].start)], word.i
        return [], word.i

    def _after(self, reading: Reading, n: int, words: list[Word], word: Word) -> Ent | None:
        """A genitive or "von", "in" with a capital, right after the noun."""
        at = reading.at[n]
        links = self.lexicon.links
        for k in range(word.i + 1, min(len(words), word.i + 1 + _REACH)):
            if k in at:
                hit = at[k]
                if hit.ent is None:
                    return None
                if k > word.i + 1 and words[k - 1].lower in self.lexicon.locative and hit.label != "capital":
                    return None
                if k == word.i + 1 and self.lexicon.lang == "de" and not hit.text.endswith(("s", "x", "z")):
                    return None  # "die Regierung Merkel" is not handled as the government of a country
                if hit.label == "capital":
                    hit.kind = "place"
                return hit.ent
            if words[k].lower not in links and words[k].pos != "ADJ":
                return None
        return None


def _somebodys(word: Word, lexicon: Lexicon) -> bool:
    """Whether a genitive says whose it is, of whoever is no known owner: "die Führung der Bauern", but not
    "vom Parlament seines Amtes enthoben"."""
    genitives = [c for c in word.kids("nmod") if c.i > word.i and c.pos == "NOUN" and c.child("case") is None]
    return any(not any(lexicon.possessor(d.lower) for d in g.kids("det", "det:poss")) for g in genitives)


def _definite(word: Word, lexicon: Lexicon) -> bool:
    """Whether a noun has the definite article, be it within a preposition ("vom Parlament")."""
    return any(
        (c.dep == "det" and c.lower in ("der", "die", "das", "dem", "den", "des", "the"))
        or (c.dep == "case" and c.lower in lexicon.contracted)
        for c in word.children
    )
