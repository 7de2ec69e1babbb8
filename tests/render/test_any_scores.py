"""Whatever scores a page has, in whatever part: they are checked, shown and exported."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import PAGE, small_root
from w2sg.check import check
from w2sg.export.compare_data import compare_data
from w2sg.export.dump import dump
from w2sg.library import load
from w2sg.render.page_url import PageUrl
from w2sg.render.papers import PaperMacros
from w2sg.render.pictures import PictureMacros

SCORES = st.one_of(
    st.none(),
    st.integers(-200, 2000),
    st.floats(-1e6, 1e6).map(lambda x: round(x, 3)),
    st.sampled_from([0, 50, 1e-9, -1e12, 1e300]),
)
ROWS = st.fixed_dictionaries(
    {
        "task": st.sampled_from(["T", "Chess | puzzles", "<b>"]),
        "metric": st.sampled_from(["accuracy (%)", "Elo", "PGR (%)"]),
        **dict.fromkeys(("weak", "student", "ceiling", "pgr"), SCORES),
    },
    optional={
        "pgr_computed": st.booleans(),
        "anchors": st.sampled_from(["", "chance and a human"]),
        "where": st.sampled_from(["", "Table 1"]),
        "method": st.sampled_from(["naive", ""]),
    },
)


@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4))
def test_any_scores_are_checked_shown_and_exported(rows: list[dict[str, Any]]) -> None:
    head, _, rest = PAGE.partition("results:\n")
    tail = rest[rest.index("checked:") :]
    text = yaml.safe_dump(
        {"results": [{k: v for k, v in r.items() if v is not None} for r in rows]}
    )
    with TemporaryDirectory() as folder:
        root = small_root(Path(folder, "root"), pages={"doe2024weak": head + text + tail})
        assert {problem.rule for problem in check(root)} <= {
            "wrong-pgr",
            "empty-result",
            "no-place",
        }
        library = load(root)
        assert library.problems == ()
        assert len(library.papers["doe2024weak"].page.results) == len(rows)
        pictures = PictureMacros(library, "https://e.org/", "https://f.org/")
        papers = PaperMacros(library, "https://e.org/", "https://f.org/")
        here = PageUrl("results/")
        shown = pictures.scores(here)
        assert all(f'id="doe2024weak-{n}"' in shown for n in range(1, len(rows) + 1))
        assert pictures.gaps(here)
        assert papers.paper(here, "doe2024weak")
        assert papers.paper_record(here, "doe2024weak")
        assert dump(library)
        assert compare_data(library)["papers"]
