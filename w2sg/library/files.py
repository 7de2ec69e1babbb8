"""Reading and writing files: text as UTF-8, and files that are written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from w2sg.library.problem import Problem, SourceError

MAX_FILE_BYTES = 8_000_000
RELEASES = "data/releases.yml"
PUBLISHED = "data/published.yml"
SYNONYMS = "data/synonyms.yml"
# Hidden, so that neither MkDocs nor git takes an unfinished file for a source.
_UNFINISHED = ".{name}.new"


def page_of(key: str) -> str:
    """The file of a paper's page, from the root."""
    return f"docs/papers/{key}.md"


def snapshot_file(version: str, name: str) -> str:
    """The file `name` (`library.bib`, `library.json`) of a release's snapshot, from the root."""
    return f"docs/snapshots/{version}/{name}"


def read_text(root: Path, file: str) -> str | Problem:
    """The text of `root/file` without byte order mark, its line ends as `\\n`; a Problem if it is
    not readable UTF-8."""
    try:
        raw = (root / file).read_bytes()
    except OSError as error:
        return Problem(file, 1, "unreadable-file", error.strerror or "cannot be read")
    if len(raw) > MAX_FILE_BYTES:
        hint = f"at most {MAX_FILE_BYTES:,}"
        return Problem(file, 1, "file-too-large", f"{len(raw):,} bytes", hint)
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{raw[error.start]:02x}"
        return Problem(file, line, "not-utf8", message, "save the file as UTF-8")
    if not text.strip():
        return Problem(file, 1, "empty-file", "the file is empty", "fill it or delete it")
    return text


def text_of(root: Path, file: str) -> str:
    """The text of `root/file` as `read_text` gives it; empty if there is no such file.

    Raises SourceError if it cannot be read.
    """
    if not (root / file).exists():
        return ""
    text = read_text(root, file)
    if isinstance(text, Problem):
        raise SourceError([text])
    return text


def write_whole(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files (path below `root` -> text, as UTF-8, or bytes), each whole or not at all.

    All are written beside their targets first and then take their places in the given order; if
    one cannot be written (OSError, or any other), no target has changed. Killed in between, each
    target is the old file or the new one, and what is left over is named by `unfinished_files`.
    What holds its text already is left as it is.
    """
    ready: dict[Path, Path] = {}
    try:
        for folder in {(root / name).parent for name in files}:
            folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            target = root / name
            if target.exists() and target.read_bytes() == data:
                continue
            ready[target] = target.with_name(_UNFINISHED.format(name=target.name))
            ready[target].write_bytes(data)
    except BaseException:
        for unfinished in ready.values():
            unfinished.unlink(missing_ok=True)
        raise
    for target, unfinished in ready.items():
        unfinished.replace(target)


def unfinished_files(root: Path) -> tuple[str, ...]:
    """What `write_whole` left over in the sources below `root` when it was killed."""
    pattern = _UNFINISHED.format(name="*")
    folders = (root / "bib", root / "data", root / "docs")
    found = [*root.glob(pattern), *(file for folder in folders for file in folder.rglob(pattern))]
    return tuple(sorted(file.relative_to(root).as_posix() for file in found))
