"""A dossier of an actor or of two actors, in Markdown or HTML, every claim with its numbered source."""

from __future__ import annotations

import html as markup
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TextIO

from kgraph.errors import UsageError
from kgraph.graph.cards import Card, Partner, card
from kgraph.graph.events import Event, timeline
from kgraph.graph.meetings import Meetings, met
from kgraph.graph.pairs import RelationRow, involving, relations, sources
from kgraph.graph.rows import actor_name, ordered
from kgraph.graph.sentences import counted_sources
from kgraph.model import Actor, Fact, Lang, Record
from kgraph.outputs.text import Target, clean, text_sink
from kgraph.store import Chosen

_WORDS = Path(__file__).with_name("dossier.toml")
_LINK = re.compile(r"https?://[^\s<>\"'`\\()\[\]]+\Z")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;"
    "background:#fff}h1{line-height:1.2}li{margin:.3em 0}q,blockquote{font-style:italic}"
    "sup a{text-decoration:none}footer{border-top:1px solid #8a929b;margin-top:2rem;color:#4a5058}"
    "@media (prefers-color-scheme:dark){body{color:#e8eaed;background:#15181c}a{color:#8ab4f8}"
    "footer{color:#b5bcc4}}"
)


def write(
    target: Target,
    records: Iterable[Record] | Chosen,
    actors: Mapping[str, Actor],
    *,
    names: Lang = "de",
    who: str | None = None,
    with_: str | None = None,
    html: bool = False,
    other: bool = False,
) -> None:
    """Writes what the records say of the actor `who`, or of `who` and `with_` (ids).

    `names` is the language of the dossier; quotations stay as they are. `other` includes the relation OTHER.
    The HTML loads nothing and runs nothing. Raises UsageError without `who`, UnknownActor if it is unknown.
    """
    if who is None:
        raise UsageError("a dossier is about an actor: say which")
    kept = list(ordered(records, other=other))
    page = _Html(names, kept) if html else _Markdown(names, kept)
    if with_ is None:
        _actor(page, kept, actors, who, names)
    else:
        _pair(page, kept, actors, who, with_, names)
    with text_sink(target) as out:
        page.write(out)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    data: Mapping[str, Mapping[str, str]] = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return data


class _Page:
    """A page as it grows; the two kinds differ in how they write headings, lists, and texts."""

    def __init__(self, lang: Lang, records: Iterable[Record]) -> None:
        self.lang = lang
        self._whole = {record.id: record for record in records}
        self.words = _words()[lang]
        self.lines: list[str] = []
        self.title = ""
        self.sources: dict[str, int] = {}
        self.records: list[Record] = []

    def text(self, text: str) -> str:
        raise NotImplementedError

    def heading(self, text: str, level: int = 2) -> None:
        raise NotImplementedError

    def paragraph(self, formatted: str) -> None:
        raise NotImplementedError

    def items(self, formatted: Iterable[str]) -> None:
        raise NotImplementedError

    def reference(self, number: int) -> str:
        raise NotImplementedError

    def link(self, url: str) -> str:
        raise NotImplementedError

    def source(self, number: int, record: Record, quotation: str) -> None:
        raise NotImplementedError

    def write(self, out: TextIO) -> None:
        raise NotImplementedError

    def cite(self, facts: Iterable[Fact], most: int = 5) -> str:
        """References to the sources of these records, one per text, the most certain first."""
        best: dict[str, Fact] = {}
        for record in sorted(facts, key=lambda r: (-r.confidence, r.id)):
            best.setdefault(record.origin_group, record)
        marks = []
        for record in list(best.values())[:most]:
            if record.id not in self.sources:
                self.records.append(self._whole[record.id])
                self.sources[record.id] = len(self.records)
            marks.append(self.reference(self.sources[record.id]))
        return "".join(marks)

    def finish(self) -> None:
        """The numbered sources and the note at the foot."""
        if self.records:
            self.heading(self.words["sources"])
            for number, record in enumerate(self.records, 1):
                day = record.published.isoformat() if record.published else ""
                parts = [self.text(part) for part in (record.outlet, record.title, day) if part]
                if record.url and _LINK.match(record.url):
                    parts.append(self.link(record.url))
                else:
                    parts.append(self.text(record.article))
                self.source(number, record, f"{self.words['open']}{self.text(record.evidence)}"
                            f"{self.words['close']} ({', '.join(parts)})")  # fmt: skip
        self.paragraph(self.text(self.words["note"]))


class _Markdown(_Page):
    def text(self, text: str) -> str:
        flat = " ".join(clean(text).split())
        flat = re.sub(r"([\\`*_{}\[\]<>#|~&!])", r"\\\1", flat)
        # At the start of a line these would begin a list or a heading.
        return re.sub(r"^([-+=]|\d+[.)])", lambda found: "\\" + found[0] if not found[0][0].isdigit()
                      else found[0][:-1] + "\\" + found[0][-1], flat)  # fmt: skip

    def heading(self, text: str, level: int = 2) -> None:
        self.title = self.title or text
        self.lines += [f"{'#' * level} {self.text(text)}", ""]

    def paragraph(self, formatted: str) -> None:
        self.lines += [formatted, ""]

    def items(self, formatted: Iterable[str]) -> None:
        self.lines += [*(f"- {item}" for item in formatted), ""]

    def reference(self, number: int) -> str:
        return f" [^{number}]"

    def link(self, url: str) -> str:
        return f"<{url}>"

    def source(self, number: int, record: Record, quotation: str) -> None:
        self.lines += [f"[^{number}]: {quotation}"]
        if number == len(self.records):
            self.lines.append("")

    def write(self, out: TextIO) -> None:
        self.finish()
        out.write("\n".join(self.lines).rstrip() + "\n")


