"""What the first view of a page weighs: all that the browser fetches for it, gzipped."""

from __future__ import annotations

import gzip
import json

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.test_pages import KINDS
from w2sg.export.compare_data import ListData, compare_data
from w2sg.library import Library

MAX_PAGE = 100_000  # bytes
AT_ONCE = 8  # pages
MAX_BROWSE = 133_000  # until all papers are listed and can be filtered


def comparisons(library: Library) -> list[str]:
    """Of two, four and the twelve papers of which most is told; the longest list of each kind."""
    data = compare_data(library)
    told = sorted(data["papers"], key=lambda paper: -len(json.dumps(paper)))
    keys = [paper["key"] for paper in told]
    longest = {found["kind"]: found["id"] for found in sorted(data["lists"], key=_length)}
    of = [f"keys={','.join(keys[:n])}" for n in (2, 4, 12)]
    return [f"compare/?{asked}" for asked in (*of, *(f"{k}={id}" for k, id in longest.items()))]


def _length(found: ListData) -> int:
    return len(found["papers"])


class FirstView:
    """A page in a browser that knows none, and what it is answered."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.page = browser.new_context().new_page()
        self.answers: dict[str, Response] = {}
        self.page.on("response", lambda answer: self.answers.update({answer.url: answer}))
        self.page.goto(address, wait_until="commit")

    def read(self) -> dict[str, Response]:
        """By address; once half a second has passed without any."""
        self.page.wait_for_load_state("networkidle")
        return self.answers


@pytest.mark.browser
def test_the_first_view_of_every_kind_of_page(
    browser: Browser, server: str, library: Library
) -> None:
    weights: dict[str, int] = {}  # by address
    too_heavy = {}
    kinds = [*KINDS, "browse/", "glossary/", *comparisons(library)]
    for start in range(0, len(kinds), AT_ONCE):
        views = {k: FirstView(browser, f"{server}/{k}") for k in kinds[start : start + AT_ONCE]}
        for kind, view in views.items():
            own = {url: answer for url, answer in view.read().items() if url.startswith(server)}
            for url in own.keys() - weights.keys():
                weights[url] = len(gzip.compress(own[url].body()))
            view.page.context.close()
            sizes = {url: weights[url] for url in own}
            assert sizes, kind
            if sum(sizes.values()) > (MAX_BROWSE if kind == "browse/" else MAX_PAGE):
                too_heavy[kind] = sum(sizes.values()), sizes
    assert too_heavy == {}
