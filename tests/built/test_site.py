"""The built site: every page, every link, every download."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from w2sg.library import Library
from w2sg.library.addresses import host_of, is_address
from w2sg.library.bibtex import parse_bib
from w2sg.queries.lists import evidence, record_hosts


class _Links(HTMLParser):
    """Targets and anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.twice: set[str] = set()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        for name in ("href", "src"):
            if values.get(name):
                self.targets.append(str(values[name]))
        if tag == "meta":
            self.said.append(str(values.get("content")))
        for name in ("id", "name"):
            if values.get(name) and (name == "id" or tag == "a"):
                if name == "id" and values[name] in self.ids:
                    self.twice.add(str(values[name]))
                self.ids.add(str(values[name]))

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and data.startswith("{"):
            self.said.extend(strings(json.loads(data)))


def strings(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, _Links]:
    found = {}
    for path in sorted(site.rglob("*.html")):
        parser = _Links()
        parser.feed(path.read_text(encoding="utf-8"))
        found[path] = parser
    return found


def article(path: Path) -> str:
    html = path.read_text(encoding="utf-8")
    return html[html.index("<article") : html.index("</article>")]


def test_every_page_is_there(site: Path, library: Library) -> None:
    for key in library.papers:
        assert (site / "papers" / key / "index.html").is_file(), key
    words = library.taxonomy
    for folder, terms in (
        ("categories", words.categories),
        ("questions", words.questions),
        ("settings", words.settings),
    ):
        for term in terms:
            assert (site / folder / term.id / "index.html").is_file(), term.id
    names = "index browse/index start/index venues/index resources/index cite/index about/index"
    for name in names.split():
        assert (site / f"{name}.html").is_file(), name


def test_every_internal_link_and_anchor_resolves(site: Path, pages: dict[Path, _Links]) -> None:
    broken = []
    for path, page in pages.items():
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or path.name == "404.html":
                continue
            there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if there.is_dir():
                there /= "index.html"
            if not there.is_file():
                broken.append(f"{path.relative_to(site)}: {target}")
            elif parts.fragment and there in pages:
                known = pages[there].ids
                if unquote(parts.fragment) not in known and not parts.fragment.startswith("__"):
                    broken.append(f"{path.relative_to(site)}: {target}")
    assert broken == []


def test_ids_are_unique_on_each_page(site: Path, pages: dict[Path, _Links]) -> None:
    twice = {str(p.relative_to(site)): page.twice for p, page in pages.items() if page.twice}
    assert twice == {}


def addresses(path: Path) -> list[str]:
    """What a file other than a page gives as an address."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        # Beside the sources read, in parentheses, may stand what was seen there.
        return [said.partition(" (")[0] for said in strings(json.loads(text))]
    if path.suffix == ".ris":
        return re.findall(r"^(?:UR|L\d)  - (.*)$", text, re.MULTILINE)
    if path.suffix == ".md":
        return re.findall(r"(?<=<)\w+:[^>\n]*(?=>)|(?<=\]\()\w+:[^)\n]*", text)
    root = ElementTree.fromstring(text.replace("{searchTerms}", "weak"))  # noqa: S314 our own file
    return [said for e in root.iter() for said in (*e.attrib.values(), (e.text or "").strip())]


def test_every_address_that_leads_elsewhere_is_well_formed(
    site: Path, pages: dict[Path, _Links], library: Library
) -> None:
    found: dict[str, Path] = {}
    for path, page in pages.items():
        away = (target for target in page.targets if re.match(r"[\w+.-]*:|//", target))
        found |= dict.fromkeys(away, path)
        found |= {said: path for said in page.said if said.startswith("http")}
    for path in site.rglob("*"):
        released = path.is_relative_to(site / "snapshots")  # which never changes, faults included
        if path.suffix in (".json", ".ris", ".md", ".atom", ".xml") and not released:
            found |= {said: path for said in addresses(path) if said.startswith("http")}
    assert {paper.url for paper in library.papers.values()} <= set(found)
    wrong = [f"{p.relative_to(site)}: {said}" for said, p in found.items() if not is_address(said)]
    assert wrong == []


def listed(path: Path) -> set[str]:
    """Keys of the papers that a page's own lists link to."""
    return set(re.findall(r'<li[^>]* data-key="([a-z0-9]+)"', article(path)))


