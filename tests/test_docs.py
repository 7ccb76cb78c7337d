"""The documentation is true: pages made from code are fresh, commands and snippets run, links lead somewhere."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import click
import pytest

from kgraph.cli import cli, run
from kgraph.store import Store

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)


def commands(page: Path) -> list[str]:
    """The kgraph command lines of the sh blocks of a page."""
    lines = [line.strip() for block in blocks(page, "sh") for line in block.replace("\\\n", " ").splitlines()]
    return [line for line in lines if line.startswith("kgraph ")]


def words(line: str) -> tuple[list[str], str | None]:
    """The arguments after `kgraph`, up to a pipe, and the file that stdout goes to."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|<>")
    lexer.whitespace_split = True
    found, target = [], None
    parts = list(lexer)[1:]
    while parts:
        part = parts.pop(0)
        if part in ("|", "<"):
            break
        if part == ">":
            target = parts.pop(0)
        else:
            found.append(part)
    return found, target


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """docs/generate.py as a module."""
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that has the seeds, to run commands in."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_reference_is_fresh(generate: ModuleType) -> None:
    there = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert there == generate.page(), "docs/commands.md is out of date: run `python docs/generate.py`"


def test_the_command_reference_names_every_option(generate: ModuleType) -> None:
    page = generate.page()
    context = click.Context(cli, info_name="kgraph")
    found = list(generate._walk(cli, ("kgraph",), context))
    assert len(found) > 20
    for path, command in found:
        section = re.split(r"^#{3,4} ", page.split(f"# {' '.join(path)}\n", 1)[1], maxsplit=1, flags=re.M)[0]
        for param in command.params:
            if isinstance(param, click.Option):
                assert all(f"`{name}" in section for name in param.opts), (path, param.name)
        assert "```sh\nkgraph " in section, f"{' '.join(path)} has no examples"


def test_a_changed_option_makes_the_page_stale(generate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    met = cli.get_command(click.Context(cli), "met")
    assert met
    monkeypatch.setattr(met.params[1], "help", "Something else.")
    assert (DOCS / "commands.md").read_text(encoding="utf-8") != generate.page()


@pytest.mark.parametrize(
    "page",
    PAGES,
    ids=lambda page: page.name,
)
def test_command_lines_are_understood(page: Path) -> None:
    """Every command line shown has options and choices that there are; nothing is run."""
    for line in commands(page):
        args, _ = words(line)
        command: click.Command = cli
        context = click.Context(cli, info_name="kgraph")
        while isinstance(command, click.Group):
            found = command.get_command(context, args[0])
            assert found, line
            command = found
            args = args[1:]
        try:
            command.make_context(command.name, args, parent=context)
        except click.ClickException as error:
            pytest.fail(f"{page.name}: {line}: {error.format_message()}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), f"{page.name}: {link}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.M)
            anchors = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}
            assert anchor in anchors, f"{page.name}: {link}"


def test_pictures_are_whole_and_load_nothing() -> None:
    drawings = sorted((DOCS / "img").glob("*.svg"))
    assert drawings
    for drawing in drawings:
        tree = ElementTree.parse(drawing)
        assert "viewBox" in tree.getroot().attrib
        names = {element.tag.rpartition("}")[2] for element in tree.iter()}
        assert not names & {"script", "image", "foreignObject", "use"}
        assert not re.search(r"url\(\s*['\"]?http|@import", drawing.read_text(encoding="utf-8"))


def test_the_tutorial_runs(workplace: Path) -> None:
    """Every command of the tutorial, in order, in one folder, with exit code 0; outputs are examples."""
    page = DOCS / "tutorial.md"
    lines = commands(page)
    assert len(lines) > 20
    for line in lines:
        args, target = words(line)
        if args[:2] == ["corrections", "apply"]:
            _example_of_corrections(page, Path(args[2]))
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(args)
        assert code == 0, f"{line}\n{err.getvalue()}"
        if target:
            Path(target).write_text(out.getvalue(), encoding="utf-8")
            assert out.getvalue().count("\n") > 1, line
    with Store.open("output/kgraph.db", readonly=True) as store:
        assert [c.by for c in store.corrections()] == ["Foreign desk"]
    for name in ("output/map.html", "araghtschi.html", "araghtschi.md", "iran-usa.gexf", "meetings.csv"):
        assert (workplace / name).stat().st_size > 0


def _example_of_corrections(page: Path, path: Path) -> None:
    """The file that the tutorial shows, for a statement that there is: ids change with the extraction."""
    (shown,) = blocks(page, "json")
    example = json.loads(shown)
    with Store.open("output/kgraph.db", readonly=True) as store:
        (target, _), *_ = store.find_actor(example["target"])
        other = next(r for r in store.records() if target.id not in (r.source, r.target))
    path.write_text(json.dumps(example | {"statement": other.id}) + "\n", encoding="utf-8")


def test_the_cookbook_runs(workplace: Path) -> None:
    snippets = blocks(DOCS / "cookbook.md", "python")
    assert len(snippets) > 12
    names: dict[str, object] = {"__name__": "cookbook"}
    for number, snippet in enumerate(snippets, 1):
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(snippet, f"cookbook.md, snippet {number}", "exec"), names)
    assert (workplace / "statements.csv").read_text(encoding="utf-8").startswith("day,who,relation,whom,")
    assert (workplace / "talks.html").stat().st_size > 100_000


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_scripts_are_printed(shell: str) -> None:
    assert "_KGRAPH_COMPLETE" in _completed({"_KGRAPH_COMPLETE": f"{shell}_source"})


@pytest.mark.parametrize(
    ("typed", "position", "offered"),
    [("kgraph me", 1, "met"), ("kgraph met --evi", 2, "--evidence"), ("kgraph actors spl", 2, "split"),
     ("kgraph met --format j", 3, "jsonl"), ("kgraph export gex", 2, "gexf-merged"),
     ("kgraph relations --relation sanc", 3, "SANCTION")],
)  # fmt: skip
def test_completion_completes(typed: str, position: int, offered: str) -> None:
    found = _completed(
        {"_KGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(position)}
    )
    assert f"plain,{offered}" in found.splitlines()


def _completed(environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "kgraph"], env=os.environ | environment, cwd=ROOT, capture_output=True,
        text=True, timeout=120, check=True,
    )  # fmt: skip
    return done.stdout
