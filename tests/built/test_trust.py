"""Promises of the built site: nothing from elsewhere, nothing inline, the same bytes again."""

from __future__ import annotations

import filecmp
import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.build import copy_sources
from tests.conftest import build_site
from tests.helpers import EXHAUSTIVE, ROOT, with_crlf
from w2sg.library import Library

WATCH = """addEventListener('securitypolicyviolation', (e) =>
  console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"""


def unlike_pages(site: Path) -> list[Path]:
    """Pages that together have each part of which any page in their folder is made; for
    W2SG_EXHAUSTIVE, one of each set of parts. That no page names another host, the next test reads
    in all of them."""
    known: dict[str, set[str]] = defaultdict(set)
    found: dict[object, Path] = {}
    for path in sorted(site.rglob("index.html")):
        html = path.read_text(encoding="utf-8")
        parts = re.findall(r'class="([^"]*)"|<(\w+)', html)
        words = {word for classes, tag in parts for word in (*classes.split(), f"<{tag}")}
        folder = path.relative_to(site).parts[0]
        new = {word for word in words if "--" not in word} - known[folder]
        if EXHAUSTIVE:
            paper = path.parent.parent.name == "papers"
            found.setdefault((frozenset(new), "paper" if paper else path), path)
        elif new:
            known[folder] |= new
            found[path] = path
    return list(found.values())


HOOKS = ", ".join(f"w2sg/mkdocs/{name}.py" for name in ("fresh_code", "hooks", "paper_sources"))


@pytest.mark.browser
def test_pages_load_only_the_sites_own_files_and_keep_the_policy(
    page: Page, server: str, site: Path
) -> None:
    asked: list[str] = []
    faults: list[str] = []
    page.add_init_script(WATCH)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in unlike_pages(site):
        address = f"{server}/{path.parent.relative_to(site)}/"
        page.goto(address)
        if 'http-equiv="refresh"' in path.read_text(encoding="utf-8"):  # of a retired key
            expect(page).not_to_have_url(address)
            page.wait_for_load_state()
    page.goto(f"{server}/404.html")
    base = re.findall(r'href="(/.*?)assets/', page.content())[0]  # it begins at the public address
    assert f"{server}{base}assets/w2sg.js" in asked
    page.goto(f"{server}/browse/")
    page.fill(".w2-text", "reward")
    expect(page).to_have_url(re.compile(r"[?&]q=reward\b"))
    page.goto(f"{server}/")
    page.get_by_role("combobox", name="Search the library").fill("weak")
    page.wait_for_selector(".w2-search__row")
    assert [url for url in asked if not url.startswith((server, "data:", "blob:"))] == []
    assert faults == []


def test_no_page_names_another_host_for_what_it_loads(site: Path, library: Library) -> None:
    loads = re.compile(
        r"<(?:script|img|iframe|source|video|audio|embed|object|input)\b[^>]*?\s(?:src|data)=\"([^\"]*)"
        r"|<link\b[^>]*\brel=\"?(?:stylesheet|icon|preload|preconnect|manifest)\b[^>]*?href=\"([^\"]*)"
        r"|<link\b[^>]*?href=\"([^\"]*)\"[^>]*\brel=\"?(?:stylesheet|icon|preload|manifest)\b"
    )
    pages = [path for path in site.rglob("*.html") if path.name != "404.html"]
    assert len(pages) > len(library.papers)
    for path in pages:
        found = ["".join(groups) for groups in loads.findall(path.read_text(encoding="utf-8"))]
        away = [url for url in found if re.match(r"(?:[a-z]+:)?//", url)]
        assert found or "<title>Moved</title>" in path.read_text(encoding="utf-8"), path
        assert away == [], path
    for path in [*site.rglob("*.css"), *(site / "assets").glob("**/w2sg*.js")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:url\(|@import )[\"']?(?:https?:)?//", text), path


def test_every_page_has_the_policy_and_no_inline_handler(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        if "<title>Moved</title>" in html:
            continue
        head = html[: html.index("</head>")]
        assert "Content-Security-Policy" in head, path
        assert head.index("Content-Security-Policy") < head.index("<script"), path
        assert "unsafe" not in head.split("Content-Security-Policy")[1].split(">")[0]
        scripts = re.findall(r"<script([^>]*)>", html)
        assert [s for s in scripts if not re.search(r"\bsrc=|/(?:ld\+)?json", s)] == [], path
    headers = (site / "_headers").read_text(encoding="utf-8")
    assert "frame-ancestors 'none'" in headers


def test_the_same_commit_gives_the_same_bytes(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    done = build_site(tmp_path / "again")
    assert done.returncode == 0, done.stderr
    names = {str(p.relative_to(site)) for p in site.rglob("*") if p.is_file()}
    again = tmp_path / "again"
    assert names == {str(p.relative_to(again)) for p in again.rglob("*") if p.is_file()}
    assert filecmp.cmpfiles(site, again, names, shallow=False)[1:] == ([], [])


def test_shortcuts_and_line_ends_change_nothing(
    site: Path, tmp_path: Path, library: Library
) -> None:
    """What is rendered once for all papers, not read twice, or kept compiled; and sources as
    Windows writes them."""
    root = tmp_path / "root"
    copy_sources(root)
    with_crlf(root, mark=True)
    shutil.rmtree(root / ".cache" / "templates")
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for name, shortcut, none in (
        ("overrides/main.html", "{% set shared = config.extra.shared if", "{% set shared = 0 if"),
        ("mkdocs.yml", f"hooks: [{HOOKS}, ", "hooks: ["),
    ):
        text = (root / name).read_text(encoding="utf-8-sig")
        assert text.count(shortcut) == 1
        (root / name).write_text(text.replace(shortcut, none), encoding="utf-8")
    done = build_site(tmp_path / "plainly", root / "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    names = [str(p.relative_to(site)) for end in ("html", "md") for p in site.rglob(f"*.{end}")]
    assert len(names) > len(library.papers)
    assert filecmp.cmpfiles(site, tmp_path / "plainly", names, shallow=False)[1:] == ([], [])


def test_the_page_for_what_is_not_there_helps(site: Path) -> None:
    html = (site / "404.html").read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    for target in ("browse/", "start/", "issues/new"):
        assert target in article
