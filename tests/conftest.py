"""What several test files share."""

import pytest
from bench import Bench

from kgraph import nlp


@pytest.fixture(scope="session")
def bench() -> Bench:
    """The shipped pipelines and extractors."""
    if not all(nlp.shipped_path(lang).exists() for lang in ("de", "en")):
        pytest.skip("the pipelines are not built")
    return Bench()
