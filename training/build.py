"""Makes the .spacy files that training reads: `python -m training.build CORPORA OUT --lang de`."""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from thinc.api import NumpyOps, set_current_ops

from training import annotated as A
from training import corpora as C
from training import docs as D
from training import gazetteer
from training.grammar import generate
from training.grammar_en import generate_english
from training.languages import blank
from training.names import ACRONYM, Swapper

TREEBANK = Path(__file__).parent / "treebank"
SURE = 0.5  # how certain the teacher must be of each word of a sentence
SURE_TREE = 0.8  # and of the arcs of a tree, in the geometric mean
NEWS = ("news", "wikinews")
SILVER = (*NEWS, "germeval", "gsd", "hdt")


def pack(
    nlp: Language, sentences: list[C.Sentence], rng: random.Random, lang: str, largest: int = 6
) -> DocBin:
    """Groups sentences into Docs; groups that cannot be aligned are tried sentence by sentence."""
    bin_ = DocBin(store_user_data=False)
    lost = 0
    for group in D.group(sentences, rng, lang, largest):
        doc = D.make_doc(nlp, group, D.separators(group, rng))
        if doc is not None:
            bin_.add(doc)
            continue
        for sentence in group:
            doc = D.make_doc(nlp, [sentence], [""])
            if doc is None:
                lost += 1
            else:
                bin_.add(doc)
    print(f"  {len(bin_)} docs of {len(sentences)} sentences, {lost} could not be aligned")
    return bin_


def single(nlp: Language, sentences: Iterable[C.Sentence]) -> DocBin:
    """One sentence a Doc, text as it is: what evaluation reads."""
    bin_ = DocBin(store_user_data=False)
    for sentence in sentences:
        doc = D.make_doc(nlp, [sentence], [""])
        if doc is not None:
            bin_.add(doc)
    return bin_


def fill(sentences: list[C.Sentence], model: Path) -> None:
    """Gives treebanks without tags, features or lemmas those of a first-round model, where it agrees on
    the UPOS."""
    nlp = spacy.load(model, exclude=["parser", "ner"])
    docs = (Doc(nlp.vocab, words=[w.form for w in s]) for s in sentences)
    for sentence, doc in zip(sentences, nlp.pipe(docs), strict=True):
        for word, token in zip(sentence, doc, strict=True):
            names = {word.upos, token.pos_} == {"NOUN", "PROPN"}
            if token.pos_ == word.upos or names:
                word.xpos = word.xpos or ("NE" if word.upos == "PROPN" else "NN" if names else token.tag_)
                word.feats = word.feats or str(token.morph)
                word.lemma = word.lemma or token.lemma_


def complete(sentences: list[C.Sentence], model: Path) -> None:
    """Gives nouns of the silver trees that lack a case the features that a first-round model predicts."""
    nlp = spacy.load(model, exclude=["parser", "ner", "trainable_lemmatizer", "tagger"])
    docs = (Doc(nlp.vocab, words=[w.form for w in s]) for s in sentences)
    for sentence, doc in zip(sentences, nlp.pipe(docs), strict=True):
        for word, token in zip(sentence, doc, strict=True):
            if (
                word.upos in ("NOUN", "PROPN")
                and "Case=" not in word.feats
                and token.pos_ in ("NOUN", "PROPN")
            ):
                word.feats = str(token.morph)


def german_gold(root: Path, with_pud: bool) -> dict[str, list[C.Sentence]]:
    ud = root / "ud-de"
    gold = {
        "gsd-dev": list(C.german_treebank(ud / "gsd-dev.conllu", "gold")),
        "hdt": list(C.german_treebank(ud / "hdt-bugs.no-multi-obj.conllu", "hdt")),
        "docs": [s for n in ("de-other", "de_gsd") for s in C.german_treebank(ud / f"{n}.conllu", "gold")],
        "own": [
            *C.german_treebank(ud / "own" / "political-news.conllu", "own"),
            *C.german_treebank(TREEBANK / "political-news-2.conllu", "own"),
        ],
    }
    if with_pud:
        gold["pud"] = list(C.german_treebank(ud / "pud.conllu", "pud"))
    return gold


