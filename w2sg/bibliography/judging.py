"""What is wrong, outdated or only differently written in an entry, beside the record that it means.

`docs/assets/check/judging.js` does the same for the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from w2sg.bibliography.bibtex import RawEntry
from w2sg.bibliography.constants import (
    ALSO_CONTAINERS,
    AROUND,
    DOI_FIELDS,
    EPRINT,
    IDENTIFYING,
    TITLES,
    UNPUBLISHED_TYPES,
    WORKSHOP,
)
from w2sg.bibliography.containers import (
    Container,
    container,
    is_outdated,
    means_venue,
    same_edition,
)
from w2sg.bibliography.identifiers import arxiv_in, doi_in, identifiers_in
from w2sg.bibliography.matching import Match, Record
from w2sg.bibliography.meaning import Fields, container_field, title_of, year_in
from w2sg.bibliography.words import bare, name_keys, same_names, squeezed, words

WRONG, OUTDATED, DIFFERENT = "wrong", "outdated", "different"
_KINDS = {"inproceedings": "in", "conference": "in", "incollection": "in", "inbook": "in"}
_KINDS |= {"article": "article", "periodical": "article"}
_COUNT = re.compile(r"^[0-9]+ *(?:pages|page|pp|p)[.]?$", re.IGNORECASE | re.ASCII)

# (field, new value); None takes the field out.
Edits = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Draft:
    """A finding before it is known of which entry.

    kind: preprint, year, venue, title, authors, identifier, pages, volume, number or duplicate.
    degree: wrong, outdated or different (the same, differently written). have: what stands there;
    want: what the record says, empty if nothing can take its place. edits: what is to be changed;
    whole: the whole entry is.
    """

    kind: str
    degree: str
    have: str
    want: str
    edits: Edits = ()
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Finding(Draft):
    """What an entry says otherwise than the record.

    entry: its number in the file, from 0; key, line: of the entry. paper: key of the record; of an
    identifier of another paper, that paper's.
    """

    entry: int
    key: str
    line: int
    paper: str


def of_strangers(match: Match, fields: Fields) -> Iterator[tuple[str, Draft]]:
    """(key of a record, finding) for identifiers that are that record's, which the entry, itself
    not in the library, does not mean."""
    for field, record in match.strangers if match.record is None else ():
        if field == "eprint":
            gone = [name for name in EPRINT if name in fields]
            edits: Edits = tuple((name, None) for name in ("eprint", *gone))
        elif field == "doi":
            edits = (("doi", None),)
        else:
            continue
        yield record["key"], Draft("identifier", WRONG, fields[field], "", edits)


def faults(
    entry: RawEntry, fields: Fields, match: Match, known: Mapping[str, Any]
) -> Iterator[Draft]:
    """What an entry says otherwise than its record. fields: with those that it inherits; known:
    `venues` and `acronyms` of the library's data."""
    record = match.record
    if record is None:
        return
    venue = list(_venue(entry, fields, record, known))
    yield from venue
    if any(draft.whole for draft in venue):
        return
    want = record["fields"]
    yield from _year(fields, want)
    yield from _title(fields, record)
    yield from _authors(fields, record)
    yield from _identifiers(fields, match)
    yield from _pages(fields, want)
    yield from _number("volume", fields, want)
    yield from _number("number", fields, want)


def _venue(
    entry: RawEntry, fields: Fields, record: Record, known: Mapping[str, Any]
) -> Iterator[Draft]:
    field = container_field(fields)
    said, want = fields.get(field, "") or _arxiv_said(fields), record["container"]
    state = _state(entry, fields.get(field, ""), record, known)
    printed = record["kind"] != "published" or _is_printed(entry, field, fields)
    if state == "outdated":
        yield Draft("preprint", OUTDATED, said, want, (), True)
    elif state in ("same", "different", "edition") and not printed:
        yield Draft(
            "venue", WRONG, f"@{entry.type}: {said}", f"@{record['type']}: {want}", (), True
        )
    elif state == "other":
        same_kind = _KINDS.get(entry.type, "misc") == _KINDS.get(record["type"], "misc")
        whole = not (printed and same_kind)
        edits = () if whole else _container_edits(field, fields, record, known)
        yield Draft("venue", WRONG, said, want, edits, whole)
    elif state == "edition":
        yield Draft("venue", WRONG, said, want, ((field, want),))
    elif state == "different":
        yield Draft("venue", DIFFERENT, said, want, ((field, want),))


