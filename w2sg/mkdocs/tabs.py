"""Lets a page that is not in the navigation belong to one of its tabs (`hooks` in mkdocs.yml)."""

from __future__ import annotations

from typing import Any

_OVER = {"papers/": "browse/"}  # what stands over the pages of a folder that has none itself
_standing: list[Any] = []  # what stands in the navigation for the page that is rendered


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> None:
    """Let a page that is not in the navigation belong to the nearest above it that is."""
    pages = {one.url: one for one in nav.pages}
    above = page.url
    while above and above not in pages:
        above = above.rstrip("/").rpartition("/")[0]
        above = above and f"{above}/"
        above = _OVER.get(above, above)
    if above and above != page.url:
        _standing.append(pages[above])
        pages[above].active = True


def on_post_page(output: str, page: Any, config: Any) -> None:
    """The page is rendered."""
    while _standing:
        _standing.pop().active = False
