"""The date grammar: what is found where, which days it means, and what is no time at all."""

from __future__ import annotations

import random
from datetime import date

import pytest
from work import calls

from kgraph.extract.dates.times import TimeGrammar
from kgraph.model import LANGS, Lang

# Thursday. The week runs from 5 to 11 May.
DAY = date(2025, 5, 8)

# Sentence with the expression in [brackets]; first, last ("-": none), granularity; ">": future.
GERMAN = """
Der Premier empfing ihn [am Freitag] im Palast.|2025-05-02|2025-05-02|day
[Am Donnerstag] landete er in Wien.|2025-05-08|2025-05-08|day
>Die Delegation reist [am Freitag] ab.|2025-05-09|2025-05-09|day
>Sie spricht [am Donnerstag] vor dem Rat.|2025-05-08|2025-05-08|day
>Sie spricht [am Mittwoch] vor dem Rat.|2025-05-14|2025-05-14|day
[Freitagabend] brach er die Reise ab.|2025-05-02|2025-05-02|day
Er trat [am Montagabend] zurück.|2025-05-05|2025-05-05|day
Beide unterschrieben noch [am Mittwoch].|2025-05-07|2025-05-07|day
Sie reist [am kommenden Dienstag] nach Oslo.|2025-05-13|2025-05-13|day
Sie reist [am nächsten Donnerstag] nach Oslo.|2025-05-15|2025-05-15|day
Er war [am vergangenen Dienstag] dort.|2025-05-06|2025-05-06|day
Er war [am vergangenen Donnerstag] dort.|2025-05-01|2025-05-01|day
Er war [letzten Montag] dort.|2025-05-05|2025-05-05|day
Er war [am vorletzten Freitag] dort.|2025-04-25|2025-04-25|day
Er kommt [am übernächsten Sonntag].|2025-05-18|2025-05-18|day
Das Kabinett tagt [an diesem Freitag].|2025-05-09|2025-05-09|day
Der Rat tagt [heute] in Genf.|2025-05-08|2025-05-08|day
[Heute Vormittag] tagte der Rat.|2025-05-08|2025-05-08|day
[Gestern Abend] kam der Gesandte an.|2025-05-07|2025-05-07|day
Der Gesandte kam [vorgestern] an.|2025-05-06|2025-05-06|day
Er wird [morgen] erwartet.|2025-05-09|2025-05-09|day
Er wird [morgen früh] erwartet.|2025-05-09|2025-05-09|day
[Morgen] wird er erwartet.|2025-05-09|2025-05-09|day
Er wird [übermorgen] erwartet.|2025-05-10|2025-05-10|day
Der Gesandte kam [am Morgen] an.|2025-05-07|2025-05-08|day
Der Gesandte kam [am frühen Nachmittag] an.|2025-05-07|2025-05-08|day
Sie fiel [am 3. Mai] aus.|2025-05-03|2025-05-03|day
Sie fiel [am 24. Dezember] aus.|2024-12-24|2024-12-24|day
>Sie fällt [am 24. Dezember] aus.|2025-12-24|2025-12-24|day
Sie fiel [am 3. Mai 2019] aus.|2019-05-03|2019-05-03|day
Sie fiel [am 29. Februar 2024] aus.|2024-02-29|2024-02-29|day
Sie fiel [am 3.5.2025] aus.|2025-05-03|2025-05-03|day
Sie fiel [am 03.05.2025] aus.|2025-05-03|2025-05-03|day
Stand: [2025-05-03].|2025-05-03|2025-05-03|day
Sie fiel [am 3.5.] aus.|2025-05-03|2025-05-03|day
Sie begann [am Freitag, dem 9. Mai 2025], in Rom.|2025-05-09|2025-05-09|day
Sie begann [am Montag, 5. Mai], in Rom.|2025-05-05|2025-05-05|day
Der Pakt wurde [Anfang des Monats] geschlossen.|2025-05-01|2025-05-10|span
Der Pakt wurde [Anfang dieses Monats] geschlossen.|2025-05-01|2025-05-10|span
Der Pakt wird [Mitte nächsten Monats] geschlossen.|2025-06-11|2025-06-20|span
Der Pakt wird [Anfang August] geschlossen.|2025-08-01|2025-08-10|span
Der Pakt wurde [Ende Februar] geschlossen.|2025-02-19|2025-02-28|span
Sie trafen sich [Mitte der Woche].|2025-05-06|2025-05-08|span
Sie treffen sich [Anfang kommender Woche].|2025-05-12|2025-05-13|span
Sie treffen sich [Ende der kommenden Woche].|2025-05-16|2025-05-18|span
[Ende 2024] zerbrach das Bündnis.|2024-10-01|2024-12-31|span
[Ende vergangenen Jahres] zerbrach das Bündnis.|2024-10-01|2024-12-31|span
[Zu Beginn des Jahres] zerbrach das Bündnis.|2025-01-01|2025-03-31|span
Es soll [zum Jahresende] fertig sein.|2025-10-01|2025-12-31|span
Es soll [im Sommer 2025] fertig sein.|2025-06-01|2025-08-31|season
Es entstand [im Winter 2024/25] in Graz.|2024-12-01|2025-02-28|season
Es entstand [letzten Sommer] in Graz.|2024-06-01|2024-08-31|season
Es entsteht [im kommenden Frühjahr] in Graz.|2026-03-01|2026-05-31|season
Es entsteht [im Frühjahr kommenden Jahres] in Graz.|2026-03-01|2026-05-31|season
Er floh [im August des vergangenen Jahres].|2024-08-01|2024-08-31|month
Er floh [im vergangenen Mai].|2024-05-01|2024-05-31|month
Er floh [im März].|2025-03-01|2025-03-31|month
Er floh [im März 2011].|2011-03-01|2011-03-31|month
[Seit August] schweigen die Waffen.|2024-08-01|2025-05-08|span
[Seit dem 6. Mai 2025] schweigen die Waffen.|2025-05-06|2025-05-08|span
[Seit Montag] schweigen die Waffen.|2025-05-05|2025-05-08|span
[Seit vergangener Woche] schweigen die Waffen.|2025-04-28|2025-05-08|span
[Seit 2015] schweigen die Waffen.|2015-01-01|2025-05-08|span
[Seit Jahresbeginn] schweigen die Waffen.|2025-01-01|2025-05-08|span
[Seit zwei Wochen] schweigen die Waffen.|2025-04-24|2025-05-08|span
[Seit Jahren] schweigen die Waffen.|-|2025-05-08|span
Sie haben [bis Ende März] Zeit.|2025-05-08|2026-03-31|span
Sie haben [bis Freitag] Zeit.|2025-05-08|2025-05-09|span
Sie haben [bis zum Wochenende] Zeit.|2025-05-08|2025-05-11|span
Sie haben [bis in den August] Zeit.|2025-05-08|2025-08-31|span
Er amtierte [bis 2015].|-|2015-12-31|span
Es gilt [ab dem 1. Juli].|2025-07-01|-|span
Es gilt [ab Montag].|2025-05-12|-|span
[Vor zwei Wochen] gab er auf.|2025-04-21|2025-04-27|week
[Vor drei Tagen] gab er auf.|2025-05-05|2025-05-05|day
[Vor einem Jahr] gab er auf.|2024-01-01|2024-12-31|year
[Vor drei Monaten] gab er auf.|2025-02-01|2025-02-28|month
[Vor wenigen Tagen] gab er auf.|2025-05-01|2025-05-08|span
Er will [in zwei Wochen] aufgeben.|2025-05-19|2025-05-25|week
[In der vergangenen Woche] gab er auf.|2025-04-28|2025-05-04|week
[Vergangene Woche] gab er auf.|2025-04-28|2025-05-04|week
Er kommt [kommende Woche] her.|2025-05-12|2025-05-18|week
Er kam [in dieser Woche] her.|2025-05-05|2025-05-11|week
Er kam [am Freitag vergangener Woche] her.|2025-05-02|2025-05-02|day
Er kam [vergangene Woche Dienstag] her.|2025-04-29|2025-04-29|day
Er kam [am Wochenende] her.|2025-05-03|2025-05-04|span
>Er kommt [am Wochenende] her.|2025-05-10|2025-05-11|span
Er kommt [am kommenden Wochenende] her.|2025-05-10|2025-05-11|span
Er kam [am vergangenen Wochenende] her.|2025-05-03|2025-05-04|span
[In den vergangenen zwei Wochen] kam er oft.|2025-04-24|2025-05-08|span
[In den kommenden Tagen] kommt er oft.|2025-05-08|2025-05-15|span
Er kam [im vergangenen Jahr] her.|2024-01-01|2024-12-31|year
Er kam [im Vorjahr] her.|2024-01-01|2024-12-31|year
Er kommt [nächstes Jahr] her.|2026-01-01|2026-12-31|year
Er kam [im vergangenen Monat] her.|2025-04-01|2025-04-30|month
Er will [noch in diesem Jahr] kommen.|2025-05-08|2025-12-31|span
[2015] verließ er das Amt.|2015-01-01|2015-12-31|year
Er verließ [im Jahr 1968] das Amt.|1968-01-01|1968-12-31|year
[Im ersten Quartal] sank die Zahl.|2025-01-01|2025-03-31|quarter
[Im vierten Quartal 2023] sank die Zahl.|2023-10-01|2023-12-31|quarter
[In der zweiten Jahreshälfte 2024] sank die Zahl.|2024-07-01|2024-12-31|span
[In den 1990er Jahren] sank die Zahl.|1990-01-01|1999-12-31|span
[In den siebziger Jahren] sank die Zahl.|1970-01-01|1979-12-31|span
[Im 19. Jahrhundert] sank die Zahl.|1801-01-01|1900-12-31|span
Sie tagten [zwischen 3. und 5. Mai].|2025-05-03|2025-05-05|span
Sie tagten [vom 3. bis zum 5. Mai 2024].|2024-05-03|2024-05-05|span
Sie tagten [vom 30. April bis 3. Mai 2025].|2025-04-30|2025-05-03|span
Sie tagten [am 7. und 8. Januar].|2025-01-07|2025-01-08|span
Sie tagten [von Montag bis Mittwoch].|2025-05-05|2025-05-07|span
>Sie tagen [von Montag bis Mittwoch].|2025-05-12|2025-05-14|span
Sie tagten [am Samstag und Sonntag].|2025-05-03|2025-05-04|span
Sie tagten [gestern und heute].|2025-05-07|2025-05-08|span
Sie tagen [im Mai und Juni].|2025-05-01|2025-06-30|span
Sie tagten [von Mai bis Juli 2024].|2024-05-01|2024-07-31|span
Sie tagten [von November bis Januar].|2024-11-01|2025-01-31|span
Sie tagten [zwischen 2015 und 2018].|2015-01-01|2018-12-31|span
Er saß [von 2015 bis 2018] im Rat.|2015-01-01|2018-12-31|span
Es geschah [in der Nacht zum Sonntag].|2025-05-03|2025-05-04|day
Es geschah [in der Nacht auf Mittwoch].|2025-05-06|2025-05-07|day
Es geschah [in der Nacht von Samstag auf Sonntag].|2025-05-03|2025-05-04|day
Es geschah [in der Nacht zum 3. Mai].|2025-05-02|2025-05-03|day
Es geschah [in der Nacht].|2025-05-07|2025-05-08|day
Es geschah [kurz nach Ostern].|2025-04-22|2025-04-28|span
Es geschah [kurz vor Weihnachten].|2024-12-17|2024-12-23|span
Es geschah [nach dem 3. Mai].|2025-05-04|-|span
Es geschah [vor dem Wochenende].|-|2025-05-02|span
Es geschah [an Ostern].|2025-04-18|2025-04-21|span
Es geschah [zu Pfingsten 2024].|2024-05-19|2024-05-20|span
Es geschah [an Weihnachten 2023].|2023-12-24|2023-12-26|span
Es geschah [zu Neujahr].|2025-01-01|2025-01-01|day
Es geschah [am Ostermontag].|2025-04-21|2025-04-21|day
Es geschah [am Tag der Deutschen Einheit].|2025-10-03|2025-10-03|day
Es geschah [am Vortag].|-|-|day
Es geschah [am selben Tag].|-|-|day
Es geschah [am gestrigen Mittwoch].|2025-05-07|2025-05-07|day
Es geschah [am Morgen des 4. November 2006].|2006-11-04|2006-11-04|day
Es geschah [in der Nacht vom 8. auf den 9. Januar].|2025-01-08|2025-01-09|day
Es dauert [bis zum Jahre 2031].|2025-05-08|2031-12-31|span
Er saß [2015-2018] im Rat.|2015-01-01|2018-12-31|span
Sie nahmen [bis Ende 2025] neue Helfer auf.|2025-05-08|2025-12-31|span
Es kamen [im Juni 2007] 220.853 Gäste.|2007-06-01|2007-06-30|month
Es dauert [bis heute].|2025-05-08|2025-05-08|span
[AM FREITAG] TRAF ER DEN KÖNIG|2025-05-02|2025-05-02|day
"""

