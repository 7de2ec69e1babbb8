"""Browse in a real browser: it answers as the Python library does, and everyone can use it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.axe import OF_LOOKS, violations
from tests.helpers import EXHAUSTIVE, KEYS
from tests.layout_shift import FONTS, ShiftPage
from tests.queries.test_browse import QUERIES
from w2sg.export.bibtex import bibtex
from w2sg.export.pieces import FORMATS
from w2sg.library import Library
from w2sg.library.pdf import pdf_address
from w2sg.queries.browse import SORTS, Finder

pytestmark = pytest.mark.browser
STATUS = ".w2-status"
WIDTHS = (
    *(320, 345, 360, 375, 380, 390, 412, 480, 540, 600),
    *(680, 768, 800, 912, 970, 1024, 1280, 1440, 1920),
)
WORDS = ["noisy", "preference", "self", "distil", '"weak to strong"', "-reward", "liu", "2024"]


@pytest.fixture(scope="module")
def finder(library: Library) -> Finder:
    return Finder.of(library)


@pytest.fixture
def browse(page: Page, server: str) -> Page:
    page.goto(f"{server}/browse/")
    ready(page)
    return page


def ready(page: Page) -> None:
    """Wait until Browse shows what its address asks for, and its controls work."""
    expect(page.locator("html:not(.w2-pending) .w2-find:not([inert])")).to_be_attached()


def goto(page: Page, server: str, address: str) -> None:
    page.goto(f"{server}/browse/?{address.lstrip('?')}")
    ready(page)


def shown(page: Page) -> list[str]:
    """Keys of the listed papers, in order, once all of them are in the page."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    rows = page.locator(".w2-browse > li")
    keys: list[str] = rows.evaluate_all(KEYS)
    return keys


@pytest.mark.parametrize("address", QUERIES["browse"])
def test_the_queries_written_before_the_code(page: Page, server: str, address: str) -> None:
    goto(page, server, address)
    assert set(shown(page)) >= set(QUERIES["browse"][address])


def random_address(dice: random.Random, finder: Finder) -> str:
    parts = []
    for facet in dice.sample(finder.facets, dice.randint(0, 3)):
        values = dice.sample(list(facet.values), min(dice.randint(1, 3), len(facet.values)))
        once = dice.random() < 0.7
        asked = [",".join(values)] if once else [value.upper() for value in values]
        parts += [f"{facet.id}={value}" for value in asked]
    if dice.random() < 0.4:
        first = dice.randint(2010, 2026)
        parts.append(f"year={dice.choice([f'{first}', f'{first}-', f'-{first}', f'2015-{first}'])}")
    if dice.random() < 0.2:
        paper = dice.choice(list(finder.library.papers.values()))
        author = dice.choice(paper.authors)
        parts.append(f"author={quote_plus(dice.choice([author.name, author.surname.upper()]))}")
    if dice.random() < 0.5:
        parts.append("q=" + "+".join(dice.sample(WORDS, dice.randint(1, 2))))
    parts.append(f"sort={dice.choice(list(SORTS))}")
    return "&".join(parts)


def test_random_states_agree_with_python(page: Page, server: str, finder: Finder) -> None:
    dice = random.Random(20261124)
    page.goto(f"{server}/browse/")
    ready(page)
    picks = page.evaluate("fetch('picks/bib.json').then((answer) => answer.json())")
    for _ in range(200 if EXHAUSTIVE else 60):
        address = random_address(dice, finder)
        page.evaluate(
            "to => { history.pushState(null, '', to); dispatchEvent(new Event('popstate')) }",
            f"{server}/browse/?{address}",
        )
        query, _ = finder.parse(address)
        papers = finder.run(query)
        total = f"{len(papers)} of {len(finder.library.papers)} papers" if papers else "No paper"
        expect(page.locator(STATUS)).to_contain_text(total)
        keys = shown(page)
        assert keys == [paper.key for paper in papers], address
        counts = finder.counts(query)
        seen = page.locator(".w2-facets input[type=checkbox]").evaluate_all(
            "boxes => boxes.map((box) => "
            "[box.name, box.value, Number(box.closest('label').lastChild.textContent)])"
        )
        assert {(f, v): n for f, v, n in seen} == {
            (f.id, v): counts[f.id][v] for f in finder.facets for v in f.values
        }, address
        if papers:
            joined = picks["join"].join(picks["items"][key] for key in sorted(keys))
            assert joined + picks["tail"] == bibtex(papers)


