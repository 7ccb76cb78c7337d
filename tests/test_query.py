"""The questions: meetings, relations, paths, timelines, cards, statistics, comparisons."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta

import networkx as nx
import pytest
from factories import make_actor, make_record, make_records
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.errors import QueryError, UnknownActor
from kgraph.graph import card, compare, met, path, plain, relations, statistics, timeline
from kgraph.graph.stats import balance
from kgraph.model import Office, Record, When

ACTORS = {
    id: make_actor(id, name)
    for id, name in (("kg:anna", "Anna"), ("kg:bjoern", "Björn"), ("kg:cem", "Cem"), ("kg:dora", "Dora"))
}


def day(text: str) -> When:
    return When(text, date.fromisoformat(text), date.fromisoformat(text))


def said(a: str, b: str, article: str, **fields: object) -> Record:
    return make_record(f"kg:{a}", f"kg:{b}", article=article, **fields)


# met


def test_two_reports_of_one_day_are_one_meeting_and_two_sources():
    rows = met(
        [
            said("anna", "bjoern", "x", when=day("2024-05-02"), mode="meet", place="Wien"),
            said("bjoern", "anna", "y", when=day("2024-05-02"), mode="negotiate", place="Wien"),
        ],
        ACTORS,
    )
    assert [(r.a_name, r.b_name, r.times, r.sources, r.statements) for r in rows] == [
        ("Anna", "Björn", 1, 2, 2)
    ]
    assert rows[0].places == ("Wien",) and rows[0].first == rows[0].last == date(2024, 5, 2)


def test_near_copies_are_one_source():
    rows = met(
        [said("anna", "bjoern", "x", origin_group="x"), said("anna", "bjoern", "y", origin_group="x")], ACTORS
    )
    assert rows[0].sources == 1 and rows[0].statements == 2


@pytest.mark.parametrize("status", ["planned", "negated", "hypothetical"])
def test_what_did_not_happen_is_never_a_meeting(status: str):
    record = said("anna", "bjoern", "x", status=status, when=day("2024-05-02"))
    (row,) = met([record], ACTORS)
    assert row.times == 0 and row.first is None and row.sources == 0 and row.days == ()
    assert getattr(row, status) == 1
    assert met([record], ACTORS, include=("actual",)) == []


def test_a_call_is_another_meeting_and_an_undated_report_joins_the_day_before():
    records = [
        said("anna", "bjoern", "x", when=day("2024-05-02"), mode="meet"),
        said("anna", "bjoern", "y", published=date(2024, 5, 3), mode="meet"),
        said("anna", "bjoern", "z", when=day("2024-05-02"), mode="call"),
        said("anna", "bjoern", "w", when=day("2024-06-01"), mode="meet"),
    ]
    (row,) = met(records, ACTORS)
    assert row.times == 3
    assert row.days == (date(2024, 5, 2), date(2024, 5, 2), date(2024, 6, 1))
    assert row.modes == ("meet", "call")


def test_a_month_is_the_meeting_known_in_it():
    may = When("im Mai", date(2024, 5, 1), date(2024, 5, 31), "month")
    records = [said("anna", "bjoern", "x", when=may), said("anna", "bjoern", "y", when=day("2024-05-20"))]
    assert met(records, ACTORS)[0].days == (date(2024, 5, 20),)


def test_undated_statements_are_one_meeting():
    assert met([said("anna", "bjoern", "x"), said("anna", "bjoern", "y")], ACTORS)[0].times == 1


def test_who_and_with_choose_and_stand_first():
    records = [said("anna", "bjoern", "x"), said("bjoern", "cem", "y"), said("anna", "cem", "z")]
    assert {row.b_name for row in met(records, ACTORS, "kg:cem")} == {"Björn", "Anna"}
    assert {row.a for row in met(records, ACTORS, "kg:cem")} == {"kg:cem"}
    assert (
        len(met(records, ACTORS, "kg:cem", "kg:anna")) == len(met(records, ACTORS, None, "kg:anna")) - 1 == 1
    )
    assert met(records, ACTORS, modes=("visit",)) == []


def test_other_relations_are_no_meetings():
    assert met([said("anna", "bjoern", "x", relation="ACCUSE")], ACTORS) == []


# relations


def test_relations_keep_direction_but_for_symmetric_ones():
    records = [
        said("anna", "bjoern", "x", relation="ACCUSE"),
        said("bjoern", "anna", "y", relation="ACCUSE"),
        said("anna", "bjoern", "x", relation="AGREE"),
        said("bjoern", "anna", "y", relation="AGREE"),
        said("anna", "bjoern", "x", relation="OTHER", predicate="begegnen"),
    ]
    rows = relations(records, ACTORS, "kg:bjoern")
    assert [(r.source_name, r.relation, r.target_name, r.sources) for r in rows] == [
        ("Björn", "AGREE", "Anna", 2), ("Anna", "ACCUSE", "Björn", 1), ("Björn", "ACCUSE", "Anna", 1)
    ]  # fmt: skip
    assert rows[0].sentence == "Björn einigt sich mit Anna"
    assert len(relations(records, ACTORS, other=True)) == 4


def test_a_relation_that_is_only_denied_says_so():
    (row,) = relations(
        [said("anna", "bjoern", "x", relation="SANCTION", status="negated")], ACTORS, names="en"
    )
    assert row.statements == row.sources == 0 and row.negated == 1
    assert row.sentence == "Anna does not sanction Björn"


def test_says_who():
    records = [
        said("anna", "bjoern", "x", claimed_by="kg:cem"),
        said("anna", "bjoern", "y", claimed_text="Diplomaten"),
    ]
    assert relations(records, ACTORS)[0].claimed_by == ("Cem", "Diplomaten")


# path


def test_of_equally_long_ways_the_better_supported_comes_first():
    records = [said("anna", "cem", "1"), said("cem", "bjoern", "1")]
    records += [said("anna", "dora", str(n)) for n in range(3)] + [
        said("bjoern", "dora", str(n)) for n in range(3)
    ]
    ways = path(records, ACTORS, "kg:anna", "kg:bjoern")
    assert [way.names for way in ways] == [("Anna", "Dora", "Björn"), ("Anna", "Cem", "Björn")]
    assert [way.weakest for way in ways] == [3, 1]
    assert ways[0].text == "Anna spricht mit Dora (3 Quellen). Dora spricht mit Björn (3 Quellen)."
    assert path(records, ACTORS, "kg:anna", "kg:bjoern", without=["kg:dora"])[0].names == (
        "Anna",
        "Cem",
        "Björn",
    )


def test_what_is_denied_connects_nobody():
    records = [said("anna", "bjoern", "x", status="negated")]
    assert path(records, ACTORS, "kg:anna", "kg:bjoern") == []
    assert len(path(records, ACTORS, "kg:anna", "kg:bjoern", include=("negated",))) == 1


def test_a_path_needs_two_actors():
    with pytest.raises(QueryError, match="two different"):
        path([], ACTORS, "kg:anna", "kg:anna")
    with pytest.raises(QueryError, match="at least 1"):
        path([], ACTORS, "kg:anna", "kg:bjoern", 0)
    assert path([], ACTORS, "kg:anna", "kg:bjoern") == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 3)), max_size=25),
    st.integers(1, 6),
)
def test_paths_are_those_that_networkx_finds(edges: list[tuple[int, int, int]], k: int):
    records = [make_record(f"n{a}", f"n{b}", article=str(c)) for a, b, c in edges if a != b]
    texts: dict[tuple[str, str], set[str]] = {}
    for r in records:
        texts.setdefault((min(r.source, r.target), max(r.source, r.target)), set()).add(r.origin_group)
    graph = nx.Graph()
    graph.add_nodes_from(["n0", "n1"])
    graph.add_edges_from((a, b, {"cost": 1 + 1 / len(found)}) for (a, b), found in texts.items())
    try:
        ways = list(nx.shortest_simple_paths(graph, "n0", "n1", "cost"))
    except nx.NetworkXNoPath:
        ways = []
    expected = [round(nx.path_weight(graph, way, "cost"), 6) for way in ways][:k]
    found = path(records, {}, "n0", "n1", k)
    assert [way.cost for way in found] == pytest.approx(expected)
    assert len({way.actors for way in found}) == len(found)


# timeline


def test_a_timeline_is_in_order_with_undated_last():
    records = [
        said("anna", "bjoern", "1"),
        said("anna", "bjoern", "2", when=day("2024-05-03"), mode="visit"),
        said("anna", "bjoern", "3", when=day("2024-05-03"), mode="visit"),
        said("anna", "cem", "4", published=date(2024, 1, 1), relation="ACCUSE"),
        said("anna", "cem", "5", relation="MEMBER_OF"),
    ]
    events = timeline(records, ACTORS, "kg:anna")
    assert [(e.day, e.exact, e.sentence, e.sources) for e in events] == [
        (date(2024, 1, 1), False, "Anna beschuldigt oder kritisiert Cem", 1),
        (date(2024, 5, 3), True, "Anna besucht Björn", 2),
        (None, False, "Anna spricht mit Björn", 1),
    ]
    assert len(timeline(records, ACTORS, "kg:anna", standing=True)) == 4


# card


def test_a_card_shows_offices_known_and_found_partners_and_conflicts():
    anna = replace(
        ACTORS["kg:anna"],
        offices=(
            Office("Ministerin", "kg:cem", date(2020, 1, 1), known=True),
            Office("Sprecherin", "kg:dora"),
        ),
    )
    actors = {**ACTORS, "kg:anna": anna}
    records = [
        said("anna", "dora", "1", relation="HOLDS_OFFICE", role="Sprecherin", published=date(2024, 1, 1)),
        said("anna", "bjoern", "2", published=date(2024, 2, 1)),
        said("cem", "anna", "3", relation="ACCUSE", published=date(2024, 3, 1)),
        said("anna", "dora", "4", relation="ACCUSE", status="negated"),
        said("bjoern", "cem", "5", claimed_by="kg:anna"),
    ]
    found = card(records, actors, "kg:anna")
    assert [(o.title, o.body_name, o.known, o.sources) for o in found.offices] == [
        ("Ministerin", "Cem", True, 0), ("Sprecherin", "Dora", False, 1)
    ]  # fmt: skip
    assert [p.name for p in found.partners] == ["Björn"] and [p.name for p in found.conflicts] == ["Cem"]
    assert (found.first_seen, found.last_seen) == (date(2024, 1, 1), date(2024, 3, 1))
    assert (found.statements, found.quoted) == (4, 1)
    with pytest.raises(UnknownActor):
        card(records, actors, "kg:nobody")


# statistics


def test_balance_by_month_uses_the_scores_and_counts_a_text_once():
    records = [
        said("anna", "bjoern", "1", relation="AID", published=date(2024, 1, 5)),
        said("anna", "bjoern", "2", origin_group="1", relation="AID", published=date(2024, 1, 6)),
        said("bjoern", "anna", "3", relation="ASSAULT", published=date(2024, 1, 7)),
        said("bjoern", "anna", "4", relation="ASSAULT", published=date(2024, 2, 7)),
        said("bjoern", "anna", "5", relation="ASSAULT", status="planned", published=date(2024, 2, 8)),
    ]
    rows = balance(records, ACTORS, "kg:anna", "kg:bjoern")
    assert [(r.month, r.score, r.cooperation, r.conflict) for r in rows] == [
        ("2024-01", -1.0, 1, 1), ("2024-02", -9.0, 0, 1)
    ]  # fmt: skip


def test_silent_pairs_are_those_that_stopped():
    start = date(2024, 1, 1)
    records = [said("anna", "bjoern", f"a{n}", published=start + timedelta(days=7 * n)) for n in range(5)] + [
        said("anna", "cem", f"c{n}", published=start + timedelta(days=60 * n)) for n in range(6)
    ]
    (row,) = statistics(records, ACTORS).silent
    assert (row.a_name, row.b_name, row.days, row.pause_days, row.silent_days) == (
        "Anna",
        "Björn",
        5,
        7.0,
        272,
    )
    assert statistics(records, ACTORS, silent_days=300).silent == ()
    # A hundred days are no silence for two who pause sixty.
    later = start + timedelta(days=400)
    assert [row.b_name for row in statistics(records, ACTORS, today=later).silent] == ["Björn"]


def test_centrality_and_communities():
    star = [said("anna", name, f"{name}{n}") for name in ("bjoern", "cem", "dora") for n in range(2)]
    found = statistics(star, ACTORS)
    top = found.central[0]
    assert (top.name, top.partners, top.sources, top.betweenness) == ("Anna", 3, 6, 1.0)
    assert found.central[1].betweenness == 0.0 and found.betweenness_exact
    two = [make_record(f"{side}{a}", f"{side}{b}", article=f"{side}{a}{b}") for side in "xy"
           for a in range(4) for b in range(a)]  # fmt: skip
    groups = statistics([*two, make_record("x0", "y0", article="bridge")], {}).communities
    assert sorted("".join(sorted({m[0] for m in g.members})) for g in groups) == ["x", "y"]


def test_sampled_betweenness_is_close_to_the_exact_one(monkeypatch: pytest.MonkeyPatch):
    records, actors = make_records(120, 1500)
    exact = statistics(records, actors, top=5)
    monkeypatch.setattr("kgraph.graph.stats.EXACT_BETWEENNESS", 60 * exact.pairs)
    sampled = statistics(records, actors, top=5)
    assert exact.betweenness_exact and not sampled.betweenness_exact
    assert sampled.central[0].betweenness == pytest.approx(exact.central[0].betweenness, rel=0.25)


def test_statistics_do_not_depend_on_order_and_leave_random_alone():
    records, actors = make_records(60, 600)
    mixed = records[:]
    random.Random(5).shuffle(mixed)
    random.seed(1)
    first = plain(statistics(records, actors))
    after = random.random()
    assert first == plain(statistics(mixed, actors))
    random.seed(1)
    assert after == random.random()


def test_nothing_has_statistics_too():
    found = statistics([], {})
    assert found.statements == 0 and found.central == () and found.modularity is None


# compare


def test_compare_tells_what_is_new():
    old, new = date(2024, 1, 10), date(2024, 1, 20)
    records = [
        said("anna", "bjoern", "1", published=old, relation="AID"),
        said("anna", "bjoern", "2", published=new, relation="ASSAULT"),
        said("anna", "cem", "3", published=new, when=day("2010-01-01")),
        said("bjoern", "dora", "4", published=date(2024, 2, 20)),
    ]
    found = compare(records, ACTORS, date(2024, 1, 15), date(2024, 1, 25))
    assert (found.statements, found.before_statements) == (2, 1)
    assert [row.name for row in found.actors] == ["Cem"]
    assert [(row.a_name, row.b_name) for row in found.pairs] == [("Anna", "Cem")]
    assert [row.relation for row in found.relations] == ["ASSAULT"]
    assert [(row.before_score, row.score) for row in found.turned] == [(7.0, -9.0)]
    warmer = [
        said("anna", "bjoern", "5", published=old),
        said("anna", "bjoern", "6", published=new, relation="AID"),
    ]
    assert compare(warmer, ACTORS, date(2024, 1, 15)).turned == ()
    assert compare(records, ACTORS, date(2024, 1, 15)).until == date(2024, 2, 20)
    with pytest.raises(QueryError, match="reversed"):
        compare(records, ACTORS, new, old)


def test_compare_tells_who_is_heard_more_and_less():
    def in_week(n: int, times: int, b: str) -> list[Record]:
        return [said("anna", b, f"{n}{b}{t}", published=date(2024, 1, 1 + 7 * n)) for t in range(times)]

    records = in_week(0, 1, "bjoern") + in_week(1, 4, "bjoern") + in_week(0, 4, "cem") + in_week(1, 1, "cem")
    found = compare(records, ACTORS, date(2024, 1, 8), date(2024, 1, 14))
    assert [(c.b_name, c.before_sources, c.sources) for c in found.stronger] == [("Björn", 1, 4)]
    assert [(c.b_name, c.before_sources, c.sources) for c in found.weaker] == [("Cem", 4, 1)]


# all


QUESTIONS = {
    "met": met,
    "relations": relations,
    "timeline": timeline,
    "card": lambda records, actors: card(records, actors, sorted(actors)[0]),
    "path": lambda records, actors: path(records, actors, sorted(actors)[0], sorted(actors)[-1]),
    "compare": lambda records, actors: compare(records, actors, date(2024, 6, 1)),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_answers_do_not_depend_on_order_and_are_json(name: str):
    records, actors = make_records(25, 400)
    mixed = records[:]
    random.Random(7).shuffle(mixed)
    one = plain(QUESTIONS[name](records, actors), actors, records=True)
    assert one and json.loads(json.dumps(one)) == one
    assert one == plain(QUESTIONS[name](mixed, actors), actors, records=True)
