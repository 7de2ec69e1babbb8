"""The date that a built site bears."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from w2sg.library import Library

VARIABLE = "SOURCE_DATE_EPOCH"


def set_build_date(library: Library) -> None:
    """Give MkDocs the newest day of the sources as the date of the build, so that the same sources
    always give the same bytes, whether they come with git's history or without.

    MkDocs reads it from the environment (https://reproducible-builds.org/specs/source-date-epoch/),
    where a date that is set already stays.
    """
    day = newest_day(library)
    if day and not os.environ.get(VARIABLE):
        midnight = datetime.combine(day, time(), UTC)
        os.environ[VARIABLE] = str(int(midnight.timestamp()))


def newest_day(library: Library) -> date | None:
    """The last day on which a record was added or checked or a release made; None if there is no
    record and no release."""
    return max(_days(library), default=None)


def _days(library: Library) -> Iterator[date]:
    for paper in library.papers.values():
        yield paper.page.added
        yield paper.page.checked.on
    for release in library.releases:
        yield release.on
