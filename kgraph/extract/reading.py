"""Reading an article for its actors: names, role phrases, "die iranische Führung", and who each stands for."""

from __future__ import annotations

from itertools import combinations

from kgraph.extract.coref.referents import article_gender
from kgraph.extract.entities.actors import ActorTable, Ent, Hit, without_genitive
from kgraph.extract.entities.bearers import Bearers
from kgraph.extract.entities.citystates import city_states
from kgraph.extract.entities.latebodies import LateBodies
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.names import NameFinder
from kgraph.extract.entities.namings import before_bracket, short_for
from kgraph.extract.entities.office import Role
from kgraph.extract.entities.phrases import PhraseFinder
from kgraph.extract.entities.roles import RoleFinder
from kgraph.extract.entities.sides import employers, sides
from kgraph.extract.entities.splitting import (
    called,
    named_like_firms,
    objects_beside,
    owned_things,
    part_surnames,
)
from kgraph.extract.entities.subunits import subunits
from kgraph.extract.grammar.clauses import prepositions
from kgraph.extract.grammar.nounphrases import nominative
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence
from kgraph.knowledge import Entry, Knowledge
from kgraph.knowledge.names import name_key
from kgraph.model import ActorType, Article

_STANDING_TYPES = (
    "government",
    "intergovernmental",
    "organisation",
    "party",
    "armed_group",
    "media",
    "company",
)


# Word classes for which a tagger takes a rare surname at the beginning of a sentence.
MISTAKEN = ("VERB", "ADV", "INTJ")


