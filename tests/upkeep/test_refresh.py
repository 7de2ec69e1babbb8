"""Refresh proposes what changed, with its source, and goes on where it stopped."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from tests import services
from tests.helpers import ENTRY, PAGE, ROOT, small_root
from tests.services import NO_HITS, Web
from w2sg import cli
from w2sg.check import check
from w2sg.library import load_strict
from w2sg.upkeep.refresh import Proposal, candidates, refresh
from w2sg.upkeep.services import LookupFailed

TODAY = date(2026, 11, 24)
TITLE = "Reasoning of GPT-4 from Small Teachers"
PREPRINT = """@misc{roe2025reasoning,
  title        = {Reasoning of {GPT}-4 from Small Teachers},
  author       = {Roe, Jane},
  howpublished = {arXiv:2501.00001},
  year         = {2025},
  url          = {https://arxiv.org/abs/2501.00001},
  eprint       = {2501.00001},
  eprinttype   = {arxiv},
}
"""
SECOND = (
    PREPRINT.replace("roe2025reasoning", "roe2025second")
    .replace("2501.00001", "2501.00002")
    .replace("Reasoning of {GPT}-4", "A Second Look")
)
ARXIV_PAGE = PAGE.replace("level: official", "level: arxiv").replace(
    "https://example.org/record", "arXiv record as copied elsewhere"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_root(
        tmp_path,
        bib={"2024": ENTRY, "2025": PREPRINT + "\n" + SECOND},
        pages={"doe2024weak": PAGE, "roe2025reasoning": ARXIV_PAGE, "roe2025second": ARXIV_PAGE},
    )


def web(title: str = TITLE, author: str = "Jane Roe") -> Web:
    container = "Forty-third International Conference on Machine Learning, {ICML} 2026"
    return Web(
        {
            "id_list=2501.00001": services.arxiv("2501.00001", title, author),
            "id_list=2501.00002": services.arxiv(
                "2501.00002", "A Second Look from Small Teachers", "Jane Roe"
            ),
            "q=Reasoning": services.dblp(title, "conf/icml/Roe26", "ICML"),
            "conf/icml/Roe26": services.dblp_bib("inproceedings", title, author, container, 2026),
            "q=": NO_HITS,
        }
    )


def test_a_preprint_that_was_published(root: Path) -> None:
    library = load_strict(root)
    assert [p.key for p in candidates(library, None)] == ["roe2025reasoning", "roe2025second"]
    assert candidates(library, date(2026, 11, 23)) == []
    before = (root / "bib/2025.bib").read_text(encoding="utf-8")
    (proposal,) = refresh(library, web(), TODAY, pause=0)
    assert isinstance(proposal, Proposal)
    assert "published: Proceedings of the 43rd International Conference" in proposal.why
    assert proposal.source == "https://dblp.org/rec/conf/icml/Roe26"
    assert "+@inproceedings{roe2025reasoning," in proposal.diff(library)
    assert (root / "bib/2025.bib").read_text(encoding="utf-8") == before


def test_applied_it_passes_the_check(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = Namespace(root=root, since=None, pause=0, apply=True)
    assert cli._refresh(options, web()) == 0
    assert check(root) == ()
    paper = load_strict(root).papers["roe2025reasoning"]
    assert (paper.year, paper.venue.id, paper.entry.file) == (2026, "icml", "bib/2026.bib")
    assert paper.arxiv == "2501.00001"
    assert paper.page.checked.level == "official"
    assert paper.page.checked.against[0] == "https://dblp.org/rec/conf/icml/Roe26"
    assert paper.page.evidence
    assert load_strict(root).papers["roe2025second"].is_preprint


def test_a_corrected_author_is_proposed(root: Path) -> None:
    answers = {**web().answers, "q=Reasoning": NO_HITS}
    answers["id_list=2501.00001"] = services.arxiv("2501.00001", TITLE, "Jane Roe", "Ann New")
    (proposal,) = refresh(load_strict(root), Web(answers), TODAY, pause=0)
    assert isinstance(proposal, Proposal)
    assert proposal.why == "corrected: author"
    assert "+  author       = {Roe, Jane and New, Ann}," in proposal.diff(load_strict(root))


def test_it_goes_on_where_it_stopped(root: Path) -> None:
    library = load_strict(root)
    failing = web()
    failing.answers = {**failing.answers, "id_list=2501.00002": LookupFailed("503")}
    found = list(refresh(library, failing, TODAY, pause=0))
    assert [type(f) for f in found] == [Proposal, LookupFailed]
    again = web()
    assert list(refresh(library, again, TODAY, pause=0)) == []
    assert not any("2501.00001" in address for address in again.asked)
    assert any("2501.00002" in address for address in again.asked)
    tomorrow = web()
    assert len(list(refresh(library, tomorrow, date(2026, 11, 25), pause=0))) == 1


KILLED = """
import sys
from argparse import Namespace
from pathlib import Path
from tests.upkeep.test_refresh import web
from w2sg import cli
write = cli.write_whole
cli.write_whole = lambda root, files: (print("go", flush=True), write(root, files))
cli._refresh(Namespace(root=Path(sys.argv[1]), since=None, pause=0, apply=True), web())
"""


@pytest.mark.slow
def test_killed_at_any_moment_each_file_is_old_or_new(tmp_path: Path) -> None:
    files = ("bib/2025.bib", "bib/2026.bib", "docs/papers/roe2025reasoning.md")

    def state(root: Path) -> list[str]:
        return [
            (root / f).read_text(encoding="utf-8") if (root / f).exists() else "" for f in files
        ]

    dice = random.Random(4)
    pages = {"doe2024weak": PAGE, "roe2025reasoning": ARXIV_PAGE, "roe2025second": ARXIV_PAGE}
    bib = {"2024": ENTRY, "2025": PREPRINT + "\n" + SECOND}
    old = state(small_root(tmp_path / "old", bib=bib, pages=pages))
    done = small_root(tmp_path / "new", bib=bib, pages=pages)
    cli._refresh(Namespace(root=done, since=None, pause=0, apply=True), web())
    # The day of the check is today's in both.
    new = state(done)
    for i in range(3):
        root = small_root(tmp_path / str(i), bib=bib, pages=pages)
        command = [sys.executable, "-c", KILLED, str(root)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
        assert process.stdout is not None
        while process.stdout.readline() != "go\n":
            pass
        time.sleep(dice.uniform(0, 0.002))
        process.kill()
        process.wait()
        process.stdout.close()
        for text, before, after in zip(state(root), old, new, strict=True):
            assert text in (before, after)
