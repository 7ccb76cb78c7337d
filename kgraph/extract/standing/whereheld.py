"""Where an office is held: what the phrase says, else what is known of the person, else the article's country."""

from __future__ import annotations

from kgraph.extract.coref.referents import is_subject
from kgraph.extract.entities.actors import Ent, Hit, beside, without_genitive
from kgraph.extract.entities.collective import main_court
from kgraph.extract.entities.federal import federation, is_federal
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import INFERRED_TRUST, OFFICE_TRUST, REGIONAL_OFFICES, UNNAMED_HEADS, Role
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.standing.parliaments import PARLIAMENTS, only_parliament, seated, sits
from kgraph.extract.standing.townoffices import NamedTowns
from kgraph.extract.standing.whose import (
    GOVERNORS,
    OWNED,
    SINGLE,
    STATE_OFFICES,
    bank_of,
    elected_by,
    lands_of,
    led_here,
    meant,
    only_body,
    people_of,
    pointed,
    region_near,
    second_state,
    titled_body,
    titled_town,
)
from kgraph.knowledge import Country, Entry, Knowledge
from kgraph.knowledge.names import name_key

GUESSED_TRUST = 0.55

# Titles that with something before them say nothing about a state: "Komiteechef".
VAGUE_OFFICES = frozenset(["leader", "head", "chair", "managing_director"])

# Ministers that Länder have not.
STATE_MINISTERS = frozenset(
    ["foreign_minister", "defence_minister", "development_minister", "deputy_minister"]
)

# Offices that are not taken to be those of the country that an article is about.
UNGUESSED = frozenset(["diplomat"])

# Who serves in another state than their own.
ABROAD = frozenset(["ambassador", "consul", "diplomat"])

# Callings, held in no country: "der italienische Kardinal".
CALLINGS = frozenset(["cardinal", "cleric", "businessperson", "activist", "dissident", "coach"])

# Offices of the town that the article is about, if it names one most of all.
TOWN_OFFICES = frozenset(["mayor", "deputy_mayor"])

# With a capital's name these are held in the town and not in the state.
CITY_OFFICES = TOWN_OFFICES | {"police_chief", "bishop", "regional_minister"}

# Officers serve in the body that their title names.
SERVICE_OFFICES = frozenset(["general", "police_chief"])

# Offices that are held in a party; any other title beside a party's name says membership.
PARTY_OFFICES = frozenset([
    "party_chair", "leader", "chair", "head", "deputy_party_chair", "deputy_chair", "secretary_general",
    "group_leader", "deputy_group_leader", "regional_party_chair", "party_manager", "treasurer",
    "honorary_chair", "founder", "managing_director", "president",
])  # fmt: skip


