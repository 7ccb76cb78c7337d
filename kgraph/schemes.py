"""Label schemes of parsers, brought to one: UD-shaped trees, in which content words govern.

The shipped pipelines emit UD. Official German pipelines of spaCy emit TIGER labels, official English ones
ClearNLP labels; in both, prepositions govern their nouns, and in TIGER auxiliaries their verbs as well.
`to_ud` converts one sentence. Pure Python on plain records: nothing of spaCy is needed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kgraph.errors import ModelError
from kgraph.schemetree import (
    NOMINAL,
    VERBAL,
    RawWord,
    Tree,
    flatten_conjuncts,
    lift_adpositions,
    lift_quotes,
)

_FOLDER = Path(__file__).with_name("lang") / "schemes"
SCHEMES = ("ud", "tiger", "clearnlp")

__all__ = ["SCHEMES", "RawWord", "detect", "scheme_data", "to_ud"]


@cache
def scheme_data(scheme: str) -> Mapping[str, Any]:
    """The data file of a scheme."""
    return tomllib.loads((_FOLDER / f"{scheme}.toml").read_text(encoding="utf-8"))


def detect(labels: Iterable[str]) -> str:
    """The scheme that a parser's labels belong to: "ud", "tiger" or "clearnlp".

    Raises ModelError, with some of the labels that no scheme explains, if it is none of them.
    """
    seen = {label.lower() for label in labels if label}
    # spaCy's parsers join labels when they make trees projective ("sb||oc").
    seen = {label.split("||")[0] for label in seen}
    scores = {}
    for scheme in SCHEMES:
        data = scheme_data(scheme)
        known = len(seen & set(data["labels"]))
        scores[scheme] = (known + 3 * len(seen & set(data["marks"])), -SCHEMES.index(scheme))
    best = max(SCHEMES, key=lambda scheme: scores[scheme])
    data = scheme_data(best)
    unknown = sorted(seen - set(data["labels"]))
    if len(seen & set(data["marks"])) < 2 or len(unknown) * 4 > len(seen):
        shown = ", ".join(unknown[:6] or sorted(seen)[:6]) or "none at all"
        raise ModelError(
            f"unknown dependency labels ({shown}): kgraph reads pipelines with UD, TIGER (German) or "
            "ClearNLP (English) labels"
        )
    return best


def to_ud(scheme: str, words: Sequence[RawWord]) -> tuple[list[int], list[str]]:
    """Heads (the root is its own) and UD labels of one sentence. Whatever tree comes in, one comes out:
    one root, no cycle. Raises ModelError for a scheme that does not exist."""
    if scheme not in SCHEMES:
        raise ModelError(f"unknown label scheme {scheme!r}: kgraph reads {', '.join(SCHEMES)}")
    if not words:
        return [], []
    tree = Tree(words)
    if scheme == "tiger":
        _from_tiger(tree, scheme_data(scheme))
    elif scheme == "clearnlp":
        _from_clearnlp(tree, scheme_data(scheme))
    labels = ["dep" if label == "root" else label for label in tree.labels]
    labels[tree.root] = "root"
    return tree.heads, labels


# --- TIGER


def _from_tiger(tree: Tree, data: Mapping[str, Any]) -> None:
    words = tree.words
    adposition = [w.tag in data["adposition_tags"] or (not w.tag and w.upos == "ADP") for w in words]
    for i, word in enumerate(words):
        if word.upos in VERBAL:
            tree.form[i] = _german_form(word, data)
    flatten_conjuncts(tree, "cj", "cd")
    lift_adpositions(tree, adposition, data["objects"], ("mo", "mnr", "nk", "op"))
    _verb_groups(tree, data)
    _german_names(tree)
    lift_quotes(tree, ("oc", "rs", "oa", "re"), ("cp",), inverted=True)
    for i in range(len(words)):
        if not tree.done[i] and i != tree.root:
            tree.labels[i] = _german_label(tree, i, data)


def _german_form(word: RawWord, data: Mapping[str, Any]) -> str:
    if word.tag in data["participle_tags"] or (not word.tag and "VerbForm=Part" in word.morph):
        return "part"
    if word.tag in data["nonfinite_tags"] or (not word.tag and "VerbForm=Inf" in word.morph):
        return "inf"
    return "fin"


def _verb_groups(tree: Tree, data: Mapping[str, Any]) -> None:
    """Let lexical verbs govern their auxiliaries, and predicates their copula."""
    for i in tree.by_depth():
        word = tree.words[i]
        if word.upos not in VERBAL or not (word.tag[:2] in ("VA", "VM") or word.lemma in data["auxiliaries"]):
            continue
        parts = [
            k for k in tree.kids[i]
            if tree.labels[k] == "oc" and tree.form[k] in ("part", "inf") and tree.kid(k, "cp") is None
        ]  # fmt: skip
        if parts and tree.kid(i, "svp") is None:  # "hat vor, zu kommen": no auxiliary
            verb = max(parts, key=lambda k: (tree.form[k] == "part", -abs(k - i), -k))
            label, form = _auxiliary(tree, i, verb, data), tree.form[i]
            tree.promote(verb, label)
            tree.form[verb] = form
            continue
        if word.lemma not in data["copulas"] or tree.kid(i, "sb", "pd") is None:
            continue
        predicate = tree.kid(i, "pd")
        if predicate is None:  # "ist in Berlin": the place is the predicate
            times = data["time_nouns"]
            places = [k for k in tree.kids[i] if tree.labels[k] == "mo" and tree.kid(k, "case") is not None]
            predicate = (
                min(places, key=lambda k: (tree.words[k].lemma in times, k < i, abs(k - i)))
                if places
                else None
            )
        if predicate is not None and not tree.done[predicate]:
            form = tree.form[i]
            tree.promote(predicate, "cop")
            tree.form[predicate] = form


def _auxiliary(tree: Tree, i: int, verb: int, data: Mapping[str, Any]) -> str:
    """Whether an auxiliary makes the passive."""
    lemma, verb_lemma = tree.words[i].lemma, tree.words[verb].lemma
    if tree.form[verb] != "part" or tree.kid(verb, "aux:pass", "cop") is not None:
        return "aux"
    if lemma in data["passive"]:
        return "aux:pass"
    if lemma not in data["copulas"] or tree.kid(verb, "oa") is not None:
        return "aux"
    return "aux" if verb_lemma.endswith(tuple(data["perfect_with_sein"])) else "aux:pass"


def _german_names(tree: Tree) -> None:
    """Names begin with their head, titles govern names."""
    words = tree.words
    for i in tree.by_depth():
        parts = [
            k for k in tree.kids[i]
            if not tree.done[k] and (tree.labels[k] == "pnc" or (
                tree.labels[k] == "nk" and words[k].upos == words[i].upos == "PROPN" and abs(k - i) <= 3
                and tree.kid(k, "case") is None
            ))
        ]  # fmt: skip
        head = i
        if parts and min(parts) < i:
            head = min(parts)
            tree.promote(head, "flat")
            parts.remove(head)
        for k in parts:
            tree.set(k, "flat")
        if words[head].upos != "PROPN" or tree.done[head]:
            continue
        titles = [
            k for k in tree.kids[head]
            if k < head and tree.labels[k] == "nk" and words[k].upos == "NOUN" and not tree.done[k]
        ]  # fmt: skip
        if titles:
            tree.promote(max(titles), "appos", keep=[k for k in tree.kids[head] if tree.labels[k] == "flat"])


def _german_label(tree: Tree, i: int, data: Mapping[str, Any]) -> str:
    """The UD label of a word that stands where it belongs."""
    label, word, head = tree.labels[i], tree.words[i], tree.words[tree.heads[i]]
    adposition = tree.kid(i, "case") is not None
    verbal = bool(tree.form[i]) and (word.upos in VERBAL or tree.kid(i, "cop") is not None)
    under_noun = head.upos in NOMINAL and tree.kid(tree.heads[i], "cop", "aux", "aux:pass") is None
    if label in ("sb", "sp", "ep") and not verbal:
        passive = any(tree.labels[k] == "aux:pass" for k in tree.kids[tree.heads[i]])
        return "expl" if label == "ep" else "nsubj:pass" if passive else "nsubj"
    if label == "sb":
        return "csubj"
    if verbal and label in ("oc", "oa", "rs", "re", "og", "op", "pd"):
        correlate = tree.labels[tree.heads[i]] in ("expl", "ph", "ep") or head.upos in ("ADV", "ADP")
        if label == "re" and correlate and tree.heads[i] != tree.root:  # "darauf, dass", "es ..., dass"
            tree.move(i, tree.heads[tree.heads[i]])
            under_noun = False
        if under_noun:
            return "acl"
        infinitive = tree.form[i] == "inf" and tree.kid(i, "sb", "nsubj", "nsubj:pass") is None
        return "xcomp" if infinitive else "ccomp"
    if verbal and label in ("mo", "mnr", "cc", "app"):
        if label == "app" and not adposition:
            return "appos"
        return "acl" if under_noun else "advcl"
    if label == "rc":
        return "acl:relcl" if under_noun or label == "rc" else "advcl"
    if label in ("mo", "mnr", "oc", "rs", "re", "op", "da", "sbp", "cc", "og"):
        if adposition or word.upos in NOMINAL:
            plain = "iobj" if label == "da" and not adposition else "obl"
            return "nmod" if under_noun else plain
        if label == "mnr" and word.upos == "ADJ":
            return "amod"
        return "nmod" if word.upos == "DET" else "advmod"
    if label == "nk":
        if adposition:
            return "nmod"
        if word.upos == "ADV" and head.upos == "ADV":
            return "advmod"
        if word.upos == "NOUN" and i < tree.heads[i]:  # "drei Millionen Euro"
            return "nummod" if any(tree.words[k].upos == "NUM" for k in tree.kids[i]) else "compound"
        return str(data["kernel"].get(word.upos, "dep"))
    if label == "pm" and word.upos == "ADP" and word.text.lower() != "zu":
        return "case"
    if label == "ju":
        return "cc" if word.upos == "CCONJ" else "advmod"
    return str(data["plain"].get(label, "dep"))


# --- ClearNLP


def _from_clearnlp(tree: Tree, data: Mapping[str, Any]) -> None:
    words = tree.words
    for i, word in enumerate(words):
        if word.upos in VERBAL:
            to = any(words[k].tag == "TO" for k in tree.kids[i])
            tree.form[i] = (
                "inf"
                if to or (word.tag in ("VB", "VBG") and tree.kid(i, "nsubj", "nsubjpass") is None)
                else "fin"
            )
    flatten_conjuncts(tree, "conj", "cc")
    adposition = [
        w.upos in ("ADP", "SCONJ") or tree.labels[i] in ("prep", "agent") for i, w in enumerate(words)
    ]
    lift_adpositions(tree, adposition, data["objects"], ("prep",))
    for i in tree.by_depth():
        if (
            words[i].lemma in data["copulas"]
            and tree.labels[i] not in ("aux", "auxpass")
            and not tree.done[i]
        ):
            _english_copula(tree, i, data["time_nouns"])
    _english_names(tree, data)
    lift_quotes(tree, ("ccomp",), ("mark", "complm"), inverted=False)
    for i in range(len(words)):
        if not tree.done[i] and i != tree.root:
            tree.labels[i] = _english_label(tree, i, data)


def _english_copula(tree: Tree, i: int, times: Sequence[str]) -> None:
    """Let the predicate govern "be"; "there is X" has a subject instead."""
    predicate = tree.kid(i, "attr", "acomp")
    if tree.kid(i, "expl") is not None:
        if predicate is not None and tree.kid(i, "nsubj") is None:
            tree.set(predicate, "nsubj")
        return
    if (
        predicate is None
        and tree.kid(i, "nsubj") is not None
        and tree.kid(i, "ccomp", "xcomp", "oprd") is None
    ):
        places = [
            k for k in tree.kids[i] if k > i and tree.labels[k] == "prep" and tree.kid(k, "case") is not None
        ]
        predicate = min(places, key=lambda k: (tree.words[k].lemma in times, k), default=None)
    if predicate is not None and not tree.done[predicate]:
        form = tree.form[i]
        tree.promote(predicate, "cop")
        tree.form[predicate] = form


def _english_names(tree: Tree, data: Mapping[str, Any]) -> None:
    """Names of persons begin with their head; titles are compounds of the name."""
    words = tree.words
    for i in range(len(words)):
        if words[i].upos != "PROPN" or words[i].text in data["bodies"]:
            continue
        parts = sorted(
            k
            for k in tree.kids[i]
            if k < i and tree.labels[k] in ("compound", "nn") and words[k].upos == "PROPN"
        )
        # Only an unbroken run up to the last word is a name ("US President Joe Biden": from "Joe" on).
        run: list[int] = []
        for k in reversed(parts):
            if k != i - 1 - len(run) or words[k].text in data["titles"]:
                break
            run.append(k)
        if not run or any(words[k].text in data["bodies"] for k in run):
            continue
        head = min(run)
        tree.promote(head, "flat")
        for k in run:
            if k != head:
                tree.set(k, "flat")


def _english_label(tree: Tree, i: int, data: Mapping[str, Any]) -> str:
    """The UD label of a word that stands where it belongs."""
    label, word, head = tree.labels[i], tree.words[i], tree.words[tree.heads[i]]
    under_noun = head.upos in NOMINAL and tree.kid(tree.heads[i], "cop", "nsubj", "nsubj:pass") is None
    adposition = tree.kid(i, "case") is not None
    if label in ("prep", "agent", "dative", "npadvmod", "npmod", "pobj"):
        if word.upos in NOMINAL or adposition:
            if label == "dative" and not adposition:
                return "iobj"
            return "nmod" if under_noun and label != "agent" else "obl"
        return "case" if word.upos == "ADP" else "advmod"
    if label == "pcomp":
        return "acl" if under_noun else "advcl"
    if label == "aux" and word.tag == "TO":
        return "mark"
    if label == "ccomp" and tree.form[i] == "inf" and tree.kid(i, "nsubj", "nsubjpass", "nsubj:pass") is None:
        return "xcomp"
    if label == "poss" and word.upos == "DET":
        return "det"
    return str(data["plain"].get(label, "dep"))
