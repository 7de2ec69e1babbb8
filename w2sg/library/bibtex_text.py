"""Text from elsewhere -> values of BibTeX that LaTeX sets as they were meant.

The counterpart of `text.readable`, which shows such values.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from html.entities import html5

from w2sg.library.formulas import decoded

# What LaTeX's text reads otherwise, or sets as another letter in its oldest encoding.
_ESCAPES = {c: f"\\{c}" for c in "&%#_$"} | {
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "–": "--",
    "—": "---",
    "‐": "-",
    "‑": "-",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "\u00a0": " ",
    "\u00ad": "",
    **dict(zip("ﬀﬁﬂﬃﬄ", ("ff", "fi", "fl", "ffi", "ffl"), strict=True)),
}
_ESCAPED = str.maketrans(_ESCAPES)
# Elements of HTML, MathML and JATS (jats.nlm.nih.gov) that stand in titles of Crossref and others.
_TAG = re.compile(
    r"</?(?:mml:[a-z]+|jats:[a-z-]+|m(?:ath|row|i|n|o|text|sup|sub|style|subsup)|i|b|u|em|strong|sub"
    r"|sup|span|p|br|tt|sc|scp|small|big|italic|bold|monospace|title|inline-formula|alternatives"
    r"|tex-math|a|font|div)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<(?:jats:)?(sub|sup)>([^<>$]{1,20})</(?:jats:)?\1>", re.IGNORECASE)
_TEX_MATH = re.compile(r"<(mml:math|math|mml:annotation)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
# The same formula again, in TeX beside MathML.
_ANNOTATION = re.compile(r"<((?:mml:)?annotation)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_TWICE = re.compile(
    r"<((?:jats:)?alternatives)>.*?<(?:jats:)?tex-math[^<>]*>\s*\$*(.*?)\$*\s*</(?:jats:)?tex-math>"
    r".*?</\1>",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"\\?&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_STRAIGHT_QUOTES = re.compile(r'(?<![^\s(\[:-])"(?=\S)([^"]*\S)"(?!\w)')
_FIRST_MARK = 0x100000  # private characters from here on stand for formulas
_MARK = "[\U00100000-\U0010fffd]"
_UNSEEN = rf"{_MARK}|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
_RUN = re.compile(rf"[\w{_MARK[1:-1]}]*{_MARK}[\w{_MARK[1:-1]}]*")
_BRACED = re.compile(r"(?<![\w{}\\$^_])\{((?:\\&|[^\s{}\\$])+(?: [^\s{}\\$]+){0,2})\}(?![\w{}])")


def bibtex_text(value: str) -> str:
    """A value of BibTeX that says `value`, which may hold HTML, LaTeX or plain text.

    Entities and tags become characters, commands of LaTeX too; what LaTeX reads otherwise is
    escaped. Formulas stay as they are. `readable` of both is the same.
    """
    return _written(value, lambda text, formulas: text)


def bibtex_title(value: str, unprotected: Callable[[str], Iterable[str]]) -> str:
    """As `bibtex_text`, with braces around what must keep its capitals, and no full stop behind.

    unprotected: names the words of a title that lose capitals which they need. Words that stand in
    braces in `value` keep them, if not every word does; so do formulas with capitals.
    """
    braced = [word for word in _BRACED.findall(value) if word != word.lower()]
    braced = [word for word in braced if f"{{{word}}}" != value.strip()]
    if len(braced) > 2 and 2 * sum(len(w.split()) for w in braced) > len(value.split()):
        braced = []

    def protect(text: str, formulas: list[str]) -> str:
        text = re.sub(r"(?<!\.)\.$", "", text)
        text = _RUN.sub(lambda run: _protected_run(run[0], formulas, unprotected), text)
        words = dict.fromkeys([*map(bibtex_text, braced), *_names(text, unprotected)])
        for word in sorted(words, key=len, reverse=True):
            whole = rf"(?<!\w)(?:[^\W_]+\\&)*{re.escape(word)}(?:\\&\w+)*(?!\w)"  # R\&D is one word
            pattern = rf"\{{[^{{}}]*\}}|{whole}"
            text = re.sub(pattern, lambda m: m[0] if m[0][0] == "{" else f"{{{m[0]}}}", text)
        return text

    return _written(value, protect)


def without_markup(value: str) -> str:
    """`value` with HTML's entities and tags as characters; indices and exponents as formulas."""
    value = _TWICE.sub(
        lambda m: f"${m[2]}$" if m[2] else m[0], _ANNOTATION.sub("", _entities(value))
    )
    value = _TEX_MATH.sub(lambda formula: _TAG.sub("", formula[0]), value)
    value = _SCRIPT.sub(lambda m: f"${'_' if m[1].lower() == 'sub' else '^'}{_group(m[2])}$", value)
    return _TAG.sub("", value)


def _written(value: str, protect: Callable[[str, list[str]], str]) -> str:
    formulas: list[str] = []

    def mark(formula: str) -> str:
        if not _is_balanced(formula):
            return formula  # text, after all
        formulas.append(formula)
        return chr(_FIRST_MARK + len(formulas) - 1)

    value = unicodedata.normalize("NFC", re.sub(_UNSEEN, "", without_markup(value)))
    text = " ".join(decoded(value, mark).split())
    text = _STRAIGHT_QUOTES.sub(r"``\1''", text).replace('"', "''")
    text = protect(text.translate(_ESCAPED), formulas)
    return re.sub(_MARK, lambda found: formulas[ord(found[0]) - _FIRST_MARK], text)


def _protected_run(
    run: str, formulas: list[str], unprotected: Callable[[str], Iterable[str]]
) -> str:
    """A word with a formula in it, in braces if either has capitals that a style would lower."""
    inner = [formulas[ord(c) - _FIRST_MARK] for c in run if ord(c) >= _FIRST_MARK]
    letters = re.sub(_MARK, " ", run)
    loses = any(any(map(str.isupper, formula)) for formula in inner) or any(unprotected(letters))
    return f"{{{run}}}" if loses else run


def _names(title: str, unprotected: Callable[[str], Iterable[str]]) -> list[str]:
    """What of a title must keep its capitals; a name in front of a colon whole: `V-STaR: ...`."""
    needed = list(unprotected(title))
    name = re.match(r"(\w+(?:-[A-Za-z]\w*)+)[*+]*:", title)
    if name and any(word in name[1] for word in needed):
        needed.insert(0, name[1])
    return needed


def _entities(value: str) -> str:
    """`value` with entities as characters, also those that were escaped twice."""
    for _ in range(2):
        value = _ENTITY.sub(lambda found: _character(found[0], found[1]), value)
    return value


def _character(entity: str, name: str) -> str:
    if not name.startswith("#"):
        return html5.get(f"{name};", entity)
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else entity


def _is_balanced(formula: str) -> bool:
    """Whether BibTeX, to which escaped braces are braces, can read it."""
    depth = 0
    for char in formula:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _group(script: str) -> str:
    return script if len(script) == 1 else f"{{{script}}}"
