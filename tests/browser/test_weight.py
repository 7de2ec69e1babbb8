"""What the first view of a page weighs: all that the browser fetches for it, gzipped."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser, Request, Response

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
        self.asked = 0
        self.waiting: set[Request] = set()
        self.answers: dict[str, Response] = {}
        self.page.on("request", self.ask)
        self.page.on("requestfinished", lambda request: self.waiting.discard(request))
        self.page.on("requestfailed", lambda request: self.waiting.discard(request))
        self.page.on("response", lambda answer: self.answers.update({answer.url: answer}))
        self.page.goto(address, wait_until="commit")

    def ask(self, request: Request) -> None:
        self.asked += 1
        self.waiting.add(request)


def wait_for_all(views: Sequence[FirstView]) -> None:
    """Until nothing has been asked for in half a second, and all is answered. Of several pages at
    once, Chromium does not always say `networkidle`."""
    for view in views:
        view.page.wait_for_load_state()
    asked = -1
    for _ in range(60):
        if not any(view.waiting for view in views) and asked == sum(view.asked for view in views):
            return
        asked = sum(view.asked for view in views)
        views[0].page.wait_for_timeout(500)
    raise AssertionError([request.url for view in views for request in view.waiting])


@pytest.mark.browser
def test_the_first_view_of_every_kind_of_page(
    browser: Browser, server: str, library: Library
) -> None:
    weights: dict[str, int] = {}  # by address
    too_heavy = {}
    kinds = [*KINDS, "browse/", "glossary/", *comparisons(library)]
    for start in range(0, len(kinds), AT_ONCE):
        views = {k: FirstView(browser, f"{server}/{k}") for k in kinds[start : start + AT_ONCE]}
        wait_for_all([*views.values()])
        for kind, view in views.items():
            own = {url: answer for url, answer in view.answers.items() if url.startswith(server)}
            for url in own.keys() - weights.keys():
                weights[url] = len(gzip.compress(own[url].body()))
            view.page.context.close()
            sizes = {url: weights[url] for url in own}
            assert sizes, kind
            if sum(sizes.values()) > (MAX_BROWSE if kind == "browse/" else MAX_PAGE):
                too_heavy[kind] = sum(sizes.values()), sizes
    assert too_heavy == {}
