"""The theme's successor builds the same pages. `make zensical` takes its newest version.

Of the papers' pages some by a fixed seed; W2SG_EXHAUSTIVE=1 takes all.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from tests.helpers import ROOT, some
from w2sg.library import Library
from w2sg.library.files import page_of
from w2sg.library.yaml import split_page
from w2sg.queries.browse import Finder

pytestmark = pytest.mark.slow

SOURCES = ("bib", "data", "docs", "overrides", "w2sg", "macros.py", "mkdocs.yml", "LICENSE")


@pytest.fixture(scope="module")
def papers(library: Library) -> list[str]:
    """Keys of the papers whose pages are compared; those with notes, which other pages count."""
    noted = {key for key, text in Finder.of(library).texts.items() if text.notes}
    return sorted(noted | set(some(sorted(library.papers), 150, "zensical")))


@pytest.fixture(scope="module")
def successor(
    tmp_path_factory: pytest.TempPathFactory, site: Path, library: Library, papers: list[str]
) -> Path:
    """The site as Zensical builds it, the other papers' pages empty; after `site`, whose build
    keeps the references."""
    root = tmp_path_factory.mktemp("zensical")
    for name in (*SOURCES, ".cache"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    for key in library.papers.keys() - set(papers):
        page = root / page_of(key)
        front, _ = split_page(page.read_text(encoding="utf-8"), page_of(key))
        page.write_text(f"---\n{front}---\n", encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict"]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def words(page: Path) -> str:
    """What a page's article says, without the theme's own additions."""
    html = page.read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    article = re.sub(r'<p class="w2-edit">.*?</p>|<a class="headerlink".*?</a>', "", article)
    return "".join(unescape(re.sub(r"<[^>]+>", "", article)).split())


def test_every_page_says_the_same(
    successor: Path, site: Path, library: Library, papers: list[str]
) -> None:
    unlike = {*library.papers, *library.published.retired} - set(papers)
    left_out = {f"papers/{key}/index.html" for key in unlike}
    found = {path.relative_to(site) for path in site.rglob("index.html")}
    pages = {page for page in found if page.as_posix() not in left_out}
    assert len(pages) > len(papers)
    other = [str(page) for page in sorted(pages) if words(site / page) != words(successor / page)]
    assert other == []
