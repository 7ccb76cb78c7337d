"""Titles: words that name an office, alone, inflected, or as the last part of a compound."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.office import Role
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Knowledge, Title

# Whose title is what their council is called.
COUNCILLORS = frozenset(["councillor", "mp", "minister", "senator"])


class Titles:
    """Looks titles up in one language."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lang = lexicon.lang
        self.lexicon = lexicon
        self._fronts = [
            m.form.lower()
            for m in knowledge.modifiers
            if m.lang == "de" and m.kind == "prefix" and "-" not in m.form and m.tense != "deputy"
        ]
        self._cache: dict[str, tuple[Title, str] | None] = {}

    def look(self, text: str) -> tuple[Title, str] | None:
        """The title that a noun is or ends in, with what stands before it ("US", "Palästinenser")."""
        if text not in self._cache:
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[text] = self._look(text)
        return self._cache[text]

    def apart(self, hits: list[Hit]) -> list[Hit]:
        """Without bodies called by their head's title right before the name of that head: "Generalbundesanwalt X"."""
        names = {hit.first for hit in hits if hit.label == "person"}

        def is_title(hit: Hit) -> bool:
            if hit.last + 1 not in names:
                return False
            if hit.first < hit.last and hit.label in ("government", "organisation"):
                title = self.look(hit.text.rpartition(" ")[2])  # "der Grazer Stadtrat X"
                return title is not None and not title[1] and title[0].office in COUNCILLORS
            title = self.look(hit.text) if hit.entry is not None and hit.entry.type == "government" else None
            return title is not None and not title[1]

        return [hit for hit in hits if not is_title(hit)]

    def _look(self, text: str) -> tuple[Title, str] | None:
        lower = text.lower()
        if lower in self.lexicon.no_titles:
            return None
        if (title := self._plain(lower)) is not None:
            return title, ""
        if "-" in text:
            front, _, tail = text.rpartition("-")
            inner = self._look(tail) or self._behind_name(tail)
            if inner is not None:
                return inner[0], (front + "-" + inner[1]) if inner[1] else front
            return None
        if self.lang == "de" and len(text) > 7 and text[0].isupper():
            for front in self._fronts:
                if lower.startswith(front):
                    inner = self._look(text[len(front) :].capitalize())
                    if inner is not None and not inner[1]:
                        return inner[0], text[: len(front)]  # "Exstellvertreter"
            found: list[tuple[Title, str]] = []
            for cut in range(3, len(text) - 3):
                for form in _uninflected(lower[cut:], self.lang):
                    title = self.knowledge.title(form)
                    if title is not None and title.lang in (self.lang, "both") and len(form) > 3:
                        if title.lemma.lower() in self.lexicon.hyphened_titles:
                            continue  # "Mafiaboss"
                        found.append((title, text[:cut]))
                        break
            # "Talibanführer": where a name stands before the title, that is where it begins
            named = [one for one in found if self.knowledge.prefix(one[1]) is not None]
            return next(iter(named or found), None)
        return None

    def _plain(self, lower: str) -> Title | None:
        for form in _uninflected(lower, self.lang):
            title = self.knowledge.title(form)
            if title is not None and title.lang in (self.lang, "both"):
                return title if title.lemma.lower() not in self.lexicon.hyphened_titles else None
        return None

    def _behind_name(self, tail: str) -> tuple[Title, str] | None:
        """ "Nordbank-Manager X": what alone is no office, "ein Manager"."""
        found = (self.knowledge.title(form) for form in _uninflected(tail.lower(), self.lang))
        title = next((t for t in found if t is not None), None)
        return (
            (title, "") if title is not None and title.lemma.lower() in self.lexicon.hyphened_titles else None
        )

    def within(self, words: list[Word], at: dict[int, Hit]) -> Iterator[tuple[int, int, Title, str]]:
        """Titles with their first and last word and what stands before them in a compound."""
        skip = -1
        for i, word in enumerate(words):
            compound = (
                "-" in word.text and word.text[-1:].islower()
            )  # whatever word class the parser gives it
            if i <= skip or (word.pos not in ("NOUN", "PROPN", "ADJ", "X") and i not in at and not compound):
                continue
            if self.lang == "de" and not (
                word.text[0].isupper() or (compound and word.text.rpartition("-")[2][:1].isupper())
            ):
                continue
            adjective = self.lang == "de" and word.dep == "amod" and "-" not in word.text
            if i in at and at[i].label != "organisation" and at[i].entry is not None:
                continue
            if i in at and (at[i].label == "government" or (at[i].label == "person" and at[i].first < i)):
                continue  # "Innsbrucker Gemeinderat"; a surname such as "Richter" or "König"
            found = self._title_at(words, i)
            if found is not None and (self._is_council(words, i) or (adjective and found[2] == i)):
                continue  # an adjective is at most the first half of a title: "Oberster Führer"
            if found is not None:
                title, prefix, skip = found
                yield i, skip, title, prefix

    def _is_council(self, words: list[Word], i: int) -> bool:
        """ "im Gemeinderat": the council and not its member, who bears the same word as a title."""
        before = words[i - 1].lower if i else ""
        return words[i].lower.endswith(self.lexicon.council_endings) and before in self.lexicon.council_places

    def _title_at(self, words: list[Word], i: int) -> tuple[Title, str, int] | None:
        """The title that starts at word i: (title, prefix, last word). English titles have several words."""
        if self.lang == "en":
            for length in (5, 4, 3, 2):
                if i + length <= len(words):
                    piece = " ".join(w.lower for w in words[i : i + length]).replace(" - ", "-")
                    title = self.knowledge.title(piece) or self.knowledge.title(piece.removesuffix("s"))
                    if title is not None and title.lang in ("en", "both"):
                        return title, "", i + length - 1
        elif i + 1 < len(words) and words[i].text[0].isupper() and words[i].pos in ("ADJ", "PROPN"):
            # "Oberster Führer", "Hohe Vertreterin", in any case
            stem = words[i].lower.rstrip("mnrs").removesuffix("e")
            for form in _uninflected(words[i + 1].lower, self.lang):
                title = self.knowledge.title(f"{stem}er {form}") or self.knowledge.title(f"{stem}e {form}")
                if title is not None:
                    return title, "", i + 1
        found = self.look(words[i].text)
        return (*found, i) if found else None


