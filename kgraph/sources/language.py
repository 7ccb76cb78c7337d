"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import Any

from kgraph.model import LANGS, Lang

# The head of an article tells its language; more only costs time.
SAMPLE_CHARS = 1_000
# Below this many letters (a headline, a line of names) the detector guesses among a hundred languages,
# so that it may only choose between ours.
MIN_LETTERS = 120
# A text is turned away as foreign only when the detector is sure of it.
MIN_FOREIGN = 0.6

_NAMES: dict[str, Lang] = {
    "de": "de", "deu": "de", "ger": "de", "german": "de", "deutsch": "de",
    "en": "en", "eng": "en", "english": "en", "englisch": "en",
}  # fmt: skip


class UnsupportedLanguage(ValueError):
    """A language kgraph cannot read; `code` is what it was called."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"language {code} is not supported: only German and English; if it is one of these, say so in its front "
            "matter (lang: de) or with --lang"
        )
        self.code = code


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def named(value: object) -> Lang | None:
    """The language that a `lang` field names ("de", "de-AT", "German"); None when it is empty.

    Raises UnsupportedLanguage for any other.
    """
    if value is None or not str(value).strip():
        return None
    word = str(value).strip().lower().replace("_", "-")
    found = _NAMES.get(word.split("-")[0])
    if found is None:
        raise UnsupportedLanguage(word[:20])
    return found


def detect(text: str) -> Lang:
    """The language of `text`; raises UnsupportedLanguage when it is surely another than ours."""
    sample = text[:SAMPLE_CHARS]
    ranking: list[tuple[str, float]] = _identifier().rank(sample)
    best, probability = ranking[0]
    if best not in LANGS and probability >= MIN_FOREIGN and sum(map(str.isalpha, sample)) >= MIN_LETTERS:
        raise UnsupportedLanguage(best)
    return next((code for code in (code for code, _ in ranking) if code in LANGS), "de")
