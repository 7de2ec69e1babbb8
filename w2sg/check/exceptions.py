"""What a rule names by its own words, but was cleared by hand (`data/exceptions.yml`)."""

from __future__ import annotations

from collections.abc import Iterator

from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.problem import Problem, did_you_mean

FILE = "data/exceptions.yml"
# Rules that allow exceptions -> what `of` names: keys of records, or the name of an author.
KEYS, AUTHOR = "keys", "author"
EXCUSABLE = {
    "preprint-address": KEYS,
    "key-author": KEYS,
    "official-source": KEYS,
    "likely-duplicate": KEYS,
    "name-split": AUTHOR,
    "name-order": AUTHOR,
}


def excused(library: Library, rule: str, *of: str) -> bool:
    """Whether `rule` was cleared by hand for just these keys or this author, in any order."""
    return any(row.rule == rule and set(row.of) == set(of) for row in library.exceptions)


def exceptions_in_use(library: Library) -> Iterator[Problem]:
    """An exception names a rule that allows some, and records or an author of the library."""
    names = {name for paper in library.papers.values() for name in paper.names}
    for i, row in enumerate(library.exceptions):
        document = library.documents[FILE]
        if row.rule not in EXCUSABLE:
            hint = did_you_mean(row.rule, EXCUSABLE)
            message = f"{row.rule!r} allows no exceptions"
            yield Problem(FILE, document.line(i, "rule"), "unknown-rule", message, hint)
            continue
        known = library.papers.keys() if EXCUSABLE[row.rule] == KEYS else names
        for j, name in enumerate(row.of):
            if name not in known:
                hint = did_you_mean(name, known)
                yield Problem(FILE, document.line(i, "of", j), "unknown-key", repr(name), hint)


RULES: tuple[Rule, ...] = (exceptions_in_use,)
