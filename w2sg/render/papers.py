"""Parts of a paper's page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from html import escape
from urllib.parse import urlencode

from markupsafe import Markup

from w2sg.export.citation_tags import citation_tags
from w2sg.export.csl import csl_item
from w2sg.export.jsonld import article
from w2sg.export.pieces import all_pieces
from w2sg.export.references import STYLES
from w2sg.library.addresses import doi_address, host_of, is_address
from w2sg.library.model import Paper
from w2sg.library.pdf import pdf_address
from w2sg.queries.claims import disputes_of
from w2sg.queries.lineage import built_on_by, neighbours
from w2sg.queries.lists import core_first, record_hosts
from w2sg.queries.scores import rows_of, tasks
from w2sg.render.charts import dumbbell
from w2sg.render.macros import Macros
from w2sg.render.page_url import PageUrl
from w2sg.render.templating import render

LINK_NAMES = {
    "code": "Code",
    "openreview": "OpenReview",
    "project": "Project page",
    "data": "Data",
    "video": "Video",
}
_JSON = json.JSONEncoder(ensure_ascii=False)


class PaperMacros(Macros):
    """Papers' pages, and citations that lead to them."""

    def cite(self, here: PageUrl, *keys: str) -> str:
        """A citation in prose that leads to the papers' pages."""
        links = []
        for key in keys:
            paper = self.library.paper(key)
            target = escape(here.to(f"papers/{key}/"))
            label = escape(paper.cited_as)
            links.append(f'<a class="w2-cite" href="{target}">{label}</a>')
        return "; ".join(links)

    def repository_link(self, here: PageUrl, text: str, path: str = "") -> str:
        """A link to a page of the repository, such as a form. path: below its address."""
        return f'<a href="{escape(f"{self.repository}/{path}".rstrip("/"))}">{escape(text)}</a>'

    def paper(self, here: PageUrl, key: str) -> str:
        """Head of a paper's page: record, tags, summary, evidence, scores."""
        paper = self.library.paper(key)
        if paper.page.draft:
            return render("draft.html", p=paper, here=here, names=paper.names)
        disputes = disputes_of(self.library, key)
        return render(
            "paper.html",
            p=paper,
            here=here,
            words=self.words,
            links=_links(paper),
            rows=[(row, dumbbell(tasks(self.library)[row.id], row)) for row in rows_of(paper)],
            library=self.library.papers,
            disputes=disputes,
            opponents=len({side.key for d in disputes for side in (d.a, d.b)} - {key}),
            marking=partial(self._marking, here),
        )

    def paper_record(self, here: PageUrl, key: str) -> str:
        """Foot of a paper's page: BibTeX, relations, how it was checked."""
        paper = self.library.paper(key)
        if paper.page.draft:
            return ""
        of, picks = self.library.papers, all_pieces(self.library)
        return render(
            "paper_record.html",
            p=paper,
            here=here,
            words=self.words,
            texts={
                "ris": picks["ris"]["items"][key],
                "csl": _lines(csl_item(paper)),
            },
            # Markup by the citation processor around escaped text.
            references={s: Markup(picks[f"{s}.html"]["items"][key]) for s in STYLES},  # noqa: S704
            builds_on=core_first(of[k] for k in paper.page.extends),
            built_on_by=core_first(of[k] for k in built_on_by(self.library).get(key, ())),
            neighbours=neighbours(self.library, key),
            sources=[self._source(text) for text in paper.page.checked.against],
            correct=self._correction_form(paper),
            edit=f"{self.repository}/edit/main/{paper.entry.file}#L{paper.entry.line}",
        )

    def _source(self, text: str) -> tuple[str, str]:
        """A source that was read, as a link and the words after it. Copies on hosts to which no
        record leads are named but not linked, for nobody vouches for what they become."""
        where, gap, note = text.partition(" (")
        linked = is_address(where) and host_of(where) in record_hosts(self.library)
        return (where, gap + note) if linked else ("", text)

    def _correction_form(self, paper: Paper) -> str:
        """Address of the filled-in form for a mistake in a record."""
        query = {"template": "correct-a-record.yml", "title": f"Correct {paper.key}"}
        return f"{self.repository}/issues/new?{urlencode({**query, 'key': paper.key})}"


def paper_head(here: PageUrl, paper: Paper, address: str) -> str:
    """What a paper's page tells machines, as HTML. address: the site's, with a slash at the end."""
    linked = article(paper, address)
    return render("paper_head.html", p=paper, here=here, tags=citation_tags(paper), linked=linked)


def _links(paper: Paper) -> list[tuple[str, str]]:
    """Where the paper leads, each address once: name and address, in the order readers ask."""
    given = {LINK_NAMES.get(name, name): to for name, to in paper.page.links.items()}
    names = {
        "PDF": pdf_address(paper),
        "arXiv": f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else "",
        _source_name(paper): paper.url,
        "Code": "",
        **{name: to for name, to in given.items() if name != "pdf"},
        "DOI": doi_address(paper.doi) if paper.doi else "",
    }
    first: dict[str, str] = {}
    for name, address in names.items():
        first.setdefault(address, name)
    return [(name, address) for address, name in first.items() if address]


def _source_name(paper: Paper) -> str:
    """What the record's own address leads to."""
    if "arxiv.org" in paper.url:
        return "arXiv"
    if "openreview.net" in paper.url:
        return "OpenReview"
    return {"conference": "Proceedings", "journal": "Journal"}.get(paper.venue.kind, "Source")


def _lines(item: Mapping[str, object]) -> str:
    """An object of JSON with a line for each member."""
    said = (f"{_JSON.encode(k)}: {_JSON.encode(v)}" for k, v in item.items())
    return "{\n " + ",\n ".join(said) + "\n}"
