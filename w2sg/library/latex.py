"""LaTeX commands, escapes and braces -> text, by pylatexenc, taught what titles and names hold."""

from __future__ import annotations

import logging
import re
import unicodedata
from functools import cache
from typing import Any

from pylatexenc.latex2text import (
    EnvironmentTextSpec,
    LatexNodes2Text,
    MacroTextSpec,
    SpecialsTextSpec,
    get_default_latex_context_db,
)
from pylatexenc.latexwalker import get_default_latex_context_db as get_parser_context_db
from pylatexenc.macrospec import MacroSpec

logging.getLogger("pylatexenc").addHandler(logging.NullHandler())

# Longer text is only stripped of commands: no real value is so long, and some nonsense takes time
# that grows with the square of its length.
MAX_DECODED = 8_000  # characters
_COMMAND = re.compile(r"\\([a-zA-Z]+|.?)\s*", re.DOTALL)
_OPERATOR = re.compile(r"[-+−±=/,·×<>≤≥ ]")

# What stands between commands is kept by default; these say something themselves.
_WORDS = {"LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "slash": "/"}
_WORDS |= {"textless": "<", "textgreater": ">", "textbar": "|", "textunderscore": "_"}
_WORDS |= {"textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~"}
_WORDS |= {"textpercent": "%", "textampersand": "&", "textbraceleft": "{", "textbraceright": "}"}
_WORDS |= {
    "S": "§",
    "P": "¶",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "SS": "SS",
    "ddag": "‡",
}
_WORDS |= {"lq": "‘", "rq": "’", "flqq": "«", "frqq": "»", "glqq": "„", "grqq": "“"}
_WORDS |= {"textperiodcentered": "·", "|": "∥"}
_BARE_ACCENTS = {r"\~{}": r"\textasciitilde{}", r"\^{}": r"\textasciicircum{}"}
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
_LAST |= dict.fromkeys("title author date input include ref autoref cref Cref eqref".split(), "{")
_LAST |= dict.fromkeys("citet citep".split(), "*[[{")


def to_text(latex: str) -> str:
    """LaTeX outside of formulas as text; dashes and quotes are those that LaTeX prints.

    A command that is not known leaves its arguments, or its name where it has none. Nothing is
    raised: what cannot be parsed loses its braces and backslashes only.
    """
    text = latex.replace("---", "—").replace("--", "–")
    if not re.search(r"[\\~]|``|''", text):
        text = text.replace("{", "").replace("}", "")
    else:
        # `%` begins a comment only in files, and a formula's `$` does not come here.
        escaped = re.sub(r"(?<!\\)((?:\\\\)*)([%$])", r"\1\\\2", text)
        escaped = re.sub(r"\\[~^]\{\}", lambda accent: _BARE_ACCENTS[accent[0]], escaped)
        text = unicodedata.normalize("NFC", _converted(_converter("verbatim", "macros"), escaped))
    return re.sub(r"`([^`']*)'(?!\w)", r"‘\1’", text)


def math_to_text(latex: str) -> str:
    """LaTeX of a formula, without its delimiters, as text; fractions on one line."""
    return _converted(_converter("text", "based-on-source"), latex)


def _converted(converter: LatexNodes2Text, latex: str) -> str:
    """`latex` by `converter`; where that fails, word by word, so that one bad word spoils no other.

    Letters of mathematical alphabets, which many fonts lack, become plain letters.
    """
    if len(latex) > MAX_DECODED:
        return _stripped(latex)
    try:
        text = str(
            converter.latex_to_text(latex, latex_context=_parser_context(), tolerant_parsing=True)
        )
    except Exception:  # pylatexenc raises many kinds, RecursionError and KeyError among them
        words = latex.split(" ")
        if len(words) == 1:
            return _stripped(latex)
        return " ".join(_converted(converter, word) for word in words)
    return "".join(unicodedata.normalize("NFKC", c) if _is_math_letter(c) else c for c in text)


def _stripped(text: str) -> str:
    """`text` without braces and the backslashes of commands."""
    return _COMMAND.sub(r"\1 ", text).replace("{", "").replace("}", "")


def _is_math_letter(char: str) -> bool:
    return 0x1D400 <= ord(char) <= 0x1D7FF


def _word(word: str) -> Any:
    return lambda node: f"{word}{node.macro_post_space}"


def _arguments(node: Any) -> list[Any]:
    """The arguments that a command was given."""
    return [arg for arg in (node.nodeargd.argnlist if node.nodeargd else ()) if arg]


def _last_argument(node: Any, l2tobj: Any) -> str:
    return str(l2tobj.nodelist_to_text(_arguments(node)[-1:]))


def _fraction(node: Any, l2tobj: Any) -> str:
    """`\\frac{a+b}{c}` -> `(a+b)/c`."""
    parts = [str(l2tobj.nodelist_to_text([arg])).strip() for arg in _arguments(node)]
    return "/".join(f"({part})" if _OPERATOR.search(part) else part for part in parts)


def _verbatim(node: Any) -> str:
    return str(node.nodeargd.verbatim_text)


def _unknown(node: Any, l2tobj: Any) -> str:
    """The arguments of a command that is not known; its name where none follows it but `{}`."""
    if arguments := _arguments(node):
        return str(l2tobj.nodelist_to_text(arguments))
    behind = node.parsing_state.s[node.pos + node.len : node.pos + node.len + 2]
    followed = (behind[:1] == "{" and behind != "{}") or not node.macroname.isalpha()
    return "" if followed else f"{node.macroname}{node.macro_post_space}"


@cache
def _converter(math_mode: str, spaces: str) -> LatexNodes2Text:
    """Blanks behind a command end it in text, as in TeX (`macros`); in formulas they are kept, to
    be read more easily."""
    context = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=_word(word)) for name, word in _WORDS.items()]
    macros += [MacroTextSpec(name, simplify_repl="") for name in _SILENT]
    macros += [MacroTextSpec(name, simplify_repl=_last_argument) for name in _LAST]
    macros += [
        MacroTextSpec(name, simplify_repl=_fraction) for name in ("frac", "nicefrac", "textfrac")
    ]
    macros.append(MacroTextSpec("verb", simplify_repl=_verbatim))
    context.add_context_category(
        "bibtex",
        prepend=True,
        macros=macros,
        environments=[EnvironmentTextSpec("verbatim", simplify_repl=_verbatim)],
        specials=[SpecialsTextSpec("&", "&")],
    )
    context.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_unknown))
    return LatexNodes2Text(
        latex_context=context, math_mode=math_mode, keep_comments=True, strict_latex_spaces=spaces
    )


@cache
def _parser_context() -> Any:
    context = get_parser_context_db()
    macros = [MacroSpec(name, arguments) for name, arguments in _LAST.items()]
    context.add_context_category("bibtex", prepend=True, macros=macros)
    return context
