"""Canonical form of the sources: order, alignment and wrapping. No field and no comment is lost.

What is written is read again; a file whose records would change is left as it was and named.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from pathlib import Path

from w2sg.bibliography.bibtex import RawEntry, read_entries
from w2sg.library.bibtex import FIELDS
from w2sg.library.files import read_text, write_whole
from w2sg.library.problem import Problem, SourceError
from w2sg.library.yaml import parse_yaml, split_page

KEYS = (
    "draft role category setting weak_kind weak_source gain label summary summary_checked evidence "
    "results extends aliases links checked added"
).split()
EVIDENCE_KEYS = "question stance claim side no_claim read finding where".split()
WIDTH = 100
_FOLDED = re.compile(r"^( *)(- )?[\w-]+: >-$")


def fmt(root: Path, write: bool = True) -> list[str]:
    """Bring `bib/` and `docs/papers/` into canonical form; the names of the files that changed.

    write: false to name them only. Raises SourceError if a file cannot be read; then none is
    written.
    """
    problems: list[Problem] = []
    changed: dict[str, str] = {}
    for pattern, form in (("bib/*.bib", bib), ("docs/papers/*.md", page)):
        for path in sorted(root.glob(pattern)):
            name = path.relative_to(root).as_posix()
            text = read_text(root, name)
            try:
                if isinstance(text, Problem):
                    raise SourceError([text])
                new = form(text, name)
            except SourceError as error:
                problems += error.problems
                continue
            if new != text:
                changed[name] = new
    if problems:
        raise SourceError(problems)
    if write:
        write_whole(root, changed)
    return list(changed)


def bib(text: str, file: str) -> str:
    """A BibTeX file in canonical form: entries by key, each after the text that stood before it;
    fields in one order, aligned. Values stay as they are. Strings and preambles come first."""
    entries = read_entries(text, file)
    if not entries:
        return text
    parts, at = [], 0
    for entry in entries:
        parts.append((text[at : entry.start].strip(), entry))
        at = entry.end
    head, touching = _opening(text[: entries[0].start])
    parts[0] = (touching, entries[0])
    parts.sort(key=lambda part: part[1].key.casefold())
    blocks = [
        head,
        *(f"{before}\n{_entry(text, entry)}".lstrip("\n") for before, entry in parts),
        text[at:].strip(),
    ]
    new = "\n\n".join(block for block in blocks if block) + "\n"
    _same(_records(read_entries(new, file)), _records(entries), file)
    return new


def page(text: str, file: str) -> str:
    """A paper's page with its front matter in canonical form: keys in one order, each after the
    comments before it, those of a finding too; folded texts wrapped."""
    before, body = split_page(text, file)
    blocks: list[tuple[str, list[str]]] = []
    waiting: list[str] = []
    for line in before.splitlines():
        key = re.match(r"([\w-]+):", line)
        if key:
            blocks.append((key[1], [*waiting, line]))
            waiting = []
        elif line.startswith("#") or not blocks:
            waiting.append(line)
        else:
            blocks[-1][1].extend([*waiting, line])
            waiting = []
    blocks.sort(key=lambda block: _place(block[0], KEYS))
    lines = [
        line
        for name, block in blocks
        for line in _wrapped(_findings(block) if name == "evidence" else block)
    ]
    front = "\n".join([*lines, *waiting]) + "\n"
    new = f"---\n{front}---\n{body.rstrip()}\n"
    _same(_values(front, file), _values(before, file), file)
    return new


def _findings(lines: list[str]) -> list[str]:
    """The block of the findings, the keys of each in one order. A block in another layout than a
    list with a line for each key, or with comments, stays as it is."""
    head, *rest = lines
    rows: list[list[list[str]]] = []
    for line in rest:
        if re.match(r"  - \w+:", line):
            rows.append([[f"    {line[4:]}"]])
        elif re.match(r"    \w+:", line) and rows:
            rows[-1].append([line])
        elif re.match(r"      +[^ #]", line) and rows:
            rows[-1][-1].append(line)
        else:
            return lines
    made = [head]
    for row in rows:
        row.sort(key=lambda value: _place(value[0].strip().partition(":")[0], EVIDENCE_KEYS))
        first, *others = (line for value in row for line in value)
        made += [f"  - {first[4:]}", *others]
    return made


def _entry(text: str, entry: RawEntry) -> str:
    names = sorted(entry.fields, key=lambda name: _place(name, FIELDS))
    width = max(map(len, (*names, "eprinttype")))
    lines = [f"  {name:<{width}} = {text[slice(*entry.spans[name])].strip()}," for name in names]
    return "\n".join([f"@{entry.type}{{{entry.key},", *lines, "}"])


def _opening(text: str) -> tuple[str, str]:
    """What stands before the first entry: what belongs to the file, and a comment directly above
    the entry. Strings and preambles belong to the file."""
    head, _, touching = text.strip().rpartition("\n\n")
    if re.search(r"\n[ \t]*\n[ \t]*\Z", text) or "@" in touching:
        return text.strip(), ""
    return head, touching


def _wrapped(lines: list[str]) -> list[str]:
    """A block's folded texts, each filled to the width."""
    made: list[str] = []
    i = 0
    while i < len(lines):
        made.append(lines[i])
        found = _FOLDED.match(lines[i])
        i += 1
        if not found:
            continue
        indent = len(found[1]) + len(found[2] or "")
        start = i
        while i < len(lines) and (not lines[i].strip() or _indent(lines[i]) > indent):
            i += 1
        inner = lines[start:i]
        while inner and not inner[-1].strip():
            inner.pop()
        prefix = " " * (indent + 2)
        plain = all(_indent(line) == _indent(inner[0]) and line.strip() for line in inner)
        words = " ".join(line.strip() for line in inner)
        made += _filled(words, prefix) if plain and inner else inner
    return made


def _filled(words: str, prefix: str) -> list[str]:
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=prefix,
        subsequent_indent=prefix,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _place(name: str, order: Sequence[str]) -> tuple[int, str]:
    return (order.index(name), "") if name in order else (len(order), name)


def _values(front: str, file: str) -> object:
    document, problems = parse_yaml(file, front, first_line=2)
    if document is None:
        raise SourceError(problems)
    return document.data


def _records(entries: list[RawEntry]) -> object:
    return sorted((e.key, e.type, sorted(e.fields.items())) for e in entries)


def _same(new: object, old: object, file: str) -> None:
    if new != old:
        message = "formatting would change what this file says; it was left as it was"
        raise SourceError([Problem(file, 1, "not-formatted", message, "mend its syntax by hand")])
