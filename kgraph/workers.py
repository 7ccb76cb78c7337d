"""Analysing a stream of articles in batches, in this process or in several, in the order they came.

At most a few batches are in memory at a time, however many articles there are.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kgraph.errors import KgraphError
from kgraph.model import Article, Extraction, Lang

if TYPE_CHECKING:
    from concurrent.futures import Future

# Large enough to keep a pipeline busy, small enough that a bar moves and little is lost when killed.
BATCH_ARTICLES = 16
BATCH_CHARS = 100_000


class Analyser(Protocol):
    """Finds statements in articles. `fingerprint` changes whenever it may find others."""

    def fingerprint(self, lang: Lang) -> str:
        """Of the pipeline, the code and the data used for `lang`."""

    def analyse(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One extraction for each article, in order. The articles of a call share a language."""


Factory = Callable[[], Analyser]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article: an extraction and a near-copy signature, or the reason why not."""

    article: Article
    extraction: Extraction | None
    signature: bytes = b""
    error: str = ""


class WorkerDied(KgraphError):
    """A worker process ended without giving its results."""


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles in groups of one language, each of bounded number and size."""
    waiting: dict[Lang, list[Article]] = {}
    chars: dict[Lang, int] = {}
    for article in articles:
        batch = waiting.setdefault(article.lang, [])
        batch.append(article)
        chars[article.lang] = chars.get(article.lang, 0) + len(article.text)
        if len(batch) >= BATCH_ARTICLES or chars[article.lang] >= BATCH_CHARS:
            yield waiting.pop(article.lang)
            del chars[article.lang]
    yield from (waiting[lang] for lang in sorted(waiting))


def run(articles: Iterable[Article], factory: Factory, jobs: int = 1) -> Iterator[Outcome]:
    """Analyse articles with `jobs` processes. An article that fails gives an Outcome with its error.

    Raises WorkerDied if a process is killed, and whatever `factory` raises.
    """
    if jobs <= 1:
        analyser = factory()
        for batch in batches(articles):
            yield from analyse_batch(analyser, batch)
    else:
        yield from _in_processes(articles, factory, jobs)


def analyse_batch(analyser: Analyser, batch: list[Article]) -> list[Outcome]:
    """The outcomes of a batch. If it fails, its articles are tried one by one to find the one at fault."""
    try:
        found = list(analyser.analyse(batch))
        if [e.article for e in found] != [a.id for a in batch]:
            raise RuntimeError("the analyser did not give one extraction for each article")
    except KgraphError:
        raise  # such as a missing pipeline: no article is to blame
    except Exception as error:
        if len(batch) > 1:
            return [outcome for article in batch for outcome in analyse_batch(analyser, [article])]
        reason = f"{type(error).__name__}: {error}".strip().splitlines()[0]
        return [Outcome(batch[0], None, error=f"could not be analysed ({reason})")]
    from kgraph.sources.copies import signature

    return [Outcome(a, e, signature(_news(a))) for a, e in zip(batch, found, strict=True)]


def _news(article: Article) -> str:
    """The text without datelines and boilerplate, in which copies differ."""
    return "\n".join(article.text[b.start : b.end] for b in article.blocks) or article.text


def _in_processes(articles: Iterable[Article], factory: Factory, jobs: int) -> Iterator[Outcome]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # Spawned, not forked: a fork copies the threads' locks of the numeric libraries in whatever state
    # they are, and would keep the build's lock after the parent was killed.
    pool = ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_start, initargs=(factory,)
    )
    pending: deque[Future[list[Outcome]]] = deque()
    try:
        for batch in batches(articles):
            with _interrupts_held():
                pending.append(pool.submit(_work, batch))
            if len(pending) > 2 * jobs:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerDied(
            "a worker process was killed or could not start, perhaps for want of memory; what was finished "
            "is stored: run the command again, with a smaller --jobs (in a script of your own, call "
            "kgraph.build below `if __name__ == '__main__':`)"
        ) from error
    finally:
        workers = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join(5)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes started within never see Ctrl-C (they inherit the mask): the parent ends them."""
    if hasattr(signal, "pthread_sigmask"):
        old = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, old)
    else:
        yield


_analyser: Analyser | KgraphError | None = None


def _start(factory: Factory) -> None:
    """In a new worker: make the analyser once, and end when the parent does."""
    global _analyser
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _analyser = factory()
    except KgraphError as error:
        _analyser = error  # told by the first batch: an initializer that raises only breaks the pool


def _end_with_parent() -> None:
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(batch: list[Article]) -> list[Outcome]:
    if isinstance(_analyser, KgraphError):
        raise _analyser
    assert _analyser is not None
    return analyse_batch(_analyser, batch)