class Reader:
    """Marks the actors of articles in one language."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.names = NameFinder(knowledge, lexicon)
        self.roles = RoleFinder(knowledge, lexicon)
        self.bearers = Bearers(knowledge)
        self.phrases = PhraseFinder(knowledge, lexicon)
        self.late = LateBodies(lexicon)

    def read(self, article: Article, sentences: list[Sentence]) -> Reading:
        """Find and cluster every mention but pronouns and bare role phrases (see `kgraph.extract.coref.resolver`)."""
        table = ActorTable(self.knowledge, article.lang, article.published)
        reading = Reading(article, sentences, table)
        for n, sentence in enumerate(sentences):
            hits = self.roles.titles.apart(self.names.find(n, sentence, article.text))
            found = self.roles.find(n, sentence, hits, article.text)
            reading.hits.append(hits)
            reading.at.append({i: hit for hit in hits for i in range(hit.first, hit.last + 1)})
            for role in found:
                reading.roles.append(role)
                reading.role_at[n, role.word.i] = role
                if role.body is not None and role.body.last < role.word.i:
                    # "Azerbaijan's President": the country before the title never governs the phrase
                    reading.role_at[n, role.body.head.i] = role
        owned_things(reading)
        part_surnames(reading)
        named_like_firms(reading)
        if self.lexicon.lang == "de":
            objects_beside(reading)
            city_states(reading, self.knowledge, self.lexicon)
        self._bodies(reading)
        self._ambiguous(reading)
        self.bearers.find(reading)
        self._repeated(reading)
        reading.home_country = reading.home()
        for n, sentence in enumerate(sentences):
            self.phrases.find(reading, n, sentence)
            subunits(reading, self.lexicon, n, sentence.words)
            sides(reading, self.lexicon, n, sentence.words)
            reading.hits[n].sort(key=lambda hit: hit.first)
        employers(reading, self.lexicon)
        called(reading)
        self.late.find(reading)
        for role in reading.roles:
            self._office(reading, role)
        # "der peruanische Premier X ... Präsidentin Y": titles tell countries, too
        reading.home_country = reading.home_country or reading.home()
        return reading

    # --- names -------------------------------------------------------------------------------------------

    def _bodies(self, reading: Reading) -> None:
        """Everything that is no person: known entries, organisations, acronyms in parentheses."""
        table = reading.table
        own: dict[str, Ent] = {}  # acronyms that this article explains
        for n, sentence in enumerate(reading.sentences):
            previous: Hit | None = None
            for hit in list(reading.hits[n]):
                place = sentence.words[hit.first].start
                if hit.entry is not None and self.phrases.owned_elsewhere(reading, n, sentence, hit):
                    reading.drop(hit)  # "der ukrainische Sicherheitsrat"
                elif hit.entry is not None and hit.entry.type != "person":
                    if short_for(hit, previous, sentence):
                        own[hit.text] = previous.ent  # type: ignore[union-attr, assignment]
                        own[hit.text].add(hit.text)
                    if hit.text in own:
                        hit.entry, hit.ent = None, own[hit.text]
                        continue
                    hit.ent = table.entry(hit.entry, hit.text, place)
                    self._place(hit, sentence)
                elif hit.options:
                    continue
                elif hit.entry is None and hit.label not in ("person", "place"):
                    self._organisation(reading, hit, sentence, previous, place)
                elif hit.label == "place":
                    hit.kind = "place"
                previous = hit

    def _ambiguous(self, reading: Reading) -> None:
        """Names that several known actors bear ("die Grünen"): the one of the article's country, else none."""
        home = reading.home()
        for n, sentence in enumerate(reading.sentences):
            for hit in list(reading.hits[n]):
                if not hit.options:
                    continue
                named = [e for e in hit.options if reading.table.has(e.id)]
                fits = named or [e for e in hit.options if home is not None and e.country == home.country]
                fits = fits or [e for e in hit.options if e.country and reading.table.has(e.country)]
                if not fits and home is None and hit.label == "party":
                    # "die Grünen" in an article that names no country
                    states = (self.knowledge.country(c) for c in self.lexicon.federal.get("first", ())[:1])
                    fits = [e for state in states if state for e in hit.options if e.country == state.id]
                if len({e.id for e in fits}) == 1:
                    hit.entry = fits[0]
                    hit.ent = reading.table.entry(fits[0], hit.text, sentence.words[hit.first].start)
                    self._place(hit, sentence)
                else:
                    reading.drop(hit)

    def _organisation(
        self, reading: Reading, hit: Hit, sentence: Sentence, previous: Hit | None, place: int
    ) -> None:
        table = reading.table
        in_brackets = hit.first > 0 and sentence.words[hit.first - 1].text == "("
        if (
            in_brackets
            and previous is not None
            and previous.last == before_bracket(hit, sentence)
            and previous.ent is not None
        ):
            whole = previous.ent.type != "country"  # "Mission in Kosovo (UNMIK)": no name of the country
            if previous.label != "person" and hit.text.upper() == hit.text and whole:
                table.alias(previous.ent, hit.text)
                hit.ent = previous.ent
                return
        seen = table.by_name(hit.text) or table.by_name(without_genitive(hit.text))
        article = hit.head.child("det")
        if seen is None and hit.first == hit.last and article is not None and not hit.text.isupper():
            seen = table.longer(
                without_genitive(hit.text)
            )  # "das Bundesamt" after "das Bundesamt für Naturschutz"
        if seen is not None:
            hit.ent = seen
            seen.add(hit.text)
            return
        last = self._acronym(sentence.words[hit.last].text) if hit.first < hit.last else None
        if last is not None:
            hit.ent = table.entry(last, hit.text, place)  # "Internationale Atomenergiebehörde IAEA"
            return
        first = sentence.words[hit.first].text
        thing = hit.last == hit.first + 1 and sentence.words[hit.last].pos == "NOUN"
        if thing and self.lexicon.lang == "de" and (known := self._acronym(first)) is not None:
            reading.at[hit.sent].pop(hit.last)  # "will die Raumfahrtagentur ISRO Tests durchführen"
            hit.last, hit.head, hit.text = hit.first, sentence.words[hit.first], first
            hit.ent = table.entry(known, first, place)
            return
        front, _, tail = hit.text.rpartition(" " if self.lexicon.lang == "en" else "-")
        if front and tail.lower().removesuffix("s") in self.lexicon.membership["party_words"]:
            party = self._one(front) if self.lexicon.lang == "en" else self.knowledge.prefix(front)
            if party is not None and party.type == "party":
                hit.ent = table.entry(party, hit.text, place)  # "die SPD-Fraktion"
                return
        inner = self._inner_country(hit, sentence)
        body = self._known_body(hit, inner)
        if body is not None:
            hit.ent = table.entry(body, hit.text, place)
            return
        type_ = self.names.type_of(hit, sentence)
        words = sentence.words[hit.first : hit.last + 1]
        name = nominative(words, self.lexicon) if self.lexicon.lang == "de" else None
        ent = table.named(_as_type(type_), name or hit.text, place)
        if inner is not None and ent.parent is None and inner.type in ("country", "intergovernmental"):
            ent.parent = table.entry(inner)
            ent.country = ent.parent.country
        hit.ent = ent

    def _inner_country(self, hit: Hit, sentence: Sentence) -> Entry | None:
        """The country named inside of an organisation's name or by an adjective right before it."""
        for word in sentence.words[max(0, hit.first - 1) : hit.last + 1]:
            entry = self.knowledge.adjective(word.text)
            if entry is None and "-" in word.text:
                entry = self.knowledge.prefix(word.text.split("-")[0])
            if entry is None and word.i >= hit.first:
                entry = self._one(without_genitive(word.text))
            if entry is not None and entry.type == "intergovernmental" and hit.first < word.i == hit.last:
                continue  # "Nationaler Sicherheitsrat": one of its kind, no part of it
            if entry is not None and entry.type in ("country", "intergovernmental"):
                return entry
        return None

    def _acronym(self, form: str) -> Entry | None:
        """The body that an acronym means, if there is only one."""
        return self._one(form) if len(form) > 2 and form.isupper() else None

    def _one(self, form: str) -> Entry | None:
        options = {o.id for o in self.knowledge.surface().get(form, ()) if o.kind in ("name", "acronym")}
        return self.knowledge.entry(options.pop()) if len(options) == 1 else None

    def _known_body(self, hit: Hit, country: Entry | None) -> Entry | None:
        options = [
            entry
            for o in self.knowledge.surface().get(hit.text, ())
            if o.kind in ("name", "acronym") and (entry := self.knowledge.entry(o.id)) is not None
        ]
        if country is not None:
            options = [e for e in options if e.country == country.country]
        return options[0] if len({e.id for e in options}) == 1 else None

    def _place(self, hit: Hit, sentence: Sentence) -> None:
        """A capital or country behind a locative preposition is a place, no actor."""
        if hit.label == "inhabitant":
            # "die Spanier" may be the state, "der Spanier", "ein Spanier" is a person (see coref)
            word = hit.head
            single = word.text.endswith("in") or any(
                c.lower in self.lexicon.status["indefinite"] for c in word.children
            )
            # "zwei Iraner" are some people and not their country
            single = single or any(c.dep == "nummod" or c.pos == "NUM" for c in word.children)
            plural = word.has("Number=Plur") or word.text.endswith(("s", "er", "n"))
            # "many Greeks" are a crowd and not their state
            single = single or any(c.lower in self.lexicon.crowds or c.dep == "nummod" for c in word.children)
            hit.kind = (
                "noun"
                if plural and not single and article_gender(word, self.lexicon) in (None, "x")
                else "place"
            )
            return
        if hit.entry is not None and hit.entry.type == "group" and hit.weak:
            hit.kind = "place" if self._region(hit) else hit.kind
        if hit.entry is None or (hit.entry.type != "country" and hit.label != "capital"):
            return
        behind = sentence.words[hit.last + 1] if hit.last + 1 < len(sentence.words) else None
        if (
            hit.label == "capital"
            and hit.text.endswith("er")
            and behind is not None
            and behind.ent[2:] == "ORG"
        ):
            hit.kind = "place"  # "die Berliner SPD"
            return
        case = _case(hit, sentence, self.lexicon)
        first = hit.head
        while not case and first.dep == "conj" and first.head is not None:
            first = first.head  # "in Paris und Warschau"
            case = next((c for c in prepositions(first, self.lexicon)), "")
        if hit.label == "capital" and case in self.lexicon.locative:
            hit.kind = "place"

    def _region(self, hit: Hit) -> bool:
        """Whether a part of the world is only where something is: "im Westen", "der Westen der Ukraine"."""
        cases = set(prepositions(hit.head, self.lexicon))
        owner = hit.head.dep.startswith("nmod") and not cases
        return owner or bool(cases & self.lexicon.locative) or bool(hit.head.kids("nmod", "amod"))

    def _repeated(self, reading: Reading) -> None:
        """Surnames and bodies of this article where the recogniser overlooked them."""
        surnames = reading.table.surnames()
        for n, sentence in enumerate(reading.sentences):
            at = reading.at[n]
            for word in sentence.words:
                if word.i in at or len(word.text) < 3 or not word.text[0].isupper():
                    continue
                if word.pos not in ("PROPN", "NOUN", "X", "ADJ") and (
                    word.pos not in MISTAKEN or len(word.text) < 5
                ):
                    continue
                ent = surnames.get(name_key(word.text)) or surnames.get(name_key(without_genitive(word.text)))
                kind = "person"
                if ent is None:
                    ent = reading.table.by_name(word.text)
                    kind = "organisation"
                title = (
                    word.pos == "NOUN" and kind == "person" and self.roles.titles.look(word.text) is not None
                )
                if title and self.lexicon.lang == "en":
                    title = any(c.dep == "det" for c in word.children)  # "the Khan", but "Khan says"
                if ent is not None and not title:
                    hit = Hit(n, word.i, word.i, word, word.text, "name", kind)
                    hit.ent = ent
                    reading.put(hit)
            for hit in reading.hits[n]:
                if hit.entry is None and hit.ent is None and hit.label in ("place", "person", "organisation"):
                    longer = reading.table.longer(hit.text)
                    if longer is not None:
                        hit.kind, hit.label, hit.ent = "name", longer.type, longer
                        longer.add(hit.text)
                        continue
                if hit.kind == "place" and hit.entry is None and " " not in hit.text:
                    ent = surnames.get(name_key(hit.text)) or surnames.get(
                        name_key(without_genitive(hit.text))
                    )
                    if ent is not None:
                        hit.kind, hit.label, hit.ent = "name", "person", ent

    def _office(self, reading: Reading, role: Role) -> None:
        """Note the office with the person who holds it."""
        if role.owner is not None and role.owner.type == "party":
            known = role.name.ent if role.name is not None else None
            role.owner = reading.local_party(role.owner, role.prefix, known)
        owner = role.owner or (role.body.entry if role.body is not None else None)
        if role.others and role.name is not None and role.title.relation != "HOLDS_OFFICE":
            # "die Unterhändler A und B"; but "die Präsidenten A und B" speak for themselves
            group = [id(hit.ent) for hit in [role.name, *role.others]]
            reading.same_side.update(frozenset(pair) for pair in combinations(group, 2))
        for hit in [role.name, *role.others]:
            ent = hit.ent if hit is not None else None
            if ent is None or not role.title.office or role.coming(self.lexicon):
                continue
            if (
                not role.prefix
                or role.owner is not None
                or role.modifiers
                or role.title.office != "president"
            ):
                ent.offices.add(role.title.office)  # "Universitätspräsident" is no "Präsident"
            if ent.country is None and owner is not None and role.title.level in ("state", "any"):
                ent.country = owner.country
            if role.shown not in ent.roles:
                ent.roles.append(role.shown)


def _case(hit: Hit, sentence: Sentence, lexicon: Lexicon) -> str:
    """The preposition before a mention (articles and adjectives between are skipped), uncontracted."""
    k = hit.first - 1
    while k >= 0 and sentence.words[k].pos in ("DET", "ADJ"):
        k -= 1
    if k < 0 or sentence.words[k].pos != "ADP":
        return ""
    low = sentence.words[k].lower
    return lexicon.contracted.get(low, low)


def _as_type(label: str) -> ActorType:
    return label if label in _STANDING_TYPES or label == "group" else "organisation"  # type: ignore[return-value]
