"""German names in the nominative: "des Obersten Gerichtshofs" -> "Oberster Gerichtshof"."""

from __future__ import annotations

from collections.abc import Sequence

from kgraph.extract.language.syntax import Word

# Adjectives with these are inflected: "Deutscher Post".
_DECLINED = ("sch", "ig", "lich", "al", "är", "iv", "end", "ell", "oß", "eu")
_ENDINGS = ("en", "er", "es", "em", "e")


def stem(adjective: str) -> str:
    """A German adjective without its ending."""
    for ending in _ENDINGS:
        if adjective.endswith(ending):
            return adjective.removesuffix(ending)
    return adjective


def nominative(noun: Word, adjectives: Sequence[Word]) -> str:
    """A German name as a dictionary has it: "der Österreichischen Ärztekammer" -> "Österreichische Ärztekammer"."""
    plural = noun.has("Number=Plur")
    ending = "e" if plural else "er" if noun.has("Gender=Masc") else "es" if noun.has("Gender=Neut") else "e"
    front = [w.text if _of_town(w) or not w.text.endswith(_ENDINGS) else _capital(stem(w.text) + ending)
             for w in adjectives]  # fmt: skip
    return " ".join([*front, noun.text if plural else _singular(noun)])


def _of_town(adjective: Word) -> bool:
    """Whether an adjective is a town's, which has one form only: "die Berliner Polizei"."""
    text = adjective.text
    return text.endswith("er") and adjective.lemma == text and not text[:-2].endswith(_DECLINED)


def _singular(noun: Word) -> str:
    """A noun without the ending of the genitive."""
    text = noun.text
    if noun.lemma[:1].isupper() and text.startswith(noun.lemma):
        return noun.lemma
    if not noun.has("Case=Gen") or not text.endswith("s") or len(text) < 5:
        return text
    # "Verbandes", "Rates"; "Staates" but "Kongresses": the longer ending goes with a consonant before it
    if text.endswith("es") and text[-3] not in "aeiouäöü":
        return text[:-2]
    return text if text.endswith(("ss", "us", "is")) else text[:-1]


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
