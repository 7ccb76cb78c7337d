"""The knowledge that ships: schema, lookups, names across spellings, offices in time, users' own CSVs."""

from __future__ import annotations

import csv
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from kgraph.errors import KgraphError, KnowledgeError
from kgraph.knowledge import Knowledge, fold, name_key, same_name, sorted_key
from kgraph.knowledge import load as loading
from kgraph.knowledge.inflect import inhabitant_forms, name_forms, nominative, person_noun_forms
from kgraph.knowledge.load import DATA
from kgraph.knowledge.tables import ISO_DATE, QID
from kgraph.model import ACTOR_TYPES

CSV_FILES = sorted(p.name for p in DATA.glob("*.csv"))


@pytest.fixture(scope="module")
def kn() -> Knowledge:
    return Knowledge.default()


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def iso(kn: Knowledge, code: str) -> str:
    return kn.country(code).id


# schema ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CSV_FILES)
def test_cells_are_clean(name: str) -> None:
    for row in rows(name):
        assert None not in row, row
        for key, value in row.items():
            assert value is not None and value == value.strip(), (name, key, row)
            assert not any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") for c in value), row
            assert "||" not in value and not value.startswith("|") and not value.endswith("|"), row


def test_ids_are_unique_and_wikidata_ids_look_like_it() -> None:
    countries, persons = rows("countries.csv"), rows("persons.csv")
    bodies = rows("bodies.csv") + rows("parties.csv")
    keys = [r["iso2"] for r in countries] + [r["key"] for r in bodies]
    assert len(keys) == len(set(keys))
    ids = [r["id"] for r in countries + persons] + [r["wikidata"] for r in bodies if r["wikidata"]]
    assert len(ids) == len(set(ids))
    for ident in ids:
        assert QID.match(ident) or ident.startswith("kg:"), ident
    for row in bodies:
        assert not row["wikidata"] or QID.match(row["wikidata"]), row


def test_references_exist() -> None:
    isos = {r["iso2"] for r in rows("countries.csv")}
    bodies = rows("bodies.csv") + rows("parties.csv")
    keys = isos | {r["key"] for r in bodies}
    institutions = {r["key"] for r in rows("institutions.csv")}
    for row in bodies:
        assert row["type"] in ACTOR_TYPES, row
        assert row["gender"] in ("m", "f", "n", "pl", ""), row
        assert not row["country"] or row["country"] in isos, row
        assert not row["parent"] or row["parent"] in keys, row
        assert not row["institution"] or row["institution"] in institutions, row
        assert row["name_de"] and row["name_en"], row
    for row in rows("seats.csv"):
        assert not row["target"] or row["target"] in keys, row
    people = {r["id"] for r in rows("persons.csv")}
    for row in rows("offices.csv"):
        assert row["person"] in people and row["place"] in keys, row
    for row in rows("titles.csv"):
        assert not row["institution"] or row["institution"] in institutions, row
        assert row["relation"] in ("HOLDS_OFFICE", "REPRESENTS", "MEMBER_OF", "ADVISES"), row
        assert row["level"] in ("state", "body", "party", "any"), row
        assert not row["country"] or row["country"] in isos, row


def test_dates_are_iso_and_in_order() -> None:
    for row in rows("offices.csv"):
        for field in ("start", "end", "seen"):
            assert not row[field] or ISO_DATE.match(row[field]), row
        if row["start"] and row["end"]:
            length = min(len(row["start"]), len(row["end"]))
            assert row["start"][:length] <= row["end"][:length], row


def test_every_office_has_a_title_in_both_languages() -> None:
    known = loading.rules()["offices"]["titles"]
    assert {r["office"] for r in rows("offices.csv")} <= set(known)


def test_bodies_form_no_cycle(kn: Knowledge) -> None:
    for entry in kn.entries():
        seen = {entry.id}
        parent = entry.parent
        while parent:
            assert parent not in seen, entry
            seen.add(parent)
            parent = kn.entry(parent).parent


