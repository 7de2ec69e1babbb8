"""Add a paper from an identifier: its record, its entry in place, its page with proposals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log
from pathlib import Path

import yaml

from w2sg.bibliography.bibtex import RawEntry
from w2sg.bibliography.checkbib import match, records
from w2sg.bibliography.constants import SUFFIXES
from w2sg.check.entries import unprotected
from w2sg.library import Library, load_strict
from w2sg.library.addresses import doi_address
from w2sg.library.bibtex import FIELDS
from w2sg.library.files import page_of, text_of
from w2sg.library.model import Person, RecordProfile, Term, arxiv_howpublished
from w2sg.library.names import as_bibtex, person, persons, with_whole_initials
from w2sg.library.profiles import fitted, not_read, profile_for
from w2sg.library.text import fold, plain, readable
from w2sg.upkeep.format import bib, page
from w2sg.upkeep.services import Found, LookupFailed, Reader, look_up

# Words that say nothing of a paper, for keys and for proposals.
STOPWORDS = set(
    "a an and are as at be by can do does for from how if in into is it its not of on or our the "
    "their this to toward towards we what when where whether which who why will with via than that "
    "using use based paper model models learning method methods".split()
)
_BODY = "{{ paper() }}\n\n{{ paper_record() }}\n"


class _NoAliases(yaml.SafeDumper):
    """Writes a value that occurs twice twice, for pages may have no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@dataclass(frozen=True)
class Addition:
    """What `add` would write. files: path from the root -> text; todo: what a person has to do."""

    key: str
    entry: str
    files: Mapping[str, str]
    todo: tuple[str, ...]


def add(root: Path, target: str, read: Reader, today: date) -> Addition:
    """What adding a paper changes; nothing is written (see `write_whole`).

    target: see `look_up`. Raises LookupFailed if the record cannot be had, is incomplete, or is in
    the library; SourceError if the library cannot be read.
    """
    library = load_strict(root)
    found = look_up(target, read)
    fields = record_fields(library, found)
    _refuse_duplicate(library, fields)
    key = _key(library, fields)
    entry = entry_text(key, fields)
    file = f"bib/{fields['year']}.bib"
    before = text_of(root, file)
    text = f"{before.rstrip()}\n\n{entry}" if before else entry
    front = _front(library, found, fields, today)
    todo = (
        *found.notes,
        "role, category, setting and weak_kind are proposals: read them",
        "gain, weak_source, label and summary are yours to write",
        "evidence and results: what the paper says, and where it says it",
    )
    files = {file: bib(text, file), page_of(key): page(f"---\n{front}---\n\n{_BODY}", page_of(key))}
    return Addition(key, entry, files, todo)


def entry_text(key: str, fields: Mapping[str, str]) -> str:
    """An entry in canonical form, its type by where it appeared."""
    types = (("inproceedings", "booktitle"), ("article", "journal"))
    kind = next((kind for kind, name in types if fields.get(name)), "misc")
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return bib(f"@{kind}{{{key},\n{body}}}\n", key)


def record_fields(library: Library, found: Found) -> dict[str, str]:
    """The record in the form of our entries."""
    given = {
        name: value.strip() if name in ("doi", "url", "eprint") else plain(value)
        for name, value in found.fields.items()
        if name in FIELDS and name not in ("author", "note") and value.strip()
    }
    for name in ("title", "year"):
        if not given.get(name):
            raise LookupFailed(f"{found.source}: the record has no {name}")
    # DBLP numbers people of the same name: `Jane Doe 0001`.
    people = persons(re.sub(r" 0\d{3}\b", "", found.fields.get("author", "")))
    author = " and ".join(as_bibtex(_suffixed(p)) for p in people if p.family.lower() != "others")
    given["author"] = " and ".join(safe for _, safe in with_whole_initials(author))
    title = given["title"].rstrip(".")
    for word in dict.fromkeys(unprotected(title, library.protected_names)):
        title = re.sub(rf"(?<![\w{{]){re.escape(word)}(?![\w}}])", lambda m: f"{{{m[0]}}}", title)
    given["title"] = title
    if "pages" in given:
        given["pages"] = re.sub(r"\s*[-–]+\s*", "--", given["pages"])
    if "doi" in given and "url" not in given:
        given["url"] = doi_address(given["doi"])
    for name in ("booktitle", "journal"):
        if name in given:
            given[name] = _container(library, given[name], int(given["year"]))
    if not given.get("booktitle") and not given.get("journal"):
        given = {
            n: v
            for n, v in given.items()
            if n in ("title", "author", "year", "url", "eprint", "eprinttype")
        }
        if given.get("eprinttype") == "arxiv":
            given["howpublished"] = arxiv_howpublished(given)
    profile = profile_of(library, given)
    return fitted(profile, given, int(given["year"])) if profile else given


