"""Talks, visits and agreements: who takes part, however it is said, and what is none."""

from __future__ import annotations

import pytest
from bench import Bench

GENEVA = "In Genf verhandelten die USA und der Iran. "


def events(bench: Bench, text: str, lang: str = "de") -> set[tuple[str, str, str, str]]:
    """The events of a text as (source, relation, target, status)."""
    found = bench.extract(text, lang)  # type: ignore[arg-type]
    names = [found.entities[m.entity].name for m in found.mentions]
    events = ("CONSULT", "AGREE", "COOPERATE", "REQUEST")
    return {
        (names[s.source], s.relation, names[s.target], s.status)
        for s in found.statements
        if s.relation in events
    }


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Die FDP fasste den Beschluss zur Aufnahme von Koalitionsverhandlungen mit der CDU.",
         ("Freie Demokratische Partei", "CONSULT", "Christlich Demokratische Union", "planned")),
        ("Die Grünen wollen eine Fortsetzung der Koalition mit der CDU.",
         ("Bündnis 90/Die Grünen", "COOPERATE", "Christlich Demokratische Union", "planned")),
        ("Frankreich und Algerien haben eine lange Geschichte der Zusammenarbeit.",
         ("Frankreich", "COOPERATE", "Algerien", "actual")),
        ("Die FDP würde eine Koalition mit der SPD bevorzugen.",
         ("Freie Demokratische Partei", "COOPERATE", "Sozialdemokratische Partei Deutschlands", "hypothetical")),
        ("Emmanuel Macron bemüht sich um ein Treffen mit Wladimir Putin.",
         ("Emmanuel Macron", "CONSULT", "Wladimir Putin", "planned")),
        ("Die Linie der EU in den Beitrittsgesprächen mit Serbien bleibt unklar.",
         ("Europäische Union", "CONSULT", "Serbien", "actual")),
        ("Die EU hat Fragen. Die Beitrittsverhandlungen mit Montenegro stocken seit Monaten.",
         ("Europäische Union", "CONSULT", "Montenegro", "actual")),
        ("Die Verhandlungen mit Albanien über einen Beitritt zur Europäischen Union begannen im Herbst.",
         ("Europäische Union", "CONSULT", "Albanien", "actual")),
        ("Die Absicht Griechenlands, Gespräche mit der Türkei zu führen, stößt auf Kritik.",
         ("Griechenland", "CONSULT", "Türkei", "planned")),
        ("Umweltminister aus Singapur und Thailand kamen am Freitag zu Beratungen zusammen.",
         ("Singapur", "CONSULT", "Thailand", "actual")),
        ("Seit drei Wochen gibt es keine Fortschritte in den Verhandlungen zwischen Verdi und der Deutschen Post.",
         ("Verdi", "CONSULT", "Deutsche Post", "actual")),
        ("In einem Gespräch mit Robert Habeck wies Christian Lindner alle Vorwürfe zurück.",
         ("Christian Lindner", "CONSULT", "Robert Habeck", "actual")),
        ("Am 8. Januar 2026 wurde ein Waffenstillstand zwischen Armenien und Aserbaidschan vereinbart.",
         ("Armenien", "AGREE", "Aserbaidschan", "actual")),
        (GENEVA + "Die amerikanische Delegation wurde von Vizepräsident JD Vance geleitet.",
         ("J. D. Vance", "CONSULT", "Iran", "actual")),
        (GENEVA + "Auch Steve Witkoff und Jared Kushner nahmen teil.",
         ("Jared Kushner", "CONSULT", "Iran", "actual")),
        ("Norwegen und Dänemark verhandeln über Fischfang. Norwegen will die Gespräche fortsetzen.",
         ("Norwegen", "CONSULT", "Dänemark", "planned")),
        ("Das Abkommen zwischen Serbien und China tritt am 1. Juli 2026 in Kraft.",
         ("Serbien", "AGREE", "China", "actual")),
        ("In Wien trafen sich die Unterhändler des Iran und der EU.",
         ("Iran", "CONSULT", "Europäische Union", "actual")),
        ("Deutschland und Frankreich veröffentlichten eine gemeinsame Erklärung.",
         ("Deutschland", "COOPERATE", "Frankreich", "actual")),
        ("In Tallinn wurde Frank-Walter Steinmeier von Präsident Alar Karis begrüßt.",
         ("Alar Karis", "CONSULT", "Frank-Walter Steinmeier", "actual")),
        ("Kenia und Togo halten im Sommer Militärübungen ab.", ("Kenia", "COOPERATE", "Togo", "planned")),
        ("Auf dem Plan steht ein Gespräch der Kanzlerin Angela Merkel mit Emmanuel Macron.",
         ("Angela Merkel", "CONSULT", "Emmanuel Macron", "planned")),
        ("Armenien und Georgien stritten lange. Nun soll es Gespräche zwischen beiden Ländern geben.",
         ("Armenien", "CONSULT", "Georgien", "planned")),
    ],
)  # fmt: skip
def test_who_takes_part(bench: Bench, text: str, event: tuple[str, str, str, str]) -> None:
    """Parts of events, plans, accessions, delegations, offices from several countries."""
    assert event in events(bench, text)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (GENEVA + "Steve Witkoff und Jared Kushner sind an den Verhandlungen beteiligt.",
         ("Steve Witkoff", "CONSULT", "Jared Kushner")),
        (GENEVA + "Vizepräsident JD Vance leitet die amerikanische Delegation.", ("J. D. Vance", "CONSULT", "USA")),
        ("Die Union und die FDP sprechen sich gegen strengere Regeln aus.",
         ("Union (CDU/CSU)", "CONSULT", "Freie Demokratische Partei")),
        ("Olaf Scholz lobte in einem Gespräch mit der „Financial Times“ den Plan.",
         ("Olaf Scholz", "CONSULT", "Financial Times")),
        ("Wohin entwickeln sich Polen, Ungarn und das Kosovo?", ("Polen", "COOPERATE", "Ungarn")),
        ("Russland und China haben ihre Fähigkeiten im Weltraum ausgebaut.", ("Russland", "COOPERATE", "China")),
        ("Norwegen und Dänemark berieten über Fischfang. Norwegen will mit anderen Gespräche führen, Island auch.",
         ("Norwegen", "CONSULT", "Island")),
        ("Die Beitrittsverhandlungen mit Montenegro stocken seit Monaten.",
         ("Europäische Union", "CONSULT", "Montenegro")),
    ],
)  # fmt: skip
def test_what_is_no_meeting(bench: Bench, text: str, pair: tuple[str, str, str]) -> None:
    """Those of one side, interviews, taking sides, growing; nobody is put in that the article does not name."""
    assert pair not in {event[:3] for event in events(bench, text)}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The old coalition consisted of SPD, Greens, and FDP.",
         ("Bündnis 90/Die Grünen", "COOPERATE", "Freie Demokratische Partei", "actual")),
        ("It was the first state visit by a German president to Norway in 27 years.",
         ("Deutschland", "CONSULT", "Norwegen", "actual")),
        ("Viktor Orbán was considered a close ally of Russia.", ("Viktor Orbán", "COOPERATE", "Russland", "actual")),
        ("Negotiations with Albania on membership of the European Union began in autumn.",
         ("Europäische Union", "CONSULT", "Albanien", "actual")),
        ("In Geneva the USA and Iran negotiated. Steve Witkoff and Jared Kushner also took part.",
         ("Steve Witkoff", "CONSULT", "Iran", "actual")),
        ("Steve Witkoff and Jared Kushner will visit the Russian capital.",
         ("Jared Kushner", "CONSULT", "Russland", "planned")),
        ("A meeting between American and Danish officials ended early.", ("Dänemark", "CONSULT", "USA", "actual")),
    ],
)  # fmt: skip
def test_who_takes_part_in_english(bench: Bench, text: str, event: tuple[str, str, str, str]) -> None:
    """Coalitions and what they consist of, visits counted by years, allies, accessions, delegates."""
    assert event in events(bench, text, "en")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("In Geneva the USA and Iran negotiated. Donald Trump attended a summit in Kuala Lumpur.",
         ("Donald Trump", "CONSULT", "Iran")),
        ("Anna Berg receives the Nobel Peace Prize.", ("Anna Berg", "CONSULT", "Nobel Peace Prize")),
        ("The extradition of Maja Tamm to Hungary was controversial.", ("Maja Tamm", "COOPERATE", "Ungarn")),
    ],
)  # fmt: skip
def test_what_is_no_meeting_in_english(bench: Bench, text: str, pair: tuple[str, str, str]) -> None:
    """Another summit, a prize, and who is extradited."""
    assert pair not in {event[:3] for event in events(bench, text, "en")}


