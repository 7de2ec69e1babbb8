"""Every problem that a check names in these tests is held to what was approved: file, line, words
and hint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import helpers
from tests.told import as_approved
from w2sg.check import check
from w2sg.library.problem import Problem


@pytest.fixture(autouse=True)
def _as_approved(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    told: list[str] = []

    def listening(root: Path) -> tuple[Problem, ...]:
        found = check(root)
        told.extend([*map(str, found), "-"])
        return found

    for module in (helpers, request.module):
        if getattr(module, "check", None) is check:
            monkeypatch.setattr(module, "check", listening)
    yield
    if not request.node.get_closest_marker("slow"):
        as_approved(request.module.__name__, request.node.name, told)
