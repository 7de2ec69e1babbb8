"""Parts of the pages of open questions: the answer, the claims, disputes, gaps, all findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from markupsafe import Markup

from w2sg.library.model import Evidence, Paper
from w2sg.queries.claims import (
    ClaimFindings,
    all_claims,
    argument,
    beyond_abstract,
    claims_of,
    neighbours,
)
from w2sg.queries.counts import stance_years, tested, untested, worked_on, year_column
from w2sg.queries.lists import evidence
from w2sg.render.charts import columns
from w2sg.render.macros import Macros, filter_options, heading
from w2sg.render.page_url import PageUrl

CHART_HEIGHT = 110


class QuestionMacros(Macros):
    """One page per open question, and what other pages say of the questions."""

    def short_answer(self, here: PageUrl, id: str) -> str:
        """The short answer to the question whose page calls it, and on how much it rests."""
        found = argument(self.library, self.words.question[id].id)
        if found is None:
            return ""
        return self._shown(
            "short_answer.html",
            here,
            argument=found,
            prose=self._marking(here),
            findings=len(evidence(self.library, id)),
            papers=len(self.library.find(question=id)),
            beyond=beyond_abstract(self.library, id),
        )

    def short_answers(self, here: PageUrl) -> str:
        """All open questions with their short answers and the number of their findings; and the
        settings in which something is untested."""
        rows = [
            (question, argument(self.library, question.id), self._stances(question.id))
            for question in self.library.taxonomy.questions
        ]
        gaps = {gap.setting for argument in self.library.arguments for gap in argument.gaps}
        untested = [setting for setting in self.words.setting if setting in gaps]
        prose = self._prose(here)
        return self._render("short_answers.html", here, rows=rows, prose=prose, untested=untested)

    def question(self, here: PageUrl, id: str) -> str:
        """The argument of a question: claims with what speaks for and against them, disputes, what
        is untested, what would settle it, and all findings with a filter."""
        claims = claims_of(self.library, self.words.question[id].id)
        disputes = [d for d in self.library.disputes.disputes if d.question == id]
        chains = [c for c in self.library.disputes.chains if c.question == id]
        parts: list[str] = []
        prose = self._marking(here)
        if claims:
            parts.append(heading("The claims", "known"))
            near = {c.claim.id: neighbours(self.library, c.claim) for c in claims}
            shown = self._shown("claims.html", here, found=claims, prose=prose, near=near)
            parts.append(shown)
        if disputes or chains:
            parts.append(heading("Where papers disagree", "disputes"))
            parts.append(self._shown("disputes.html", here, disputes=disputes, chains=chains))
        parts += [
            heading("What nobody has tested, as far as recorded here", "untested"),
            self._untested(here, id, prose),
        ]
        if claims:
            parts.append(heading("What would settle it", "settle"))
            parts.append(self._shown("settle.html", here, claims=claims, prose=prose))
        parts.append(
            self._render(
                "findings.html",
                here,
                id=id,
                n=len(evidence(self.library, id)),
                papers=len(self.library.find(question=id)),
                counts=self._stances(id),
                names=self._stance_names(id),
            )
        )
        return "\n\n".join(parts)

    def claims_in_brief(self, here: PageUrl) -> str:
        """The claims that are well supported, those that are not, and those in dispute."""
        groups: dict[str, list[ClaimFindings]] = {"stands": [], "fails": [], "disputed": []}
        kinds = {"well-supported": "stands", "contradicted": "fails", "divided": "disputed"}
        for found in all_claims(self.library):
            kind = kinds.get(found.claim.confidence)
            if kind:
                groups[kind].append(found)
        return self._render("claims_in_brief.html", here, groups=groups)

    def insight(self, here: PageUrl, id: str) -> str:
        """The verdict on an insight, its claims, what bears it out and what limits it."""
        insight = self.words.insight[id]
        sides = [
            (name, stance, [(w, self.library.paper(w.key)) for w in rows])
            for name, stance, rows in (
                ("borne out by", "supports", insight.supports),
                ("limited by", "challenges", insight.limits),
            )
        ]
        own = [c for c in all_claims(self.library) if c.claim.insight == id]
        question_of = self._question_of()
        return self._render("insight.html", here, sides=sides, own=own, question_of=question_of)

    def _question_of(self) -> dict[str, str]:
        """claim -> its question."""
        return {c.id: a.question for a in self.library.arguments for c in a.claims}

    def glossary(self, here: PageUrl, *ids: str) -> str:
        """The words of the field, all or those named, each with its meaning and its source; site
        search has them from the library itself."""
        words = [self.words.word[id] for id in ids] or list(self.library.glossary)
        prose, papers = self._prose(here), self.library.papers
        return self._render(
            "glossary.html",
            here,
            terms=words,
            anchors=not ids,
            prose=prose,
            library=papers,
            question_of=self._question_of(),
        )

    def own_words(self, here: PageUrl) -> str:
        """The words by which this library sorts papers and findings."""
        words = self.library.taxonomy
        groups = [
            ("How close a paper stands to the subject", words.roles),
            ("Does the student beat its weak source?", words.gains),
            ("What a finding does for its question", words.stances),
            ("On which side of a claim a finding stands", words.sides),
            ("What was read for a finding", words.readings),
            ("How sure a claim is", words.confidences),
            ("What became of a dispute between papers", words.dispute_states),
        ]
        return self._shown("own_words.html", here, groups=groups)

    def term(self, here: PageUrl, id: str, text: str = "") -> str:
        """A word of the glossary in running text, which says what it means. text: other words to
        show for it."""
        word = self.words.word[id]
        shown = text or word.short or word.name
        return self._shown("term.html", here, id=id, text=shown)

    def _untested(self, here: PageUrl, id: str, prose: Callable[[str], Markup]) -> str:
        found = argument(self.library, id)
        gaps = [
            (gap, len(self.library.find(weak_kind=gap.weak, setting=gap.setting)))
            for gap in (found.gaps if found else ())
        ]
        return self._shown(
            "untested.html",
            here,
            prose=prose,
            gaps=gaps,
            open=untested(self.library, id),
            table=tested(self.library, id),
            papers=worked_on(self.library),
        )

    def all_findings(self, here: PageUrl, id: str) -> str:
        """All findings of a question by claim, with a filter."""
        words, rows = self.words, evidence(self.library, self.words.question[id].id)
        claims = claims_of(self.library, id)
        groups = [(c.claim.id, c.claim.claim, (*c.first, *c.rest)) for c in claims]
        none = tuple((paper, row) for paper, row in rows if not row.claim)
        table = stance_years(self.library, id)
        options = {
            "claim": ("Claim", {c.claim.id: c.claim.claim for c in claims}),
            "setting": ("Setting", words.setting.names),
            "weak": ("Weak source", words.weak_kind.names),
            "role": ("Role", words.role.names),
            "stance": ("Stance", self._stance_names(id)),
            "year": ("Year", {c.id: c.name for c in table.columns}),
        }
        return self._render(
            "all_findings.html",
            here,
            n=len(rows),
            counts=self._stances(id),
            names=self._stance_names(id),
            table=table,
            drawn=columns(table, CHART_HEIGHT),
            height=CHART_HEIGHT,
            options=filter_options(
                {name: pair for name, pair in options.items() if pair[1]},
                [self._tags(paper, row) for paper, row in rows],
            ),
            unit="findings",
            groups=[
                (id, text, [(paper, row, self._tags(paper, row)) for paper, row in found])
                for id, text, found in (*groups, ("none", "On none of the claims", none))
            ],
        )

    def _tags(self, paper: Paper, row: Evidence) -> dict[str, list[str]]:
        return {
            "claim": [row.claim] if row.claim else [],
            "setting": list(paper.page.setting),
            "weak": list(paper.page.weak_kind),
            "role": [paper.page.role],
            "stance": [row.stance],
            "year": [year_column(self.library, paper)],
        }

    def _stance_names(self, id: str) -> dict[str, str]:
        """stance -> what it means for a question."""
        found = argument(self.library, id)
        names = found.stances if found else {}
        return {s.id: names.get(s.id, s.name) for s in self.words.stance.values()}

    def _stances(self, id: str) -> dict[str, int]:
        """stance -> number of findings on a question, in the taxonomy's order."""
        counts = Counter(row.stance for _, row in evidence(self.library, id))
        return {stance: counts[stance] for stance in self.words.stance}
