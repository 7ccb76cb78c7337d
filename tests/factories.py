"""Synthetic records for tests and benchmarks: deterministic by seed, no file and no network needed.

All sentences and persons here are made up; countries and bodies are real so that labels look natural.
"""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kgraph.model import (
    Actor,
    ActorType,
    Article,
    Entity,
    Extraction,
    Lang,
    Mention,
    MentionText,
    Office,
    Record,
    Span,
    Statement,
    Status,
    When,
)
from kgraph.store import Derived, Store

# Name, English name, Wikidata id.
COUNTRIES = (
    ("Deutschland", "Germany", "Q183"), ("Frankreich", "France", "Q142"), ("Polen", "Poland", "Q36"),
    ("Österreich", "Austria", "Q40"), ("Ungarn", "Hungary", "Q28"), ("Türkei", "Turkey", "Q43"),
    ("USA", "United States", "Q30"), ("Russland", "Russia", "Q159"), ("China", "China", "Q148"),
    ("Iran", "Iran", "Q794"), ("Ukraine", "Ukraine", "Q212"), ("Großbritannien", "United Kingdom", "Q145"),
)  # fmt: skip
BODIES = (
    ("Vereinte Nationen", "United Nations", "Q1065", "intergovernmental"),
    ("Europäische Union", "European Union", "Q458", "intergovernmental"),
    ("NATO", "NATO", "Q7184", "intergovernmental"),
    ("Auswärtiges Amt", "Federal Foreign Office", "Q314711", "government"),
)
# Every delimiter of every format, markup, script and path characters, controls, marks that turn the writing
# direction, letters that combine, emoji with joiners, non-characters and half of a surrogate pair.
NASTY = (
    "a,b;c\td|e\"f'g`h\\i", "<b>&amp;</b> ]]> --> <!--", "]]>", "{x} ${y} %s {{z}} [1](2) *a* _b_ #c",
    "line\none\r\ntwo\rthree\x85four\u2028five",
    "\x00\x01\x08\x0b\x0c\x1f\x7f\x9f", "\ufeff\ufffe\uffff\ufdd0",
    "\ud83d half", "مرحبا \u202eabc\u202c \u200f!", "שלום",
    "e\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    " spaces ", "", "None", "null", "true", "=1+1", "-1", "@x",
    "+1", "-- ", "1. x", "# x", "\\u0027 \\n", "a|b", " | ",
    "x:y", "http://x", "@de", '"@de', "^^", "<>", "💥", "Ł ß ẞ İ ı", "a" * 300,
)  # fmt: skip
FIRST = (
    "Anna", "Jürgen", "Käthe", "Moritz", "Świętosława", "Élodie", "Björn", "Ayşe", "Dmitri", "Lena",
    "Götz", "Marlene", "Pál", "Theo", "Ulrike", "Zoë", "Ferdinand", "Heike", "Ivo", "Noémi",
)  # fmt: skip
LAST = (
    "Aschauer", "Brückl", "Czerny", "Dünnebier", "Eßling", "Fährmann", "Grünwald", "Hölzl", "Iwanenko",
    "Jørgensen", "Kößler", "Lüttich", "Möhrle", "Nußbaum", "Özer", "Pröll-Weiß", "Quendler", "Rößner",
    "Süßmilch", "Tänzer",
)  # fmt: skip
ROLES = ("Außenministerin", "Präsident", "Botschafter", "Parteichefin", "Regierungssprecher")
PLACES = ("Wien", "Genf", "Brüssel", "München", "Astana", "New York", None, None)
OUTLETS = ("Tagblatt", "Abendpost", "Morgenkurier", "Rundschau am Inn", None)
SENTENCES: dict[str, tuple[str, str]] = {
    "CONSULT": ("{a} hat sich mit {b} an einen Tisch gesetzt.", "{a} sat down with {b}."),
    "AGREE": ("{a} und {b} haben sich auf einen Plan verständigt.", "{a} and {b} settled on a timetable."),
    "SUPPORT": ("{a} stellt sich hinter {b}.", "{a} stands behind {b}."),
    "REQUEST": ("{a} verlangt von {b} ein Entgegenkommen.", "{a} wants {b} to give ground."),
    "ACCUSE": ("{a} hält {b} Wortbruch vor.", "{a} blames {b} for breaking its word."),
    "REJECT": ("{a} weist das Angebot von {b} ab.", "{a} turns down the offer by {b}."),
    "THREATEN": ("{a} droht {b} mit Folgen.", "{a} threatens {b} with consequences."),
    "SANCTION": ("{a} verhängt Strafmaßnahmen gegen {b}.", "{a} puts sanctions on {b}."),
    "ASSAULT": ("{a} hat Stellungen von {b} beschossen.", "{a} shelled positions of {b}."),
    "AID": ("{a} schickt {b} Hilfsgüter.", "{a} sends relief goods to {b}."),
    "HOLDS_OFFICE": ("{a} ist {role} in {b}.", "{a} is {role} in {b}."),
    "MEMBER_OF": ("{a} gehört {b} an.", "{a} belongs to {b}."),
    "APPOINT": ("{a} beruft {b} in das Amt.", "{a} appoints {b}."),
    "OTHER": ("{a} begegnet {b} mit Zurückhaltung.", "{a} treats {b} with reserve."),
}  # fmt: skip
_WEIGHTS = {"CONSULT": 8, "ACCUSE": 4, "REQUEST": 3, "OTHER": 3, "HOLDS_OFFICE": 3}
_MODES = ("meet", "visit", "call", "negotiate", "mediate", "other")
_START = date(2023, 1, 1)
_DAYS = 1000


