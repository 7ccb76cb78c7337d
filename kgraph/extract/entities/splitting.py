"""Names that a recogniser ran together: "Spaniens José Calvo", "Unionsfraktion Jens Falk", "kritisierte Berg Krone"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kgraph.extract.entities.actors import PARTICLES, Hit, head_of, name_parts, without_genitive
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word, move, take_place
from kgraph.knowledge import Knowledge
from kgraph.knowledge.names import name_key


def person_spans(
    words: Sequence[Word], first: int, last: int, knowledge: Knowledge, lexicon: Lexicon
) -> list[tuple[int, int]]:
    """The persons within what was taken for the name of one: without the owner before it ("Spaniens",
    "CDU-Fraktion"), and apart where a second given name follows a surname ("lobte Anna Berg Karl Krone")."""
    if lexicon.lang != "de" or last == first:
        return [(first, last)]
    apart = known_spans(words, first, last, knowledge, lexicon)
    if len(apart) > 1 or apart[0][1] < last:
        return apart
    if last - first < 2:
        before = words[first - 1] if first else None  # "hat Merz Macron getroffen", "dass Merz Macron trifft"
        if before is None or before.pos not in ("VERB", "AUX", "SCONJ") or words[last].text[0].islower():
            return [(first, last)]
        if not _two_leaders(words[first].text, words[last].text, knowledge):
            return [(first, last)]
        _apart(words[last])
        return [(first, first), (last, last)]
    if knowledge.gender(words[first].text) is not None and _party(words[last].text, knowledge):
        if _genitive_of(words[last - 1], knowledge):
            return [(first, last - 1)]  # "Matteo Salvinis Lega"
    for k in range(first + 1, last):
        if knowledge.gender(words[first].text) is None and knowledge.gender(words[k].text) is not None:
            return [(k, last)] if _owner(words[k - 1], knowledge, lexicon) else [(first, last)]
    if _vocation(words, first, last) and knowledge.gender(words[first].text) is None:
        return [(first + 1, last)]
    for k in range(first + 2, last):
        before = words[k - 1]
        begins = knowledge.gender(words[k].text) is not None and words[k].text[0].isupper()
        surname = knowledge.gender(before.text) is None and before.lower not in PARTICLES
        plain = all(w.lower in PARTICLES for w in words[first + 1 : k - 1])  # "Ursula von der Leyen"
        if begins and surname and plain and knowledge.gender(words[first].text) is not None:
            _apart(words[k])
            return [(first, k - 1), (k, last)]
    return [(first, last)]


def _two_leaders(one: str, other: str, knowledge: Knowledge) -> bool:
    """Whether two words are the surnames of leaders of two countries, and no name of anybody: "hat Merz Macron
    getroffen"."""
    if knowledge.gender(one) is not None or knowledge.gender(other) is not None:
        return False
    bearers = [knowledge.persons_by_surname(name) for name in (one, other)]
    if not all(bearers) or any(one in p.name_de and other in p.name_de for found in bearers for p in found):
        return False
    lands = [{p.country for p in found if knowledge.prominent(p.id)} for found in bearers]
    return bool(lands[0] and lands[1]) and lands[0].isdisjoint(lands[1])


