"""The date that a built site bears."""

from __future__ import annotations

import os
from datetime import UTC, datetime, time

from w2sg.library import Library
from w2sg.queries.lists import newest_day

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