def test_stored_keys_are_those_of_the_rules() -> None:
    for row in rows("persons.csv"):
        names = [row["name_de"], row["name_en"], *filter(None, row["aliases"].split("|"))]
        assert row["keys"].split("|")[0] == name_key(row["name_de"]), row
        assert set(row["keys"].split("|")) == {name_key(n) for n in names if n}, row


def test_there_is_enough_of_everything(kn: Knowledge) -> None:
    titles = rows("titles.csv")
    assert sum(r["lang"] == "de" for r in titles) >= 200
    assert sum(r["lang"] == "en" for r in titles) >= 150
    assert len(rows("firstnames.csv")) >= 1500
    assert len(rows("parties.csv")) >= 300
    assert len(rows("persons.csv")) > 7000
    assert len(kn.surface()) > 10_000


def test_only_words_of_two_letters_or_more(kn: Knowledge) -> None:
    for form in kn.surface():
        assert sum(c.isalnum() for c in form) >= 2, form
        assert "~" not in form and "?" not in form and "|" not in form and "/K" not in form, form


# lookups ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("Irans", "Iran", "name"),
        ("Vereinten Nationen", "Vereinte Nationen", "name"),
        ("Vereinte Nationen", "Vereinte Nationen", "name"),
        ("UNO", "Vereinte Nationen", "acronym"),
        ("Europäischer Union", "Europäische Union", "name"),
        ("Vereinigten Staaten von Amerika", "USA", "name"),
        ("Weißes Haus", "USA", "seat"),
        ("Weißen Hauses", "USA", "seat"),
        ("White House", "USA", "seat"),
        ("Kremls", "Russland", "seat"),
        ("Pentagon", "US-Verteidigungsministerium", "seat"),
        ("Downing Street", "Großbritannien", "seat"),
        ("Élysée-Palastes", "Frankreich", "seat"),
        ("Ballhausplatz", "Österreich", "seat"),
        ("Teheran", "Iran", "capital"),
        ("Beijing", "China", "capital"),
        ("Moskauer", "Russland", "capital"),
        ("Iranerinnen", "Iran", "inhabitant"),
        ("Französin", "Frankreich", "inhabitant"),
        ("Israelis", "Israel", "inhabitant"),
        ("russischen", "Russland", "adjective"),
        ("Islamischen Republik Iran", "Iran", "name"),
        ("Obersten Nationalen Sicherheitsrates", "Oberster Nationaler Sicherheitsrat (Iran)", "name"),
        ("Bundestages", "Deutscher Bundestag", "name"),
        ("Auswärtigen Amts", "Auswärtiges Amt", "name"),
        ("Internationalen Atomenergiebehörde", "Internationale Atomenergie-Organisation", "name"),
        ("Islamic State", "Islamischer Staat", "name"),
        ("Huthi-Rebellen", "Huthi", "name"),
        ("Kurdinnen", "Kurden", "inhabitant"),
        ("FPÖ", "Freiheitliche Partei Österreichs", "acronym"),
        ("State Department", "US-Außenministerium", "name"),
        ("Ukrainian", "Ukraine", "adjective"),
    ],
)
def test_surface_forms(kn: Knowledge, form: str, name: str, kind: str) -> None:
    hits = kn.surface()[form]
    assert (name, kind) in [(kn.entry(h.id).name_de, h.kind) for h in hits]


def test_capitals_are_weak_and_countries_are_not(kn: Knowledge) -> None:
    assert all(h.weak for h in kn.surface()["Teheran"])
    assert not any(h.weak for h in kn.surface()["Iran"] if h.kind == "name")


def test_ambiguous_short_names_keep_all_readings(kn: Knowledge) -> None:
    names = {kn.entry(h.id).country for h in kn.surface()["Grünen"]}
    assert {iso(kn, "DE"), iso(kn, "AT")} <= names


