"""What authors take from comparisons goes through LaTeX as it is given."""

from __future__ import annotations

import random
import re
import subprocess
from pathlib import Path

import pytest

from w2sg.export.compare_data import compare_data
from w2sg.export.related_work import Comparison, compare, related_work
from w2sg.library import Library

pytestmark = pytest.mark.latex

# cite style -> its packages, what prints the references, and the program that makes them
STYLES = {
    "citep": (
        r"\usepackage{natbib,url}",
        r"\bibliographystyle{plainnat}\bibliography{refs}",
        "bibtex",
    ),
    "cite": (r"\usepackage{url}", r"\bibliographystyle{plain}\bibliography{refs}", "bibtex"),
    "parencite": (
        r"\usepackage[backend=biber,style=authoryear]{biblatex}\addbibresource{refs.bib}",
        r"\printbibliography",
        "biber",
    ),
}
FONTS = {"pdflatex": r"\usepackage[T1]{fontenc}", "lualatex": ""}


def document(library: Library, comparisons: list[Comparison], engine: str, columns: str) -> str:
    """A paper with all that the kit gives in LaTeX for each of some comparisons."""
    packages, references, _ = STYLES[comparisons[0].cite["id"]]
    cites, tables, prose = (
        "\n\n".join(related_work(library, comparison, format) for comparison in comparisons)
        for format in ("cite", "latex", "paragraph")
    )
    return (
        rf"\documentclass[{columns}]{{article}}\usepackage{{array,booktabs}}"
        rf"{FONTS[engine]}{packages}\begin{{document}}"
        rf"{cites}\par\typeout{{TABLES}}{tables}\typeout{{PROSE}}{prose}{references}"
        rf"\end{{document}}"
    )


def faults(
    folder: Path,
    library: Library,
    comparisons: list[Comparison],
    engine: str,
    columns: str = "twocolumn",
) -> list[str]:
    """What LaTeX and the bibliography's program complain about in a paper that holds comparisons of
    the same papers, and what does not fit into the columns of a table; lines of prose break anew
    when it is rewritten."""
    folder.mkdir(parents=True)
    (folder / "refs.bib").write_text(related_work(library, comparisons[0], "bib"), encoding="utf-8")
    (folder / "paper.tex").write_text(
        document(library, comparisons, engine, columns), encoding="utf-8"
    )
    latex = (engine, "-interaction=nonstopmode", "paper")
    program = STYLES[comparisons[0].cite["id"]][2]
    again = [latex] if program == "bibtex" else []  # whose references are known a run later
    for command in (latex, (program, "paper"), latex, *again):
        subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if not (folder / "paper.pdf").exists():
        return ["no paper"]
    log, blg = (
        (folder / f"paper.{end}").read_text(encoding="utf-8", errors="replace")
        for end in ("log", "blg")
    )
    found = re.findall(
        r"^! .*|.*(?:Citation|Reference) .* undefined.*|Float too large.*",
        log,
        re.MULTILINE,
    )
    tables = log.partition("\nTABLES\n")[2].partition("\nPROSE\n")[0]
    found += re.findall(r"Overfull .hbox \(\d\d.*", tables)
    return found + re.findall(r"^(?:Warning--|ERROR|WARN|.*error message).*", blg, re.MULTILINE)


def awkward(library: Library) -> list[str]:
    """Papers whose names, titles or texts hold more than plain letters."""
    return [
        paper.key
        for paper in library.papers.values()
        if re.search(
            r"[^\x00-\x7f]|[&%$#_^~<>|]",
            " ".join((paper.title, *paper.names, paper.page.summary, paper.page.weak_source)),
        )
    ]


@pytest.mark.parametrize("engine", FONTS)
@pytest.mark.parametrize("cite", STYLES)
def test_random_papers(library: Library, tmp_path: Path, engine: str, cite: str) -> None:
    seeded = random.Random(f"{engine} {cite}")
    keys = [*seeded.sample(awkward(library), 6), *seeded.sample(sorted(library.papers), 6)]
    rows = seeded.sample([row["id"] for row in compare_data(library)["rows"]], 6)
    comparisons = [
        compare(library, keys, rows=asked, cite=cite)
        for asked in ([], ["venue", "gain", "score", *rows])
    ]
    for columns in ("onecolumn", "twocolumn"):
        assert faults(tmp_path / columns, library, comparisons, engine, columns) == [], columns


@pytest.mark.parametrize("kind", ["category", "question"])
def test_the_smallest_list_of_a_kind(library: Library, tmp_path: Path, kind: str) -> None:
    lists = [found for found in compare_data(library)["lists"] if found["kind"] == kind]
    smallest = min(lists, key=lambda found: len(found["papers"]))
    comparison = compare(library, of=(kind, smallest["id"]))
    assert faults(tmp_path / "x", library, [comparison], "pdflatex") == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("columns", ["onecolumn", "twocolumn"])
@pytest.mark.parametrize("cite", ["citep", "parencite"])
@pytest.mark.parametrize("engine", FONTS)
def test_every_list(library: Library, tmp_path: Path, engine: str, cite: str, columns: str) -> None:
    wrong = {}
    for found in compare_data(library)["lists"]:
        name = (found["kind"], found["id"])
        comparison = compare(library, of=name, cite=cite)
        if complaints := faults(tmp_path / "-".join(name), library, [comparison], engine, columns):
            wrong[name] = complaints
    assert wrong == {}
