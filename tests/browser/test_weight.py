"""What the first view of a page weighs: all that the browser fetches for it, gzipped."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.test_pages import KINDS

MAX_PAGE = 100_000  # bytes
MAX_BROWSE = 133_000  # until all papers are listed and can be filtered
ON_DEMAND = "compare.json"  # asked for by who compares, not by the page


@pytest.mark.browser
def test_the_first_view_of_every_kind_of_page(browser: Browser, server: str) -> None:
    too_heavy = {}
    for kind in (*KINDS, "browse/", "glossary/"):
        context = browser.new_context()
        page = context.new_page()
        sizes: dict[str, int] = {}
        answers: list[Response] = []
        page.on("response", lambda answer, to=answers: to.append(answer))
        page.goto(f"{server}/{kind}")
        page.wait_for_load_state("networkidle")
        for answer in answers:
            if answer.url.startswith(server) and ON_DEMAND not in answer.url:
                sizes[answer.url] = len(gzip.compress(answer.body()))
        context.close()
        assert sizes, kind
        if sum(sizes.values()) > (MAX_BROWSE if kind == "browse/" else MAX_PAGE):
            too_heavy[kind] = sum(sizes.values()), sizes
    assert too_heavy == {}
