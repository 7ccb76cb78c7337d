"""A role phrase ("der frühere iranische Botschafter in Russland, Kasem Dschalali"), and what is read off it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.extract.entities.actors import Hit
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Entry, Title
from kgraph.model import Status

OFFICE_TRUST = 0.9
INFERRED_TRUST = 0.6

# Offices of towns, districts and regions, which are named by their place.
LOCAL_OFFICES = frozenset(
    ["mayor", "deputy_mayor", "governor", "district_head", "councillor", "bishop", "police_chief"]
)

# Offices below the state; without a region's name it stays open whose they are.
REGIONAL_OFFICES = LOCAL_OFFICES | {"regional_minister", "deputy_governor"}

# Heads of anything: without a body nobody's who could be named.
UNNAMED_HEADS = frozenset(["head", "chair", "managing_director"])


@dataclass(slots=True)
class Standing:
    """A standing relation between two mentions; `target` may share its words with the role phrase."""

    source: Hit
    target: Hit
    relation: str
    role: str | None
    status: Status
    trust: float
    rule: str
    trigger: Word


@dataclass(slots=True)
class Role:
    """A title in its phrase. `body` is the mention of where the office is held, `owner` the knowledge
    entry when it stands in an adjective or compound ("iranisch", "US-"); `name` the person's mention."""

    sent: int
    word: Word
    title: Title
    prefix: str = ""
    owner: Entry | None = None
    body: Hit | None = None
    person_owner: Hit | None = None
    name: Hit | None = None
    tense: str = "present"
    modifiers: list[str] = field(default_factory=list)
    plural: bool = False
    predicate: bool = False
    subject: Word | None = None
    possessive: Word | None = None
    possessor: Hit | None = None
    appointed: bool = False  # "wurde zum Präsidenten gewählt"
    appointer: Word | None = None  # "die Partei wählte X zum Vorsitzenden"
    by_adjective: bool = False  # the owner stands in an adjective: "norwegischer Komiteechef"
    complement: bool = False  # something unknown follows in the genitive: "Präsident der Ärztekammer"
    committee: bool = False  # of a committee or board of the body: "Mitglied im Aufsichtsrat der Bahn"
    others: list[Hit] = field(default_factory=list)
    owner_behind: bool = False  # the owner stands behind the title: "Sprecher des russischen Ministeriums"
    more_bodies: list[Hit] = field(default_factory=list)  # "Außenminister von Estland und Lettland"
    own: dict[int, Hit] = field(default_factory=dict)  # bodies told with single names, by the name's identity

    def coming(self, lexicon: Lexicon) -> bool:
        """Whether the clause says that somebody will get the office: "Vizekanzler wird X"."""
        verb = self.word.head
        becomes = verb is not None and becoming(verb, lexicon)
        return self.predicate and (self.tense == "future" or becomes)

    @property
    def shown(self) -> str:
        """The office as it is named, uninflected, with what modifies it: "ehemaliger US-Präsident"."""
        title = self.title
        form = title.lemma if title.gender != "f" else title.form
        front = ""
        if self.prefix and self.prefix not in self.modifiers:
            front = self.prefix + ("-" if "-" in self.word.text else "")
            form = form if "-" in self.word.text else form.lower()
        return " ".join([*self.modifiers, front + form])


def becoming(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a verb says that somebody will be something: "Sie wird Präsidentin", not "Sie wurde Präsidentin"."""
    return verb.has("Tense=Pres") and verb.lemma.lower() in lexicon.grammar["becoming"]
