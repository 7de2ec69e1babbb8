"""Text of BibTeX fields and names, as people read it and as they look for it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from w2sg.library.formulas import decoded, formula_text

_JOINED = re.compile(r"\^\{?(?=[a-z0-9])|_\{?(?=[0-9])")
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma "
    "sigma tau upsilon phi chi psi omega"
).split()  # in the order of Unicode, which has two forms of sigma
_GREEK = {ord("α") + i: name for i, name in enumerate(_GREEK_NAMES)}
# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=65536)
def plain(value: str) -> str:
    """A BibTeX text value without LaTeX: `{GPT}-4 \\& more` -> `GPT-4 & more`.

    Formulas stay as they are written, dollar signs and braces included. Nothing is raised, whatever
    stands in the value. Never for addresses, where `%` and `~` are data.
    """
    return " ".join(decoded(value, str).split())


@lru_cache(maxsize=65536)
def readable(value: str) -> str:
    """As `plain`, with formulas as text too: `$O(n^{2})$ bounds` -> `O(n²) bounds`."""
    return " ".join(decoded(value, formula_text).split())


def fold(text: str) -> str:
    """`text` as words of lower-case letters and digits without accents, one space between them.

    Exponents and indices are joined to what bears them, and Greek letters are spelled out, so that
    `O(n^2)` and `O(n²)`, or `alpha` and `α`, are the same. `query.js` folds what a reader types in
    the same way.
    """
    text = text.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in text if unicodedata.category(c)[0] != "M").translate(_GREEK)
    return " ".join(re.findall(r"[^\W_]+", _JOINED.sub("", text)))


def number(value: float | None) -> str:
    """A score as it was written: no trailing `.0`, a true minus sign; a dash for none."""
    if value is None:
        return "–"
    return f"{value:.10g}".replace("-", "−")
