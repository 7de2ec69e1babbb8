"""Refresh proposes what changed, with its source, and goes on where it stopped."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from argparse import Namespace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests import services
from tests.helpers import ENTRY, PAGE, ROOT, small_root
from tests.services import NO_HITS, Web
from w2sg import cli
from w2sg.check import check
from w2sg.library import Library, load_strict
from w2sg.library.problem import SourceError
from w2sg.upkeep.queue import MAX_FAILURES, PoliteReader
from w2sg.upkeep.refresh import ASKED, Answer, candidates, read_asked, refresh
from w2sg.upkeep.services import LookupFailed, Reader
from w2sg.upkeep.services.found import Unreachable
from w2sg.upkeep.todo import todo

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
            "search/publ": NO_HITS,
        }
    )


def answers(library: Library, read: Reader, since: date = TODAY) -> list[Answer]:
    return list(refresh(library, candidates(library, since, {}), read, 60))


def test_a_preprint_that_was_published(root: Path) -> None:
    library = load_strict(root)
    assert [p.key for p in candidates(library, TODAY, {})] == ["roe2025reasoning", "roe2025second"]
    assert candidates(library, date(2026, 11, 23), {}) == []
    assert [p.key for p in candidates(library, TODAY, {"roe2025second": TODAY})] == [
        "roe2025reasoning"
    ]
    before = (root / "bib/2025.bib").read_text(encoding="utf-8")
    first, second = answers(library, web())
    assert (first.failures, second.failures, second.proposal) == ((), (), None)
    proposal = first.proposal
    assert proposal
    assert "published: Proceedings of the 43rd International Conference" in proposal.why
    assert proposal.found.source == "https://dblp.org/rec/conf/icml/Roe26"
    assert "+@inproceedings{roe2025reasoning," in proposal.diff(library, TODAY)
    assert (root / "bib/2025.bib").read_text(encoding="utf-8") == before


def options(root: Path, **more: object) -> Namespace:
    return Namespace(
        **{"root": root, "since": None, "pause": 0, "minutes": 1, "apply": True, **more}
    )


def test_applied_it_passes_the_check(root: Path) -> None:
    assert cli._refresh(options(root), web()) == 0
    assert check(root) == ()
    library = load_strict(root)
    paper = library.papers["roe2025reasoning"]
    assert (paper.year, paper.venue.id, paper.entry.file) == (2026, "icml", "bib/2026.bib")
    assert paper.arxiv == "2501.00001"
    assert paper.page.checked.level == "official"
    assert paper.page.checked.against[0] == "https://dblp.org/rec/conf/icml/Roe26"
    assert "The volume was not read." in paper.page.checked.missing
    assert paper.page.evidence
    assert library.papers["roe2025second"].is_preprint
    assert set(read_asked(root)) == {"roe2025reasoning", "roe2025second"}
    waiting = {(item.kind, item.key) for item in todo(library, date.today())}
    assert waiting == {("fields", "roe2025reasoning")}
    later = {(item.kind, item.key) for item in todo(library, date.today() + timedelta(days=91))}
    assert later - waiting == {("preprint", "roe2025second")}


@pytest.mark.parametrize("published", [False, True])
def test_a_search_for_a_published_version_stands_until_there_is_one(
    root: Path, published: bool
) -> None:
    page = root / "docs/papers/roe2025reasoning.md"
    text = page.read_text(encoding="utf-8")
    sought = "checked:\n  sought: {on: 2026-11-20, in: [DBLP]}\n"
    page.write_text(text.replace("checked:\n", sought, 1), encoding="utf-8")
    changed = web() if published else Web({**web("Another Title").answers, "q=": NO_HITS})
    assert cli._refresh(options(root), changed) == 0
    checked = load_strict(root).papers["roe2025reasoning"].page.checked
    assert checked.on == date.today()
    assert (checked.sought is None) == published


def test_days_that_cannot_be_read(root: Path) -> None:
    for text, line in (("- a\n", f"{ASKED}:1: "), ("a: [1\n", f"{ASKED}:"), ("a: soon\n", ":1:")):
        (root / ASKED).write_text(text, encoding="utf-8")
        with pytest.raises(SourceError, match=re.escape(line)):
            read_asked(root)


def test_without_apply_nothing_is_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert cli._refresh(options(root, apply=False), web()) == 0
    assert "+@inproceedings{roe2025reasoning," in capsys.readouterr().out
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_corrected_author_is_proposed_with_the_version_that_was_read(root: Path) -> None:
    changed = {**web().answers, "q=Reasoning": NO_HITS}
    changed["id_list=2501.00001"] = services.arxiv(
        "2501.00001", TITLE, "Jane Roe", "Ann New"
    ).replace("00001v1", "00001v3")
    library = load_strict(root)
    proposal = answers(library, Web(changed))[0].proposal
    assert proposal
    assert proposal.why == "changed: author"
    diff = proposal.diff(library, TODAY)
    assert "+  author       = {Roe, Jane and New, Ann}," in diff
    assert "https://arxiv.org/abs/2501.00001v3" in diff


def test_what_a_published_record_lacks_is_completed(tmp_path: Path) -> None:
    entry = (
        PREPRINT.replace("@misc", "@article")
        .replace("howpublished = {arXiv:2501.00001}", "journal = {Nature}, doi = {10.1038/x-600}")
        .replace("https://arxiv.org/abs/2501.00001", "https://doi.org/10.1038/x-600")
    )
    page = PAGE.replace("https://example.org/record", "https://www.nature.com/x").replace(
        "added:",
        "  missing: [Volume and pages were not read., The issue was not read., Else.]\nadded:",
    )
    root = small_root(tmp_path, bib={"2025": entry}, pages={"roe2025reasoning": page})
    assert check(root) == ()
    answer = services.CROSSREF.replace("Tutoring Large Students", TITLE).replace('"Doe"', '"Roe"')
    answer = answer.replace(', {"given": "A\\u00e4ron", "family": "van Bar"}', "")
    assert cli._refresh(options(root), Web({"crossref": answer})) == 0
    assert check(root) == ()
    paper = load_strict(root).papers["roe2025reasoning"]
    fields = paper.entry.fields
    assert (fields["volume"], fields["number"], fields["pages"]) == ("600", "7", "1--9")
    assert paper.page.checked.missing == ("Else.",)
    assert candidates(load_strict(root), date(2100, 1, 1), {}) == []


def test_it_goes_on_where_it_stopped(root: Path) -> None:
    failing = web()
    failing.answers = {**failing.answers, "id_list=2501.00002": LookupFailed("503")}
    cli._refresh(options(root), failing)
    assert set(read_asked(root)) == {"roe2025reasoning"}
    again = web()
    cli._refresh(options(root), again)
    assert not any("2501.00001" in address for address in again.asked)
    assert any("2501.00002" in address for address in again.asked)
    assert (root / ASKED).read_text(encoding="utf-8").count(": 20") == 2


def test_what_could_not_be_asked_is_a_failure_and_asked_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    busy = {**web().answers, "search/publ": Unreachable("429"), "q=Reasoning": Unreachable("429")}
    assert cli._refresh(options(root), Web(busy)) == 1
    assert "0 of 2 records asked about, 0 changes proposed, 2 look-ups failed" in (
        capsys.readouterr().err
    )
    assert read_asked(root) == {}


def test_what_is_no_record_is_an_answer_and_not_asked_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    container = "International Conference on Machine Learning and Applications, {ICMLA} 2026"
    unknown = dict(web().answers)
    unknown["conf/icml/Roe26"] = services.dblp_bib(
        "inproceedings", TITLE, "Jane Roe", container, 2026
    )
    assert cli._refresh(options(root), Web(unknown)) == 0
    assert "roe2025reasoning: no venue of data/venues.yml is called" in capsys.readouterr().err
    assert set(read_asked(root)) == {"roe2025reasoning", "roe2025second"}


class Clock:
    """A clock that a look-up and a pause move on."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_a_pause_and_a_cut_off_for_each_host() -> None:
    clock = Clock()

    def read(address: str, kind: str) -> str:
        clock.now += 1
        if "down" in address:
            raise Unreachable("no answer")
        if "gone" in address:
            raise LookupFailed("404")
        return "fine"

    polite = PoliteReader(read, 3, clock, clock.sleep)
    for address in ("https://a.org/1", "https://b.org/1", "https://a.org/2"):
        assert polite(address, "json") == "fine"
    assert clock.slept == [2]
    for _ in range(MAX_FAILURES):
        with pytest.raises(LookupFailed, match="no answer"):
            polite("https://down.org/", "json")
    before = clock.now
    with pytest.raises(LookupFailed, match=r"down\.org rests"):
        polite("https://down.org/", "json")
    assert clock.now == before
    for _ in range(MAX_FAILURES + 1):
        with pytest.raises(LookupFailed, match="404"):
            polite("https://gone.org/", "json")


