"""What the fields of someone's entry mean, in BibTeX's names and in biblatex's.

`docs/assets/check/meaning.js` does the same for the browser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from w2sg.bibliography.bibtex import RawEntry
from w2sg.bibliography.constants import CONTAINERS

Fields = Mapping[str, str]

_YEAR = re.compile(r"(?:^|[^0-9])((?:19|20)[0-9]{2})(?![0-9])")
_NOT_INHERITED = {"crossref", "xdata", "xref", "ids", "label", "title", "subtitle", "abstract"}
# Of two names for the same, an entry's own counts, whichever its parent has.
_SAME = {"year": "date", "date": "year", "journal": "journaltitle", "journaltitle": "journal"}
_MAX_DEPTH = 4  # parents of parents
_MAX_PARENTS = 20


def with_parents(entries: Sequence[RawEntry]) -> list[Fields]:
    """The fields of each entry with those that it inherits by `crossref` and `xdata`, in whichever
    order the entries stand: a parent's title is its child's book title or journal."""
    by_key: dict[str, RawEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.lower(), entry)
    return [_inherited(entry, by_key) for entry in entries]


def _inherited(entry: RawEntry, by_key: Mapping[str, RawEntry]) -> Fields:
    level = _parents(entry, by_key)
    if not level:
        return entry.fields
    fields = dict(entry.fields)
    for _ in range(_MAX_DEPTH):
        following: list[tuple[RawEntry, bool]] = []
        for parent, is_data in level:
            for name, value in parent.fields.items():
                own = _SAME.get(name, "") in entry.fields
                if not own and (is_data or name not in _NOT_INHERITED):
                    fields.setdefault(name, value)
            if not is_data and "title" in parent.fields:
                name = "journal" if entry.type == "article" else "booktitle"
                if not (fields.get(name) or fields.get(f"{name}title")):
                    fields[name] = parent.fields["title"]
            following += _parents(parent, by_key)
        level = following[:_MAX_PARENTS]
    return fields


def _parents(entry: RawEntry, by_key: Mapping[str, RawEntry]) -> list[tuple[RawEntry, bool]]:
    """The entries that one inherits from, and whether as data only (`xdata`)."""
    found = []
    for field in ("xdata", "crossref"):
        names = entry.fields.get(field, "")
        for name in names.split(",")[:_MAX_PARENTS] if names else ():
            parent = by_key.get(name.strip(" \t\r\n").lower())
            if parent is not None and parent is not entry:
                found.append((parent, field == "xdata"))
    return found


def title_of(fields: Fields) -> str:
    """Title and subtitle."""
    title, subtitle = fields.get("title", ""), fields.get("subtitle", "")
    return f"{title}: {subtitle}" if title and subtitle else title


def year_in(value: str) -> str:
    """The first year in a value; empty for none."""
    found = _YEAR.search(value)
    return found[1] if found else ""


def container_field(fields: Fields) -> str:
    """The field that says where a work appeared; empty if none does."""
    return next((name for name in CONTAINERS if fields.get(name, "").strip(" \t\r\n")), "")
