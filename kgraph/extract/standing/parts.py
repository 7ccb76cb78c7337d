"""Bodies and what they are part of, where the text says both: "das iranische Außenministerium", "US-Armee"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Ent, Hit, beside, without_genitive
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.namings import QUOTES
from kgraph.extract.entities.office import OFFICE_TRUST, Standing
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word

PART_TRUST = 0.8

# What is said to be part of a country or larger body; a company or party of a country is not.
PART_TYPES = ("government", "intergovernmental", "media")
# What may turn out to be a body of an alliance or a state.
ALLIED = ("organisation", "government", "company")
# How far before its acronym in brackets a body's name may begin.
BRACKETED = 9
# Whose parts need not be of the state: "der Aufsichtsrat der Bank".
OWN_PARTS = ("organisation", "company", "media")


def parts(reading: Reading, lexicon: Lexicon, n: int, sentence: Sentence) -> Iterator[Standing]:
    """What sentence n says to be part of something."""
    for hit in list(reading.hits[n]):
        if hit.ent is None:
            continue
        parent = _parent(reading, lexicon, hit, sentence.words)
        if parent is not None and parent is not hit.ent:
            yield _part(n, sentence.words, hit, parent)
        for other in hit.more if hit.kind == "noun" else ():
            # "deutsche und polnische Soldaten"
            if other.parent is not None and other.type in PART_TYPES:
                twin = Hit(n, hit.first, hit.last, hit.head, hit.text, hit.kind, other.type)
                twin.ent = other
                yield _part(n, sentence.words, twin, other.parent)
        yield from _portion(reading, lexicon, n, hit)
        yield from _territory(reading, lexicon, n, sentence.words, hit)


def _portion(reading: Reading, lexicon: Lexicon, n: int, hit: Hit) -> Iterator[Standing]:
    """ "Grönland ist ein Teil Dänemarks"."""
    subject = hit.head
    if subject.dep in ("appos", "flat") and subject.head is not None and subject.head.i < hit.first:
        subject = subject.head  # "der Sender Nova ist Teil der BBC"
    word = subject.head
    if subject.dep != "nsubj" or word is None or word.child("cop") is None:
        return
    front, _, tail = word.text.rpartition("-")
    if not {word.lemma.lower(), tail.lower()} & lexicon.portions:
        return
    if any(c.lower in lexicon.negators for c in word.children):
        return
    entry = reading.table.knowledge.prefix(front) if front else None
    if entry is not None and entry.type == "intergovernmental" and reading.table.entry(entry) is not hit.ent:
        # "Unicef ist eine UN-Organisation"
        alliance = beside(n, word, reading.table.entry(entry))
        yield Standing(hit, alliance, "PART_OF", None, "actual", OFFICE_TRUST, "PART_OF:portion", word)
        return
    for child in word.kids("nmod"):
        whole = reading.hit(n, child)
        if whole is not None and whole.ent is not None and whole.ent is not hit.ent:
            if whole.ent.type in ("country", "intergovernmental", "organisation", "company", "media"):
                yield Standing(hit, whole, "PART_OF", None, "actual", OFFICE_TRUST, "PART_OF:portion", word)
                return


def _territory(reading: Reading, lexicon: Lexicon, n: int, words: list[Word], hit: Hit) -> Iterator[Standing]:
    """ "die chinesische Sonderverwaltungszone Hongkong"."""
    if hit.kind != "name" or hit.ent is None or hit.ent.type not in ("country", "government"):
        return
    noun = next((k for k in (hit.first, hit.first - 1) if words[k].lower in lexicon.state_territories), 0)
    entry = reading.table.knowledge.adjective(words[noun - 1].text) if noun > 0 else None
    if entry is not None and entry.type == "country" and entry.id != getattr(hit.ent.known, "id", None):
        yield _part(n, words, hit, reading.table.entry(entry))


def _part(n: int, words: list[Word], hit: Hit, parent: Ent) -> Standing:
    target = Hit(n, hit.first, hit.last, words[hit.first], hit.text, "adjective", parent.type)
    target.ent = parent
    # a town's own body is unknown at both ends, which costs it confidence, but its words are plain
    trust = PART_TRUST if parent.known is not None else 0.95
    return Standing(hit, target, "PART_OF", None, "actual", trust, "PART_OF:name", words[hit.first])


def _parent(reading: Reading, lexicon: Lexicon, hit: Hit, words: list[Word]) -> Ent | None:
    """The larger body or country that the text names with a body."""
    ent = hit.ent
    if ent is None or hit.kind not in ("name", "noun") or hit.weak:
        return None
    if hit.kind == "name" and ent.known is None and ent.parent is None and ent.type in ALLIED:
        _join(reading, lexicon, hit, ent, words)
    if ent.type not in PART_TYPES:
        # "der Aufsichtsrat der Bank"
        return ent.parent if ent.parent is not None and ent.parent.type in OWN_PARTS else None
    if ent.type == "media" and hit.kind == "name":
        return None  # "das US-Magazin X", "China Daily"
    if ent.known is not None and ent.known.institution == "government":
        return None  # "die deutsche Regierung" is the state itself
    if ent.known is not None and hit.kind == "name":
        if not ent.known.parent or any(hit.text.lower().rstrip("s").endswith(e) for e in lexicon.gatherings):
            return None
        return (
            named_parent(reading, hit.text, ent)
            or _named_before(reading, hit, ent, words)
            or _named_inside(reading, lexicon, hit, ent, words)
        )
    if ent.parent is not None:
        law = ent.name.lower().split(" (")[0].endswith(tuple(lexicon.law_bodies))
        town = ent.parent.known is None and ent.parent.name not in lexicon.city_states
        # "die Münchener Polizei" is that of the Land; of "die Polizei von Cleveland" the town is said to be the owner
        return None if law and town and " " in hit.text else ent.parent
    if ent.known is not None or hit.kind != "name":
        return None
    return _owner_after(reading, lexicon, hit, words) or _town_of(reading, lexicon, hit, words)


def _join(reading: Reading, lexicon: Lexicon, hit: Hit, ent: Ent, words: list[Word]) -> None:
    """Note whose a body is that names it itself ("Büro der Vereinten Nationen für Drogen", "Institut der Universität
    Graz"), or behind a foreign name ("das „National Weather Service“ der USA")."""
    for k in range(hit.first + 2, hit.last + 1):
        if words[k - 1].lower not in lexicon.genitive_articles:
            continue
        form = " ".join(w.text for w in words[k : hit.last + 1])
        ids = {o.id for o in reading.table.knowledge.surface().get(form, ()) if o.kind in ("name", "acronym")}
        entry = reading.table.knowledge.entry(ids.pop()) if len(ids) == 1 else None
        if entry is not None and entry.type == "intergovernmental":
            ent.type, ent.parent = "intergovernmental", reading.table.entry(entry)
        elif words[k].lower in lexicon.schools and words[k - 2].lower.endswith(lexicon.subunits):
            ent.parent = reading.table.named("organisation", form, words[k].start)
        return
    tail = words[hit.last]
    if tail.lower in lexicon.foreign_offices and (owner := _state_behind(reading, lexicon, hit, words)):
        ent.type, ent.parent = "government", owner


def _state_behind(reading: Reading, lexicon: Lexicon, hit: Hit, words: list[Word]) -> Ent | None:
    """The state whose a body with a foreign name is: "der Secret Service der USA"."""
    k = hit.last + 1
    k += k < len(words) and words[k].text in QUOTES
    if k + 1 >= len(words) or words[k].lower not in lexicon.genitive_articles:
        return None
    owner = reading.at[hit.sent].get(k + 1)
    return owner.ent if owner is not None and owner.ent is not None and owner.ent.type == "country" else None


def _town_of(reading: Reading, lexicon: Lexicon, hit: Hit, words: list[Word]) -> Ent | None:
    """The town or Land that a local body names: "das Hamburger Gesundheitsamt", "Feuerwehr Hamburg"."""
    first, last = words[hit.first], words[hit.last]
    low = hit.head.lemma.lower()
    if hit.first == hit.last or not low.endswith(lexicon.town_owned) or low.endswith(lexicon.courts):
        return None
    table = reading.table
    if hit.head is last and first.text.endswith("er"):
        town, sure = lexicon.town_adjectives.get(first.lower, first.text[:-2]), True
    elif hit.head is first and last.pos in ("PROPN", "X") and last.i - 1 in (first.i, *_linked(words, first)):
        town, sure = last.text, low.endswith(lexicon.town_only) or _is_town(reading, last)
    else:
        return None
    known = {o.id for o in table.knowledge.surface().get(town, ()) if o.kind == "name"}
    entry = table.knowledge.entry(known.pop()) if len(known) == 1 else None
    if entry is not None and entry.type == "government":
        own = entry.institution is None and bool(entry.adjectives_de)
        return table.entry(entry) if own else None  # "die Energiebehörde Ofgem" is Ofgem
    if not sure or low.endswith(lexicon.land_owned):
        return None  # "der Schweriner Landtag" is that of the Land
    return table.named("government", town, first.start)


def _linked(words: list[Word], noun: Word) -> list[int]:
    """Where "von" stands right behind a noun."""
    return [w.i for w in words[noun.i + 1 : noun.i + 2] if w.pos == "ADP"]


def _is_town(reading: Reading, name: Word) -> bool:
    """Whether the article names a place so: in "die Energiebehörde Nova" the name is that of the body."""
    return any(hit.kind == "place" and hit.text == name.text for hits in reading.hits for hit in hits)


def named_parent(reading: Reading, text: str, ent: Ent) -> Ent | None:
    """The known parent, if the words themselves show it: "UN-Sicherheitsrat", "EU-Kommission"."""
    assert ent.known is not None
    front = text.split("-")[0] if "-" in text else text.split()[0]
    entry = reading.table.knowledge.prefix(front) or reading.table.knowledge.adjective(front)
    if entry is None or entry.id not in (ent.known.parent, ent.known.country) or entry.id == ent.known.id:
        return None
    return reading.table.entry(entry)


def _named_before(reading: Reading, hit: Hit, ent: Ent, words: list[Word]) -> Ent | None:
    """ "das UN-Kinderhilfswerk Unicef", "die EU-Grenzschutzagentur Frontex"."""
    k = hit.first - 1
    while k >= max(0, hit.first - 4) and words[k].pos in ("NOUN", "PROPN", "X", "ADJ", "PART"):
        if (parent := named_parent(reading, words[k].text, ent)) is not None:
            return parent
        k -= 1
    if hit.first > 1 and words[hit.first - 1].text == "(" and hit.text.isupper():
        # "das UN-Büro für humanitäre Hilfe (OCHA)"
        for word in reversed(words[max(0, hit.first - BRACKETED) : hit.first - 1]):
            if word.pos in ("VERB", "AUX", "PUNCT"):
                return None
            if "-" in word.text and (parent := named_parent(reading, word.text, ent)) is not None:
                return parent
    return None


def _named_inside(reading: Reading, lexicon: Lexicon, hit: Hit, ent: Ent, words: list[Word]) -> Ent | None:
    """ "der Sicherheitsrat der Vereinten Nationen", "das Außenministerium der USA", "die Revolutionsgarden des Iran":
    the known parent, in the name itself or behind it."""
    assert ent.known is not None
    owners = (ent.known.parent, ent.known.country)
    before = hit.first - 1 - (hit.first > 1 and words[hit.first - 1].text in ("'s", "’s"))
    genitive = reading.at[hit.sent].get(before)
    if genitive is not None and not (before < hit.first - 1 or genitive.text.endswith("s")):
        genitive = None  # "Iran's Revolutionary Guards", "Irans Revolutionsgarden"
    for owner in (_owner_after(reading, lexicon, hit, words), genitive.ent if genitive is not None else None):
        if owner is not None and owner.known is not None and owner.known.id in owners:
            return owner
    bank = ent.known.institution == "central_bank"  # "Bank of England" is a mere name
    inner = [
        k
        for k in range(hit.first + 1, hit.last + 1)
        if not bank or words[k - 1].lower not in lexicon.of | lexicon.foreign_links
    ]
    forms = [" ".join(w.text for w in words[k : hit.last + 1]) for k in inner]
    for form in [*forms, words[hit.first].text] if forms else []:
        for name in (form, without_genitive(form)):
            ids = {
                o.id for o in reading.table.knowledge.surface().get(name, ()) if o.kind in ("name", "acronym")
            }
            found = [ident for ident in owners if ident in ids]
            if found and ent.known.id not in found:
                return reading.table.known(found[0])
    return None


def _owner_after(reading: Reading, lexicon: Lexicon, hit: Hit, words: list[Word]) -> Ent | None:
    """ "der Oberste Gerichtshof Saudi-Arabiens", "the Supreme Court of India"."""
    k = hit.last + 1
    if k < len(words) and words[k].lower in lexicon.of | lexicon.genitive_articles:
        k += 1
    owner = reading.at[hit.sent].get(k)
    if (
        owner is None
        or owner.ent is None
        or owner.first != k
        or owner.ent.type not in ("country", "intergovernmental")
        or owner.label in ("capital", "inhabitant")
        or (k == hit.last + 1 and not words[owner.last].text.endswith("s"))
    ):
        return None
    return owner.ent
