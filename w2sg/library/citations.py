"""Short citations that mean one paper each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from w2sg.library.model import Paper


def tell_apart(papers: Mapping[str, Paper]) -> dict[str, Paper]:
    """The same papers; those whose short citations are equal get letters, in the order given:
    `Ye et al. (2025a)`, `Ye et al. (2025b)`."""
    same: defaultdict[str, list[str]] = defaultdict(list)
    for key, paper in papers.items():
        same[paper.cited_as].append(key)
    letters = {
        key: year_letter(place)
        for keys in same.values()
        if len(keys) > 1
        for place, key in enumerate(keys)
    }
    return {k: replace(p, year_letter=letters[k]) if k in letters else p for k, p in papers.items()}


def year_letter(place: int) -> str:
    """a, b, ... z, aa, ab, ... of a place from 0 on."""
    first, last = divmod(place, 26)
    return (year_letter(first - 1) if first else "") + chr(ord("a") + last)
