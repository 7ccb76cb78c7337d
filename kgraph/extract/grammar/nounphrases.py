"""The phrases that go with an event noun, wherever parsers hang them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgraph.extract.grammar.clauses import Slots, prepositions, verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word

# How far behind an event noun its phrase may stand: "der Angriff der Hamas vom 7. Oktober auf Israel".
_BEHIND = 8
# the endings of adjectives in names without an article
_ENDINGS = {"Masc": "er", "Fem": "e", "Neut": "es"}


def behind(slots: Slots, cases: Iterable[str]) -> list[Word]:
    """What stands behind one of some prepositions; those of a set go by the alphabet."""
    ordered = sorted(cases) if isinstance(cases, frozenset) else cases
    return [word for case in ordered for word in slots.get("/" + case, ())]


def nominative(words: list[Word], lexicon: Lexicon) -> str | None:
    """The dictionary form of an inflected German name: "Deutschen Lehrerverbandes" -> "Deutscher Lehrerverband"; None
    for names that begin with no inflected adjective."""
    count = next((k for k, w in enumerate(words) if w.pos != "ADJ" or not w.text[0].isupper()), len(words))
    noun = words[count] if 0 < count < len(words) else None
    if noun is None or noun.pos not in ("NOUN", "PROPN") or noun.has("Number=Plur"):
        return None
    head = words[-1]
    if (
        head is not noun
        and head.text.endswith("s")
        and all(w.pos in ("NOUN", "PROPN") for w in words[count:])
    ):
        noun = head  # "des Deutschen Tennis Bundes"
    stems = [re.sub("(en|e)$", "", w.text) for w in words[:count]]
    told = lexicon.body_genders.of(re.sub("e?s$", "", noun.lower))
    ending = next(
        (
            e
            for gender, e in _ENDINGS.items()
            if told == gender or (not told and noun.has(f"Gender={gender}"))
        ),
        None,
    )
    if ending is None or any(stem == w.text for stem, w in zip(stems, words, strict=False)):
        return None
    plain = noun.lemma if ending != "e" and noun.text.startswith(noun.lemma) else noun.text
    if told and plain == noun.text:
        plain = re.sub("(?<=[^s])e?s$", "", plain)  # "Verbandes"
    named = [plain if w is noun else w.text for w in words[count:]]
    return " ".join([*(stem + ending for stem in stems), *named])


def noun_phrases(noun: Word, preposition: str, lexicon: Lexicon) -> list[Word]:
    """The phrases with a preposition that go with a noun, wherever the parser has hung them."""
    # "der Angriff der Hamas auf Israel": parsers like to hang the phrase on the owner
    owners = [
        c for c in noun.children
        if c.dep in ("nmod", "appos", "flat") and c.i > noun.i
        and (c.child("case") is None or set(prepositions(c, lexicon)) <= lexicon.owner_prepositions)
    ]  # fmt: skip
    # "Ermittlungen wegen Betrugs gegen X"
    grounds = [
        c
        for c in noun.kids("nmod", "obl")
        if set(prepositions(c, lexicon)) & lexicon.charges and c.i > noun.i
    ]
    # "die gegen X verhängten Sanktionen", "das zwischen A und B ausgehandelte Abkommen"
    made = [c for c in noun.kids("amod", "acl") if c.i < noun.i]
    holders = [noun, *owners, *grounds, *made]
    head = noun.head
    # "verhängte Sanktionen gegen X", "führte ein Gespräch mit X": the parser may hang the phrase on the verb;
    # "talks have taken place between A and B": it belongs behind the verb
    subject = noun.dep.startswith("nsubj")
    happens = head is not None and subject and (_happens(head, lexicon) or _aimed(head, lexicon))
    if head is not None and happens:
        holders.extend([*head.kids("obj"), head])
    elif head is not None and (
        (head.pos in ("VERB", "AUX", "ADJ") and noun.dep != "nsubj") or (subject and head.i > noun.i)
    ):
        holders.append(head)
    for holder in holders:
        between = holder is head and subject and not happens
        found = [
            child
            for child in holder.children
            if child.dep in ("nmod", "obl", "acl", "dep", "obj")
            and preposition in prepositions(child, lexicon)
            and not (between and not noun.i < child.i < holder.i and not _opens(child))
            and not (holder is head and child.i < noun.i - 6 and not _opens(child))
        ]
        if found:
            return found
    return []


def _opens(phrase: Word) -> bool:
    """Whether a phrase stands first in its sentence: "Gegen den früheren Präsidenten X ist ... Haftbefehl erlassen"."""
    return phrase.subtree()[0].i == 0


def _aimed(verb: Word, lexicon: Lexicon) -> bool:
    """ "die Vorwürfe richten sich gegen X", "gegen X läuft ein Verfahren"."""
    return verb_lemma(verb) in lexicon.matrix["aim"]


def _happens(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a verb says of its subject no more than that it takes place."""
    lemma = verb_lemma(verb)
    return lemma in lexicon.matrix["happen"] or lemma in lexicon.matrix["going"]