def _is_printed(entry: RawEntry, field: str, fields: Fields) -> bool:
    """Whether BibTeX's standard styles and biblatex's print a container's field in an entry of this
    type: `@article` prints no `booktitle`, `@inproceedings` no `journal`."""
    printed = {"in": ("booktitle",), "article": ("journal", "journaltitle")}
    names = printed.get(_KINDS.get(entry.type, "misc"), ())
    return field not in TITLES or any(fields.get(name) for name in names)


def _state(entry: RawEntry, value: str, record: Record, known: Mapping[str, Any]) -> str:
    """What a container's name is beside the record's: same, different (the same, differently
    written), edition (another one), outdated (a version before), other; empty for nothing to say,
    as of a preprint that is called one."""
    have, want = container(value), container(record["container"])
    if have.words and have.words == want.words:
        return "same"
    outdated = is_outdated(value) or entry.type in UNPUBLISHED_TYPES
    venue = known["venues"][record["venue"]]
    same = _means(have, want, venue, known["acronyms"])
    if record["kind"] != "published":
        casual = outdated or have.workshop or same
        return "" if casual or _is_loose(entry, have, known) else "other"
    if is_outdated(value) or (have.workshop and not want.workshop) or (outdated and not same):
        return "outdated"
    if not same or have.findings != want.findings:
        return "other"
    return "different" if same_edition(have, want, record["years"]) else "edition"


def _means(
    have: Container, want: Container, venue: Mapping[str, Any], acronyms: Sequence[str]
) -> bool:
    """Whether a container's name means the record's venue, a workshop of it where that is one."""
    if have.workshop and want.workshop:
        own = [word for word in have.words if word not in AROUND]
        if own and all(word in want.words for word in own):
            return True
    a_workshop = any(word in WORKSHOP for name in venue["names"] for word in name)
    if want.workshop and not have.workshop and not a_workshop:
        return False
    return means_venue(have, venue, acronyms)


def _is_loose(entry: RawEntry, have: Container, known: Mapping[str, Any]) -> bool:
    """Whether an entry names no venue, but a place such as a company, as it may of a preprint."""
    if _KINDS.get(entry.type, "misc") != "misc":
        return False
    return not any(means_venue(have, v, known["acronyms"]) for v in known["venues"].values())


def _arxiv_said(fields: Fields) -> str:
    found = (arxiv_in(fields[name]) for name in IDENTIFYING if fields.get(name))
    return next((f"arXiv:{number}" for number in found if number), "no venue")


def _container_edits(field: str, fields: Fields, record: Record, known: Mapping[str, Any]) -> Edits:
    """The container and what else names the wrong one."""
    venue, edits = known["venues"][record["venue"]], [(field, record["container"])]
    also: list[tuple[str, str | None]] = [
        (name, record["fields"].get(name))
        for name in ALSO_CONTAINERS
        if name != field
        and name in fields
        and not means_venue(container(fields[name]), venue, known["acronyms"])
    ]
    return (*edits, *also)


def _year(fields: Fields, want: Mapping[str, str]) -> Iterator[Draft]:
    wrong = [
        name
        for name in ("date", "year")
        if name in fields and year_in(fields[name]) != want["year"]
    ]
    if wrong:
        have = fields[wrong[0]]
        degree = WRONG if year_in(have) else OUTDATED
        yield Draft("year", degree, have, want["year"], tuple((n, want["year"]) for n in wrong))


def _title(fields: Fields, record: Record) -> Iterator[Draft]:
    have, want = title_of(fields), record["fields"]["title"]
    if not have:
        return
    edits: Edits = (("title", want), *((("subtitle", None),) if "subtitle" in fields else ()))
    folded, (title, *aliases) = words(have), record["titles"]
    if squeezed(folded) != squeezed(title):
        known = any(squeezed(folded) == squeezed(alias) for alias in aliases)
        yield Draft("title", OUTDATED if known else WRONG, have, want, edits)
    elif bare(have) != bare(want):
        yield Draft("title", DIFFERENT, have, want, edits)


