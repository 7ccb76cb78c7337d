"""The converters of training/: one label set, one tokenisation, alignment, typographic variants."""

from __future__ import annotations

import gzip
import itertools
import json
import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("spacy")

from kgraph.spanning import spanning
from training import annotated as A
from training import corpora as C
from training import docs as D
from training import gazetteer
from training.anonymise import Inventor, rewrite
from training.build import clear_adjectives, clear_eras, taught_trees
from training.grammar import generate
from training.grammar_en import generate_english
from training.languages import blank
from training.names import Swapper
from training.rawtext import annotated, squeezed
from training.voting import voted

GERMAN = """# text = Sie traf Ivo Brandt im Online-Forum.
1	Sie	sie	PRON	PPER	Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs	2	nsubj	_	_
2	traf	treffen	VERB	VVFIN	Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin	0	root	_	_
3	Ivo	Ivo	PROPN	NE	Case=Acc|Number=Sing	2	obj	_	_
4	Brandt	Brandt	PROPN	NE	Case=Acc|Number=Sing	3	flat:name	_	_
5-6	im	_	_	_	_	_	_	_	_
5	in	in	ADP	APPR	_	9	case	_	_
6	dem	der	DET	ART	Case=Dat|Definite=Def|Gender=Neut|Number=Sing|PronType=Art	9	det	_	_
7	Online	online	X	TRUNC	_	9	compound	_	SpaceAfter=No
8	-	-	PUNCT	$(	_	7	punct	_	SpaceAfter=No
9	Forum	Forum	NOUN	NN	Case=Dat|Gender=Neut|Number=Sing	2	obl:tmod	_	SpaceAfter=No
10	.	.	PUNCT	$.	_	2	punct	_	_

"""

QUOTED = """# text = „Wir gehen“, sagte Brandt.
1	„	_	PUNCT	_	_	3	punct	_	SpaceAfter=No
2	Wir	_	PRON	_	_	3	nsubj	_	_
3	gehen	_	VERB	_	_	0	root	_	SpaceAfter=No
4	“	_	PUNCT	_	_	3	punct	_	SpaceAfter=No
5	,	_	PUNCT	_	_	6	punct	_	_
6	sagte	_	VERB	_	_	3	parataxis	_	_
7	Brandt	_	PROPN	_	_	6	nsubj	_	NER=B-PER|SpaceAfter=No
8	.	_	PUNCT	_	_	3	punct	_	_

"""

DATIVE = """# text = Er half dem Minister am Montag.
1	Er	_	PRON	_	_	2	nsubj	_	_
2	half	_	VERB	_	_	0	root	_	_
3	dem	_	DET	_	_	4	det	_	_
4	Minister	_	NOUN	_	_	2	obl	_	_
5	am	_	ADP	_	_	6	case	_	_
6	Montag	_	NOUN	_	_	2	obl	_	SpaceAfter=No
7	.	_	PUNCT	_	_	2	punct	_	_

"""

