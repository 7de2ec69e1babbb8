"""Papers (`@key`) and words of the glossary in the texts of claims, disputes and the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MENTION = re.compile(r"(?<!\w)@(\w+)")


def mentioned_keys(text: str) -> list[str]:
    """The keys that a text mentions, in order."""
    return _MENTION.findall(text)


def split_mentions(text: str) -> list[str]:
    """Texts and keys by turns: `["As ", "doe2024weak", " says."]`; the first is a text."""
    return _MENTION.split(text)


def split_forms(text: str, forms: Iterable[str]) -> list[str]:
    """Texts and forms of words by turns, singular or plural, in either case; the longest wins."""
    longest = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.split(rf"(?<!\w)((?:{longest})s?)(?!\w)", text, flags=re.IGNORECASE)
