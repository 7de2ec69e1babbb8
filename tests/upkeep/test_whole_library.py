"""Every entry of the library as if it were new: from its venue's BibTeX and from each service's
form of it, it comes out as it stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

import pytest

from tests.helpers import real_library
from tests.upkeep import forms
from w2sg.library.addresses import host_of
from w2sg.library.model import Paper, Person
from w2sg.library.names import as_bibtex
from w2sg.library.text import plain
from w2sg.upkeep.record import record_fields
from w2sg.upkeep.services import Found, look_up, pasted
from w2sg.upkeep.services.crossref import crossref
from w2sg.upkeep.services.dblp import dblp
from w2sg.upkeep.services.openreview import openreview

LIBRARY = real_library()


def from_bibtex(paper: Paper) -> Found:
    """What a person pastes from the venue's page."""
    return pasted(paper.entry.raw, "x.bib")


def from_service(paper: Paper) -> Found:
    """What the service gives that keeps the record, in its own form, where one of ours does."""
    fields = dict(paper.entry.fields)
    spoken = [person.name for person in paper.authors]
    url, host = fields.get("url", ""), host_of(fields.get("url", ""))
    if paper.is_preprint and paper.arxiv:
        title = fields["title"].replace("{", "").replace("}", "")
        return look_up(
            paper.arxiv,
            lambda address, kind: (
                forms.NO_HITS
                if "dblp" in address
                else forms.atom(
                    forms.escape(title.replace("``", '"').replace("''", '"')),
                    list(map(forms.escape, spoken)),
                    id=f"{paper.arxiv}v2",
                    year=fields["year"],
                )
            ),
        )
    own = {n: v for n, v in fields.items() if n not in ("url", "eprint", "eprinttype")}
    if host == "aclanthology.org":
        return look_up(url, lambda address, kind: forms.acl_bib("x", **own, url=url))
    if host == "proceedings.mlr.press":
        return look_up(url, lambda address, kind: forms.pmlr(**own, url=url))
    if host == "proceedings.neurips.cc":
        entry = forms.bibtex("inproceedings", "x", own)
        page = forms.neurips_page("/paper_files/paper/file/x-Bibtex-Conference.bib")
        return look_up(url, lambda address, kind: entry if kind == "bib" else page)
    if host == "openaccess.thecvf.com":
        return look_up(url, lambda address, kind: forms.cvf(**own))
    if host == "openreview.net" and paper.venue.kind != "preprint":
        id = url.partition("id=")[2]
        title = plain(fields["title"].replace("{", "").replace("}", ""))
        said = paper.container if paper.track else f"{paper.venue.short} {paper.edition} poster"
        said = "Accepted by TMLR" if paper.venue.id == "tmlr" else said
        note = forms.note1 if paper.year < 2023 else forms.note2
        stored = forms.bibtex("misc", "x", own)
        answer = note(title=title, authors=spoken, venue=said, _bibtex=stored)
        no_notes = '{"notes": []}'
        newer = paper.year < 2023  # what the first version of the API has, the second has not
        return openreview(
            id, lambda address, kind: no_notes if newer and "api2" in address else answer
        )
    return crossref_of(paper) if paper.doi else from_bibtex(paper)


def from_dblp(paper: Paper) -> Found:
    """DBLP's own record: names as they are spoken, the place and the day behind the proceedings."""
    if paper.venue.kind not in ("conference", "journal"):
        return from_bibtex(paper)
    fields = {n: v for n, v in paper.entry.fields.items() if n not in ("eprint", "eprinttype")}
    fields["author"] = " and ".join(as_bibtex_spoken(person) for person in paper.authors)
    if "booktitle" in fields and not paper.track:
        short = f"{{{paper.venue.short}}} {paper.edition}"
        fields["booktitle"] += f", {short}, Vienna, Austria, July 7-11, {paper.edition}"
    kind = "article" if "journal" in fields else "inproceedings"
    return dblp("conf/x/X1", lambda address, _: forms.dblp_bib(kind, "conf/x/X1", **fields))


