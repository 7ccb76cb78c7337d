"""Standing relations: offices, representation, membership and parts, read off role phrases and names."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.actors import Ent, Hit, without_genitive
from kgraph.extract.affiliation import Affiliations, foreign_party
from kgraph.extract.clauses import verb_lemma
from kgraph.extract.coref import Resolver
from kgraph.extract.leaders import leaders
from kgraph.extract.lexicon import Lexicon
from kgraph.extract.marked import Reading
from kgraph.extract.office import INFERRED_TRUST, LOCAL_OFFICES, OFFICE_TRUST, Role, Standing
from kgraph.extract.parts import PART_TRUST, PART_TYPES, named_parent, parts
from kgraph.extract.status import verb_status
from kgraph.extract.syntax import Word
from kgraph.knowledge import Country, Entry, Knowledge
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

# Titles that with something before them say nothing about a state: "Komiteechef".
VAGUE_OFFICES = frozenset(["leader", "head", "chair", "managing_director"])

# Callings, held in no country: "der italienische Kardinal".
CALLINGS = frozenset(["cardinal", "cleric", "businessperson", "activist", "dissident"])

# Offices below the state; without a region's name it stays open whose they are.
REGIONAL_OFFICES = LOCAL_OFFICES | {"regional_minister", "deputy_governor"}

# Offices of the town that the article is about, if it names one most of all.
TOWN_OFFICES = frozenset(["mayor", "deputy_mayor"])

# Officers serve in the body that their title names.
SERVICE_OFFICES = frozenset(["general", "police_chief"])

# Whose chair or president a possessive can tell.
OWNED = ("party", "organisation", "armed_group", "company")

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
        yield from leaders(reading, lexicon, n, sentence)


class Offices:
    """Reads offices off the role phrases of one article."""

    def __init__(self, reading: Reading, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.held: dict[int, list[tuple[Standing, str]]] = {}  # offices of a person, with their plain titles

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
                    self.held.setdefault(id(name.ent), []).append((item, role.title.lemma))
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
        return hit if explicit and (role.predicate or hit.kind == "role") else None

    def _succession(self, role: Role, name: Hit) -> Iterator[Standing]:
        """ "Hammerschmids Vorgängerin Gabriele Heinisch-Hosek": the same office as Hammerschmid's."""
        owner = _person_owner(role) or role.possessor
        if owner is None or owner.ent is None or owner.ent is name.ent:
            return
        told = [(s, title) for s, title in self.held.get(id(owner.ent), ()) if s.relation == "HOLDS_OFFICE"]
        ent: Ent | None
        shown: str | None
        ent, shown = (told[0][0].target.ent, told[0][1]) if told else self._known_office(owner.ent)
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
        day = self.reading.article.published
        begun = [
            office
            for office in self.knowledge.offices_of(person.known.id)
            if day is None or office.start_date is None or office.start_date <= day
        ]
        held = [office for office in begun if office.at(day)] or begun
        return (self.reading.table.known(held[-1].body), held[-1].title_de) if held else (None, None)

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
            if not foreign_party(target.ent, name.ent):
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
        if role.appointed and status == "actual":
            yield from self._elected(role, name, target)

    @staticmethod
    def _elected(role: Role, name: Hit, target: Hit) -> Iterator[Standing]:
        """ "wurde zum Vorsitzenden der SPÖ gewählt": a party elects its own, unless the sentence says who did."""
        verb = role.word.head
        agent = verb is None or any(c.dep in ("obl:agent", "nsubj") for c in verb.children)
        if target.ent is not None and target.ent.type in ("party", "organisation") and not agent:
            yield Standing(target, name, "APPOINT", None, "actual", 0.8, "APPOINT:elected", role.word)

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
        if role.predicate:
            lexicon = self.lexicon
            if any(c.lower in lexicon.negators for c in role.word.children):
                return "negated"
            if any(c.lower in lexicon.conditional for c in role.word.kids("mark")):
                return "hypothetical"
            verb = role.word.head
            if verb is not None and role.word.dep.startswith("nsubj") and verb.child("cop") is not None:
                # "Neuer Präsident ist nicht Jonas Berg"
                return "negated" if any(c.lower in lexicon.negators for c in verb.children) else "actual"
            becomes = next((c for c in role.word.kids("aux") if c.lemma.lower() in lexicon.become), None)
            if becomes is not None and role.word.child("cop") is None:
                return _becoming(becomes)
            if verb is not None and verb_lemma(verb) in lexicon.leaving:
                return "actual"  # "musste als Premier zurücktreten": the office was held
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
        if body is not None and body.label == "capital" and role.title.office in TOWN_OFFICES:
            # "Berlins Regierender Bürgermeister" holds an office of the town
            return _beside(role, table.named("government", without_genitive(body.text))), OFFICE_TRUST
        if body is None and role.owner is None and not role.prefix and role.title.office in TOWN_OFFICES:
            main = self.reading.main_place()
            return (_beside(role, table.named("government", main)), 0.7) if main else (None, INFERRED_TRUST)
        vague = role.title.office in VAGUE_OFFICES and bool(role.prefix) and not role.modifiers
        if body is not None and body.ent is not None and body.ent.type != "person":
            front = role.prefix.lower().rstrip("s")
            if vague and body.ent.type == "country" and self.knowledge.institution(front) is None:
                return None, OFFICE_TRUST  # "der mächtigste Gewerkschaftsführer Europas" leads no state
            return body, OFFICE_TRUST
        # "Ihr Vorsitzender Jens Albers" after a union; of a person who is known the offices are known, too
        unknown = name.ent is not None and name.ent.known is None
        owner = (
            role.possessor if body is None and role.owner is None and not role.prefix and unknown else None
        )
        if owner is not None and owner.ent is not None and owner.ent.type in OWNED:
            return owner, INFERRED_TRUST
        ent: Ent | None = None
        trust = OFFICE_TRUST
        if role.title.lemma.lower() in self.lexicon.chambers:
            ent, trust = self._chamber(role, name)
        if ent is None and role.owner is not None:
            if role.by_adjective and (vague or role.title.office in CALLINGS):
                return None, trust  # "der norwegische Komiteechef": of a committee, not of Norway
            ent = self._exact_body(role, name) or table.entry(role.owner)
        elif ent is None and role.prefix and not role.modifiers:
            ent = table.by_name(role.prefix) or table.by_name(role.prefix.rstrip("s"))
            acronym = role.prefix.isupper() and len(role.prefix) > 1
            if ent is None and acronym and role.title.office in PARTY_OFFICES:
                ent, trust = table.named("organisation", role.prefix, role.word.start), INFERRED_TRUST
        if ent is None:
            ent, trust = self._state(role, name)
        return (_beside(role, ent), trust) if ent is not None else (None, trust)

    def _chamber(self, role: Role, name: Hit) -> tuple[Ent | None, float]:
        """The parliament or council that a title names: "Landtagsabgeordnete", "Gemeinderätin", "Senator"."""
        assert name.ent is not None
        chamber = self.lexicon.chambers.get(role.title.lemma.lower())
        if chamber is None or role.prefix:
            return None, INFERRED_TRUST
        table, home = self.reading.table, self.reading.home_country
        country = role.owner.country if role.owner is not None else None
        country = country or name.ent.country or (home.country if home is not None else None)
        named = {o.id for o in self.knowledge.surface().get(chamber, ()) if o.kind == "name"}
        entries = [self.knowledge.entry(ident) for ident in sorted(named)]
        fits = [e for e in entries if len(entries) == 1 or e.country == country]
        if len(fits) == 1:
            return table.entry(fits[0]), OFFICE_TRUST
        body = self.knowledge.body(chamber, country) if country is not None else None
        if body is not None:
            return table.entry(body), 0.8
        return table.named("government", chamber, role.word.start), 0.8

    def _state(self, role: Role, name: Hit) -> tuple[Ent | None, float]:
        """The country or body of an office that the phrase does not name."""
        table, title = self.reading.table, role.title
        assert name.ent is not None
        known = name.ent.known
        if known is not None:
            bodies = [
                office
                for office in self.knowledge.offices_of(known.id)
                if self.knowledge.covers(title.office, office.office)
                and (body := self.knowledge.entry(office.body)) is not None
                and body.name_de != title.lemma  # "Generalbundesanwalt": the title names no body besides
            ]
            now = [office for office in bodies if office.at(self.reading.article.published)]
            if bodies:
                return table.known((now or bodies)[-1].body), 0.8
        ranked = title.office in SERVICE_OFFICES and not role.prefix
        country = name.ent.country or (
            self.reading.home_country.country if self.reading.home_country else None
        )
        if ranked and name.ent.offices - SERVICE_OFFICES:
            return None, INFERRED_TRUST  # "NATO-Oberbefehlshaber General X": a rank and no office
        if ranked and title.institution and country:
            # an officer serves in the armed forces
            body = self.knowledge.institution_entry(title.institution, country)
            kind = self.knowledge.institution_kind(title.institution)
            return table.entry(body, kind), INFERRED_TRUST
        if title.lemma.lower() in self.lexicon.land_titles and country is not None:
            entry = self.knowledge.entry(country)
            if isinstance(entry, Country) and entry.iso2 in self.lexicon.land_titles[title.lemma.lower()]:
                # a German Ministerpräsident heads a Land
                lands = self.knowledge.offices_of(known.id) if known is not None else ()
                led = [office for office in lands if office.office == "governor"]
                return table.known(led[-1].body) if led else None, INFERRED_TRUST
        if title.country:
            return table.known(title.country), INFERRED_TRUST
        stately = title.office not in REGIONAL_OFFICES and (
            title.level == "state" or title.office in STATE_OFFICES
        )
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
                if self.reading.table.names(body) or _in_word(role.word.text, body):
                    return self.reading.table.entry(body)
        return None


def _in_word(text: str, body: Entry) -> bool:
    """Whether a title names the body: "EU-Kommissionspräsidentin" the EU-Kommission."""
    low = text.lower()
    return any(low.startswith(name.lower()) for name in (body.name_de, *body.aliases) if len(name) > 3)


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
