"""Names for the silver sentences: a first model's names where the rule-based tagger and a list of places
agree.

Two independent views: the name model sees words in context, the tagger of the silver trees knows which
words are proper nouns (NE). A sentence is taken when every name holds an NE, every run of NEs lies in a
name, and no known country or city is anything but a place. Yields sentences without trees.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training import corpora as C
from training import gazetteer, grammar_en
from training import languages as languages  # registers the tokenizer callback

PROPER = {"NE", "FM", "NNP", "NNPS"}
COMMON = {"NN", "NNS"}


def agree(
    words: C.Sentence, tags: list[str], places: set[str], bodies: set[str], no_names: Set[str] = frozenset()
) -> bool:
    """Whether both views agree on a sentence; clears names that are plain common nouns (in place).

    `no_names` are proper nouns that are no names here: days, months, titles.
    """
    named = False
    i = 0
    while i < len(words):
        if tags[i] == "O":
            if words[i].xpos in PROPER - {"FM"} and words[i].form not in no_names:
                return False
            i += 1
            continue
        label = tags[i][2:]
        j = i + 1
        while j < len(words) and tags[j] == "I-" + label:
            j += 1
        chunk = words[i:j]
        proper = any(w.xpos in PROPER for w in chunk)
        if label in ("PER", "LOC") and not proper and all(w.xpos in COMMON for w in chunk):
            # "Panik", "Ironie": the tagger's lexicon knows them as common nouns.
            tags[i:j] = ["O"] * (j - i)
            i = j
            continue
        if label == "LOCderiv":
            if j != i + 1 or not chunk[0].xpos.startswith(("ADJ", "NN")):
                return False
        elif not proper and not (label == "ORG" and " ".join(w.form for w in chunk) in bodies):
            return False
        if j == i + 1 and chunk[0].form in places and label != "LOC":
            return False
        named = True
        i = j
    return named


def names_only(model: Path) -> Language:
    """A pipeline that finds names and nothing else."""
    nlp = spacy.load(model)
    nlp.select_pipes(enable=[n for n in nlp.pipe_names if n in ("ner", gazetteer.NAME)])
    return nlp


def label(model: Path, silver: list[Path], places: set[str], bodies: set[str]) -> Iterator[C.Sentence]:
    """Sentences of the silver files with the model's names, where both views agree."""
    nlp = names_only(model)
    for path in silver:
        sentences = []
        for comments, words in C.read_conllu(path):
            if not 5 <= len(words) <= 50:
                continue
            if " ." in comments.get("text", " ."):
                C.respace(words)
            else:
                C.space_from_text(words, comments["text"])
            sentences.append(words)
        merged = [merge(s) for s in sentences]
        docs = (Doc(nlp.vocab, words=[w.form for w in s]) for s in merged)
        for words, doc in zip(merged, nlp.pipe(docs), strict=True):
            tags = [t.ent_iob_ + "-" + t.ent_type_ if t.ent_type_ else "O" for t in doc]
            if agree(words, tags, places, bodies):
                for word, tag in zip(words, tags, strict=True):
                    word.ner, word.head = tag, None
                yield words


def label_english(model: Path, treebank: Path, places: set[str], bodies: set[str]) -> Iterator[C.Sentence]:
    """The same for a gold treebank with PTB tags, whose proper nouns are certain."""
    nlp = names_only(model)
    no_names = set(grammar_en.WORDS["no_names"]) | {w for t in grammar_en.TITLES for w in t.split()}
    sentences = [s for s in C.english_treebank(treebank) if 5 <= len(s) <= 60]
    docs = (Doc(nlp.vocab, words=[w.form for w in s]) for s in sentences)
    for words, doc in zip(sentences, nlp.pipe(docs), strict=True):
        tags = [t.ent_iob_ + "-" + t.ent_type_ if t.ent_type_ else "O" for t in doc]
        if agree(words, tags, places, bodies, no_names):
            for word, tag in zip(words, tags, strict=True):
                word.ner, word.head = tag, None
            yield words


def merge(words: C.Sentence) -> C.Sentence:
    """ "in dem" back to "im" and "Online - Händler" to one word, as the model sees them."""
    out: C.Sentence = []
    for word in words:
        if word.group >= 0 and not word.surface and out:
            out[-1].space = word.space
            continue
        if word.group >= 0:
            word.form, word.group = word.surface, -1
            out.append(word)
            continue
        if (
            out
            and not out[-1].space
            and (word.form == "-" or out[-1].form.endswith("-"))
            and out[-1].form != "-"
        ):
            out[-1].form += word.form
            out[-1].xpos = "NN"
            out[-1].space = word.space
            continue
        out.append(word)
    return out
