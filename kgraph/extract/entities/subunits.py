"""Parts of bodies that bear no name of their own: "der Haushaltsausschuss des Bundestags", "der ESA-Ministerrat"."""

from __future__ import annotations

from kgraph.extract.entities.actors import Ent, Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.language.inflected import nominative
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.model import ActorType

# What has such parts; those of a state are its bodies.
OWNERS = ("government", "intergovernmental", "organisation", "company", "media", "country")
# How many words "für Institutionen und Menschenrechte" may take.
REACH = 6


def subunits(reading: Reading, lexicon: Lexicon, n: int, words: list[Word]) -> None:
    """Mark those of sentence n."""
    for word in words:
        if word.i in reading.at[n] or (n, word.i) in reading.role_at or not _names_part(word, lexicon):
            continue
        noun = _called(words, word, lexicon)
        owner, last = _owner(reading, lexicon, n, words, word)
        ent = None
        if owner is not None and _has_parts(owner, words, word, lexicon):
            named = reading.at[n].get(word.i + 1)
            if last == word.i and named is not None and named.kind == "name":
                _of_larger(named, owner)
                continue
            text = reading.article.text
            called = noun + " ".join(("." + text[word.end : words[last].end]).split())[1:]
            ent = _part(reading, n, words, word, owner, (noun, called), last)
            if last > word.i and words[word.i + 1].lower in lexicon.about:
                # "das Büro für Menschenrechte" of the OSCE
                links = lexicon.larger_links | lexicon.chamber_links
                behind = next((w for w in words[word.i + 2 : last + 1] if w.lower in links), words[last])
                ent.add(noun + " " + " ".join(text[words[word.i + 1].start : behind.start].split()))
        elif owner is None and any(
            c.dep == "det" and c.lower in lexicon.definite_articles for c in word.children
        ):
            ent = reading.table.by_name(noun)  # "der Ausschuss", after it has been told whose
            ent = ent if ent is not None and ent.parent is not None else None
        if ent is not None:
            hit = Hit(n, word.i, word.i, word, word.text, "noun", ent.type)
            hit.ent = ent
            reading.put(hit)


def _called(words: list[Word], word: Word, lexicon: Lexicon) -> str:
    """What a part is called, without its owner."""
    front = _front(words, word, lexicon)
    return " ".join(w.text for w in (*front, word)) if lexicon.lang == "en" else nominative(word, front)


def _front(words: list[Word], word: Word, lexicon: Lexicon) -> list[Word]:
    """The capital adjective of a name: "der Ständige Ausschuss des Volkskongresses", "the Budget Committee"."""
    if lexicon.lang == "en":
        k = word.i
        while k and words[k - 1].head is word and words[k - 1].dep in ("compound", "amod"):
            k -= 1
        return words[k : word.i]
    before = words[word.i - 1] if word.i > 1 else None
    return [before] if before is not None and before.pos == "ADJ" and before.text[0].isupper() else []


def _names_part(word: Word, lexicon: Lexicon) -> bool:
    if word.pos not in ("NOUN", "PROPN") or word.has("Number=Plur"):
        return False
    if lexicon.lang == "de" and not word.text[0].isupper():
        return False
    return word.lemma.lower().endswith(lexicon.subunits) or word.lower.removesuffix("es").removesuffix(
        "s"
    ).endswith(lexicon.subunits)


def _has_parts(owner: Ent, words: list[Word], word: Word, lexicon: Lexicon) -> bool:
    """Whether it may have such a part: of a state's institutes and centres many are not its own."""
    low = word.lower.removesuffix("es").removesuffix("s")
    if low in lexicon.plain_parts and not (
        word.i + 1 < len(words) and words[word.i + 1].lower in lexicon.about
    ):
        return False  # "im Büro der UN"
    own = low.endswith(lexicon.state_parts) or word.lower.endswith(lexicon.committees)
    return owner.type in OWNERS and (owner.type != "country" or own)


def _of_larger(named: Hit, owner: Ent) -> None:
    """ "die UN-Friedensmission Minusma": the name is who acts, the noun says whose it is."""
    ent = named.ent
    if ent is not None and ent.known is None and ent.parent is None and owner.type == "intergovernmental":
        ent.type, ent.parent = "intergovernmental", owner


