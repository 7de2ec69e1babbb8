"""What a look-up gives: a record with its status, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from w2sg.bibliography.words import name_keys, same_person

Status = Literal["accepted", "preprint", "rejected", "withdrawn"]
# Of a record whose list of authors would be too short without them.
NAMELESS = "one of the authors has no name: paste the record's BibTeX with --bib"


class LookupFailed(Exception):
    """A record could not be had; the message says why, and what one may do."""


class NoRecord(LookupFailed):
    """A service answered, and what it has is no record: of nothing, by nobody, under review."""


class Unreachable(LookupFailed):
    """A host gave no usable answer; asking it again at once will not help."""


class Reader(Protocol):
    """Reads an address. kind: a key of `web.TYPES`. Raises LookupFailed."""

    def __call__(self, address: str, kind: str) -> str: ...


@dataclass(frozen=True)
class Found:
    """A record as a service gives it.

    fields: of BibTeX, in the service's own text: LaTeX, HTML or plain; authors joined by `and`,
    each `Family, Given` where the service says which is which, as spoken where it does not, in
    braces if it is no person. source: the address that was read. level: against what the record was
    checked. status: whether the work appeared. group: how DBLP or OpenReview name the venue
    (`conf/icml`, `ICML.cc/2024/Conference`). abstract: used for proposals, never stored. notes:
    what a person has to know. doi: of the published version, where a preprint names it. unanswered:
    what could not be asked, and why; then "not published" is not known.
    """

    fields: Mapping[str, str]
    source: str
    level: str
    status: Status = "accepted"
    group: str = ""
    abstract: str = ""
    notes: tuple[str, ...] = ()
    doi: str = ""
    unanswered: tuple[str, ...] = ()

    def noting(self, *notes: str) -> Found:
        """The same with more notes; empty ones are left out."""
        return replace(self, notes=(*self.notes, *(note for note in notes if note)))

    @property
    def author(self) -> str:
        return self.fields.get("author", "")

    @property
    def container(self) -> str:
        """Where it appeared, as the service says it; empty for a preprint."""
        return self.fields.get("booktitle") or self.fields.get("journal") or ""


def first(values: Any) -> str:
    """The first of a service's list of texts; empty if there is none."""
    return str(values[0]) if isinstance(values, list) and values else ""


def same_people(a: str, b: str, enough: int = 0) -> bool:
    """Whether two author fields have enough people in common, by family name and initial: by
    default half of the shorter list, for a title and one family name say little of a work."""
    shorter, longer = sorted((name_keys(a), name_keys(b)), key=len)
    common = sum(any(same_person(name, other) for other in longer) for name in shorter)
    return common >= (enough or max(1, len(shorter) / 2))


def is_anonymous(authors: str) -> bool:
    """Whether an author field names nobody."""
    return authors.strip("{} ").casefold() in (
        "",
        "anonymous",
        "anonymous authors",
        "anonymous author",
    )