ENGLISH = """
The envoy left [on Friday] for Rome.|2025-05-02|2025-05-02|day
>The envoy leaves [on Friday] for Rome.|2025-05-09|2025-05-09|day
The envoy left late [on Friday] for Rome.|2025-05-02|2025-05-02|day
The envoy left [on Monday night] for Rome.|2025-05-05|2025-05-05|day
The envoy left [last Thursday] for Rome.|2025-05-01|2025-05-01|day
The envoy leaves [next Tuesday] for Rome.|2025-05-13|2025-05-13|day
The envoy leaves [this Friday] for Rome.|2025-05-09|2025-05-09|day
The envoy left [on Friday of last week].|2025-05-02|2025-05-02|day
The envoy left [today] for Rome.|2025-05-08|2025-05-08|day
The envoy left [yesterday evening] for Rome.|2025-05-07|2025-05-07|day
The envoy leaves [tomorrow] for Rome.|2025-05-09|2025-05-09|day
The envoy left [the day before yesterday].|2025-05-06|2025-05-06|day
The envoy left [last night] for Rome.|2025-05-07|2025-05-08|day
The envoy left [this morning] for Rome.|2025-05-08|2025-05-08|day
The envoy left [overnight] for Rome.|2025-05-07|2025-05-08|day
Voters decided [last week] on it.|2025-04-28|2025-05-04|week
Voters decided [this week] on it.|2025-05-05|2025-05-11|week
Voters decide [early next week] on it.|2025-05-12|2025-05-13|span
Voters decided [earlier this month] on it.|2025-05-01|2025-05-08|span
Voters decide [later this year] on it.|2025-05-08|2025-12-31|span
Voters decided [in early May] on it.|2025-05-01|2025-05-10|span
Voters decided [in mid-April] on it.|2025-04-11|2025-04-20|span
Voters decided [on May 3, 2025] on it.|2025-05-03|2025-05-03|day
Voters decided [on May 3] on it.|2025-05-03|2025-05-03|day
Voters decided [on 3 May] on it.|2025-05-03|2025-05-03|day
Voters decided [on the 3rd of May] on it.|2025-05-03|2025-05-03|day
Voters decided [on Monday, May 5,|] on it.|2025-05-05|2025-05-05|day
Voters decided [on June 6, 1944] on it.|1944-06-06|1944-06-06|day
The border has been shut [since August].|2024-08-01|2025-05-08|span
The border has been shut [since early August].|2024-08-01|2025-05-08|span
The border has been shut [since 2015].|2015-01-01|2025-05-08|span
The border will be shut [until Friday].|2025-05-08|2025-05-09|span
The border will be shut [by the end of the year].|2025-05-08|2025-12-31|span
She resigned [two weeks ago].|2025-04-21|2025-04-27|week
She resigned [three days ago].|2025-05-05|2025-05-05|day
She resigned [a year ago].|2024-01-01|2024-12-31|year
She resigned [in 2015].|2015-01-01|2015-12-31|year
She resigned [in late 2024].|2024-10-01|2024-12-31|span
She resigned [at the end of 2024].|2024-10-01|2024-12-31|span
She resigned [in the summer of 2024].|2024-06-01|2024-08-31|season
She resigned [last summer].|2024-06-01|2024-08-31|season
She resigned [last fall].|2024-09-01|2024-11-30|season
She resigned [in March last year].|2024-03-01|2024-03-31|month
She resigned [last May].|2024-05-01|2024-05-31|month
She resigned [last month].|2025-04-01|2025-04-30|month
She resigned [over the weekend].|2025-05-03|2025-05-04|span
She resigned [in the first quarter of 2025].|2025-01-01|2025-03-31|quarter
She resigned [in the early 1990s].|1990-01-01|1993-05-01|span
She resigned [in the past two weeks].|2025-04-24|2025-05-08|span
She will resign [in the coming days].|2025-05-08|2025-05-15|span
She will resign [in three days].|2025-05-11|2025-05-11|day
She resigned [shortly after Christmas].|2024-12-27|2025-01-02|span
She resigned [before Easter].|-|2025-04-17|span
She resigned [on Good Friday].|2025-04-18|2025-04-18|day
She resigned [on New Year's Eve].|2024-12-31|2024-12-31|day
They met [from May 3 to 5].|2025-05-03|2025-05-05|span
They met [between 3 and 5 May 2024].|2024-05-03|2024-05-05|span
They met [between Monday and Wednesday].|2025-05-05|2025-05-07|span
They met [from 2015 to 2018].|2015-01-01|2018-12-31|span
They met [on the night of May 3].|2025-05-03|2025-05-04|day
It applies [from January].|2025-01-01|2025-01-31|month
It runs [until the year 2029].|2025-05-08|2029-12-31|span
They met [the following day].|-|-|day
"""

