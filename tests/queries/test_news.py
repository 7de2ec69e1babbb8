"""What is new, read from snapshots: each change planted in a small library is told in its place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import feedparser
import pytest

from tests.helpers import ENTRY, PAGE, ROOT, small_root
from w2sg.export.dump import dump
from w2sg.export.news_feed import news_feed
from w2sg.library import Library, load_strict
from w2sg.library.files import snapshot_file
from w2sg.queries.news import KINDS, news, published_since
from w2sg.render.news import NewsMacros
from w2sg.render.page_url import PageUrl

PREPRINT = """@misc{poe2024signals,
  title        = {Signals from Weak Judges},
  author       = {Poe, Ann},
  year         = {2024},
  url          = {https://arxiv.org/abs/2401.00001},
  howpublished = {arXiv:2401.00001},
  eprint       = {2401.00001},
  eprinttype   = {arxiv},
}
"""
PUBLISHED = """@inproceedings{poe2024signals,
  title      = {Signals from Weak Judges},
  author     = {Poe, Ann},
  booktitle  = {International Conference on Learning Representations},
  year       = {2024},
  url        = {https://example.org/poe24},
  eprint     = {2401.00001},
  eprinttype = {arxiv},
}
"""
OLD = ENTRY.replace("doe2024weak", "roe2024old").replace("Weak Teachers", "Old Teachers")
FINDING = """  - question: scaling-laws
    stance: measures
    finding: It grows with size.
    where: Fig. 9
results:"""
BEFORE = {"doe2024weak": PAGE, "poe2024signals": PAGE, "roe2024old": PAGE}


def released(root: Path, *versions: str) -> None:
    """Write the present state as the snapshot of the last version, and the list of releases."""
    library = load_strict(root)
    file = root / snapshot_file(versions[-1], "library.json")
    file.parent.mkdir(parents=True)
    file.write_text(dump(library), encoding="utf-8")
    rows = "".join(
        f"- {{version: '{v}', on: {v}-01, papers: {len(library.papers)}, levels: {{}}}}\n"
        for v in versions
    )
    (root / "data" / "releases.yml").write_text(rows, encoding="utf-8")


def changed(root: Path) -> Library:
    """A release, and since then one change of each kind."""
    (root / "bib" / "2024.bib").write_text(ENTRY + "\n" + PREPRINT + "\n" + OLD, encoding="utf-8")
    released(root, "2026-01")
    corrected = ENTRY.replace("Doe, Jane", "Doe, Janet")
    new = ENTRY.replace("doe2024weak", "wu2024new").replace("Weak Teachers", "New Teachers")
    moved = OLD.replace("roe2024old", "roe2024moved")
    text = "\n".join((corrected, PUBLISHED, moved, new))
    (root / "bib" / "2024.bib").write_text(text, encoding="utf-8")
    papers = root / "docs" / "papers"
    (papers / "doe2024weak.md").write_text(PAGE.replace("results:", FINDING), encoding="utf-8")
    (papers / "roe2024old.md").rename(papers / "roe2024moved.md")
    (papers / "wu2024new.md").write_text(PAGE, encoding="utf-8")
    (root / "data" / "published.yml").write_text(
        "keys: [roe2024old]\nretired: {roe2024old: roe2024moved}\n", encoding="utf-8"
    )
    return load_strict(root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_root(tmp_path, ENTRY + "\n" + PREPRINT + "\n" + OLD, BEFORE)


def test_each_change_is_told_as_what_it_is(root: Path) -> None:
    (period,) = news(changed(root))
    told = {kind: [event.key for event in period.of(kind)] for kind in KINDS}
    assert told == {
        "published": ["poe2024signals"],
        "finding": ["doe2024weak"],
        "added": ["wu2024new"],
        "corrected": ["doe2024weak"],
        "retired": ["roe2024old"],
    }
    assert period.version == "", "it is not released yet"
    swap = period.of("published")[0]
    assert (swap.before, swap.after) == ("arXiv 2024", "ICLR 2024")
    assert swap.old + "\n" == PREPRINT
    assert swap.new + "\n" == PUBLISHED
    finding = period.of("finding")[0]
    assert (finding.after, finding.where) == ("It grows with size.", "Fig. 9")
    assert period.of("retired")[0].after == "roe2024moved"


def test_the_feed_and_the_page_tell_them(root: Path) -> None:
    library = changed(root)
    feed = feedparser.parse(news_feed(library, "https://example.org/"))
    assert not feed.bozo
    assert feed.feed.updated.startswith(str(news(library)[0].on))
    titles = [entry.title for entry in feed.entries]
    assert titles == [f"{KINDS[e.kind]}: {e.title}" for p in news(library) for e in p.events]
    assert len({entry.id for entry in feed.entries}) == len(titles) == 5
    assert all(re.fullmatch(r"tag:[\w.,:/-]+", entry.id) for entry in feed.entries)
    retired = next(e for e in feed.entries if e.title.startswith("Retired"))
    assert retired.id.endswith("/new/now/retired/roe2024old")
    assert retired.link == "https://example.org/papers/roe2024moved/"
    html = NewsMacros(library, "https://example.org/", "").news(PageUrl("new/"))
    for said in ("arXiv 2024 → ICLR 2024", "It grows with size.", "roe2024moved", "wu2024new"):
        assert said in html
    assert [html.count(f"<summary>{name}: 1</summary>") for name in KINDS.values()] == [1] * 5


def test_a_release_gives_what_happened_its_name(root: Path) -> None:
    changed(root)
    released(root, "2026-01", "2026-02")
    (period,) = news(load_strict(root))
    assert (period.version, str(period.on)) == ("2026-02", "2026-02-01")
    assert len(period.events) == 5
    assert [event.key for _, event in published_since(load_strict(root))] == ["poe2024signals"]


def test_wording_layout_and_a_first_release_are_no_news(root: Path) -> None:
    assert news(load_strict(root)) == ()
    released(root, "2026-01")
    text = (ENTRY + "\n" + PREPRINT + "\n" + OLD).replace("  title      = ", "  title = ")
    (root / "bib" / "2024.bib").write_text(text, encoding="utf-8")
    page = root / "docs" / "papers" / "doe2024weak.md"
    page.write_text(PAGE.replace("does not fail here", "holds here"), encoding="utf-8")
    assert news(load_strict(root)) == ()
    assert "Nothing has changed" in NewsMacros(load_strict(root), "", "").news(PageUrl("new/"))


@pytest.mark.parametrize("damage", ["", "{", "{}", '{"papers": [{}]}'])
def test_a_lost_snapshot_is_passed_over(root: Path, damage: str) -> None:
    released(root, "2026-01")
    (root / snapshot_file("2026-01", "library.json")).write_text(damage, encoding="utf-8")
    assert news(load_strict(root)) == ()


def test_the_history_reproduces_from_the_repository(library: Library) -> None:
    by_version = {release.version: release for release in library.releases}
    for period in news(library):
        if period.version:
            release = by_version[period.version]
            successors = set(library.published.retired.values())
            added = {event.key for event in period.of("added")}
            assert added <= set(release.added) <= added | successors
            assert {event.key for event in period.of("retired")} == set(release.retired)
            changed_keys = {e.key for kind in ("published", "corrected") for e in period.of(kind)}
            assert changed_keys == set(release.corrected)
            file = ROOT / snapshot_file(period.version, "library.json")
            after = {p["key"]: p for p in json.loads(file.read_text(encoding="utf-8"))["papers"]}
            for event in period.of("published"):
                assert after[event.key]["bibtex"] == event.new
