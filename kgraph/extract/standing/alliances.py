"""The alliances of states: "das Nato-Mitglied Türkei", "EU-Staaten, darunter Österreich"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Ent, Hit, beside
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import OFFICE_TRUST, Standing
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Knowledge
from kgraph.model import Status

# What has members, and what else than states may join.
WHOLES: tuple[str, ...] = ("intergovernmental",)
JOINING = ("company", "organisation", "party", "media")


class Alliances:
    """Finds memberships of states in one article."""

    def __init__(self, reading: Reading, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.lexicon = lexicon

    def find(self, n: int, words: list[Word], word: Word) -> Iterator[Standing]:
        """ "das Nato-Mitglied Türkei", "EU-Staaten, darunter Österreich", "Ungarn ist EU-Mitglied"."""
        alliance = self._alliance(n, words, word)
        if alliance is None:
            return
        target, past = alliance
        targets = [target, *self._further(n, words, past)]
        # "die EU-Mitgliedschaft der Türkei" is spoken of as long as it is open
        status: Status = "hypothetical" if self._open(word) else "actual"
        for member in self._members(n, words, word, past):
            for target in targets:
                if member.ent is not target.ent:
                    yield Standing(
                        member, target, "MEMBER_OF", None, status, OFFICE_TRUST, "MEMBER_OF:state", word
                    )

    def _open(self, word: Word) -> bool:
        """Whether a noun names membership itself and nothing says that it holds."""
        noun = word.text.rpartition("-")[2].lower()
        lexicon = self.lexicon
        return noun.startswith(lexicon.membership["open"]) and not any(
            c.lower in lexicon.membership["held"] for c in word.children
        )

    def _further(self, n: int, words: list[Word], k: int) -> Iterator[Hit]:
        """ "in der EU und der Nato": the second alliance."""
        if k < len(words) and words[k].lower in self.lexicon.membership["and"]:
            k += 1
            if k < len(words) and words[k].pos == "DET":
                k += 1
            hit = self.reading.at[n].get(k)
            if hit is not None and hit.ent is not None and hit.ent.type == "intergovernmental":
                yield hit

    def _alliance(self, n: int, words: list[Word], word: Word) -> tuple[Hit, int] | None:
        """The alliance whose members a noun means, and the position behind the phrase."""
        if word.pos not in ("NOUN", "PROPN", "X"):
            return None
        prefix, _, tail = word.text.rpartition("-")
        noun = (tail or word.text).lower()
        member = noun.startswith(self.lexicon.membership["member"])
        if not prefix and not member and (alliance := self._front(word)) is not None:
            return beside(n, word, alliance), word.i + 1  # "die Sicherheitsratsmitglieder China und Mali"
        if not noun.startswith(self.lexicon.membership["states"]):
            return None
        if prefix:
            entry = self.knowledge.prefix(prefix)
            if entry is None or entry.type != "intergovernmental" or (entry.parent and not member):
                return None
            return beside(n, word, self.reading.table.entry(entry)), word.i + 1
        wholes = (*WHOLES, "organisation") if member else WHOLES
        stems = self.lexicon.membership["states"]
        front = word.i - 1
        if front > 0 and words[front].lower.startswith(stems):
            front -= 1  # "EU member states"
        before = self.reading.at[n].get(front)
        if before is not None and before.ent is not None and before.ent.type == "intergovernmental":
            past = word.i + 1  # "NATO member Turkey", "EU member states such as Hungary"
            return before, past + (words[past : past + 1] != [] and words[past].lower.startswith(stems))
        for k in range(word.i + 1, min(word.i + 4, len(words))):
            hit = self.reading.at[n].get(k)
            if hit is not None and hit.first == k:
                if k > word.i + 1 and hit.ent is not None and hit.ent.type in wholes:
                    return hit, hit.last + 1
                return None
            if words[k].lower not in self.lexicon.membership["genitive"]:
                return None
        return None

    def _front(self, word: Word) -> Ent | None:
        """The alliance in front of "-mitglied" in a word without a hyphen."""
        at = word.lower.rfind(self.lexicon.membership["member"][0]) if self.lexicon.lang == "de" else 0
        entry = self.knowledge.prefix(word.text[:at]) if at > 3 else None
        fits = entry is not None and entry.type == "intergovernmental"
        return self.reading.table.entry(entry) if fits and entry is not None else None

    def _members(self, n: int, words: list[Word], word: Word, past: int) -> Iterator[Hit]:
        at = self.reading.at[n]
        verb = word.head
        becomes = verb is not None and verb.lemma.lower() in self.lexicon.become and word.dep != "nsubj"
        if becomes and (subject := verb.child("nsubj")) is not None and subject is not word:  # type: ignore[union-attr]
            # "ist 2023 Mitglied der Nato geworden"
            told = not any(c.lower in self.lexicon.negators or c.dep == "mark" for c in verb.children)  # type: ignore[union-attr]
            hit = at.get(subject.i)
            if told and not self._coming(verb) and _is_state(hit):  # type: ignore[arg-type]
                yield hit  # type: ignore[misc]
            return
        if word.child("cop") is not None and (subject := self._subject(word)) is not None:
            own = not word.lower.rpartition("-")[2].startswith(self.lexicon.membership["member"])
            if any(c.lower in self.lexicon.negators for c in word.children) or word.child("aux"):
                return
            for head in (subject, *subject.kids("conj")):
                hit = at.get(head.i)
                if _is_state(hit) or (not own and _is_body(hit)):
                    yield hit  # type: ignore[misc]
                elif hit is not None and hit.antecedent is not None and hit.more:
                    yield from self._several(hit)  # "beide Länder"
            return
        if word.dep == "appos" and not word.has("Number=Plur"):
            # "Ungarn, seit 2004 Mitglied der EU"
            hit = at.get(word.head.i) if word.head is not None else None
            if _is_state(hit) and word.head is not None and word.head.i < word.i:
                yield hit  # type: ignore[misc]
                return
        if word.dep == "appos" and word.head is not None and word.head.i < word.i:
            if any(c.lower in self.lexicon.membership["all"] for c in word.children):
                # "Ungarn und Polen, beide Mitglieder der EU"
                for head in (word.head, *word.head.kids("conj")):
                    if head.i < word.i and _is_state(at.get(head.i)):
                        yield at[head.i]
                return
        if verb is not None and any(
            c.lower in self.lexicon.membership["as"] for c in word.kids("case", "mark")
        ):
            # "als Mitglied der EU muss Ungarn zustimmen"
            subject = verb.child("nsubj")
            if subject is not None and not word.has("Number=Plur") and _is_state(at.get(subject.i)):
                yield at[subject.i]
            return
        k = past
        if k < len(words) and words[k].text == ",":
            k += 1
        listed = k
        while k < len(words) and words[k].lower in self.lexicon.membership["such_as"]:
            k += 1
        if k > listed or k == past:
            yield from self._list(n, words, k)
        # "Ungarn und andere EU-Staaten"
        j = word.i - 1
        while j > 0 and words[j].lower in self.lexicon.membership["other"]:
            j -= 1
        if 0 < j < word.i - 1 and words[j].lower in self.lexicon.membership["and"]:
            hit = at.get(j - 1)
            while _is_state(hit):
                yield hit  # type: ignore[misc]
                j = hit.first - 1  # type: ignore[union-attr]
                hit = at.get(j - 1) if j > 0 and words[j].text == "," else None

    @staticmethod
    def _subject(word: Word) -> Word | None:
        """The subject of a predicate, be it that of the clause before: "liegt am Meer und ist Nato-Partner"."""
        subject = word.child("nsubj")
        if subject is None and word.dep == "conj" and word.head is not None:
            subject = word.head.child("nsubj")
        return subject

    def _coming(self, verb: Word) -> bool:
        """Whether somebody has yet to become one: "wird Mitglied", "will Mitglied werden"."""
        past = any(c.lemma.lower() in self.lexicon.offices["being"] for c in verb.kids("aux"))
        return not past and (not verb.has("Tense=Past") or bool(verb.kids("aux")))

    @staticmethod
    def _several(hit: Hit) -> Iterator[Hit]:
        for ent in (hit.ent, *hit.more):
            if ent is not None and ent.type == "country":
                one = Hit(hit.sent, hit.first, hit.last, hit.head, hit.text, hit.kind, ent.type)
                one.ent, one.antecedent = ent, hit.antecedent
                yield one

    def _list(self, n: int, words: list[Word], k: int) -> Iterator[Hit]:
        """ "Ungarn, Polen und die Slowakei"."""
        at = self.reading.at[n]
        while k < len(words):
            if words[k].pos == "DET":
                k += 1
                continue
            hit = at.get(k)
            if not _is_state(hit) or hit.first != k:  # type: ignore[union-attr]
                return
            yield hit  # type: ignore[misc]
            k = hit.last + 1  # type: ignore[union-attr]
            if k >= len(words) or words[k].lower not in (",", *self.lexicon.membership["and"]):
                return
            k += 1


def _is_state(hit: Hit | None) -> bool:
    return (
        hit is not None
        and hit.kind == "name"
        and hit.ent is not None
        and hit.ent.type == "country"
        and hit.label not in ("capital", "inhabitant")
    )


def _is_body(hit: Hit | None) -> bool:
    """Whether a name is that of a body that may join others: "Siemens ist Mitglied von Transparency International"."""
    return hit is not None and hit.kind == "name" and hit.ent is not None and hit.ent.type in JOINING
