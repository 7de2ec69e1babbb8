"""Text of BibTeX fields and names, as people read it and as they look for it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from w2sg.library.latex import decoded, formula_text, formulas

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=65536)
def plain(value: str) -> str:
    """A BibTeX text value without LaTeX: `{GPT}-4 \\& more` -> `GPT-4 & more`.

    Formulas stay as they are written, dollar signs and braces included. Nothing is raised, whatever
    stands in the value. Never for addresses, where `%` and `~` are data.
    """
    return " ".join(decoded(value).split())


@lru_cache(maxsize=65536)
def readable(text: str) -> str:
    """What `plain` gives with its formulas as text: `$O(n^{2})$ bounds` -> `O(n²) bounds`."""
    parts = ((formula_text(part) if is_formula else part) for part, is_formula in formulas(text))
    return " ".join("".join(parts).split())


def fold(text: str) -> str:
    """`text` as words of lower-case letters and digits without accents, one space between them.

    `query.js` folds what a reader types in the same way.
    """
    text = text.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", text))


def number(value: float | None) -> str:
    """A score as it was written: no trailing `.0`, a true minus sign; a dash for none."""
    if value is None:
        return "–"
    return f"{value:.10g}".replace("-", "−")
