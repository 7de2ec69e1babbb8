"""The whole library goes through LaTeX's own tools without an error or a warning."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from w2sg.export.bibtex import bibtex
from w2sg.library import Library

PREAMBLE = r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}"
CLASSIC = (
    PREAMBLE
    + r"%s\begin{document}\nocite{*}\bibliographystyle{%s}\bibliography{library}\end{document}"
)
BIBLATEX = (
    PREAMBLE
    + r"\usepackage[backend=biber]{biblatex}\addbibresource{library.bib}"
    + r"\begin{document}\nocite{*}\printbibliography\end{document}"
)

pytestmark = pytest.mark.latex


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def compile_document(folder: Path, text: str, processor: str, library: Library) -> tuple[str, str]:
    """The log of the bibliography processor and that of the last LaTeX run."""
    (folder / "library.bib").write_text(bibtex(library.papers.values()), encoding="utf-8")
    (folder / "paper.tex").write_text(text, encoding="utf-8")
    latex = ("pdflatex", "-interaction=nonstopmode", "-draftmode", "paper")
    run(folder, *latex)
    run(folder, processor, "paper")
    run(folder, *latex)
    logs = [
        (folder / f"paper.{end}").read_bytes().decode("utf-8", "replace") for end in ("blg", "log")
    ]
    return logs[0], logs[1]


@pytest.mark.parametrize(
    ("style", "package"),
    [("plain", ""), ("alpha", ""), ("apalike", ""), ("plainnat", r"\usepackage{natbib,url}")],
)
def test_bibtex(library: Library, tmp_path: Path, style: str, package: str) -> None:
    blg, log = compile_document(tmp_path, CLASSIC % (package, style), "bibtex", library)
    assert f"You've used {len(library.papers)} entries" in blg
    assert not re.findall(r"^(?:Warning--|.*error message).*", blg, re.MULTILINE)
    assert not re.findall(r"^! .*", log, re.MULTILINE)
    # BibTeX breaks long lines with a comment sign.
    printed = re.sub(r"%\n|\s", "", (tmp_path / "paper.bbl").read_text(encoding="utf-8"))
    lost = [p.key for p in library.papers.values() if p.is_preprint and p.arxiv not in printed]
    assert lost == [], "preprints that do not say where they are"


def test_biber(library: Library, tmp_path: Path) -> None:
    blg, log = compile_document(tmp_path, BIBLATEX, "biber", library)
    assert f"Found {len(library.papers)} citekeys" in blg or "all citekeys" in blg
    assert not re.findall(r"^.*(?:WARN|ERROR) - .*", blg, re.MULTILINE)
    assert not re.findall(r"^! .*", log, re.MULTILINE)
