"""Names that only the noun before them gives away: "die Miliz Nordfront", "eine Gruppe namens Morgenrot"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Hit, head_of
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word

_CLOSING = {"„": '“”"', "“": "”“", "»": "«", "«": "»", '"': '"', "‚": "‘’", "‘": "’"}
# What opens a quoted name.
QUOTES = tuple(_CLOSING)
# A quotation longer than this is no name.
_LONGEST = 8
_GENITIVES = ("'s", "’s", "'", "’")


class Namings:
    """Finds such names in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def type_before(self, word: Word, name: Word) -> str | None:
        """The actor type that a noun gives to the name it stands before; None if it is no such noun."""
        if word.pos != "NOUN" or word.i >= name.i:
            return None
        table = self.lexicon.type_words
        for form in (word.lemma.lower(), word.lower):
            type_ = table[form] if form in table else self.lexicon.type_endings.of(form)
            if type_ is not None:
                return type_
        return None

    def find(self, n: int, sentence: Sentence, text: str) -> Iterator[Hit]:
        """The names of sentence number `n` that stand behind such a noun, quoted or not."""
        words = sentence.words
        for word in words:
            k = word.i + 1
            if word.pos != "NOUN" or k >= len(words) or self.type_before(word, words[k]) is None:
                continue
            told = words[k].lower in self.lexicon.named
            k += told
            if k >= len(words):
                continue
            end = quoted(words, k) if words[k].text in _CLOSING else None
            if end is not None:
                k += 1
            else:
                end = self._plain(words, word, k, told)
                if end is None and self.lexicon.lang == "en":
                    end = _behind(words, word, self.lexicon)
            if end is not None and k <= end and words[end].lower not in self.lexicon.no_names:
                name = " ".join(text[words[k].start : words[end].end].split())
                type_ = self.type_before(word, words[k]) or "organisation"
                yield Hit(n, k, end, head_of(sentence.words, k, end), name, "name", type_)

    @staticmethod
    def _plain(words: list[Word], noun: Word, k: int, told: bool) -> int | None:
        """The last word of a name without quotation marks: an apposition, or what stands behind "namens"."""
        end = k - 1
        while end + 1 < len(words) and words[end + 1].text[0].isupper() and end - k < 4:
            word = words[end + 1]
            if word.pos not in ("PROPN", "X") and not (told and word.pos in ("NOUN", "ADJ")):
                break
            if not told and end < k and not (word.head is noun and word.dep in ("appos", "flat", "compound")):
                break
            end += 1
        return end if end >= k else None


def _behind(words: list[Word], noun: Word, lexicon: Lexicon) -> int | None:
    """The last word of an English name right behind its noun, whatever the parser makes of it: "the union Harbour
    Voice", "the hacker group Silent Bear"."""
    if not any(w.lower in lexicon.grammar["pointing"] for w in words[max(0, noun.i - 3) : noun.i]):
        return None
    end = noun.i
    while end + 1 < len(words) and words[end + 1].text[0].isupper():
        end += 1
        if end - noun.i > 4 or words[end].pos not in ("PROPN", "X", "NOUN", "ADJ", "VERB"):
            return None
    if end == noun.i or (
        words[end].pos not in ("PROPN", "X") and end == noun.i + 1 and words[end].head is noun.head
    ):
        return None
    following = words[end + 1].lower if end + 1 < len(words) else ""
    return None if following in _GENITIVES else end


def _capitalised(words: list[Word]) -> bool:
    """Whether all words that may be capitals are."""
    return all(w.text[0].isupper() or w.pos in ("PUNCT", "CCONJ", "DET", "ADP") for w in words)


def quoted(words: list[Word], k: int) -> int | None:
    """The last word of a name in quotation marks that open at word k."""
    if k + 1 >= len(words) or not words[k + 1].text[0].isupper():
        return None
    for j in range(k + 2, min(len(words), k + 2 + _LONGEST)):
        if words[j].text in _CLOSING[words[k].text]:
            listed = any(w.text == "," for w in words[k:j])  # "„Bau, Boden und Umwelt“" is a name
            return j - 1 if not listed or _capitalised(words[k + 1 : j]) else None
        if words[j].text in ".!?;":
            return None
    return None


def before_bracket(hit: Hit, sentence: Sentence) -> int:
    """The last word of the name that a bracket follows, quoted or not."""
    k = hit.first - 2
    return k - 1 if k >= 0 and sentence.words[k].text in QUOTES else k


def short_for(hit: Hit, previous: Hit | None, sentence: Sentence) -> bool:
    """Whether an acronym in brackets is short for the unknown name before it, whoever else is called so."""
    if previous is None or previous.ent is None or previous.ent.known is not None:
        return False
    if previous.label in ("person", "place") or not hit.text.isupper() or not hit.first:
        return False
    if sentence.words[hit.first - 1].text != "(" or previous.last != before_bracket(hit, sentence):
        return False
    initials = iter(part[0] for part in previous.text.replace("-", " ").split() if part[0].isupper())
    return all(letter in initials for letter in hit.text)
