"""The rooms of `w2sg/`: imports run down only, and never in a circle."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

from tests.helpers import ROOT

PACKAGE = ROOT / "w2sg"
# From the ground up; a room imports from itself and from what stands before it.
FLOORS = "library bibliography check queries export upkeep render cli __main__ mkdocs".split()


def module_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(file: Path, known: set[str]) -> set[str]:
    """The modules of the package that a file imports, also within functions."""
    modules: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are written in full"
            base = node.module or ""
            names = {f"{base}.{name.name}" for name in node.names}
            modules |= names & known or {base}
    return modules & known


FILES = {module_of(file): file for file in PACKAGE.rglob("*.py")}
IMPORTS = {name: imported(file, set(FILES)) - {name} for name, file in FILES.items()}


def floor(module: str) -> int:
    return FLOORS.index(module.split(".")[1]) if "." in module else -1


def test_no_import_runs_up() -> None:
    up = [(a, b) for a, used in IMPORTS.items() for b in used if floor(b) > floor(a) >= 0]
    assert up == []


def test_nothing_imports_in_a_circle() -> None:
    # What a package hands on is imported from its modules, not the other way round.
    graph = {a: {b for b in used if not a.startswith(f"{b}.")} for a, used in IMPORTS.items()}
    TopologicalSorter(graph).prepare()


def test_few_files_stand_beside_the_rooms() -> None:
    rooms = {p.name for p in PACKAGE.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert rooms | {"cli", "__main__"} == set(FLOORS)
    assert len(list(PACKAGE.glob("*.py"))) <= 4


def test_every_room_has_its_tests() -> None:
    for room in FLOORS:
        if (PACKAGE / room).is_dir():
            assert list((ROOT / "tests" / room).glob("test_*.py")), room
