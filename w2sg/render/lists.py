"""Lists of papers, resources and other records, and the numbers on the home page."""

from __future__ import annotations

import re
from collections import Counter

from w2sg.export.compare_data import CITES, TABLE_ROOM, compare_address
from w2sg.export.details import version
from w2sg.export.pieces import FORMATS
from w2sg.export.related_work import FORMATS as KIT_FORMATS
from w2sg.library.addresses import host_of
from w2sg.library.model import Paper, Resource
from w2sg.library.problem import did_you_mean
from w2sg.queries.browse import EVERYTHING, SORTS, Finder, paper_rows
from w2sg.queries.compare import ROWS, selections
from w2sg.queries.lists import newest_day, paper_lists
from w2sg.render.macros import Macros, Tags, heading
from w2sg.render.page_url import PageUrl
from w2sg.render.templating import render

RESOURCE_KINDS = {"codebase": "Codebases", "benchmark": "Benchmarks", "dataset": "Datasets"}


class ListMacros(Macros):
    """What is listed in more than one page, or on a page of its own."""

    def browse(self, here: PageUrl) -> str:
        """All papers, newest first, with the controls that filter them, which a script works, and
        what it needs for that."""
        finder = Finder.of(self.library)
        papers = finder.run(EVERYTHING)
        years = [paper.year for paper in papers]
        return self._render(
            "browse.html",
            here,
            papers=papers,
            facets=finder.facets,
            counts=finder.counts(EVERYTHING),
            years=(min(years, default=None), max(years, default=None)),
            sorts=SORTS,
            formats=FORMATS,
            rows=paper_rows(finder, papers),
            version=version(self.library),
        )

    def find_field(self, here: PageUrl, *examples: str) -> str:
        """A field that searches the library, with examples of what one may type."""
        return self._render(
            "find_field.html",
            here,
            examples=examples,
            number=len(self.library.papers),
            version=version(self.library),
        )

    def venues(self, here: PageUrl) -> str:
        """All venues, those with most papers first, with the number of papers of each year."""
        rows = []
        for venue in self.library.venues.values():
            papers = self.library.find(venue=venue.id)
            if papers:
                years = sorted(Counter(p.year for p in papers).items(), reverse=True)
                rows.append((venue, len(papers), years))
        rows.sort(key=lambda row: (-row[1], row[0].short.casefold()))
        return self._render("venues.html", here, rows=rows)

    def path(self, here: PageUrl, id: str) -> str:
        """A reading path."""
        path = self.words.path[id]
        steps = [(step, self.library.paper(step.key)) for step in path.papers]
        return self._render("reading_path.html", here, path=path, steps=steps)

    def resources(self, here: PageUrl) -> str:
        """All resources by kind and name, with a filter."""
        rows = sorted(self.library.resources, key=lambda r: r.name.casefold())
        tags = {resource.id: self._resource_tags(resource) for resource in rows}
        settings = {term.id: term.name for term in self.library.taxonomy.settings}
        licences = {tags[r.id]["licence"][0]: _family(r.licence) for r in rows if r.licence}
        names = {
            "kind": ("Kind", RESOURCE_KINDS),
            "setting": ("Setting of its papers", settings),
            "licence": ("Licence", {**dict(sorted(licences.items())), "unknown": "not read"}),
        }
        parts = [self._filter(here, names, list(tags.values()), "resources")]
        for kind, name in RESOURCE_KINDS.items():
            found = [r for r in rows if r.kind == kind]
            html = render(
                "resources.html",
                rows=found,
                kind=kind,
                papers=self.library.papers,
                tags=tags,
                here=here,
            )
            parts += [heading(f"{name} ({len(found)})", kind), html]
        return "\n\n".join(parts)

    def _resource_tags(self, resource: Resource) -> Tags:
        papers = [self.library.papers[key] for key in resource.papers]
        licence = re.sub(r"[^a-z0-9.]+", "-", _family(resource.licence).lower())
        return {
            "kind": [resource.kind],
            "setting": sorted({tag for paper in papers for tag in paper.page.setting}),
            "licence": [licence or "unknown"],
        }

    def corrections(self, here: PageUrl) -> str:
        """The original list's rows beside the record."""
        rows = self.library.original.rows
        return self._render("corrections.html", here, rows=rows, papers=self.library.papers)

    def left_out(self, here: PageUrl, which: str) -> str:
        """Excluded or pending works with the reason."""
        lists = {"excluded": self.library.excluded, "pending": self.library.pending}
        if which not in lists:
            raise KeyError(f"no list {which!r}; {did_you_mean(which, lists)}")
        rows = lists[which]
        return self._render("left_out.html", here, rows=rows)

    def levels(self, here: PageUrl) -> str:
        """How many records were checked against what."""
        counts = Counter(p.page.checked.level for p in self.library.papers.values())
        rows = [(level, counts[level.id]) for level in self.library.taxonomy.levels]
        return self._render("levels.html", here, rows=rows)

    def levels_over_time(self, here: PageUrl) -> str:
        """The counts of `levels` in each release, and now."""
        counts = Counter(p.page.checked.level for p in self.library.papers.values())
        rows = [
            ("now", None, counts, sum(counts.values())),
            *((r.version, r.on, r.levels, r.papers) for r in self.library.releases[::-1]),
        ]
        return self._render("levels_over_time.html", here, rows=rows)

    def sources(self, here: PageUrl, most: int = 12) -> str:
        """Hosts on which most records were read."""
        hosts = Counter(
            host
            for paper in self.library.papers.values()
            for host in {host_of(a) for a in _addresses(paper)} - {""}
        )
        rows = sorted(hosts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        return self._render("sources.html", here, rows=rows, n=len(hosts))

    def numbers(self, here: PageUrl) -> str:
        """The library in numbers, each a link to what it counts."""
        papers = self.library.papers.values()
        rows = [
            (len(papers), "papers", "browse/"),
            (len(self.library.find(role="core")), "core papers", "browse/?role=core"),
            (sum(len(p.page.evidence) for p in papers), "findings", "questions/"),
            (sum(len(p.page.results) for p in papers), "reported scores", "results/"),
            (
                sum(p.page.checked.level == "official" for p in papers),
                "checked against the venue’s record",
                "browse/?level=official",
            ),
        ]
        return self._render("numbers.html", here, rows=rows, changed=newest_day(self.library))

    def idea(self, here: PageUrl, key: str, task: str) -> str:
        """The idea in one picture, drawn from the scores of one task of a paper."""
        paper = self.library.paper(key)
        names = [f"{row.task} {row.strong_model}".strip() for row in paper.page.results]
        place = next((i for i, name in enumerate(names) if task in name), None)
        if place is None:
            raise KeyError(f"{key} has no scores of {task!r}; {did_you_mean(task, names)}")
        result = paper.page.results[place]
        weak, student, ceiling = result.weak, result.student, result.ceiling
        if weak is None or student is None or ceiling is None:
            raise ValueError(f"{key}: the scores of {task!r} are not complete")
        scale = 360 / (ceiling - weak)
        x = {
            name: round(80 + (value - weak) * scale, 1)
            for name, value in (("weak", weak), ("student", student), ("ceiling", ceiling))
        }
        return self._render("idea.html", here, p=paper, r=result, x=x)

    def snapshots(self, here: PageUrl) -> str:
        """The releases, newest first, with what changed in each."""
        rows = self.library.releases[::-1]
        return self._render("snapshots.html", here, rows=rows, papers=self.library.papers)

    def cite_library(self, here: PageUrl) -> str:
        """How to cite this library, as of its latest release."""
        release = self.library.releases[-1] if self.library.releases else None
        return self._render("cite_library.html", here, release=release, address=self.address)

    def checkbib(self, here: PageUrl) -> str:
        """The form that checks a bibliography."""
        words, claims = self.library.taxonomy, [c for a in self.library.arguments for c in a.claims]
        return self._render(
            "checkbib.html",
            here,
            categories=words.categories,
            questions=words.questions,
            claims=claims,
        )

    def compare(self, here: PageUrl) -> str:
        """Where papers stand side by side, which a script fills, and what can be taken away."""
        examples = [found for found in selections(self.library) if found.kind == "question"]
        return self._render(
            "compare.html",
            here,
            data=compare_address(self.library),
            version=version(self.library),
            rows=ROWS,
            formats=KIT_FORMATS,
            cites=CITES,
            columns=TABLE_ROOM["columns"],
            examples=examples,
        )

    def exports(self, here: PageUrl) -> str:
        """All downloads."""
        rows = list(paper_lists(self.library))
        return self._render("exports.html", here, rows=rows)


def _addresses(paper: Paper) -> list[str]:
    """The addresses that a record was checked against."""
    return [a for text in paper.page.checked.against for a in re.findall(r"https?://[^\s)]+", text)]


def _family(licence: str) -> str:
    """The licence's name without what is said of it: `MIT` of `MIT (LICENSE.md)`."""
    return re.split(r" \(| text|[,;]", licence)[0]
