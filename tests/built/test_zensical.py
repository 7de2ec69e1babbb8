"""The theme's successor builds the same pages. `make zensical` takes its newest version."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from tests.helpers import ROOT
from w2sg.library import Library

pytestmark = pytest.mark.slow

SOURCES = ("bib", "data", "docs", "overrides", "w2sg", "macros.py", "mkdocs.yml", "LICENSE")


@pytest.fixture(scope="module")
def successor(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """The site as Zensical builds it; after `site`, whose build keeps the references."""
    root = tmp_path_factory.mktemp("zensical")
    for name in (*SOURCES, ".cache"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
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


def test_every_page_says_the_same(successor: Path, site: Path, library: Library) -> None:
    moved = {f"papers/{key}/index.html" for key in library.published.retired}
    found = {path.relative_to(site) for path in site.rglob("index.html")}
    pages = {page for page in found if page.as_posix() not in moved}
    assert len(pages) > len(library.papers)
    other = [str(page) for page in sorted(pages) if words(site / page) != words(successor / page)]
    assert other == []
