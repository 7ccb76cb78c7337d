"""The hand-annotated seed articles are sound: quotations stand in their article, keys and labels are known.

These are checks of the gold data itself; the extraction is scored against it elsewhere.
"""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "seeds" / "articles"
GOLD = ROOT / "tests" / "gold"

EVENTS = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "APPOINT", "DISMISS",
})  # fmt: skip
STANDING = frozenset({"HOLDS_OFFICE", "REPRESENTS", "MEMBER_OF", "ADVISES", "PART_OF"})
RELATIONS = EVENTS | STANDING
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
MODES = frozenset({"meet", "visit", "call", "negotiate", "mediate", "other"})
STATUSES = frozenset({"actual", "planned", "hypothetical", "negated"})
TYPES = frozenset({
    "person", "country", "government", "intergovernmental", "party", "armed_group", "organisation", "company",
    "media", "group",
})  # fmt: skip
ACTOR_KEYS = {"key", "name", "type", "aliases", "also"}
STATEMENT_KEYS = {
    "source", "relation", "mode", "target", "status", "role", "date", "place", "claimed_by", "evidence",
}  # fmt: skip
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


class Paragraphs(HTMLParser):
    """The text of every <p> of a page, tags dropped and entities resolved."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p":
            self.inside = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def paragraphs(page: str) -> str:
    parser = Paragraphs()
    parser.feed(page)
    parser.close()
    return "\n\n".join(parser.found)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    if not text.startswith("---\n"):
        return {}, text
    head, body = text[4:].split("\n---\n", 1)
    return dict(line.split(": ", 1) for line in head.splitlines()), body


def read_articles() -> dict[str, tuple[str, str | None]]:
    """Article id -> (text, language as the source states it or None)."""
    articles: dict[str, tuple[str, str | None]] = {}
    for path in sorted(ARTICLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        articles[path.stem] = (text, split_front_matter(text)[0].get("lang"))
    for path in sorted(ARTICLES.glob("*.html")):
        page = path.read_text(encoding="utf-8")
        lang = re.search(r'<html lang="(\w+)"', page)
        articles[path.stem] = (paragraphs(page), lang.group(1) if lang else None)
    for path in sorted(ARTICLES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            articles[item["id"]] = (item["text"], item["lang"])
    for path in sorted(ARTICLES.glob("*.xml")):
        channel = ElementTree.parse(path).getroot().find("channel")
        assert channel is not None
        for item in channel.iter("item"):
            guid = item.findtext("guid", "")
            articles[guid] = (paragraphs(item.findtext(CONTENT, "")), channel.findtext("language", "")[:2])
    return articles


def read_gold() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))}


ALL_ARTICLES = read_articles()
ALL_GOLD = read_gold()
each_gold = pytest.mark.parametrize("name", sorted(ALL_GOLD))


def test_every_article_has_gold_and_every_gold_an_article() -> None:
    assert set(ALL_GOLD) == set(ALL_ARTICLES)
    assert len(ALL_GOLD) >= 36


@each_gold
def test_layout(name: str) -> None:
    gold = ALL_GOLD[name]
    assert set(gold) == {"article", "actors", "statements"}
    assert gold["article"] == name
    assert gold["statements"]
    keys = [actor["key"] for actor in gold["actors"]]
    assert len(keys) == len(set(keys))
    for actor in gold["actors"]:
        assert set(actor) == ACTOR_KEYS, actor
        assert actor["key"].isascii() and actor["name"]
        assert actor["type"] in TYPES, actor
        assert set(actor["also"]) <= set(keys) - {actor["key"]}, actor
    for statement in gold["statements"]:
        assert set(statement) == STATEMENT_KEYS, statement
        assert statement["relation"] in RELATIONS, statement
        assert statement["status"] in STATUSES, statement
        assert {statement["source"], statement["target"]} <= set(keys), statement
        assert statement["source"] != statement["target"], statement
        assert statement["claimed_by"] is None or statement["claimed_by"] in keys, statement
        if statement["relation"] == "CONSULT":
            assert statement["mode"] in MODES, statement
        else:
            assert statement["mode"] is None, statement


@each_gold
def test_no_actor_name_is_shared(name: str) -> None:
    owners: dict[str, str] = {}
    for actor in ALL_GOLD[name]["actors"]:
        for form in {actor["name"], *actor["aliases"]}:
            assert owners.setdefault(form.casefold(), actor["key"]) == actor["key"], form


@each_gold
def test_evidence_date_and_place_stand_in_the_article(name: str) -> None:
    text = ALL_ARTICLES[name][0]
    for statement in ALL_GOLD[name]["statements"]:
        assert statement["evidence"], statement
        for quotation in statement["evidence"]:
            assert quotation and quotation in text, (statement["source"], statement["relation"], quotation)
            assert "\n" not in quotation
        for field in ("date", "place"):
            assert statement[field] is None or statement[field] in text, (field, statement[field])


@each_gold
def test_said_once(name: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for statement in ALL_GOLD[name]["statements"]:
        ends = (statement["source"], statement["target"])
        if statement["relation"] in SYMMETRIC:
            ends = (min(ends), max(ends))
        key = (statement["relation"], *ends, statement["status"])
        assert key not in seen, key
        seen.add(key)


def test_every_relation_status_and_mode_is_covered() -> None:
    statements = [statement for gold in ALL_GOLD.values() for statement in gold["statements"]]
    relations = Counter(statement["relation"] for statement in statements)
    assert {relation: relations[relation] for relation in RELATIONS if relations[relation] < 3} == {}
    assert {statement["status"] for statement in statements} == STATUSES
    assert {statement["mode"] for statement in statements if statement["mode"]} == MODES


def test_two_thirds_of_the_articles_are_german() -> None:
    german = re.compile(r"\b(?:der|die|und|nicht|mit|das)\b")
    english = re.compile(r"\b(?:the|and|with|that|of|was)\b")
    count = 0
    for name, (text, stated) in ALL_ARTICLES.items():
        guessed = "de" if len(german.findall(text)) > len(english.findall(text)) else "en"
        assert stated in (None, guessed), name
        count += guessed == "de"
    assert 3 * count >= 2 * len(ALL_ARTICLES)


def test_text_files_open_with_their_headline() -> None:
    for path in sorted(ARTICLES.glob("*.txt")):
        meta, body = split_front_matter(path.read_text(encoding="utf-8"))
        first, blank, rest = body.lstrip("\n").split("\n", 2)
        assert first and not first.endswith(".") and not blank and rest, path.name
        if meta:
            assert set(meta) == {"title", "date", "url", "outlet", "lang"}, path.name
            assert meta["title"] == first and path.name.startswith(meta["date"]), path.name


def test_pages_carry_their_metadata() -> None:
    pages = sorted(ARTICLES.glob("*.html"))
    assert len(pages) == 2
    for path in pages:
        page = path.read_text(encoding="utf-8")
        for name in ("og:title", "og:url", "og:site_name", "article:published_time"):
            assert f'property="{name}"' in page, (path.name, name)
        heading = re.search(r"<h1[^>]*>(.+?)</h1>", page)
        title = re.search(r'property="og:title" content="([^"]+)"', page)
        assert heading and title and html.unescape(heading.group(1)) == html.unescape(title.group(1))
