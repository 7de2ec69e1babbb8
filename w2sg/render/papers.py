"""Parts of a paper's page."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
from w2sg.library.text import fold
from w2sg.queries.lineage import built_on_by, neighbours
from w2sg.queries.lists import core_first, record_hosts
from w2sg.render.macros import Macros
from w2sg.render.page_url import PageUrl
from w2sg.render.templating import render

LINK_NAMES = {
    "pdf": "PDF",
    "code": "Code",
    "openreview": "OpenReview",
    "project": "Project page",
    "data": "Data",
    "video": "Video",
}


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

    def paper(self, here: PageUrl, key: str) -> str:
        """Head of a paper's page: record, tags, summary, evidence, scores."""
        paper = self.library.paper(key)
        shown = {paper.url}
        links = []
        if paper.arxiv and "arxiv.org" not in paper.url:
            links.append((f"arXiv {paper.arxiv}", f"https://arxiv.org/abs/{paper.arxiv}"))
        if paper.doi and "doi.org" not in paper.url:
            links.append(("DOI", doi_address(paper.doi)))
        for name, target in paper.page.links.items():
            if target not in shown:
                links.append((LINK_NAMES.get(name, name), target))
                shown.add(target)
        return render(
            "paper.html",
            p=paper,
            here=here,
            words=self.words,
            links=links,
            names=paper.names,
            # The theme's search does not fold accents.
            unaccented=" ".join(fold(name) for name in paper.names if not name.isascii()),
            source_name=_source_name(paper),
            rows=[(paper, result) for result in paper.page.results],
        )

    def paper_record(self, here: PageUrl, key: str) -> str:
        """Foot of a paper's page: BibTeX, relations, how it was checked."""
        paper = self.library.paper(key)
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


def _source_name(paper: Paper) -> str:
    """What the record's own address leads to."""
    if "arxiv.org" in paper.url:
        return f"arXiv {paper.arxiv}"
    if "openreview.net" in paper.url:
        return "OpenReview"
    return {"conference": "Proceedings", "journal": "Journal"}.get(paper.venue.kind, "Source")


def _lines(item: Mapping[str, object]) -> str:
    """An object of JSON with a line for each member."""
    said = (f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in item.items())
    return "{\n " + ",\n ".join(said) + "\n}"
