"""Ask the services again about preprints, unchecked and incomplete records; propose what changed.

What was asked, and when, stands in `data/asked.yml`, so that a run goes on where the last stopped.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path

import yaml

from w2sg.bibliography.words import name_keys, same_names
from w2sg.library import Library
from w2sg.library.files import page_of, text_of, write_whole
from w2sg.library.model import Paper
from w2sg.library.problem import Problem, SourceError
from w2sg.library.profiles import lacking, not_read, only_missing
from w2sg.library.text import fold, readable
from w2sg.library.yaml import parse_yaml
from w2sg.upkeep.format import bib, page
from w2sg.upkeep.record import entry_text, profile_of, record_fields
from w2sg.upkeep.services import Found, LookupFailed, Reader, look_up
from w2sg.upkeep.services.found import NoRecord
from w2sg.upkeep.services.targets import target_in

ASKED = "data/asked.yml"
_HEAD = "# When `w2sg refresh` last asked about a record, and was answered.\n"
_CHECKED = re.compile(r"^checked:\n(?:[ ]+.*\n)+", re.MULTILINE)


@dataclass(frozen=True)
class Proposal:
    """A change to a record. why: in words; fields: of the new entry; found: what it rests on."""

    key: str
    why: str
    fields: Mapping[str, str]
    found: Found

    def files(self, library: Library, today: date) -> dict[str, str]:
        """The change to the library's files as they are now: path -> new text."""
        paper = library.paper(self.key)
        name = page_of(self.key)
        return {
            **_entry_files(library, paper, self.fields),
            name: page(_page_text(library, paper, self, today), name),
        }

    def diff(self, library: Library, today: date) -> str:
        """The change as a unified diff."""
        parts = []
        for name, text in self.files(library, today).items():
            before = text_of(library.root, name)
            lines = (before.splitlines(keepends=True), text.splitlines(keepends=True))
            parts.append("".join(unified_diff(*lines, name, name)))
        return "".join(parts)


@dataclass(frozen=True)
class Answer:
    """What asking about a record gave. failures: what could not be asked; then the record is asked
    about again. notes: what a person may want to know."""

    key: str
    proposal: Proposal | None = None
    failures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def candidates(library: Library, since: date, asked: Mapping[str, date]) -> list[Paper]:
    """Preprints, records not checked officially, and such that lack fields of their venue's
    records, if a service can be asked about them; the longest unasked first.

    since: leave out what was asked about or checked on that day or later. asked: see `read_asked`.
    """
    last = {key: _last_asked(paper, asked) for key, paper in library.papers.items()}
    wanted = [
        paper
        for paper in library.papers.values()
        if last[paper.key] < since
        and (paper.is_preprint or paper.page.checked.level != "official" or _lacking(paper))
        and target_of(paper)
    ]
    return sorted(wanted, key=lambda paper: (last[paper.key], paper.key))


def refresh(
    library: Library,
    papers: list[Paper],
    read: Reader,
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Answer]:
    """An answer for each of the papers in turn, until the time is up; then the rest is left.

    Raises nothing of the look-ups'.
    """
    end = clock() + seconds
    for paper in papers:
        if clock() >= end:
            return
        yield ask(library, paper, read)


def ask(library: Library, paper: Paper, read: Reader) -> Answer:
    """What a service says of a record now. Raises nothing of the look-ups'."""
    try:
        found = look_up(target_of(paper), read)
        proposal = _proposal(library, paper, found)
    except NoRecord as answer:
        return Answer(paper.key, notes=(str(answer),))
    except LookupFailed as failed:
        return Answer(paper.key, failures=(str(failed),))
    notes = tuple(note for note in found.notes if note not in found.unanswered)
    quiet = ("DBLP knows no", "a published version was found")
    return Answer(
        paper.key,
        proposal,
        found.unanswered,
        tuple(note for note in notes if not note.startswith(quiet)),
    )


def _last_asked(paper: Paper, asked: Mapping[str, date]) -> date:
    """The day on which a record was last checked, asked about, or looked for elsewhere."""
    checked = paper.page.checked
    sought = checked.sought.on if checked.sought else checked.on
    return max(checked.on, sought, asked.get(paper.key, date.min))


def target_of(paper: Paper) -> str:
    """By what a service is asked about a record; empty if nothing fits."""
    told = (paper.doi, paper.arxiv) if not paper.is_preprint else (paper.arxiv,)
    return next((id for id in told if id), paper.url if target_in(paper.url) else "")


