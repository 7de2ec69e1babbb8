"""Where a page stands on the site, for links that work from any host, folder or file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageUrl:
    """A page's place.

    url: its address below the site's root, as MkDocs gives it (`papers/burns2024weak/`).
    """

    url: str

    def to(self, target: str) -> str:
        """Relative address of `target`, which is given below the site's root."""
        return "../" * self.url.count("/") + target or "./"
