"""Files are written whole or not at all, whenever the writing ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from w2sg.library.files import text_of, unfinished_files, write_whole
from w2sg.library.problem import SourceError

OLD = {"a.txt": "old a\n", "data/b.txt": "old b\n", "docs/x/c.txt": "old c\n"}
NEW = {name: text.replace("old", "new é") for name, text in OLD.items()}


def read(root: Path) -> dict[str, str]:
    return {name: (root / name).read_text(encoding="utf-8") for name in OLD}


class Stopped(BaseException):
    """As a signal that ends the process."""


@pytest.mark.parametrize("method", ["write_bytes", "replace"])
@pytest.mark.parametrize("nth", range(len(OLD)))
@pytest.mark.parametrize("error", [OSError, Stopped])
def test_stopped_at_any_call_each_file_is_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, nth: int, error: type
) -> None:
    write_whole(tmp_path, OLD)
    calls = []
    real = getattr(Path, method)

    def failing(self: Path, *arguments: object) -> object:
        calls.append(self)
        if len(calls) == nth + 1:
            raise error
        return real(self, *arguments)

    monkeypatch.setattr(Path, method, failing)
    with pytest.raises(error):
        write_whole(tmp_path, NEW)
    monkeypatch.undo()
    left = read(tmp_path)
    changed = [name for name in OLD if left[name] == NEW[name]]
    assert all(left[name] in (OLD[name], NEW[name]) for name in OLD)
    assert changed == (list(OLD)[:nth] if method == "replace" else [])
    write_whole(tmp_path, NEW)
    assert read(tmp_path) == NEW
    assert unfinished_files(tmp_path) == ()


def test_what_is_left_over_is_named(tmp_path: Path) -> None:
    write_whole(tmp_path, OLD)
    for name in ("data/.b.txt.new", "docs/x/.c.txt.new"):
        (tmp_path / name).write_text("half", encoding="utf-8")
    assert unfinished_files(tmp_path) == ("data/.b.txt.new", "docs/x/.c.txt.new")


def test_a_text_is_read_is_empty_or_is_refused(tmp_path: Path) -> None:
    assert text_of(tmp_path, "a.md") == ""
    (tmp_path / "a.md").write_bytes(b"caf\xc3\xa9\r\n")
    assert text_of(tmp_path, "a.md") == "café\n"
    (tmp_path / "a.md").write_bytes(b"x\ncaf\xe9\n")
    with pytest.raises(SourceError, match=r"^a\.md:2: "):
        text_of(tmp_path, "a.md")
    (tmp_path / "a.md").write_bytes(b"\n\n\xe9")
    with pytest.raises(SourceError, match=r"^a\.md:3: "):
        text_of(tmp_path, "a.md")
