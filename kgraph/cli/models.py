"""`kgraph models`."""

from __future__ import annotations

from dataclasses import asdict

import click

from kgraph.cli.common import emit, examples, format_option

MORE = """
The transformer reads both languages: better names and trees, but slower (kgraph/models/transformer/MODEL_CARD.md).
More: any spaCy pipeline with a parser and a name recogniser works. Install one where there is a network, e.g.
  pip install spacy && python -m spacy download de_core_news_lg
or carry its wheel over and `pip install` that; then `kgraph build … --model de=de_core_news_lg`. A folder written by
`nlp.to_disk` works too: --model de=path/to/folder."""


@click.command(epilog=examples("kgraph models", "kgraph models --format json"))
@format_option
def models(format_: str) -> None:
    """The language pipelines that are there, and how to get more.

    Labels tell the scheme of the parser: ud, tiger or clearnlp; none means that kgraph cannot read it.
    """
    from kgraph.nlp import available

    columns = [
        ("lang", "Language"), ("name", "Pipeline"), ("version", "Version"), ("origin", "Origin"), ("scheme", "Labels"),
        ("missing", "Lacks"), ("licence", "Licence"), ("use", "Use"),
    ]  # fmt: skip
    rows = [
        {**asdict(item), "missing": ", ".join(item.missing), "scheme": item.scheme or "none"}
        for item in available()
    ]
    emit(rows, format_, columns=columns)
    if format_ == "table":
        click.echo(MORE, err=True)