def make_actor(id: str = "kg:anna", name: str = "Anna Aschauer", **fields: Any) -> Actor:
    """One actor; a field that is not given has a plain value."""
    given: dict[str, Any] = {"name_de": name, "name_en": name, "type": "person", **fields}
    return Actor(id=id, **given)


def make_record(source: str = "kg:anna", target: str = "kg:bjoern", **fields: Any) -> Record:
    """One record between two actor ids; a field that is not given has a plain, consistent value."""
    evidence = fields.get("evidence", f"{source} hat sich mit {target} an einen Tisch gesetzt.")
    given: dict[str, Any] = {
        "article": "artikel-1",
        "lang": "de",
        "source_mention": MentionText(source, 0, len(source)),
        "target_mention": MentionText(target, len(source) + 14, len(source) + 14 + len(target)),
        "relation": "CONSULT",
        "status": "actual",
        "evidence": evidence,
        "evidence_span": Span(0, len(evidence)),
        "trigger": Span(0, min(3, len(evidence))),
        "rule": "test.rule",
        "confidence": 0.9,
        **fields,
    }
    given.setdefault("origin_group", given["article"])
    if "id" not in given:
        given["id"] = _digest(
            repr(sorted((key, repr(value)) for key, value in given.items())), source, target
        )
    return Record(source=source, target=target, **given)


