"""The parts of pages that are derived from the library. Each method returns HTML or Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlencode

from w2sg.library import Library
from w2sg.model import Evidence, Paper, Term
from w2sg.query import Finder, facet_data
from w2sg.render.environment import fill, fill_unsearched
from w2sg.render.place import Place
from w2sg.render.words import Words
from w2sg.text import fold

LINK_NAMES = {
    "pdf": "PDF",
    "code": "Code",
    "openreview": "OpenReview",
    "project": "Project page",
    "data": "Data",
    "video": "Video",
}


class Pages:
    """Renders the records of one library.

    repository: address of the repository, for links to forms. Raises KeyError for unknown ids,
    which fails the build.
    """

    def __init__(self, library: Library, repository: str) -> None:
        self.library = library
        self.repository = repository
        self.words = Words.of(library)

    # Papers

    def cite(self, at: Place, *keys: str) -> str:
        """A citation in prose that leads to the papers' pages."""
        links = []
        for key in keys:
            paper = self._paper(key)
            target = escape(at.to(f"papers/{key}/"))
            label = escape(paper.cited_as)
            links.append(f'<a class="w2-cite" href="{target}">{label}</a>')
        return "; ".join(links)

    def paper(self, at: Place, key: str) -> str:
        """Head of a paper's page: record, tags, summary, evidence, scores."""
        paper = self._paper(key)
        shown = {paper.url}
        links = []
        if paper.arxiv and "arxiv.org" not in paper.url:
            links.append((f"arXiv {paper.arxiv}", f"https://arxiv.org/abs/{paper.arxiv}"))
        if paper.doi and "doi.org" not in paper.url:
            links.append(("DOI", f"https://doi.org/{paper.doi}"))
        for name, target in paper.page.links.items():
            if target not in shown:
                links.append((LINK_NAMES.get(name, name), target))
                shown.add(target)
        return fill(
            "paper.html",
            p=paper,
            at=at,
            words=self.words,
            links=links,
            names=[person.name for person in paper.authors],
            # The theme's search does not fold accents.
            unaccented=" ".join(fold(p.name) for p in paper.authors if not p.name.isascii()),
            source_name=_source_name(paper),
            rows=[(paper, result) for result in paper.page.results],
        )

    def paper_record(self, at: Place, key: str) -> str:
        """Foot of a paper's page: BibTeX, relations, how it was checked."""
        paper = self._paper(key)
        of = self.library.papers
        return fill(
            "paper_record.html",
            p=paper,
            at=at,
            words=self.words,
            builds_on=_core_first(of[k] for k in paper.page.extends),
            built_on_by=_core_first(of[k] for k in self.library.built_on_by.get(key, ())),
            correct=self.correction_form(paper),
            edit=f"{self.repository}/edit/main/{paper.entry.file}#L{paper.entry.line}",
        )

    def correction_form(self, paper: Paper) -> str:
        """Address of the filled-in form for a mistake in a record."""
        query = {"template": "correct-a-record.yml", "title": f"Correct {paper.key}"}
        return f"{self.repository}/issues/new?{urlencode({**query, 'key': paper.key})}"

    # Vocabularies

    def category(self, at: Place, id: str) -> str:
        """Papers of a category by subtopic, its export, and the questions it bears on."""
        category = next(c for c in self.library.taxonomy.categories if c.id == id)
        papers = self.library.find(category=id)
        parts = [self._take(f"categories/{id}.bib", papers, at, f"category={id}")]
        for subtopic in category.subtopics:
            found = self.library.find(subtopic=f"{id}/{subtopic.id}")
            parts.append(_heading(f"{subtopic.name} ({len(found)})", subtopic.id))
            parts.append(self._list(found, at))
        counts = Counter(row.question for paper in papers for row in paper.page.evidence)
        parts.append(_heading("Open questions it bears on", "questions"))
        parts.append(self._counts(self.words.question, counts, "questions/{}/", at))
        counts = Counter(tag for paper in papers for tag in paper.page.setting)
        parts.append(_heading("Settings it was tried in", "settings"))
        query = f"browse/?category={id}&setting={{}}"
        parts.append(self._counts(self.words.setting, counts, query, at))
        return "\n\n".join(parts)

    def setting(self, at: Place, id: str) -> str:
        """Papers of a setting by category, and its export."""
        papers = self.library.find(setting=id)
        parts = [self._take(f"settings/{id}.bib", papers, at, f"setting={id}")]
        counts = Counter(tag for paper in papers for tag in paper.page.weak_kind)
        parts.append(_heading("Kinds of weak source", "weak-sources"))
        query = f"browse/?setting={id}&weak={{}}"
        parts.append(self._counts(self.words.weak_kind, counts, query, at))
        for category in self.library.taxonomy.categories:
            found = [p for p in papers if p.categories[0] == category.id]
            if found:
                parts.append(_heading(f"{category.name} ({len(found)})", category.id))
                parts.append(self._list(tuple(found), at))
        return "\n\n".join(parts)

    def question(self, at: Place, id: str) -> str:
        """Balance of evidence on a question, its rows by stance, and its export."""
        rows = self.library.evidence(id)
        papers = self.library.find(question=id)
        stances = self.stances(rows)
        parts = [
            _heading(f"The evidence ({len(rows)})", "evidence"),
            fill_unsearched("balance.html", counts=stances, words=self.words),
            self._take(f"questions/{id}.bib", papers, at, f"question={id}"),
        ]
        for stance in self.library.taxonomy.stances:
            found = [row for row in rows if row[1].stance == stance.id]
            if found:
                parts.append(_heading(f"{stance.name} ({len(found)})", stance.id, level=3))
                parts.append(
                    fill_unsearched("evidence_rows.html", rows=found, words=self.words, at=at)
                )
        return "\n\n".join(parts)

    def stances(self, rows: tuple[tuple[Paper, Evidence], ...]) -> dict[str, int]:
        """stance -> number of rows, in the taxonomy's order."""
        counts = Counter(row.stance for _, row in rows)
        return {stance.id: counts[stance.id] for stance in self.library.taxonomy.stances}

    def categories(self, at: Place) -> str:
        """All categories with their subtopics."""
        rows = []
        for category in self.library.taxonomy.categories:
            subtopics = [
                (s.name, len(self.library.find(subtopic=f"{category.id}/{s.id}")), s.id)
                for s in category.subtopics
            ]
            rows.append((category, len(self.library.find(category=category.id)), subtopics))
        return fill_unsearched("terms.html", rows=rows, folder="categories", at=at)

    def settings(self, at: Place) -> str:
        """All settings."""
        terms = self.library.taxonomy.settings
        rows = [(term, len(self.library.find(setting=term.id)), ()) for term in terms]
        return fill_unsearched("terms.html", rows=rows, folder="settings", at=at)

    def questions(self, at: Place, about: bool = True) -> str:
        """All open questions with their balance of evidence."""
        rows = [
            (question, self.stances(self.library.evidence(question.id)))
            for question in self.library.taxonomy.questions
        ]
        return fill_unsearched("questions.html", rows=rows, words=self.words, at=at, about=about)

    def venues(self, at: Place) -> str:
        """All venues with their papers by year."""
        parts = []
        for venue in sorted(self.library.venues.values(), key=lambda v: v.short.casefold()):
            papers = self.library.find(venue=venue.id)
            if papers:
                years = sorted({p.year for p in papers}, reverse=True)
                by_year = [(y, [p for p in papers if p.year == y]) for y in years]
                name = venue.name if venue.name != venue.short else ""
                title = f"{venue.short}: {name}" if name else venue.short
                parts.append(_heading(f"{title} ({len(papers)})", venue.id))
                parts.append(fill_unsearched("venues.html", venue=venue, years=by_year, at=at))
        return "\n\n".join(parts)

    # Lists and whole pages

    def browse(self, at: Place) -> str:
        """All papers, newest first, with what the browser needs to filter them."""
        finder = Finder.of(self.library)
        papers = sorted(self.library.papers.values(), key=lambda p: (-p.year, p.key))
        facets = facet_data(finder, papers)
        return fill_unsearched("browse.html", papers=papers, words=self.words, at=at, facets=facets)

    def path(self, at: Place, id: str) -> str:
        """A reading path."""
        path = next(p for p in self.library.paths if p.id == id)
        steps = [(step, self._paper(step.key)) for step in path.papers]
        return fill_unsearched("reading_path.html", path=path, steps=steps, at=at)

    def insight(self, at: Place, id: str) -> str:
        """What bears an insight out and what limits it."""
        insight = next(i for i in self.library.insights if i.id == id)
        sides = [
            (name, stance, [(w, self._paper(w.key)) for w in rows])
            for name, stance, rows in (
                ("borne out by", "supports", insight.supports),
                ("limited by", "challenges", insight.limits),
            )
        ]
        return fill_unsearched("insight.html", sides=sides, at=at)

    def resources(self, at: Place, kind: str) -> str:
        """Resources of a kind, by name."""
        rows = [r for r in self.library.resources if r.kind == kind]
        rows.sort(key=lambda r: r.name.casefold())
        return fill("resources.html", rows=rows, papers=self.library.papers, at=at)

    def corrections(self, at: Place) -> str:
        """The original list's rows beside the record."""
        rows = self.library.original.rows
        return fill_unsearched("corrections.html", rows=rows, papers=self.library.papers, at=at)

    def left_out(self, at: Place, which: str) -> str:
        """Excluded or pending works with the reason."""
        rows = {"excluded": self.library.excluded, "pending": self.library.pending}[which]
        return fill_unsearched("left_out.html", rows=rows, at=at)

    def levels(self, at: Place) -> str:
        """How many records were checked against what."""
        counts = Counter(p.page.checked.level for p in self.library.papers.values())
        rows = [(level, counts[level.id]) for level in self.library.taxonomy.levels]
        return fill_unsearched("levels.html", rows=rows, at=at)

    def numbers(self, at: Place) -> str:
        """The library in numbers, each a link to what it counts."""
        papers = self.library.papers.values()
        rows = [
            (len(papers), "papers", "browse/"),
            (len(self.library.find(role="core")), "on W2SG itself", "browse/?role=core"),
            (sum(len(p.page.evidence) for p in papers), "findings", "questions/"),
            (sum(len(p.page.results) for p in papers), "reported scores", "browse/?scores=yes"),
            (
                sum(p.page.checked.level == "official" for p in papers),
                "checked against the venue’s record",
                "browse/?level=official",
            ),
        ]
        return fill_unsearched("numbers.html", rows=rows, at=at)

    def newest(self, at: Place, number: int = 6) -> str:
        """The latest core papers."""
        papers = sorted(
            self.library.find(role="core"),
            key=lambda p: (p.page.added, p.year, p.arxiv),
            reverse=True,
        )
        return self._list(tuple(papers[:number]), at)

    def idea(self, at: Place, key: str, task: str) -> str:
        """The idea in one picture, drawn from the scores of one task of a paper."""
        paper = self._paper(key)
        result = next(r for r in paper.page.results if task in f"{r.task} {r.strong_model}")
        weak, student, ceiling = result.weak, result.student, result.ceiling
        if weak is None or student is None or ceiling is None:
            raise ValueError(f"{key}: the scores of {task!r} are not complete")
        scale = 360 / (ceiling - weak)
        x = {
            name: round(80 + (value - weak) * scale, 1)
            for name, value in (("weak", weak), ("student", student), ("ceiling", ceiling))
        }
        return fill_unsearched("idea.html", p=paper, r=result, x=x, at=at)

    def exports(self, at: Place) -> str:
        """All downloads."""
        of = self.library
        rows = [("The whole library", len(of.papers), "library.bib")]
        for category in of.taxonomy.categories:
            found = of.find(category=category.id)
            rows.append((category.name, len(found), f"categories/{category.id}.bib"))
        for question in of.taxonomy.questions:
            found = of.find(question=question.id)
            rows.append((question.name, len(found), f"questions/{question.id}.bib"))
        for setting in of.taxonomy.settings:
            found = of.find(setting=setting.id)
            rows.append((setting.name, len(found), f"settings/{setting.id}.bib"))
        return fill_unsearched("exports.html", rows=rows, at=at)

    # Pieces

    def _paper(self, key: str) -> Paper:
        if key not in self.library.papers:
            raise KeyError(f"no paper {key!r} in the library")
        return self.library.papers[key]

    def _list(self, papers: tuple[Paper, ...], at: Place) -> str:
        ordered = _core_first(papers)
        return fill_unsearched("papers.html", papers=ordered, words=self.words, at=at)

    def _take(self, file: str, papers: tuple[Paper, ...], at: Place, browse: str) -> str:
        return fill_unsearched("takeaway.html", file=file, n=len(papers), at=at, browse=browse)

    def _counts(
        self, terms: Mapping[str, Term], counts: Counter[str], target: str, at: Place
    ) -> str:
        rows = [(terms[id].name, n, target.format(id)) for id, n in counts.most_common()]
        return fill_unsearched("counts.html", rows=rows, at=at)


def _core_first(papers: Iterable[Paper]) -> list[Paper]:
    """Core papers first, then newest first, then by key."""
    return sorted(papers, key=lambda p: (p.page.role != "core", -p.year, p.key))


def _heading(text: str, id: str, level: int = 2) -> str:
    """A Markdown heading with a fixed id, its text inert."""
    inert = "".join(f"&#{ord(c)};" if not c.isalnum() and c not in " ,.-()" else c for c in text)
    return f"{'#' * level} {inert} {{: #{id}}}"


def _source_name(paper: Paper) -> str:
    """What the record's own address leads to."""
    if "arxiv.org" in paper.url:
        return f"arXiv {paper.arxiv}"
    if "openreview.net" in paper.url:
        return "OpenReview"
    return {"conference": "Proceedings", "journal": "Journal"}.get(paper.venue.kind, "Source")
