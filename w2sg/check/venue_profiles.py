"""Rules over what records of one venue have in common (`data/venues.yml`, `records`)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from w2sg.check.exceptions import excused
from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.addresses import host_of
from w2sg.library.model import Paper, RecordProfile
from w2sg.library.problem import Problem, shorten
from w2sg.library.profiles import ONLY_IF_EXPECTED, profile_for, said_missing, volume_of
from w2sg.library.text import fold

PMLR = "Proceedings of Machine Learning Research"
PMLR_HOST = "proceedings.mlr.press"
# Proceedings may come in several volumes, as those of ACL do.
_PART = re.compile(r" \(Volume [0-9]+: [^()]*\)$")
_ORDINAL = re.compile(
    r"\b(?:the )?(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty[- ]?)?"
    r"(?:[0-9]+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|(?:ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)th"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth)\b",
    re.IGNORECASE,
)


def _at(paper: Paper, rule: str, message: str, hint: str = "", field: str = "") -> Problem:
    entry = paper.entry
    line = entry.lines.get(field, entry.line)
    return Problem(entry.file, line, rule, f"{paper.key}: {message}", hint)


def profile_of(paper: Paper) -> RecordProfile | None:
    """The profile that holds for the paper's venue, track and edition."""
    return profile_for(paper.venue, paper.track, paper.edition)


def _said_missing(paper: Paper, field: str) -> bool:
    return said_missing(paper.page.checked.missing, field)


def fields_of_venue(library: Library) -> Iterator[Problem]:
    """A record has the fields of its venue's profile, or names under `checked.missing` what was
    not read; and none of the fields that its venue's records do not have."""
    for paper in library.papers.values():
        profile = profile_of(paper)
        if profile is None:
            continue
        for field in profile.fields:
            if not paper.entry.fields.get(field) and not _said_missing(paper, field):
                hint = "fill it, or say under checked.missing that it was not read"
                message = f"no {field}, which records of {paper.label} have"
                yield _at(paper, "venue-fields", message, hint)
        for field in ONLY_IF_EXPECTED:
            if paper.entry.fields.get(field) and field not in profile.fields:
                hint = "delete it, or add it to the profile in data/venues.yml for all"
                message = f"{field}, which records of {paper.label} do not have"
                yield _at(paper, "venue-fields", message, hint, field)


def volume_of_year(library: Library) -> Iterator[Problem]:
    """Where a venue counts its volumes by years, a record's volume is that of its edition."""
    for paper in library.papers.values():
        profile = profile_of(paper)
        expected = volume_of(profile, paper.edition) if profile else ""
        if expected and paper.volume and paper.volume != expected:
            message = f"volume {shorten(paper.volume, 20)!r} in {paper.edition}"
            hint = f"{paper.label} is volume {expected}"
            yield _at(paper, "venue-volume", message, hint, "volume")


def publisher_of_venue(library: Library) -> Iterator[Problem]:
    """The records of one volume name the same publisher, or none does; where the venue's profile
    names it, they name that one."""
    seen: dict[tuple[str, str, int], list[Paper]] = defaultdict(list)
    for paper in library.papers.values():
        track = paper.track.id if paper.track else ""
        profile = profile_of(paper)
        name = paper.entry.fields.get("publisher", "")
        if profile and profile.publisher:
            if name and name != profile.publisher:
                message = f"publisher {shorten(name)!r}"
                hint = f"records of {paper.label} name {profile.publisher!r}"
                yield _at(paper, "venue-publisher", message, hint, "publisher")
        elif paper.venue.kind == "conference" and track != "workshop":
            seen[paper.venue.id, track, paper.edition].append(paper)
    for papers in seen.values():
        names = Counter(
            p.entry.fields.get("publisher", "") for p in papers if not _said_missing(p, "publisher")
        )
        usual = names.most_common(1)[0][0] if names else ""
        for paper in papers:
            name = paper.entry.fields.get("publisher", "")
            if name != usual and names[name]:
                message = f"publisher {shorten(name)!r}"
                hint = f"other records of {paper.label} name {usual or 'none'!r}"
                yield _at(paper, "venue-publisher", message, hint, "publisher")


