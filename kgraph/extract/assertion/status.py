"""How a relation is asserted: actual, planned, hypothetical or negated; scope is the governing clauses."""

from __future__ import annotations

from kgraph.extract.dates.timecalc import Tense
from kgraph.extract.grammar.clauses import finite_parts, is_finite, verb_lemma
from kgraph.extract.grammar.things import is_one_of
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.model import Status

# How many words a contrast may reach back.
_REACH = 8
# What a governing verb, noun or adjective does to an event, by the lists of `[matrix]` and `[matrix_nouns]`.
_EFFECTS: tuple[tuple[str, Status], ...] = (
    ("deny", "negated"),
    ("demand", "hypothetical"),
    ("plan", "planned"),
)
# Who tries to hit somebody attacks.
_TRIED = ("ASSAULT",)
_CLAUSAL = ("ccomp", "xcomp", "csubj", "csubj:pass", "acl", "advcl")


def verb_status(
    verb: Word, lexicon: Lexicon, reported: bool = False, rel: str = "", denied: bool = True
) -> Status:
    """The status of what a verb says, from its own modifiers and from all clauses that govern it. `rel` is the
    relation that the verb expresses, if known; without `denied` its own negation does not count."""
    status = _swallowed(verb, lexicon)
    node: Word | None = verb
    depth = 0
    while node is not None and depth < 6:
        status = weaker(status, clause_status(node, lexicon, reported or _is_reported(node, lexicon), denied))
        depth += 1
        # "will nicht bleiben, aber helfen": what is denied of the first is not denied of the second
        denied = not (node.dep == "conj" and any(c.lower in lexicon.contrast for c in node.children))
        head = node.head
        if head is None:
            break
        if node.dep == "conj":
            node = head if _bare(node) else None
            if node is None and head.dep in _CLAUSAL and head.head is not None:
                status = weaker(status, _governed(head, head.head, lexicon, rel))
            continue
        if (node.dep not in _CLAUSAL and not _whereby(node, lexicon)) or _apart(node, head):
            break
        status = weaker(status, _governed(node, head, lexicon, rel))
        # "es ist nicht klar, ob …": what is denied is that anybody knows
        denied = denied and not _question(node, lexicon)
        if node.dep in ("acl", "advcl") and head.pos not in ("NOUN", "PROPN") and not _purposed(node):
            break
        if verb_lemma(head) in lexicon.matrix["report"] or head.pos in ("PROPN",):
            break
        node = head if head.pos in ("VERB", "AUX", "ADJ") else None
    return status


def contrasted(words: list[Word], ends: tuple[int, int], status: Status, lexicon: Lexicon) -> Status:
    """ "nicht an Serbien, sondern an Polen": of two that are set against each other, what is said of the first is
    denied and of the second asserted; `ends` are the places of a statement's actors."""
    for but in words:
        if but.lower not in lexicon.status["but"] or but.pos != "CCONJ":
            continue
        span = words[max(0, but.i - _REACH) : but.i]
        no = next((w for w in reversed(span) if w.lower in lexicon.negators), None)
        if no is None or any(w.lower in lexicon.status["not_only"] for w in words[no.i : no.i + 2]):
            continue
        stop = next((w.i for w in words[but.i + 1 :] if w.pos in ("VERB", "AUX", "PUNCT")), len(words))
        if any(but.i < end < stop for end in ends):
            return "actual" if status == "negated" else status
        if any(no.i < end < but.i for end in ends):
            return "negated" if status in ("actual", "planned") else status
    return status


def intent_of(noun: Word, process: bool, lexicon: Lexicon) -> Status:
    """What a noun says of the event that follows it: "die Forderung nach …", "die Absage …"."""
    if process and noun.lemma.lower() in lexicon.status["failure"]:
        return "actual"  # talks that fail have been held
    for name, effect in _EFFECTS:
        if is_one_of(noun, lexicon.matrix_nouns[name], lexicon.part):
            return effect
    return "actual"


def openness(word: Word, lexicon: Lexicon) -> Status:
    """What an adjective says of the event that follows it: "offen für Gespräche", "bereit zu Gesprächen"."""
    lemma = word.lemma.lower()
    return next((effect for name, effect in _EFFECTS if lemma in lexicon.matrix[name]), "actual")


