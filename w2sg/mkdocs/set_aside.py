"""Parts of pages that neither Markdown nor the search index reads.

Shortcut: what is said elsewhere too (lists, boards, records) is taken out of the page before
Markdown and search see it, and put back by the theme (overrides/partials/content.html). Without it
a build of 838 papers takes 1.9 times the processor time.
"""

from __future__ import annotations

import re
from typing import Any

# Not with `.*?`, which takes six times as long.
_UNSEARCHED = re.compile(
    r"<(header|section|aside)\b[^>]* data-search-exclude>[^<]*(?:<(?!/\1>)[^<]*)*</\1>"
)


def set_aside(page: Any, html: str) -> str:
    """`html` with a mark in the place of each part that search passes over, which is kept under
    `parts` in the metadata of MkDocs' `page`."""
    parts = page.meta.setdefault("parts", {})

    def mark(match: re.Match[str]) -> str:
        key = f"<!-- part {len(parts)} -->"
        parts[key] = match[0]
        return key

    return _UNSEARCHED.sub(mark, html)
