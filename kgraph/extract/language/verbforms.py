"""From verb forms to lemmas where the pipeline's lemmatiser may err: the verbs that frames and cues are about."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kgraph.extract.language.syntax import Word

_FOLDER = Path(__file__).parents[2] / "lang"


class GermanVerbs:
    """Forms of given German verbs. `lemma` mends a word's lemma; unknown forms keep what the pipeline says."""

    def __init__(self, verbs: Iterable[str]) -> None:
        data = tomllib.loads((_FOLDER / "verbs.de.toml").read_text(encoding="utf-8"))
        self._strong: Mapping[str, list[str]] = data["strong"]
        self._strong_pasts = frozenset(
            past + ending for _, past, _ in self._strong.values() for ending in ("", "en") if past
        )
        self._particles = tuple(sorted(data["particles"], key=len, reverse=True))
        self._whole_verbs = frozenset(data.get("whole", ()))
        self._prefixes = tuple(sorted(data["prefixes"], key=len, reverse=True))
        self._known = {verb for verb in verbs if " " not in verb}
        self._whole: dict[str, str] = {}
        self._base: dict[str, str] = {}
        self.participles: dict[str, str] = {}
        # "bekannt" is no verb and has no forms
        for verb in sorted(v for v in self._known if v.endswith("n")):
            particle, base = self._split(verb)
            for form in self._finite(base):
                self._whole.setdefault(particle + form, verb)
                if particle:
                    self._base.setdefault(form, base)
            participle = particle + self._participle(base)
            self._whole.setdefault(participle, verb)
            self.participles.setdefault(participle, verb)
            if particle:
                self._whole.setdefault(f"{particle}zu{base}", verb)

    def mend(self, word: Word) -> None:
        """Set the lemma of a verb form that is known here; a lemma that already names a known verb stays."""
        particle = word.child("compound:prt")
        lemma = word.lemma.lower()
        if particle is not None:
            joined = particle.lower + lemma
            if joined not in self._known and lemma not in self._known:
                base = self._base.get(word.lower)
                if base is not None and particle.lower + base in self._known:
                    word.lemma = base
        elif lemma not in self._known and word.lower in self._whole:
            word.lemma = self._whole[word.lower]

    def past(self, word: Word) -> str | None:
        """The lemma of a past tense ("gratulierte", "drang") that is known here."""
        if not word.lower.endswith(("te", "ten")) and word.lower not in self._strong_pasts:
            return None
        particle = word.child("compound:prt")
        return (
            self.joined(particle.lower, word.lower) if particle is not None else self._whole.get(word.lower)
        )

    def joined(self, particle: str, form: str) -> str | None:
        """The lemma, without its particle, of a separated form ("tauschten" and "aus") of a verb that is known here."""
        base = self._base.get(form)
        return base if base is not None and particle + base in self._known else None

    def _split(self, verb: str) -> tuple[str, str]:
        if verb in self._whole_verbs:
            return "", verb
        for particle in self._particles:
            rest = verb.removeprefix(particle)
            if (
                rest != verb
                and len(rest) > 3
                and not (particle in self._prefixes and rest not in self._strong)
            ):
                return particle, rest
        return "", verb

    def _strong_of(self, base: str) -> tuple[str, list[str]] | None:
        """The strong verb that a base verb is or ends in, with its prefix ("ver" + "sprechen")."""
        if base in self._strong:
            return "", self._strong[base]
        for prefix in self._prefixes:
            rest = base.removeprefix(prefix)
            if rest != base and rest in self._strong:
                return prefix, self._strong[rest]
        return None

    def _finite(self, base: str) -> Iterator[str]:
        stem = base.removesuffix("n").removesuffix("e") if not base.endswith(("eln", "ern")) else base[:-1]
        link = "e" if stem.endswith(("t", "d", "chn", "ffn", "dm", "tm")) else ""
        yield base
        yield from (stem + "e", stem + link + "t", stem + link + "st", stem + "end", stem + "ende")
        strong = self._strong_of(base)
        if strong is None:
            past = stem + link + "te"
            yield from (past, past + "n", past + "st", past + "t")
            return
        prefix, (present, past, _) = strong
        if present:
            yield prefix + present
        past = prefix + past
        yield from (past, past + "en", past + "e") if not past.endswith("e") else (past, past + "n")

    def _participle(self, base: str) -> str:
        strong = self._strong_of(base)
        if strong is not None:
            prefix, (_, _, participle) = strong
            return (
                prefix + participle.removeprefix("ge")
                if prefix and participle.startswith("ge")
                else prefix + participle
            )
        stem = base.removesuffix("n").removesuffix("e") if not base.endswith(("eln", "ern")) else base[:-1]
        ending = "et" if stem.endswith(("t", "d", "chn", "ffn", "dm", "tm")) else "t"
        inseparable = base.startswith(self._prefixes) and len(base) > 6
        return stem + ending if base.endswith("ieren") or inseparable else "ge" + stem + ending


class EnglishVerbs:
    """Forms of given English verbs, regular ones by rule. Phrasal verbs carry their particle in front ("outrule")."""

    def __init__(self, verbs: Iterable[str]) -> None:
        data = tomllib.loads((_FOLDER / "verbs.en.toml").read_text(encoding="utf-8"))
        self._irregular: Mapping[str, str] = data["irregular"]
        particles = tuple(data["particles"])
        self._known = {verb for verb in verbs if " " not in verb}
        self._forms: dict[str, str] = {}
        self.participles: dict[str, str] = {}
        bases = {verb.removeprefix(p) for verb in self._known for p in particles if len(verb) > len(p) + 2}
        for verb in sorted(self._known | bases, key=lambda v: (v not in self._known, v)):
            for form in self._inflected(verb):
                self._forms.setdefault(form, verb)

    def mend(self, word: Word) -> None:
        """Set the lemma of a verb form that is known here; a lemma that already names a known verb stays."""
        if word.lemma.lower() not in self._known:
            word.lemma = self._forms.get(word.lower, word.lemma)

    def verb_of(self, form: str) -> str | None:
        """The verb that a form (lower case) belongs to, if it is known here."""
        return self._forms.get(form)

    def known(self, verb: str) -> bool:
        """Whether a verb, a phrasal one with its particle in front, is known here."""
        return verb in self._known

    def _inflected(self, verb: str) -> Iterator[str]:
        yield verb
        stem = verb[:-1] if verb.endswith("e") else verb
        if verb.endswith("y") and verb[-2:-1] not in "aeiou":
            yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
        else:
            yield from (
                verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"),
                stem + "ed",
                stem + "ing",
            )
        if len(verb) > 2 and verb[-1] in "bdglmnprt" and verb[-2] in "aeiou" and verb[-3] not in "aeiou":
            yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")
        yield from self._irregular.get(verb, "").split()
