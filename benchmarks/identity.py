"""Who is who, measured: name pairs, pronouns, actors of annotated articles, cost, German beside English.

    python benchmarks/identity.py pairs            F1 on tests/data/name_pairs.csv (needs nothing else)
    python benchmarks/identity.py coref            accuracy on tests/data/coreference.csv (nor does this)
    python benchmarks/identity.py actors           share of the actors of ../shared/gold/dev that are found
    python benchmarks/identity.py cost             seconds from 1,000 to 100,000 actors
    python benchmarks/identity.py overlap STORE    actors of both languages, article by article

`--show` lists the errors. `pairs` also runs nomenklatura's logic_v2 if that can be imported (`pip install
nomenklatura`); it is no dependency of kgraph.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from kgraph.knowledge import Knowledge  # noqa: E402
from kgraph.model import Entity  # noqa: E402
from kgraph.resolve import ArticleEntity, resolve  # noqa: E402

PAIRS = ROOT / "tests" / "data" / "name_pairs.csv"
SHARED = ROOT.parent / "shared"
SETS = ("seed", "gnad", "news-gold-de", "news-gold-en")


class Pair(NamedTuple):
    """A labelled pair; countries are ISO codes or empty."""

    kind: str
    left: str
    right: str
    same: bool
    left_country: str
    right_country: str
    left_role: str
    right_role: str

    @property
    def half(self) -> str:
        """ "tune" or "test", by a hash: nobody chose."""
        digest = hashlib.sha256("\x1f".join((self.kind, self.left, self.right)).encode()).digest()
        return "tune" if digest[0] % 2 else "test"


def load(path: Path = PAIRS) -> list[Pair]:
    """The pairs of a file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [Pair(*row[:3], row[3] == "1", *row[4:]) for row in list(csv.reader(stream))[1:]]


def ours(knowledge: Knowledge) -> Callable[[Pair], bool]:
    """Two articles, each with one actor that extraction linked to nothing: does `resolve` make them one?"""

    def decide(pair: Pair) -> bool:
        rows = []
        for article, name, country, role in (
            ("a", pair.left, pair.left_country, pair.left_role),
            ("b", pair.right, pair.right_country, pair.right_role),
        ):
            entity = Entity(
                name,
                "person" if pair.kind == "person" else "organisation",
                (name,),
                country=knowledge.country(country).id if country else None,
                roles=(role,) if role else (),
            )
            rows.append(ArticleEntity(article, 0, entity))
        resolution = resolve(rows, [], knowledge)
        return resolution.actor_of["a", 0] == resolution.actor_of["b", 0]

    return decide


def logic_v2() -> Callable[[Pair], float] | None:
    """The score of nomenklatura's matcher, or None if it is not installed."""
    try:
        from followthemoney import model
        from nomenklatura.matching import get_algorithm
    except ImportError:
        return None
    algorithm = get_algorithm("logic-v2")
    assert algorithm is not None
    config = algorithm.default_config()

    def score(pair: Pair) -> float:
        sides = []
        for name, country, role in (
            (pair.left, pair.left_country, pair.left_role),
            (pair.right, pair.right_country, pair.right_role),
        ):
            entity = model.make_entity("Person" if pair.kind == "person" else "Organization")
            entity.id = f"{name}-{country}-{len(sides)}"
            entity.add("name", name)
            if country:
                entity.add("country", country.lower())
            if role and pair.kind == "person":
                entity.add("position", role)
            sides.append(entity)
        return float(algorithm.compare(sides[0], sides[1], config).score)

    return score


class Score(NamedTuple):
    """Precision, recall and F1 of saying "the same"."""

    precision: float
    recall: float
    f1: float


def score(decided: Iterable[tuple[bool, bool]]) -> Score:
    """The score of (said, true) pairs."""
    count = Counter(decided)
    hits, wrong, missed = count[True, True], count[True, False], count[False, True]
    precision = hits / (hits + wrong) if hits + wrong else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(precision, recall, f1)


