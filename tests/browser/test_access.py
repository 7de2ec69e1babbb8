"""Everyone can use the site: WCAG 2.2 AA on every page and in states that other tests do not reach,
by keys alone, in both schemes, zoomed, and without motion."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Page, expect

from tests.bibliography.test_checkbib import MINE
from tests.browser.axe import OF_LOOKS, mark_alike, violations
from tests.browser.test_browse import STATUS, ready
from tests.browser.test_pages import KINDS
from tests.helpers import ROOT
from w2sg.export.bibtex import bibtex
from w2sg.library import Library

INSIDE = (ROOT / "tests" / "access.js").read_text(encoding="utf-8")
BROWSE = "browse/?venue=icml,nowhere&setting=nlp"
BURNS = "papers/burns2024weak/"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TEXT, MARK = 4.5, 3.0  # the contrasts that WCAG 2.2 asks for: 1.4.3 and 1.4.11


# Every page, without a browser


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): html.document_fromstring(
            path.read_text(encoding="utf-8")
        )
        for path in site.rglob("*.html")
    }


def test_each_page_has_its_own_title_and_its_language(pages: dict[str, html.HtmlElement]) -> None:
    titles = Counter(" ".join(page.findtext(".//title").split()) for page in pages.values())
    assert [title for title, n in titles.items() if n > 1 or not title] == []
    languages = {e.get("lang") for page in pages.values() for e in page.xpath("//*[@lang]")}
    assert languages == {"en"}
    assert [name for name, page in pages.items() if page.get("lang") is None] == []


def test_headings_are_in_order(pages: dict[str, html.HtmlElement]) -> None:
    faults = {}
    for name, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.iter(*HEADINGS)]
        skips = [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]
        if levels[:1] != [1] or levels.count(1) != 1 or skips:
            faults[name] = levels
        empty = [h for h in page.iter(*HEADINGS) if not h.text_content().strip(" ¶\n")]
        assert empty == [], name
    assert faults == {}


def test_every_page_belongs_to_a_tab(pages: dict[str, html.HtmlElement]) -> None:
    """Also those in no navigation, but Home and the page for what is not there."""
    faults = []
    for name, page in pages.items():
        tabs = page.xpath("//li[contains(@class, 'md-tabs__item')]/@class")
        active = [tab for tab in tabs if "--active" in tab]
        rows = page.xpath("//nav[@class='w2-subnav']")
        here = page.xpath("//nav[@class='w2-subnav']//*[@aria-current]")
        if tabs and name not in ("", "404.html") and (len(active) != 1 or (rows and not here)):
            faults.append(name)
    assert faults == []
    findings = pages["questions/scaling-laws/findings/"]
    current = findings.xpath("//nav[@class='w2-subnav']//a[@aria-current]")
    assert [(link.get("href"), link.get("aria-current")) for link in current] == [("../", "true")]


def named(element: html.HtmlElement) -> bool:
    """Whether an element, or what it stands in, tells what it is."""
    own = [element.get(name) for name in ("aria-label", "aria-labelledby", "title", "alt")]
    labels = element.xpath("ancestor::label") + (
        element.xpath("//label[@for=$id]", id=element.get("id")) if element.get("id") else []
    )
    texts = [element.text_content(), *(label.text_content() for label in labels)]
    if element.tag in ("input", "select", "textarea"):
        texts = texts[1:]
    return any(own) or any(text.strip() for text in texts)


def test_pictures_and_controls_have_names(pages: dict[str, html.HtmlElement]) -> None:
    faults = defaultdict(set)
    for name, page in pages.items():
        ids = Counter(page.xpath("//@id"))
        faults[name] |= {f"twice: {i}" for i, n in ids.items() if n > 1}
        for i in page.xpath("//@aria-labelledby | //@aria-describedby | //@aria-controls"):
            faults[name] |= {f"names nothing: {part}" for part in i.split() if part not in ids}
        for picture in page.xpath("//article//*[name()='svg'] | //img"):
            hidden = picture.xpath("ancestor-or-self::*[@aria-hidden='true']")
            if not hidden and not (
                named(picture) and picture.get("role", "img") in ("img", "group")
            ):
                faults[name].add(f"picture {picture.get('class')}")
        for control in page.xpath("//article//*[self::a[@href] or self::button or self::summary]"):
            if not named(control):
                faults[name].add(f"{control.tag} {control.get('class')}")
        for control in page.xpath("//input | //select | //textarea"):
            if "md-toggle" not in control.get("class", "") and not named(control):
                faults[name].add(f"{control.tag} {control.get('name')}")
    assert {name: found for name, found in faults.items() if found} == {}


def test_no_stylesheet_knows_how_a_screen_is_held(site: Path) -> None:
    """So none can turn a page on its side: WCAG 2.2, 1.3.4."""
    sheets = {path.name: path.read_text(encoding="utf-8") for path in site.rglob("*.css")}
    assert [name for name, text in sheets.items() if re.search(r"\(\s*orientation\b", text)] == []
    assert sheets


def test_the_kinds_of_pages_show_all_that_any_page_shows(
    pages: dict[str, html.HtmlElement],
) -> None:
    """Or the browser would not look at it."""

    def parts(page: html.HtmlElement) -> set[str]:
        classes = {c for text in page.xpath("//@class") for c in text.split()}
        return {c for c in classes if c.startswith("w2-")}

    tested = {kind.partition("?")[0] for kind in (*KINDS, BROWSE)}
    shown = set().union(*(parts(pages[kind]) for kind in tested))
    more = {name: parts(page) - shown for name, page in pages.items()}
    assert {name: found for name, found in more.items() if found} == {}


# Every kind of page, measured in the browser


@dataclass
class Measured:
    """What a walk over the kinds of pages has found, each with the pages where it was."""

    defined: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    contrasts: dict[tuple[str, str, str], tuple[float, str]] = field(default_factory=dict)
    moving: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    clipped: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


VIEWS = {  # width, height, size of text
    "200 %": (640, 450, 1),
    "400 %": (320, 256, 1),
    "text at 200 %": (1280, 900, 2),
}
# WCAG 2.2, 1.4.12; a sheet that the policy does not see, as a reader's own is.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
RESIZE = """times => {
  const root = document.documentElement;
  root.style.fontSize = "";
  root.style.fontSize = `${times * parseFloat(getComputedStyle(root).fontSize)}px`;
}"""


@pytest.fixture(scope="module")
def measured(browser: Browser, server: str) -> Measured:
    """One walk for all measurements, for opening the pages takes most of the time."""
    found = Measured()
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )
    page = context.new_page()
    for kind in (*KINDS, BROWSE):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{server}/{kind}")
        if kind == BROWSE:
            expect(page.locator(STATUS)).to_contain_text(re.compile(r"^[1-9]\d? of "))
            page.get_by_role("checkbox", name=re.compile("^Select ")).first.check()
        elif kind == BURNS:
            page.locator(".w2-add").first.click()
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        inside = page.evaluate_handle(INSIDE)
        for what, classes in inside.evaluate("inside => inside.defined()").items():
            found.defined[what] |= set(classes)
        mark_alike(page)
        for scheme in ("default", "slate"):
            page.evaluate("s => document.body.setAttribute('data-md-color-scheme', s)", scheme)
            for what, name, value in inside.evaluate("inside => inside.contrasts()"):
                key = (scheme, what, name)
                found.contrasts[key] = min(found.contrasts.get(key, (22, "")), (value, kind))
        for fault in inside.evaluate("inside => inside.moving()"):
            found.moving[fault].append(kind)
        for view, (width, height, text) in VIEWS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(RESIZE, text)
            for fault in inside.evaluate("inside => inside.clipped()"):
                found.clipped[f"{view}: {fault}"].append(kind)
        page.evaluate(RESIZE, 1)
        page.evaluate(SPACED)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            for fault in inside.evaluate("inside => inside.clipped()"):
                found.clipped[f"spaced at {width}: {fault}"].append(kind)
    context.close()
    return found


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_contrast_of_chips_marks_and_fields(measured: Measured, scheme: str) -> None:
    least = {"text": TEXT, "mark": MARK, "field": MARK}
    found = {key[1:]: value for key, value in measured.contrasts.items() if key[0] == scheme}
    faint = {key: value for key, value in found.items() if value[0] < least[key[0]]}
    assert faint == {}
    assert {what for what, _ in found} == set(least)
    unseen = {
        (what, name)
        for what, names in measured.defined.items()
        for name in names
        if (what, name) not in found
    }
    assert unseen == set(), "a chip or mark of the stylesheets that no page shows was not measured"


@pytest.mark.browser
def test_nothing_moves_for_who_wants_no_motion(
    measured: Measured, browser: Browser, server: str
) -> None:
    assert dict(measured.moving) == {}
    context = browser.new_context(reduced_motion="no-preference")
    page = context.new_page()
    page.goto(f"{server}/")
    assert page.evaluate(f"({INSIDE}).moving()") != [], "the measurement finds what moves"
    context.close()


@pytest.mark.browser
def test_zoomed_and_spaced_pages_scroll_one_way_and_cut_nothing(measured: Measured) -> None:
    assert dict(measured.clipped) == {}


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_targets_are_large_or_apart(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for kind in ("", BROWSE, "categories/theory/", BURNS, "checkbib/", "results/"):
        page.goto(f"{server}/{kind}")
        if kind == BROWSE:
            expect(page.locator(STATUS)).to_contain_text(re.compile(r"^[1-9]\d? of "))
            page.get_by_role("checkbox", name=re.compile("^Select ")).first.check()
        if small := page.evaluate(f"({INSIDE}).small()"):
            found[kind] = small
    assert found == {}


# States that axe does not see on a page as it opens


def search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("weak teacher")
    expect(page.locator(".w2-search__row").first).to_be_visible()


def open_navigation(page: Page) -> None:
    page.get_by_role("button", name="Navigation").click()
    expect(page.get_by_role("navigation", name="Categories")).to_be_visible()


def close_section(page: Page) -> None:
    open_navigation(page)
    page.get_by_role("button", name="Categories").click()
    page.get_by_role("button", name="Topics").click()
    expect(page.get_by_role("link", name="Resources").first).to_be_visible()


def choose_three(page: Page) -> None:
    ready(page)
    for box in page.get_by_role("checkbox", name=re.compile("^Select ")).all()[:3]:
        box.check()
    expect(page.get_by_role("region", name="Selected papers")).to_contain_text("3 selected")


def nothing_found(page: Page) -> None:
    expect(page.locator(STATUS)).to_contain_text("No paper fits")


def check_file(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(MINE)
    page.get_by_label("and what you may have missed in").select_option("theory")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".w2-findings > li > ul > li")).to_have_count(25)


def check_what_cannot_be_read(page: Page) -> None:
    page.locator("textarea").fill("@article{x,\n  title = {y\n")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".w2-unreadable")).to_contain_text("line 2")


def filtered(page: Page) -> None:
    expect(page.locator(".w2-filter [role=status]")).to_contain_text(" of ")


def unfold(page: Page) -> None:
    page.locator(".w2-add").first.click()
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    page.get_by_role("radio", name="APA").check()


def open_filters(page: Page) -> None:
    ready(page)
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()


def open_details(page: Page) -> None:
    ready(page)
    page.locator(".w2-disclose").first.click()
    expect(page.locator(".w2-about-actions")).to_be_visible()


def offered(page: Page) -> None:
    expect(page.locator(".w2-offer").first).to_be_visible()


def failing(page: Page, file: str) -> None:
    page.route(f"**/{file}*", lambda route: route.fulfill(status=503, body=""))
    page.reload()


def unread_texts(page: Page) -> None:
    failing(page, "browse/text.json")
    expect(page.locator(".w2-note")).to_contain_text("could not be read")


def unread_search(page: Page) -> None:
    failing(page, "browse/text.json")
    page.locator(".w2-search__field, main input[name=q]").last.fill("noise")
    expect(page.locator(".w2-search__status").last).to_contain_text("could not be loaded")


def unread_details(page: Page) -> None:
    failing(page, "browse/details.json")
    ready(page)
    page.locator(".w2-disclose").first.click()
    expect(page.locator(".w2-about")).to_contain_text("could not be read")


def unread_papers(page: Page) -> None:
    failing(page, "compare/papers/*.json")
    expect(page.locator(".w2-compare .w2-status")).to_contain_text("could not be read")


@dataclass(frozen=True)
class State:
    address: str
    reach: Callable[[Page], None]
    narrow_only: bool = False


STATES = (
    State("", search),
    State("categories/theory/", open_navigation, narrow_only=True),
    State("categories/theory/", close_section, narrow_only=True),
    State("browse/?venue=rss", choose_three),
    State("browse/?venue=rss&setting=speech", nothing_found),
    State("browse/?venue=rss", open_filters, narrow_only=True),
    State("browse/?venue=rss", open_details),
    State("browse/?q=ACL+EMNLP+reasoning", offered),
    State("browse/?q=noise&venue=rss", unread_texts),
    State("browse/?venue=rss", unread_details),
    State("", unread_search),
    State("compare/?keys=burns2024weak", unread_papers),
    State("checkbib/", check_file),
    State("checkbib/", check_what_cannot_be_read),
    State("questions/when-does-it-fail/findings/?stance=challenges&setting=vision", filtered),
    State("results/?outcome=below", filtered),
    State(BURNS, unfold),
)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("scheme", "width", "looks_only"), [("dark", 390, False), ("light", 1280, True)]
)
def test_axe_finds_nothing_in_states(
    browser: Browser, server: str, scheme: Any, width: int, looks_only: bool
) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for state in STATES:
        if state.narrow_only and width > 390:
            continue
        page.goto(f"{server}/{state.address}")
        state.reach(page)
        if faults := violations(page, OF_LOOKS if looks_only else None):
            found[state.reach.__name__] = faults
        page.unroute_all()
    context.close()
    assert found == {}


# By keys alone


# What is wrong with the focus, once nothing is or two seconds have passed: the page may have to
# scroll first. After a Tab, the focus may have left the page at its end.
FOCUSED = f"""(tab) => new Promise((done) => {{
  const {{ unseen }} = {INSIDE.strip().removesuffix(";")};
  const end = performance.now() + 2000;
  const look = () => {{
    const fault = unseen();
    if (fault && tab && document.activeElement === document.body) done("at the end");
    else if (!fault || performance.now() > end) done(fault);
    else requestAnimationFrame(look);
  }};
  look();
}})"""


class Keys:
    """A reader without a mouse, who must see at each step where the focus is."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.emulate_media(reduced_motion="reduce")
        page.goto(address)

    def press(self, key: str) -> bool:
        """Whether the focus is in the page after a key, and not at its end."""
        self.page.keyboard.press(key)
        fault = self.page.evaluate(FOCUSED, "Tab" in key)
        assert fault in ("", "at the end"), f"after {key}: {fault}"
        return not fault

    def at(self, target: Locator) -> bool:
        return bool(target.evaluate("e => e === document.activeElement"))

    def go(self, target: Locator, key: str = "Tab", most: int = 60) -> None:
        """Press a key until the target has the focus."""
        for _ in range(most):
            assert self.press(key), f"past the end of the page: {target}"
            if self.at(target):
                return
        raise AssertionError(f"not reached in {most} times {key}: {target}")


