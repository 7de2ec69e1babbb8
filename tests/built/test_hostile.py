"""Hostile records: the check names what is wrong, or the page shows it as inert text."""

from __future__ import annotations

import random
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from tests.conftest import build_site
from tests.helpers import ENTRY, PAGE, ROOT, small_root
from w2sg.check import check
from w2sg.library import load
from w2sg.library.files import page_of
from w2sg.library.yaml import parse_yaml

pytestmark = pytest.mark.slow

ATTACKS = [
    "{{ 7*7 }}",
    "{% raw %}",
    "{# comment",
    "{{ ''.__class__.__mro__[1].__subclasses__()|length }}",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</pre></code><script>alert(2)</script>",
    "</textarea></title><svg onload=alert(3)>",
    "[x](javascript:alert(4))",
    "javascript:alert(5)",
    "&lt;b&gt; &amp; &#123;",
    "# heading",
    "***bold*** `code` ~~~",
    "--- \n---",
    "]]> <!-- -->",
    "مرحبا بالعالم",
    "\u202eevil\u202c",
    "nul\x00byte",
    "{unbalanced",
    "unbalanced}",
    '" onmouseover="alert(6)',
    "' onfocus='alert(7)",
    "${alert(8)}",
    "%0d%0aSet-Cookie: x",
    "\\input{/etc/passwd}",
    "long " * 2_000,
]
NUMBER = 400
FIELDS = ("title", "author", "booktitle", "url", "pages", "doi", "note")
TAGS = ("weak_source", "label", "summary", "finding", "where", "alias", "link", "task")


def hostile(number: int) -> tuple[dict[str, str], dict[str, str]]:
    """`number` records, each with one to three hostile values; (BibTeX, pages) by key."""
    dice = random.Random(20261124)
    bib, pages = {}, {}
    for i in range(number):
        key = f"doe2024h{i}"
        entry = ENTRY.replace("doe2024weak", key).replace("Weak Teachers", f"Weak Teachers {i}")
        document, _ = parse_yaml("page", PAGE.split("---")[1])
        assert document is not None
        page: dict[str, Any] = document.data
        for _ in range(dice.randint(1, 3)):
            attack = dice.choice(ATTACKS)
            if dice.random() < 0.5:
                field = dice.choice(FIELDS)
                entry = "\n".join(
                    line for line in entry.split("\n") if not line.startswith(f"  {field} ")
                ).replace("\n}", f"\n  {field:<10} = {{{attack} {i}}},\n}}", 1)
            else:
                tag = dice.choice(TAGS)
                if tag in ("finding", "where"):
                    page["evidence"][0][tag] = attack
                elif tag == "alias":
                    page["aliases"] = [attack]
                elif tag == "link":
                    page["links"] = {"code": attack}
                elif tag == "task":
                    page["results"][0]["task"] = attack
                else:
                    page[tag] = attack
        front = yaml.safe_dump(page, allow_unicode=True, sort_keys=False)
        bib[key] = entry
        pages[key] = f"---\n{front}---\n\n{{{{ paper() }}}}\n\n{{{{ paper_record() }}}}\n"
    return bib, pages


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A library of hostile records, and the keys of those that check finds faultless or
    faulty only in ways that do not stop a build."""
    bib, pages = hostile(NUMBER)
    folder = tmp_path_factory.mktemp("hostile")
    small_root(folder, bib="\n".join(bib.values()), pages=pages)
    return folder, bib


def test_every_hostile_record_is_read_or_named(attacked: tuple[Path, dict[str, str]]) -> None:
    folder, bib = attacked
    problems = check(folder)
    library = load(folder)
    named = "\n".join(map(str, problems))
    lost = [key for key in bib if key not in library.papers and key not in named]
    lines = (folder / "bib" / "2024.bib").read_text(encoding="utf-8").split("\n")
    starts = {key: i + 1 for i, line in enumerate(lines) for key in [line[15:-1]] if key in bib}
    unread = {p.line for p in problems if p.file.endswith(".bib")}
    lost = [k for k in lost if not any(starts[k] <= line < starts[k] + 12 for line in unread)]
    assert lost == []
    assert all(str(p).count("\n") == 0 and "\x00" not in str(p) for p in problems)


@pytest.fixture(scope="module")
def attacked_site(attacked: tuple[Path, dict[str, str]], tmp_path_factory: Any) -> Path:
    """The site of those hostile records that can be read at all."""
    folder, _ = attacked
    library = load(folder)
    root = tmp_path_factory.mktemp("readable")
    bad = {p.line for p in library.problems if p.file.endswith(".bib")}
    readable = [
        paper
        for paper in library.papers.values()
        if not bad & set(range(paper.entry.line, paper.entry.line + 12))
    ]
    bib = "\n".join(paper.entry.raw + "\n" for paper in readable)
    pages = {p.key: (folder / page_of(p.key)).read_text(encoding="utf-8") for p in readable}
    small_root(root, bib=bib, pages=pages)
    for name in ("macros.py", "overrides", "w2sg"):
        (root / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    for folder_name in ("categories", "questions", "settings"):
        for path in (root / "docs" / folder_name).glob("*.md"):
            kind = {"categories": "category", "questions": "question", "settings": "setting"}
            index = f"{{{{ {folder_name}() }}}}"
            macro = index if path.stem == "index" else f"{{{{ {kind[folder_name]}() }}}}"
            path.write_text(f"# {path.stem}\n\n{macro}\n", encoding="utf-8")
    for name in ("browse", "venues"):
        (root / "docs" / f"{name}.md").write_text(
            f"# {name}\n\n{{{{ {name}() }}}}\n", encoding="utf-8"
        )
    (root / "docs" / "index.md").write_text("# Home\n\n{{ latest_news() }}\n", encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(config[: config.index("\nnav:")], encoding="utf-8")
    site = root / "site"
    done = build_site(site, root / "mkdocs.yml")
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    assert len(list((site / "papers").glob("*/index.html"))) == len(readable) > NUMBER / 2
    return site


def test_nothing_is_evaluated_and_nothing_lost(attacked_site: Path) -> None:
    for path in (attacked_site / "papers").glob("*/index.html"):
        html = path.read_text(encoding="utf-8")
        body = html[html.index("<article") : html.index("</article>")]
        assert "<script>" not in body
        assert "onerror=alert" not in unescape(body).replace("<img src=x onerror=alert(1)>", "")
        assert 'href="javascript:' not in html
        assert not any(bad in html for bad in ("<img src=x", "<svg onload", "alert(1)</script>"))
    text = (attacked_site / "library.bib").read_text(encoding="utf-8")
    assert "{{ 7*7 }}" in text


@pytest.mark.browser
def test_nothing_runs_in_a_browser(attacked_site: Path, page: Page) -> None:
    fired: list[str] = []
    page.on("dialog", lambda dialog: (fired.append(dialog.message), dialog.dismiss()))
    paths = sorted((attacked_site / "papers").glob("*/index.html"))
    dice = random.Random(1)
    for path in [*dice.sample(paths, 40), attacked_site / "browse" / "index.html"]:
        page.goto(path.as_uri())
        assert page.locator("h1").count() == 1
    assert fired == []
