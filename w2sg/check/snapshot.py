"""What a release said of a paper stays so until the paper is checked again."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.bibtex import parse_bib
from w2sg.library.files import RELEASES, page_of, snapshot_file
from w2sg.library.model import Entry, Paper, arxiv_howpublished
from w2sg.library.problem import Problem

_LAYOUT = re.compile(r"[\s{}]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_HINT = "restore it; or look it up, and renew `checked` with the day and the address you read"


def digest(data: bytes) -> str:
    """The SHA-256 of a text, whatever ends its lines in a checkout."""
    return sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def snapshot_whole(library: Library) -> Iterator[Problem]:
    """Every file of a snapshot is there, and is the one that was released."""
    hint = "snapshots never change: restore it from the repository's history"
    for release in library.releases:
        for name, known in release.sha256.items():
            file = snapshot_file(release.version, name)
            try:
                same = digest((library.root / file).read_bytes()) == known
            except OSError as error:
                message = f"{file}: {error.strerror}"
                yield Problem(RELEASES, 1, "lost-snapshot", message, hint)
            else:
                if not same:
                    message = "this is not what was released: its SHA-256 is another"
                    yield Problem(file, 1, "changed-snapshot", message, hint)


def snapshot_stands(library: Library) -> Iterator[Problem]:
    """Entries, evidence and scores are those of the last release, or checked since.

    Layout and braces of an entry and the wording of a finding are free; new rows are, too.
    """
    if not library.releases:
        return
    version = library.releases[-1].version
    file = snapshot_file(version, "library.json")
    try:
        papers = json.loads((library.root / file).read_text(encoding="utf-8"))["papers"]
        before = {p["key"]: (p["bibtex"], p["curation"], p["curation"]["checked"]) for p in papers}
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "snapshots never change: restore it from the repository's history"
        message = f"{file}: {getattr(error, 'strerror', None) or repr(error)}"
        yield Problem(RELEASES, 1, "lost-snapshot", message, hint)
        return
    for key, (entry, curation, checked) in before.items():
        paper = library.papers.get(key)
        if paper is None or _check(checked) != _check(paper.page.checked.model_dump(mode="json")):
            continue
        line = library.documents[page_of(key)].line("checked")
        for what in changes_since(paper, entry, curation):
            message = f"{what} since release {version}, but not checked again"
            yield Problem(page_of(key), line, "changed-unchecked", message, _HINT)


def _check(checked: Mapping[str, Any]) -> dict[str, Any]:
    """A check of the record; a search for its published version is none."""
    return {name: value for name, value in checked.items() if name != "sought"}


def changes_since(paper: Paper, entry: str, curation: Mapping[str, Any]) -> Iterator[str]:
    """What changed of a paper since a release that had this entry and curation, in words."""
    if not same_record(entry, paper.entry):
        yield "the BibTeX entry changed"
    now = paper.page.model_dump(mode="json", exclude_none=True)
    for name, fact in (("evidence", _said), ("results", _scored)):
        rows = Counter(map(fact, curation[name]))
        for row in rows - Counter(map(fact, now[name])):
            yield f"{name}: a row changed or went ({', '.join(part for part in row if part)})"


def same_record(before: str, entry: Entry) -> bool:
    """Whether a released entry, as BibTeX, says what `entry` says: layout, braces and the form of
    quotation marks are free, and so is what `howpublished` repeats from the eprint."""
    if before == entry.raw:
        return True
    old = next(iter(parse_bib("", before)[0]), None)
    return old is not None and _facts(old) == _facts(entry)


def _facts(entry: Entry) -> tuple[str, dict[str, str]]:
    return entry.type, {
        name: _LAYOUT.sub("", value.replace("``", '"').replace("''", '"'))
        for name, value in entry.fields.items()
        if name != "howpublished" or value != arxiv_howpublished(entry.fields)
    }


def _said(row: Mapping[str, Any]) -> tuple[str, ...]:
    """What can be wrong about a row of evidence, its wording left out."""
    numbers = " ".join(_NUMBER.findall(row["finding"]))
    return row["question"], row["stance"], row["where"], numbers


def _scored(row: Mapping[str, Any]) -> tuple[str, ...]:
    """A row of scores without its remarks."""
    return tuple(
        f"{name} {row[name]}" for name in sorted(row) if row[name] != "" and name != "note"
    )


RULES: tuple[Rule, ...] = (snapshot_whole, snapshot_stands)
