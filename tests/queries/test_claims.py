"""Every finding stands on one claim, or among those that fit none; counts are the library's."""

from __future__ import annotations

from collections import Counter

from w2sg.library import Library
from w2sg.queries.claims import (
    SHOWN,
    all_claims,
    argument,
    beyond_abstract,
    claim_lists,
    claims_of,
    disputes_of,
    gaps_of,
)
from w2sg.queries.counts import answered
from w2sg.queries.lists import evidence


def test_every_question_has_an_argument(library: Library) -> None:
    for question in library.taxonomy.questions:
        found = argument(library, question.id)
        assert found is not None
        assert found.claims
        assert found.gaps
        assert set(found.stances) == {s.id for s in library.taxonomy.stances}


def test_every_finding_is_on_one_claim_or_fits_none(library: Library) -> None:
    for question in library.taxonomy.questions:
        rows = [row for _, row in evidence(library, question.id)]
        on_claims = [row for c in claims_of(library, question.id) for _, row in c.findings]
        none = [row for row in rows if row.no_claim]
        assert Counter(map(id, rows)) == Counter(map(id, [*on_claims, *none]))
        assert all(row.claim == "" for row in none)
        assert 0 < beyond_abstract(library, question.id) < len(rows)


def test_counts_and_what_is_shown_first(library: Library) -> None:
    some_side = {"for": 0, "against": 0, "bears": 0}
    for found in all_claims(library):
        sides = Counter(row.side for _, row in found.findings)
        assert found.counts == {side: sides[side] for side in some_side}
        assert sum(found.counts.values()) == len(found.findings) > 0
        assert len(found.first) == min(SHOWN, len(found.findings))
        shown = [row for _, row in (*found.first, *found.rest)]
        assert Counter(map(id, shown)) == Counter(id(row) for _, row in found.findings)
        if found.counts["against"]:
            assert any(row.side == "against" for _, row in found.first)
        for side in some_side:
            read = [row.read != "abstract" for _, row in found.findings if row.side == side]
            assert read == sorted(read, reverse=True), "what rests on the abstract comes last"


def test_proposers_are_those_who_speak_for_what_they_propose(library: Library) -> None:
    for found in all_claims(library):
        by = [row for _, row in found.findings if row.side == "for" and row.stance == "proposes"]
        assert found.by_proposers == len(by) <= found.counts["for"]
        if found.mostly_proposers:
            assert 3 * len(by) >= 2 * found.counts["for"] > 0
    mostly = {found.claim.id for found in all_claims(library) if found.mostly_proposers}
    assert "pool-sources" in mostly
    assert "gap-too-wide" not in mostly


def test_papers_of_a_claim_stand_once(library: Library) -> None:
    for found, listed in zip(all_claims(library), claim_lists(library), strict=True):
        keys = [paper.key for paper in found.papers]
        assert sorted(keys) == sorted({paper.key for paper, _ in found.findings})
        assert listed.papers == found.papers
        assert listed.page == f"questions/{found.question}/#{found.claim.id}"


def test_a_dispute_is_on_both_papers(library: Library) -> None:
    for dispute in library.disputes.disputes:
        assert dispute in disputes_of(library, dispute.a.key)
        assert dispute in disputes_of(library, dispute.b.key)
    assert disputes_of(library, "nobody") == ()


def test_gaps_stand_with_the_settings_they_are_in(library: Library) -> None:
    for setting in library.taxonomy.settings:
        here = gaps_of(library, library.find(setting=setting.id))
        for a in library.arguments:
            for gap in a.gaps:
                if gap.setting == setting.id:
                    assert (a.question, gap) in here
    assert gaps_of(library, ()) == ()


def test_what_is_answered_counts_papers_once_a_question(library: Library) -> None:
    papers = library.find(category=library.taxonomy.categories[0].id)
    table = answered(library, papers, "")
    for weak in table.rows:
        for question in table.columns:
            having = [
                paper
                for paper in papers
                if weak.id in paper.page.weak_kind
                and any(row.question == question.id for row in paper.page.evidence)
            ]
            assert table.n(weak, question) == len(having)