def make_actors(n: int, seed: int = 1) -> dict[str, Actor]:
    """`n` actors by id: at least two; countries and bodies first, then made-up persons in office."""
    rng = random.Random(f"actors {seed}")
    actors: dict[str, Actor] = {}
    places = max(1, min(len(COUNTRIES), n // 3))
    for de, en, wikidata in COUNTRIES[:places]:
        actors[wikidata] = Actor(wikidata, de, en, "country", tuple(sorted({en} - {de})), wikidata)
    for de, en, wikidata, kind in BODIES[: max(0, min(len(BODIES), n - len(actors) - 2))]:
        actors[wikidata] = Actor(wikidata, de, en, _type(kind), (), wikidata)
    number = 0
    while len(actors) < n:
        first = FIRST[number % len(FIRST)]
        last = LAST[(number // len(FIRST) + number) % len(LAST)]
        # Beyond the 400 different names a number keeps names apart.
        suffix = f" {number // 400 + 1}." if number >= 400 else ""
        name = f"{first} {last}{suffix}"
        country = COUNTRIES[rng.randrange(places)][2]
        offices: tuple[Office, ...] = ()
        if rng.random() < 0.4:
            start = _START - timedelta(days=rng.randrange(2000))
            offices = (Office(rng.choice(ROLES), country, start, None, known=rng.random() < 0.5),)
        id = f"kg:{_digest(name, str(seed))}"
        actors[id] = Actor(id, name, name, "person", (last + suffix,), None, country, offices)
        number += 1
    return actors


def make_records(n_actors: int, n_records: int, seed: int = 1) -> tuple[list[Record], dict[str, Actor]]:
    """`n_records` records among `n_actors` actors (at least two), the same for the same arguments.

    Actors differ in how often they appear (a few do most of it), about a tenth of the articles are
    near-copies of another one (`origin_group`), and every status, several relations, modes, places,
    both languages and undated articles occur.
    """
    actors = make_actors(n_actors, seed)
    ids = sorted(actors)
    rng = random.Random(f"records {seed}")
    relations = sorted(SENTENCES)
    weights = [_WEIGHTS.get(name, 1) for name in relations]
    records = []
    for number in range(n_records):
        source = ids[int(len(ids) * rng.random() ** 2)]
        target = source
        while target == source:
            target = ids[int(len(ids) * rng.random() ** 1.5)]
        relation = rng.choices(relations, weights)[0]
        records.append(_record(rng, number, actors[source], actors[target], relation, rng.choice(ids)))
    return records, actors


def _record(rng: random.Random, number: int, a: Actor, b: Actor, relation: str, speaker: str) -> Record:
    article = number // 3
    group = article if article % 10 else max(0, article - 1)
    facts = random.Random(article)
    lang: Lang = "de" if facts.random() < 0.8 else "en"
    published = None if facts.random() < 0.03 else _START + timedelta(days=facts.randrange(_DAYS))
    outlet = facts.choice(OUTLETS)
    role = rng.choice(ROLES) if relation == "HOLDS_OFFICE" else None
    sentence = SENTENCES[relation][lang == "en"].format(a=a.name(lang), b=b.name(lang), role=role)
    offset = 40 + (number % 3) * 200
    draw = rng.random()
    status: Status = (
        "actual" if draw < 0.8 else "planned" if draw < 0.9 else "negated" if draw < 0.95 else "hypothetical"
    )
    when = None
    if published is not None and rng.random() < 0.5:
        day = published - timedelta(days=rng.randrange(5))
        when = When("am " + ("Montag", "Dienstag", "Mittwoch")[day.weekday() % 3], day, day)
    first = sentence.find(a.name(lang))
    second = sentence.find(b.name(lang))
    gap = sentence.find(" ", first + len(a.name(lang)))
    attributed = rng.random()
    return Record(
        id=_digest(str(number), a.id, b.id, sentence),
        article=f"artikel-{article:06d}",
        origin_group=f"artikel-{group:06d}",
        lang=lang,
        source=a.id,
        target=b.id,
        source_mention=MentionText(a.name(lang), offset + first, offset + first + len(a.name(lang))),
        target_mention=MentionText(b.name(lang), offset + second, offset + second + len(b.name(lang))),
        relation=relation,
        status=status,
        evidence=sentence,
        evidence_span=Span(offset, offset + len(sentence)),
        trigger=Span(offset + gap + 1, offset + max(gap + 2, second - 1)),
        rule=f"test.{relation.lower()}",
        confidence=round(0.4 + 0.6 * rng.random(), 3),
        mode=rng.choice(_MODES) if relation == "CONSULT" else None,
        predicate="begegnen" if relation == "OTHER" else None,
        role=role,
        when=when,
        place=rng.choice(PLACES) if relation == "CONSULT" else None,
        claimed_by=speaker if attributed < 0.15 else None,
        claimed_text="Diplomaten" if 0.15 <= attributed < 0.2 else None,
        title=f"Bericht Nr. {article}",
        url=f"https://zeitung.example/{article}" if facts.random() < 0.8 else None,
        outlet=outlet,
        published=published,
    )


def _type(kind: str) -> ActorType:
    return "government" if kind == "government" else "intergovernmental"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def fill_store(path: Path, records: list[Record], actors: dict[str, Actor]) -> None:
    """Makes a store of these records; their ids become those of the store."""
    by_article: dict[str, list[Record]] = {}
    for record in records:
        by_article.setdefault(record.article, []).append(record)
    actor_of: dict[tuple[str, int], str] = {}
    groups = {}
    with Store.open(path) as store:
        # Thrown away if it breaks, so it need not be safe on disk at every step.
        store._db.execute("PRAGMA synchronous=OFF")
        for id, found in by_article.items():
            article, extraction, ids = _article(id, found, actors)
            store.put(article, extraction, "benchmark", b"")
            actor_of.update({(id, number): actor for number, actor in enumerate(ids)})
            groups[id] = found[0].origin_group
        store.finish(Derived(list(actors.values()), actor_of, (), groups), "benchmark")


def _article(id: str, found: list[Record], actors: dict[str, Actor]) -> tuple[Article, Extraction, list[str]]:
    text = ""
    ids: list[str] = []
    mentions: list[Mention] = []
    statements: list[Statement] = []

    def mention(actor: str, words: str, start: int) -> int:
        if actor not in ids:
            ids.append(actor)
        mentions.append(Mention(start, start + len(words), words, "name", ids.index(actor)))
        return len(mentions) - 1

    for r in sorted(found, key=lambda r: r.id):
        start = len(text)
        moved = start - r.evidence_span.start
        text += r.evidence + "\n"
        statements.append(
            Statement(
                mention(r.source, r.source_mention.text, r.source_mention.start + moved),
                mention(r.target, r.target_mention.text, r.target_mention.start + moved),
                r.relation, r.status, Span(start, start + len(r.evidence)),
                Span(r.trigger.start + moved, r.trigger.end + moved), r.rule, r.confidence, r.mode,
                r.predicate, r.role, r.when, r.place, claimed_text=r.claimed_text,
            )
        )  # fmt: skip
    entities = tuple(Entity(actors[a].name_de, actors[a].type, (actors[a].name_de,)) for a in ids)
    first = found[0]
    article = Article(id, text, first.lang, first.title, first.published, first.url, first.outlet)
    return article, Extraction(id, entities, tuple(mentions), tuple(statements), len(found)), ids
