"""Which of the library's addresses no longer answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import requests

from w2sg.library import Library
from w2sg.library.files import page_of
from w2sg.upkeep.services.web import TIMEOUT, web_session

Ask = Callable[[str], int]
# What servers say that refuse programs: it tells nothing of the page.
REFUSED = (401, 403, 418, 429)


@dataclass(frozen=True)
class DeadLink:
    """An address that does not answer. reason: a status or an error. files: where it stands."""

    address: str
    reason: str
    files: tuple[str, ...]


def addresses(library: Library) -> dict[str, tuple[str, ...]]:
    """Every address that readers may follow -> the files it stands in."""
    found: dict[str, list[str]] = {}
    for paper in library.papers.values():
        found.setdefault(paper.url, []).append(paper.entry.file)
        for address in paper.page.links.values():
            found.setdefault(address, []).append(page_of(paper.key))
    for resource in library.resources:
        found.setdefault(resource.url, []).append("data/resources.yml")
    for venue in library.venues.values():
        found.setdefault(venue.url, []).append("data/venues.yml")
    return {address: tuple(files) for address, files in sorted(found.items()) if address}


def dead_links(library: Library, ask: Ask, pause: float = 1.0) -> Iterator[DeadLink]:
    """The addresses that do not answer, those of data/link_exceptions.yml aside.

    ask: address -> status; may raise requests.RequestException. pause: seconds between addresses.
    """
    excepted = tuple(exception.address for exception in library.link_exceptions)
    for address, files in addresses(library).items():
        if address.startswith(excepted):
            continue
        try:
            status = ask(address)
            if status >= 400 and status not in REFUSED:
                yield DeadLink(address, str(status), files)
        except requests.RequestException as error:
            yield DeadLink(address, type(error).__name__, files)
        time.sleep(pause)


def asker() -> Ask:
    """Asks the web for the head of a page, and for the page where a server refuses that."""
    session = web_session(retries=1)

    def ask(address: str) -> int:
        status = session.head(address, timeout=TIMEOUT, allow_redirects=True).status_code
        if status in (403, 404, 405, 501):
            with session.get(address, timeout=TIMEOUT, stream=True) as answer:
                status = answer.status_code
        return status

    return ask
