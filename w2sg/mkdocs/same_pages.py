"""Pages of the same text, which are compiled once.

Shortcut: the pages of most papers hold the same two macros and nothing else, and mkdocs-macros
would compile each anew. For what it buys see `paper_sources.py`.
"""

from __future__ import annotations

from functools import cache
from typing import Any


def compile_same_pages_once(env: Any) -> None:
    """Let mkdocs-macros' `env` keep what it compiled, by its text, until the build ends."""
    if not hasattr(env.env.from_string, "cache_info"):
        env.env.from_string = cache(env.env.from_string)
