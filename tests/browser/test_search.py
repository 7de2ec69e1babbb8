"""The search of every page: what it finds, how it is worked, what it loads, how it fails."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypedDict
from urllib.parse import quote_plus

import pytest
import yaml
from playwright.sync_api import Page, Route, expect

from tests.helpers import ROOT
from tests.queries.test_browse import QUERIES
from w2sg.library import Library
from w2sg.queries.browse import Finder

MAX_INDEX = 250_000  # bytes of both files, gzipped, at about 800 papers
MAX_FIELD = 3_500  # bytes of what the field adds to a first view, gzipped
FIND = yaml.safe_load((ROOT / "tests" / "find_queries.yml").read_text(encoding="utf-8"))
ROWS = ".w2-search__row"
INDEX = ("browse/text.json", "search/search_index.json")


class Shown(TypedDict):
    """What the panel shows for a text: the addresses, in order, and how many papers fit."""

    hrefs: list[str]
    papers: int


def search(page: Page, words: str) -> list[str]:
    """Type `words` in the header's field; the addresses of what is found, from the site's root."""
    field = page.get_by_role("combobox", name="Search the library")
    panel = page.get_by_role("dialog", name="Search results")
    field.fill(words)
    panel.locator(f'.w2-search__all[href$="?q={quote_plus(words, safe="!()*")}"]').wait_for()
    root = page.evaluate("new URL(document.querySelector('form.w2-search').action + '../').href")
    links = panel.locator(ROWS).evaluate_all("links => links.map((link) => link.href)")
    return [str(link).removeprefix(str(root)) for link in links]


@pytest.fixture
def home(page: Page, server: str) -> Page:
    page.goto(f"{server}/about/")
    return page


def test_the_index_is_small_and_holds_a_paper_once(site: Path, library: Library) -> None:
    files = [(site / file).read_bytes() for file in INDEX]
    sizes = [len(gzip.compress(file)) for file in files]
    assert sum(sizes) * min(1, 800 / len(library.papers)) < MAX_INDEX
    sections = json.loads(files[1])["docs"]
    assert not [s for s in sections if s["location"].startswith("papers/")]
    assert sorted(json.loads(files[0])["papers"]["key"]) == sorted(library.papers)


@pytest.fixture(scope="module")
def panel(site: Path) -> Callable[[Iterable[str]], dict[str, Shown]]:
    """text -> what the panel shows for it, as its module says without a browser."""
    data, sections = (json.loads((site / file).read_text(encoding="utf-8")) for file in INDEX)

    def shown(texts: Iterable[str]) -> dict[str, Shown]:
        asked = list(texts)
        done = subprocess.run(
            ["node", str(ROOT / "tests" / "js" / "panel.mjs")],
            input=json.dumps([data, sections["docs"], asked]),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return dict(zip(asked, json.loads(done.stdout), strict=True))

    return shown


@pytest.mark.node
def test_the_queries_written_before_the_code(
    panel: Callable[[Iterable[str]], dict[str, Shown]], library: Library
) -> None:
    """In the panel, whose papers are the first of those that Browse lists."""
    shown, finder = panel(query["words"] for query in FIND), Finder.of(library)
    for query in FIND:
        found = shown[query["words"]]
        wanted = query.get("page") or f"papers/{query['paper']}/"
        assert wanted in found["hrefs"][: query.get("within", 1)], query
        listed = finder.run(finder.parse(f"q={quote_plus(query['words'])}")[0])
        papers = [href for href in found["hrefs"] if re.fullmatch(r"papers/\w+/", href)]
        assert papers == [f"papers/{paper.key}/" for paper in listed[: len(papers)]], query
        assert found["papers"] == len(listed), query


@pytest.mark.node
def test_the_queries_of_the_first_edition(
    panel: Callable[[Iterable[str]], dict[str, Shown]],
) -> None:
    for words, found in panel(QUERIES["search"]).items():
        wanted, first = QUERIES["search"][words], found["hrefs"][:3]
        hits = [any(f"/{w}/" in f"/{address}" for w in wanted) for address in first]
        assert any(hits) if len(wanted) == 1 else all(hits), (words, first)


@pytest.mark.browser
@pytest.mark.node
def test_header_and_browse_show_what_the_modules_find(
    page: Page, server: str, panel: Callable[[Iterable[str]], dict[str, Shown]]
) -> None:
    words = [query["words"] for query in FIND if "paper" in query][::20]
    for text, found in panel(words).items():
        page.goto(f"{server}/browse/?q={quote_plus(text)}")
        expect(page.locator("html")).not_to_have_class(re.compile("w2-pending"))
        expect(page.locator(".w2-browse > li")).to_have_count(found["papers"])
        page.goto(f"{server}/about/")
        assert search(page, text) == found["hrefs"]
        expect(page.locator(".w2-search__all")).to_contain_text(
            "This paper" if found["papers"] == 1 else f"All {found['papers']} in Browse"
        )


@pytest.mark.browser
def test_everything_is_found_in_its_group(home: Page, library: Library) -> None:
    def group(name: str) -> list[str]:
        heading = home.get_by_role("heading", name=name, exact=True)
        return [str(a) for a in heading.locator("xpath=..").locator(ROWS).all_text_contents()]

    search(home, "PGR")
    assert group("Papers")
    assert group("Findings")
    resource = library.resources[0]
    search(home, resource.name)
    assert any(resource.name in text for text in group("Resources"))
    search(home, "how records are checked")
    assert group("Pages")[0].startswith("How records are checked")
    for term in (*library.taxonomy.categories, *library.taxonomy.questions):
        search(home, term.name)
        first = home.locator(".w2-search__panel section").first
        expect(first.get_by_role("heading")).to_have_text("Topics and questions")
        expect(first.locator(f"{ROWS} > b").first).to_have_text(term.name)


@pytest.mark.browser
def test_words_that_are_filters_are_offered(home: Page, library: Library) -> None:
    search(home, "ICML noisy preferences")
    home.get_by_role("link", name="Venue: ICML").click()
    expect(home).to_have_url(re.compile(r"/browse/\?q=noisy\+preferences&venue=icml$"))
    expect(home.get_by_role("button", name="Remove filter ICML")).to_be_visible()


@pytest.mark.browser
def test_enter_leads_to_the_first_answer_where_no_paper_fits(home: Page) -> None:
    search(home, "pretraining leakage")
    home.keyboard.press("Enter")
    expect(home).to_have_url(re.compile("glossary/#pretraining-leakage$"))


@pytest.mark.browser
def test_keys(home: Page) -> None:
    field = home.get_by_role("combobox", name="Search the library")
    panel = home.get_by_role("dialog", name="Search results")
    home.keyboard.press("/")
    expect(field).to_be_focused()
    home.keyboard.type("burns")
    expect(panel.locator(ROWS).first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    home.keyboard.press("ArrowDown")
    expect(panel.locator(ROWS).first).to_be_focused()
    home.keyboard.press("ArrowDown")
    expect(panel.locator(ROWS).nth(1)).to_be_focused()
    home.keyboard.press("ArrowUp")
    home.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    home.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(field).to_be_focused()
    home.keyboard.press("Enter")
    expect(home).to_have_url(re.compile(r"/browse/\?q=burns$"))


@pytest.mark.browser
def test_arrow_and_enter_open_what_is_found(home: Page) -> None:
    search(home, "burns2024weak")
    home.keyboard.press("ArrowDown")
    home.keyboard.press("Enter")
    expect(home).to_have_url(re.compile(r"/papers/burns2024weak/$"))


@pytest.mark.browser
def test_an_entry_is_copied(home: Page, site: Path) -> None:
    home.context.grant_permissions(["clipboard-read", "clipboard-write"])
    search(home, "burns2024weak")
    home.get_by_role("button", name="Copy BibTeX of burns2024weak").click()
    expect(home.locator(".w2-search__copy").first).to_have_text("Copied")
    entry = (site / "papers" / "burns2024weak.bib").read_text(encoding="utf-8")
    assert home.evaluate("navigator.clipboard.readText()") == entry


@pytest.mark.browser
def test_on_a_phone_the_field_opens_over_the_page(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{server}/about/")
    field = page.get_by_role("combobox", name="Search the library")
    expect(field).to_be_hidden()
    opener = page.get_by_role("link", name="Search", exact=True)
    opener.click()
    expect(field).to_be_focused()
    search(page, "burns")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Close the search").click()
    expect(field).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.browser
def test_without_scripts_it_leads_to_browse(page: Page, server: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto(f"{server}/about/")
    plain.get_by_label("Search the library").fill("noisy labels")
    plain.keyboard.press("Enter")
    expect(plain).to_have_url(re.compile(r"/browse/\?q=noisy\+labels$"))
    context.close()


@pytest.mark.browser
def test_a_failed_index_says_so_and_is_tried_again(page: Page, server: str) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=503)

    page.route("**/browse/text.json*", fail)
    page.goto(f"{server}/about/")
    page.get_by_role("combobox", name="Search the library").fill("burns")
    panel = page.get_by_role("dialog", name="Search results")
    expect(panel.get_by_role("status")).to_contain_text("could not be loaded")
    page.unroute("**/browse/text.json*", fail)
    panel.get_by_role("button", name="Try again").click()
    expect(panel.locator(ROWS).first).to_be_visible()


@pytest.mark.browser
def test_without_the_pages_own_index_the_library_is_still_searched(page: Page, server: str) -> None:
    page.route("**/search/search_index.json*", lambda route: route.fulfill(status=404))
    page.goto(f"{server}/about/")
    assert search(page, "burns")[0] == "papers/burns2024weak/"
    status = page.get_by_role("dialog", name="Search results").get_by_role("status")
    expect(status).to_contain_text("own text could not be loaded")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "start/", "questions/scaling-laws/", "papers/burns2024weak/"])
def test_a_first_view_loads_the_field_and_no_index(page: Page, server: str, path: str) -> None:
    loaded: dict[str, int] = {}
    page.on("response", lambda r: loaded.update({r.url: len(gzip.compress(r.body()))}))
    page.goto(f"{server}/{path}")
    page.wait_for_load_state("networkidle")
    assert not [url for url in loaded if any(file in url for file in INDEX)]
    share = {url: size for url, size in loaded.items() if "/assets/search/" in url}
    assert 0 < sum(share.values()) < MAX_FIELD, share
    with page.expect_response(re.compile("browse/text")):
        page.keyboard.press("/")
