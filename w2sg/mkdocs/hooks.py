"""What MkDocs itself calls during a build (`hooks` in mkdocs.yml)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import mkdocs
from mkdocs.exceptions import Abort

# MkDocs loads this file before macros.py makes the package known, so each function imports what it
# needs of it.

_started: list[str] = []  # the command that begins, until its first configuration has been seen


def on_startup(command: str, dirty: bool) -> None:
    """Note that a command begins: `serve` builds many times, and holds its port after the first."""
    _started[:] = [command]


def on_config(config: Any) -> None:
    """End a preview whose address is taken before it is built, and date the build."""
    from w2sg.mkdocs.address import address_fault
    from w2sg.mkdocs.current import current_library
    from w2sg.mkdocs.dates import set_build_date

    first = bool(_started) and _started.pop() == "serve"
    if first and (fault := address_fault(*config["dev_addr"])):
        raise Abort(fault)
    set_build_date(current_library(Path(config["config_file_path"]).parent))


def on_files(files: Any, config: Any) -> None:
    """Let it be decided once a build which files have changed: MkDocs asks before it reads pages
    and before it writes them, and fails at one that is saved in between."""
    for file in files:
        file.is_modified = cache(file.is_modified)


def on_env(env: Any, config: Any, files: Any) -> None:
    """Let the theme's templates be kept compiled."""
    from w2sg.mkdocs.compiled import keep_compiled

    root = Path(config["config_file_path"]).parent
    keep_compiled(env, root, f"mkdocs {mkdocs.__version__}")
