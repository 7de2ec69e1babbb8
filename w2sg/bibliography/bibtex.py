"""Someone else's BibTeX file -> its entries, each with the exact place of every value.

The grammar is what BibTeX ("Designing BibTeX Styles", Oren Patashnik; bibtex.web, 0.99d) or biber
(btparse) reads. An entry that neither reads is a fault with its line and reason, and reading goes
on at the next entry. `docs/assets/check/bibtex.js` is the same reader for the browser; both are
held to `tests/checkbib/grammar.json`. The time taken is linear in the size of the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from w2sg.library.problem import Problem, SourceError

MAX_EXPANDED = 100_000  # characters of a value with its @strings put in; more is a bomb
_SPACE = re.compile(r"[ \t\r\n\f\v]*")
_NAME = re.compile(r"[^0-9 \t\r\n\f\v\"#%'(),={}@][^ \t\r\n\f\v\"#%'(),={}@]*")
_KEY = {"{": re.compile(r"[^ \t\r\n\f\v,{}=]*"), "(": re.compile(r"[^ \t\r\n\f\v,{}=()]*")}
_BARE = re.compile(r"[^ \t\r\n\f\v,#{}()\"%=]+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_OPENING = r"@[ \t\r\n\f\v]*([^ \t\r\n\f\v\"#%'(),={}@]+)[ \t\r\n\f\v]*([{(])"
_TOP = re.compile(rf"%[^\r\n]*|{_OPENING}|@[ \t]*[a-zA-Z]+")
_START = re.compile(_OPENING)
_QUOTE_OR_BRACE = re.compile(r"[\"{}]")
_CLOSER = {"{": "}", "(": ")"}


@dataclass(frozen=True)
class RawEntry:
    """An entry as it stands in a file; places are counted in characters from the file's begin.

    fields: lower-case name -> value, @strings put in; of a name given twice the first, as in
    BibTeX. spans: name -> start and end of the value, its delimiters included. start, end: of the
    entry; line: 1-based. whole: name -> start and end of the field with its name and comma.
    body: where a further field may be put in. comments: start and end of each `%` to its line's end
    between the values. repeated: name, start and end of fields that are given again.
    """

    key: str
    type: str
    fields: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]
    start: int
    end: int
    line: int
    whole: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    body: int = 0
    comments: tuple[tuple[int, int], ...] = ()
    repeated: tuple[tuple[str, tuple[int, int]], ...] = ()


@dataclass(frozen=True)
class Unreadable:
    """An entry that cannot be read. line: where it begins; reason: what is wrong, and where."""

    key: str
    line: int
    reason: str


@dataclass(frozen=True)
class Reading:
    """What a file holds, in its order."""

    entries: tuple[RawEntry, ...]
    unreadable: tuple[Unreadable, ...]


def read(text: str) -> Reading:
    """The entries of a BibTeX file and what of it cannot be read; nothing is raised."""
    return _Reader(text).read()


def read_entries(text: str, file: str) -> list[RawEntry]:
    """The entries of a file that must be whole.

    Raises SourceError with every entry that cannot be read.
    """
    reading = read(text)
    if reading.unreadable:
        hint = "mend it and try again"
        raise SourceError(
            [Problem(file, u.line, "bad-entry", u.reason, hint) for u in reading.unreadable]
        )
    return list(reading.entries)


class _Fault(Exception):
    def __init__(self, reason: str, pos: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.pos = pos


# A value before its entry is known to be whole: places of quoted parts, names of @strings.
_Parts = list[tuple[int, int] | str]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.strings: dict[str, str] = {}
        self.line_ends = [found.end() for found in _LINE_END.finditer(text)]
        self.closing = _pairs(text)
        self.starts = [found.start() for found in _START.finditer(text)]
        self.line_starts = [start for start in self.starts if self._begins_line(start)]
        self.key = ""
        self.comments: dict[int, int] = {}  # start -> end
        self.repeated: list[tuple[str, tuple[int, int]]] = []

    def read(self) -> Reading:
        entries: list[RawEntry] = []
        unreadable: list[Unreadable] = []
        pos = 0
        while found := _TOP.search(self.text, pos):
            start, pos = found.start(), found.end()
            if found[0].startswith("%") or not (found[2] or self._begins_line(start)):
                continue
            self.key, self.comments, self.repeated = "", {}, []
            try:
                if not found[2] and found[0].lower().endswith("comment"):
                    continue
                if not found[2]:
                    raise _Fault(f"a brace is missing after {found[0]}", start)
                entry, pos = self._entry(start, found[1].lower(), found.end() - 1)
                entries += [entry] if entry else []
            except _Fault as fault:
                where = f"line {self._line(fault.pos)}: {fault.reason}"
                unreadable.append(Unreadable(self.key, self._line(start), where))
                pos = max(pos, self._next(start, found.end() - 1))
        return Reading(tuple(entries), tuple(unreadable))

    def _line(self, pos: int) -> int:
        return bisect_right(self.line_ends, pos) + 1

    def _next(self, start: int, opening: int) -> int:
        """Where to go on after the entry at `start`, which cannot be read: behind its last brace;
        but if that is missing, or another entry begins on a line before it, at that one."""
        close = self.closing.get(opening)
        if close is None:
            return _after(self.starts, start, len(self.text))
        return min(_after(self.line_starts, start, len(self.text)), close + 1)

    def _begins_line(self, pos: int) -> bool:
        while self.text[pos - 1 : pos] in (" ", "\t"):
            pos -= 1
        return self.text[pos - 1 : pos] in ("", "\r", "\n", "\ufeff")

    def _entry(self, start: int, kind: str, opening: int) -> tuple[RawEntry | None, int]:
        """The entry at `start`, None for what is none, and where it ends."""
        pos, closer = opening + 1, _CLOSER[self.text[opening]]
        if kind == "comment":
            return None, self.closing.get(opening, opening) + 1
        if kind == "preamble":
            _, pos = self._value("@preamble", self._blank(pos))
            pos = self._blank(pos)
            if self.text[pos : pos + 1] != closer:
                raise _Fault("@preamble is not closed", start)
            return None, pos + 1
        body = pos
        if kind != "string":
            body = pos = self._key(self.text[opening], closer, pos)
        fields, pos = self._fields(pos, closer)
        values: dict[str, str] = {}
        for name, (parts, _, _) in fields.items():
            values[name] = self._expanded(parts)
        if kind == "string":
            self.strings |= values
            return None, pos
        spans = {name: span for name, (_, span, _) in fields.items()}
        whole = {name: span for name, (_, _, span) in fields.items()}
        more = (tuple(self.comments.items()), tuple(self.repeated))
        line = self._line(start)
        return RawEntry(self.key, kind, values, spans, start, pos, line, whole, body, *more), pos

    def _key(self, opener: str, closer: str, pos: int) -> int:
        """Read the key; where the fields begin, or the entry's last brace stands."""
        start = self._blank(pos)
        end = _match_end(_KEY[opener], self.text, start)
        pos = self._blank(end)
        following = self.text[pos : pos + 1]
        if following == "=":
            raise _Fault("the key is missing", start)
        self.key = self.text[start:end]
        if following == ",":
            return pos + 1
        if following == closer:
            return pos
        if not following:
            raise _Fault("the entry is not closed", start)
        raise _Fault("a comma is missing after the key, or the key has a blank in it", end)

    def _fields(
        self, pos: int, closer: str
    ) -> tuple[dict[str, tuple[_Parts, tuple[int, int], tuple[int, int]]], int]:
        """The fields from `pos` to the end of the entry, and that end."""
        fields: dict[str, tuple[_Parts, tuple[int, int], tuple[int, int]]] = {}
        while True:
            start = self._blank(pos)
            if self.text[start : start + 1] == closer:
                return fields, start + 1
            end = _match_end(_NAME, self.text, start)
            if end == start:
                at_end = start >= len(self.text)
                message = "the entry is not closed" if at_end else "the name of a field is missing"
                raise _Fault(message, start)
            name = self.text[start:end].lower()
            equals = self._blank(end)
            if self.text[equals : equals + 1] != "=":
                raise _Fault(f"no = after {name}", start)
            begin = self._blank(equals + 1)
            parts, stop = self._value(name, begin)
            pos = self._blank(stop)
            following = self.text[pos : pos + 1]
            if following not in (",", closer) or not following:
                raise _Fault(f"a comma or brace is missing after the value of {name}", stop)
            after = pos + 1 if following == "," else stop
            if name in fields:
                self.repeated.append((name, (start, after)))
            fields.setdefault(name, (parts, (begin, stop), (start, after)))
            pos = after

    def _value(self, name: str, pos: int) -> tuple[_Parts, int]:
        """A value, perhaps of parts joined by `#`, and where it ends."""
        parts: _Parts = []
        while True:
            first = self.text[pos : pos + 1]
            if first == "{":
                if pos not in self.closing:
                    raise _Fault(f"a brace in {name} is not closed", pos)
                end = self.closing[pos] + 1
                parts.append((pos + 1, end - 1))
            elif first == '"':
                end = self._quoted(name, pos)
                parts.append((pos + 1, end - 1))
            else:
                end = _match_end(_BARE, self.text, pos)
                if end == pos:
                    raise _Fault(f"{name} has no value", pos)
                parts.append(self.text[pos:end])
            joint = self._blank(end)
            if self.text[joint : joint + 1] != "#":
                return parts, end
            pos = self._blank(joint + 1)

    def _quoted(self, name: str, start: int) -> int:
        pos = start + 1
        while found := _QUOTE_OR_BRACE.search(self.text, pos):
            pos = found.start()
            if found[0] == '"':
                return pos + 1
            if found[0] == "}" or pos not in self.closing:
                raise _Fault(f"a brace in {name} does not match", pos)
            pos = self.closing[pos] + 1
        raise _Fault(f"a quote in {name} is not closed", start)

    def _expanded(self, parts: _Parts) -> str:
        texts = [
            self.strings.get(part.lower(), part)
            if isinstance(part, str)
            else self.text[slice(*part)]
            for part in parts
        ]
        if len(texts) > 1 and sum(map(len, texts)) > MAX_EXPANDED:
            return ""
        return "".join(texts)

    def _blank(self, pos: int) -> int:
        """The place after blanks and, as biber reads them, comments."""
        pos = _match_end(_SPACE, self.text, pos)
        while self.text[pos : pos + 1] == "%":
            end = _after(self.line_ends, pos, len(self.text))
            self.comments[pos] = end
            pos = _match_end(_SPACE, self.text, end)
        return pos


def _pairs(text: str) -> dict[int, int]:
    """The place of each opening brace that is closed -> of the one that closes it."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for found in re.finditer(r"[{}]", text):
        if found[0] == "{":
            opened.append(found.start())
        elif opened:
            pairs[opened.pop()] = found.start()
    return pairs


def _after(places: list[int], pos: int, end: int) -> int:
    """The first of `places`, which are in order, after `pos`; `end` if there is none."""
    i = bisect_right(places, pos)
    return places[i] if i < len(places) else end


def _match_end(pattern: re.Pattern[str], text: str, pos: int) -> int:
    found = pattern.match(text, pos)
    return found.end() if found else pos