def phrase_behind(sentence: Sentence, noun: Word, preposition: str, lexicon: Lexicon) -> Word | None:
    """The phrase right behind a noun and its owner, whatever it hangs on."""
    words = sentence.words
    own = {w.i for w in noun.subtree()}
    for k in range(noun.i + 1, min(len(words), noun.i + _BEHIND)):
        word = words[k]
        if word.dep == "case" and word.head is not None and word.head.i > k:
            form = lexicon.contracted.get(word.lower, word.lower)
            if form == preposition:
                return word.head
        elif k not in own:
            return None
    return None


def alongside(words: list[Word], slots: Slots, verb: Word, each: bool, lexicon: Lexicon) -> list[Word]:
    """Who has the part of `words` as well: "neben X trafen sich Y und Z" (`each`), "neben X traf Y auch Z"."""
    others = behind(slots, lexicon.alongside)
    if not others or not words or each:
        return others if words else []
    marks = {c.i + 1 for c in verb.children if c.lower in lexicon.also}
    starts = [w.subtree()[0] for w in words]
    return others if any(w.i in marks or w.lower in lexicon.also for w in starts) else []


def listing(words: list[Word], noun: Word, ends: set[int], lexicon: Lexicon) -> int:
    """Where the word "darunter" stands that tells of some of those whom a noun means: behind the noun, or, of a
    subject or object, at the end of the clause, where no other plural stands between that may mean somebody ("viele
    gratulierten Y, darunter X", "verurteilte viele zu Haftstrafen, darunter X").
    `ends`: where names end."""
    verb = noun.head
    if noun.dep in ("nsubj", "nsubj:pass", "obj") and verb is not None and verb.pos == "VERB":
        for mark in words[noun.i + 3 :]:
            if words[mark.i - 1].text == "," and exampled(words, mark.i, lexicon.listing):
                between = [w for w in words[noun.i + 1 : mark.i] if w.pos in ("NOUN", "PROPN", "PRON")]
                plurals = [w for w in between if w.has("Number=Plur")]
                several = any(lexicon.noun_key(w.lemma.lower()) is None for w in plurals)
                single = mark.i - 2 in ends or words[mark.i - 2].pos != "PROPN"
                return mark.i if single and not several else noun.i + 2
    return noun.i + 2


def first_conjunct(noun: Word) -> Word:
    """The first noun of a coordination: it shows the place of all in the clause."""
    while noun.dep == "conj" and noun.head is not None and noun.head.pos in ("NOUN", "PROPN"):
        noun = noun.head
    head = noun.head
    if (
        noun.dep == "nmod"
        and head is not None
        and head.pos in ("PRON", "DET", "NUM")
        and noun.child("case") is None
    ):
        return head  # "einen der größten Angriffe"
    return noun


def says_where(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun with its preposition is a predicate of its own: "said that it is at war with X"."""
    own = noun.child("cop") is not None and noun.child("nsubj") is not None
    return own and bool(prepositions(noun, lexicon))


def exampled(words: list[Word], k: int, marks: frozenset[str]) -> int:
    """How many words after the comma before word k say that some of those meant follow: "darunter", "unter ihnen"."""
    if k >= len(words) or words[k - 1].text != ",":
        return 0
    if words[k].lower in marks:
        return 1
    two = f"{words[k].lower} {words[k + 1].lower}" if k + 1 < len(words) else ""
    return 2 if two in marks else 0


def makers(noun: Word, lexicon: Lexicon) -> list[Word]:
    """Who did or made something, as a participle before it says: "das von X vorgelegte Gesetz"."""
    return [
        agent
        for part in noun.kids("amod")
        if part.pos in ("VERB", "ADJ")
        for agent in part.kids("obl")
        if set(prepositions(agent, lexicon)) & lexicon.passive_agent
    ]
