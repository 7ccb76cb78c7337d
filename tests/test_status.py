"""How it is asserted, told by nouns, adjectives and courses of events: each with the status of what it tells."""

from __future__ import annotations

import pytest
from bench import Bench

from kgraph.model import Lang

GERMAN = """
hypothetical|Donald Trump wiederholte seine Forderung nach einem Einreiseverbot für Syrien.
hypothetical|Donald Trump sorgte mit der Forderung nach Sanktionen gegen Syrien für Empörung.
hypothetical|Emmanuel Macron hat seine Hoffnung auf Verhandlungen mit dem Iran geäußert.
hypothetical|Emmanuel Macron zeigt sich offen für Gespräche mit dem Iran.
hypothetical|Emmanuel Macron betonte die Notwendigkeit, Gespräche mit Serbien zu führen.
hypothetical|Beide Länder zeigten Interesse an einer Zusammenarbeit zwischen Serbien und dem Kosovo.
hypothetical|Die Variante einer Koalition aus CDU und SPD ist wahrscheinlicher geworden.
hypothetical|In Polen wächst die Sorge vor einem Angriff Russlands auf Polen.
planned|Die SPD fasste den Beschluss, Koalitionsgespräche mit der CDU zu führen.
planned|Serbien und der Kosovo arbeiten an einem Abkommen.
hypothetical|Ein Freihandelsabkommen zwischen Serbien und dem Kosovo könnte Tausende Arbeitsplätze schaffen.
hypothetical|Eine Koalition aus CDU und SPD wäre möglich.
planned|Emmanuel Macron versuchte, Viktor Orbán zu treffen.
planned|Norwegen möchte engere Beziehungen zu Syrien aufbauen.
planned|Norwegen möchte Syrien helfen.
planned|Norwegen ist bereit, Syrien zu helfen.
planned|Norwegen signalisierte, dass es bereit sei, Syrien zu helfen.
actual|Die Gespräche zwischen Serbien und dem Kosovo sind gescheitert.
actual|Die Verhandlungen zwischen Serbien und dem Kosovo scheiterten am Streit über Steuern.
actual|Die Koalition aus CDU und SPD werde nicht bis zum Jahr 2029 halten, glauben viele.
actual|Emmanuel Macron verteidigte Viktor Orbán wegen der für kommendes Jahr geplanten Steuererhöhung.
hypothetical|Sie könnten so etwas wie eine Koalition zwischen CDU und SPD suchen.
hypothetical|Donald Trump hat seine Unterstützung für die Nato in Frage gestellt.
planned|Emmanuel Macron will Viktor Orbán treffen, auch wenn der Streit andauert.
negated|Das Treffen zwischen Emmanuel Macron und Viktor Orbán fand nicht statt.
negated|Ein Treffen zwischen Emmanuel Macron und Viktor Orbán kam nicht zustande.
actual|Das Treffen zwischen Emmanuel Macron und Viktor Orbán brachte kein Ergebnis.
actual|Das Treffen zwischen Emmanuel Macron und Viktor Orbán dauerte nicht lange.
actual|Die Gespräche zwischen Emmanuel Macron und Viktor Orbán endeten ohne Einigung.
negated|Emmanuel Macron und Viktor Orbán konnten sich nicht einigen.
hypothetical|Emmanuel Macron denkt über Sanktionen gegen Serbien nach.
hypothetical|Die Möglichkeit eines Treffens zwischen Emmanuel Macron und Viktor Orbán wird geprüft.
planned|Im Juni will Emmanuel Macron Viktor Orbán treffen.
planned|Emmanuel Macron soll am Freitag Viktor Orbán treffen.
actual|Emmanuel Macron soll Viktor Orbán heimlich getroffen haben.
negated|Emmanuel Macron hat nicht vor, Viktor Orbán zu treffen.
hypothetical|Wenn Serbien den Kosovo angreift, wird die Nato eingreifen.
actual|Nachdem Serbien den Kosovo angegriffen hatte, floh die Regierung.
hypothetical|Es ist denkbar, dass Emmanuel Macron Viktor Orbán trifft.
hypothetical|Aus Angst vor Angriffen Serbiens auf den Kosovo flohen viele.
negated|Emmanuel Macron verzichtete auf ein Treffen mit Viktor Orbán.
negated|Emmanuel Macron lehnt Sanktionen gegen Serbien ab.
hypothetical|Emmanuel Macron spricht sich für Sanktionen gegen Serbien aus.
planned|Das für Freitag angesetzte Treffen von Emmanuel Macron mit Viktor Orbán wurde vorbereitet.
actual|Auch nach dem Ende der Gespräche zwischen Serbien und dem Kosovo blieb vieles offen.
planned|Emmanuel Macron bereitet Sanktionen gegen Serbien vor.
hypothetical|Viktor Orbán warnte vor Sanktionen der EU gegen Serbien.
planned|Die CSU hat die FDP für Mittwoch zu Gesprächen geladen.
actual|Zwischen Serbien und dem Kosovo wurde ein Waffenstillstand vereinbart.
planned|Serbien und der Kosovo wollen einen Waffenstillstand vereinbaren.
hypothetical|Es ist nicht klar, ob Emmanuel Macron Viktor Orbán traf.
hypothetical|Nicht bekannt ist, ob Emmanuel Macron Viktor Orbán traf.
actual|Es ist nicht bekannt, warum Serbien den Kosovo angriff.
planned|Emmanuel Macron wollte nicht sagen, wann er Viktor Orbán treffen wird.
negated|Emmanuel Macron hat Berichte über ein Treffen mit Viktor Orbán dementiert.
negated|Serbien dementierte Berichte, wonach es den Kosovo angegriffen habe.
hypothetical|Wer behauptet, Serbien habe den Kosovo angegriffen, der irrt.
planned|Emmanuel Macron reiste nicht an; er wolle Viktor Orbán aber noch im Januar empfangen, teilte sein Sprecher mit.
actual|Die EU hat neue Sanktionen gegen Serbien beschlossen.
planned|Die EU hat beschlossen, Sanktionen gegen Serbien zu verhängen.
actual|Serbien soll den Kosovo angegriffen und Dörfer geplündert haben.
actual|Serbien und der Kosovo konnten sich auf ein Abkommen einigen.
hypothetical|Serbien und der Kosovo könnten sich auf ein Abkommen einigen.
actual|In einem Gespräch mit Viktor Orbán wies Emmanuel Macron alle Vorwürfe zurück.
actual|In den Verhandlungen zwischen Serbien und dem Kosovo gibt es keine Fortschritte.
actual|Nach dem Treffen mit Viktor Orbán will Emmanuel Macron ein Gesetz beschließen.
actual|Die Koalition aus SPD und CDU will ein neues Gesetz vorlegen.
planned|Eine Koalition aus SPD und CDU soll im Mai gebildet werden.
hypothetical|Emmanuel Macron will, dass Serbien das Abkommen mit dem Kosovo unterzeichnet.
planned|Norwegen erklärte die Bereitschaft, in Gespräche mit dem Iran einzutreten.
planned|Norwegen bot an, Syrien Lebensmittel zu liefern.
actual|Serbien versuchte, Viktor Orbán zu töten.
actual|Die Grünen lehnen den Krieg Serbiens gegen den Kosovo ab.
planned|Ein Treffen zwischen Emmanuel Macron und Viktor Orbán steht bevor.
planned|Das Treffen zwischen Emmanuel Macron und Viktor Orbán wurde verschoben.
planned|Serbien hat die Absicht, den Kosovo anzugreifen.
hypothetical|Hat Serbien den Kosovo angegriffen?
actual|Warum hat Serbien den Kosovo angegriffen?
hypothetical|Emmanuel Macron hätte Viktor Orbán gerne getroffen.
actual|Emmanuel Macron sagte, Serbien hätte den Kosovo angegriffen.
planned|Emmanuel Macron soll nach Budapest reisen und von Viktor Orbán empfangen werden.
"""
ENGLISH = """
hypothetical|Emmanuel Macron has voiced his hope for talks with Iran.
hypothetical|Emmanuel Macron is open to talks with Iran.
planned|Emmanuel Macron tried to meet Viktor Orban.
actual|Pakistan is trying to mediate between India and Iran.
planned|Norway is ready to help Syria.
actual|The talks between Serbia and Kosovo have failed.
actual|The failed talks between Serbia and Kosovo dragged on for weeks.
negated|The meeting between Emmanuel Macron and Viktor Orban did not take place.
actual|The meeting between Emmanuel Macron and Viktor Orban did not bring any results.
hypothetical|A trade agreement between Serbia and Kosovo could create thousands of jobs.
hypothetical|Donald Trump has called his support for Nato into question.
planned|Serbia and Kosovo are working on an agreement.
planned|The cabinet in Oslo took the decision to hold talks with Iran, and Norway will meet Iran.
hypothetical|In Poland fears of a Russian attack on Poland are growing.
negated|Norway refused to meet Iran.
planned|Norway plans to meet Iran.
actual|After the end of the talks between Serbia and Kosovo much remained open.
actual|Turkey arrested Jonas Wilk. He will remain in custody until May.
actual|Serbia and Kosovo agreed a ceasefire.
negated|Serbia was unable to agree with Kosovo on a deal.
negated|Iran no longer helps Serbia.
actual|There has been no progress in the talks between Serbia and Kosovo.
hypothetical|Emmanuel Macron wants Serbia to sign a deal with Kosovo.
planned|Emmanuel Macron would like to meet Viktor Orban.
planned|Norway offered to supply Syria with food.
actual|Serbia is said to have attacked Kosovo.
planned|Emmanuel Macron is expected to meet Viktor Orban.
hypothetical|Did Emmanuel Macron meet Viktor Orban?
hypothetical|Emmanuel Macron warned of a Serbian attack on Kosovo.
negated|Police foiled an attack by Serbia on Kosovo.
planned|Serbia has the intention to attack Kosovo.
hypothetical|It was not clear whether Emmanuel Macron would meet Viktor Orban.
actual|It is not known why Serbia attacked Kosovo.
planned|Emmanuel Macron will come to Oslo next month to meet Viktor Orban.
"""
# Whose deeds and words are told beside it, whatever their own status.
BESIDE = ("ACCUSE", "REQUEST", "REJECT", "THREATEN", "HOLDS_OFFICE", "PART_OF")


