"""What a shell offers when Tab is pressed: actors of the store, relation types, formats."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kgraph.cli.common import DEFAULT_STORE


def actor_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Names of the store's actors that begin so, the most frequent first. Without a store, none."""
    from kgraph.errors import KgraphError
    from kgraph.store import Store

    path = Path(ctx.params.get("store_path") or DEFAULT_STORE)
    typed = incomplete.replace("\\ ", " ").strip("\"'")
    try:
        with Store.open(path / "kgraph.db" if path.is_dir() else path, readonly=True) as store:
            names = store.names_beginning(typed)
    except KgraphError:
        return []
    # zsh and fish quote what they insert, bash does not.
    bash = os.environ.get("_KGRAPH_COMPLETE", "").startswith("bash") and incomplete[:1] not in ("'", '"')
    return [name.replace(" ", "\\ ") for name in names] if bash else names


def relation_types(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The relation types that begin so."""
    from kgraph.relations import relation_types as known

    return [name for name in known() if name.startswith(incomplete.upper())]


def formats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The formats of `kgraph export` that begin so."""
    from kgraph.outputs import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]
