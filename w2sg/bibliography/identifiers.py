"""By which identifiers and addresses a work can be known: DOI, arXiv id, its record's own page.

An identifier is a text such as `doi:10.1038/nature24270`, `arxiv:2312.09390`, `acl:p19-1001`.
`docs/assets/check/identifiers.js` finds the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from w2sg.bibliography.constants import DOI_FIELDS, IDENTIFYING

_IGNORED = re.IGNORECASE | re.ASCII
_DOI = re.compile(r"10\.[0-9]{4,9}/[^ \t\r\n\"<>]+", _IGNORED)
_NEW = r"[0-9]{4}\.[0-9]{4,5}"
_OLD = r"[a-z-]+(?:\.[a-z]{2})?/[0-9]{7}"
_ARXIV = re.compile(
    rf"(?:arxiv(?:\.org)?|huggingface\.co/papers|alphaxiv\.org|\bcorr\b)"
    rf"[\]:./, \[]*(?:vol\.? ?)?(?:(?:abs|pdf|html)[/ ]*)?({_NEW}|{_OLD})",
    _IGNORED,
)
_ABS = re.compile(rf"^(?:abs/)({_NEW}|{_OLD})(?:v[0-9]+)?$", _IGNORED)
_BARE_ID = re.compile(rf"^(?:arxiv:[ ]*)?({_NEW}|{_OLD})(?:v[0-9]+)?(?: *\[[a-z.-]+\])?$", _IGNORED)
_DATACITE = re.compile(rf"10\.48550/arxiv\.({_NEW}|{_OLD})", _IGNORED)
_PLACES = (
    ("openreview", re.compile(r"openreview\.net/[a-z]+\?(?:[^ ]*&)?id=([A-Za-z0-9_-]+)")),
    (
        "acl",
        re.compile(
            r"(?:aclanthology\.org|aclweb\.org/anthology)/(?:papers/[^ ]*/)?"
            r"([A-Za-z0-9.-]+?)(?:v[0-9]+)?(?:\.pdf|\.bib|/)?$"
        ),
    ),
    ("pmlr", re.compile(r"proceedings\.mlr\.press/(v[0-9]+/[a-z0-9-]+)")),
    (
        "neurips",
        re.compile(r"(?:papers\.nips|neurips)\.cc/[^ ]*?([0-9]{4}/(?:hash|file)/[0-9a-f]{32})"),
    ),
    ("neurips", re.compile(r"papers\.n(?:eur)?ips\.cc/paper/([0-9]+)-")),
    (
        "cvf",
        re.compile(r"openaccess\.thecvf\.com/[^ ]*/([A-Za-z0-9_.-]+?)(?:_paper)?\.(?:pdf|html)"),
    ),
)
_ACL_DOI = re.compile(r"^10\.18653/v1/([^ ]+)$")
_COMMAND = re.compile(r"\\(?:url|href|nolinkurl|path|texttt)(?![a-zA-Z])")
_LINK = re.compile(r"\\href[ \t\r\n]*\{([^{}]*)\}[ \t\r\n]*\{[^{}]*\}")
_ESCAPED = re.compile(r"\\([_%#&~$-])")


def address_text(value: str) -> str:
    """A value as an address or identifier is written, without LaTeX's escapes and braces."""
    text = _ESCAPED.sub(lambda found: found[1], _COMMAND.sub("", _LINK.sub(r"\1", value)))
    text = re.sub(r"[{}]", "", text).replace("%2F", "/").replace("%2f", "/")
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")


def doi_in(value: str) -> str:
    """The DOI in a value, in lower case; empty for none and for arXiv's, which are arXiv ids."""
    found = _DOI.search(address_text(value))
    if not found:
        return ""
    doi = re.sub(r"[?#].*$|[.,;]+$", "", found[0].lower())
    return "" if doi.startswith(("10.48550/", "10.5555/")) else doi


def arxiv_in(value: str) -> str:
    """The arXiv id that a value is or names as one, without its version; empty for none."""
    text = address_text(value)
    found = (
        _BARE_ID.search(text) or _DATACITE.search(text) or _ABS.search(text) or _ARXIV.search(text)
    )
    return found[1].lower() if found else ""


def identifiers_in(field: str, value: str) -> list[str]:
    """The identifiers that a field's value says to be the work's own."""
    found = []
    doi = doi_in(value) if field in DOI_FIELDS else ""
    if doi:
        found.append(f"doi:{doi}")
        if paper := _ACL_DOI.match(doi):
            found.append(f"acl:{paper[1]}")
    if arxiv := arxiv_in(value):
        found.append(f"arxiv:{arxiv}")
    elif field in ("url", "howpublished"):
        found += _places(address_text(value))
    return found


def _places(address: str) -> list[str]:
    found = []
    for kind, pattern in _PLACES:
        if place := pattern.search(address):
            name = (
                place[1] if kind == "openreview" else place[1].lower().replace("/file/", "/hash/")
            )
            found.append(f"{kind}:{name}")
    if not found and re.match(r"https?://", address, _IGNORED):
        bare = re.sub(r"^https?://(?:www\.)?", "", address, flags=_IGNORED)
        bare = re.sub(r"[?#][^ ]*$", "", bare).lower()
        found.append("url:" + re.sub(r"(?:\.pdf|\.html?|/)+$", "", bare))
    return found


def identifiers(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """(field, identifier) for each that an entry says to be its own, in the order of fields."""
    return [
        (name, found)
        for name in IDENTIFYING
        if fields.get(name)
        for found in identifiers_in(name, fields[name])
    ]
