"""What of a paper is searched."""

from __future__ import annotations

from w2sg.library import Library
from w2sg.library.text import fold
from w2sg.queries.paper_text import WEIGHTS, paper_text


def test_every_field_has_its_text(library: Library) -> None:
    paper = library.paper("burns2024weak")
    fields = dict(zip(WEIGHTS, paper_text(library, paper).fields, strict=True))
    assert fields["title"] == fold(paper.title)
    assert fields["nicknames"].startswith("burns2024weak | ")
    assert fields["cited_as"] == "burns et al 2024"
    assert "collin burns" in fields["authors"]
    assert fields["record"].startswith("icml 2024")
    assert fold(paper.page.weak_source) in fields["topics"]
    for text in (
        paper.page.summary,
        paper.page.evidence[0].finding,
        paper.page.results[0].task,
        paper.page.results[0].strong_model,
        "The weak source is a small model fine-tuned on true labels",  # of its notes
    ):
        assert fold(text) in fields["words"]
    assert "paper record" not in fields["words"], "no macros"


def test_a_title_begins_with_a_name_or_not(library: Library) -> None:
    star = paper_text(library, library.paper("zelikman2022star"))
    assert star.name == "STaR"
    assert "| star |" in f"| {star.fields[1]} |"
    assert paper_text(library, library.paper("yang2024weak")).name == ""


def test_a_setting_is_not_taken_for_the_category_of_the_same_id(library: Library) -> None:
    setting = library.words.setting["alignment"].name
    category = library.words.category["alignment"].name
    assert setting != category
    paper = next(
        paper
        for paper in library.papers.values()
        if "alignment" in paper.page.setting and "alignment" not in paper.categories
    )
    tags = paper_text(library, paper).tags
    assert setting in tags
    assert category not in tags
