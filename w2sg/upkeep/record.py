"""A record as a service gives it -> an entry in the form of the library."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from w2sg.check.entries import unprotected
from w2sg.library import Library
from w2sg.library.addresses import arxiv_id_in, arxiv_id_of, doi_address, doi_of
from w2sg.library.bibtex_text import bibtex_text, bibtex_title
from w2sg.library.model import Person, RecordProfile, Track, Venue, arxiv_howpublished
from w2sg.library.problem import shorten
from w2sg.library.profiles import fitted, profile_for
from w2sg.library.text import plain, readable
from w2sg.upkeep.format import bib
from w2sg.upkeep.people import People, author_field, authors_of
from w2sg.upkeep.services.found import Found, NoRecord

_TEXTS = ("series", "publisher", "howpublished", "note")
_ONE_LINE = ("volume", "number")
_PREPRINT_FIELDS = ("title", "author", "howpublished", "year", "url", "eprint", "eprinttype")
_CUT_LIST = {"others", "al", "et al", "et al."}


class UnknownVenue(NoRecord):
    """The record is sound, but its container is no spelling of a venue."""


def entry_text(key: str, fields: Mapping[str, str]) -> str:
    """An entry in canonical form, its type by where it appeared."""
    types = (("inproceedings", "booktitle"), ("article", "journal"))
    kind = next((kind for kind, name in types if fields.get(name)), "misc")
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return bib(f"@{kind}{{{key},\n{body}}}\n", key)


def record_fields(library: Library, found: Found) -> dict[str, str]:
    """The fields of the entry that `found` becomes.

    Raises NoRecord if title, year or authors are missing, UnknownVenue if the container's name
    is no spelling in `data/venues.yml`.
    """
    given = {name: value.strip() for name, value in found.fields.items() if value.strip()}
    year = given.get("year", "")
    if not re.fullmatch(r"(?:19|20)[0-9]{2}", year):
        raise NoRecord(f"{found.source}: the record has no year")
    title = bibtex_title(
        given.get("title", ""), lambda text: unprotected(text, library.protected_names)
    )
    if not re.search(r"\w", title):
        raise NoRecord(f"{found.source}: the record has no title")
    fields = {
        "title": title,
        "author": author_field(_authors(library, found)),
        "year": year,
        **{name: bibtex_text(given[name]) for name in _TEXTS if name in given},
        **{name: plain(given[name]) for name in _ONE_LINE if name in given},
        **_identifiers(given),
    }
    if "pages" in given:
        fields["pages"] = _pages(given["pages"])
    container = plain(found.container)
    venue = library.venue_names.venue(container)
    if container and not venue:
        raise UnknownVenue(_unknown(library, found, container))
    if venue is None or venue.kind == "preprint":
        return _as_preprint(fields)
    track = library.venue_names.track(container)
    edition = library.venue_names.edition(container) or int(year)
    fields = {name: value for name, value in fields.items() if name not in ("howpublished", "note")}
    fields[container_field(library, venue)] = _container(library, venue, track, container, edition)
    profile = profile_for(venue, track, edition)
    if profile is None:
        return fields
    shared = _of_the_volume(library, venue, track, edition)
    return fitted(profile, {**shared, **_from_doi(profile, fields)}, edition)


def profile_of(library: Library, fields: Mapping[str, str]) -> RecordProfile | None:
    """What records have of the venue, track and edition that the fields of a record name."""
    container = plain(fields.get("booktitle") or fields.get("journal") or "")
    names = library.venue_names
    venue = names.venue(container)
    edition = names.edition(container) or int(fields["year"])
    return profile_for(venue, names.track(container), edition) if venue else None


def record_doubts(library: Library, found: Found, fields: Mapping[str, str]) -> Iterator[str]:
    """What of a record a person has to look at: names that may be split wrongly, a service that
    files the work elsewhere, proceedings whose name is not known."""
    people = _people(library)
    for author in authors_of(found.fields.get("author", ""), people):
        for doubt in people.doubts(author):
            yield f"author {author.surname}, {author.given}: {doubt}"
    if readable(fields["title"]).isupper():
        yield "the title is in capitals: write it as the paper does"
    container, names = plain(fields.get("booktitle", "")), library.venue_names
    venue = names.venue(container)
    if venue is None:
        return
    if found.group and (other := names.of_group(found.group)) and other != venue:
        yield f"{found.source} is filed under {other.short}, not {venue.short}: look which holds"
    edition = names.edition(container) or int(fields["year"])
    if not names.track(container) and edition not in venue.proceedings:
        yield f"{venue.short} {edition} is new: compare {container!r} with its proceedings"


@lru_cache(maxsize=4)
def _people(library: Library) -> People:
    authors = (person for paper in library.papers.values() for person in paper.authors)
    return People.of(authors, library.family_names)


def _authors(library: Library, found: Found) -> tuple[Person, ...]:
    authors = authors_of(found.fields.get("author", ""), _people(library))
    if not authors:
        raise NoRecord(f"{found.source}: the record has no authors")
    if any(author.name.casefold() in _CUT_LIST for author in authors):
        raise NoRecord(f"{found.source}: the list of authors is cut ('and others')")
    return authors


def _identifiers(given: Mapping[str, str]) -> dict[str, str]:
    """DOI, address and arXiv id in the form of entries."""
    made: dict[str, str] = {}
    doi = doi_of(given.get("doi", "").replace("\\_", "_"))
    mentioned = " ".join(given.get(name, "") for name in ("journal", "volume", "howpublished"))
    eprint = arxiv_id_of(given.get("eprint", "")) or arxiv_id_of(doi) or _arxiv_in(mentioned)
    if doi and not arxiv_id_of(doi):
        made["doi"] = doi
    url = given.get("url", "").replace("\\_", "_").replace("\\%", "%").replace("\\&", "&")
    url = re.sub(
        r"^http://(?=[^/]*(?:nips\.cc|neurips\.cc|aclanthology|doi\.org))", "https://", url
    )
    if url or "doi" in made:
        made["url"] = url or doi_address(made["doi"])
    if eprint:
        made |= {"eprint": eprint, "eprinttype": "arxiv"}
    return made


def _arxiv_in(text: str) -> str:
    numbered = re.search(r"\babs/([0-9]{4}\.[0-9]{4,5})", text)
    return numbered[1] if numbered else arxiv_id_in(text)


def _pages(given: str) -> str:
    """First and last page as entries have them; empty parts are left out."""
    text = re.sub(
        r"^(?:pp?\.|(?:article|paper)(?: no\.)?)\s*", "", plain(given), flags=re.IGNORECASE
    )
    text = re.sub(r"[-–—]+", "--", text.replace(" ", "")).strip("-,")
    first, _, last = text.partition("--")
    if first.isdigit() and last.isdigit() and len(last) < len(first):  # `123-45`
        last = first[: -len(last)] + last
    return f"{first}--{last}" if last and last != first else first


def _as_preprint(fields: Mapping[str, str]) -> dict[str, str]:
    kept = {name: fields[name] for name in _PREPRINT_FIELDS if fields.get(name)}
    if "eprint" in kept:
        kept["url"] = f"https://arxiv.org/abs/{kept['eprint']}"
        kept["howpublished"] = arxiv_howpublished(kept)
    return kept


def container_field(library: Library, venue: Venue) -> str:
    """The field by which the library's records of a venue name it: booktitle or journal."""
    used = Counter(
        "journal" if "journal" in paper.entry.fields else "booktitle"
        for paper in library.papers.values()
        if paper.venue is venue and paper.track is None
    )
    default = "journal" if venue.kind == "journal" else "booktitle"
    return used.most_common(1)[0][0] if used else default


