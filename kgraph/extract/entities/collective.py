"""Several who are named together, and one by the name of many: the parties of "die Koalition aus A und B", the court of
"die Richter", whoever is meant by "die Demokratin Anna Winfield"."""

from __future__ import annotations

from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.grammar.clauses import prepositions
from kgraph.extract.language.inflected import nominative
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Knowledge


def coalition(reading: Reading, lexicon: Lexicon, n: int, word: Word) -> list[Ent]:
    """The parties of a coalition or government that names them behind its noun, if there are several."""
    found: list[Ent] = []
    for child in _named_behind(reading.sentences[n].words, word, lexicon):
        if child.i > word.i and set(prepositions(child, lexicon)) & lexicon.coalition_of:
            hits = (reading.hit(n, w) for w in child.conjuncts())
            found.extend(h.ent for h in hits if h is not None and h.ent is not None and h.ent.type == "party")
    return found if len(found) > 1 else []


def _named_behind(words: list[Word], word: Word, lexicon: Lexicon) -> list[Word]:
    """What hangs on a noun, and what stands right behind it though a parser hangs it on the verb."""
    link = words[word.i + 1] if word.i + 1 < len(words) else None
    behind = word.kids("nmod")
    if link is not None and link.lower in lexicon.coalition_of and link.head is not None:
        if link.dep == "case" and link.head not in behind:
            behind.append(link.head)
    return behind


def last_court(reading: Reading, lexicon: Lexicon, n: int) -> Ent | None:
    """The court that was named last before sentence `n`, whose judges "die Richter" are."""
    before = (hit.ent for row in reversed(reading.hits[:n]) for hit in reversed(row))
    return next((ent for ent in before if ent is not None and judges(ent, lexicon)), None)


def judges(ent: Ent, lexicon: Lexicon) -> bool:
    """Whether an actor is a court, of a state or of several."""
    return ent.type in ("government", "intergovernmental") and lexicon.is_court(ent.name)


def party_group(reading: Reading, knowledge: Knowledge, word: Word) -> list[Ent]:
    """ "die grüne Bundestagsfraktion": the party of the article's country that the adjective means."""
    home = reading.home_country.country if reading.home_country is not None else None
    options = [e for c in word.kids("amod") for e in knowledge.party_adjective(c.lower)]
    fits = [e for e in options if home is None or e.country == home]
    return [reading.table.entry(fits[0])] if len(fits) == 1 else []


def main_court(reading: Reading, lexicon: Lexicon) -> Ent | None:
    """The court that the article speaks of most; of several the one named last."""
    count: dict[int, int] = {}
    courts: dict[int, Ent] = {}
    for hit in (hit for row in reading.hits for hit in row):
        if hit.ent is not None and judges(hit.ent, lexicon):
            courts[id(hit.ent)] = hit.ent
            count[id(hit.ent)] = count.get(id(hit.ent), 0) + 1
    best = max(count.values(), default=0)
    return next((courts[key] for key in reversed(count) if count[key] == best), None)


def call_with_owner(reading: Reading, n: int, word: Word, owner: Ent, ent: Ent) -> None:
    """Note "Armee Kenias" as a form of a known body's name."""
    at, words = reading.at[n], reading.sentences[n].words
    behind = next((at[k] for k in range(word.i + 1, min(word.i + 4, len(words))) if k in at), None)
    if behind is not None and behind.ent is owner is not ent and ent.known is not None:
        text = reading.article.text[word.end : words[behind.last].end]
        ent.add(" ".join((nominative(word, ()) + text).split()))


def some(hit: Hit, word: Word, lexicon: Lexicon) -> bool:
    """Whether a plural is vague: "viele Ungarn" are not their country, "acht Nato-Staaten" not the Nato."""
    if any(c.lower in lexicon.crowd for c in word.children):
        return True
    counted = word.child("nummod") is not None and word.child("det") is None
    return counted and hit.ent is not None and hit.ent.type == "intergovernmental"


