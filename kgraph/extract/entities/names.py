"""Names in a sentence: what the knowledge base knows, and what the pipeline's name recogniser finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgraph.extract.entities.actors import PARTICLES, Hit, head_of, without_genitive
from kgraph.extract.entities.compounds import Compounds
from kgraph.extract.entities.localbodies import LocalBodies
from kgraph.extract.entities.namings import Namings
from kgraph.extract.entities.purposes import Purposes
from kgraph.extract.entities.recognised import Recognised
from kgraph.extract.language.inflected import nominative
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.knowledge import Knowledge, SurfaceHit
from kgraph.model import Lang

# Longer names all in capitals are shouted, and no acronyms.
_SHOUTED = 4

_LEAD = re.compile(r"[^\W_]+")


def _title_case(sentence: Sentence) -> bool:
    """Whether a headline capitalises its words."""
    words = [w for w in sentence.words if w.text[0].isalpha() and len(w.text) > 3]
    return sentence.title and len(words) > 3 and sum(w.text[0].isupper() for w in words) > 0.8 * len(words)


class NameFinder:
    """Finds names of one language. Built once per extractor."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.lang: Lang = lexicon.lang
        self._namings = Namings(lexicon)
        self._local = LocalBodies(knowledge, lexicon)
        self._recognised = Recognised(knowledge, lexicon, self._namings)
        self._purposes = Purposes(lexicon)
        self._compounds = Compounds(knowledge, lexicon)
        self._surface = knowledge.surface()
        self._longest: dict[str, int] = {}
        for form in self._surface:
            lead = _LEAD.match(form)
            if lead and len(form) > self._longest.get(lead.group(), 0):
                self._longest[lead.group()] = len(form)

    def find(self, n: int, sentence: Sentence, text: str) -> list[Hit]:
        """Names of sentence number `n`, in order, without overlaps. Longer ones win; of two of the same
        length the known one."""
        recognised = [
            h for h in self._recognised.find(n, sentence, text) if not self._common(h, sentence.words)
        ]
        if _title_case(sentence):
            # capitals say nothing here: only what the body of the article names as well is taken (see Reader)
            recognised = [hit for hit in recognised if hit.first == hit.last]
        # "der Chef der Bewegung Martin Kern": a given name tells a person
        named = [
            hit
            for hit in self._namings.find(n, sentence, text)
            if hit.first == hit.last or self.knowledge.gender(hit.text.split()[0]) is None
        ]
        for hit in named:
            if hit.last > hit.first + 1 and self.knowledge.gender(sentence.words[hit.first + 1].text):
                hit.last, hit.text = (
                    hit.first,
                    sentence.words[hit.first].text,
                )  # "Gewerkschaft Verdi Frank W."
        local = self._local.find(n, sentence, text)
        persons = self._persons(n, sentence, text)
        compounds = self._compounds.find(n, sentence, text)
        purposes = self._purposes.find(n, sentence, text)
        found = [
            *self._known(n, sentence, text),
            *persons,
            *purposes,
            *recognised,
            *named,
            *local,
            *compounds,
        ]
        # a name behind such a noun comes first among those of one length: the noun tells what it is
        found.sort(
            key=lambda hit: (
                hit.first - hit.last,
                hit.entry is None and not hit.options,
                hit.label in ("person", "place", "organisation"),
                hit.first,
            )
        )
        taken: set[int] = set()
        kept = []
        for hit in found:
            span = range(hit.first, hit.last + 1)
            if taken.isdisjoint(span):
                taken.update(span)
                kept.append(hit)
        kept.sort(key=lambda hit: hit.first)
        kept = [hit for hit in kept if not self._names_next(hit, kept, sentence.words)]
        for hit in kept:
            self._complete(hit, sentence.words, text, taken)
        return self._other_parties(kept, sentence, text) if self.lang == "de" else kept

    def _names_next(self, hit: Hit, hits: Sequence[Hit], words: Sequence[Word]) -> bool:
        """Whether a mention only says what the name behind it is: "die Lehrergewerkschaft Nova"."""
        word = words[hit.first]
        if (
            hit.first != hit.last
            or hit.entry is not None
            or hit.label != "organisation"
            or word.pos != "NOUN"
        ):
            return False
        named = next((h for h in hits if h.first == hit.last + 1 and h.label == "organisation"), None)
        return (
            named is not None
            and named.head.head is word
            and named.head.dep in ("appos", "flat")
            and self._namings.type_before(word, named.head) is not None
        )

    def _other_parties(self, hits: list[Hit], sentence: Sentence, text: str) -> list[Hit]:
        """Parties whose names only contain that of a known one: "die Neue Demokratische Partei", "die Demokratische
        Partei Serbiens"."""
        words = sentence.words
        starts = {hit.first: hit for hit in hits}
        gone: list[Hit] = []
        for hit in hits:
            land = starts.get(hit.last + 1)
            if land is not None and hit.label == "party" and land.text in self.lexicon.lands:
                # "die SPD Sachsen": the party there
                hit.text, hit.last, hit.entry = f"{hit.text} {land.text}", land.last, None
                gone.append(land)
                continue
            if hit.first == hit.last or hit.label == "person":
                continue
            if not any(part in words[hit.last].lower for part in self.lexicon.party_nouns):
                continue
            after = starts.get(hit.last + 1)
            country = after.entry if after is not None and after.text.endswith("s") else None
            if country is not None and country.type == "country":
                fits = [
                    e for e in (hit.entry, *hit.options) if e is not None and e.country == country.country
                ]
                if not fits:
                    hit.last, hit.entry, hit.options, hit.label = after.last, None, [], "party"  # type: ignore[union-attr]
                    hit.text = f"{hit.text} {after.text}"  # type: ignore[union-attr]
                    gone.append(after)  # type: ignore[arg-type]
                    continue
            front = words[hit.first - 1] if hit.first > 1 else None
            if front is None or hit.first - 1 in starts or front.pos != "ADJ" or not front.text[0].isupper():
                continue
            if hit.entry is not None and self.knowledge.adjective(front.text) is None:
                hit.first, hit.entry, hit.label = front.i, None, "party"
                hit.text = nominative(words[hit.last], words[front.i : hit.last])
        return [hit for hit in hits if hit not in gone]

    def _complete(self, hit: Hit, words: Sequence[Word], text: str, taken: set[int]) -> None:
        """Let the name of a body go on to the end of what it is for: "Amt für Wirtschaft, Energie [und Klima]"."""
        k = hit.last + 2
        inside = hit.entry is None and hit.label == "organisation"
        inside = inside and any(w.lower in self.lexicon.about for w in words[hit.first + 1 : hit.last])
        if (
            not inside
            or k >= len(words)
            or k in taken
            or words[k - 1].lower not in self.lexicon.membership["and"]
        ):
            return
        same = words[k].dep == "conj" and words[k].head in words[hit.first : hit.last + 1]
        if same and words[k].pos in ("NOUN", "PROPN") and words[k].child("det") is None:
            hit.last = k
            hit.text = " ".join(text[words[hit.first].start : words[k].end].split())

    def _called_by_kind(self, word: Word) -> bool:
        """Whether a word says what a body is and not what it is called, whatever the tagger takes it for."""
        if word.pos == "NOUN" and self.knowledge.institution(word.lemma) is not None:
            return True
        return self.lang == "de" and word.lower in self.lexicon.body_nouns

    def _common(self, hit: Hit, words: Sequence[Word]) -> bool:
        """Whether a body has no name of its own ("Prager Außenministerium"): the phrase says whose it is."""
        if hit.first == hit.last and hit.label != "person":
            # "British" and "Verein" alone name no body, "GDP" is none at all
            word, lexicon = words[hit.first], self.lexicon
            forms = {word.lower, word.lemma.lower()}
            nouns = (
                lexicon.no_names,
                lexicon.type_words,
                lexicon.anaphors,
                lexicon.country_nouns,
                lexicon.families,
            )
            first, _, tail = word.lower.rpartition("-")
            if first and self.lang == "de" and hit.entry is None and lexicon.noun_key(tail) is not None:
                return True  # "der Weltbank-Kredit"
            if hit.entry is None and self._called_by_kind(word):
                return True  # "die Notenbank in Ankara"
            return (
                any(not forms.isdisjoint(n) for n in nouns) or self.knowledge.adjective(word.text) is not None
            )
        if hit.label != "organisation" or hit.first == hit.last:
            return False
        if self.lang == "de" and self._unnamed(words, hit.first):
            return True
        front = words[hit.first : hit.last]
        plain = all(w.pos == "ADJ" or w.dep == "amod" or self.knowledge.adjective(w.text) for w in front)
        noun = words[hit.last]
        bodies = self.lexicon.body_nouns
        return plain and (
            self.knowledge.institution(noun.text) is not None
            or noun.lower in bodies
            or noun.lemma.lower() in bodies
        )

    def _unnamed(self, words: Sequence[Word], first: int) -> bool:
        """Whether a phrase that the recogniser took for a name only tells what it is: "ein Bündnis für Arbeit", "der
        UN-Ausschuss für Häfen"."""
        word = words[first]
        front, _, tail = word.text.rpartition("-")
        part = (
            front
            and self.knowledge.prefix(front) is not None
            and tail.lower().endswith(self.lexicon.subunits)
        )
        some = word.pos == "NOUN" and first > 0 and words[first - 1].lower in self.lexicon.indefinite
        return bool(part or some)

    def _known(self, n: int, sentence: Sentence, text: str) -> Iterator[Hit]:
        words = sentence.words
        i = 0
        while i < len(words):
            hit = self._longest_at(n, sentence, text, i)
            if hit is None:
                i += 1
            else:
                yield hit
                i = hit.last + 1

    def _persons(self, n: int, sentence: Sentence, text: str) -> Iterator[Hit]:
        """Full names of known persons, which recognisers overlook: "Keir Starmer" taken for an adjective."""
        words = sentence.words
        for i, word in enumerate(words):
            if not word.text[0].isupper() or word.text.isupper() or self.knowledge.gender(word.text) is None:
                continue
            for j in range(min(i + 3, len(words) - 1), i, -1):
                last = words[j].text
                if not last[0].isupper() or last.isupper():
                    continue
                if any(w.text[0].islower() and w.lower not in PARTICLES for w in words[i:j]):
                    continue
                if words[j - 1].lower in PARTICLES and self.knowledge.title(last.lower()) is not None:
                    continue  # "wurde Berg von Präsident Krone begrüßt"
                name = text[word.start : words[j].end]
                if "\n" not in name and self.knowledge.person_forms(name):
                    yield Hit(n, i, j, head_of(sentence.words, i, j), name, "name", "person")
                    break

    def _longest_at(self, n: int, sentence: Sentence, text: str, i: int) -> Hit | None:
        words = sentence.words
        lead = _LEAD.match(words[i].text)
        limit = self._longest.get(lead.group(), 0) if lead else 0
        if lead and len(lead.group()) > _SHOUTED and lead.group().isupper():
            limit = max(limit, self._longest.get(lead.group().capitalize(), 0))
        if not limit:
            return None
        best: tuple[int, str, list[SurfaceHit]] | None = None
        start = words[i].start
        for j in range(i, min(i + 9, len(words))):
            piece = text[start : words[j].end]
            if "  " in piece or "\n" in piece:
                piece = " ".join(piece.split())
            if piece.endswith(".") and words[j].text != "." and piece not in self._surface:
                piece = piece[:-1]  # "die AfD." at the end of a sentence is one word to some tokenisers
            level = next((p for p in self.lexicon.levels if piece.startswith(p)), "")
            if len(piece) - len(level) > limit:
                break
            known = self._surface.get(piece, ())
            if not known and j == i and len(piece) > _SHOUTED and piece.isupper():
                known = self._surface.get(piece.capitalize(), ())  # "die GRÜNEN"
            if level and not known:  # "die Bundes-Grünen"
                rest = self._surface.get(piece.removeprefix(level), ())
                known = tuple(o for o in rest if self.knowledge.entry(o.id).type == "party")
            options = self._choose(known, words[i : j + 1])
            if options:
                best = (j, piece, options)
        if best is None:
            return None
        j, piece, options = best
        entries = [entry for option in options if (entry := self.knowledge.entry(option.id)) is not None]
        option = options[0]
        hit = Hit(n, i, j, head_of(sentence.words, i, j), piece, "name", entries[0].type)
        hit.weak = option.weak or option.kind == "capital"
        if len({entry.id for entry in entries}) == 1:
            hit.entry = entries[0]
        else:
            hit.options = entries
        if option.kind in ("capital", "inhabitant"):
            hit.label = option.kind
        return hit

    def _choose(self, options: Sequence[SurfaceHit], words: Sequence[Word]) -> list[SurfaceHit]:
        """The readings of a known form that fits here: language, part of speech, what the recogniser says."""
        usable = [o for o in options if o.kind != "adjective"]
        if len(words) == 1:
            usable = [o for o in usable if o.lang in (self.lang, "both", "")]
        if not usable:
            return []
        single = words[0] if len(words) == 1 else None
        if single is not None:
            ent = single.ent[2:]
            if (
                single.pos in ("VERB", "AUX", "ADV", "ADP", "DET", "PRON", "SCONJ", "CCONJ", "NUM")
                and not ent
                and not (single.pos == "PRON" and single.text.isupper() and len(single.text) > 2)  # "the WHO"
            ):
                return []
            if single.text.islower() and single.text.isalpha() and not ent:
                return []  # but "ver.di"
            outer = single.head
            beside = (
                single.dep == "conj" and single.pos == "ADJ" and outer is not None and outer.dep == "amod"
            )
            if single.dep in ("amod", "compound") or beside:
                usable = [o for o in usable if o.kind != "inhabitant"]
                if not usable:
                    return []
        if len({o.id for o in usable}) > 1:
            usable = [o for o in usable if not o.weak and o.kind != "capital"] or usable
        return usable

    def type_of(self, hit: Hit, sentence: Sentence) -> str:
        """The actor type of an organisation that is not known: from the noun before it or from its own words."""
        table = self.lexicon.type_words
        for word in reversed(sentence.words[max(0, hit.first - 2) : hit.first]):
            told = self._namings.type_before(word, sentence.words[hit.first])
            if told is not None:
                return told
        leading = self.knowledge.prefix(sentence.words[hit.first].text) if hit.first < hit.last else None
        if leading is not None and leading.type == "party":
            return "party"  # "SPD Sachsen"
        for word in sentence.words[hit.first : hit.last + 1]:
            low = word.lower
            for form in (low, without_genitive(low), word.lemma.lower()):
                if form in table:
                    return table[form]
                if form in self.lexicon.body_nouns:
                    return "government"
            if any(low.rstrip("s").endswith(suffix) for suffix in self.lexicon.body_suffixes):
                return "government"
            if self.lang == "de":
                for key, type_ in table.items():
                    if len(key) > 4 and (low.endswith(key) or low.endswith(key + "s")):
                        return type_
        return hit.label
