"""Where an office is held: in a compound, an adjective, a genitive before or after the title."""

from __future__ import annotations

from kgraph.extract.entities.actors import Hit
from kgraph.extract.entities.namings import QUOTES, quoted
from kgraph.extract.entities.office import LOCAL_OFFICES, REGIONAL_OFFICES, Role
from kgraph.extract.entities.unseenbodies import (
    UnseenBodies,
    heads_body,
    is_acronym,
    is_brand,
    unmarked_place,
)
from kgraph.extract.entities.workplaces import employs, larger
from kgraph.extract.language.lexicon import Lexicon
from kgraph.extract.language.syntax import Word
from kgraph.knowledge import Entry, Knowledge

# Whose "for" says what about and not on whose behalf.
ENVOYS = frozenset(["envoy", "negotiator", "rapporteur"])

# Whose holders are with a party: "a lawmaker with the AfD".
BELONGING = frozenset(["mp", "politician", "member", "councillor", "candidate", "senator"])

# What members sit in: "Abgeordnete im Bundestag".
CHAMBERS = ("parliament", "upper_house")

# How many words behind the title its body may stand.
REACH = 6


class Bodies:
    """Finds the body or country of a role phrase."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.unseen = UnseenBodies(lexicon)

    def find(
        self, role: Role, words: list[Word], first: int, last: int, at: dict[int, Hit], hits: list[Hit]
    ) -> None:
        """Where the office is held: compound, adjective, genitive before or after, "von"."""
        kn = self.knowledge
        if role.prefix:
            front = role.prefix.split("-")[0]  # "PDS-Fraktionssprecher"
            apart = role.prefix.replace("-", " ")  # "Air-France-Chef"
            # "IG Metall-Vorsitzender", "Human Rights Watch-Sprecher"
            split = [
                " ".join([*(w.text for w in words[first - n : first]), front])
                for n in (3, 2, 1)
                if first >= n
            ]
            for part in (
                *split,
                role.prefix,
                *_capital(role.prefix),
                role.prefix.rstrip("s"),
                role.prefix.rstrip("-"),
                apart,
                front,
            ):
                role.owner = kn.prefix(self.lexicon.party_fronts.get(part.lower(), part)) or surface_entry(
                    kn, part
                )
                if role.owner is not None:
                    break
        elif "-" in role.title.lemma:
            role.owner = kn.prefix(role.title.lemma.split("-")[0])  # "NATO-Generalsekretär"
        k = first - 1
        while k >= 0 and words[k].pos in ("ADJ", "ADV", "NOUN", "PROPN", "NUM", "X", "PUNCT") and k not in at:
            word = words[k]
            if word.text in (",", '"', "„", "”", "“", ":", ";", "(", ")", "–", "."):
                break
            modifier = kn.modifier(word.lower)
            entry = kn.adjective(word.text)
            if modifier is not None:
                role.tense = modifier.tense or role.tense
                role.modifiers.insert(0, word.text)
            elif entry is not None:
                role.by_adjective = role.by_adjective or role.owner is None
                role.owner = role.owner or entry
            elif word.lower in self.lexicon.party_levels:
                pass  # "the Labour group leader"
            elif word.pos not in ("ADJ", "ADV", "NUM"):
                # "jury president", "club chairman": of something that is no state
                inside = self.lexicon.lang == "en" and word.dep == "compound"
                role.complement = inside and word.lower not in self.lexicon.membership["party_words"]
                break
            k -= 1
        last = self._past_suffix(role, words, last)
        modifier = kn.modifier(role.prefix.split("-")[0]) if role.prefix else None
        if modifier is not None:
            role.tense = modifier.tense or role.tense
            role.modifiers.append(role.prefix.split("-")[0])
        if k >= 0 and words[k].pos in ("DET", "PRON", "PROPN") and self.lexicon.possessor(words[k].lower):
            role.possessive = words[k]
        before = k
        if before >= 0 and words[before].text in ("'s", "’s", "'", "’"):
            before -= 1
        if before >= 0 and before in at and at[before].last == before:
            hit = at[before]
            genitive = words[k].text in ("'s", "’s", "'", "’") or (
                self.lexicon.lang == "de" and words[before].text[-1:] in ("s", "x", "z", "’")
            )
            if (
                self.lexicon.lang == "en"
                and not genitive
                and (
                    hit.entry.type != "person"
                    if hit.entry is not None
                    else hit.label == "organisation" and heads_body(role)
                )
            ):
                genitive = True  # "Hamas leader", "EU chief", "Clear Skies Alliance chairman"
            local = role.title.office in REGIONAL_OFFICES and role.owner is None
            aide = self.lexicon.lang == "en" and role.title.relation in ("ADVISES", "REPRESENTS")
            if genitive and hit.label != "person":
                role.body = hit
            elif genitive or (aide and hit.label == "person"):
                role.person_owner = hit  # "Trump adviser X"
            elif local and hit.label == "capital" and words[before].text.endswith("er"):
                self.unseen.town(role, words, first, at)  # "der Wiener Bürgermeister"
            elif local and self.lexicon.lang == "en" and hit.label == "place":
                role.body = hit  # "New York Mayor X"
        elif self.lexicon.lang == "en" and heads_body(role) and k == first - 1 and is_brand(words, k):
            role.body = self.unseen.add_quoted(role, words, k, k, at, hits)  # "visitNorford CEO X"
        elif self.lexicon.lang == "de" and role.title.office in REGIONAL_OFFICES and role.owner is None:
            self.unseen.town(role, words, first, at)
        self._after(role, words, last, at, hits)

    def _past_suffix(self, role: Role, words: list[Word], last: int) -> int:
        """Step over "-elect", "designate" behind a title, which say when it is held; the last word."""
        k = last + 1
        dash = k + 1 < len(words) and words[k].text == "-"
        k += dash
        modifier = self.knowledge.modifier(words[k].lower) if k < len(words) else None
        if modifier is None or modifier.kind != "suffix" or self.lexicon.lang != "en":
            return last
        role.tense = modifier.tense or role.tense
        return k

    def _after(self, role: Role, words: list[Word], last: int, at: dict[int, Hit], hits: list[Hit]) -> None:
        """A body after the title: "Präsident der Ukraine", "Sekretär des Sicherheitsrates Irans"."""
        k = last + 1
        linked = seat = committee = False
        adjectives: list[Word] = []
        reach = last + REACH
        while k < len(words) and k <= reach:
            word = words[k]
            if linked and word.lower in self.lexicon.portfolios and role.title.office.endswith("minister"):
                k += 1  # "Bundesminister der Justiz": what about, and no body
                continue
            if k in at and at[k].label == "capital" and self.unseen.adjectival(words, k):
                adjectives.append(word)  # "der Berliner Polizei"
                k += 1
                continue
            if k in at and at[k].first == k:
                if committee and at[k].label in ("place", "capital"):
                    return
                self._named(role, words, last, k, linked, seat, at, hits)
                return
            if word.lower in self.lexicon.about and role.title.office in ENVOYS:
                return  # "special envoy for Syria" speaks for somebody else
            if word.lower in self.lexicon.about and k == last + 1:
                # "Minister für Auswärtige Angelegenheiten der Republik Moldau"
                # "der Hohe Vertreter für die gemeinsame Außen- und Sicherheitspolitik der EU"
                k += 1
                k += k < len(words) and words[k].lower in self.lexicon.articles
                while k < len(words) and k not in at and words[k].pos in ("ADJ", "NOUN", "CCONJ"):
                    k += 1
                reach = k + 2
                if k in at and at[k].first == k and role.title.relation == "ADVISES":
                    # "Berater für die Weltbank"
                    self._named(role, words, last, k, True, False, at, hits)
                    return
                if k < len(words) and words[k].lower in self.lexicon.body_articles:
                    continue
                return
            within = word.lower in self.lexicon.membership["within"] and role.title.office in BELONGING
            if word.lower in self.lexicon.body_links or within:
                if linked and word.lower not in self.lexicon.body_articles and not committee:
                    return
                linked = True
                seat = (seat or word.lower in self.lexicon.body_seats) and not committee
            elif not linked:
                if k == last + 1 and self.unseen.genitive_place(role, word):
                    role.body = Hit(role.sent, k, k, word, word.text, "name", "place")
                return
            elif word.text in QUOTES and k + 1 in at:
                pass  # "Chefredakteur der „Washington Post“"
            elif (
                word.text in QUOTES
                and (end := quoted(words, k)) is not None
                and (heads_body(role) or role.title.office == "spokesperson")
            ):
                role.body = self.unseen.add_quoted(role, words, k + 1, end, at, hits)
                return
            elif linked and (word.pos == "ADV" or word.text == "-"):
                pass  # "the far-right AfD"
            elif word.pos == "ADJ":
                adjectives.append(word)
                entry = self.knowledge.adjective(word.text)
                if entry is not None and role.owner is None:
                    role.owner, role.owner_behind = entry, True
            elif word.lower.endswith((*self.lexicon.committees, *self.lexicon.boards)):
                # "Vorsitzende des Innenausschusses im Bundestag": a committee of the body behind
                role.complement = committee = role.committee = True
                front = self.knowledge.prefix(word.text.rpartition("-")[0])
                if front is not None and front.type != "country":
                    role.owner = role.owner or front  # "des Bundestags-Innenausschusses"
                ends = k + 1 >= len(words) or words[k + 1].pos == "PUNCT"
                if (
                    ends
                    and role.owner is None
                    and adjectives
                    and all(w.text[0].isupper() for w in adjectives)
                ):
                    role.body = self.unseen.add(
                        role, word, adjectives, at, hits
                    )  # "des Ständigen Ausschusses"
                    return
            elif word.pos in ("PROPN", "X") and self.unseen.place(role, words, k):
                # "Ex-Gouverneur von Nebraska Egon Holl", where the recogniser overlooked the place
                role.body = Hit(role.sent, k, k, word, word.text, "name", "place")
                return
            elif self.lexicon.lang == "en" and word.dep == "compound" and _goes_on(words, k):
                pass  # "head of the vaccine programme of the WHO"
            elif word.pos in ("NOUN", "PROPN", "X"):
                if not self._noun(role, words, k, adjectives, at, hits):
                    return
            else:
                return
            k += 1

    def _named(
        self,
        role: Role,
        words: list[Word],
        last: int,
        k: int,
        linked: bool,
        seat: bool,
        at: dict[int, Hit],
        hits: list[Hit],
    ) -> None:
        """The name behind a title as its body, or as the person whose office it is."""
        hit, previous = at[k], words[k - 1].lower
        if linked and role.body is None and self.unseen.goes_on(words, hit):
            role.body = self.unseen.named_after(role, words, hit, at, hits)
            return
        after = words[hit.last + 1].lower if hit.last + 1 < len(words) else ""
        aide = linked and self.lexicon.lang == "en" and role.title.relation in ("REPRESENTS", "ADVISES")
        if aide and self.knowledge.title(after, "en") is not None and hit.last + 2 in at:
            return  # "envoy of US President X"
        if linked and hit.last + 1 < len(words) and words[hit.last + 1].text in ("'s", "’s"):
            # "head of Britain's Office for Budget Responsibility (OBR)"
            for j in range(hit.last + 2, min(hit.last + 10, len(words) - 1)):
                inner = at.get(j + 1)
                if words[j].text == "(" and inner is not None and inner.label == "organisation":
                    role.body = inner
                    return
        local = role.title.office in LOCAL_OFFICES
        single = hit.first == hit.last and previous in self.lexicon.of
        if hit.label == "person" and linked and local and (single or self._names_follow(hit, words, at)):
            # "Bürgermeisterin von Cizre, Leyla Imret": the recogniser took the town for a person
            hit.label = "place"
        if (
            hit.entry is None
            and hit.first == hit.last
            and k == last + 1
            and self.unseen.genitive_place(role, words[k])
        ):
            hit.label = "place"  # "Gouverneur Nebraskas"
        if hit.label == "person" and hit.entry is None and linked and words[k - 1].pos in ("ADJ", "DET"):
            before = at.get(role.word.i - 2)
            if words[role.word.i - 1].text == "," and before is not None and before.label == "person":
                hit.label = "organisation"  # "Manfred H., Präsident der österreichischen Mars Society"
        if hit.label == "inhabitant" and linked and (named := at.get(hit.last + 1)) is not None:
            if named.label == "person" and named.first == hit.last + 1:
                role.person_owner = named  # "Nachfolger des Argentiniers X"
                return
        if hit.entry is not None and hit.entry.type == "group" and hit.weak:
            return  # "Präsident des Staates im Westen"
        if hit.label == "person":
            if linked and role.person_owner is None and previous in self.lexicon.of:
                role.person_owner = hit
            return
        genitive = self.lexicon.lang == "de" and words[k].text.endswith("s") and k == last + 1
        if genitive and not linked and hit.entry is None and words[k].dep in ("appos", "flat"):
            return  # "Premierminister Babis"
        if (linked or genitive) and role.body is None:
            inside = (
                hit.entry is not None and hit.entry.institution in CHAMBERS and role.title.office in BELONGING
            )
            employed = hit.label not in ("place", "capital", "country") and employs(
                role, hit, previous, self.lexicon
            )
            if seat and not (inside or employed) and not (local and hit.label == "place"):
                return
            role.body = hit

    def _noun(
        self,
        role: Role,
        words: list[Word],
        k: int,
        adjectives: list[Word],
        at: dict[int, Hit],
        hits: list[Hit],
    ) -> bool:
        """A noun between the title and a name: whether to look on. "der Provinz X", "der Internet-Polizei (IIP)";
        a noun that names a body ("der Ärztekammer") is one."""
        word = words[k]
        after = at.get(k + 1)
        bracketed = at.get(k + 2) if k + 2 < len(words) and words[k + 1].text == "(" else None
        if bracketed is not None and bracketed.first == k + 2 and bracketed.label not in ("person", "place"):
            role.body = role.body or bracketed
            return False
        passes = word.lower in self.lexicon.transparent or word.lower in self.lexicon.type_words
        passes = passes or word.lower in self.lexicon.territories
        if after is None and k + 2 < len(words) and words[k + 1].text in QUOTES:
            after = at.get(k + 2)
            if after is not None and after.first == k + 2 and after.label != "person":
                return True  # "der Gewerkschaft „Bau und Boden“"
        passes = passes or self.lexicon.names_body(word.lower)  # "der Lehrergewerkschaft Nova"
        if after is not None and after.label not in ("place", "capital", "country"):
            # "der amerikanischen Bürgerrechtsorganisation Nova"
            passes = passes or (after.head.dep in ("appos", "flat") and after.head.head is word)
        if passes and after is not None and after.first == k + 1 and after.label != "person":
            return True
        if word.lower in self.lexicon.transparent:
            return True
        if word.lower.removesuffix("es") in self.lexicon.country_words:
            return False  # "der Präsident des Landes": of the country that the article is about
        named = words[k + 1] if k + 1 < len(words) else None
        if word.lower in self.lexicon.territories and named is not None and unmarked_place(word, named, at):
            role.body = Hit(role.sent, named.i, named.i, named, named.text, "name", "place")
            return False
        if "minister" in role.title.office:
            return True  # "Minister der Justiz": what for, and not where
        if (
            role.body is None
            and (body := self.unseen.local(role, words, k, adjectives, at, hits)) is not None
        ):
            role.body = body
            return False
        role.complement = True
        if role.owner_behind and not self._acts(word):
            # "der Machthaber der ehemaligen niederländischen Kolonie"
            role.owner, role.owner_behind = None, False
        if role.body is None and (end := self.unseen.foreign(words, k)) > k:
            role.body = self.unseen.add_quoted(role, words, k, end, at, hits)
        elif (
            role.body is None
            and is_acronym(word)
            and self.knowledge.prefix(word.text.partition("-")[0]) is None  # "Leiter der UNO-Studie"
            and (heads_body(role) or role.title.office == "spokesperson")
        ):
            role.body = self.unseen.add_quoted(role, words, k, k, at, hits)  # "Sprecher des BVX"
        elif role.body is None and (self.lexicon.names_body(word.lower) or self.unseen.office(role, word)):
            role.body = self.unseen.add(role, word, adjectives, at, hits)
        elif role.body is None and role.owner is None:
            role.body = larger(role, words, k, at, self.knowledge, self.lexicon)
        return False

    def _acts(self, noun: Word) -> bool:
        """Whether a noun with a country's adjective means the country or a body of it."""
        lexicon, form = self.lexicon, noun.lower.removesuffix("es").removesuffix("s")
        plain = noun.lemma.lower()
        return (
            plain in lexicon.country_nouns
            or plain in lexicon.body_nouns
            or form.endswith(tuple(lexicon.body_suffixes))
            or self.knowledge.institution(plain) is not None
            or self.knowledge.institution(form) is not None
            or lexicon.names_body(noun.lower)
            or plain in lexicon.regimes
            or lexicon.local_endings.of(form) is not None
        )

    @staticmethod
    def _names_follow(hit: Hit, words: list[Word], at: dict[int, Hit]) -> bool:
        k = hit.last + 1
        if k < len(words) and words[k].text == ",":
            k += 1
        return k in at and at[k].label == "person" and at[k].first == k


def _capital(front: str) -> list[str]:
    """A name that is written small in a compound, as names are: "verdi-Sprecher"."""
    return [front.capitalize()] if front[:1].islower() else []


def _goes_on(words: list[Word], k: int) -> bool:
    """Whether a noun stands behind a noun that only modifies it."""
    return words[k].pos == "NOUN" and k + 1 < len(words) and words[k + 1].pos == "NOUN"


def surface_entry(knowledge: Knowledge, form: str) -> Entry | None:
    """What a name means, if it means one actor only."""
    options = [o for o in knowledge.surface().get(form, ()) if o.kind != "adjective"]
    sure = {o.id for o in options if not o.weak}
    strong = sure or {o.id for o in options}
    entry = knowledge.entry(strong.pop()) if len(strong) == 1 else None
    # "Europa-Abgeordnete" are of no Europe that acts
    return entry if entry is None or entry.type != "group" or sure else None
