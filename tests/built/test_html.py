"""Every page is valid HTML, as the Nu checker of the W3C sees it; of papers' pages, those that a
seed names, and with W2SG_EXHAUSTIVE all."""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from tests.helpers import ROOT, some

pytestmark = pytest.mark.nu

NU = ROOT / "tests" / "nu"
# Translated quickly rather than well, as pays for seconds; that needs a larger stack.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
# The theme writes `autocomplete` on two hidden checkboxes of every page, outside of what a template
# of ours can replace without copying the whole.
THEMES = "Attribute “autocomplete” is only allowed when the input type is "
MOST = 120  # of papers' pages


@pytest.fixture(scope="module")
def jar() -> Path:
    """The checker, installed from the lock once until that changes."""
    lock, installed = NU / "package-lock.json", NU / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=NU, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return NU / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def errors(jar: Path, folder: Path, pages: list[Path]) -> dict[str, set[str]]:
    """What the checker says of pages below a folder -> the pages it says it of."""
    done = subprocess.run(
        [*JAVA, "-jar", jar, "--skip-non-html", "--errors-only", "--format", "json", *pages],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    found = defaultdict(set)
    for message in json.loads(done.stderr)["messages"]:
        found[message["message"]].add(message["url"].removeprefix(f"file:{folder}/"))
    return found


def is_themed(path: Path) -> bool:
    """Whether a page is of the theme; one that leads on to another address is not."""
    return "<title>Moved</title>" not in path.read_text(encoding="utf-8")


def test_every_page_is_valid_but_for_one_fault_of_the_theme(jar: Path, site: Path) -> None:
    every = sorted(site.rglob("*.html"))
    papers = [path for path in every if path.parent.parent == site / "papers"]
    pages = sorted({*every} - {*papers}) + some(papers, MOST, "html")
    found = errors(jar, site, pages)
    themes = [message for message in found if message.startswith(THEMES)]
    # Had the theme mended it, nothing would need an exception; and each page is known to be read.
    assert [found.pop(message) for message in themes] == [
        {str(path.relative_to(site)) for path in pages if is_themed(path)}
    ]
    assert {message: sorted(pages)[:5] for message, pages in found.items()} == {}


def test_the_checker_notices_a_fault(jar: Path, tmp_path: Path) -> None:
    head = '<!doctype html><html lang="en"><title>Planted</title>'
    (tmp_path / "planted.html").write_text(
        f'{head}<p id="a">One</p><div id="a">Two</html>', encoding="utf-8"
    )
    found = errors(jar, tmp_path, [tmp_path / "planted.html"])
    assert {"Duplicate ID “a”.", "Unclosed element “div”."} <= set(found)
    assert set().union(*found.values()) == {"planted.html"}
