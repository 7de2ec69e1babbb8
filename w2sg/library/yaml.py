"""YAML files and pages' front matter -> values and records, each with its file and line."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from w2sg.library.files import read_text
from w2sg.library.problem import Problem, SourceError, did_you_mean, shorten

MAX_DEPTH = 20
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)(.*)", re.DOTALL)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+([eE][-+]?[0-9]{1,3})?")

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


def read_yaml(root: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """Read a YAML file."""
    text = read_text(root, file)
    if isinstance(text, Problem):
        return None, [text]
    return parse_yaml(file, text)


def split_page(text: str, file: str) -> tuple[str, str]:
    """The front matter and the body of a Markdown page; the body begins after the closing line.

    text: with line ends as `\\n`, as `read_text` gives it. Raises SourceError without front matter.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        hint = "start the page with front matter between two lines of ---"
        problem = Problem(file, 1, "no-front-matter", "the page has no front matter", hint)
        raise SourceError([problem])
    return match[1], match[2]


def page_body(text: str) -> str:
    """The Markdown of a page: all after its front matter, or all of it without."""
    match = _FRONT_MATTER.match(text)
    return match[2] if match else text


def parse_page(file: str, text: str) -> tuple[Document | None, list[Problem]]:
    """The front matter and the body of a page's text, which is as `read_text` gives it."""
    try:
        front, body = split_page(text, file)
    except SourceError as error:
        return None, list(error.problems)
    return parse_yaml(file, front, first_line=2, body=body)


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
