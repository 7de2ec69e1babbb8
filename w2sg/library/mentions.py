"""Papers mentioned in prose: `@key` in the texts of claims, disputes and the glossary."""

from __future__ import annotations

import re

_MENTION = re.compile(r"(?<!\w)@(\w+)")


def mentioned_keys(text: str) -> list[str]:
    """The keys that a text mentions, in order."""
    return _MENTION.findall(text)


def split_mentions(text: str) -> list[str]:
    """Texts and keys by turns: `["As ", "doe2024weak", " says."]`; the first is a text."""
    return _MENTION.split(text)