def pmlr_record(library: Library) -> Iterator[Problem]:
    """A record in PMLR's series has volume, pages, publisher and PMLR's own address, or names under
    `checked.missing` what was not read; the volume is that of the address."""
    for paper in library.papers.values():
        fields = paper.entry.fields
        if paper.entry.fields.get("series") != PMLR:
            continue
        for field in ("volume", "pages", "publisher"):
            if not fields.get(field) and not _said_missing(paper, field):
                hint = "fill it, or say under checked.missing that it was not read"
                yield _at(paper, "pmlr-record", f"in PMLR without {field}", hint)
        if fields.get("publisher", "PMLR") != "PMLR":
            yield _at(paper, "pmlr-record", "in PMLR, of another publisher", "PMLR", "publisher")
        if host_of(paper.url) != PMLR_HOST:
            if not _said_missing(paper, "url"):
                hint = f"the record's page at {PMLR_HOST}"
                yield _at(paper, "pmlr-record", f"address {paper.url!r}", hint, "url")
            continue
        volume = re.search(r"/v([0-9]+)/", paper.url)
        if volume and paper.volume and volume[1] != paper.volume:
            message = f"volume {shorten(paper.volume, 20)!r}, but its address is of {volume[1]}"
            yield _at(paper, "pmlr-record", message, "check both", "volume")


def identifier_of_volume(library: Library) -> Iterator[Problem]:
    """Where a venue's DOIs hold volume and number, both agree with the record."""
    for paper in library.papers.values():
        profile = profile_of(paper)
        if profile is None or not profile.doi or not paper.doi:
            continue
        read = re.fullmatch(profile.doi, paper.doi, re.IGNORECASE)
        if read is None:
            hint = f"DOIs of {paper.label} have the form {profile.doi}"
            yield _at(paper, "venue-doi", f"DOI {shorten(paper.doi)!r}", hint, "doi")
            continue
        for field, value in read.groupdict().items():
            has = paper.entry.fields.get(field, "")
            if has and has != value.lstrip("0"):
                message = f"{field} {shorten(has, 20)!r}, but its DOI is of {value}"
                yield _at(paper, "venue-doi", message, "check both", field)


def name_of_proceedings(library: Library) -> Iterator[Problem]:
    """The proceedings of a venue's year have one name, of the form of other years.

    The names of main tracks are those of `data/venues.yml` (rule `booktitle`): a year that it does
    not list yet has a name of the form of one that it lists. Workshops have names of their own.
    """
    volumes: dict[tuple[str, str, int], list[Paper]] = defaultdict(list)
    for paper in library.papers.values():
        track = paper.track.id if paper.track else ""
        if paper.venue.kind == "conference" and track != "workshop":
            volumes[paper.venue.id, track, paper.edition].append(paper)
    for (_, track, edition), papers in volumes.items():
        known = papers[0].venue.proceedings
        if not track and edition in known:
            continue
        names = Counter(_PART.sub("", paper.container) for paper in papers)
        usual = names.most_common(1)[0][0]
        forms = {_form(name) for name in known.values()} if not track else set()
        for paper in papers:
            message = shorten(paper.container)
            if _PART.sub("", paper.container) != usual:
                hint = f"other records of {paper.label} have {usual!r}"
                yield _at(paper, "proceedings-name", repr(message), hint, "booktitle")
            elif forms and _form(paper.container) not in forms:
                hint = f"in the form of {max(known)}: {known[max(known)]!r}; or add the year"
                yield _at(paper, "proceedings-name", repr(message), hint, "booktitle")


def _form(name: str) -> str:
    """The name of proceedings without its year and its number."""
    return fold(_ORDINAL.sub(" ", _PART.sub("", name)))


def address_of_venue(library: Library) -> Iterator[Problem]:
    """A published record does not lead to arXiv, its preprint's address."""
    for paper in library.papers.values():
        preprint = host_of(paper.url) == "arxiv.org" and not paper.is_preprint
        if preprint and not excused(library, "preprint-address", paper.key):
            hint = "the address of the venue's own page; the preprint stands in eprint"
            yield _at(paper, "preprint-address", "the address is arXiv's", hint, "url")


RULES: tuple[Rule, ...] = (
    fields_of_venue,
    volume_of_year,
    publisher_of_venue,
    pmlr_record,
    identifier_of_volume,
    name_of_proceedings,
    address_of_venue,
)
