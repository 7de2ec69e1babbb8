"""What records of a venue have (`data/venues.yml`, `records`), and what a record lacks of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from w2sg.library.model import RecordProfile, Track, Venue

# Fields that a record has only where its venue's profile names them; a DOI is always welcome.
ONLY_IF_EXPECTED = ("series", "volume", "number", "pages", "publisher")
# How a sentence under `checked.missing` names a field.
_NAMED = {
    "series": re.compile(r"\bseries\b", re.IGNORECASE),
    "volume": re.compile(r"\bvolumes?\b", re.IGNORECASE),
    "number": re.compile(r"\b(?:issues?|numbers?)\b", re.IGNORECASE),
    "pages": re.compile(r"\bpages?\b", re.IGNORECASE),
    "publisher": re.compile(r"\bpublishers?\b", re.IGNORECASE),
    "doi": re.compile(r"\bDOIs?\b", re.IGNORECASE),
    "url": re.compile(r"\b(?:address(?:es)?|page)\b", re.IGNORECASE),
}
_NOT_READ = {
    "series": "The series was not read.",
    "volume": "The volume was not read.",
    "number": "The issue number was not read.",
    "pages": "Page numbers were not read.",
    "publisher": "The publisher was not read.",
    "doi": "The DOI was not read.",
    "url": "The address of the venue's page was not read.",
}


def profile_for(venue: Venue, track: Track | None, edition: int) -> RecordProfile | None:
    """The first profile of a venue that fits a track (None: the main one) and a year."""
    name = "" if track is None or track.in_proceedings else track.id
    fitting = (
        row
        for row in venue.records
        if row.track == name
        and (row.since is None or row.since <= edition)
        and (row.until is None or edition <= row.until)
    )
    return next(fitting, None)


def volume_of(profile: RecordProfile, edition: int) -> str:
    """The volume of a year, where the venue counts its volumes by years; else empty."""
    return str(edition - profile.year_before_first) if profile.year_before_first else ""


def fitted(profile: RecordProfile, fields: Mapping[str, str], edition: int) -> dict[str, str]:
    """The fields of a record without those that its venue's records do not have, and with those
    that all of them share."""
    kept = {
        name: value
        for name, value in fields.items()
        if name not in ONLY_IF_EXPECTED or name in profile.fields
    }
    if profile.publisher and "publisher" in profile.fields:
        kept["publisher"] = profile.publisher
    if "volume" in profile.fields and (volume := volume_of(profile, edition)):
        kept["volume"] = volume
    return kept


def said_missing(sentences: Iterable[str], field: str) -> bool:
    """Whether one of the sentences under `checked.missing` names a field."""
    named = _NAMED.get(field)
    return named is not None and any(named.search(sentence) for sentence in sentences)


def only_missing(sentence: str, fields: Mapping[str, str]) -> bool:
    """Whether a sentence says that fields are missing, and a record now has all that it names."""
    named = [field for field, pattern in _NAMED.items() if pattern.search(sentence)]
    return bool(named) and " read" in sentence and all(fields.get(field) for field in named)


def lacking(
    venue: Venue, track: Track | None, edition: int, fields: Mapping[str, str]
) -> tuple[str, ...]:
    """The fields that records of a venue, track and edition have, and a record does not."""
    profile = profile_for(venue, track, edition)
    return tuple(name for name in (profile.fields if profile else ()) if not fields.get(name))


def not_read(
    profile: RecordProfile, fields: Mapping[str, str], sentences: Iterable[str] = ()
) -> Iterator[str]:
    """A sentence for `checked.missing` on each field that a record lacks and no sentence names."""
    for name in profile.fields:
        if not fields.get(name) and not said_missing(sentences, name):
            yield _NOT_READ.get(name, f"The field {name} was not read.")
