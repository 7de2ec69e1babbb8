"""The `w2sg` command."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from w2sg import __version__
from w2sg.bibliography import checkbib
from w2sg.bibliography.report import as_json, as_text, summary
from w2sg.check import check
from w2sg.export.bibtex import bibtex
from w2sg.export.compare_data import CITES, LISTS
from w2sg.export.files import write_exports
from w2sg.export.related_work import FORMATS, compare, related_work
from w2sg.library import load_strict
from w2sg.library.files import page_of, write_whole
from w2sg.library.problem import SourceError, did_you_mean
from w2sg.queries.browse import Finder
from w2sg.upkeep.add import add
from w2sg.upkeep.format import fmt
from w2sg.upkeep.links import asker, dead_links
from w2sg.upkeep.queue import PoliteReader
from w2sg.upkeep.refresh import candidates, note_asked, read_asked, refresh
from w2sg.upkeep.release import release
from w2sg.upkeep.services import Found, LookupFailed, Reader, look_up, pasted
from w2sg.upkeep.services.web import reader, web_session
from w2sg.upkeep.todo import todo


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 if all went well, 1 if the sources have problems, 2 if it was called
    wrongly or cannot read what it was given."""
    _write_utf8()
    options = parser().parse_args(argv)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except SourceError as error:
        print(error, file=sys.stderr)
        code = 1
    except BrokenPipeError:  # who reads the output has enough, as `head` does
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        code = 0
    return code


def parser() -> ArgumentParser:
    """What the command takes."""
    command = ArgumentParser(prog="w2sg", description=__doc__)
    command.add_argument("--version", action="version", version=__version__)
    command.add_argument("--root", type=Path, default=Path.cwd(), help="the library's folder")
    commands = command.add_subparsers(required=True, metavar="COMMAND")

    checking = commands.add_parser("check", help="find every problem in the sources")
    checking.add_argument("--github", action="store_true", help="print workflow annotations")
    checking.set_defaults(run=_check)

    exporting = commands.add_parser("export", help="write the exports into a folder")
    exporting.add_argument("folder", type=Path)
    exporting.add_argument("--address", required=True, help="of the site, for feeds")
    exporting.set_defaults(run=_export)

    finding = commands.add_parser("find", help="list the papers of an address of Browse")
    finding.add_argument("address", help="for example 'venue=icml&setting=reasoning&q=noisy'")
    finding.add_argument("--bib", action="store_true", help="print their BibTeX")
    finding.set_defaults(run=_find)

    comparing = commands.add_parser("compare", help="set papers side by side, to take away")
    comparing.add_argument("keys", nargs="*", metavar="KEY", help="of the papers, in their order")
    for kind in LISTS:
        comparing.add_argument(f"--{kind}", metavar="ID", help=f"all papers of a {kind}")
    comparing.add_argument("--format", choices=FORMATS, default="text")
    comparing.add_argument("--rows", default="", help="what is compared, for example venue,score")
    comparing.add_argument("--cite", choices=[one["id"] for one in CITES], default="citep")
    comparing.set_defaults(run=_compare)

    against = commands.add_parser("checkbib", help="compare a bibliography with the records")
    against.add_argument("file", type=Path)
    against.add_argument("--fix", type=Path, metavar="FILE", help="write the corrected file here")
    against.add_argument(
        "--list", metavar="ID", help="a category, question or claim: name what is missing"
    )
    against.add_argument(
        "--all", action="store_true", help="name also what is the same, differently written"
    )
    against.add_argument("--json", action="store_true", help="print the report as JSON")
    against.set_defaults(run=_checkbib)

    formatting = commands.add_parser("fmt", help="bring the sources into canonical form")
    formatting.add_argument("--check", action="store_true", help="change nothing; 1 if any would")
    formatting.set_defaults(run=_fmt)

    adding = commands.add_parser("add", help="add a paper from its identifier")
    given = adding.add_mutually_exclusive_group(required=True)
    given.add_argument("target", nargs="?", help="arXiv id, DOI, or address of the paper's record")
    given.add_argument(
        "--bib", metavar="FILE", help="BibTeX from the venue's page; - reads it here"
    )
    adding.add_argument("--dry-run", action="store_true", help="show the change, write nothing")
    adding.set_defaults(run=_add)

    refreshing = commands.add_parser("refresh", help="ask again about preprints and the unchecked")
    refreshing.add_argument("--since", type=date.fromisoformat, help="skip what was asked since")
    refreshing.add_argument("--pause", type=float, default=3.0, help="seconds per host")
    refreshing.add_argument("--minutes", type=float, default=40.0, help="stop asking after them")
    refreshing.add_argument("--apply", action="store_true", help="write the proposed changes")
    refreshing.set_defaults(run=_refresh)

    waiting = commands.add_parser("todo", help="list what waits for a person")
    waiting.set_defaults(run=_todo)

    linking = commands.add_parser("links", help="name addresses that no longer answer")
    linking.add_argument("--pause", type=float, default=1.0, help="seconds between addresses")
    linking.set_defaults(run=_links)

    releasing = commands.add_parser("release", help="write a snapshot that never changes")
    releasing.add_argument("version", help="year and month, for example 2026-11")
    releasing.set_defaults(run=_release)
    return command


