"""What kind of clause a verb tells of, where that decides which frames may fire: games, weapons, threats."""

from __future__ import annotations

from kgraph.extract.grammar.clauses import Slots, verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word


def is_weapon(word: Word, lexicon: Lexicon) -> bool:
    """Whether a subject is a weapon: "Raketen", whatever the lemmatiser makes of it."""
    forms = (word.lemma.lower(), word.lower.removesuffix("n"))
    return word.pos in ("NOUN", "PROPN") and any(form.endswith(lexicon.weapons) for form in forms)


def takes_up(verb: Word, slots: Slots, lexicon: Lexicon) -> bool:
    """Whether a verb refuses what was told before: "denied this", "refused"."""
    if verb_lemma(verb) not in lexicon.refusing or slots.get("comp"):
        return False
    return all(w.lower in lexicon.neuter_anaphors for w in slots.get("obj", ()))


def plays(slots: Slots, lexicon: Lexicon) -> bool:
    """Whether a clause tells of a game: "Torhüter X wehrte den Angriff ab"."""
    return any(w.lemma.lower().endswith(lexicon.sporting) for w in slots.get("obj", ())) or any(
        w.lemma.lower() in lexicon.players for w in slots.get("subj", ())
    )


def threatened(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a deed is openly threatened: "droht, X anzugreifen" is THREATEN and no plan."""
    head = verb.head
    return verb.dep == "xcomp" and head is not None and verb_lemma(head) in lexicon.matrix["threat"]
