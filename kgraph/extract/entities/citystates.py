"""Towns that are states of their own, named among states: "Hessen, Berlin und Bremen reichten Klage ein".

There "Berlin" is no government of Germany. The names are data: `[lands]` of `kgraph/lang/de.toml`.
"""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence
from kgraph.knowledge import Knowledge


def city_states(reading: Reading, knowledge: Knowledge, lexicon: Lexicon) -> None:
    """Let such towns be the states that they are, wherever they stand in a list of states."""
    for n, sentence in enumerate(reading.sentences):
        for members in _lists(sentence, sorted(reading.hits[n], key=lambda h: h.first)):
            if not any(hit.text in lexicon.lands for hit in members):
                continue
            for hit in members:
                options = knowledge.surface().get(lexicon.land_towns.get(hit.text, ""), ())
                entry = knowledge.entry(options[0].id) if len(options) == 1 else None
                if entry is not None:
                    hit.entry, hit.label, hit.kind = entry, entry.type, "name"


def _lists(sentence: Sentence, hits: list[Hit]) -> list[list[Hit]]:
    """Names with nothing but commas and conjunctions between them."""
    found: list[list[Hit]] = []
    for hit in hits:
        last = found[-1][-1] if found else None
        between = sentence.words[last.last + 1 : hit.first] if last is not None else []
        if between and all(w.text == "," or w.dep == "cc" for w in between):
            found[-1].append(hit)
        else:
            found.append([hit])
    return [members for members in found if len(members) > 1]
