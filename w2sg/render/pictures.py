"""Pictures of the library: growth, the atlas, and reported scores."""

from __future__ import annotations

from collections import Counter

from w2sg.library.model import Result
from w2sg.library.problem import did_you_mean
from w2sg.queries.counts import Table, category_settings, category_years, venue_years, weak_gains
from w2sg.queries.lineage import lineage
from w2sg.queries.scores import Row, by_what_is_known, domain_names, scores, tasks
from w2sg.render.charts import columns, dumbbell, gap_place, strip
from w2sg.render.macros import Macros, Tags, heading
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

    def lineage(self, here: PageUrl) -> str:
        """The core papers as a tree of who builds on whom."""
        return self._render("lineage.html", here, roots=lineage(self.library))

    def gaps(self, here: PageUrl) -> str:
        """Every row with a gap recovered, a lane a domain, as dots that lead to the rows."""
        rows = [r for r in scores(self.library) if r.result.gap_recovered is not None]
        lanes = []
        for id, name in domain_names(self.library).items():
            dots, height = strip(row for row in rows if row.domain == id)
            lanes.append((id, name, dots, height))
        most = sum((row.result.gap_recovered or 0) > HALF for row in rows)
        return self._render(
            "strip.html",
            here,
            lanes=[lane for lane in lanes if lane[2]],
            others=[lane[0] for lane in lanes if not lane[2]],
            n=len(rows),
            from_one=max(Counter(row.paper.key for row in rows).values(), default=0),
            title=f"{most} of {len(rows)} rows recover more than half the gap",
            ticks=[(gap_place(x), f"{x} %") for x in (0, 50, 100, 150)],
        )

    def explore_gap(self, here: PageUrl, *ids: str) -> str:
        """Handles for the figure above it, and rows to start from, by their ids on Results."""
        known = {row.id: row for row in scores(self.library)}
        presets = []
        for id in ids:
            if id not in known:
                raise KeyError(f"no row {id!r}; {did_you_mean(id, known)}")
            row = known[id]
            result = row.result
            given = [x for x in (result.weak, result.student, result.ceiling) if x is not None]
            if len(given) < len(("weak", "student", "ceiling")):
                raise ValueError(f"the scores of {id} are not complete")
            share = max(given) <= 1  # shown in percent, as the handles are
            models = f"{result.weak_model or 'source'} → {result.strong_model or 'student'}"
            presets.append(
                {
                    "name": f"{row.paper.cited_as}, {result.task}",
                    "gap": result.pgr,
                    "scores": [round(x * 100, 2) if share else x for x in given],
                    "told": f"{result.metric}{', in percent' if share else ''}: {models}. ",
                    "place": f"{row.paper.cited_as}, {result.where}",
                    "address": here.to(f"results/#{id}"),
                }
            )
        return self._render("explore_gap.html", here, presets=presets)

    def scores(self, here: PageUrl) -> str:
        """Every reported score in three groups, by paper, with a filter."""
        rows = scores(self.library)
        task_of = tasks(self.library)
        names = {
            "domain": ("Domain", domain_names(self.library)),
            "outcome": ("Student", OUTCOMES),
            "role": ("Paper", {"core": "core papers", "other": "others"}),
            "read": ("Gap", {"stated": "stated", "computed": "computed here", "none": "not given"}),
            "year": ("Year", {str(r.paper.year): str(r.paper.year) for r in rows}),
        }
        tags = {row.id: _row_tags(row) for row in rows}
        bells = {row.id: dumbbell(task_of[row.id], row) for row in rows}
        parts = [self._filter(here, names, list(tags.values()), "rows")]
        for group, papers in by_what_is_known(self.library).items():
            n = sum(len(found.rows) for found in papers)
            parts.append(heading(f"{GROUPS[group]} ({n})", group))
            values = {"papers": papers, "bells": bells, "tags": tags, "group": group}
            parts.append(self._render("scores.html", here, **values))
        return "\n\n".join(parts)


HALF = 50  # percent of the gap
GROUPS = {"gap": "Gap recovered", "pair": "Source and student", "student": "Student only"}


def _row_tags(row: Row) -> Tags:
    result = row.result
    stated = (
        "none" if result.gap_recovered is None else "computed" if result.pgr_computed else "stated"
    )
    return {
        "domain": [row.domain],
        "outcome": [outcome(result)],
        "role": ["core" if row.paper.page.role == "core" else "other"],
        "read": [stated],
        "year": [str(row.paper.year)],
    }


OUTCOMES = {
    "above": "above its weak source",
    "equal": "level with its weak source",
    "below": "below its weak source",
    "gap": "only the gap is stated",
    "open": "weak source not given",
}


def outcome(result: Result) -> str:
    """Where the student stands against its weak source, as far as the row says; no metric of a row
    that gives both is better when lower."""
    if result.weak is not None and result.student is not None:
        if result.student == result.weak:
            return "equal"
        return "above" if result.student > result.weak else "below"
    return "gap" if result.pgr is not None else "open"
