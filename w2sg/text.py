"""Text of BibTeX fields and of names, as people read it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text

_DECODER = LatexNodes2Text(math_mode="verbatim", keep_comments=True)
_NEEDS_DECODER = re.compile(r"[\\$~%]|--|``|''")


@lru_cache(maxsize=65536)
def plain(value: str) -> str:
    """A BibTeX text value without LaTeX: `{GPT}-4 \\& more` -> `GPT-4 & more`.

    Formulas between dollar signs stay as they are. Never for addresses, where `%` and `~` are data.
    """
    text = value
    if _NEEDS_DECODER.search(value):
        text = _DECODER.latex_to_text(value)
    return " ".join(text.replace("{", "").replace("}", "").split())


def fold(text: str) -> str:
    """`text` lower-case, without accents and punctuation: for comparing titles and for sorting."""
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^0-9a-z]+", " ", text).strip()