def test_adjective_and_prefix(kn: Knowledge) -> None:
    for word, code in (
        ("iranischem", "IR"),
        ("US-amerikanischen", "US"),
        ("Iranian", "IR"),
        ("Schweizer", "CH"),
    ):
        entry = kn.adjective(word)
        assert entry is not None and entry.id == iso(kn, code)
    assert kn.adjective("EU-weit") is None and kn.adjective("politisch") is None
    for word, name in (("US-", "USA"), ("UN", "Vereinte Nationen"), ("Nato-", "NATO"), ("Kreml", "Russland")):
        entry = kn.prefix(word)
        assert entry is not None and entry.name_de == name
    bundestag = kn.prefix("Bundestags-")
    assert bundestag is not None and bundestag.name_de == "Deutscher Bundestag"
    assert kn.prefix("Trump-") is None


def test_titles(kn: Knowledge) -> None:
    minister = kn.title("Verteidigungsministerin")
    assert minister is not None
    assert (minister.office, minister.gender, minister.institution) == (
        "defence_minister",
        "f",
        "defence_ministry",
    )
    deputies = kn.title("abgeordneten")
    assert deputies is not None and deputies.office == "mp" and deputies.gender is None
    presidents = kn.title("Präsidenten")
    assert presidents is not None and presidents.lemma == "Präsident"
    secretary = kn.title("foreign secretary")
    assert secretary is not None and secretary.country == iso(kn, "GB")
    general = kn.title("general")
    assert general is not None and general.lang == "both"
    spokes = kn.title("spokeswoman", "en")
    assert spokes is not None and spokes.relation == "REPRESENTS" and spokes.gender == "f"
    assert kn.title("Fußballtrainer") is None


def test_modifiers(kn: Knowledge) -> None:
    for word, tense in (
        ("ehemaligen", "past"),
        ("Ex-", "past"),
        ("designierter", "future"),
        ("acting", "present"),
    ):
        found = kn.modifier(word)
        assert found is not None and found.tense == tense


def test_institutions_by_pattern(kn: Knowledge) -> None:
    ministry = kn.body("Außenministeriums", iso(kn, "IR"))
    assert ministry is not None
    assert (ministry.name_de, ministry.name_en) == ("Iranisches Außenministerium", "Iranian Foreign Ministry")
    assert ministry.parent == iso(kn, "IR") and kn.entry(ministry.id) == ministry
    for word, code, name in (
        ("Parlament", "IL", "Knesset"),
        ("parliament", "UA", "Werchowna Rada"),
        ("Armee", "DE", "Bundeswehr"),
        ("Außenministerium", "DE", "Auswärtiges Amt"),
        ("Finanzministerium", "US", "US-Finanzministerium"),
        ("Obersten Gerichtshofs", "SA", "Saudi-arabischer Oberster Gerichtshof"),
    ):
        entry = kn.body(word, iso(kn, code))
        assert entry is not None and entry.name_de == name
    assert kn.body("Fahrrad", iso(kn, "DE")) is None
    with pytest.raises(KnowledgeError):
        kn.institution_entry("foreign_ministry", "Q999999999")


def test_same_state(kn: Knowledge) -> None:
    knesset = kn.surface()["Knesset"][0].id
    assert kn.same_state(knesset, iso(kn, "IL")) and kn.same_state("IL", iso(kn, "IL"))
    assert not kn.same_state(knesset, iso(kn, "IR"))
    assert kn.same_state(kn.surface()["EU-Kommission"][0].id, kn.surface()["EU"][0].id)
    assert not kn.same_state(None, iso(kn, "IR"))


def test_unknown_ids(kn: Knowledge) -> None:
    assert kn.find("Q0") is None
    with pytest.raises(KnowledgeError, match="Q0"):
        kn.entry("Q0")


def test_first_names(kn: Knowledge) -> None:
    assert kn.gender("Anna-Lena Muster") == "f"
    assert kn.gender("Jürgen") == "m"
    assert kn.gender("Kim") is None and kn.gender("Xyzzy") is None


