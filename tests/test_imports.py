"""The direction of imports and who may use which third-party package, over the whole package."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "kgraph"

# Lower layers first. A module imports from its own layer and from those before it, never from later ones.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("model", "errors"),
    ("settings", "relations"),
    ("schemetree", "spanning"),
    ("schemes",),
    ("knowledge",),
    ("sources",),
    ("transformer",),
    ("nlp",),
    ("extract",),
    ("resolve",),
    ("store",),
    ("graph",),
    ("outputs",),
    ("analyser", "workers", "explaining"),
    ("pipeline",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
# The same inside of the extractor.
STAGES = (
    "dates",
    "language",
    "grammar",
    "entities",
    "coref",
    "assertion",
    "standing",
    "events",
    "reading",
    "assembly",
    "extractor",
    "__init__",
)

# Where a third-party (or weighty) package may be imported; the first part of the module below kgraph.
ALLOWED: dict[str, set[str]] = {
    "spacy": {"nlp", "transformer", "extract", "schemes", "schemetree"},
    "onnxruntime": {"transformer"},
    "sentencepiece": {"transformer"},
    "networkx": {"graph", "outputs"},
    "igraph": {"graph", "outputs"},
    "pyvis": {"outputs"},
    "jinja2": {"outputs"},
    "IPython": {"outputs"},
    "sqlite3": {"store"},
    "click": {"cli"},
    "rich": {"cli"},
    "trafilatura": {"sources"},
    "feedparser": {"sources"},
    "lxml": {"sources", "outputs"},
    "charset_normalizer": {"sources"},
    "py3langid": {"sources"},
    "datasketch": {"sources"},
    "thinc": {"nlp"},
    "numpy": {"sources", "nlp", "transformer", "spanning", "extract", "outputs", "graph"},
    "rapidfuzz": {"store", "resolve"},
    "anyascii": {"knowledge", "sources", "resolve", "store", "extract", "graph", "outputs"},
    "rdflib": {"outputs"},
    "followthemoney": {"outputs"},
    "pyarrow": {"outputs"},
    "grandcypher": {"graph", "outputs"},
    "lark": {"graph"},
}
# These cost too much to be paid by `kgraph --help`: they are imported inside of functions.
LATE = {
    "spacy",
    "thinc",
    "rich",
    "trafilatura",
    "pyvis",
    "networkx",
    "igraph",
    "numpy",
    "rapidfuzz",
    "datasketch",
    "onnxruntime",
    "sentencepiece",
}
QUICK = {"model", "errors", "settings", "relations", "store", "cli", "__init__", "__main__", "pipeline"}

MODULES = sorted(ROOT.rglob("*.py"))


def part(path: Path) -> str:
    """The first name below the package: `kgraph/store/rows.py` is "store"."""
    return path.relative_to(ROOT).with_suffix("").parts[0]


def is_module(dotted: str) -> bool:
    """Whether a dotted name is a module or the package of this project."""
    names = dotted.split(".")
    path = ROOT.joinpath(*names[1:])
    return names[0] == "kgraph" and (path.with_suffix(".py").is_file() or path.is_dir())


def imports(path: Path) -> list[tuple[str, int, bool, bool]]:
    """(module, line, whether at the top level, whether for type checking only) of each import."""
    found: list[tuple[str, int, bool, bool]] = []

    def visit(node: ast.AST, top: bool, typing: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                found.extend((alias.name, child.lineno, top, typing) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"{path}:{child.lineno}: write imports in full"
                module = child.module or ""
                for alias in child.names:
                    # `from package import name` means the module of that name, where there is one.
                    whole = f"{module}.{alias.name}"
                    found.append((whole if is_module(whole) else module, child.lineno, top, typing))
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
                visit(child, top, True)
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                visit(child, False, typing)
            else:
                visit(child, top, typing)

    visit(ast.parse(path.read_text(encoding="utf-8")), True, False)
    return found


def upward(path: Path) -> list[str]:
    """Imports of `path` that point to a higher layer."""
    own = part(path)
    if own == "__init__":
        return []  # the door of the package: it opens every stage, inside of functions
    bad = []
    for module, line, _, typing in imports(path):
        names = module.split(".")
        if names[0] != "kgraph" or len(names) < 2 or typing:
            continue
        if names[1] not in RANK:
            if names[1] != "__version__":
                bad.append(f"{path}:{line}: kgraph.{names[1]} has no layer; add it to LAYERS")
        elif RANK[names[1]] > RANK[own]:
            bad.append(f"{path}:{line}: {own} may not import {module}")
        elif own == names[1] == "extract" and len(names) > 2:
            stage = path.relative_to(ROOT).with_suffix("").parts[1]
            if STAGES.index(names[2]) > STAGES.index(stage):
                bad.append(f"{path}:{line}: {stage} may not import {module}")
    return bad


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_downwards(path: Path) -> None:
    assert part(path) in RANK or part(path) == "__init__", f"{path} has no layer; add it to LAYERS"
    assert upward(path) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_packages_are_used_where_they_belong(path: Path) -> None:
    bad = []
    for module, line, top, typing in imports(path):
        package = module.split(".")[0]
        if package in {"kgraph", "__future__"} or package in sys.stdlib_module_names - {"sqlite3"}:
            continue
        if package not in ALLOWED:
            bad.append(f"{path}:{line}: {package} is not known here; add it to ALLOWED")
        elif part(path) not in ALLOWED[package]:
            bad.append(f"{path}:{line}: {package} may be imported in {sorted(ALLOWED[package])} only")
        elif package in LATE and top and not typing and part(path) in QUICK:
            bad.append(f"{path}:{line}: {package} must be imported late, inside of a function")
    assert bad == []


def test_the_check_finds_an_upward_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kgraph"
    (package / "store").mkdir(parents=True)
    bad = package / "store" / "bad.py"
    bad.write_text("def f():\n    from kgraph.graph import build\n\nfrom kgraph.model import Span\n")
    monkeypatch.setattr(sys.modules[__name__], "ROOT", package)
    assert upward(bad) == [f"{bad}:2: store may not import kgraph.graph"]


def test_no_import_cycles() -> None:
    names = {}
    for path in MODULES:
        dotted = ".".join(("kgraph", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        names[dotted] = path
    edges = {
        name: {m for m, _, top, typing in imports(path) if top and not typing and m in names and m != name}
        for name, path in names.items()
    }
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for other in sorted(edges[name]):
                walk(other, (*trail, name))
            done.add(name)

    for name in sorted(edges):
        walk(name, ())


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 420