def bib_keys(path: Path) -> set[str]:
    entries, problems = parse_bib(path.name, path.read_text(encoding="utf-8"))
    assert not problems
    return {entry.key for entry in entries}


def lists(library: Library) -> Iterator[tuple[str, set[str]]]:
    words = library.taxonomy
    for term in words.categories:
        yield f"categories/{term.id}", {p.key for p in library.find(category=term.id)}
    for question in words.questions:
        yield f"questions/{question.id}", {p.key for p in library.find(question=question.id)}
    for setting in words.settings:
        yield f"settings/{setting.id}", {p.key for p in library.find(setting=setting.id)}


def test_papers_pages_link_only_to_hosts_that_records_lead_to(
    site: Path, pages: dict[Path, _Links], library: Library
) -> None:
    assert {"proceedings.mlr.press", "openreview.net", "arxiv.org"} <= record_hosts(library)
    papers = [site / "papers" / key / "index.html" for key in library.papers]
    hosts = {host_of(target) for path in papers for target in pages[path].targets}
    hosts -= {"", "github.com", "zchoi.github.io"}
    assert hosts <= record_hosts(library)
    copy = "https://hf.librae.dpdns.org/papers/2407.07880.md"
    assert copy in (site / "papers" / "wu2025robust" / "index.html").read_text(encoding="utf-8")


def test_each_export_holds_exactly_the_papers_its_page_lists(site: Path, library: Library) -> None:
    for name, keys in lists(library):
        assert bib_keys(site / f"{name}.bib") == keys, name
        page = "findings/index.html" if name.startswith("questions/") else "index.html"
        assert listed(site / name / page) == keys, name
    assert bib_keys(site / "library.bib") == set(library.papers)
    for key in library.papers:
        assert bib_keys(site / "papers" / f"{key}.bib") == {key}


def test_every_bib_file_parses(site: Path, library: Library) -> None:
    files = list(site.rglob("*.bib"))
    assert len(files) > len(library.papers)
    for path in files:
        assert bib_keys(path), path


def test_each_page_has_one_heading_a_title_and_a_description(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if path.name != "404.html":
            assert html.count("<h1") == 1, path
            assert re.search(r'<meta name="description" content="[^"]{20,}"', html), path
            title = re.search(r"<title>(.*?)</title>", html)
            assert title, path
            assert "&lt;" not in title[1]


def test_evidence_and_scores_stand_on_their_pages(site: Path, library: Library) -> None:
    for key, paper in library.papers.items():
        html = article(site / "papers" / key / "index.html")
        findings = html.partition('<ul class="w2-evidence">')[2].partition("</ul>")[0]
        assert findings.count("<li>") == len(paper.page.evidence), key
        assert html.count('class="w2-score"') == len(paper.page.results), key
    for question in library.taxonomy.questions:
        html = article(site / "questions" / question.id / "findings/index.html")
        assert html.count("data-tags=") == len(evidence(library, question.id))


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    loaded = re.compile(
        r'<(?:script|img|iframe)[^>]+src="(https?:[^"]+)|<link[^>]+rel="(?:stylesheet|preconnect|preload)"[^>]+href="(https?:[^"]+)|href="(https?:[^"]+)"[^>]+rel="(?:stylesheet|preconnect)"'
    )
    for path in site.rglob("*.html"):
        assert not loaded.findall(path.read_text(encoding="utf-8")), path


def test_one_thing_is_told_as_one(site: Path) -> None:
    things = "papers|findings|rows|scores|entries|claims|records|results|questions|venues|settings"
    plural = re.compile(rf"(?<![\d.,–-])\b1 (?:{things})\b")
    told = {
        path.parent.name: plural.findall(path.read_text(encoding="utf-8"))
        for path in site.rglob("index.*")
    }
    assert {name: found for name, found in told.items() if found} == {}


def test_edit_and_correction_links_lead_to_the_right_file(site: Path) -> None:
    html = article(site / "papers" / "burns2024weak" / "index.html")
    address = "https://github.com/zchoi/Awesome-Weak-to-Strong-Generalization"
    assert f'href="{address}/edit/main/docs/papers/burns2024weak.md"' in html
    assert f'href="{address}/edit/main/bib/2024.bib#L' in html
    form = f"{address}/issues/new?template=correct-a-record.yml"
    assert form in html
    assert "key=burns2024weak" in html
    assert f'href="{address}/edit/main/docs/about/index.md"' in article(site / "about/index.html")
