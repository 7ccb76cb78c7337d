"""Who a word in a speaker's place is, which words report, and what parsers get wrong around them."""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.grammar.clauses import prepositions, verb_lemma
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word, move

NOMINAL = ("NOUN", "PROPN", "PRON", "X")


@dataclass(slots=True)
class Claim:
    """Who says it: an actor's mention, or words that describe a source that is no actor; `word` is where."""

    hit: Hit | None = None
    text: str | None = None
    sent: int = -1
    word: Word | None = None


class Voices:
    """Tells speakers and reporting words in one article."""

    def __init__(self, arguments: Arguments, lexicon: Lexicon) -> None:
        self.arguments = arguments
        self.lexicon = lexicon
        self.words = lexicon.attribution
        self.compounds = tuple(sorted(self.words["compounds"]))

    def reports(self, verb: Word) -> bool:
        """Whether a verb (or a predicate such as "ist der Ansicht") introduces what somebody says."""
        lemma = self.lemma(verb)
        if verb.pos in ("VERB", "AUX"):
            if lemma in self.words["impersonal"]:
                subject = verb.child("nsubj", "expl")
                return subject is None or subject.lower in self.words["expletive"]
            if lemma in self.lexicon.matrix["report"] or lemma in self.words["verbs"]:
                return True
        if verb.child("cop") is not None:
            return verb.lemma.lower() in self.words["opinions"]
        return any(f"{c.lower} {lemma}" in self.words["idioms"] for c in verb.children)

    def lemma(self, verb: Word) -> str:
        """The lemma with its particle, unless that is an adverb that parsers take for one ("sagte weiter")."""
        particle = verb.child("compound:prt")
        loose = particle is not None and particle.lower in self.words["loose"]
        return verb.lemma.lower() if loose else verb_lemma(verb)

    def is_after(self, noun: Word) -> bool:
        """Whether "nach" before this noun means according to it, and not after it."""
        nouns = self.words["after_nouns"]
        compound = noun.lower.endswith(self.compounds)
        return noun.lemma.lower() in nouns or noun.lower in nouns or compound

    def is_message(self, noun: Word) -> bool:
        """Whether a noun is words or a paper of somebody; German compounds of such nouns are as well."""
        nouns = self.lexicon.source_nouns
        if noun.lemma.lower() in nouns or noun.lower in nouns:
            return True
        return noun.lower.endswith(self.compounds) and noun.pos == "NOUN"

    def source(self, n: int, word: Word, place: bool = False) -> Claim | None:
        """Who a word in a speaker's position is: an actor, whose paper or words it is, or its own words."""
        lemma = word.lemma.lower()
        message = self.is_message(word)
        hits = self.arguments.owners(n, word) if message else self.arguments.actors(n, word)
        hits = hits or (self.arguments.actors(n, word) if message else self.arguments.owners(n, word))
        for hit in hits:
            if hit.ent is not None and hit.kind != "place":
                return Claim(hit=hit, sent=n, word=word)
        capital = self.arguments.capital(n, word) if place else None
        if capital is not None:
            return Claim(hit=capital, sent=n, word=word)
        marked = self.arguments.reading.hit(n, word)
        if (marked is not None and marked.kind == "place") or word.lower in self.words["no_source"]:
            return None
        nominal = word.pos in ("NOUN", "PROPN") or (
            word.pos in ("ADJ", "NUM") and word.text[0].isupper() and word.i > 0
        )
        if lemma in self.words["no_source"] or not (nominal or word.lower in self.words["some"]):
            return None
        whose = next((c for c in word.kids("nmod") if c.pos == "NOUN"), None) if message else None
        if whose is not None and set(prepositions(whose, self.lexicon)) <= self.words["from"]:
            return Claim(text=_described(whose), sent=n, word=word)  # "nach Angaben von Augenzeugen"
        return Claim(text=_described(word), sent=n, word=word)

    def happens(self, word: Word) -> bool:
        """Whether a noun is that of an event, which says nothing: "die Zusammenarbeit zeigt, dass …"."""
        lemma = word.lemma.lower()
        key = self.lexicon.noun_key(lemma) if word.pos == "NOUN" else None
        if key is None or lemma in self.words["message_nouns"] or self.lexicon.names_body(lemma):
            return False
        holders = (s.name for f in self.lexicon.nouns[key[0]] for s in f.source)
        return lemma not in self.lexicon.person_nouns and "holder" not in holders

    def mend(self, sentence: Sentence) -> None:
        """Put right what parsers do to inserted reporting clauses: "X, sagte Y, habe …" with two subjects,
        "X zufolge" as the subject."""
        for word in sentence.words:
            if word.dep.startswith("flat") and word.lower in self.lexicon.attribution_prepositions:
                _behind(word)
        for word in sentence.words:
            if word.dep in ("nsubj", "obj", "iobj", "nsubj:pass") and word.child("case") is not None:
                if set(prepositions(word, self.lexicon)) & self.lexicon.attribution_prepositions:
                    enough = 1 if word.dep == "nsubj" else 2  # the subject was taken for an object
                    word.dep = "obl"
                    objects = word.head.kids("obj") if word.head is not None else []
                    if len(objects) >= enough and word.head is not None and word.head.child("nsubj") is None:
                        objects[0].dep = "nsubj"
            elif word.pos == "VERB" and inside(sentence, word) and self.reports(word):
                self._mend_inserted(word)

    def _mend_inserted(self, verb: Word) -> None:
        clause = next((c for c in verb.kids("ccomp", "parataxis") if c.pos in ("VERB", "AUX", "ADJ")), None)
        late = next(
            (c for c in verb.children if c.i > verb.i and c.pos in NOMINAL and c.child("case") is None), None
        )
        if clause is None or late is None or late.i > verb.i + 4:
            return
        early = [c for c in verb.kids("nsubj") if c.i < verb.i]
        if late.dep in ("ccomp", "xcomp", "obj", "appos", "dep"):
            late.dep = "nsubj"
        if late.dep != "nsubj":
            return
        for word in early:
            verb.children.remove(word)
            word.head = clause
            clause.children.append(word)
            clause.children.sort(key=lambda w: w.i)
            if clause.child("nsubj", "nsubj:pass") is not word:
                word.dep = "dep"