def plural_form(role: Role, words: list[Word], lexicon: Lexicon) -> bool:
    """Whether a title is plural, whatever the parser says: "europäischen Regierungschefs" (without an article in the
    genitive the s makes one), "die Minister A und B", "Unterhändler der USA und der Taliban trafen sich" (no article,
    and a plural verb)."""
    if lexicon.lang != "de":
        return False
    word, article = role.word, role.word.child("det")
    if word.dep == "nsubj" and word.lower.endswith("er") and word.head is not None and article is None:
        verb = word.head.finite
        if verb is not None and verb.has("Number=Plur") and not word.kids("conj", "appos", "flat"):
            return True
    if role.title.gender == "m" and article is not None and article.lower in lexicon.plural_articles:
        return True
    if not role.word.lower.endswith(role.title.lemma.lower() + "s"):
        return False
    before = words[max(0, role.word.i - 3) : role.word.i]
    return not any(w.lower.endswith("es") or (w.i and w.text.endswith("s")) for w in before)


def _uninflected(lower: str, lang: str) -> list[str]:
    """The form itself and without the endings that inflected titles show."""
    endings = ("s", "es", "en", "n", "innen", "e", "r", "nen", "rn") if lang == "de" else ("s", "es")
    forms = [lower]
    for ending in endings:
        if lower.endswith(ending) and len(lower) - len(ending) >= 4:
            forms.append(lower[: -len(ending)])
            if (
                lang == "de"
                and ending in ("n", "s", "r", "en")
                and lower[: -len(ending)].endswith(("te", "de"))
            ):
                forms.append(lower[: -len(ending)] + "r")  # "Vorsitzenden"; but "Sprechen" is no "Sprecher"
    if lang == "de" and lower.endswith("innen"):
        forms.append(lower[:-3])
    return forms