def as_bibtex_spoken(person: Person) -> str:
    """A name as DBLP writes it, a team in braces."""
    if not person.given:
        return as_bibtex(person)
    return person.name


def from_crossref(paper: Paper) -> Found:
    """What the publisher deposited, where a record has a DOI."""
    return crossref_of(paper) if paper.doi and not paper.is_preprint else from_bibtex(paper)


def crossref_of(paper: Paper) -> Found:
    fields = paper.entry.fields
    return crossref(
        paper.doi,
        lambda address, kind: forms.crossref(
            type="journal-article" if "journal" in fields else "proceedings-article",
            title=[paper.title],
            author=[
                {
                    "given": p.given,
                    "family": p.surname,
                    **({"suffix": p.suffix} if p.suffix else {}),
                }
                for p in paper.authors
            ],
            issued={"date-parts": [[paper.year]]},
            DOI=paper.doi,
            page=paper.pages.replace("–", "-") or None,
            volume=fields.get("volume"),
            issue=fields.get("number"),
            publisher=fields.get("publisher", "P"),
            **{"container-title": [paper.container]},
        ),
    )


def differing(paper: Paper, found: Found, made: Mapping[str, str]) -> Iterator[str]:
    """The fields in which the record comes out otherwise than it stands."""
    stands = paper.entry.fields
    # An address of its own choice, and an arXiv id from elsewhere, stand in no answer.
    silent = {"url", "eprint", "eprinttype"} if "arxiv" not in found.source else {"url"}
    for name in sorted({*made, *stands} - silent):
        if made.get(name, "") != stands.get(name, ""):
            yield name


# Where a record stands otherwise than its source says, and why.
OTHERWISE = {
    ("zhu2026geomin", "author"): "a family name in capitals, as arXiv's listing has it: `MA`",
    ("bai2022constitutional", "doi"): "the preprint server's own DOI, which other preprints lack",
    ("ding2025w2s", "volume"): "of AAAI it follows from the year; the record names it as not read",
    ("park2025transferable", "volume"): "of AAAI it follows from the year",
}


def counted(way: Callable[[Paper], Found]) -> tuple[dict[str, Counter[str]], list[str]]:
    """By venue, how many records come out equal, and with which fields; and the fields that differ
    for no reason that is known."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    for paper in LIBRARY.papers.values():
        found = way(paper)
        made = record_fields(LIBRARY, found)
        fields = list(differing(paper, found, made))
        table[paper.venue.id].update(fields or ["equal"])
        for name in fields:
            stands = paper.entry.fields.get(name, "")
            only_braces = re.sub("[{}]", "", made.get(name, "")) == re.sub("[{}]", "", stands)
            not_given = way is not from_bibtex and not made.get(name) and name not in REQUIRED
            by_hand = way is not from_bibtex and name == "title" and only_braces
            # DOIs are the same in small letters and capitals; DBLP prints either.
            same_doi = name == "doi" and made.get(name, "").lower() == stands.lower()
            excused = (paper.key, name) in OTHERWISE or not_given or by_hand or same_doi
            if not excused:
                wrong.append(f"{paper.key}: {name}: {made.get(name)!r}, stands {stands!r}")
    return table, wrong


WAYS = (from_bibtex, from_service, from_dblp, from_crossref)
REQUIRED = ("title", "author", "year", "booktitle", "journal", "howpublished")


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_it_comes_out_as_it_stands(way: Callable[[Paper], Found]) -> None:
    table, wrong = counted(way)
    assert wrong == []
    equal = sum(counts["equal"] for counts in table.values())
    assert equal >= (0.99 if way is from_bibtex else 0.9) * len(LIBRARY.papers)


if __name__ == "__main__":
    for way in WAYS:
        print(way.__doc__)
        for venue, counts in sorted(counted(way)[0].items()):
            print(f"  {venue}: {dict(counts)}")