NOTHING: dict[Lang, str] = {
    "de": """
Frau Sonntag leitet das Amt.
Herr Freitag und Dr. Mai widersprachen.
Der Abgeordnete Theo Mai widersprach.
Die Kritik an Mai wächst.
Etwa 2015 Soldaten blieben zurück.
2015 Soldaten blieben zurück.
Der Haushalt umfasst 1.000 Millionen.
Die Agenda 2030 bleibt.
Der Rat nahm die Resolution 2231 an.
Telefon 030 2015 1990
Es kostete 2015 Euro.
Mehr als 2015 Menschen kamen.
Die Sonntagszeitung und der Maifeiertag bleiben.
Die Mai-Kundgebung fiel aus.
Die Fraktion stimmte mit den Grünen.
Der Freitag ist ein freier Markt.
Jeden Freitag beten sie dort.
Er wurde zu zwei Jahren Haft verurteilt.
Er stritt über zwei Jahre lang.
Er ist im Alter von 75 Jahren gestorben.
Um 12.30 Uhr schloss die Börse mit 3.5 Prozent im Plus.
Die neue Sommermode gefällt.
""",
    "en": """
Theresa May resigned.
It was criticised by May and her party.
They may march on the capital.
About 2015 soldiers stayed.
UN Resolution 2231 was adopted.
Every Friday they pray.
In the fall of Kabul many died.
The second spring of the movement was loud.
Before May spoke, the room fell silent.
Mr Friday objected.
The siege has gone on for several months.
""",
}