def read_asked(root: Path) -> dict[str, date]:
    """Key -> the day on which a service last answered about it; empty if nothing was noted.

    Raises SourceError if the file cannot be read.
    """
    document, problems = parse_yaml(ASKED, text_of(root, ASKED) or "{}\n")
    data = document.data if document else None
    if problems or not isinstance(data, dict):
        raise SourceError(problems or [Problem(ASKED, 1, "bad-value", "the file must map keys")])
    try:
        return {str(key): date.fromisoformat(str(on)) for key, on in data.items()}
    except ValueError as error:
        raise SourceError([Problem(ASKED, 1, "bad-value", str(error), "YYYY-MM-DD")]) from error


def note_asked(root: Path, asked: Mapping[str, date], library: Library) -> None:
    """Keep when records were asked about; such as have gone are left out."""
    rows = "".join(f"{key}: {asked[key]}\n" for key in sorted(asked) if key in library.papers)
    write_whole(root, {ASKED: _HEAD + rows})


def _lacking(paper: Paper) -> tuple[str, ...]:
    return lacking(paper.venue, paper.track, paper.edition, paper.entry.fields)


def _proposal(library: Library, paper: Paper, found: Found) -> Proposal | None:
    """What differs from the record, if anything does."""
    fields, old = record_fields(library, found), paper.entry.fields
    if found.status == "accepted" and paper.is_preprint:
        where = fields.get("booktitle") or fields.get("journal")
        kept = {name: old[name] for name in ("eprint", "eprinttype") if name in old}
        return Proposal(paper.key, f"published: {where}", {**kept, **fields}, found)
    changed = {}
    if fold(readable(fields["title"])) != fold(readable(old.get("title", ""))):
        changed["title"] = fields["title"]
    if not same_names(name_keys(fields["author"]), name_keys(old.get("author", ""))):
        changed["author"] = fields["author"]
    if found.status == "accepted":
        changed |= {name: fields[name] for name in _lacking(paper) if fields.get(name)}
    read = found.level in ("official", "arxiv") and paper.page.checked.level == "secondary"
    read = read or (found.level == "official" and paper.page.checked.level == "arxiv")
    if not changed and not read:
        return None
    why = f"changed: {', '.join(changed)}" if changed else f"read in its {found.level} record"
    return Proposal(paper.key, why, {**old, **changed}, found)


def _entry_files(library: Library, paper: Paper, fields: Mapping[str, str]) -> dict[str, str]:
    """The record with new fields, in the file of its year; a file that it leaves is written last,
    so that a stopped run loses no record."""
    entry = paper.entry
    new = entry_text(entry.key, fields)
    target = f"bib/{fields['year']}.bib"
    texts = {file: text_of(library.root, file) for file in (target, entry.file)}
    for other in library.entries:
        if other.key == entry.key:
            texts[other.file] = texts[other.file].replace(other.raw, "")
    texts[target] = f"{texts[target].rstrip()}\n\n{new}".lstrip()
    return {file: bib(f"{text.strip()}\n", file) for file, text in texts.items()}


def _page_text(library: Library, paper: Paper, proposal: Proposal, today: date) -> str:
    """The paper's page, its record checked again. A block with comments is left to a person."""
    text = text_of(library.root, page_of(paper.key))
    checked, found, fields = paper.page.checked, proposal.found, proposal.fields
    profile = profile_of(library, fields)
    missing = [sentence for sentence in checked.missing if not only_missing(sentence, fields)]
    missing += not_read(profile, fields, missing) if profile else ()
    level = checked.level if found.level == "secondary" else found.level
    block = {
        "level": level,
        "on": today,
        "against": [
            found.source,
            *(s for s in checked.against if not _same_source(s, found.source)),
        ],
        **({"missing": missing} if missing else {}),
    }
    if checked.sought and found.status != "accepted":
        block["sought"] = checked.sought.model_dump(by_alias=True)
    made = yaml.safe_dump({"checked": block}, sort_keys=False, allow_unicode=True, width=96)
    if "#" in (_CHECKED.search(text) or [""])[0].replace("/#", ""):
        return text
    return _CHECKED.sub(lambda _: made, text, count=1)


def _same_source(a: str, b: str) -> bool:
    """Whether two addresses are one, but for the version of a preprint."""
    return re.sub(r"v[0-9]+$", "", a) == re.sub(r"v[0-9]+$", "", b)
