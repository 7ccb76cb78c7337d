"""Parts of countries that stand for them: "Nordsyrien", "im Südlibanon", "ein südiranischer Hafen"."""

from __future__ import annotations

from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Entry, Knowledge


def region(word: Word, knowledge: Knowledge, lexicon: Lexicon) -> Entry | None:
    """The country that a compound names a part of: "Nordsyrien", "im Südlibanon", "Ostukraine"."""
    lower = word.lower
    part = next((p for p in lexicon.regions if lower.startswith(p) and len(lower) > len(p) + 3), None)
    if part is None or word.pos not in ("NOUN", "PROPN"):
        return None
    rest = word.text[len(part) :].lstrip("-").capitalize()
    for name in (rest, rest.removesuffix("s")):
        options = {o.id for o in knowledge.surface().get(name, ()) if o.kind == "name"}
        entry = knowledge.entry(options.pop()) if len(options) == 1 else None
        if entry is not None and entry.type == "country":
            return entry
    return None


def region_adjective(word: Word, knowledge: Knowledge, lexicon: Lexicon) -> Entry | None:
    """The country of whose part an adjective tells: "ein südiranischer Hafen"."""
    part = next((p for p in lexicon.regions if word.lower.startswith(p)), None)
    entry = knowledge.adjective(word.lower[len(part) :]) if part is not None else None
    return entry if entry is not None and entry.type == "country" else None
