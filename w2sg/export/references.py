"""References as text, in styles of the Citation Style Language, by citeproc-py."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from html import escape, unescape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from w2sg.export.csl import csl_item
from w2sg.library import Library
from w2sg.library.files import write_whole

# Only styles whose words citeproc-py sets as citeproc-js does; IEEE and Chicago are not among them.
STYLES = {"apa": "apa", "aps": "american-physics-society"}
# Private characters stand for those with a meaning in HTML while the processor works.
_MASKS = {"&": "\ue000", "<": "\ue001", ">": "\ue002"}
_MASKED = str.maketrans(_MASKS)
_UNMASKED = {ord(mask): escape(char) for char, mask in _MASKS.items()}
# Private characters around the parts of a given name that begin with no capital, as all do in
# scripts that have none: such parts have no initial, but citeproc-py puts a stop on either side,
# which melts with the one that ends the authors before the year.
_UNCAPITALIZED = re.compile(r"[^\s.-]+")
_STOPS = re.compile(r"(?<!\w)\. (?=\ue010)|(?<=\ue011) (?=\. \()|(?<=\ue011) \.|[\ue010\ue011]")
_STOP_AFTER_MARK = re.compile(r"([?!](?:</\w+>|[”’])*)\.(?=\s|$)")
_NUMBER = re.compile(r"^\[\d+\]\s*")


def references(library: Library, style: str) -> dict[str, str]:
    """key -> reference in HTML (text escaped, `i`, `b` and the like as markup), without a number.

    style: a key of STYLES. A reference takes some 6 ms, so they are kept in `.cache/` below the
    library's root, by what they are made of; the file may be deleted at any time.
    """
    file = f".cache/references-{style}.json"
    items = {key: csl_item(paper) for key, paper in library.papers.items()}
    stamps = {key: _stamp(item, style) for key, item in items.items()}
    known = _read(library.root / file)
    missing = [items[key] for key, stamp in stamps.items() if stamp not in known]
    if missing:
        made = formatted(missing, style)
        known |= {stamps[key]: text for key, text in made.items()}
        _keep(library.root, file, {stamp: known[stamp] for stamp in stamps.values()})
    return {key: known[stamp] for key, stamp in stamps.items()}


def formatted(items: Iterable[dict[str, Any]], style: str) -> dict[str, str]:
    """id -> reference in HTML of items of CSL-JSON."""
    made = {}
    for item in items:
        # The processor neither escapes text nor leaves entities whole: they are put in afterwards.
        authors = [_without_initials(name) for name in item["author"]]
        source = CiteProcJSON([_masked({**item, "author": authors})])
        one = CitationStylesBibliography(_style(style), source, formatter.html)
        one.register(Citation([CitationItem(item["id"])]))
        text = _NUMBER.sub("", str(one.bibliography()[0]).strip())
        # citeproc-py capitalizes the number of a preprint, citeproc-js does not.
        text = text.replace("(ArXiv:", "(arXiv:")
        # Nor does it leave out the stop after a title that ends with a mark of its own.
        text = _STOP_AFTER_MARK.sub(r"\1", _STOPS.sub("", text))
        made[item["id"]] = text.translate(_UNMASKED)
    return made


def as_text(html: str) -> str:
    """A reference without markup."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def as_markdown(html: str) -> str:
    """A reference in Markdown."""
    text = re.sub(r"([\\`*_\[\]])", r"\\\1", html)
    text = re.sub("</?i>", "*", re.sub("</?b>", "**", text))
    return as_text(text)


@cache
def _style(style: str) -> CitationStylesStyle:
    return CitationStylesStyle(str(_style_file(style)), validate=False)


def _style_file(style: str) -> Path:
    return Path(__file__).parent / "styles" / f"{STYLES[style]}.csl"


@cache
def _maker(style: str) -> str:
    sources = (_style_file(style).read_bytes(), Path(__file__).read_bytes())
    return version("citeproc-py") + "".join(sha256(source).hexdigest() for source in sources)


def _stamp(item: Mapping[str, Any], style: str) -> str:
    text = json.dumps(item, sort_keys=True) + _maker(style)
    return sha256(text.encode()).hexdigest()[:24]


def _without_initials(name: Mapping[str, str]) -> dict[str, str]:
    """A name of CSL-JSON in whose given name what begins with no capital is marked."""

    def marked(part: re.Match[str]) -> str:
        return part[0] if part[0][0].isupper() else f"\ue010{part[0]}\ue011"

    given = {"given": _UNCAPITALIZED.sub(marked, name["given"])} if "given" in name else {}
    return {**name, **given}


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: v if k in ("id", "type") else _masked(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_masked(v) for v in value]
    return value.translate(_MASKED) if isinstance(value, str) else value


def _read(file: Path) -> dict[str, str]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {stamp: text for stamp, text in kept.items() if isinstance(text, str)}


def _keep(root: Path, file: str, known: Mapping[str, str]) -> None:
    """Keep what is known for the next build; without harm where nothing can be written."""
    with suppress(OSError):
        write_whole(root, {file: json.dumps(known, ensure_ascii=False)})
