"""Compiled templates, kept from build to build.

Shortcut: Jinja compiles the theme's templates and ours in every build, although they seldom change;
what it compiled is kept in `.cache/templates/`, which may be deleted at any time. Without it a
build of 838 papers takes 1.07 times the processor time.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket


class _Kept(FileSystemBytecodeCache):
    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # pickle may raise any at a broken file
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # where one may not write, templates are compiled by every build
            super().dump_bytecode(bucket)


def keep_compiled(env: Environment, root: Path, maker: str) -> None:
    """Let `env` keep what it compiles below `root`, and read again what was compiled from the same
    text; nothing is kept where nothing can be written.

    maker: all else that a compiled template depends on, such as options, in any words. What another
    maker or another Jinja compiled is not used.
    """
    folder = root / ".cache" / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    stamp = sha256(f"{version('jinja2')} {maker}".encode()).hexdigest()[:12]
    env.bytecode_cache = _Kept(str(folder), f"{stamp}-%s")
