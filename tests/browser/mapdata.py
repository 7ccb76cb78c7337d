"""News-like records for the map: clusters of politics per country, leaders who tie them together.

Persons, parties and sentences are made up; countries and bodies are real so that labels look natural. The
same arguments give the same records.
"""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta

from kgraph.model import Actor, ActorType, Lang, MentionText, Office, Record, Span, Status, When

COUNTRIES = (
    ("Deutschland", "Germany", "Q183"), ("Frankreich", "France", "Q142"), ("Polen", "Poland", "Q36"),
    ("Österreich", "Austria", "Q40"), ("Ungarn", "Hungary", "Q28"), ("Türkei", "Turkey", "Q43"),
    ("USA", "United States", "Q30"), ("Russland", "Russia", "Q159"), ("China", "China", "Q148"),
    ("Iran", "Iran", "Q794"), ("Ukraine", "Ukraine", "Q212"), ("Großbritannien", "United Kingdom", "Q145"),
    ("Italien", "Italy", "Q38"), ("Spanien", "Spain", "Q29"), ("Israel", "Israel", "Q801"),
    ("Ägypten", "Egypt", "Q79"), ("Indien", "India", "Q668"), ("Japan", "Japan", "Q17"),
    ("Brasilien", "Brazil", "Q155"), ("Serbien", "Serbia", "Q403"),
)  # fmt: skip
BODIES = (
    ("Vereinte Nationen", "United Nations", "Q1065"), ("Europäische Union", "European Union", "Q458"),
    ("NATO", "NATO", "Q7184"), ("Afrikanische Union", "African Union", "Q7159"),
)  # fmt: skip
FIRST = (
    "Anna", "Jürgen", "Käthe", "Moritz", "Świętosława", "Élodie", "Björn", "Ayşe", "Dmitri", "Lena", "Götz",
    "Marlene", "Pál", "Theo", "Ulrike", "Zoë", "Ferdinand", "Heike", "Ivo", "Noémi", "Carla", "Henning",
    "Ottilie", "Ruben", "Sibel", "Tomasz", "Vera", "Wenzel", "Yara", "Lorenz",
)  # fmt: skip
LAST = (
    "Aschauer", "Brückl", "Czerny", "Dünnebier", "Eßling", "Fährmann", "Grünwald", "Hölzl", "Iwanenko",
    "Jørgensen", "Kößler", "Lüttich", "Möhrle", "Nußbaum", "Özer", "Pröll-Weiß", "Quendler", "Rößner",
    "Süßmilch", "Tänzer", "Uhlbrock", "Vierthaler", "Wöhrl", "Zeißig", "Abendroth", "Brandlhuber",
    "Castagna", "Dombrowa", "Ehrlinger", "Fuchshuber",
)  # fmt: skip
OFFICES = ("Präsidentin", "Außenminister", "Finanzministerin", "Botschafter", "Fraktionschef", "Sprecherin")
OUTLETS = (
    "Tagblatt", "Abendpost", "Morgenkurier", "Rundschau am Inn", "Nordlicht Zeitung", "Der Anzeiger",
    "Hauptstadtbrief", "Seeblick", "Weltspiegel heute", "The Harbour Post",
)  # fmt: skip
SENTENCES = {
    "CONSULT": "Am Rande der Tagung hat sich {a} gut eine Stunde lang mit {b} über die Lage beraten.",
    "AGREE": "Nach zähen Stunden haben sich {a} und {b} auf einen gemeinsamen Fahrplan verständigt.",
    "SUPPORT": "{a} stellt sich in der Frage der Übergangshilfen klar hinter {b}.",
    "REQUEST": "{a} verlangt von {b}, die Zusagen vom Frühjahr endlich einzulösen.",
    "ACCUSE": "{a} hält {b} vor, die Abmachung seit Monaten zu unterlaufen.",
    "REJECT": "{a} weist den Vorstoß von {b} als unbrauchbar zurück.",
    "THREATEN": "{a} droht {b} mit einem Ende der Gespräche, falls es keine Antwort gibt.",
    "SANCTION": "{a} verhängt gegen {b} ein Einreiseverbot und sperrt Konten.",
    "AID": "{a} schickt {b} Hilfsgüter für die Flutgebiete.",
    "COOPERATE": "{a} baut mit {b} ein gemeinsames Lagezentrum auf.",
    "HOLDS_OFFICE": "{a} ist seit dem Frühjahr im Amt in {b}.",
    "MEMBER_OF": "{a} gehört {b} seit vielen Jahren an.",
    "APPOINT": "{a} hat {b} mit dem neuen Posten betraut.",
    "OTHER": "{a} begegnet {b} mit spürbarer Zurückhaltung.",
}
_HOME = ("CONSULT", "CONSULT", "ACCUSE", "REQUEST", "SUPPORT", "APPOINT", "MEMBER_OF", "REJECT", "OTHER")
_ABROAD = (
    "CONSULT", "CONSULT", "CONSULT", "AGREE", "THREATEN", "SANCTION", "REQUEST", "AID", "COOPERATE", "OTHER",
)  # fmt: skip
_START = date(2023, 1, 1)


