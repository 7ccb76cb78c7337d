"""What is said: actors, roles, status, attribution, time and place, on sentences of our own; and odd input."""

from __future__ import annotations

from datetime import date

import pytest
from bench import Bench
from work import calls

from kgraph.extract.language.endings import Endings
from kgraph.model import Extraction, Lang, Statement


def name(found: Extraction, mention: int | None) -> str | None:
    return None if mention is None else found.entities[found.mentions[mention].entity].name


def said(found: Extraction, relation: str) -> list[tuple[str | None, str | None, Statement]]:
    return [
        (name(found, s.source), name(found, s.target), s) for s in found.statements if s.relation == relation
    ]


def one(found: Extraction, relation: str) -> tuple[str | None, str | None, Statement]:
    rows = said(found, relation)
    assert len(rows) == 1, [(a, b, s.status, s.rule) for a, b, s in rows]
    return rows[0]


def ends(found: Extraction, relation: str) -> set[tuple[str | None, str | None]]:
    return {(a, b) for a, b, _ in said(found, relation)}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Frankreich hat Sanktionen gegen Belarus verhängt.", "actual"),
        ("Frankreich wird Sanktionen gegen Belarus verhängen.", "planned"),
        ("Frankreich kündigte neue Sanktionen gegen Belarus an.", "planned"),
        ("Frankreich will Sanktionen gegen Belarus verhängen.", "planned"),
        ("Frankreich könnte Sanktionen gegen Belarus verhängen.", "hypothetical"),
        ("Frankreich verhängte keine Sanktionen gegen Belarus.", "negated"),
        ("Frankreich erwägt Sanktionen gegen Belarus.", "hypothetical"),
    ],
)
def test_status(bench: Bench, sentence: str, status: str) -> None:
    source, target, statement = one(bench.extract(sentence), "SANCTION")
    assert (source, target, statement.status) == ("Frankreich", "Belarus", status)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("France imposed sanctions on Belarus.", "actual"),
        ("France will impose sanctions on Belarus.", "planned"),
        ("France could impose sanctions on Belarus.", "hypothetical"),
        ("France did not impose sanctions on Belarus.", "negated"),
        ("France is weighing sanctions on Belarus.", "hypothetical"),
    ],
)
def test_status_in_english(bench: Bench, sentence: str, status: str) -> None:
    source, target, statement = one(bench.extract(sentence, "en"), "SANCTION")
    assert (source, target, statement.status) == ("Frankreich", "Belarus", status)


def test_a_denied_meeting_is_no_meeting(bench: Bench) -> None:
    found = bench.extract("Das Treffen zwischen Emmanuel Macron und Viktor Orbán fand nicht statt.")
    assert {s.status for _, _, s in said(found, "CONSULT")} == {"negated"}


def test_passive_and_active_say_the_same(bench: Bench) -> None:
    active = bench.extract("Emmanuel Macron empfing Viktor Orbán in Paris.")
    passive = bench.extract("Viktor Orbán wurde von Emmanuel Macron in Paris empfangen.")
    assert ends(active, "CONSULT") == ends(passive, "CONSULT") == {("Emmanuel Macron", "Viktor Orbán")}


def test_offices_with_countries_parties_and_tense(bench: Bench) -> None:
    found = bench.extract(
        "Der estnische Außenminister Jaan Kuusk und die frühere Ministerin Mari Lepik (SPD) sprachen in Tallinn."
    )
    offices = {(a, b): s.role for a, b, s in said(found, "HOLDS_OFFICE")}
    assert offices["Jaan Kuusk", "Estland"] == "Außenminister"
    assert ("Mari Lepik", "SPD") in {(a, b) for a, b, _ in said(found, "MEMBER_OF")} or (
        "Mari Lepik",
        "Sozialdemokratische Partei Deutschlands",
    ) in ends(found, "MEMBER_OF")


def test_surname_and_pronoun_are_the_person_named_before(bench: Bench) -> None:
    found = bench.extract(
        "Emmanuel Macron reiste nach Warschau. Dort traf er Donald Tusk.\nMacron lobte Tusk."
    )
    met = [s for a, b, s in said(found, "CONSULT") if {a, b} == {"Emmanuel Macron", "Donald Tusk"}]
    assert met and found.mentions[met[0].source].kind == "pronoun"
    assert found.mentions[met[0].source].antecedent is not None
    assert ("Emmanuel Macron", "Donald Tusk") in ends(found, "SUPPORT")


