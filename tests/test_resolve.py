"""Who is who across articles. All articles and persons here are made up, unless world-known by office."""

from __future__ import annotations

import csv
import itertools
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.knowledge import Knowledge
from kgraph.model import Actor, Decision, Entity
from kgraph.resolve import JOIN_SCORE, TAKEN_OUT, ArticleEntity, Resolution, resolve
from kgraph.resolve.persons import SAME_NAME, compare, parse

KNOWLEDGE = Knowledge.default()
PAIRS = Path(__file__).parent / "data" / "name_pairs.csv"


def person(name: str, **more: object) -> Entity:
    return Entity(name, "person", (name,), **more)  # type: ignore[arg-type]


def body(name: str, **more: object) -> Entity:
    return Entity(name, "organisation", (name,), **more)  # type: ignore[arg-type]


def rows(*articles: Sequence[Entity], start: date | None = date(2025, 3, 1)) -> list[ArticleEntity]:
    """Articles a0, a1 … of a day each, in German."""
    return [
        ArticleEntity(f"a{n}", i, entity, start.replace(day=n % 28 + 1) if start else None)
        for n, entities in enumerate(articles)
        for i, entity in enumerate(entities)
    ]


def resolved(*articles: Sequence[Entity], decisions: Sequence[Decision] = ()) -> Resolution:
    return resolve(rows(*articles), decisions, KNOWLEDGE)


def same(left: Entity, right: Entity) -> bool:
    found = resolved([left], [right])
    return found.actor_of["a0", 0] == found.actor_of["a1", 0]


def only(resolution: Resolution) -> Actor:
    (actor,) = resolution.actors
    return actor


