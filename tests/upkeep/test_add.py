"""From an identifier to an entry that passes the check, or to nothing at all."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tests import services
from tests.helpers import ENTRY, PAGE, ROOT, real_library, small_root
from tests.services import NO_HITS, Web
from w2sg.check import check
from w2sg.cli import main
from w2sg.library import load_strict
from w2sg.library.files import write_whole
from w2sg.upkeep.add import add
from w2sg.upkeep.record import record_fields
from w2sg.upkeep.services import LookupFailed, look_up, pasted
from w2sg.upkeep.services.found import NoRecord

TODAY = date(2026, 11, 24)
LIBRARY = real_library()
TITLE = "Reasoning of GPT-4 from Small Teachers"
NAMES = "Jane Doe", "Aäron van den Oord"


def published(kind: str, container: str, record: str, venue: str) -> Web:
    return Web(
        {
            "arxiv.org/api": services.arxiv("2501.00001", TITLE, *NAMES),
            "search/publ": services.dblp(TITLE, record, venue),
            record: services.dblp_bib(kind, TITLE, " and ".join(NAMES), container, 2025),
        }
    )


ICLR = "The Thirteenth International Conference on Learning Representations"
CASES: dict[str, tuple[str, Web, str, str]] = {
    "arXiv only": (
        "2501.00001v2",
        Web({"api/query": services.arxiv("2501.00001", TITLE, *NAMES), "dblp": NO_HITS}),
        "doe2025reasoning",
        "eprint       = {2501.00001}",
    ),
    "published at ICLR": (
        "https://arxiv.org/abs/2501.00001",
        published("inproceedings", f"{ICLR}, {{ICLR}} 2025, Singapore", "conf/iclr/Doe25", "ICLR"),
        "doe2025reasoning",
        f"booktitle  = {{{ICLR}}}",
    ),
    "published at ICML": (
        "arXiv:2501.00001",
        published(
            "inproceedings",
            "Forty-second International Conference on Machine Learning, {ICML} 2025, Vancouver",
            "conf/icml/Doe25",
            "ICML",
        ),
        "doe2025reasoning",
        "booktitle  = {Proceedings of the 42nd International Conference on Machine Learning}",
    ),
    "published at ACL": (
        "10.48550/arXiv.2501.00001",
        published(
            "inproceedings",
            "Proceedings of the 63rd Annual Meeting of the Association for Computational "
            "Linguistics (Volume 1: Long Papers), {ACL} 2025, Vienna",
            "conf/acl/Doe25",
            "ACL (1)",
        ),
        "doe2025reasoning",
        "Annual Meeting of the Association for Computational Linguistics",
    ),
    "published at CVPR": (
        "https://arxiv.org/pdf/2501.00001.pdf",
        published(
            "inproceedings",
            "{IEEE/CVF} Conference on Computer Vision and Pattern Recognition, {CVPR} 2025",
            "conf/cvpr/Doe25",
            "CVPR",
        ),
        "doe2025reasoning",
        "booktitle  = {Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern",
    ),
    "DOI of a journal": (
        "https://doi.org/10.1038/x-600",
        Web({"api.crossref.org": services.CROSSREF}),
        "doe2025tutoring",
        "author     = {Doe, Jane and van Bar, Aäron}",
    ),
    "OpenReview workshop": (
        "https://openreview.net/forum?id=AbC",
        Web({"api2.openreview.net": services.OPENREVIEW}),
        "doe2025small",
        "booktitle  = {ICML 2025 Workshop on Small Judges}",
    ),
    "proceedings": (
        "https://proceedings.mlr.press/v267/doe25a.html",
        Web({"proceedings.mlr.press": services.PMLR}),
        "doe2025weak",
        "pages      = {1--12}",
    ),
}


@pytest.mark.untold  # of the real vocabularies
@pytest.mark.parametrize("case", CASES)
def test_from_an_identifier_to_a_sound_library(tmp_path: Path, case: str) -> None:
    target, web, key, line = CASES[case]
    small_root(tmp_path)
    made = add(tmp_path, look_up(target, web), TODAY)
    assert made.key == key
    assert line in made.entry
    write_whole(tmp_path, made.files)
    assert check(tmp_path) == ()
    library = load_strict(tmp_path)
    assert key not in library.papers
    paper = library.drafts[key]
    assert paper.page.added == TODAY
    assert not paper.page.summary_checked
    assert "proposed by w2sg add" in paper.page.checked.missing[0]
    if case.startswith(("arXiv", "published")):
        assert paper.title == TITLE
        assert "{GPT}-4" in made.entry
        assert paper.arxiv == "2501.00001"
        assert "trace" not in (tmp_path / f"docs/papers/{key}.md").read_text(encoding="utf-8")
        assert [p.name for p in paper.authors] == list(NAMES)
        assert paper.is_preprint == (case == "arXiv only")
        assert any("preferred" in note for note in made.todo) == case.startswith("published")


def tree(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


FAILURES: dict[str, tuple[str, Web, str]] = {
    "present already": (
        "2401.00009",
        Web(
            {
                "api/query": services.arxiv("2401.00009", "Weak Teachers and CLIP", "Jane Doe"),
                "dblp": NO_HITS,
            }
        ),
        "in the library as doe2024weak",
    ),
    "unknown": (
        "2501.00002",
        Web({"api/query": services.arxiv("x", "Error").replace("abs/x", "api/errors#x")}),
        "arXiv knows no 2501.00002",
    ),
    "half an answer": ("2501.00002", Web({"api/query": "<feed><entry>"}), "half an answer"),
    "entities": ("2501.00002", Web({"api/query": "<!DOCTYPE x []><feed/>"}), "document type"),
    "half JSON": ("10.1038/x", Web({"crossref": '{"message": {'}), "half an answer"),
    "an empty answer": ("10.1038/x", Web({"crossref": "{}"}), "another form"),
    "JSON of another form": ("10.1038/x", Web({"crossref": "[]"}), "another form"),
    "no such forum": (
        "https://openreview.net/forum?id=x",
        Web({"openreview": '{"notes": []}'}),
        "no record of x",
    ),
    "a page that says nothing": (
        "https://aclanthology.org/2025.acl-long.1/",
        Web({"aclanthology": "<html></html>"}),
        "no BibTeX entry",
    ),
    "an unknown venue": (
        "10.1038/x-600",
        Web({"crossref": services.CROSSREF.replace("Nature", "Journal of Nothing")}),
        "no venue of data/venues.yml is called 'Journal of Nothing'",
    ),
    "another site": ("https://example.org/paper", Web({}), "is no arXiv id"),
    "no paper of it": ("https://aclanthology.org/events/", Web({}), "is no arXiv id"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failed_look_up_changes_nothing(tmp_path: Path, case: str) -> None:
    target, web, reason = FAILURES[case]
    small_root(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(LookupFailed, match=reason.replace("(", r"\(")):
        add(tmp_path, look_up(target, web), TODAY)
    assert tree(tmp_path) == before


def test_when_dblp_is_down_the_preprint_is_taken_and_said_so() -> None:
    web = Web(
        {
            "api/query": services.arxiv("2501.00001", TITLE, *NAMES),
            "dblp": LookupFailed("429 Too Many Requests"),
        }
    )
    found = look_up("2501.00001", web)
    assert found.level == "arxiv"
    assert "could not be looked up (429" in found.notes[0]


def test_a_namesake_of_other_authors_is_not_taken() -> None:
    web = published("inproceedings", "ICML", "conf/icml/Doe25", "ICML")
    other = services.dblp_bib("inproceedings", TITLE, "Eve Other", "ICML", 2025)
    found = look_up("2501.00001", Web({**web.answers, "conf/icml/Doe25": other}))
    assert found.level == "arxiv"


PASTED = """
@InProceedings{pmlr-v267-doe25a,
  title = {Weak {P}lanners \\& Strong {LLM}s},
  author = {Doe, Jane and van Bar, A{\\"a}ron},
  booktitle = {Proceedings of the 42nd International Conference on Machine Learning},
  pages = {1--12}, year = {2025}, editor = {X, Y}, volume = {267},
  series = {Proceedings of Machine Learning Research},
  month = {13--19 Jul}, publisher = {PMLR},
  pdf = {https://x.org/y.pdf}, url = {https://proceedings.mlr.press/v267/doe25a.html},
  abstract = {We show 50% more.}
}
"""


def test_what_is_pasted_from_the_venues_page_goes_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_root(tmp_path)
    (tmp_path / "x.bib").write_text(PASTED, encoding="utf-8")
    command = ["--root", str(tmp_path), "add", "--bib"]
    assert main([*command, str(tmp_path / "x.bib"), "--dry-run"]) == 0
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(PASTED.encode()), encoding="utf-8"))
    assert main([*command, "-"]) == 0
    assert check(tmp_path) == ()
    paper = load_strict(tmp_path).drafts["doe2025weak"]
    assert paper.title == "Weak Planners & Strong LLMs"
    assert paper.page.checked.level == "official"
    assert paper.page.checked.against == ("https://proceedings.mlr.press/v267/doe25a.html",)
    assert list(paper.entry.fields) == [
        *("title author booktitle series volume pages publisher year url".split())
    ]


@pytest.mark.parametrize(
    ("bibtex", "reason"),
    [
        ("", "no BibTeX entry"),
        ("@misc{x, title = {A", "is not closed"),
        (PASTED.replace("Doe, Jane and", "Anonymous and others and"), "the list of authors is cut"),
        (PASTED.replace("year = {2025}", "year = {}"), "no year"),
        (PASTED.replace("Machine Learning},", "Machine Learning and Applications},"), "no venue"),
        (PASTED.replace("Proceedings of the 42nd", "Submitted to the"), "no venue"),
    ],
)
def test_a_pasted_entry_that_is_no_record_is_refused(
    tmp_path: Path, bibtex: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    small_root(tmp_path)
    (tmp_path / "x.bib").write_text(bibtex, encoding="utf-8")
    before = tree(tmp_path)
    assert main(["--root", str(tmp_path), "add", "--bib", str(tmp_path / "x.bib")]) == 1
    assert reason in capsys.readouterr().err
    assert tree(tmp_path) == before


@pytest.mark.untold  # of the real vocabularies
@pytest.mark.parametrize(
    ("author", "title", "key"),
    [
        ("{01.AI}", "Yi", "paper012025yi"),
        ("{The Gemma Team}", "Weak Planners", "gemma2025weak"),
        ("Ørsted, Ada", "The {LLM} of a Judge", "orsted2025llm"),
        ("Doe, Ada", "On the", "doe2025paper"),
        ("李, 明", "Weak", "paper2025weak"),
    ],
)
def test_a_key_begins_with_a_letter(tmp_path: Path, author: str, title: str, key: str) -> None:
    text = re.sub(r"author = \{.*\},", lambda _: f"author = {{{author}}},", PASTED)
    text = re.sub(r"title = \{.*\},", lambda _: f"title = {{{title}}},", text, count=1)
    made = add(small_root(tmp_path), pasted(text, "x.bib"), TODAY)
    assert made.key == key


@pytest.mark.untold  # of the real vocabularies
@pytest.mark.parametrize(
    ("address", "level"),
    [("https://proceedings.mlr.press/x", "official"), ("https://x.org/y", "secondary")],
)
def test_a_record_that_is_not_the_venues_own_is_secondary(
    tmp_path: Path, address: str, level: str
) -> None:
    text = re.sub(r"url = \{.*\}", f"url = {{{address}}}", PASTED)
    made = add(small_root(tmp_path), pasted(text, "x.bib"), TODAY)
    assert f"level: {level}\n" in made.files["docs/papers/doe2025weak.md"]


def test_what_cannot_be_pasted_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small_root(tmp_path)
    command = ["--root", str(tmp_path), "add", "--bib"]
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"@misc{x}"), encoding="utf-8"))
    assert main([*command, "-"]) == 1
    assert "standard input: no BibTeX entry" in capsys.readouterr().err
    (tmp_path / "latin.bib").write_bytes(b"\xe9")
    for name, reason in (("latin.bib", "'utf-8' codec"), ("none.bib", "No such file")):
        assert main([*command, str(tmp_path / name)]) == 1
        said = capsys.readouterr().err
        assert f"{name}: " in said
        assert reason in said


@pytest.mark.parametrize(
    ("given", "pages"),
    [
        ("123-45", "123--145"),
        ("S12-9", "S12--9"),
        ("12-S9", "12--S9"),
        ("7-7", "7"),
        ("7-", "7"),
        ("-12–15,", "12--15"),
        ("X-XV", "X--XV"),
    ],
)
def test_pages(given: str, pages: str) -> None:
    found = pasted(PASTED, "x.bib")
    fields = record_fields(LIBRARY, replace(found, fields={**found.fields, "pages": given}))
    assert fields["pages"] == pages


def test_a_record_without_a_title_is_none() -> None:
    found = pasted(PASTED, "x.bib")
    untitled = {name: value for name, value in found.fields.items() if name != "title"}
    with pytest.raises(NoRecord, match="no title"):
        record_fields(LIBRARY, replace(found, fields=untitled))


def test_a_preprint_that_is_pasted_is_one() -> None:
    text = """@article{x, title={A}, author={Doe, Jane}, journal={arXiv preprint arXiv:2501.00001},
    year={2025}}"""
    fields = record_fields(LIBRARY, pasted(text, "x.bib"))
    assert fields["eprint"] == "2501.00001"
    assert fields["howpublished"] == "arXiv:2501.00001"
    assert "journal" not in fields


KILLED = """
import sys
from datetime import date
from pathlib import Path
from tests.upkeep.test_add import CASES
from w2sg.upkeep.add import add
from w2sg.upkeep.services import look_up
from w2sg.library.files import write_whole
target, web, *_ = CASES["arXiv only"]
root = Path(sys.argv[1])
made = add(root, look_up(target, web), date(2026, 11, 24))
print("go", flush=True)
write_whole(root, made.files)
"""


@pytest.mark.slow
def test_killed_at_any_moment_each_file_is_old_or_new(tmp_path: Path) -> None:
    small_root(tmp_path)
    made = add(tmp_path, look_up(*CASES["arXiv only"][:2]), TODAY)
    names = list(made.files)
    dice = random.Random(2)
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert process.stdout is not None
        while process.stdout.readline() != "go\n":
            pass
        time.sleep(dice.uniform(0, 0.002))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        for name in names:
            path = tmp_path / name
            if path.exists():
                assert path.read_text(encoding="utf-8") == made.files[name]
                path.unlink()


@pytest.mark.git
@pytest.mark.slow
def test_two_branches_that_each_add_a_paper_merge(tmp_path: Path) -> None:
    dice = random.Random(5)
    root = tmp_path / "a"
    root.mkdir()
    names = sorted({"".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(60)})
    entries = "\n".join(
        ENTRY.replace("doe2024weak", f"{name}2024weak").replace("Weak", name.title())
        for name in names
    )
    small_root(root, bib=entries, pages={f"{name}2024weak": PAGE for name in names})

    def git(*command: str) -> int:
        return subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *command],
            cwd=root,
            capture_output=True,
            check=False,
        ).returncode

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "start")
    merged = 0
    for i in range(20):
        for side in "xy":
            git("checkout", "-q", "-b", f"{side}{i}", "main")
            name = "".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=7)).title()
            web = Web(
                {
                    "api/query": services.arxiv(
                        "2401.00001", f"{name} Students", f"Jane {name}", year=2024
                    ),
                    "dblp": NO_HITS,
                }
            )
            write_whole(root, add(root, look_up("2401.00001", web), TODAY).files)
            git("add", "-A")
            git("commit", "-qm", f"add {name}")
        merged += git("merge", "-q", f"x{i}", "-m", "merge") == 0
        git("merge", "--abort")
        git("reset", "-q", "--hard")
    assert merged >= 19