def profile_of(library: Library, fields: Mapping[str, str]) -> RecordProfile | None:
    """What records have of the venue, track and year that the fields of a record name."""
    container = fields.get("booktitle") or fields.get("journal") or ""
    venue, track = library.venue_names.venue(container), library.venue_names.track(container)
    return profile_for(venue, track.id if track else "", int(fields["year"])) if venue else None


def _suffixed(read: Person) -> Person:
    """A name that a service gives as it is said, `Hal Daumé III`, with its suffix apart."""
    *names, last = read.family.split() or [""]
    if read.suffix or last.lower().rstrip(".") not in SUFFIXES or not (names or read.given):
        return read
    return (
        replace(read, family=" ".join(names), suffix=last)
        if names
        else replace(person(read.given), suffix=last)
    )


def _container(library: Library, name: str, year: int) -> str:
    """The book title of the venue's main track if `data/venues.yml` knows it, else `name`."""
    venue = library.venue_names.venue(name)
    if venue is None:
        raise LookupFailed(f"no venue of data/venues.yml matches {name!r}: add it there first")
    return name if library.venue_names.track(name) else venue.proceedings.get(year, name)


def _refuse_duplicate(library: Library, fields: Mapping[str, str]) -> None:
    given = RawEntry("", "", fields, {}, 0, 0, 1)
    record = match(given, records(library))
    if record:
        entry = library.papers[record["key"]].entry
        raise LookupFailed(f"it is in the library as {entry.key} ({entry.file}:{entry.line})")


def _key(library: Library, fields: Mapping[str, str]) -> str:
    family = fold(persons(fields["author"])[0].surname).replace(" ", "")
    telling = [word for word in fold(readable(fields["title"])).split() if word not in STOPWORDS]
    key = re.sub(r"[^a-z0-9]", "", f"{family}{fields['year']}{(telling or ['paper'])[0]}")
    taken = {entry.key for entry in library.entries} | set(library.published.retired)
    return next(
        k for k in (key, *(f"{key}{c}" for c in "bcdefghijklmnopqrstuvwxyz")) if k not in taken
    )


def _front(library: Library, found: Found, fields: Mapping[str, str], today: date) -> str:
    words = library.taxonomy
    text = f"{fields['title']} {fields['title']} {found.abstract}"
    subtopics = [
        Term(id=f"{c.id}/{s.id}", name=s.name, about=f"{s.about} {c.name}")
        for c in words.categories
        for s in c.subtopics
    ]
    profile = profile_of(library, fields)
    front = {
        "role": "related",
        "category": _proposed(text, subtopics, 1),
        "setting": _proposed(text, words.settings, 2),
        "weak_kind": _proposed(text, words.weak_kinds, 1),
        "gain": "not-applicable",
        "summary": "Added from its record; not summarized yet.",
        "summary_checked": False,
        "checked": {
            "level": found.level,
            "on": today,
            "against": [found.source],
            "missing": [
                "Category, setting and weak source were proposed by w2sg add.",
                *(not_read(profile, fields) if profile else ()),
            ],
        },
        "added": today,
    }
    return yaml.dump(front, Dumper=_NoAliases, sort_keys=False, allow_unicode=True, width=96)


def _proposed(text: str, terms: Sequence[Term], most: int) -> list[str]:
    """Ids of the terms that share most words with `text`, rare ones counting more; at least one."""
    of = {term.id: _stems(f"{term.name} {term.about}") for term in terms}
    spread = {stem: sum(stem in stems for stems in of.values()) for s in of.values() for stem in s}
    said = _stems(text)
    scores = {
        id: sum(log(1 + len(of) / spread[stem]) for stem in stems & said) / (2 + len(stems) ** 0.5)
        for id, stems in of.items()
    }
    best = sorted(scores, key=lambda id: -scores[id])[:most]
    return [id for id in best if id == best[0] or scores[id] > scores[best[0]] / 2]


def _stems(text: str) -> set[str]:
    found: Iterable[str] = fold(plain(text)).split()
    return {word[:7] for word in found if word not in STOPWORDS and len(word) > 2}
