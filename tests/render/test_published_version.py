"""A preprint's page says where a published version was looked for, or that nobody has looked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.check.test_preprints import ENTRY, READ
from tests.helpers import ENTRY as PUBLISHED
from tests.helpers import PAGE, small_root
from w2sg.library import load_strict
from w2sg.render.page_url import PageUrl
from w2sg.render.papers import PaperMacros

SOUGHT = "  sought: {on: 2026-11-27, in: [DBLP, the <b> list]}\n"


def foot(root: Path, key: str) -> str:
    """The words at the foot of a paper's page."""
    parts = PaperMacros(load_strict(root), "https://example.org/", "https://forge.example.org/")
    html = parts.paper_record(PageUrl(f"papers/{key}/"), key)
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


@pytest.mark.parametrize(
    ("sought", "words"),
    [
        ("", "Published version: nobody has looked yet."),
        (
            SOUGHT,
            "Published version: none found; looked in DBLP; the &lt;b&gt; list on 2026-11-27.",
        ),
    ],
)
def test_a_preprint(tmp_path: Path, sought: str, words: str) -> None:
    page = READ.replace("added:", f"{sought}added:")
    text = foot(small_root(tmp_path, {"2020": ENTRY}, {"doe2020weak": page}), "doe2020weak")
    assert words in text
    assert "Last checked 2026-11-23." in text


def test_a_published_record_says_nothing_of_it(tmp_path: Path) -> None:
    text = foot(small_root(tmp_path, PUBLISHED, {"doe2024weak": PAGE}), "doe2024weak")
    assert "Published version" not in text
