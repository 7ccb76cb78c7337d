"""Where an office is held, told by words that become mentions only once all names of an article are known.

"der Sprecher des russischen Außenministeriums", "Präsident Jaan Tamm von Estland", "die Präsidenten Tamm (Estland) und
Ozols (Lettland)", "die Außenminister von Estland und Lettland, Tamm und Ozols".
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Hit, is_region
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import LOCAL_OFFICES, UNNAMED_HEADS, Role
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

# How many words behind a title or a name its body may stand.
REACH = 6

# What a party's name behind a person says of other offices is membership.
PARTY_HEADS = UNNAMED_HEADS | {"leader", "party_chair", "group_leader", "secretary_general", "president"}

# Whose holders are from where the office is held: "Bürgermeisterin X aus Y".
HOME_OFFICES = frozenset(["governor", "mayor", "deputy_mayor"])

# Whose holders are of a place, which is not where the office is held.
SEATS = frozenset(["mp", "senator", "candidate", "politician"])


class LateBodies:
    """Adds the bodies of the role phrases of articles in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, reading: Reading) -> None:
        """Add bodies to the role phrases that lack them."""
        for role in reading.roles:
            if role.person_owner is not None:
                continue
            if _somebodys(role):
                role.person_owner, role.name = role.name, None  # "ein Sprecher Tamms"
                continue
            if role.name is None:
                self._behind_colon(reading, role)
            if role.body is None and (role.owner is None or role.owner_behind):
                self._behind_title(reading, role)
            self._with_names(reading, role)

    @staticmethod
    def _behind_colon(reading: Reading, role: Role) -> None:
        """ "Estland hat eine neue Präsidentin: Kadri Saar", where the colon ends a sentence."""
        words = reading.sentences[role.sent].words
        if role.sent + 1 < len(reading.sentences) and [w.text for w in words[role.word.i + 1 :]] == [":"]:
            following = reading.at[role.sent + 1].get(0)
            if following is not None and following.label == "person":
                role.name = following

    def _behind_title(self, reading: Reading, role: Role) -> None:
        """Owners that are phrases or role phrases themselves: "Sprecher des Außenministeriums", "Berater des
        Obersten Führers Ali Chamenei"."""
        words = reading.sentences[role.sent].words
        links = self.lexicon.links | self.lexicon.body_links
        linked = False
        for k in range(role.word.i + 1, min(len(words), role.word.i + REACH)):
            hit = reading.at[role.sent].get(k)
            other = reading.role_at.get((role.sent, k))
            if linked and other is not None and other.name is not None and other is not role:
                role.person_owner = role.person_owner or (other.name if role.owner is None else None)
                return
            if hit is not None and hit.kind == "name" and (role.sent, hit.last + 1) in reading.role_at:
                continue  # "envoy of US President X"
            if hit is not None:
                if linked and hit.ent is not None and hit.ent.type == "person" and role.owner is None:
                    role.person_owner = hit
                elif (
                    linked
                    and hit.kind == "noun"
                    and hit.ent is not None
                    and not _besides(role, hit, self.lexicon)
                ):
                    role.body = hit
                return
            if words[k].lower in links:
                linked = True
            elif words[k].pos not in ("ADJ", "DET"):
                return

    def _with_names(self, reading: Reading, role: Role) -> None:
        """What stands behind each name: "X von der Linken", "Y (Estland)"; of several bodies named together each
        goes with the name at its place."""
        names = [name for name in (role.name, *role.others) if name is not None]
        if not names or role.owner is not None:
            return
        bodies = [hit for hit in (role.body, *role.more_bodies) if hit is not None]
        if len(bodies) > 1 and len(bodies) == len(names):
            role.own.update({id(name): body for name, body in zip(names, bodies, strict=True)})
            return
        if role.body is not None or (role.prefix and not role.modifiers):
            return
        for name in names:
            if name.first < role.word.i:
                continue
            for hit in self._beside(reading, role, name):
                role.own[id(name)] = hit

    def _beside(self, reading: Reading, role: Role, name: Hit) -> Iterator[Hit]:
        words, at = reading.sentences[role.sent].words, reading.at[role.sent]
        k = name.last + 1
        if k + 1 >= len(words):
            return
        first = words[k].lower
        origin = first in self.lexicon.origin
        if first == "(":
            hit = at.get(k + 1)
            country = (
                hit is not None and hit.ent is not None and (hit.ent.type == "country" or is_region(hit.ent))
            )
            if hit is not None and country and _closed(words, hit) and self._fits(role, hit, False):
                yield hit
            return
        if first not in self.lexicon.membership["from"] and not origin:
            return
        k += 1
        while k < len(words) and words[k].pos in ("DET", "ADJ") and k not in at:
            k += 1
        called = at.get(k + 1) if k not in at and k < len(words) and words[k].pos == "NOUN" else None
        if called is not None and called.first == k + 1 and called.head.head is words[k]:
            k += 1  # "von der Gewerkschaft Nova"
        hit = at.get(k)
        if hit is None or (hit.ent is None and hit.label != "place") or role.title.office in SEATS:
            return
        if self._fits(role, hit, origin):
            yield hit

    def _fits(self, role: Role, hit: Hit, origin: bool) -> bool:
        """Whether an office may be held where `hit` says."""
        title = role.title
        if hit.label == "place" or hit.ent is None:
            return title.office in (HOME_OFFICES if origin else LOCAL_OFFICES)
        kind = hit.ent.type
        if kind == "country" and role.prefix and not role.modifiers:
            return False  # "Komiteechef X aus Norwegen"
        if kind == "country":
            return title.level == "state" or (title.level == "any" and not origin)
        if origin or kind == "person" or title.relation not in ("HOLDS_OFFICE", "REPRESENTS"):
            return False
        return kind != "party" or title.office in PARTY_HEADS


def _somebodys(role: Role) -> bool:
    """Whether the name right behind a title with an article is in the genitive."""
    name, article = role.name, role.word.child("det")
    genitive = article is not None and (article.has("Case=Gen") or role.word.has("Case=Gen"))
    if name is None or name.ent is None or article is None or genitive:
        return False
    behind = name.first == role.word.i + 1 and not role.plural and not role.others
    return (
        behind and name.text.endswith("s") and not name.ent.name.endswith("s") and name.ent.type == "person"
    )


def _besides(role: Role, hit: Hit, lexicon: Lexicon) -> bool:
    """Whether a noun behind a title is not where the office is held: "Minister der Justiz", "Abgeordnete der
    Regierungskoalition"."""
    if role.title.office in SEATS and hit.ent is not None and hit.ent.type == "country":
        return True
    government = hit.ent is not None and hit.ent.type == "government"
    named = hit.head.lower.endswith(lexicon.offices_of_state)
    return "minister" in role.title.office and government and not named


def _closed(words: list[Word], hit: Hit) -> bool:
    return hit.last + 1 < len(words) and words[hit.last + 1].text in (")", ",", ";")