def test_fingerprint_follows_the_content(kn: Knowledge, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("id,type,name_de\nmy:verein,organisation,Verein Seeblick\n", encoding="utf-8")
    first = Knowledge.load([own]).fingerprint
    own.write_text("id,type,name_de\nmy:verein,organisation,Verein Seeblick e.V.\n", encoding="utf-8")
    assert len({kn.fingerprint, first, Knowledge.load([own]).fingerprint}) == 3
    assert re.fullmatch(r"[0-9a-f]{64}", kn.fingerprint)


# German forms ----------------------------------------------------------------------------------------


def test_inflection() -> None:
    assert nominative("Weiß~ Haus", "n") == "Weißes Haus"
    assert "Weißen Hauses" in name_forms("Weiß~ Haus", "n")
    assert "Rates der Europäischen Union" in name_forms("Rat der Europäischen Union", "m")
    assert "Laos'" in name_forms("Laos", None) and "Frankreichs" in name_forms("Frankreich", None)
    assert name_forms("Hamas", "f") == ["Hamas"]
    assert ("Chinesinnen", "f") in inhabitant_forms("Chinese")
    assert [f for f, _ in inhabitant_forms("Saudi/Saudi")] == ["Saudi", "Saudis"]
    forms = {f for f, _, _ in person_noun_forms("Landeshauptmann", "Landeshauptfrau")}
    assert {"Landeshauptmanns", "Landeshauptleute", "Landeshauptfrau"} <= forms
    assert {f for f, _, _ in person_noun_forms("Landrat")} >= {"Landrats", "Landräte", "Landräten"}
    assert {f for f, _, _ in person_noun_forms("Staatsanwalt")} >= {"Staatsanwälte"}


# names -----------------------------------------------------------------------------------------------

SAME = [
    ("Sergej Lawrow", "Sergey Lavrov"),
    ("Sergei Lawrow", "Sergej Lavrov"),
    ("Ali Chamenei", "Ali Khamenei"),
    ("Abbas Araghtschi", "Abbas Araghchi"),
    ("Abbas Araqchi", "Abbas Araghtschi"),
    ("Wolodymyr Selenskyj", "Volodymyr Zelensky"),
    ("Wolodymyr Selenskyj", "Volodymyr Zelenskyy"),
    ("Massud Peseschkian", "Masoud Pezeshkian"),
    ("Benjamin Netanjahu", "Benjamin Netanyahu"),
    ("Sergej Schoigu", "Sergei Shoigu"),
    ("Wladimir Putin", "Vladimir Putin"),
    ("Dmitri Medwedew", "Dmitry Medvedev"),
    ("Dmitri Medwedjew", "Dmitri Medvedev"),
    ("Michail Gorbatschow", "Mikhail Gorbachev"),
    ("Nikita Chruschtschow", "Nikita Khrushchev"),
    ("Boris Jelzin", "Boris Yeltsin"),
    ("Wiktor Juschtschenko", "Viktor Yushchenko"),
    ("Viktor Janukowitsch", "Viktor Yanukovych"),
    ("Julia Timoschenko", "Yulia Tymoshenko"),
    ("Arsenij Jazenjuk", "Arseniy Yatsenyuk"),
    ("Petro Poroschenko", "Petro Poroshenko"),
    ("Vitali Klitschko", "Vitaliy Klychko"),
    ("Andrij Jermak", "Andriy Yermak"),
    ("Rustem Umjerow", "Rustem Umerov"),
    ("Walerij Saluschnyj", "Valerii Zaluzhnyi"),
    ("Oleksandr Syrskyj", "Oleksandr Syrskyi"),
    ("Denys Schmyhal", "Denys Shmyhal"),
    ("Jewgeni Prigoschin", "Yevgeny Prigozhin"),
    ("Alexej Nawalny", "Alexei Navalny"),
    ("Michail Chodorkowski", "Mikhail Khodorkovsky"),
    ("Ramsan Kadyrow", "Ramzan Kadyrov"),
    ("Walentina Matwijenko", "Valentina Matviyenko"),
    ("Gennadi Sjuganow", "Gennady Zyuganov"),
    ("Ilham Alijew", "Ilham Aliyev"),
    ("Dmitri Kisseljow", "Dmitry Kiselyov"),
    ("Dmitri Kisseljow", "Dmitry Kiselev"),
    ("Nursultan Nasarbajew", "Nursultan Nazarbayev"),
    ("Micheil Saakaschwili", "Mikheil Saakashvili"),
    ("Nikol Paschinjan", "Nikol Pashinyan"),
    ("Alexander Lukaschenko", "Aleksandr Lukashenka"),
    ("Baschar al-Assad", "Bashar al-Assad"),
    ("Baschar Assad", "Bashar el-Asad"),
    ("Muammar al-Gaddafi", "Muammar Qaddafi"),
    ("Mahmud Ahmadinedschad", "Mahmoud Ahmadinejad"),
    ("Mohammed Chatami", "Mohammad Khatami"),
    ("Hassan Rohani", "Hassan Rouhani"),
    ("Ali Laridschani", "Ali Larijani"),
    ("Dschawad Sarif", "Javad Zarif"),
    ("Kasem Dschalali", "Kazem Jalali"),
    ("Ghassem Soleimani", "Qassem Suleimani"),
    ("Nuri al-Maliki", "Nouri al-Maliki"),
    ("Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi"),
    ("Mohammed Mursi", "Mohamed Morsi"),
    ("Ahmed al-Scharaa", "Ahmad al-Sharaa"),
    ("Ismail Hanija", "Ismail Haniyeh"),
    ("Chalifa Haftar", "Khalifa Hifter"),
    ("Rached Ghannouchi", "Raschid al-Ghannuschi"),
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("Mevlüt Çavuşoğlu", "Mevlut Cavusoglu"),
    ("Nicolás Maduro", "Nicolas Maduro"),
    ("Viktor Orbán", "Orbán Viktor"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Gerhard Schröder", "Gerhard Schroeder"),
    ("Heinz Faßmann", "Heinz Fassmann"),
    ("Ursula von der Leyen", "Ursula Von Der Leyen"),
    ("Сергей Лавров", "Sergej Lawrow"),
    ("Dr. Angela Merkel", "Angela Merkel"),
    ("V. Putin", "Wladimir Putin"),
    ("Donald J. Trump", "Donald Trump"),
    ("Jitzchak Rabin", "Yitzhak Rabin"),
    ("Aleksandar Vučić", "Aleksandar Vucic"),
    ("Mohammed bin Salman", "Muhammad bin Salman"),
]

DIFFERENT = [
    ("Olaf Scholz", "Martin Schulz"),
    ("Olaf Scholz", "Olaf Schulz"),
    ("George Bush", "Jeb Bush"),
    ("Bill Clinton", "Hillary Clinton"),
    ("Raúl Castro", "Fidel Castro"),
    ("Abdullah Gül", "Fethullah Gülen"),
    ("Hassan Rohani", "Hassan Nasrallah"),
    ("Ali Laridschani", "Sadegh Laridschani"),
    ("Kim Jong-un", "Kim Jong-il"),
    ("Kim Yo-jong", "Kim Jong-un"),
    ("Li Qiang", "Li Keqiang"),
    ("Li Keqiang", "Liu He"),
    ("Lee Myung-bak", "Lee Jae-myung"),
    ("Andrea Nahles", "Andreas Scheuer"),
    ("Wladimir Putin", "Wladimir Medinski"),
    ("Sergej Lawrow", "Sergej Schoigu"),
    ("Michael Häupl", "Michael Ludwig"),
    ("Christian Kern", "Christian Stocker"),
    ("Christian Lindner", "Christian Wulff"),
    ("Baschar al-Assad", "Hafis al-Assad"),
    ("Mohammed bin Salman", "Mohammed bin Sajid"),
    ("Salman bin Abdulasis", "Mohammed bin Salman"),
    ("Nawaz Sharif", "Shehbaz Sharif"),
    ("Imran Khan", "Karim Khan"),
    ("Saad Hariri", "Rafik Hariri"),
    ("Michel Aoun", "Joseph Aoun"),
    ("Marine Le Pen", "Jean-Marie Le Pen"),
    ("Delcy Rodríguez", "Jorge Rodríguez"),
    ("Alexander Schallenberg", "Alexander Van der Bellen"),
    ("Boris Johnson", "Boris Nemzow"),
    ("Michel Barnier", "Charles Michel"),
    ("Putin", "Wladimir Putin"),
    ("Ban Ki Moon", "Moon Jae-in"),
    ("Horst Seehofer", "Horst Köhler"),
    ("Gerd Müller", "Michael Müller"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_name_meet(a: str, b: str) -> None:
    assert same_name(a, b) and same_name(b, a), (name_key(a), name_key(b))


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_different_names_stay_apart(a: str, b: str) -> None:
    assert not same_name(a, b) and not same_name(b, a), (name_key(a), name_key(b))


def test_names_that_are_none() -> None:
    assert name_key("") == "" and name_key("\u200b \u0000") == ""
    assert not same_name("", "") and not same_name("…", "…")
    assert name_key("X" * 500)
    assert name_key("习近平") and name_key("علي خامنئي")
    assert name_key("von der Leyen") == name_key("Leyen")
    assert sorted_key("Orbán Viktor") == sorted_key("Viktor Orbán")
    assert fold("  Çavuş\u00adoğlu ") == "cavusoglu"


def test_persons_by_name_and_surname(kn: Knowledge) -> None:
    (lavrov,) = kn.persons_by_name("Sergey Lavrov")
    assert lavrov.name_de == "Sergej Lawrow" and lavrov.gender == "m"
    assert kn.persons_by_surname("Lawrow") == (lavrov,)
    assert [p.name_de for p in kn.persons_by_name("Volodymyr Zelenskyy")] == ["Wolodymyr Selenskyj"]
    for form in ("von der Leyen", "Leyen"):
        assert "Ursula von der Leyen" in [p.name_de for p in kn.persons_by_surname(form)]
    assert "Xi Jinping" in [p.name_de for p in kn.persons_by_surname("Xi")]
    assert "Robert F. Kennedy Jr." in [p.name_de for p in kn.persons_by_surname("Kennedy")]
    assert kn.persons_by_surname("Niemandsmann") == ()


# offices ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("office", "place", "day", "holder"),
    [
        ("head_of_government", "DE", "2021-12-01", "Angela Merkel"),
        ("head_of_government", "DE", "2021-12-20", "Olaf Scholz"),
        ("head_of_government", "DE", "2025-06-01", "Friedrich Merz"),
        ("foreign_minister", "DE", "2016-02-01", "Frank-Walter Steinmeier"),
        ("foreign_minister", "DE", "2026-01-15", "Johann Wadephul"),
        ("head_of_government", "AT", "2016-04-01", "Werner Faymann"),
        ("head_of_government", "AT", "2025-06-01", "Christian Stocker"),
        ("interior_minister", "AT", "2016-01-10", "Johanna Mikl-Leitner"),
        ("president", "US", "2015-11-01", "Barack Obama"),
        ("president", "US", "2018-11-01", "Donald Trump"),
        ("foreign_minister", "US", "2015-11-01", "John Kerry"),
        ("defence_minister", "RU", "2023-01-01", "Sergej Schoigu"),
        ("foreign_minister", "RU", "2025-01-01", "Sergej Lawrow"),
        ("head_of_state", "IR", "2025-12-01", "Massud Peseschkian"),
        ("foreign_minister", "IR", "2016-01-01", "Mohammed Dschawad Sarif"),
        ("head_of_government", "GB", "2016-06-24", "David Cameron"),
        ("finance_minister", "GB", "2022-10-01", "Kwasi Kwarteng"),
        ("head_of_government", "IL", "2023-10-10", "Benjamin Netanjahu"),
        ("foreign_minister", "IT", "2024-01-01", "Antonio Tajani"),
        ("president", "FR", "2015-11-13", "François Hollande"),
    ],
)
def test_holders_by_date(kn: Knowledge, office: str, place: str, day: str, holder: str) -> None:
    assert holder in [p.name_de for p in kn.holders(office, iso(kn, place), date.fromisoformat(day))]


@pytest.mark.parametrize("place", ["DE", "AT", "GB", "FR", "IT", "PL", "ES", "UA", "RU", "IL", "HU"])
def test_one_head_of_government_at_a_time(kn: Knowledge, place: str) -> None:
    for year in range(2012, 2026):
        on = date(year, 11, 20)
        assert len(kn.holders("head_of_government", iso(kn, place), on)) == 1, (place, on)


def test_holders_of_bodies_and_never_for_ever(kn: Knowledge) -> None:
    nato = kn.surface()["NATO"][0].id
    assert [p.name_de for p in kn.holders("secretary_general", nato, date(2016, 5, 1))] == [
        "Jens Stoltenberg"
    ]
    assert "Angela Merkel" not in [
        p.name_de for p in kn.holders("head_of_government", iso(kn, "DE"), date(2030, 1, 1))
    ]
    # an office of the 2022 tables whose end is not known is not asserted for 2026
    open_ended = [r for r in rows("offices.csv") if not r["end"] and r["seen"] == "2022-09" and r["start"]]
    assert open_ended
    office = next(o for o in kn.offices_of(open_ended[0]["person"]) if o.seen == "2022-09")
    assert not office.at(date(2026, 1, 1)) and office.at(date(2022, 9, 1)) and office.at(None)


def test_offices_carry_german_titles_of_the_right_gender(kn: Knowledge) -> None:
    (merkel,) = [p for p in kn.persons_by_name("Angela Merkel") if p.wikidata]
    titles = [(o.title_de, o.start_date) for o in kn.offices_of(merkel.id)]
    assert ("Bundeskanzlerin", date(2005, 11, 22)) in titles
    assert [o.start for o in kn.offices_of(merkel.id)] == sorted(o.start for o in kn.offices_of(merkel.id))


def test_prominence_is_of_its_time(kn: Knowledge) -> None:
    (kohl,) = kn.persons_by_name("Helmut Kohl")
    assert kn.prominent(kohl.id, date(1995, 1, 1)) and not kn.prominent(kohl.id, date(2020, 1, 1))


def test_a_surname_alone_means_the_renowned_or_whose_country_is_named(kn: Knowledge) -> None:
    day = date(2019, 6, 1)
    (macron,) = kn.persons_by_name("Emmanuel Macron")
    (weber,) = kn.persons_by_name("Manfred Weber")
    assert kn.meant_alone(macron, day, ())
    assert not kn.meant_alone(macron, date(1999, 6, 1), ())
    assert not kn.meant_alone(weber, day, ()) and not kn.meant_alone(weber, day, ("Q159",))


def test_what_stands_behind_a_comma_is_no_surname(kn: Knowledge) -> None:
    assert [p.name_de for p in kn.persons_by_surname("Huntsman")] == ["Jon Huntsman"]
    assert not [p for p in kn.persons() if "," in p.name_de]


# users' own files ------------------------------------------------------------------------------------


def own(tmp_path: Path, text: str) -> Knowledge:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    return Knowledge.load([path])


def test_own_entries_are_found(tmp_path: Path) -> None:
    kn = own(
        tmp_path,
        "id,type,name_de,name_en,aliases,country,gender,parent\n"
        "my:rat,government,Gemeinderat Seeblick,Seeblick council,Seeblicker Rat,DE,m,\n"
        "my:amt,government,Bauamt Seeblick,,,DE,n,my:rat\n"
        "my:anna,person,Anna Beispielhuber,,Anni Beispielhuber,DE,f,\n"
        "Q794,country,Iran,,Mullah-Regime,IR,m,\n",
    )
    assert kn.surface()["Gemeinderates Seeblick"][0].id == "my:rat"
    assert kn.entry("my:amt").parent == "my:rat"
    assert [p.id for p in kn.persons_by_surname("Beispielhuber")] == ["my:anna"]
    assert kn.surface()["Mullah-Regime"][0].id == "Q794"
    assert kn.country("IR").name_de == "Iran" and kn.country("IR").capitals
    assert "Mullah-Regime" not in Knowledge.default().surface()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,name_de\nx:a,Aa\n", r"line 1: missing column\(s\) type"),
        ("", r"line 1: missing column"),
        ("id,type,name_de\nx:a,organisation,A\n", r"line 2: name 'A' is too short"),
        ("id,type,name_de\nx:a,organisation,A\x07larm\n", r"line 2: .*control character"),
        ("id,type,name_de\nx:a,organisation," + "A" * 500 + "\n", r"line 2: name of 500 characters"),
        ("id,type,name_de\nx:a,verein,Alarm\n", r"line 2: unknown type 'verein'; use one of"),
        (
            "id,type,name_de\nx:a,group,Eins\nx:a,group,Zwei\n",
            r"line 3: id 'x:a' is already used in .*line 2",
        ),
        ("id,type,name_de\nQ794,party,Iran-Partei\n", r"line 2: id 'Q794' is Iran \(country\)"),
        ("id,type,name_de\n7 Zwerge,group,Zwerge\n", r"line 2: id '7 Zwerge' is not valid"),
        ("id,type,name_de\nx:a,group,\n", r"line 2: name_de is empty"),
        ("id,type,name_de,country\nx:a,group,Zwerge,Deutschland\n", r"line 2: unknown country 'Deutschland'"),
        ("id,type,name_de,parent\nx:a,group,Zwerge,x:b\n", r"line 2: parent 'x:b' is no known id"),
        ("id,type,name_de,gender\nx:a,group,Zwerge,maskulin\n", r"line 2: gender 'maskulin'"),
        ("id,type,name_de\nx:a,group,Zwerge,zu viel\n", r"line 2: 4 values where 3 are expected"),
    ],
)
def test_mistakes_in_own_files_name_line_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message) as error:
        own(tmp_path, text)
    assert "own.csv" in str(error.value) and isinstance(error.value, KgraphError)


