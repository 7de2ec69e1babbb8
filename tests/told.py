"""What functions tell a test, held to `tests/approved/told/`, beside what the test itself asks for.

So a change of any word, number or place in what they return, or refuse, is seen.
"""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache, wraps
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from w2sg.library import Library
from w2sg.render.macros import Macros

FOLDER = Path(__file__).parent / "approved" / "told"
APPROVING = "W2SG_APPROVING"  # set by tests.approve
HEAD = "## "
LONGEST = 12_000  # characters of a line
UNTOLD = {"dump"}  # holds the real vocabularies


def listen(request: pytest.FixtureRequest) -> Iterator[None]:
    """For a fixture: hold what functions of w2sg/ tell a test to what was approved."""
    told: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for module in (request.module, helpers):
            for name, value in list(vars(module).items()):
                if inspect.isfunction(value) and _is_told(value):
                    patch.setattr(module, name, _listening(value, told))
                if inspect.isclass(value) and issubclass(value, Macros):
                    for macro, made in vars(value).items():
                        if inspect.isfunction(made) and not macro.startswith("_"):
                            patch.setattr(value, macro, _listening(made, told))
        yield
    base = request.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    module = request.module.__name__.removeprefix("tests.")
    as_approved(module, request.node.name, [_steady(line, base) for line in told])


def _is_told(call: Callable[..., Any]) -> bool:
    return call.__module__.startswith("w2sg.") and call.__name__ not in UNTOLD


def _listening(call: Callable[..., Any], told: list[str]) -> Callable[..., Any]:
    @wraps(call)
    def told_too(*arguments: Any, **options: Any) -> Any:
        try:
            found = call(*arguments, **options)
        except Exception as fault:
            told.append(f"{call.__name__}: {type(fault).__name__}: {fault}")
            raise
        if isinstance(found, Iterator):
            made = list(found)
            told.append(f"{call.__name__}: {shown(made)}")
            return iter(made)
        told.append(f"{call.__name__}: {shown(found)}")
        return found

    return told_too


def shown(value: Any) -> str:
    """A value as text that is the same in every run; only the kind of what has no text."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(shown, value))}]"
    if isinstance(value, Set):
        return f"{{{', '.join(sorted(map(shown, value)))}}}"
    if isinstance(value, Library):
        return f"Library of {', '.join(value.papers)}"
    return type(value).__name__ if " at 0x" in repr(value) else repr(value)


def _steady(text: str, base: Path) -> str:
    """Without what differs from run to run, on one line."""
    text = re.sub(rf"{re.escape(str(base))}[^\s'\"]*?/\w*\d+(?=[/'\"\s)])", "TMP", text)
    text = re.sub(r"127\.0\.0\.1:\d+", "SERVER", text).replace("\n", "\\n")
    text = re.sub(r"known: [^')]*", "known: ...", text)  # of the real vocabularies
    return re.sub(r"\b[0-9a-f]{40,}\b", "DIGEST", text)[:LONGEST]


@cache
def _sections(file: Path) -> dict[str, str]:
    """test -> what it was told when that was approved."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    parts = [part.partition("\n") for part in f"\n{text}".split(f"\n{HEAD}")[1:]]
    return {name: told for name, _, told in parts}


def as_approved(module: str, test: str, lines: Iterable[str]) -> None:
    """Assert that a test of a module was told these lines before; or note that it is told them."""
    file = FOLDER / f"{module}.txt"
    said = "".join(f"{line}\n" for line in lines)
    if os.environ.get(APPROVING):
        FOLDER.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8", newline="\n") as out:
            out.write(f"{HEAD}{test}\n{said}")
    else:
        approved = _sections(file).get(test, "")
        pairs = zip_longest(said.strip("\n").split("\n"), approved.strip("\n").split("\n"))
        changed = [f"- {before}\n+ {now}" for now, before in pairs if now != before]
        hint = "if this is wanted, run `python -m tests.approve` and read its diff"
        assert not changed, "\n".join([f"{file.name}: {test}", *changed[:3], hint])