def clause_status(verb: Word, lexicon: Lexicon, reported: bool, denied: bool = True) -> Status:
    """What the verb's own clause says: negation (if `denied`), modals, tense, mood, conjunctions, adverbs."""
    parts = finite_parts(verb)
    status: Status = "actual"
    for child in verb.children:
        if denied and _negates(child, lexicon) and child.dep in ("advmod", "det", "cc", "neg", "obj", "obl"):
            forbidden = reported and any(p.lower in lexicon.prohibition for p in parts[1:])
            return "hypothetical" if forbidden else "negated"
        if (
            denied
            and child.dep in ("obj", "nsubj", "nsubj:pass")
            and any(_negates(g, lexicon) for g in child.children if g.dep in ("det", "advmod", "cc"))
        ):
            return "negated"
        if denied and child.dep == "obl" and _denied(child, lexicon):
            return "negated"
        if (
            denied
            and child.lower in lexicon.status["no_more"]
            and any(_negates(g, lexicon) for g in child.children)
        ):
            return "negated"
        if child.lower in lexicon.conditional and child.dep in ("mark", "advmod", "aux"):
            status = "hypothetical"
        elif child.lower in lexicon.status["nor"] and child.i < verb.i:
            before = verb.head
            if child.dep == "cc" or (before is not None and _neither(before, lexicon)):
                return "negated"
        elif child.lower in lexicon.status["foreseen"] and child.dep in ("advmod", "amod"):
            status = weaker(status, "planned")
        elif child.lower in lexicon.hedges and child.dep == "advmod":
            status = weaker(status, "hypothetical")
    if _inverted_condition(verb, parts, lexicon) or _asked(verb, parts):
        status = "hypothetical"
    if any(c.lower in lexicon.grammar["to"] and c.dep == "mark" for c in verb.children):
        if any(
            p.lemma.lower() in lexicon.grammar["passive_aux"] and p.dep in ("cop", "aux") for p in parts[1:]
        ):
            status = weaker(status, "planned")  # "is to meet"
    past = _perfect(verb, parts, lexicon) or verb_lemma(verb) in lexicon.status["lasting"]
    condition = any(_conditional(c, lexicon) for c in verb.kids("advcl"))
    for part in parts:
        lemma = part.lemma.lower()
        auxiliary = part is not verb
        subjunctive = part.has("Mood=Sub")
        past_subjunctive = subjunctive and (part.has("Tense=Past") or part.lower in lexicon.irrealis)
        if auxiliary and lemma in lexicon.future_aux and part.dep == "aux":
            unreal = (
                verb_lemma(verb) not in lexicon.matrix["want"]
                and (past_subjunctive or part.lower in lexicon.irrealis)
                and not (reported and not condition)
            )
            if unreal:
                status = weaker(status, "hypothetical")
            elif condition or verb_lemma(verb) not in lexicon.offices["stay"]:
                status = weaker(status, "planned")  # but "will remain in custody": there they are already
        elif auxiliary and (lemma in lexicon.plan_modals or part.lower in lexicon.wishes):
            if not (past and lemma in lexicon.hearsay):
                status = weaker(status, "planned")
        elif auxiliary and part.lower in lexicon.status["managed"]:
            continue  # "konnten sich einigen": they did
        elif (auxiliary and lemma in lexicon.possible_modals) or (
            part.lower in lexicon.irrealis and not reported
        ):
            status = weaker(status, "hypothetical")
    if condition and status == "planned":
        return "hypothetical"  # "werde erst helfen, wenn …"
    return status


def _perfect(verb: Word, parts: list[Word], lexicon: Lexicon) -> bool:
    """Whether a verb stands in the perfect, its auxiliary perhaps with the last of several participles: "soll
    Dörfer angegriffen und geplündert haben"."""
    ends = [
        *parts[1:],
        *(a for c in verb.kids("conj") if _bare(verb) or verb.tag == "VVPP" for a in c.kids("aux")),
    ]
    return any(p.lemma.lower() in lexicon.perfect_aux for p in ends)


