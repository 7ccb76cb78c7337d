"""Sentences as plain trees: what the rest of the extractor reads instead of spaCy objects.

Words carry UD-shaped relations whatever the pipeline's own scheme is (see `kgraph.schemes`). Plain Python
objects are several times faster to walk than spaCy tokens, and tests can write them by hand.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.model import Article, Span
from kgraph.schemes import RawWord, to_ud

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Word:
    """One token: its surface, its analysis and its place in the tree."""

    __slots__ = (
        "children",
        "dep",
        "end",
        "ent",
        "feats",
        "head",
        "i",
        "lemma",
        "lower",
        "pos",
        "start",
        "tag",
        "text",
    )

    def __init__(
        self,
        i: int,
        text: str,
        start: int,
        lemma: str,
        pos: str,
        tag: str = "",
        feats: str = "",
        ent: str = "",
    ) -> None:
        self.i = i  # position in the sentence
        self.text = text
        self.lower = text.lower()
        self.start = start
        self.end = start + len(text)
        self.lemma = lemma or text
        self.pos = pos
        self.tag = tag
        self.feats = feats
        self.ent = ent  # "B-PER", "I-PER" ... or ""
        self.head: Word | None = None
        self.dep = "root"
        self.children: list[Word] = []

    def __repr__(self) -> str:
        return f"<{self.i} {self.text} {self.pos} {self.dep}>"

    def child(self, *deps: str) -> Word | None:
        """The first child with one of these relations."""
        for word in self.children:
            if word.dep in deps:
                return word
        return None

    def kids(self, *deps: str) -> list[Word]:
        """All children with one of these relations, in order."""
        return [word for word in self.children if word.dep in deps]

    def subtree(self) -> list[Word]:
        """This word and everything below it, in text order."""
        found, stack = [], [self]
        while stack:
            word = stack.pop()
            found.append(word)
            stack.extend(word.children)
        return sorted(found, key=lambda word: word.i)

    def ancestors(self) -> Iterator[Word]:
        """The governors, nearest first."""
        word = self.head
        while word is not None:
            yield word
            word = word.head

    @property
    def finite(self) -> Word | None:
        """The word of a verb's clause that shows person and number: its auxiliary, or itself; None if none does."""
        return next((w for w in (*self.kids("aux"), self) if w.has("VerbForm=Fin")), None)

    @property
    def gender(self) -> str:
        """The feature of gender ("Gender=Fem"); empty if there is none."""
        return next((f for f in self.feats.split("|") if f.startswith("Gender=")), "")

    @property
    def gerund(self) -> bool:
        """Whether an English verb ends in "-ing", or its auxiliary does: "attacking", "having attacked"."""
        return self.has("VerbForm=Ger") or any(w.tag == "VBG" for w in (self, *self.kids("aux")))

    def has(self, feature: str) -> bool:
        """Whether the morphology contains `feature`, such as "Mood=Sub"."""
        return feature in self.feats

    def conjuncts(self) -> list[Word]:
        """This word and those coordinated with it, in order (from the first conjunct on)."""
        first = self
        while first.dep == "conj" and first.head is not None:
            first = first.head
        found = [first]
        for word in found:
            found.extend(word.kids("conj"))
        return sorted(found, key=lambda word: word.i)


class Sentence:
    """A sentence of an article. `block` is the index of its block, `title` whether it is the headline."""

    __slots__ = ("block", "end", "start", "text", "title", "words")

    def __init__(self, words: list[Word], text: str, block: int = 0, title: bool = False) -> None:
        self.words = words
        self.start = words[0].start
        self.end = words[-1].end
        self.text = text[self.start : self.end]
        self.block = block
        self.title = title

    @property
    def root(self) -> Word:
        """The word that governs the sentence."""
        return next((word for word in self.words if word.head is None), self.words[0])


def link(words: Sequence[Word], heads: Sequence[int], deps: Sequence[str]) -> None:
    """Wire up a tree: `heads[i]` is the index of the governor of word i, or i itself / -1 for the root."""
    for word, head, dep in zip(words, heads, deps, strict=True):
        word.dep = dep
        word.children = []
        word.head = None if head in (-1, word.i) else words[head]
    for word in words:
        if word.head is not None:
            word.head.children.append(word)


def move(word: Word, head: Word, dep: str) -> None:
    """Attach a word to another head. A head that stood below the word takes the word's place first: a tree has no
    rings."""
    if head is word:
        return
    if any(governor is word for governor in head.ancestors()):
        take_place(head, word)
    if word.head is not None:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    head.children.append(word)
    head.children.sort(key=lambda w: w.i)


def take_place(word: Word, other: Word) -> None:
    """Put a word where its governor `other` stands in the tree; `other` hangs there still."""
    head, dep = other.head, other.dep
    if head is not None:
        move(word, head, dep)
    else:
        if word.head is not None:
            word.head.children.remove(word)
        word.head, word.dep = None, dep


@cache
def word_classes() -> Mapping[str, str]:
    """Word class by tag, for tokens that have no class of their own."""
    table = tomllib.loads((Path(__file__).parents[2] / "lang" / "tags.toml").read_text(encoding="utf-8"))
    return {tag: word_class for word_class, tags in table.items() for tag in tags}


def sentences(doc: Doc, article: Article, scheme: str = "ud") -> list[Sentence]:
    """The sentences of `doc` inside the blocks of `article`, as trees without white-space tokens."""
    result: list[Sentence] = []
    blocks = article.blocks or (Span(0, len(article.text)),)
    block = 0
    for sent in doc.sents:
        tokens = [token for token in sent if not token.is_space]
        if not tokens:
            continue
        start, end = tokens[0].idx, tokens[-1].idx
        while block < len(blocks) and blocks[block].end <= start:
            block += 1
        if block == len(blocks):
            break
        if end < blocks[block].start:
            continue
        place = {token.i: n for n, token in enumerate(tokens)}
        words, heads, deps = [], [], []
        for n, token in enumerate(tokens):
            ent = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type else ""
            # where the two disagree, the tagger knows verbs and nouns that name nobody better than the morphologizer
            pos = "VERB" if token.tag_.startswith("VV") else token.pos_ or word_classes().get(token.tag_, "X")
            if pos == "PROPN" and token.tag_ == "NN" and not ent:
                pos = "NOUN"
            words.append(Word(n, token.text, token.idx, token.lemma_, pos, token.tag_, str(token.morph), ent))
            head = token.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            heads.append(place.get(head.i, n))
            deps.append(token.dep_ or "dep")
        if scheme != "ud":
            raw = [
                RawWord(w.text, w.lemma, w.pos, w.tag, w.feats, h, d)
                for w, h, d in zip(words, heads, deps, strict=True)
            ]
            heads, deps = to_ud(scheme, raw)[:2]
        else:
            deps = [dep.lower() for dep in deps]
        _one_root(heads)
        link(words, heads, deps)
        title = bool(article.title_span and article.title_span.start <= start < article.title_span.end)
        result.append(Sentence(words, article.text, block, title))
    return result


def _one_root(heads: list[int]) -> None:
    """Attach further roots (left over by removed white space) to the first one."""
    root = next((n for n, head in enumerate(heads) if head == n), 0)
    heads[root] = root
    for n, head in enumerate(heads):
        if head == n and n != root:
            heads[n] = root
