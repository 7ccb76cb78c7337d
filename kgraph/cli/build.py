"""`kgraph build`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli import note
from kgraph.cli.common import emit, examples
from kgraph.cli.progress import reporter, summary
from kgraph.model import LANGS, Lang
from kgraph.settings import DEFAULT_MIN_CONFIDENCE, Settings

if TYPE_CHECKING:
    ModelType = click.ParamType[tuple[Lang, str]]
else:  # older click: the class takes no parameter at run time
    ModelType = click.ParamType


class Model(ModelType):
    """LANG=NAME."""

    name = "lang=name"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Lang, str]:
        """Split, or fail with an example."""
        lang, _, name = str(value).partition("=")
        for known in LANGS:
            if lang == known and name:
                return known, name
        self.fail(f"{value!r} is not LANG=NAME, for example de=de_core_news_lg", param, ctx)


@click.command(
    epilog=examples(
        "kgraph build articles/ -o output/",
        "kgraph build a.txt b.html news.jsonl https://example.org/feed.xml",
        "cat news.jsonl | kgraph build - --lang de",
        "kgraph build articles/ --jobs 4 --model de=de_core_news_lg --names en",
    )
)
@click.argument("sources", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
              help="The folder for store, map, graph and statements.")  # fmt: skip
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N",
              help="Worker processes; each needs its own memory for the pipelines.")  # fmt: skip
@click.option("--model", "models", type=Model(), multiple=True, metavar="LANG=NAME",
              help="Another pipeline: transformer, or the package or folder of a spaCy pipeline.")  # fmt: skip
@click.option("--names", type=click.Choice(LANGS), default="de", show_default=True,
              help="Language of actor names in the outputs.")  # fmt: skip
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=DEFAULT_MIN_CONFIDENCE,
              show_default=True, metavar="0..1",
              help="Leave less certain statements out of the outputs; the store keeps them.")  # fmt: skip
@click.option("--lang", type=click.Choice(LANGS), help="Take all articles as this language.")
@click.option("--knowledge", type=click.Path(path_type=Path), multiple=True, metavar="CSV",
              help="Your own actors, in the format of the shipped ones.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(0.1), default=20.0, show_default=True, metavar="SECONDS",
              help="How long to wait for a URL.")  # fmt: skip
@click.option("--format", "format_", type=click.Choice(["none", "json"]), default="none", show_default=True,
              help="Write the summary to stdout as JSON, too.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; problems only.")
@click.option("-v", "--verbose", is_flag=True, help="Remarks on single inputs, too.")
@click.pass_context
def build(
    ctx: click.Context,
    sources: tuple[str, ...],
    output: Path,
    jobs: int,
    models: tuple[tuple[Lang, str], ...],
    names: Lang,
    min_confidence: float,
    lang: Lang | None,
    knowledge: tuple[Path, ...],
    timeout: float,
    format_: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Read articles and write store, map, graph and statements.

    SOURCES are .txt, .html, .jsonl and feed files, folders, URLs, or - for stdin. What is in the store
    already and unchanged is not done again, so adding articles is quick and a build that was stopped
    goes on where it was.
    """
    from kgraph import pipeline

    settings = Settings(
        names=names, jobs=jobs, min_confidence=min_confidence, models=models, knowledge=knowledge,
        timeout_s=timeout,
    )  # fmt: skip
    stdin = sys.stdin.buffer if "-" in sources else None
    with reporter(quiet) as tell:
        try:
            report = pipeline.build(sources, output, settings=settings, lang=lang, stdin=stdin, progress=tell)
        except KeyboardInterrupt:
            tell.close()
            again = shlex.join(["kgraph", "build", *sources, "-o", str(output)])
            click.echo(f"\nStopped; what was finished is stored. To go on: {again}", err=True)
            raise
    if not quiet:
        click.echo(summary(report, verbose), err=True)
    if format_ == "json":
        from kgraph.graph.rows import plain

        emit([plain({**_flat(report)})], "json")
    if not report.new + report.changed + report.unchanged and (report.skipped or report.failed):
        note("error: none of the sources could be used")
        ctx.exit(1)


def _flat(report: object) -> dict[str, object]:
    from dataclasses import fields

    found = {field.name: getattr(report, field.name) for field in fields(report)}  # type: ignore[arg-type]
    return {
        **found,
        "store": str(found["store"]),
        "files": [str(path) for path in found["files"]],
        "seconds": round(found["seconds"], 2),
    }
