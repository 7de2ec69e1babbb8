"""Parts of the pages of categories and settings, and of the indexes of vocabularies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from w2sg.library.model import Paper, Term
from w2sg.queries.claims import disputes_among, gaps_of
from w2sg.queries.counts import answered, growth
from w2sg.queries.lists import evidence
from w2sg.render.charts import Column, columns
from w2sg.render.macros import Macros, heading
from w2sg.render.page_url import PageUrl

CHART_HEIGHT = 110
SPARK_HEIGHT = 26


class TermMacros(Macros):
    """One page per term of a vocabulary."""

    def category(self, here: PageUrl, id: str) -> str:
        """Papers of a category by subtopic, its export, and the questions it bears on."""
        category = self.words.category[id]
        papers = self.library.find(category=id)
        parts = [self._takeaway(f"categories/{id}", papers, here, f"category={id}")]
        parts.append(self._growth(here, papers, f"category={id}"))
        for subtopic in category.subtopics:
            found = self.library.find(subtopic=f"{id}/{subtopic.id}")
            parts.append(heading(f"{subtopic.name} ({len(found)})", subtopic.id))
            parts.append(self._list(found, here))
        counts = Counter(row.question for paper in papers for row in paper.page.evidence)
        parts.append(heading("Open questions it bears on", "questions"))
        parts.append(self._counts(self.words.question, counts, "questions/{}/", here))
        counts = Counter(tag for paper in papers for tag in paper.page.setting)
        parts.append(heading("Settings it was tried in", "settings"))
        query = f"browse/?category={id}&setting={{}}"
        parts.append(self._counts(self.words.setting, counts, query, here))
        return "\n\n".join(parts)

    def setting(self, here: PageUrl, id: str) -> str:
        """Papers of a setting by category, and its export."""
        papers = self.library.find(setting=self.words.setting[id].id)
        parts = [self._takeaway(f"settings/{id}", papers, here, f"setting={id}")]
        parts.append(self._growth(here, papers, f"setting={id}"))
        counts = Counter(tag for paper in papers for tag in paper.page.weak_kind)
        parts.append(heading("Kinds of weak source", "weak-sources"))
        query = f"browse/?setting={id}&weak={{}}"
        parts.append(self._counts(self.words.weak_kind, counts, query, here))
        for category in self.library.taxonomy.categories:
            found = [p for p in papers if p.categories[0] == category.id]
            if found:
                parts.append(heading(f"{category.name} ({len(found)})", category.id))
                parts.append(self._list(tuple(found), here))
        return "\n\n".join(parts)

    def categories(self, here: PageUrl) -> str:
        """All categories with their subtopics."""
        rows = []
        for category in self.library.taxonomy.categories:
            subtopics = [
                (s.name, len(self.library.find(subtopic=f"{category.id}/{s.id}")), s.id)
                for s in category.subtopics
            ]
            papers = self.library.find(category=category.id)
            rows.append((category, len(papers), subtopics, self._spark(papers)))
        return self._render("terms.html", here, rows=rows, folder="categories")

    def settings(self, here: PageUrl) -> str:
        """All settings."""
        terms = self.library.taxonomy.settings
        found = [(term, self.library.find(setting=term.id)) for term in terms]
        rows = [(term, len(papers), (), self._spark(papers)) for term, papers in found]
        return self._render("terms.html", here, rows=rows, folder="settings")

    def topics(self, here: PageUrl) -> str:
        """All categories and settings, a line each."""
        taxonomy, find = self.library.taxonomy, self.library.find
        groups = [
            (
                "categories",
                "Categories",
                [(t, len(find(category=t.id))) for t in taxonomy.categories],
            ),
            ("settings", "Settings", [(t, len(find(setting=t.id))) for t in taxonomy.settings]),
        ]
        return self._render("topics.html", here, groups=groups)

    def questions(self, here: PageUrl, about: bool = True) -> str:
        """All open questions with their balance of findings."""
        rows = []
        for question in self.library.taxonomy.questions:
            counts = Counter(row.stance for _, row in evidence(self.library, question.id))
            rows.append((question, {stance: counts[stance] for stance in self.words.stance}))
        return self._render("questions.html", here, rows=rows, about=about)

    def untested_among(self, here: PageUrl, within: str) -> str:
        """What is untested among the papers of a category or a setting, their disputes, and which
        weak sources have findings. within: their Browse list, such as `setting=agent`."""
        kind, id = within.split("=")
        papers = (
            self.library.find(category=self.words.category[id].id)
            if kind == "category"
            else self.library.find(setting=self.words.setting[id].id)
        )
        table = answered(self.library, papers, within)
        counts = Counter(weak for paper in papers for weak in paper.page.weak_kind)
        return self._shown(
            "untested_among.html",
            here,
            gaps=gaps_of(self.library, papers),
            disputes=disputes_among(self.library, papers),
            table=table,
            rows=[(row, counts[row.id]) for row in table.rows if counts[row.id]],
            absent=[row for row in table.rows if not counts[row.id]],
        )

    def _growth(self, here: PageUrl, papers: tuple[Paper, ...], within: str) -> str:
        table = growth(self.library, papers, within)
        drawn = columns(table, CHART_HEIGHT)
        return self._render("growth.html", here, table=table, drawn=drawn, height=CHART_HEIGHT)

    def _spark(self, papers: tuple[Paper, ...]) -> tuple[Column, ...]:
        return columns(growth(self.library, papers, ""), SPARK_HEIGHT)

    def _takeaway(self, path: str, papers: tuple[Paper, ...], here: PageUrl, browse: str) -> str:
        feed = not path.startswith("settings")
        values = {"path": path, "n": len(papers), "browse": browse, "feed": feed}
        return self._render("takeaway.html", here, **values)

    def _counts(
        self, terms: Mapping[str, Term], counts: Counter[str], target: str, here: PageUrl
    ) -> str:
        rows = [(terms[id].name, n, target.format(id)) for id, n in counts.most_common()]
        return self._render("counts.html", here, rows=rows)
