# ruff: noqa: E501  (tables of patterns read better unwrapped)
"""Rebuild the derived data files of kgraph/knowledge from public tables and our own additions.

    python training/knowledge.py ../shared/knowledge

Reads the folder (see its SOURCES.md) and kgraph/knowledge/hand/, writes countries.csv, persons.csv,
offices.csv and firstnames.csv in kgraph/knowledge/data/. The other files there are written by hand.
The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

HAND = ROOT / "kgraph" / "knowledge" / "hand"
DATA = ROOT / "kgraph" / "knowledge" / "data"

# The source names the kingdoms; in the news the countries are meant.
QID_FIX = {"DK": "Q35", "NL": "Q55"}
QID_MORE = {"HK": "Q8646", "MO": "Q14773", "PR": "Q1183", "PS": "Q219060"}
ENGLISH_MORE = {
    "HK": ("Hong Kong", "Hong Kong"), "MO": ("Macau", "Macao"), "PR": ("Puerto Rico", "Puerto Rico"),
    "PS": ("Palestine", "State of Palestine"), "NR": ("Nauru", "Republic of Nauru"), "DD": ("East Germany", ""),
}  # fmt: skip


def hand(name: str) -> list[dict[str, str]]:
    """A table of kgraph/knowledge/hand: semicolons, trailing empty fields may be left out."""
    lines = [x for x in (HAND / name).read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
    header = lines[0].split(";")
    rows = []
    for line in lines[1:]:
        values = line.split(";")
        if len(values) > len(header):
            raise SystemExit(f"{HAND / name}: too many values: {line}")
        rows.append(dict(zip(header, values + [""] * (len(header) - len(values)), strict=True)))
    return rows


def write(name: str, header: list[str], rows: list[list[str]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows, {(DATA / name).stat().st_size:,} bytes")


def english_words(text: str | None) -> list[str]:
    """ "Iranian(s)" or "Azerbaijani(s)" -> the word; an explanation gives nothing."""
    if not text or "singular" in text or "note" in text or text == "none":
        base = re.match(r"[\w-]+(?= \(singular and plural\))", text or "")
        return [base.group()] if base else []
    words = [w.strip().replace("(s)", "") for w in re.split(r",| or |;|/", text)]
    return [w for w in words if re.fullmatch(r"[\w' -]+", w)]


def countries(source: Path) -> dict[str, str]:
    """Write countries.csv; return English name (several spellings) -> ISO code."""
    joined = {
        c["iso2"]: c for c in json.loads((source / "countries_joined.json").read_text(encoding="utf-8"))
    }
    rows, names = [], {}
    for row in hand("countries.csv"):
        iso = row["iso2"]
        base = joined.get(iso, {})

        def pick(own: str, default: list[str]) -> str:
            return "" if own == "-" else own or "|".join(default)

        qid = QID_FIX.get(iso) or base.get("qid") or QID_MORE.get(iso) or f"kg:country:{iso.lower()}"
        name_en, official_en = ENGLISH_MORE.get(iso, (base.get("name_en", ""), base.get("official_en") or ""))
        adj = base.get("adj_de") or ""
        aliases_en = [
            a for a in dict.fromkeys([*row["aliases_en"].split("|"), official_en]) if a and a != name_en
        ]
        name_de = row["name_de"] or base["name_de"]
        out = [
            qid, iso, name_de, name_en, row["aliases_de"], "|".join(aliases_en),
            pick(row["adjectives_de"], [adj] if re.fullmatch(r"[a-zäöüßé-]+isch|deutsch", adj) else []),
            pick(row["adjectives_en"], english_words(base.get("adj_en"))),
            pick(row["inhabitants_de"], []),
            pick(row["inhabitants_en"], english_words(base.get("noun_en"))),
            pick(row["capitals_de"], []),
            pick(row["capitals_en"], base.get("capital_en") or []),
            row["article"],
        ]  # fmt: skip
        rows.append(out)
        for name in (name_en, official_en, *aliases_en):
            names[name.lower()] = iso
    rows.sort(key=lambda r: r[1])
    header = [
        "id",
        "iso2",
        "name_de",
        "name_en",
        "aliases_de",
        "aliases_en",
        "adjectives_de",
        "adjectives_en",
        "inhabitants_de",
        "inhabitants_en",
        "capitals_de",
        "capitals_en",
        "article",
    ]
    write("countries.csv", header, rows)
    return names


# English position labels -> office keys: the first pattern that fits wins, "" drops the position.
POSITIONS = [
    (
        r"^(acting |interim )?(deputy|vice|assistant|under|shadow)\b.*(ambassador|governor|mayor|attorney|speaker)",
        "",
    ),
    (
        r"^(deputy prime minister|vice[- ]chancellor|vice premier|first deputy prime minister|deputy premier|tánaiste)",
        "deputy_head_of_government",
    ),
    (r"^(first |second |third )?vice[- ]president( of the republic)?$", "vice_president"),
    (r"^(ambassador|permanent representative|high commissioner) (of .* )?to", "ambassador"),
    (r"^(deputy|vice|assistant|under|junior).*(foreign affairs|foreign|state)", "deputy_minister"),
    (
        r"^(state secretary|under-?secretary|parliamentary|minister of state|deputy minister|assistant|deputy secretary)",
        "",
    ),
    (
        r"president of the (senate|.*council$|chamber|.*assembly|.*congress|riksdag|federation council|federal council)",
        "speaker",
    ),
    (
        r"^(speaker|chairman|chair(person)?|marshal) of the (.*parliament|.*house|.*assembly|.*duma|.*rada|.*knesset|senate"
        r"|sejm|storting|folketing|riksdag|.*council|.*congress|.*commons|.*lords|.*sabha|eduskunta)",
        "speaker",
    ),
    (r"^first lady", "first_lady"),
    (
        r"^president of (the )?(generalitat|balearic|cantabria|castile|navarre|extremadura|la rioja|canary|community of|junta|"
        r"principality|basque|government of|region of|xunta|sakha|bashkortostan)",
        "governor",
    ),
    (r"^president of the (constitutional|supreme)|^chief justice", "chief_justice"),
    (r"^(justice|judge) of the supreme court|^supreme court justice", "judge"),
    (r"^president of the european (commission)", "commission_president"),
    (r"^(secretary-general of the united nations|secretary general of nato)", "secretary_general"),
    (
        r"^(acting |interim )?president( of the (republic|council of ministers|swiss confederation|confederation))?$",
        "president",
    ),
    (
        r"^(federal chancellor|prime minister|president of the government|premier|taoiseach)$|"
        r"^premier of the state council|^premier of the republic",
        "head_of_government",
    ),
    (r"^(king|queen|emperor|emir|sultan)$", "monarch"),
    (r"^crown prince", "crown_prince"),
    (r"^supreme leader", "supreme_leader"),
    (
        r"^secretary of state for foreign|^(federal )?minister (of|for) (foreign (and|affairs)|external)|"
        r"^minister (of|for) europe(an)? and (foreign|international)|^minister (of|for) (european and )?international affairs|"
        r"^federal minister of european and international",
        "foreign_minister",
    ),
    (
        r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(national )?(armed forces|defen[cs]e)(?! (materiel|equip|production|science|and space|personnel))",
        "defence_minister",
    ),
    (
        r"^home secretary|^secretary of homeland|^secretary of state for the home|"
        r"^(federal )?minister (of|for) (the )?(interior|internal affairs|internal security|home affairs)",
        "interior_minister",
    ),
    (
        r"^secretary of the treasury|^chancellor of the exchequer|^treasurer$|"
        r"^(federal )?minister (of|for) (the )?(finance|economy,? financ|economy and financ|treasury)",
        "finance_minister",
    ),
    (r"^attorney[- ]general$|^prosecutor[- ]general$", "attorney_general"),
    (r"^(federal )?(minister|secretary)( of state)? (of|for) justice", "justice_minister"),
    (
        r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(economic|economy|business|digital and economic)",
        "economy_minister",
    ),
    (
        r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(commerce|trade|foreign trade|international trade)",
        "trade_minister",
    ),
    (
        r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(energy|petroleum|oil)",
        "energy_minister",
    ),
    (
        r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(environment|climate|ecolog)",
        "environment_minister",
    ),
    (r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(public )?health", "health_minister"),
    (
        r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(labou?r|employment|work)",
        "labour_minister",
    ),
    (r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(social)", "social_minister"),
    (
        r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(transport|infrastructure)",
        "transport_minister",
    ),
    (
        r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(agricultur|food)",
        "agriculture_minister",
    ),
    (
        r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(national )?education",
        "education_minister",
    ),
    (r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(cultur|arts)", "culture_minister"),
    (r"^(federal )?minister (of|for) (the )?(science|research|higher education)", "science_minister"),
    (r"^(federal )?minister (of|for) (the )?(women|famil|children|youth)", "family_minister"),
    (r"^(federal )?minister (of|for) (the )?(immigration|migration|integration)", "migration_minister"),
    (r"^(federal )?minister (of|for) (the )?(european|europe)", "europe_minister"),
    (
        r"^minister (of|for) (the )?(intelligence|security|public security|state security)",
        "security_minister",
    ),
    (r"^minister of emergency", "emergency_minister"),
    (r"^member of the federal council", "minister"),
    (r"^minister without portfolio|^bundesminister", "minister"),
    (r"^leader of the opposition", "opposition_leader"),
    (
        r"^(governor|president) of the .*(bank|reserve)|^chair of the federal reserve|^governor of .*nationalbank",
        "central_bank_governor",
    ),
    (r"^(government spokes|white house press secretary|press secretary|kremlin press)", "spokesperson"),
    (
        r"^(chairman of the joint chiefs|(chief|head) of (the )?(general|defence|defense) staff|chief of (the )?defen[cs]e|"
        r"commander-in-chief of the (armed|ukrain))",
        "chief_of_general_staff",
    ),
    (r"^national security advis", "national_security_adviser"),
    (
        r"^(white house chief of staff|head of the presidential|head of the office of the president)",
        "chief_of_staff",
    ),
    (
        r"^(director of (the )?(cia|central intelligence|mossad|federal security|foreign intelligence|shin bet|national intelligence)|"
        r"head of the (security service|federal security|mossad|foreign intelligence|national intelligence))",
        "intelligence_chief",
    ),
    (r"^director of the federal bureau of investigation", "police_chief"),
    (r"^(lord )?mayor of", "mayor"),
    (r"^(chief minister|first minister|governor|minister president) of", "governor"),
    (
        r"^(party )?(chairperson|chairman|leader) of the (kuomintang|labour|conservative|democratic progressive)",
        "party_chair",
    ),
    (
        r"^(president|high representative|secretary[- ]general|director-general|deputy secretary-general|"
        r"under-secretary-general)",
        "",
    ),
]
FOLDERS = {
    "australia": "AU", "austria": "AT", "belarus": "BY", "brazil": "BR", "canada": "CA", "china": "CN", "czech": "CZ",
    "denmark": "DK", "egypt": "EG", "finland": "FI", "france": "FR", "greece": "GR", "hungary": "HU", "india": "IN",
    "iran": "IR", "israel": "IL", "japan": "JP", "kazakhstan": "KZ", "kosovo": "XK", "mexico": "MX", "norway": "NO",
    "pakistan": "PK", "poland": "PL", "romania": "RO", "russia": "RU", "saudi": "SA", "serbia": "RS",
    "south-africa": "ZA", "south-korea": "KR", "spain": "ES", "sweden": "SE", "swiss": "CH", "syria": "SY",
    "taiwan": "TW", "turkey": "TR", "ukraine": "UA", "united-kingdom": "GB", "us": "US",
}  # fmt: skip
# Ambassadors are kept where the news is likely to speak of them.
POSTS = (
    "united states|germany|russia|united nations|france|united kingdom|china|austria|israel|iran|ukraine|turkey|"
    "european union|nato|switzerland|syria|iraq|afghanistan|saudi arabia|egypt|venezuela|libya|poland|hungary|"
    "north korea|south korea|japan|pakistan|india|lebanon|cuba|belarus|italy|holy see"
)
# Persons whose Wikidata id is certain though no table names them.
QIDS = {
    "Angela Merkel": "Q567", "Olaf Scholz": "Q61053", "Gerhard Schröder": "Q2530", "Helmut Kohl": "Q2518",
    "Willy Brandt": "Q2514", "Helmut Schmidt": "Q2516", "Konrad Adenauer": "Q2492", "Ursula von der Leyen": "Q60772",
    "Donald Trump": "Q22686", "Barack Obama": "Q76", "Joe Biden": "Q6279", "Bill Clinton": "Q1124",
    "Hillary Clinton": "Q6294", "George W. Bush": "Q207", "Ronald Reagan": "Q9960", "Jimmy Carter": "Q23685",
    "John F. Kennedy": "Q9696", "Richard Nixon": "Q9588", "Wladimir Putin": "Q7747", "Boris Jelzin": "Q34453",
    "Michail Gorbatschow": "Q30487", "Josef Stalin": "Q855", "Wladimir Lenin": "Q1394", "Emmanuel Macron": "Q3052772",
    "Charles de Gaulle": "Q2042", "Winston Churchill": "Q8016", "Margaret Thatcher": "Q7416", "Tony Blair": "Q9545",
    "Silvio Berlusconi": "Q11860", "Franziskus": "Q450666", "Benedikt XVI.": "Q2494", "Johannes Paul II.": "Q989",
    "Nelson Mandela": "Q8023", "Mahatma Gandhi": "Q1001", "Fidel Castro": "Q11256", "Hugo Chávez": "Q8440",
    "Ernesto Che Guevara": "Q5809", "Saddam Hussein": "Q1316", "Osama bin Laden": "Q1317", "Jassir Arafat": "Q34211",
    "Mao Zedong": "Q5816", "Deng Xiaoping": "Q16977", "Mustafa Kemal Atatürk": "Q5152", "Julian Assange": "Q360",
    "Henry Kissinger": "Q66107", "Indira Gandhi": "Q1149", "Xi Jinping": "Q15031", "Elisabeth II.": "Q9682",
}  # fmt: skip
SURNAME_FIRST = {"CN", "KP", "KR", "TW", "VN", "KH"}
WESTERN_ORDER = {
    "Carrie Lam",
    "John Lee",
    "Joshua Wong",
    "Jimmy Lai",
    "Joseph Wu",
    "Margaret Chan",
    "Ai Weiwei",
}


def office_of(position: str, iso: str = "") -> str:
    """The office key of an English position label in a country, "" if it is not kept."""
    low = position.lower()
    if iso in ("AU", "CA", "ZA") and re.match(
        r"(deputy )?premier|speaker of the (leg|house of as)|president of the leg", low
    ):
        return ""  # of a province, which the label does not tell
    if low == "secretary of state":
        return "foreign_minister" if iso == "US" else ""
    for pattern, key in COMPILED:
        if pattern.search(low):
            return key
    return ""


COMPILED = [(re.compile(pattern.lower()), key) for pattern, key in POSITIONS]


def surname_of(name: str, iso: str) -> str:
    """The part of a name that stands alone in texts, "" where it is the last word."""
    parts = [p for p in name.split() if p not in ("Jr.", "junior", "Sr.")]
    if len(parts) < 2:
        return ""
    if len(parts) < len(name.split()):
        return parts[-1]
    if iso in SURNAME_FIRST and name not in WESTERN_ORDER and len(parts) <= 3:
        return parts[0]
    lowered = [i for i, p in enumerate(parts[1:], 1) if p.lower() in PARTICLES]
    if lowered:
        return " ".join(parts[lowered[0] :])
    return ""


PARTICLES = {
    "von",
    "van",
    "der",
    "den",
    "de",
    "del",
    "della",
    "di",
    "da",
    "du",
    "la",
    "le",
    "zu",
    "bin",
    "ben",
    "al",
}


class Someone:
    """A person being put together."""

    def __init__(self, name_de: str, name_en: str, iso: str) -> None:
        self.qid = ""
        self.name_de, self.name_en, self.iso = name_de, name_en, iso
        self.aliases: list[str] = []
        self.gender = ""
        self.offices: list[tuple[str, str, str, str, str]] = []  # office, title_en, place, start, end
        self.by_hand = False
        self.own = 0  # that many of the offices are by hand
        self.seen: dict[tuple[str, str], str] = {}  # open office -> last known to be held


# What may stand behind a comma and is no first name: "Jon Huntsman, Jr.", "Des Browne, Baron Browne of Ladyton"
BEHIND = r"Jr|Sr|I+$|Baron|Lord|Lady|Earl|Count|Duke|Viscount|Marquess|Prince|King|Queen|Grand"


def source_persons(source: Path, names: dict[str, str]) -> dict[str, Someone]:
    """Wikidata id -> person, from the tables of office holders."""
    found: dict[str, Someone] = {}

    def get(qid: str, name: str, iso: str) -> Someone | None:
        name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf"))
        front, _, behind = (part.strip() for part in name.partition(","))
        name = front if not behind or re.match(BEHIND, behind) else f"{behind} {front}"
        if not re.fullmatch(r"Q\d+", qid) or not name or re.fullmatch(r"Q\d+", name):
            return None
        if qid not in found:
            found[qid] = Someone(name, name, iso)
            found[qid].qid = qid
        return found[qid]

    with (source / "offices.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            if row["end"] and row["start"] > row["end"]:
                continue
            iso = FOLDERS.get(row["country"], "")
            key = office_of(row["position"], iso)
            place = iso
            if row["country"] == "world":
                united = "United Nations" in row["position"]
                key = (
                    "secretary_general"
                    if row["position"].startswith("Secretary-General of the United")
                    else ""
                )
                place = "un" if united else ""
            if not key or not place:
                continue
            if key == "ambassador" and not re.search(POSTS, row["position"].lower()):
                continue
            if (
                key in ("judge", "first_lady", "mayor", "governor", "ambassador")
                and row["end"]
                and row["end"] < "2010"
            ):
                continue
            person = get(row["wikidata"], row["person"], iso)
            if person:
                person.offices.append((key, row["position"], place, row["start"], row["end"]))
    with (source / "world-leaders.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            iso_ = names.get(row["country"].lower())
            label = row["positionLabel"].lower()
            key = next(
                (
                    k
                    for w, k in (
                        ("president", "president"),
                        ("prime minister", "head_of_government"),
                        ("king", "monarch"),
                        ("queen", "monarch"),
                        ("emir", "monarch"),
                        ("sultan", "monarch"),
                        ("chancellor", "head_of_government"),
                        ("premier", "head_of_government"),
                    )
                    if w in label
                ),
                "head_of_state",
            )
            if re.search("vice|deputy|commission", label) or not iso_:
                continue
            person = get(row["officeholder"], row["officeholderLabel"], iso_)
            if person and not any(o[0] == key and o[2] == iso_ for o in person.offices):
                person.offices.append((key, row["positionLabel"], iso_, row["start_year"], row["end_year"]))
    with (source / "foreign-ministers-2022.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            iso_ = names.get(row["countryLabel"].lower())
            person = get(row["person"], row["name"], iso_) if iso_ else None
            if person and iso_ and not any(o[0] == "foreign_minister" for o in person.offices):
                person.offices.append(("foreign_minister", row["positionLabel"], iso_, row["start"], ""))
    return found


def hand_persons() -> list[Someone]:
    """The persons of hand/people.csv."""
    people = []
    for row in hand("people.csv"):
        person = Someone(row["name_de"], row["name_en"] or row["name_de"], row["country"])
        person.gender, person.by_hand = row["gender"], True
        person.aliases = [a for a in row["aliases"].split("|") if a]
        for item in filter(None, row["offices"].split(",")):
            head, _, period = item.partition(":")
            key, _, place = head.partition("@")
            start, _, end = period.partition("/")
            person.offices.append((key, "", place or row["country"], start, end))
        person.own = len(person.offices)
        people.append(person)
    return people


def merge(by_hand: list[Someone], known: dict[str, Someone]) -> list[Someone]:
    """Give the hand-made persons their ids: same name, same country and an office in common.

    A namesake of the tables without a common office is dropped, as it may be the same person.
    """
    from kgraph.knowledge.names import sorted_key

    index: dict[tuple[str, str], list[Someone]] = {}
    monarchs: dict[str, list[Someone]] = {}
    for person in known.values():
        index.setdefault((sorted_key(person.name_en), person.iso), []).append(person)
        if any(o[0] == "monarch" for o in person.offices):
            monarchs.setdefault(sorted_key(person.name_en), []).append(person)
    dropped = 0
    for person in by_hand:
        keys = dict.fromkeys(sorted_key(n) for n in (person.name_en, person.name_de, *person.aliases))
        places = {person.iso, *(o[2] for o in person.offices if o[2].isupper())}
        if any(o[2].islower() for o in person.offices):
            places.add("")
        same = {m.qid: m for k in keys for place in sorted(places) for m in index.get((k, place), ())}
        if any(o[0] == "monarch" for o in person.offices):
            same |= {m.qid: m for k in keys for m in monarchs.get(k, ())}
        offices = {o[0] for o in person.offices}
        sure = [m for m in same.values() if offices & {o[0] for o in m.offices}]
        if len(sure) == 1:
            match = sure[0]
            person.qid = match.qid
            have = {(o[0], o[2]) for o in person.offices}
            # own dates are checked by hand; other offices of the tables are added
            person.offices += [o for o in match.offices if (o[0], o[2]) not in have]
            if match.name_en not in (person.name_de, person.name_en):
                person.aliases.append(match.name_en)
        person.qid = person.qid or QIDS.get(person.name_de, "")
        for match in same.values():
            known.pop(match.qid, None)
            dropped += match not in sure
    print(f"{dropped} namesakes dropped")
    used = {p.qid for p in by_hand if p.qid}
    return by_hand + [p for q, p in sorted(known.items()) if q not in used]


HEADS = re.compile(
    r"^(?:(?:Acting|Interim|Transitional|Transition|Caretaker) )?(President|Prime Minister|Premier|Chancellor) "
    r"(?:(?:Dr|Gen|Capt|Col|Sr)\. )*([^(;,]+?) \(since (?:(\d+) )?(?:(\w+) )?(\d{4})\b"
)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
# The office holders of the tables were collected up to this month; the heads below in December 2025.
TABLES_UNTIL = "2022-09"
HEADS_UNTIL = "2025-12"
# One person at a time holds these: a successor ends the office of a holder without an end.
SINGLE = {"president", "head_of_government", "monarch", "foreign_minister", "defence_minister", "interior_minister",
          "finance_minister", "justice_minister", "supreme_leader", "health_minister", "attorney_general",
          "central_bank_governor", "chief_of_general_staff"}  # fmt: skip


def heads(source: Path, everyone: list[Someone]) -> None:
    """Add the presidents and heads of government of December 2025 where none is known by hand."""
    from kgraph.knowledge.names import name_key, same_name

    for country in json.loads((source / "countries_joined.json").read_text(encoding="utf-8")):
        iso = country["iso2"]
        for field in ("chief_of_state", "head_of_government"):
            found = HEADS.match(country.get(field) or "")
            if not found or len(iso) > 2:
                continue
            key = "president" if found[1] == "President" else "head_of_government"
            if any(
                p.by_hand and o[0] == key and o[2] == iso and not o[4] for p in everyone for o in p.offices
            ):
                continue
            words = found[2].replace('"', "").split()
            last = next((i for i in range(len(words) - 1, -1, -1) if words[i].isupper()), len(words) - 1)
            day, month, year = found[3], found[4], found[5]
            start = (
                year
                + (f"-{MONTHS.index(month[:3]) + 1:02d}" if month else "")
                + (f"-{int(day):02d}" if day else "")
            )
            name = " ".join("-".join(x.title() if x.isupper() else x for x in w.split("-")) for w in words)
            same = [p for p in everyone if p.iso == iso and (
                same_name(p.name_en, name) or any(
                    o[0] == key and o[2] == iso and o[3][:4] == year and name_key(words[last]) in name_key(p.name_en).split()
                    for o in p.offices))]  # fmt: skip
            if len(same) == 1:
                same[0].seen[(key, iso)] = HEADS_UNTIL
                if not any(
                    o[0] == key and o[2] == iso and (not o[4] or o[3][:4] == year) for o in same[0].offices
                ):
                    same[0].offices.append((key, "", iso, start, ""))
                continue
            if words[0].isupper() and iso not in SURNAME_FIRST and last != len(words) - 1:
                continue  # order of the name not certain
            person = Someone(name, name, iso)
            person.offices.append((key, "", iso, start, ""))
            person.seen[(key, iso)] = HEADS_UNTIL
            everyone.append(person)


def close(everyone: list[Someone]) -> None:
    """End open offices of the tables where a successor is known."""
    starts: dict[tuple[str, str], list[str]] = {}
    for person in everyone:
        for key, _, place, start, _ in person.offices:
            if key in SINGLE and start:
                starts.setdefault((key, place), []).append(start)
    for person in everyone:
        for i, (key, title, place, start, end) in enumerate(person.offices):
            if end or not start or i < person.own or (key, place) in person.seen:
                continue
            later = [s for s in starts.get((key, place), ()) if s > start]
            if later:
                person.offices[i] = (key, title, place, start, min(later))
    _meet(everyone)


def _meet(everyone: list[Someone]) -> None:
    """Give a year the day on which the successor began or the predecessor ended in that year."""
    held: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for person in everyone:
        for key, _, place, start, end in person.offices:
            if key in SINGLE:
                held.setdefault((key, place), []).append((start, end))
    for person in everyone:
        for i, (key, title, place, start, end) in enumerate(person.offices):
            others = held.get((key, place), ())
            if len(end) == 4 and end > start[:4]:
                end = min((s for s, _ in others if len(s) == 10 and s[:4] == end), default=end)
            if len(start) == 4 and start < end[:4]:
                start = max((e for _, e in others if len(e) == 10 and e[:4] == start), default=start)
            person.offices[i] = (key, title, place, start, end)


def slug(name: str) -> str:
    from kgraph.knowledge.names import fold

    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def persons(source: Path, names: dict[str, str]) -> None:
    """Write persons.csv, offices.csv and firstnames.csv."""
    from kgraph.knowledge.names import name_key

    everyone = merge(hand_persons(), source_persons(source, names))
    heads(source, everyone)
    # a head of state is one of the overseas territories, too: no second person of that name
    named = {name_key(person.name_de) for person in everyone if person.qid}
    everyone = [p for p in everyone if p.qid or name_key(p.name_de) not in named]
    close(everyone)
    genders = first_names(everyone)
    seen: set[str] = set()
    people_rows, office_rows = [], []
    for person in everyone:
        ident = person.qid or f"kg:person:{slug(person.name_de)}"
        if ident in seen:
            ident = f"kg:person:{slug(person.name_de)}-{person.iso.lower()}"
        if ident in seen:
            raise SystemExit(f"two persons would be {ident}")
        seen.add(ident)
        first = person.name_de.split()[0]
        gender = person.gender or genders.get(first, "").replace("u", "")
        forms = list(dict.fromkeys([person.name_de, person.name_en, *person.aliases]))
        keys = [k for k in dict.fromkeys(name_key(f) for f in forms) if k]
        aliases = [a for a in dict.fromkeys(person.aliases) if a not in (person.name_de, person.name_en)]
        people_rows.append([
            ident, person.name_de, "" if person.name_en == person.name_de else person.name_en, "|".join(aliases),
            gender, person.iso, surname_of(person.name_de, person.iso), "|".join(keys),
        ])  # fmt: skip
        done = set()
        for i, (key, title, place, start, end) in enumerate(person.offices):
            if (key, place, start) in done:
                continue
            done.add((key, place, start))
            until = "" if end or i < person.own else person.seen.get((key, place), TABLES_UNTIL)
            office_rows.append([ident, key, "", title, place, start, end, until])
    people_rows.sort()
    office_rows.sort()
    write(
        "persons.csv",
        ["id", "name_de", "name_en", "aliases", "gender", "country", "surname", "keys"],
        people_rows,
    )
    write(
        "offices.csv",
        ["person", "office", "title_de", "title_en", "place", "start", "end", "seen"],
        office_rows,
    )
    write("firstnames.csv", ["name", "gender"], [[n, g] for n, g in sorted(genders.items()) if g])


def first_names(everyone: list[Someone]) -> dict[str, str]:
    """First name -> m, f or u (both): from hand/firstnames.csv and the persons whose gender is known."""
    votes: dict[str, set[str]] = {}
    for row in hand("firstnames.csv"):
        for name in row["names"].split():
            votes.setdefault(name, set()).add(row["gender"])
    fixed = set(votes)
    for person in everyone:
        if person.by_hand and person.gender and person.iso not in SURNAME_FIRST:
            for name in (person.name_de, person.name_en, *person.aliases):
                parts = name.split()
                if (
                    len(parts) > 1
                    and len(parts[0]) > 2
                    and parts[0] not in fixed
                    and parts[0] not in NO_FIRST
                ):
                    votes.setdefault(parts[0], set()).add(person.gender)
    return {n: next(iter(v)) if len(v) == 1 else "u" for n, v in votes.items()}


NO_FIRST = {"König", "King", "Queen", "Prinz", "Prince", "Papst", "Pope", "Patriarch", "Kaiser", "Fürst", "Sultan", "Scheich",
            "Königin", "Mullah", "General", "Sheikh", "Abu", "Bin", "The", "Dalai"}  # fmt: skip


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    source = Path(sys.argv[1])
    persons(source, countries(source))


if __name__ == "__main__":
    main()
