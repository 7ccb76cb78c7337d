"""Replaces names in training sentences by other real ones, so that the model learns contexts rather than
lists."""

from __future__ import annotations

import csv
import json
import random
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from training.corpora import Sentence, Word
from training.grammar import CITIES, FEMININE, MASCULINE, PLURAL

EPITHETS = tomllib.loads((Path(__file__).parent / "data" / "epithets.toml").read_text(encoding="utf8"))
ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,6}")
# Places that stand with an article and so cannot change for others.
ARTICLED = {*FEMININE, *MASCULINE, *PLURAL}


class Swapper:
    """Draws persons from `offices.csv` and countries from `territories.jsonl` of the knowledge folder, and from
    more `people` (as words), `places` and `acronyms` of bodies where given. Of the persons named in full, the share
    `surnames` gets a surname alone, as the news writes them from the second time on, and the share `epithets` a first
    name with a number or an epithet."""

    surnames = epithets = 0.0

    def __init__(
        self,
        knowledge: Path,
        lang: str,
        rng: random.Random,
        people: Sequence[list[str]] = (),
        places: Iterable[str] = (),
        acronyms: Iterable[str] = (),
    ) -> None:
        self.rng = rng
        self.lang = lang
        with (knowledge / "offices.csv").open(encoding="utf8") as handle:
            officials = sorted({row["person"] for row in csv.DictReader(handle)})
        self.full = [
            p.split() for p in officials if re.fullmatch(r"[^\d(),\"]+", p) and 2 <= len(p.split()) <= 4
        ]
        self.full += people
        countries = json.loads((knowledge / "countries_joined.json").read_text(encoding="utf8"))
        names = {r.get("name_de") or "" for r in countries} | set(CITIES)
        names.update(places)
        self.german_places = sorted(n for n in names if re.fullmatch(r"[A-ZÄÖÜ][\w-]+", n))
        self.adjectives = sorted(
            {r["adj_de"] for r in countries if re.fullmatch(r"[a-zäöü-]+isch", r.get("adj_de") or "")}
        )
        self.acronyms = list(acronyms)
        countries_en = set()
        with (knowledge / "territories.jsonl").open(encoding="utf8") as handle:
            for line in handle:
                row = json.loads(line)
                if row.get("is_country") and len(row["name"].split()) == 1:
                    countries_en.add(row["name"])
        self.english_places = sorted(countries_en)

    def swap(self, sentence: Sentence) -> Sentence:
        """A copy with each person (and, in English, some one-word places) replaced; spacing as before."""
        out: Sentence = []
        i = 0
        while i < len(sentence):
            tag = sentence[i].ner
            if not tag.startswith("B-"):
                out.append(replace(sentence[i]))
                i += 1
                continue
            j = i + 1
            while j < len(sentence) and sentence[j].ner == "I-" + tag[2:]:
                j += 1
            chunk = sentence[i:j]
            out.extend(self._replace(chunk, tag[2:]))
            i = j
        return out

    def _replace(self, chunk: Sentence, label: str) -> Sentence:
        keep = [replace(w) for w in chunk]
        if any(w.group >= 0 for w in chunk):
            return keep
        if label == "PER" and self.rng.random() < 0.9:
            name = self.rng.choice(self.full)
            alone = len(chunk) == 1 or self.rng.random() < self.surnames
            parts = name[-1:] if alone else name
            if not alone and self.rng.random() < self.epithets:
                parts = [name[0], *self.rng.choice(EPITHETS[self.lang]).split()]
            last = chunk[-1].form
            genitive = self.lang == "de" and len(last) > 4 and last.endswith("s") and self.rng.random() < 0.3
            parts = list(parts)
            if genitive and not parts[-1].endswith(("s", "x", "z", "ß")):
                parts[-1] += "s"
            words = [Word(p, ner=("B-" if k == 0 else "I-") + "PER") for k, p in enumerate(parts)]
            words[-1].space = chunk[-1].space
            return words
        if label == "LOC" and self.lang == "en" and len(chunk) == 1 and self.rng.random() < 0.5:
            word = Word(self.rng.choice(self.english_places), ner="B-LOC", space=chunk[0].space)
            return [word]
        acronym = self.acronyms and len(chunk) == 1 and ACRONYM.fullmatch(chunk[0].form)
        if label == "ORG" and acronym and self.rng.random() < 0.4:
            return [Word(self.rng.choice(self.acronyms), ner="B-ORG", space=chunk[0].space)]
        place = chunk[0].form
        if (
            label == "LOC"
            and self.lang == "de"
            and len(chunk) == 1
            and place not in ARTICLED
            and self.rng.random() < 0.4
        ):
            genitive = place.endswith("s") and place[:-1] in self.german_places
            form = self.rng.choice(self.german_places)
            form += "s" if genitive and not form.endswith(("s", "z", "x")) else ""
            return [Word(form, ner="B-LOC", space=chunk[0].space)]
        ending = re.fullmatch(r"[a-zäöü-]+isch(e[nmrs]?)?", place)
        if label == "LOCderiv" and len(chunk) == 1 and ending and self.rng.random() < 0.5:
            form = self.rng.choice(self.adjectives) + (ending.group(1) or "")
            return [Word(form, ner="B-LOCderiv", space=chunk[0].space)]
        return keep