def test_choosing_writes_the_address_and_back_undoes_it(browse: Page, finder: Finder) -> None:
    browse.get_by_role("checkbox", name=re.compile("^ICML")).check()
    browse.get_by_role("checkbox", name=re.compile("^Reasoning")).check()
    expect(browse).to_have_url(re.compile(r"\?setting=reasoning&venue=icml$"))
    both = len(finder.library.find(venue="icml", setting="reasoning"))
    expect(browse.locator(STATUS)).to_contain_text(f"{both} of")
    browse.go_back()
    expect(browse).to_have_url(re.compile(r"\?venue=icml$"))
    expect(browse.get_by_role("checkbox", name=re.compile("^Reasoning"))).not_to_be_checked()
    browse.reload()
    expect(browse.get_by_role("checkbox", name=re.compile("^ICML"))).to_be_checked()
    browse.get_by_role("button", name="Remove filter ICML").click()
    everything = len(finder.library.papers)
    expect(browse.locator(STATUS)).to_have_text(f"{everything} of {everything} papers")


def test_text_in_the_address_stays_and_opens_no_panel(page: Page, server: str) -> None:
    goto(page, server, "q=reward&setting=nlp")
    expect(page).to_have_url(re.compile(r"\?q=reward&setting=nlp$"))
    expect(page.get_by_role("dialog", name="Search results")).to_have_count(0)


def test_keyboard(browse: Page, library: Library) -> None:
    everything = len(library.papers)
    browse.keyboard.press("/")
    expect(browse.get_by_role("searchbox", name="Search the papers")).to_be_focused()
    browse.keyboard.type("daumé")
    expect(browse.locator(STATUS)).to_have_text(f"1 of {everything} papers")
    expect(browse).to_have_url(re.compile(r"q=daum%C3%A9$"))
    browse.keyboard.press("Escape")
    expect(browse.locator(STATUS)).to_have_text(f"{everything} of {everything} papers")


def test_an_empty_result_says_what_to_loosen(page: Page, server: str, library: Library) -> None:
    goto(page, server, "venue=rss&setting=speech")
    n = len(library.find(setting="speech"))
    expect(page.locator(STATUS)).to_have_text("No paper fits")
    expect(page.locator(".w2-take-away")).to_be_hidden()
    page.get_by_role("button", name=f"Without Venue: {n} papers").click()
    expect(page.locator(STATUS)).to_have_text(f"{n} of {len(library.papers)} papers")
    expect(page).to_have_url(re.compile(r"\?setting=speech$"))
    expect(page.get_by_role("searchbox", name="Search the papers")).to_be_focused()


def test_what_else_has_the_text_stands_below_few_papers(page: Page, server: str) -> None:
    goto(page, server, "q=glossary")
    expect(page.locator(STATUS)).to_have_text("No paper fits")
    elsewhere = page.locator(".w2-elsewhere")
    expect(elsewhere.get_by_role("link", name="Glossary")).to_have_attribute(
        "href", re.compile("/glossary/$")
    )
    field = page.get_by_role("searchbox", name="Search the papers")
    field.fill("pgr ranking")
    expect(elsewhere).to_contain_text("Claim: ")
    field.fill("weak")
    expect(page.locator(STATUS)).not_to_have_text("No paper fits")
    expect(elsewhere).to_be_hidden()


