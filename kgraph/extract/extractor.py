"""An article and its Doc in, an Extraction out: the one entrance to this package."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.extract.assembly import Analysis, Assembly
from kgraph.extract.assertion.attribution import Attribution
from kgraph.extract.assertion.nounstatus import noun_status
from kgraph.extract.assertion.occasions import Occasions
from kgraph.extract.assertion.status import contrasted, verb_status
from kgraph.extract.coref.arguments import Arguments
from kgraph.extract.coref.crews import Crews
from kgraph.extract.coref.resolver import Resolver
from kgraph.extract.dates.times import TimeGrammar
from kgraph.extract.entities.particles import Particles
from kgraph.extract.events.announced import announced
from kgraph.extract.events.coalitions import governing
from kgraph.extract.events.implied import Implied
from kgraph.extract.events.judging import Judge
from kgraph.extract.events.matching import Matcher
from kgraph.extract.events.peacekeeping import keep_peace
from kgraph.extract.events.refusing import REFUSED
from kgraph.extract.events.relief import Relief
from kgraph.extract.events.rules import Match
from kgraph.extract.events.spoken import SPOKEN, SpokenJudge
from kgraph.extract.events.talking import Talking
from kgraph.extract.grammar.mending import mend
from kgraph.extract.language.lexicon import Lexicon, lexicon
from kgraph.extract.language.lexicon import fingerprint as lexicon_fingerprint
from kgraph.extract.language.syntax import Sentence, sentences
from kgraph.extract.reading import Reader
from kgraph.extract.standing.relations import standing
from kgraph.knowledge import Knowledge
from kgraph.model import Article, Extraction, Lang, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Extractor:
    """Extracts statements in one language."""

    def __init__(self, lang: Lang, knowledge: Knowledge) -> None:
        self.lang = lang
        self.knowledge = knowledge
        self.lexicon = lexicon(lang)
        self.reader = Reader(knowledge, self.lexicon)
        self.particles = Particles(knowledge, self.reader.roles.titles)
        self.resolver = Resolver(knowledge, self.lexicon)
        self.times = TimeGrammar(lang)

    @property
    def fingerprint(self) -> str:
        """Changes whenever the extractor may find something else: its code, language data or knowledge."""
        digest = hashlib.sha256()
        for path in sorted(Path(__file__).parent.rglob("*.py")):
            digest.update(path.read_bytes())
        digest.update(lexicon_fingerprint(self.lang).encode())
        digest.update(self.knowledge.fingerprint.encode())
        return digest.hexdigest()[:16]

    def extract(self, article: Article, doc: Doc, scheme: str = "ud") -> Extraction:
        """The entities, mentions and statements of one article."""
        return self.assembly(article, self.analyse(article, sentences(doc, article, scheme))).extraction()

    def assembly(self, article: Article, analysis: Analysis) -> Assembly:
        """What turns the analysis of an article into records."""
        return Assembly(article, analysis, Occasions(analysis.reading, self.times, self.lexicon))

    def analyse(self, article: Article, sents: list[Sentence], trace: bool = False) -> Analysis:
        """The analysis before it is put into records; with `trace`, frames that did not fire are kept."""
        if self.lang == "de":
            self.particles.rejoin(sents, article.published)
        for sentence in sents:
            mend(sentence, self.lexicon)
        reading = self.reader.read(article, sents)
        self.resolver.resolve(reading)
        analysis = Analysis(reading)
        arguments = Arguments(reading, self.resolver, self.knowledge, self.lexicon)
        Crews(arguments).find()
        matcher = Matcher(self.lexicon, arguments, analysis.traces if trace else None)
        attribution = Attribution(arguments, self.lexicon)
        attribution.read()
        analysis.said.extend(attribution.said)
        judge = Judge(self.lexicon, arguments, matcher.gaps)
        listener = SpokenJudge(self.lexicon, arguments, matcher.gaps, attribution)
        judged: list[Match] = []
        for n, sentence in enumerate(sents):
            if not reading.at[n] and not self._adjectives(sentence):
                continue
            if reading.at[n]:  # "ungarische Schüler müssten lernen" asks nothing of Hungary
                judged.extend(judge.sentence(n, sentence))
                judged.extend(listener.sentence(n, sentence))
                judged.extend(announced(n, sentence, arguments, self.lexicon))
            analysis.matches.extend(matcher.sentence(n, sentence))
        judged = _beside(judged, analysis.matches)
        analysis.matches.extend(Implied(matcher, [*analysis.matches, *judged], attribution.claim).found())
        analysis.matches.extend(Talking(matcher, analysis.matches).found())
        aided = {id(w) for m in analysis.matches if m.frame.rel == "AID" for w in (m.trigger, m.carrier)}
        analysis.matches.extend(Relief(matcher).found(aided))
        keep_peace(analysis.matches, reading, self.lexicon)
        for match in analysis.matches:
            if match.frame.id.startswith(SPOKEN):
                continue  # whose words they are is who judges
            claim = attribution.claim(match.trigger_sent, match.trigger)
            analysis.claims[id(match)] = claim
            if claim is not None and match.status == "hypothetical":
                match.status = reported_status(match, self.lexicon)
            near = match.source.sent == match.target.sent == match.trigger_sent
            if near and not match.frame.id.endswith(REFUSED):
                words, ends = sents[match.trigger_sent].words, (match.source.head.i, match.target.head.i)
                match.status = contrasted(words, ends, match.status, self.lexicon)
        analysis.matches.extend(judged)
        analysis.standing.extend(standing(reading, self.resolver, self.knowledge, self.lexicon))
        analysis.standing.extend(governing(reading, self.lexicon, analysis.matches))
        return analysis

    def _adjectives(self, sentence: Sentence) -> bool:
        """Whether countries are named, if only by adjectives and compounds: "russische Drohnen", "US-Raketen"."""
        return any(
            any(self.knowledge.adjective(part) is not None for part in (word.text, word.text.split("-")[-1]))
            if word.pos == "ADJ"
            else "-" in word.text and self.knowledge.prefix(word.text.split("-")[0]) is not None
            for word in sentence.words
        )


def _beside(judged: list[Match], told: list[Match]) -> list[Match]:
    """The judgements that say more than the verb itself: who "rejects as absurd" rejects, and no more."""
    refused = {(id(m.trigger), id(m.source.ent)) for m in told if m.frame.rel in ("REJECT", "SUPPORT")}
    return [m for m in judged if (id(m.trigger), id(m.source.ent)) not in refused]


def reported_status(match: Match, lexicon: Lexicon) -> Status:
    """The status of what somebody is said to say: there Konjunktiv II and "would" need not be unreal."""
    if match.frame.status is not None or match.frame.id.startswith("REQUEST:obligation"):
        return match.status
    if match.frame.kind == "noun":
        return noun_status(match.trigger, match.carrier, lexicon, reported=True)
    return verb_status(match.trigger, lexicon, reported=True, rel=match.frame.rel)
