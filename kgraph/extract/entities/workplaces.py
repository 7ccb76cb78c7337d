"""Bodies in which somebody works: "Abteilungsleiterin bei Siemens", "Leiter des Impfprogramms der WHO"."""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.office import Role
from kgraph.extract.entities.unseenbodies import heads_body
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Knowledge

# What has programmes, missions and departments whose heads are its own people.
LARGER = ("intergovernmental", "organisation", "company", "media", "government", "party")

# Who works in a ministry or an agency.
OFFICIALS = frozenset(
    ["state_secretary", "senior_official", "official", "head", "spokesperson", "deputy_minister"]
)

# What only its members sit in.
CHAMBERS = ("parliament", "upper_house")


def employs(role: Role, hit: Hit, link: str, lexicon: Lexicon) -> bool:
    """Whether a body behind "bei" or "in" is where somebody works: "Abteilungsleiterin bei Siemens",
    "Staatssekretär im Innenministerium"; but "die Kanzlerin im Bundestag", "Botschafter bei der Nato"."""
    title = role.title
    if title.relation != "HOLDS_OFFICE" and title.office != "spokesperson":
        return False
    official = title.office in OFFICIALS
    if title.level in ("state", "party") and not official:
        return False
    entry = hit.entry
    if link in lexicon.employed_links:
        return entry is None or entry.type in LARGER
    return official and entry is not None and entry.type == "government" and entry.institution not in CHAMBERS


def larger(
    role: Role, words: list[Word], k: int, at: dict[int, Hit], knowledge: Knowledge, lexicon: Lexicon
) -> Hit | None:
    """The body of which the noun at word k is a part: "Leiter des Impfprogramms der WHO"."""
    if not heads_body(role) and role.title.relation != "REPRESENTS":
        return None
    prefix = words[k].text.rpartition("-")[0]
    j = k + 1
    if words[k].lower in lexicon.portions:
        while j < len(words) and j not in at and words[j].pos in ("ADJ", "NOUN", "PROPN") and j < k + 4:
            j += 1  # "Leiter der Abteilung Politische Bildung bei der FES"
    if j < len(words) and words[j].lower in lexicon.larger_links:
        j += 1
        while j < len(words) and words[j].pos in ("ADJ", "DET") and j not in at:
            j += 1
        hit = at.get(j)
        if hit is not None and hit.first == j and hit.label in LARGER:
            return hit
    entry = knowledge.prefix(prefix) if prefix else None
    if entry is not None and entry.type in LARGER:
        role.owner = entry  # "Sprecher der UN-Mission"
    return None
