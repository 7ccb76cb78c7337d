"""Standing relations: offices, representation, membership and parts, read off role phrases and names."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.assertion.status import verb_status
from kgraph.extract.coref.resolver import Resolver
from kgraph.extract.entities.actors import Ent, Hit, beside
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import INFERRED_TRUST, OFFICE_TRUST, Role, Standing, becoming
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.standing.affiliation import Affiliations, foreign_party
from kgraph.extract.standing.branches import Branches
from kgraph.extract.standing.compositions import circles, compositions
from kgraph.extract.standing.leaders import leaders
from kgraph.extract.standing.parliaments import is_assembly, is_chamber, seated
from kgraph.extract.standing.parts import PART_TRUST, PART_TYPES, named_parent, parts
from kgraph.extract.standing.proxies import proxies
from kgraph.extract.standing.succession import successors
from kgraph.extract.standing.summits import summits
from kgraph.extract.standing.untold import own_party, told_before
from kgraph.extract.standing.whereheld import (
    PARTY_OFFICES,
    Where,
    person_owner,
)
from kgraph.extract.standing.whose import STATE_OFFICES
from kgraph.knowledge import Knowledge
from kgraph.model import Status

# Whose office is told through another person's: "Hammerschmids Vorgängerin", "sein Stellvertreter".
SUCCESSION = frozenset(["predecessor", "successor", "deputy"])


# What rulers are called rather than what they are: "Machthaber", "Diktator".
STYLED = frozenset(["head_of_state"])

# What one can be a member of.
MEMBERSHIP = ("party", "government", "intergovernmental", "organisation", "armed_group", "group")


def standing(
    reading: Reading, resolver: Resolver, knowledge: Knowledge, lexicon: Lexicon
) -> Iterator[Standing]:
    """All standing relations of an article."""
    offices = Offices(reading, knowledge, lexicon)
    found = list(offices.find())
    affiliations = Affiliations(reading, resolver, knowledge, lexicon)
    for n, sentence in enumerate(reading.sentences):
        found.extend(affiliations.find(n, sentence))
    yield from found
    for role, name in offices.open:
        party = own_party(role, name, found)
        if party is not None and role.title.office in PARTY_OFFICES:
            yield offices.party_office(role, name, party)
    yield from affiliations.fellows(found)
    branches = Branches(reading, resolver, lexicon)
    for n, sentence in enumerate(reading.sentences):
        yield from branches.find(n, sentence.words)
        yield from parts(reading, lexicon, n, sentence)
        yield from leaders(reading, lexicon, n, sentence)
        yield from proxies(reading, lexicon, n, sentence)
        yield from summits(reading, lexicon, n)
        yield from compositions(reading, lexicon, n, sentence.words)
        yield from circles(reading, lexicon, n, sentence.words)


class Offices:
    """Reads offices off the role phrases of one article."""

    def __init__(self, reading: Reading, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.where = Where(reading, knowledge, lexicon)
        self.open: list[tuple[Role, Hit]] = []  # those of whom nothing says where
        self.held: dict[int, list[tuple[Standing, str]]] = {}  # offices of a person, with their plain titles

    def find(self) -> Iterator[Standing]:
        """The offices, first those told directly, then those told through another person's."""
        later = []
        for role in self.reading.roles:
            for name in (self._holder(role), *role.others):
                if name is None or name.ent is None:
                    continue
                if role.title.office in SUCCESSION and (role.body is None or person_owner(role) is not None):
                    later.append((role, name))
                    continue
                for item in self._held(role, name):
                    self.held.setdefault(id(name.ent), []).append((item, role.title.lemma))
                    yield item
        for role, name in later:
            yield from self._succession(role, name)
        yield from successors(self.reading, self.lexicon, self.held)

    def _holder(self, role: Role) -> Hit | None:
        """Who holds it: the name in the phrase, the subject of "ist Präsident", or whom the phrase stands for."""
        if role.name is not None:
            return role.name
        told = role.subject if role.subject is not None else role.word
        hit = self.reading.hit(role.sent, told)
        if hit is None or hit.ent is None or hit.ent.type != "person":
            return None
        explicit = role.owner is not None or (role.body is not None and role.body.ent is not hit.ent)
        if role.predicate and hit.kind == "pronoun" and role.title.level == "state" and not role.prefix:
            # "2004 war er Bundespräsident"
            plain = role.title.relation == "HOLDS_OFFICE" and role.title.office not in STYLED
            explicit = explicit or (plain and self._status(role) != "hypothetical")
        if not explicit and hit.kind == "role":
            # "X gewann die Wahl in Peru. Die Präsidentin ...": by what is known, or where the article is about
            explicit = role.title.level == "state" or role.title.office in STATE_OFFICES
            explicit = explicit and not role.prefix and role.title.relation == "HOLDS_OFFICE"
            explicit = explicit and id(hit.ent) not in self.held and not role.word.child("case")
        return hit if explicit and (role.predicate or hit.kind == "role") else None

    def _succession(self, role: Role, name: Hit) -> Iterator[Standing]:
        """ "Hammerschmids Vorgängerin Gabriele Heinisch-Hosek": the same office as Hammerschmid's."""
        owner = person_owner(role) or role.possessor or self._spoken_of(role, name)
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
        status: Status = "planned" if role.coming(self.lexicon) else self._status(role)
        yield Standing(
            name,
            beside(role.sent, role.word, ent),
            "HOLDS_OFFICE",
            shown,
            status,
            0.75,
            "HOLDS_OFFICE:succession",
            role.word,
        )

    def _spoken_of(self, role: Role, name: Hit) -> Hit | None:
        """ "Nachfolger wird X": of the one person of whom this sentence or the one before tells an office."""
        if role.title.office != "successor" or role.possessive is not None or role.complement:
            return None
        for n in (role.sent, role.sent - 1):
            told = {
                id(office.source.ent): office.source
                for offices in self.held.values()
                for office, _ in offices
                if office.source.sent == n
                and office.relation == "HOLDS_OFFICE"
                and office.source.ent is not name.ent
            }
            if told:
                return next(iter(told.values())) if len(told) == 1 else None
        return None

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
        shown = self._same_office(role) or role.shown
        relation = role.title.relation
        rule = f"{relation}:title"
        if (party := self._party_behind(role, name)) is not None:
            yield Standing(name, party, relation, shown, status, OFFICE_TRUST, rule, role.word)
            return
        if relation in ("REPRESENTS", "ADVISES"):
            chief = self.where.chief(role)  # "Trump-Berater"
            if chief is not None and chief is not name.ent:
                yield Standing(
                    name,
                    beside(role.sent, role.word, chief),
                    relation,
                    shown,
                    status,
                    OFFICE_TRUST,
                    rule,
                    role.word,
                )
                return
            for owner, trust in ((person_owner(role), OFFICE_TRUST), (role.possessor, INFERRED_TRUST)):
                if owner is not None and owner.ent is not None and owner.ent is not name.ent:
                    yield Standing(name, owner, relation, shown, status, trust, rule, role.word)
                    return
        target, trust = self.where.find(role, name)
        front = role.owner if "-" in role.word.text else None
        if role.body is not None and role.body.last == role.word.i - 1 and role.body.ent is not None:
            front = role.body.ent.known  # "US ambassador Mandelson"
        if role.title.office == "ambassador" and front is not None:
            own = self.reading.table.known(name.ent.country) if name.ent.known is not None else None
            if own is not None and front.type == "country" and own.known is not front:
                target = beside(role.sent, role.word, own)  # the British "US-Botschafter Mandelson"
        if target is None:
            target, trust = told_before(self.reading, role), INFERRED_TRUST
        if target is None or target.ent is None or target.ent is name.ent:
            self.open.append((role, name))
            return
        if (
            target.ent.type == "party"
            and relation == "HOLDS_OFFICE"
            and role.title.office not in PARTY_OFFICES
        ):
            if not foreign_party(target.ent, name.ent):
                yield Standing(name, target, "MEMBER_OF", shown, status, trust, "MEMBER_OF:title", role.word)
            # "der CDU-Außenminister Wadephul" has an office in the party's country besides
            ent, trust = self.where.chamber(role, name, target.ent)
            if ent is None and role.title.office == "mp":
                ent = seated(self.reading, role, name, self.knowledge, self.lexicon)
            if ent is None:
                ent, trust = self.where.state(role, name)
            if ent is None and role.title.level == "state":
                ent, trust = self.reading.table.known(target.ent.country), INFERRED_TRUST
            if ent is None or ent.type == "party":
                return
            target = beside(role.sent, role.word, ent)
        elif (
            relation == "MEMBER_OF"
            and target.ent is not None
            and target.ent.type not in MEMBERSHIP
            and not role.committee
        ):
            return
        elif (
            role.title.office == "politician"
            and target.ent is not None
            and target.ent.type in ("country", "intergovernmental")
        ):
            return  # "der EU-Politiker X"
        elif role.title.office == "spokesperson" and self._presides(target.ent):
            relation, rule = (
                "HOLDS_OFFICE",
                "HOLDS_OFFICE:title",
            )  # "der Sprecher des Unterhauses" presides over it
        elif relation == "MEMBER_OF" and (role.committee or is_chamber(target.ent, self.knowledge)):
            # "Mitglied des Bundestags", "Mitglied im Aufsichtsrat der Bahn"
            relation, rule = "HOLDS_OFFICE", "HOLDS_OFFICE:title"
        yield Standing(name, target, relation, shown, status, trust, rule, role.word)
        yield from self._named_larger(role, target)
        if role.appointed and status == "actual":
            yield from self._elected(role, name, target)

    def party_office(self, role: Role, name: Hit, party: Hit) -> Standing:
        """An office in a party that something else tells."""
        rule = "HOLDS_OFFICE:party"
        return Standing(
            name, party, "HOLDS_OFFICE", role.shown, self._status(role), INFERRED_TRUST, rule, role.word
        )

    def _party_behind(self, role: Role, name: Hit) -> Hit | None:
        """ "die innenpolitische Sprecherin Petra Hahn (SPD)": whose spokesperson, if no body but a group of the
        party is named."""
        group = self.lexicon.party_groups
        body = role.body.text.lower() if role.body is not None else ""
        vague = (role.body is None and role.owner is None) or body.endswith(group)
        if (
            role.title.office != "spokesperson"
            or not vague
            or (role.prefix and not role.word.lower.startswith(group))
        ):
            return None
        words = self.reading.sentences[name.sent].words
        hit = self.reading.at[name.sent].get(name.last + 2)
        bracket = name.last + 2 < len(words) and words[name.last + 1].text == "("
        party = hit is not None and hit.ent is not None and hit.ent.type == "party"
        return hit if bracket and party and (role.body is None or hit is not role.body) else None

    def _same_office(self, role: Role) -> str | None:
        """The office of "sein polnischer Amtskollege Y": that of the minister named before; heads of government
        and of state are called differently elsewhere."""
        if role.title.office != "counterpart":
            return None
        before = [
            r
            for r in self.reading.roles
            if r.name is not None and r.title.office != "counterpart" and r.title.relation == "HOLDS_OFFICE"
            if r.sent == role.sent and r.word.i < role.word.i
        ]
        if not before or not before[-1].title.office.endswith("_minister"):
            return None
        title = before[-1].title
        both = (self.knowledge.title(form, self.lexicon.lang) for form in (title.lemma, title.lemma + "in"))
        fits = [t for t in both if t is not None and (t.gender == "f") == (role.title.gender == "f")]
        return fits[0].form if fits else title.lemma

    def _elected(self, role: Role, name: Hit, target: Hit) -> Iterator[Standing]:
        """ "wurde zum Vorsitzenden der SPÖ gewählt": a party or a parliament elects its own, unless the
        sentence says who did."""
        copula = role.word.child("cop") is not None  # "was elected leader"
        verb = role.word if copula else role.word.head
        doers = ("obl:agent",) if copula else ("obl:agent", "nsubj")
        agent = verb is None or any(c.dep in doers for c in verb.children)
        body = target.ent
        own = body is not None and (body.type in ("party", "organisation") or is_assembly(body, self.lexicon))
        if own and not agent:
            yield Standing(target, name, "APPOINT", None, "actual", 0.8, "APPOINT:elected", role.word)

    def _named_larger(self, role: Role, target: Hit) -> Iterator[Standing]:
        """ "EU-Kommissionspräsidentin" names the EU and its Commission."""
        body = target.ent
        if body is None or body.known is None or target.kind != "adjective" or body.type not in PART_TYPES:
            return
        parent = named_parent(self.reading, role.word.text, body)
        if parent is not None and parent is not body:
            larger = beside(role.sent, role.word, parent)
            yield Standing(target, larger, "PART_OF", None, "actual", PART_TRUST, "PART_OF:title", role.word)

    def _presides(self, body: Ent | None) -> bool:
        """Whether a body's "Sprecher" presides over it: a parliament where another language is spoken."""
        return is_chamber(body, self.knowledge) and self._foreign(body)

    def _foreign(self, ent: Ent | None) -> bool:
        """Whether a body is none of a state where the article's language is spoken."""
        own = (self.knowledge.country(code) for code in self.lexicon.federal.get("first", ()))
        return ent is not None and ent.country not in [state.id for state in own if state is not None]

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
            if (
                verb is not None
                and verb.lemma.lower() in lexicon.offices["stay"]
                and role.word.child("cop") is None
            ):
                return "negated" if any(c.lower in lexicon.negators for c in verb.children) else "actual"
            becomes = next((c for c in role.word.kids("aux") if c.lemma.lower() in lexicon.become), None)
            if becomes is not None and role.word.child("cop") is None:
                return "planned" if becoming(becomes, lexicon) else "actual"
            if verb is not None and verb_lemma(verb) in lexicon.leaving:
                return "actual"  # "musste als Premier zurücktreten": the office was held
            if verb is not None and role.word.child("cop") is None:
                if verb.pos == "VERB":
                    return verb_status(verb, lexicon)
                return "planned" if becoming(verb, lexicon) else "actual"
            coming = (*lexicon.future_aux, *lexicon.plan_modals)
            if any(c.dep == "aux" and c.lemma.lower() in coming for c in role.word.children):
                return "planned"
        return "planned" if role.tense == "future" else "actual"
