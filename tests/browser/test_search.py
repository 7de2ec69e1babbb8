"""Site search answers the queries that were written before it, from a small index."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.queries.test_browse import QUERIES

MAX_INDEX = 250_000  # bytes, gzipped


def test_the_index_is_small_and_free_of_boilerplate(site: Path) -> None:
    text = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert len(gzip.compress(text.encode())) < MAX_INDEX
    entries = json.loads(text)["docs"]
    papers = [entry for entry in entries if entry["location"].startswith("papers/")]
    assert not any("booktitle" in paper["text"] for paper in papers)
    assert len(papers) == len({d["location"] for d in papers}), "one entry a paper"


@pytest.mark.browser
@pytest.mark.parametrize("words", QUERIES["search"])
def test_the_queries_written_before_the_code(page: Page, server: str, words: str) -> None:
    page.goto(f"{server}/")
    page.locator(".md-search__input").click()
    # The theme asks at each key: one key, so that what it shows first is the answer to all words.
    page.locator(".md-search__input").fill(words[:-1])
    page.locator(".md-search__input").press_sequentially(words[-1])
    page.wait_for_selector(".md-search-result__item")
    links = page.locator(".md-search-result__item > a.md-search-result__link")
    found = [str(a.get_attribute("href")).partition("?")[0] for a in links.all()[:3]]
    wanted = QUERIES["search"][words]
    hits = [any(f"/{w}/" in f"/{address}" for w in wanted) for address in found]
    assert any(hits) if len(wanted) == 1 else all(hits), found
