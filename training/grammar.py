"""Sentences with trees and names from a small German grammar: constructions of political news that
treebanks lack.

Bare datives of countries ("warf Moskau vor"), objects first, verb particles far from their verb, titles
with names, nouns with their prepositions ("Treffen mit", "Sanktionen gegen"), reported speech, headlines.
Names are drawn from the knowledge folder (facts only). Trees and names only: no tags, lemmas or features.
"""

from __future__ import annotations

import csv
import json
import random
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from training.corpora import Sentence, Word

Phrase = tuple[Sentence, int]  # words with heads inside the phrase, index of the governing word

WORDS = tomllib.loads((Path(__file__).parent / "data" / "grammar.de.toml").read_text(encoding="utf8"))
FEMININE, MASCULINE, PLURAL = WORDS["feminine"], WORDS["masculine"], WORDS["plural"]
CITIES, CAPITALS_AS_STATES, DAYS = WORDS["cities"], WORDS["capitals_as_states"], WORDS["days"]
TITLES, TITLES_F, BODIES = WORDS["titles"], WORDS["titles_f"], WORDS["bodies"]
ACC, DAT, DATACC, PP, NOUNS_PP = (WORDS[k] for k in ("acc", "dat", "datacc", "pp", "nouns_pp"))
THINGS = WORDS["things"]
DER = {(g, c): form for g, cases in WORDS["articles"].items() for c, form in cases.items()}


def leaf(form: str, upos: str, ner: str = "O") -> Phrase:
    return [Word(form, upos=upos, head=0, deprel="root", ner=ner)], 0


def join(*parts: tuple[Phrase, str]) -> Phrase:
    """Concatenates phrases; the one with relation "H" governs the rest."""
    words: Sentence = []
    heads: list[int] = []
    top = -1
    for (phrase, head), relation in parts:
        offset = len(words)
        for i, word in enumerate(phrase):
            word.head = (word.head if word.head is not None else 0) + offset if i != head else head + offset
            words.append(word)
        heads.append(head + offset)
        if relation == "H":
            top = head + offset
    for (_, _), (at, (_, relation)) in zip(parts, zip(heads, parts, strict=True), strict=True):
        if relation != "H":
            words[at].head, words[at].deprel = top, relation
    words[top].head, words[top].deprel = top, "root"
    return words, top


