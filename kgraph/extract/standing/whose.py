"""Whose an office is where the phrase does not say it, and the text around it does.

"der Leiter der Behörde", "Konzernchefin X" in an article about one company, "im Bundesstaat Y ... Gouverneur X",
"Wirtschaftssenatorin X" in an article about Berlin.
"""

from __future__ import annotations

from kgraph.extract.entities.actors import Ent, Hit, beside, is_region, without_genitive
from kgraph.extract.entities.federal import is_federal
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import Role
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.language.inflected import nominative, stem
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.extract.standing.parliaments import is_parliament

# How many words behind a title "der Behörde" may stand, and how many sentences before it a region.
REACH = 4
BEFORE = 2

# What a noun that was followed to its antecedent may stand for as the body of an office.
BODIES = ("government", "intergovernmental", "organisation", "company", "media", "party", "armed_group")

# Sentences that tell what an article is about.
OPENING = 2

# How often a body is named before that the article is about, and no other half as often.
OFTEN = 3

# Who heads a body that the front of their title names.
LEADERS = frozenset(
    ["president", "vice_president", "leader", "head", "chair", "managing_director", "spokesperson"]
)

# Whose titles need no more than the name of what they lead in the sentences before.
BARE = frozenset([
    "chair", "managing_director", "head", "director_general", "secretary_general", "chief_executive", "board_chair",
    "deputy_chair", "honorary_chair", "editor", "founder", "treasurer", "board_member",
    "spokesperson",
])  # fmt: skip

# How far behind such a title the name may stand.
NEAR = 3

# Offices that without a body are those of a state.
STATE_OFFICES = frozenset(["president", "vice_president"])

# Whose chair or president a possessive can tell.
OWNED = ("party", "organisation", "armed_group", "company")

# Offices that one person at a time holds in a state.
SINGLE = frozenset(["head_of_government", "president", "foreign_minister", "defence_minister", "monarch"])

# What they lead.
LED = ("organisation", "company", "media", "intergovernmental", "party", "armed_group")

# Titles of governors say nothing about where; those of senators are of a city that is a state.
GOVERNORS = frozenset(["governor", "deputy_governor"])


def pointed(reading: Reading, role: Role, lexicon: Lexicon) -> Hit | None:
    """ "die Geschäftsführerin der Organisation": the body named before that the noun stands for."""
    words, linked = reading.sentences[role.sent].words, False
    for k in range(role.word.i + 1, min(len(words), role.word.i + 1 + REACH)):
        hit = reading.at[role.sent].get(k)
        if hit is not None:
            told = linked and hit.antecedent is not None and hit.kind == "noun" and hit.ent is not None
            return hit if told and not hit.more and hit.ent.type in BODIES else None  # type: ignore[union-attr]
        if words[k].lower in lexicon.body_links or words[k].lower in lexicon.body_articles:
            linked = True
        elif linked and words[k].pos == "NOUN" and not words[k].kids("nmod", "appos", "flat", "amod"):
            return _named_so(reading, role, words[k])
        elif words[k].pos not in ("ADJ", "DET"):
            return None
    return None


def _named_so(reading: Reading, role: Role, noun: Word) -> Hit | None:
    """ "der Vizepräsident des Amtes": the body named last before whose name ends in the noun."""
    form = noun.lemma.lower()
    if len(form) < 3:
        return None
    for n in range(role.sent, -1, -1):
        for hit in reversed(reading.hits[n]):
            if hit.ent is None or hit.kind != "name" or hit.ent.type not in BODIES:
                continue
            before = n < role.sent or hit.last < role.word.i
            if before and any(part.endswith(form) for part in hit.text.lower().removesuffix("s").split()):
                return beside(role.sent, noun, hit.ent)
    return None


