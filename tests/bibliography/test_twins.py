"""Page and command: the same report and the same bytes, on all cases and on random mixtures."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.bibliography.all_forms import RIGHT, WRONG
from tests.bibliography.mixtures import broken, mixture
from tests.bibliography.slips import slipped
from tests.helpers import ROOT, exhaustive, some
from w2sg.bibliography.checkbib import check, data, fixed
from w2sg.library import Library
from w2sg.library.model import Paper

CASES = ROOT / "tests" / "checkbib"
Made = Callable[[int, Sequence[Paper]], bytes]


def compare(folder: Path, known: dict[str, Any]) -> None:
    """Check each file of a folder in both languages."""
    (folder / "known.json").write_text(json.dumps(known), encoding="utf-8")
    script = str(ROOT / "tests" / "js" / "check.mjs")
    done = subprocess.run(["node", script, str(folder)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    for file in sorted(folder.glob("*.bib")):
        for everything in (False, True):
            checked = check(file.read_bytes(), known, everything)
            stem = file.with_suffix("").name + ("+" if everything else "")
            report = json.loads((folder / f"{stem}.report.json").read_text(encoding="utf-8"))
            assert report == json.loads(json.dumps(asdict(checked.report))), file.name
            assert (folder / f"{stem}.fixed").read_bytes() == fixed(checked, known), file.name


@pytest.fixture(scope="module")
def known(library: Library) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(data(library)))
    return made


@pytest.mark.node
@pytest.mark.slow
def test_on_all_cases(tmp_path: Path, known: dict[str, Any]) -> None:
    cases = json.loads((CASES / "grammar.json").read_text(encoding="utf-8"))
    for number, case in enumerate(cases):
        (tmp_path / f"grammar{number}.bib").write_bytes(case["input"].encode("utf-8"))
    for file in (CASES / "mine.bib", *(CASES / "cases").iterdir()):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    compare(tmp_path, known)


@pytest.mark.node
@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "all", "most"), [(mixture, 200, 60), (slipped, 1000, 60), (broken, 200, 40)]
)
def test_on_files_made_at_random(
    tmp_path: Path, library: Library, known: dict[str, Any], made: Made, all: int, most: int
) -> None:
    """Nothing breaks, and the two agree; `python -m tests.fuzz.twins` goes on for hours."""
    papers = list(library.papers.values())
    for seed in some(range(all), most, made.__name__):
        (tmp_path / f"{seed}.bib").write_bytes(made(seed, papers))
    compare(tmp_path, known)


@exhaustive
@pytest.mark.node
def test_on_all_forms_of_all_records(
    tmp_path: Path, library: Library, known: dict[str, Any]
) -> None:
    papers = list(library.papers.values())
    forms = [*RIGHT.values(), *(form for _, form in WRONG.values())]
    for number, form in enumerate(forms):
        text = "\n".join(form(paper) for paper in papers)
        (tmp_path / f"{number}.bib").write_bytes(text.encode("utf-8"))
    compare(tmp_path, known)
