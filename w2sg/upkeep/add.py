"""Add a paper: its record, its entry in place, its page as a draft with proposals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from w2sg.bibliography.bibtex import RawEntry
from w2sg.bibliography.checkbib import match, records
from w2sg.check.sources import is_official_source
from w2sg.library import Library, load_strict
from w2sg.library.bibtex_text import without_markup
from w2sg.library.files import page_of, text_of
from w2sg.library.names import persons
from w2sg.library.profiles import not_read
from w2sg.library.text import fold, readable
from w2sg.upkeep.format import bib, page
from w2sg.upkeep.proposals import STOPWORDS, Neighbours
from w2sg.upkeep.record import entry_text, profile_of, record_doubts, record_fields
from w2sg.upkeep.services import Found, LookupFailed

_BODY = "{{ paper() }}\n\n{{ paper_record() }}\n"
NOT_SUMMARIZED = "Added from its record; not summarized yet."


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


def add(root: Path, found: Found, today: date) -> Addition:
    """What adding a paper changes; nothing is written (see `write_whole`).

    found: see `look_up` and `pasted`. Raises LookupFailed if the record is incomplete or in the
    library; SourceError if the library cannot be read.
    """
    library = load_strict(root).with_drafts()
    fields = record_fields(library, found)
    _refuse_duplicate(library, fields)
    key = _key(library, fields)
    entry = entry_text(key, fields)
    file = f"bib/{fields['year']}.bib"
    text = f"{text_of(root, file).rstrip()}\n\n{entry}".lstrip()
    front = _front(library, found, fields, today)
    files = {file: bib(text, file), page_of(key): page(f"---\n{front}---\n\n{_BODY}", page_of(key))}
    return Addition(key, entry, files, tuple(_todo(library, found, fields)))


def _todo(library: Library, found: Found, fields: Mapping[str, str]) -> Iterator[str]:
    yield from found.notes
    yield from record_doubts(library, found, fields)
    title = readable(fields["title"])
    for likeness, paper in Neighbours(tuple(library.papers.values())).nearest(
        title, found.abstract, 3
    ):
        yield f"near ({likeness:.0%}): {paper.key}, {paper.title}"
    yield "role, category, setting and weak_kind are proposals: read them"
    yield "gain, weak_source, label and summary are yours to write"
    yield "evidence and results: what the paper says, and where it says it"
    yield "then delete the line `draft: true`: until then the paper is in no list"


def _refuse_duplicate(library: Library, fields: Mapping[str, str]) -> None:
    record = match(RawEntry("", "", fields, {}, 0, 0, 1), records(library))
    if record:
        entry = library.papers[record["key"]].entry
        raise LookupFailed(f"it is in the library as {entry.key} ({entry.file}:{entry.line})")


def _key(library: Library, fields: Mapping[str, str]) -> str:
    first = persons(fields["author"])[0]
    family = fold(first.surname)
    if not first.given:  # a collaboration goes by the word that tells it from others
        family = next((w for w in family.split() if w not in ("the", "team")), family)
    telling = [word for word in fold(readable(fields["title"])).split() if word not in STOPWORDS]
    key = re.sub(r"[^a-z0-9]", "", f"{family}{fields['year']}{(telling or ['paper'])[0]}")
    if not re.match(r"[a-z]", key):
        key = f"paper{key}"
    taken = {entry.key for entry in library.entries} | set(library.published.retired)
    letters = "bcdefghijklmnopqrstuvwxyz"
    return next(k for k in (key, *(f"{key}{letter}" for letter in letters)) if k not in taken)


def _front(library: Library, found: Found, fields: Mapping[str, str], today: date) -> str:
    tags = Neighbours(tuple(library.papers.values())).tags(
        readable(fields["title"]), without_markup(found.abstract)
    )
    words = library.taxonomy
    first = words.categories[0]
    fallback = {
        "category": f"{first.id}/{first.subtopics[0].id}",
        "setting": words.settings[0].id,
        "weak_kind": words.weak_kinds[0].id,
    }
    profile = profile_of(library, fields)
    front = {
        "draft": True,
        "role": "related",
        **{name: tags[name] or [fallback[name]] for name in fallback},
        "gain": "not-applicable",
        "summary": NOT_SUMMARIZED,
        "summary_checked": False,
        "checked": {
            "level": _level(library, found, fields),
            "on": today,
            "against": [found.source],
            "missing": [
                "Category, setting and weak source were proposed by w2sg add.",
                *(note for note in found.notes if found.status == "withdrawn"),
                *(not_read(profile, fields) if profile else ()),
            ],
        },
        "added": today,
    }
    return yaml.dump(front, Dumper=_NoAliases, sort_keys=False, allow_unicode=True, width=96)


def _level(library: Library, found: Found, fields: Mapping[str, str]) -> str:
    """The level of checking: official only if the source is one of the venue's or a registry."""
    venue = library.venue_names.venue(fields.get("booktitle") or fields.get("journal") or "")
    own = venue and is_official_source(venue, [found.source])
    return "secondary" if found.level == "official" and not own else found.level
