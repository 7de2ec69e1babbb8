"""Compiled templates, kept from build to build."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

ROOT = Path(__file__).parent.parent.parent


class _Kept(FileSystemBytecodeCache):
    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # pickle may raise any at a broken file
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # where one may not write, templates are compiled by every build
            super().dump_bytecode(bucket)


def kept_templates(maker: str, root: Path = ROOT) -> FileSystemBytecodeCache | None:
    """Where Jinja keeps what it compiles: `.cache/templates/` below `root`, which may be deleted at
    any time. It reads again only what was compiled from the same text.

    maker: all else that a compiled template depends on, such as options, in any words. What another
    maker or another Jinja compiled is not used. None where nothing can be kept.
    """
    folder = root / ".cache" / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    stamp = sha256(f"{version('jinja2')} {maker}".encode()).hexdigest()[:12]
    return _Kept(str(folder), f"{stamp}-%s")
