"""Files -> records. Every value keeps its file and line; what cannot be read becomes a Problem."""

from __future__ import annotations

import logging
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import NormalizeFieldKeys
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ImplicitComment,
)
from bibtexparser.model import Entry as Block
from pydantic import BaseModel, ValidationError

from w2sg.library.model import Entry
from w2sg.library.problem import Problem, did_you_mean, shorten

MAX_FILE_BYTES = 8_000_000
MAX_DEPTH = 20
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)(.*)", re.DOTALL)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+([eE][-+]?[0-9]{1,3})?")

# bibtexparser logs what it also returns as failed blocks; the Problem is enough.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[Hashable, ...]


@dataclass(frozen=True)
class Document:
    """A YAML file, or the front matter of a page, with the line of every value.

    data: plain Python values. lines: path of keys and indexes -> 1-based line. body: the Markdown
    after the front matter.
    """

    file: str
    data: Any
    lines: Mapping[Path_, int]
    body: str = ""

    def line(self, *path: Hashable) -> int:
        """Line of the value at `path`, or of the nearest thing around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_text(root: Path, file: str) -> str | Problem:
    """The text of `root/file`, line ends as `\\n`; a Problem if it is not readable UTF-8."""
    try:
        raw = (root / file).read_bytes()
    except OSError as error:
        return Problem(file, 1, "unreadable-file", error.strerror or "cannot be read")
    if len(raw) > MAX_FILE_BYTES:
        return Problem(
            file, 1, "file-too-large", f"{len(raw):,} bytes", f"at most {MAX_FILE_BYTES:,}"
        )
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(
            file, line, "not-utf8", f"byte 0x{raw[error.start]:02x}", "save the file as UTF-8"
        )
    if not text.strip():
        return Problem(file, 1, "empty-file", "the file is empty", "fill it or delete it")
    return text


def read_yaml(root: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """Read a YAML file."""
    text = read_text(root, file)
    if isinstance(text, Problem):
        return None, [text]
    return parse_yaml(file, text)


def read_page(root: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """Read the front matter and the body of a Markdown page."""
    text = read_text(root, file)
    if isinstance(text, Problem):
        return None, [text]
    match = _FRONT_MATTER.match(text)
    if not match:
        hint = "start the page with front matter between two lines of ---"
        return None, [Problem(file, 1, "no-front-matter", "the page has no front matter", hint)]
    return parse_yaml(file, match[1], first_line=2, body=match[2])


@lru_cache(maxsize=10_000)  # a preview reads all files again after every change of one
def parse_yaml(
    file: str, text: str, first_line: int = 1, body: str = ""
) -> tuple[Document | None, list[Problem]]:
    """Parse YAML by the core schema of YAML 1.2, with dates left as text, so that `gain: yes` and
    the key `on` mean what they say. Anchors, repeated keys and deep nesting are refused."""
    builder = _Builder(file, first_line)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        hint = "quote text that holds ': ', ' #' or starts with a special character"
        return None, [Problem(file, line, "bad-yaml", error.problem or "not YAML", hint)]
    except yaml.YAMLError as error:
        return None, [Problem(file, first_line, "bad-yaml", shorten(str(error)))]
    except _Refused as refused:
        return None, [refused.problem]
    return Document(file, builder.data, builder.lines, body), builder.problems


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Builds plain values from YAML events, and notes the line of each.

    Events, because composing nodes overflows the C stack on deeply nested input.
    """

    def __init__(self, file: str, first_line: int) -> None:
        self.file, self.first_line = file, first_line
        self.data: Any = None
        self.lines: dict[Path_, int] = {}
        self.problems: list[Problem] = []
        self.open: list[tuple[list[Any] | dict[Hashable, Any], Path_]] = []
        self.key: list[Hashable] = []

    def take(self, event: yaml.Event) -> None:
        line = self.first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.refuse(line, "anchors are not used here")
        elif isinstance(event, yaml.ScalarEvent):
            self.add(_scalar(event), line)
        elif isinstance(event, yaml.CollectionStartEvent):
            mapping = isinstance(event, yaml.MappingStartEvent)
            value: list[Any] | dict[Hashable, Any] = {} if mapping else []
            path = self.add(value, line)
            if len(path) > MAX_DEPTH:
                self.refuse(line, "nested too deeply")
            self.open.append((value, path))
            self.key.append(_NO_KEY)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.key.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and () in self.lines:
            self.refuse(line, "a second document begins")

    def add(self, value: Any, line: int) -> Path_:
        """Put a value where it belongs; its path."""
        path: Path_ = ()
        if self.open:
            parent, above = self.open[-1]
            if isinstance(parent, list):
                path = (*above, len(parent))
                parent.append(value)
            elif self.key[-1] is _NO_KEY:
                if isinstance(value, list | dict):
                    self.refuse(line, "a key is not plain text")
                if value in parent:
                    self.refuse(line, f"the key {value!r} stands twice")
                self.key[-1] = value
                self.lines[(*above, value)] = line
                return above
            else:
                path = (*above, self.key[-1])
                parent[self.key[-1]] = value
                self.key[-1] = _NO_KEY
        else:
            self.data = value
        self.lines.setdefault(path, line)
        return path

    def refuse(self, line: int, message: str) -> None:
        raise _Refused(Problem(self.file, line, "bad-yaml", message))