def pairs(show: str | None = None) -> None:
    """Print F1 by half and kind, ours beside logic_v2."""
    knowledge = Knowledge.default()
    every = load()
    decide = ours(knowledge)
    said = {pair: decide(pair) for pair in every}
    peer = logic_v2()
    threshold, scores = 0.7, {}
    if peer is None:
        print("nomenklatura is not installed: no comparison")
    else:
        scores = {pair: peer(pair) for pair in every}
        tune = [p for p in every if p.half == "tune"]
        # The peer gets the threshold that is best for it on the tuning half; 0.7 is its own.
        threshold = max(
            (round(t / 100, 2) for t in range(30, 100)),
            key=lambda t: (score((scores[p] >= t, p.same) for p in tune).f1, -abs(t - 0.7)),
        )
    unknown = {p for p in every if not _known(p, knowledge)}
    print(f"{len(every)} pairs, {sum(p.same for p in every)} of them the same")
    print(f"{'':22} {'pairs':>5}   precision recall F1    | logic_v2 at 0.70, at {threshold:.2f}")
    for half in ("tune", "test"):
        for kind in ("person", "body", "all", "not in the knowledge"):
            some = [p for p in every if p.half == half and kind in (p.kind, "all")]
            if kind == "not in the knowledge":
                some = [p for p in every if p.half == half and p in unknown]
            mine = score((said[p], p.same) for p in some)
            line = (
                f"{half} {kind:17} {len(some):>5}   {mine.precision:.3f}     {mine.recall:.3f}  {mine.f1:.3f}"
            )
            if scores:
                theirs = [score((scores[p] >= t, p.same) for p in some).f1 for t in (0.7, threshold)]
                line += f" | {theirs[0]:.3f}, {theirs[1]:.3f}"
            print(line)
    for pair in every:
        if show in (pair.half, "all") and said[pair] != pair.same:
            print("missed" if pair.same else "wrong ", *pair)


def _known(pair: Pair, knowledge: Knowledge) -> bool:
    if pair.kind == "person":
        return bool(knowledge.persons_by_name(pair.left) or knowledge.persons_by_name(pair.right))
    surface = knowledge.surface()
    return pair.left in surface or pair.right in surface


_SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvw" for vowel in "aeio"]


def synthetic(actors: int, seed: int = 1) -> list[ArticleEntity]:
    """About `actors` persons and bodies of made-up names in articles of eight, each named about twice."""
    rng = random.Random(seed)

    def word(least: int, most: int) -> str:
        return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(least, most))).capitalize()

    # Surnames repeat as they do among people: the more actors, the more bearers of each.
    surnames = [word(2, 4) for _ in range(max(200, int(4 * actors**0.6)))]
    given = [word(2, 3) for _ in range(400)]
    rows: list[ArticleEntity] = []
    names = [f"{rng.choice(given)} {rng.choice(surnames)}" for _ in range(int(actors * 0.75))]
    bodies = [f"{word(2, 4)}-{word(2, 3)} {word(3, 4)}" for _ in range(actors - len(names))]
    countries = [c.id for c in Knowledge.default().entries() if c.type == "country"]
    pool = [("person", n) for n in names] + [("organisation", b) for b in bodies]
    drawn = pool + [rng.choice(pool) for _ in pool]
    rng.shuffle(drawn)
    for at, (kind, name) in enumerate(drawn):
        article, index = divmod(at, 8)
        shown = name.split()[-1] if kind == "person" and rng.random() < 0.05 else name
        country = rng.choice(countries) if rng.random() < 0.3 else None
        day = date(2020, 1, 1) + timedelta(days=article % 2000)
        entity = Entity(shown, kind, (shown,), country=country)  # type: ignore[arg-type]
        rows.append(ArticleEntity(f"a{article:07}", index, entity, day))
    return rows


def cost(sizes: Iterable[int]) -> None:
    """Print CPU seconds by number of actors; other work on the machine does not count."""
    knowledge = Knowledge.default()
    resolve(synthetic(100), [], knowledge)  # what is read once is not counted
    print("  actors  entities  seconds  microseconds an actor")
    for size in sizes:
        rows = synthetic(size)
        started = time.process_time()
        resolve(rows, [], knowledge)
        seconds = time.process_time() - started
        print(f"{size:>8,}  {len(rows):>8,}  {seconds:>7.2f}  {seconds / size * 1e6:>6.0f}", flush=True)


def coref(show: str | None = None) -> None:
    """Print accuracy, recall and abstention on the annotated pronouns and anaphoric nouns."""
    from references import ROWS, judged, tally

    every = list(judged(ROWS, ROOT / "seeds" / "articles", ROOT / "tests" / "gold"))
    print(f"{len(every)} annotated words in {len({a.article for a in every})} articles of our own")
    print(f"{'':14}  words  accuracy  recall  right  wrong  abstained")
    for lang in ("de", "en", "all"):
        for kind in ("pronoun", "possessive", "noun", "all"):
            some = [a for a in every if lang in (a.lang, "all") and kind in (a.kind, "all")]
            t = tally(some)
            print(
                f"{lang:3} {kind:10}  {len(some):>5}  {t.accuracy:>8.3f}  {t.recall:>6.3f}"
                f"  {t.right:>5}  {t.wrong:>5}  {t.abstained:>9}"
            )
    for a in every:
        if show and a.outcome in ("wrong", "abstained"):
            print(
                f"{a.outcome:9} {a.article} {a.word}#{a.occurrence}: {a.wanted or '-'}, said {a.said or '-'}"
            )


