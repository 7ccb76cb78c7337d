"""Who speaks for whom without a title: "bat im Namen der Partei um Geduld", "stellvertretend für die Kommission"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import Standing
from kgraph.extract.grammar.clauses import verb_slots
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word

PROXY_TRUST = 0.8
# For whom one speaks, and how far behind the words it is named.
PRINCIPALS = (
    "party",
    "country",
    "government",
    "organisation",
    "company",
    "intergovernmental",
    "group",
    "armed_group",
)
REACH = 4


def proxies(reading: Reading, lexicon: Lexicon, n: int, sentence: Sentence) -> Iterator[Standing]:
    """Those in sentence n who speak for somebody."""
    told = lexicon.on_behalf
    if not told:
        return
    for word in sentence.words[1:]:
        before = sentence.words[word.i - 1].lower
        behalf = word.lower in told["noun"] and before in told["before"]
        if not behalf and not (word.lower in told["link"] and before in told["word"]):
            continue
        principal = _behind(reading, n, sentence.words, word.i)
        person = _subject(reading, lexicon, n, word)
        if principal is not None and person is not None and person.ent is not principal.ent:
            yield Standing(
                person, principal, "REPRESENTS", None, "actual", PROXY_TRUST, "REPRESENTS:behalf", word
            )


def _behind(reading: Reading, n: int, words: list[Word], last: int) -> Hit | None:
    for k in range(last + 1, min(len(words), last + 1 + REACH)):
        hit = reading.at[n].get(k)
        if hit is not None:
            return hit if hit.ent is not None and hit.ent.type in PRINCIPALS and hit.kind != "place" else None
        if words[k].pos not in ("DET", "ADJ", "ADP"):
            return None
    return None


def _subject(reading: Reading, lexicon: Lexicon, n: int, word: Word) -> Hit | None:
    """The person who is the subject of the clause."""
    verb = next((w for w in word.ancestors() if w.pos in ("VERB", "AUX")), None)
    if verb is None:
        return None
    for subject in verb_slots(verb, lexicon).get("subj", ()):
        role = reading.role_at.get((n, subject.i))
        for hit in (role.name if role is not None else None, reading.hit(n, subject)):
            if hit is not None and hit.ent is not None and hit.ent.type == "person":
                return hit
    return None
