"""Someone else's BibTeX file: entries with the exact place of each value, and text without LaTeX.

Beside `sources.py`, which reads our own files strictly, this reader takes what people have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from w2sg.library.problem import Problem, SourceError
from w2sg.library.text import fold

_LETTERS = re.compile(r"\\(aa|AA|ae|AE|oe|OE|o|O|l|L|ss|i|j)(?![a-zA-Z])\s*")
_COMMAND = re.compile(r"\\[a-zA-Z]+\s*|\\[^a-zA-Z&]|[${}]")
SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_ENTRY = re.compile(r"@\s*([a-zA-Z]+)\s*([{(])")
_FIELD = re.compile(r"[\s,]*([^\s=,{}()\"#%]+)\s*=\s*")
_BARE = re.compile(r"[^\s,#{}()\"]+")


@dataclass(frozen=True)
class RawEntry:
    """An entry. fields: lower-case name -> value with @strings resolved; spans: name -> start and
    end of the value in the file, its delimiters included; start and end: of the entry."""

    key: str
    type: str
    fields: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]
    start: int
    end: int
    line: int


def read_entries(text: str, file: str) -> list[RawEntry]:
    """The entries of a BibTeX file, in order.

    Raises SourceError with every entry that cannot be read.
    """
    strings: dict[str, str] = {}
    entries: list[RawEntry] = []
    problems: list[Problem] = []
    at = 0
    while found := _ENTRY.search(text, at):
        at, kind, line = found.end(), found[1].lower(), text.count("\n", 0, found.start()) + 1
        try:
            if kind in ("comment", "preamble"):
                at = _close(text, found.end() - 1)
                continue
            key = ""
            if kind != "string":
                comma = text.index(",", at)
                key, at = text[at:comma].strip(), comma + 1
            fields, spans, end = _fields(text, at, "}" if found[2] == "{" else ")", strings)
        except ValueError:
            message = "this entry cannot be read: a brace, quote or comma is missing"
            problems.append(Problem(file, line, "bad-entry", message, "mend it and try again"))
            continue
        at = end
        if kind == "string":
            strings |= fields
        else:
            entries.append(RawEntry(key, kind, fields, spans, found.start(), end, line))
    if problems:
        raise SourceError(problems)
    return entries


def words(value: str) -> str:
    """A value as folded words: LaTeX's commands, braces and accents are left out."""
    text = _LETTERS.sub(lambda m: {"aa": "a"}.get(m[1].lower(), m[1]), value)
    return fold(_COMMAND.sub("", text).replace("~", " "))


def name_keys(field: str) -> list[list[str]]:
    """Each author as the last word of the family name and the first letter of the given name, as
    far as they are given; `and others` is `others`."""
    keys = []
    for name in _split(field, re.compile(r"\s+and\s+", re.IGNORECASE)):
        parts = _split(name, re.compile(","))
        if len(parts) > 1:
            family, given = words(parts[0]).split(), words(parts[-1])
        else:
            family = words(name).split()
            given = family[0] if len(family) > 1 and not name.strip().startswith("{") else ""
        while len(family) > 1 and family[-1] in SUFFIXES:
            family.pop()
        if family:
            keys.append([family[-1], given[:1]])
    return keys


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """`text` split where `separator` stands outside of braces."""
    parts, start = [], 0
    for found in separator.finditer(text):
        before = text[: found.start()]
        if before.count("{") == before.count("}"):
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _fields(
    text: str, at: int, closer: str, strings: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, tuple[int, int]], int]:
    fields: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}
    while found := _FIELD.match(text, at):
        name, start = found[1].lower(), found.end()
        value, at = _value(text, start, strings)
        fields[name], spans[name] = value, (start, at)
    rest = re.compile(r"[\s,]*").match(text, at)
    end = rest.end() if rest else at
    if text[end : end + 1] != closer:
        raise ValueError(text[at : at + 20])
    return fields, spans, end + 1


def _value(text: str, at: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """A value, perhaps of parts joined by `#`, and where it ends."""
    parts = []
    while True:
        if text[at : at + 1] == "{":
            end = _close(text, at)
            parts.append(text[at + 1 : end - 1])
        elif text[at : at + 1] == '"':
            end = _quoted(text, at)
            parts.append(text[at + 1 : end - 1])
        else:
            found = _BARE.match(text, at)
            if not found:
                raise ValueError(text[at : at + 20])
            end = found.end()
            parts.append(strings.get(found[0].lower(), found[0]))
        joint = re.compile(r"\s*#\s*").match(text, end)
        if not joint:
            return "".join(parts), end
        at = joint.end()


def _close(text: str, at: int) -> int:
    """The place after the bracket that closes the one at `at`; raises ValueError if none does."""
    opening, closing = text[at], {"{": "}", "(": ")"}[text[at]]
    depth = 0
    for i in range(at, len(text)):
        if text[i] in (opening, closing) and text[i - 1] != "\\":
            depth += 1 if text[i] == opening else -1
            if depth == 0:
                return i + 1
    raise ValueError(text[at : at + 20])


def _quoted(text: str, at: int) -> int:
    depth = 0
    for i in range(at + 1, len(text)):
        depth += (text[i] == "{") - (text[i] == "}")
        if text[i] == '"' and depth == 0:
            return i + 1
    raise ValueError(text[at : at + 20])