def german_trees(root: Path, out: Path, args: argparse.Namespace) -> None:
    nlp, rng = blank("de"), random.Random(args.seed)
    ud = root / "ud-de"
    gold = german_gold(root, args.with_pud)
    # Every tenth sentence of the news treebanks is kept back to choose the checkpoint by.
    dev = [*gold["gsd-dev"][9::10], *gold["own"][9::10]]
    for name in ("gsd-dev", "own"):
        gold[name] = [s for i, s in enumerate(gold[name]) if i % 10 != 9]
    if args.fill:
        fill(gold["own"], args.fill)
    train: list[C.Sentence] = []
    for _ in range(args.gold_repeats):
        for name in sorted(gold):
            part = list(gold[name]) * (2 if name == "own" else 1)
            rng.shuffle(part)
            train.extend(part)
    lemmas = C.function_lemmas([ud / "gsd-dev.conllu", ud / "hdt-bugs.dedup.conllu"])
    if args.taught_trees:
        silver = {"taught": taught_trees(args.taught_trees, NEWS if args.tune else None)}
    else:
        silver = {
            name: list(
                C.german_treebank(
                    root / "silver-de" / f"{name}-silver.conllu.gz", "silver", lemmas, args.max_roots
                )
            )
            for name in (NEWS if args.tune else SILVER)
        }
    for name, part in silver.items():
        # Long sentences that a rule-based parser got whole are the best teachers; very short ones teach
        # little.
        part = [s for s in part if len(s) >= (12 if args.tune else 4)]
        if args.fill:
            complete(part, args.fill)
        train.extend(part)
        print(name, len(part))
    if args.grammar:
        train.extend(generate(root.parent / "knowledge", args.grammar, args.seed + 1))
    pieces = [train[i : i + 12] for i in range(0, len(train), 12)]
    rng.shuffle(pieces)
    train = [s for piece in pieces for s in piece]
    if args.limit:
        train = train[: args.limit]
    pack(nlp, train, rng, "de").to_disk(out / "de-trees-train.spacy")
    pack(nlp, dev, rng, "de", 3).to_disk(out / "de-trees-dev.spacy")


def taught_trees(path: Path, sources: Sequence[str] | None = None) -> list[C.Sentence]:
    """Sentences whose trees `training.teacher_trees` drew with some certainty, all or of some sources."""
    taught = [
        s
        for c, s in C.read_conllu(path)
        if float(c["sure"]) >= SURE_TREE and len(s) >= 4 and (sources is None or c["source"] in sources)
    ]
    print("trees of the teacher", len(taught))
    return taught


def english_trees(root: Path, out: Path, args: argparse.Namespace) -> None:
    nlp, rng = blank("en"), random.Random(args.seed)
    train = list(C.english_treebank(root / "ud-en" / "ewt-train.conllu")) * args.gold_repeats
    dev = list(C.english_treebank(root / "ud-en" / "ewt-dev.conllu"))
    if args.with_pud:
        pud = list(C.english_treebank(root / "ud-en" / "pud.conllu"))
        train.extend(pud * 2)
    if args.grammar:
        train.extend(generate_english(root.parent / "knowledge", args.grammar, args.seed + 1))
    if args.taught_trees:
        train.extend(taught_trees(args.taught_trees))
    pieces = [train[i : i + 6] for i in range(0, len(train), 6)]
    rng.shuffle(pieces)
    pack(nlp, [s for p in pieces for s in p], rng, "en").to_disk(out / "en-trees-train.spacy")
    pack(nlp, dev, rng, "en", 3).to_disk(out / "en-trees-dev.spacy")


