"""Findings by claim: how many speak for and against it, and who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from w2sg.library import Library
from w2sg.library.model import Argument, Claim, Dispute, Evidence, Gap, Paper
from w2sg.queries.lists import PaperList, core_first, evidence

SHOWN = 8
MOSTLY = 2 / 3  # from this share of "for" on, "mostly" is said of it,
FEW = 3  # unless there are fewer than these
Finding = tuple[Paper, Evidence]


@dataclass(frozen=True)
class ClaimFindings:
    """A claim with the findings on it: those that rest on more than the abstract first, then core
    papers, then the newest."""

    question: str
    claim: Claim
    findings: tuple[Finding, ...]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """side -> number of findings: for, against, bears."""
        counts = Counter(row.side for _, row in self.findings)
        return {side: counts[side] for side in ("for", "against", "bears")}

    @cached_property
    def by_proposers(self) -> int:
        """How many of the findings for the claim come from the authors of what they speak for."""
        return sum(row.side == "for" and row.stance == "proposes" for _, row in self.findings)

    @property
    def mostly_proposers(self) -> bool:
        """Whether "for" is mostly the proposers of a remedy who speak for it themselves."""
        return self.counts["for"] >= FEW and self.by_proposers >= MOSTLY * self.counts["for"]

    @cached_property
    def core(self) -> int:
        """How many of the findings come from core papers."""
        return sum(paper.page.role == "core" for paper, _ in self.findings)

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The papers with a finding on the claim, each once, core papers first."""
        return tuple(core_first({paper.key: paper for paper, _ in self.findings}.values()))

    @cached_property
    def first(self) -> tuple[Finding, ...]:
        """The findings to show first: up to half of them against, more if fewer are for; others."""
        for_ = self._on("for")
        against = self._on("against")[: max(SHOWN // 2, SHOWN - len(for_))]
        chosen = (*for_[: SHOWN - len(against)], *against)
        return (*chosen, *self._on("bears")[: SHOWN - len(chosen)])

    @cached_property
    def rest(self) -> tuple[Finding, ...]:
        """All others, by side."""
        first = {id(row) for _, row in self.first}
        ordered = (*self._on("for"), *self._on("against"), *self._on("bears"))
        return tuple(finding for finding in ordered if id(finding[1]) not in first)

    def _on(self, side: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding[1].side == side)


def argument(library: Library, question: str) -> Argument | None:
    """What is known on a question; None if nothing is written yet."""
    return next((a for a in library.arguments if a.question == question), None)


def claims_of(library: Library, question: str) -> tuple[ClaimFindings, ...]:
    """The claims of a question, in their order, with their findings."""
    found = argument(library, question)
    rows = sorted(evidence(library, question), key=lambda finding: finding[1].read == "abstract")
    return tuple(
        ClaimFindings(question, claim, tuple(f for f in rows if f[1].claim == claim.id))
        for claim in (found.claims if found else ())
    )


def all_claims(library: Library) -> tuple[ClaimFindings, ...]:
    """The claims of all questions."""
    return tuple(c for a in library.arguments for c in claims_of(library, a.question))


def neighbours(library: Library, claim: Claim) -> tuple[ClaimFindings, ...]:
    """The other claims that take up the same insight."""
    same = claim.insight and [c for c in all_claims(library) if c.claim.insight == claim.insight]
    return tuple(c for c in same or () if c.claim.id != claim.id)


def claim_lists(library: Library) -> tuple[PaperList, ...]:
    """The papers of each claim; its page is the claim's place on its question's page."""
    return tuple(
        PaperList(
            f"claims/{found.claim.id}",
            found.claim.claim,
            found.papers,
            f"questions/{found.question}/#{found.claim.id}",
        )
        for found in all_claims(library)
    )


def gaps_of(library: Library, papers: Iterable[Paper]) -> tuple[tuple[str, Gap], ...]:
    """(id of the question, gap) for each gap worth a paper in whose kind of weak source and setting
    at least half of the library's papers are among `papers`."""
    keys = {paper.key for paper in papers}

    def belongs(gap: Gap) -> bool:
        near = library.find(weak_kind=gap.weak, setting=gap.setting)
        return bool(near) and 2 * sum(paper.key in keys for paper in near) >= len(near)

    return tuple((a.question, gap) for a in library.arguments for gap in a.gaps if belongs(gap))


def disputes_among(library: Library, papers: Iterable[Paper]) -> tuple[Dispute, ...]:
    """The disputes whose papers are both among `papers`."""
    keys = {paper.key for paper in papers}
    return tuple(d for d in library.disputes.disputes if {d.a.key, d.b.key} <= keys)


def beyond_abstract(library: Library, question: str) -> int:
    """How many findings on a question rest on the place in the paper itself."""
    return sum(row.read == "place" for _, row in evidence(library, question))


def disputes_of(library: Library, key: str) -> tuple[Dispute, ...]:
    """The disputes of a paper."""
    return tuple(d for d in library.disputes.disputes if key in (d.a.key, d.b.key))
