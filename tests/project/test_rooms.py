"""The rooms of `w2sg/`: imports run down only, and never in a circle."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from tests.helpers import ROOT

PACKAGE = ROOT / "w2sg"
# From the ground up; a room imports from itself and from what stands before it.
FLOORS = "library bibliography check queries export upkeep render cli __main__ mkdocs".split()


TESTS = ROOT / "tests"
# Modules, or folders of such, without a test file of their name -> the file with their tests.
TESTED_IN = {
    "w2sg.__main__": "project/test_setup.py",
    "w2sg.bibliography.constants": "bibliography/test_checkbib.py",
    "w2sg.bibliography.containers": "bibliography/test_forms.py",
    "w2sg.bibliography.decoding": "bibliography/test_checkbib.py",
    "w2sg.bibliography.identifiers": "bibliography/test_forms.py",
    "w2sg.bibliography.judging": "bibliography/test_forms.py",
    "w2sg.bibliography.matching": "bibliography/test_forms.py",
    "w2sg.bibliography.meaning": "bibliography/test_forms.py",
    "w2sg.bibliography.records": "bibliography/test_forms.py",
    "w2sg.bibliography.report": "bibliography/test_checkbib.py",
    "w2sg.bibliography.words": "bibliography/test_forms.py",
    "w2sg.bibliography.writing": "bibliography/test_forms.py",
    "w2sg.check.library": "check/test_rules.py",
    "w2sg.check.names": "check/test_author_names.py",
    "w2sg.check.pages": "check/test_rules.py",
    "w2sg.check.rule": "check/test_rules.py",
    "w2sg.check.snapshot": "check/test_rules.py",
    "w2sg.cli": "project/test_documented.py",
    "w2sg.export.arguments": "render/test_approved.py",
    "w2sg.export.bibtex": "library/test_library.py",
    "w2sg.export.compare_data": "export/test_related_work.py",
    "w2sg.export.csl": "export/test_formats.py",
    "w2sg.export.details": "queries/test_text_search.py",
    "w2sg.export.dump": "export/test_formats.py",
    "w2sg.export.feed": "export/test_formats.py",
    "w2sg.export.files": "export/test_formats.py",
    "w2sg.export.markdown": "render/test_approved.py",
    "w2sg.export.news_feed": "queries/test_news.py",
    "w2sg.export.pieces": "browser/test_browse.py",
    "w2sg.export.ris": "export/test_formats.py",
    "w2sg.export.scores_csv": "render/test_approved.py",
    "w2sg.library.bibtex": "library/test_reading.py",
    "w2sg.library.formulas": "library/test_text.py",
    "w2sg.library.latex": "library/test_text.py",
    "w2sg.library.load": "library/test_library.py",
    "w2sg.library.mentions": "check/test_claims.py",
    "w2sg.library.model": "library/test_library.py",
    "w2sg.library.problem": "check/test_rules.py",
    "w2sg.library.yaml": "library/test_reading.py",
    "w2sg.mkdocs.address": "project/test_setup.py",
    "w2sg.mkdocs.compiled": "mkdocs/test_hooks.py",
    "w2sg.mkdocs.current": "mkdocs/test_hooks.py",
    "w2sg.mkdocs.dates": "project/test_setup.py",
    "w2sg.mkdocs.page": "built/test_site.py",
    "w2sg.mkdocs.paper_sources": "built/test_trust.py",
    "w2sg.mkdocs.preview": "mkdocs/test_hooks.py",
    "w2sg.mkdocs.same_pages": "built/test_trust.py",
    "w2sg.mkdocs.set_aside": "built/test_trust.py",
    "w2sg.mkdocs.shared_blocks": "built/test_trust.py",
    "w2sg.mkdocs.tabs": "browser/test_access.py",
    "w2sg.queries.counts": "render/test_approved.py",
    "w2sg.queries.lineage": "render/test_approved.py",
    "w2sg.queries.lists": "library/test_library.py",
    "w2sg.queries.scores": "render/test_approved.py",
    "w2sg.render.macros": "render/test_approved.py",
    "w2sg.render.news": "queries/test_news.py",
    "w2sg.render.page_url": "render/test_approved.py",
    "w2sg.render.papers": "render/test_approved.py",
    "w2sg.render.pictures": "browser/test_pictures.py",
    "w2sg.render.questions": "render/test_approved.py",
    "w2sg.render.terms": "render/test_approved.py",
    "w2sg.upkeep.queue": "upkeep/test_refresh.py",
    "w2sg.upkeep.record": "upkeep/test_add.py",
    "w2sg.upkeep.services": "upkeep/test_services.py",
    "w2sg.upkeep.services.web": "upkeep/test_web.py",
    "w2sg.upkeep.todo": "upkeep/test_refresh.py",
}


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


@cache
def imports() -> dict[str, set[str]]:
    """By module, the others of the package that it imports."""
    return {name: imported(file, set(FILES)) - {name} for name, file in FILES.items()}


def floor(module: str) -> int:
    return FLOORS.index(module.split(".")[1]) if "." in module else -1


def test_no_import_runs_up() -> None:
    up = [(a, b) for a, used in imports().items() for b in used if floor(b) > floor(a) >= 0]
    assert up == []


def test_nothing_imports_in_a_circle() -> None:
    # What a package hands on is imported from its modules, not the other way round.
    graph = {a: {b for b in used if not a.startswith(f"{b}.")} for a, used in imports().items()}
    TopologicalSorter(graph).prepare()


def test_few_files_stand_beside_the_rooms() -> None:
    rooms = {p.name for p in PACKAGE.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert rooms | {"cli", "__main__"} == set(FLOORS)
    assert len(list(PACKAGE.glob("*.py"))) <= 4


def test_the_door_for_pages_stands_above_all_and_names_what_pages_call() -> None:
    used = imported(ROOT / "macros.py", set(FILES))
    assert {module.split(".")[1] for module in used} == {"mkdocs", "render"}
    for module, file in FILES.items():
        assert not imported(file, {"macros"}), module


def home_of(module: str) -> Path:
    """The file with a module's tests: of its name, in the folder of its room."""
    _, *rooms, name = module.split(".")
    return Path(*rooms, f"test_{name}.py")


def test_from_each_module_one_finds_its_tests() -> None:
    modules = {name for name, file in FILES.items() if file.name != "__init__.py"}
    for module in modules:
        folder = TESTED_IN.get(module.rpartition(".")[0], home_of(module))
        file = TESTS / TESTED_IN.get(module, folder)
        assert file.is_file(), f"{module} has no test file: write it, or name it in TESTED_IN"
    assert [name for name in TESTED_IN if name not in FILES] == []
    own = [name for name in TESTED_IN if name in modules and (TESTS / home_of(name)).is_file()]
    assert own == [], "these have a test file of their name by now"
