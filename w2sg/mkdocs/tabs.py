"""Lets a page that is not in the navigation belong to one of its tabs (`hooks` in mkdocs.yml)."""

from __future__ import annotations

from typing import Any

_OVER = {"papers/": "browse/"}  # what stands over the pages of a folder that has none itself
_pages: dict[str, Any] = {}  # address -> page of the navigation
_standing: list[Any] = []  # what stands in the navigation for the page that is rendered


def on_nav(nav: Any, config: Any, files: Any) -> None:
    """The navigation is known."""
    _pages.clear()
    _pages.update((page.url, page) for page in nav.pages)


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> None:
    """Let a page that is not in the navigation belong to the nearest above it that is."""
    above = page.url
    while above and above not in _pages:
        above = above.rstrip("/").rpartition("/")[0]
        above = above and f"{above}/"
        above = _OVER.get(above, above)
    if above and above != page.url:
        _standing.append(_pages[above])
        _pages[above].active = True


def on_post_page(output: str, page: Any, config: Any) -> None:
    """The page is rendered."""
    while _standing:
        _standing.pop().active = False
