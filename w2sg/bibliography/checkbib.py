"""Check someone's bibliography against the library's records.

`docs/assets/check/check.js` gives the same report and the same bytes in the browser; tests hold the
two equal. Both work on `records.data`, so that neither needs to know the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from w2sg.bibliography.bibtex import RawEntry, Unreadable, read
from w2sg.bibliography.constants import VOLUME_TYPES
from w2sg.bibliography.decoding import UTF_8, Decoded, decode, encode
from w2sg.bibliography.judging import DIFFERENT, WRONG, Draft, Finding, faults, of_strangers
from w2sg.bibliography.matching import Matcher, Record
from w2sg.bibliography.meaning import with_parents
from w2sg.bibliography.records import data, records
from w2sg.bibliography.writing import corrected

__all__ = ["Report", "check", "data", "fixed", "match", "missing", "records"]


@dataclass(frozen=True)
class Report:
    """What was found in a file. right, wrong, unknown: numbers of entries that agree with their
    record, that have a finding, that are not in the library. cited: keys of records that are."""

    encoding: str
    entries: int
    right: int
    wrong: int
    unknown: int
    unreadable: tuple[Unreadable, ...]
    findings: tuple[Finding, ...]
    cited: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """A file as it was read, and what was found in it."""

    file: Decoded
    entries: tuple[RawEntry, ...]
    report: Report


def check(content: bytes, known: Mapping[str, Any], everything: bool = False) -> Checked:
    """Check the bytes of a file. known: as `records.data` makes it; everything: name also what is
    the same, differently written. Raises ValueError for what is no text."""
    file = decode(content)
    reading = read(file.text)
    matcher = Matcher(known["papers"])
    findings: list[Finding] = []
    first: dict[str, str] = {}
    wrong, unknown = 0, 0
    for number, fields in enumerate(with_parents(reading.entries)):
        entry = reading.entries[number]
        meant = matcher.match({} if entry.type in VOLUME_TYPES else fields)
        drafts = list(of_strangers(meant, fields))
        if meant.record is not None:
            key = meant.record["key"]
            if key in first:
                drafts.append((key, Draft("duplicate", WRONG, entry.key, first[key])))
            first.setdefault(key, entry.key)
            drafts += ((key, draft) for draft in faults(entry, fields, meant, known))
        kept = [(key, draft) for key, draft in drafts if everything or draft.degree != DIFFERENT]
        findings += (_finding(number, entry, key, draft) for key, draft in kept)
        wrong += bool(kept)
        unknown += meant.record is None and not kept
    entries = reading.entries
    right = len(entries) - wrong - unknown
    report = Report(
        file.encoding,
        len(entries),
        right,
        wrong,
        unknown,
        reading.unreadable,
        tuple(findings),
        tuple(first),
    )
    return Checked(file, entries, report)


def _finding(number: int, entry: RawEntry, paper: str, draft: Draft) -> Finding:
    return Finding(entry=number, key=entry.key, line=entry.line, paper=paper, **vars(draft))


def fixed(checked: Checked, known: Mapping[str, Any]) -> bytes:
    """The corrected file in its own encoding; in UTF-8 if a letter that is put in has no place
    there and no command of LaTeX."""
    text = corrected(checked.file, checked.entries, known, checked.report.findings)
    try:
        return encode(text, checked.file.encoding)
    except ValueError:
        return encode(text, UTF_8)


def missing(cited: Iterable[str], papers: Sequence[Record], chosen: str) -> list[str]:
    """Keys of the core papers of a category, question or claim that are not cited."""
    known = set(cited)
    return [
        r["key"] for r in papers if r["core"] and chosen in r["lists"] and r["key"] not in known
    ]


def match(entry: RawEntry, papers: Sequence[Record]) -> Record | None:
    """The record that an entry means, if any."""
    return Matcher(papers).match(entry.fields).record