def led_here(reading: Reading, role: Role, lexicon: Lexicon) -> Ent | None:
    """ "Konzernchefin X": the only company that the article has named so far, "Gewerkschaftschef X" the union."""
    words, front = reading.sentences[role.sent].words, role.word.i - 1
    told = [role.word.lower, role.title.lemma.lower()]
    beside = words[front].lower if front >= 0 and words[front].dep == "compound" else ""  # "union leader X"
    led = next((kinds for begin, kinds in lexicon.led.items() if any(t.startswith(begin) for t in told)), ())
    types = lexicon.led.get(beside, ()) or (led if not role.complement else ())
    if role.body is not None or role.owner is not None:
        return None
    if not types:
        return _called_so(reading, role)
    count: dict[int, int] = {}
    near: list[Ent] = []
    for n in range(role.sent, -1, -1):
        hits = [
            hit
            for hit in reading.hits[n]
            if hit.ent is not None
            and hit.kind == "name"
            and (hit.ent.type in types or ("company" in types and hit.ent.type == "organisation"))
            and (n < role.sent or hit.last < role.word.i)
        ]
        near.extend(hit.ent for hit in hits if hit.ent is not None and hit.ent not in near)
        for hit in hits:
            count[id(hit.ent)] = count.get(id(hit.ent), 0) + 1
    ranked = sorted(count.values(), reverse=True)
    if len(near) == 1 or (len(ranked) > 1 and ranked[0] >= OFTEN and ranked[0] >= 2 * ranked[1]):
        return max(near, key=lambda ent: count[id(ent)])
    return None


def _called_so(reading: Reading, role: Role) -> Ent | None:
    """ "Universitätspräsidentin X": the only body of the article that the front of the title names."""
    front = role.prefix.lower().removesuffix("s")
    if (
        len(front) < 4
        or "-" in role.prefix
        or role.title.office not in LEADERS
        or role.modifiers[-1:] == [role.prefix]
    ):
        return None
    fits = {
        id(hit.ent): hit.ent
        for hits in reading.hits
        for hit in hits
        if hit.ent is not None and hit.kind == "name" and hit.ent.type in BODIES
        if any(word.startswith(front) for word in hit.ent.name.lower().split())
    }
    return next(iter(fits.values())) if len(fits) == 1 else None


def only_body(reading: Reading, role: Role, name: Hit, lexicon: Lexicon) -> Ent | None:
    """ "Die Gewerkschaft Nova ... Der Vorsitzende X": the one body that the text last named before a bare title."""
    section = role.prefix.lower().removesuffix("s") in lexicon.departments  # "Nachrichtenchefin X"
    if not (role.title.office in BARE or (section and role.title.office in LEADERS)):
        return None
    if role.body is not None or role.owner is not None or role.complement or role.plural:
        return None
    article = role.word.child("det", "det:poss")
    mine = role.possessive is not None or (article is not None and article.has("Poss=Yes"))
    if mine or (role.prefix and not section and role.modifiers[-1:] != [role.prefix]):
        return None
    if role.predicate and not role.appointed:
        return None
    words = reading.sentences[role.sent].words
    after = words[role.word.i + 1 : role.word.i + 2]
    if role.appointed and role.predicate:
        # "Auf dem Parteitag der Union wurde X zum Vorsitzenden gewählt"
        told = {
            id(h.ent): h.ent
            for h in reading.hits[role.sent]
            if h.ent is not None and h.ent.type in LED and h.kind == "name"
        }
        return next(iter(told.values())) if len(told) == 1 else None
    between = words[min(role.word.i, name.first) : max(role.word.i, name.last)]
    if (
        name.sent != role.sent
        or name.first > role.word.i + NEAR
        or any(w.pos in ("VERB", "AUX") for w in between)
    ):
        return None
    if (role.sent, role.word.i + 1) in reading.role_at or (
        after and after[0].lower in lexicon.membership["and"]
    ):
        return None  # "der Vorsitzende Richter X", "Gründer und Chef der Firma X"
    types = (*LED, "government") if role.title.office == "spokesperson" else LED
    for n in range(role.sent, max(-1, role.sent - BEFORE - 1), -1):
        near = {
            id(hit.ent): hit.ent
            for hit in reading.hits[n]
            if hit.ent is not None
            and hit.ent.type in types
            and hit.kind == "name"
            and (n < role.sent or hit.last < role.word.i)
            and not (hit.ent.type == "media" and _cited(hit, lexicon))
        }
        if near:
            return next(iter(near.values())) if len(near) == 1 else None
    return None


