"""Releases: a dated copy of the library that never changes, with what changed since the last."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from w2sg.check import check
from w2sg.export.bibtex import bibtex
from w2sg.export.dump import dump
from w2sg.library import Library, load
from w2sg.library.model import Release
from w2sg.library.problem import Problem, SourceError

RELEASES = "data/releases.yml"
PUBLISHED = "data/published.yml"
CFF = "CITATION.cff"
_VERSION = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def release(root: Path, version: str, today: date) -> Release:
    """Write the snapshot `docs/snapshots/<version>/`, note it in data/releases.yml, and add its
    keys to those that never vanish and its version to CITATION.cff.

    version: year and month, `2026-11`. Raises SourceError if the library has problems, or if the
    version is no month or exists.
    """
    folder = root / "docs" / "snapshots" / version
    if not _VERSION.fullmatch(version):
        raise SourceError([Problem(RELEASES, 1, "bad-version", f"{version!r} is not YYYY-MM")])
    if folder.exists():
        hint = "a snapshot never changes; release the next month"
        raise SourceError([Problem(RELEASES, 1, "released", f"{version} exists", hint)])
    problems = check(root)
    if problems:
        raise SourceError(problems)
    library = load(root)
    made = _changes(library, version, today)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".snapshot-", dir=root) as temporary:
        new = Path(temporary) / version
        new.mkdir()
        (new / "library.bib").write_text(
            bibtex(library.papers.values()), encoding="utf-8", newline="\n"
        )
        (new / "library.json").write_text(dump(library), encoding="utf-8", newline="\n")
        new.replace(folder)
    try:
        _note(root, library, made)
    except BaseException:
        shutil.rmtree(folder)
        raise
    return made


def _changes(library: Library, version: str, today: date) -> Release:
    now = {key: paper.entry.raw for key, paper in library.papers.items()}
    before: dict[str, str] = {}
    if library.releases:
        last = library.root / "docs" / "snapshots" / library.releases[-1].version / "library.json"
        found: dict[str, Any] = json.loads(last.read_text(encoding="utf-8"))
        before = {paper["key"]: paper["bibtex"] for paper in found["papers"]}
    return Release(
        version=version,
        on=today,
        papers=len(now),
        levels=dict(sorted(Counter(p.page.checked.level for p in library.papers.values()).items())),
        added=tuple(key for key in now if key not in before) if before else (),
        corrected=tuple(key for key in now if key in before and now[key] != before[key]),
        retired=tuple(key for key in before if key not in now),
    )


def _note(root: Path, library: Library, made: Release) -> None:
    """Change three files, or none."""
    releases = [r.model_dump(mode="json") for r in (*library.releases, made)]
    published = {
        "keys": sorted({*library.published.keys, *library.papers}),
        "retired": dict(library.published.retired),
    }
    cff = (root / CFF).read_text(encoding="utf-8")
    cff = re.sub(r"^(version|date-released):.*\n", "", cff, flags=re.MULTILINE)
    cff = cff.rstrip() + f'\nversion: "{made.version}"\ndate-released: {made.on.isoformat()}\n'
    texts = {
        RELEASES: _with_comment(root / RELEASES, releases),
        PUBLISHED: _with_comment(root / PUBLISHED, published),
        CFF: cff,
    }
    fresh = {root / name: root / f"{name}.new" for name in texts}
    for name, text in texts.items():
        fresh[root / name].write_text(text, encoding="utf-8", newline="\n")
    for target, temporary in fresh.items():
        temporary.replace(target)


def _with_comment(file: Path, value: object) -> str:
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    comments = [line for line in lines if line.startswith("#")]
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100)
    return "\n".join([*comments, text])
