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


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    source = Path(sys.argv[1])
    countries(source)


if __name__ == "__main__":
    main()
