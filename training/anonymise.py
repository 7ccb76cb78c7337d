"""Writes the own treebank with invented persons: `python -m training.anonymise IN OUT --knowledge DIR`.

Given names are exchanged within a list of the same region and gender (`treebank/given-names.tsv`),
surnames are rebuilt by sound changes until neither the list of 12,000 office holders nor the treebank
itself knows them. The same name gets the same stand-in everywhere; the number of tokens, particles (von,
al, de), initials, hyphens, regnal numbers and a genitive -s stay.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

PARTICLES = {"von", "van", "de", "da", "der", "den", "bin", "ben", "al", "Al", "Von"}
ONSETS = [
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gl",
    "h",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "w",
    "z",
]
CODAS = {
    "l": "r",
    "n": "m",
    "r": "l",
    "t": "k",
    "k": "t",
    "s": "r",
    "m": "n",
    "d": "l",
    "z": "s",
    "f": "b",
    "w": "m",
}
VOWELS = "aeiouyäöüáéíóúàèìòùâêîôûãõıøåæëïİıăčŏ"


def digest(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def invent(surname: str, known: set[str]) -> str:
    """A surname that sounds like its model's region and that nobody in `known` bears."""
    if "-" in surname:
        return "-".join(p if p.lower() in PARTICLES else invent(p, known) for p in surname.split("-"))
    match = re.match(rf"(?i)([^{VOWELS}]*)(.*)", surname)
    assert match is not None
    rest = match.group(2) or surname.lower()
    for attempt in range(200):
        number = digest(f"{surname}/{attempt}")
        onset = ONSETS[number % len(ONSETS)]
        body = list(rest)
        spots = [i for i, c in enumerate(body[:-1]) if c in CODAS and i > 0]
        if spots:
            spot = spots[(number >> 8) % len(spots)]
            body[spot] = CODAS[body[spot]]
        made = (onset + "".join(body)).capitalize()
        if made not in known and made != surname:
            return made
    raise ValueError(f"no stand-in found for a name of {len(surname)} letters")


class Inventor:
    """Stands in for persons, the same for the same throughout."""

    def __init__(self, table: Path, known: Iterable[str]) -> None:
        self.pools: dict[str, list[str]] = {}
        for line in table.read_text(encoding="utf8").splitlines():
            if line and not line.startswith("#"):
                _, _, names = line.split("\t")
                pool = sorted(set(names.split()))
                for name in pool:
                    self.pools.setdefault(name, pool)
        self.known = set(known)
        self.surnames: dict[str, str] = {}

    def surname(self, form: str, genitive: bool) -> str:
        stem = form[:-1] if genitive else form
        if stem not in self.surnames:
            self.surnames[stem] = invent(stem, self.known)
        return self.surnames[stem] + ("s" if genitive else "")

    def given(self, form: str, whole: str) -> str:
        pool = [n for n in self.pools.get(form, []) if n != form]
        return pool[digest(whole) % len(pool)] if pool else self.surname(form, False)

    def person(self, forms: list[str], bases: set[str]) -> list[str]:
        """Stand-ins for the tokens of one name; `bases` are all surnames seen, to tell a genitive -s."""
        out = []
        for i, form in enumerate(forms):
            if form in PARTICLES or re.fullmatch(r"[IVX]+\.|([A-Z]\.)+|[A-Z]{2}", form):
                out.append(form)
            elif form.startswith("al-"):
                out.append("al-" + self.surname(form[3:], False))
            elif i == 0 and len(forms) > 1:
                out.append(self.given(form, " ".join(forms)))
            else:
                out.append(self.surname(form, form.endswith("s") and form[:-1] in bases))
        return out


def person_chunks(rows: list[list[str]]) -> list[tuple[int, int]]:
    chunks, i = [], 0
    while i < len(rows):
        j = i + 1
        if "NER=B-PER" in rows[i][9]:
            while j < len(rows) and "NER=I-PER" in rows[j][9]:
                j += 1
            chunks.append((i, j))
        i = j
    return chunks


def rewrite(text: str, inventor: Inventor) -> str:
    """The treebank's text with every person replaced, `# text` lines rebuilt from the tokens."""
    blocks = [b for b in text.split("\n\n") if b.strip()]
    parsed = [[line.split("\t") for line in b.split("\n") if not line.startswith("#")] for b in blocks]
    bases = {rows[j - 1][1] for rows in parsed for _, j in person_chunks(rows)}
    inventor.known |= bases | {
        rows[k][1] for rows in parsed for i, j in person_chunks(rows) for k in range(i, j)
    }
    # Names inside compounds ("Merz-Regierung") change with them.
    out = []
    for block, rows in zip(blocks, parsed, strict=True):
        for i, j in person_chunks(rows):
            for row, form in zip(rows[i:j], inventor.person([r[1] for r in rows[i:j]], bases), strict=True):
                row[1] = form
        for row in rows:
            if "PER" not in row[9] and "-" in row[1]:
                row[1] = "-".join(inventor.surnames.get(p, p) for p in row[1].split("-"))
        plain = "".join(r[1] + ("" if "SpaceAfter=No" in r[9] else " ") for r in rows).strip()
        comments = [c for c in block.split("\n") if c.startswith("#") and not c.startswith("# text")]
        out.append("\n".join([*comments, f"# text = {plain}", *("\t".join(r) for r in rows)]))
    return "\n\n".join(out) + "\n\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--knowledge", type=Path, required=True, help="folder with offices.csv")
    args = parser.parse_args()
    with (args.knowledge / "offices.csv").open(encoding="utf8") as handle:
        known = {part for row in csv.DictReader(handle) for part in row["person"].split()}
    inventor = Inventor(Path(__file__).parent / "treebank" / "given-names.tsv", known)
    args.output.write_text(rewrite(args.source.read_text(encoding="utf8"), inventor), encoding="utf8")


if __name__ == "__main__":
    main()