@pytest.mark.parametrize(
    ("lang", "row"),
    [("de", row) for row in GERMAN.strip().split("\n")]
    + [("en", row) for row in ENGLISH.strip().split("\n")],
)
def test_status(bench: Bench, lang: Lang, row: str) -> None:
    status, _, text = row.partition("|")
    found = [s for s in bench.extract(text, lang).statements if s.relation not in BESIDE]
    assert {s.status for s in found} == {status}


def test_only_the_one_that_is_ruled_out_is_denied(bench: Bench) -> None:
    found = bench.extract(
        "Nicht Jan Novak, sondern Karel Dvorak ist von der Polizei in Prag festgenommen worden."
    )
    names = [found.entities[m.entity].name for m in found.mentions]
    status = {names[s.target]: s.status for s in found.statements if s.relation == "COERCE"}
    assert status == {"Jan Novak": "negated", "Karel Dvorak": "actual"}


@pytest.mark.parametrize(
    ("text", "status"),
    [("Emmanuel Macron reist morgen nach Rom.", "planned"),
     ("Nächste Woche reist Emmanuel Macron nach Rom.", "planned"),
     ("Emmanuel Macron reist am Freitag nach Rom.", "actual"),
     ("Gestern reiste Emmanuel Macron nach Rom.", "actual")],
)  # fmt: skip
def test_what_is_told_of_a_day_to_come_is_planned_also_without_a_date_of_publication(
    bench: Bench, text: str, status: str
) -> None:
    found = bench.extract(text, published=None)
    assert [s.status for s in found.statements] == [status]


