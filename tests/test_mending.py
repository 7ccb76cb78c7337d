"""Trees that grammar shows to be wrong are put right before anything is read off them."""

from __future__ import annotations

import pytest
from bench import Bench, article
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgraph.extract.grammar.mending import mend
from kgraph.extract.language.lexicon import lexicon
from kgraph.extract.language.syntax import Sentence, Word, link, move, sentences

# form|lemma|class|tag|head (counted from 1)|relation|features|name
POPE = """Ihr|ihr|DET|PPOSAT|2|det
Heimat|Heimat|NOUN|NN|3|{other}|Case=Nom|Gender=Fem|Number=Sing
besucht|besuchen|VERB|VVFIN|0|root|VerbForm=Fin
der|der|DET|ART|5|det
{noun}|{noun}|NOUN|NN|3|{dep}|Case=Nom|Gender={gender}|Number=Sing
nie|nie|ADV|ADV|3|advmod"""
NAME = """Ilg|Ilg|PROPN|NE|2|{dep}|Case=Nom|@B-PER
würdigte|würdigen|VERB|VVFIN|0|root|VerbForm=Fin
die|der|DET|ART|4|det
Armee|Armee|NOUN|NN|2|{other}|Gender=Fem|Number=Sing"""
WHEN = """Es|es|PRON|PPER|2|nsubj
begann|beginnen|VERB|VVFIN|0|root|VerbForm=Fin
,|,|PUNCT|$,|8|punct
als|als|{pos}|{tag}|{head}|{link}
Soldaten|Soldat|NOUN|NN|8|{dep}|Number=Plur
den|der|DET|ART|7|det
Sender|Sender|NOUN|NN|8|obj|Gender=Masc|Number=Sing
besetzten|besetzen|VERB|VVFIN|2|ccomp|VerbForm=Fin"""

PURPOSE = """Schweden|Schweden|PROPN|NE|5|nsubj|Number=Sing|@B-LOC
,|,|PUNCT|$,|5|punct
um|um|SCONJ|KOUI|5|mark
Schaden|Schaden|NOUN|NN|5|obj|Gender=Masc|Number=Sing
abzuwenden|abwenden|VERB|VVIZU|7|csubj|VerbForm=Inf
,|,|PUNCT|$,|5|punct
fordert|fordern|VERB|VVFIN|0|root|VerbForm=Fin
Abkommen|Abkommen|NOUN|NN|7|nsubj|Gender=Neut|Number=Sing"""

BAG = """Die|der|DET|ART|2|det
{noun}|{noun}|NOUN|NN|9|nsubj|Gender={gender}|Number=Sing
des|der|DET|ART|4|det
Mannes|Mann|NOUN|NN|2|nmod|Case=Gen|Gender=Masc|Number=Sing
,|,|PUNCT|$,|7|punct
{pronoun}|der|PRON|PRELS|7|nsubj|Number=Sing
fehlte|fehlen|VERB|VVFIN|4|acl:relcl|Number=Sing|VerbForm=Fin
,|,|PUNCT|$,|7|punct
brannte|brennen|VERB|VVFIN|0|root|Number=Sing|VerbForm=Fin"""


def mended(rows: str) -> dict[str, str]:
    """The relation of each word after mending."""
    return {w.text: w.dep for w in _mended(rows)}


def _mended(rows: str) -> list[Word]:
    words, heads, deps, at = [], [], [], 0
    for i, row in enumerate(rows.splitlines()):
        form, lemma, pos, tag, head, dep, *more = row.split("|")
        feats = "|".join(f for f in more if "@" not in f)
        ent = next((f[1:] for f in more if f.startswith("@")), "")
        words.append(Word(i, form, at, lemma, pos, tag, feats, ent))
        heads.append(int(head) - 1)
        deps.append(dep)
        at += len(form) + 1
    link(words, heads, deps)
    mend(Sentence(words, " ".join(w.text for w in words)), lexicon("de"))
    return words


@pytest.mark.parametrize("dep", ["obj", "iobj"])
@pytest.mark.parametrize("other", ["nsubj", "obj"])
def test_der_before_a_masculine_shows_who_acts(dep: str, other: str) -> None:
    found = mended(POPE.format(noun="Bote", gender="Masc", dep=dep, other=other))
    assert (found["Bote"], found["Heimat"]) == ("nsubj", "obj")


