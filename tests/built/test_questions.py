"""The built pages of questions say what the library holds, and old addresses lead somewhere."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

from w2sg.library import Library
from w2sg.queries import counts
from w2sg.queries.claims import (
    all_claims,
    claims_of,
    disputes_among,
    disputes_of,
    gaps_of,
    neighbours,
)
from w2sg.queries.lists import evidence
from w2sg.render.templating import in_sentence

# Every anchor that these pages ever had, beside the ids of stances and claims.
ANCHORS = ("known", "settle", "evidence", "untested")


def page(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_counts_on_pages_are_the_librarys(site: Path, library: Library) -> None:
    for question in library.taxonomy.questions:
        html = page(site, f"questions/{question.id}")
        said = text_of(html)
        n = len(evidence(library, question.id))
        assert f"{n} findings from {len(library.find(question=question.id))} papers" in said
        assert f"All findings ({n})" in said
        listed = page(site, f"questions/{question.id}/findings")
        assert listed.count("data-tags=") == n
        blocks = re.split(r'<div class="w2-claim">', html)[1:]
        for found, block in zip(claims_of(library, question.id), blocks, strict=True):
            assert f'<h3 id="{found.claim.id}">' in block
            for side in ("for", "against"):
                assert f"<b>{found.counts[side]}</b> {side}" in block
            block = block.partition("</section>")[0]
            assert f"<summary>{len(found.findings)} finding" in block
            own = listed.partition(f'data-group="{found.claim.id}"')[2].partition("</ul>")[0]
            assert own.count("<li data-key=") == len(found.findings)
            assert ("mostly its proposers" in block) == found.mostly_proposers


def test_anchors_stay(site: Path, library: Library) -> None:
    for question in library.taxonomy.questions:
        ids = re.findall(r' id="([^"]+)"', page(site, f"questions/{question.id}"))
        assert len(set(ids)) == len(ids)
        stances = {row.stance for _, row in evidence(library, question.id)}
        claims = {found.claim.id for found in claims_of(library, question.id)}
        assert {*ANCHORS, *stances, *claims} <= set(ids)


def test_cells_of_the_matrix(site: Path, library: Library) -> None:
    for question in library.taxonomy.questions:
        html = page(site, f"questions/{question.id}").partition("w2-matrix")[2]
        cells = re.findall(r"<td[^>]*>(.*?)</td>", html.partition("</table>")[0])[1:]
        found, papers = counts.tested(library, question.id), counts.worked_on(library)
        wanted = [
            (found.n(row, column), papers.n(row, column))
            for row in found.rows
            for column in found.columns
        ]
        assert len(cells) == len(wanted)
        for cell, (n, m) in zip(cells, wanted, strict=True):
            number = f">{n or m}</a>"
            assert number in cell if m else ": no papers" in cell
            assert "browse/?" in cell
            if m:
                assert ("no finding recorded here" in cell) == (n == 0)
        assert sum(n == 0 < m for n, m in wanted) == len(counts.untested(library, question.id))


def test_disputes_stand_on_both_papers_pages(site: Path, library: Library) -> None:
    for dispute in library.disputes.disputes:
        assert f'id="dispute-{dispute.id}"' in page(site, f"questions/{dispute.question}")
        for side in (dispute.a, dispute.b):
            html = page(site, f"papers/{side.key}")
            assert f"#dispute-{dispute.id}" in html
            for other in (dispute.a, dispute.b):
                assert f"papers/{other.key}/" in html or f"../{other.key}/" in html
    key = next(key for key in library.papers if not disputes_of(library, key))
    assert "Who disagrees" not in page(site, f"papers/{key}")


def test_a_paper_in_dispute_says_so_below_its_summary(site: Path, library: Library) -> None:
    for key in library.papers:
        others = {s.key for d in disputes_of(library, key) for s in (d.a, d.b)} - {key}
        top = page(site, f"papers/{key}").partition('id="evidence"')[0]
        link = f'<a href="#disputes">In dispute with {len(others)} paper'
        assert (link in top) == bool(others)


def test_topics_say_what_is_untested_in_sentences_once(site: Path, library: Library) -> None:
    for kind, folder, terms in (
        ("category", "categories", library.taxonomy.categories),
        ("setting", "settings", library.taxonomy.settings),
    ):
        for term in terms:
            papers = library.find(**{kind: term.id})  # type: ignore[arg-type]
            html = page(site, f"{folder}/{term.id}")
            said = text_of(html.partition('id="untested"')[2])
            gaps = [gap.what for _, gap in gaps_of(library, papers)]
            assert [said.count(what) for what in gaps] == [1] * len(gaps)
            kinds = {weak for paper in papers for weak in paper.page.weak_kind}
            absent = [k.name for k in library.taxonomy.weak_kinds if k.id not in {*kinds, "none"}]
            line = f"No paper here at all on: {', '.join(map(in_sentence, absent))}."
            assert (line in said) == bool(absent)
            for dispute in disputes_among(library, papers):
                assert f"#dispute-{dispute.id}" in html


def test_neighbours_of_a_claim_take_up_its_insight(site: Path, library: Library) -> None:
    for found in all_claims(library):
        near = neighbours(library, found.claim)
        assert all(c.claim.insight == found.claim.insight and c != found for c in near)
        block = page(site, f"questions/{found.question}").partition(f'<h3 id="{found.claim.id}">')[
            2
        ]
        block = block.partition("</details>")[0]
        assert f"{found.core} core" in block
        assert all(f"#{c.claim.id}" in block for c in near)


def test_a_papers_findings_lead_to_their_claims(site: Path, library: Library) -> None:
    for paper in list(library.find(role="core"))[:20]:
        html = page(site, f"papers/{paper.key}")
        for row in paper.page.evidence:
            if row.claim:
                assert f"questions/{row.question}/#{row.claim}" in html


def test_no_key_is_left_as_it_was_written(site: Path, library: Library) -> None:
    for path in (
        "glossary",
        "questions",
        "insights",
        *(f"questions/{q}" for q in library.words.question),
    ):
        assert not re.search(r"@[a-z]+\d{4}", page(site, path))


def test_each_claim_has_its_files(site: Path, library: Library) -> None:
    for found in all_claims(library):
        bib = (site / f"claims/{found.claim.id}.bib").read_text(encoding="utf-8")
        assert re.findall(r"^@\w+\{(\w+),", bib, re.MULTILINE) == sorted(
            p.key for p in found.papers
        )
        feed = (site / f"claims/{found.claim.id}.atom").read_text(encoding="utf-8")
        assert f"/questions/{found.question}/#{found.claim.id}" in feed


def test_the_dump_carries_all(site: Path, library: Library) -> None:
    dumped = json.loads((site / "library.json").read_text(encoding="utf-8"))
    assert len(dumped["arguments"]) == len(library.arguments)
    assert [d["id"] for d in dumped["disputes"]] == [d.id for d in library.disputes.disputes]
    assert [c["id"] for c in dumped["chains"]] == [c.id for c in library.disputes.chains]
    assert [w["id"] for w in dumped["glossary"]] == [w.id for w in library.glossary]
    rows = [row for paper in dumped["papers"] for row in paper["curation"]["evidence"]]
    assert all(bool(row["claim"]) != bool(row["no_claim"]) and row["read"] for row in rows)


def test_every_word_of_the_glossary_has_its_place(site: Path, library: Library) -> None:
    html = page(site, "glossary")
    for word in library.glossary:
        assert f'<dt id="{word.id}">' in html


def test_insights_have_verdicts(site: Path, library: Library) -> None:
    said = text_of(page(site, "insights"))
    for insight in library.insights:
        assert f"Verdict: {len(insight.supports)} for, {len(insight.limits)} against" in said
