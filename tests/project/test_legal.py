"""What we owe others and must not give away: licences of requirements, and no secrets."""

from __future__ import annotations

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest

from tests.helpers import ROOT, source_files

SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[opsur]_\w{36}|\bgithub_pat_\w{22}|\bglpat-[\w-]{20}"
    r"|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bxox[a-z]-[\w-]{10}|\bsk-[\w-]{20}|\bAIza[\w-]{35}"
    r"|\b(?:npm|hf)_\w{34}|\bpypi-AgE[\w-]{20}|\beyJ[\w-]{10,}\.eyJ|://[^/\s:@]+:[^/\s:@]+@(?!example\.)\w"
)
# Made up, in two parts, so that this file holds none.
SECRETS = (
    ("-----BEGIN RSA ", "PRIVATE KEY-----"),
    ("ghp", f"_{'a1' * 18}"),
    ("github", f"_pat_{'A_1' * 9}"),
    ("AK", f"IA{'A1' * 8}"),
    ("xox", "b-1234567890-abc"),
    ("sk", f"-proj-{'a-1' * 9}"),
    ("pypi", f"-AgEIcHlwaS5vcmc{'x' * 20}"),
    ("https://me:", "secret@host.internal/"),
)


def licence(package: str) -> str:
    told = metadata(package)
    classes = [text for text in told.get_all("Classifier", []) if text.startswith("License ::")]
    named = ", ".join(text.rpartition(" :: ")[2] for text in classes)
    return told["License-Expression"] or named or told["License"]


def test_the_licences_of_all_packages_that_build_the_site_are_listed() -> None:
    page = (ROOT / "docs" / "about" / "licences.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([a-z][\w.-]*) \| (.+) \|$", page, re.MULTILINE))
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    packages = re.findall(r"^([\w.-]+)==", locked, re.MULTILINE)
    assert len(packages) > 30
    assert listed == {package: licence(package) for package in packages}


@pytest.mark.slow
def test_no_file_of_the_repository_holds_a_secret() -> None:
    files = source_files()
    assert Path(__file__) in files
    texts = {file: file.read_bytes().decode("utf-8", "replace") for file in files}
    assert [
        (file, SECRET.findall(text)) for file, text in texts.items() if SECRET.search(text)
    ] == []


def test_a_secret_would_be_seen() -> None:
    assert [parts for parts in SECRETS if not SECRET.search("".join(parts))] == []
