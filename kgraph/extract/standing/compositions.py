"""What larger wholes are made of, and whom a name's neighbours say it belongs to.

"die Troika aus Kommission, EZB und IWF", "der Kurde Karim Holl", "der CDU-Experte im Landtag, Egon Holl".
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Ent, Hit, beside
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.namings import QUOTES
from kgraph.extract.entities.office import OFFICE_TRUST, Standing
from kgraph.extract.grammar.clauses import verb_lemma
from kgraph.extract.language.inflected import stem
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.extract.standing.partisans import membership, party_by_adjective, party_in_compound

# How far before a name the title may begin whose phrase ends before it.
REACH = 9
# What is made of members, and of what; only states ally in bodies between them.
WHOLES = ("intergovernmental", "organisation", "party", "armed_group", "group")
MEMBERS = ("party", "organisation", "intergovernmental", "armed_group", "government")


def compositions(reading: Reading, lexicon: Lexicon, n: int, words: list[Word]) -> Iterator[Standing]:
    """The members of wholes that sentence n names, and the peoples of persons."""
    for hit in list(reading.hits[n]):
        ent = hit.ent
        if ent is None:
            continue
        if hit.kind == "name" and ent.type in WHOLES:
            k = _past(words, hit.last + 1)
            if k < len(words) and words[k].lower in lexicon.membership["made_of"]:
                states = ent.type == "intergovernmental"
                members = [
                    member
                    for member in listed(reading, lexicon, n, words, k + 1)
                    if member.ent is not None
                    and member.ent is not ent
                    and member.ent.type in ((*MEMBERS, "country") if states else MEMBERS)
                ]
                for member in members if len(members) > 1 else ():
                    yield Standing(
                        member, hit, "MEMBER_OF", None, "actual", OFFICE_TRUST, "MEMBER_OF:made_of", words[k]
                    )
        elif hit.kind == "name" and hit.label == "person" and ent.type == "person":
            party = _family(reading, lexicon, words, hit) or _title_before(reading, lexicon, n, words, hit)
            if party is not None:
                yield membership(hit, beside(n, words[hit.first - 1], party), "noun")
        elif hit.label == "inhabitant" and ent.type == "group" and hit.first == hit.last:
            after = reading.at[n].get(hit.last + 1)
            if (
                after is not None
                and after.label == "person"
                and after.ent is not None
                and after.kind == "name"
            ):
                yield Standing(
                    after, hit, "MEMBER_OF", None, "actual", OFFICE_TRUST, "MEMBER_OF:people", hit.head
                )


def circles(reading: Reading, lexicon: Lexicon, n: int, words: list[Word]) -> Iterator[Standing]:
    """ "Holl gehörte zum Führungszirkel der Hamas", "zählte zu den Gründern der Partei"."""
    for word in words:
        if word.pos != "NOUN" or word.lower not in lexicon.circles or word.head is None or word.dep != "obl":
            continue
        verb = word.head
        if verb_lemma(verb) not in lexicon.membership["belong"] or any(
            c.lower in lexicon.negators for c in verb.children
        ):
            continue
        subject = verb.child("nsubj")
        person = reading.hit(n, subject) if subject is not None else None
        if person is None or person.ent is None or person.ent.type != "person" or person.kind == "role":
            continue
        for child in word.kids("nmod"):
            whole = reading.hit(n, child) or next(
                (h for w in child.kids("appos", "flat") if (h := reading.hit(n, w)) is not None), None
            )
            if whole is not None and whole.ent is not None and whole.ent.type in WHOLES:
                yield Standing(
                    person, whole, "MEMBER_OF", None, "actual", OFFICE_TRUST, "MEMBER_OF:circle", word
                )
                break


def _family(reading: Reading, lexicon: Lexicon, words: list[Word], person: Hit) -> Ent | None:
    """ "der Sozialist François Holl", "die grüne Petra Hahn"."""
    word = words[person.first - 1] if person.first else None
    if word is None or word.i in reading.at[person.sent]:
        return None
    low = word.lower
    if word.pos == "ADJ":
        family: str | None = low if stem(low) in lexicon.membership["alone"] else None
    else:
        forms = (low, low.removesuffix("in"))
        family = next(
            (lexicon.families[f] for f in forms if f in lexicon.families and word.text[0].isupper()), None
        )
    if family is None:
        return None
    return party_by_adjective(reading, reading.table.knowledge, family, person.ent)


def _title_before(reading: Reading, lexicon: Lexicon, n: int, words: list[Word], person: Hit) -> Ent | None:
    """ "der CDU-Agrarexperte im Landtag, Egon Holl"."""
    k = person.first - 2
    if k < 2 or words[k + 1].text != ",":
        return None
    while k > person.first - REACH and k >= 0 and words[k].pos in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "X"):
        if "-" in words[k].text and words[k + 1].pos == "ADP" and (n, k) not in reading.role_at:
            return party_in_compound(reading, lexicon, words[k], person.ent)
        k -= 1
    return None


def listed(reading: Reading, lexicon: Lexicon, n: int, words: list[Word], k: int) -> list[Hit]:
    """The actors named side by side from word k on: "der EU-Kommission, der EZB (Frankfurt) und dem IWF"."""
    at, joined = reading.at[n], (",", *lexicon.membership["and"])
    found: list[Hit] = []
    while k < len(words):
        while k < len(words) and k not in at and (words[k].pos in ("DET", "ADJ") or words[k].text in QUOTES):
            k += 1
        hit = at.get(k)
        if hit is None or hit.first != k or hit.kind == "place":
            return found
        found.append(hit)
        k = _past(words, hit.last + 1)
        if k >= len(words) or words[k].lower not in joined:
            return found
        k += 1
    return found


def _past(words: list[Word], k: int) -> int:
    """Step over a closing quote and what stands in parentheses."""
    while k < len(words) and words[k].text in (*QUOTES, "(", ")"):
        if words[k].text == "(":
            while k < len(words) and words[k].text != ")":
                k += 1
        k += 1
    return k
