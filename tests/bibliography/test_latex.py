"""A corrected file gives BibTeX, biber and LaTeX no more to complain of than the file did.

One document holds a record of every form; `W2SG_EXHAUSTIVE=1` takes a document for each form.
"""

from __future__ import annotations

import json
import re
import subprocess
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.bibliography.all_forms import RIGHT, WRONG
from tests.bibliography.mixtures import mixture
from tests.helpers import exhaustive
from w2sg.bibliography.checkbib import check, data, fixed
from w2sg.library import Library
from w2sg.library.model import Paper

DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}
%s
\begin{document}
\nocite{*}
%s
\end{document}
"""
DIALECTS = {
    "bibtex": ("", r"\bibliographystyle{plain}\bibliography{x}"),
    "biber": (
        r"\usepackage[backend=biber]{biblatex}\addbibresource{x.bib}",
        r"\printbibliography",
    ),
}
SHARE = 20  # one of so many records
FORMS = {**{name: form for name, (_, form) in WRONG.items()}, **RIGHT}
COMPLAINT = re.compile(r"^(?:Warning--|WARN - |ERROR - |! )|---line ", re.MULTILINE)


@pytest.fixture(scope="module")
def known(library: Library) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(data(library)))
    return made


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return done.stdout.decode("utf-8", errors="replace")


def complaints(content: bytes, program: str, folder: Path) -> list[str]:
    """What the program and then LaTeX say against a bibliography, a line each."""
    (folder / "x.bib").write_bytes(content)
    (folder / "x.tex").write_text(DOCUMENT % DIALECTS[program], encoding="utf-8")
    latex = ("pdflatex", "-interaction=nonstopmode", "x")
    (folder / "x.bbl").unlink(missing_ok=True)
    run(folder, *latex)
    said = run(folder, program, "x") + run(folder, *latex)
    return [line for line in said.splitlines() if COMPLAINT.search(line)]


def in_biblatex(text: str) -> str:
    text = re.sub(r"(?im)^(\s*)journal(\s*=)", r"\1journaltitle\2", text)
    return re.sub(r"(?im)^(\s*)year(\s*=)", r"\1date\2", text)


def no_worse(text: str, program: str, known: dict[str, Any], folder: Path) -> None:
    text = in_biblatex(text) if program == "biber" else text
    checked = check(text.encode(), known, everything=True)
    before = complaints(text.encode(), program, folder)
    after = complaints(fixed(checked, known), program, folder)
    assert len(after) <= len(before), set(after) - set(before)


@pytest.mark.latex
@pytest.mark.parametrize("program", DIALECTS)
def test_all_forms_compile_as_before(
    program: str, library: Library, known: dict[str, Any], tmp_path: Path
) -> None:
    papers, place = list(library.papers.values()), count()
    texts = []
    for form in (form for name, form in FORMS.items() if name != "junk around it"):  # none read on
        tries = (papers[next(place) % len(papers)] for _ in papers)
        texts.append(next(filter(None, map(form, tries)), ""))
    no_worse("\n".join(texts).replace("\r\n", "\n"), program, known, tmp_path)
    assert (tmp_path / "x.bbl").stat().st_size


@exhaustive
@pytest.mark.latex
@pytest.mark.parametrize("program", DIALECTS)
@pytest.mark.parametrize("name", FORMS)
def test_each_form_compiles_as_before(
    name: str, program: str, library: Library, known: dict[str, Any], tmp_path: Path
) -> None:
    papers: list[Paper] = list(library.papers.values())[list(FORMS).index(name) % SHARE :: SHARE]
    no_worse("\n".join(filter(None, map(FORMS[name], papers))), program, known, tmp_path)


@pytest.mark.latex
@pytest.mark.parametrize("seed", range(5))
def test_mixtures_compile_as_before(
    seed: int, library: Library, known: dict[str, Any], tmp_path: Path
) -> None:
    text = mixture(seed, list(library.papers.values()))
    checked = check(text, known)
    after = complaints(fixed(checked, known), "bibtex", tmp_path)
    assert len(after) <= len(complaints(text, "bibtex", tmp_path))
