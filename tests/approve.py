"""Approved output: what the made-up library in `tests/rich/` gives, part by part.

    python -m tests.approve

writes `tests/approved/` again after a wanted change; read what `git diff` shows before you commit.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.approved_cases import SUBJECTS, rich_root
from tests.small_site import small_site
from tests.told import APPROVING
from w2sg.export.files import export_files
from w2sg.library import load_strict
from w2sg.queries.counts import (
    Table,
    category_settings,
    category_years,
    growth,
    stance_years,
    tested,
    untested,
    venue_years,
    weak_gains,
)
from w2sg.queries.lineage import Branch, lineage
from w2sg.queries.scores import by_what_is_known, tasks
from w2sg.render.lists import ListMacros
from w2sg.render.news import NewsMacros
from w2sg.render.page_url import PageUrl
from w2sg.render.papers import PaperMacros, paper_head
from w2sg.render.pictures import PictureMacros
from w2sg.render.questions import QuestionMacros
from w2sg.render.terms import TermMacros

HERE = Path(__file__).parent
APPROVED = HERE / "approved"
ADDRESS = "https://library.example.org/w2sg/"
REPOSITORY = "https://forge.example.org/w2sg"
# Files that stand for all of their kind; `test_approved` says what the others hold.
FILES = (
    *(f"library.{format}" for format in "bib ris csl.json csv apa.txt aps.txt atom json".split()),
    *(f"papers/doe2024weak.{format}" for format in ("bib", "ris", "csl.json")),
    "categories/alignment.atom",
    "papers/smith2020gone/index.html",
    "opensearch.xml",
    "checkbib.json",
    "compare.json",
    "new.atom",
    "results.csv",
    "paths/first-steps.csv",
    "library.schema.json",
    "browse/text.json",
    *(f"browse/picks/{format}.json" for format in "bib ris csl.json csv apa.txt".split()),
    *(f"browse/picks/aps.{form}.json" for form in ("txt", "md", "html")),
    "index.md",
    "llms.txt",
    "categories/index.md",
    "categories/alignment/index.md",
    "questions/when-fail/index.md",
    "settings/vision/index.md",
    "papers/doe2024weak/index.md",
    "papers/open2025report/index.md",
    "papers/lee2024noisy/index.md",
)
# What is ours of a page, and what of that changes with the version of the theme.
OF_PAGES = re.compile(
    r"<head>.*?</head>|<li class=.md-tabs.*?</li>|<div class=.md-sidebar [^>]*>|"
    r"<article.*?</article>|<p class=.md-grid.*?</p>",
    re.DOTALL,
)
OF_THE_THEME = re.compile(r'name="generator"|assets/stylesheets/')
# What `parts/` holds already.
SET_ASIDE = re.compile(r"<(header|section|aside) [^>]*data-search-exclude>.*?</\1>", re.DOTALL)


def outputs(group: str, folder: Path) -> dict[str, str]:
    """name of the approved file -> text, of a key of GROUPS; `folder` is empty, and used."""
    return GROUPS[group](folder)


def first_difference(have: str, want: str) -> str:
    """Where two texts first differ, in words; empty if nowhere."""
    for number, (a, b) in enumerate(zip_longest(have.split("\n"), want.split("\n")), 1):
        if a != b:
            at = next(
                (i for i, (x, y) in enumerate(zip(a or "", b or "", strict=False)) if x != y), 0
            )
            start = max(0, at - 40)
            return (
                f"line {number}: approved {(b or '')[start : at + 80]!r}, "
                f"now {(a or '')[start : at + 80]!r}"
            )
    return ""


def _exports(folder: Path) -> dict[str, str]:
    library = load_strict(rich_root(folder))
    files = export_files(library, ADDRESS)
    made = {f"files/{name.replace('/', '_')}": files[name] for name in FILES}
    return {**made, "files.txt": "".join(f"{name}\n" for name in sorted(files))}


def _parts(folder: Path) -> dict[str, str]:
    library = load_strict(rich_root(folder))
    papers = PaperMacros(library, ADDRESS, REPOSITORY)
    terms = TermMacros(library, ADDRESS, REPOSITORY)
    questions = QuestionMacros(library, ADDRESS, REPOSITORY)
    lists = ListMacros(library, ADDRESS, REPOSITORY)
    pictures = PictureMacros(library, ADDRESS, REPOSITORY)
    news = NewsMacros(library, ADDRESS, REPOSITORY)
    home, deep = PageUrl(""), PageUrl("papers/x/")
    keys = list(library.papers)
    made: dict[str, Iterable[str]] = {
        "cite": [papers.cite(deep, *keys), papers.cite(home, keys[0])],
        "paper_head": [paper_head(deep, library.papers[key], ADDRESS) for key in keys],
        "paper": [papers.paper(deep, key) for key in keys],
        "paper_record": [papers.paper_record(deep, key) for key in keys[:3]],
        "category": [terms.category(deep, id) for id in ("alignment", "theory")],
        "setting": [terms.setting(deep, id) for id in ("nlp", "vision")],
        "question": [questions.question(deep, id) for id in ("when-fail", "scaling")],
        "all_findings": [questions.all_findings(deep, id) for id in ("when-fail", "scaling")],
        "short_answer": [questions.short_answer(deep, id) for id in ("when-fail", "scaling")],
        "short_answers": [questions.short_answers(deep)],
        "claims_in_brief": [questions.claims_in_brief(deep)],
        "glossary": [questions.glossary(deep), questions.glossary(deep, "ceiling")],
        "own_words": [questions.own_words(deep)],
        "untested_among": [
            terms.untested_among(deep, within) for within in ("category=theory", "setting=nlp")
        ],
        "term": [questions.term(deep, "ceiling"), questions.term(deep, "student", "the <one>")],
        "categories": [terms.categories(deep)],
        "settings": [terms.settings(home)],
        "questions": [terms.questions(deep), terms.questions(home, about=False)],
        "browse": [lists.browse(deep)],
        "venues": [lists.venues(deep)],
        "path": [lists.path(deep, "first-steps")],
        "insight": [questions.insight(deep, "priors")],
        "resources": [lists.resources(deep)],
        "corrections": [lists.corrections(deep)],
        "left_out": [lists.left_out(deep, which) for which in ("excluded", "pending")],
        "levels": [lists.levels(deep), lists.levels_over_time(deep)],
        "sources": [lists.sources(deep), lists.sources(deep, most=1)],
        "numbers": [lists.numbers(home)],
        "topics": [terms.topics(home)],
        "explore_gap": [pictures.explore_gap(deep, "doe2024weak-1", "doe2024weak-2")],
        "idea": [lists.idea(home, "doe2024weak", "DINO")],
        "snapshots": [lists.snapshots(deep)],
        "cite_library": [lists.cite_library(deep)],
        "find_field": [lists.find_field(home), lists.find_field(deep, "noise")],
        "news": [news.news(deep), news.latest_news(home), news.latest_news(deep, 1)],
        "repository_link": [papers.repository_link(deep, "a <file>", "data/")],
        "checkbib": [lists.checkbib(deep)],
        "compare": [lists.compare(deep)],
        "exports": [lists.exports(deep)],
        "category_years": [pictures.category_years(deep)],
        "category_settings": [pictures.category_settings(deep)],
        "weak_gains": [pictures.weak_gains(deep)],
        "venue_years": [pictures.venue_years(deep)],
        "lineage": [pictures.lineage(deep)],
        "gaps": [pictures.gaps(deep)],
        "scores": [pictures.scores(deep)],
    }
    return {f"parts/{name}.html": "\n\n".join(texts) + "\n" for name, texts in made.items()}


def _counted(folder: Path) -> dict[str, str]:
    library = load_strict(rich_root(folder))
    tables = [
        growth(library, library.papers.values(), "level=official"),
        category_years(library),
        category_settings(library),
        weak_gains(library),
        venue_years(library),
        stance_years(library, "when-fail"),
        tested(library, "when-fail"),
    ]
    gaps = [
        f"{u.weak.name} in {u.setting.name}: {u.papers}, {u.query}"
        for u in untested(library, "scaling")
    ]
    groups = [
        f"{group}: {found.paper.key}: {', '.join(f'{r.id} ({r.domain})' for r in found.rows)}"
        for group, papers in by_what_is_known(library).items()
        for found in papers
    ]
    scales = [
        f"{id}: {t.name}, {t.metric}, {t.low} to {t.high}" for id, t in tasks(library).items()
    ]
    return {
        "tables.txt": "\n\n".join(map(_drawn, tables)) + "\n",
        "untested.txt": "".join(f"{line}\n" for line in gaps),
        "lineage.txt": "".join(_branches(lineage(library))),
        "scores.txt": "".join(f"{line}\n" for line in [*groups, *scales]),
    }


def _site(folder: Path) -> dict[str, str]:
    """What a build makes of pages: their heads, the tab they belong to, and what Markdown made."""
    built = small_site(rich_root(folder))
    made = {}
    for page in ("papers/doe2024weak", "papers/kim2024findings", "categories/alignment"):
        html = (built / page / "index.html").read_text(encoding="utf-8")
        parts = OF_PAGES.findall(SET_ASIDE.sub(lambda part: f"{len(part[0])} characters", html))
        lines = [line.strip() for part in parts for line in part.split("\n")]
        ours = [line for line in lines if line and not OF_THE_THEME.search(line)]
        made[f"built/{page.rpartition('/')[2]}.html"] = "\n".join(ours) + "\n"
    return made


def _drawn(table: Table) -> str:
    lines = [f"{table.name} [{table.within}] highest {table.highest}, tallest {table.tallest}"]
    for row in table.rows:
        cells = {
            c.name: f"{table.n(row, c)} (level {table.level(row, c)}, {table.query(row, c)})"
            for c in table.columns
            if table.n(row, c)
        }
        lines.append(f"{row.id} ({row.name}) {table.row_total(row)}: {cells}")
    totals = {f"{c.id} ({c.name})": table.total(c) for c in table.columns}
    return "\n".join([*lines, f"totals: {totals}"])


def _branches(branches: Iterable[Branch], depth: int = 0) -> list[str]:
    made = []
    for branch in branches:
        also = [paper.key for paper in branch.also]
        made.append(f"{'  ' * depth}{branch.paper.key}, also on {also}\n")
        made += _branches(branch.children, depth + 1)
    return made


def _said(subject: Callable[[Path], Iterator[str]], folder: Path) -> dict[str, str]:
    return {f"{subject.__name__}.txt": "\n".join(subject(folder)) + "\n"}


GROUPS: dict[str, Callable[[Path], dict[str, str]]] = {
    "exports": _exports,
    "parts": _parts,
    "counted": _counted,
    "site": _site,
    **{subject.__name__: partial(_said, subject) for subject in SUBJECTS},
}


def main() -> None:
    made: dict[str, str] = {}
    for group in GROUPS:
        with TemporaryDirectory() as temporary:
            made |= outputs(group, Path(temporary))
    shutil.rmtree(APPROVED, ignore_errors=True)
    for name, text in made.items():
        path = APPROVED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    os.environ[APPROVING] = "1"
    rooms = [HERE / folder.name for folder in (HERE.parent / "w2sg").iterdir() if folder.is_dir()]
    tests = sorted(str(folder) for folder in rooms if folder.is_dir())
    if pytest.main(["-q", "-p", "no:cacheprovider", "-m", "not slow", *tests]):
        raise SystemExit("what tests are told was not approved, for some fail")


if __name__ == "__main__":
    main()
