"""Values of someone's BibTeX fields as words that can be compared: titles and names.

`docs/assets/check/words.js` does the same for the browser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from w2sg.bibliography.constants import GREEK, LETTERS, PARTICLES, PARTING, SUFFIXES, TRANSLITERATED
from w2sg.library.text import fold

_TAG = re.compile(r"</?[a-z][a-z0-9:]{0,12}>", re.IGNORECASE | re.ASCII)
_ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|#39|nbsp);")
_COMMAND = re.compile(r"\\([a-zA-Z]+)[ \t\r\n]*")
_SIGN = re.compile(r"\\([^a-zA-Z])")
_KEEP = "&%#_$"
_EXTENDED = re.compile(r"^[ \t\r\n]*([a-z]+(?:-i)?)[ \t\r\n]*=[ \t\r\n]*")
_AND = re.compile(r"[{}]|[ \t\r\n~]+and(?=[ \t\r\n~{])", re.IGNORECASE | re.ASCII)
_COMMA = re.compile(r"[{},]")

Names = Sequence[Sequence[str]]


def bare(value: str) -> str:
    """A value without LaTeX's commands, accents and braces, on one line."""
    text = _ENTITY.sub(lambda m: "&" if m[1] == "amp" else " ", _TAG.sub("", value))
    text = _COMMAND.sub(_command, text)
    text = _SIGN.sub(
        lambda m: m[1] if m[1] in _KEEP else " " if m[1] in " \\,;:~\r\n" else "", text
    )
    text = re.sub(r"[{}$]", "", text).replace("~", " ")
    return re.sub(r"[ \t\r\n\f\v\u00a0]+", " ", text).strip(" ")


def _command(found: re.Match[str]) -> str:
    name = found[1]
    return LETTERS.get(name) or GREEK.get(name) or (" " if name in PARTING else "")


@lru_cache(maxsize=4096)
def words(value: str) -> str:
    """A value as folded words, one space between them; `&` is `and`."""
    return fold(bare(value).replace("&", " and "))


def squeezed(folded: str) -> str:
    """Folded words without spaces, so that `fine-tuning` and `finetuning` are equal."""
    return folded.replace(" ", "")


@lru_cache(maxsize=4096)
def _name_keys(field: str) -> tuple[tuple[str, str], ...]:
    keys = []
    for name in _split(field, _AND):
        key = _name_key(name)
        if key[0]:
            keys.append(key)
    return tuple(keys)


def name_keys(field: str) -> list[list[str]]:
    """Each author as the last word of the family name and the first given name, as far as they are
    given; `and others` and `et al.` are `others`. biblatex's `family=..., given=...` is read."""
    return [list(key) for key in _name_keys(field)]


def same_names(have: Names, want: Names) -> bool:
    """Whether two lists of authors are the same persons, initials aside; `others` ends a list."""
    if have and have[-1][0] == "others":
        have = have[:-1]
        want = want[: len(have)]
    return len(have) == len(want) and all(map(same_person, have, want))


def same_person(have: Sequence[str], want: Sequence[str]) -> bool:
    """Whether two names may be one person's: the same family name, no other initial; `Yue, Yu` is
    not `Yu, Yue`."""
    if have[0] == want[1] != have[1] == want[0]:
        return False
    initials = (have[1][:1], want[1][:1])
    return same_family(have[0], want[0]) and ("" in initials or initials[0] == initials[1])


@lru_cache(maxsize=65536)
def same_family(a: str, b: str) -> bool:
    """Whether two family names are the same, written with or without umlauts, apostrophes."""
    if a == b:
        return True
    a, b = _without_umlauts(a), _without_umlauts(b)
    short, long = sorted((a, b), key=len)
    return a == b or (long.endswith(short) and long[: len(long) - len(short)] in PARTICLES)


def _without_umlauts(name: str) -> str:
    for letters, letter in TRANSLITERATED.items():
        name = name.replace(letters, letter)
    return name


def _name_key(name: str) -> tuple[str, str]:
    parts = _split(name, _COMMA)
    named = {found[1]: part[found.end() :] for part in parts if (found := _EXTENDED.match(part))}
    if "family" in named:
        family, given = words(named["family"]).split(), words(named.get("given", "")).split()
        return (family[-1] if family else "", given[0] if given else "")
    folded = words(name)
    if folded in ("others", "et al", "al"):
        return "others", ""
    if len(parts) > 1:
        family, given = words(parts[0]).split(), words(parts[-1]).split()
    else:
        family = re.sub(r" [0-9]{4}$", "", folded).split()
        stripped = name.strip(" \t\r\n")
        alone = len(family) < 2 or (stripped.startswith("{") and stripped.endswith("}"))
        given = [] if alone else family[:1]
    while len(family) > 1 and family[-1] in SUFFIXES:
        family.pop()
    return (family[-1] if family else "", given[0] if given else "")


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """`text` split where `separator`, which also finds braces, stands outside of braces."""
    parts, start, depth = [], 0, 0
    for found in separator.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth == 0:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]
