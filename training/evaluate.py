"""Measures a pipeline on data kept out of training: `python -m training.evaluate MODEL CORPORA --lang de`.

Trees: gold tokens and sentences (in the pipelines' own tokenisation), base labels, without punctuation;
`iobj` counts as `obl`, for treebanks differ there. Names: exact outer chunks on gold sentences; GermEval's
`LOCderiv` counts as a class of its own, other derived and all partial names are no names. Sentence
boundaries: raw text of ten sentences.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

import kgraph.nlp
from kgraph.transformer import FACTORY
from training import corpora as C
from training import docs as D
from training import languages as languages  # registers the tokenizer callback

UNIVERSAL = ("PER", "ORG", "LOC")  # the classes of names that all corpora have
KINDS = (*UNIVERSAL, "MISC", "LOCderiv")


def gold_docs(nlp: Language, sentences: Iterable[C.Sentence]) -> list[Doc]:
    made = (D.make_doc(nlp, [s], [""]) for s in sentences)
    return [d for d in made if d is not None]


def parsed(nlp: Language, gold: list[Doc]) -> list[Doc]:
    """Runs the pipeline on the gold tokens with the gold sentence boundaries."""
    fresh = []
    for doc in gold:
        copy = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
        for i, token in enumerate(copy):
            token.is_sent_start = i == 0
        fresh.append(copy)
    return list(nlp.pipe(fresh))


def base(label: str) -> str:
    label = label.lower().split(":")[0]
    return "obl" if label == "iobj" else label


def f1(hit: int, found: int, gold: int) -> float:
    return 200 * hit / (found + gold) if found + gold else 0.0


def trees(gold: list[Doc], test: list[Doc]) -> dict[str, float]:
    """UAS, LAS, F1 of some relations, accuracy of tags (where gold has them), verb and all lemmas,
    morphology."""
    n: Counter[str] = Counter()
    rel: Counter[tuple[str, str]] = Counter()
    for g_doc, t_doc in zip(gold, test, strict=True):
        for g, t in zip(g_doc, t_doc, strict=True):
            if g.tag_ and not g.is_space:
                n["tags"] += 1
                n["tag hits"] += g.tag_ == t.tag_
            if g.pos_ not in ("", "SPACE"):
                n["pos"] += 1
                n["pos hits"] += g.pos_ == t.pos_
            if g.lemma_ and g.pos_ in ("VERB", "AUX"):
                n["verbs"] += 1
                n["verb hits"] += g.lemma_ == t.lemma_
            if g.lemma_ and g.pos_ in ("NOUN", "ADJ", "VERB", "AUX"):
                n["lemmas"] += 1
                n["lemma hits"] += g.lemma_.lower() == t.lemma_.lower()
            for feature in ("Case", "Mood", "Tense"):
                if g.morph.get(feature):
                    n[feature] += 1
                    n[feature + " hits"] += g.morph.get(feature) == t.morph.get(feature)
            if g.dep_ == "punct" or g.is_space:
                continue
            n["words"] += 1
            n["heads"] += g.head.i == t.head.i
            right = g.head.i == t.head.i and base(g.dep_) == base(t.dep_)
            n["labelled"] += right
            rel[base(g.dep_), "gold"] += 1
            rel[base(t.dep_), "found"] += 1
            if right:
                rel[base(g.dep_), "hit"] += 1
    out = {"UAS": 100 * n["heads"] / n["words"], "LAS": 100 * n["labelled"] / n["words"]}
    for label in ("nsubj", "obj", "obl", "nmod", "appos", "flat", "conj", "ccomp", "advcl"):
        out[label] = f1(rel[label, "hit"], rel[label, "found"], rel[label, "gold"])
    for name, hits in (
        ("tags", "tag hits"),
        ("pos", "pos hits"),
        ("verbs", "verb hits"),
        ("lemmas", "lemma hits"),
        ("Case", "Case hits"),
        ("Mood", "Mood hits"),
        ("Tense", "Tense hits"),
    ):
        if n[name] > 100:
            out[name] = 100 * n[hits] / n[name]
    return out


def names(gold: list[Doc], test: list[Doc], labels: Collection[str]) -> dict[str, float]:
    """F1 of all names and of each class; classes outside `labels` are ignored on both sides."""
    count: Counter[tuple[str, str]] = Counter()
    for g_doc, t_doc in zip(gold, test, strict=True):
        g = {(e.start, e.end, e.label_) for e in g_doc.ents if e.label_ in labels}
        t = {(e.start, e.end, e.label_) for e in t_doc.ents if e.label_ in labels}
        for kind, chunks in (("gold", g), ("found", t), ("hit", g & t)):
            for chunk in chunks:
                count[chunk[2], kind] += 1
                count["all", kind] += 1
                if chunk[2] != "LOCderiv":
                    count["without LOCderiv", kind] += 1
    rows = ["all", *(["without LOCderiv"] if "LOCderiv" in labels else []), *sorted(labels)]
    out = {row: f1(count[row, "hit"], count[row, "found"], count[row, "gold"]) for row in rows}
    out["precision"] = 100 * count["all", "hit"] / max(1, count["all", "found"])
    out["recall"] = 100 * count["all", "hit"] / max(1, count["all", "gold"])
    return out


def boundaries(nlp: Language, sentences: list[C.Sentence]) -> float:
    """F1 of sentence starts in raw text, ten sentences joined by spaces; the first of each text is not
    counted."""
    hit = found = wanted = 0
    for i in range(0, len(sentences), 10):
        text, laid = D.lay_out(sentences[i : i + 10], [" "] * len(sentences[i : i + 10]))
        gold = {s[0].start for s in laid[1:]}
        test = {s.start_char for s in nlp(text).sents} - {0}
        hit, found, wanted = hit + len(gold & test), found + len(test), wanted + len(gold)
    return f1(hit, found, wanted)


def speed(nlp: Language, sentences: list[C.Sentence]) -> float:
    """Words per second of processor time, whole pipeline on raw text (set OMP_NUM_THREADS=1: one core),
    the best of three rounds."""
    texts = [
        D.lay_out(sentences[i : i + 15], [" "] * len(sentences[i : i + 15]))[0]
        for i in range(0, len(sentences), 15)
    ]
    best = 0.0
    for _ in range(3):  # the first round warms the caches
        start = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts))
        best = max(best, words / (time.process_time() - start))
    return best


def konvens(nlp: Language, root: Path) -> dict[str, float]:
    """F1 of subjects and accusative objects on the open part of konvens2019 (as (dependent, governor) pairs;
    a governor counts as found when it is the gold one or its auxiliary, for the schemes differ there)."""
    found: Counter[str] = Counter()
    for name in ("novelette", "opensubtitles", "sermononline", "wikipedia"):
        path = root / "konvens2019-gold/data/gold/balanced/annotations" / f"{name}.conll"
        block: list[list[str]] = []
        for line in [*path.open(encoding="utf8"), "\n"]:
            if line.strip():
                block.append(line.rstrip("\n").split("\t"))
                continue
            if block:
                doc = Doc(nlp.vocab, words=[c[1] for c in block])
                for i, token in enumerate(doc):
                    token.is_sent_start = i == 0
                doc = nlp(doc)
                for kind, gold_labels, labels in (
                    ("subj", {"subj"}, {"nsubj", "nsubj:pass"}),
                    ("obj", {"obj"}, {"obj"}),
                ):
                    gold = {
                        i: int(c[6]) - 1
                        for i, c in enumerate(block)
                        if c[7] in gold_labels and c[6].isdigit()
                    }
                    test = {t.i: t.head for t in doc if t.dep_ in labels}
                    found[kind + " gold"] += len(gold)
                    found[kind + " found"] += len(test)
                    for i, head in gold.items():
                        if i in test:
                            near = {
                                test[i].i,
                                *(c.i for c in test[i].children if c.dep_ in ("aux", "aux:pass", "cop")),
                            }
                            found[kind + " hit"] += head in near
            block = []
    return {k: f1(found[k + " hit"], found[k + " found"], found[k + " gold"]) for k in ("subj", "obj")}


def size(path: Path) -> float:
    """Megabytes (10^6) on disk."""
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) / 1e6


def name_tests(root: Path, lang: str) -> Iterator[tuple[str, list[C.Sentence], Collection[str]]]:
    """Names kept out of training, with the classes that count."""
    if lang == "en":
        for name in ("ewt-test", "pud"):
            yield f"ner {name}", list(C.iob2(root / "ner-en" / f"{name}.iob2")), UNIVERSAL
        return
    yield "germeval last 2000", list(C.germeval(root / "ner-de" / "germeval-test.tsv"))[-2000:], KINDS
    yield "ner pud", list(C.iob2(root / "ner-de" / "pud.iob2", root / "ud-de" / "pud.conllu")), UNIVERSAL
    own = C.german_treebank(root / "ud-de" / "own" / "political-news.conllu", "own")
    yield "ner own tenth", [C.mark_missing_trees(s) for s in own][9::10], KINDS


def all_names(nlp: Language, root: Path, lang: str) -> dict[str, dict[str, float]]:
    out = {}
    if {"ner", FACTORY} & {*nlp.pipe_names}:
        for name, sentences, kinds in name_tests(root, lang):
            gold = gold_docs(nlp, sentences)
            out[name] = names(gold, parsed(nlp, gold), kinds)
    return out


def german(nlp: Language, root: Path) -> dict[str, Any]:
    ud = root / "ud-de"
    out: dict[str, Any] = {}
    gsd = list(C.german_treebank(ud / "gsd-test.conllu", "gold", speech=False))
    pud = list(C.german_treebank(ud / "pud.conllu", "pud", speech=False))
    if "parser" in nlp.pipe_names:
        for name, sentences in (("gsd-test", gsd), ("pud", pud)):
            gold = gold_docs(nlp, sentences)
            out[name] = trees(gold, parsed(nlp, gold))
            out[name]["sentences"] = boundaries(nlp, sentences)
        # The tenth of our own treebank by which checkpoints are chosen: the domain, but slightly optimistic.
        own = list(C.german_treebank(ud / "own" / "political-news.conllu", "own"))[9::10]
        gold = gold_docs(nlp, own)
        out["own tenth"] = trees(gold, parsed(nlp, gold))
        out["konvens"] = konvens(nlp, root)
    return {**out, **all_names(nlp, root, "de"), "words/s": speed(nlp, pud)}


def english(nlp: Language, root: Path) -> dict[str, Any]:
    out: dict[str, Any] = {}
    ewt = list(C.english_treebank(root / "ud-en" / "ewt-test.conllu"))
    pud = list(C.english_treebank(root / "ud-en" / "pud.conllu"))
    if "parser" in nlp.pipe_names:
        for name, sentences in (("ewt-test", ewt), ("pud", pud)):
            gold = gold_docs(nlp, sentences)
            out[name] = trees(gold, parsed(nlp, gold))
            out[name]["sentences"] = boundaries(nlp, sentences)
    return {**out, **all_names(nlp, root, "en"), "words/s": speed(nlp, pud)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="a folder, or `transformer`")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--lang", choices=["de", "en"], default="de")
    parser.add_argument("--skip", nargs="*", default=[], help="test sets that were trained on: no figures")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    args = parser.parse_args()
    pipeline = kgraph.nlp.load(args.lang, args.model)
    set_current_ops(NumpyOps(use_blis=False))  # as kgraph.nlp loads ours
    nlp = pipeline.nlp
    result = (german if args.lang == "de" else english)(nlp, args.corpora)
    result = {name: value for name, value in result.items() if name not in args.skip}
    result["MB"] = sum(size(folder) for folder in kgraph.nlp.folders(args.lang, args.model))
    result["peak memory MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    for name, value in result.items():
        if isinstance(value, dict):
            print(name + ": " + "  ".join(f"{k} {v:.1f}" for k, v in value.items()))
        else:
            print(f"{name}: {value:,.1f}")
    if args.json:
        args.json.write_text(json.dumps(result, indent=1, default=float) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
