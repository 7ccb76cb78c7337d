"""Readers for the treebanks and name corpora, and their normalisation to one label set.

Every reader yields sentences as `list[Word]`. Heads are 0-based indices into the sentence, a root points
at itself, `head is None` means "no tree". Attributes that a corpus lacks are "" and count as missing in
training.
"""

from __future__ import annotations

import gzip
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

KEEP_SUBTYPES = {"nsubj:pass", "csubj:pass", "aux:pass", "compound:prt", "acl:relcl"}
# Subtypes whose base label would hide what they are.
RENAME = {
    "obl:arg": "iobj",
    "expl:pv": "obj",
    "nmod:desc": "compound",
    "clf": "dep",
    "list": "parataxis",
    "reparandum": "dep",
}
FEATS = (
    "Case",
    "Definite",
    "Gender",
    "Mood",
    "Number",
    "Person",
    "Poss",
    "PronType",
    "Reflex",
    "Tense",
    "VerbForm",
)
PRONTYPE = {
    "ART": "Art",
    "PDS": "Dem",
    "PDAT": "Dem",
    "PRELS": "Rel",
    "PRELAT": "Rel",
    "PPER": "Prs",
    "PRF": "Prs",
    "PPOSAT": "Prs",
    "PPOSS": "Prs",
    "PIS": "Ind",
    "PIAT": "Ind",
    "PIDAT": "Ind",
    "PWS": "Int",
    "PWAT": "Int",
    "PWAV": "Int",
}


@dataclass
class Word:
    """One annotated word; `start`/`end` are set when a text is built."""

    form: str
    lemma: str = ""
    upos: str = ""
    xpos: str = ""
    feats: str = ""
    head: int | None = None
    deprel: str = ""
    ner: str = ""  # BIO tag, "" where names are not annotated
    space: bool = True  # a space follows
    group: int = -1  # words of one multiword token share a number and one surface
    surface: str = ""  # the multiword token's form, on its first word
    start: int = 0
    end: int = 0


Sentence = list[Word]