def test_a_wish_is_no_agreement(bench: Bench) -> None:
    """What somebody would like others to sign is not signed."""
    text = "Donald Trump möchte, dass Armenien und Aserbaidschan bis Juni ein Abkommen unterzeichnen."
    assert ("Armenien", "AGREE", "Aserbaidschan", "hypothetical") in events(bench, text)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Jean-Noël Barrot rief Israel zu Verhandlungen mit der Hamas auf.", {("Israel", "Hamas", "hypothetical")}),
        ("Washington verlangt von Kiew direkte Gespräche mit Moskau.", {("Ukraine", "Russland", "hypothetical")}),
        ("Der Papst bat Indien um die Wiederaufnahme des Dialogs mit Pakistan.",
         {("Indien", "Pakistan", "hypothetical")}),
    ],
)  # fmt: skip
def test_who_is_to_talk(bench: Bench, text: str, pairs: set[tuple[str, str, str]]) -> None:
    """Whoever is called upon to hold talks is to hold them, and not who calls for them."""
    assert {(s, t, how) for s, rel, t, how in events(bench, text) if rel == "CONSULT"} == pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Neben Wladimir Putin traf Xi Jinping auch Narendra Modi.",
         {("Xi Jinping", "Wladimir Putin"), ("Xi Jinping", "Narendra Modi")}),
        ("Am Tisch saßen neben Marco Rubio auch Sergej Lawrow und Wang Yi.",
         {("Sergej Lawrow", "Wang Yi"), ("Sergej Lawrow", "Marco Rubio"), ("Wang Yi", "Marco Rubio")}),
        ("Neben Emmanuel Macron hat Keir Starmer den Kanzler Friedrich Merz getroffen.",
         {("Keir Starmer", "Friedrich Merz")}),
    ],
)  # fmt: skip
def test_who_was_there_besides(bench: Bench, text: str, pairs: set[tuple[str, str]]) -> None:
    """Besides whom one meets another "as well", one has met; of a round, the others were there."""
    assert {(s, t) for s, rel, t, _ in events(bench, text) if rel == "CONSULT"} == pairs


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Unterhändler der USA und der Taliban trafen sich in Doha.", ("USA", "Taliban")),
        ("Vertreter der Hamas und der Fatah trafen sich in Kairo.", ("Hamas", "Fatah")),
        ("Delegationen aus Washington und Teheran trafen sich in Maskat.", ("USA", "Iran")),
        ("Unterhändler aus Moskau und Kiew trafen sich in Istanbul.", ("Russland", "Ukraine")),
    ],
)
def test_whose_delegates_meet(bench: Bench, text: str, pair: tuple[str, str]) -> None:
    """Delegates without names stand for those who sent them, of whatever kind they are."""
    assert {(s, t) for s, rel, t, _ in events(bench, text) if rel == "CONSULT"} == {pair}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("In Berlin hat Merz Macron getroffen.", ("Friedrich Merz", "Emmanuel Macron")),
        ("Es wird erwartet, dass Trump Putin empfängt.", ("Donald Trump", "Wladimir Putin")),
        ("Nachdem er mit Mette Frederiksen gesprochen hatte, gab Marco Rubio Interviews.",
         ("Marco Rubio", "Mette Frederiksen")),
        ("Er habe lange mit Emmanuel Macron geredet, sagte der belgische Premier Bart De Wever.",
         ("Bart De Wever", "Emmanuel Macron")),
    ],
)  # fmt: skip
def test_who_meets_is_named_close_by_or_behind(bench: Bench, text: str, pair: tuple[str, str]) -> None:
    """Two surnames that the recogniser takes for one person's, and pronouns before the name."""
    assert {(s, t) for s, rel, t, _ in events(bench, text) if rel == "CONSULT"} == {pair}


def test_one_name_of_two_words(bench: Bench) -> None:
    """A surname of two words is one person's."""
    text = "Dort sprach López Obrador mit dem Gast Joe Biden."
    assert {(s, t) for s, rel, t, _ in events(bench, text) if rel == "CONSULT"} == {
        ("López Obrador", "Joe Biden")
    }
