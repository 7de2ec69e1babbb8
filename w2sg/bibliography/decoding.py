"""Bytes of someone's file <-> text, so that what is not changed comes back byte for byte."""

from __future__ import annotations

from dataclasses import dataclass

UTF_8, LATIN_1, WINDOWS = "UTF-8", "Latin-1", "windows-1252"
# As browsers read it: the five bytes that windows-1252 leaves open are control characters
# (WHATWG, Encoding Standard, "index-windows-1252").
_HIGH = "".join(
    bytes([code]).decode("cp1252", errors="ignore") or chr(code) for code in range(0x80, 0xA0)
)
_BYTES = {char: 0x80 + place for place, char in enumerate(_HIGH)}


@dataclass(frozen=True)
class Decoded:
    """text: with its byte order mark and line ends, if any. encoding: by what it was read."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of a file: UTF-8, else windows-1252, which is Latin-1 where no letter is its own.

    Raises ValueError for what is no text, and for UTF-16, which BibTeX does not read either.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ValueError("the file is in UTF-16; save it as UTF-8 and try again")
    if b"\0" in data:
        raise ValueError("this is no text; choose a .bib file")
    try:
        return Decoded(data.decode("utf-8"), UTF_8)
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    own = any(0x80 <= byte < 0xA0 for byte in data)
    return Decoded(
        text.translate(dict(zip(range(0x80, 0xA0), _HIGH, strict=True))),
        WINDOWS if own else LATIN_1,
    )


def fits(char: str, encoding: str) -> bool:
    """Whether a character can be written in an encoding."""
    latin = char < "\x80" or "\xa0" <= char <= "\xff"
    return encoding == UTF_8 or latin or (encoding == WINDOWS and char in _BYTES)


def encode(text: str, encoding: str) -> bytes:
    """The bytes of `text`; raises ValueError if a character cannot be written in `encoding`."""
    if encoding == UTF_8:
        return text.encode("utf-8")
    if missing := next((char for char in text if not fits(char, encoding)), ""):
        raise ValueError(f"{missing!r} cannot be written in {encoding}")
    return bytes(_BYTES.get(char, ord(char)) for char in text)


def line_end(text: str) -> str:
    """The line end that a text uses most."""
    windows = text.count("\r\n")
    unix, mac = text.count("\n") - windows, text.count("\r") - windows
    return "\r\n" if windows > unix and windows >= mac else "\r" if mac > unix else "\n"
