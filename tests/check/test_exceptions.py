"""Exceptions that were cleared by hand stand where they are wrong."""

from __future__ import annotations

from pathlib import Path

from tests.helpers import small_root
from w2sg.check import check
from w2sg.check.exceptions import FILE

CLEARED = """\
- rule: key-author
  of: [doe2024weak]
  why: x
- why: x
  of: [doe2024weak]
  rule: key-auhtor
- rule: key-author
  why: x
  of:
    - doe2024weak
    - doe2024week
"""


def test_what_is_wrong_is_named_by_its_line_with_the_nearest(tmp_path: Path) -> None:
    root = small_root(tmp_path)
    (root / FILE).write_text(CLEARED, encoding="utf-8")
    found = [(p.file, p.line, p.rule) for p in check(root)]
    assert found == [(FILE, 6, "unknown-rule"), (FILE, 11, "unknown-key")]
    hints = [p.hint for p in check(root)]
    assert "key-author" in hints[0]
    assert "doe2024weak" in hints[1]