def _write_utf8() -> None:
    """Write UTF-8 with `\n` as the end of a line on every system, so that output kept in a file has
    the library's bytes. What is no character, as a part of a file's name may be, is written out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


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


def _compare(options: Namespace) -> int:
    library = load_strict(options.root)
    chosen = [(kind, getattr(options, kind)) for kind in LISTS if getattr(options, kind)]
    if len(chosen) > 1 or not (chosen or options.keys):
        print(f"give keys of papers, or one of --{', --'.join(LISTS)}", file=sys.stderr)
        return 2
    of = chosen[0] if chosen else None
    rows = [row for row in options.rows.split(",") if row]
    try:
        comparison = compare(library, options.keys, of, rows, options.cite)
    except KeyError as error:
        print(error.args[0], file=sys.stderr)
        return 2
    print(related_work(library, comparison, options.format), end="")
    return 0


def _checkbib(options: Namespace) -> int:
    library = load_strict(options.root)
    terms = (*library.taxonomy.categories, *library.taxonomy.questions)
    lists = [term.id for term in terms]
    lists += [claim.id for argument in library.arguments for claim in argument.claims]
    if options.list and options.list not in lists:
        hint = did_you_mean(options.list, lists)
        print(f"no category, question or claim {options.list!r}; {hint}", file=sys.stderr)
        return 2
    known = checkbib.data(library)
    try:
        checked = checkbib.check(options.file.read_bytes(), known, options.all)
    except (OSError, ValueError) as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return 2
    report = checked.report
    if options.fix:
        write_whole(options.fix.parent, {options.fix.name: checkbib.fixed(checked, known)})
    print(as_json(report) if options.json else as_text(report, str(options.file)), end="")
    if options.list:
        left = checkbib.missing(report.cited, known["papers"], options.list)
        print("not cited:", " ".join(left), file=sys.stderr)
    print(summary(report), file=sys.stderr)
    return 1 if report.findings or report.unreadable else 0


def _add(options: Namespace, read: Reader | None = None) -> int:
    try:
        found = _found(options, read)
        made = add(options.root, found, date.today())
    except LookupFailed as error:
        print(f"nothing was changed: {error}", file=sys.stderr)
        return 1
    page = made.files[page_of(made.key)]
    print(f"{made.entry}\n{page_of(made.key)}:\n{page}")
    if not options.dry_run:
        write_whole(options.root, made.files)
    for line in made.todo:
        print(f"- {line}", file=sys.stderr)
    problems = () if options.dry_run else check(options.root)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _found(options: Namespace, read: Reader | None) -> Found:
    """The record that `add` was given. Raises LookupFailed."""
    if not options.bib:
        return look_up(options.target, read or reader())
    try:
        raw = sys.stdin.buffer.read() if options.bib == "-" else Path(options.bib).read_bytes()
        return pasted(
            raw.decode("utf-8-sig"), "standard input" if options.bib == "-" else options.bib
        )
    except (OSError, UnicodeDecodeError) as error:
        raise LookupFailed(f"{options.bib}: {error}") from error


def _refresh(options: Namespace, read: Reader | None = None) -> int:
    today, root = date.today(), options.root
    library = load_strict(root)
    asked = read_asked(root)
    papers = candidates(library, options.since or today, asked)
    polite = PoliteReader(read or reader(web_session(retries=1)), options.pause)
    answered, proposed, failed = 0, 0, 0
    for answer in refresh(library, papers, polite, 60 * options.minutes):
        for line in (*answer.failures, *answer.notes):
            print(f"{answer.key}: {line}", file=sys.stderr)
        if answer.proposal:
            proposed += 1
            found = answer.proposal
            print(f"{found.key}: {found.why} ({found.found.source})\n{found.diff(library, today)}")
            if options.apply:
                write_whole(root, found.files(library, today))
                library = load_strict(root)
        if answer.failures:
            failed += 1
        else:
            answered += 1
            asked[answer.key] = today
            if options.apply:
                note_asked(root, asked, library)
    left = len(papers) - answered - failed
    print(
        f"{answered} of {len(papers)} records asked about, {proposed} changes proposed, "
        f"{failed} look-ups failed, {left} left for the next run",
        file=sys.stderr,
    )
    return 1 if failed and not answered else 0


def _todo(options: Namespace) -> int:
    items = list(todo(load_strict(options.root), date.today()))
    for item in items:
        print(f"{item.kind}: {item.key}: {item.what}")
    print(f"{len(items)} wait", file=sys.stderr)
    return 0


def _links(options: Namespace) -> int:
    number = 0
    for link in dead_links(load_strict(options.root), asker(), options.pause):
        number += 1
        print(f"{link.address}: {link.reason} ({', '.join(link.files)})")
    print(f"{number} addresses do not answer", file=sys.stderr)
    return 1 if number else 0


def _fmt(options: Namespace) -> int:
    changed = fmt(options.root, write=not options.check)
    for name in changed:
        print(name)
    return 1 if changed and options.check else 0


def _release(options: Namespace) -> int:
    made = release(options.root, options.version, date.today())
    print(
        f"{made.version}: {made.papers} papers, {len(made.added)} added, "
        f"{len(made.corrected)} corrected, {len(made.retired)} retired",
        file=sys.stderr,
    )
    return 0


def _export(options: Namespace) -> int:
    address = options.address.rstrip("/") + "/"
    number = write_exports(load_strict(options.root), options.folder, address)
    print(f"{number} files written to {options.folder}", file=sys.stderr)
    return 0
