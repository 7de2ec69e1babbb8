"""From an identifier to an entry that passes the check, or to nothing at all."""

from __future__ import annotations

import http.server
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import services
from tests.helpers import ENTRY, PAGE, ROOT, small_root
from tests.services import NO_HITS, Web
from w2sg.check import check
from w2sg.library import load_strict
from w2sg.library.files import write_whole
from w2sg.upkeep.add import add
from w2sg.upkeep.services import LookupFailed, look_up, reader

TODAY = date(2026, 11, 24)
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
        "pages      = {11--22}",
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


@pytest.mark.parametrize("case", CASES)
def test_from_an_identifier_to_a_sound_library(tmp_path: Path, case: str) -> None:
    target, web, key, line = CASES[case]
    small_root(tmp_path)
    made = add(tmp_path, target, web, TODAY)
    assert made.key == key
    assert line in made.entry
    write_whole(tmp_path, made.files)
    assert check(tmp_path) == ()
    paper = load_strict(tmp_path).papers[key]
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
    "an empty answer": ("10.1038/x", Web({"crossref": "{}"}), "missing"),
    "JSON of another form": ("10.1038/x", Web({"crossref": "[]"}), "another form"),
    "no such forum": (
        "https://openreview.net/forum?id=x",
        Web({"openreview": '{"notes": []}'}),
        "no record of x",
    ),
    "a page that says nothing": (
        "https://aclanthology.org/2025.acl-long.1/",
        Web({"aclanthology": "<html></html>"}),
        "says no title",
    ),
    "an unknown venue": (
        "10.1038/x-600",
        Web({"crossref": services.CROSSREF.replace("Nature", "Journal of Nothing")}),
        "no venue of data/venues.yml matches 'Journal of Nothing'",
    ),
    "another site": ("https://example.org/paper", Web({}), "is no arXiv id"),
    "http": ("http://aclanthology.org/x", Web({}), "is no arXiv id"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failed_look_up_changes_nothing(tmp_path: Path, case: str) -> None:
    target, web, reason = FAILURES[case]
    small_root(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(LookupFailed, match=reason.replace("(", r"\(")):
        add(tmp_path, target, web, TODAY)
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


class _Server(http.server.BaseHTTPRequestHandler):
    """Answers by path; `/busy` succeeds at the third try."""

    tries = 0

    def do_GET(self) -> None:
        status = {"/gone": 404, "/busy": 200 if _Server.tries > 1 else 429}.get(self.path, 200)
        _Server.tries += self.path == "/busy"
        self.send_response(status)
        self.send_header("Retry-After", "0")
        self.send_header(
            "Content-Type", "text/html" if self.path == "/page" else "application/json"
        )
        self.end_headers()
        self.wfile.write(self.headers["User-Agent"].encode())

    def log_message(self, *args: Any) -> None:
        pass


def test_the_reader_retries_names_itself_and_minds_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("urllib3.util.retry.time.sleep", lambda seconds: None)
    read = reader()
    session = read.__closure__[0].cell_contents  # type: ignore[attr-defined]
    session.mount("http://", session.get_adapter("https://x"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_address[1]}"
        assert "https://github.com/" in read(f"{base}/ok", "json")
        assert "w2sg" in read(f"{base}/busy", "json")
        assert _Server.tries == 3
        with pytest.raises(LookupFailed, match="expected json, was given 'text/html'"):
            read(f"{base}/page", "json")
        with pytest.raises(LookupFailed, match="404"):
            read(f"{base}/gone", "json")
        server.shutdown()
    with pytest.raises(LookupFailed, match=r"127\.0\.0\.1"):
        read(f"{base}/closed", "json")


KILLED = """
import sys
from datetime import date
from pathlib import Path
from tests.upkeep.test_add import CASES
from w2sg.upkeep.add import add
from w2sg.library.files import write_whole
target, web, *_ = CASES["arXiv only"]
root = Path(sys.argv[1])
made = add(root, target, web, date(2026, 11, 24))
print("go", flush=True)
write_whole(root, made.files)
"""


@pytest.mark.slow
def test_killed_at_any_moment_each_file_is_old_or_new(tmp_path: Path) -> None:
    small_root(tmp_path)
    made = add(tmp_path, *CASES["arXiv only"][:2], TODAY)
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
            write_whole(root, add(root, "2401.00001", web, TODAY).files)
            git("add", "-A")
            git("commit", "-qm", f"add {name}")
        merged += git("merge", "-q", f"x{i}", "-m", "merge") == 0
        git("merge", "--abort")
        git("reset", "-q", "--hard")
    assert merged >= 19