def person_called(reading: Reading, n: int, hit: Hit) -> Hit | None:
    """The person that a member's or an inhabitant's noun stands before: "ernannte den Republikaner Chuck Hagel", "die
    Demokratin Anna Winfield kritisierte"; not "die CDU". "die Opposition AfD" is the party, and "die
    europäischen Staaten A und B" begin with A."""
    person = reading.at[n].get(hit.last + 1)
    member = person is not None and person.ent is not None and person.ent.type in ("party", "country")
    if member and hit.head.pos == "NOUN" and hit.ent is not None and hit.ent.type == "group":
        return person
    if person is None or person.first != hit.last + 1 or person.label != "person" or person.actor is None:
        return None
    if person.kind != "name" or hit.first != hit.last or hit.head.has("Number=Plur"):
        return None
    party = hit.actor is not None and hit.actor.type == "party"
    member = hit.label == "inhabitant" or (party and hit.text.endswith(("in", "er", "e", "en", "at")))
    return person if hit.actor is None or (member and hit.text.lower() != hit.text) else None


def called_before(reading: Reading, n: int, word: Word, lexicon: Lexicon) -> Hit | None:
    """The name right before a noun that says what it is that of: "the UFO union"."""
    kind = lexicon.type_words.get(word.lemma.lower()) if word.pos == "NOUN" else None
    hit = reading.at[n].get(word.i - 1) if kind is not None else None
    if hit is None or hit.ent is None or hit.kind != "name" or hit.head.dep != "compound":
        return None
    return hit if hit.head.head is word and kind == hit.ent.type else None


def described(reading: Reading, n: int, word: Word) -> Hit | None:
    """Who is meant by what is done to them: "die PMF, eine vom Irak bezahlte Miliz", "die PMF ist eine … Miliz"."""
    hit = reading.hit(n, word)
    if word.pos != "NOUN" or (hit is not None and hit.kind != "noun"):
        return None
    if not any(c.pos == "VERB" or c.kids("obl") for c in word.kids("amod")):
        return None
    named = word.head if word.dep == "appos" else None
    if named is None and word.child("cop") is not None:
        named = word.child("nsubj")
    other = reading.hit(n, named) if named is not None else None
    return other if other is not None and other.kind == "name" and other.actor is not None else None


def name_behind(reading: Reading, n: int, word: Word) -> Hit | None:
    """The name in apposition to a noun."""
    hits = (reading.hit(n, c) for c in word.kids("appos", "flat"))
    return next((h for h in hits if h is not None), None)


def bearer_before(reading: Reading, n: int, word: Word) -> Hit | None:
    """The name before a noun in apposition, or the subject of which it is told: "die Diyanet ist die …behörde"."""
    copula = word.child("cop") is not None
    named = word.child("nsubj") if copula else word.head if word.dep == "appos" else None
    hit = reading.hit(n, named) if named is not None and named.i < word.i else None
    body = hit is not None and hit.ent is not None and hit.kind == "name" and hit.ent.known is None
    return hit if body and hit.ent.type in ("organisation", "government") else None  # type: ignore[union-attr]


def somebodys(word: Word, lexicon: Lexicon) -> bool:
    """Whether a genitive says whose it is, of whoever is no known owner: "die Führung der Bauern", but not
    "vom Parlament seines Amtes enthoben"."""
    genitives = [c for c in word.kids("nmod") if c.i > word.i and c.pos == "NOUN" and c.child("case") is None]
    return any(not any(lexicon.possessor(d.lower) for d in g.kids("det", "det:poss")) for g in genitives)


def definite(word: Word, lexicon: Lexicon) -> bool:
    """Whether a noun has the definite article, be it within a preposition ("vom Parlament")."""
    told = any(c.dep in ("det", "nummod", "amod", "compound") for c in word.children)
    if word.lower in lexicon.bare and word.dep != "compound" and not told:
        return True  # "police are investigating", "misled Parliament"
    return any(
        (c.dep == "det" and c.lower in lexicon.definite_articles)
        or (c.dep == "case" and c.lower in lexicon.contracted)
        for c in word.children
    )
