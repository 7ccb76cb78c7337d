"""Standing relations: offices, representation, membership and parts, read off role phrases and names."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.actors import Ent, Hit, without_genitive
from kgraph.extract.affiliation import Affiliations
from kgraph.extract.coref import Resolver
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.marked import Reading
from kgraph.extract.office import INFERRED_TRUST, LOCAL_OFFICES, OFFICE_TRUST, Role, Standing
from kgraph.extract.parts import PART_TRUST, PART_TYPES, named_parent, parts
from kgraph.extract.status import verb_status
from kgraph.extract.syntax import Word
from kgraph.knowledge import Knowledge
from kgraph.model import Status

GUESSED_TRUST = 0.55

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


# Whose office is told through another person's: "Hammerschmids Vorgängerin", "sein Stellvertreter".
SUCCESSION = frozenset(["predecessor", "successor", "deputy"])

# Offices that without a body are those of a state.
STATE_OFFICES = frozenset(["president", "vice_president"])

# What one can be a member of.
MEMBERSHIP = ("party", "government", "intergovernmental", "organisation", "armed_group", "group")


def standing(
    reading: Reading, resolver: Resolver, knowledge: Knowledge, lexicon: Lexicon
) -> Iterator[Standing]:
    """All standing relations of an article."""
    yield from Offices(reading, knowledge, lexicon).find()
    affiliations = Affiliations(reading, resolver, knowledge, lexicon)
    for n, sentence in enumerate(reading.sentences):
        yield from affiliations.find(n, sentence)
        yield from parts(reading, lexicon, n, sentence)


class Offices:
    """Reads offices off the role phrases of one article."""

    def __init__(self, reading: Reading, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.held: dict[int, list[Standing]] = {}  # offices of a person of this article

    def find(self) -> Iterator[Standing]:
        """The offices, first those told directly, then those told through another person's."""
        later = []
        for role in self.reading.roles:
            for name in (self._holder(role), *role.others):
                if name is None or name.ent is None:
                    continue
                if role.title.office in SUCCESSION and (role.body is None or _person_owner(role) is not None):
                    later.append((role, name))
                    continue
                for item in self._held(role, name):
                    self.held.setdefault(id(name.ent), []).append(item)
                    yield item
        for role, name in later:
            yield from self._succession(role, name)

    def _holder(self, role: Role) -> Hit | None:
        """Who holds it: the name in the phrase, the subject of "ist Präsident", or whom the phrase stands for."""
        if role.name is not None:
            return role.name
        told = role.subject if role.subject is not None else role.word
        hit = self.reading.hit(role.sent, told)
        if hit is None or hit.ent is None or hit.ent.type != "person":
            return None
        explicit = role.owner is not None or (role.body is not None and role.body.ent is not hit.ent)
        return hit if role.predicate or (hit.kind == "role" and explicit) else None

    def _succession(self, role: Role, name: Hit) -> Iterator[Standing]:
        """ "Hammerschmids Vorgängerin Gabriele Heinisch-Hosek": the same office as Hammerschmid's."""
        owner = _person_owner(role)
        if owner is None or owner.ent is None or owner.ent is name.ent:
            return
        told = [s for s in self.held.get(id(owner.ent), ()) if s.relation == "HOLDS_OFFICE"]
        ent, shown = (told[0].target.ent, told[0].role) if told else self._known_office(owner.ent)
        if ent is None or ent is name.ent:
            return
        if role.title.office == "deputy":
            shown = role.shown
        status: Status = "planned" if role.tense == "future" else "actual"
        yield Standing(
            name,
            _beside(role, ent),
            "HOLDS_OFFICE",
            shown,
            status,
            0.75,
            "HOLDS_OFFICE:succession",
            role.word,
        )

    def _known_office(self, person: Ent) -> tuple[Ent | None, str | None]:
        """The leading office that is known of a person at the article's date."""
        if person.known is None:
            return None, None
        for office in reversed(self.knowledge.offices_of(person.known.id)):
            if office.at(self.reading.article.published):
                return self.reading.table.known(office.body), office.title_de
        return None, None

    def _held(self, role: Role, name: Hit) -> Iterator[Standing]:
        assert name.ent is not None
        status = self._status(role)
        shown = role.shown
        relation = role.title.relation
        rule = f"{relation}:title"
        if relation in ("REPRESENTS", "ADVISES"):
            for owner, trust in ((_person_owner(role), OFFICE_TRUST), (role.possessor, INFERRED_TRUST)):
                if owner is not None and owner.ent is not None and owner.ent is not name.ent:
                    yield Standing(name, owner, relation, shown, status, trust, rule, role.word)
                    return
        target, trust = self._where(role, name)
        if target is None or target.ent is None or target.ent is name.ent:
            return
        if (
            target.ent.type == "party"
            and relation == "HOLDS_OFFICE"
            and role.title.office not in PARTY_OFFICES
        ):
            yield Standing(name, target, "MEMBER_OF", shown, status, trust, "MEMBER_OF:title", role.word)
            # "der CDU-Außenminister Wadephul" has an office in the party's country besides
            ent, trust = self._state(role, name)
            if ent is None and role.title.level == "state":
                ent, trust = self.reading.table.known(target.ent.country), INFERRED_TRUST
            if ent is None or ent.type == "party":
                return
            target = _beside(role, ent)
        elif relation == "MEMBER_OF" and target.ent is not None and target.ent.type not in MEMBERSHIP:
            return
        yield Standing(name, target, relation, shown, status, trust, rule, role.word)
        yield from self._named_larger(role, target)

    def _named_larger(self, role: Role, target: Hit) -> Iterator[Standing]:
        """ "EU-Kommissionspräsidentin" names the EU and its Commission."""
        body = target.ent
        if body is None or body.known is None or target.kind != "adjective" or body.type not in PART_TYPES:
            return
        parent = named_parent(self.reading, role.word.text, body)
        if parent is not None and parent is not body:
            larger = _beside(role, parent)
            yield Standing(target, larger, "PART_OF", None, "actual", PART_TRUST, "PART_OF:title", role.word)

    def _status(self, role: Role) -> Status:
        if role.predicate and role.word.children:
            lexicon = self.lexicon
            if any(c.lower in lexicon.negators for c in role.word.children):
                return "negated"
            verb = role.word.head
            if verb is not None and role.word.child("cop") is None:
                return verb_status(verb, lexicon) if verb.pos == "VERB" else _becoming(verb)
            coming = (*lexicon.future_aux, *lexicon.plan_modals)
            if any(c.dep == "aux" and c.lemma.lower() in coming for c in role.word.children):
                return "planned"
        return "planned" if role.tense == "future" else "actual"

    # --- where it is held --------------------------------------------------------------------------------

    def _where(self, role: Role, name: Hit) -> tuple[Hit | None, float]:
        """The body or country of an office: in the phrase, else by what is known, else the article's country."""
        table = self.reading.table
        body = role.body
        if (
            body is not None
            and body.ent is None
            and body.label == "place"
            and role.title.office in LOCAL_OFFICES
        ):
            town = without_genitive(body.text)
            see = self.lexicon.sees.get(role.title.lemma.lower())
            body.ent = (
                table.named("organisation", f"{see} {town}") if see else table.named("government", town)
            )
            body.kind = "noun"
        if body is not None and body.ent is not None and body.ent.type != "person":
            return body, OFFICE_TRUST
        ent: Ent | None = None
        trust = OFFICE_TRUST
        if role.owner is not None:
            ent = self._exact_body(role, name) or table.entry(role.owner)
        elif role.prefix and not role.modifiers:
            ent = table.by_name(role.prefix) or table.by_name(role.prefix.rstrip("s"))
            acronym = role.prefix.isupper() and len(role.prefix) > 1
            if ent is None and acronym and role.title.office in PARTY_OFFICES:
                ent, trust = table.named("organisation", role.prefix, role.word.start), INFERRED_TRUST
        if ent is None:
            ent, trust = self._state(role, name)
        return (_beside(role, ent), trust) if ent is not None else (None, trust)

    def _state(self, role: Role, name: Hit) -> tuple[Ent | None, float]:
        """The country or body of an office that the phrase does not name."""
        table, title = self.reading.table, role.title
        assert name.ent is not None
        known = name.ent.known
        if known is not None:
            bodies = [
                office
                for office in self.knowledge.offices_of(known.id)
                if self.knowledge.covers(title.office, office.office) and office.body
            ]
            now = [office for office in bodies if office.at(self.reading.article.published)]
            if bodies:
                return table.known((now or bodies)[-1].body), 0.8
        if title.country:
            return table.known(title.country), INFERRED_TRUST
        stately = title.level == "state" or title.office in STATE_OFFICES
        if not stately or (role.prefix and not role.modifiers) or role.complement:
            return None, INFERRED_TRUST
        owner = _person_owner(role) or role.possessor
        if owner is not None and owner.ent is not None and owner.ent is not name.ent:
            ent = table.known(owner.ent.country) if owner.ent.country else None
            return ent, INFERRED_TRUST
        if name.ent.country is not None:
            return table.known(name.ent.country), 0.8
        return self.reading.home_country, GUESSED_TRUST

    def _exact_body(self, role: Role, name: Hit) -> Ent | None:
        """ "EU-Kommissionspräsidentin": the body of the owner in which the person is known to hold the office."""
        known = name.ent.known if name.ent is not None else None
        if known is None or role.owner is None:
            return None
        for office in reversed(self.knowledge.offices_of(known.id)):
            body = self.knowledge.entry(office.body) if office.office == role.title.office else None
            if body is not None and body.parent == role.owner.id and body.type != "country":
                return self.reading.table.entry(body)
        return None


def _becoming(verb: Word) -> Status:
    """ "Sie wird Präsidentin" is to come, "sie wurde Präsidentin" is done."""
    return "planned" if verb.has("Tense=Pres") and verb.lemma.lower() == "werden" else "actual"


def _person_owner(role: Role) -> Hit | None:
    """The person whose adviser or minister it is."""
    if role.person_owner is None and role.body is not None and role.body.ent is not None:
        return role.body if role.body.ent.type == "person" else None
    return role.person_owner


def _beside(role: Role, ent: Ent) -> Hit:
    """A mention of a body or country that shares the words of the role phrase."""
    hit = Hit(role.sent, role.word.i, role.word.i, role.word, role.word.text, "adjective", ent.type)
    hit.ent = ent
    return hit
