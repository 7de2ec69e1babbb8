"""Which venue and track the name of a container means (`data/venues.yml`)."""

from __future__ import annotations

from collections.abc import Iterable

from w2sg.library.model import Track, Venue


class VenueNames:
    """Finds the venue and the track that the name of a proceedings or journal means."""

    def __init__(self, venues: Iterable[Venue], tracks: Iterable[Track]) -> None:
        self._venues = sorted(
            ((match.casefold(), venue) for venue in venues for match in venue.matches),
            key=lambda pair: -len(pair[0]),
        )
        self._tracks = tuple(tracks)

    def venue(self, container: str) -> Venue | None:
        """The venue whose longest match occurs in `container`; None if none does."""
        name = container.casefold()
        return next((venue for match, venue in self._venues if match in name), None)

    def track(self, container: str) -> Track | None:
        """The first track one of whose matches occurs in `container`; None for a main track."""
        name = container.casefold()
        for track in self._tracks:
            if any(match.casefold() in name for match in track.matches):
                return track
        return None
