"""BibTeX files of the library -> entries, each with its file and line; fields and their order."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import NormalizeFieldKeys
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ImplicitComment,
)
from bibtexparser.model import Entry as Block

from w2sg.library.files import read_text
from w2sg.library.model import Entry
from w2sg.library.problem import Problem, shorten

# The fields an entry may have, in the order in which they stand.
FIELDS = tuple(
    "title author booktitle journal series volume number pages publisher howpublished year note "
    "doi url eprint eprinttype".split()
)
REQUIRED = {
    "inproceedings": ("title", "author", "booktitle", "year"),
    "article": ("title", "author", "journal", "year"),
    "misc": ("title", "author", "year", "url"),
}

_BRACE = re.compile(r"\\[{}]|[{}]")

# bibtexparser logs what it also returns as failed blocks; the Problem is enough.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def read_bib(root: Path, file: str) -> tuple[list[Entry], list[Problem]]:
    """Read a BibTeX file: its entries in order, and what of it cannot be read."""
    text = read_text(root, file)
    if isinstance(text, Problem):
        return [], [text]
    return parse_bib(file, text)


def parse_bib(file: str, text: str) -> tuple[list[Entry], list[Problem]]:
    """Parse BibTeX with bibtexparser, and name what it would pass over in silence."""
    problems: list[Problem] = []
    entries: list[Entry] = []
    library = parse_string(text, append_middleware=[NormalizeFieldKeys()])
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, Block):
            entries.append(_entry(file, block))
            problems += _unread_values(file, block)
        elif isinstance(block, DuplicateBlockKeyBlock):
            earlier = (block.previous_block.start_line or 0) + 1
            message = f"{block.key!r} stands already in line {earlier}"
            problems.append(Problem(file, line, "duplicate-key", message))
        elif isinstance(block, DuplicateFieldKeyBlock):
            message = f"fields given twice: {', '.join(sorted(block.duplicate_keys))}"
            problems.append(Problem(file, line, "bad-bibtex", message))
        elif isinstance(block, ImplicitComment):
            if any(not row.lstrip().startswith("%") for row in block.comment.splitlines() if row):
                message = f"text outside an entry: {shorten(block.comment, 40)!r}"
                problems.append(Problem(file, line, "bad-bibtex", message, "start it with %"))
        elif block in library.failed_blocks:
            error = getattr(block, "error", "")
            reason = shorten(" ".join(getattr(error, "abort_reason", str(error)).split()), 160)
            problems.append(Problem(file, line, "bad-bibtex", reason, "check braces"))
        else:
            hint = "write the value out in each entry"
            what = type(block).__name__.lower()
            problems.append(Problem(file, line, "bad-bibtex", f"@{what} is not used here", hint))
    return entries, problems


def _entry(file: str, block: Block) -> Entry:
    start = (block.start_line or 0) + 1
    return Entry(
        key=block.key,
        type=block.entry_type.lower(),
        fields={field.key: str(field.value).strip() for field in block.fields},
        raw=block.raw or "",
        file=file,
        line=start,
        lines={field.key: (field.start_line or 0) + 1 for field in block.fields},
    )


def _unread_values(file: str, block: Block) -> list[Problem]:
    """Values that bibtexparser passes on although BibTeX would read them otherwise."""
    problems = []
    for field in block.fields:
        line, value = (field.start_line or 0) + 1, str(field.value)
        if field.enclosing == "no-enclosing" and not value.isdigit():
            message = f"{field.key}: {shorten(value, 40)!r} is neither in braces nor a number"
            hint = "put the value in braces; look for a missing comma in the line above"
            problems.append(Problem(file, line, "bad-bibtex", message, hint))
        elif not _balanced(value):
            message = f"{field.key}: braces do not match in {shorten(value, 40)!r}"
            problems.append(Problem(file, line, "bad-bibtex", message))
    return problems


def _balanced(value: str) -> bool:
    depth = 0
    for brace in _BRACE.findall(value):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return False
    return depth == 0
