"""The shipped pipelines: they load, keep the text, survive anything, and get the plain things right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nasty import NASTY

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

spacy = pytest.importorskip("spacy")

MODELS = Path(__file__).parent.parent / "kgraph" / "models"
COMPONENTS = ["tok2vec", "tagger", "morphologizer", "trainable_lemmatizer", "parser", "name_lists", "ner"]
RELATIONS = set(
    [
        "ROOT",
        "nsubj",
        "nsubj:pass",
        "csubj",
        "csubj:pass",
        "obj",
        "iobj",
        "obl",
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "acl:relcl",
        "advmod",
        "amod",
        "nmod",
        "nummod",
        "appos",
        "det",
        "case",
        "mark",
        "cc",
        "conj",
        "cop",
        "aux",
        "aux:pass",
        "compound:prt",
        "compound",
        "flat",
        "fixed",
        "parataxis",
        "expl",
        "discourse",
        "vocative",
        "orphan",
        "dep",
        "punct",
        "goeswith",
        "dislocated",
    ]
)

if not (MODELS / "de_kgraph_news" / "meta.json").exists():
    pytest.skip("no shipped pipelines in this checkout", allow_module_level=True)


@pytest.fixture(scope="module")
def de() -> Iterator[Language]:
    yield spacy.load(MODELS / "de_kgraph_news")


@pytest.fixture(scope="module")
def en() -> Iterator[Language]:
    yield spacy.load(MODELS / "en_kgraph_news")


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_text_and_offsets_survive(text: str, lang: str, de: Language, en: Language) -> None:
    doc = (de if lang == "de" else en)(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)
    assert sum(len(s) for s in doc.sents) == len(doc)
    for entity in doc.ents:
        assert text[entity.start_char : entity.end_char] == entity.text


@pytest.mark.parametrize("lang", ["de", "en"])
def test_components_labels_size_and_card(lang: str, de: Language, en: Language) -> None:
    nlp = de if lang == "de" else en
    path = MODELS / f"{lang}_kgraph_news"
    assert nlp.pipe_names == COMPONENTS
    labels = {label.split("||")[0] for label in nlp.get_pipe("parser").labels}  # type: ignore[attr-defined]
    assert labels <= RELATIONS
    names = {"PER", "ORG", "LOC", "MISC"} | ({"LOCderiv"} if lang == "de" else set())
    assert set(nlp.get_pipe("ner").labels) == names  # type: ignore[attr-defined]
    assert sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) < 30_000_000
    assert (path / "MODEL_CARD.md").is_file()
    assert json.loads((path / "meta.json").read_text(encoding="utf8"))["license"] == "CC BY-SA 4.0"


@pytest.mark.parametrize(
    "parts",
    [
        ["Der Kanzler reist am 3. Mai nach Paris.", "Dort trifft er den Präsidenten."],
        ["Dr. Meier leitet die Behörde.", "Sie wurde 1998 gegründet."],
        ["Die Union will z.B. die Steuern senken.", "Die SPD lehnt das ab."],
        ["„Wir geben nicht nach“, sagte die Ministerin.", "Danach verließ sie den Saal."],
        ["Der Gipfel begann am 12. Oktober 2023.", "Zwei Tage später endete er."],
        ["Das Treffen mit Prof. Dr. Ilse Brandt fand in Genf statt.", "Ergebnisse gab es keine."],
    ],
)
def test_german_sentence_boundaries(parts: list[str], de: Language) -> None:
    assert [s.text.strip() for s in de(" ".join(parts)).sents] == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["The U.S. president met Dr. Hill on 3 May.", "They discussed trade."],
        ["“We will not yield,” the minister said.", "She then left the room."],
    ],
)
def test_english_sentence_boundaries(parts: list[str], en: Language) -> None:
    assert [s.text.strip() for s in en(" ".join(parts)).sents] == parts


def test_preset_sentence_starts_are_kept(de: Language) -> None:
    doc = de.make_doc("Minister trifft Botschafter\n\nDer Minister empfing am Montag den Botschafter.")
    start = next(t.i for t in doc if t.text == "Der")
    doc[start].is_sent_start = True
    doc = de(doc)
    assert start in {s.start for s in doc.sents}


def arcs(doc: Doc) -> set[tuple[str, str, str]]:
    return {(t.text, t.dep_, t.head.text) for t in doc}


def test_german_who_did_what(de: Language) -> None:
    found = arcs(de("Die Außenministerin hat den Botschafter am Freitag in Berlin empfangen."))
    assert ("Außenministerin", "nsubj", "empfangen") in found
    assert ("Botschafter", "obj", "empfangen") in found
    assert ("Berlin", "obl", "empfangen") in found
    assert ("hat", "aux", "empfangen") in found


def test_german_title_and_name(de: Language) -> None:
    doc = de(
        "Der peruanische Außenminister Tomás Quirbano sagte, das Treffen mit Norwegen sei abgesagt worden."
    )
    found = arcs(doc)
    assert ("Außenminister", "nsubj", "sagte") in found
    assert ("Tomás", "appos", "Außenminister") in found
    assert ("Quirbano", "flat", "Tomás") in found
    assert ("Norwegen", "nmod", "Treffen") in found
    assert ("abgesagt", "ccomp", "sagte") in found
    assert {("peruanische", "LOCderiv"), ("Tomás Quirbano", "PER"), ("Norwegen", "LOC")} <= {
        (e.text, e.label_) for e in doc.ents
    }


def test_german_particle_passive_lemma_and_mood(de: Language) -> None:
    doc = de("Der Minister trat am Dienstag zurück, nachdem er von der Opposition kritisiert worden war.")
    by = {t.text: t for t in doc}
    assert (by["zurück"].dep_, by["zurück"].head.text, by["trat"].lemma_) == (
        "compound:prt",
        "trat",
        "treten",
    )
    assert by["er"].dep_ == "nsubj:pass" and by["worden"].dep_ == "aux:pass"
    assert by["Opposition"].head.text == "kritisiert"
    mood = next(t for t in de("Sie sagte, er habe gelogen.") if t.text == "habe").morph.get("Mood")
    assert mood == ["Sub"]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Brüssel droht Budapest mit Sanktionen.", "droht"),
        ("Die Nato warf Moskau vor, den Luftraum verletzt zu haben.", "warf"),
        ("Den Botschafter bestellte die Regierung am Montag ein.", "bestellte"),
    ],
)
def test_finite_verbs_have_class_mood_and_tense(text: str, verb: str, de: Language) -> None:
    doc = de(text)
    assert all(t.pos_ for t in doc)
    token = next(t for t in doc if t.text == verb)
    assert token.pos_ == "VERB"
    assert token.morph.get("Mood") == ["Ind"] and token.morph.get("Tense")


def test_english_who_did_what(en: Language) -> None:
    doc = en("President Lena Harlow met Prime Minister Tomas Berg in Oslo on Monday.")
    found = arcs(doc)
    assert any(d == "nsubj" and h == "met" for _, d, h in found)
    assert any(d == "obj" and h == "met" for _, d, h in found)
    assert {("Lena Harlow", "PER"), ("Tomas Berg", "PER"), ("Oslo", "LOC")} <= {
        (e.text, e.label_) for e in doc.ents
    }


def test_same_text_same_result(de: Language) -> None:
    text = "Die Regierung in Kairo warnte am Mittwoch vor einer Eskalation und bestellte den Botschafter ein."
    again = spacy.load(MODELS / "de_kgraph_news")
    assert [(t.dep_, t.head.i, t.tag_, t.lemma_) for t in de(text)] == [
        (t.dep_, t.head.i, t.tag_, t.lemma_) for t in again(text)
    ]
