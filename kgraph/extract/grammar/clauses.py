"""Who stands where: the arguments of a verb or noun in language-neutral slots.

Slots of verbs: subj obj dat comp deed (objects of the infinitive) and "/mit" for a prepositional phrase; passives
are turned round, the subject of infinitives, participles, relative and coordinated clauses is looked up where the
grammar leaves it.
"""

from __future__ import annotations

from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word

Slots = dict[str, list[Word]]

_EMBEDDED = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis")
_CLAUSE_DEPS = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis")


def verb_lemma(verb: Word) -> str:
    """The lemma with its separable particle joined: "auffordern" for "forderte ... auf"."""
    particle = verb.child("compound:prt")
    lemma = verb.lemma.lower()
    if particle is None or lemma.startswith(particle.lower):
        return lemma
    return particle.lower + lemma


def prepositions(word: Word, lexicon: Lexicon) -> list[str]:
    """The prepositions that govern a noun, uncontracted ("im" -> "in")."""
    return [
        lexicon.contracted.get(c.lower, c.lower) for c in word.children if c.dep == "case" and c.pos != "PART"
    ]


def participle_verb(word: Word, lexicon: Lexicon) -> str | None:
    """The frame verb whose past participle an adjective is ("finanzierte" -> "finanzieren")."""
    for form in (word.lemma.lower(), word.lower):
        for ending in ("", "e", "en", "er", "es", "em"):
            verb = lexicon.participles.get(form.removesuffix(ending) if ending else form)
            if verb is not None:
                return verb
    return None


def present_participle(word: Word, lexicon: Lexicon) -> str | None:
    """The frame verb whose present participle an adjective is ("demonstrierende" -> "demonstrieren")."""
    if word.pos != "ADJ" or word.dep not in ("amod", "acl") or lexicon.lang != "de":
        return None
    for form in (word.lemma.lower(), word.lower):
        for ending in ("", "e", "en", "er", "es", "em"):
            stem = form.removesuffix(ending) if ending else form
            if stem.endswith("nd") and stem[:-1] in lexicon.verbs:
                return stem[:-1]
    return None


def is_passive(verb: Word) -> bool:
    """Whether a verb stands in the passive."""
    return (
        any(c.dep in ("aux:pass", "nsubj:pass", "csubj:pass") for c in verb.children)
        or _felt(verb)
        or _headline(verb)
        or _joined(verb)
        or _beside(verb)
    )


def is_settled(verb: Word, lexicon: Lexicon) -> bool:
    """ "ist in Indien gesperrt": what was done and lasts, of verbs that no subject does by itself."""
    return verb.tag == "VVPP" and verb.child("cop") is not None and verb_lemma(verb) in lexicon.settled


def _joined(verb: Word) -> bool:
    """ "wurde gefunden und verhaftet": a bare participle goes on with the passive before it."""
    head = verb.head
    bare = verb.dep == "conj" and verb.tag == "VVPP" and not verb.kids("aux", "aux:pass", "cop", "obj")
    return bare and head is not None and head.child("aux:pass") is not None


def _beside(verb: Word) -> bool:
    """ "Begleitet von X, führte Y ...", "Y begann, unterstützt von X, …": a bare participle with who does it behind."""
    head = verb.head
    if verb.tag != "VVPP" or verb.dep not in ("advcl", "conj", "acl") or head is None or head.pos != "VERB":
        return False
    if verb.kids("aux", "aux:pass", "cop", "obj", "iobj", "nsubj", "mark", "cc", "expl"):
        return False
    agents = [c for w in verb.kids("obl") for c in w.kids("case") if c.i == verb.i + 1]
    opens = verb.i == 0 or any(c.i == verb.i - 1 for c in verb.kids("punct"))
    return opens and any(c.lower in ("von", "vom") for c in agents)


def _felt(verb: Word) -> bool:
    """ "fühlt sich bedroht", "muss sich vorwerfen lassen": passives of verbs of seeing oneself and of letting."""
    if _let(verb):
        return True
    return verb.dep == "xcomp" and verb.tag == "VVPP" and not verb.kids("aux", "mark", "nsubj")


