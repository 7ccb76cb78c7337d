"""Phrases in which a country or another owner acts: "die iranische Führung", "US-Armee", "Polizei Israels"."""

from __future__ import annotations

from kgraph.extract.entities.actors import ActorTable, Ent, Hit
from kgraph.extract.entities.collective import (
    bearer_before,
    call_with_owner,
    coalition,
    definite,
    last_court,
    name_behind,
    party_group,
    somebodys,
)
from kgraph.extract.entities.federal import federation, is_federal
from kgraph.extract.entities.kinds import Kind, Kinds
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.towns import Towns, by_capital
from kgraph.extract.grammar.clauses import prepositions
from kgraph.extract.language.inflected import nominative, stem
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.knowledge import Knowledge
from kgraph.knowledge.names import name_key

# Words that may stand between a body's noun and its owner: "Polizei von Hamburg", "Regierung in Teheran".
_REACH = 3


class PhraseFinder:
    """Adds the mentions that such phrases make."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.kinds = Kinds(knowledge, lexicon)
        self.towns = Towns(knowledge, lexicon)

    def find(self, reading: Reading, n: int, sentence: Sentence) -> None:
        """Mark the phrases of sentence `n`."""
        at = reading.at[n]
        for hit in list(reading.hits[n]):
            if hit.kind == "name" and self._joined(sentence.words, hit):
                reading.drop(hit)  # "amerikanische und israelische Streitkräfte": two bodies
        for word in sentence.words:
            if word.i in at or word.pos not in ("NOUN", "PROPN", "X") or self._titled(reading, n, word):
                continue
            if self._modifier(sentence.words, word):
                continue
            prefix, _, tail = word.text.rpartition("-")
            kind = self.kinds.of(sentence, word, tail if prefix else "")
            if not kind or self.towns.land(reading, n, sentence.words, word):
                continue
            if prefix and kind.institution is not None and kind.institution.key == "presidency":
                continue  # "EU-Präsidentschaft", "US-Präsidentschaft": the office and no body
            partners = coalition(reading, self.lexicon, n, word) if kind.country else []
            if partners:
                hit = Hit(n, word.i, word.i, word, word.text, "noun", "party")
                hit.ent, hit.more = partners[0], partners[1:]
                reading.put(hit)
                continue
            owners, first, seated = self._whose(reading, n, sentence, word, prefix, kind)
            if kind.institution is not None and kind.institution.key == "presidency":
                owners = [o for o in owners if o.type != "intergovernmental"]  # "the presidency of the EU"
            if owners and word.has("Number=Plur"):
                # "Delegationen Russlands und der Ukraine"
                owners = [*owners, *self._side(reading, n, word, owners)]
            if kind.court and self._before_court(word, bool(owners)):
                continue
            told = (
                definite(word, self.lexicon)
                or (kind.court and reading.home_country is not None)
                or (kind.force and self._acting(word))
            )
            assumed = not (owners or prefix) and told and not somebodys(word, self.lexicon)
            assumed = assumed and not kind.owned and self.towns.adjective(word) is None
            judges = assumed and kind.court and self.kinds.bench(word) and word.has("Number=Plur")
            court = last_court(reading, self.lexicon, n) if judges else None
            if court is not None:
                hit = Hit(n, word.i, word.i, word, word.text, "noun", court.type)
                hit.ent, hit.weak = court, True
                reading.put(hit)
                continue
            if assumed and (
                kind.institution or kind.country or kind.court or kind.family or kind.force or kind.side
            ):
                home = self._home(reading, word)
                owners = [home] if home is not None else []
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
            home_rule = kind.town and any(owner.type == "country" for owner in owners)
            if seated or home_rule or (kind.court and by_capital(reading, n, first, word)):
                for ent in ents:
                    ent.parent = None
            elif first == word.i and not prefix and len(owners) == 1 and len(ents) == 1:
                call_with_owner(reading, n, word, owners[0], ents[0])
            named = name_behind(reading, n, word)
            if named is not None and kind.plain and named.label == "person":
                named = None  # "im niedersächsischen Landtag, Petra Hahn"
            bearer = bearer_before(reading, n, word) if named is None and owners and kind.plain else named
            if bearer is not None and kind.plain:
                # "die türkische Religionsbehörde Diyanet", "die Diyanet, eine Religionsbehörde der Türkei": the name is
                # who acts, the noun says whose it is
                if owners and bearer.ent is not None and bearer.ent.known is None:
                    bearer.ent.parent = bearer.ent.parent or owners[0]
                    state = owners[0].type != "intergovernmental"
                    bearer.ent.type = "government" if state else "intergovernmental"
                continue
            alone = assumed and kind.alone and word.lower not in self.lexicon.bare
            if alone and not owners and named is None:
                ents = [self._alone(reading, kind, word)]
            if not owners and kind.group is not None and named is None:
                if kind.group_type == "armed_group":
                    ents = [reading.table.named("armed_group", word.text, word.start)]
                elif assumed:
                    ents = [reading.table.named("group", word.text, word.start)]
            if not ents:
                continue
            if kind.court and self.kinds.bench(word):
                ents[0].gender = ents[0].gender or "n"  # "er" is the judge, and not the court
            hit = Hit(n, word.i, word.i, word, surface, "noun", ents[0].type)
            hit.ent, hit.weak = ents[0], assumed
            hit.more = ents[1:]
            hit.generic = not owners
            reading.put(hit)

    def owned_elsewhere(self, reading: Reading, n: int, sentence: Sentence, hit: Hit) -> bool:
        """Whether a common noun that names a body here is that of another country ("der ukrainische Sicherheitsrat",
        "Peru's Congress"), or part of a noun that names none."""
        entry, words = hit.entry, sentence.words
        if entry is not None and entry.type == "government" and self._modifier(words, words[hit.last]):
            return True  # "the American military action"
        if entry is None or entry.type not in ("government", "intergovernmental") or hit.first != hit.last:
            return False
        if hit.text.isupper() or "-" in hit.text or not self.kinds.of(sentence, words[hit.first], ""):
            return False
        k = hit.first - 1
        while k >= 0 and words[k].pos == "ADJ" and self.knowledge.adjective(words[k].text) is None:
            k -= 1
        if k < 0:
            return False
        owner = self.knowledge.adjective(words[k].text)
        genitive = words[k].text in ("'s", "’s")
        before = reading.at[n].get(k - genitive)
        if owner is None and before is not None and (genitive or words[k].text.endswith("s")):
            owner = before.entry
        if owner is None or owner.id in (entry.country, entry.parent, entry.id):
            return False
        # "der hessische Verfassungsschutz"
        land = owner.type == "government" and owner.institution is None and owner.country == entry.country
        return owner.type == "country" or (land and entry.type == "government")

    def _joined(self, words: list[Word], hit: Hit) -> bool:
        """Whether a name is the second of two that share a noun: "das deutsche und das polnische Parlament"."""
        adjective = self.knowledge.adjective(words[hit.first].text) if hit.first < hit.last else None
        k = hit.first - 1
        if k > 0 and words[k].pos == "DET":
            k -= 1
        return (
            adjective is not None
            and k > 0
            and words[k].pos == "CCONJ"
            and self.knowledge.adjective(words[k - 1].text) is not None
        )

    def _before_court(self, word: Word, owned: bool) -> bool:
        """Whether a court is only the place ("vor einem Gericht in Virginia") or one of many ("Richter und Anwälte",
        "ein Gericht soll entstehen")."""
        if set(prepositions(word, self.lexicon)) & self.lexicon.in_court:
            return True
        if self.kinds.bench(word) and word.has("Number=Plur") and not definite(word, self.lexicon):
            return True
        acting = (
            word.dep.startswith("nsubj") or set(prepositions(word, self.lexicon)) & self.lexicon.passive_agent
        )
        return not (owned or acting or definite(word, self.lexicon))

    def _acting(self, word: Word) -> bool:
        """Whether officers without an article act: "Polizisten nahmen ihn fest", "wurde von Soldaten erschossen"."""
        if not word.has("Number=Plur") or any(
            c.dep in ("det", "nummod", "amod", "nmod", "acl") for c in word.children
        ):
            return False
        return word.dep == "nsubj" or bool(set(prepositions(word, self.lexicon)) & self.lexicon.passive_agent)

    def _modifier(self, words: list[Word], word: Word) -> bool:
        """Whether an English noun only tells which one another is: "police unions", "prosecutor's office", "a military
        operation"."""
        if self.lexicon.lang != "en":
            return False
        after = words[word.i + 1] if word.i + 1 < len(words) else None
        if after is not None and after.text in ("'s", "’s") and word.i + 2 < len(words):
            return self.knowledge.institution(f"{word.lower}'s {words[word.i + 2].lower}") is not None
        outer = word.head
        if outer is None or outer.i < word.i or word.dep not in ("compound", "amod"):
            return False
        head = outer.lemma.lower()
        if word.lower in self.lexicon.adjectival:
            event = head in self.lexicon.deeds or self.lexicon.noun_key(head) is not None
            return event or head in self.lexicon.shells
        return word.dep == "compound" and head in self.lexicon.of_members

    def _home(self, reading: Reading, word: Word) -> Ent | None:
        """The country of a body that nobody owns: the article's; of "Bundesregierung" a federal state."""
        colours = {stem(c.lower) for c in word.kids("amod")} & set(self.lexicon.federal.get("colours", ()))
        if is_federal(word.lower, self.lexicon) or colours:
            return federation(reading, self.knowledge, self.lexicon)
        return reading.home_country

    def _titled(self, reading: Reading, n: int, word: Word) -> bool:
        """Whether a noun is somebody's title; "der Stadtrat" with nobody's name is the council."""
        role = reading.role_at.get((n, word.i))
        if role is None:
            return False
        body = self.kinds.council(word) or self.kinds.bench(word) or word.lower in self.lexicon.bare
        return role.name is not None or not body

    def _whose(
        self, reading: Reading, n: int, sentence: Sentence, word: Word, prefix: str, kind: Kind
    ) -> tuple[list[Ent], int, bool]:
        """Whose the body is, the first word of the phrase, and whether that is merely the town where it sits."""
        words, first = sentence.words, word.i
        owners: list[Ent] = []
        if kind.party and not prefix:
            return party_group(reading, self.knowledge, word), word.i, False
        if kind.local and not kind.court and not prefix:
            owners, first = self.towns.city(reading, n, word)
        if not owners:
            owners, first = self._owners(reading, n, sentence, word, prefix)
        if kind.town and any(owner.type == "group" for owner in owners):
            owners = []  # "die jüdische Gemeinde in Rostock"
        if not owners and not prefix and (kind.central or kind.court):
            owners, first = self.towns.capital(reading, n, words, word)
        if not owners and not prefix and kind.local:
            owners, first = self.towns.town(reading, n, words, word)
        if not owners and not prefix and (kind.country or kind.central):
            owners, first = self.towns.land_by_seat(reading, n, word)
        if owners or kind.abroad:
            return owners, first, False
        seat, town = self.towns.seat(reading, n, words, word)
        if seat is None or (town and not kind.local):
            return [], word.i, False
        return [seat], word.i, town

    def _alone(self, reading: Reading, kind: Kind, word: Word) -> Ent:
        """The body that a noun names alone: of a council the town that the article is about tells whose."""
        town = reading.main_place() if kind.town else None
        german = self.lexicon.lang == "de" and not kind.court and not kind.local
        name = nominative(word, ()) if german else kind.body
        if town is None:
            return reading.table.named("government", name or word.text, word.start)
        owner = reading.table.named("government", town, word.start)
        ent = reading.table.part(kind.body or word.text, owner, "government", word.text, word.start)
        ent.parent = None
        return ent

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

    def _ent(
        self, table: ActorTable, kind: Kind, owner: Ent, forms: tuple[str, str], word: Word, assumed: bool
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
        if kind.family:
            return self._family(table, kind.family, owner, called, word.start, assumed)
        if kind.country and owner.type == "person":
            if not word.lemma.lower().endswith(tuple(self.lexicon.regimes)):
                return None  # "Bergs Führung" may be a lead
            if owner.country is not None and (state := table.known(owner.country)) is not None:
                return state  # "die Trump-Regierung" is that of the United States
            named = f"{self.lexicon.governments['other']} {owner.name.split()[-1]}"
            ent = table.part(named, owner, "government", surface, word.start)
            ent.parent = None
            return ent
        if kind.country:
            return owner
        if kind.court and self.kinds.bench(word) and owner.type in ("government", "intergovernmental"):
            if owner.name.lower().endswith(self.lexicon.courts):
                return owner  # "die Richter des Bundesverwaltungsgerichts"
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

    def _family(
        self, table: ActorTable, family: str, owner: Ent, called: str, start: int, assumed: bool
    ) -> Ent | None:
        """ "die Sozialdemokraten in Dänemark", "the Dutch Liberals": the party of that family in a country."""
        fits = [e for e in self.knowledge.party_adjective(family) if e.country == owner.country]
        if owner.type != "country" or (not fits and assumed):
            return None
        if len(fits) == 1:
            return table.entry(fits[0], called, start)
        ent = table.part(called.split()[-1], owner, "party", called, start)
        ent.parent = None
        return ent

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
            elif found and (
                previous.pos == "CCONJ" or (previous.pos == "DET" and words[k - 1].pos == "CCONJ")
            ):
                pass
            elif (previous.pos not in between and previous.text[0] not in "'’") or found:
                break
            k -= 1
        return found, first

    def _after(self, reading: Reading, n: int, words: list[Word], word: Word) -> Ent | None:
        """A genitive or "von", "in" with a capital, right after the noun."""
        at = reading.at[n]
        for k in range(word.i + 1, min(len(words), word.i + 1 + _REACH)):
            if k in at:
                hit = at[k]
                if hit.ent is None or (hit.weak and hit.ent.type == "group"):
                    return None  # "der Staat im Westen"
                if k > word.i + 1 and words[k - 1].lower in self.lexicon.locative and hit.label != "capital":
                    return None
                if k == word.i + 1 and self.lexicon.lang == "de" and not hit.text.endswith(("s", "x", "z")):
                    return None  # "die Regierung Merkel" is not handled as the government of a country
                if hit.label == "capital":
                    hit.kind = "place"
                return hit.ent
            if words[k].lower not in self.lexicon.links and words[k].pos != "ADJ":
                return None
        return None
