"""Papers' pages without their front matter (`hooks` in mkdocs.yml).

Shortcut: the library has read the front matter of papers' pages, so MkDocs need not read it a
second time. Without this and `same_pages.py` a build of 838 papers takes 1.16 times the processor
time.
"""

from __future__ import annotations

from typing import Any


def on_page_read_source(page: Any, config: Any) -> str | None:
    """The text of a paper's page after its front matter; None for what MkDocs is to read itself."""
    from w2sg.library.yaml import page_body  # known only since macros.py was read

    if not page.file.src_uri.startswith("papers/"):
        return None
    return page_body(page.file.content_string)
