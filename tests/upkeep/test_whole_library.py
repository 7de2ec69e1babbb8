"""Every entry of the library as if it were new: from its venue's BibTeX and from each service's
form of it, it comes out as it stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

import pytest

from tests.helpers import real_library
from tests.upkeep import forms
from w2sg.library.addresses import host_of
from w2sg.library.model import Paper
from w2sg.library.text import plain
from w2sg.upkeep.record import record_fields
from w2sg.upkeep.services import Found, look_up, pasted
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
                    forms.escape(title).replace("``", '"').replace("''", '"'),
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
    if host == "openaccess.thecvf.com":
        return look_up(url, lambda address, kind: forms.cvf(**own))
    if host == "openreview.net" and paper.venue.kind != "preprint":
        id = url.partition("id=")[2]
        title = plain(fields["title"].replace("{", "").replace("}", ""))
        said = paper.container if paper.track else f"{paper.venue.short} {paper.edition} poster"
        said = "Accepted by TMLR" if paper.venue.id == "tmlr" else said
        return openreview(
            id,
            lambda address, kind: forms.note2(
                title=title,
                authors=spoken,
                venue=said,
                _bibtex=forms.bibtex("misc", "x", own),
            ),
        )
    return crossref_of(paper) if paper.doi else from_bibtex(paper)


def crossref_of(paper: Paper) -> Found:
    fields = paper.entry.fields
    return look_up(
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


def differing(paper: Paper, found: Found) -> Iterator[str]:
    """The fields in which the record comes out otherwise than it stands."""
    made, stands = record_fields(LIBRARY, found), paper.entry.fields
    # An address of its own choice, and an arXiv id from elsewhere, stand in no answer.
    silent = {"url", "eprint", "eprinttype"} if "arxiv" not in found.source else {"url"}
    for name in sorted({*made, *stands} - silent):
        if made.get(name, "") != stands.get(name, ""):
            yield name


# Where a record stands otherwise than its source says, and why.
OTHERWISE = {
    ("bai2022constitutional", "doi"): "the preprint server's own DOI, which other preprints lack",
    ("ding2025w2s", "volume"): "of AAAI it follows from the year; the record names it as not read",
    ("park2025transferable", "volume"): "of AAAI it follows from the year",
    ("sun2026weak", "title"): "straight quotation marks, which LaTeX would set as closing ones",
}


def counted(way: Callable[[Paper], Found]) -> tuple[dict[str, Counter[str]], list[str]]:
    """By venue, how many records come out equal, and with which fields; and the fields that differ
    for no reason that is known."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    for paper in LIBRARY.papers.values():
        found = way(paper)
        fields = list(differing(paper, found))
        table[paper.venue.id].update(fields or ["equal"])
        made = record_fields(LIBRARY, found)
        for name in fields:
            stands = paper.entry.fields.get(name, "")
            only_braces = re.sub("[{}]", "", made.get(name, "")) == re.sub("[{}]", "", stands)
            not_given = way is from_service and not made.get(name) and name not in REQUIRED
            by_hand = way is from_service and name == "title" and only_braces
            if (paper.key, name) not in OTHERWISE and not not_given and not by_hand:
                wrong.append(f"{paper.key}: {name}: {made.get(name)!r}, stands {stands!r}")
    return table, wrong


REQUIRED = ("title", "author", "year", "booktitle", "journal", "howpublished")


@pytest.mark.parametrize("way", [from_bibtex, from_service])
def test_it_comes_out_as_it_stands(way: Callable[[Paper], Found]) -> None:
    table, wrong = counted(way)
    assert wrong == []
    equal = sum(counts["equal"] for counts in table.values())
    assert equal >= (0.99 if way is from_bibtex else 0.9) * len(LIBRARY.papers)


if __name__ == "__main__":
    for way in (from_bibtex, from_service):
        print(way.__doc__)
        for venue, counts in sorted(counted(way)[0].items()):
            print(f"  {venue}: {dict(counts)}")