def _governed(node: Word, head: Word, lexicon: Lexicon, rel: str) -> Status:
    """What a governing verb or noun does to the clause below it."""
    if head.pos in ("NOUN", "PROPN"):
        intent = intent_of(head, False, lexicon)
        if intent != "actual":
            return intent
        verb = head.head
        if verb is not None and head.dep == "obj" and verb_lemma(verb) in lexicon.matrix["deny"]:
            return "negated"  # "dismissed reports that …"
        return "actual"
    if node.dep == "advcl":
        marks = {c.lower for c in node.children if c.dep in ("mark", "case")}
        if marks & lexicon.status["without"]:
            return "negated"
        return "planned" if marks & lexicon.purpose else "actual"
    lemma = verb_lemma(head)
    negated = any(c.lower in lexicon.negators for c in head.children)
    noun = _noun_before(node, lexicon)
    if noun is not None:
        # "fasste den Beschluss, Gespräche zu führen": parsers hang the clause on the verb
        intent = intent_of(noun, False, lexicon)
        if intent != "actual":
            return intent
    if lemma in lexicon.matrix["deny"]:
        return "hypothetical" if negated else "negated"
    if any(c.lower in lexicon.status["whoever"] for c in head.kids("nsubj")):
        return "hypothetical"  # "wer behauptet, X habe …, der irrt": nobody says so here
    if lemma in lexicon.matrix["attempt"] and not negated:
        done = rel in _TRIED or verb_lemma(node) in lexicon.matrix["tried"]
        return "actual" if done else "planned"
    if lemma in lexicon.matrix["want"] and (
        node.dep == "ccomp" or (lexicon.lang == "en" and head.child("obj") is not None)
    ):
        return "hypothetical"  # "will, dass die anderen gehen": that lies with them
    if lemma in lexicon.matrix["demand"] or (lemma in lexicon.matrix["bid"] and node.dep == "xcomp"):
        return "hypothetical"
    ready = next((c for c in head.kids("xcomp", "advmod", "obl") if c.pos == "ADJ"), None)
    if (
        node.dep == "xcomp"
        and ready is not None
        and ready is not node
        and openness(ready, lexicon) != "actual"
    ):
        return openness(ready, lexicon)  # "zeigte sich bereit, zu verhandeln"
    if head.pos == "ADJ" and node.dep in ("csubj", "ccomp"):
        return lexicon.adjective_status(head.lemma.lower(), head.lower)  # "es ist denkbar, dass …"
    if lemma in lexicon.matrix["plan"]:
        if node.dep == "ccomp" and is_past(node, lexicon):
            return "actual"  # "announced that troops have taken the town"
        return "negated" if negated else "planned"
    return "actual"


def _apart(clause: Word, head: Word) -> bool:
    """ "reiste nicht an; er wolle X empfangen": a semicolon ends the clause before it, and what is denied there."""
    return any(
        w.text == ";" and head.i < w.i < clause.i
        for w in (*head.children, *clause.children, *(g for c in head.children for g in c.children))
    )


def _whereby(clause: Word, lexicon: Lexicon) -> bool:
    """ "Berichte, wonach …": a clause that parsers take for a relative one tells what its noun says."""
    return clause.dep == "acl:relcl" and any(c.lower in lexicon.status["whereby"] for c in clause.children)


def _question(clause: Word, lexicon: Lexicon) -> bool:
    """Whether a subject or object clause is a question: "ob …", "why …"."""
    first = next((w for w in clause.subtree() if w.pos not in ("PUNCT", "ADP")), clause)
    return clause.dep in ("ccomp", "csubj", "csubj:pass") and first.lower in lexicon.status["asking"]


