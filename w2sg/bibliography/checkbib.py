"""Check someone's bibliography against the library's records.

`docs/assets/check/rules.js` holds the same rules for the browser; a test holds the two equal.
Both work on `records`, so that neither needs to know the library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from w2sg.bibliography.bibtex import RawEntry, name_keys, words
from w2sg.library import Library
from w2sg.library.model import Paper, container_of
from w2sg.library.venues import spellings

MIN_TITLE_OVERLAP = 0.8  # share of common words from which two titles may be the same
# What the record's entry replaces when a preprint was published; a reader's other fields stay.
_REPLACED = set(
    "title author year month booktitle journal series volume number pages publisher address "
    "organization editor doi url eprint eprinttype archiveprefix primaryclass eprintclass "
    "howpublished".split()
)
_ARXIV = re.compile(r"(?:arxiv[:./ ]*(?:(?:abs|pdf)/)?)([0-9]{4}\.[0-9]{4,5})", re.IGNORECASE)
_BARE = re.compile(r"^([0-9]{4}\.[0-9]{4,5})(?:v[0-9]+)?$")


@dataclass(frozen=True)
class Finding:
    """What is wrong with an entry. kind: preprint, year, venue, title, authors, identifier, pages
    or duplicate. have: what stands there; want: what the record says."""

    key: str
    line: int
    paper: str
    kind: str
    have: str
    want: str


def records(library: Library) -> list[dict[str, Any]]:
    """What the rules need of each paper, as JSON."""
    return [_record(paper) for paper in library.papers.values()]


def _record(paper: Paper) -> dict[str, Any]:
    fields = dict(paper.entry.fields)
    titles = (fields["title"], *paper.page.aliases)
    return {
        "key": paper.key,
        "type": paper.entry.type,
        "raw": paper.entry.raw,
        "fields": fields,
        "preprint": paper.is_preprint,
        "container": container_of(paper.entry),
        "venue": sorted({words(m) for m in spellings(paper.venue)}),
        "titles": [words(title) for title in titles],
        "authors": name_keys(fields.get("author", "")),
        "doi": _doi(fields.get("doi", "")),
        "arxiv": paper.arxiv,
        "lists": [*paper.categories, *dict.fromkeys(row.question for row in paper.page.evidence)],
        "core": paper.page.role == "core",
    }


def match(entry: RawEntry, known: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The record an entry means: by DOI, by arXiv id, or by title confirmed by an author."""
    doi, arxiv = _doi(entry.fields.get("doi", "")), _arxiv(entry)
    for record in known:
        if (doi and doi == record["doi"]) or (arxiv and arxiv == record["arxiv"]):
            return record
    title = words(entry.fields.get("title", ""))
    names = {last for last, _ in name_keys(entry.fields.get("author", ""))}
    best, nearest = None, MIN_TITLE_OVERLAP
    for record in known:
        if names & {last for last, _ in record["authors"]}:
            alike = max(_alike(title, other) for other in record["titles"])
            if alike > nearest or (alike == nearest and best is None):
                best, nearest = record, alike
    return best


def check_bib(entries: Sequence[RawEntry], known: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """All findings, in the order of the entries."""
    found: list[Finding] = []
    seen: dict[str, str] = {}
    for entry in entries:
        record = match(entry, known)
        if record is None:
            continue
        key = record["key"]
        if key in seen:
            found.append(Finding(entry.key, entry.line, key, "duplicate", entry.key, seen[key]))
        seen.setdefault(key, entry.key)
        found += (
            Finding(entry.key, entry.line, key, kind, have, want)
            for kind, have, want in _faults(entry, record)
        )
    return found


def missing(
    entries: Sequence[RawEntry], known: Sequence[Mapping[str, Any]], chosen: str
) -> list[str]:
    """Keys of the core papers of a category or question that the entries do not cite."""
    cited = {record["key"] for entry in entries if (record := match(entry, known))}
    return [r["key"] for r in known if r["core"] and chosen in r["lists"] and r["key"] not in cited]


def corrected(
    text: str,
    entries: Sequence[RawEntry],
    known: Sequence[Mapping[str, Any]],
    findings: Iterable[Finding],
) -> str:
    """`text` with the values that findings name replaced by the record's; nothing else changes."""
    by_key = {record["key"]: record for record in known}
    at = {(entry.key, entry.line): entry for entry in entries}
    edits: dict[tuple[int, int], str] = {}
    for finding in findings:
        entry, record = at[finding.key, finding.line], by_key[finding.paper]
        if finding.kind == "preprint":
            edits[entry.start, entry.end] = _published(text, entry, record)
        for name, value in _new_values(finding.kind, entry, record).items():
            edits[entry.spans[name]] = f"{{{value}}}"
    whole = [span for span in edits if any(span == (g.start, g.end) for g in entries)]
    for (start, end), value in sorted(edits.items(), reverse=True):
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e in whole):
            text = text[:start] + value + text[end:]
    return text


