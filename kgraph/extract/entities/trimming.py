"""Names of persons without what a recogniser took for a part of them: titles, callings, the body they come from."""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.bodies import surface_entry
from kgraph.extract.entities.namings import Namings
from kgraph.extract.entities.titles import Titles
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word
from kgraph.knowledge import Knowledge

# A word of this length is no surname that is a title as well ("Richter", "König").
LONG = 14


class Trimmer:
    """Trims the names of persons in one language."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, titles: Titles) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.titles = titles
        self.namings = Namings(lexicon)

    def trim(self, sentence: Sentence, at: dict[int, Hit], hits: list[Hit], text: str) -> None:
        """Take a title off the front of a person's name that the recogniser put there."""
        for hit in dict.fromkeys(at.values()):
            word = sentence.words[hit.first]
            if hit.label == "person" and hit.first < hit.last:
                self._cut(sentence.words, hit, at, text)
            titled = hit.label == "person" and hit.entry is None and hit.first < hit.last
            if titled and (kind := self.namings.type_before(word, sentence.words[hit.last])) is not None:
                _from(sentence.words, hit, hit.first + 1, at, text)  # "Mobilfunkkonzerns Nova"
                hit.label = kind
                continue
            if titled and self._ends_in_title(sentence.words, hit, at, text):
                continue
            if titled and self._hides_body(sentence.words, hit, at, text):
                continue
            said = self.titles.look(word.text) is not None or self._is_staff(word, hit)
            if titled and word.pos in ("NOUN", "PROPN", "ADJ") and said:
                _from(sentence.words, hit, hit.first + 1, at, text)
            if hit.label == "person" and hit.entry is None and hit.last > hit.first + 1:
                self._unburden(sentence, hit, at, hits, text)

    def _cut(self, words: list[Word], person: Hit, at: dict[int, Hit], text: str) -> None:
        """A name ends before a comma ("Juan Carlos, Königin"), a genitive before what it owns ("Bergs Team")."""
        end = next((i for i in range(person.first + 1, person.last + 1) if words[i].text == ","), None)
        owner = words[person.first].text
        if end is None and person.entry is None and person.last == person.first + 1 and owner.endswith("s"):
            day = self.knowledge.persons_by_surname(owner[:-1])
            thing = words[person.last]
            if any(self.knowledge.prominent(e.id, None) for e in day) and thing.pos == "NOUN":
                end = person.last
        if end is None:
            return
        _upto(words, person, end - 1, at, text)

    def _is_staff(self, word: Word, person: Hit) -> bool:
        """ "Marktanalyst Robert Halver": what somebody is, and no given name."""
        nouns = tuple(n for n in self.lexicon.offices["staff"] if len(n) > 5)
        return (
            person.last > person.first + 1
            and word.lower.endswith(nouns)
            and not self.knowledge.gender(word.text)
        )

    def _ends_in_title(self, words: list[Word], person: Hit, at: dict[int, Hit], text: str) -> bool:
        """ "Bisher ist Vogel Menschenrechtsbeauftragter": a title compound at the end of a name is none of it."""
        found = self.titles.look(words[person.last].text)
        if (
            found is None
            or (not found[1] and len(words[person.last].text) < LONG)
            or self.lexicon.lang != "de"
        ):
            return False
        _upto(words, person, person.last - 1, at, text)
        person.head = words[person.first]
        return True

    def _hides_body(self, words: list[Word], person: Hit, at: dict[int, Hit], text: str) -> bool:
        """ "Human Rights Watch-Sprecher Vogel": the title in the middle of what a recogniser took for a name."""
        for j in range(person.first + 1, person.last):
            front, _, tail = words[j].text.rpartition("-")
            if not front or self.titles.look(tail) is None:
                continue
            _from(words, person, j + 1, at, text)
            return True
        return False

    def _unburden(
        self, sentence: Sentence, person: Hit, at: dict[int, Hit], hits: list[Hit], text: str
    ) -> None:
        """Take a body off the end of a person's name that the recogniser put there: "Petra Hahn von Greenpeace"."""
        words = sentence.words
        for j in range(person.first + 1, person.last):
            body = words[j + 1 : person.last + 1]
            name = " ".join(text[body[0].start : body[-1].end].split())
            entry = surface_entry(self.knowledge, name) if words[j].lower in self.lexicon.of else None
            if entry is None or entry.type in ("person", "country"):
                continue
            hit = Hit(person.sent, j + 1, person.last, body[0], name, "name", entry.type)
            hit.entry = entry
            _upto(words, person, j - 1, at, text)
            at.update(dict.fromkeys(range(hit.first, hit.last + 1), hit))
            hits.append(hit)
            hits.sort(key=lambda h: h.first)
            return


def _from(words: list[Word], hit: Hit, first: int, at: dict[int, Hit], text: str) -> None:
    """Let a mention begin at a later word."""
    for i in range(hit.first, first):
        del at[i]
    hit.first, hit.head = first, words[first]
    hit.text = _written(words, hit, text)


def _upto(words: list[Word], hit: Hit, last: int, at: dict[int, Hit], text: str) -> None:
    """Let a mention end at an earlier word."""
    for i in range(last + 1, hit.last + 1):
        del at[i]
    hit.last = last
    hit.text = _written(words, hit, text)


def _written(words: list[Word], hit: Hit, text: str) -> str:
    return " ".join(text[words[hit.first].start : words[hit.last].end].split())
