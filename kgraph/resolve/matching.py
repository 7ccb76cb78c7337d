"""From bundles to joined sets: candidates by blocking, scores, and the order in which they are taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kgraph.knowledge import Knowledge
from kgraph.knowledge.names import fold, word_key
from kgraph.model import Decision
from kgraph.resolve import bodies, evidence, persons
from kgraph.resolve.bodies import BodyNames
from kgraph.resolve.bundles import Bundle
from kgraph.resolve.evidence import JOIN_SCORE, MARGIN, Court, Side, contradict, total
from kgraph.resolve.union import Union

# A block of more bundles than this says nothing: those that are one share another key, too.
_BLOCK = 60
# Of a surname that is alone in many articles, each is compared with so many neighbours in time.
_NEIGHBOURS = 4
# A body that is called by a name of a known one, and by a name that may also be something else.
_KNOWN_NAME, _KNOWN_WEAK = 0.85, 0.6
# A thing taken for a person in one article and for a body in another.
_OTHER_KIND = 0.75
# What a word that every state has says of two articles.
_COMMON = 0.5


@dataclass(frozen=True, slots=True)
class Proposal:
    """That two bundles are one: `score` is the sum of `reasons`."""

    left: str
    right: str
    score: float
    reasons: Mapping[str, float]

    def decision(self) -> Decision:
        """The proposal as it is logged."""
        return Decision(self.left, self.right, True, min(1.0, self.score), dict(self.reasons))


class Matcher:
    """Joins the bundles of a store; `union` holds what the user joined and parted beforehand."""

    def __init__(
        self, bundles: dict[str, Bundle], knowledge: Knowledge, names: BodyNames, union: Union
    ) -> None:
        self.bundles = bundles
        self.knowledge = knowledge
        self.names = names
        self.union = union
        self.court = Court(bundles, knowledge, names)
        self.taken: list[Decision] = []

    def run(self) -> list[Decision]:
        """Join all that belongs together; the decisions taken, in the order in which they were."""
        known = [*self._known_persons(), *self._known_bodies()]
        self._take(known)
        self._take([*self._pairs(), *self._other_kind()])
        self._surnames()
        self._take(self._alone())
        return self.taken

    # -- who may be whom

    def _known_persons(self) -> Iterator[Proposal]:
        """Full names of persons that the knowledge has."""
        for ident, bundle in self.bundles.items():
            if bundle.kind != "person" or bundle.known or bundle.weak:
                continue
            side = self.court.side([ident])
            options = {p.id: p for name in side.names for p in self.knowledge.persons_by_name(name)}
            if not options:
                near = {p.id: p for n in side.persons for p in self.knowledge.persons_by_surname(n.words[-1])}
                options = {i: p for i, p in near.items() if i in self.bundles}
            found = []
            for known in sorted(options):
                other = self.court.side([known]) if known in self.bundles else self.court.known(known)
                base, why = self.court.names(side, other)
                if base >= JOIN_SCORE - evidence.OFFICE:
                    reasons = self.court.reasons(side, other, base, why)
                    found.append(Proposal(ident, known, total(reasons), reasons))
            found.sort(key=lambda p: (-p.score, p.right))
            if found and (len(found) == 1 or found[0].score - found[1].score > MARGIN):
                yield found[0]

    def _known_bodies(self) -> Iterator[Proposal]:
        """Bodies called by a name of a known one."""
        surface = self.knowledge.surface()
        for ident, bundle in self.bundles.items():
            if bundle.kind != "body" or bundle.known or (bundle.weak and not bundle.countries):
                continue
            side = self.court.side([ident])
            country = min(bundle.countries, key=lambda c: (-bundle.countries[c], c), default=bundle.place)
            ids: set[str] = set()
            weak = True
            for name in bundle.all_names:
                found = self.names.identities(name, country)
                ids.update(found)
                hits = [h for h in surface.get(name, ()) if h.id in found]
                weak = weak and (not hits or all(h.weak for h in hits)) and bool(hits or bundle.weak)
            if len(ids) != 1:
                continue
            known = ids.pop()
            other = self.court.side([known]) if known in self.bundles else self.court.known(known)
            reasons = self.court.reasons(
                side, other, _KNOWN_WEAK if weak else _KNOWN_NAME, "a name of the known body"
            )
            reasons.pop("named apart in one article", None)
            yield Proposal(ident, known, total(reasons), reasons)

    def _pairs(self) -> Iterator[Proposal]:
        """Unknown bundles whose names share a key."""
        blocks: dict[str, list[str]] = defaultdict(list)
        for ident in sorted(self.bundles):
            for key in self._keys(ident):
                blocks[key].append(ident)
        seen: set[tuple[str, str]] = set()
        for key in sorted(blocks):
            block = blocks[key]
            if not 1 < len(block) <= _BLOCK:
                continue
            for i, left in enumerate(block):
                for right in block[i + 1 :]:
                    if (left, right) not in seen:
                        seen.add((left, right))
                        proposal = self._propose(left, right)
                        if proposal is not None:
                            yield proposal

    def _keys(self, ident: str) -> Iterable[str]:
        bundle = self.bundles[ident]
        side = self.court.side([ident])
        if bundle.kind == "person":
            return dict.fromkeys(key for name in side.persons for key in persons.blocks(name))
        if bundle.weak:
            return ()
        return dict.fromkeys(key for name in side.bodies if not name.generic for key in bodies.blocks(name))

    def _propose(self, left: str, right: str) -> Proposal | None:
        one, other = self.court.side([left]), self.court.side([right])
        if one.known and other.known:
            return None
        base, why = self.court.names(one, other)
        if base <= evidence.JOIN_SCORE - evidence.COMPANY - evidence.COUNTRY - evidence.OFFICE:
            return None
        reasons = self.court.reasons(one, other, base, why)
        score = total(reasons)
        return Proposal(left, right, score, reasons) if score >= JOIN_SCORE - MARGIN else None

    def _other_kind(self) -> Iterator[Proposal]:
        """The same name, once taken for a person, once for a body."""
        called: dict[str, list[str]] = defaultdict(list)
        for ident in sorted(self.bundles):
            bundle = self.bundles[ident]
            if bundle.kind == "body" and not bundle.weak:
                for name in sorted({*bundle.all_names, *bundle.forms}):
                    called[fold(name)].append(ident)
        for ident in sorted(self.bundles):
            bundle = self.bundles[ident]
            if bundle.kind != "person" or bundle.known or bundle.genders:
                continue
            for name in bundle.all_names:
                owners = sorted(set(called.get(fold(name), ())))
                given = self.knowledge.gender(name) or self.knowledge.persons_by_surname(name)
                if len(owners) == 1 and len(fold(name)) > 2 and not given:
                    reasons = {"the same name, taken for a person": _OTHER_KIND}
                    yield Proposal(ident, owners[0], _OTHER_KIND, reasons)
                    break

    # -- taking

    def _take(self, proposals: Iterable[Proposal]) -> None:
        """Join by falling score, unless a rival that cannot be the same is as close."""
        ordered = sorted(proposals, key=lambda p: (-p.score, p.left, p.right))
        by_end: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for p in ordered:
            by_end[p.left].append((p.score, p.right))
            by_end[p.right].append((p.score, p.left))
        for p in ordered:
            if p.score < JOIN_SCORE or self._rival(p, by_end):
                continue
            self._join(p)

    def _rival(self, p: Proposal, by_end: Mapping[str, list[tuple[float, str]]]) -> bool:
        for end, other in ((p.left, p.right), (p.right, p.left)):
            if self._whole(end).known:
                continue  # many names may lead to a known actor; only an unknown one must choose
            for score, rival in by_end[end]:
                if rival == other or score < p.score - MARGIN or self._same(rival, other):
                    continue
                if self._foes(rival, other):
                    return True
        return False

    def _same(self, one: str, other: str) -> bool:
        return one in self.union and other in self.union and self.union.find(one) == self.union.find(other)

    def _foes(self, one: str, other: str) -> bool:
        """Whether two bundles cannot be the same person or body."""
        left, right = self._whole(one), self._whole(other)
        if contradict(left, right):
            return True
        return left.kind == right.kind and self.court.names(left, right)[0] < JOIN_SCORE

    def _whole(self, ident: str) -> Side:
        if ident not in self.bundles:
            return self.court.known(ident)
        return self.court.side(self.union.members(ident))

    def _join(self, p: Proposal) -> bool:
        for ident in (p.left, p.right):
            if ident not in self.bundles:
                entry = self.knowledge.entry(ident)
                kind = "person" if entry.type == "person" else "body"
                self.bundles[ident] = Bundle(ident, kind, ident, known=ident)
                self.union.add(ident)
        if self._same(p.left, p.right):
            return True
        one, other = self._whole(p.left), self._whole(p.right)
        if one.kind == other.kind and contradict(one, other) and p.reasons.get("another country") is None:
            return False
        if not self.union.join(p.left, p.right):
            return False
        self.taken.append(p.decision())
        return True

    # -- surnames alone

    def _surnames(self) -> None:
        """A surname alone joins the only one who bears it, or the one who fits much better than others."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for ident in sorted(self.bundles):
            bundle = self.bundles[ident]
            # A known person whom no article calls by more than the surname may be a wrong guess.
            told = not bundle.known or any(" " in form for form in bundle.forms)
            if bundle.kind == "person" and not bundle.weak and told:
                for name in self.court.side([ident]).persons:
                    if not name.single:
                        bearers[name.keys[-1]].add(self.union.find(ident))
                        if self._surname_first(name):
                            bearers[name.keys[0]].add(self.union.find(ident))
        proposals = []
        for ident in sorted(self.bundles):
            bundle = self.bundles[ident]
            if bundle.kind == "person" and bundle.weak and not bundle.known:
                proposal = self._bearer(ident, bearers)
                if proposal is not None:
                    proposals.append(proposal)
        for proposal in sorted(proposals, key=lambda p: (-p.score, p.left, p.right)):
            self._join(proposal)

    def _bearer(self, ident: str, bearers: Mapping[str, set[str]]) -> Proposal | None:
        side = self.court.side([ident])
        if not side.persons or side.persons[0].odd:
            return None
        surname = side.persons[0]
        keys = {surname.keys[0], word_key(surname.words[0].removesuffix("s"))}
        roots = {self.union.find(r) for key in sorted(keys) for r in bearers.get(key, ())}
        roots = {r for r in roots if any(persons.bears(surname, n) for n in self._whole(r).persons)}
        if not 0 < len(roots) <= _BLOCK:
            return None
        found = []
        for root in sorted(roots):
            other = self._whole(root)
            reasons = self.court.reasons(side, other, persons.SURNAME, f"surname of {self._shown(root)}")
            if not contradict(side, other) and "named apart in one article" not in reasons:
                found.append(Proposal(ident, root, total(reasons), reasons))
        if not found:
            return None
        found.sort(key=lambda p: (-p.score, p.right))
        best = found[0]
        if len(found) == 1 and len(roots) == 1 and not self._borne_by_others(side, best.right):
            reasons = {**best.reasons, "only bearer": evidence.ONLY_BEARER}
            best = Proposal(ident, best.right, total(reasons), reasons)
        elif len(found) > 1 and best.score - found[1].score < 2 * MARGIN:
            return None
        return best if best.score >= JOIN_SCORE else None

    def _surname_first(self, name: persons.PersonName) -> bool:
        return persons.surname_first(name) and self.knowledge.gender(name.words[0].capitalize()) is None

    def _borne_by_others(self, side: Side, bearer: str) -> bool:
        """Whether a well-known person outside of the store may be meant by this surname."""
        known = self._whole(bearer).known
        for name in side.names:
            for person in self.knowledge.persons_by_surname(name):
                if person.id == known or (side.countries and person.country not in side.countries):
                    continue
                if self.knowledge.prominent(person.id, side.first):
                    return True
        return False

    def _shown(self, root: str) -> str:
        return min(self._whole(root).names, key=lambda n: (-len(n.split()), n), default=root)

    def _alone(self) -> Iterator[Proposal]:
        """Surnames and common words that are alone in several articles: one if company and time agree."""
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for ident in sorted(self.bundles):
            bundle = self.bundles[ident]
            if bundle.weak and not bundle.known and len(self.union.members(ident)) == 1:
                groups[bundle.kind, bundle.key].append(ident)
        for _, members in sorted(groups.items()):
            members.sort(key=lambda i: (str(self.bundles[i].days.first or ""), i))
            for at, left in enumerate(members):
                for right in members[at + 1 : at + 1 + _NEIGHBOURS]:
                    one, other = self.court.side([left]), self.court.side([right])
                    reasons = self.court.reasons(one, other, _COMMON, "the same word")
                    if contradict(one, other):
                        continue
                    yield Proposal(left, right, total(reasons), reasons)
