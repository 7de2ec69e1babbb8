"""BibTeX that services and pages give."""

from __future__ import annotations

import re
from collections.abc import Mapping

from w2sg.bibliography.bibtex import read_entries
from w2sg.library.problem import SourceError
from w2sg.upkeep.services.found import LookupFailed

_START = re.compile(r"@(?!(?:comment|string|preamble)\b)[a-z]+\s*\{", re.IGNORECASE)


def bibtex_fields(text: str, source: str) -> dict[str, str]:
    """The fields of the first entry in `text`, white space in one form.

    Raises LookupFailed if there is none with a title and authors.
    """
    start = _START.search(text)
    try:
        entries = read_entries(_entry(text, start.start(), start.end()), source) if start else []
    except SourceError as error:
        raise LookupFailed(str(error)) from error
    fields: Mapping[str, str] = entries[0].fields if entries else {}
    if not fields.get("title") or not fields.get("author"):
        raise LookupFailed(f"{source}: no BibTeX entry with title and authors")
    return {name: " ".join(value.split()) for name, value in fields.items()}


def _entry(text: str, start: int, inside: int) -> str:
    """The entry that starts at `start`, to its closing brace; what follows may be anything."""
    depth = 1
    for pos in range(inside, len(text)):
        if text[pos - 1] != "\\":
            depth += (text[pos] == "{") - (text[pos] == "}")
        if depth == 0:
            return text[start : pos + 1]
    return text[start:]
