"""From what a person gives to a record: where did it appear, and what does the venue itself say?"""

from __future__ import annotations

from w2sg.library.addresses import doi_of
from w2sg.upkeep.services.arxiv import arxiv
from w2sg.upkeep.services.bibtex import bibtex_fields
from w2sg.upkeep.services.crossref import crossref
from w2sg.upkeep.services.dblp import as_published, dblp, published
from w2sg.upkeep.services.found import (
    Found,
    LookupFailed,
    NoRecord,
    Reader,
    is_anonymous,
    same_people,
)
from w2sg.upkeep.services.openreview import openreview
from w2sg.upkeep.services.proceedings import acl_address, proceedings
from w2sg.upkeep.services.targets import Target, target_in


def look_up(target: str, read: Reader) -> Found:
    """The record of what `target` names (see `targets.target_in`); for a preprint, the published
    version if arXiv or DBLP knows one, read from its venue.

    Raises LookupFailed.
    """
    wanted = target_in(target)
    if wanted is None:
        raise LookupFailed(
            f"{target[:200]!r} is no arXiv id or DOI, nor an address of arXiv, OpenReview, DBLP, "
            "the ACL Anthology, PMLR, NeurIPS or CVF; paste its BibTeX with --bib"
        )
    if wanted.kind == "arxiv":
        return _appeared(arxiv(wanted.id, read), read)
    return _record(wanted, read)


def pasted(bibtex: str, source: str) -> Found:
    """The record in BibTeX that a person copied from the venue's page. Raises LookupFailed."""
    fields = bibtex_fields(bibtex, source)
    if is_anonymous(fields["author"]):
        raise LookupFailed(f"{source}: the entry is by nobody")
    preprint = not (fields.get("booktitle") or fields.get("journal"))
    if preprint and not (fields.get("howpublished") or fields.get("eprint")):
        fields_of_places = "booktitle, journal, howpublished or eprint"
        raise NoRecord(f"{source}: the entry does not say where it appeared ({fields_of_places})")
    note = "" if preprint else fields.get("note", "")
    address = fields.get("url") or (f"https://doi.org/{fields['doi']}" if "doi" in fields else "")
    return Found(
        fields,
        address or source,
        ("arxiv" if "eprint" in fields else "secondary") if preprint else "official",
        "preprint" if preprint else "accepted",
        abstract=fields.get("abstract", ""),
    ).noting(note and f"the entry says: {note}")


def _record(wanted: Target, read: Reader) -> Found:
    if wanted.kind == "doi":
        if own := acl_address(wanted.id):
            try:
                return proceedings(own, read)
            except LookupFailed:
                return crossref(wanted.id, read)
        return crossref(wanted.id, read)
    if wanted.kind == "openreview":
        return openreview(wanted.id, read)
    if wanted.kind == "dblp":
        return dblp(wanted.id, read)
    return proceedings(wanted.id, read)


def _appeared(preprint: Found, read: Reader) -> Found:
    """The published version of a preprint, else the preprint."""
    if preprint.status == "withdrawn":
        return preprint
    if doi_of(preprint.doi):
        try:
            found = _record(Target("doi", preprint.doi), read)
        except LookupFailed as failed:
            preprint = preprint.noting(
                f"arXiv names the DOI {preprint.doi}, which could not be read ({failed})"
            )
        else:
            if same_people(found.author, preprint.author):
                note = f"a published version was found by its DOI: {found.container}"
                return as_published(found, preprint).noting(*preprint.notes, note)
            preprint = preprint.noting(f"arXiv names a DOI of other authors: {preprint.doi}")
    return published(preprint, read, lambda address: _own(address, read))


def _own(address: str, read: Reader) -> Found:
    """The venue's record at an address that DBLP names."""
    wanted = target_in(address)
    if wanted is None or wanted.kind in ("arxiv", "dblp"):
        raise LookupFailed(f"{address} is of no venue that can be read")
    return _record(wanted, read)
