"""The larger pipeline: it keeps the text, survives anything, reads each article by itself, and fits into kgraph."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from nasty import NASTY

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytest.importorskip("onnxruntime")
pytest.importorskip("sentencepiece")

import spacy

from kgraph import nlp
from kgraph.analyser import LanguageAnalyser
from kgraph.errors import ModelError
from kgraph.explaining import explain
from kgraph.settings import Settings
from kgraph.transformer import FOLDER, LONGEST, dequantised, following, likeliest

MERZ = "Bundeskanzler Friedrich Merz hat am Montag in Berlin den litauischen Präsidenten Gitanas Nausėda getroffen."
HARLOW = "President Lena Harlow met Prime Minister Tomas Berg in Oslo on Monday."


@pytest.fixture(scope="module")
def de() -> Iterator[Language]:
    yield nlp.load("de", nlp.TRANSFORMER).nlp


@pytest.fixture(scope="module")
def en() -> Iterator[Language]:
    yield nlp.load("en", nlp.TRANSFORMER).nlp


def annotation(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.tag_, t.pos_, str(t.morph), t.dep_, str(t.head.i), t.ent_iob_, t.ent_type_) for t in doc]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_text_and_offsets_survive_and_sentences_are_trees(
    text: str, lang: str, de: Language, en: Language
) -> None:
    doc = (de if lang == "de" else en)(text)
    assert doc.text == text
    assert sum(len(s) for s in doc.sents) == len(doc)
    for sentence in doc.sents:
        assert [t.dep_ for t in sentence if t.head.i == t.i] == ["ROOT"]
        assert all(t.head in sentence and t.pos_ and t.dep_ for t in sentence)
    for entity in doc.ents:
        assert text[entity.start_char : entity.end_char] == entity.text


def test_sentences_are_those_of_the_shipped_pipeline(de: Language) -> None:
    text = f"Treffen in Berlin\n\n{MERZ} Am 3. Mai reist er nach Wien, wie Dr. Meier sagte. „Das hilft“, so Meier."
    shipped = nlp.load("de").nlp
    assert [s.text for s in de(text).sents] == [s.text for s in shipped(text).sents]


def test_an_article_is_read_by_itself(de: Language) -> None:
    alone = annotation(de(MERZ))
    others = [MERZ, "Kurz.", "Die Lage in der Region bleibt nach Angaben von Helfern angespannt. " * 40, MERZ]
    first, *_, last = (annotation(doc) for doc in de.pipe(others))
    assert first == last == alone


def test_a_sentence_longer_than_training_saw_is_read_in_parts(de: Language) -> None:
    places = ", ".join(["Wien, Bern, Oslo und Rom"] * 60)
    doc = de.make_doc(f"Die Ministerin Ilse Brandt besuchte {places} und zuletzt Paris.")
    for token in doc[1:]:
        token.is_sent_start = False
    doc = de(doc)
    assert len(doc) > LONGEST and len(list(doc.sents)) == 1
    assert [t.i for t in doc if t.head.i == t.i] == [next(t.i for t in doc if t.text == "besuchte")]
    found = [e.text for e in doc.ents]
    assert found[0] == "Ilse Brandt" and found[-1] == "Paris" and found.count("Oslo") == 60


def test_german_who_did_what(de: Language) -> None:
    doc = de(MERZ)
    arcs = {(t.text, t.dep_, t.head.text) for t in doc}
    assert {
        ("Bundeskanzler", "nsubj", "getroffen"), ("Friedrich", "appos", "Bundeskanzler"), ("Merz", "flat", "Friedrich"),
        ("Präsidenten", "obj", "getroffen"), ("Gitanas", "appos", "Präsidenten"), ("Berlin", "obl", "getroffen"),
    } <= arcs  # fmt: skip
    assert {
        ("Friedrich Merz", "PER"),
        ("Berlin", "LOC"),
        ("litauischen", "LOCderiv"),
        ("Gitanas Nausėda", "PER"),
    } == {(e.text, e.label_) for e in doc.ents}
    assert [t.lemma_ for t in doc if t.text == "getroffen"] == ["treffen"]


def test_english_who_did_what(en: Language) -> None:
    doc = en(HARLOW)
    arcs = {(t.dep_, t.head.text) for t in doc}
    assert {("nsubj", "met"), ("obj", "met")} <= arcs
    assert {(e.text, e.label_) for e in doc.ents} == {
        ("Lena Harlow", "PER"),
        ("Tomas Berg", "PER"),
        ("Oslo", "LOC"),
    }


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_saved_pipeline_loads_with_spacy_alone(
    lang: str, de: Language, en: Language, tmp_path: Path
) -> None:
    (de if lang == "de" else en).to_disk(tmp_path / "saved")
    text = MERZ if lang == "de" else HARLOW
    assert annotation(spacy.load(tmp_path / "saved")(text)) == annotation((de if lang == "de" else en)(text))


def test_statements_come_from_it() -> None:
    told = explain(MERZ, lang="de", published=date(2026, 2, 3), model=nlp.TRANSFORMER)
    assert any("Friedrich Merz" in str(s) and "Nausėda" in str(s) for s in told.statements)


def test_articles_are_done_again_with_it() -> None:
    shipped, larger = (
        LanguageAnalyser(Settings()),
        LanguageAnalyser(Settings(models=(("de", nlp.TRANSFORMER),))),
    )
    assert shipped.fingerprint("de") != larger.fingerprint("de")
    assert shipped.fingerprint("en") == larger.fingerprint("en")


def test_it_is_offered_described_and_small() -> None:
    rows = [row for row in nlp.available() if row.name == nlp.TRANSFORMER]
    assert [(row.lang, row.scheme, row.use) for row in rows] == [
        (lang, "ud", f"--model {lang}=transformer") for lang in ("de", "en")
    ]
    assert sum(p.stat().st_size for p in FOLDER.rglob("*") if p.is_file()) < 30_000_000
    assert (FOLDER / "MODEL_CARD.md").is_file()
    assert json.loads((FOLDER / "meta.json").read_text(encoding="utf8"))["license"] == "CC BY-SA 4.0"


def test_without_its_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ModelError, match=r"pip install 'kgraph\[transformer\]'"):
        nlp.load("de", nlp.TRANSFORMER)


def test_the_likeliest_names_are_whole_ones() -> None:
    labels = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
    scores = np.full((3, 5), -9.0, "f4")
    scores[0, 1], scores[0, 3] = 2.0, 1.9  # alone a person, with what follows a body
    scores[1, 4], scores[2, 2], scores[2, 0] = 3.0, 1.0, 0.5
    assert [labels[n] for n in likeliest(scores, following(labels))] == ["B-ORG", "I-ORG", "O"]
    scores[0] = [-9.0, -9.0, 5.0, -9.0, -8.0]  # nothing is inside of a name at the beginning
    assert labels[likeliest(scores, following(labels))[0]][0] != "I"


def test_vectors_are_read_back_from_four_bits() -> None:
    scales = np.array([[0.5, 2.0]], "f2")
    nibbles = np.zeros((1, 2, 16), "u1")
    nibbles[0, 0, 0], nibbles[0, 1, 15] = 9 | 15 << 4, 8 | 0 << 4
    vectors = dequantised(scales, nibbles)
    assert vectors.shape == (1, 64)
    assert (vectors[0, 0], vectors[0, 16], vectors[0, 1]) == (0.5, 3.5, -4.0)
    assert (vectors[0, 47], vectors[0, 63], vectors[0, 32]) == (0.0, -16.0, -16.0)
