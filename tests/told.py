"""What a test is told, held to `tests/approved/told/`, beside what the test itself asks for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "approved" / "told"
APPROVING = "W2SG_APPROVING"  # set by tests.approve
HEAD = "## "


@cache
def _sections(file: Path) -> dict[str, str]:
    """test -> what it was told when that was approved."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    parts = [part.partition("\n") for part in f"\n{text}".split(f"\n{HEAD}")[1:]]
    return {name: told for name, _, told in parts}


def as_approved(module: str, test: str, lines: Iterable[str]) -> None:
    """Assert that a test was told these lines before; or note that it is told them."""
    file = FOLDER / f"{module.rpartition('.')[2].removeprefix('test_')}.txt"
    said = "".join(f"{line}\n" for line in lines)
    if os.environ.get(APPROVING):
        FOLDER.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8", newline="\n") as out:
            out.write(f"{HEAD}{test}\n{said}")
    else:
        assert said.rstrip("\n") == _sections(file).get(test, "").rstrip("\n")