def wide_swapper(root: Path, lang: str, rng: random.Random) -> Swapper:
    """Names for other names: twice as many invented persons as real ones, and cities."""
    people = gazetteer.full_names(rng, 20_000)
    places = [name for name, size in gazetteer.cities() if size >= 50_000]
    parties = gazetteer.rows(root.parent / "knowledge" / "partyfacts-wikidata.csv")
    short = sorted({r["name_short"] for r in parties if ACRONYM.fullmatch(r["name_short"])})
    return Swapper(root.parent / "knowledge", lang, rng, people, places, short)


def german_name_parts(root: Path, tune: bool = False) -> tuple[list[C.Sentence], list[C.Sentence]]:
    """Annotated German names, and the tenth or twentieth that chooses checkpoints; with `tune` only what was annotated
    after GermEval."""
    rng, ner = random.Random(0), root / "ner-de"
    test = list(C.germeval(ner / "germeval-test.tsv"))
    germeval = [*C.germeval(ner / "germeval-dev.tsv"), *test[:3100]]
    sources = (root / "ud-de" / "own" / "political-news.conllu", TREEBANK / "political-news-2.conllu")
    own = [C.mark_missing_trees(s) for path in sources for s in C.german_treebank(path, "own")]
    dev = [*germeval[19::20], *own[9::10]]
    germeval = [s for i, s in enumerate(germeval) if i % 20 != 19]
    own = [s for i, s in enumerate(own) if i % 10 != 9]
    alike = clear_eras([*germeval, *A.german(root / "silver-de"), *own])
    if tune:
        return alike, dev
    europarl = [
        s for n in ("train", "dev", "test") for s in C.europarl(ner / "europarl/NER/EuroParl" / f"{n}.tsv")
    ]
    europarl = [s for s in europarl if any(w.ner != "O" for w in s) or rng.random() < 0.2]
    mobie = [s for n in ("train", "dev", "test") for s in C.mobie(ner / "mobie" / f"{n}.conll2003")]
    mobie = [s for s in mobie if any(w.ner != "O" for w in s)]
    rng.shuffle(mobie)
    return [*alike, *own, *europarl, *mobie[:800]], dev


def clear_eras(sentences: Iterable[C.Sentence]) -> list[C.Sentence]:
    """ "v. Chr." is a part of a date and no person: GermEval has it both ways."""
    out = list(sentences)
    for sentence in out:
        for i, word in enumerate(sentence):
            if word.form in ("Chr", "Chr."):
                word.ner = "O"
                if i + 1 < len(sentence) and sentence[i + 1].ner.startswith("I-"):
                    sentence[i + 1].ner = "O"
    return out


def german_names(root: Path, out: Path, args: argparse.Namespace) -> None:
    nlp, rng = blank("de"), random.Random(args.seed)
    parts, dev = german_name_parts(root, args.tune)
    if args.augment:
        swapper = wide_swapper(root, "de", rng)
        parts.extend([swapper.swap(s) for s in parts if any(w.ner != "O" for w in s)])
    if args.grammar:
        parts.extend(generate(root.parent / "knowledge", args.grammar, args.seed + 2))
    rng.shuffle(parts)
    pack(nlp, parts, rng, "de", 3).to_disk(out / "de-names-train.spacy")
    pack(nlp, dev, rng, "de", 1).to_disk(out / "de-names-dev.spacy")


def clear_adjectives(sentences: Iterable[C.Sentence]) -> list[C.Sentence]:
    """Adjectives of countries are no names of their own in Universal NER; in CrossNER they are of any class."""
    table = gazetteer.rows(gazetteer.DATA / "countries.csv")
    adjectives = {a for row in table for a in row["adjectives_en"].split("|") if a}
    out = []
    for sentence in sentences:
        ends = [not w.ner.startswith("I-") for w in sentence[1:]] + [True]
        for word, alone in zip(sentence, ends, strict=True):
            if alone and word.ner.startswith("B-") and word.form in adjectives:
                word.ner = "O"
        out.append(sentence)
    return out