def _cases() -> list[tuple[Lang, str, str, str | None, str, str, str]]:
    cases: list[tuple[Lang, str, str, str | None, str, str, str]] = []
    for lang, block in zip(LANGS, (GERMAN, ENGLISH), strict=True):
        for line in block.strip().splitlines():
            marked, first, last, granularity = line.replace("|]", "]").rsplit("|", 3)
            tense = "future" if marked.startswith(">") else None
            marked = marked.removeprefix(">")
            text = marked.replace("[", "").replace("]", "")
            words = marked[marked.index("[") + 1 : marked.index("]")].removesuffix(",")
            cases.append((lang, text, words, tense, first, last, granularity))
    return cases


@pytest.mark.parametrize(("lang", "text", "words", "tense", "first", "last", "granularity"), _cases())
def test_expression(
    lang: Lang, text: str, words: str, tense: None, first: str, last: str, granularity: str
) -> None:
    found = TimeGrammar(lang).find(text, 0, len(text), DAY, tense)
    assert [text[one.start : one.end] for one in found] == [words]
    when = found[0].when
    assert when.text == words
    assert (str(when.first or "-"), str(when.last or "-"), when.granularity) == (first, last, granularity)


def test_enough_cases() -> None:
    assert len(_cases()) >= 150


@pytest.mark.parametrize(
    ("lang", "text"), [(lang, line) for lang in LANGS for line in NOTHING[lang].strip().splitlines()]
)
def test_no_time(lang: Lang, text: str) -> None:
    assert TimeGrammar(lang).find(text, 0, len(text), DAY) == []


