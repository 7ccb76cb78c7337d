"""The store: what goes in comes out, nothing is lost, and damage is told."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from build_fakes import extract

from kgraph.errors import StoreError
from kgraph.model import Actor, Article, Decision, Extraction, Filter, Mention, Office, Span, When
from kgraph.store import Correction, Derived, Store, build_lock, fold
from kgraph.store.rows import statement_ids


def article(id_: str, text: str, day: int = 5, **more: object) -> Article:
    fields: dict[str, object] = {"published": date(2024, 5, day), "title": f"Titel {id_}", "outlet": "Blatt"}
    return Article(id=id_, text=text, lang="de", blocks=(Span(0, len(text)),), **{**fields, **more})  # type: ignore[arg-type]


ARTICLES = (
    article("a", "Anna Berg traf Karl Holm. Mira Falk lobte Otto Brandt vielleicht. Ende ß."),
    article("b", "Karl Holm traf nicht Anna Berg. Karl Holm kritisierte Mira Falk am 3. Mai 2024.", 7),
    article("c", "Otto Brandt umkreiste Anna Berg. Anna Berg traf Karl Holm. 🙂 Ida Kern besuchte Karl Holm.",
            6, outlet="Bote", url="https://example.org/c"),
)  # fmt: skip


def slug(name: str) -> str:
    return "kg:" + fold(name).replace(" ", "-")


def fill(path: Path, articles: tuple[Article, ...] = ARTICLES, **derived: object) -> Store:
    """A finished store of the articles in which everyone of the same name is the same actor."""
    store = Store.open(path)
    for one in articles:
        store.put(one, extract(one), f"fp-{one.id}", one.id.encode())
    finish(store, **derived)
    return store


def finish(store: Store, **derived: object) -> None:
    rows = list(store.entities())
    actors = {
        slug(e.name): Actor(slug(e.name), e.name, e.name + " (en)", "person", (e.name.split()[1],))
        for _, _, e, _, _ in rows
    }
    actor_of = {(a, i): slug(e.name) for a, i, e, _, _ in rows}
    store.finish(Derived(tuple(actors.values()), actor_of, **derived), "mark")  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return fill(tmp_path / "kgraph.db")


def test_articles_come_back_whole(store: Store) -> None:
    assert tuple(store.articles()) == ARTICLES
    assert store.article("c") == ARTICLES[2]
    assert store.article("x") is None
    assert store.fingerprints() == {"a": "fp-a", "b": "fp-b", "c": "fp-c"}
    assert list(store.signatures()) == [("a", b"a"), ("b", b"b"), ("c", b"c")]


def test_records_join_statements_and_actors_and_quote_the_article(store: Store) -> None:
    texts = {a.id: a.text for a in ARTICLES}
    records = list(store.records())
    assert len(records) == 7
    for r in records:
        assert texts[r.article][r.evidence_span.start : r.evidence_span.end] == r.evidence
        assert texts[r.article][r.source_mention.start : r.source_mention.end] == r.source_mention.text
    last = next(r for r in records if r.relation == "CONSULT" and r.mode == "visit")
    assert (last.source, last.target, last.outlet, last.url) == (
        "kg:ida-kern", "kg:karl-holm", "Bote", "https://example.org/c",
    )  # fmt: skip
    dated = next(r for r in records if r.relation == "ACCUSE")
    assert dated.when == When("am 3. Mai 2024", date(2024, 5, 3), date(2024, 5, 3))
    assert [r.day for r in records] == sorted(r.day for r in records if r.day)


def test_filters(store: Store) -> None:
    def relations(**wanted: object) -> list[str]:
        return [r.relation for r in store.records(Filter(**wanted))]  # type: ignore[arg-type]

    anna, karl = ("kg:anna-berg",), ("kg:karl-holm",)
    assert len(relations()) == store.count() == 7
    assert relations(relations=("ACCUSE",)) == ["ACCUSE"]
    assert relations(statuses=("negated",)) == ["CONSULT"]
    assert relations(min_confidence=0.5).count("SUPPORT") == 0
    assert relations(since=date(2024, 5, 7)) == ["CONSULT"]
    assert relations(until=date(2024, 5, 4)) == ["ACCUSE"]
    assert relations(actors=anna) == ["CONSULT", "OTHER", "CONSULT", "CONSULT"]
    assert relations(actors=anna, partners=karl) == relations(actors=karl, partners=anna) == ["CONSULT"] * 3
    assert relations(outlets=("Bote",)) == ["OTHER", "CONSULT", "CONSULT"]
    assert relations(modes=("visit",)) == ["CONSULT"]
    assert relations(langs=("en",)) == [] == relations(types=("country",))
    assert len(relations(types=("person",))) == len(relations(actors=anna, types=("person",))) + 3
    # Anna and Karl meet in three articles, everything else is told once.
    assert relations(min_sources=3) == ["CONSULT"] * 3


def test_min_sources_counts_near_copies_once(tmp_path: Path) -> None:
    store = fill(tmp_path / "k.db", groups={"a": "a", "b": "b", "c": "a"})
    assert list(store.records(Filter(min_sources=3))) == []
    assert len(list(store.records(Filter(min_sources=2)))) == 3


def test_statements_of_one_actor_with_itself_are_no_records(store: Store) -> None:
    rows = list(store.entities())
    store.put(
        article("d", "Anna Berg traf Karl Holm."),
        extract(article("d", "Anna Berg traf Karl Holm.")),
        "f",
        b"",
    )
    actors = (Actor("kg:x", "X", "X", "group"),)
    store.finish(Derived(actors, {(a, i): "kg:x" for a, i, *_ in rows}), "m")
    assert store.count() == 0
    assert store.counts().statements == 8


def test_an_article_is_replaced_as_a_whole(store: Store) -> None:
    changed = replace(ARTICLES[0], text="Ida Kern traf Lina Sommer.", blocks=())
    store.put(changed, extract(changed), "new", b"")
    assert store.finished is None
    assert [r.article for r in store.records()].count("a") == 0  # no record points at what is gone
    finish(store)
    assert [r.source for r in store.records() if r.article == "a"] == ["kg:ida-kern"]
    assert store.check() == []


def test_a_contradicting_extraction_is_refused_and_changes_nothing(store: Store) -> None:
    good = extract(ARTICLES[0])
    for bad in (
        replace(good, mentions=()),
        replace(good, entities=()),
        replace(good, mentions=(replace(good.mentions[0], text=None), *good.mentions[1:])),  # type: ignore[arg-type]
    ):
        with pytest.raises(ValueError, match="a:"):
            store.put(ARTICLES[0], bad, "x", b"")
    assert store.count() == 7
    assert store.finished == "mark"


def test_statement_ids_depend_on_content_only() -> None:
    one = extract(ARTICLES[0])
    ids = statement_ids("a", one)
    assert len(set(ids)) == 2
    surer = replace(one, statements=tuple(replace(s, confidence=0.1, rule="x") for s in one.statements))
    assert statement_ids("a", surer) == ids
    assert not set(statement_ids("b", one)) & set(ids)
    doubled = replace(one, statements=one.statements * 2)
    assert len(set(statement_ids("a", doubled))) == 4


def test_statement_by_id_or_its_beginning(store: Store) -> None:
    record = next(store.records())
    assert store.statement(record.id) == record == store.statement(record.id[:9])
    assert store.statement("s") is None
    assert store.statement("") is None


def test_find_actor(store: Store) -> None:
    def found(name: str) -> list[tuple[str, float]]:
        return [(a.name_de, score) for a, score in store.find_actor(name)]

    assert found("Anna Berg") == found("kg:anna-berg") == found("  anna  BERG") == [("Anna Berg", 1.0)]
    assert found("Berg") == [("Anna Berg", 1.0)]  # an alias
    assert found("Anna") == [("Anna Berg", 0.9)]
    near = found("Ana Bergg")
    assert near[0][0] == "Anna Berg"
    assert near[0][1] < 0.9
    assert found("Bergk")[0][0] == "Anna Berg"
    assert found("Zzzzqqq") == []
    assert found("r") == []
    assert found("") == []


def test_search(store: Store) -> None:
    assert {r.relation for r in store.search("lobte")} == {"SUPPORT"}
    assert {r.article for r in store.search("Karl kritisierte")} == {"b"}
    assert {r.article for r in store.search('"titel c"')} == {"c"}
    assert {r.relation for r in store.search("kritis*")} == {"ACCUSE"}
    assert store.search('AND ( " NEAR') == store.search("") == store.search("gibtesnicht") == []
    assert len(store.search("Berg", limit=2)) == 2


def test_actors_and_offices_come_back(tmp_path: Path) -> None:
    actor = Actor("Q1", "Ä", "E", "person", ("x", "y"), "Q1", "Q2",
                  (Office("Amt", "Q2", date(2020, 1, 1), None, True), Office("Rang")))  # fmt: skip
    with Store.open(tmp_path / "k.db") as store:
        store.finish(Derived((actor,), {}), "m")
        assert store.actors() == {"Q1": actor}
        assert store.actor("Q1") == actor


def test_decisions_and_corrections_survive_replacing_and_finishing(store: Store) -> None:
    first = Decision("kg:a", "kg:b", True, 0.8, {"name": 0.8}, by="ute", made="2024-05-01")
    store.add_decision(first)
    store.add_decision(Decision("kg:b", "kg:a", False, by="ute"))
    record = next(r for r in store.records() if r.relation == "ACCUSE")
    store.add_correction(Correction(record.id, "reject", by="ute"))
    store.put(ARTICLES[0], extract(ARTICLES[0]), "again", b"a")
    finish(store)
    assert [d.same for d in store.decisions()] == [True, False]
    assert store.decisions()[0] == first
    assert [r for r in store.records() if r.relation == "ACCUSE"] == []
    store.add_correction(Correction(record.id, "accept", {"why": "seen"}, by="ute"))
    assert store.corrections()[1].value == {"why": "seen"}
    finish(store)
    assert record.id in {r.id for r in store.records()}
    assert store.remove_decision(first)
    assert [d.same for d in store.decisions()] == [False]  # that one went, not the later one on the same pair


def test_same_content_same_bytes_whatever_the_way(tmp_path: Path) -> None:
    fill(tmp_path / "1.db").close()
    fill(tmp_path / "2.db", ARTICLES[::-1]).close()
    store = fill(tmp_path / "3.db", (ARTICLES[1], replace(ARTICLES[0], text="Ida Kern traf Karl Holm.")))
    for one in (ARTICLES[2], ARTICLES[0]):
        store.put(one, extract(one), f"fp-{one.id}", one.id.encode())
    finish(store)
    store.close()
    assert len({(tmp_path / f"{n}.db").read_bytes() for n in (1, 2, 3)}) == 1
    assert {p.name for p in tmp_path.iterdir()} == {"1.db", "2.db", "3.db"}


def test_counts(store: Store) -> None:
    counts = store.counts()
    assert (counts.articles, counts.records, counts.statements, counts.actors) == (3, 7, 7, 5)
    assert counts.statuses == {"actual": 6, "negated": 1}
    assert counts.languages == {"de": 3}


def test_missing_and_empty_stores_are_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no store at.*kgraph build"):
        Store.open(tmp_path / "no.db", readonly=True)
    assert not (tmp_path / "no.db").exists()
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="empty"):
        Store.open(tmp_path / "empty.db", readonly=True)
    with pytest.raises(StoreError, match="folder"):
        Store.open(tmp_path)


@pytest.mark.parametrize("content", [b"not a database at all" * 99, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_store_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "k.db"
    path.write_bytes(content)
    for readonly in (True, False):
        with pytest.raises(StoreError, match=r"k.db is damaged.*kgraph build"):
            Store.open(path, readonly)
    assert path.read_bytes() == content


def test_a_truncated_store_is_told(store: Store) -> None:
    store.close()
    with open(store.path, "rb+") as handle:
        handle.truncate(os.path.getsize(store.path) // 2)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(store.path)


def test_a_newer_store_and_other_databases_are_refused(tmp_path: Path, store: Store) -> None:
    store.close()
    db = sqlite3.connect(store.path)
    db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(StoreError, match=r"newer kgraph.*99.*update kgraph"):
        Store.open(store.path)
    db = sqlite3.connect(tmp_path / "other.db")
    db.execute("CREATE TABLE t (x)")
    db.close()
    with pytest.raises(StoreError, match="another program"):
        Store.open(tmp_path / "other.db")


def test_an_older_store_is_brought_up_to_date_and_loses_nothing(store: Store) -> None:
    store.add_decision(Decision("p:a", "p:b", True, 1.0, (), "editor"))
    kept = ("articles", "entities", "mentions", "statements", "decisions")
    before = {name: store._db.execute(f"SELECT * FROM {name}").fetchall() for name in kept}
    store.close()
    db = sqlite3.connect(store.path)
    db.executescript("DROP TABLE pairs; DROP TABLE ties; DROP TABLE tallies; PRAGMA user_version=1;")
    db.close()
    with pytest.raises(StoreError, match=r"older kgraph.*kgraph build.*kept"):
        Store.open(store.path, readonly=True)
    with Store.open(store.path) as again:
        assert again.finished is None
        assert {name: again._db.execute(f"SELECT * FROM {name}").fetchall() for name in kept} == before
        assert again._db.execute("SELECT count(*) FROM pairs").fetchone() == (0,)


def test_a_readonly_store_refuses_writes(store: Store) -> None:
    with (
        Store.open(store.path, readonly=True) as reader,
        pytest.raises(StoreError, match="reading only"),
    ):
        reader.put(ARTICLES[0], Extraction("a"), "x", b"")


def test_a_full_disk_leaves_the_store_as_it_was(store: Store) -> None:
    before = store.path.read_bytes()
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count={pages}")
    long = article("z", "Anna Berg traf Karl Holm. " * 20_000)
    with pytest.raises(StoreError, match="full"):
        store.put(long, extract(long), "x", b"")
    store.close()
    assert store.path.read_bytes() == before


def test_one_build_at_a_time(tmp_path: Path) -> None:
    with build_lock(tmp_path), pytest.raises(StoreError, match="another build"), build_lock(tmp_path):
        pass
    with build_lock(tmp_path):
        pass


def test_a_mention_carries_its_antecedent(tmp_path: Path) -> None:
    text = "Anna Berg kam. Sie traf Karl Holm."
    base = extract(article("a", "Anna Berg traf Karl Holm."))
    mentions = (
        Mention(0, 9, "Anna Berg", "name", 0), Mention(15, 18, "Sie", "pronoun", 0, antecedent=0),
        Mention(24, 33, "Karl Holm", "name", 1),
    )  # fmt: skip
    statement = replace(base.statements[0], source=1, target=2, evidence=Span(15, 34), trigger=Span(19, 23),
                        claimed_by=0)  # fmt: skip
    store = Store.open(tmp_path / "k.db")
    store.put(article("a", text), replace(base, mentions=mentions, statements=(statement,)), "f", b"")
    finish(store)
    record = next(store.records())
    assert (record.source_mention.text, record.source_mention.antecedent) == ("Sie", "Anna Berg")
    assert record.claimed_by == "kg:anna-berg"
    assert record.evidence == "Sie traf Karl Holm."


def test_fold() -> None:
    assert fold("  Straße  Łódź-Öl's ") == "strasse łodz ol s"