def _cited(hit: Hit, lexicon: Lexicon) -> bool:
    """Whether a paper only tells: "berichtet der Nordbote", "sagte sie dem Nordboten", "laut Nordbote"."""
    verb = hit.head.head
    if verb is not None and verb.pos in ("VERB", "AUX") and verb_lemma(verb) in lexicon.matrix["report"]:
        return True
    return any(c.lower in lexicon.attribution_prepositions for c in hit.head.kids("case"))


def meant(reading: Reading, role: Role, body: Hit, lexicon: Lexicon) -> Ent | None:
    """ "Das Hilfswerk Nova ... der Direktor des Hilfswerks": the body named before beside the same noun."""
    if body.first != body.last or body.entry is not None or body.kind != "name" or "-" in body.text:
        return None
    form = body.head.lemma.lower()
    if len(form) < 4 or not lexicon.names_body(form):
        return None
    for n in range(role.sent, -1, -1):
        words = reading.sentences[n].words
        for hit in reversed(reading.hits[n]):
            if hit.ent is None or hit.ent is body.ent or hit.kind != "name" or hit.ent.type not in BODIES:
                continue
            beside_it = words[hit.first - 1] if hit.first else None
            if beside_it is not None and beside_it.pos == "NOUN" and beside_it.lemma.lower().endswith(form):
                if n < role.sent or hit.last < role.word.i:
                    return hit.ent
    return None


def people_of(reading: Reading, role: Role, body: Hit) -> Hit | None:
    """ "der Führer der bosnischen Serben": a people in another state, not the state that bears its name."""
    elsewhere = body.label == "inhabitant" and role.owner is not None and role.owner_behind
    if not elsewhere or body.ent is None or body.ent.known is role.owner or not body.head.has("Number=Plur"):
        return None
    name = nominative(body.head, body.head.kids("amod"))
    return beside(role.sent, body.head, reading.table.named("group", name, body.head.start))


def region_near(reading: Reading, role: Role, lexicon: Lexicon) -> str | None:
    """ "Im Bundesstaat Nordsee ... Gouverneur X": the only region that this sentence or those before it name."""
    for n in range(role.sent, max(-1, role.sent - BEFORE - 1), -1):
        words, named = reading.sentences[n].words, {}
        for word in words[:-1]:
            behind = words[word.i + 1]
            if behind.lower in lexicon.of and word.i + 2 < len(words):
                behind = words[word.i + 2]  # "the state of Westmark"
            if word.lower not in lexicon.regions_of or not behind.text[:1].isupper():
                continue
            hit = reading.at[n].get(behind.i)
            told = hit is not None and (hit.label != "person" or behind.head in (word, word.head))
            if hit is not None and told and hit.first == behind.i:
                named[without_genitive(hit.text)] = True
            elif hit is None and behind.pos == "PROPN":
                further = [w.text for w in behind.kids("flat") if w.text[:1].isupper()]
                named[" ".join([behind.text, *further])] = True
        if named:
            return next(iter(named)) if len(named) == 1 else None
    return None


def lands_of(reading: Reading, role: Role, person: Ent, lexicon: Lexicon) -> list[Ent]:
    """The Länder that an article names in whose state both they and the state have ministers: "Innenminister X"
    beside "Hessen" is most likely theirs; none where the article says of the person that it is the state's."""
    if any(
        other.name is not None
        and other.name.ent is person
        and (other.owner is not None or is_federal(other.word.lower, lexicon))
        for other in reading.roles
    ):
        return []
    bodies = {id(other.body) for other in reading.roles if other is not role}
    found: dict[int, Ent] = {}
    for n, hits in enumerate(reading.hits):
        for hit in hits:
            if hit.ent is None or hit.kind not in ("name", "noun") or id(hit) in bodies:
                continue
            body = hit.ent.parent if hit.ent.parent is not None and is_region(hit.ent.parent) else None
            if body is not None or (is_region(hit.ent) and (n < OPENING or n == role.sent)):
                land = body or hit.ent  # "Landtag (Hessen)", or the Land itself where it matters
                found[id(land)] = land
    return list(found.values())


