"""The canonical form: nothing is lost, and a second run changes nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.helpers import ENTRY, PAGE, ROOT, small_root
from w2sg.bibliography.bibtex import read_entries
from w2sg.cli import main
from w2sg.library.problem import SourceError
from w2sg.upkeep.format import bib, fmt, page


def test_the_library_is_in_canonical_form() -> None:
    assert fmt(ROOT, write=False) == []


MESSY = """% a header of the file

@STRING{ph = "Physics Letters"}
% about b
@Article(b:2,
   Year=1999, title = "On {B}" # " and so on", journal = ph,
   note={kept, with {braces} and %signs}
)
loose text
@misc{a_1, title={A}, author = {M{\\"u}ller, J.
  and Others, A.}, abstract={long}}
@comment{x}
"""


def test_a_messy_file() -> None:
    new = bib(MESSY, "m.bib")
    assert new == bib(new, "m.bib")
    before, after = read_entries(MESSY, "m.bib"), read_entries(new, "m.bib")
    assert {(e.key, e.type, *sorted(e.fields.items())) for e in before} == {
        (e.key, e.type, *sorted(e.fields.items())) for e in after
    }
    assert [e.key for e in after] == ["a_1", "b:2"]
    for kept in ("% a header", "% about b", "loose text", "@comment{x}", '@STRING{ph = "Physics'):
        assert kept in new
    assert new.index("@STRING") < new.index("@article{b:2")


def value(name: str, text: str) -> str:
    return text if name == "journal" else f"{{{text}}}"


def generated(number: int, seed: int) -> str:
    """A library of another field, with what people write."""
    dice = random.Random(seed)
    words = 'quark lepton {QCD} $\\alpha_s$ jets {\\\'e}tude at 13 {TeV} "quoted" a\\% of'.split()
    entries = ["% generated", "@string{jhep = {JHEP}}\n"]
    for i in range(number):
        fields = {
            "title": " ".join(dice.choices(words, k=8)),
            "author": " and ".join(f"Doe{dice.randint(1, 99)}, {c}." for c in "ABC"),
            "journal": "jhep",
            "year": str(dice.randint(1960, 2026)),
            "pages": f"{dice.randint(1, 99)}--{dice.randint(100, 200)}",
            "collaboration": "{ATLAS}",
            "doi": f"10.1007/JHEP{i:05d}",
        }
        names = dice.sample(list(fields), dice.randint(3, len(fields)))
        body = dice.choice([",\n", ", ", " ,\n\t"]).join(
            f"{name}{dice.choice(['=', ' = '])}{value(name, fields[name])}" for name in names
        )
        comment = f"% note on {i}\n" if dice.random() < 0.1 else ""
        entries.append(f"{comment}@{dice.choice(['article', 'Article'])}{{key{i:05d}, {body}}}\n")
    dice.shuffle(entries[2:])
    return "\n".join(entries)


@pytest.mark.slow
def test_a_large_library_of_another_field() -> None:
    text = generated(2_400, seed=3)
    new = bib(text, "x.bib")
    assert bib(new, "x.bib") == new
    assert new.count("% note on") == text.count("% note on") > 100

    def records(source: str) -> list[tuple[object, ...]]:
        found = read_entries(source, "x.bib")
        return sorted((e.key, e.type, *sorted(e.fields.items())) for e in found)

    assert records(new) == records(text)


def test_front_matter_keeps_comments_and_meaning() -> None:
    messy = PAGE.replace("role: core\n", "").replace(
        "checked:\n", "# why it is core\nrole: core\nown_key: 1\nchecked:\n"
    )
    long = "word " * 60
    messy = messy.replace("summary: A summary in our words.", f"summary: >-\n  {long.strip()}\n")
    new = page(messy, "p.md")
    assert new == page(new, "p.md")
    assert new.startswith("---\n# why it is core\nrole: core\n")
    before, after = (yaml.safe_load(text.split("---\n")[1]) for text in (messy, new))
    assert before == after
    assert max(map(len, new.splitlines())) <= 100
    assert new.endswith("{{ paper_record() }}\n")


def test_a_broken_file_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    small_root(
        tmp_path, bib={"2023": "@misc{x, title = {a\n", "2024": ENTRY.replace("  title", "title")}
    )
    before = (tmp_path / "bib/2024.bib").read_text(encoding="utf-8")
    with pytest.raises(SourceError, match=r"2023\.bib:1"):
        fmt(tmp_path)
    assert (tmp_path / "bib/2024.bib").read_text(encoding="utf-8") == before


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_root(tmp_path, bib=ENTRY.replace("title      =", "title="))
    command = ["--root", str(tmp_path), "fmt"]
    assert main([*command, "--check"]) == 1
    assert main(command) == 0
    assert capsys.readouterr().out == "bib/2024.bib\nbib/2024.bib\n"
    assert main([*command, "--check"]) == 0


@pytest.mark.slow
def test_killed_at_any_moment_each_file_is_old_or_new(tmp_path: Path) -> None:
    texts = {str(year): generated(40, seed=year) for year in range(1990, 2020)}
    small_root(tmp_path, bib=texts)
    old = dict(texts.items())
    new = {name: bib(text, name) for name, text in texts.items()}
    dice = random.Random(1)
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-m", "w2sg", "--root", str(tmp_path), "fmt"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(dice.uniform(0.3, 1.0))
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
        for name in texts:
            text = (tmp_path / "bib" / f"{name}.bib").read_text(encoding="utf-8")
            assert text in (old[name], new[name]), name
            (tmp_path / "bib" / f"{name}.bib").write_text(old[name], encoding="utf-8")


def test_the_keys_of_a_finding_have_one_order() -> None:
    shuffled = PAGE.replace(
        """  - question: when-does-it-fail
    stance: supports
    finding: It does not fail here.
    where: Table 1
""",
        """  - where: Table 1
    finding: >-
      It does
      not fail here.
    side: for
    read: place
    stance: supports
    question: when-does-it-fail
    claim: usually-gains
""",
    )
    wanted = """  - question: when-does-it-fail
    stance: supports
    claim: usually-gains
    side: for
    read: place
    finding: >-
      It does not fail here.
    where: Table 1
"""
    assert wanted in page(shuffled, "p.md")
    commented = shuffled.replace("    side: for", "    # why\n    side: for")
    assert "    # why\n    side: for" in page(commented, "p.md")


def test_entries_and_pages_are_both_brought_into_form(tmp_path: Path) -> None:
    root = small_root(tmp_path)
    fmt(root)
    for name in ("bib/2024.bib", "docs/papers/doe2024weak.md"):
        path = root / name
        good = path.read_text(encoding="utf-8")
        path.write_text(f"{good}\n\n", encoding="utf-8")
        assert fmt(root) == [name]
        assert path.read_text(encoding="utf-8") == good


@pytest.mark.parametrize(
    ("form", "part", "text", "file"),
    [(bib, "_entry", MESSY, "bib/m.bib"), (page, "_wrapped", PAGE, "docs/papers/x.md")],
)
def test_what_would_say_something_else_is_left_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
    form: Callable[[str, str], str],
    part: str,
    text: str,
    file: str,
) -> None:
    """Whatever fault the writing may have."""
    if part == "_entry":
        monkeypatch.setattr("w2sg.upkeep.format._entry", lambda *_: "@misc{a, title = {B}}")
    else:
        monkeypatch.setattr("w2sg.upkeep.format._wrapped", lambda lines: lines[:1])
    with pytest.raises(SourceError) as caught:
        form(text, file)
    assert str(caught.value) == (
        f"{file}:1: not-formatted: formatting would change what this file says; it was left as it "
        "was (mend its syntax by hand)"
    )
