"""Releases: a dated copy of the library that never changes, with what changed since the last."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from w2sg.check import check
from w2sg.check.library import UNFINISHED
from w2sg.check.snapshot import changes_since, digest
from w2sg.export.bibtex import bibtex
from w2sg.export.dump import dump
from w2sg.library import Library, load
from w2sg.library.files import PUBLISHED, RELEASES, snapshot_file, text_of, write_whole
from w2sg.library.model import Release
from w2sg.library.problem import Problem, SourceError

CFF = "CITATION.cff"
_VERSION = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(\.[2-9])?")


def release(root: Path, version: str, today: date) -> Release:
    """Write the snapshot `docs/snapshots/<version>/`, note it in data/releases.yml, and add its
    keys to those that never vanish and its version to CITATION.cff.

    version: year and month, `2026-11`; a second one in a month is `2026-11.2`. What a killed
    release left behind is written again. Raises SourceError if the library has problems, or if the
    version is no month, was released, or comes before the last.
    """
    if not _VERSION.fullmatch(version):
        raise SourceError([Problem(RELEASES, 1, "bad-version", f"{version!r} is not YYYY-MM")])
    library = load(root)
    last = max((made.version for made in library.releases), default="")
    if version <= last:
        month, _, number = last.partition(".")
        next_one = f"{month}.{int(number or 1) + 1}"
        hint = f"a snapshot never changes; the next may be {next_one} or a later month"
        message = f"{version} exists" if version == last else f"{version} comes before {last}"
        raise SourceError([Problem(RELEASES, 1, "released", message, hint)])
    problems = [p for p in check(root) if not _is_overwritten(p, version)]
    if problems:
        raise SourceError(problems)
    snapshot = {
        "library.bib": bibtex(library.papers.values()),
        "library.json": dump(library),
    }
    made = _changes(library, version, today, snapshot)
    published = {
        "keys": sorted({*library.published.keys, *library.papers}),
        "retired": dict(library.published.retired),
    }
    releases = [r.model_dump(mode="json") for r in (*library.releases, made)]
    # The list of releases comes last: until it names the snapshot, there is no release.
    write_whole(
        root,
        {
            **{snapshot_file(version, name): text for name, text in snapshot.items()},
            PUBLISHED: _with_comment(root, PUBLISHED, published),
            CFF: _cff(root, made),
            RELEASES: _with_comment(root, RELEASES, releases),
        },
    )
    return made


def _is_overwritten(problem: Problem, version: str) -> bool:
    """Whether a problem is what an earlier try at this release left behind."""
    return problem.rule == UNFINISHED and (version in problem.file or problem.file.endswith(".new"))


def _changes(library: Library, version: str, today: date, snapshot: Mapping[str, str]) -> Release:
    before: dict[str, Any] = {}
    if library.releases:
        last = snapshot_file(library.releases[-1].version, "library.json")
        papers = json.loads((library.root / last).read_text(encoding="utf-8"))["papers"]
        before = {paper["key"]: paper for paper in papers}
    now = library.papers
    return Release(
        version=version,
        on=today,
        papers=len(now),
        levels=dict(sorted(Counter(p.page.checked.level for p in now.values()).items())),
        added=tuple(key for key in now if key not in before) if before else (),
        corrected=tuple(
            key
            for key, paper in now.items()
            if (was := before.get(key))
            and any(changes_since(paper, was["bibtex"], was["curation"]))
        ),
        retired=tuple(key for key in before if key not in now),
        sha256={name: digest(text.encode("utf-8")) for name, text in snapshot.items()},
    )


def _cff(root: Path, made: Release) -> str:
    text = re.sub(r"^(version|date-released):.*\n", "", text_of(root, CFF), flags=re.MULTILINE)
    return f'{text.rstrip()}\nversion: "{made.version}"\ndate-released: {made.on.isoformat()}\n'


def _with_comment(root: Path, file: str, value: object) -> str:
    """`value` as YAML after the comments that `file` has now."""
    comments = [line for line in text_of(root, file).splitlines() if line.startswith("#")]
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100)
    return "\n".join([*comments, text])
