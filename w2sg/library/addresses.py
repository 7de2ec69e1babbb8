"""Web addresses, DOIs and arXiv ids: what is one, and where one stands in text."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

# A prefix and any printable suffix (doi.org, DOI Handbook, 3.2), but for characters that end it in
# text; angle brackets stand in pairs, as in old DOIs made of a SICI (`199801)50:9<801::AID-A>3.0`).
DOI = re.compile(r"10\.[0-9]{4,9}/(?:[^\s\"<>{}\\]|<[^\s\"<>{}\\]*>)+")
# Since April 2007 YYMM.number (info.arxiv.org/help/arxiv_identifier); before, archive/YYMMnumber.
ARXIV_ID = re.compile(r"([0-9]{2})(0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z-]+(\.[A-Z]{2})?/[0-9]{7}")
_HOST = re.compile(r"(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NOT_IN_ADDRESS = re.compile(r"[\s\"'<>\\{}`]|%(?![0-9A-Fa-f]{2})")
_DOI_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*", re.IGNORECASE)
_ARXIV_PREFIX = re.compile(
    r"(?:https?://)?(?:(?:www|export)\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*", re.IGNORECASE
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_ARXIV_MENTIONED = re.compile(
    r"arxiv[:./ ]*(?:(?:org/)?(?:abs|pdf)/)?([0-9]{4}\.[0-9]{4,5})", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def is_address(text: str) -> bool:
    """Whether `text` is a web address that may become a link, of a form its host can have."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        host = host if host.isascii() else host.encode("idna").decode()
        _ = parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and parts.username is None
        and _HOST.fullmatch(host) is not None
        and text.isprintable()
        and not _NOT_IN_ADDRESS.search(text)
        and _identifies(host.removeprefix("www."), unquote(parts.path))
    )


def _identifies(host: str, path: str) -> bool:
    """Whether an address of a resolver names what it resolves: others lead nowhere."""
    if host in ("doi.org", "dx.doi.org"):
        return bool(re.match(r"/10\.[0-9]{4,9}/.", path))
    if host == "arxiv.org" and (kind := re.match(r"/(?:abs|pdf|html)/", path)):
        return bool(ARXIV_ID.fullmatch(re.sub(r"(?:v[0-9]+)?(?:\.pdf)?$", "", path[kind.end() :])))
    return True


def host_of(address: str) -> str:
    """The host of a web address without `www.`; empty if it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def doi_of(text: str) -> str:
    """The DOI that `text` is, without `doi:` or the resolver's address; empty if it is none."""
    bare = _DOI_RESOLVER.sub("", text.strip(), count=1)
    return bare if DOI.fullmatch(bare) else ""


def doi_address(doi: str) -> str:
    """The address that leads to what a DOI names, safe in any link (DOI Handbook, 3.5)."""
    return f"https://doi.org/{quote(doi, safe='/:;().-_')}"


def arxiv_id_of(text: str) -> str:
    """The arXiv id that `text` is, without `arXiv:`, an address of arXiv, arXiv's DOI prefix,
    version or `.pdf`; empty if it is none."""
    bare = text.strip()
    if given := _ARXIV_DOI.fullmatch(_DOI_RESOLVER.sub("", bare, count=1)):
        bare = given[1]
    bare = re.sub(r"(?:v[0-9]+)?(?:\.pdf)?$", "", _ARXIV_PREFIX.sub("", bare, count=1))
    return bare if ARXIV_ID.fullmatch(bare) else ""


def arxiv_id_in(text: str) -> str:
    """The first arXiv id that `text` mentions as one, such as `CoRR, arXiv:2312.09390`."""
    mentioned = _ARXIV_MENTIONED.search(text)
    return mentioned[1] if mentioned else ""
