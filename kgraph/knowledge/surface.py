"""Every form in which an entry stands in a text."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.knowledge import load
from kgraph.knowledge.inflect import adjective_forms, inhabitant_forms, name_forms
from kgraph.knowledge.records import HitKind, SurfaceHit
from kgraph.knowledge.tables import Rows, split


class SurfaceBuilder:
    """Collects forms; ``done()`` gives form -> hits, strong ones first."""

    def __init__(self) -> None:
        self._hits: dict[str, dict[tuple[str, str], SurfaceHit]] = {}
        self.prefixes: dict[str, str] = {}
        self.adjectives: dict[str, str] = {}

    def add(
        self, form: str, ident: str, kind: HitKind, lang: str, weak: bool = False, gender: str | None = None
    ) -> None:
        hits = self._hits.setdefault(form, {})
        old = hits.get((ident, kind))
        if old is None:
            hits[(ident, kind)] = SurfaceHit(ident, kind, lang, weak, gender)
        elif old.lang != lang or (old.weak and not weak) or old.gender != gender:
            both = lang if old.lang == lang else "both"
            same = gender if old.gender == gender else None
            hits[(ident, kind)] = SurfaceHit(ident, kind, both, old.weak and weak, same)

    def names(
        self, ident: str, templates: Iterable[str], gender: str | None, lang: str, kind: HitKind = "name"
    ) -> None:
        for template in templates:
            if not template:
                continue
            text = template.rstrip("?")
            weak = text != template
            if text.endswith("/K"):
                for form, sex in inhabitant_forms(text[:-2]):
                    self.add(form, ident, "inhabitant", "de", weak, sex)
                continue
            if lang == "de" and kind == "name":
                for form in name_forms(text, gender):
                    self.add(form, ident, kind, "de", weak)
            elif kind == "acronym":
                self.add(text, ident, kind, "both", weak)
            else:
                self.add(text, ident, kind, lang, weak)
                if text.startswith(("The ", "the ")):
                    self.add(text[4:5].upper() + text[5:], ident, kind, lang, True)
            if not weak and " " not in text and "~" not in text and len(text) > 1:
                self.prefixes.setdefault(text, ident)

    def adjective_list(self, ident: str, stems: Iterable[str], lang: str, weak: bool = False) -> None:
        for stem in stems:
            for form in adjective_forms(stem) if lang == "de" else [stem]:
                self.add(form, ident, "adjective", lang, weak)
                if not weak:
                    self.adjectives.setdefault(form, ident)

    def country(self, ident: str, row: list[str]) -> None:
        _, iso, name, name_en, al_de, al_en, adj_de, adj_en, inh_de, inh_en, cap_de, cap_en, art = row
        self.names(ident, [name], art or None, "de")
        for alias in split(al_de):
            self.names(ident, [alias], load.alias_gender(alias) or art or None, "de", _kind(alias))
        self.names(ident, [name_en], None, "en")
        for alias in split(al_en):
            self.names(ident, [alias], None, "en", _kind(alias))
        self.adjective_list(ident, split(adj_de), "de")
        self.adjective_list(ident, split(adj_en), "en")
        for entry in split(inh_de):
            for form, gender in inhabitant_forms(entry):
                self.add(form, ident, "inhabitant", "de", False, gender)
        for word in split(inh_en):
            self.add(word, ident, "inhabitant", "en")
            if not word.endswith(("s", "ese", "sh", "men", "man", "ch", "i-Kiribati", "Swiss")):
                self.add(word + "s", ident, "inhabitant", "en")
        # "griff Charkiw an": towns that the news name for their country, read as capitals are
        for city in load.rules()["cities"].get(iso, ()):
            self.add(city, ident, "capital", "de", True)
            if not city.endswith(("s", "z")):
                self.add(city + "s", ident, "capital", "de", True)
        for city in load.rules()["cities_en"].get(iso, ()):
            self.add(city, ident, "capital", "en", True)
        skip = load.rules()["capitals"]["no_adjective"]
        for lang, cities in (("de", split(cap_de)), ("en", split(cap_en))):
            for city in cities:
                self.add(city, ident, "capital", lang, True)
                if lang == "de":
                    if not city.endswith(("s", "z")):
                        self.add(city + "s", ident, "capital", "de", True)
                    if (
                        city not in skip
                        and " " not in city
                        and "-" not in city
                        and city[-1] not in "aeioáéíóy"
                    ):
                        self.add(city + "er", ident, "capital", "de", True)

    def body(self, ident: str, row: list[str]) -> None:
        _, kind, gender, _, _, name, name_en, acronyms, al_de, al_en, _, adj, _ = row
        self.names(ident, split(acronyms), None, "both", "acronym")
        case = (gender or None) if kind != "company" else None
        for template in (name, *split(al_de)):
            # an alias may be of another gender than the name: add the genitive, which hurts nobody
            self.names(ident, [template], case if template == name or gender != "f" else "f", "de")
        self.names(ident, [name_en, *split(al_en)], None, "en")
        self.adjective_list(ident, split(adj), "de")

    def seats(self, ids: dict[str, str]) -> None:
        for _, (form_de, form_en, target, gender, weak, _) in Rows(
            load.DATA / "seats.csv", load.SEAT_COLUMNS
        ):
            if not target:
                continue
            for form in name_forms(form_de, gender or None) if form_de else ():
                self.add(form, ids[target], "seat", "de", bool(weak))
            if form_en:
                self.add(form_en, ids[target], "seat", "en", bool(weak))
            for form in (form_de, form_en):
                if form and not weak and " " not in form:
                    self.prefixes.setdefault(form, ids[target])

    def done(self) -> dict[str, tuple[SurfaceHit, ...]]:
        return {
            form: tuple(
                sorted(hits.values(), key=lambda h: (h.weak, h.kind not in ("name", "acronym"), h.id))
            )
            for form, hits in self._hits.items()
        }


def _kind(alias: str) -> HitKind:
    short = alias.rstrip("?").replace(".", "")
    return "acronym" if len(short) <= 5 and short.isupper() else "name"
