"""The exceptions of kgraph: one base, so that a caller can catch everything with one clause.

KgraphError
├── UsageError          the call makes no sense (exit code 2)
├── SourceError         an input file or feed cannot be read (the rest goes on)
├── StoreError          the store is damaged, newer than this program, or cannot be written
├── ModelError          a language pipeline is missing or has an unknown label scheme
├── KnowledgeError      a data file (shipped or the user's) breaks its schema
├── QueryError          a question that cannot be answered as asked
│   └── UnknownActor    no actor of that name; carries suggestions
└── OutputError         an output cannot be written
"""

from __future__ import annotations

from collections.abc import Sequence


class KgraphError(Exception):
    """Base of all errors that kgraph raises on purpose; the message is meant for the user."""


class UsageError(KgraphError):
    """The call makes no sense: contradicting or impossible arguments."""


class SourceError(KgraphError):
    """An input cannot be read. `origin` names the file, item or URL."""

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(f"{origin}: {reason}")
        self.origin = origin
        self.reason = reason


class StoreError(KgraphError):
    """The store is damaged, newer than this program, or cannot be written."""


class ModelError(KgraphError):
    """A language pipeline is missing, lacks a component, or has an unknown label scheme."""


class KnowledgeError(KgraphError):
    """A knowledge or lexicon file breaks its schema. The message names file, line and remedy."""


class QueryError(KgraphError):
    """A question that cannot be answered as asked."""


class UnknownActor(QueryError):
    """No actor of that name. `suggestions` holds names that are close, best first."""

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        hint = f"; did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"no actor called {name!r}{hint}")
        self.name = name
        self.suggestions = tuple(suggestions)


class OutputError(KgraphError):
    """An output file cannot be written."""
