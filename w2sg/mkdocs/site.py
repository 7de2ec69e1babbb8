"""What `macros.py` needs of the package, in one place."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from w2sg.export.files import write_exports
from w2sg.library import Library, load_strict
from w2sg.library.files import write_whole
from w2sg.mkdocs.policy import content_policy, header_files
from w2sg.render.lists import ListMacros
from w2sg.render.page_url import PageUrl
from w2sg.render.papers import PaperMacros
from w2sg.render.pictures import PictureMacros
from w2sg.render.terms import TermMacros

__all__ = [
    "Library",
    "PageUrl",
    "backdate",
    "content_policy",
    "current_library",
    "discard_stale",
    "header_files",
    "page_parts",
    "write_exports",
    "write_whole",
]


def page_parts(library: Library, address: str, repository: str) -> dict[str, Callable[..., str]]:
    """name -> function for all that a page may call; the first argument is the page's PageUrl.

    address: the site's, with a slash at the end; repository: the repository's, for links to forms.
    """
    parts = (PaperMacros, TermMacros, ListMacros, PictureMacros)
    return {
        name: getattr(made, name)
        for made in [part(library, address, repository) for part in parts]
        for name in vars(type(made))
        if not name.startswith("_")
    }


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


def discard_stale(library: Library, root: Path, site: Path) -> None:
    """Remove from `site` the pages that `mkdocs serve --dirty` must build again though their own
    file has not changed: all that show many papers if one has changed, papers whose entry has, and
    every page if something that all pages share has.
    """
    built = site / "sitemap.xml"
    if not built.exists():
        return
    shared = (root / "macros.py", root / "mkdocs.yml", *root.glob("data/*"))
    shared += (*root.glob("overrides/**/*.html"), *root.glob("w2sg/**/*.*"))
    at = built.stat().st_mtime

    def newer(*files: Path) -> bool:
        return any(file.stat().st_mtime > at for file in files)

    changed = newer(*shared)
    listed = newer(*root.glob("bib/*.bib"), *root.glob("docs/papers/*.md"))
    for page in site.rglob("index.html"):
        paper = library.papers.get(page.parent.name)
        export = page.parent.with_suffix(".bib")
        stale = not _holds(export, paper.entry.raw) if paper else listed
        if changed or stale:
            page.unlink()


def backdate(site: Path, started: float) -> None:
    """Date the pages that a preview has built to the second it `started` (of the epoch), so that
    what was saved while it ran counts as newer than all that it may have missed."""
    for page in (*site.rglob("*.html"), site / "sitemap.xml"):
        if page.stat().st_mtime > started:
            os.utime(page, (started, started))


def _holds(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8").strip() == text.strip()
