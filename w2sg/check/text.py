"""Rules over the text of entries: what LaTeX would read otherwise, markup, what is no record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.bibtex_text import without_markup
from w2sg.library.formulas import formulas
from w2sg.library.problem import Problem, shorten

TEXT_FIELDS = tuple("title author booktitle journal series publisher howpublished note".split())
# Commands that stand for letters, accents and signs; others set text otherwise or do not set it.
_ACCENTS = set("`'^\"~=.cvudHkrbt")
_LETTERS = set("aa AA ae AE oe OE o O l L ss SS i j dh DH dj DJ ng NG th TH".split())
_SIGNS = set(
    "textasciicircum textasciitilde textbackslash textbar textless textgreater textbraceleft "
    "textbraceright textunderscore textquotesingle textquotedbl ldots dots textellipsis S P "
    "copyright pounds ensuremath".split()
) | set("&%#_${}- ,/@")
_ALLOWED = _ACCENTS | _LETTERS | _SIGNS
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_BARE = re.compile(r"(?<!\\)(?:\\\\)*([&%#_^$\"])")
_NO_AUTHOR = re.compile(r"anonymous(?: authors?)?|unknown|n/?a", re.IGNORECASE)
_SUBMITTED = re.compile(r"\b(?:submitted to|under review|in submission)\b", re.IGNORECASE)


def text_faults(value: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a text of BibTeX: rule, what stands there, how to mend it."""
    for part, is_formula in formulas(value):
        if is_formula:
            continue
        if bare := _BARE.search(part):
            hint = f"write \\{bare[1]}, or a formula" if bare[1] != '"' else "write `` and ''"
            yield "bare-character", f"{bare[1]!r}, which LaTeX does not read as text", hint
        for command in _COMMAND.finditer(part):
            if command[1] not in _ALLOWED:
                yield "command", f"\\{shorten(command[1], 20)}", "write what it says"
                break
        if without_markup(part) != part:
            yield "markup", f"HTML in {shorten(part, 60)!r}", "write the characters"


def text_for_latex(library: Library) -> Iterator[Problem]:
    """Titles, names and containers hold what LaTeX sets as it was meant: no unescaped `& % # _ ^ $`
    and no straight quotation mark outside formulas, no HTML, no commands but letters, accents and
    signs."""
    for entry in library.entries:
        for field in TEXT_FIELDS:
            for rule, what, hint in text_faults(entry.fields.get(field, "")):
                line = entry.lines.get(field, entry.line)
                yield Problem(entry.file, line, rule, f"{entry.key}: {field}: {what}", hint)


def published_and_named(library: Library) -> Iterator[Problem]:
    """A record names its authors, and a place where the work appeared, not one that it seeks."""
    for entry in library.entries:
        names = re.split(r"\s+and\s+", entry.fields.get("author", ""))
        if any(_NO_AUTHOR.fullmatch(name.strip("{} ")) for name in names):
            yield Problem(
                entry.file,
                entry.lines.get("author", entry.line),
                "not-accepted",
                f"{entry.key}: an anonymous author",
                "wait until the authors are named, or take the preprint's record",
            )
        for field in ("booktitle", "journal"):
            if _SUBMITTED.search(entry.fields.get(field, "")):
                yield Problem(
                    entry.file,
                    entry.lines.get(field, entry.line),
                    "not-accepted",
                    f"{entry.key}: {field} {shorten(entry.fields[field], 60)!r}",
                    "it has not appeared there: record the preprint",
                )


RULES: tuple[Rule, ...] = (text_for_latex, published_and_named)
