"""The tree that a label scheme is converted in, and the changes that all schemes share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM", "X")
VERBAL = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class RawWord:
    """A token as the parser left it. `head` is the position of its governor in the sentence, its own
    position or -1 for the root; `morph` a feature string ("Case=Nom|Number=Sing")."""

    text: str
    lemma: str
    upos: str
    tag: str
    morph: str
    head: int
    dep: str


class Tree:
    """A tree that is rebuilt in place. `labels` starts as the scheme's labels; `done` are those that are UD
    already. `form` is "fin", "inf", "part" or "" and belongs to the clause, not to the word: a verb that
    takes the place of its auxiliary takes over its form."""

    def __init__(self, words: Sequence[RawWord]) -> None:
        count = len(words)
        self.words = words
        self.labels = [word.dep.split("||")[0].lower() or "dep" for word in words]
        self.heads = [w.head if 0 <= w.head < count else i for i, w in enumerate(words)]
        self.done = [False] * count
        self.form = [""] * count
        self.kids: list[list[int]] = [[] for _ in words]
        self._repair()
        self.root = next(i for i, head in enumerate(self.heads) if head == i)

    def _repair(self) -> None:
        """One root, everything reaches it: parsers always obey, hand-made trees do not."""
        roots = [i for i, head in enumerate(self.heads) if head == i]
        root = roots[0] if roots else 0
        self.heads[root] = root
        state = [0] * len(self.words)  # 1: on the way, 2: reaches the root
        state[root] = 2
        for i in range(len(self.words)):
            path, at = [], i
            while state[at] == 0:
                state[at] = 1
                path.append(at)
                at = self.heads[at]
            if state[at] == 1 or (self.heads[at] == at and at != root):
                self.heads[at] = root
            for one in path:
                state[one] = 2
        for i, head in enumerate(self.heads):
            if i != root:
                self.kids[head].append(i)

    def by_depth(self) -> list[int]:
        """All words, the deepest first (children before their heads)."""
        order = [self.root]
        for i in order:
            order.extend(self.kids[i])
        return order[::-1]

    def move(self, i: int, head: int) -> None:
        """Attach a word to another head, which must not be below it."""
        self.kids[self.heads[i]].remove(i)
        self.heads[i] = head
        self.kids[head].append(i)

    def set(self, i: int, label: str) -> None:
        """Give a word its UD label."""
        self.labels[i], self.done[i] = label, True

    def promote(self, child: int, label: str, keep: Iterable[int] = ()) -> None:
        """Let `child` take the place of its head, which becomes its dependent with the UD label `label`.
        The head's other children move along, except those in `keep`."""
        old = self.heads[child]
        kept = set(keep)
        self.kids[old].remove(child)
        if old == self.root:
            self.root = child
            self.heads[child] = child
        else:
            above = self.heads[old]
            self.kids[above][self.kids[above].index(old)] = child
            self.heads[child] = above
        self.labels[child], self.done[child] = self.labels[old], self.done[old]
        for kid in self.kids[old]:
            if kid not in kept:
                self.heads[kid] = child
                self.kids[child].append(kid)
        self.kids[old] = [kid for kid in self.kids[old] if kid in kept]
        self.heads[old] = child
        self.kids[child].append(old)
        self.set(old, label)

    def lefts(self) -> list[int]:
        """For each word the first word of its subtree."""
        found = list(range(len(self.words)))
        for i in self.by_depth():
            if i != self.root:
                found[self.heads[i]] = min(found[self.heads[i]], found[i])
        return found

    def kid(self, i: int, *labels: str) -> int | None:
        """The first child (in text order) with one of these labels."""
        return min((k for k in self.kids[i] if self.labels[k] in labels), default=None)


def lift_adpositions(
    tree: Tree, is_adposition: Sequence[bool], objects: Sequence[str], chained: Sequence[str]
) -> None:
    """Let nouns govern their adpositions. `chained`: labels of a phrase that another adposition opens
    ("out of X", "bis nach X")."""
    for i in tree.by_depth():
        if not is_adposition[i] or (tree.done[i] and tree.labels[i] != "conj"):
            continue
        found = [k for k in tree.kids[i] if tree.labels[k] in objects and not tree.done[k]]
        nominal = [k for k in found if tree.words[k].upos in NOMINAL]
        # The object follows as a rule; a postposition ("der Lage entsprechend") has it before.
        found = [k for k in nominal if k > i] or nominal or found
        if not found:
            found = [k for k in tree.kids[i] if tree.labels[k] in chained and tree.kid(k, "case") is not None]
        if found:
            child = min(found)
            clause = tree.words[child].upos in VERBAL
            tree.promote(child, "mark" if clause else "case")
            if clause and tree.labels[child] in ("prep", "agent"):
                tree.labels[child] = "pcomp"


def lift_quotes(tree: Tree, labels: Sequence[str], markers: Sequence[str], inverted: bool) -> None:
    """Quoted words before their reporting verb govern it ("Wir kommen", sagte X): it is a parataxis.
    `inverted`: only with the subject after the verb, as German has it."""
    left = tree.lefts()
    for i in tree.by_depth():
        if tree.words[i].upos not in VERBAL:
            continue
        subject = tree.kid(i, "sb", "nsubj")
        if subject is None or (inverted and subject < i):
            continue
        for k in sorted(tree.kids[i]):
            if (
                left[k] < i  # all of it, or its beginning ("Wir", sagte X, "kommen")
                and tree.labels[k] in labels
                and tree.form[k] in ("fin", "")
                and tree.kid(k, *markers) is None
            ):
                tree.promote(k, "parataxis", keep=[x for x in tree.kids[i] if x != k])
                break


def flatten_conjuncts(tree: Tree, conjunct: str, conjunction: str) -> None:
    """Attach all conjuncts to the first one, and each conjunction to the conjunct that it opens."""
    for i in tree.by_depth()[::-1]:  # heads first: the first conjunct is settled before the rest
        if tree.labels[i] != conjunct or i == tree.root:
            continue
        link = tree.heads[i]
        head = link
        through = tree.labels[link] == conjunction and not tree.done[link] and link != tree.root
        if through:
            head = tree.heads[link]
        while tree.labels[head] == "conj" and tree.done[head]:
            head = tree.heads[head]
        tree.move(i, head)
        tree.set(i, "conj")
        if through:
            tree.move(link, i)
            tree.set(link, "cc")
    for i in range(len(tree.words)):
        if tree.labels[i] != conjunction or tree.done[i] or i == tree.root:
            continue
        first = tree.heads[i]
        while tree.labels[first] == "conj" and tree.done[first]:
            first = tree.heads[first]
        later = [k for k in tree.kids[first] if tree.labels[k] == "conj" and tree.done[k] and k > i]
        tree.set(i, "cc")
        if later and i > first:  # "sowohl A als auch B": the first stays with A
            tree.move(i, min(later))
