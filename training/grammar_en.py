"""The English counterpart of `training.grammar`: titles with names, states as actors, reported speech,
headlines."""

from __future__ import annotations

import itertools
import json
import random
import re
import tomllib
from pathlib import Path

from training.corpora import Sentence, Word
from training.grammar import CITIES, Grammar, Phrase, join, leaf

WORDS = tomllib.loads((Path(__file__).parent / "data" / "grammar.en.toml").read_text(encoding="utf8"))
TITLES, BODIES, TRANSITIVE, OBLIQUE, NOUNS, PROGRESSIVE, MEASURES = (
    WORDS[k] for k in ("titles", "bodies", "transitive", "oblique", "nouns", "progressive", "measures")
)


class EnglishGrammar(Grammar):
    def __init__(self, knowledge: Path, rng: random.Random) -> None:
        super().__init__(knowledge, rng)
        rows = json.loads((knowledge / "countries_joined.json").read_text(encoding="utf8"))
        self.countries = sorted(
            {r["name_en"] for r in rows if re.fullmatch(r"[A-Z][a-z]+", r.get("name_en") or "")}
        )
        self.adjectives = sorted(
            {r["adj_en"] for r in rows if re.fullmatch(r"[A-Z][a-z]+", r.get("adj_en") or "")}
        )

    def words(self, text: str, upos: str, label: str = "", relation: str = "compound") -> Phrase:
        """A fixed phrase whose last word governs; a leading "the" is no part of the name."""
        forms = text.split()
        parts = []
        inside = False
        for i, form in enumerate(forms):
            article = form == "the"
            ner = "O" if not label or article else ("I-" if inside else "B-") + label
            inside = inside or not article
            rel = "H" if i == len(forms) - 1 else "det" if article else relation
            parts.append((leaf(form, "DET" if article else upos, ner), rel))
        return join(*parts)

    def titled(self, case: str = "", women: float = 0.0) -> Phrase:
        title = self.pick(TITLES)
        if title == "Secretary of State":
            of = join((leaf("of", "ADP"), "case"), (leaf("State", "PROPN"), "H"))
            noun = join((leaf("Secretary", "PROPN"), "H"), (of, "nmod"))
        else:
            first, *_rest = title.split()
            noun = self.words(
                title, "PROPN", relation="amod" if first in ("Foreign", "Prime", "Deputy") else "compound"
            )
        r = self.rng.random()
        name = self.name()
        if r < 0.4:
            noun = join((leaf(self.pick(self.adjectives), "ADJ"), "amod"), (noun, "H"))
            return join((noun, "compound"), (name, "H"))
        if r < 0.5:
            us = leaf(self.pick(["U.S.", "US", "UK", "EU", "UN", "NATO"]), "PROPN", "B-LOC")
            us[0][0].ner = "B-ORG" if us[0][0].form in ("EU", "UN", "NATO") else "B-LOC"
            return join((join((us, "compound"), (noun, "H")), "compound"), (name, "H"))
        if r < 0.65:
            owner = join(
                (leaf(self.pick(self.countries), "PROPN", "B-LOC"), "H"), (leaf("'s", "PART"), "case")
            )
            owner[0][0].space = False
            return join((join((owner, "nmod"), (noun, "H")), "compound"), (name, "H"))
        if r < 0.85:
            return join((noun, "compound"), (name, "H"))
        country = self.pp("of", leaf(self.pick(self.countries), "PROPN", "B-LOC"))
        role = join(
            (leaf("the", "DET"), "det"),
            (leaf(self.pick(["president", "leader", "foreign minister"]).split()[-1], "NOUN"), "H"),
            (country, "nmod"),
        )
        role = join((leaf(",", "PUNCT"), "punct"), (role, "H"), (leaf(",", "PUNCT"), "punct"))
        return join((name, "H"), (role, "appos"))

    def country(self, case: str = "") -> Phrase:
        return leaf(self.pick([*self.countries, *CITIES[:20]]), "PROPN", "B-LOC")

    def body(self, case: str = "") -> Phrase:
        text = self.pick(BODIES)
        return self.words(
            text,
            "PROPN",
            "ORG",
            "amod"
            if text.split()[-2:-1] in (["United"], ["European"], ["African"], ["White"])
            else "compound",
        )

    def actor(self, case: str = "") -> Phrase:
        r = self.rng.random()
        if r < 0.35:
            return self.titled()
        if r < 0.6:
            return self.name()
        if r < 0.8:
            return self.country()
        return self.body()

    def adv(self) -> tuple[Phrase, str]:
        r = self.rng.random()
        if r < 0.4:
            return self.pp("in", leaf(self.pick(CITIES), "PROPN", "B-LOC")), "obl"
        if r < 0.8:
            return self.pp(
                "on",
                leaf(self.pick(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Sunday"]), "PROPN"),
            ), "obl"
        day = join(
            (leaf(str(self.rng.randint(1, 30)), "NUM"), "nummod"),
            (leaf(self.pick(["May", "June", "March"]), "PROPN"), "H"),
        )
        return self.pp("on", day), "obl"

    def predicate(self) -> tuple[tuple[str, str, str], list[tuple[Phrase, str]]]:
        r = self.rng.random()
        if r < 0.65:
            return self.rng.choice(TRANSITIVE), [(self.actor(), "obj")]
        if r < 0.85:
            past, part, base, prep = self.rng.choice(OBLIQUE)
            return (past, part, base), [(self.pp(prep, self.actor()), "obl")]
        noun, prep = self.rng.choice(NOUNS)
        phrase = join(
            (leaf("the", "DET"), "det"), (leaf(noun, "NOUN"), "H"), (self.pp(prep, self.actor()), "nmod")
        )
        verb = self.rng.choice(
            [
                ("discussed", "discussed", "discuss"),
                ("condemned", "condemned", "condemn"),
                ("cancelled", "cancelled", "cancel"),
            ]
        )
        return verb, [(phrase, "obj")]

    def clause(self) -> Phrase:
        (past, part, base), objects = self.predicate()
        subject = (self.actor(), "nsubj")
        tail = [self.adv()] if self.rng.random() < 0.6 else []
        r = self.rng.random()
        if r < 0.55:
            return join(subject, (leaf(past, "VERB"), "H"), *objects, *tail)
        if r < 0.75:
            return join(
                subject,
                (leaf(self.pick(["has", "had"]), "AUX"), "aux"),
                (leaf(part, "VERB"), "H"),
                *objects,
                *tail,
            )
        if r < 0.9:
            return join(
                subject,
                (leaf(self.pick(["will", "would", "may", "could"]), "AUX"), "aux"),
                (leaf(base, "VERB"), "H"),
                *objects,
                *tail,
            )
        verb = self.rng.choice(TRANSITIVE)
        agent = (self.pp("by", self.actor()), "obl")
        return join(
            (self.actor(), "nsubj:pass"),
            (leaf("was", "AUX"), "aux:pass"),
            (leaf(verb[1], "VERB"), "H"),
            agent,
            *tail,
        )

    def progressive(self) -> Phrase:
        """A participle between "is" and a bare plural: a verb, no part of the noun's name."""
        noun, prep = self.rng.choice(MEASURES)
        phrase = join((leaf(noun, "NOUN"), "H"), (self.pp(prep, self.actor()), "nmod"))
        return join(
            (self.actor(), "nsubj"),
            (leaf(self.pick(["is", "is", "was"]), "AUX"), "aux"),
            (leaf(self.pick(PROGRESSIVE), "VERB"), "H"),
            (phrase, "obj"),
            *([self.adv()] if self.rng.random() < 0.3 else []),
        )

    def speech(self) -> Phrase:
        speaker = (self.titled() if self.rng.random() < 0.6 else self.name(), "nsubj")
        verb = (leaf(self.pick(["said", "announced", "claimed", "stated"]), "VERB"), "H")
        r = self.rng.random()
        when = [self.adv()] if self.rng.random() < 0.6 else []
        if r < 0.65:
            that = join((leaf("that", "SCONJ"), "mark"), (self.clause(), "H")) if r < 0.45 else self.clause()
            return join(speaker, verb, *when, (that, "ccomp"))
        quote = join(
            (leaf("“", "PUNCT"), "punct"),
            (self.clause(), "H"),
            (leaf(",", "PUNCT"), "punct"),
            (leaf("”", "PUNCT"), "punct"),
        )
        return join((quote, "ccomp"), speaker, verb, *when)

    def accusation(self) -> Phrase:
        _past, _part, base = self.rng.choice(TRANSITIVE)
        inner = join(
            (leaf("of", "SCONJ"), "mark"),
            (leaf(re.sub(r"e$", "", base) + "ing", "VERB"), "H"),
            (self.actor(), "obj"),
        )
        return join(
            (self.actor(), "nsubj"), (leaf("accused", "VERB"), "H"), (self.actor(), "obj"), (inner, "advcl")
        )

    def sentence(self) -> Sentence:
        maker = self.rng.choice([self.clause] * 6 + [self.speech] * 4 + [self.accusation, self.progressive])
        words, top = maker()
        if self.rng.random() > 0.1:
            words = [*words, Word(".", upos="PUNCT", head=top, deprel="punct", ner="O")]
        first = words[1] if words[0].form == "“" else words[0]
        first.form = first.form[:1].upper() + first.form[1:]
        for i, word in enumerate(words[:-1]):
            word.space = word.space and not (words[i + 1].form in (",", ".", "”", "'s") or word.form == "“")
        # A closing comma of an apposition before other punctuation goes.
        return words


def generate_english(knowledge: Path, count: int, seed: int) -> list[Sentence]:
    grammar = EnglishGrammar(knowledge, random.Random(seed))
    return [s for s in (grammar.sentence() for _ in range(count)) if not doubled(s)]


def doubled(words: Sentence) -> bool:
    """Two punctuation marks in a row, which only an apposition before a full stop makes."""
    return any(a.form == "," and b.form in (",", ".") for a, b in itertools.pairwise(words))