def _authors(fields: Fields, record: Record) -> Iterator[Draft]:
    have, want = fields.get("author", ""), record["fields"].get("author", "")
    if not bare(have):
        return
    edits = (("author", want),)
    if not same_names(name_keys(have), record["authors"]):
        yield Draft("authors", WRONG, have, want, edits)
    elif bare(have) != bare(want):
        yield Draft("authors", DIFFERENT, have, want, edits)


def _identifiers(fields: Fields, match: Match) -> Iterator[Draft]:
    record = match.record
    if record is None:
        return
    others = {field for field, _ in match.strangers}
    for field in IDENTIFYING:
        value = fields.get(field, "")
        if not value:
            continue
        arxiv, doi = arxiv_in(value), doi_in(value) if field in DOI_FIELDS else ""
        wrong = (
            (arxiv and record["arxiv"] and arxiv != record["arxiv"])
            or (doi and record["doi"] and doi != record["doi"])
            or field in others
        )
        if wrong:
            yield _identifier(field, value, arxiv, fields, record)
        elif field == "doi" and doi and value.lower() != doi:
            yield Draft("identifier", DIFFERENT, value, doi, (("doi", doi),))
        elif field == "eprint" and arxiv and value != arxiv:
            yield Draft("identifier", DIFFERENT, value, arxiv, (("eprint", arxiv),))


def _identifier(field: str, value: str, arxiv: str, fields: Fields, record: Record) -> Draft:
    """The finding of a wrong identifier: the record's takes its place, or nothing does."""
    own, new = record["arxiv"], ""
    if field == "eprint" and own:
        new = own
    elif arxiv and own and arxiv in value.lower():
        start = value.lower().index(arxiv)
        new = value[:start] + own + value[start + len(arxiv) :]
        new = new if identifiers_in(field, new) == [f"arxiv:{own}"] else ""
    if not new and field in ("doi", "url"):
        new = record["fields"].get(field, "")
    if not new and field == container_field(fields):
        return Draft("identifier", WRONG, value, record["container"], (), True)
    gone = [field, *(EPRINT if field == "eprint" else ())] if not new else []
    edits: Edits = ((field, new),) if new else tuple((n, None) for n in gone if n in fields)
    return Draft("identifier", WRONG, value, new, edits)


def _pages(fields: Fields, want: Mapping[str, str]) -> Iterator[Draft]:
    have = fields.get("pages", "")
    mine, theirs = _page_numbers(have), _page_numbers(want.get("pages", ""))
    if not (mine and theirs):
        return
    edits = (("pages", want["pages"]),)
    if mine != theirs and mine != theirs[:1]:
        yield Draft("pages", WRONG, have, want["pages"], edits)
    elif bare(have).replace("\u2013", "--") != want["pages"]:
        yield Draft("pages", DIFFERENT, have, want["pages"], edits)


def _page_numbers(value: str) -> list[str]:
    """The pages in a value, `1607` and `1616` of `1607--16`; none if it is the number of pages."""
    text = re.sub(r"([0-9]),([0-9]{3})(?![0-9])", r"\1\2", bare(value).lower())
    if _COUNT.match(text):
        return []
    found = [re.sub(r"^p+(?=[0-9])", "", page) for page in re.findall(r"[a-z]*[0-9]+", text)]
    if len(found) == 2 and "".join(found).isdigit():
        missing = len(found[0]) - len(found[1])
        if missing > 0:
            found[1] = found[0][:missing] + found[1]
    return found


def _number(name: str, fields: Fields, want: Mapping[str, str]) -> Iterator[Draft]:
    have = fields.get(name, "")
    if not have or name not in want or arxiv_in(have):
        return
    mine, theirs = (re.findall(r"[0-9]+", bare(value)) for value in (have, want[name]))
    if mine and theirs and theirs[0] not in mine:
        yield Draft(name, WRONG, have, want[name], ((name, want[name]),))