def _negates(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word negates: "nicht", but not in "nicht nur"."""
    if word.lower not in lexicon.negators:
        return False
    head = word.head
    near = [
        *word.children,
        *((head, *head.children, *(g for c in head.children for g in c.children)) if head else ()),
    ]
    return not any(w.i == word.i + 1 and w.lower in lexicon.status["not_only"] for w in near)


def _denied(phrase: Word, lexicon: Lexicon) -> bool:
    """ "wurde nicht nach Wien ausgeliefert": the negation hangs on the phrase and denies the verb, unless
    something else is put in the place of the phrase."""
    if phrase.child("case") is None or phrase.lemma.lower() in lexicon.time_nouns:
        return False
    negator = next((c for c in phrase.kids("advmod") if _negates(c, lexicon)), None)
    if negator is None or negator.i > phrase.kids("case")[0].i:
        return False
    top = next((w for w in phrase.ancestors()), phrase)
    return not any(w.lower in lexicon.status["but"] for w in top.subtree())


def _noun_before(clause: Word, lexicon: Lexicon) -> Word | None:
    """The noun before an infinitive clause, in the clause that governs it."""
    head = clause.head
    if head is None or clause.dep != "xcomp":
        return None
    meant = next((c for c in head.kids("obj") if c.i < clause.i and _intended(c, lexicon)), None)
    if meant is not None:
        return meant  # "hat die Bereitschaft erklärt, zu …"
    start = next((w.i for w in clause.subtree() if w.pos != "PUNCT"), clause.i)
    words = {w.i: w for child in head.children if child is not clause for w in child.subtree()}
    before = words.get(start - 1) or words.get(start - 2)
    if before is not None and before.pos == "PUNCT":
        before = words.get(start - 2)
    return before if before is not None and before.pos == "NOUN" else None


def _intended(noun: Word, lexicon: Lexicon) -> bool:
    return noun.pos == "NOUN" and intent_of(noun, False, lexicon) != "actual"


def _purposed(verb: Word) -> bool:
    """Whether a clause is an infinitive without a conjunction: what it is done for is as certain as the doing."""
    marks = verb.kids("mark")
    return bool(marks) and all(m.pos == "PART" for m in marks) and not any(map(is_finite, verb.children))


def _swallowed(verb: Word, lexicon: Lexicon) -> Status:
    """ "hat die Absicht, anzugreifen": parsers take the infinitive for the verb of the clause, and what its noun
    says of it is lost."""
    if verb.dep == "xcomp" or verb.child("aux") is None:
        return "actual"
    if not (verb.tag.endswith("IZU") or any(c.dep == "mark" and c.pos == "PART" for c in verb.children)):
        return "actual"
    noun = next((c for c in verb.kids("obj") if c.i < verb.i and _intended(c, lexicon)), None)
    return intent_of(noun, False, lexicon) if noun is not None else "actual"


def _asked(verb: Word, parts: list[Word]) -> bool:
    """Whether a main clause asks whether something is so: it begins with its verb and ends with "?"."""
    if verb.dep != "root" or not any(c.text == "?" for c in verb.children):
        return False
    return next((w for w in verb.subtree() if w.pos != "PUNCT"), verb) in parts


def _neither(verb: Word, lexicon: Lexicon) -> bool:
    return any(c.lower in lexicon.negators and c.dep in ("advmod", "cc") for c in verb.children)


def is_past(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a clause tells of what has happened: past tense or perfect, and no modal or future."""
    parts = finite_parts(verb)
    if any(p.lemma.lower() in lexicon.future_aux | lexicon.plan_modals and p.dep == "aux" for p in parts[1:]):
        return False
    return any(
        p.tag == "VBD"
        or (p.has("Tense=Past") and not p.has("VerbForm=Part") and not p.has("Mood=Sub"))
        or (p is not verb and p.dep == "aux" and p.lemma.lower() in lexicon.perfect_aux)
        for p in parts
    )


def tense_of(verb: Word, lexicon: Lexicon) -> Tense | None:
    """Whether a clause tells of the past, or, in the present or the future, of what may yet come."""
    if is_past(verb, lexicon):
        return "past"
    parts = finite_parts(verb)
    coming = any(
        p.tag in ("VBZ", "VBP", "MD") or (p.has("Tense=Pres") and not p.has("VerbForm=Part")) for p in parts
    )
    return "future" if coming else None


def _is_reported(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a clause is what a reporting verb says: Konjunktiv II and "would" then are no conditionals."""
    report = lexicon.matrix["report"]
    head = verb.head
    if head is not None and verb.dep in ("ccomp", "parataxis") and verb_lemma(head) in report:
        return True
    return any(c.dep == "parataxis" and verb_lemma(c) in report for c in verb.children)


def _conditional(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a clause is a condition; "auch wenn" and "even if" are none."""
    conceding = {c.i + 1 for c in verb.children if c.lower in lexicon.conceding}
    marks = (c for c in verb.children if c.dep in ("mark", "advmod", "aux") and c.i not in conceding)
    return any(c.lower in lexicon.conditional for c in marks)


def _inverted_condition(verb: Word, parts: list[Word], lexicon: Lexicon) -> bool:
    """ "Greift Russland Polen an, …", "Should Russia attack, …": a clause in front that begins with its verb."""
    head = verb.head
    if verb.dep != "advcl" or head is None or verb.i > head.i or any(c.dep == "mark" for c in verb.children):
        return False
    first = next((w for w in verb.subtree() if w.pos != "PUNCT"), None)
    if first is None or first not in parts:
        return False
    return (lexicon.lang == "de" and not first.tag.endswith("PP")) or first.lower in lexicon.status[
        "inverted"
    ]


def _bare(verb: Word) -> bool:
    """Whether a coordinated verb leans on the auxiliaries of the first one."""
    return not any(is_finite(p) for p in (verb, *verb.kids("aux", "aux:pass")))


_ORDER = {"actual": 0, "planned": 1, "hypothetical": 2, "negated": 3}


def weaker(one: Status, other: Status) -> Status:
    """The less certain of two. What is denied stays denied; a plan that is only possible is hypothetical."""
    return one if _ORDER[one] >= _ORDER[other] else other