def _container(
    library: Library, venue: Venue, track: Track | None, given: str, edition: int
) -> str:
    """The container as the library's records of this venue, track and edition print it, else as
    given, without place and date."""
    if venue.kind == "journal":
        return bibtex_text(venue.name)
    if track is None and edition in venue.proceedings:
        return bibtex_text(venue.proceedings[edition])
    names = set(venue.proceedings.values())
    if track is None and len(names) == 1 and len(venue.proceedings) > 1:
        return bibtex_text(names.pop())
    if track is not None and track.id == "findings":
        said = re.match(rf"{track.matches[0]}: ([\w/-]+ [0-9]{{4}})", given)
        of = said[1].replace("/", "-") if said else f"{venue.short} {edition}"
        return bibtex_text(f"{track.matches[0]}: {of}")
    if track is not None and not track.named and not track.in_proceedings:
        # What its records print, if that has no year; of the nearest edition.
        printed = {
            abs(paper.edition - edition): paper.container
            for paper in library.papers.values()
            if paper.venue is venue
            and paper.track == track
            and not re.search("[0-9]", paper.container)
        }
        if printed:
            return bibtex_text(printed[min(printed)])
    return bibtex_text(library.venue_names.without_place(given))


def _from_doi(profile: RecordProfile, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields, the DOI in the form of the venue's, with what it holds (volume, number) where
    that is missing."""
    doi = fields.get("doi", "").lower()
    held = re.fullmatch(profile.doi, doi) if profile.doi and doi else None
    if held is None:
        return dict(fields)
    told = {name: value.lstrip("0") for name, value in held.groupdict().items()}
    return {**told, **fields, "doi": doi}


def _of_the_volume(
    library: Library, venue: Venue, track: Track | None, edition: int
) -> dict[str, str]:
    """Series and volume of a conference's proceedings, which hold for all its papers, where the
    library's records of them agree."""
    shared: dict[str, str] = {}
    if venue.kind == "conference":
        for name in ("series", "volume"):
            values = {
                paper.entry.fields[name]
                for paper in library.papers.values()
                if (paper.venue, paper.track, paper.edition) == (venue, track, edition)
                and name in paper.entry.fields
            }
            shared |= {name: values.pop()} if len(values) == 1 else {}
    return shared


def _unknown(library: Library, found: Found, container: str) -> str:
    names = library.venue_names
    of, near = names.of_group(found.group), names.nearest(container)
    hints = [f"{found.source} files it under {of.short}"] if of else []
    hints += [f"the nearest is {near!r}"] if near else []
    said = f" ({'; '.join(hints)})" if hints else ""
    return (
        f"no venue of data/venues.yml is called {shorten(container, 200)!r}{said}: add it there, "
        "or this spelling to the `matches` of its venue"
    )
