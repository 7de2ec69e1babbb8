"""Addresses of PDFs."""

from __future__ import annotations

import re

import pytest

from w2sg.library import Library
from w2sg.library.pdf import pdf_address, pdf_by_rule


def _bare(address: str) -> str:
    """An address without what its hosts write in more than one way: the scheme, letter case,
    the hosts of NeurIPS and of ACL, and the two places where PMLR keeps the PDFs of volume 235."""
    bare = re.sub(r"^https?://|\.pdf$", "", address).lower()
    bare = re.sub(r"^(?:papers|proceedings)\.(?:nips|neurips)\.cc/(?:paper_files/)?", "nips/", bare)
    bare = bare.replace("www.aclweb.org/anthology/", "aclanthology.org/")
    return re.sub(r"^raw.*/v235/main/assets/", "proceedings.mlr.press/v235/", bare)


def test_rules_give_the_addresses_that_were_read_at_the_venues(library: Library) -> None:
    compared = set()
    for paper in library.papers.values():
        recorded, by_rule = paper.page.links.get("pdf", ""), pdf_by_rule(paper.url)
        # OpenReview links the same file by its hash.
        if recorded and by_rule not in ("", paper.url) and "openreview.net" not in by_rule:
            assert _bare(by_rule) == _bare(recorded), paper.key
            compared.add(by_rule.split("/")[2])
    assert compared >= {
        "aclanthology.org",
        "arxiv.org",
        "openaccess.thecvf.com",
        "proceedings.neurips.cc",
        "raw.githubusercontent.com",
    }


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("https://arxiv.org/abs/2402.03749", "https://arxiv.org/pdf/2402.03749"),
        ("https://arxiv.org/abs/cs/0702001", "https://arxiv.org/pdf/cs/0702001"),
        ("https://aclanthology.org/P19-1001/", "https://aclanthology.org/P19-1001.pdf"),
        ("https://openreview.net/forum?id=a_B-9", "https://openreview.net/pdf?id=a_B-9"),
        (
            "https://www.roboticsproceedings.org/rss19/p005.html",
            "https://www.roboticsproceedings.org/rss19/p005.pdf",
        ),
        # No rule: a DOI, a venue that numbers its files apart, a track that the address hides.
        ("https://doi.org/10.1038/nature24270", ""),
        ("https://www.ecva.net/papers/eccv_2022/papers_ECCV/html/2557_ECCV_2022_paper.php", ""),
        (
            f"https://proceedings.neurips.cc/paper_files/paper/2023/hash/{'0' * 32}-Abstract.html",
            "",
        ),
        ("https://proceedings.mlr.press/v37/name15.html", ""),
        ("https://aclanthology.org/", ""),
    ],
)
def test_rules(record: str, expected: str) -> None:
    assert pdf_by_rule(record) == expected


def test_what_a_page_links_comes_first_and_arxiv_last(library: Library) -> None:
    for paper in library.papers.values():
        address = pdf_address(paper)
        if "pdf" in paper.page.links:
            assert address == paper.page.links["pdf"]
        elif not pdf_by_rule(paper.url):
            assert address == (f"https://arxiv.org/pdf/{paper.arxiv}" if paper.arxiv else "")
