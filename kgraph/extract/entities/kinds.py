"""What a noun says about who acts: a country ("Führung"), a body of one ("Armee"), a group ("Rebellen")."""

from __future__ import annotations

from kgraph.extract.grammar.clauses import is_passive, prepositions
from kgraph.extract.language.inflected import stem
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.knowledge import Institution, Knowledge

# Bodies that act in other countries than their own.
_ABROAD = ("Streitkräfte", "Luftwaffe", "Marine", "Botschaft", "Delegation")
_FORCES = (
    "Streitkräfte",
    "Polizei",
    "Bereitschaftspolizei",
    "Grenzpolizei",
    "Grenzschutz",
    "Sicherheitskräfte",
)
_GUESTS = ("armed_forces", "embassy", "delegation")
# The kinds of institutions of which a town or state has one.
_ALONE = ("police", "court", "agency", "intelligence", "parliament", "ministry")


class Kind:
    """What a noun says about who acts: the country itself, a body of it, or a group."""

    __slots__ = (
        "body", "body_type", "country", "court", "family", "group", "group_type", "institution", "owned",
        "party", "rules", "town",
    )  # fmt: skip

    def __init__(self) -> None:
        self.country = False
        self.court = False
        self.owned = False  # only meant where somebody says whose it is: "der spanische Zivilschutz"
        self.town = False  # what towns and regions have, and states have not: a council
        self.party = False
        self.family: str | None = None  # the adjective of the parties whose members bear this name
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
        key = self.institution.key if self.institution is not None else ""
        return (
            self.court or self.town or key in ("police", "prosecution") or self.body == "Staatsanwaltschaft"
        )

    @property
    def side(self) -> bool:
        """Whether it is one side in a state, and no armed one: "die Opposition"."""
        return self.group is not None and self.group_type == "group"

    @property
    def force(self) -> bool:
        """Whether it is police or troops, whose men act for it."""
        kind = self.institution.kind if self.institution is not None else ""
        return kind in ("police", "military") or self.body in _FORCES

    @property
    def abroad(self) -> bool:
        """Whether it may stand in a country that is not its own, as troops and embassies do."""
        return self.body in _ABROAD or (self.institution is not None and self.institution.key in _GUESTS)

    @property
    def alone(self) -> bool:
        """Whether the noun with its article names a body, though nobody says whose: "die Polizei", "das Gericht"."""
        kind = self.institution.kind if self.institution is not None else None
        return self.body is not None and not self.abroad and (kind is None or kind in _ALONE)

    @property
    def plain(self) -> bool:
        """Whether it names a body that few states have, and that may be called by a name as well."""
        return (
            self.body is not None
            and self.institution is None
            and self.body_type == "government"
            and not self.court
        )

    def __bool__(self) -> bool:
        return (
            self.country or self.party or bool(self.family) or self.body is not None or self.group is not None
        )


class Kinds:
    """Reads such nouns of one language."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon

    def _agent(self, word: Word) -> bool:
        """Whether a noun names who does something, in the passive: "von der Luftabwehr abgeschossen"."""
        verb = word.head
        by = verb is not None and word.dep == "obl" and is_passive(verb)
        return by and bool(self.lexicon.passive_agent & set(prepositions(word, self.lexicon)))

    def of(self, sentence: Sentence, word: Word, tail: str) -> Kind:
        """What a noun says; of a compound with a hyphen its `tail` does."""
        noun = (tail or word.lemma).lower()
        plain = (tail or word.text).lower()
        lex = self.lexicon
        kind = Kind()
        if noun in lex.acting and not word.dep.startswith("nsubj") and not self._agent(word):
            return kind
        kind.country = noun in lex.country_nouns or plain in lex.country_nouns
        kind.rules = plain in lex.ruling
        kind.institution = self._institution(sentence, word, plain, noun)
        if kind.institution is not None:
            kind.body = self.knowledge.institution_kind(kind.institution.key)
        else:
            body = (
                self._named(sentence, word, plain)
                or lex.body_nouns.get(noun)
                or lex.body_nouns.get(plain)
                or ""
            )
            kind.body, _, type_ = body.partition("|") if body else (None, "", "")
            kind.body_type = type_ or "government"
        if kind.body is None and not word.has("Number=Plur"):
            kind.body = self._by_ending(tail or word.text)
        council = self.council(word) if kind.body is None and not tail else None
        kind.body = kind.body or council
        kind.owned = plain.endswith(lex.owned_bodies)
        kind.town = council is not None or kind.body in lex.councils
        kind.court = kind.body is not None and kind.body.lower().endswith(lex.courts)
        kind.party = bool(tail) and plain.removesuffix("s").endswith(lex.party_parts)
        if not tail and plain.endswith(lex.party_groups):  # "die grüne Bundestagsfraktion"
            kind.party = any(self.knowledge.party_adjective(c.lower) for c in word.kids("amod"))
        if word.has("Number=Plur") and not tail:
            kind.family = lex.families.get(noun) or lex.families.get(plain)
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
            if before.text in ("'s", "’s") and word.i > 1:
                owner = sentence.words[word.i - 2].lower
                return self.knowledge.institution(f"{owner}'s {plain}")  # "the prosecutor's office"
            if before.text[0].isupper() or self.lexicon.lang == "en":
                for form in (before.lower, before.lower.rstrip("nrsm") + "r"):
                    found = self.knowledge.institution(f"{form} {plain}")
                    if found is not None:
                        return found
        return self.knowledge.institution(plain) or self.knowledge.institution(noun)

    def _named(self, sentence: Sentence, word: Word, plain: str) -> str | None:
        """The body that a noun names with the adjective or noun before it: "jüdische Gemeinde", "city council"."""
        if not word.i:
            return None
        before = sentence.words[word.i - 1].lower
        forms = (before, stem(before)) if self.lexicon.lang == "de" else (before,)
        return next((b for form in forms if (b := self.lexicon.body_nouns.get(f"{form} {plain}"))), None)

    def _by_ending(self, text: str) -> str | None:
        """The body that a noun names by its last part: "Umweltbundesamtes" -> "Umweltbundesamt"."""
        for ending in ("", "s", "es", "en", "n", "e"):
            form = text.removesuffix(ending)
            if len(form) < len(text) or not ending:
                for suffix in self.lexicon.body_suffixes:
                    if form.lower().endswith(suffix) and form.lower() not in self.lexicon.country_nouns:
                        return form[:1].upper() + form[1:]
        return None

    def bench(self, word: Word) -> bool:
        """Whether a title means the body whose holder is not named: "der Richter", "a judge"."""
        return word.lemma.lower() in self.lexicon.bench or word.lower in self.lexicon.bench

    def council(self, word: Word) -> str | None:
        """The name of a body that towns and regions have and states have not; None for other nouns."""
        noun = word.lemma if word.lemma.lower() in self.lexicon.local_bodies else word.text
        type_ = self.lexicon.local_bodies.get(noun.lower())
        return noun[:1].upper() + noun[1:] if type_ == "government" else None
