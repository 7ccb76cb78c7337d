"""Role phrases: "der iranische Botschafter in Russland, Kasem Dschalali", "EU-Kommissarin Kallas".

A role phrase has a title, perhaps the country or body in which the office is held, and perhaps a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.actors import Hit
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.office import LOCAL_OFFICES, Role
from kgraph.extract.syntax import Sentence, Word
from kgraph.knowledge import Entry, Knowledge, Title


class RoleFinder:
    """Finds role phrases of one language."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.lang = lexicon.lang
        self._cache: dict[str, tuple[Title, str] | None] = {}

    def title(self, text: str) -> tuple[Title, str] | None:
        """The title that a noun is or ends in, with what stands before it ("US", "Palästinenser")."""
        if text not in self._cache:
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[text] = self._look(text)
        return self._cache[text]

    def _look(self, text: str) -> tuple[Title, str] | None:
        lower = text.lower()
        for form in _uninflected(lower, self.lang):
            title = self.knowledge.title(form)
            if title is not None and title.lang in (self.lang, "both"):
                return title, ""
        if "-" in text:
            front, _, tail = text.rpartition("-")
            inner = self._look(tail)
            if inner is not None:
                return inner[0], (front + "-" + inner[1]) if inner[1] else front
            return None
        if self.lang == "de" and len(text) > 7 and text[0].isupper():
            for cut in range(3, len(text) - 3):
                for form in _uninflected(lower[cut:], self.lang):
                    title = self.knowledge.title(form)
                    if title is not None and title.lang in (self.lang, "both") and len(form) > 3:
                        return title, text[:cut]
        return None

    def find(self, n: int, sentence: Sentence, hits: list[Hit], text: str) -> list[Role]:
        """The role phrases of sentence number `n`; `hits` are its names. A name that only the title gives
        away ("Bürgermeister Hinterhuber") is added to `hits`."""
        roles = []
        at = {i: hit for hit in hits for i in range(hit.first, hit.last + 1)}
        words = sentence.words
        titles = list(self._titles(words, at))
        for _, last, _, _ in titles:
            self._free(words[last : last + 1], at, hits)
        for first, last, title, prefix in titles:
            role = Role(n, words[last], title, prefix)
            role.plural = words[first].has("Number=Plur")
            self._owner(role, words, first, last, at)
            self._person(role, sentence, first, last, at, hits, text)
            self._further_names(role, words, at)
            roles.append(role)
        return roles

    def _titles(self, words: list[Word], at: dict[int, Hit]) -> Iterator[tuple[int, int, Title, str]]:
        """Titles with their first and last word and what stands before them in a compound."""
        skip = -1
        for i, word in enumerate(words):
            if i <= skip or (word.pos not in ("NOUN", "PROPN", "ADJ", "X") and i not in at):
                continue
            if self.lang == "de" and (not word.text[0].isupper() or word.dep == "amod"):
                continue
            if i in at and at[i].label != "organisation" and at[i].entry is not None:
                continue
            if i in at and at[i].label == "person" and at[i].first < i:
                continue  # a surname such as "Richter" or "König"
            found = self._title_at(words, i)
            if found is not None:
                title, prefix, skip = found
                yield i, skip, title, prefix

    @staticmethod
    def _free(words: list[Word], at: dict[int, Hit], hits: list[Hit]) -> None:
        """A title is no part of an organisation's name, whatever the recogniser says."""
        for word in words:
            hit = at.get(word.i)
            if hit is not None and hit.entry is None and hit.label != "person":
                hits.remove(hit)
                for i in range(hit.first, hit.last + 1):
                    del at[i]

    def _further_names(self, role: Role, words: list[Word], at: dict[int, Hit]) -> None:
        """ "die Sonderbeauftragten A und B": a plural title goes with every name of the list."""
        if (
            role.name is None
            or not (role.plural or role.title.number == "pl")
            or role.name.first < role.word.i
        ):
            return
        k = self._past_origin(role.name.last + 1, words, at)
        while k < len(words) and words[k].text in (",", "und", "and", "sowie"):
            hit = at.get(k + 1)
            if hit is None or hit.label != "person" or hit.first != k + 1:
                return
            role.others.append(hit)
            k = self._past_origin(hit.last + 1, words, at)

    @staticmethod
    def _past_origin(k: int, words: list[Word], at: dict[int, Hit]) -> int:
        """Step over "aus der Slowakei", "(CDU)" after a name of a list."""
        start = k
        while k < len(words) and k < start + 4:
            if k in at and at[k].label != "person" and k > start:
                k = at[k].last + 1
                return k + 1 if k < len(words) and words[k].text == ")" else k
            if k == start and words[k].lower not in ("aus", "von", "from", "of", "("):
                return start
            k += 1
        return start

    def _title_at(self, words: list[Word], i: int) -> tuple[Title, str, int] | None:
        """The title that starts at word i: (title, prefix, last word). English titles have several words."""
        if self.lang == "en":
            for length in (4, 3, 2):
                if i + length <= len(words):
                    piece = " ".join(w.lower for w in words[i : i + length])
                    title = self.knowledge.title(piece) or self.knowledge.title(piece.removesuffix("s"))
                    if title is not None and title.lang in ("en", "both"):
                        return title, "", i + length - 1
        found = self.title(words[i].text)
        return (*found, i) if found else None

    def _owner(self, role: Role, words: list[Word], first: int, last: int, at: dict[int, Hit]) -> None:
        """Where the office is held: compound, adjective, genitive before or after, "von"."""
        kn = self.knowledge
        if role.prefix:
            for part in (role.prefix, role.prefix.rstrip("s"), role.prefix.rstrip("-")):
                role.owner = kn.prefix(part) or _surface_entry(kn, part)
                if role.owner is not None:
                    break
        k = first - 1
        while k >= 0 and words[k].pos in ("ADJ", "ADV", "NOUN", "PROPN", "NUM", "X", "PUNCT") and k not in at:
            word = words[k]
            if word.text in (",", '"', "„", "”", "“", ":", ";", "(", ")", "–", "."):
                break
            modifier = kn.modifier(word.lower)
            entry = kn.adjective(word.text)
            if modifier is not None:
                role.tense = modifier.tense or role.tense
                role.modifiers.insert(0, word.text)
            elif entry is not None:
                role.owner = role.owner or entry
            elif word.pos not in ("ADJ", "ADV", "NUM"):
                break
            k -= 1
        modifier = kn.modifier(role.prefix.split("-")[0]) if role.prefix else None
        if modifier is not None:
            role.tense = modifier.tense or role.tense
            role.modifiers.append(role.prefix.split("-")[0])
        if k >= 0 and words[k].pos in ("DET", "PRON") and self.lexicon.possessor(words[k].lower):
            role.possessive = words[k]
        before = k
        if before >= 0 and words[before].text in ("'s", "’s", "'", "’"):
            before -= 1
        if before >= 0 and before in at and at[before].last == before:
            hit = at[before]
            genitive = words[k].text in ("'s", "’s", "'", "’") or (
                self.lang == "de" and words[before].text[-1:] in ("s", "x", "z", "’")
            )
            if self.lang == "en" and not genitive and hit.entry is not None and hit.entry.type != "person":
                genitive = True  # "Hamas leader", "EU chief"
            if genitive and hit.label != "person":
                role.body = hit
            elif genitive:
                role.person_owner = hit
        self._after(role, words, last, at)

    def _after(self, role: Role, words: list[Word], last: int, at: dict[int, Hit]) -> None:
        """A body after the title: "Präsident der Ukraine", "Sekretär des Sicherheitsrates Irans"."""
        k = last + 1
        links = {
            "der",
            "des",
            "von",
            "vom",
            "of",
            "for",
            "dem",
            "the",
            "den",
            "to",
            "in",
            "im",
            "beim",
            "bei",
        }
        linked = False
        while k < len(words) and k <= last + 5:
            word = words[k]
            if k in at and at[k].first == k:
                hit = at[k]
                if (
                    hit.label == "person"
                    and linked
                    and role.title.office in LOCAL_OFFICES
                    and self._names_follow(hit, words, at)
                ):
                    # "Bürgermeisterin von Cizre, Leyla Imret": the recogniser took the town for a person
                    hit.label = "place"
                if hit.label == "person":
                    if linked and role.person_owner is None and words[k - 1].lower in ("von", "of"):
                        role.person_owner = hit
                    return
                genitive = self.lang == "de" and word.text.endswith("s") and k == last + 1
                if (linked or genitive) and role.body is None:
                    previous = words[k - 1].lower
                    if previous in ("in", "im", "to", "bei", "beim") and not (
                        role.title.office in LOCAL_OFFICES and previous in ("in", "im")
                    ):
                        return
                    role.body = hit
                return
            if word.lower in links:
                linked = True
            elif word.pos == "ADJ" and linked:
                entry = self.knowledge.adjective(word.text)
                if entry is not None and role.owner is None:
                    role.owner = entry
            elif word.lower in self.lexicon.transparent and linked:
                pass
            else:
                return
            k += 1

    @staticmethod
    def _names_follow(hit: Hit, words: list[Word], at: dict[int, Hit]) -> bool:
        k = hit.last + 1
        if k < len(words) and words[k].text == ",":
            k += 1
        return k in at and at[k].label == "person" and at[k].first == k

    def _person(
        self,
        role: Role,
        sentence: Sentence,
        first: int,
        last: int,
        at: dict[int, Hit],
        hits: list[Hit],
        text: str,
    ) -> None:
        """The name that goes with the title: right after it, after its body and a comma, before it, or
        the subject of "ist Präsident"."""
        words = sentence.words
        k = last + 1
        if (
            k in at
            and at[k].label in ("person", "place", "organisation")
            and at[k].first == k
            and at[k] is not role.body
        ):
            if at[k].label == "person" or (
                at[k].entry is None and not words[k].text.endswith("s") and role.title.relation
            ):
                at[k].label = "person"
                role.name = at[k]
                return
        if k < len(words) and k not in at and words[k].pos in ("PROPN", "X") and words[k].text[0].isupper():
            role.name = self._new_name(role.sent, sentence, k, at, hits, text)
            if role.name is not None:
                return
        if role.body is not None and role.body.first > last:
            k = role.body.last + 1
            while k in at and at[k].label == "country" and words[k].text.endswith("s"):
                k = at[k].last + 1  # "des Sicherheitsrates Irans, Ali Laridschani"
        elif k not in at:
            # "Botschafter in Russland, Kasem Dschalali": step over one phrase
            while (
                k < len(words)
                and k <= last + 7
                and words[k].text not in (",", ".", "(", ":")
                and words[k].pos not in ("VERB", "AUX")
            ):
                if k in at and at[k].label == "person":
                    break
                k += 1
        if k < len(words) and words[k].text == ",":
            k += 1
        if (
            k in at
            and at[k].label == "person"
            and at[k].first == k
            and k - last <= 9
            and _closed(words, at[k].last, k)
        ):
            role.name = at[k]
            return
        self._before(role, words, first, at)
        if role.name is None:
            self._predicate(role, at)

    def _new_name(
        self, n: int, sentence: Sentence, k: int, at: dict[int, Hit], hits: list[Hit], text: str
    ) -> Hit | None:
        words = sentence.words
        end = k
        while (
            end + 1 < len(words)
            and end + 1 not in at
            and end - k < 3
            and (words[end + 1].pos == "PROPN" and words[end + 1].text[0].isupper())
        ):
            end += 1
        if self.title(words[k].text) is not None or self.knowledge.adjective(words[k].text):
            return None
        name = " ".join(text[words[k].start : words[end].end].split())
        if len(name) < 3 or not any(c.islower() for c in name):
            return None
        hit = Hit(n, k, end, words[k], name, "name", "person")
        hits.append(hit)
        hits.sort(key=lambda h: h.first)
        for i in range(k, end + 1):
            at[i] = hit
        return hit

    def _before(self, role: Role, words: list[Word], first: int, at: dict[int, Hit]) -> None:
        """Loose apposition: "Ali Larijani, ein hochrangiger Berater des ..."."""
        k = first - 1
        while k >= 0 and k >= first - 6 and words[k].text not in (",", "(", "–", "-") and k not in at:
            if words[k].pos in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ"):
                return
            k -= 1
        if k < 0:
            return
        if k in at and role.body is at[k]:
            k = at[k].first - 1
        if k >= 1 and words[k].text in (",", "(", "–") and k - 1 in at and at[k - 1].label == "person":
            hit = at[k - 1]
            dep = role.word.dep
            if (
                dep == "appos"
                or role.word.head is hit.head
                or role.word.head in (None, words[hit.first])
                or words[k].text == "("
            ):
                role.name = hit

    def _predicate(self, role: Role, at: dict[int, Hit]) -> None:
        word = role.word
        if word.child("cop") is not None:
            role.subject = word.child("nsubj", "nsubj:pass")
            role.predicate = True
            hit = at.get(role.subject.i) if role.subject is not None else None
            if hit is not None and hit.label == "person":
                role.name = hit


