"""What larger wholes are made of, and whom a name's neighbours say it belongs to.

"die Troika aus Kommission, EZB und IWF", "der Kurde Karim Holl", "der CDU-Experte im Landtag, Egon Holl".
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.namings import QUOTES
from kgraph.extract.entities.office import OFFICE_TRUST, Standing
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

# What is made of members, and of what; only states ally in bodies between them.
WHOLES = ("intergovernmental", "organisation", "party", "armed_group", "group")
MEMBERS = ("party", "organisation", "intergovernmental", "armed_group", "government")


def compositions(reading: Reading, lexicon: Lexicon, n: int, words: list[Word]) -> Iterator[Standing]:
    """The members of wholes that sentence n names, and the peoples of persons."""
    for hit in list(reading.hits[n]):
        ent = hit.ent
        if ent is None:
            continue
        if hit.kind == "name" and ent.type in WHOLES:
            k = _past(words, hit.last + 1)
            if k < len(words) and words[k].lower in lexicon.membership["made_of"]:
                states = ent.type == "intergovernmental"
                members = [
                    member
                    for member in listed(reading, lexicon, n, words, k + 1)
                    if member.ent is not None
                    and member.ent is not ent
                    and member.ent.type in ((*MEMBERS, "country") if states else MEMBERS)
                ]
                for member in members if len(members) > 1 else ():
                    yield Standing(
                        member, hit, "MEMBER_OF", None, "actual", OFFICE_TRUST, "MEMBER_OF:made_of", words[k]
                    )
        elif hit.label == "inhabitant" and ent.type == "group" and hit.first == hit.last:
            after = reading.at[n].get(hit.last + 1)
            if (
                after is not None
                and after.label == "person"
                and after.ent is not None
                and after.kind == "name"
            ):
                yield Standing(
                    after, hit, "MEMBER_OF", None, "actual", OFFICE_TRUST, "MEMBER_OF:people", hit.head
                )


def listed(reading: Reading, lexicon: Lexicon, n: int, words: list[Word], k: int) -> list[Hit]:
    """The actors named side by side from word k on: "der EU-Kommission, der EZB (Frankfurt) und dem IWF"."""
    at, joined = reading.at[n], (",", *lexicon.membership["and"])
    found: list[Hit] = []
    while k < len(words):
        while k < len(words) and k not in at and (words[k].pos in ("DET", "ADJ") or words[k].text in QUOTES):
            k += 1
        hit = at.get(k)
        if hit is None or hit.first != k or hit.kind == "place":
            return found
        found.append(hit)
        k = _past(words, hit.last + 1)
        if k >= len(words) or words[k].lower not in joined:
            return found
        k += 1
    return found


def _past(words: list[Word], k: int) -> int:
    """Step over a closing quote and what stands in parentheses."""
    while k < len(words) and words[k].text in (*QUOTES, "(", ")"):
        if words[k].text == "(":
            while k < len(words) and words[k].text != ")":
                k += 1
        k += 1
    return k
