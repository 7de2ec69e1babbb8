"""Pictures of the library: growth, the atlas, and reported scores."""

from __future__ import annotations

from w2sg.library.model import Result
from w2sg.queries.counts import Table, category_settings, category_years, venue_years, weak_gains
from w2sg.queries.lineage import lineage
from w2sg.queries.scores import by_domain, scores
from w2sg.render.charts import columns, dumbbell
from w2sg.render.macros import Macros, heading
from w2sg.render.page_url import PageUrl


class PictureMacros(Macros):
    """Charts are tables, or SVG with the table beside it; every mark leads to what it counts."""

    def category_years(self, here: PageUrl) -> str:
        """Papers per year, one small chart for each category, all on one scale."""
        table = category_years(self.library)
        charts = []
        for row in table.rows:
            only = Table(row.name, (row,), table.columns, table.cells)
            total = len(self.library.find(category=row.id))
            charts.append((row, total, columns(only, 70, table.highest)))
        return self._render("small_multiples.html", here, charts_=charts, table=table)

    def category_settings(self, here: PageUrl) -> str:
        """Papers by setting and category."""
        return self._render("heat.html", here, table=category_settings(self.library), years=False)

    def weak_gains(self, here: PageUrl) -> str:
        """For each kind of weak source: how often the student beats it."""
        table = weak_gains(self.library)
        rows = sorted(table.rows, key=lambda row: -table.row_total(row))
        return self._render("shares.html", here, table=table, rows=rows)

    def venue_years(self, here: PageUrl) -> str:
        """Papers per year at the venues with the most."""
        return self._render("heat.html", here, table=venue_years(self.library), years=True)

    def descent(self, here: PageUrl) -> str:
        """The core papers as a tree of who builds on whom."""
        return self._render("descent.html", here, roots=lineage(self.library))

    def scores(self, here: PageUrl) -> str:
        """Every reported score by domain and task, with a filter."""
        rows = scores(self.library)
        methods = {m: str(i) for i, m in enumerate(sorted({r.result.method for r in rows}))}
        tags = {
            row.id: {
                "domain": [row.domain],
                "year": [str(row.paper.year)],
                "method": [methods[row.result.method]],
                "outcome": [outcome(row.result)],
            }
            for row in rows
        }
        domains = by_domain(self.library)
        names = {
            "domain": ("Setting", {domain.id: domain.name for domain in domains}),
            "year": ("Year", {str(r.paper.year): str(r.paper.year) for r in rows}),
            "method": ("Method", {i: m or "not named" for m, i in methods.items()}),
            "outcome": ("Student", OUTCOMES),
        }
        parts = [self._filter(here, names, list(tags.values()), "rows")]
        for domain in domains:
            drawn = [(task, [(r, dumbbell(task, r)) for r in task.rows]) for task in domain.tasks]
            parts.append(heading(f"{domain.name} ({domain.size})", domain.id))
            parts.append(self._render("scores.html", here, domain=domain, tasks=drawn, tags=tags))
        return "\n\n".join(parts)


OUTCOMES = {
    "above": "above its weak source",
    "below": "below its weak source",
    "gap": "only the gap is stated",
    "open": "weak source not given",
}


def outcome(result: Result) -> str:
    """Where the student stands against its weak source, as far as the row says; no metric of a row
    that gives both is better when lower."""
    if result.weak is not None and result.student is not None:
        return "above" if result.student > result.weak else "below"
    return "gap" if result.pgr is not None else "open"