def _behind(link: Word) -> None:
    """Hang a preposition that parsers take for the end of a name on the phrase before it: "einem Bericht von
    Greenpeace International zufolge"."""
    name = link.head
    if name is None or any(w.i > link.i for w in name.children):
        return
    top = name
    while top.dep in ("flat", "appos", "nmod") and top.head is not None and top.head.i < top.i:
        top = top.head
    move(link, top, "case")


def inside(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb directly follows a comma, dash or closing quotation mark."""
    before = sentence.words[verb.i - 1] if verb.i else None
    return before is not None and before.pos == "PUNCT" and before.text not in ":;("


def _described(word: Word) -> str:
    """A source's noun with its adjectives and names: "ranghohe Diplomaten", "Richterin Anna Beispiel"."""
    keep = [word, *word.kids("amod", "flat", "flat:name", "compound", "nummod")]
    inside = sorted((w for w in keep if abs(w.i - word.i) <= 5), key=lambda w: w.i)
    return " ".join(w.text for w in inside)


def reported_mood(word: Word, lexicon: Lexicon) -> bool:
    """Whether a verb stands in the Konjunktiv I of reported speech. Taggers often miss it where it looks like
    the first person: "nehme", with any other subject than "ich", can be nothing else."""
    if word.pos not in ("VERB", "AUX"):
        return False
    if word.lower in lexicon.reported_forms or (word.has("Mood=Sub") and word.has("Tense=Pres")):
        return True
    if lexicon.lang != "de" or word.lower + "n" != word.lemma.lower() or word.has("Number=Plur"):
        return False
    clause = word.head if word.dep in ("aux", "aux:pass", "cop") else word
    subject = clause.child("nsubj", "nsubj:pass") if clause is not None else None
    return subject is not None and subject.lower not in lexicon.first_singular
