"""What is wrong with a source file, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of one source file.

    file: path from the repository's root. line: 1-based. rule: the rule's short name.
    message: what is wrong. hint: how to mend it, may be empty.
    """

    file: str
    line: int
    rule: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`file:line: rule: message (hint)`, always one line of printable text."""
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}: {self.rule}: {_inert(self.message + tail)}"

    def as_annotation(self) -> str:
        """The same as a GitHub workflow command (docs.github.com, "Workflow commands")."""
        text = f"{self.message} ({self.hint})" if self.hint else self.message
        return (
            f"::error file={_property(self.file)},line={self.line},"
            f"title={_property(self.rule)}::{_data(_inert(text))}"
        )


class SourceError(Exception):
    """The sources cannot be read; `problems` holds every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to `word`, else the first few known words."""
    known = sorted(known)
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    more = ", ..." if len(known) > 20 else ""
    return f"known: {', '.join(known[:20])}{more}"


def shorten(text: str, limit: int = 80) -> str:
    """`text` cut to `limit` characters, for messages."""
    return text if len(text) <= limit else text[: limit - 3] + "..."


def _inert(text: str) -> str:
    """`text` on one line, with control and bidirectional characters made visible."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
