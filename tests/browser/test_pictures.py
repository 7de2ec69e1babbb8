"""Pictures tell what the library counts: every mark, every row of scores, every finding."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.built.test_site import article
from tests.helpers import small_root
from w2sg.library import Library, load_strict
from w2sg.library.text import number
from w2sg.queries import counts
from w2sg.queries.browse import Finder
from w2sg.queries.counts import (
    Table,
    category_settings,
    category_years,
    growth,
    untested,
    venue_years,
    weak_gains,
)
from w2sg.queries.lineage import Branch, built_on_by, lineage
from w2sg.queries.lists import evidence
from w2sg.queries.scores import scores

MAX_PAGE = 100_000  # bytes, gzip
MARK = re.compile(
    r'<a href="([^"]*)" aria-label="([^"]*?): (\d+)(?: of \d+)?(?: papers?| findings?)?"'
)


def tables(library: Library) -> list[Table]:
    words = library.taxonomy
    return [
        category_years(library),
        category_settings(library),
        weak_gains(library),
        venue_years(library),
        *(
            growth(library, library.find(category=c.id), f"category={c.id}")
            for c in words.categories
        ),
        *(growth(library, library.find(setting=s.id), f"setting={s.id}") for s in words.settings),
        *(counts.tested(library, q.id) for q in words.questions),
    ]


@pytest.fixture(scope="module")
def finder(library: Library) -> Finder:
    return Finder.of(library)


@pytest.mark.slow
def test_every_cell_counts_the_papers_of_its_browse_list(library: Library, finder: Finder) -> None:
    found = tables(library)
    assert len(found) == 4 + 8 + 15 + 4
    for table in found:
        assert set(table.cells) <= {(r.id, c.id) for r in table.rows for c in table.columns} or (
            table.name == "Papers per year by venue"
        )
        for row in table.rows:
            for column in table.columns:
                query, ignored = finder.parse(table.query(row, column))
                assert ignored == []
                assert table.n(row, column) == len(finder.run(query)), (table.name, row, column)


def marks(path: Path) -> list[tuple[str, int]]:
    """Address below `browse/` or of the page itself, and number, of each mark on a page."""
    found = MARK.findall(article(path))
    return [(unescape(href).split("browse/")[-1], int(n)) for href, _, n in found]


def test_the_marks_on_each_page_are_the_librarys_counts(
    site: Path, library: Library, finder: Finder
) -> None:
    words = library.taxonomy
    pages = [
        *((f"categories/{t.id}", len(library.find(category=t.id))) for t in words.categories),
        *((f"settings/{t.id}", len(library.find(setting=t.id))) for t in words.settings),
    ]
    for name, total in pages:
        drawn = marks(site / name / "index.html")
        assert sum(n for _, n in drawn) == total, name
        for address, n in drawn:
            assert n == len(finder.run(finder.parse(address)[0])), (name, address)
    for question in words.questions:
        folder = site / "questions" / question.id
        drawn = [*marks(folder / "index.html"), *marks(folder / "findings/index.html")]
        stances = Counter(row.stance for _, row in evidence(library, question.id))
        shown: Counter[str] = Counter()
        for address, n in drawn:
            if match := re.fullmatch(r"\?stance=([a-z]+)&year=\w+", address):
                shown[match[1]] += n
            else:
                assert n == len(finder.run(finder.parse(address)[0])), address
        assert shown == stances


def test_the_atlas_draws_every_table(site: Path, library: Library, finder: Finder) -> None:
    drawn = marks(site / "atlas" / "index.html")
    wanted = Counter(
        table.n(row, column)
        for table in tables(library)[:4]
        for row in table.rows
        for column in table.columns
        if table.n(row, column)
    )
    assert Counter(n for _, n in drawn) == wanted
    for address, n in drawn:
        assert n == len(finder.run(finder.parse(address)[0])), address


def test_untested_combinations_have_papers_but_no_finding(library: Library) -> None:
    for question in library.taxonomy.questions:
        gaps = untested(library, question.id)
        assert gaps
        for gap in gaps:
            papers = library.find(weak_kind=gap.weak.id, setting=gap.setting.id)
            assert len(papers) == gap.papers > 0
            asked = {e.question for paper in papers for e in paper.page.evidence}
            assert question.id not in asked


def row_parts(html: str) -> dict[str, str]:
    """Name -> text of the parts of a row of scores."""
    found = re.split(r'<(?:span class="w2-score__(what|numbers|gap|where)"|/summary)>', html)[1:]
    texts = (unescape(re.sub(r"<[^>]+>", " ", part)) for part in found[1::2])
    named = zip(found[::2], texts, strict=True)
    return {name or "note": " ".join(text.split()) for name, text in named}


def scores_shown(site: Path) -> dict[str, str]:
    """id of a row -> its HTML on the page of results."""
    html = article(site / "results" / "index.html")
    rows: list[tuple[str, str]] = re.findall(
        r'<li class="w2-score" id="([^"]+)"(.*?)</li>', html, re.DOTALL
    )
    assert len(rows) == html.count('<li class="w2-score"')
    return dict(rows)


def test_every_score_stands_once_on_the_results_page(site: Path, library: Library) -> None:
    shown = scores_shown(site)
    assert sorted(shown) == sorted(row.id for row in scores(library))
    for row in scores(library):
        result, html = row.result, shown[row.id]
        parts = row_parts(html)
        assert result.task in parts["what"]
        assert result.method in parts["what"]
        for score in (result.weak, result.student, result.ceiling):
            if score is not None:
                exact = number(score)
                short = number(round(score, 2))
                assert short in parts["numbers"].replace("\N{MINUS SIGN} ", "\N{MINUS SIGN}")
                assert exact == short or f'title="{exact}"' in html
        given = [s for s in (result.weak, result.student, result.ceiling) if s is not None]
        assert html.count("<circle") == (len(given) if len(given) > 1 else 0)
        assert ("%" in parts["gap"]) == (result.pgr is not None)
        if result.pgr is not None:
            assert number(round(result.pgr, 2)) in parts["gap"]
        assert ("computed" in parts["gap"]) == bool(result.pgr_computed)
        assert ("another gap" in parts["gap"]) == bool(result.anchors)
        assert " ".join(result.where.split()) in parts["where"]
        for told in (result.note, result.anchors):
            assert " ".join(told.split()) in parts["note"]


def test_every_dot_of_the_strip_leads_to_its_row(site: Path, library: Library) -> None:
    html = article(site / "results" / "index.html")
    dots = re.findall(r'<a href="#([^"]+)" aria-label="[^"]*"><circle class="w2-lane__dot', html)
    gaps = [
        row.id for row in scores(library) if row.result.pgr is not None and not row.result.anchors
    ]
    assert sorted(dots) == sorted(gaps)
    hollow = re.findall(r'<a href="#([^"]+)"[^>]*><circle class="[^"]*--computed', html)
    assert sorted(hollow) == sorted(r.id for r in scores(library) if r.result.pgr_computed)
    more = sum((r.result.pgr or 0) > 50 for r in scores(library) if r.id in gaps)
    assert f"{more} of {len(gaps)} rows recover more than half the gap" in html


def test_the_row_that_the_claim_on_ranking_names_says_so(library: Library) -> None:
    claims = [claim for argument in library.arguments for claim in argument.claims]
    known = next(claim.known for claim in claims if claim.id == "gap-recovered")
    said = re.search(r"one row of @(\w+) recovers a third by a gain of ([0-9.]+[0-9])", known)
    assert said
    gains = [
        row.result.student - row.result.weak
        for row in scores(library)
        if row.paper.key == said[1]
        and row.result.student is not None
        and row.result.weak is not None
        and row.result.gap_recovered == pytest.approx(100 / 3, abs=1)
    ]
    assert pytest.approx(float(said[2])) in gains


def test_students_below_their_weak_source_are_shown(site: Path, library: Library) -> None:
    lost = [
        row.id
        for row in scores(library)
        if row.result.weak is not None
        and row.result.student is not None
        and row.result.student < row.result.weak
    ]
    assert lost
    shown = [id for id, html in scores_shown(site).items() if "outcome:below" in html]
    assert sorted(shown) == sorted(lost)


@pytest.mark.browser
def test_a_dot_opens_the_row_that_is_folded_away(page: Page, server: str, library: Library) -> None:
    page.goto(f"{server}/results/")
    folded = page.locator(".w2-more-rows .w2-score").first
    expect(folded).to_be_hidden()
    id = folded.get_attribute("id")
    page.evaluate("id => { location.hash = id }", id)
    expect(page.locator(f"[id='{id}']")).to_be_in_viewport()


@pytest.mark.browser
def test_each_row_of_scores_is_a_line_and_all_are_below_fifteen_screens(
    page: Page, server: str
) -> None:
    screen = 800
    page.set_viewport_size({"width": 1280, "height": screen})
    page.goto(f"{server}/results/")
    page.locator(".w2-more-rows").evaluate_all("all => all.forEach((e) => { e.open = true; })")
    assert page.evaluate("document.documentElement.scrollHeight") < 15 * screen
    heights = "all => all.map((e) => e.offsetHeight / parseFloat(getComputedStyle(e).minHeight))"
    assert max(page.locator(".w2-score summary").evaluate_all(heights)) < 1.3


@pytest.mark.browser
def test_the_shown_scores_are_taken_away(page: Page, server: str, library: Library) -> None:
    page.goto(f"{server}/results/?outcome=below")
    with page.expect_download() as download:
        page.get_by_role("button", name="Shown rows as CSV").click()
    text = Path(download.value.path()).read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    below = {
        row.id: row
        for row in scores(library)
        if row.result.weak is not None
        and row.result.student is not None
        and row.result.student < row.result.weak
    }
    assert {row["id"] for row in rows} == set(below)
    assert all(float(row["student"]) == below[row["id"]].result.student for row in rows)
    page.route("**/results.csv", lambda route: route.abort())
    page.get_by_role("button", name="Shown rows as CSV").click()
    expect(page.locator(".w2-results-page [role=status]")).to_contain_text("try again")


@pytest.mark.browser
def test_the_idea_moves_by_keys(page: Page, server: str, library: Library) -> None:
    page.goto(f"{server}/start/")
    said = page.locator(".w2-idea__pgr")
    expect(said).to_have_text("57.8 % of the gap recovered")
    student = page.get_by_role("slider", name="Student")
    student.focus()
    page.keyboard.press("End")
    expect(page.locator(".w2-try__said")).to_contain_text("passed the ceiling")
    page.keyboard.press("Home")
    expect(page.locator(".w2-try__said")).to_contain_text("below the weak source")
    expect(said).to_contain_text("−")
    page.get_by_role("slider", name="Ceiling").focus()
    page.keyboard.press("Home")
    expect(said).to_have_text("no gap to recover")
    page.get_by_role("combobox", name="Start from").select_option(index=1)
    expect(page.locator(".w2-idea__told a")).to_have_attribute(
        "href", re.compile(r"results/#burns2024weak-8$")
    )


def keys(branches: tuple[Branch, ...]) -> list[str]:
    return [key for b in branches for key in (b.paper.key, *keys(b.children))]


def test_the_tree_holds_each_linked_core_paper_once(site: Path, library: Library) -> None:
    core = {p.key for p in library.find(role="core")}
    linked = {key for p in library.find(role="core") for key in (p.key, *p.page.extends)}
    linked = {
        k
        for k in core
        if set(library.papers[k].page.extends) & core or set(built_on_by(library).get(k, ())) & core
    } & linked
    assert sorted(keys(lineage(library))) == sorted(linked)
    html = article(site / "atlas" / "index.html")
    tree = html[html.index('class="w2-tree"') :]
    assert set(re.findall(r'href="\.\./papers/([a-z0-9]+)/"', tree)) == linked


def test_a_small_library_is_drawn_too(tmp_path: Path) -> None:
    library = load_strict(small_root(tmp_path))
    table = category_years(library)
    assert {pair: n for pair, n in table.cells.items() if n} == {("alignment", "2024"): 1}
    assert lineage(library) == ()


def test_no_page_but_browse_is_heavy(site: Path) -> None:
    heavy = {
        str(path.relative_to(site)): size
        for path in site.rglob("*.html")
        if (size := len(gzip.compress(path.read_bytes()))) > MAX_PAGE
    }
    assert heavy == {}


@pytest.mark.browser
def test_a_mark_can_be_reached_by_keyboard_and_leads_to_its_list(
    page: Page, server: str, library: Library
) -> None:
    page.goto(f"{server}/categories/theory/")
    mark = page.locator(".w2-chart a").first
    name = str(mark.get_attribute("aria-label"))
    mark.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".w2-chart a").nth(1)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/browse/?*")
    count = re.search(r": (\d+) papers?", name)
    assert count
    expect(page.locator(".w2-status")).to_contain_text(f"{count[1]} of {len(library.papers)}")


@pytest.mark.browser
def test_filtering_findings(page: Page, server: str, library: Library) -> None:
    page.goto(f"{server}/questions/when-does-it-fail/findings/?stance=challenges")
    status = page.locator(".w2-filter [role=status]")
    rows = evidence(library, "when-does-it-fail")
    wanted = [row for _, row in rows if row.stance == "challenges"]
    expect(status).to_have_text(f"{len(wanted)} of {len(rows)} findings")
    heads = page.locator(".w2-finding-head")
    against = {row.claim or "none" for row in wanted}
    expect(heads.locator("visible=true")).to_have_count(len(against))
    page.locator("select[name=setting]").select_option("vision")
    both = [p for p, row in rows if row.stance == "challenges" and "vision" in p.page.setting]
    expect(status).to_have_text(f"{len(both)} of {len(rows)} findings")
    assert page.locator("[data-tags]:visible").count() == len(both)
    assert page.url.endswith("?setting=vision&stance=challenges")
    page.get_by_role("button", name="Clear filters").click()
    expect(status).to_have_text(f"{len(rows)} findings")
    expect(heads.locator("visible=true")).to_have_count(heads.count())
    # The theme adds the section that is in sight.
    assert page.url.partition("#")[0].endswith("/when-does-it-fail/findings/")


# How far below the window's top an element stands once ten frames have not moved it.
RESTING_PLACE = """(id) => new Promise((done) => {
  let last = NaN;
  let frames = 0;
  const look = () => {
    const top = document.getElementById(id).getBoundingClientRect().top
      - document.querySelector(".md-header").getBoundingClientRect().bottom;
    frames = top === last ? frames + 1 : 0;
    last = top;
    if (frames === 10) done(top);
    else requestAnimationFrame(look);
  };
  look();
})"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("path", "places"),
    [
        ("results/", "vision reasoning nlp agent safety code"),
        ("categories/theory/", "bounds-and-misfit feature-learning failure-modes"),
        ("settings/nlp/", "alignment distillation reasoning oversight"),
    ],
)
def test_addresses_lead_to_their_place_in_long_lists(
    page: Page, server: str, path: str, places: str, width: int
) -> None:
    """What is far from the screen is laid out late, which must not move what was asked for."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server}/{path}")
    first = "(e) => e.querySelector('[id]')?.id"
    rows = page.evaluate(f"[...document.querySelectorAll('.w2-waits')].slice(1).map({first})")
    for place in [*places.split(), *filter(None, rows[:6])]:
        page.goto(f"{server}/{path}?fresh={place}#{place}")
        assert 0 <= page.evaluate(RESTING_PLACE, place) < 80, place