def test_der_before_a_feminine_shows_nothing_of_the_kind() -> None:
    found = mended(POPE.format(noun="Botin", gender="Fem", dep="iobj", other="nsubj"))
    assert (found["Botin"], found["Heimat"]) == ("iobj", "nsubj")


def test_a_bare_name_before_a_verb_without_a_subject_acts() -> None:
    assert mended(NAME.format(dep="advmod", other="obj"))["Ilg"] == "nsubj"
    assert mended(NAME.format(dep="advmod", other="nsubj"))["Ilg"] == "advmod"


@pytest.mark.parametrize(
    ("pos", "tag", "head", "relation", "dep"),
    [("ADP", "KOKOM", 5, "case", "obl"), ("SCONJ", "KOUS", 8, "mark", "nsubj")],
)
def test_a_clause_with_als_tells_when(pos: str, tag: str, head: int, relation: str, dep: str) -> None:
    found = mended(WHEN.format(pos=pos, tag=tag, head=head, link=relation, dep=dep))
    assert (found["besetzten"], found["Soldaten"], found["als"]) == ("advcl", "nsubj", "mark")


REIGN = """Die|der|DET|ART|2|det
Riege|Riege|NOUN|NN|3|nsubj|Gender=Fem|Number=Sing
regiert|regieren|VERB|VVFIN|0|root|VerbForm=Fin
{article}|{article}|DET|ART|5|det
Land|Land|NOUN|NN|3|nsubj|Number=Sing"""


def test_of_two_subjects_the_one_behind_the_verb_is_the_object_where_it_may_be() -> None:
    assert mended(REIGN.format(article="das"))["Land"] == "obj"
    assert mended(REIGN.format(article="ein"))["Land"] == "nsubj"


def test_what_stands_before_um_is_the_subject_of_the_verb_behind_the_infinitive() -> None:
    found = mended(PURPOSE)
    assert (found["Schweden"], found["abzuwenden"], found["Abkommen"]) == ("nsubj", "advcl", "obj")


def test_a_noun_that_names_nobody_is_no_name() -> None:
    words, tags, classes = ["Das", "Hafen-Tor", "knarrt"], ["ART", "NN", "VVFIN"], ["DET", "PROPN", "VERB"]
    doc = Doc(Vocab(), words, tags=tags, pos=classes, heads=[1, 2, 2], deps=["det", "nsubj", "ROOT"])
    (sentence,) = sentences(doc, article("Das Hafen-Tor knarrt", "de"))
    assert [w.pos for w in sentence.words] == ["DET", "NOUN", "VERB"]


@pytest.mark.parametrize(
    ("noun", "gender", "pronoun", "antecedent"),
    [
        ("Tasche", "Fem", "die", "Tasche"),
        ("Koffer", "Masc", "der", "Mannes"),  # the parser is right
        ("Auto", "Neut", "das", "Auto"),
        ("Auto", "Neut", "die", "Mannes"),  # nothing agrees
    ],
)
def test_a_relative_clause_goes_with_the_noun_that_it_agrees_with(
    noun: str, gender: str, pronoun: str, antecedent: str
) -> None:
    words = _mended(BAG.format(noun=noun, gender=gender, pronoun=pronoun))
    head = next(w for w in words if w.text == "fehlte").head
    assert head is not None and head.text == antecedent


def test_moving_a_word_below_its_own_dependant_makes_no_ring() -> None:
    top, middle, low = words = [Word(i, f"w{i}", 3 * i, f"w{i}", "NOUN", "NN", "", "") for i in range(3)]
    link(words, [-1, 0, 1], ["root", "nmod", "nmod"])
    move(top, low, "appos")
    assert low.head is None and low.dep == "root"
    assert top.head is low and middle.head is top and list(middle.ancestors()) == [top, low]
    move(low, low, "appos")
    assert low.head is None


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Norwegen verurteilte den Angriff Russlands genauso wie Georgien.", "Georgien ACCUSE Russland"),
        ("Die CDU lehnt den Antrag der Grünen ebenso ab wie die FDP.",
         "Freie Demokratische Partei REJECT Bündnis 90/Die Grünen"),
        ("Wie Norwegen lehnt auch Georgien die Pläne der EU ab.", "Norwegen REJECT Europäische Union"),
        ("Wie Norwegen lehnt auch Georgien die Pläne der EU ab.", "Georgien REJECT Europäische Union"),
    ],
)  # fmt: skip
def test_who_does_the_same_as_the_subject(bench: Bench, text: str, statement: str) -> None:
    assert statement in bench.told(text)
    assert len(bench.told(text)) == 2
