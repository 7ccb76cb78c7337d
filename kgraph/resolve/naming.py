"""From joined bundles to an actor: its id, names in both languages, aliases and offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kgraph.knowledge import Entry, Knowledge
from kgraph.knowledge.names import fold
from kgraph.model import ACTOR_TYPES, Actor, Lang, Office
from kgraph.resolve import persons
from kgraph.resolve.bundles import TAKEN_OUT, Bundle, Seen

# An actor may be called a hundred things in a large store; those used most tell it best.
_ALIASES = 40


def actor_of(members: Sequence[Bundle], knowledge: Knowledge, leads: Mapping[str, int]) -> Actor:
    """The actor that some bundles are. The known one names it, else the most used full name.

    `leads` ranks the actors that the user merged others into: they keep their id and name.
    """
    persons_ = sum(len(b.members) * (1 if b.kind == "person" else -1) for b in members)
    kind = "person" if persons_ > 0 else "body"

    def order(bundle: Bundle) -> tuple[int, bool, bool, bool, int, bool, str]:
        return (leads.get(bundle.id, len(leads)), bundle.known is None, bundle.kind != kind, *_rank(bundle))

    members = sorted(members, key=order)
    lead = members[0]
    used: dict[Lang, Counter[str]] = {"de": Counter(), "en": Counter()}
    forms: Counter[str] = Counter()
    roles: dict[str, Seen] = {}
    types: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for bundle in members:
        for lang, counter in bundle.names.items():
            used[lang].update(counter)
        forms.update(bundle.forms)
        types.update(bundle.types)
        countries.update(bundle.countries)
        for role, seen in bundle.roles.items():
            roles.setdefault(role, Seen()).join(seen)
    entry = knowledge.find(lead.known) if lead.known else None
    offices = _found_offices(roles, knowledge)
    if entry is not None:
        return _known(entry, [*used["de"], *used["en"], *forms], offices, knowledge)
    own: Iterable[Bundle] = [lead] if lead.id in leads else members
    mine: dict[Lang, Counter[str]] = {"de": Counter(), "en": Counter()}
    for bundle in own:
        for lang, counter in bundle.names.items():
            mine[lang].update(counter)
    full = lead.kind == "person"
    german = _best(mine["de"], full) or _best(mine["en"], full) or _best(forms, full) or lead.id
    english = _best(mine["en"], full) or german
    return Actor(
        id=lead.id,
        name_de=german,
        name_en=english,
        type=_type(types, lead),  # type: ignore[arg-type]
        aliases=_aliases([*used["de"], *used["en"], *forms], {german}, forms),
        country=min(countries, key=lambda c: (-countries[c], c)) if countries else None,
        offices=offices,
    )


def _rank(bundle: Bundle) -> tuple[bool, int, bool, str]:
    words = max((len(persons.parse(n).keys) for n in bundle.all_names), default=0)
    return bundle.weak, -min(words, 2), TAKEN_OUT in bundle.id, bundle.id


def _known(entry: Entry, found: Iterable[str], offices: Sequence[Office], knowledge: Knowledge) -> Actor:
    known = tuple(
        Office(o.title_de, o.body, o.start_date, o.end_date, known=True)
        for o in knowledge.offices_of(entry.id)
    )
    english = entry.name_en or entry.name_de
    listed = [english, *entry.aliases]
    names = Counter(dict.fromkeys(listed, 10**9))
    return Actor(
        id=entry.id,
        name_de=entry.name_de,
        name_en=english,
        type=entry.type,  # type: ignore[arg-type]
        aliases=_aliases([*listed, *found], {entry.name_de}, names),
        wikidata=entry.wikidata,
        country=entry.country,
        offices=(*known, *offices),
    )


def _aliases(names: Iterable[str], without: set[str], count: Counter[str]) -> tuple[str, ...]:
    """Other names, sorted; of spellings that differ in case only the most used one, the name's never."""
    best: dict[str, str] = {}
    for name in sorted(set(names) - {""}):
        key = fold(name)
        if key and (key not in best or count[name] > count[best[key]]):
            best[key] = name
    taken = {fold(name) for name in without}
    # Of "Falkenrath" and "Falkenraths", or "Reeve" and "Reeves", the one that the name ends in is right.
    ends = {key.rpartition(" ")[2] for key in taken}
    kept = [
        name
        for key, name in best.items()
        if key not in taken
        and f"{key}s".rpartition(" ")[2] not in ends
        and not (key.endswith("s") and key[:-1].rpartition(" ")[2] in ends)
    ]
    kept.sort(key=lambda n: (-count[n], n))
    return tuple(sorted(kept[:_ALIASES]))


def _found_offices(roles: Mapping[str, Seen], knowledge: Knowledge) -> tuple[Office, ...]:
    """One office for all forms and both languages of a title, the most used German word for it.

    `start` and `end` are the first and last day of publication on which it was seen.
    """
    groups: dict[str, dict[str, Seen]] = {}
    for role in sorted(roles):
        title = knowledge.title(role)
        shown = title.lemma if title is not None else role
        key = title.office if title is not None else fold(role)
        groups.setdefault(key, {}).setdefault(shown, Seen()).join(roles[role])
    found = []
    for shapes in groups.values():
        whole = Seen()
        for seen in shapes.values():
            whole.join(seen)

        def rank(title: str, shapes: Mapping[str, Seen] = shapes) -> tuple[bool, int, str]:
            known = knowledge.title(title)
            return (known is not None and known.lang == "en", -shapes[title].count, title)

        found.append(Office(min(shapes, key=rank), start=whole.first, end=whole.last))
    return tuple(sorted(found, key=lambda o: o.title))


def _type(types: Counter[str], lead: Bundle) -> str:
    kind = {t: n for t, n in types.items() if (t == "person") == (lead.kind == "person")} or dict(types)
    if not kind:
        return "person" if lead.kind == "person" else "organisation"
    # "organisation" is what is said of a body when nothing more is known.
    return min(kind, key=lambda t: (t == "organisation", -kind[t], ACTOR_TYPES.index(t)))


def _best(names: Counter[str], full: bool) -> str:
    """The name to show: of a person one with given name, then the most used, the shorter, the first."""

    def rank(name: str) -> tuple[int, int, int, str]:
        parsed = persons.parse(name)
        written = sum(len(w) > 1 for w in parsed.words) if full else 0
        return -min(written, 2), -names[name], len(name), name

    shown = [name for name, count in names.items() if count] or list(names)
    return min(shown, key=rank) if shown else ""
