"""Ask the services again about preprints and unchecked records, and propose what has changed.

A proposal is shown as a diff with its source; it is written only when asked for. What was asked is
noted in `.cache/refresh.txt`, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path

import yaml

from w2sg.bibliography.words import name_keys, same_names, words
from w2sg.library import Library
from w2sg.library.files import page_of, text_of
from w2sg.library.model import Paper
from w2sg.library.profiles import not_read
from w2sg.upkeep.add import entry_text, profile_of, record_fields
from w2sg.upkeep.format import bib, page
from w2sg.upkeep.services import Found, LookupFailed, Reader, look_up

_CHECKED = re.compile(r"^checked:\n(?:[ ]+.*\n)+", re.MULTILINE)


@dataclass(frozen=True)
class Proposal:
    """A change to a record. why: in words; source: the address read; files: path -> new text."""

    key: str
    why: str
    source: str
    files: Mapping[str, str]

    def diff(self, library: Library) -> str:
        """The change as a unified diff."""
        parts = []
        for name, text in self.files.items():
            before = text_of(library.root, name)
            lines = (before.splitlines(keepends=True), text.splitlines(keepends=True))
            parts.append("".join(unified_diff(*lines, name, name)))
        return "".join(parts)


def candidates(library: Library, since: date | None) -> list[Paper]:
    """Preprints and records not checked officially that a service can be asked about, the longest
    unchecked first. since: leave out what was checked on that day or later."""
    asked = [
        paper
        for paper in library.papers.values()
        if (paper.is_preprint or paper.page.checked.level != "official")
        and (paper.arxiv or paper.doi)
        and (since is None or paper.page.checked.on < since)
    ]
    return sorted(asked, key=lambda paper: (paper.page.checked.on, paper.key))


def refresh(
    library: Library, read: Reader, today: date, since: date | None = None, pause: float = 3.0
) -> Iterator[Proposal | LookupFailed]:
    """A proposal for each record that has changed, a failure for each that could not be asked.

    pause: seconds between records; arXiv asks for three. Raises nothing of the look-ups'.
    """
    log = library.root / ".cache" / "refresh.txt"
    done = _asked(log, today)
    if not done:
        _note(log, today.isoformat(), "w")
    papers = [paper for paper in candidates(library, since) if paper.key not in done]
    for i, paper in enumerate(papers, 1):
        if sys.stderr.isatty():
            print(f"\r{i} of {len(papers)} {paper.key:40}", end="", file=sys.stderr, flush=True)
        try:
            proposal = propose(library, paper, read, today)
        except LookupFailed as error:
            yield LookupFailed(f"{paper.key}: {error}")
        else:
            if proposal:
                yield proposal
            _note(log, paper.key, "a")
        if i < len(papers):
            time.sleep(pause)


def _asked(log: Path, today: date) -> list[str]:
    """Today's date and the keys asked about since, if the log is today's; else nothing."""
    try:
        words = log.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return []
    return words if words[:1] == [today.isoformat()] else []


def _note(log: Path, word: str, mode: str) -> None:
    """Write a line at the start ("w") or the end ("a") of the log, where one may write; elsewhere
    an interrupted run begins from the start."""
    with suppress(OSError):
        log.parent.mkdir(exist_ok=True)
        with log.open(mode, encoding="utf-8") as file:
            file.write(f"{word}\n")


def propose(library: Library, paper: Paper, read: Reader, today: date) -> Proposal | None:
    """What a service says now, if it differs from the record. Raises LookupFailed."""
    found = look_up(paper.arxiv or paper.doi, read)
    fields = record_fields(library, found)
    old = paper.entry.fields
    if paper.is_preprint and found.level == "official":
        where = fields.get("booktitle") or fields.get("journal")
        return _proposal(library, paper, found, fields, f"published: {where}", today)
    changed = {}
    if words(fields["title"]) != words(old.get("title", "")):
        changed["title"] = fields["title"]
    if not same_names(name_keys(fields["author"]), name_keys(old.get("author", ""))):
        changed["author"] = fields["author"]
    if changed:
        why = f"corrected: {', '.join(changed)}"
        return _proposal(library, paper, found, {**old, **changed}, why, today)
    return None


def _proposal(
    library: Library,
    paper: Paper,
    found: Found,
    fields: Mapping[str, str],
    why: str,
    today: date,
) -> Proposal:
    """The record with new fields, in the file of its year; its page checked again."""
    entry, root = paper.entry, library.root
    kept = {
        name: value
        for name, value in entry.fields.items()
        if name in ("note", "eprint", "eprinttype")
    }
    new = entry_text(entry.key, {**kept, **fields})
    source = text_of(root, entry.file)
    files = {entry.file: source.replace(entry.raw, new.strip())}
    target = f"bib/{fields['year']}.bib"
    if target != entry.file:
        files[entry.file] = source.replace(entry.raw, "").strip() + "\n"
        files[target] = f"{text_of(root, target)}\n{new}"
    files = {name: bib(text, name) for name, text in files.items()}
    name = page_of(entry.key)
    text = text_of(root, name)
    checked = paper.page.checked
    profile = profile_of(library, {**kept, **fields})
    missing = [
        *checked.missing,
        *(not_read(profile, fields, checked.missing) if profile else ()),
    ]
    block = {
        "level": found.level,
        "on": today,
        "against": list(dict.fromkeys((found.source, *checked.against))),
        **({"missing": missing} if missing else {}),
    }
    if checked.sought and found.level != "official":
        block["sought"] = checked.sought.model_dump(by_alias=True)
    made = yaml.safe_dump({"checked": block}, sort_keys=False, allow_unicode=True, width=96)
    if "#" not in (_CHECKED.search(text) or [""])[0].replace("/#", ""):
        text = _CHECKED.sub(lambda _: made, text, count=1)
    return Proposal(entry.key, why, found.source, {**files, name: page(text, name)})
