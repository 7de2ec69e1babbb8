"""Lets a preview see changes of the package (`hooks` in mkdocs.yml)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority


@event_priority(100)  # before macros.py is read again, which imports the package
def on_config(config: Any) -> None:
    """Forget the package if one of its files has changed since it was imported."""
    stamp = _stamp(config)
    if getattr(sys.modules.get("w2sg"), "stamp", stamp) != stamp:
        for name in [name for name in sys.modules if name.partition(".")[0] == "w2sg"]:
            del sys.modules[name]


def on_pre_build(config: Any) -> None:
    """Note what was imported."""
    sys.modules["w2sg"].__dict__.setdefault("stamp", _stamp(config))


def _stamp(config: Any) -> int:
    """When a file of the package was last changed."""
    code = Path(config["config_file_path"]).parent / "w2sg"
    files = (file for file in code.rglob("*.*") if file.suffix != ".pyc")
    return max((file.stat().st_mtime_ns for file in files), default=0)
