"""Rules over the BibTeX entries, one function a rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.addresses import ARXIV_ID, DOI, is_address
from w2sg.library.bibtex import FIELDS, REQUIRED
from w2sg.library.model import Entry, Person, Texts
from w2sg.library.names import persons
from w2sg.library.problem import Problem, did_you_mean, shorten
from w2sg.library.text import fold, readable

MAX_VALUE = 4000

_KEY = re.compile(r"[a-z]+[0-9]{4}[a-z0-9]*")
# A page as publishers number it: 7, 123a, S12, xiv or XIV, 4:38 (article and page), or the
# number of an article in place of pages: e0123456, eabn1234, 041021.
_ROMAN = re.compile(r"(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.I)
_NUMBERED = re.compile(r"[A-Za-z]{0,5}[0-9]+(?::[0-9]+)?[a-z]?")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?)+")


def _at(entry: Entry, rule: str, message: str, hint: str = "", field: str = "") -> Problem:
    return Problem(entry.file, entry.lines.get(field, entry.line), rule, message, hint)


def key_form(library: Library) -> Iterator[Problem]:
    """A key is family name, year, word: `burns2024weak`."""
    for entry in library.entries:
        if not _KEY.fullmatch(entry.key):
            hint = "family name, year and first telling word, a-z and 0-9 only"
            yield _at(entry, "bad-key", f"{shorten(entry.key)!r} is not a key", hint)


def type_and_fields(library: Library) -> Iterator[Problem]:
    """Known entry type, its required fields present and filled, no unknown field."""
    for entry in library.entries:
        if entry.type not in REQUIRED:
            hint = did_you_mean(entry.type, REQUIRED)
            yield _at(entry, "unknown-type", f"@{shorten(entry.type)} is not used here", hint)
        for field in REQUIRED.get(entry.type, ()):
            if not entry.fields.get(field):
                yield _at(entry, "missing-field", f"{entry.key}: {field} is missing", "", field)
        for field in entry.fields:
            if field not in FIELDS:
                message = f"{entry.key}: {shorten(field, 40)!r}"
                yield _at(entry, "unknown-field", message, did_you_mean(field, FIELDS), field)
        if entry.type == "misc" and not (entry.fields.keys() & {"eprint", "howpublished"}):
            hint = "an arXiv paper has eprint and eprinttype, others howpublished"
            yield _at(entry, "missing-field", f"{entry.key}: nothing says where it is", hint)


def clean_values(library: Library) -> Iterator[Problem]:
    """No control characters and no value longer than any real one."""
    for entry in library.entries:
        for field, value in entry.fields.items():
            if len(value) > MAX_VALUE:
                message = f"{entry.key}: {field} has {len(value):,} characters"
                yield _at(entry, "too-long", message, f"at most {MAX_VALUE:,}", field)
            bad = next((c for c in value if c not in "\n\t" and not _visible(c)), "")
            if bad:
                message = f"{entry.key}: {field} holds the invisible character U+{ord(bad):04X}"
                yield _at(entry, "control-character", message, "delete it", field)


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf")


def same_record(library: Library) -> Iterator[Problem]:
    """No two records with the same key, DOI, arXiv id or title."""
    for what, of in (
        ("key", lambda e: e.key.lower()),
        ("doi", lambda e: e.fields.get("doi", "").lower()),
        ("eprint", lambda e: e.fields.get("eprint", "")),
        ("title", lambda e: fold(readable(e.fields.get("title", "")))),
    ):
        first: dict[str, Entry] = {}
        for entry in library.entries:
            value = of(entry)
            other = first.setdefault(value, entry)
            if value and other is not entry:
                message = f"{entry.key} has the {what} of {other.key}"
                hint = f"see {other.file}:{other.line}; keep one"
                yield _at(entry, "duplicate", message, hint, what)


def year_fits(library: Library) -> Iterator[Problem]:
    """The year is that of the file, and near that of the arXiv id."""
    for entry in library.entries:
        year, stem = entry.fields.get("year", ""), PurePath(entry.file).stem
        if year != stem:
            message = f"{entry.key}: year {shorten(year, 20)!r} in the file of {stem}"
            yield _at(entry, "wrong-year", message, f"move it to bib/{year}.bib?", "year")
        posted = ARXIV_ID.fullmatch(entry.fields.get("eprint", ""))
        if posted and posted[1] and year.isdigit():
            late = int(year) - (2000 + int(posted[1]))
            if not -2 <= late <= 4:
                message = f"{entry.key}: year {year}, but its arXiv id is of 20{posted[1]}"
                yield _at(entry, "wrong-year", message, "check both", "eprint")


def identifiers(library: Library) -> Iterator[Problem]:
    """DOI, arXiv id, address and pages have the form of their kind."""
    for entry in library.entries:
        fields = entry.fields
        doi, eprint, pages = (fields.get(name, "") for name in ("doi", "eprint", "pages"))
        if doi and not DOI.fullmatch(doi):
            hint = "only the part from 10. on"
            yield _at(entry, "bad-doi", f"{entry.key}: {shorten(doi)!r}", hint, "doi")
        if eprint and not ARXIV_ID.fullmatch(eprint):
            hint = "like 2312.09390, without version"
            yield _at(entry, "bad-arxiv-id", f"{entry.key}: {shorten(eprint)!r}", hint, "eprint")
        if eprint and fields.get("eprinttype") != "arxiv":
            hint = "eprinttype = {arxiv}"
            yield _at(entry, "bad-arxiv-id", f"{entry.key}: eprint of no known type", hint)
        if "url" in fields and not is_address(fields["url"]):
            message = f"{entry.key}: {shorten(fields['url'])!r}"
            yield _at(entry, "bad-address", message, "http:// or https:// and a host", "url")
        if pages and not all(map(_is_range, pages.split(", "))):
            hint = "first--last, with two hyphens; more ranges after a comma"
            yield _at(entry, "bad-pages", f"{entry.key}: {shorten(pages)!r}", hint, "pages")


def _is_range(pages: str) -> bool:
    """Whether `pages` is one page, or a range `first--last` that does not run backwards."""
    ends = [_page(end) for end in pages.split("--")]
    known = [end for end in ends if end is not None]
    return len(known) == len(ends) <= 2 and known == sorted(known)


def _page(text: str) -> tuple[int, ...] | None:
    """The numbers of a page, for comparing; None if `text` is no page. Roman pages come first."""
    if _NUMBERED.fullmatch(text):
        return (1, *map(int, re.findall(r"[0-9]+", text)))
    if not _ROMAN.fullmatch(text):
        return None
    digits = [_ROMAN_DIGITS[letter] for letter in text.lower()]
    less = [a < b for a, b in zip(digits, [*digits[1:], 0], strict=True)]
    return (0, sum(-d if smaller else d for d, smaller in zip(digits, less, strict=True)))


def authors(library: Library) -> Iterator[Problem]:
    """Every author named, in full, in normal case, once. Who signs with initials only stands in
    data/initials.yml."""
    for entry in library.entries:
        field = entry.fields.get("author", "")
        people = persons(field) if field else ()
        for message, hint in _author_faults(people, library.signs_initials):
            yield _at(entry, "bad-author", f"{entry.key}: {message}", hint, "author")


def _author_faults(people: tuple[Person, ...], signs: Texts) -> Iterator[tuple[str, str]]:
    """What is wrong with the names, and how to mend it. signs: who signs with initials only."""
    spelled_out = [p for p in people if p.given and not _INITIALS.fullmatch(p.given)]
    for person in people:
        if person.family.lower() in ("others", "al", "et al", "et al."):
            yield "the list ends in 'others'", "name every author"
        elif not person.family or person.particle.partition(" ")[0].lower() == "and":
            yield "an author without a name", "look for 'and and'"
        elif _INITIALS.fullmatch(person.given) and spelled_out and person.name not in signs:
            hint = f"spell it out; if {shorten(person.name)} always signs so: data/initials.yml"
            yield f"{person.name}: initials only, where other authors have names", hint
        shouted = [p for p in re.split(r"[ -]", f"{person.given} {person.family}") if len(p) > 3]
        if any(part.isupper() for part in shouted):
            yield f"{shorten(person.name)}: capitals only", ""


def capitals_protected(library: Library) -> Iterator[Problem]:
    """Acronyms and names in titles stand in braces, whole titles do not.

    BibTeX styles set titles in lower case; braces keep what must stay (BibTeXing, section 4).
    """
    names = library.protected_names
    for entry in library.entries:
        title = entry.fields.get("title", "")
        if len(title) > MAX_VALUE:
            continue
        if re.fullmatch(r"\{[^{}]*\}|\{(?:[^{}]|\{[^{}]*\})*\}", title):
            hint = "brace only acronyms and names"
            yield _at(entry, "title-braces", f"{entry.key}: the whole title", hint, "title")
        for word in unprotected(title, names):
            hint = f"write {{{shorten(word, 40)}}}"
            message = f"{entry.key}: {shorten(word, 40)!r} loses its capitals"
            yield _at(entry, "unprotected-capitals", message, hint, "title")


def unprotected(title: str, names: Iterable[str]) -> list[str]:
    """Words of a title that lose capitals which they need. names: see Library."""
    bare = outside_braces(title)
    words = [w for w in _WORD.findall(bare) if w[1:] != w[1:].lower()]
    words += [w for w in _WORD.findall(bare) if len(w) == 1 and w.isupper() and w not in "AI"]
    return words + [n for n in names if re.search(rf"\b{re.escape(n)}\b", bare.partition(" ")[2])]


def outside_braces(text: str) -> str:
    """`text` without what stands in braces."""
    kept, depth = [], 0
    for char in text:
        depth += char == "{"
        if not depth:
            kept.append(char)
        elif depth == 1 and char == "}":
            kept.append(" ")
        depth -= char == "}"
    return "".join(kept)


def booktitle_of_venue(library: Library) -> Iterator[Problem]:
    """The main track of a venue's year has one book title, where `data/venues.yml` knows it."""
    for paper in library.papers.values():
        known = paper.venue.proceedings.get(paper.edition)
        if known and not paper.track and paper.container != known:
            message = f"{paper.key}: {shorten(paper.container)!r}"
            hint = f"{paper.venue.short} {paper.edition} is {known!r}"
            yield _at(paper.entry, "booktitle", message, hint, "booktitle")


RULES: tuple[Rule, ...] = (
    key_form,
    type_and_fields,
    clean_values,
    same_record,
    year_fits,
    identifiers,
    authors,
    capitals_protected,
    booktitle_of_venue,
)
