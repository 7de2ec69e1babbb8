"""What MkDocs itself calls during a build (`hooks` in mkdocs.yml)."""

from __future__ import annotations

from functools import cache
from typing import Any

import mkdocs


def on_page_read_source(page: Any, config: Any) -> str | None:
    """The text of a paper's page after its front matter, which the library reads: MkDocs need not
    read it a second time. None for what MkDocs is to read itself."""
    if not page.file.src_uri.startswith("papers/"):
        return None
    text: str = page.file.content_string
    front, end, body = text.partition("\n---\n")
    return body if end and front.startswith("---\n") else None


def on_files(files: Any, config: Any) -> None:
    """Let it be decided once a build which files have changed: MkDocs asks before it reads pages
    and before it writes them, and fails at one that is saved in between."""
    for file in files:
        file.is_modified = cache(file.is_modified)


def on_env(env: Any, config: Any, files: Any) -> None:
    """Let the theme's templates be kept compiled."""
    # MkDocs loads this file before macros.py makes the package known.
    from w2sg.mkdocs.compiled import kept_templates

    env.bytecode_cache = kept_templates(f"mkdocs {mkdocs.__version__}")
