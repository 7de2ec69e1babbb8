"""The `w2sg` command."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from w2sg import __version__
from w2sg.check import check
from w2sg.export.bibtex import bibtex
from w2sg.export.site import write_exports
from w2sg.library import load_strict
from w2sg.problem import SourceError
from w2sg.query import Finder


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 if all went well, 1 if the sources have problems."""
    parser = ArgumentParser(prog="w2sg", description=__doc__)
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the library's folder")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    checking = commands.add_parser("check", help="find every problem in the sources")
    checking.add_argument("--github", action="store_true", help="print workflow annotations")
    checking.set_defaults(run=_check)

    exporting = commands.add_parser("export", help="write the exports into a folder")
    exporting.add_argument("folder", type=Path)
    exporting.set_defaults(run=_export)

    finding = commands.add_parser("find", help="list the papers of an address of Browse")
    finding.add_argument("address", help="for example 'venue=icml&setting=reasoning&q=noisy'")
    finding.add_argument("--bib", action="store_true", help="print their BibTeX")
    finding.set_defaults(run=_find)

    options = parser.parse_args(argv)
    try:
        code: int = options.run(options)
    except SourceError as error:
        print(error, file=sys.stderr)
        code = 1
    return code


def _check(options: Namespace) -> int:
    problems = check(options.root)
    for problem in problems:
        print(problem.as_annotation() if options.github else problem)
    print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}", file=sys.stderr)
    return 1 if problems else 0


def _find(options: Namespace) -> int:
    finder = Finder.of(load_strict(options.root))
    query, notes = finder.parse(options.address)
    for note in notes:
        print(f"{note} means nothing here", file=sys.stderr)
    papers = finder.run(query)
    if options.bib:
        print(bibtex(papers), end="")
    else:
        for paper in papers:
            print(f"{paper.key}\t{paper.label}\t{paper.title}")
    return 1 if notes else 0


def _export(options: Namespace) -> int:
    number = write_exports(load_strict(options.root), options.folder)
    print(f"{number} files written to {options.folder}", file=sys.stderr)
    return 0