def actors(show: str | None = None) -> None:
    """Print the share of gold actors that a build finds, and names right, set by set."""
    from scoring import Gold, fold

    import kgraph
    from kgraph.store import Store

    golds = {g.article: g for g in map(Gold, sorted((SHARED / "gold" / "dev").glob("*.json")))}
    print(f"{'set':14} articles  actors  found  named right")
    missed: Counter[tuple[str, str, str]] = Counter()
    for name in SETS:
        folder = SHARED / "articles" / name
        with tempfile.TemporaryDirectory() as scratch:
            kgraph.build([folder], Path(scratch))
            with Store.open(Path(scratch) / "kgraph.db", readonly=True) as store:
                mine = [g for a in store.articles() if (g := golds.get(a.id)) is not None]
                entities = [ArticleEntity(*row) for row in store.entities()]
                resolution = resolve(entities, store.decisions(), Knowledge.default())
        shown = {a.id: a.name_de for a in resolution.actors}
        forms: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for row in entities:
            actor = shown[resolution.actor_of[row.article, row.index]]
            forms[row.article].append((actor, (row.entity.name, *row.entity.forms)))
        count: Counter[str] = Counter()
        for gold in mine:
            found: set[str] = set()
            right: set[str] = set()
            for actor, names in forms[gold.article]:
                keys = gold.keys({"name": actor, "aliases": names})
                found |= keys
                right |= {key for key in keys if fold(actor) in gold.names[key]}
            count.update(actors=len(gold.names), found=len(found), right=len(right))
            missed.update((name, gold.article, key) for key in gold.names.keys() - found)
        total = max(1, count["actors"])
        print(
            f"{name:14} {len(mine):>8}  {count['actors']:>6}  {count['found'] / total:>5.3f}"
            f"  {count['right'] / total:>11.3f}"
        )
    for where, article, key in sorted(missed) if show else ():
        print(f"missed {where} {article}: {sorted(golds[article].names[key])}")


def overlap(path: Path, top: int = 30) -> None:
    """Print the mean Jaccard overlap of the actors of an article's German and English version."""
    from kgraph.store import Store

    with Store.open(path, readonly=True) as store:
        lang = {a.id: a.lang for a in store.articles()}
        entities = (ArticleEntity(*row) for row in store.entities())
        resolution = resolve(entities, store.decisions(), Knowledge.default())
        named = {a.id: a.name_de for a in resolution.actors}
        said: dict[str, set[str]] = defaultdict(set)
        for record in store.records():
            said[record.article].update((record.source, record.target))
    sets: dict[str, set[str]] = defaultdict(set)
    for (article, _), actor in resolution.actor_of.items():
        sets[article].add(actor)
    # The later of two articles of one id is stored as "id~hash".
    english = {a.split("~")[0]: a for a, language in lang.items() if language == "en"}
    twins = [
        (a, english[a.split("~")[0]]) for a in sorted(lang) if lang[a] == "de" and a.split("~")[0] in english
    ]
    print(f"{len(twins)} articles in both languages")
    known = {i for i in named if not i.startswith(("kg:person:", "kg:body:")) or len(i.split(":")[-1]) != 12}
    for title, pick in (
        ("all actors", lambda a: sets[a]),
        ("actors in statements", lambda a: said[a]),
        ("known actors", lambda a: sets[a] & known),
    ):
        values = [len(pick(a) & pick(b)) / len(pick(a) | pick(b)) for a, b in twins if pick(a) | pick(b)]
        print(f"{title}: mean Jaccard {sum(values) / max(1, len(values)):.3f} over {len(values)} articles")
        values = [len(pick(a) & pick(b)) / len(pick(a) | pick(b)) for a, b in twins if pick(a) and pick(b)]
        print(
            f"  of articles that have some in both languages: {sum(values) / max(1, len(values)):.3f} ({len(values)})"
        )
    only: Counter[tuple[str, str]] = Counter()
    for a, b in twins:
        only.update((actor, "de") for actor in sets[a] - sets[b])
        only.update((actor, "en") for actor in sets[b] - sets[a])
    for (actor, language), count in only.most_common(top):
        print(f"{count:>5} only {language}: {named[actor]} ({actor})")


def main() -> None:
    """Run one measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["pairs", "coref", "actors", "cost", "overlap"])
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument(
        "--show", choices=["tune", "test", "all"], help="list the errors (pairs: of that half)"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 3_000, 10_000, 30_000, 100_000])
    given = parser.parse_args()
    if given.what == "pairs":
        pairs(given.show)
    elif given.what == "coref":
        coref(given.show)
    elif given.what == "actors":
        actors(given.show)
    elif given.what == "cost":
        cost(given.sizes)
    elif given.store is None:
        sys.exit("name a store: the kgraph.db of a build of both files")
    else:
        overlap(given.store)


if __name__ == "__main__":
    main()
