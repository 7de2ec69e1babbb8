"""The library of the build that is under way."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from w2sg.library import Library, load_strict


def current_library(root: Path) -> Library:
    """The library below `root`, read again only when one of its files has changed.

    Raises SourceError if a file cannot be read.
    """
    return _load(root, _stamp(root))


@lru_cache(maxsize=1)
def _load(root: Path, stamp: int) -> Library:
    return load_strict(root)


def _stamp(root: Path) -> int:
    """A number that changes when a source file is written, added or removed."""
    files = [*root.glob("bib/*.bib"), *root.glob("data/*.yml"), *root.glob("docs/papers/*.md")]
    stats = ((file, file.stat()) for file in files)
    return hash(frozenset((str(file), stat.st_mtime_ns, stat.st_size) for file, stat in stats))