def test_all_candidates_with_one_host_down_one_slow_and_one_talking_nonsense() -> None:
    library = load_strict(ROOT)
    clock = Clock()
    failures = {"host": 0}

    def read(address: str, kind: str) -> str:
        clock.now += 20 if "arxiv" in address else 1
        if "crossref" in address:
            raise Unreachable("no answer in time")
        if "dblp" in address:
            failures["host"] += 1
            return "<html>nonsense</html>"
        if "arxiv" not in address:
            raise LookupFailed("404, nothing is there")
        id = address.rpartition("=")[2]
        paper = next(p for p in library.papers.values() if p.arxiv == id)
        return services.arxiv(id, "A Wholly New Title", *paper.names)

    papers = candidates(library, date(2100, 1, 1), {})
    polite = PoliteReader(read, 3, clock, clock.sleep)
    found = list(refresh(library, papers, polite, 40 * 60, clock))
    assert clock.now < 41 * 60
    assert 0 < len(found) < len(papers)
    proposed = [answer for answer in found if answer.proposal]
    assert proposed
    assert all(answer.failures for answer in found), "DBLP's nonsense is no answer"
    asked = {answer.key for answer in found}
    rest = candidates(library, date(2100, 1, 1), dict.fromkeys(asked, date(2099, 1, 1)))
    assert {paper.key for paper in rest[: len(papers) - len(found)]} == (
        {paper.key for paper in papers} - asked
    )


KILLED = """
import sys
from pathlib import Path
from tests.upkeep.test_refresh import options, web
from w2sg import cli
write = cli.write_whole
cli.write_whole = lambda root, files: (print("go", flush=True), write(root, files))
cli._refresh(options(Path(sys.argv[1])), web())
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
    cli._refresh(options(done), web())
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
        # Said again, it goes on and ends as if it had not been killed.
        assert cli._refresh(options(root), web()) == 0
        assert state(root) == new