@pytest.mark.parametrize(
    ("text", "said"),
    [("Polen unterstützt die Ukraine, Ungarn nicht.", {"Polen SUPPORT Ukraine"}),
     ("Polen unterstützt die Ukraine, aber Ungarn nicht.", {"Polen SUPPORT Ukraine"}),
     ("Polen unterstützt die Ukraine, die Slowakei hingegen nicht.", {"Polen SUPPORT Ukraine"}),
     ("Polen unterstützt die Ukraine, Litauen auch.", {"Polen SUPPORT Ukraine", "Litauen SUPPORT Ukraine"}),
     ("Polen unterstützt die Ukraine nicht, Litauen schon.", {"Polen REJECT Ukraine"}),
     ("Polen unterstützt die Ukraine nicht, Litauen auch nicht.",
      {"Polen REJECT Ukraine", "Litauen REJECT Ukraine"}),
     ("Polen unterstützt zwar Litauen, die Ukraine aber nicht mehr.", {"Polen SUPPORT Litauen"})],
)  # fmt: skip
def test_a_clause_of_which_only_the_subject_is_left_denies_nothing_of_the_clause_before(
    bench: Bench, text: str, said: set[str]
) -> None:
    assert bench.told(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("Sweden urged Norway to sanction Serbia.",
      {("Schweden", "REQUEST", "Norwegen", "actual"), ("Norwegen", "SANCTION", "Serbien", "hypothetical")}),
     ("Sweden pressed Norway to help Serbia.",
      {("Schweden", "REQUEST", "Norwegen", "actual"), ("Norwegen", "AID", "Serbien", "hypothetical")}),
     ("Sweden called on Norway to sanction Serbia.", {("Schweden", "REQUEST", "Norwegen", "actual")}),
     ("Sweden forced Norway to attack Serbia.",
      {("Schweden", "COERCE", "Norwegen", "actual"), ("Norwegen", "ASSAULT", "Serbien", "actual")})],
)  # fmt: skip
def test_what_somebody_is_asked_to_do_has_not_been_done(
    bench: Bench, text: str, said: set[tuple[str, str, str, str]]
) -> None:
    found = bench.extract(text, "en")
    names = [found.entities[m.entity].name for m in found.mentions]
    assert {(names[s.source], s.relation, names[s.target], s.status) for s in found.statements} == said


@pytest.mark.parametrize(
    "text",
    ["Norway could ease the sanctions on Serbia if Serbia gives in.",
     "Norway said it would lift the sanctions on Serbia if Serbia gives in."],
)  # fmt: skip
def test_who_may_lift_sanctions_on_a_condition_threatens_nobody(bench: Bench, text: str) -> None:
    assert not [one for one in bench.told(text, "en") if " THREATEN " in one]