# -- names


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Fadil Dschaburow", "Fadil Jaburov"),
        ("Jürgen Plattenbeck", "Juergen Plattenbeck"),
        ("Søren Østergaard", "Soeren Oestergaard"),
        ("Orbán Viktor", "Viktor Orbán"),
        ("Kim Min-seok", "Kim Min Seok"),
        ("Bill Hartnell", "William Hartnell"),
        ("J. Falkenrath", "Jonas Falkenrath"),
        ("Luise von Hardegg", "Luise Hardegg"),
        ("Dr. Ines Tollkamp", "Ines Tollkamp"),
        ("Marta K. Lindqvist", "Marta Lindqvist"),
        ("Gregor Plattenbeck", "Gregor Plattenbecks"),
        ("Kerstin Andresen-Vogt", "Kerstin Vogt"),
        ("Sängerin Olga Tannert", "Olga Tannert"),
        ("Gustav XVI.", "Gustav XVI"),
    ],
)
def test_spellings_of_one_name_meet(left: str, right: str) -> None:
    assert same(person(left), person(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Andreas Scheuer", "Andrea Scheuer"),
        ("Jan Brandtner", "Jana Brandtner"),
        ("Bruno Ettlinger Jr.", "Bruno Ettlinger Sr."),
        ("George W. Bush", "George H. W. Bush"),
        ("J. Falkenrath", "Karl Falkenrath"),
        ("Hans-Peter Grolmann", "Peter Grolmann"),
        ("Olaf Scholz", "Olaf Schulz"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Anna Maria", "Anna Maria Tollkamp"),
        ("Gustav XIV.", "Gustav XVI."),
    ],
)
def test_names_of_two_persons_stay_apart(left: str, right: str) -> None:
    assert not same(person(left), person(right))


def test_an_initial_that_two_may_bear_joins_neither() -> None:
    found = resolved([person("J. Falkenrath")], [person("Jonas Falkenrath")], [person("Jakob Falkenrath")])
    assert len(found.actors) == 3


def test_compare_says_why() -> None:
    score, why = compare(parse("Bill Hartnell"), parse("William Hartnell"), KNOWLEDGE)
    assert JOIN_SCORE <= score < SAME_NAME and "short form" in why


# -- namesakes


def test_full_namesakes_of_two_countries_stay_apart() -> None:
    one, other = person("Thomas Meyer", country="Q183"), person("Thomas Meyer", country="Q40")
    assert not same(one, other)
    assert same(one, person("Thomas Meyer", country="Q183"))


def test_man_and_woman_of_one_name_stay_apart() -> None:
    assert not same(person("Kim Tollkamp", gender="m"), person("Kim Tollkamp", gender="f"))


def test_one_whose_country_is_not_told_joins_neither_of_two_namesakes() -> None:
    found = resolved(
        [person("Thomas Meyer", country="Q183")],
        [person("Thomas Meyer", country="Q40")],
        [person("Thomas Meyer")],
    )
    assert len(found.actors) == 3


def test_the_company_they_keep_tells_namesakes_apart() -> None:
    party, club = body("Bürgerliste Kaltenbrück"), body("Ruderverein Altsee")
    mayor, rower = person("Elke Sonnleitner"), person("Peter Grolmann")
    found = resolved(
        [person("Thomas Meyer", country="Q183"), party, mayor],
        [person("Thomas Meyer", country="Q40"), club, rower],
        [person("Thomas Meyer"), party, mayor],
    )
    assert found.actor_of["a2", 0] == found.actor_of["a0", 0] != found.actor_of["a1", 0]


# -- a surname alone


def test_a_surname_joins_its_only_bearer() -> None:
    found = resolved([person("Jonas Falkenrath")], [person("Falkenrath")], [person("Falkenraths")])
    assert only(found).name_de == "Jonas Falkenrath"
    assert "Falkenrath" in only(found).aliases
    assert all("only bearer" in d.reasons for d in found.merges)


def test_a_surname_of_two_bearers_stays_apart() -> None:
    found = resolved([person("Jonas Falkenrath")], [person("Ute Falkenrath")], [person("Falkenrath")])
    assert len(found.actors) == 3


def test_a_surname_of_two_bearers_joins_the_one_of_its_office_and_company() -> None:
    council, clerk = body("Gemeinderat Seetal"), person("Elke Sonnleitner")
    found = resolved(
        [person("Jonas Falkenrath", roles=("Bürgermeister",)), council, clerk],
        [person("Ute Falkenrath", roles=("Ministerin",))],
        [person("Falkenrath", roles=("Bürgermeister",)), council, clerk],
    )
    assert found.actor_of["a2", 0] == found.actor_of["a0", 0]


def test_a_surname_borne_by_a_prominent_person_outside_the_store_stays_apart() -> None:
    found = resolved([person("Norbert Merz")], [person("Merz")])
    assert len(found.actors) == 2


def test_a_surname_alone_in_two_articles_is_not_one_person() -> None:
    assert not same(person("Müller"), person("Müller"))


def test_the_same_office_and_company_make_one_of_two_surnames() -> None:
    council, clerk = body("Gemeinderat Seetal"), person("Elke Sonnleitner")
    kolb = person("Kolbinger", roles=("Landrat",))
    found = resolved([kolb, council, clerk], [kolb, council, clerk])
    assert found.actor_of["a0", 0] == found.actor_of["a1", 0]


def test_two_in_one_article_are_two() -> None:
    found = resolved([person("Jonas Falkenrath"), person("Falkenrath")])
    assert len(found.actors) == 2


# -- the knowledge


def test_an_unlinked_full_name_joins_the_known_person() -> None:
    found = resolved([person("Sergey Lavrov")], [person("Sergej Lawrow", known="Q58217", country="Q159")])
    actor = only(found)
    assert actor.id == "Q58217" and "Sergey Lavrov" in actor.aliases


def test_another_country_keeps_a_namesake_of_a_known_person_apart() -> None:
    found = resolved([person("Olaf Scholz", country="Q408", roles=("Trainer",))])
    assert only(found).id.startswith("kg:person:")


def test_bodies_of_both_languages_meet() -> None:
    for left, right in (
        ("Iranian Foreign Ministry", "Außenministerium (Iran)"),
        ("UNO", "Vereinte Nationen"),
    ):
        assert same(body(left), body(right)), (left, right)


def test_the_same_ministry_of_two_states_stays_two() -> None:
    assert not same(body("Innenministerium", country="Q183"), body("Innenministerium", country="Q40"))
    assert not same(body("Innenministerium"), body("Innenministerium"))


def test_parties_of_one_name_in_two_states_stay_two() -> None:
    germany, austria = person("Olaf Scholz", known="Q61053", country="Q183"), body("Wien", country="Q40")
    found = resolved([body("Grüne", country="Q183"), germany], [body("Grüne", country="Q40"), austria])
    assert found.actor_of["a0", 0] == "kg:gruene-de"
    assert found.actor_of["a1", 0] == "kg:gruene-at"


def test_an_unknown_body_meets_in_both_languages_and_by_its_acronym() -> None:
    found = resolved(
        [body("Bauernverband Seetal")],
        [body("Seetal Farmers Association")],
        [Entity("Verein Freies Ufer Tannsee", "organisation", ("Verein Freies Ufer Tannsee", "VFUT"))],
        [body("VFUT")],
    )
    assert len(found.actors) == 2


def test_common_nouns_name_no_body_across_articles() -> None:
    for noun in ("Aufsichtsrat", "Bundesverband", "Rebellen"):
        assert not same(body(noun), body(noun)), noun


def test_acronyms_that_only_sound_alike_are_two() -> None:
    assert not same(body("BBK"), body("BBC"))
    assert not same(body("GDP"), body("GdP"))


# -- what an actor looks like


def test_names_in_both_languages_aliases_and_offices() -> None:
    entities = [
        ArticleEntity("a", 0, person("Fadil Dschaburow", roles=("Innenminister",)), date(2025, 1, 3)),
        ArticleEntity("b", 0, person("Fadil Dschaburow", roles=("Innenministers",)), date(2025, 2, 3)),
        ArticleEntity("c", 0, person("Fadil Jaburov", roles=("interior minister",)), date(2025, 4, 1), "en"),
    ]
    actor = only(resolve(entities, [], KNOWLEDGE))
    assert (actor.name_de, actor.name_en) == ("Fadil Dschaburow", "Fadil Jaburov")
    assert actor.aliases == ("Fadil Jaburov",)
    (office,) = actor.offices
    assert (office.title, office.known) == ("Innenminister", False)
    assert (office.start, office.end) == (date(2025, 1, 3), date(2025, 4, 1))


def test_known_offices_stand_beside_those_told() -> None:
    told = resolved([person("Angela Merkel", known="Q567", roles=("Ehrengast",))])
    offices = only(told).offices
    assert any(o.known and o.start and o.end for o in offices)
    assert [o.title for o in offices if not o.known] == ["Ehrengast"]


# -- judgements of the user


def both() -> tuple[str, str]:
    """The ids of two actors that nothing joins."""
    found = resolved([person("Jonas Falkenrath")], [person("Ute Brandhuber")])
    return found.actor_of["a0", 0], found.actor_of["a1", 0]


def test_merge_wins_and_keeps_the_first_name() -> None:
    one, other = both()
    for left, right, name in ((one, other, "Jonas Falkenrath"), (other, one, "Ute Brandhuber")):
        found = resolved(
            [person("Jonas Falkenrath")],
            [person("Ute Brandhuber")],
            decisions=[Decision(left, right, True, by="Ann")],
        )
        assert only(found).id == left and only(found).name_de == name
        assert found.merges[-1].by == "Ann"


def test_split_wins_over_an_automatic_merge_also_through_a_third() -> None:
    articles = ([person("Jonas Falkenrath")], [person("J. Falkenrath")], [person("Jonas K. Falkenrath")])
    before = resolved(*articles)
    assert len(before.actors) == 1 and before.parts is not None
    ids = sorted(before.parts)
    for left, right in itertools.combinations(ids, 2):
        found = resolved(*articles, decisions=[Decision(left, right, False, by="Ann")])
        assert found.parts is not None and found.parts[left].actor != found.parts[right].actor


def test_the_later_judgement_wins() -> None:
    one, other = both()
    yes, no = Decision(one, other, True, by="Ann"), Decision(other, one, False, by="Bo")
    articles = ([person("Jonas Falkenrath")], [person("Ute Brandhuber")])
    assert len(resolved(*articles, decisions=[yes, no]).actors) == 2
    assert len(resolved(*articles, decisions=[no, yes]).actors) == 1


def test_contradicting_judgements_are_reported_and_the_later_ones_hold() -> None:
    articles = ([person("Jonas Falkenrath")], [person("Ute Brandhuber")], [person("Klara Tannert")])
    found = resolved(*articles)
    a, b, c = (found.actor_of[f"a{n}", 0] for n in range(3))
    chain = [Decision(a, b, True, by="x"), Decision(b, c, True, by="x"), Decision(a, c, False, by="x")]
    result = resolved(*articles, decisions=chain)
    assert result.actor_of["a0", 0] != result.actor_of["a2", 0] == result.actor_of["a1", 0]
    assert len(result.problems) == 1 and "contradicts" in result.problems[0]


def test_a_circle_of_merges_is_one_actor() -> None:
    articles = ([person("Jonas Falkenrath")], [person("Ute Brandhuber")], [person("Klara Tannert")])
    found = resolved(*articles)
    a, b, c = (found.actor_of[f"a{n}", 0] for n in range(3))
    circle = [Decision(x, y, True, by="x") for x, y in ((a, b), (b, c), (c, a))]
    result = resolved(*articles, decisions=circle)
    assert len(result.actors) == 1 and not result.problems


def test_a_judgement_on_what_is_gone_waits_and_is_reported() -> None:
    found = resolved(
        [person("Ute Brandhuber")], decisions=[Decision("kg:person:gone", "kg:person:too", True, by="Ann")]
    )
    assert "kg:person:gone" in found.problems[0]
    one = found.actors[0].id
    self_ = resolved([person("Ute Brandhuber")], decisions=[Decision(one, one, False, by="Ann")])
    assert "itself" in self_.problems[0] and len(self_.actors) == 1


def test_two_known_actors_can_be_merged_by_hand() -> None:
    articles = ([person("Angela Merkel", known="Q567")], [person("Olaf Scholz", known="Q61053")])
    found = resolved(*articles, decisions=[Decision("Q61053", "Q567", True, by="Ann")])
    assert only(found).id == "Q61053"


def test_an_article_can_be_taken_out_of_an_actor() -> None:
    articles = ([person("Thomas Meyer")], [person("Thomas Meyer")])
    one = only(resolved(*articles)).id
    other = f"{one}{TAKEN_OUT}a1"
    found = resolved(*articles, decisions=[Decision(one, other, False, by="Ann")])
    assert found.actor_of == {("a0", 0): one, ("a1", 0): other}
    assert {a.name_de for a in found.actors} == {"Thomas Meyer"}


# -- always the same


NAMES = ["Jonas Falkenrath", "J. Falkenrath", "Falkenrath", "Ute Falkenrath", "Thomas Meyer", "Meyer"]
NAMES += ["Sergey Lavrov", "Sergej Lawrow", "Bill Hartnell", "William Hartnell", "Plattenbecks"]
ENTITIES = st.builds(
    person,
    st.sampled_from(NAMES),
    country=st.sampled_from([None, "Q183", "Q40"]),
    gender=st.sampled_from([None, "m", "f"]),
    roles=st.sampled_from([(), ("Minister",), ("Bürgermeister",)]),
) | st.builds(body, st.sampled_from(["Grüne", "UNO", "Senat", "BBC", "BBK", "Bauernverband Seetal"]))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(ENTITIES, min_size=1, max_size=4), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_order_of_input_does_not_matter(articles: list[list[Entity]], rng: random.Random) -> None:
    given_ = rows(*articles)
    first = resolve(given_, [], KNOWLEDGE)
    ids = sorted(p.id for p in (first.parts or {}).values() if p.articles)
    judged = (
        [Decision(*rng.sample(ids, 2), rng.random() < 0.5, by="x") for _ in range(2)] if len(ids) > 1 else []
    )
    expected = resolve(given_, judged, KNOWLEDGE)
    rng.shuffle(given_)
    again = resolve(given_, judged, KNOWLEDGE)
    assert again == expected
    assert list(again.actors) == sorted(again.actors, key=lambda a: a.id)
    assert set(again.actor_of) == {(r.article, r.index) for r in given_}
    assert set(again.actor_of.values()) == {a.id for a in again.actors}
    for decision in judged:
        told = [p for p in again.problems if decision.left in p and decision.right in p]
        parts = again.parts or {}
        together = parts[decision.left].actor == parts[decision.right].actor
        assert together == decision.same or told or judged[0].left in (judged[1].left, judged[1].right)


# -- bad input


@pytest.mark.parametrize(
    "name",
    [
        "X",
        "?",
        " ",
        "\x00\x07",
        "习近平",
        "محمد",
        "Ж",
        "A" * 500,
        "ab " * 200,
        "\ud800",
        "💣",
        "J. R. R.",
        "’s",
        "von der",
    ],
)
def test_odd_names_neither_crash_nor_join_others(name: str) -> None:
    found = resolved([person(name), body(name)], [person("Jonas Falkenrath")], [person("X Y")])
    actors = {a.id: a for a in found.actors}
    assert actors[found.actor_of["a1", 0]].name_de == "Jonas Falkenrath"
    for actor in found.actors:
        assert actor.name_de and len(actor.name_de) <= 120
        assert not any(ord(c) < 32 for c in actor.name_de)


def test_one_letter_is_no_name() -> None:
    assert not same(person("X"), person("X"))


def test_an_id_the_knowledge_has_lost_is_no_error() -> None:
    found = resolved([person("Jonas Falkenrath", known="Q0")], [person("Jonas Falkenrath")])
    assert only(found).id.startswith("kg:person:")


def test_ids_that_clash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    from kgraph.resolve import bundles

    class Short:
        def __init__(self, data: bytes) -> None:
            self.data = data

        def hexdigest(self) -> str:
            return "0" * 12 + self.data.hex()[-52:]

    monkeypatch.setattr(bundles.hashlib, "sha256", Short)
    found = resolved([person("Jonas Falkenrath")], [person("Ute Brandhuber")])
    assert len({a.id for a in found.actors}) == 2


# -- measured


def test_f1_on_labelled_pairs() -> None:
    """The floor of the issue is 0.85; what is reached stands in docs/identity.md."""
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        pairs = list(csv.DictReader(stream))
    assert len(pairs) >= 300
    hits = wrong = missed = 0
    for pair in pairs:
        sides = []
        for side in ("left", "right"):
            country = pair[f"{side}_country"]
            make = person if pair["kind"] == "person" else body
            role = pair[f"{side}_role"]
            sides.append(
                make(
                    pair[side],
                    country=KNOWLEDGE.country(country).id if country else None,
                    roles=(role,) if role else (),
                )
            )
        said, true = same(*sides), pair["same"] == "1"
        hits += said and true
        wrong += said and not true
        missed += true and not said
    assert 2 * hits / (2 * hits + wrong + missed) > 0.93
    assert hits / (hits + wrong) > 0.95


def test_a_common_noun_is_another_body_in_each_article() -> None:
    club = body("Verein", country="Q183")
    assert len({a.id for a in resolved([club], [club]).actors}) == 2
    senate = body("Senat", country="Q30")
    assert len({a.id for a in resolved([senate], [senate]).actors}) == 1