class Grammar:
    def __init__(self, knowledge: Path, rng: random.Random) -> None:
        self.rng = rng
        with (knowledge / "offices.csv").open(encoding="utf8") as handle:
            people = sorted({row["person"] for row in csv.DictReader(handle)})
        self.people = [
            p.split() for p in people if re.fullmatch(r"[A-Za-zÀ-ɏ’' -]+", p) and 2 <= len(p.split()) <= 4
        ]
        rows = json.loads((knowledge / "countries_joined.json").read_text(encoding="utf8"))
        bad = {
            *FEMININE,
            *MASCULINE,
            *PLURAL,
            "Tschechoslowakei",
            "Jugoslawien",
            "Marshallinseln",
            "Salomonen",
        }
        self.countries = sorted(
            {r["name_de"] for r in rows if r.get("name_de") and re.fullmatch(r"[A-ZÄÖÜ][\w-]+", r["name_de"])}
            - bad
        )
        self.adjectives = sorted(
            {r["adj_de"] for r in rows if re.fullmatch(r"[a-zäöü-]+isch", r.get("adj_de") or "")}
        )

    def pick(self, items: Sequence[str]) -> str:
        return self.rng.choice(items)

    # noun phrases; case: n(ominative) a(ccusative) d(ative) g(enitive)

    def name(self) -> Phrase:
        forms = self.rng.choice(self.people)
        if self.rng.random() < 0.25:
            return leaf(forms[-1], "PROPN", "B-PER")
        parts = [(leaf(forms[0], "PROPN", "B-PER"), "H")]
        parts += [(leaf(f, "PROPN", "I-PER"), "flat") for f in forms[1:]]
        return join(*parts)

    def country(self, case: str) -> Phrase:
        r = self.rng.random()
        if r < 0.6:
            return leaf(self.pick(self.countries), "PROPN", "B-LOC")
        if r < 0.8:
            return leaf(self.pick(CAPITALS_AS_STATES), "PROPN", "B-LOC")
        gender, names = self.rng.choice([("f", FEMININE), ("m", MASCULINE), ("p", PLURAL)])
        form = self.pick(names)
        if (gender, case) == ("p", "d") and form == "Niederlande":
            form = "Niederlanden"
        return join((leaf(DER[gender, case], "DET"), "det"), (leaf(form, "PROPN", "B-LOC"), "H"))

    def body(self, case: str) -> Phrase:
        gender, form = self.rng.choice(BODIES)
        words = form.split()
        if len(words) == 2:
            weak = "e" if (case == "n" and gender != "p") or (case == "a" and gender in "fn") else "en"
            words[0] = re.sub(r"(e|en)$", weak, words[0])
        if case == "d" and words[-1] == "Republikaner":
            words[-1] += "n"
        noun = leaf(words[-1], "PROPN", "I-ORG" if len(words) > 1 else "B-ORG")
        parts = [(leaf(DER[gender, case], "DET"), "det")]
        if len(words) > 1:
            parts.append((leaf(words[0], "ADJ", "B-ORG"), "amod"))
        return join(*parts, (noun, "H"))

    def titled(self, case: str, women: float = 0.35) -> Phrase:
        woman = self.rng.random() < women
        title = self.pick(TITLES_F if woman else TITLES)
        gender = "f" if woman else "m"
        noun = leaf(title + ("en" if title == "Präsident" and case in "ad" else ""), "NOUN")
        r = self.rng.random()
        if r < 0.45:
            adj = self.pick(self.adjectives) + ("e" if case == "n" or (woman and case == "a") else "en")
            det = leaf(DER[gender, case], "DET")
            return join(
                (det, "det"), (leaf(adj, "ADJ", "B-LOCderiv"), "amod"), (noun, "H"), (self.name(), "appos")
            )
        if r < 0.65:
            country = leaf(genitive(self.pick(self.countries)), "PROPN", "B-LOC")
            return join((country, "nmod"), (leaf(title, "NOUN"), "H"), (self.name(), "appos"))
        if r < 0.85:
            return join((leaf(title, "NOUN"), "H"), (self.name(), "appos"))
        adj = self.pick(self.adjectives) + ("e" if case == "n" or (woman and case == "a") else "en")
        return join(
            (leaf(DER[gender, case], "DET"), "det"), (leaf(adj, "ADJ", "B-LOCderiv"), "amod"), (noun, "H")
        )

    def actor(self, case: str) -> Phrase:
        r = self.rng.random()
        if r < 0.3:
            return self.titled(case)
        if r < 0.5:
            return self.name()
        if r < 0.75:
            return self.country(case)
        if r < 0.9:
            return self.body(case)
        adj = self.pick(self.adjectives) + ("e" if case in "na" else "en")
        det = DER["f", case]
        return join(
            (leaf(det, "DET"), "det"),
            (leaf(adj, "ADJ", "B-LOCderiv"), "amod"),
            (leaf("Regierung", "NOUN"), "H"),
        )

    def pp(self, preposition: str, noun: Phrase) -> Phrase:
        return join((leaf(preposition, "ADP"), "case"), (noun, "H"))

    def adverbial(self) -> Phrase:
        r = self.rng.random()
        if r < 0.35:
            return self.pp("in", leaf(self.pick(CITIES), "PROPN", "B-LOC"))
        if r < 0.7:
            return self.pp("am", leaf(self.pick(DAYS), "NOUN"))
        if r < 0.8:
            day = leaf(f"{self.rng.randint(1, 31)}.", "ADJ")
            month = leaf(self.pick(["Januar", "März", "Mai", "Juli", "Oktober", "Dezember"]), "NOUN")
            return join((leaf("am", "ADP"), "case"), (day, "amod"), (month, "H"))
        return leaf(
            self.pick(["erneut", "überraschend", "zuletzt", "offenbar", "bereits", "scharf", "öffentlich"]),
            "ADV",
        )

    def adv(self) -> tuple[Phrase, str]:
        phrase = self.adverbial()
        return phrase, "advmod" if phrase[0][phrase[1]].upos == "ADV" else "obl"

    def plan_noun(self, case: str) -> Phrase:
        """ "das Treffen mit X", "Sanktionen gegen Y"."""
        gender, noun, preposition, inner = self.rng.choice(NOUNS_PP)
        target = leaf(self.pick(self.countries), "PROPN", "B-LOC") if inner == "c" else self.actor(inner)
        parts = []
        if gender != "p" or self.rng.random() < 0.5:
            parts.append((leaf(DER[gender, case], "DET"), "det"))
        form = noun + ("n" if (gender, case) == ("p", "d") and not noun.endswith("n") else "")
        return join(*parts, (leaf(form, "NOUN"), "H"), (self.pp(preposition, target), "nmod"))

    # clauses

    def objects(self) -> tuple[tuple[str, ...], list[tuple[Phrase, str]]]:
        """A verb and its objects."""
        r = self.rng.random()
        if r < 0.4:
            return self.rng.choice(ACC), [(self.actor("a"), "obj")]
        if r < 0.6:
            return self.rng.choice(DAT), [(self.actor("d"), "iobj")]
        if r < 0.8:
            verb = self.rng.choice(DATACC)
            return verb, [(self.actor("d"), "iobj"), (leaf(self.pick(THINGS[verb[0]]), "NOUN"), "obj")]
        verb = self.rng.choice(PP)
        return verb, [(self.pp(verb[6], self.actor("d")), "obl")]

    def clause(self) -> Phrase:
        """A main clause without its full stop."""
        verb, objects = self.objects()
        present, past, _, participle, infinitive, particle = verb[:6]
        subject = (self.actor("n"), "nsubj")
        plural = subject[0][0][0].form in ("die", "Die") and subject[0][0][subject[0][1]].form in (
            *PLURAL,
            "Taliban",
            "Grünen",
            "Nationen",
            "Republikaner",
        )
        extra = [self.adv()] if self.rng.random() < 0.6 else []
        finite = verb[2] if plural else self.pick([present, past, past])
        style = self.rng.random()
        if style < 0.4:
            tail = [(leaf(particle, "ADP"), "compound:prt")] if particle else []
            v = (leaf(finite, "VERB"), "H")
            if self.rng.random() < 0.3:
                return join(self.adv(), v, subject, *objects, *extra, *tail)
            if objects[0][1] in ("obj", "iobj") and self.rng.random() < 0.15:
                return join(objects[0], v, subject, *extra, *objects[1:], *tail)
            return (
                join(subject, v, *objects, *extra, *tail)
                if self.rng.random() < 0.7
                else join(subject, v, *extra, *objects, *tail)
            )
        main = leaf(participle, "VERB")
        if style < 0.65:
            aux = (
                ("sind" if plural else "ist")
                if infinitive in ("zusammenkommen", "reisen")
                else ("haben" if plural else "hat")
            )
            if self.rng.random() < 0.3:
                return join(self.adv(), (leaf(aux, "AUX"), "aux"), subject, *objects, (main, "H"))
            return join(subject, (leaf(aux, "AUX"), "aux"), *extra, *objects, (main, "H"))
        modal = self.pick(
            ["wollen", "sollen", "müssen"] if plural else ["will", "soll", "muss", "wollte", "werde", "kann"]
        )
        rel = "aux"
        return join(subject, (leaf(modal, "AUX"), rel), *extra, *objects, (leaf(infinitive, "VERB"), "H"))

    def subordinate(self) -> Phrase:
        """Subject, objects, verb last."""
        verb, objects = self.objects()
        subject = (self.actor("n"), "nsubj")
        extra = [self.adv()] if self.rng.random() < 0.4 else []
        if self.rng.random() < 0.5:
            return join(
                subject,
                *extra,
                *objects,
                (leaf(verb[3], "VERB"), "H"),
                (leaf(self.pick(["habe", "hat", "hätte"]), "AUX"), "aux"),
            )
        last = (verb[5] + verb[1]) if verb[5] else verb[1]
        return join(subject, *extra, *objects, (leaf(last, "VERB"), "H"))

    def konjunktiv(self) -> Phrase:
        verb, objects = self.objects()
        subject = (self.actor("n"), "nsubj")
        aux = "sei" if verb[4] in ("zusammenkommen", "reisen") else "habe"
        return join(subject, (leaf(aux, "AUX"), "aux"), *objects, (leaf(verb[3], "VERB"), "H"))

    def passive(self) -> Phrase:
        verb = self.rng.choice(ACC)
        agent = [(self.pp("von", self.actor("d")), "obl")] if self.rng.random() < 0.6 else []
        person = self.titled("n") if self.rng.random() < 0.5 else self.name()
        adverb = [self.adv()] if self.rng.random() < 0.6 else []
        finite = (leaf(self.pick(["wurde", "wird"]), "AUX"), "aux:pass")
        return join((person, "nsubj:pass"), finite, *adverb, *agent, (leaf(verb[3], "VERB"), "H"))

    def about_nouns(self) -> Phrase:
        r = self.rng.random()
        if r < 0.4:
            verb = self.pick(["kritisierte", "forderte", "verteidigte", "begrüßte", "plant", "bestätigte"])
            who = self.titled("n") if self.rng.random() < 0.7 else self.name()
            return join((who, "nsubj"), (leaf(verb, "VERB"), "H"), (self.plan_noun("a"), "obj"))
        if r < 0.7:
            lead = self.pp("nach", self.plan_noun("d"))
            lead[0][0].form = "Nach"
            verb = leaf(self.pick(["reiste", "flog"]), "VERB")
            city = self.pp("nach", leaf(self.pick(CITIES), "PROPN", "B-LOC"))
            who = self.titled("n") if self.rng.random() < 0.7 else self.name()
            return join((lead, "obl"), (verb, "H"), (who, "nsubj"), (city, "obl"))
        noun = join(
            (leaf("Gespräche", "NOUN"), "H"),
            (join((leaf("zwischen", "ADP"), "case"), (self.pair("d"), "H")), "nmod"),
        )
        place = self.pp("in", leaf(self.pick(CITIES), "PROPN", "B-LOC"))
        noun = join((leaf("Die", "DET"), "det"), (noun, "H"))
        return join((noun, "nsubj"), (leaf("begannen", "VERB"), "H"), self.adv(), (place, "obl"))

    def pair(self, case: str) -> Phrase:
        second = join((leaf("und", "CCONJ"), "cc"), (self.actor(case), "H"))
        return join((self.actor(case), "H"), (second, "conj"))

    def meeting(self) -> Phrase:
        verb = self.pick(["trafen", "treffen", "einigten", "verständigten"])
        return join(
            (self.pair("n"), "nsubj"), (leaf(verb, "VERB"), "H"), (leaf("sich", "PRON"), "obj"), self.adv()
        )

    def speech(self) -> Phrase:
        speaker = (self.titled("n") if self.rng.random() < 0.6 else self.name(), "nsubj")
        verb = self.pick(["sagte", "erklärte", "betonte", "behauptete"])
        comma = (leaf(",", "PUNCT"), "punct")
        r = self.rng.random()
        if r < 0.3:
            that = join((leaf("dass", "SCONJ"), "mark"), (self.subordinate(), "H"))
            that = join(comma, (that, "H"))
            return join(speaker, (leaf(verb, "VERB"), "H"), (that, "ccomp"))
        if r < 0.6:
            inner = join(comma, (self.konjunktiv(), "H"))
            return join(
                speaker,
                (leaf(verb, "VERB"), "H"),
                *([self.adv()] if self.rng.random() < 0.5 else []),
                (inner, "ccomp"),
            )
        quote = join((leaf("„", "PUNCT"), "punct"), (self.clause(), "H"), (leaf("“", "PUNCT"), "punct"))
        adverb = [self.adv()] if self.rng.random() < 0.5 else []
        return join((quote, "ccomp"), comma, (leaf(verb, "VERB"), "H"), speaker, *adverb)

    def report(self) -> Phrase:
        """ "X warf Y vor, ... zu haben"."""
        verb, objects = self.rng.choice(ACC), [(self.actor("a"), "obj")]
        zu = join((leaf("zu", "PART"), "mark"), (leaf("haben", "AUX"), "H"))[0]
        inner = join((leaf(",", "PUNCT"), "punct"), *objects, (leaf(verb[3], "VERB"), "H"))
        base = len(inner[0])
        words = [*inner[0], zu[0], zu[1]]
        words[base].head, words[base].deprel = inner[1], "mark"
        words[base + 1].head, words[base + 1].deprel = inner[1], "aux"
        finite = leaf(self.pick(["warf", "wirft"]), "VERB")
        return join(
            (self.actor("n"), "nsubj"),
            (finite, "H"),
            (self.actor("d"), "iobj"),
            (leaf("vor", "ADP"), "compound:prt"),
            ((words, inner[1]), "xcomp"),
        )

    def relative(self) -> Phrase:
        verb = self.rng.choice(ACC)
        who = join(
            (leaf("der", "PRON"), "nsubj"),
            (self.actor("a"), "obj"),
            (leaf(verb[3], "VERB"), "H"),
            (leaf("hatte", "AUX"), "aux"),
        )
        who = join((leaf(",", "PUNCT"), "punct"), (who, "H"), (leaf(",", "PUNCT"), "punct"))
        subject = join((self.titled("n", women=0), "H"), (who, "acl:relcl"))
        return join(
            (subject, "nsubj"),
            (leaf(self.pick(["reiste", "flog", "fuhr"]), "VERB"), "H"),
            self.adv(),
            (self.pp("nach", leaf(self.pick(CITIES), "PROPN", "B-LOC")), "obl"),
        )

    def sentence(self) -> Sentence:
        makers = [self.clause] * 8 + [self.speech] * 4 + [self.about_nouns] * 4 + [self.passive] * 2
        makers += [self.meeting, self.report, self.report, self.relative]
        phrase, top = self.rng.choice(makers)()
        headline = self.rng.random() < 0.1
        words = phrase
        if not headline:
            words = [*phrase, Word(".", upos="PUNCT", head=top, deprel="punct", ner="O")]
        first = words[1] if words[0].form == "„" else words[0]
        first.form = first.form[:1].upper() + first.form[1:]
        for i, word in enumerate(words[:-1]):
            nxt = words[i + 1].form
            word.space = not (nxt in (",", ".", "“") or word.form == "„")
        return words


def genitive(form: str) -> str:
    return form + ("’" if form.endswith(("s", "z", "x", "ß")) else "s")


def generate(knowledge: Path, count: int, seed: int) -> list[Sentence]:
    """`count` sentences, the same for the same seed and knowledge."""
    grammar = Grammar(knowledge, random.Random(seed))
    return [grammar.sentence() for _ in range(count)]
