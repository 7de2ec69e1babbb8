"""A report as the command prints it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict

from w2sg.bibliography.checkbib import Report
from w2sg.bibliography.decoding import UTF_8
from w2sg.bibliography.judging import Finding


def as_json(report: Report) -> str:
    """The whole report."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n"


def as_text(report: Report, file: str) -> str:
    """One line for each entry that cannot be read, then one for each finding; file: its name."""
    return "".join(f"{line}\n" for line in _lines(report, file))


def summary(report: Report) -> str:
    """The numbers, in a sentence."""
    counts = (
        f"{report.entries} entries: {report.right} right, {report.wrong} with findings, "
        f"{report.unknown} not in the library; {len(report.unreadable)} cannot be read; "
        f"{len(report.findings)} findings"
    )
    if report.encoding == UTF_8:
        return counts
    return f"{counts}; not UTF-8, so read and written as {report.encoding}"


def _lines(report: Report, file: str) -> Iterator[str]:
    for entry in report.unreadable:
        yield f"{file}:{entry.line}: {entry.key or 'an entry'}: cannot be read: {entry.reason}"
    for finding in report.findings:
        place = f"{file}:{finding.line}: {finding.key}: {finding.kind} ({finding.degree})"
        yield f"{place}: {_said(finding)} [{finding.paper}]"


def _said(finding: Finding) -> str:
    have, want = (re.sub(r"\s+", " ", value) for value in (finding.have, finding.want))
    if finding.kind == "duplicate":
        return f"the same paper as {want}"
    if not want:
        return f"{have} is of another paper"
    whole = " (the whole entry is replaced)" if finding.whole else ""
    return f"{have} -> {want}{whole}"