def _faults(entry: RawEntry, record: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    have, want = entry.fields, record["fields"]
    if not record["preprint"] and _is_preprint(entry):
        yield "preprint", _container(entry) or "no venue", record["container"]
        return
    if "year" in have and have["year"].strip() != want["year"]:
        yield "year", have["year"], want["year"]
    container = words(_container(entry))
    if container and not any(f" {v} " in f" {container} " for v in record["venue"]):
        yield "venue", _container(entry), record["container"]
    if "title" in have and words(have["title"]) != record["titles"][0]:
        yield "title", have["title"], want["title"]
    if "author" in have and not same_names(name_keys(have["author"]), record["authors"]):
        yield "authors", have["author"], want["author"]
    for name, mine, theirs in (
        ("doi", _doi(have.get("doi", "")), record["doi"]),
        ("eprint", _arxiv_of(have.get("eprint", "")), record["arxiv"]),
    ):
        if mine and theirs and mine != theirs:
            yield "identifier", have[name], want[name]
    pages = [re.sub(r"[^0-9]+", "-", fields.get("pages", "")) for fields in (have, want)]
    if all(pages) and pages[0] != pages[1]:
        yield "pages", have["pages"], want["pages"]


def _new_values(kind: str, entry: RawEntry, record: Mapping[str, Any]) -> dict[str, str]:
    want = record["fields"]
    if kind in ("year", "title", "pages"):
        return {kind: want[kind]}
    if kind == "authors":
        return {"author": want["author"]}
    if kind == "venue":
        return {_container_field(entry): record["container"]}
    if kind == "identifier":
        mine = {
            "doi": _doi(entry.fields.get("doi", "")),
            "eprint": _arxiv_of(entry.fields.get("eprint", "")),
        }
        theirs = {"doi": record["doi"], "eprint": record["arxiv"]}
        return {n: want[n] for n in mine if mine[n] and theirs[n] and mine[n] != theirs[n]}
    return {}


def _published(text: str, entry: RawEntry, record: Mapping[str, Any]) -> str:
    """The record's entry under the reader's key, with the reader's own other fields."""
    raw: str = record["raw"].replace(f"{{{record['key']},", f"{{{entry.key},", 1)
    own = [
        f"  {name} = {text[slice(*entry.spans[name])]},\n"
        for name in entry.fields
        if name not in _REPLACED
    ]
    return raw.rstrip()[:-1] + "".join(own) + "}"


def _is_preprint(entry: RawEntry) -> bool:
    container = words(_container(entry))
    return not container or container.startswith(("arxiv", "corr", "openreview", "preprint"))


def _container_field(entry: RawEntry) -> str:
    return next((n for n in ("booktitle", "journal", "howpublished") if entry.fields.get(n)), "")


def _container(entry: RawEntry) -> str:
    return entry.fields.get(_container_field(entry), "")


def _doi(text: str) -> str:
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", text.strip(), flags=re.IGNORECASE)
    return "" if doi.lower().startswith("10.48550/") else doi.replace("\\_", "_").lower()


def _arxiv_of(text: str) -> str:
    found = _BARE.match(text.strip()) or _ARXIV.search(text)
    return found[1] if found else ""


def _arxiv(entry: RawEntry) -> str:
    if found := _arxiv_of(entry.fields.get("eprint", "")):
        return found
    names = ("doi", "url", "journal", "booktitle", "volume", "number", "note", "howpublished")
    texts = (_ARXIV.search(entry.fields.get(name, "")) for name in names)
    return next((found[1] for found in texts if found), "")


def _alike(a: str, b: str) -> float:
    """Common words of two titles by all their words (Jaccard index)."""
    first, second = set(a.split()), set(b.split())
    return len(first & second) / max(1, len(first | second))


def same_names(have: Sequence[Sequence[str]], want: Sequence[Sequence[str]]) -> bool:
    """Whether two lists of `name_keys` may be the same people, as far as both say."""
    if have and have[-1][0] == "others":
        have = have[:-1]
        want = want[: len(have)]
    return len(have) == len(want) and all(
        a[0] == b[0] and (not a[1] or not b[1] or a[1] == b[1])
        for a, b in zip(have, want, strict=True)
    )
