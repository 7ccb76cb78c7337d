"""What stands between a title and the name in apposition to it: where that ends, and whether a name is one."""

from __future__ import annotations

from collections.abc import Collection

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.office import Role
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Knowledge


def past_phrase(words: list[Word], k: int, at: dict[int, Hit]) -> int:
    """Step over a phrase between a body and a comma: "Chefin der SPÖ in der Landeshauptstadt, ..."."""
    if k >= len(words) or words[k].pos != "ADP":
        return k
    end = k
    while end < len(words) and end < k + 6 and words[end].pos not in ("VERB", "AUX", "PUNCT"):
        if end in at and at[end].label == "person":
            return k
        end += 1
    return end if end < len(words) and words[end].text == "," else k


def past_apposition(words: list[Word], k: int, at: dict[int, Hit]) -> int:
    """Step over what explains a body: "Vorsitzender der X, Nachfolgerin der Y, Z": to the comma before Z."""
    if k + 1 >= len(words) or words[k].text != "," or words[k + 1].pos not in ("DET", "ADJ", "NOUN"):
        return k
    for end in range(k + 2, min(k + 10, len(words))):
        if words[end].pos in ("VERB", "AUX", "SCONJ") or (end in at and at[end].label == "person"):
            return k
        if words[end].text == ",":
            return end
    return k


def closed(words: list[Word], last: int, first: int, title: Word | None = None) -> bool:
    """Whether a name after a comma is an apposition and not the subject of what follows."""
    after = words[last + 1] if last + 1 < len(words) else None
    if first and words[first - 1].text not in (",", ":"):
        return True
    if (
        title is not None
        and words[first].dep == "appos"
        and title.dep == "nsubj"
        and words[first].head is title
    ):
        return True  # "Der Gouverneur von X, Jonas Berg kam": a comma is missing
    return after is None or after.text in (",", ".", ")", ":", "(", ";", "–", "!", "?")


def behind_phrase(role: Role, words: list[Word], at: dict[int, Hit]) -> Hit | None:
    """The name that the parser takes for the title's apposition, between commas behind whatever else tells of it: "der
    Chef des Dienstes FSB, X, ...", "der Richter am Landgericht Hagenau, X, ..."."""
    for child in role.word.kids("appos"):
        hit = at.get(child.i)
        named = hit is not None and hit.label == "person" and hit.first == child.i
        if named and words[child.i - 1].text == "," and closed(words, hit.last, hit.first):  # type: ignore[union-attr]
            return hit
    return None


def in_brackets(words: list[Word], k: int, at: dict[int, Hit]) -> Hit | None:
    """The person that brackets at word k name and nothing else: "(Jonas Berg)"."""
    hit = at.get(k + 1)
    if hit is None or hit.label != "person" or words[k].text != "(" or hit.first != k + 1:
        return None
    return hit if hit.last + 1 < len(words) and words[hit.last + 1].text == ")" else None


def before_brackets(words: list[Word], k: int) -> int:
    """The last word before brackets that close at word k: "Jonas Berg (SPÖ)"; without brackets k itself."""
    if k < 0 or words[k].text != ")":
        return k
    start = k
    while start > 0 and start > k - 6 and words[start].text != "(":
        start -= 1
    return start - 1 if words[start].text == "(" else k


def past_rank(words: list[Word], k: int, at: dict[int, Hit]) -> int:
    """Step over a second title behind the comma: "Iran's Supreme Leader, Ayatollah X"."""
    named = words[k - 1].text == "," and k not in at and k + 1 in at and at[k + 1].first == k + 1
    return k + 1 if named else k


def past_noun(words: list[Word], k: int, last: int, at: dict[int, Hit], links: Collection[str]) -> int:
    """Step over what else somebody is: "UN-Gesandter in Haiti, der Tunesier X", "die Abgeordnete und Gegnerin X"."""
    apposed = k > last + 1 and words[k - 1].text == "," and k < len(words) and words[k].pos == "DET"
    joined = k == last + 1 and k < len(words) and words[k].lower in links
    if not (apposed or joined) or k + 2 >= len(words) or words[k + 1].pos != "NOUN":
        return k
    noun, name = words[k + 1], at.get(k + 2)
    named = name is not None and name.label == "person" and name.first == k + 2
    one = not noun.has("Number=Plur") and (k + 1 not in at or at[k + 1].label == "inhabitant")
    return k + 2 if named and one and name.head.dep in ("appos", "flat") else k  # type: ignore[union-attr]


def put_last(words: list[Word], comma: int, role: Role, at: dict[int, Hit]) -> Hit | None:
    """Whom an apposition behind the verb explains: "wurde Jonas Berg getötet, der Anführer der Miliz"."""
    verb = words[comma - 1]
    if (
        verb.pos not in ("VERB", "AUX")
        or role.word.child("det") is None
        or (role.body is None and role.owner is None)
    ):
        return None
    end = max(role.word.i, role.body.last if role.body is not None else 0) + 1
    if end < len(words) and words[end].text not in (".", ",", ";", "!", "?", "("):
        return None
    persons = {id(hit): hit for i, hit in at.items() if i < comma and hit.label == "person"}
    told = [hit for hit in persons.values() if hit.head.head in (verb, verb.head) or hit.last == verb.i - 1]
    return told[0] if len(persons) == len(told) == 1 else None


def named_behind(role: Role, words: list[Word], k: int, knowledge: Knowledge) -> bool:
    """Whether an unrecognised name with a known given name stands right behind the body: "der Vorsitzende der
    Gewerkschaft Nova Petra-Maria Lind"."""
    surname = words[k + 1] if k + 1 < len(words) else None
    return (
        role.body is not None
        and role.body.last == k - 1
        and surname is not None
        and surname.text[:1].isupper()
        and surname.pos in ("PROPN", "X", "NOUN")
        and words[k].dep in ("appos", "flat", "nmod")
        and knowledge.gender(words[k].text) is not None
    )


def apposed(role: Role, words: list[Word], k: int) -> bool:
    """Whether an unrecognised name stands in apposition: "der UN-Beauftragte für X, Said Raad, ..."."""
    word = words[k]
    proper = word.pos in ("PROPN", "X") and word.text[0].isupper() and word.dep in ("appos", "flat", "conj")
    inside = word.head is not None and role.word.i <= word.head.i < k
    return proper and words[k - 1].text == "," and inside