class Where:
    """Finds the body or country of an office in one article."""

    def __init__(self, reading: Reading, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.towns = NamedTowns(reading, lexicon)

    def find(self, role: Role, name: Hit) -> tuple[Hit | None, float]:
        """The body or country of an office: in the phrase, else by what is known, else the article's country."""
        table = self.reading.table
        body = role.own.get(id(name), role.body)
        if body is not None and (people := people_of(self.reading, role, body)) is not None:
            return people, OFFICE_TRUST
        if body is not None and (told := meant(self.reading, role, body, self.lexicon)) is not None:
            return beside(role.sent, role.word, told), INFERRED_TRUST
        if (
            body is not None
            and body.ent is None
            and body.label == "place"
            and (role.title.office in REGIONAL_OFFICES or role.title.level == "state")
        ):
            before = self.reading.sentences[body.sent].words[max(0, body.first - 1)]
            plain = before.lower in self.lexicon.of | self.lexicon.territories
            town = body.text if plain else without_genitive(body.text)
            if before is role.word and self.lexicon.lang == "de":
                town = body.text.removesuffix("s")  # "Gouverneur Nebraskas"
            see = self.lexicon.sees.get(role.title.lemma.lower())
            body.ent = (
                table.named("organisation", f"{see} {town}") if see else table.named("government", town)
            )
            body.kind = "noun"
        if role.owner is not None and role.owner.type == "party" and role.title.office in PARTY_OFFICES:
            body = body if body is not None and body.ent is not None and body.ent.type == "party" else None
        if body is not None and body.label == "capital" and role.title.office in CITY_OFFICES:
            # "Berlins Regierender Bürgermeister" holds an office of the town
            return beside(
                role.sent, role.word, table.named("government", without_genitive(body.text))
            ), OFFICE_TRUST
        if body is None and role.owner is None and (local := self._local(role)) is not None:
            region, trust = local
            held = beside(role.sent, role.word, table.named("government", region)) if region else None
            return held, trust
        if body is None and (role.owner is None or role.owner_behind):
            body = pointed(self.reading, role, self.lexicon)
            if body is not None:
                return body, INFERRED_TRUST
        vague = role.title.office in VAGUE_OFFICES and bool(role.prefix) and not role.modifiers
        if body is not None and body.ent is not None and body.ent.type != "person":
            front = role.prefix.lower().rstrip("s")
            if vague and body.ent.type == "country" and self.knowledge.institution(front) is None:
                return None, OFFICE_TRUST  # "der mächtigste Gewerkschaftsführer Europas" leads no state
            none = body.ent.type == "country" and role.title.office == "coach"  # "Schwedens Trainer"
            return None if none else body, OFFICE_TRUST
        # "Ihr Vorsitzender Jens Albers" after a union; of a person who is known the offices are known, too
        unknown = name.ent is not None and name.ent.known is None
        owner = (
            role.possessor if body is None and role.owner is None and not role.prefix and unknown else None
        )
        if owner is not None and owner.ent is not None and owner.ent.type in OWNED:
            return owner, INFERRED_TRUST
        unsaid = body is None and role.owner is None and not role.prefix
        if unsaid and (elector := elected_by(self.reading, role)) is not None:
            return elector, OFFICE_TRUST
        if unsaid and unknown and role.title.level == "party" and role.title.office in PARTY_OFFICES:
            party = self._party_near(role, name)
            if party is not None:
                return party, INFERRED_TRUST
        ent: Ent | None = None
        trust = OFFICE_TRUST
        if body is None and role.title.lemma.lower() in self.lexicon.titled_bodies:
            ent = titled_body(self.reading, role, name, self.lexicon)
            return (beside(role.sent, role.word, ent) if ent is not None else None), trust
        if role.title.lemma.lower() in self.lexicon.chambers:
            ent, trust = self.chamber(role, name)
        elif (led := led_here(self.reading, role, self.lexicon)) is not None:
            ent, trust = led, INFERRED_TRUST
        elif (
            body is None
            and (role.owner is None or role.owner.type != "party")
            and sits(role, name, self.knowledge)
        ):
            ent = seated(self.reading, role, name, self.knowledge, self.lexicon)
            trust = INFERRED_TRUST
        elif unsaid and role.title.office == "judge" and not role.complement:
            ent, trust = main_court(self.reading, self.lexicon), INFERRED_TRUST
        if ent is None and role.owner is not None:
            if role.by_adjective and (vague or role.title.office in CALLINGS | UNNAMED_HEADS):
                return None, trust  # "der norwegische Komiteechef", "German director X": of no state
            ent = self._exact_body(role, name) or bank_of(self.reading, role) or table.entry(role.owner)
        elif ent is None and role.prefix and role.prefix not in role.modifiers:
            forms = (role.prefix, role.prefix.rstrip("s"), role.prefix.replace("-", " "))
            ent = next((named for form in forms if (named := table.by_name(form)) is not None), None)
            if ent is None and "-" in role.word.text and role.title.office in GOVERNORS:
                ent = table.named("government", role.prefix, role.word.start)  # "Virginia-Gouverneurin"
            acronym = role.prefix.isupper() and len(role.prefix) > 1
            inner = "-" in role.word.text and "-" not in role.prefix and not role.prefix.istitle()
            acronym = acronym or (inner and any(c.islower() for c in role.prefix))  # "visitNorford-Chefin"
            if ent is None and acronym and role.title.office in PARTY_OFFICES:
                ent, trust = table.named("organisation", role.prefix, role.word.start), INFERRED_TRUST
        if ent is None:
            ent, trust = self.state(role, name)
        if ent is None and (led := only_body(self.reading, role, name, self.lexicon)) is not None:
            ent, trust = led, INFERRED_TRUST
        return (beside(role.sent, role.word, ent), trust) if ent is not None else (None, trust)

    def _local(self, role: Role) -> tuple[str | None, float] | None:
        """The town or region of an office that is named without it; None for other offices."""
        title = role.title
        if (town := titled_town(self.reading, role, self.lexicon)) is not None:
            return town, OFFICE_TRUST
        if role.prefix or role.possessive is not None:
            return None
        before = self.reading.sentences[role.sent].words[: role.word.i][-1:]
        if before and before[0].text in ("'s", "’s", "'", "’"):
            return None, INFERRED_TRUST  # "Norford's mayor": of a town that nobody recognised
        if title.office in GOVERNORS and not role.complement:
            region = region_near(self.reading, role, self.lexicon)
            return (region, 0.7) if region is not None else None
        if title.office in TOWN_OFFICES:
            return self.towns.of(role), 0.7
        if title.lemma.lower().endswith(self.lexicon.city_ministers) and title.office == "regional_minister":
            town = self.towns.of(role, self.lexicon.city_states)
            return (town, 0.7) if town is not None else None
        return None

    def _party_near(self, role: Role, name: Hit) -> Hit | None:
        """The party of "Parteichefin", "Fraktionschef" X: that in parentheses behind the name, else the one named
        last before in the sentence or the one before it, if no other is named there."""
        for n in (role.sent, role.sent - 1):
            if n < 0:
                break
            parties = [
                hit
                for hit in self.reading.hits[n]
                if hit.ent is not None and hit.ent.type == "party" and hit.kind in ("name", "noun")
            ]
            words = self.reading.sentences[n].words
            told = (
                n == role.sent and name.last + 2 < len(words) and words[name.last + 1].text in ("(", ",", "/")
            )
            behind = [hit for hit in parties if told and hit.first == name.last + 2]
            before = [hit for hit in parties if n != role.sent or hit.last < role.word.i]
            if behind:
                return behind[0]
            if len({id(hit.ent) for hit in before}) == 1:
                return before[-1]
            if before:
                return None
        return None

    def chamber(self, role: Role, name: Hit, party: Ent | None = None) -> tuple[Ent | None, float]:
        """The parliament or council that a title names: "Landtagsabgeordnete", "Gemeinderätin", "Senator"."""
        assert name.ent is not None
        chamber = self.lexicon.chambers.get(role.title.lemma.lower())
        if chamber is None or (role.prefix and party is None):
            return None, INFERRED_TRUST
        table, home = self.reading.table, self.reading.home_country
        country = (
            role.owner.country if role.owner is not None else party.country if party is not None else None
        )
        country = country or name.ent.country or (home.country if home is not None else None)
        named = {o.id for o in self.knowledge.surface().get(chamber, ()) if o.kind == "name"}
        entries = [self.knowledge.entry(ident) for ident in sorted(named)]
        fits = [e for e in entries if e.country in (None, country) or (country is None and len(entries) == 1)]
        if len(fits) == 1:
            return table.entry(fits[0]), OFFICE_TRUST
        body = self.knowledge.body(chamber, country) if country is not None else None
        if body is not None:
            return table.entry(body), 0.8
        return table.named("government", chamber, role.word.start), 0.8

    def chief(self, role: Role) -> Ent | None:
        """The person whose surname stands before a title: "Trump-Berater", "Netanjahu-Sprecher"."""
        if not role.prefix or "-" not in role.word.text or role.owner is not None or role.modifiers:
            return None
        table = self.reading.table
        named = table.surnames().get(name_key(role.prefix))
        if named is not None:
            return named
        day = self.reading.article.published
        known = [
            e for e in self.knowledge.persons_by_surname(role.prefix) if self.knowledge.prominent(e.id, day)
        ]
        return table.entry(known[0]) if len(known) == 1 else None

    def state(self, role: Role, name: Hit) -> tuple[Ent | None, float]:
        """The country or body of an office that the phrase does not name."""
        table, title = self.reading.table, role.title
        assert name.ent is not None
        known = name.ent.known
        if known is not None and title.office not in CALLINGS:
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
            force = self.knowledge.institution_entry(title.institution, country)
            kind = self.knowledge.institution_kind(title.institution)
            return table.entry(force, kind), INFERRED_TRUST
        if title.lemma.lower() in self.lexicon.land_titles and country is not None:
            entry = self.knowledge.entry(country)
            if isinstance(entry, Country) and entry.iso2 in self.lexicon.land_titles[title.lemma.lower()]:
                # a German Ministerpräsident heads a Land
                lands = self.knowledge.offices_of(known.id) if known is not None else ()
                led = [office for office in lands if office.office == "governor"]
                return table.known(led[-1].body) if led else None, INFERRED_TRUST
        if title.country:
            return bank_of(self.reading, role) or table.known(title.country), INFERRED_TRUST
        if title.institution in PARLIAMENTS and title.level == "any" and not role.complement:
            chamber = only_parliament(self.reading)
            if chamber is not None:
                return chamber, INFERRED_TRUST  # "Parlamentspräsident X" beside the European Parliament
        if role.prefix and is_federal(role.word.lower, self.lexicon) and title.office == "ombudsman":
            return federation(self.reading, self.knowledge, self.lexicon), INFERRED_TRUST
        stately = title.office not in REGIONAL_OFFICES and (
            title.level == "state"
            or title.office in STATE_OFFICES
            or (title.level == "any" and title.institution in PARLIAMENTS)
        )
        vague = role.prefix and not role.modifiers and title.office != "minister"  # "Brexitminister X"
        if not stately or vague or role.complement:
            return None, INFERRED_TRUST
        owner = person_owner(role) or role.possessor
        if owner is not None and owner.ent is not None and owner.ent is not name.ent:
            ent = table.known(owner.ent.country) if owner.ent.country else None
            return ent, INFERRED_TRUST
        if known is None and name.ent.offices & (REGIONAL_OFFICES | {"regional_party_chair"}) - TOWN_OFFICES:
            return None, INFERRED_TRUST  # "der Landeschef X soll Vizepremier werden": of the region
        named = self._lands(role, name.ent)
        if named:
            return named[0] if len(named) == 1 else None, INFERRED_TRUST
        if name.ent.country is not None:
            return table.known(name.ent.country), 0.8
        if is_federal(role.word.lower, self.lexicon):
            return federation(self.reading, self.knowledge, self.lexicon), INFERRED_TRUST
        host = self._host(name) if title.office not in ABROAD else None
        if host is not None:
            return host, INFERRED_TRUST
        if self._counterpart_of(role, self.reading.home_country):
            return None, GUESSED_TRUST
        if self._taken(role, self.reading.home_country):
            return None, GUESSED_TRUST
        if title.office in UNGUESSED:
            return None, GUESSED_TRUST  # "der Diplomat X" is not that of the article's country
        return second_state(self.reading, role, name, self.reading.home_country), GUESSED_TRUST

    def _lands(self, role: Role, person: Ent) -> list[Ent]:
        """The Länder whose minister somebody may be of whom no office in the state is known."""
        title, home = role.title, self.reading.home_country
        country = person.country or (home.country if home is not None else None)
        state = self.knowledge.entry(country) if country is not None else None
        if not isinstance(state, Country) or state.iso2 not in self.lexicon.federal.get("first", ()):
            return []
        known = self.knowledge.offices_of(person.known.id) if person.known is not None else ()
        if not title.office.endswith(("minister", "state_secretary")) or title.office in STATE_MINISTERS:
            return []
        if is_federal(role.word.lower, self.lexicon) or any(office.body == country for office in known):
            return []
        return [
            land for land in lands_of(self.reading, role, person, self.lexicon) if land.country == country
        ]

    def _counterpart_of(self, role: Role, state: Ent | None) -> bool:
        """Whether the sentence says of another that they hold the same office in a state: "Ministerin X und ihr
        französischer Amtskollege" is none of France."""
        return state is not None and any(
            other.title.office == "counterpart" and other.sent == role.sent and other.owner is state.known
            for other in self.reading.roles
            if other.owner is not None
        )

    def _taken(self, role: Role, state: Ent | None) -> bool:
        """Whether the article says of somebody else that they hold the office in a state: "Osttimors Premierminister
        A ... Premierministerin B sagte Hilfe zu" is of another one."""
        if state is None or role.title.office not in SINGLE or role.predicate or role.modifiers:
            return False
        return any(
            other.title.office == role.title.office
            and other.name is not None
            and role.name is not None
            and other.name.ent is not role.name.ent
            and other.tense == "present"
            and not other.modifiers
            and (other.owner is state.known or (other.body is not None and other.body.ent is state))
            for other in self.reading.roles
        )

    def _host(self, name: Hit) -> Ent | None:
        """ "reiste nach Chile, wo er Präsident X traf": who is no subject is met where the sentence says."""
        if is_subject(name):
            return None
        places = {
            id(hit.ent): hit.ent
            for hit in self.reading.hits[name.sent]
            if hit.ent is not None
            and hit.ent.type == "country"
            and hit.last < name.first
            and self._is_place(hit)
        }
        return next(iter(places.values())) if len(places) == 1 else None

    def _is_place(self, hit: Hit) -> bool:
        words = self.reading.sentences[hit.sent].words
        k = hit.first - 1
        while k > 0 and words[k].pos in ("DET", "ADJ"):
            k -= 1
        return k >= 0 and self.lexicon.contracted.get(words[k].lower, words[k].lower) in self.lexicon.locative

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


def person_owner(role: Role) -> Hit | None:
    """The person whose adviser or minister it is."""
    if role.person_owner is None and role.body is not None and role.body.ent is not None:
        return role.body if role.body.ent.type == "person" else None
    return role.person_owner