def titled_town(reading: Reading, role: Role, lexicon: Lexicon) -> str | None:
    """The town that a title alone names: "Regierender Bürgermeister" is there in one only."""
    before = [w.lower for w in reading.sentences[role.sent].words[: role.word.i][-1:]]
    fronts = (*(stem(m.lower()) for m in role.modifiers), *before)
    towns = (lexicon.only_town.get(f"{front} {role.title.lemma.lower()}") for front in fronts)
    return next((town for town in towns if town is not None), None)


def titled_body(reading: Reading, role: Role, name: Hit, lexicon: Lexicon) -> Ent | None:
    """The body that a title alone names ("Papst"), unless another says what the person leads: "das Oberhaupt der
    Kopten, Papst X"."""
    knowledge = reading.table.knowledge
    called = lexicon.titled_bodies[role.title.lemma.lower()]
    known = {o.id for o in knowledge.surface().get(called, ()) if o.kind == "name"}
    if any(other.name is name and other is not role and other.body is not None for other in reading.roles):
        return None
    return reading.table.entry(knowledge.entry(known.pop())) if len(known) == 1 else None


def elected_by(reading: Reading, role: Role) -> Hit | None:
    """ "die Partei wählte X zum Vorsitzenden", "das Parlament bestätigte X als Regierungschefin": where an office is
    held is told by who fills it."""
    elector = reading.hit(role.sent, role.appointer) if role.appointer is not None else None
    if elector is None or elector.ent is None:
        return None
    state = role.title.level == "state" or role.title.office in STATE_OFFICES
    if elector.ent.type in OWNED or (elector.ent.type == "country" and state):
        return elector
    known = elector.ent.known
    central = known is not None and known.parent in (None, known.country) and is_parliament(elector.ent)
    country = reading.table.known(known.country) if state and central and known is not None else None
    return beside(role.sent, role.word, country) if country is not None else None


def bank_of(reading: Reading, role: Role) -> Ent | None:
    """ "der italienische Notenbankchef": the title names the bank, the adjective whose it is."""
    key, owner = role.title.institution, role.owner
    table, knowledge = reading.table, reading.table.knowledge
    country = owner.id if owner is not None and owner.type == "country" else role.title.country
    if key != "central_bank" or country is None:
        return None
    return table.entry(knowledge.institution_entry(key, country), knowledge.institution_kind(key))


def second_state(reading: Reading, role: Role, name: Hit, home: Ent | None) -> Ent | None:
    """The state of an office that the text leaves open: the one that the article is about, unless somebody else was
    called so before and another state stands nearer ("Auch finnische Truppen landeten. Premierministerin Y ...")."""
    if home is None or role.title.office not in SINGLE or role.predicate or role.modifiers:
        return home
    taken = any(
        other.title.office == role.title.office
        and (other.sent, other.word.i) < (role.sent, role.word.i)
        and other.name is not None
        and other.name.ent is not name.ent
        and (other.owner is None or other.owner is home.known)
        and other.tense == "present"
        and not other.modifiers
        for other in reading.roles
    )
    if not taken:
        return home
    table, near = reading.table, {}
    for n in range(max(0, role.sent - BEFORE), role.sent + 1):
        for word in reading.sentences[n].words:
            hit = reading.at[n].get(word.i)
            entry = table.knowledge.adjective(word.text) if hit is None and word.pos == "ADJ" else None
            told = table.entry(entry) if entry is not None else hit.ent if hit is not None else None
            official = told is not None and told.type in ("country", "government")
            ent = table.known(told.country) if told is not None and official else None
            if ent is not None and ent.type == "country" and ent is not home:
                near[id(ent)] = ent
    return home if not near else next(iter(near.values())) if len(near) == 1 else None