@pytest.mark.parametrize(
    ("lost", "found"), [("search/search_index.json", True), ("browse/elsewhere.js", False)]
)
def test_what_else_has_the_text_and_cannot_be_read(
    page: Page, server: str, lost: str, found: bool
) -> None:
    """Without the pages' own index topics and words are found; without all there is the list."""
    page.route(f"**/{lost}*", lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: lost in request.url):
        goto(page, server, "q=glossary")
    elsewhere = page.locator(".w2-elsewhere")
    # A lost module is asked for again by browsers of 2026 and later only (whatwg/html 10327).
    if found:
        expect(elsewhere.get_by_role("link").first).to_be_visible()
    else:
        expect(elsewhere).to_be_hidden()
    expect(page.locator(STATUS)).to_have_text("No paper fits")


def test_unknown_values_are_noted(page: Page, server: str) -> None:
    goto(page, server, "venue=icml,nowhere&colour=red")
    expect(page.locator(".w2-note")).to_contain_text("venue=nowhere, colour=red")


def test_the_selection_survives_pages_and_exports(
    browse: Page, server: str, library: Library
) -> None:
    browse.get_by_role("searchbox", name="Search the papers").fill("daume")
    expect(browse.locator(STATUS)).to_contain_text(f"1 of {len(library.papers)}")
    browse.locator(".w2-take-away > summary").click()
    browse.get_by_role("button", name="Select these 1", exact=True).click()
    browse.goto(f"{server}/papers/burns2024weak/")
    browse.get_by_role("button", name=re.compile("^Select Weak-to-Strong")).first.click()
    tray = browse.get_by_role("region", name="Selected papers")
    expect(tray).to_contain_text("2 selected")
    with browse.expect_download() as download:
        tray.get_by_role("button", name="Download").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    keys = ("burns2024weak", "chang2015learning")
    note, _, entries = text.partition("\n\n")
    assert re.fullmatch(r"% http://\S+/browse/\?selected=yes, \d{4}-\d\d-\d\d", note)
    assert entries == bibtex([library.papers[key] for key in keys])
    tray.get_by_role("link", name="Show in Browse").click()
    expect(browse.locator(STATUS)).to_contain_text(f"2 of {len(library.papers)}")
    browse.get_by_role("region", name="Selected papers").get_by_role("button", name="Clear").click()
    expect(browse.locator(STATUS)).to_contain_text("No paper fits")


def test_the_last_clear_hands_the_keyboard_to_the_field(browse: Page) -> None:
    browse.get_by_role("searchbox", name="Search the papers").fill("reward")
    browse.get_by_role("checkbox", name=re.compile("^ICML")).check()
    browse.locator(".w2-clear").click()
    field = browse.get_by_role("searchbox", name="Search the papers")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    expect(browse).to_have_url(re.compile(r"/browse/$"))


def test_back_from_a_paper_is_where_one_left(page: Page, server: str) -> None:
    goto(page, server, "sort=title")
    row = page.locator(".w2-browse > li").nth(300)
    row.locator("a.w2-title").hover()  # the bar covers it else, and a press scrolls
    before = row.evaluate("row => row.getBoundingClientRect().top")
    key = row.evaluate(f"row => ({KEYS})([row])[0]")
    row.locator("a.w2-title").click()
    page.wait_for_url(f"**/papers/{key}/")
    page.go_back()
    ready(page)
    again = page.locator(".w2-browse > li", has=page.locator(f"a[href$='/{key}/']"))
    expect(again).to_be_in_viewport()
    assert abs(again.evaluate("row => row.getBoundingClientRect().top") - before) < 5


def test_all_rows_are_there_for_the_browsers_own_search(browse: Page, library: Library) -> None:
    expect(browse.locator(".w2-browse > li")).to_have_count(len(library.papers))
    browse.get_by_role("checkbox", name=re.compile("^ICML")).check()
    expect(browse.locator(".w2-browse > li")).to_have_count(len(library.find(venue="icml")))