def news_records(n_actors: int, n_records: int, seed: int = 7) -> tuple[list[Record], dict[str, Actor]]:
    """About `n_records` records among `n_actors` actors (at least 30 for the clusters to show)."""
    rng = random.Random(seed)
    actors: dict[str, Actor] = {}
    home: dict[str, list[str]] = {}
    k = max(1, min(len(COUNTRIES), n_actors // 12 or 1))
    for de, en, qid in COUNTRIES[:k]:
        actors[qid] = Actor(qid, de, en, "country", tuple({en} - {de}), qid)
        home[qid] = [qid]
    for de, en, qid in BODIES[: max(1, n_actors // 40)]:
        actors[qid] = Actor(qid, de, en, "intergovernmental", tuple({en} - {de}), qid)
    countries = list(home)
    number = 0
    kinds: tuple[ActorType, ...] = (
        "party",
        "government",
        "armed_group",
        "organisation",
        "company",
        "media",
        "group",
    )
    while len(actors) < n_actors:
        country = countries[number % k] if number < 4 * k else rng.choice(countries)
        nation = actors[country].name_de
        first, last = FIRST[number % len(FIRST)], LAST[(number * 7 + number // 30) % len(LAST)]
        suffix = "" if number < 900 else f" {number // 900 + 1}."
        id = f"kg:{number:05d}"
        if number % 5 == 4:
            kind = kinds[(number // 5) % len(kinds)]
            label = {
                "party": f"Partei der Mitte {nation} {number}",
                "government": f"Finanzministerium {nation} {number}",
                "armed_group": f"Brigade {last}{suffix}",
                "organisation": f"Verband {last}{suffix}",
                "company": f"{last} Werke{suffix}",
                "media": f"{last} Presse{suffix}",
                "group": f"Bündnis {last}{suffix}",
            }[kind]
            actors[id] = Actor(id, label, label, kind, (), None, country)
        else:
            since = _START - timedelta(days=rng.randrange(2500))
            office = (Office(rng.choice(OFFICES), country, since, None, True),)
            held = office if rng.random() < 0.6 else ()
            name = f"{first} {last}{suffix}"
            actors[id] = Actor(id, name, name, "person", (last + suffix,), None, country, held)
        home[country].append(id)
        number += 1
    bodies = [qid for _, _, qid in BODIES if qid in actors]
    records = [_one(rng, i, n_records, actors, home, countries, bodies) for i in range(n_records)]
    return [record for record in records if record.source != record.target], actors


def _one(
    rng: random.Random, i: int, n: int, actors: dict[str, Actor], home: dict[str, list[str]],
    countries: list[str], bodies: list[str],
) -> Record:  # fmt: skip
    def member(country: str) -> str:
        group = home[country]
        return group[int(len(group) * rng.random() ** 2.4)]

    here = countries[int(len(countries) * rng.random() ** 1.5)]
    if rng.random() < 0.72:
        source, target, relation = member(here), member(here), rng.choice(_HOME)
    else:
        there = countries[int(len(countries) * rng.random() ** 1.2)]
        leaders = home[there][:3] + (bodies if rng.random() < 0.3 else [])
        source, target, relation = rng.choice(home[here][:4]), rng.choice(leaders), rng.choice(_ABROAD)
    if rng.random() < 0.5:
        source, target = target, source
    article = i // 3
    facts = random.Random(article * 31 + n)
    lang: Lang = "en" if facts.random() < 0.15 else "de"
    published = _START + timedelta(days=int(1000 * facts.random() ** 0.7)) if facts.random() > 0.02 else None
    text = SENTENCES[relation].format(a=actors[source].name_de, b=actors[target].name_de)
    a, b = text.find(actors[source].name_de), text.find(actors[target].name_de)
    draw = rng.random()
    status: Status = (
        "actual"
        if draw < 0.82
        else "planned"
        if draw < 0.91
        else "negated"
        if draw < 0.96
        else "hypothetical"
    )
    base = 100 + 300 * (i % 3)
    words = text.split()
    verb = text.find(words[-1])
    return Record(
        id=hashlib.sha256(f"{i}|{source}|{target}|{text}".encode()).hexdigest()[:16],
        article=f"meldung-{article:05d}",
        origin_group=f"meldung-{article if article % 8 else max(0, article - 1):05d}",
        lang=lang,
        source=source,
        target=target,
        source_mention=MentionText(text[a : a + 5], base + a, base + a + len(actors[source].name_de)),
        target_mention=MentionText(text[b : b + 5], base + b, base + b + len(actors[target].name_de)),
        relation=relation,
        status=status,
        evidence=text,
        evidence_span=Span(base, base + len(text)),
        trigger=Span(base + verb, base + verb + len(words[-1].rstrip("."))),
        rule=f"de.{relation.lower()}.aktiv",
        confidence=round(0.42 + 0.57 * rng.random(), 3),
        mode=rng.choice(("meet", "visit", "call", "negotiate")) if relation == "CONSULT" else None,
        predicate="begegnen" if relation == "OTHER" else None,
        when=When("am Montag", published, published) if published and rng.random() < 0.3 else None,
        place=rng.choice(("Wien", "Genf", None, None)),
        claimed_by=rng.choice(list(actors)) if rng.random() < 0.1 else None,
        claimed_text="Diplomatenkreise" if rng.random() < 0.05 else None,
        title=f"Bericht Nr. {article}",
        url=f"https://zeitung.example/artikel/{article}" if facts.random() < 0.85 else None,
        outlet=facts.choice(OUTLETS) if facts.random() < 0.96 else None,
        published=published,
    )
