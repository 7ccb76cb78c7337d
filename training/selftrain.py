"""Names for the silver sentences: a first model's names where the rule-based tagger and a list of places
agree.

Two independent views: the name model sees words in context, the tagger of the silver trees knows which
words are proper nouns (NE). A sentence is taken when every name holds an NE, every run of NEs lies in a
name, and no known country or city is anything but a place. Yields sentences without trees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training import corpora as C
from training import gazetteer
from training import languages as languages  # registers the tokenizer callback

PROPER = {"NE", "FM"}


def agree(words: C.Sentence, tags: list[str], places: set[str], bodies: set[str]) -> bool:
    """Whether both views agree on a sentence; clears names that are plain common nouns (in place)."""
    named = False
    i = 0
    while i < len(words):
        if tags[i] == "O":
            if words[i].xpos in PROPER - {"FM"}:
                return False
            i += 1
            continue
        label = tags[i][2:]
        j = i + 1
        while j < len(words) and tags[j] == "I-" + label:
            j += 1
        chunk = words[i:j]
        proper = any(w.xpos in PROPER for w in chunk)
        if label in ("PER", "LOC") and not proper and all(w.xpos == "NN" for w in chunk):
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


def label(
    models: Sequence[Path], silver: list[Path], places: set[str], bodies: set[str]
) -> Iterator[C.Sentence]:
    """Sentences of the silver files with the models' names, where these are the same and both views agree."""
    pipelines = [names_only(model) for model in models]
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
        found = zip(*(names_of(nlp, merged) for nlp in pipelines), strict=True)
        for words, (tags, *others) in zip(merged, found, strict=True):
            if all(other == tags for other in others) and agree(words, tags, places, bodies):
                for word, tag in zip(words, tags, strict=True):
                    word.ner, word.head = tag, None
                yield words


def names_of(nlp: Language, sentences: Sequence[C.Sentence]) -> Iterator[list[str]]:
    """The BIO tags of each sentence."""
    docs = (Doc(nlp.vocab, words=[w.form for w in s]) for s in sentences)
    for doc in nlp.pipe(docs):
        yield [t.ent_iob_ + "-" + t.ent_type_ if t.ent_type_ else "O" for t in doc]


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