@pytest.mark.parametrize(
    ("lang", "text", "first"),
    [
        ("de", "am Freitag", None), ("de", "gestern", None), ("de", "vor zwei Wochen", None),
        ("de", "im Mai", None), ("de", "in der Nacht zum Sonntag", None), ("de", "seit Montag", None),
        ("de", "am 3. Mai 2025", date(2025, 5, 3)), ("de", "Ende 2024", date(2024, 10, 1)),
        ("de", "seit 2015", date(2015, 1, 1)), ("en", "last week", None), ("en", "in May", None),
        ("en", "on May 3, 2025", date(2025, 5, 3)), ("en", "in recent weeks", None),
    ],
)  # fmt: skip
def test_without_publication_date(lang: Lang, text: str, first: date | None) -> None:
    (one,) = TimeGrammar(lang).find(text, 0, len(text), None)
    assert (one.when.text, one.when.first) == (text, first)


def test_tense_decides_yearly_dates() -> None:
    grammar, text = TimeGrammar("de"), "Er sprach im August dort."
    past = grammar.find(text, 0, len(text), DAY, "past")[0].when
    future = grammar.find(text, 0, len(text), DAY, "future")[0].when
    assert (past.first, future.first) == (date(2024, 8, 1), date(2025, 8, 1))


def test_several_in_order_and_only_inside_the_range() -> None:
    text = "Am Freitag kam er, im Juni 2024 ging sie, seit gestern ruht es."
    grammar = TimeGrammar("de")
    found = grammar.find(text, 0, len(text), DAY)
    assert [one.when.text for one in found] == ["Am Freitag", "im Juni 2024", "seit gestern"]
    part = grammar.find(text, 10, 40, DAY)
    assert [one.when.text for one in part] == ["im Juni 2024"]
    assert text[part[0].start : part[0].end] == "im Juni 2024"


