"""Names in a sentence: what the knowledge base knows, and what the pipeline's name recogniser finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgraph.extract.actors import PARTICLES, Hit, head_of, without_genitive
from kgraph.extract.compounds import Compounds
from kgraph.extract.inflected import nominative
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.localbodies import LocalBodies
from kgraph.extract.namings import Namings
from kgraph.extract.splitting import person_spans
from kgraph.extract.syntax import Sentence, Word
from kgraph.knowledge import Knowledge, SurfaceHit
from kgraph.model import Lang

# Particles that join a given name and a surname; "zu" and "in" mostly begin another phrase.
SURNAME_PARTICLES = PARTICLES - {"zu", "zur", "zum", "den", "op"}

_LEAD = re.compile(r"[^\W_]+")
_LABELS = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "LOC": "place",
    "GPE": "place",
    "NORP": "group",
}


def _continues(word: Word, other: Word, kind: str) -> bool:
    """Whether a name goes on: by its tag, or because a stray double space made the recogniser stop."""
    if other.ent == "I-" + kind:
        return True
    stray = kind == "PER" and other.start > word.end + 1 and other.pos == "PROPN"
    return stray and other.ent in ("", "B-PER") and other.text[0].isupper()


def _title_case(sentence: Sentence) -> bool:
    """Whether a headline capitalises its words."""
    words = [w for w in sentence.words if w.text[0].isalpha() and len(w.text) > 3]
    return sentence.title and len(words) > 3 and sum(w.text[0].isupper() for w in words) > 0.8 * len(words)


def _with_surname(words: Sequence[Word], first: int, last: int) -> int:
    """ "Ursula von der Leyen": the recogniser may stop at the particle, which is never the end of a name."""
    unfinished = last > first and words[last].lower in SURNAME_PARTICLES
    if not unfinished and (last != first or words[first].pos != "PROPN"):
        return last
    end = last
    while (
        end + 1 < len(words) and words[end + 1].lower in SURNAME_PARTICLES and words[end + 1].text.islower()
    ):
        end += 1
    following = words[end + 1] if (unfinished or end > last) and end + 1 < len(words) else None
    named = following is not None and following.text[0].isupper() and following.pos in ("PROPN", "NOUN", "X")
    if following is not None and following.text.isupper() and len(following.text) > 1:
        named = False  # "Krone von der FDP"
    return end + 1 if named and (unfinished or following.pos == "PROPN") else last  # type: ignore[union-attr]


class NameFinder:
    """Finds names of one language. Built once per extractor."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.lang: Lang = lexicon.lang
        self._namings = Namings(lexicon)
        self._local = LocalBodies(knowledge, lexicon)
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
        recognised = [h for h in self._recognised(n, sentence, text) if not self._common(h, sentence.words)]
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
        found = [*self._known(n, sentence, text), *persons, *recognised, *named, *local, *compounds]
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
        return sorted(kept, key=lambda hit: hit.first)

    def _common(self, hit: Hit, words: Sequence[Word]) -> bool:
        """Whether a body has no name of its own ("Prager Außenministerium"): the phrase says whose it is."""
        if hit.first == hit.last and hit.label != "person":
            # "British" and "Verein" alone name no body, "GDP" is none at all
            word, lexicon = words[hit.first], self.lexicon
            forms = {word.lower, word.lemma.lower()}
            nouns = (lexicon.no_names, lexicon.type_words, lexicon.anaphors)
            first, _, tail = word.lower.rpartition("-")
            if first and self.lang == "de" and hit.entry is None and lexicon.noun_key(tail) is not None:
                return True  # "der Weltbank-Kredit"
            if (
                word.pos == "NOUN"
                and hit.entry is None
                and self.knowledge.institution(word.lemma) is not None
            ):
                return True  # "die Notenbank in Ankara"
            return (
                any(not forms.isdisjoint(n) for n in nouns) or self.knowledge.adjective(word.text) is not None
            )
        if hit.label != "organisation" or hit.first == hit.last:
            return False
        front = words[hit.first : hit.last]
        plain = all(w.pos == "ADJ" or w.dep == "amod" or self.knowledge.adjective(w.text) for w in front)
        noun = words[hit.last]
        bodies = self.lexicon.body_nouns
        return plain and (
            self.knowledge.institution(noun.text) is not None
            or noun.lower in bodies
            or noun.lemma.lower() in bodies
        )

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
                name = text[word.start : words[j].end]
                if "\n" not in name and self.knowledge.person_forms(name):
                    yield Hit(n, i, j, head_of(sentence, i, j), name, "name", "person")
                    break

    def _longest_at(self, n: int, sentence: Sentence, text: str, i: int) -> Hit | None:
        words = sentence.words
        lead = _LEAD.match(words[i].text)
        limit = self._longest.get(lead.group(), 0) if lead else 0
        if not limit:
            return None
        best: tuple[int, str, list[SurfaceHit]] | None = None
        start = words[i].start
        for j in range(i, min(i + 9, len(words))):
            piece = text[start : words[j].end]
            if "  " in piece or "\n" in piece:
                piece = " ".join(piece.split())
            if piece.endswith(".") and piece not in self._surface:
                piece = piece[:-1]  # "die AfD." at the end of a sentence is one word to some tokenisers
            if len(piece) > limit:
                break
            options = self._choose(self._surface.get(piece, ()), words[i : j + 1])
            if options:
                best = (j, piece, options)
        if best is None:
            return None
        j, piece, options = best
        entries = [entry for option in options if (entry := self.knowledge.entry(option.id)) is not None]
        option = options[0]
        hit = Hit(n, i, j, head_of(sentence, i, j), piece, "name", entries[0].type)
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
            ):
                return []
            if single.text.islower() and not ent:
                return []
            if single.dep in ("amod", "compound"):
                usable = [o for o in usable if o.kind != "inhabitant"]
                if not usable:
                    return []
        if len({o.id for o in usable}) > 1:
            usable = [o for o in usable if not o.weak and o.kind != "capital"] or usable
        return usable

    def _recognised(self, n: int, sentence: Sentence, text: str) -> Iterator[Hit]:
        words = sentence.words
        i = 0
        while i < len(words):
            kind = words[i].ent[2:]
            if not kind:
                i += 1
                continue
            j = i
            while j + 1 < len(words) and _continues(words[j], words[j + 1], kind):
                j += 1
            label = _LABELS.get(kind)
            if label is not None and any(c.isalpha() for c in words[i].text):
                j = _with_surname(words, i, j) if kind == "PER" else j
                begin = self._past_body(words, i, j, kind)
                if begin > i:
                    i, kind, label = begin, "PER", "person"
                first, last = self._trim(
                    words, i, self._before_of(words, i, j) if kind in ("PER", "PERSON") else j
                )
                if kind == "PER" and self.lang == "de":
                    last = self._overdrawn(words, first, last)
                if kind == "PER" and first == last and self._plain_noun(words[first]):
                    i = j + 1
                    continue
                label = self._person_or_body(words, first, last, label)
                spans = [(first, last)]
                if label in ("person", "organisation"):
                    spans = person_spans(words, first, last, self.knowledge, self.lexicon)
                    label = "person" if spans[0][0] > first else label
                for start, end in spans:
                    if start <= end and not words[start].text[0].islower():
                        name = " ".join(text[words[start].start : words[end].end].split())
                        if self.lang == "de" and label == "organisation":
                            name = self._nominative(words, start, end) or name
                        yield Hit(n, start, end, head_of(sentence, start, end), name, "name", label)
            i = j + 1

    def _nominative(self, words: Sequence[Word], first: int, last: int) -> str | None:
        """The name of a body that begins with adjectives, as it is called without an article."""
        k = first
        while (
            k < last and words[k].pos == "ADJ" and words[k].dep == "amod" and not words[k].text.endswith("er")
        ):
            k += 1
        if k == first or words[k].pos not in ("NOUN", "PROPN") or "-" in words[k].text:
            return None
        return " ".join([nominative(words[k], words[first:k]), *(w.text for w in words[k + 1 : last + 1])])

    def _overdrawn(self, words: Sequence[Word], first: int, last: int) -> int:
        """ "warf Albers Wortbruch vor": a noun behind a surname is an object of the verb and no second name."""
        if last != first + 1 or self.knowledge.gender(words[first].text) is not None:
            return last
        name, noun = words[first], words[last]
        apposed = first > 0 and name.dep == "appos" and name.head is words[first - 1]
        told = apposed or self.knowledge.person_forms(name.text)
        return first if told and name.pos == "PROPN" and noun.pos == "NOUN" else last

    def _person_or_body(self, words: Sequence[Word], first: int, last: int, label: str) -> str:
        """What a name is that the recogniser labelled so: bodies and persons are easily confused."""
        if first > last or label not in ("person", "organisation"):
            return label
        before = words[first - 1] if first else words[first]
        beside = words[first].head is before and words[first].dep in ("appos", "flat")
        called = self._namings.type_before(before, words[first]) is not None
        tail = before.lower.rpartition("-")[2]
        called = called or (before is not words[first] and tail in self.lexicon.membership["party_words"])
        if called and first < last and self.knowledge.gender(words[first].text) is not None:
            return "person"  # "der Chef der Bewegung Martin Kern"
        if label == "person" and (
            (beside and called)
            or self._body_word(words[last])
            or self._compound_body(words, first, last)
            or words[first].lower in self.lexicon.type_words
        ):
            return "organisation"  # "die Gewerkschaft Verdi", "Northfield Police"
        return label

    def _body_word(self, word: Word) -> bool:
        """Whether a word says that a name is that of a body."""
        return any(
            form in self.lexicon.type_words
            or form in self.lexicon.body_nouns
            or form in self.lexicon.name_heads
            for form in (word.lower, word.lemma.lower())
        )

    def _compound_body(self, words: Sequence[Word], first: int, last: int) -> bool:
        """ "Katholischer Frauenbund": a German name that ends in a compound of a body's noun, no person's name."""
        if self.lang != "de" or first == last or self.knowledge.gender(words[first].text) is not None:
            return False
        low = words[last].lower
        return any(len(head) > 3 and low.endswith(head) for head in self.lexicon.name_heads)

    def _plain_noun(self, word: Word) -> bool:
        """ "warf dem Präsidenten Wortbruch vor": a noun of the lexicon that the recogniser takes for a name."""
        if self.lang != "de" or word.pos != "NOUN" or self.knowledge.persons_by_surname(word.text):
            return False
        return bool(self.lexicon.tones.of(word) or self.lexicon.noun_key(word.lower))

    def _past_body(self, words: Sequence[Word], first: int, last: int, kind: str) -> int:
        """Where a person's name begins that the recogniser drew over the body before it: "der Vorsitzende der
        Linken Jan Korte", "der Chef der Gewerkschaft Verdi Frank W.", "Bürgermeisterin von Seattle Jane Miller"."""
        if self.lang != "de" or last - first < 2 or first == 0 or kind not in ("PER", "ORG"):
            return first
        before = words[first - 1]
        called = before.pos == "NOUN" and self._namings.type_before(before, words[first]) is not None
        linked = before.lower in self.lexicon.links or called
        if not linked or self.knowledge.gender(words[first].text) is not None:
            return first
        known = any(o.kind != "adjective" for o in self._surface.get(words[first].text, ()))
        loose = called or (kind == "PER" and before.lower == "von")
        begins = self.knowledge.gender(words[first + 1].text) is not None
        return first + 1 if begins and (known or loose) else first

    def _before_of(self, words: Sequence[Word], first: int, last: int) -> int:
        """ "Anna Berg of Norway": where a person's name ends that the recogniser drew too far."""
        for k in range(first + 1, last + 1):
            if words[k].lower in self.lexicon.owner_prepositions and words[k].lower not in SURNAME_PARTICLES:
                return k - 1
        return last

    def _trim(self, words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
        type_words = self.lexicon.type_words
        while first <= last and (
            words[first].pos in ("PUNCT", "DET", "ADP") or not words[first].text[0].isalnum()
        ):
            first += 1
        for k in range(first + 1, last):
            if words[k].text.islower() and words[k].lower in type_words and words[k + 1].text[0].isupper():
                first = k + 1  # "EU border agency Frontex"
        if first < last and words[first].lower in type_words:
            rest = " ".join(w.text for w in words[first + 1 : last + 1])
            if any(o.kind != "adjective" for o in self._surface.get(rest, ())):
                first += 1  # "Terrororganisation Hamas"
        closing = ("PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "VERB", "AUX", "PRON", "ADV")
        while last > first and words[last].text.islower() and words[last].pos in ("NOUN", "ADJ"):
            if words[last - 1].text == "-":
                break  # "Lee Jae-myung"
            last -= 1  # "M23 rebel group", "Green party"
        while last >= first and (words[last].pos in closing or words[last].text in ("'s", "’s")):
            last -= 1
        return first, last

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
