"""The language data (`kgraph/lang/*.toml`) in the shape the extractor looks things up in."""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kgraph.errors import KnowledgeError
from kgraph.extract.language.anaphorwords import AnaphorWords
from kgraph.extract.language.bodywords import BodyWords
from kgraph.extract.language.endings import Endings
from kgraph.extract.language.frames import Frame, frames
from kgraph.extract.language.grammarwords import GrammarWords
from kgraph.extract.language.lists import Lists, OrderedLists
from kgraph.extract.language.tones import Tones
from kgraph.extract.language.verbforms import EnglishVerbs, GermanVerbs
from kgraph.model import Lang, Status

# What befalls somebody: the genitive of such a noun is not who acts.
_BEFALLING = frozenset(["ASSAULT", "COERCE", "CONCEDE", "DISMISS", "SANCTION"])

FOLDER = Path(__file__).parents[2] / "lang"
# English words have no parts: no ending is so long.
_NO_PART = 1000


class Lexicon(BodyWords, AnaphorWords, GrammarWords):
    """The compiled language file of one language."""

    def __init__(self, lang: Lang, data: Mapping[str, Any], where: str = "") -> None:
        self.lang = lang
        words = data["words"]
        self.examples, self.listing = frozenset(words["examples"]), frozenset(words["listing"])
        self.negators = frozenset(words["negators"])
        self.genitive_articles = frozenset(words["genitive_articles"])
        self.definite_articles = frozenset(words["definite_articles"])
        self.indefinite = frozenset(words["indefinite"])
        self.of, self.than = frozenset(words["of"]), frozenset(words["than"])
        self.adverbial_relatives = frozenset(words["adverbial_relatives"])
        self.scene = frozenset(words["scene"])
        self.with_dative = frozenset(words["with_dative"])
        self.employed_links = frozenset(words.get("employed_links", ()))
        self.plural_datives = frozenset(words["plural_datives"])
        self.plural_articles = frozenset(words.get("plural_articles", ()))  # with masculine nouns
        self.offices_of_state = tuple(words["offices_of_state"])
        self.council_endings = tuple(words["council_endings"])
        self.council_places = frozenset(words["council_places"])
        self.between = frozenset(words["between"])
        self.hedges = frozenset(words["hedges"])
        self.conditional = frozenset(words["conditional_markers"])
        self.condition = frozenset(words["condition"])
        self.supposing = frozenset(words["supposing"])
        self.sporting = tuple(words["sporting"])
        self.players = frozenset(words["players"])
        self.passive_agent = frozenset(words["passive_agent"])
        self.future_aux = frozenset(words["future_aux"])
        self.plan_modals = frozenset(words["plan_modals"])
        self.possible_modals = frozenset(words["possible_modals"])
        self.perfect_aux = frozenset(words["perfect_aux"])
        self.hearsay = frozenset(words["hearsay"])
        self.irrealis = frozenset(words["irrealis"])
        self.reported_forms = frozenset(words["reported_forms"])
        self.purpose = frozenset(words["purpose"])
        self.without = frozenset(words["without"])
        self.before = frozenset(words["before"])
        self.quotes_open = tuple(words["quotes_open"])
        self.quotes_close = tuple(words["quotes_close"])
        self.reflexive = frozenset(words["reflexive"])
        self.each_other: Mapping[str, str] = words["each_other"]
        self.setting = frozenset(words["setting"])
        self.doers = frozenset(words.get("doers", ()))
        self.origin = frozenset(words.get("origin", ()))
        self.means, self.amid = frozenset(words["means"]), frozenset(words["amid"])
        self.for_whom, self.alongside = frozenset(words["for_whom"]), tuple(words["alongside"])
        self.present, self.unofficial = frozenset(words["present"]), frozenset(words["unofficial"])
        self.accessions, self.joined = tuple(words["accessions"]), frozenset(words["joined"])
        self.ordinals, self.among_many = frozenset(words["ordinals"]), frozenset(words["among_many"])
        self.leading, self.delegations = frozenset(words["leading"]), tuple(words["delegations"])
        self.replies, self.repaying = frozenset(words["replies"]), frozenset(words["repaying"])
        self.whereabouts, self.halted = frozenset(words["whereabouts"]), frozenset(words["halted"])
        self.giving = frozenset(words.get("giving", ()))
        self.charges = frozenset(words.get("charges", ()))
        self.quantities = frozenset(words.get("quantities", ()))
        self.within = frozenset(words.get("within", ()))
        self.comparatives = frozenset(words.get("comparatives", ()))
        self.owner_prepositions = frozenset(words["owner_prepositions"])
        self.contracted: Mapping[str, str] = words.get("contracted", {})
        self.time_nouns = frozenset(words.get("time_nouns", ()))
        self.coalition_of = frozenset(words.get("coalition_of", ()))
        self.had = frozenset(words.get("had", ()))
        self.feminine = frozenset(words.get("feminine", ()))
        self.hosted_by, self.visiting = frozenset(words["hosted_by"]), frozenset(words["visiting"])
        self.links = frozenset(words["links"])
        self.obligation = frozenset(words["obligation"])
        self.contrast = frozenset(words["contrast"])
        self.wishes = frozenset(words["wishes"])
        self.prohibition = frozenset(words["prohibition"])
        self.in_sum, self.summing = (frozenset(words.get(k, ())) for k in ("in_sum", "summing"))
        self.jointly_with = tuple(words.get("jointly_with", ()))
        self.regions = tuple(words.get("regions", ()))
        self.levels = tuple(words.get("levels", ()))
        self.jointly, self.joint = frozenset(words["jointly"]), frozenset(words["joint"])
        self.crowd = frozenset(words.get("crowd", ()))
        self.appraising = frozenset(words.get("appraising", ()))
        self.degrees = frozenset(words.get("degrees", ()))
        self.apart = frozenset(words.get("apart", ()))
        self.involving = frozenset(words.get("involving", ()))
        self.because = frozenset(words.get("because", ()))
        self.areas = frozenset(words.get("areas", ()))
        self._area_ends = tuple(area for area in self.areas if len(area) > 4) if lang == "de" else ()
        self.behind = frozenset(words.get("behind", ()))
        self.culpable = frozenset(words.get("culpable", ()))
        self.thereby = frozenset(words.get("thereby", ()))
        self.aside = frozenset(words.get("aside", ()))
        self.felt = frozenset(words.get("felt", ()))
        self.among = frozenset(words.get("among", ()))
        self.targets = frozenset(words["targets"])
        self.done_to, self.somewhere = tuple(words["done_to"]), tuple(words["somewhere"])
        self.goals, self.bare_goals = frozenset(words["goals"]), frozenset(words["bare_goals"])
        self.levied_on = tuple(words["levied_on"])
        self.undergone = frozenset((*words["handed"], *words.get("undergone", ())))
        self.both = frozenset(words["both"])
        self.country_words = frozenset(words["country_words"])
        self.neighbours = frozenset(words["neighbours"])
        self.side_words = frozenset(words["side_words"])
        self.locative = frozenset(words["locative"])
        self.shells = frozenset(words.get("shells", ()))
        pronouns = dict(data["pronouns"])
        self.first_singular = frozenset(pronouns.pop("first_singular"))
        self.first_plural = frozenset(pronouns.pop("first_plural"))
        self.relative_pronouns = frozenset(pronouns.pop("relative"))
        self.possessive = {form: frozenset(g.split()) for form, g in pronouns.pop("possessive").items()}
        self.pronouns = {form: frozenset(g.split()) for form, g in pronouns.items()}
        nouns = data["nouns"]
        self.country_nouns = frozenset(nouns["country"])
        self.transparent = frozenset(nouns["transparent"])
        self.type_words: Mapping[str, str] = nouns["type_words"]
        part, short = (5, 4) if lang == "de" else (_NO_PART, _NO_PART)
        self.part = part  # from how many letters on a noun counts as the last part of a compound
        self.type_endings = Endings(self.type_words, part)
        self.name_heads = frozenset(nouns["name_heads"])
        self.body_nouns: Mapping[str, str] = nouns["body"]
        self.body_suffixes: Mapping[str, str] = nouns["body_suffixes"]
        self.group_nouns: Mapping[str, str] = nouns["group"]
        # groups whose name their politicians bear in compounds: "Oppositionspolitiker"
        self.camps = tuple(noun for noun, kind in self.group_nouns.items() if "|" not in kind)
        offices = Lists(data["offices"])
        self.become, self.seeming = offices["become"], offices["seeming"]
        self.installing, self.succeeding = offices["installing"], offices["succeeding"]
        self.posts, self.holding = offices["posts"], offices["holding"]
        self.following, self.heritage = offices["following"], offices["heritage"]
        self.as_office, self.into_office = offices["as"], offices["into"]
        self.offices = offices
        self.about = frozenset(words["about"])
        self.kin = frozenset(words["kin"])
        self.gatherings = tuple(words["gatherings"])
        self.leaving = frozenset(words.get("leaving", ()))
        self.committees = tuple(words.get("committees", ()))
        self.occasions = tuple(words.get("occasions", ()))
        self.regimes = frozenset(words["regimes"])
        self.under = frozenset(words["under"])
        self.land_bodies: Mapping[str, tuple[str, ...]] = {
            noun: tuple(states) for noun, states in nouns.get("land_bodies", {}).items()
        }
        self.land_titles: Mapping[str, tuple[str, ...]] = {
            title: tuple(states) for title, states in nouns.get("land_titles", {}).items()
        }
        self.party_initials: Mapping[str, str] = nouns.get("party_initials", {})
        self.chambers: Mapping[str, str] = nouns["chambers"]
        self.coalitions = Lists(data["coalitions"])
        self.governments: Mapping[str, str] = nouns["governments"]
        self.led = {begin: tuple(types.split()) for begin, types in nouns.get("led", {}).items()}
        self.only_town: Mapping[str, str] = nouns.get("only_town", {})
        self.regions_of = frozenset(nouns.get("regions_of", ()))
        self.party_groups = tuple(nouns.get("party_groups", ("\0",)))
        self.conceding = frozenset(words.get("conceding", ()))
        self.one_of = frozenset(words.get("one_of", ()))
        self.on_behalf = {k: frozenset(v) for k, v in nouns.get("on_behalf", {}).items()}
        self.council_names = tuple(nouns.get("council_names", ("\0",)))
        self.boards = tuple(nouns.get("boards", ("\0",)))
        self.city_states = tuple(nouns.get("city_states", ("\0",)))
        self.city_ministers = tuple(nouns.get("city_ministers", ("\0",)))
        self.sees: Mapping[str, str] = nouns.get("sees", {})
        self.territories = frozenset(nouns["territories"])
        self.adjectival = frozenset(nouns.get("adjectival", ()))
        self.weapons = tuple(nouns.get("weapons", ()))
        self.weapon_verbs: Mapping[str, str] = nouns.get("weapon_verbs", {})
        self.body_links = frozenset(words["body_links"])
        self.body_articles = frozenset(words["body_articles"])
        self.body_seats = frozenset(words["body_seats"])
        self.foreign_links = frozenset(words.get("foreign_links", ()))
        self.larger_links = frozenset(words.get("larger_links", ()))
        self.chamber_links = frozenset(words.get("chamber_links", ()))
        self.plain_parts = frozenset(nouns.get("plain_parts", ()))
        self.state_territories = frozenset(nouns.get("state_territories", ()))
        self.part_of_name = tuple(nouns.get("part_of_name", ()))
        self.named_groups = (*nouns.get("named_groups", ()), *self.part_of_name)
        self.named_tails = tuple(nouns.get("named_tails", ()))
        self.so_called = tuple(words.get("so_called", ()))
        self.state_parts = tuple(nouns.get("state_parts", ()))
        self.subunits = tuple(nouns.get("subunits", ()))
        self.portions = frozenset(nouns["portions"])
        self.body_words = frozenset(nouns["body_words"])
        self._bodies = Endings(dict.fromkeys(sorted(self.body_words), True))
        self.membership = OrderedLists(data["membership"])
        self.fellows = frozenset(self.membership["fellows"])
        self.no_names = frozenset(nouns["no_names"])
        self.town_adjectives: Mapping[str, str] = nouns.get("town_adjectives", {})
        self.town_fronts = frozenset(nouns.get("town_fronts", ()))
        self.no_towns = frozenset(nouns["no_towns"])
        self.bench = frozenset(nouns["bench"])
        self.in_court = frozenset(words["in_court"])
        self._take_bodies(nouns, short)
        self._take_anaphors(data, nouns, part)
        self._take_grammar(data["grammar"])
        self.articles = frozenset(words["articles"])
        self.generic_titles = frozenset(words["generic_titles"])
        self.nominal_adjectives = frozenset(words["nominal_adjectives"])
        self.demonstratives = frozenset(words["demonstratives"])
        self.pointing = frozenset(words["pointing"])
        self.judging = frozenset(words["judging"])
        self.grounds, self.named = frozenset(words["grounds"]), frozenset(words["named"])
        self.other_words = frozenset(words["other"])
        self.pair_words = frozenset(words["pair"])
        self.numbers: Mapping[str, int] = words["numbers"]
        self.matrix, self.matrix_nouns = Lists(data["matrix"]), Lists(data["matrix_nouns"])
        self.status = Lists(data["status"])
        self.deeds = {noun: frozenset(rels.split()) for noun, rels in data["deeds"].items()}
        self.deed_endings = Endings(self.deeds, part)
        self.land_towns: Mapping[str, str] = data.get("lands", {}).get("towns", {})
        self.lands = frozenset(data.get("lands", {}).get("names", ()))
        self.verdicts = frozenset(data["making"].get("verdicts", ()))
        self.making = frozenset(data["making"]["verbs"])
        # whose nouns may stand for each other, and those that may stand for all that one makes
        self.measures = [tuple(family) for family in data["making"]["families"]]
        self.blaming = frozenset(data["making"]["blaming"])
        self.plans = tuple(data["making"]["plans"])
        self.advocating = frozenset(data["making"]["advocating"])
        self.policies = tuple(data["making"]["policies"])
        self.strikes = tuple(data["protest"]["strikes"])
        self.workforce = frozenset(data["protest"]["workforce"])
        self.bargaining = OrderedLists({k: v for k, v in data["bargaining"].items() if k != "name"})
        self.employers: str = data["bargaining"]["name"]
        self.obliging = frozenset(data["making"].get("obliging", ()))
        self.favours = Lists(data["favours"])
        self.portfolios = frozenset(words.get("portfolios", ()))
        self.rulings = tuple(data["ruling"]["nouns"])
        self.ruling_verbs = frozenset(data["ruling"]["verbs"])
        self.conflicts = tuple(words.get("conflicts", ()))
        self.halting = Lists(data["halting"])
        self.withdrawals = tuple(data["halting"].get("withdrawals", ("\0",)))
        self.undoing = {noun: frozenset(rels.split()) for noun, rels in data["undoing"].items()}
        self.sending = frozenset(data["law"].get("sending", ()))
        self.attacks = OrderedLists(data["attacks"])
        self.besides: tuple[str, ...] = tuple(words["besides"])
        self.law_verbs = frozenset(data["law"]["verbs"])
        self.settled = frozenset(data["law"].get("settled", ()))
        self.law_privates = frozenset(data["law"].get("privates", ()))
        self.law_seizing = frozenset(data["law"].get("seizing", ()))
        self.law_sentences = frozenset(data["law"].get("sentences", ()))
        self.law_banning = frozenset(data["law"].get("banning", ()))
        self.law_bodies = frozenset(data["law"]["bodies"])
        # "Bereitschaftspolizisten", "das Bezirksgericht"
        self.law_endings = tuple(data["law"].get("endings", ()))
        self.law_idioms = frozenset(data["law"].get("idioms", ()))
        self.law_nouns = frozenset(data["law"].get("nouns", ()))
        self.definite = frozenset(words["definite"])
        self.naming = frozenset(words.get("naming", ()))
        self.crowds = frozenset(words["crowds"])
        self.neuter_anaphors = frozenset(words["neuter_anaphors"])
        self.pointers: Mapping[str, str] = words.get("pointers", {})
        self.denying = frozenset(words["denying"])
        self.refusing = self.denying | frozenset(words["refusing"])
        self.courtroom, self.refusal = Lists(data["courtroom"]), Lists(data["refusal"])
        self.also = frozenset(words["also"])
        self.like, self.likewise = frozenset(words.get("like", ())), frozenset(words.get("likewise", ()))
        self.adjectives = Lists(data["adjectives"])
        self.attribution = Lists(data["attribution"])
        self.ambiguous_attribution = self.attribution["ambiguous"]
        self.attribution_prepositions = self.attribution["prepositions"]
        self.source_nouns = self.attribution["source_nouns"]
        self.tones = Tones(data["judgement"], self.negators)
        self.verbs: dict[str, list[Frame]] = defaultdict(list)
        self.nouns: dict[str, list[Frame]] = defaultdict(list)
        for kind, table in (("verb", self.verbs), ("noun", self.nouns)):
            for n, row in enumerate(data.get(kind, ())):
                for lemma, frame in frames(kind, n, row, where):
                    table[lemma].append(frame)
        suffered = tuple(words.get("suffered", ()))
        self.fronting = self.matrix["light"] | self.matrix["receive"] | self.matrix["plan"]
        self._patients = frozenset(
            noun
            for noun, frames in self.nouns.items()
            for frame in frames
            if frame.rel in _BEFALLING
            and any(slot.name in ("owner", "after") for slot in frame.target)
            and (noun.endswith(suffered) or not any(s.name == "owner" for f in frames for s in f.source))
        )
        known = [
            *self.verbs,
            *(verb for verbs in self.matrix.values() for verb in verbs),
            *sorted(self.leaving | self.become | self.holding | self.installing),
        ]
        self.verb_forms = GermanVerbs(known) if lang == "de" else EnglishVerbs(known)
        self.participles: Mapping[str, str] = self.verb_forms.participles
        self._noun_cache: dict[str, tuple[str, str] | None] = {}

    def possessor(self, lower: str) -> frozenset[str]:
        """The genders that a possessive, inflected or not, can refer to; empty if it is none."""
        for ending in ("", "e", "en", "em", "er", "es", "r"):
            stem = lower.removesuffix(ending) if ending else lower
            if stem in self.possessive and (not ending or stem != lower):
                return self.possessive[stem]
        return frozenset()

    def is_area(self, lemma: str, form: str) -> bool:
        """Whether a noun is one behind which a place stands: "Norden", "Hafenstadt", "Schwarzmeerhalbinsel"."""
        return lemma in self.areas or form in self.areas or lemma.endswith(self._area_ends)

    def names_body(self, lower: str) -> bool:
        """Whether a noun by its last part names an organisation: "Familienverband", "chamber"."""
        if self.lang == "de":
            form = lower.removesuffix("es").removesuffix("s")
            if form.endswith(self.occasions):
                return False  # "in der Pressekonferenz"
            return self._bodies.of(form) is not None or self._bodies.of(lower) is not None
        return lower in self.body_words

    def adjective_status(self, *forms: str) -> Status:
        """What an adjective does to the event noun it modifies: "geplant", "möglich", "abgesagt"."""
        effects: tuple[tuple[str, Status], ...] = (
            ("deny", "negated"),
            ("demand", "hypothetical"),
            ("plan", "planned"),
        )
        for name, effect in effects:
            for form in forms:
                stems = {form, *(form.removesuffix(e) for e in ("e", "en", "er", "es", "em"))}
                if stems & self.adjectives[name]:
                    return effect
        return "actual"

    def is_court(self, name: str) -> bool:
        """Whether the name of a body is that of a court: "Landgericht Ulm"."""
        return any(word.endswith(self.courts) for word in name.lower().split())

    def befalls(self, lemma: str) -> bool:
        """Whether the genitive of a noun is whom it befalls: "die Festnahme des Ministers", not "der Vorstoß"."""
        if lemma in self.undergone:
            return True
        if "*" in self.deeds.get(lemma, ()):
            return False
        key = self.noun_key(lemma)
        return key is not None and key[0] in self._patients

    def _compound(self, lemma: str) -> tuple[str, str] | None:
        """The frame noun that a lemma is or ends in, and the rest in front of it."""
        if lemma in self.nouns:
            return lemma, ""
        if lemma.endswith(self.no_events):
            return None
        for cut in range(2, len(lemma) - 4):  # the longest ending counts
            if lemma[cut:] in self.nouns:
                return lemma[cut:], lemma[:cut].rstrip("-")
        return None

    def noun_key(self, lemma: str) -> tuple[str, str] | None:
        """The frame noun that `lemma` (lower case) is or ends in, and the rest in front of it."""
        if lemma not in self._noun_cache:
            found: tuple[str, str] | None = None
            if lemma in self.nouns:
                found = (lemma, "")
            elif self.lang == "de":
                found = self._compound(lemma)
                for ending in ("n", "en", "e", "s", "es"):
                    # a plural or genitive that the lemmatiser left as it is
                    found = found or (
                        self._compound(lemma.removesuffix(ending)) if lemma.endswith(ending) else None
                    )
            if len(self._noun_cache) > 50_000:
                self._noun_cache.clear()
            self._noun_cache[lemma] = found
        return self._noun_cache[lemma]

    def noun_relations(self, lemma: str) -> frozenset[str]:
        """The relations that an event noun (lower case) may express; none of any other noun."""
        key = self.noun_key(lemma)
        return frozenset(frame.rel for frame in self.nouns[key[0]]) if key is not None else frozenset()


@cache
def lexicon(lang: Lang) -> Lexicon:
    """The lexicon of `lang`. Raises KnowledgeError if its file breaks the schema."""
    path = FOLDER / f"{lang}.toml"
    frames = FOLDER / f"frames.{lang}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for name in ("judgement", "frames"):
            data |= tomllib.loads((FOLDER / f"{name}.{lang}.toml").read_text(encoding="utf-8"))
        return Lexicon(lang, data, str(frames))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise KnowledgeError(f"{path} or {frames.name}: {type(error).__name__}: {error}") from error


def fingerprint(lang: Lang) -> str:
    """A hash of the language's data files."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.toml")):
        if f"{lang}" in path.name.split("."):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
