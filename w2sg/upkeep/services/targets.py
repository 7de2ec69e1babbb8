"""What a person pasted -> what it names: an arXiv id, a DOI, or the page of a record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from w2sg.library.addresses import ARXIV_ID, DOI, arxiv_id_of, doi_of
from w2sg.upkeep.services.proceedings import HOSTS, page_address

Kind = Literal["arxiv", "doi", "openreview", "dblp", "proceedings"]

_ADDRESS = re.compile(
    r"(?:https?://|\bwww\.|\b[a-z-]+\.(?:org|com|net|cc|press|co)/)[^\s<>\"'`]+", re.I
)
_ARXIV_SITES = ("arxiv.org", "alphaxiv.org", "huggingface.co", "ar5iv.labs.arxiv.org", "ar5iv.org")
_IN_PATH = re.compile(
    rf"/(?:abs|pdf|html|format|papers?|overview|list)/(?:({ARXIV_ID.pattern}))(?:v[0-9]+)?(?:\.pdf)?(?=$|[/?#])"
)
_SPOKEN = re.compile(
    rf"(?:arxiv\s*:?\s*)?(?<![\w./])({ARXIV_ID.pattern})(?:v[0-9]+)?(?![\w/])", re.I
)
_CLOSERS = ".,;:!?*_)]}>'\"|"


@dataclass(frozen=True)
class Target:
    """What is to be looked up. id: the arXiv id, DOI, forum, DBLP key, or the page's address."""

    kind: Kind
    id: str


def target_in(text: str) -> Target | None:
    """The first thing in `text` that can be looked up; None if there is none.

    Takes what people paste: identifiers with or without `arXiv:` and `doi:`, versions, addresses of
    a page, its PDF or a site about arXiv, without scheme, in brackets or as a link of Markdown.
    """
    text = text.strip()
    if id := arxiv_id_of(text.strip(_CLOSERS + " ([{<")):
        return Target("arxiv", id)
    for found in _ADDRESS.finditer(text):
        if target := _of_address(_closed(found[0])):
            return target
    if doi := DOI.search(text):
        return _of_doi(_closed(doi[0]))
    spoken = _SPOKEN.search(text)
    return Target("arxiv", spoken[1]) if spoken else None


def _of_address(address: str) -> Target | None:
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    bare = re.sub(r"^(?:www|export|browse)\.", "", host)
    path = unquote(parts.path)
    if bare == "openreview.net" and (id := parse_qs(parts.query).get("id")):
        return Target("openreview", id[0]) if re.fullmatch(r"[\w-]{1,64}", id[0]) else None
    if bare in _ARXIV_SITES and (id_ := _IN_PATH.search(path)):
        return Target("arxiv", id_[1])
    if bare in ("dblp.org", "dblp.uni-trier.de") and (
        key := re.match(r"/rec/([\w/.-]+?)(?:\.\w+)?$", path)
    ):
        return Target("dblp", re.sub(r"^(?:bib[12x]?|html|xml)/", "", key[1]))
    if host in HOSTS and (page := page_address(address)):
        return Target("proceedings", page)
    if doi := DOI.search(path) or DOI.search(" ".join(parse_qs(parts.query).get("id", []))):
        return _of_doi(
            re.sub(
                r"/(?:(?:full|pdf|abstract|fulltext|meta|figures|references)(?:/\d+)?/?|suppl_file/.*)$"
                r"|\.pdf$",
                "",
                _closed(doi[0]),
            )
        )
    return None


def _of_doi(doi: str) -> Target | None:
    if id := arxiv_id_of(doi):
        return Target("arxiv", id)
    return Target("doi", doi) if doi_of(doi) else None


def _closed(text: str) -> str:
    """`text` without what closes the sentence, bracket or link around it."""
    text = re.split(r"\]\(", text)[0]
    while text and text[-1] in _CLOSERS:
        opener = {")": "(", "]": "[", "}": "{", ">": "<"}.get(text[-1])
        if opener and text.count(opener) >= text.count(text[-1]):
            break
        text = text[:-1]
    return text
