"""Asking many things of few hosts: a pause and a cut-off per host, and a deadline."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

from w2sg.library.addresses import host_of
from w2sg.upkeep.services import LookupFailed, Reader
from w2sg.upkeep.services.found import Unreachable

MAX_FAILURES = 3  # in a row; then a host rests


class PoliteReader:
    """A reader that pauses between two questions to one host, and leaves a host alone that failed
    three times in a row.

    pause: seconds (arXiv asks for three). clock, sleep: for tests.
    """

    def __init__(
        self,
        read: Reader,
        pause: float = 3.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._read, self._pause = read, pause
        self._clock, self._sleep = clock, sleep
        self._asked: dict[str, float] = {}
        self._failures: Counter[str] = Counter()

    def __call__(self, address: str, kind: str) -> str:
        """What the host answers. Raises LookupFailed."""
        host = host_of(address)
        if self._failures[host] >= MAX_FAILURES:
            raise LookupFailed(f"{host} rests: it failed {MAX_FAILURES} times in a row")
        if host in self._asked and (left := self._asked[host] + self._pause - self._clock()) > 0:
            self._sleep(left)
        self._asked[host] = self._clock()
        try:
            answer = self._read(address, kind)
        except Unreachable:
            self._failures[host] += 1
            raise
        finally:
            self._asked[host] = self._clock()
        self._failures[host] = 0
        return answer