def open_text(path: Path) -> Iterable[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf8")
    return path.open(encoding="utf8")


def base_label(deprel: str) -> str:
    """Brings a relation to the pipelines' label set (UD basic relations with five subtypes)."""
    if deprel in KEEP_SUBTYPES:
        return deprel
    if deprel in RENAME:
        return RENAME[deprel]
    base = deprel.split(":")[0]
    return RENAME.get(base, base)


def german_feats(form: str, xpos: str, upos: str, feats: str) -> str:
    """Keeps the features the extractor reads and derives from the STTS tag what not every treebank writes."""
    known = dict(f.split("=", 1) for f in feats.split("|") if "=" in f) if feats not in ("", "_") else {}
    out = {key: value.split(",")[0] for key, value in known.items() if key in FEATS}
    if upos in ("ADP", "CCONJ", "SCONJ", "ADV", "PART", "PUNCT", "NUM", "X", "SYM", "INTJ"):
        return "PronType=Int" if xpos == "PWAV" else ""
    if xpos in PRONTYPE:
        for key in ("PronType", "Definite", "Reflex", "Poss", "Person"):
            out.pop(key, None)
        out["PronType"] = PRONTYPE[xpos]
        low = form.lower()
        if xpos == "ART":
            out["Definite"] = "Ind" if low.startswith("ein") else "Def"
        elif xpos == "PRF":
            out["Reflex"] = "Yes"
        elif xpos in ("PPOSAT", "PPOSS"):
            out["Poss"] = "Yes"
        if xpos in ("PPER", "PRF"):
            first, second = {"ich", "mir", "mich", "wir", "uns"}, {"du", "dir", "dich", "euch"}
            out["Person"] = "1" if low in first else "2" if low in second else "3"
    elif upos in ("DET", "PRON"):
        out.pop("Definite", None) if out.get("PronType") != "Art" else None
    else:
        for key in ("PronType", "Definite", "Poss", "Reflex"):
            out.pop(key, None)
    if upos not in ("VERB", "AUX", "PRON", "DET"):
        out.pop("Person", None)
    if upos in ("NOUN", "PROPN", "ADJ"):
        for key in ("VerbForm", "Tense", "Mood"):
            out.pop(key, None)
    if xpos.startswith("V"):
        out["VerbForm"] = "Fin" if xpos.endswith(("FIN", "IMP")) else "Part" if xpos.endswith("PP") else "Inf"
        if out["VerbForm"] != "Fin":
            return "VerbForm=" + out["VerbForm"]
        for key in ("Case", "Gender"):
            out.pop(key, None)
    return "|".join(f"{key}={out[key]}" for key in sorted(out))


def read_conllu(path: Path) -> Iterator[tuple[dict[str, str], Sentence]]:
    """Yields (comments, words) with labels as written in the file; feats raw; NER from `NER=` in MISC."""
    comments: dict[str, str] = {}
    words: Sentence = []
    ids: dict[str, int] = {}
    heads: list[str] = []
    group_end, group, surface, group_space = -1, -1, "", True
    for line in [*open_text(path), "\n"]:
        line = line.rstrip("\n")
        if not line:
            if words:
                for i, head in enumerate(heads):
                    words[i].head = None if head == "_" else i if head == "0" else ids[head]
                yield comments, words
            comments, words, ids, heads, group_end = {}, [], {}, [], -1
            continue
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
            continue
        cols = line.split("\t")
        if len(cols) < 10 or "." in cols[0]:
            continue
        if "-" in cols[0]:
            first, last = cols[0].split("-")
            group_end, group, surface = int(last), int(first), cols[1]
            group_space = "SpaceAfter=No" not in cols[9]
            continue
        blank = ["" if c == "_" and k != 1 else c for k, c in enumerate(cols)]
        misc = dict(m.split("=", 1) for m in blank[9].split("|") if "=" in m)
        word = Word(blank[1], blank[2], blank[3], blank[4], blank[5], None, blank[7], misc.get("NER", ""))
        word.space = misc.get("SpaceAfter") != "No"
        if int(cols[0]) <= group_end:
            word.group = group
            word.surface = surface if int(cols[0]) == group else ""
            word.space = group_space if int(cols[0]) == group_end else False
        ids[cols[0]] = len(words)
        heads.append(cols[6])
        words.append(word)


def respace(words: Sentence) -> None:
    """Undoes the spacing of corpora whose text is "word , word": sets `space` from the punctuation."""
    straight_open = False
    for i, word in enumerate(words):
        if i + 1 < len(words) and re.fullmatch(r"[,.;:!?)\]%…]+|“|''|\.\.\.", words[i + 1].form):
            word.space = False
        if word.form in ("(", "[", "„", "``", "»"):
            word.space = False
        if word.form in ('"', "'") or (word.form == "''" and not straight_open):
            if straight_open and i:
                words[i - 1].space = False
            else:
                word.space = False
            straight_open = not straight_open
        if word.form == "/" and 0 < i < len(words) - 1:
            words[i - 1].space = word.space = False


def fix_quoted_speech(words: Sentence) -> None:
    """ "…", sagte X: makes the reporting verb the head and the quote its ccomp, as PUD and the silver
    trees do."""
    for p, verb in enumerate(words):
        r = verb.head
        if verb.deprel != "parataxis" or r is None or p < r or verb.upos != "VERB":
            continue
        if words[r].deprel != "root":
            continue
        deps = [i for i, w in enumerate(words) if w.head == p and i != p]
        subjects = [i for i in deps if words[i].deprel.startswith("nsubj")]
        if not subjects or subjects[0] < p or any(words[i].deprel in ("obj", "ccomp") for i in deps):
            continue
        left = p - 1
        while left > 0 and words[left].upos == "PUNCT" and "," not in words[left].form:
            left -= 1
        if "," not in words[left].form and words[left].upos != "PUNCT":
            continue
        verb.head, verb.deprel = p, "root"
        words[r].head, words[r].deprel = p, "ccomp"
        last = words[-1]
        if last.upos == "PUNCT" and last.head == r:
            last.head = p


GERMAN = tomllib.loads((Path(__file__).parent / "data" / "german.toml").read_text(encoding="utf8"))
DATIVE_DETS, DATIVE_PRONOUNS = set(GERMAN["dative_articles"]), set(GERMAN["dative_pronouns"])
TIME_WORDS = re.compile(GERMAN["time_words"])
LEXICON: dict[str, str] = GERMAN["finite"]


def mark_bare_datives(words: Sentence) -> None:
    """For treebanks that write every oblique `obl`: a dative noun or pronoun without a preposition becomes
    `iobj`."""
    for i, word in enumerate(words):
        if word.deprel != "obl" or word.head is None:
            continue
        deps = [w for j, w in enumerate(words) if w.head == i and j != i]
        if any(w.deprel == "case" for w in deps) or TIME_WORDS.search(word.form):
            continue
        dets = [w.form.lower() for w in deps if w.upos == "DET"]
        if (word.form.lower() in DATIVE_PRONOUNS and word.upos == "PRON") or (
            word.upos in ("NOUN", "PROPN")
            and any(d in DATIVE_DETS or re.fullmatch(r"(ihr|sein|mein|unser|dein)e[mrn]", d) for d in dets)
        ):
            word.deprel = "iobj"


def verb_feats(form: str, lemma: str, number: str, subject: str) -> str:
    """Mood, tense and person of a finite German verb from its form; the silver trees carry only the
    number."""
    low, subject = form.lower(), subject.lower()
    person = "1" if subject in ("ich", "wir") else "2" if subject in ("du", "ihr") else "3"
    number = number or ("Plur" if low.endswith("n") else "Sing")
    if low in LEXICON and not (low in ("habe", "werde") and subject == "ich"):
        mood, tense = LEXICON[low].split()
    else:
        stem = re.sub(r"(?<=[elr])n$|en$", "", lemma.lower())
        if low == stem + "e" and subject != "ich" and person == "3" and number == "Sing":
            mood, tense = "Sub", "Pres"
        elif low in {lemma.lower(), stem + "e", stem + "t", stem + "et", stem + "st", stem + "est", stem}:
            mood, tense = "Ind", "Pres"
        elif re.search(r"te[nt]?$|test$", low):
            mood, tense = "Ind", "Past"
        elif low.endswith("t"):
            mood, tense = "Ind", "Pres"
        else:
            mood, tense = "Ind", "Past"
    return f"Mood={mood}|Number={number}|Person={person}|Tense={tense}|VerbForm=Fin"


def function_lemmas(paths: Iterable[Path]) -> dict[tuple[str, str], str]:
    """(lower form, STTS tag) -> the most frequent lemma of closed-class words in the given gold treebanks."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for path in paths:
        for _, words in read_conllu(path):
            for word in words:
                if word.lemma and word.xpos[:1] in "PAK" and word.xpos not in ("ADJA", "ADJD", "ADV", ""):
                    slot = counts.setdefault((word.form.lower(), word.xpos), {})
                    slot[word.lemma] = slot.get(word.lemma, 0) + 1
    return {key: max(sorted(slot), key=slot.__getitem__) for key, slot in counts.items()}


def german_treebank(
    path: Path,
    kind: str,
    lemmas: dict[tuple[str, str], str] | None = None,
    max_roots: int = 99,
    speech: bool = True,
) -> Iterator[Sentence]:
    """Reads one German treebank and normalises it.

    kind: "gold" (GSD-like), "hdt" (spaced text, lemmas of compounds are their heads), "pud" (no STTS tags),
    "own" (no lemma, tag, features) or "silver" (parsed by rules; `max_roots` = largest `cdg_roots` to take).
    speech=False leaves quoted speech as annotated (for test sets).
    """
    for comments, words in read_conllu(path):
        if kind == "silver" and int(comments.get("cdg_roots", "1")) > max_roots:
            continue
        if not words or len(words) > 120:
            continue
        if kind == "hdt" or (kind == "silver" and " ." in comments.get("text", " .")):
            respace(words)
        elif kind == "silver":
            space_from_text(words, comments["text"])
        subjects = {w.head: w.form for w in words if w.deprel.startswith("nsubj") and w.head is not None}
        for i, word in enumerate(words):
            word.deprel = base_label(word.deprel)
            if word.xpos == "PROAV":
                word.xpos = "PAV"
            if kind == "silver":
                if word.xpos.endswith("FIN"):
                    number = "Plur" if "Plur" in word.feats else "Sing" if "Sing" in word.feats else ""
                    lex = i
                    if word.deprel in ("aux", "aux:pass", "cop") and word.head is not None:
                        lex = word.head
                    word.feats = verb_feats(word.form, word.lemma, number, subjects.get(lex, ""))
                assert lemmas is not None
                word.lemma = lemmas.get((word.form.lower(), word.xpos), word.lemma)
                if word.form.isupper() and len(word.form) > 1:
                    word.lemma = word.form
            if kind == "pud":
                word.xpos = ""
            if kind == "hdt" and word.upos == "NOUN" and word.lemma[:2].lower() != word.form[:2].lower():
                word.lemma = ""
            if kind == "hdt" and word.lemma in ("unknown", ""):
                word.lemma = ""
            if kind != "own":
                word.feats = german_feats(word.form, word.xpos, word.upos, word.feats)
        if kind == "own":
            mark_bare_datives(words)
            for word in words:
                word.ner = word.ner or "O"
        if speech and kind in ("own", "gold", "hdt"):
            fix_quoted_speech(words)
        yield words


EN_FEATS = (
    "Case",
    "Definite",
    "Gender",
    "Mood",
    "Number",
    "Person",
    "Poss",
    "PronType",
    "Reflex",
    "Tense",
    "VerbForm",
    "Voice",
)


def english_treebank(path: Path) -> Iterator[Sentence]:
    """Reads an English UD treebank and brings it to the common label set."""
    for _, words in read_conllu(path):
        if len(words) > 120:
            continue
        for word in words:
            word.deprel = base_label(word.deprel)
            feats = [f for f in word.feats.split("|") if f.split("=")[0] in EN_FEATS]
            word.feats = "|".join(feats)
        yield words


def mark_missing_trees(words: Sentence) -> Sentence:
    for word in words:
        word.head = None
    return words


def germeval(path: Path) -> Iterator[Sentence]:
    """GermEval 2014, outer names: PER ORG LOC MISC and LOCderiv; other derived and all partial names are
    O."""
    words: Sentence = []
    for line in [*open_text(path), "\n"]:
        line = line.rstrip("\n")
        if not line:
            if words:
                respace(words)
                yield words
            words = []
            continue
        if line.startswith("#\t"):
            continue
        cols = line.split("\t")
        tag = cols[2].replace("OTH", "MISC")
        if tag.endswith("part") or (tag.endswith("deriv") and not tag.endswith("LOCderiv")):
            tag = "O"
        words.append(Word(cols[1], ner=tag))


def columns(
    path: Path, form: int, tag: int, mapping: dict[str, str], spaced: bool = True
) -> Iterator[Sentence]:
    """Two columns of a column format; IOB1 or BIO tags; classes outside the mapping are O."""
    words: Sentence = []
    previous = "O"
    for line in [*open_text(path), "\n"]:
        cols = line.rstrip("\n").split("\t")
        if len(cols) <= max(form, tag) or line.startswith("-DOCSTART-"):
            if words:
                if spaced:
                    respace(words)
                yield words
            words, previous = [], "O"
            continue
        raw = cols[tag].strip()
        name = mapping.get(raw[2:], "") if raw != "O" else ""
        label = "O" if not name else ("B-" if raw.startswith("B-") or previous[2:] != name else "I-") + name
        previous = label
        words.append(Word(cols[form], ner=label))


MOBIE = {
    "location": "LOC",
    "location-city": "LOC",
    "location-street": "LOC",
    "location-stop": "LOC",
    "organization": "ORG",
    "organization-company": "ORG",
    "person": "PER",
}
CROSSNER = {
    "politician": "PER",
    "person": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
    "election": "MISC",
    "event": "MISC",
    "misc": "MISC",
}


def mobie(path: Path) -> Iterator[Sentence]:
    for words in columns(path, 0, 3, MOBIE):
        if not any(w.form.startswith(("#", "@", "http")) or w.form == "RT" for w in words):
            yield words


def europarl(path: Path) -> Iterator[Sentence]:
    """Faruqui & Padó; its MISC adjectives of places become LOCderiv, its other MISC (diseases and such)
    stay."""
    for words in columns(path, 0, 4, {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}):
        for word in words:
            if word.ner.endswith("MISC") and re.search(r"(?i)(isch|sche)(e[nmrs]?)?$", word.form):
                word.ner = "B-LOCderiv"
            elif word.ner == "I-MISC" and word.form:
                pass
        for i, word in enumerate(words):
            if word.ner.startswith("I-") and (i == 0 or words[i - 1].ner[2:] != word.ner[2:]):
                word.ner = "B-" + word.ner[2:]
        yield words


def iob2(path: Path, treebank: Path | None = None) -> Iterator[Sentence]:
    """Universal NER: PER ORG LOC. With the treebank that it annotates, "am" comes back from "an dem"."""
    if treebank is not None:
        pairs = zip(iob2(path), read_conllu(treebank), strict=True)
        for named, (_, words) in pairs:
            if [w.form for w in named] == [w.form for w in words]:
                for word, with_name in zip(words, named, strict=True):
                    word.ner, word.head = with_name.ner, None
                yield words
            else:
                yield named
        return
    words: Sentence = []
    text = ""
    for line in [*open_text(path), "\n"]:
        line = line.rstrip("\n")
        if not line:
            if words:
                respace(words) if not text else space_from_text(words, text)
                yield words
            words, text = [], ""
            continue
        if line.startswith("#"):
            if line.startswith("# text = "):
                text = line[9:]
            continue
        cols = line.split("\t")
        tag = cols[2] if cols[2][2:] in ("PER", "ORG", "LOC") else "O"
        words.append(Word(cols[1], ner=tag))


def space_from_text(words: Sentence, text: str) -> None:
    """Sets `space` from the sentence's text, if all words are found in it in order, else by rules."""
    at = 0
    for i, word in enumerate(words):
        form = word.surface or word.form
        if word.group >= 0 and not word.surface:
            continue
        found = text.find(form, at)
        if found < 0 or found > at + 3:
            respace(words)
            return
        at = found + len(form)
        last = i
        while word.group >= 0 and last + 1 < len(words) and words[last + 1].group == word.group:
            words[last].space = False
            last += 1
        words[last].space = at >= len(text) or text[at].isspace()
