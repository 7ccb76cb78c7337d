"""Who leads what, told without a title: "die Führung der Slowakei unter X", "das Regime von Baschar al-Assad"."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.extract.entities.actors import Ent, Hit, beside
from kgraph.extract.entities.marked import Reading
from kgraph.extract.entities.office import Standing
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Sentence, Word

LEADER_TRUST = 0.75
# How far before "unter" what is led may stand.
REACH = 5


def leaders(reading: Reading, lexicon: Lexicon, n: int, sentence: Sentence) -> Iterator[Standing]:
    """The leaders that sentence n names."""
    words = sentence.words
    for word in words:
        if word.lower in lexicon.under:
            yield from _under(reading, lexicon, n, words, word)
        elif word.lemma.lower() in lexicon.regimes:
            yield from _regime(reading, lexicon, n, words, word)


def _under(reading: Reading, lexicon: Lexicon, n: int, words: list[Word], word: Word) -> Iterator[Standing]:
    """ "die Regierung unter Premier Fico", "Reform UK unter Nigel Farage"."""
    role = reading.role_at.get((n, word.i + 1))
    name = role.name if role is not None else reading.at[n].get(word.i + 1)
    if name is None or name.ent is None or name.ent.type != "person":
        return
    for k in range(word.i - 1, max(-1, word.i - 1 - REACH), -1):
        led = _led(reading, lexicon, n, words, k, k == word.i - 1, name.ent)
        if led is not None:
            if led.ent is not name.ent:
                yield _leads(name, led, words[k], word)
            return


def _led(
    reading: Reading, lexicon: Lexicon, n: int, words: list[Word], k: int, near: bool, leader: Ent
) -> Hit | None:
    """What the noun at k stands for, if it can be led: a party by its name, a government, a group."""
    hit = reading.at[n].get(k)
    noun = words[k].lemma.rpartition("-")[2].lower()
    if hit is not None:
        named = (
            near and hit.kind == "name" and hit.ent is not None and hit.ent.type in ("party", "armed_group")
        )
        group = hit.kind == "noun" and (noun in lexicon.country_nouns or noun in lexicon.group_nouns)
        return hit if hit.ent is not None and (named or group) else None
    if noun not in lexicon.regimes:
        return None
    state = reading.table.known(leader.country) if leader.country else reading.home_country
    return beside(n, words[k], state) if state is not None else None


def _regime(reading: Reading, lexicon: Lexicon, n: int, words: list[Word], word: Word) -> Iterator[Standing]:
    """ "das Regime von Baschar al-Assad": who leads a country whose ruler is known."""
    k = word.i + 1
    if k + 1 >= len(words) or words[k].lower not in lexicon.membership["of"]:
        return
    name = reading.at[n].get(k + 1)
    if name is None or name.first != k + 1 or name.label != "person" or name.ent is None:
        return
    state = reading.table.known(name.ent.country)
    if state is not None and name.ent.known is not None:
        yield _leads(name, beside(n, word, state), word, word)


def _leads(name: Hit, led: Hit, noun: Word, trigger: Word) -> Standing:
    said = noun.text if led.kind != "name" else None
    return Standing(name, led, "HOLDS_OFFICE", said, "actual", LEADER_TRUST, "HOLDS_OFFICE:leader", trigger)