def test_who_claims_it(bench: Bench) -> None:
    found = bench.extract("Die Türkei habe Griechenland angegriffen, sagte Emmanuel Macron.")
    source, target, statement = one(found, "ASSAULT")
    assert (source, target) == ("Türkei", "Griechenland")
    assert name(found, statement.claimed_by) == "Emmanuel Macron"


def test_time_and_place(bench: Bench) -> None:
    found = bench.extract("Emmanuel Macron traf Viktor Orbán am Montag in Prag.")
    _, _, statement = one(found, "CONSULT")
    assert statement.when is not None and statement.when.first == date(2026, 2, 16)
    assert statement.place == "Prag"


def test_a_day_to_come_makes_it_planned(bench: Bench) -> None:
    found = bench.extract("Emmanuel Macron trifft Viktor Orbán am 20. März 2026 in Prag.")
    assert one(found, "CONSULT")[2].status == "planned"


def test_lists_give_one_statement_each(bench: Bench) -> None:
    found = bench.extract("Kanada sanktionierte Russland, Belarus und den Iran.")
    assert ends(found, "SANCTION") == {("Kanada", "Russland"), ("Kanada", "Belarus"), ("Kanada", "Iran")}


def test_a_seat_is_its_country_and_a_meeting_place_is_none(bench: Bench) -> None:
    found = bench.extract("Der Kreml drohte Litauen. Emmanuel Macron traf Donald Tusk in Moskau.")
    assert ends(found, "THREATEN") == {("Russland", "Litauen")}
    assert all("Russland" not in pair for pair in ends(found, "CONSULT"))


def test_offsets_quote_the_text(bench: Bench) -> None:
    text = "Der  Kreml drohte Litauen am  Montag. Emmanuel Macron traf Donald Tusk."
    found = bench.extract(text)
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text
    for statement in found.statements:
        assert text[statement.evidence.start : statement.evidence.end].strip()
        assert (
            statement.evidence.start
            <= statement.trigger.start
            < statement.trigger.end
            <= statement.evidence.end
        )


ODD = {
    "long sentence": "Frankreich lobte Polen, weil "
    + "das Wetter dort sehr schön war und " * 280
    + "es blieb.",
    "unbalanced quotes": '„Wir kommen«, sagte “Emmanuel Macron ‚und traf "Donald Tusk.',
    "capitals": "EMMANUEL MACRON TRIFFT DONALD TUSK UND LOBT POLEN FÜR SEINE HILFE",
    "names": ", ".join(f"Anna Beispiel{chr(97 + i % 26)}{i}" for i in range(300)) + " kamen.",
    "bullets": "\n".join(f"• Punkt {i}: Frankreich – Polen" for i in range(60)),
    "table": "\n".join("Frankreich\t12\tPolen\t13\t|\t—" for _ in range(60)),
    "poem": "Der Mond ist\naufgegangen\nund Polen\nschläft",
    "ticker": "\n".join(f"{h:02}:15 Uhr – Lage unverändert in Kiew" for h in range(24)),
    "mixed": "Die Regierung said that it would nicht attack Polen, n'est-ce pas? 你好 Привет",
    "symbols": "😀 https://example.org/?q=a&b=c \x07\x00 ‮abc‬ ||| ### ---",
    "blank": "   \n \t ",
}


@pytest.mark.parametrize("kind", sorted(ODD))
@pytest.mark.parametrize("lang", ["de", "en"])
def test_odd_input_neither_fails_nor_invents(bench: Bench, kind: str, lang: Lang) -> None:
    found = bench.extract(ODD[kind], lang)
    if kind in ("bullets", "table", "poem", "ticker", "symbols", "blank", "names"):
        assert [s for s in found.statements if s.relation not in ("PART_OF",)] == []


def test_cost_grows_with_the_text_and_not_its_square(bench: Bench) -> None:
    def cost(n: int) -> int:
        block = "Frankreich, Polen, " * n + "Spanien und Italien trafen Kanada."
        return calls(lambda: bench.extract(block))

    cost(10)  # what is looked up once
    assert cost(400) < 15 * cost(40)


def test_endings_tell_what_a_compound_is() -> None:
    table = Endings({"amt": "office", "bauamt": "building", "x": "short"}, shortest=3)
    assert table.of("bauamt") == table.of("hochbauamt") == "office"  # the first of the table
    assert table.of("x") == "short" and table.of("box") is None
    assert table.of("amt") == "office" and table.of("amt", whole=False) is None
