"""Papers (`@key`) and words of the glossary in the texts of claims, disputes and the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_MENTION = re.compile(r"(?<!\w)@(\w+)")


def mentioned_keys(text: str) -> list[str]:
    """The keys that a text mentions, in order."""
    return _MENTION.findall(text)


def split_mentions(text: str) -> list[str]:
    """Texts and keys by turns: `["As ", "doe2024weak", " says."]`; the first is a text."""
    return _MENTION.split(text)


def split_forms(text: str, forms: Iterable[str]) -> list[str]:
    """Texts and forms of words by turns, singular or plural, in either case; the longest wins."""
    return _any_of(tuple(forms)).split(text)


@lru_cache(maxsize=1)
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)((?:{longest})s?)(?!\w)", re.IGNORECASE)
