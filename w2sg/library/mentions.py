"""Papers cited in prose: `@key` in the texts of claims, disputes and the glossary."""

from __future__ import annotations

import re

_CITED = re.compile(r"(?<!\w)@(\w+)")


def cited_keys(text: str) -> list[str]:
    """The keys that a text cites, in order."""
    return _CITED.findall(text)


def split_citations(text: str) -> list[str]:
    """Texts and keys by turns: `["As ", "doe2024weak", " says."]`; the first is a text."""
    return _CITED.split(text)
