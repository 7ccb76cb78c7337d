"""Who is to do what another calls for: "rief X zu Gesprächen mit Y auf", "verlangt von X Gespräche mit Y"."""

from __future__ import annotations

from kgraph.extract.grammar.clauses import Slots, prepositions, verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word


def enjoined(noun: Word, carrier: Word, slots: Slots, lexicon: Lexicon) -> list[Word]:
    """The words for those who are to perform an event noun, as the subject of its verb wants or makes them do."""
    if verb_lemma(carrier) not in lexicon.matrix["enjoin"]:
        return []
    if noun in slots.get("obj", ()):
        names = ["/" + case for case in lexicon.passive_agent]
    elif set(prepositions(noun, lexicon)) & lexicon.status["towards"]:
        names = ["obj", "dat", *("/" + case for case in sorted(lexicon.targets))]
    else:
        return []
    return [word for name in sorted(names) for word in slots.get(name, ()) if word is not noun]
