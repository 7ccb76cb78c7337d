"""Standing relations: offices, representation, membership and parts, read off role phrases and names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.extract.actors import ActorTable, Ent, Hit
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.marked import Reading
from kgraph.extract.office import LOCAL_OFFICES, Role
from kgraph.extract.syntax import Sentence, Word
from kgraph.knowledge import Knowledge
from kgraph.model import Status

OFFICE_TRUST = 0.9
INFERRED_TRUST = 0.6
PART_TRUST = 0.8
GUESSED_TRUST = 0.55

# "seine Partei Fidesz"
PARTY_WORDS = ("partei", "party")

# What is said to be part of a country or larger body; a company or party of a country is not.
PART_TYPES = ("government", "intergovernmental", "media")

# Offices that are held in a party; any other title beside a party's name says membership.
PARTY_OFFICES = frozenset(
    [
        "party_chair",
        "leader",
        "chair",
        "head",
        "deputy_party_chair",
        "deputy_chair",
        "secretary_general",
        "group_leader",
        "deputy_group_leader",
        "regional_party_chair",
        "party_manager",
        "honorary_chair",
        "founder",
        "managing_director",
        "president",
    ]
)


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


def standing(reading: Reading, knowledge: Knowledge, lexicon: Lexicon) -> Iterator[Standing]:
    """All standing relations of an article."""
    for role in reading.roles:
        yield from _office(reading, role, knowledge, lexicon)
    for n, sentence in enumerate(reading.sentences):
        yield from _parenthesis(reading, n, sentence)
        yield from _parties(reading, n, sentence)
        yield from _parts(reading, n, sentence)


def _office(reading: Reading, role: Role, knowledge: Knowledge, lexicon: Lexicon) -> Iterator[Standing]:
    for name in [role.name, *role.others]:
        if name is not None and name.ent is not None:
            yield from _held(reading, role, name, knowledge, lexicon)


def _held(
    reading: Reading, role: Role, name: Hit, knowledge: Knowledge, lexicon: Lexicon
) -> Iterator[Standing]:
    assert name.ent is not None
    status: Status = "planned" if role.tense == "future" else "actual"
    shown = role.shown
    relation = role.title.relation
    if role.predicate and role.word.children:
        if any(c.lower in lexicon.negators for c in role.word.children):
            status = "negated"
        elif any(
            c.dep in ("aux",) and c.lemma.lower() in (*lexicon.future_aux, *lexicon.plan_modals)
            for c in role.word.children
        ):
            status = "planned"
    if (
        relation in ("REPRESENTS", "ADVISES")
        and role.person_owner is not None
        and role.person_owner.ent is not name.ent
    ):
        yield Standing(
            name, role.person_owner, relation, shown, status, OFFICE_TRUST, f"{relation}:title", role.word
        )
        return
    if (
        relation in ("REPRESENTS", "ADVISES")
        and role.possessor is not None
        and role.possessor.ent is not name.ent
    ):
        yield Standing(
            name, role.possessor, relation, shown, status, INFERRED_TRUST, f"{relation}:title", role.word
        )
        return
    target, trust = _where(reading, role, knowledge)
    if target is None or target.ent is None or target.ent is name.ent:
        return
    if target.ent.type == "party" and relation == "HOLDS_OFFICE" and role.title.office not in PARTY_OFFICES:
        relation = "MEMBER_OF"
    elif relation == "MEMBER_OF" and target.ent.type not in (
        "party",
        "government",
        "intergovernmental",
        "organisation",
        "armed_group",
        "group",
    ):
        return
    yield Standing(name, target, relation, shown, status, trust, f"{relation}:title", role.word)


def _where(reading: Reading, role: Role, knowledge: Knowledge) -> tuple[Hit | None, float]:
    """The body or country of an office: in the phrase, else by what is known, else the article's country."""
    table = reading.table
    if (
        role.body is not None
        and role.body.ent is None
        and role.body.label == "place"
        and role.title.office in LOCAL_OFFICES
    ):
        role.body.ent = table.named("government", role.body.text)
        role.body.kind = "noun"
    if role.body is not None and role.body.ent is not None:
        return role.body, OFFICE_TRUST
    ent: Ent | None = None
    trust = OFFICE_TRUST
    if role.owner is not None:
        ent = _exact_body(role, knowledge, table) or table.entry(role.owner)
    elif role.prefix and not role.modifiers:
        ent = table.by_name(role.prefix) or table.by_name(role.prefix.rstrip("s"))
        if (
            ent is None
            and role.prefix.isupper()
            and len(role.prefix) > 1
            and role.title.office in PARTY_OFFICES
        ):
            ent, trust = table.named("organisation", role.prefix, role.word.start), INFERRED_TRUST
    if ent is None and role.name is not None and role.name.ent is not None:
        known = role.name.ent.known
        if known is not None:
            bodies = [
                office.body
                for office in knowledge.offices_of(known.id)
                if office.office == role.title.office and office.body
            ]
            if bodies:
                ent = table.known(bodies[-1])
        trust = INFERRED_TRUST if ent is None else 0.8
        if ent is None and role.title.country:
            ent = table.known(role.title.country)
    if ent is None and role.title.level == "state" and role.prefix == "":
        ent, trust = reading.home_country, GUESSED_TRUST
    if ent is None:
        return None, trust
    hit = Hit(role.sent, role.word.i, role.word.i, role.word, role.word.text, "adjective", ent.type)
    hit.ent = ent
    return hit, trust


