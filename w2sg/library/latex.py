"""LaTeX as BibTeX values have it -> text; formulas are told from text, and can be made text too."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    SpecialsTextSpec,
    get_default_latex_context_db,
)
from pylatexenc.latexwalker import get_default_latex_context_db as get_parser_context_db
from pylatexenc.macrospec import MacroSpec

logging.getLogger("pylatexenc").addHandler(logging.NullHandler())

# A dollar sign opens a formula if no blank follows it, and closes one if no blank stands before it
# and no digit behind it, so that prices stay text (pandoc.org/MANUAL, "tex_math_dollars").
_FORMULA = re.compile(
    r"(?<!\\)\$\$(?!\s)(?:\\.|[^$\\])+?\$\$"
    r"|(?<!\\)\$(?!\s)(?:\\.|[^$\\])*?(?<!\s)(?<!\\)\$(?!\d)"
    r"|\\\((?:[^\\]|\\[^()])+\\\)|\\\[(?:[^\\]|\\[^\[\]])+\\\]",
    re.DOTALL,
)
_DELIMITERS = re.compile(r"^(?:\$\$?|\\[(\[])|(?:\$\$?|\\[)\]])$")
_NEEDS_DECODER = re.compile(r"[\\~]|``|''")
MAX_DECODED = 20_000  # characters; longer values are only stripped of commands
_MARK = 0xF0000  # private characters from here on stand for formulas while text is decoded
_RELATION = re.compile(r"\s*([<>=≤≥≠≈→←⇒∈∼])\s*")
_COMMAND = re.compile(r"\\([a-zA-Z]+|.?)\s*", re.DOTALL)

# What stands between commands is kept by default; these say something themselves.
_WORDS = {"LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "slash": "/"}
_WORDS |= {"textless": "<", "textgreater": ">", "textbar": "|", "textunderscore": "_"}
_WORDS |= {"textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~"}
_SILENT = (
    "- / relax bf rm it sf tt sc em sl bfseries itshape scshape ttfamily rmfamily sffamily "
    "mdseries upshape slshape normalfont boldmath unboldmath protect noindent newline linebreak "
    "break allowbreak nobreak hfill null par tiny scriptsize footnotesize small normalsize "
    "large Large LARGE huge Huge displaystyle textstyle limits nolimits footnotemark left right "
    "big Big bigl bigr"
).split()
# Commands whose last argument is the text, with their arguments as pylatexenc writes them.
_LAST = {
    "href": "[{{",
    "textcolor": "[{{",
    "color": "[{{",
    "colorbox": "[{{",
    "raisebox": "{{",
    "parbox": "[{{",
    "foreignlanguage": "{{",
    "includegraphics": "[{",
}
_LAST |= dict.fromkeys("url path nolinkurl footnote cite texttt mbox hbox fbox".split(), "{")


def formulas(text: str) -> Iterator[tuple[str, bool]]:
    """`text` in parts, in order, each with whether it is a formula."""
    end = 0
    for formula in _FORMULA.finditer(text):
        yield text[end : formula.start()], False
        yield formula[0], True
        end = formula.end()
    yield text[end:], False


def decoded(value: str) -> str:
    """A BibTeX value without commands, escapes and braces of LaTeX, formulas as they are written.

    A command that is not known leaves its arguments, or its name where it has none.
    """
    kept: list[str] = []
    marked = []
    for part, is_formula in formulas(value):
        if is_formula:
            marked.append(chr(_MARK + len(kept)))
            kept.append(part)
        else:
            marked.append(part)
    text = _decoded("".join(marked))
    for i, formula in enumerate(kept):
        text = text.replace(chr(_MARK + i), formula)
    return text


def _decoded(text: str) -> str:
    text = text.replace("---", "—").replace("--", "–")
    if not _NEEDS_DECODER.search(text):
        return text.replace("{", "").replace("}", "")
    if len(text) > MAX_DECODED:
        return _stripped(text)
    try:
        # `%` begins a comment only in files; in a value it is a percent sign.
        escaped = re.sub(r"(?<!\\)((?:\\\\)*)%", r"\1\\%", text)
        return unicodedata.normalize("NFC", str(_TEXT.latex_to_text(escaped, **_PARSING)))
    except Exception:  # whatever the decoder meets: it is made for whole documents
        return _stripped(text)


def _stripped(text: str) -> str:
    """`text` without braces and the backslashes of commands."""
    return _COMMAND.sub(r"\1 ", text).replace("{", "").replace("}", "")


def formula_text(formula: str) -> str:
    """A formula, with its delimiters, as text: `$\\mathcal{O}(n^2)$` -> `O(n²)`."""
    inner = _DELIMITERS.sub("", formula)
    try:
        text = str(_MATH.latex_to_text(_scripts(inner), **_PARSING))
    except Exception:  # see _decoded
        text = _stripped(inner)
    letters = (unicodedata.normalize("NFKC", c) if _is_math_letter(c) else c for c in text)
    bare = "".join(letters).replace("{", "").replace("}", "")
    return " ".join(_RELATION.sub(r" \1 ", bare).split())


def _is_math_letter(char: str) -> bool:
    """Whether `char` is a letter of a mathematical alphabet, which many fonts lack."""
    return 0x1D400 <= ord(char) <= 0x1D7FF


def _scripts(formula: str) -> str:
    """`formula` with simple superscripts and subscripts as characters: `x^2` -> `x²`."""

    def raised(script: re.Match[str]) -> str:
        table = _SUPERSCRIPTS if script[1] == "^" else _SUBSCRIPTS
        inner = script[2] or script[3]
        return inner.translate(table) if all(ord(c) in table for c in inner) else script[0]

    return re.sub(r"([\^_])(?:\{([^{}\\]+)\}|([0-9A-Za-z]))", raised, formula)


_SUPERSCRIPTS = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def _word(word: str) -> Any:
    return lambda node: f"{word}{node.macro_post_space}"


def _last_argument(node: Any, l2tobj: Any) -> str:
    arguments = [arg for arg in (node.nodeargd.argnlist if node.nodeargd else ()) if arg]
    return str(l2tobj.nodelist_to_text(arguments[-1:]))


def _verbatim(node: Any) -> str:
    return str(node.nodeargd.verbatim_text)


def _unknown(node: Any, l2tobj: Any) -> str:
    """The name of a command that is not known; nothing if its argument says what it stands for."""
    source, end = node.parsing_state.s, node.pos + node.len
    followed = source[end : end + 1] == "{" or not node.macroname.isalpha()
    return "" if followed else f"{node.macroname}{node.macro_post_space}"


def _converter(math_mode: str, spaces: str) -> LatexNodes2Text:
    context = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=_word(word)) for name, word in _WORDS.items()]
    macros += [MacroTextSpec(name, simplify_repl="") for name in _SILENT]
    macros += [MacroTextSpec(name, simplify_repl=_last_argument) for name in _LAST]
    macros.append(MacroTextSpec("verb", simplify_repl=_verbatim))
    context.add_context_category(
        "bibtex", prepend=True, macros=macros, specials=[SpecialsTextSpec("&", "&")]
    )
    context.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_unknown))
    return LatexNodes2Text(
        latex_context=context,
        math_mode=math_mode,
        keep_comments=True,
        strict_latex_spaces=spaces or False,
    )


def _parser_context() -> Any:
    context = get_parser_context_db()
    macros = [MacroSpec(name, arguments) for name, arguments in _LAST.items()]
    context.add_context_category("bibtex", prepend=True, macros=macros)
    return context


# Blanks behind a command end it, as in TeX; in formulas they are kept, to be read more easily.
_TEXT = _converter("verbatim", "macros")
_MATH = _converter("text", "")
_PARSING = {"latex_context": _parser_context(), "tolerant_parsing": True}