def test_a_row_unfolds_and_folds(browse: Page, library: Library) -> None:
    browse.goto(browse.url + "?q=burns2024weak")
    ready(browse)
    paper = library.papers["burns2024weak"]
    button = browse.get_by_role("button", name=f"Details of {paper.title}")
    button.click()
    about = browse.locator(".w2-about")
    expect(about).to_contain_text(paper.page.summary)
    expect(about).to_contain_text(paper.page.evidence[0].finding)
    expect(about).to_contain_text("% of the gap recovered")
    expect(about.get_by_role("link", name="PDF")).to_have_attribute("href", pdf_address(paper))
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(about).to_have_count(0)


@pytest.mark.parametrize("status", [500, None])
def test_what_failed_to_come_is_said_and_asked_for_again(
    page: Page, server: str, library: Library, status: int | None
) -> None:
    def fail(route: Route) -> None:
        if status is None:
            route.abort()
        else:
            route.fulfill(status=status)

    page.route("**/browse/*.json?*", fail)
    goto(page, server, "q=daume")
    note = page.locator(".w2-note")
    expect(note).to_contain_text("could not be read")
    page.get_by_role("checkbox", name=re.compile("^ICML")).check()
    page.locator(".w2-disclose").first.click()
    expect(page.locator(".w2-about")).to_contain_text("could not be read")
    page.unroute("**/browse/*.json?*", fail)
    page.locator(".w2-about").get_by_role("button", name="Try again").click()
    expect(page.locator(".w2-about a").first).to_be_visible()
    note.get_by_role("button", name="Try again").click()
    expect(page.locator(STATUS)).to_have_text(f"1 of {len(library.papers)} papers")
    expect(note).to_be_hidden()


@pytest.mark.parametrize("change", ["fewer", "more"])
def test_data_of_another_day_names_no_wrong_paper(
    page: Page, server: str, site: Path, library: Library, change: str
) -> None:
    """As when a page is kept and its data is not, or the other way round."""
    texts = json.loads((site / "browse" / "text.json").read_text(encoding="utf-8"))
    for name, column in texts["papers"].items():
        first = "aaa2020new" if name == "key" else column[0]
        texts["papers"][name] = column[3:] if change == "fewer" else [first, *column]
    page.route("**/browse/text.json*", lambda route: route.fulfill(json=texts))
    goto(page, server, "q=burns2024weak")
    assert shown(page) == ["burns2024weak"]


def test_without_storage_the_selection_lasts_as_long_as_the_page(page: Page, server: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})"
    )
    goto(page, server, "")
    for box in page.get_by_role("checkbox", name=re.compile("^Select ")).all()[:2]:
        box.check()
    tray = page.get_by_role("region", name="Selected papers")
    expect(tray).to_contain_text("2 selected")
    with page.expect_download() as download:
        tray.get_by_role("button", name="Download").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").count("\n@") == 2