def test_own_names_in_other_scripts(tmp_path: Path) -> None:
    kn = own(tmp_path, "id,type,name_de,aliases\nx:a,organisation,Verein Morgenrot,黎|无\n")
    assert kn.surface()["黎"][0].id == "x:a"


def test_own_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"id,type,name_de\nx:a,group,\xff\xfe\n")
    with pytest.raises(KnowledgeError, match="UTF-8"):
        Knowledge.load([path])
    with pytest.raises(KnowledgeError, match=r"missing\.csv: No such file or directory; check the name"):
        Knowledge.load([tmp_path / "missing.csv"])


def test_who_serves_a_government(kn: Knowledge) -> None:
    assert kn.leads("president")
    assert not kn.leads("foreign_minister")
    serving = ("president", "justice_minister", "regional_minister", "ambassador")
    assert [office for office in serving if not kn.serves(office)] == []
    assert [office for office in ("mp", "party_chair", "opposition_leader") if kn.serves(office)] == []


def test_rules_name_offices_that_exist() -> None:
    with (DATA / "titles.csv").open(encoding="utf-8") as file:
        offices = {row["office"] for row in csv.DictReader(file)} | set(loading.rules()["offices"]["titles"])
    rules = loading.rules()["offices"]
    assert set(rules["leading"]) | set(rules["serving"]) <= offices
