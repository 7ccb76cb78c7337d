"""Names as the pipeline's recogniser finds them, cut to what belongs to each and with the type that its words show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgraph.extract.entities.actors import PARTICLES, Hit, head_of
from kgraph.extract.entities.namings import Namings
from kgraph.extract.entities.office import REGIONAL_OFFICES
from kgraph.extract.entities.splitting import known_spans, person_spans, place_and_person
from kgraph.extract.language.inflected import nominative
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.knowledge import Entry, Knowledge

# Particles that join a given name and a surname; "zu" and "in" mostly begin another phrase.
SURNAME_PARTICLES = PARTICLES - {"zu", "zur", "zum", "den", "op"}

# Last words of firms' names, in both languages.

_LABELS = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "LOC": "place",
    "GPE": "place",
    "NORP": "group",
}


def _continues(word: Word, other: Word, kind: str) -> bool:
    """Whether a name goes on: by its tag, because a stray double space made the recogniser stop, or because it took an
    adjective for a name of its own ("Parlamentarischen | Versammlung des Europarats")."""
    if other.ent == "I-" + kind:
        return True
    if word.pos == "ADJ" and word.dep == "amod" and word.head is other and other.ent == "B-" + kind:
        return True
    stray = kind == "PER" and other.start > word.end + 1 and other.pos == "PROPN"
    return stray and other.ent in ("", "B-PER") and other.text[0].isupper()


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


class Recognised:
    """Takes the recogniser's names of one language."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, namings: Namings) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.lang = lexicon.lang
        self._namings = namings
        self._surface = knowledge.surface()

    def find(self, n: int, sentence: Sentence, text: str) -> Iterator[Hit]:
        """The names of sentence number `n`."""
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
            if kind == "MISC" and j > i and self._full_name(words[i : j + 1]):
                kind = "PER"
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
                if label in ("place", "organisation") and last > first:
                    person = place_and_person(words, first, last, self.knowledge, self.lexicon)
                    if person <= last:
                        yield Hit(
                            n,
                            person,
                            last,
                            head_of(sentence.words, person, last),
                            " ".join(text[words[person].start : words[last].end].split()),
                            "name",
                            "person",
                        )
                        last = person - 1
                        spans = [(first, last)]
                    elif label == "place":
                        spans = known_spans(words, first, last, self.knowledge, self.lexicon)
                if label in ("person", "organisation"):
                    spans = person_spans(words, first, last, self.knowledge, self.lexicon)
                    label = "person" if spans[0][0] > first else label
                for start, end in spans:
                    if start <= end and not words[start].text[0].islower():
                        name = " ".join(text[words[start].start : words[end].end].split())
                        if self.lang == "de" and label == "organisation":
                            name = self._nominative(words, start, end) or name
                        yield Hit(n, start, end, head_of(sentence.words, start, end), name, "name", label)
            i = j + 1

    def _full_name(self, words: Sequence[Word]) -> bool:
        """Whether words that the recogniser took for a name of something begin with a given name and go on like one."""
        given = self.knowledge.gender(words[0].text) is not None
        return given and all(w.pos in ("PROPN", "NOUN", "X") and w.text[:1].isupper() for w in words)

    def _nominative(self, words: Sequence[Word], first: int, last: int) -> str | None:
        """The name of a body that begins with adjectives, as it is called without an article, or of a known one in the
        genitive ("des Freistaats Sachsen")."""
        rest = [w.text for w in words[first + 1 : last + 1]]
        for ending in ("s", "es") if words[first].pos == "NOUN" and rest else ():
            name = " ".join([words[first].text.removesuffix(ending), *rest])
            if words[first].text.endswith(ending) and name in self._surface:
                return name
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
        if label == "person" and self._seat(words, first, last):
            return "place"
        if label == "person" and (
            (beside and called)
            or self._body_word(words[last])
            or self._compound_body(words, first, last)
            or words[first].lower in self.lexicon.type_words
        ):
            return "organisation"  # "die Gewerkschaft Verdi", "Northfield Police"
        if label == "place" and first < last and words[last].lower in self.lexicon.firms:
            return "organisation"  # "die Nordwest AG"
        return label

    def _seat(self, words: Sequence[Word], first: int, last: int) -> bool:
        """Whether a name says where a mayor or governor sits: "the mayor of Harrowmere", "Harrowmere mayor"."""
        if first != last or self.knowledge.gender(words[first].text) is not None:
            return False
        linked = first > 1 and words[first - 1].lower in self.lexicon.of
        behind = words[last + 1] if self.lang == "en" and last + 1 < len(words) else None
        told = [words[first - 2]] if linked else []
        told += [behind] if behind is not None and behind.text.islower() else []
        titles = (self.knowledge.title(word.lower) for word in told)
        return any(title is not None and title.office in REGIONAL_OFFICES for title in titles)

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
        loose = called or (kind == "PER" and before.lower in self.lexicon.of)
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
        told = first < last and self._namings.type_before(words[first], words[first + 1]) is not None
        if first < last and (words[first].lower in type_words or told):
            rest = " ".join(w.text for w in words[first + 1 : last + 1])
            if any(o.kind != "adjective" for o in self._surface.get(rest, ())):
                first += 1  # "Terrororganisation Hamas"
        closing = ("PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "VERB", "AUX", "PRON", "ADV")
        while last > first and words[last].text.islower() and words[last].pos in ("NOUN", "ADJ"):
            if words[last - 1].text == "-":
                break  # "Lee Jae-myung"
            last -= 1  # "M23 rebel group", "Green party"
        while last >= first and (words[last].pos in closing or words[last].text in ("'s", "’s")):
            if words[last].text == ")" and any(w.text == "(" for w in words[first:last]):
                break  # "Frankfurt (Oder)"
            last -= 1
        return (
            self._known_inside(words, first, last)
            if self.lang == "en" and last > first + 1
            else (first, last)
        )

    def _known_inside(self, words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
        """The known body that a name is, without the state before it or whose it is behind: "British [House of Lords]",
        "[International Labour Organization] of the United Nations"."""
        owner = self.knowledge.adjective(words[first].text)
        if owner is not None and owner.type == "country":
            known = self._body(words, first + 1, last)
            if known is not None and known.country == owner.country:
                return first + 1, last
        for k in range(first + 2, last):
            if words[k].lower in self.lexicon.of:
                known = self._body(words, first, k - 1)
                behind = k + 1 if words[k + 1].lower not in self.lexicon.articles or k + 1 == last else k + 2
                larger = self._body(words, behind, last) if known is not None else None
                if known is not None and larger is not None and larger.id in (known.parent, known.country):
                    return first, k - 1
        return first, last

    def _body(self, words: Sequence[Word], first: int, last: int) -> Entry | None:
        """The only known actor that is called so, no person."""
        name = " ".join(w.text for w in words[first : last + 1])
        options = {o.id for o in self._surface.get(name, ()) if o.kind in ("name", "acronym")}
        entry = self.knowledge.entry(options.pop()) if len(options) == 1 else None
        return entry if entry is not None and entry.type != "person" else None