def _owner(
    reading: Reading, lexicon: Lexicon, n: int, words: list[Word], word: Word
) -> tuple[Ent | None, int]:
    """Whose part it is, and the last word that says so."""
    table, (prefix, _, tail) = reading.table, word.text.rpartition("-")
    committee = next((c for c in lexicon.committees if tail.lower().endswith(c)), None)
    fronts = [prefix] if prefix else [tail[: -len(committee)]] if committee else []
    for front in fronts:
        # "der ESA-Ministerrat", "der Bundestagsausschuss"
        entry = table.knowledge.prefix(front) if front else None
        owner = table.entry(entry) if entry is not None else table.by_name(front) if front else None
        if owner is not None:
            return owner, word.i
    k = word.i + 1
    if k + 1 < len(words) and words[k].pos == "NUM":
        k += 1  # "das Kommissariat 12 der Berliner Polizei"
    if k < len(words) and words[k].lower in lexicon.about:
        # "das Büro für geistige Freiheit der ALA"
        k += 1
        while k < min(len(words), word.i + REACH) and words[k].pos in ("ADJ", "NOUN", "CCONJ", "PROPN"):
            if k in reading.at[n]:
                return None, word.i
            k += 1
    links = lexicon.larger_links | (lexicon.chamber_links if committee else frozenset())
    if k >= len(words) or words[k].lower not in links:
        return None, word.i
    k += 1
    while k < len(words) and k not in reading.at[n] and _between(words[k], lexicon):
        k += 1
    hit = reading.at[n].get(k)
    if hit is not None and hit.kind == "place" and hit.text.endswith("er") and hit.head.dep == "amod":
        hit = reading.at[n].get(k := hit.last + 1)  # "der Berliner Polizei"
    if hit is None or hit.first != k or hit.ent is None or hit.kind == "pronoun":
        return None, word.i
    if hit.kind == "place" and hit.label != "capital":
        return None, word.i
    return hit.ent, hit.last


def _between(word: Word, lexicon: Lexicon) -> bool:
    """What may stand before the owner's name: "der großen Gewerkschaft Nova"."""
    return word.pos in ("ADJ", "DET") or lexicon.names_body(word.lower) or word.lower in lexicon.type_words


def _bearer(reading: Reading, n: int, word: Word) -> Ent | None:
    """Who is such a part by name: "die Cobra ist das Krisenkomitee der Regierung", "die Cobra, das Komitee der …"."""
    named = (
        word.child("nsubj") if word.child("cop") is not None else word.head if word.dep == "appos" else None
    )
    hit = reading.hit(n, named) if named is not None and named.i < word.i else None
    if hit is None or hit.kind != "name" or hit.ent is None or hit.ent.known is not None:
        return None
    return hit.ent if hit.ent.type in ("organisation", "government") and hit.ent.parent is None else None


def _part(
    reading: Reading, n: int, words: list[Word], word: Word, owner: Ent, forms: tuple[str, str], last: int
) -> Ent:
    """The part as an actor; an acronym in parentheses behind it is its name: "die Mission der UN in Mali (MINUSMA)".
    `forms` are its name without and with its owner."""
    noun, called = forms
    type_: ActorType = owner.type if owner.type in ("government", "intergovernmental", "organisation") else (
        "government" if owner.type == "country" else "organisation"
    )  # fmt: skip
    bearer = _bearer(reading, n, word)
    if bearer is not None and bearer is not owner:
        bearer.type, bearer.parent = type_, owner
        return bearer
    for k in range(last + 1, min(last + 5, len(words) - 1)):
        short = reading.at[n].get(k + 1)
        if words[k].text == "(" and short is not None and short.ent is not None and short.text.isupper():
            if short.ent.known is None and short.ent is not owner and short.ent.parent is None:
                short.ent.type, short.ent.parent = type_, owner
                short.ent.add(called)
                return short.ent
        if words[k].text in (",", ";"):
            break
    ent = reading.table.part(noun, owner, type_, called, word.start)
    ent.add(noun)
    reading.table.alias(ent, noun)
    return ent
