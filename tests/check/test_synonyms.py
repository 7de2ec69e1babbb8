"""Faults of `data/synonyms.yml` are named at their lines."""

from __future__ import annotations

from pathlib import Path

from tests.helpers import small_root
from w2sg.check import check

FAULTY = """\
groups:
  - [PGR, performance gap recovered]
  - [pgr, "..."]
  - [alone]
small_words: [of, The, "a b", of]
"""


def faults(folder: Path, text: str) -> list[tuple[str, int, str]]:
    root = small_root(folder)
    (root / "data" / "synonyms.yml").write_text(text, encoding="utf-8")
    found = check(root)
    assert {p.file for p in found} <= {"data/synonyms.yml"}
    return [(p.rule, p.line, p.message) for p in found]


def test_every_fault_has_its_line(tmp_path: Path) -> None:
    assert sorted(faults(tmp_path, FAULTY)) == [
        ("bad-synonym", 2, "'PGR' stands twice"),
        ("bad-synonym", 3, "'...' has no letter and no digit"),
        ("bad-synonym", 3, "'pgr' stands twice"),
        ("bad-synonym", 4, "a group of fewer than two words"),
        ("bad-synonym", 5, "'The' is not a small word as it is searched"),
        ("bad-synonym", 5, "'a b' is not a small word as it is searched"),
        ("bad-synonym", 5, "'of' stands twice"),
    ]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert [f[:2] for f in faults(tmp_path, "groups: [[a, 1]]\nsmall: []\n")] == [
        ("bad-value", 1),
        ("unknown-field", 2),
    ]


def test_a_library_without_the_file_is_sound(tmp_path: Path) -> None:
    assert check(small_root(tmp_path)) == ()