@pytest.mark.browser
@pytest.mark.parametrize("width", [640, 1280])
def test_keys_find_a_paper(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    keys = Keys(page, f"{server}/")
    field = page.get_by_role("combobox", name="Search the library")
    if width < 960:
        keys.go(page.get_by_role("link", name="Search", exact=True), most=10)
        page.keyboard.press("Enter")
        expect(field).to_be_focused()
    else:
        keys.go(field, most=10)
    page.keyboard.insert_text("eliciting strong capabilities")
    paper = page.locator(f".w2-search__row[href*='{BURNS}']").first
    expect(paper).to_be_visible()
    keys.go(paper, "ArrowDown", most=5)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{BURNS}*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Eliciting Strong Capabilities")


@pytest.mark.browser
def test_keys_export_three_papers(page: Page, server: str, library: Library) -> None:
    keys = Keys(page, f"{server}/browse/")
    ready(page)
    keys.press("/")
    page.keyboard.type("imitation")
    rows = page.locator(".w2-browse > li")
    expect(page.locator(STATUS)).not_to_contain_text(f"{len(library.papers)} of")
    chosen = []
    for i in (0, 1, 3):
        keys.go(rows.nth(i).get_by_role("checkbox"))
        keys.press("Space")
        href = rows.nth(i).locator("a").first.get_attribute("href")
        chosen.append(str(href).split("/")[-2])
    tray = page.get_by_role("region", name="Selected papers")
    expect(tray.get_by_role("status").first).to_have_text("3 selected")
    keys.go(tray.get_by_role("button", name="Download"), "Shift+Tab")
    with page.expect_download() as download:
        keys.press("Enter")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    wanted = [library.papers[key] for key in sorted(chosen)]
    assert text.partition("\n\n")[2] == bibtex(wanted)
    expect(tray.locator(".w2-said")).to_have_text("Saved")


@pytest.mark.browser
def test_keys_check_a_bibliography(page: Page, server: str) -> None:
    keys = Keys(page, f"{server}/checkbib/")
    # Asked for before the way there, whose answers show that the browser has heard it: keys may
    # overtake it while the page is busy, and then a dialog opens that nobody sees.
    with page.expect_file_chooser() as chooser:
        keys.go(page.locator("input[type=file]"))
        page.keyboard.press("Space")
    chooser.value.set_files(MINE)
    expect(page.locator(".w2-check output")).to_contain_text(MINE.name)
    keys.go(page.get_by_role("button", name="Check", exact=True))
    said = page.locator(".w2-check-answer > [role=status]")
    expect(said).to_have_text("")  # it is read out when its text changes, so it stands there before
    keys.press("Enter")
    expect(said).to_contain_text("60 entries: 16 right, 25 with findings, 19 not in")
    keys.go(page.get_by_role("button", name="Download the corrected file"), most=8)
    with page.expect_download() as download:
        keys.press("Enter")
    keys.go(page.locator(".w2-findings a").first, most=8)
    assert "My note" in Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.browser
def test_keys_open_and_leave_the_navigation(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 640, "height": 450})
    keys = Keys(page, f"{server}/categories/theory/")
    menu = page.get_by_role("button", name="Navigation")
    keys.go(menu, most=3)
    keys.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    section = page.get_by_role("button", name="Categories")
    expect(section).to_be_focused()
    keys.go(page.get_by_role("link", name="Multimodal Weak Supervision"), most=10)
    keys.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    keys.press("Enter")
    keys.press("Enter")  # up from the section
    keys.press("Enter")  # and from what it is a part of
    keys.go(page.locator(".md-sidebar--primary").get_by_role("link", name="Results"), most=10)
    page.keyboard.press("Enter")
    page.wait_for_url("**/results/")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "width"),
    [("", 640), (BURNS, 1280), ("browse/?venue=rss", 390), ("results/?outcome=below", 390)],
)
def test_the_focus_is_seen_all_the_way(page: Page, server: str, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 450})
    keys = Keys(page, f"{server}/{address}")
    if address.startswith("browse/"):
        ready(page)
        choose_three(page)
    for key, most in (("Tab", 40), ("Shift+Tab", 30)):
        for _ in range(most):
            if not keys.press(key):
                break


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "reach"),
    [
        ("browse/?venue=rss", open_filters),
        ("browse/?venue=rss", open_details),
        ("browse/?venue=rss&setting=speech", nothing_found),
        ("browse/?q=noise&venue=rss", unread_texts),
        ("browse/?venue=rss", unread_details),
        ("", unread_search),
        ("compare/?keys=burns2024weak", unread_papers),
    ],
)
def test_the_focus_is_seen_in_states(
    page: Page, server: str, address: str, reach: Callable[[Page], None]
) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    keys = Keys(page, f"{server}/{address}")
    reach(page)
    for key in ["Tab"] * 12 + ["Shift+Tab"] * 6:
        if not keys.press(key):
            break