_NO_KEY = object()


def _scalar(event: yaml.ScalarEvent) -> str | int | float | bool | None:
    """A scalar by the core schema (yaml.org/spec/1.2.2, section 10.3.2), decimal numbers only."""
    text = str(event.value)
    if event.style:
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def as_model(
    document: Document, model: type[Model], *path: Hashable
) -> tuple[Model | None, list[Problem]]:
    """The value at `path` of a document as a record of type `model`."""
    data = document.data
    for step in path:
        data = data[step]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_explain(document, model, path, e) for e in error.errors(include_url=False)]


def _explain(document: Document, model: type[BaseModel], path: Path_, error: Any) -> Problem:
    where = (*path, *error["loc"])
    field = ".".join(map(str, error["loc"])) or "the file"
    line = document.line(*where)
    if error["type"] == "extra_forbidden":
        hint = did_you_mean(str(error["loc"][-1]), _fields(model, error["loc"][:-1]))
        return Problem(document.file, line, "unknown-field", shorten(field), hint)
    if error["type"] == "missing":
        return Problem(document.file, line, "missing-field", f"{field} is missing")
    value = shorten(repr(error["input"]), 60)
    return Problem(document.file, line, "bad-value", f"{field}: {error['msg']}, found {value}")


def _fields(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """Names of the fields that the record at `loc` inside `model` may have."""
    for step in loc:
        if isinstance(step, int):
            continue
        annotation = model.model_fields[step].annotation
        inner = [annotation, *getattr(annotation, "__args__", ())]
        model = next(t for t in inner if isinstance(t, type) and issubclass(t, BaseModel))
    return list(model.model_fields)


def read_bib(root: Path, file: str) -> tuple[list[Entry], list[Problem]]:
    """Read a BibTeX file: its entries in order, and what of it cannot be read."""
    text = read_text(root, file)
    if isinstance(text, Problem):
        return [], [text]
    return parse_bib(file, text)


@lru_cache(maxsize=100)
def parse_bib(file: str, text: str) -> tuple[list[Entry], list[Problem]]:
    """Parse BibTeX with bibtexparser, and name what it would pass over in silence."""
    problems: list[Problem] = []
    entries: list[Entry] = []
    library = parse_string(text, append_middleware=[NormalizeFieldKeys()])
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, Block):
            entries.append(_entry(file, block))
            problems += _unread_values(file, block)
        elif isinstance(block, DuplicateBlockKeyBlock):
            earlier = (block.previous_block.start_line or 0) + 1
            message = f"{block.key!r} stands already in line {earlier}"
            problems.append(Problem(file, line, "duplicate-key", message))
        elif isinstance(block, DuplicateFieldKeyBlock):
            message = f"fields given twice: {', '.join(sorted(block.duplicate_keys))}"
            problems.append(Problem(file, line, "bad-bibtex", message))
        elif isinstance(block, ImplicitComment):
            if any(not row.lstrip().startswith("%") for row in block.comment.splitlines() if row):
                message = f"text outside an entry: {shorten(block.comment, 40)!r}"
                problems.append(Problem(file, line, "bad-bibtex", message, "start it with %"))
        elif block in library.failed_blocks:
            error = getattr(block, "error", "")
            reason = shorten(" ".join(getattr(error, "abort_reason", str(error)).split()), 160)
            problems.append(Problem(file, line, "bad-bibtex", reason, "check braces"))
        else:
            hint = "write the value out in each entry"
            what = type(block).__name__.lower()
            problems.append(Problem(file, line, "bad-bibtex", f"@{what} is not used here", hint))
    return entries, problems


def _entry(file: str, block: Block) -> Entry:
    start = (block.start_line or 0) + 1
    return Entry(
        key=block.key,
        type=block.entry_type.lower(),
        fields={field.key: str(field.value).strip() for field in block.fields},
        raw=block.raw or "",
        file=file,
        line=start,
        lines={field.key: (field.start_line or 0) + 1 for field in block.fields},
    )


def _unread_values(file: str, block: Block) -> list[Problem]:
    """Values that bibtexparser passes on although BibTeX would read them otherwise."""
    problems = []
    for field in block.fields:
        line, value = (field.start_line or 0) + 1, str(field.value)
        if field.enclosing == "no-enclosing" and not value.isdigit():
            message = f"{field.key}: {shorten(value, 40)!r} is neither in braces nor a number"
            hint = "put the value in braces; look for a missing comma in the line above"
            problems.append(Problem(file, line, "bad-bibtex", message, hint))
        elif not _balanced(value):
            message = f"{field.key}: braces do not match in {shorten(value, 40)!r}"
            problems.append(Problem(file, line, "bad-bibtex", message))
    return problems


def _balanced(value: str) -> bool:
    depth = 0
    for char in value.replace("\\{", "").replace("\\}", ""):
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0