class _Html(_Page):
    def text(self, text: str) -> str:
        # <bdi> keeps a name in Arabic or Hebrew script from turning its surroundings round.
        return f"<bdi>{markup.escape(clean(text))}</bdi>"

    def heading(self, text: str, level: int = 2) -> None:
        self.title = self.title or text
        self.lines.append(f"<h{level}>{self.text(text)}</h{level}>")

    def paragraph(self, formatted: str) -> None:
        self.lines.append(f"<p>{formatted}</p>")

    def items(self, formatted: Iterable[str]) -> None:
        self.lines.append("<ul>" + "\n".join(f"<li>{item}</li>" for item in formatted) + "</ul>")

    def reference(self, number: int) -> str:
        return f'<sup><a href="#s{number}">[{number}]</a></sup>'

    def link(self, url: str) -> str:
        safe = markup.escape(url)
        return f'<a href="{safe}" rel="noreferrer">{safe}</a>'

    def source(self, number: int, record: Record, quotation: str) -> None:
        self.lines.append("<ol>" if number == 1 else "")
        self.lines.append(f'<li id="s{number}" lang="{record.lang}">{quotation}</li>')
        self.lines.append("</ol>" if number == len(self.records) else "")

    def write(self, out: TextIO) -> None:
        self.finish()
        body = "\n".join(line for line in self.lines if line)
        out.write(
            f'<!doctype html>\n<html lang="{self.lang}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            f"<title>{markup.escape(clean(self.title))}</title>\n<style>{_STYLE}</style>\n</head>\n"
            f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
        )


def _actor(
    page: _Page, records: Sequence[Record], actors: Mapping[str, Actor], who: str, names: Lang
) -> None:
    found = card(records, actors, who, names=names)
    words = page.words
    page.heading(found.name, 1)
    page.items(_facts(page, found))
    if found.offices:
        page.heading(words["offices"])
        page.items(
            page.text(", ".join(part for part in (office.title, office.body_name) if part))
            + (f" ({office.start or ''} – {office.end or ''})" if office.start or office.end else "")
            + (f" ({page.text(words[office.status])})" if office.status != "actual" else "")
            + (f" ({page.text(words['known'])})" if office.known else page.cite(office.records))
            for office in found.offices
        )
    for key, partners in (("partners", found.partners), ("conflicts", found.conflicts)):
        if partners:
            page.heading(words[key])
            page.items(_partner(page, partner, names) for partner in partners)
    _meetings(page, met(records, actors, who, names=names))
    _relations(page, relations(records, actors, who, other=True, names=names))
    _events(page, timeline(records, actors, who, other=True, names=names))


def _pair(
    page: _Page, records: Sequence[Record], actors: Mapping[str, Actor], a: str, b: str, names: Lang
) -> None:
    for id in (a, b):
        card(records, actors, id)
    page.heading(f"{actor_name(actors, a, names)} – {actor_name(actors, b, names)}", 1)
    own = list(involving(records, a, b))
    if not own:
        page.paragraph(page.text(page.words["nothing"]))
    _meetings(page, met(own, actors, a, b, names=names))
    _relations(page, relations(own, actors, a, b, other=True, names=names))
    _events(page, timeline(own, actors, a, b, standing=True, other=True, names=names))


def _facts(page: _Page, found: Card) -> list[str]:
    words = page.words
    shown = {
        words["aliases"]: ", ".join(found.aliases),
        words["country"]: found.country_name or "",
        "Wikidata": found.wikidata or "",
        words["seen"]: f"{found.first_seen} – {found.last_seen}" if found.first_seen else "",
        words["statements"]: f"{found.statements} ({counted_sources(found.sources, page.lang)})",
    }
    return [f"{page.text(label)}: {page.text(value)}" for label, value in shown.items() if value]


def _partner(page: _Page, partner: Partner, names: Lang) -> str:
    last = f", {partner.last}" if partner.last else ""
    counted = counted_sources(partner.sources, names)
    return f"{page.text(partner.name)} ({counted}{last}){page.cite(partner.records)}"


def _section(page: _Page, key: str, items: Sequence[object], line: Callable[..., str]) -> None:
    if items:
        page.heading(page.words[key])
        page.items(line(item) for item in items)


def _meetings(page: _Page, rows: Sequence[Meetings]) -> None:
    words = page.words

    def line(row: Meetings) -> str:
        counts = [f"{row.times}×"] if row.times else []
        counts += [f"{words[key]}: {getattr(row, key)}" for key in ("planned", "negated", "hypothetical")
                   if getattr(row, key)]  # fmt: skip
        places = f"; {page.text(', '.join(row.places))}" if row.places else ""
        days = f"; {', '.join(str(day) for day in row.days[-5:])}" if row.days else ""
        pair = page.text(f"{row.a_name} – {row.b_name}")
        return f"{pair}: {', '.join(counts)}{days}{places}{page.cite(row.records)}"

    _section(page, "meetings", rows, line)


def _relations(page: _Page, rows: Sequence[RelationRow]) -> None:
    words = page.words

    def line(row: RelationRow) -> str:
        by = f"; {page.text(words['says'] + ' ' + ', '.join(row.claimed_by))}" if row.claimed_by else ""
        counted = counted_sources(row.sources or sources(row.records), page.lang)
        return f"{page.text(row.sentence)} ({counted}){by}{page.cite(row.records)}"

    _section(page, "relations", rows, line)


def _events(page: _Page, events: Sequence[Event]) -> None:
    def line(event: Event) -> str:
        day = ("" if event.exact else "~") + str(event.day) if event.day else page.words["undated"]
        return f"{page.text(day)}: {page.text(event.sentence)}{page.cite(event.records)}"

    _section(page, "timeline", events, line)
