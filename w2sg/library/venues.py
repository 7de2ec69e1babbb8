"""Which venue and track the name of a container means (`data/venues.yml`): whole names only.

A name is read in segments, `Proceedings of the 41st X, X 2024, Vienna, July 2024 (Volume 1: Long
Papers)`. One or more segments from the start are a spelling of the venue, without what counts its
editions; every other segment must be explained, or the name is of another venue: *Machine Learning
and Applications* is not *Machine Learning*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cached_property

from w2sg.library.model import Track, Venue
from w2sg.library.text import fold, plain

_SEPARATOR = re.compile(r"(\s*[,:;()\[\]]\s*|\s+[-–—]+\s+|\.\s+(?=proceedings\b))", re.IGNORECASE)
_TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)t"
_UNITS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth?|ninth|one|two|three|four|five|six|seven"
    "|nine"
)
# What counts an edition, folded: 41st, forty first, thirty eight, 2024, XIX at the end.
COUNT = re.compile(
    rf"\b(?:{_TENS}y (?:{_UNITS})|{_TENS}ieth|[0-9]+(?:st|nd|rd|th)?|first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|(?:ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen)th|[ivxl]{2,}$)(?!\w)"
)
_HEAD = re.compile(r"^(?:in )?(?:proceedings(?: of)?|proc)?\s*(?:the )?\s*(?:annual )?")
# What a segment may say besides: which part of the proceedings it is.
_PART = re.compile(
    r"(?:(?:long|full|regular|research|technical) papers|"
    r"(?:main )?(?:conference|proceedings|track)|"
    r"(?:conference )?(?:track )?proceedings|(?:volume|vol|part|v)(?: [ivxlc]+)?|"
    r"round|revised selected papers|virtual(?: event| conference)?|online)?"
)
# Words that a place and a date do not hold: a part of an edition that is not known.
_NO_PLACE = re.compile(
    r"^and\b(?! the\b)|\b(?:tracks?|papers?|workshops?|tutorials?|abstracts?|companion"
    r"|demonstrations?|demos?|sessions?|issues?|supplement|posters?|industry|findings|adjunct|extended|student)\b"
)
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_COUNTED = re.compile(r"(?:\b(?:19|20)[0-9]{2}|'[0-9]{2}|\b[0-9]+|\b[IVXL]{2,})$")
_DATE = re.compile(
    r"^(?:[0-9]{1,2}(?:\s*[-–]\s*[0-9]{1,2})? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\b",
    re.IGNORECASE,
)
_JOINED_YEAR = re.compile(r"(?<=[A-Za-z])(?=(?:19|20)[0-9]{2}\b)")
_ASIDE = (",", "-", "–", "—", "--", ".", "[", "]")  # before what only places an edition
_ACRONYM = re.compile(r"[A-Z]{2,}[-' ]?[0-9]{2,4}")
_FILLERS = re.compile(r"\b(?:track|on|the|volume|of|and|papers|[0-9]+)\b")

LONGEST_NAME = 400  # letters; longer ones, which take long to compare, are of no proceedings


class VenueNames:
    """Finds the venue and the track that the name of a proceedings or journal means."""

    def __init__(self, venues: Iterable[Venue], tracks: Iterable[Track]) -> None:
        self._venues = tuple(venues)
        self._tracks = {track: [fold(phrase) for phrase in track.matches] for track in tracks}
        self._spellings = {
            _bare(spelling, venue): venue for venue in self._venues for spelling in spellings(venue)
        }

    def venue(self, container: str) -> Venue | None:
        """The venue whose spelling is `container`, all of it; None if there is none.

        Before a conference's spelling may stand `Proceedings of the 41st Annual`, behind it what
        counts or places an edition and what names a track. A journal's spelling stands alone.
        """
        if len(container) > LONGEST_NAME:
            return None
        name = plain(container).replace("&", " and ").replace("@", " at ")
        name = _JOINED_YEAR.sub(" ", name)
        if alone := self._spellings.get(f"={fold(name)}"):
            return alone
        pieces = _SEPARATOR.split(name)
        venue, _ = self._core(pieces)
        return venue or self._host_of_workshop(pieces[::2])

    def track(self, container: str) -> Track | None:
        """The first track one of whose phrases stands in `container`; None for a main track."""
        name = f" {fold(plain(container).replace('&', ' and '))} "
        for track, phrases in self._tracks.items():
            if any(f" {phrase} " in name for phrase in phrases):
                return track
        return None

    def edition(self, container: str) -> int | None:
        """The year that the name of a container prints; None if it prints none."""
        printed = _YEAR.search(plain(container))
        return int(printed[0]) if printed else None

    def nearest(self, container: str) -> str:
        """The spelling nearest to a name that no venue has; empty if none is near."""
        near = get_close_matches(container[:200], self._known, n=1, cutoff=0.6)
        return near[0] if near else ""

    def of_group(self, group: str) -> Venue | None:
        """The venue that DBLP (`conf/icml`) or OpenReview (`ICML.cc/2024/Conference`) files a work
        under; None if it is not known."""
        for venue in self._venues:
            if group in venue.dblp or (venue.openreview and group.startswith(venue.openreview)):
                return venue
        return None

    def without_place(self, container: str) -> str:
        """A conference's name without acronym, place and date of the edition behind it; what names
        a track or a volume stays."""
        pieces = _SEPARATOR.split(container)
        venue, number = self._core(pieces)
        if venue is None:
            return container
        kept = pieces[: 2 * number - 1]
        for separator, segment in zip(
            pieces[2 * number - 1 :: 2], pieces[2 * number :: 2], strict=True
        ):
            words = fold(segment)
            part = _PART.fullmatch(_bare(words)) and not re.fullmatch("[0-9]+", words)
            if part or self._is_track(words, venue) or separator.strip() not in _ASIDE:
                kept += [separator, segment]
        return "".join(kept).strip()

    @cached_property
    def _known(self) -> list[str]:
        return [spelling for venue in self._venues for spelling in spellings(venue)]

    def _core(self, pieces: Sequence[str]) -> tuple[Venue | None, int]:
        """The venue of a name's segments and separators in turn, and how many segments spell it."""
        segments, separators = pieces[::2], pieces[1::2]
        for number in range(len(segments), 0, -1):
            venue = self._conference(fold(" ".join(segments[:number])))
            if venue and self._explained(venue, segments, separators, number):
                return venue, number
        return None, 0

    def _conference(self, words: str) -> Venue | None:
        """The venue that folded words spell, perhaps with a track behind the spelling."""
        if venue := self._spellings.get(_bare(words)):
            return venue
        for end in reversed([found.start() for found in re.finditer(" ", words)]):
            venue = self._spellings.get(_bare(words[:end]))
            if venue and self._is_track(words[end:].strip(), venue, _ends_in_year(words[:end])):
                return venue
        return None

    def _explained(
        self, venue: Venue, segments: Sequence[str], separators: Sequence[str], number: int
    ) -> bool:
        """Whether every segment from the one with this number on belongs to an edition's name."""
        if venue.kind == "preprint":
            return True
        placed = bool(_COUNTED.search(segments[number - 1]))
        for segment, separator in zip(segments[number:], separators[number - 1 :], strict=True):
            words = fold(segment)
            if self._conference(words) is venue:
                placed = True
            elif not (_PART.fullmatch(_bare(words)) or self._is_track(words, venue)):
                aside = separator.strip() in (*_ASIDE, ")") or _ACRONYM.fullmatch(segment)
                placed = placed or bool(_DATE.match(segment))
                if not (placed and aside and not _NO_PLACE.search(words)):
                    return False
        return True

    def _host_of_workshop(self, segments: Sequence[str]) -> Venue | None:
        """The venue of `Workshop on X at ICML 2024` and `X Workshop, ICML 2024`."""
        *before, tail = ("", *(fold(segment) for segment in segments if segment.strip()))
        head, _, spoken = f" {tail}".rpartition(" at ")
        named = re.search(r"\bworkshops?\b", " ".join([*before, head]))
        return self._spellings.get(_bare(spoken)) if named and _ends_in_year(spoken) else None

    def _is_track(self, words: str, venue: Venue, free: bool = False) -> bool:
        """Whether folded words name a track of a venue: one with proceedings of its own, such as
        Findings, only where the venue's records have it. free: a track that has names of its own
        may stand anywhere, not only at the start."""
        bare = _FILLERS.sub(" ", words).split()
        its = {row.track for row in venue.records}
        for track, phrases in self._tracks.items():
            if not (track.named or track.in_proceedings or track.id in its):
                continue
            if bare in [_FILLERS.sub(" ", phrase).split() for phrase in phrases]:
                return True
            start = "" if free else "^"
            if track.named and re.search(rf"{start}\b{phrases[0]}\b", words):
                return True
        return False


def spellings(venue: Venue) -> Iterator[str]:
    """All names of a venue."""
    yield from dict.fromkeys((venue.name, venue.short, *venue.matches))


def _bare(name: str, venue: Venue | None = None) -> str:
    """A name folded and without what counts its editions. A journal's name keeps all its words,
    and is marked, for it must stand alone."""
    words = fold(name.replace("&", " and "))
    if venue and venue.kind in ("journal", "other"):
        return f"={words}"
    return _HEAD.sub("", " ".join(COUNT.sub(" ", words).split()))


def _ends_in_year(words: str) -> bool:
    return bool(re.search(r"\b(?:19|20)[0-9]{2}$", words))
