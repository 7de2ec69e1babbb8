"""Formulas in BibTeX values: told from text, and as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from w2sg.library.latex import MAX_DECODED, math_to_text, to_text

# A dollar sign opens a formula if no blank follows it, and closes one if no blank stands before it
# and no digit behind it, so that prices stay text (pandoc.org/MANUAL, "tex_math_dollars").
_FORMULA = re.compile(
    r"(?<!\\)\$\$(?!\s)(?:\\.|[^$\\])+?\$\$"
    r"|(?<!\\)\$(?!\s)(?:\\.|[^$\\])+?(?<!\s)(?<!\\)\$(?!\d)"
    r"|\\\((?:[^\\]|\\[^()])+\\\)|\\\[(?:[^\\]|\\[^\[\]])+\\\]",
    re.DOTALL,
)
_DELIMITERS = re.compile(r"^(?:\$\$?|\\[(\[])|(?:\$\$?|\\[)\]])$")
_BRACED = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"  # up to three deep
_ENSURED = re.compile(rf"\\ensuremath\s*{_BRACED}")
_SCRIPT = re.compile(rf"([\^_])(?:{_BRACED}|([0-9A-Za-z]))")
_RELATION = re.compile(r"\s*([<>=≤≥≠≈→←⇒∈∼])\s*")
_OPERATOR = re.compile(r"[-+=/,<> ]")
_SUPERSCRIPTS = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_FIRST_MARK = 0xF0000  # private characters from here on stand for formulas while text is decoded
_MARKS = re.compile("[\U000f0000-\U000ffffd]")
_WRITTEN_OTHERWISE = re.compile("[\\\\${}~`\U000f0000-\U000ffffd]|--|''")  # than text says it


def formulas(text: str) -> Iterator[tuple[str, bool]]:
    """`text` in parts, in order, each with whether it is a formula."""
    end = 0
    for formula in _FORMULA.finditer(text):
        yield text[end : formula.start()], False
        yield formula[0], True
        end = formula.end()
    yield text[end:], False


def decoded(value: str, show: Callable[[str], str]) -> str:
    """A BibTeX value as text, each formula as `show` writes it. Nothing is raised."""
    if not _WRITTEN_OTHERWISE.search(value):
        return value
    value = _MARKS.sub("", value)
    if len(value) > MAX_DECODED:
        return to_text(value)
    marked: list[str] = []
    shown: list[str] = []
    for part, is_formula in formulas(_ENSURED.sub(r"\\(\1\\)", value)):
        if is_formula:
            marked.append(chr(_FIRST_MARK + len(shown)))
            shown.append(show(part))
        else:
            marked.append(part)
    text = to_text("".join(marked))
    return _MARKS.sub(lambda mark: shown[ord(mark[0]) - _FIRST_MARK], text)


def formula_text(formula: str) -> str:
    """A formula, with its delimiters, as text: `$\\mathcal{O}(n^2)$` -> `O(n²)`."""
    text = math_to_text(_with_scripts(_DELIMITERS.sub("", formula)))
    return " ".join(_RELATION.sub(r" \1 ", text.replace("{", "").replace("}", "")).split())


def _with_scripts(latex: str) -> str:
    """Superscripts and subscripts as characters where there are such, else longer ones in
    parentheses: `x^{2}` -> `x²`, `2^{-k}` -> `2^(-k)`."""

    def written(script: re.Match[str]) -> str:
        table = _SUPERSCRIPTS if script[1] == "^" else _SUBSCRIPTS
        inner = (script[2] or script[3] or "").strip()
        if inner and all(ord(char) in table for char in inner):
            return inner.translate(table)
        inner = _with_scripts(inner)
        return f"{script[1]}{{({inner})}}" if _OPERATOR.search(inner) else f"{script[1]}{{{inner}}}"

    return _SCRIPT.sub(written, latex)
