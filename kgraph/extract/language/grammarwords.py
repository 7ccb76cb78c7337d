"""The small words of the language data by which trees are read and put right: articles, pronouns, auxiliaries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kgraph.extract.language.lists import Lists


class GrammarWords:
    """A part of the lexicon: closed classes of words, and what their forms show."""

    def _take_grammar(self, section: Mapping[str, Any]) -> None:
        self.grammar = Lists({name: words for name, words in section.items() if isinstance(words, list)})
        # of relative pronouns: the gender of what they stand for; what they are beside a subject without an article
        self.relative_genders: Mapping[str, str] = section.get("relative_genders", {})
        self.relative_roles: Mapping[str, str] = section.get("relative_roles", {})
        stems = self.grammar["determiner_stems"]
        self.accusative, self.dative, self.of_feminine = (
            frozenset(stem + ending for stem in stems for ending in self.grammar[case])
            for case in ("accusative", "dative", "of_feminine")
        )
        # determiners and pronouns that show that a phrase is no subject
        self.oblique = self.accusative | self.dative | self.grammar["oblique_pronouns"]