def _closed(words: list[Word], last: int, first: int) -> bool:
    """Whether a name after a comma is an apposition and not the subject of what follows."""
    after = words[last + 1] if last + 1 < len(words) else None
    if first and words[first - 1].text != ",":
        return True
    return after is None or after.text in (",", ".", ")", ":", "(", ";", "–", "!", "?")


def _surface_entry(knowledge: Knowledge, form: str) -> Entry | None:
    options = [o for o in knowledge.surface().get(form, ()) if o.kind != "adjective"]
    strong = {o.id for o in options if not o.weak} or {o.id for o in options}
    return knowledge.entry(strong.pop()) if len(strong) == 1 else None


def _uninflected(lower: str, lang: str) -> list[str]:
    """The form itself and without the endings that inflected titles show."""
    endings = ("s", "es", "en", "n", "innen", "e", "r", "nen", "rn") if lang == "de" else ("s", "es")
    forms = [lower]
    for ending in endings:
        if lower.endswith(ending) and len(lower) - len(ending) >= 4:
            forms.append(lower[: -len(ending)])
            if lang == "de" and ending in ("n", "s", "r", "en"):
                forms.append(lower[: -len(ending)] + "r")
    if lang == "de" and lower.endswith("innen"):
        forms.append(lower[:-3])
    return forms