ENGLISH = """# text = They don't trust President Lind's aide.
1	They	they	PRON	PRP	Case=Nom|Number=Plur|Person=3|PronType=Prs	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	Mood=Ind|Tense=Pres|VerbForm=Fin	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	trust	trust	VERB	VB	VerbForm=Inf	0	root	_	_
5	President	president	NOUN	NN	Number=Sing	6	nmod:desc	_	_
6-7	Lind's	_	_	_	_	_	_	_	_
6	Lind	Lind	PROPN	NNP	Number=Sing	8	nmod:poss	_	_
7	's	's	PART	POS	_	6	case	_	_
8	aide	aide	NOUN	NN	Number=Sing	4	obj	_	SpaceAfter=No
9	.	.	PUNCT	.	_	4	punct	_	_

"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sample.conllu"
    path.write_text(text, encoding="utf8")
    return path


def test_im_and_hyphen_compounds_become_one_token(tmp_path: Path) -> None:
    (sentence,) = C.german_treebank(write(tmp_path, GERMAN), "gold")
    doc = D.make_doc(blank("de"), [sentence], [""])
    assert doc is not None
    assert doc.text == "Sie traf Ivo Brandt im Online-Forum."
    assert [t.text for t in doc] == ["Sie", "traf", "Ivo", "Brandt", "im", "Online-Forum", "."]
    im, forum = doc[4], doc[5]
    assert (im.dep_, im.head.text, im.lemma_, im.tag_, im.pos_) == (
        "case",
        "Online-Forum",
        "in",
        "APPRART",
        "ADP",
    )
    assert (forum.dep_, forum.head.text, forum.lemma_) == ("obl", "traf", "Online-Forum")
    assert doc[3].dep_ == "flat" and doc[1].dep_ == "ROOT"
    assert doc[1].morph.get("Tense") == ["Past"]


def test_quoted_speech_hangs_on_the_reporting_verb(tmp_path: Path) -> None:
    path = write(tmp_path, QUOTED)
    (sentence,) = C.german_treebank(path, "own")
    doc = D.make_doc(blank("de"), [sentence], [""])
    assert doc is not None
    said = next(t for t in doc if t.text == "sagte")
    going = next(t for t in doc if t.text == "gehen")
    assert said.dep_ == "ROOT" and going.head == said and going.dep_ == "ccomp"
    assert [(e.text, e.label_) for e in doc.ents] == [("Brandt", "PER")]
    (untouched,) = C.german_treebank(path, "own", speech=False)
    assert untouched[5].deprel == "parataxis"


def test_bare_datives_become_iobj_and_time_stays_oblique(tmp_path: Path) -> None:
    (sentence,) = C.german_treebank(write(tmp_path, DATIVE), "own")
    assert [w.deprel for w in sentence] == ["nsubj", "root", "det", "iobj", "case", "obl", "punct"]


def test_english_contractions_are_split_as_the_tokenizer_does(tmp_path: Path) -> None:
    (sentence,) = C.english_treebank(write(tmp_path, ENGLISH))
    for variant in [sentence, *(D.vary(sentence, random.Random(seed), "en") for seed in range(8))]:
        doc = D.make_doc(blank("en"), [variant], [""])
        assert doc is not None
        assert len(doc) == 9
        assert doc[2].dep_ == "advmod" and doc[2].head.text == "trust"
        assert (doc[4].dep_, doc[5].dep_, doc[6].dep_) == ("compound", "nmod", "case")


def test_groups_keep_sentence_starts_and_hang_whitespace_on_the_token_before(tmp_path: Path) -> None:
    (sentence,) = C.german_treebank(write(tmp_path, GERMAN), "gold")
    other = next(iter(C.german_treebank(write(tmp_path, DATIVE), "own")))
    doc = D.make_doc(blank("de"), [sentence, other], ["\n\n", ""])
    assert doc is not None
    assert [s.root.text for s in doc.sents] == ["traf", "half"]
    gap = next(t for t in doc if t.is_space)
    assert gap.head.text == "." and gap.pos_ == "SPACE"
    assert [s.start for s in doc.sents] == [0, gap.i + 1]


def test_year_at_the_end_is_cut_and_ordinal_is_not() -> None:
    nlp = blank("de")
    assert [t.text for t in nlp("Das war am 3. Mai 2021.")] == ["Das", "war", "am", "3.", "Mai", "2021", "."]
    assert [t.text for t in nlp("Es sind 4,5.")] == ["Es", "sind", "4,5", "."]


@pytest.mark.parametrize(
    ("form", "lemma", "subject", "expected"),
    [
        ("komme", "kommen", "er", "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
        ("komme", "kommen", "ich", "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin"),
        ("sagte", "sagen", "sie", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"),
        ("traf", "treffen", "sie", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"),
        ("trifft", "treffen", "sie", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
        ("könne", "können", "man", "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
    ],
)
def test_mood_and_tense_from_the_form(form: str, lemma: str, subject: str, expected: str) -> None:
    assert C.verb_feats(form, lemma, "Sing", subject) == expected


def test_what_is_not_annotated_counts_as_missing_not_as_empty(tmp_path: Path) -> None:
    text = GERMAN.replace("Case=Dat|Definite=Def|Gender=Neut|Number=Sing|PronType=Art", "_")
    text = text.replace("Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "_").replace(
        "5-6\tim", "5-6\tin dem"
    )
    (sentence,) = C.german_treebank(write(tmp_path, text), "gold")
    for word in sentence:
        word.group, word.surface, word.space = -1, "", True
    doc = D.make_doc(blank("de"), [sentence], [""])
    assert doc is not None
    by = {t.text: t for t in doc}
    assert by["Sie"].has_morph() and by["Sie"].pos_ == "PRON"
    assert not by["dem"].has_morph() and by["dem"].pos_ == ""
    assert by["dem"].tag_ == "ART" and by["dem"].dep_ == "det"
    # Words that never carry features keep their class, and "no features" is what they teach.
    assert by["in"].has_morph() and by["in"].pos_ == "ADP"


def test_germeval_keeps_outer_names_and_derived_places(tmp_path: Path) -> None:
    rows = ["Der\tO\tO", "Berliner\tB-LOCderiv\tO", "NATO-Rat\tB-ORGpart\tO", "lobt\tO\tO", "Ada\tB-PER\tO",
            "Lind\tI-PER\tO", "und\tO\tO", "das\tO\tO", "Abkommen\tB-OTH\tO", ".\tO\tO"]  # fmt: skip
    path = tmp_path / "g.tsv"
    path.write_text(
        "#\tsource\n" + "".join(f"{i}\t{r}\n" for i, r in enumerate(rows, 1)) + "\n", encoding="utf8"
    )
    (sentence,) = C.germeval(path)
    doc = D.make_doc(blank("de"), [sentence], [""])
    assert doc is not None
    assert doc.text.endswith("Abkommen.")
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Berliner", "LOCderiv"), ("Ada Lind", "PER"), ("Abkommen", "MISC"),
    ]  # fmt: skip


def test_rings_and_several_roots_are_no_tree() -> None:
    assert D.is_tree([0, 0, 1])
    assert not D.is_tree([0, 2, 1])
    assert not D.is_tree([0, 1])


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    people = ["Ada Lind", "Bo Karim Sund", "Eva Torres", "Ivo Nagel"]
    rows = ["country,position,person,wikidata,start,end", *(f"x,Minister,{p},Q1,," for p in people)]
    (tmp_path / "offices.csv").write_text("\n".join(rows) + "\n", encoding="utf8")
    countries = [
        {"name_de": "Norwegen", "adj_de": "norwegisch", "name_en": "Norway", "adj_en": "Norwegian"},
        {"name_de": "Peru", "adj_de": "peruanisch", "name_en": "Peru", "adj_en": "Peruvian"},
    ]
    (tmp_path / "countries_joined.json").write_text(json.dumps(countries), encoding="utf8")
    lines = [json.dumps({"name": n, "is_country": True}) for n in ("Norway", "Peru")]
    (tmp_path / "territories.jsonl").write_text("\n".join(lines) + "\n", encoding="utf8")
    return tmp_path


@pytest.mark.parametrize("lang", ["de", "en"])
def test_generated_sentences_are_trees_and_always_the_same(lang: str, knowledge: Path) -> None:
    make = generate if lang == "de" else generate_english
    sentences = make(knowledge, 200, 7)
    assert [[w.form for w in s] for s in sentences] == [[w.form for w in s] for s in make(knowledge, 200, 7)]
    nlp = blank(lang)
    for sentence in sentences:
        assert D.is_tree([w.head for w in sentence])
        doc = D.make_doc(nlp, [sentence], [""])
        assert doc is not None
        assert len(list(doc.sents)) == 1
        assert not {t.dep_ for t in doc} & {"H", "", "root"}
    assert any(w.deprel == "iobj" for s in sentences for w in s) == (lang == "de")


def test_bare_dative_and_particle_of_an_accusation(knowledge: Path) -> None:
    sentences = generate(knowledge, 400, 3)
    found = [s for s in sentences if any(w.form == "vor" and w.deprel == "compound:prt" for w in s)]
    assert found
    for sentence in found:
        particle = next(w for w in sentence if w.form == "vor" and w.deprel == "compound:prt")
        verb = particle.head
        assert any(w.deprel == "iobj" and w.head == verb for w in sentence)
        assert any(w.deprel.startswith("nsubj") and w.head == verb for w in sentence)


def test_swapped_names_keep_tags_and_the_text_around(knowledge: Path) -> None:
    sentence = [
        C.Word("Gestern", ner="O"), C.Word("sprach", ner="O"), C.Word("Uta", ner="B-PER"),
        C.Word("Voss", ner="I-PER", space=False), C.Word(",", ner="O"), C.Word("Ministerin", ner="O"),
    ]  # fmt: skip
    for seed in range(20):
        swapped = Swapper(knowledge, "de", random.Random(seed)).swap(sentence)
        text = D.lay_out([swapped], [""])[0]
        assert text.startswith("Gestern sprach ") and text.endswith(", Ministerin")
        tags = [w.ner for w in swapped if w.ner != "O"]
        assert tags[0] == "B-PER" and set(tags[1:]) <= {"I-PER"}
    assert [w.form for w in sentence][2:4] == ["Uta", "Voss"]


def test_a_person_named_in_full_may_get_a_surname_alone(knowledge: Path) -> None:
    sentence = [C.Word("Uta", ner="B-PER"), C.Word("Voss", ner="I-PER"), C.Word("siegt", ner="O")]
    seen = set()
    for seed in range(20):
        swapper = Swapper(knowledge, "de", random.Random(seed))
        swapper.surnames = 0.5
        seen.add(tuple(w.ner for w in swapper.swap(sentence)))
    assert ("B-PER", "O") in seen and ("B-PER", "I-PER", "O") in seen


@pytest.mark.parametrize("lang", ["de", "en"])
def test_rulers_have_a_first_name_and_a_number_or_epithet(knowledge: Path, lang: str) -> None:
    swapper = Swapper(knowledge, lang, random.Random(0))
    swapper.epithets = 1.0
    swapper.full = [["Uta", "Voss"]]
    sentence = [C.Word("Ada", ner="B-PER"), C.Word("Lund", ner="I-PER", space=False), C.Word("?", ner="O")]
    many = [swapper.swap(sentence) for _ in range(30)]
    others = [words for words in many if words[0].form != "Ada"]
    assert others and all(words[0].form == "Uta" and words[1].form != "Voss" for words in others)
    assert all(w.ner == "I-PER" for words in others for w in words[1:-1])
    assert not any(words[-2].space for words in others)


def test_the_persons_whom_the_news_names_most_are_drawn_more_often_as_each_language_writes_them() -> None:
    german, english = (gazetteer.politicians(lang) for lang in ("de", "en"))
    assert german.count(["Wladimir", "Putin"]) == english.count(["Vladimir", "Putin"]) == 1
    assert german.count(["Wolodymyr", "Selenskyj"]) == english.count(["Volodymyr", "Zelenskyy"]) > 1


def test_the_era_of_a_date_is_no_person() -> None:
    forms = ["v", ".", "Chr", ".", "und", "480", "v.", "Chr.", "traf", "Voss"]
    tags = ["O", "O", "B-PER", "I-PER", "O", "O", "O", "B-PER", "O", "B-PER"]
    cleared = clear_eras([[C.Word(form, ner=tag) for form, tag in zip(forms, tags, strict=True)]])
    assert [w.ner for w in cleared[0]] == ["O"] * 9 + ["B-PER"]


def test_a_body_changes_for_another_only_where_its_name_is_an_acronym(knowledge: Path) -> None:
    sentence = [C.Word("Die", ner="O"), C.Word("ABC", ner="B-ORG"), C.Word("schweigt", ner="O")]
    seen = {
        Swapper(knowledge, "de", random.Random(seed), acronyms=["XYZ"]).swap(sentence)[1].form
        for seed in range(20)
    }
    assert seen == {"ABC", "XYZ"}
    sentence[1].form = "Gewerkschaft"
    assert (
        Swapper(knowledge, "de", random.Random(1), acronyms=["XYZ"]).swap(sentence)[1].form == "Gewerkschaft"
    )


def test_english_adjectives_of_countries_are_no_names_unless_in_a_longer_one() -> None:
    def tags(*pairs: tuple[str, str]) -> list[str]:
        return [w.ner for w in clear_adjectives([[C.Word(form, ner=tag) for form, tag in pairs]])[0]]

    assert tags(("French", "B-MISC"), ("envoys", "O"), ("left", "O"), ("Peru", "B-LOC")) == [
        "O",
        "O",
        "O",
        "B-LOC",
    ]
    assert tags(("French", "B-ORG"), ("Greens", "I-ORG")) == ["B-ORG", "I-ORG"]


def test_word_lists_mark_tokens_and_survive_the_disk(tmp_path: Path) -> None:
    nlp = blank("de")
    gazetteer.component(nlp, {"Uta": "F", "Voss": "L", "Bonn": "LP"})
    nlp.to_disk(tmp_path)
    again = pytest.importorskip("spacy").load(tmp_path, config={"nlp": {"after_creation": None}})
    for pipeline in (nlp, again):
        marks = [t.ent_id_ for t in pipeline("Uta Voss reist nach Bonn und uta nicht")]
        assert marks == ["list:F", "list:L", "", "", "list:LP", "", "", ""]


def test_rare_classes_of_words_become_frequent_ones() -> None:
    named = {f"w{i}": "F" for i in range(5)} | {"a": "FR", "b": "FR", "c": "FQ"}
    merged = gazetteer.merge_rare(named, 2)
    assert merged["c"] == "F" and merged["a"] == "FR"


def test_places_and_knowledge_in_all_their_forms() -> None:
    assert gazetteer.from_place("Bremen") == "Bremer" and gazetteer.from_place("Halle") == "Haller"
    assert "Vereinigten" in gazetteer.expand("Vereinigt~ Staaten") and "Staaten" in gazetteer.expand(
        "Vereinigt~ Staaten"
    )


def test_annotated_names_are_spans_of_known_classes() -> None:
    for path in sorted(A.FOLDER.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
        assert len({sent for sent, _ in rows}) == len(rows) > 0
        for sent, names in rows:
            ends = [0, *(n for first, end, _ in names for n in (first, end))]
            assert ends == sorted(ends), (path.name, sent)
            assert all(first < end for first, end, _ in names)
            assert {kind for *_, kind in names} <= {"PER", "ORG", "LOC", "MISC", "LOCderiv"}


def test_annotated_names_are_counted_in_the_words_of_the_pipelines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gsd.jsonl").write_text('["gsd-7",[[2,4,"PER"]]]\n', encoding="utf8")
    for name in set(A.GERMAN) - {"gsd"}:
        (tmp_path / f"{name}.jsonl").write_text("", encoding="utf8")
    for name in A.GERMAN:
        with gzip.open(tmp_path / f"{name}-silver.conllu.gz", "wt", encoding="utf8") as handle:
            handle.write(f"# sent_id = {name}-7\n{GERMAN}")
    monkeypatch.setattr(A, "FOLDER", tmp_path)
    (words,) = A.german(tmp_path)
    assert [w.form for w in words] == ["Sie", "traf", "Ivo", "Brandt", "im", "Online-Forum", "."]
    assert [w.ner for w in words] == ["O", "O", "B-PER", "I-PER", "O", "O", "O"]


def test_invented_persons_keep_shape_and_are_the_same_everywhere(tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text("# region\tgender\tnames\nde\tf\tUta Eva Ida\n", encoding="utf8")

    def row(i: int, form: str, upos: str, head: int, deprel: str, misc: str) -> str:
        return "\t".join([str(i), form, "_", upos, "_", "_", str(head), deprel, "_", misc]) + "\n"

    rows = row(1, "Uta", "PROPN", 0, "root", "NER=B-PER") + row(
        2, "Voss-Hartung", "PROPN", 1, "flat", "NER=I-PER"
    )
    other = row(1, "Hartungs", "PROPN", 2, "nmod", "NER=B-PER") + row(
        2, "Rede", "NOUN", 0, "root", "SpaceAfter=No"
    )
    last = row(1, "Hartung", "PROPN", 2, "nsubj", "NER=B-PER") + row(2, "sprach", "VERB", 0, "root", "_")
    source = "\n".join(f"# text = x\n{block}" for block in (rows, other, last)) + "\n"
    made = rewrite(source, Inventor(table, {"Brandt"}))
    forms = [line.split("\t")[1] for line in made.split("\n") if "\t" in line]
    assert len(forms) == 6
    assert forms[0] in ("Eva", "Ida")
    assert "Voss" not in made and "Hartung" not in made
    assert forms[1].count("-") == 1
    assert forms[2] == forms[4] + "s"
    assert f"# text = {forms[2]} Rede" in made


def best_tree(scores: np.ndarray, root: int) -> float:
    """The best sum over all trees whose one root is `root`, by trying every one."""
    n, best = len(scores), -np.inf
    for heads in itertools.product(range(n + 1), repeat=n):
        if [w for w, h in enumerate(heads) if h == 0] == [root] and D.is_tree(
            [h - 1 if h else w for w, h in enumerate(heads)]
        ):
            best = max(best, float(sum(scores[w, h] for w, h in enumerate(heads))))
    return best


def test_spanning_tree_is_the_best_one() -> None:
    rng, broken = np.random.default_rng(0), 0
    for _ in range(120):
        n = int(rng.integers(1, 6))
        scores = rng.normal(size=(n, n + 1))
        scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
        heads = spanning(scores)
        assert D.is_tree([h - 1 if h else w for w, h in enumerate(heads)])
        found = sum(scores[w, h] for w, h in enumerate(heads))
        assert found == pytest.approx(best_tree(scores, heads.index(0)))
        broken += heads != [int(h) for h in scores.argmax(1)]
    assert broken > 20  # the best heads one by one would often have been no tree


def test_a_vote_decides_between_close_arcs_and_yields_to_a_clear_one() -> None:
    scores = np.log(
        np.array([[0.02, 0.0, 0.55, 0.43], [0.96, 0.02, 0.0, 0.02], [0.01, 0.01, 0.98, 0.0]]) + 1e-9
    )
    assert spanning(scores) == [2, 0, 2]
    other = [(3, "nmod"), (0, "root"), (1, "flat")]
    assert spanning(voted(scores, other, 1.0)) == [3, 0, 2]
    assert scores[0, 3] == pytest.approx(np.log(0.43), abs=1e-6)


def test_what_is_annotated_teaches_no_parser(tmp_path: Path) -> None:
    gold, articles = tmp_path / "gold" / "dev", tmp_path / "articles"
    gold.mkdir(parents=True)
    (articles / "seed").mkdir(parents=True)
    (gold / "one.json").write_text("{}", encoding="utf8")
    (articles / "seed" / "s.txt").write_text("Der Wirt grüßt den Koch.", encoding="utf8")
    texts = {"one": "Die Wirtin rief an. Der Koch schlief.", "two": "Die Gäste gingen heim."}
    lines = [json.dumps({"id": name, "text": text}) for name, text in texts.items()]
    (articles / "news-de.jsonl").write_text("\n".join(lines), encoding="utf8")
    known = annotated(tmp_path)
    assert squeezed("Der Koch\nschlief.") in known
    assert squeezed("Der Wirt grüßt den Koch.") in known
    assert squeezed("Die Gäste gingen heim.") not in known


def test_trees_of_the_teacher_are_taken_when_it_was_sure(tmp_path: Path) -> None:
    rows = "\n".join(
        f"{i}\t{form}\t_\tNOUN\tNN\t_\t{head}\t{label}\t_\t_"
        for i, (form, head, label) in enumerate(
            [("Miners", 2, "nsubj"), ("strike", 0, "root"), ("again", 2, "advmod"), (".", 2, "punct")], 1
        )
    )
    path = tmp_path / "taught.conllu"
    head = "# source = {}\n# sure = {}\n" + rows + "\n\n"
    text = head.format("news", 0.95) + head.format("news", 0.5) + head.format("speeches", 0.9)
    path.write_text(text, encoding="utf8")
    assert len(taught_trees(path)) == 2
    (sentence,) = taught_trees(path, ["news"])
    assert [(w.form, w.head, w.deprel) for w in sentence[:2]] == [
        ("Miners", 1, "nsubj"),
        ("strike", 1, "root"),
    ]
