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


@pytest.mark.browser
def test_the_first_view_of_every_kind_of_page(
    browser: Browser, server: str, library: Library
) -> None:
    too_heavy = {}
    for kind in (*KINDS, "browse/", "glossary/", *comparisons(library)):
        context = browser.new_context()
        page = context.new_page()
        sizes: dict[str, int] = {}
        answers: list[Response] = []
        page.on("response", lambda answer, to=answers: to.append(answer))
        page.goto(f"{server}/{kind}")
        page.wait_for_load_state("networkidle")
        for answer in answers:
            if answer.url.startswith(server):
                sizes[answer.url] = len(gzip.compress(answer.body()))
        context.close()
        assert sizes, kind
        if sum(sizes.values()) > (MAX_BROWSE if kind == "browse/" else MAX_PAGE):
            too_heavy[kind] = sum(sizes.values()), sizes
    assert too_heavy == {}
