"""Everything that a reader or contributor can name is named in the documentation."""

from __future__ import annotations

import argparse
import ast
import re

import macros
from tests.helpers import ROOT
from w2sg.cli import parser
from w2sg.export.files import export_files
from w2sg.export.pieces import FORMATS
from w2sg.library import Library
from w2sg.queries.browse import SORTS, Finder

_NAME = re.compile(r"[a-z0-9-]*[a-z][a-z0-9-]*")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")


def commands() -> dict[str, list[str]]:
    """command -> its options."""
    groups = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return {
        name: [o for a in made._actions for o in a.option_strings if o.startswith("--")]
        for name, made in groups[0].choices.items()
    }


def test_every_command_and_option_is_named() -> None:
    for name, options in commands().items():
        assert f"`w2sg {name}" in README, name
        row = next(line for line in README.splitlines() if line.startswith(f"| `w2sg {name}"))
        assert [o for o in options if o != "--help" and f"{o}" not in row] == [], name


def test_every_macro_is_named_and_renders() -> None:
    named = set(re.findall(r"`(\w+)\([^`]*\)`", CONTRIBUTING))
    assert named == set(macros.MACROS)
    for name, kind in macros.MACROS.items():
        assert callable(getattr(kind, name))
    public = {n for kind in set(macros.MACROS.values()) for n in vars(kind) if n[0] != "_"}
    assert public == set(macros.MACROS), "a public method is no macro"


def test_pages_call_macros_only() -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        called = set(re.findall(r"\{\{\s*(\w+)\(", page.read_text(encoding="utf-8")))
        assert called <= set(macros.MACROS), page


def rule_names() -> set[str]:
    """The short names in the problems that the code reports."""
    names = set()
    for file in (ROOT / "w2sg").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Problem", "_at"):
                texts = [str(a.value) for a in node.args if isinstance(a, ast.Constant)]
                names |= set(
                    [t for t in texts if re.fullmatch(r"[a-z0-9-]*[a-z][a-z0-9-]*", t)][:1]
                )
    return names


def test_every_rule_is_named() -> None:
    rows = [line for line in CONTRIBUTING.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row.split(" | ")[0])}
    assert rule_names() - named == set()


def test_every_file_for_programs_is_named(library: Library) -> None:
    """All but the pages' twins and what only our own scripts and browsers read."""
    for path in export_files(library, "https://example.org/"):
        folder, _, name = path.partition("/")
        if not name and path not in ("index.md", "opensearch.xml"):
            assert f"`{path}`" in DATA, path
        elif "/" not in name and name.endswith((".bib", ".atom", ".ris")):
            id = "KEY" if folder == "papers" else "ID"
            assert f"`{folder}/{id}.bib`" in DATA, path


def test_every_format_facet_and_order_is_named(library: Library) -> None:
    for word in (*FORMATS, *(facet.id for facet in Finder.of(library).facets), *SORTS):
        assert f"`{word}`" in DATA, word
