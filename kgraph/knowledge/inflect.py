"""German forms of names, adjectives, inhabitants and titles, as they stand in running text.

Notation of the data files: ``Vereinigt~ Staaten`` marks the adjectives of a name (all take the same
ending), ``Zeit?`` a weak form (also an ordinary word or a place), ``Schweizer!`` an adjective that is
never declined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ENDINGS = ("e", "en", "er", "es", "em")
_NOMINATIVE = {"m": "er", "n": "es"}
_BREAK = frozenset(
    [
        "der",
        "des",
        "die",
        "das",
        "den",
        "dem",
        "für",
        "von",
        "in",
        "im",
        "am",
        "an",
        "zum",
        "zur",
        "zu",
        "und",
        "ohne",
        "auf",
        "gegen",
        "mit",
        "aus",
        "bei",
        "nach",
        "über",
        "of",
        "the",
        "for",
        "on",
    ]
)
_SIBILANT = ("s", "ß", "x", "z")
_NO_ES = ("a", "e", "i", "o", "u", "er", "el", "en", "em", "um", "or", "us", "ik", "ling")
_WEAK_NOUN = re.compile(r"(ent|ant|mat|dat|ist|arch|prinz|fürst|herr)$")
# German nouns that head a name from its first word: "Gemeinderat Seeblick", "Institut für …".
_FIRST_HEAD = re.compile(
    r"(rat|tag|amt|gericht|gerichtshof|hof|bund|verband|verein|kreis|ministerium|institut|zentrum|dienst|werk|"
    r"senat|rechnungshof|bündnis|forum|land|komitee|netzwerk|regiment|bataillon|team|block|zentralrat|ausschuss)$",
    re.IGNORECASE,
)
_NOT_WEAK = re.compile(r"(rat|senat|mandat|konsulat)$", re.IGNORECASE)


def nominative(template: str, gender: str | None) -> str:
    """The plain form of a template: "Weiß~ Haus" (n) -> "Weißes Haus"."""
    return template.replace("~", _NOMINATIVE.get(gender or "", "e"))


def name_forms(template: str, gender: str | None) -> list[str]:
    """All German case forms of a name, the nominative first.

    ``gender`` is m, f, n, pl or None (a country without article, which takes a genitive -s).
    """
    forms = [nominative(template, gender)]
    if "~" in template:
        forms += [template.replace("~", e) for e in ENDINGS]
        inflected = template.replace("~", "en")
    else:
        inflected = template
    if gender != "f":
        forms += _head_forms(inflected, gender)
    if gender in ("m", "n") and "~" not in template and " " in template:
        # the head may come first as well: "des Gemeinderats Seeblick"
        first, _, rest = template.partition(" ")
        if _FIRST_HEAD.search(first):
            forms += [f"{form} {rest}" for form in _head_forms(first, gender)]
    if template[:1].islower():
        forms += [f[:1].upper() + f[1:] for f in list(forms)]
    return list(dict.fromkeys(forms))


def _head_forms(name: str, gender: str | None) -> list[str]:
    tokens = name.split()
    at = next((i for i, t in enumerate(tokens) if t in _BREAK or t.startswith("(")), len(tokens)) - 1
    if at < 0:
        return []
    head = tokens[at]
    if len(head) < 3 or head[-1].isupper() or not head[-1].isalpha():
        return []

    def put(word: str) -> str:
        return " ".join([*tokens[:at], word, *tokens[at + 1 :]])

    if gender == "pl":
        return [put(head + "n")] if head.endswith(("e", "er", "el")) else []
    if gender is None:
        return [put(head + "'"), put(head + "’")] if head.endswith(_SIBILANT) else [put(head + "s")]
    if head.endswith(_SIBILANT):
        return [put(head + "es")] + ([put(head + "e")] if head.endswith("aus") else [])
    out = [put(head + "s")]
    if not head.endswith(_NO_ES):
        out.append(put(head + "es"))
    return out


def adjective_forms(stem: str) -> list[str]:
    """ "iranisch" -> iranisch, iranische …, each also with a capital; "Schweizer!" -> "Schweizer"."""
    if stem.endswith("!"):
        return [stem[:-1]]
    forms = [stem, *(stem + e for e in ENDINGS)]
    return list(dict.fromkeys(forms + [f[:1].upper() + f[1:] for f in forms]))


def person_noun_forms(masculine: str, feminine: str = "") -> Iterator[tuple[str, str | None, str]]:
    """(form, gender, number) of a noun for a person; gender None where the form does not tell.

    "Abgeordneter~" is declined like an adjective. Number is "sg", "pl" or "" where both fit.
    """
    if masculine.endswith("~"):
        stem = masculine[:-3]
        yield from (
            (stem + "er", "m", ""),
            (stem + "e", None, ""),
            (stem + "en", None, ""),
            (stem + "em", "m", "sg"),
        )
    elif masculine:
        yield masculine, "m", "" if masculine.endswith(("er", "el", "en")) else "sg"
        yield from ((f, "m", n) for f, n in _masculine(masculine))
    if feminine and feminine != masculine and not feminine.endswith("e"):
        yield feminine, "f", "sg"
        if feminine.endswith("in"):
            yield feminine + "nen", "f", "pl"


def _masculine(word: str) -> list[tuple[str, str]]:
    low = word.lower()
    if low.endswith("er") or low.endswith("el"):
        return [(word + "s", "sg"), (word + "n", "pl")]
    if low.endswith("e"):
        return [(word + "n", "")]
    if low.endswith("mann"):
        return [
            (word + "s", "sg"),
            (word + "es", "sg"),
            (word[:-4] + "männer", "pl"),
            (word[:-4] + "leute", "pl"),
        ]
    if low.endswith("anwalt"):
        return [
            (word + "s", "sg"),
            (word + "es", "sg"),
            (word[:-4] + "wälte", "pl"),
            (word[:-4] + "wälten", "pl"),
        ]
    if _WEAK_NOUN.search(low) and not _NOT_WEAK.search(low):
        return [(word + "en", "")]
    if low.endswith("rat"):
        many = word[:-2] + "ät"
        return [(word + "s", "sg"), (word + "es", "sg"), (many + "e", "pl"), (many + "en", "pl")]
    if low.endswith(("chef", "i", "o", "a", "premier")):
        return [(word + "s", "")]
    if low.endswith("or"):
        return [(word + "s", "sg"), (word + "en", "pl")]
    return [(word + "s", "sg"), (word + "e", "pl"), (word + "en", "pl")]


def inhabitant_forms(entry: str) -> list[tuple[str, str | None]]:
    """(form, gender) of an inhabitant: "Russe", "Franzose/Französin", "Deutscher~"."""
    if entry.endswith("~"):
        return [(f, g) for f, g, _ in person_noun_forms(entry)]
    masculine, _, feminine = entry.replace("~", "/").partition("/")
    low = masculine.lower()
    if not feminine:
        feminine = masculine[:-1] + "in" if low.endswith("e") else masculine + "in"
    if low.endswith(("er", "el")):
        forms = [masculine, masculine + "s", masculine + "n"]
    elif low.endswith("e"):
        forms = [masculine, masculine + "n"]
    elif low.endswith(("i", "o", "a", "u")):
        forms = [masculine, masculine + "s"]
    elif low.endswith("s"):
        forms = [masculine]
    else:
        forms = [masculine, masculine + "en"]
    out: list[tuple[str, str | None]] = [(f, "m") for f in forms]
    if feminine != masculine:
        out.append((feminine, "f"))
        if feminine.endswith("in"):
            out.append((feminine + "nen", "f"))
    return out
