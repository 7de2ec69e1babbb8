"""The corrected file: only what findings name is changed, everything else stays byte for byte.

`docs/assets/check/writing.js` does the same for the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from w2sg.bibliography.bibtex import RawEntry
from w2sg.bibliography.constants import BIBLATEX, BIBLATEX_TYPES, BIBTEX, NOTES, REPLACED
from w2sg.bibliography.containers import is_outdated
from w2sg.bibliography.decoding import Decoded, fits, line_end
from w2sg.bibliography.identifiers import arxiv_in
from w2sg.bibliography.judging import Finding
from w2sg.bibliography.matching import Record
from w2sg.bibliography.words import words

Span = tuple[int, int]
# What takes the place of a part of the file.
_Changes = dict[Span, str]


def corrected(
    file: Decoded,
    entries: Sequence[RawEntry],
    known: Mapping[str, Any],
    findings: Iterable[Finding],
) -> str:
    """The text of a file with what `findings` name as the record says it, in the file's dialect,
    its line ends, and, as far as LaTeX has a command for it, its encoding."""
    papers = {paper["key"]: paper for paper in known["papers"]}
    biblatex, end = is_biblatex(entries), line_end(file.text)
    whole = {finding.entry for finding in findings if finding.whole}
    changes: _Changes = {}
    # Of two findings on a field the first counts: a container goes with the identifier in it.
    edits: dict[int, dict[str, str | None]] = {}
    for finding in findings:
        entry = entries[finding.entry]
        if finding.whole:
            new = _replaced(file.text, entry, papers[finding.paper], biblatex, end)
            changes[entry.start, entry.end] = _fitted(new, file, known)
        elif finding.entry not in whole:
            edited = edits.setdefault(finding.entry, {})
            for name, value in finding.edits:
                edited.setdefault(name, value)
    for number, edited in edits.items():
        _edit(changes, file, entries[number], edited, known, end)
    parts, pos = [], 0
    for (start, stop), value in sorted(changes.items()):
        parts += [file.text[pos:start], value]
        pos = stop
    return "".join((*parts, file.text[pos:]))


def is_biblatex(entries: Sequence[RawEntry]) -> bool:
    """Whether more entries of a file are in biblatex's names than in BibTeX's."""
    biblatex = sum(
        entry.type in BIBLATEX_TYPES or any(name in entry.fields for name in BIBLATEX)
        for entry in entries
    )
    bibtex = sum(any(name in entry.fields for name in BIBTEX) for entry in entries)
    return biblatex > bibtex


def _edit(
    changes: _Changes,
    file: Decoded,
    entry: RawEntry,
    edits: Mapping[str, str | None],
    known: Mapping[str, Any],
    end: str,
) -> None:
    """Note the changes of an entry: of values, of fields that go, and, where the value stands in a
    parent, of a field that is put in, empty if it goes. A field that is given again goes: of two,
    BibTeX prints the first, biber the last."""
    for name, value in edits.items():
        gone = [span for other, span in entry.repeated if other == name]
        if value is None and name in entry.whole:
            gone.append(entry.whole[name])
        elif name in entry.spans:
            span = entry.spans[name]
            comments = [f" {comment}" for comment in _comments(file.text, entry, span)]
            changes[span] = f"{{{_fitted(value or '', file, known)}}}{''.join(comments)}"
        else:
            place = (entry.body, entry.body)
            new = f"{end}  {name} = {{{_fitted(value or '', file, known)}}},"
            changes[place] = changes.get(place, "") + new
        for span in gone:
            changes[_removal(file.text, span)] = "".join(_comments(file.text, entry, span))


def _removal(text: str, span: Span) -> Span:
    """A field with the blanks behind it, so that the next one stands in its place."""
    start, stop = span
    while text[stop : stop + 1] in (" ", "\t", "\r", "\n"):
        stop += 1
    return start, stop


def _comments(text: str, entry: RawEntry, part: Span, kept: Iterable[Span] = ()) -> list[str]:
    """The comments in a part of an entry that is replaced, but for what is kept of it. They stay:
    they are the reader's, and a brace in one may be what closes an entry that cannot be read."""
    return [
        text[slice(*comment)]
        for comment in entry.comments
        if _is_in(comment, part) and not any(_is_in(comment, span) for span in kept)
    ]


def _is_in(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] < outer[1]


def _replaced(text: str, entry: RawEntry, record: Record, biblatex: bool, end: str) -> str:
    """The record's entry under the reader's key, with the reader's own other fields."""
    raw: str = record["biblatex" if biblatex else "bibtex"].rstrip(" \t\r\n")
    head, *fields, _ = raw.split("\n")
    kind, closer = head.partition("{")[0], text[entry.end - 1]
    own = [n for n, value in entry.fields.items() if not _is_replaced(n, value, record)]
    spans = [entry.spans[name] for name in own]
    comments = _comments(text, entry, (entry.start, entry.end), spans)
    lines = [
        f"{kind}{'(' if closer == ')' else '{'}{entry.key},",
        *(comment.rstrip("\r\n") for comment in comments),
        *fields,
        *(f"  {name} = {text[slice(*span)]}," for name, span in zip(own, spans, strict=True)),
        closer,
    ]
    return end.join(lines)


def _is_replaced(name: str, value: str, record: Record) -> bool:
    """Whether a reader's field says what the record says, or said before it was published."""
    if name in NOTES:
        return is_outdated(value) or bool(arxiv_in(value))
    if name == "shorttitle":
        return words(value) not in record["titles"][0]
    return name in REPLACED


def _fitted(value: str, file: Decoded, known: Mapping[str, Any]) -> str:
    """A value with LaTeX for the letters that the file's encoding does not have."""
    return "".join(
        char if fits(char, file.encoding) else known["escapes"].get(char, char) for char in value
    )
