"""A preview imports the package again when one of its files has changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from w2sg.mkdocs.fresh_code import on_config, on_pre_build


def test_the_package_is_forgotten_once_one_of_its_files_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "w2sg" / "room" / "module.py"
    code.parent.mkdir(parents=True)
    code.write_text("", encoding="utf-8")
    os.utime(code, (1, 1))
    config = {"config_file_path": str(tmp_path / "mkdocs.yml")}
    others = {name: module for name, module in sys.modules.items() if not name.startswith("w2sg")}
    package = {name: ModuleType(name) for name in ("w2sg", "w2sg.room", "w2sg.room.module")}
    modules = {**others, "w2sgx": ModuleType("w2sgx"), **package}
    monkeypatch.setattr(sys, "modules", modules)
    on_config(config)  # nothing was noted yet
    on_pre_build(config)
    on_config(config)
    assert package.keys() <= modules.keys()
    (code.parent / "module.pyc").write_bytes(b"")  # compiled code is no change
    on_config(config)
    assert package.keys() <= modules.keys()
    os.utime(code, (2, 2))
    on_config(config)
    assert set(modules) == {*others, "w2sgx"}