def english_name_parts(root: Path) -> tuple[list[C.Sentence], list[C.Sentence], list[C.Sentence]]:
    """Annotated English names: EWT dev, CrossNER politics, and the tenth of both that chooses checkpoints."""
    ewt = list(C.iob2(root / "ner-en" / "ewt-dev.iob2"))
    base = root / "ner-en/crossner-politics/ner_data/politics"
    politics = [s for n in ("train", "dev", "test") for s in C.columns(base / f"{n}.txt", 0, 1, C.CROSSNER)]
    dev = [*ewt[9::10], *politics[9::10]]
    return (
        [*(s for i, s in enumerate(ewt) if i % 10 != 9), *A.english(root / "ud-en" / "ewt-train.conllu")],
        [s for i, s in enumerate(politics) if i % 10 != 9],
        dev,
    )


def english_name_gold(root: Path) -> list[C.Sentence]:
    """What the teacher learns names from: the same, with generated sentences."""
    ewt, politics, _ = english_name_parts(root)
    return [*ewt, *politics, *generate_english(root.parent / "knowledge", 500, 7)]


def english_names(root: Path, out: Path, args: argparse.Namespace) -> None:
    nlp, rng = blank("en"), random.Random(args.seed)
    ewt, politics, dev = english_name_parts(root)
    parts = ewt if args.tune else [*ewt, *politics]
    if args.augment:
        swapper = wide_swapper(root, "en", rng)
        parts.extend([swapper.swap(s) for s in parts if any(w.ner != "O" for w in s)])
    if args.teacher:
        labelled = clear_adjectives(taught(args.teacher))
        print("labelled by the teacher", len(labelled))
        parts.extend(labelled)
    if args.grammar:
        parts.extend(generate_english(root.parent / "knowledge", args.grammar, args.seed + 2))
    rng.shuffle(parts)
    pack(nlp, parts, rng, "en", 3).to_disk(out / "en-names-train.spacy")
    pack(nlp, dev, rng, "en", 1).to_disk(out / "en-names-dev.spacy")


def taught(path: Path) -> Iterable[C.Sentence]:
    """Sentences whose names `training.teacher` labelled with some certainty."""
    for line in path.open(encoding="utf8"):
        row = json.loads(line)
        if row["sure"] >= SURE:
            yield [
                C.Word(form, ner=tag, space=space)
                for form, tag, space in zip(row["words"], row["tags"], row["spaces"], strict=True)
            ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lang", choices=["de", "en"], default="de")
    parser.add_argument("--part", choices=["trees", "names"], default="trees")
    parser.add_argument("--max-roots", type=int, default=1, help="silver trees of at most so many fragments")
    parser.add_argument("--gold-repeats", type=int, default=3)
    parser.add_argument("--with-pud", action="store_true", help="train on PUD too (then it measures nothing)")
    parser.add_argument("--no-augment", dest="augment", action="store_false")
    parser.add_argument(
        "--tune",
        action="store_true",
        help="of silver and taught trees only long news sentences; of names only those annotated after one convention",
    )
    parser.add_argument("--fill", type=Path, help="first-round model that tags the own treebank")
    parser.add_argument("--teacher", type=Path, help="English sentences that training.teacher labelled")
    parser.add_argument("--taught-trees", type=Path, help="trees that training.teacher_trees drew")
    parser.add_argument("--grammar", type=int, default=0, help="so many generated German sentences")
    parser.add_argument("--limit", type=int, default=0, help="at most so many sentences")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    set_current_ops(NumpyOps(use_blis=False))  # as in training.train: faster
    makers = {
        "detrees": german_trees,
        "entrees": english_trees,
        "denames": german_names,
        "ennames": english_names,
    }
    makers[args.lang + args.part](args.corpora, args.out, args)


if __name__ == "__main__":
    main()