def _exact_body(role: Role, knowledge: Knowledge, table: ActorTable) -> Ent | None:
    """ "EU-Kommissionspräsidentin": the body of the owner in which the person is known to hold the office."""
    known = role.name.ent.known if role.name is not None and role.name.ent is not None else None
    if known is None or role.owner is None:
        return None
    for office in reversed(knowledge.offices_of(known.id)):
        body = knowledge.entry(office.body) if office.office == role.title.office else None
        if body is not None and body.parent == role.owner.id and body.type != "country":
            return table.entry(body)
    return None


def _parties(reading: Reading, n: int, sentence: Sentence) -> Iterator[Standing]:
    """ "die Demokratin Clinton", "Orbán und seine Partei Fidesz", "Orbáns Fidesz-Partei"."""
    words = sentence.words
    for hit in reading.hits[n]:
        if hit.ent is None or hit.ent.type != "party" or (hit.kind == "place" and hit.label != "inhabitant"):
            continue
        after = reading.at[n].get(hit.last + 1)
        if (
            hit.label == "inhabitant"
            and after is not None
            and after.label == "person"
            and after.ent is not None
        ):
            yield Standing(
                after, hit, "MEMBER_OF", hit.text, "actual", OFFICE_TRUST, "MEMBER_OF:noun", words[hit.first]
            )
            continue
        k = hit.first - 1
        if k >= 0 and words[k].lower in PARTY_WORDS:
            k -= 1
        while k >= 0 and words[k].pos == "ADJ":
            k -= 1
        if k < 0:
            continue
        before = reading.at[n].get(k)
        if (
            before is not None
            and before.ent is not None
            and before.ent.type == "person"
            and (before.kind == "pronoun" or before.text.endswith("s") or words[k].text in ("'s", "’s"))
        ):
            yield Standing(
                before, hit, "MEMBER_OF", None, "actual", INFERRED_TRUST, "MEMBER_OF:owner", words[hit.first]
            )


def _parenthesis(reading: Reading, n: int, sentence: Sentence) -> Iterator[Standing]:
    """ "Sebastian Kurz (ÖVP)"."""
    words = sentence.words
    previous: Hit | None = None
    for hit in sorted(reading.hits[n], key=lambda h: h.first):
        if (
            previous is not None
            and previous.ent is not None
            and previous.ent.type == "person"
            and previous.kind == "name"
            and hit.ent is not None
            and hit.ent.type == "party"
            and hit.first == previous.last + 2
            and words[hit.first - 1].text == "("
        ):
            yield Standing(
                previous, hit, "MEMBER_OF", None, "actual", 0.95, "MEMBER_OF:parenthesis", words[hit.first]
            )
        previous = hit


def _parts(reading: Reading, n: int, sentence: Sentence) -> Iterator[Standing]:
    """Bodies whose larger body the text names with them: "das iranische Außenministerium", "US-Armee"."""
    for hit in reading.hits[n]:
        ent = hit.ent
        if ent is None or hit.kind not in ("name", "noun") or hit.weak or ent.type not in PART_TYPES:
            continue
        parent = ent.parent
        if parent is None and ent.known is not None and ent.known.parent and ent.type != "person":
            parent = _named_parent(reading, hit, ent)
        if parent is None or parent is ent:
            continue
        words = sentence.words
        target = Hit(n, hit.first, hit.last, words[hit.first], hit.text, "adjective", parent.type)
        target.ent = parent
        yield Standing(hit, target, "PART_OF", None, "actual", PART_TRUST, "PART_OF:name", words[hit.first])


def _named_parent(reading: Reading, hit: Hit, ent: Ent) -> Ent | None:
    """The known parent, if the name itself shows it: "UN-Sicherheitsrat", "EU-Kommission"."""
    assert ent.known is not None
    front = hit.text.split("-")[0] if "-" in hit.text else hit.text.split()[0]
    entry = reading.table.knowledge.prefix(front) or reading.table.knowledge.adjective(front)
    if entry is None or entry.id not in (ent.known.parent, ent.known.country):
        return None
    return reading.table.entry(entry)
