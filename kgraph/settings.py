"""Settings of a build: everything a user can turn, with the defaults and why they are so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kgraph.model import Lang

# Statements below this probability stay in the store and in statements.jsonl only on request.
# Chosen on gold/dev for precision: see benchmarks/quality.md.
DEFAULT_MIN_CONFIDENCE = 0.4

# Files beyond this size are no news article; reading them would only exhaust memory.
MAX_FILE_BYTES = 20_000_000

# Longer texts are no news article either; the parser's memory grows with the text.
MAX_ARTICLE_CHARS = 200_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What `kgraph.build` does. `models` maps a language to the name or path of a spaCy pipeline
    (empty: the shipped one). `names` is the language of canonical names in the outputs. `knowledge`
    are the user's own CSV files. `jobs` is the number of worker processes."""

    names: Lang = "de"
    jobs: int = 1
    min_confidence: float = DEFAULT_MIN_CONFIDENCE
    models: tuple[tuple[Lang, str], ...] = ()
    knowledge: tuple[Path, ...] = ()
    timeout_s: float = 20.0