def _vocation(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a name begins with what the person is: "Gefängnisarzt Dimitri Krone"."""
    noun, name = words[first], words[first + 1]
    apposed = name.head is noun and name.dep == "appos" and len(noun.text) > 5 and "-" not in noun.text
    return noun.pos == "NOUN" and apposed and all(w.pos == "PROPN" for w in words[first + 1 : last + 1])


def known_spans(
    words: Sequence[Word], first: int, last: int, knowledge: Knowledge, lexicon: Lexicon
) -> list[tuple[int, int]]:
    """The names within what was taken for one, where it begins with a known one, and their places in the tree."""
    second = _known_apart(words, first, last, knowledge, lexicon) if lexicon.lang == "de" else None
    if second is None:
        return [(first, last)]
    for word in words[second + 1 : last + 1]:
        if word.head is not None and word.head.i < second:
            if word in words[second].ancestors():
                take_place(words[second], word)
            move(word, words[second], "flat")
    _apart(words[second])
    named = _is_name(words, second, last, knowledge) or knowledge.gender(words[second].text) is not None
    return [(first, second - 1), *([(second, last)] if named else [])]


def place_and_person(
    words: Sequence[Word], first: int, last: int, knowledge: Knowledge, lexicon: Lexicon
) -> int:
    """Where a person's name begins behind a place that the recogniser drew over it ("Bürgermeisterin von San Francisco
    Dianne Feinstein", "in Berlin Trumps Gesandter"); `last` + 1 if there is none."""
    if lexicon.lang == "de" and last > first and words[last].text.endswith("s"):
        owned = last + 1 < len(words) and words[last + 1].pos in ("NOUN", "ADJ")
        if owned and _genitive_of(words[last], knowledge) and knowledge.surface().get(words[first].text):
            return last
    linked = first > 1 and words[first - 1].lower in lexicon.links
    if linked and knowledge.title(words[first - 2].lower.rpartition("-")[2]) is not None:
        for k in range(first + 1, last):
            front = words[k - 1].lower in lexicon.place_fronts
            if knowledge.gender(words[k].text) is not None and not front:
                return k
    return last + 1


def _known_apart(
    words: Sequence[Word], first: int, last: int, knowledge: Knowledge, lexicon: Lexicon
) -> int | None:
    """Where a second name, or a noun, begins behind a known one: "weil Donald Trump | Brasilien mit Zöllen belegte",
    "dass Washington | Huawei bestrafte", "wofür Viktor Orbán | Lob fand"."""
    if _is_name(words, first, last, knowledge):
        return None
    for k in range(last, first, -1):
        if not _is_name(words, first, k - 1, knowledge):
            continue
        word = words[k]
        if _genitive(word, knowledge):
            return None  # "Demokratische Partei Serbiens"
        if knowledge.persons_by_name(" ".join(w.text for w in words[first:k])):
            # a known full name is whole
            forms = (word.lower, word.lemma.lower())
            noun = k == last and any(lexicon.noun_key(f) is not None for f in forms)
            begins = k < last and knowledge.gender(word.text) is not None
            return k if noun or begins or _is_name(words, k, last, knowledge) else None
        top = head_of(words, first, last).head
        before = words[first - 1] if first else None
        free = before is None or before.pos in ("VERB", "AUX", "SCONJ", "PUNCT", "ADV", "PRON")
        if free and top is not None and top.pos in ("VERB", "AUX") and _is_name(words, k, last, knowledge):
            return k
    return None


def _genitive(word: Word, knowledge: Knowledge) -> bool:
    """Whether a word is the genitive of a known name."""
    stem = word.text.removesuffix("s")
    return stem != word.text and stem in knowledge.surface()


def _is_name(words: Sequence[Word], first: int, last: int, knowledge: Knowledge) -> bool:
    """Whether a span is the whole name of a known actor: of a person the full one."""
    text = " ".join(w.text for w in words[first : last + 1])
    if last > first and knowledge.persons_by_name(text):
        return True
    found = knowledge.surface().get(text, ())
    return any(o.kind == "capital" or (o.kind in ("name", "acronym") and not o.weak) for o in found)


def _apart(word: Word) -> None:
    """Make a person who was taken for a part of another's name an object of the verb: whoever stands first acts."""
    verb = next((w for w in word.ancestors() if w.pos == "VERB"), None)
    subjects = verb.kids("nsubj") if verb is not None else []
    if word.dep not in ("flat", "appos") and not (word in subjects and word is not subjects[0]):
        return
    if verb is not None and verb.child("obj") is None:
        move(word, verb, "obj")
    elif verb is not None and verb.child("iobj") is None:
        move(word, verb, "iobj")


def _party(text: str, knowledge: Knowledge) -> bool:
    """Whether a word is the name of a known party."""
    found = [
        knowledge.entry(o.id) for o in knowledge.surface().get(text, ()) if o.kind in ("name", "acronym")
    ]
    return any(entry is not None and entry.type == "party" for entry in found)


def _genitive_of(word: Word, knowledge: Knowledge) -> bool:
    """Whether a word is the genitive of a known surname."""
    return word.text.endswith("s") and bool(knowledge.persons_by_surname(word.text.removesuffix("s")))


def _owner(word: Word, knowledge: Knowledge, lexicon: Lexicon) -> bool:
    """Whether a word in front of a person's name says whose office it is and is no part of the name."""
    prefix, _, tail = word.text.rpartition("-")
    if prefix and tail[:1].isupper():
        body = lexicon.names_body(tail.lower()) or tail.lower() in lexicon.membership["party_words"]
        return body or knowledge.prefix(prefix) is not None
    if _party(word.text, knowledge):
        return True  # "die Grünen Cem Özdemir"
    stem = word.text.removesuffix("s")
    options = knowledge.surface().get(word.text, ()) if stem != word.text else ()
    return any(
        (entry := knowledge.entry(o.id)) is not None and entry.type == "country" for o in options
    ) or lexicon.names_body(word.lower)


def part_surnames(reading: Reading) -> None:
    """ "So kritisierte Berg Krone": two surnames of persons named in full elsewhere in the article; "spielte Berg
    Schach": one, and a noun that is no name."""
    full: dict[str, set[str]] = {}
    for hits in reading.hits:
        for hit in hits:
            known = hit.entry is not None and hit.entry.type == "person"
            parts = name_parts(hit.text) if hit.label == "person" or known else ()
            if len(parts) > 1:
                full.setdefault(name_key(hit.text.split()[-1]), set()).add(name_key(hit.text.split()[0]))
    for n, hits in enumerate(reading.hits):
        words = reading.sentences[n].words
        for hit in list(hits):
            if hit.label != "person" or hit.entry is not None or hit.last != hit.first + 1:
                continue
            one, other = (name_key(words[k].text) for k in (hit.first, hit.last))
            # "Anna Berg" beside a person of the surname Anna is still one name
            others = full.get(other, set()) - {one}
            if one == other or one not in full:
                continue
            given = reading.table.knowledge.gender(words[hit.first].text) is not None
            if not others and (given or reading.article.lang != "de" or not _lacks_object(hit)):
                continue
            if not others:
                del reading.at[n][hit.last]
                hit.last, hit.head, hit.text = hit.first, words[hit.first], words[hit.first].text
                continue
            hits.remove(hit)
            for k in (hit.first, hit.last):
                single = Hit(n, k, k, words[k], words[k].text, "name", "person")
                hits.append(single)
                reading.at[n][k] = single
            _apart(words[hit.last])
            hits.sort(key=lambda h: h.first)


def _lacks_object(hit: Hit) -> bool:
    """Whether a name is the subject right behind a verb that has no object: "spielte Berg Schach"."""
    word = hit.head
    if word.dep in ("appos", "flat") and word.head is not None:
        word = word.head
    verb = word.head
    if word.dep != "nsubj" or verb is None or verb.pos != "VERB" or verb.i >= hit.first:
        return False
    return verb.child("obj") is None


def owned_things(reading: Reading) -> None:
    """ "Bergs Tod", "Bergs Anhänger": the genitive of a person named in full elsewhere, and a noun that is no name."""
    if reading.article.lang != "de":
        return
    full = {
        name_key(hit.text.split()[-1])
        for hits in reading.hits
        for hit in hits
        if hit.label == "person" or (hit.entry is not None and hit.entry.type == "person")
        if len(hit.text.split()) > 1 and not hit.text.endswith("s")
    }
    for n, hits in enumerate(reading.hits):
        words = reading.sentences[n].words
        for hit in list(hits):
            if hit.entry is not None or hit.first == hit.last or hit.label not in ("person", "organisation"):
                continue
            owner, thing = words[hit.first], words[hit.first + 1]
            stem = owner.text.removesuffix("s")
            if stem == owner.text or thing.pos != "NOUN" or name_key(stem) not in full:
                continue
            hits.remove(hit)
            for k in range(hit.first, hit.last + 1):
                del reading.at[n][k]
            single = Hit(n, hit.first, hit.first, owner, owner.text, "name", "person")
            hits.append(single)
            reading.at[n][hit.first] = single
            if thing.head is owner:
                take_place(thing, owner)
            if owner.head is not thing and thing not in owner.ancestors():
                move(owner, thing, "nmod")
            hits.sort(key=lambda h: h.first)


def objects_beside(reading: Reading) -> None:
    """ "dass Mark Rutte Georgien eine Absage erteilte": German names side by side that the parser took for one."""
    for hits in reading.hits:
        for one, other in pairwise(hits):
            if other.first != one.last + 1 or not (_acts(one) and _acts(other)) or one.text.endswith("s"):
                continue
            if one.entry is not None and one.entry is other.entry:
                continue  # "der israelische Geheimdienst Mossad"
            verb = one.head.head
            subject = one.head.dep == "nsubj" and verb is not None and verb.pos == "VERB"
            inside = other.head.head is not None and one.first <= other.head.head.i <= one.last
            if subject and (inside or (other.head.dep == "nsubj" and other.head.head is verb)):
                _apart(other.head)


def called(reading: Reading) -> None:
    """ "der russische Geheimdienst GRU": a body's noun and its name right behind it are one."""
    for hits in reading.hits:
        for one, other in pairwise(hits):
            if one.kind != "noun" or other.kind != "name" or other.first != one.last + 1:
                continue
            if one.ent is None or other.ent is None or one.ent.type != "government":
                continue
            if other.ent.type == "government" and one.ent.country == other.ent.country:
                one.ent = other.ent


def _acts(hit: Hit) -> bool:
    """Whether a name is that of a person, a state or a known body."""
    return hit.kind == "name" and (hit.entry is not None or hit.label == "person")


def named_like_firms(reading: Reading) -> None:
    """ "Gerald Ford ... Ford", "Udo Papier ... Papiers Stellvertreter": a surname of a person of this article that is a
    firm's or paper's name elsewhere, or was taken for a body's."""
    rows = [hit for hits in reading.hits for hit in hits]
    surnames = {name_key(h.text.split()[-1]) for h in rows if h.label == "person" and h.last > h.first}
    for hit in rows:
        firm = hit.entry is not None and hit.entry.type in ("company", "media")
        unknown = hit.entry is None and not hit.options and hit.label == "organisation"
        unknown = unknown or _no_place(reading, hit)
        names = {name_key(hit.text), name_key(without_genitive(hit.text)) if unknown else ""}
        if hit.first == hit.last and (firm or unknown) and names & surnames:
            hit.entry, hit.label = None, "person"


def _no_place(reading: Reading, hit: Hit) -> bool:
    """Whether a name taken for that of a place stands without a preposition, like a person's."""
    before = reading.sentences[hit.sent].words[hit.first - 1] if hit.first else None
    return hit.entry is None and hit.label == "place" and (before is None or before.pos != "ADP")


def half_of(surname: str, name: str) -> bool:
    """Whether a surname is only a part of a double-barrelled one: "Schmidt" is not "Gesine Schmidt-Mommsen"."""
    last = name.split()[-1].lower()
    return "-" in last and "-" not in surname and surname.lower() in last.split("-")
