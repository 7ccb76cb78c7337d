"""What a build says while it runs and when it is done, on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import click

if TYPE_CHECKING:
    from kgraph.pipeline import BuildReport, Problem, Progress

# Seconds between two lines where there is no terminal to draw a bar on.
EVERY_S = 10.0
# Problems of one kind are named so often, then counted.
NAMED = 50

STAGES = {"articles": "reading", "actors": "joining actors", "outputs": "writing"}


class Reporter(Protocol):
    """Takes the progress of a build."""

    def __call__(self, progress: Progress) -> None: ...

    def close(self) -> None:
        """Leave the terminal clean."""


class Lines:
    """Problems as they come and, unless `quiet`, a line now and then."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self._started = self._said = time.monotonic()
        self._problems = 0
        self._stage = "articles"

    def __call__(self, progress: Progress) -> None:
        if progress.problem is not None:
            self._problems += 1
            if self._problems <= NAMED:
                self.line(problem_line(progress.problem))
            elif self._problems == NAMED + 1:
                self.line("further problems are only counted; --format json lists all")
        self.advance(progress)

    def advance(self, progress: Progress) -> None:
        """Say where the build is, not too often."""
        now = time.monotonic()
        if self.quiet or (now - self._said < EVERY_S and progress.stage == self._stage):
            return
        if progress.stage != self._stage:
            self._stage = progress.stage
            if now - self._started >= EVERY_S:
                self.line(f"{STAGES[progress.stage]} ...")
            return
        self._said = now
        rate = progress.done / max(now - self._started, 1e-9)
        left = (progress.total - progress.done) / rate if rate else 0.0
        self.line(f"{progress.done:,} of {progress.total:,} articles, {rate:.1f}/s, {duration(left)} left")

    def line(self, text: str) -> None:
        """Write a line."""
        click.echo(text, err=True)

    def close(self) -> None:
        """Nothing to clean up."""


class Bar(Lines):
    """A bar with rate and time left."""

    def __init__(self) -> None:
        super().__init__(quiet=False)
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._bar: Any = Progress(
            TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
            console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task(STAGES["articles"], total=None, rate="")
        self._bar.start()

    def advance(self, progress: Progress) -> None:
        """Move the bar."""
        rate = progress.done / max(time.monotonic() - self._started, 1e-9)
        self._bar.update(
            self._task, description=STAGES[progress.stage], completed=progress.done,
            total=progress.total or None, rate=f"{rate:.1f}/s",
        )  # fmt: skip

    def line(self, text: str) -> None:
        """Write a line above the bar."""
        self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)

    def close(self) -> None:
        """Take the bar away."""
        self._bar.stop()


@contextmanager
def reporter(quiet: bool) -> Iterator[Reporter]:
    """A bar on a terminal, lines elsewhere, problems only if `quiet`."""
    found: Reporter = Bar() if sys.stderr.isatty() and not quiet else Lines(quiet)
    try:
        yield found
    finally:
        found.close()


def problem_line(problem: Problem) -> str:
    """One input that was passed over."""
    return f"passed over {problem.origin}: {problem.reason}"


def duration(seconds: float) -> str:
    """A time span in words."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def summary(report: BuildReport, verbose: bool = False) -> str:
    """What a build read, passed over, found, joined and wrote."""
    c = report.counts
    lines = []

    def line(heading: str, text: str) -> None:
        lines.append(f"{heading:<12}{text}")

    kinds = ((report.new, "new"), (report.changed, "changed"), (report.unchanged, "unchanged"))
    parts = [f"{number:,} {word}" for number, word in kinds if number]
    line("Articles", f"{report.read:,} read" + (f" ({', '.join(parts)})" if parts else ""))
    if report.absent:
        line("", f"{report.absent:,} of earlier builds are not among the sources and stay in the store")
    if report.near_copies:
        line("", f"{report.near_copies:,} near-copies, each counted as one source with its original")
    if report.skipped:
        line("Skipped", f"{counted(len(report.skipped), 'input')} that could not be read (see above)")
    if report.failed:
        line("Failed", f"{counted(len(report.failed), 'article')} that could not be analysed (see above)")
    if report.notes:
        line("Remarks", f"{len(report.notes):,}" + ("" if verbose else " (--verbose shows them)"))
        if verbose:
            lines.extend(f"  {note.origin}: {note.reason}" for note in report.notes)
    languages = ", ".join(f"{number:,} {lang}" for lang, number in c.languages.items())
    tongues = f" ({languages})" if languages else ""
    line("Store", f"{counted(c.articles, 'article')}{tongues}, {counted(c.sentences, 'sentence')}")
    if c.undated:
        line(
            "",
            f"{c.undated:,} without a date: front matter (date: 2026-03-01) gives one; periods leave them out",
        )
    statuses = ", ".join(f"{number:,} {status}" for status, number in c.statuses.items())
    line("Statements", f"{c.records:,}" + (f" ({statuses})" if statuses else ""))
    if report.hidden:
        line("", f"{report.hidden:,} of them under the asked confidence: in the store only")
    line("Actors", f"{c.actors:,}" + (f", {counted(c.merges, 'merge')}" if c.merges else ""))
    line("Written", ", ".join(str(path) for path in report.files))
    line("Time", duration(report.seconds) if report.seconds >= 90 else f"{report.seconds:.1f} s")
    return "\n".join(lines)


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
