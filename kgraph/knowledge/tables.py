"""Reading the CSV files of the knowledge, with errors that name file, line and remedy."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from kgraph.errors import KnowledgeError

QID = re.compile(r"^Q[1-9]\d*$")
OWN_ID = re.compile(r"^[A-Za-z][\w.:-]*$")
ISO_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


class Rows:
    """The rows of one CSV file as tuples in the order of ``columns``."""

    def __init__(self, path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> None:
        """Raise KnowledgeError when the file cannot be read as UTF-8 CSV or lacks one of ``columns``."""
        self.path = path
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise KnowledgeError(f"{path}: {error.strerror or error}; check the name") from error
        except UnicodeDecodeError as error:
            raise KnowledgeError(
                f"{path}: cannot be read as UTF-8 text ({error}); save it as UTF-8 CSV"
            ) from error
        self._text = text
        header = next(csv.reader(io.StringIO(text)), [])
        missing = [c for c in columns if c not in header]
        if missing:
            raise KnowledgeError(
                f"{path}, line 1: missing column(s) {', '.join(missing)}; "
                f"the first line must name {', '.join([*columns, *optional])} separated by commas"
            )
        self._at = [header.index(c) if c in header else -1 for c in (*columns, *optional)]
        self._width = len(header)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """(line number, values) of each row that is not empty."""
        reader = csv.reader(io.StringIO(self._text))
        next(reader, None)
        at, width = self._at, self._width
        plain = at == list(range(width))
        for row in reader:
            if not row:
                continue
            if len(row) != width:
                raise KnowledgeError(
                    f"{self.path}, line {reader.line_num}: {len(row)} values where {width} are expected; "
                    "put quotes around values that contain a comma"
                )
            yield reader.line_num, row if plain else [row[i].strip() if i >= 0 else "" for i in at]


def split(value: str) -> tuple[str, ...]:
    """ "a|b" -> ("a", "b")."""
    return tuple(value.split("|")) if value else ()


def check_name(path: Path, line: int, name: str, what: str = "name") -> None:
    """Refuse names that would match at random or break outputs."""
    if any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") for c in name):
        raise KnowledgeError(f"{path}, line {line}: {what} {name!r} contains a control character; remove it")
    letters = sum(c.isalnum() for c in name)
    wide = any(ord(c) > 0x2E7F for c in name)
    if letters < 2 and not wide:
        raise KnowledgeError(f"{path}, line {line}: {what} {name!r} is too short; use at least two letters")
    if len(name) > 200:
        raise KnowledgeError(
            f"{path}, line {line}: {what} of {len(name)} characters; at most 200 are allowed"
        )


def check_id(path: Path, line: int, ident: str) -> None:
    """An id is Q and digits, or starts with a letter and holds letters, digits, ``. : - _``."""
    if not (QID.match(ident) or OWN_ID.match(ident)):
        raise KnowledgeError(
            f"{path}, line {line}: id {ident!r} is not valid; use a Wikidata id such as Q183 or an own one "
            "such as my:town-council"
        )