def test_where_nothing_can_be_copied_the_text_is_selected(page: Page, server: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.add_init_script("document.execCommand = () => false")
    goto(page, server, "venue=rss")
    page.locator(".w2-take-away > summary").click()
    page.locator(".w2-bar-list").get_by_role("button", name="Copy").click()
    expect(page.locator(".w2-bar-list .w2-said")).to_have_text("Press Ctrl+C")
    field = page.get_by_role("textbox", name="The text to copy")
    expect(field).to_be_focused()
    assert "@" in page.evaluate("String(getSelection())")


def test_an_export_that_fails_says_so(page: Page, server: str) -> None:
    page.route("**/browse/picks/*", lambda route: route.abort())
    goto(page, server, "venue=rss")
    page.locator(".w2-take-away > summary").click()
    page.locator(".w2-bar-list").get_by_role("button", name="Download").click()
    expect(page.locator(".w2-bar-list .w2-said")).to_contain_text("could not be read; try again")


def test_words_that_are_filters_become_filters(page: Page, server: str, finder: Finder) -> None:
    goto(page, server, "q=ICML+noisy+2024&venue=acl")
    page.get_by_role("button", name="Filter by Venue: ICML", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?q=noisy\+2024&venue=icml%2Cacl$|venue=icml,acl$"))
    page.get_by_role("button", name="Filter by Year: 2024").click()
    expect(page.get_by_role("searchbox", name="Search the papers")).to_have_value("noisy")
    expect(page.get_by_role("searchbox", name="Search the papers")).to_be_focused()
    papers = finder.run(finder.parse("q=noisy&venue=icml,acl&year=2024")[0])
    assert shown(page) == [paper.key for paper in papers]


def test_several_filters_are_one_button(page: Page, server: str, finder: Finder) -> None:
    goto(page, server, "q=ACL+or+EMNLP+since+2024+on+reasoning")
    button = page.get_by_role("button", name="Filter by").first
    expect(button).to_have_text(
        "Filter by Venue: ACL or EMNLP; Year: since 2024; Setting: Reasoning"
    )
    button.click()
    query, _ = finder.parse("venue=acl,emnlp&year=2024-&setting=reasoning")
    wanted = [paper.key for paper in finder.run(query)]
    expect(page.locator(STATUS)).to_contain_text(f"{len(wanted)} of")
    assert shown(page) == wanted


def test_names_of_venues_are_typed(browse: Page) -> None:
    browse.get_by_role("searchbox", name="Show venues whose name has").fill("aistats")
    venues = browse.locator("[data-facet=venue] li:visible")
    expect(venues).to_have_count(1)
    venues.get_by_role("checkbox").check()
    expect(browse).to_have_url(re.compile(r"venue=aistats"))


def test_exporting_what_is_shown(page: Page, server: str, library: Library) -> None:
    goto(page, server, "venue=rss")
    page.locator(".w2-take-away > summary").click()
    with page.expect_download() as download:
        page.locator(".w2-bar-list").get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "w2sg-rss.bib"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.partition("\n\n")[2] == bibtex(library.find(venue="rss"))
    assert "/browse/?venue=rss, " in text.partition("\n\n")[0]


def test_without_javascript(browser: Browser, server: str, library: Library) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/browse/")
    assert page.locator(".w2-browse > li").count() == len(library.papers)
    expect(page.get_by_role("link", name="BibTeX")).to_have_attribute("href", "../library.bib")
    assert page.locator(".md-content button:visible").count() == 0
    context.close()


@pytest.mark.parametrize("font", FONTS)
def test_nothing_moves_when_the_scripts_take_over(browser: Browser, server: str, font: str) -> None:
    opened = ShiftPage(browser, font)
    turn = list(FONTS).index(font)
    widths = WIDTHS if EXHAUSTIVE else WIDTHS[turn :: len(FONTS)]
    found = {width: opened.shifts(f"{server}/browse/", width) for width in widths}
    assert {width: shifts for width, shifts in found.items() if shifts} == {}
    heading = opened.page.locator("h1")
    heading.evaluate("heading => { heading.style.paddingBottom = '40px' }")
    assert opened.seen() != [], "the measurement finds what moves"
    opened.page.close()


@pytest.mark.parametrize("width", [320, 390, 700, 1024, 1920])
def test_nothing_moves_when_the_answer_comes(browser: Browser, server: str, width: int) -> None:
    opened = ShiftPage(browser, "wide", selected='["burns2024weak"]')
    found = {
        asked: opened.shifts(f"{server}/browse/{asked}", width)
        for asked in (
            "?venue=icml&setting=nlp&role=core&year=2024-",
            "?q=reward&sort=title",
            "?venue=rss&setting=speech",
            "?selected=yes",
            "?from=elsewhere",
        )
    }
    assert {asked: shifts for asked, shifts in found.items() if shifts} == {}
    opened.page.close()


@pytest.mark.parametrize("width", [390, 1024])
def test_nothing_moves_on_other_pages_with_controls(
    browser: Browser, server: str, width: int
) -> None:
    opened = ShiftPage(browser, "serif", selected='["burns2024weak"]')
    found = {
        page: opened.shifts(f"{server}/{page}", width)
        for page in (
            "start/",
            "cite/",
            "checkbib/",
            "data/",
            "results/?outcome=below",
            "resources/?kind=dataset",
            "snapshots/",
            "papers/burns2024weak/",
            "questions/when-does-it-fail/findings/?stance=challenges&setting=vision",
        )
    }
    assert {page: shifts for page, shifts in found.items() if shifts} == {}
    opened.page.close()


def test_what_an_export_says_does_not_move_the_list(phone: BrowserContext, server: str) -> None:
    page = phone.new_page()
    goto(page, server, "venue=rss")
    top = page.locator(".w2-browse").bounding_box()
    page.locator(".w2-take-away > summary").click()
    with page.expect_download():
        page.locator(".w2-bar-list").get_by_role("button", name="Download").click()
    expect(page.locator(".w2-bar-list .w2-said")).to_have_text("Saved")
    assert page.locator(".w2-browse").bounding_box() == top


def test_both_export_menus_offer_the_same(browse: Page) -> None:
    def offered(part: str) -> list[list[str]]:
        options = browse.locator(f"{part} .w2-export option")
        return options.evaluate_all("found => found.map((o) => [o.value, o.textContent])")

    assert (
        offered(".w2-bar-list") == offered(".w2-tray") == [list(pair) for pair in FORMATS.items()]
    )


@pytest.mark.parametrize("file", ["browse.js", "query.js"])
@pytest.mark.parametrize(
    "body", [None, "throw new Error('broken')", "import { nothing } from './tray.js'", "{"]
)
def test_without_its_script_the_whole_list_shows_and_no_controls(
    page: Page, server: str, library: Library, file: str, body: str | None
) -> None:
    def broken(route: Route) -> None:
        if body is None:
            route.abort()
        else:
            route.fulfill(body=body, content_type="text/javascript")

    page.route(f"**/browse/{file}", broken)
    page.goto(f"{server}/browse/?venue=icml")
    expect(page.locator(".w2-browse a.w2-title").last).to_be_visible()
    assert page.locator(".w2-browse a.w2-title:visible").count() == len(library.papers)
    assert page.locator(".md-content :is(button, input, select):visible").count() == 0


def test_all_papers_are_listed_where_modules_do_not_run(
    page: Page, site: Path, library: Library
) -> None:
    page.goto(f"file://{site}/browse/index.html")
    expect(page.locator(".w2-browse a.w2-title").last).to_be_visible()
    assert page.locator(".w2-browse a.w2-title").count() == len(library.papers)
    said = page.locator(".w2-all-papers")
    expect(said).to_contain_text(f"{len(library.papers)} papers, newest first")
    expect(said).to_be_visible()
    left = "e => e.getBoundingClientRect().left"
    assert page.locator(".w2-browse").evaluate(left) == page.locator("h1").evaluate(left)


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


def test_filters_in_a_drawer_on_a_phone(
    phone: BrowserContext, server: str, library: Library
) -> None:
    page = phone.new_page()
    goto(page, server, "")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Filters").click()
    drawer = page.get_by_role("dialog", name="Filters")
    drawer.get_by_role("checkbox", name=re.compile("^ICML")).check()
    count = len(library.find(venue="icml"))
    expect(drawer.get_by_role("button", name=f"Show {count} papers")).to_be_visible()
    drawer.get_by_role("button", name="Clear").click()
    expect(drawer.get_by_role("checkbox", name=re.compile("^ICML"))).not_to_be_checked()
    drawer.get_by_role("checkbox", name=re.compile("^ICML")).check()
    page.keyboard.press("Escape")
    expect(drawer).not_to_be_visible()
    expect(page.get_by_role("button", name="Filters")).to_be_focused()
    expect(page.locator(STATUS)).to_contain_text(f"{count} of {len(library.papers)}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, server: str, scheme: Any, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    goto(page, server, "venue=icml&q=reward")
    page.get_by_role("checkbox", name=re.compile("^Select ")).first.check()
    only = OF_LOOKS if scheme == "dark" else None
    assert violations(page, only) == []
    if width == 390:
        page.get_by_role("button", name="Filters").click()
        assert violations(page, only) == []
    goto(page, server, "q=glossary")
    expect(page.locator(".w2-elsewhere a").first).to_be_visible()
    assert violations(page, only) == []
    context.close()
