"""What stands between a title and the name in apposition to it: where that ends, and whether a name is one."""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.language.syntax import Word


def past_phrase(words: list[Word], k: int, at: dict[int, Hit]) -> int:
    """Step over a phrase between a body and a comma: "Chefin der SPÖ in der Landeshauptstadt, ..."."""
    if k >= len(words) or words[k].pos != "ADP":
        return k
    end = k
    while end < len(words) and end < k + 6 and words[end].pos not in ("VERB", "AUX", "PUNCT"):
        if end in at and at[end].label == "person":
            return k
        end += 1
    return end if end < len(words) and words[end].text == "," else k


def past_apposition(words: list[Word], k: int, at: dict[int, Hit]) -> int:
    """Step over what explains a body: "Vorsitzender der X, Nachfolgerin der Y, Z": to the comma before Z."""
    if k + 1 >= len(words) or words[k].text != "," or words[k + 1].pos not in ("DET", "ADJ", "NOUN"):
        return k
    for end in range(k + 2, min(k + 10, len(words))):
        if words[end].pos in ("VERB", "AUX", "SCONJ") or (end in at and at[end].label == "person"):
            return k
        if words[end].text == ",":
            return end
    return k


def closed(words: list[Word], last: int, first: int) -> bool:
    """Whether a name after a comma is an apposition and not the subject of what follows."""
    after = words[last + 1] if last + 1 < len(words) else None
    if first and words[first - 1].text not in (",", ":"):
        return True
    return after is None or after.text in (",", ".", ")", ":", "(", ";", "–", "!", "?")
