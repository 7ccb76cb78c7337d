"""Actors of a thing that owns none: the country that it stands in, whoever is named inside of it."""

from __future__ import annotations

from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.entities.actors import Hit
from kgraph.extract.grammar.clauses import is_passive, participle_verb, prepositions, verb_slots
from kgraph.extract.grammar.nounphrases import behind
from kgraph.extract.language.syntax import Sentence, Word


def standing_in(
    arguments: Arguments, n: int, word: Word, verb: Word | None = None, is_assault: bool = False
) -> list[Hit]:
    """The country that a thing stands in: "Kraftwerke in der Ukraine"."""
    found: list[Hit] = []
    if word.pos != "NOUN":
        return found
    lexicon = arguments.lexicon
    phrases = word.kids("nmod", "obl")
    if verb is not None:
        # parsers may hang what stands right behind the thing on the verb
        end = max(w.i for w in word.subtree())
        # "hat in der Ukraine einen Bus getroffen", "were killed in Kharkiv by missiles"
        before = is_assault and (lexicon.lang == "de" or is_passive(verb) or verb.child("obj") is None)
        phrases.extend(c for c in verb.kids("obl") if before or min(w.i for w in c.subtree()) == end + 1)
    for child in phrases:
        if set(prepositions(child, lexicon)) & lexicon.within:
            named = arguments.actors(n, child)
            if not named and (child.pos == "PROPN" or lexicon.is_area(child.lemma.lower(), child.lower)):
                named = arguments.owners(n, child)  # "im russischen Rjasan", "im Nordosten Nigerias"
            capital = arguments.capital(n, child) or (arguments.town(n, child) if is_assault else None)
            hits = [h for h in named if is_country(h) or (is_assault and _is_area(h))]
            found.extend(h for h in (*hits, *([capital] if capital is not None else [])) if h not in found)
    return found


def within(arguments: Arguments, n: int, word: Word) -> list[Hit]:
    """Whoever is named inside of a thing, unless it is done to them: "begrüßte die Zusammenarbeit mit X"."""
    lexicon = arguments.lexicon
    if word.lemma.lower() in lexicon.apart or lexicon.befalls(word.lemma.lower()):
        return []
    for child in word.subtree():
        hit = arguments.reading.hit(n, child)
        if hit is None or hit.actor is None or child is word:
            continue
        chain = []
        for node in (child, *child.ancestors()):
            if node is word:
                break
            chain.append(node)
        cases = {case for node in chain for case in prepositions(node, lexicon)}
        if any(node.lemma.lower() in lexicon.law_privates for node in chain):
            continue  # "die Aufnahme von Flüchtlingen aus X"
        # "die von X unterstützten Milizen", "X-backed forces": who is named does something to them
        told = any(
            node.dep.startswith("acl")
            or (node.dep == "amod" and node.pos == "VERB")
            or participle_verb(node, lexicon)
            for node in chain
        )
        if cases <= lexicon.involving and not told:
            return [hit]
    return []


def country_of(arguments: Arguments, n: int, word: Word) -> Hit | None:
    """The country of a capital, a region or a town: "Nordirak", "in der englischen Stadt Coventry"."""
    area = arguments.lexicon.is_area(word.lemma.lower(), word.lower)
    names = [word, *word.kids("appos", "flat", "nmod")] if area else [word]
    places = (arguments.capital(n, w) or arguments.town(n, w) for w in names)
    return next((h for h in places if h is not None), None)


def in_infinitive(arguments: Arguments, n: int, verb: Word) -> list[Hit]:
    """Whom a refused deed would concern: "weigert sich, mit X zu sprechen", "lehnt es ab, die Auflagen von X zu
    erfüllen"."""
    for clause in verb.kids("xcomp", "ccomp"):
        if clause.child("nsubj", "nsubj:pass") is not None:
            continue
        slots = verb_slots(clause, arguments.lexicon)
        # the first that names anybody counts
        places = behind(slots, arguments.lexicon.done_to)
        words = [*slots.get("dat", ()), *slots.get("obj", ()), *places]
        words += [
            w for w in clause.kids("xcomp") if w.pos == "NOUN"
        ]  # "sich weigern, Mitglied von X zu werden"
        for owner in (False, True):
            for word in words:
                hits = arguments.actors(n, word, owner=owner)
                if hits:
                    return hits
    return []


def _is_area(hit: Hit) -> bool:
    """Whether a mention is that of an area with a government of its own: "im Gazastreifen"."""
    return hit.weak and hit.ent is not None and hit.ent.type == "government"


def is_country(hit: Hit) -> bool:
    """Whether a mention is that of a country."""
    return hit.ent is not None and hit.ent.type == "country"


def next_conjunct(arguments: Arguments, n: int, sentence: Sentence, hit: Hit) -> list[Hit]:
    """ "zwischen A und B" where the parser lost B: the mention right after the conjunction."""
    k = hit.last + 1
    words = sentence.words
    if k < len(words) and words[k].pos == "CCONJ":
        k += 1
        while k < len(words) and k <= hit.last + 6:
            other = arguments.reading.at[n].get(k)
            if other is not None and other.actor is not None:
                return [other]
            if words[k].pos not in ("DET", "ADJ", "NOUN", "ADP", "ADV"):
                break
            k += 1
    return []


def on_orders(arguments: Arguments, n: int, verb: Word) -> list[Hit]:
    """On whose orders something is done to somebody: "wurde auf Anordnung der Armee geschlossen"."""
    if not is_passive(verb):
        return []
    orders = arguments.lexicon.crews["orders"]
    words = [w for w in verb.kids("obl") if w.lemma.lower() in orders and w.child("case") is not None]
    return [h for w in words for h in arguments.owners(n, w)]


def butt(arguments: Arguments, n: int, noun: Word) -> list[Hit]:
    """Who "Ziel der Angriffe war", "Opfer eines Angriffs wurde", on either side of the verb."""
    head = noun.head
    if noun.child("cop") is not None:
        words = noun.kids("nsubj")
    elif head is None or not noun.dep.startswith(("nsubj", "xcomp", "obl", "obj")):
        return []
    else:
        words = [head] if head.child("cop") is not None else head.kids("nsubj", "nsubj:pass")
    return [h for w in words if w is not noun for h in arguments.actors(n, w, owner=True)]