@pytest.mark.parametrize("sign", ["„", "»", "(", "\n", "–", "/", "'"])
def test_after_signs(sign: str) -> None:
    text = f"Er sagte{sign}Heute geht es weiter."
    found = TimeGrammar("de").find(text, 0, len(text), DAY)
    assert [one.when.text for one in found] == ["Heute"]


@pytest.mark.parametrize("lang", LANGS)
def test_any_mixture_keeps_the_contract(lang: Lang) -> None:
    """Words of the grammar in random order: spans inside, in order, apart, and no day after its last."""
    source = GERMAN if lang == "de" else ENGLISH
    words = sorted({w for line in source.splitlines() for w in line.split("|")[0].strip("[]>.").split()})
    words += [
        "31.",
        "99.",
        "0.",
        "2025",
        "9999",
        "30.2.2025",
        "99999999",
        "1.000",
        "in",
        "bis",
        "–",
        "/",
        "(",
    ]
    chance = random.Random(7)
    grammar = TimeGrammar(lang)
    for _ in range(1500):
        text = " ".join(chance.choices(words, k=chance.randint(1, 14)))
        start = chance.randint(0, len(text) // 3)
        end = chance.randint(start, len(text))
        day = chance.choice([DAY, None, date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29)])
        previous = start
        for one in grammar.find(text, start, end, day, chance.choice([None, "past", "future"])):
            assert previous <= one.start < one.end <= end
            assert one.when.text == text[one.start : one.end]
            if one.when.first and one.when.last:
                assert one.when.first <= one.when.last
            previous = one.end


@pytest.mark.parametrize("lang", LANGS)
def test_fast_where_there_is_no_time(lang: Lang) -> None:
    sentence = {
        "de": "Die Ministerin sprach mit den Vertretern der Opposition über Mittel und Wege aus der Krise. ",
        "en": "The minister spoke with members of the opposition about ways out of the crisis in Rome. ",
    }[lang]
    text = (sentence * 20)[:1000]
    grammar = TimeGrammar(lang)
    assert grammar.find(text, 0, 1000, DAY) == []
    # nothing but the search for a word that begins a time
    assert calls(lambda: grammar.find(text, 0, 1000, DAY)) < 20


def test_no_blow_up_on_long_lists() -> None:
    grammar = TimeGrammar("de")

    def cost(n: int) -> int:
        text = "am 3. und 4. Mai bis Ende Juni, seit " * n
        return calls(lambda: grammar.find(text, 0, len(text), DAY))

    cost(10)  # what is looked up once
    assert 1_000 < cost(1_000) < 12 * cost(100)