def _let(verb: Word) -> bool:
    """ "muss sich vorwerfen lassen"."""
    head = verb.head
    if verb.dep != "xcomp" or head is None or head.lemma.lower() != "lassen":
        return False
    return any(c.lower == "sich" for c in (*verb.children, *head.children))


def _headline(verb: Word) -> bool:
    """ "Ex-Premier zu Gefängnis verurteilt": a participle with a subject and nothing else is a passive; what has its
    objects or clauses behind it is finite ("X kritisiert, dass …")."""
    if verb.tag != "VVPP" or verb.dep != "root" or verb.child("obj", "aux", "cop") is not None:
        return False
    if any(c.i > verb.i and c.dep in ("ccomp", "xcomp", "obl", "nsubj", "expl") for c in verb.children):
        return False
    return verb.child("nsubj") is not None


def is_reflexive(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a verb carries "sich" or "einander"."""
    return any(
        c.lower in lexicon.reflexive
        for c in verb.children
        if c.dep in ("obj", "iobj", "obl", "expl", "advmod", "expl:pv")
    ) or any(c.lower in lexicon.reflexive for x in verb.kids("xcomp") if x.tag == "VVPP" for c in x.children)


def finite_parts(verb: Word) -> list[Word]:
    """The verb and its auxiliaries; of a coordinated verb without a finite one, those of the first conjunct as
    well ("soll reisen und empfangen werden")."""
    parts = [verb, *verb.kids("aux", "aux:pass", "cop")]
    if verb.dep == "conj" and verb.head is not None and not any(is_finite(p) for p in parts):
        parts.extend(verb.head.kids("aux", "aux:pass", "cop"))
    return parts


def is_finite(verb: Word) -> bool:
    """Whether a word is a finite verb."""
    return verb.has("VerbForm=Fin") or verb.tag.endswith("FIN") or verb.tag in ("VBD", "VBZ", "VBP", "MD")


def verb_slots(verb: Word, lexicon: Lexicon) -> Slots:
    """The arguments of a verb by slot. A passive's subject stands in obj, its agent in subj."""
    slots: Slots = {}
    passive = is_passive(verb) or is_settled(verb, lexicon)
    for child in verb.children:
        dep = child.dep
        if dep == "nsubj" and "subj" in slots and not passive:
            # a second subject is a coordinated one, or an object that the parser took for a subject
            first = slots["subj"][0]
            joined = child.child("cc") is not None or any(
                c.dep == "cc" and first.i < c.i < child.i for c in verb.children
            )
            _put(slots, "subj" if joined else "obj", child)
        elif dep == "nsubj":
            _put(slots, "obj" if passive else "subj", child)
        elif dep == "nsubj:pass":
            _put(slots, "obj", child)
        elif dep in ("obj", "iobj", "obl"):
            if child.lower in lexicon.reflexive:
                continue
            cases = prepositions(child, lexicon)
            if cases:
                for case in cases:
                    if passive and case in lexicon.passive_agent:
                        _put(slots, "subj", child)
                    _put(slots, "/" + case, child)
            elif dep == "obj" and not child.has("Case=Dat"):
                _put(slots, "obj", child)
            elif dep == "obj":
                _put(slots, "dat", child)
                _put(slots, "obj", child)
            else:
                _put(slots, "dat", child)
        elif dep in ("ccomp", "xcomp"):
            _complement(slots, child)
            if dep == "xcomp" and verb.lemma.lower() in lexicon.naming:
                _put(slots, "xcomp", child)  # "called him a liar"
    for auxiliary in verb.kids("aux", "aux:pass"):
        for child in auxiliary.kids("nsubj", "nsubj:pass"):
            _put(slots, "obj" if passive else "subj", child)
    for word in [w for w in slots.get("obj", ()) if w.lower in lexicon.comparatives]:
        # "mehr als 50 israelische Ziele": the noun behind the comparison is what it is about
        for child in (*word.children, *verb.kids("obl")):
            if (
                child.i > word.i
                and child.pos in ("NOUN", "PROPN")
                and lexicon.than & set(prepositions(child, lexicon))
            ):
                slots["obj"][slots["obj"].index(word)] = child
                break
    for word in [w for w in slots.get("obj", ()) if w.lower in lexicon.quantities]:
        # "Dutzende Kampfflugzeuge": what they are dozens of
        slots["obj"].extend(
            c for c in word.kids("nmod", "appos") if c.child("case") is None and c.pos == "NOUN"
        )
    if "obj" not in slots and not passive:
        # "besuchte am Montag Rumänien", "tötete bei einem Angriff X": parsers take the object for an apposition
        for near, child in ((w, c) for w in verb.kids("obl", "nsubj") for c in (w, *w.kids("nmod"))):
            lemma = child.lemma.lower()
            if lemma in lexicon.time_nouns or (near.dep == "obl" and lexicon.noun_key(lemma) is not None):
                for name in child.kids("appos", "flat"):
                    if name.dep == "appos" or (
                        name.pos == "PROPN" and name.lemma.lower() not in lexicon.time_nouns
                    ):
                        _put(slots, "obj", name)
    if verb.dep == "acl:relcl" and "obj" not in slots and not passive and _reduced(verb, lexicon):
        _put(slots, "obj", verb.head)  # type: ignore[arg-type]
    _nested(slots, lexicon)
    _implicit_subject(verb, slots, lexicon, passive)
    return slots


def joint_word(verb: Word, lexicon: Lexicon) -> Word | None:
    """The adverb that says of several that they act jointly: "gemeinsam", "zusammen"."""
    near = [*verb.children]
    for phrase in verb.kids("obl", "obj", "iobj"):
        near.extend(phrase.subtree())  # "führen gemeinsam militärische Angriffe durch"
    amounts = [w for w in verb.kids("obj", "obl") if w.lemma.lower() not in lexicon.time_nouns]
    counted = any(c.kids("nummod") for w in amounts for c in (w, *w.children))
    if counted or verb_lemma(verb) in lexicon.summing:  # "zusammen fördern sie drei Millionen Barrel"
        near = [c for c in near if c.lower not in lexicon.in_sum]
    return next((c for c in near if c.lower in lexicon.jointly and c.dep in ("advmod", "obl", "case")), None)


def _reduced(verb: Word, lexicon: Lexicon) -> bool:
    """ "the sanctions it imposed": a relative clause without a pronoun is about the object."""
    if verb.child("nsubj") is None or verb.head is None or verb.head.i > verb.i:
        return False
    inside = [w for w in verb.subtree() if w.i < verb.i]
    return not any(
        w.lower in lexicon.relative_pronouns or w.lower in lexicon.adverbial_relatives for w in inside
    )


def _nested(slots: Slots, lexicon: Lexicon) -> None:
    """The phrases below prepositional phrases: "/along/with" in "along the border with Ukraine"."""
    for name in [n for n in slots if n.startswith("/")]:
        for word in slots[name]:
            for child in word.kids("nmod", "obl", "acl"):
                for case in prepositions(child, lexicon):
                    _put(slots, f"{name}/{case}", child)


def _put(slots: Slots, name: str, word: Word) -> None:
    slots.setdefault(name, []).append(word)


def _complement(slots: Slots, clause: Word) -> None:
    for child in clause.children:
        if clause.dep == "xcomp" and child.dep in ("obj", "iobj", "obl"):
            _put(slots, "deed", child)  # "threatened to bomb X", "to impose tariffs on X"
            for phrase in child.kids("nmod") if child.dep == "obj" else ():
                _put(slots, "deed", phrase)
    subject = clause.child("nsubj", "nsubj:pass")
    if subject is not None:
        _put(slots, "comp", subject)


def has_infinitive(verb: Word, lexicon: Lexicon) -> bool:
    """Whether an infinitive depends on a verb ("forced X to leave"), but none of purpose."""
    return any(
        child.dep == "xcomp" or (child.dep == "advcl" and _bare_infinitive(child, lexicon))
        for child in verb.children
    )


def _bare_infinitive(verb: Word, lexicon: Lexicon) -> bool:
    marks = verb.kids("mark")
    return any(m.pos == "PART" for m in marks) and not any(m.lower in lexicon.purpose for m in marks)


def _implicit_subject(verb: Word, slots: Slots, lexicon: Lexicon, passive: bool) -> None:
    """Fill a missing subject (object, in the passive) from the clause around the verb."""
    missing = "obj" if passive else "subj"
    head = verb.head
    if head is None:
        return
    if _let(verb):
        for word in verb_slots(head, lexicon).get("subj", ()):
            slots.setdefault("obj", []).insert(0, word)
        return
    if passive and "subj" not in slots and verb.dep == "conj" and is_passive(head):
        # "wurde von X gefunden und verhaftet": one agent for both
        slots.update({"subj": agent} if (agent := verb_slots(head, lexicon).get("subj", [])) else {})
    if missing in slots:
        return
    if verb.dep == "conj":
        # "X ist ein Nachbar von Y und hat Z geholfen"
        finite = head.pos in ("VERB", "AUX", "ADJ") or head.child("cop") is not None
        shared = verb_slots(head, lexicon) if finite else {}
        if "subj" in shared and not any(c.dep.startswith("nsubj") for c in verb.children):
            source = shared.get("obj") if is_passive(head) and passive else shared["subj"]
            if source:
                slots.setdefault(missing, []).extend(source)
        return
    if verb.dep in ("xcomp", "advcl", "ccomp") and head.pos in ("VERB", "AUX", "ADJ", "NOUN"):
        impersonal = verb.pos == "NOUN" and verb.child("expl") is not None  # "es sei Zeit"
        if verb.dep == "ccomp" and (is_finite(verb) or impersonal):
            return
        outer = verb_slots(head, lexicon)
        if (
            head.pos == "ADJ"
            and verb.dep != "advcl"
            and any(
                c.dep == "expl" or c.has("Gender=Neut") for c in head.kids("expl", "nsubj") if c.pos == "PRON"
            )
        ):
            # "es ist gefährlich für X, Geschäfte zu machen"
            concerned = [w for case in lexicon.for_whom for w in outer.get("/" + case, ())]
            outer = {"subj": concerned} if concerned else outer
        if head.pos == "NOUN" and not outer.get("subj"):
            outer = {"subj": _intender(head, verb, lexicon)}
        elif verb.dep == "xcomp":
            # "erklärte die Bereitschaft Polens, mit Y zu verhandeln": parsers hang the infinitive on the verb
            plans = head.kids("obj", "nsubj", "nsubj:pass")
            owners = [w for noun in plans if noun.i < verb.i for w in _owner(noun, verb, lexicon)]
            outer = {"subj": owners} if owners else outer
        lemma = verb_lemma(head)
        asked = lemma in lexicon.matrix["demand"] and (verb.dep != "advcl" or _bare_infinitive(verb, lexicon))
        controlled = lemma in lexicon.matrix["control"] and (
            verb.dep == "xcomp" or verb.gerund or _bare_infinitive(verb, lexicon)
        )
        raised = verb.dep == "xcomp" and "subj" not in outer and is_passive(head)  # "is said to have met"
        order: tuple[str, ...] = ("obj", "dat", "subj") if asked or controlled or raised else ("subj",)
        if asked and any(outer.get("/" + case) for case in lexicon.matrix["addressing"]):
            order = ("obj", "dat")  # "called on X to help": that lies with X
        if lemma in lexicon.matrix["befall"]:
            order = ("dat",)  # "Der Polizei gelang es, X zu fassen"
        for name in order:
            if outer.get(name):
                slots.setdefault(missing, []).extend(outer[name])
                return
    elif verb.dep in ("amod", "acl") and head.pos in ("NOUN", "PROPN"):
        past = (
            ((verb.pos == "ADJ" or verb.tag == "ADJA") and present_participle(verb, lexicon) is None)
            # "die vom Iran unterstützte Miliz": weak participles look like past tenses
            or verb.tag in ("VBN", "VVPP", "VVFIN")
            or (verb.has("VerbForm=Part") and not verb.has("Tense=Pres"))
        )
        if past:
            _put(slots, "obj", head)
            for child in verb.kids("obl"):
                if set(prepositions(child, lexicon)) & lexicon.passive_agent:
                    _put(slots, "subj", child)
        else:
            speaker = _author(head, lexicon) or _intender(head, verb, lexicon)
            slots.setdefault("subj", []).extend(speaker or [head])


def urged(verb: Word, lexicon: Lexicon) -> bool:
    """ "plädierte dafür, X zu helfen": others are to do so, whoever they are."""
    head = verb.head
    if verb.dep != "xcomp" or head is None or verb_lemma(head) not in lexicon.matrix["urge"]:
        return False
    slots = verb_slots(head, lexicon)
    return not is_passive(verb) and not slots.get("obj") and not slots.get("dat")


def _author(noun: Word, lexicon: Lexicon) -> list[Word]:
    """Who speaks through a message: the subject of "issued a statement accusing Y"."""
    verb = noun.head
    if noun.dep != "obj" or verb is None or verb.pos != "VERB" or is_passive(verb):
        return []
    if noun.lemma.lower() not in lexicon.attribution["source_nouns"]:
        return []
    return list(verb_slots(verb, lexicon).get("subj", ()))


def _intender(noun: Word, verb: Word, lexicon: Lexicon) -> list[Word]:
    """Who means to do what an infinitive behind a noun says: "Serbia's plan to attack", "has the intention to"."""
    owner, head = _owner(noun, verb, lexicon), noun.head
    if owner or noun.lemma.lower() not in lexicon.matrix_nouns["plan"] or not _infinitive(verb):
        return owner
    if noun.dep != "obj" or head is None or head.pos not in ("VERB", "AUX") or is_passive(head):
        return []
    return list(verb_slots(head, lexicon).get("subj", ()))


def _owner(noun: Word, verb: Word, lexicon: Lexicon) -> list[Word]:
    """Whose plan an infinitive behind a noun tells."""
    if noun.lemma.lower() not in lexicon.matrix_nouns["plan"] or not _infinitive(verb):
        return []
    owners = noun.kids("nmod", "nmod:poss")  # names do not always show their genitive
    return [c for c in owners if c.i < noun.i or c.has("Case=Gen") or c.child("case") is None][:1]


def _infinitive(verb: Word) -> bool:
    return verb.tag == "VVIZU" or any(m.pos == "PART" for m in verb.kids("mark"))


def relative_antecedent(word: Word, lexicon: Lexicon) -> Word | None:
    """The noun that a relative pronoun stands for."""
    if word.lower not in lexicon.relative_pronouns and word.pos != "PRON":
        return None
    for node in (word, *word.ancestors()):
        if node.dep in ("acl:relcl", "acl") and node.head is not None and node.head.i < word.i:
            return node.head
        if node.dep in ("ccomp", "parataxis", "root"):
            return None
    return None


def clause_of(word: Word) -> Word:
    """The verb (or predicate) of the clause that a word stands in."""
    node = word
    while node.head is not None and node.pos not in ("VERB", "AUX") and node.dep not in _CLAUSE_DEPS:
        if node.child("cop") is not None:
            break
        node = node.head
    return node


def own_words(verb: Word) -> list[Word]:
    """The words of a verb's clause without its subordinate clauses."""
    found, stack = [], list(verb.children)
    while stack:
        word = stack.pop()
        if word.dep not in _EMBEDDED and not (word.dep == "conj" and word.pos in ("VERB", "AUX")):
            found.append(word)
            stack.extend(word.children)
    return sorted(found, key=lambda word: word.i)
