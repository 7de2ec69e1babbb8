"""Text -> LaTeX that prints it, for tables and sentences that readers take into their papers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pylatexenc.latexencode import (
    RULE_DICT,
    UnicodeToLatexConversionRule,
    UnicodeToLatexEncoder,
)

_QUOTED = re.compile(r'"([^"]*)"')
_LONG = re.compile(r"(?<!\S)\S{20,}")  # a path or a name of a file, which no hyphen breaks
_BREAK = re.compile(r"((?<=\w)(?:/|\\_|[.-](?=[A-Za-z])))(?=\w)")
_MINUS = re.compile(r"(?<![\w.)-])-(?=\.?\d)")
_PLAIN = re.compile(r"[A-Za-z0-9 !'()*+,./:;=?@\[\]`-]*")  # what is written as it is
# What pylatexenc passes over, or writes in more letters than people do.
_OWN = {
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": "'",
    "−": r"\ensuremath{-}",
    "–": "--",
    "—": "---",
    "’": "'",
    "‘": "`",
    "“": "``",
    "”": "''",
    "…": r"\dots{}",
    "\u00a0": "~",
}
_ENCODER = UnicodeToLatexEncoder(
    conversion_rules=[
        UnicodeToLatexConversionRule(RULE_DICT, {ord(char): latex for char, latex in _OWN.items()}),
        "defaults",
    ],
    unknown_char_policy="keep",
    unknown_char_warning=False,
)


@lru_cache(maxsize=65536)
def as_latex(text: str) -> str:
    """`text` on one line as LaTeX for T1-encoded fonts: `5 % of A_B` -> `5 \\% of A\\_B`.

    A letter that LaTeX cannot compose loses its marks; what is then still unknown, such as a
    Chinese character, becomes a question mark, for it would stop pdflatex. A long path, host or
    compound may break into lines at its slashes, underscores, dots and hyphens.
    """
    text = _QUOTED.sub(r"“\1”", " ".join(text.split()).replace("->", "→"))
    text = _MINUS.sub("−", text)
    if _PLAIN.fullmatch(text):
        latex = text
    else:
        latex = "".join(map(_known, str(_ENCODER.unicode_to_latex(text))))
    return _LONG.sub(lambda word: _BREAK.sub(r"\1\\hspace{0pt}", word[0]), latex)


def _known(char: str) -> str:
    """A character that is left after encoding, as ASCII."""
    if char.isascii():
        return char
    base = unicodedata.normalize("NFKD", char)[0]
    return base if base.isascii() else "?"
