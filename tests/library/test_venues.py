"""A container's name means a venue only as a whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers import real_library
from w2sg.library.names import plain
from w2sg.library.venues import spellings

LIBRARY = real_library()
NAMES = LIBRARY.venue_names


def lines(file: str) -> list[str]:
    """The lines of a file beside this one, without comments."""
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


OTHERS = lines("other_venues.txt")

PRINTED = lines("printed_venues.txt")

# Parts of a known venue that are not in the table: asked about, not taken for the main track.
PARTS = (
    "Proceedings of the 2019 Conference of the North American Chapter of the Association for "
    "Computational Linguistics: Tutorials",
    "Proceedings of the 62nd Annual Meeting of the Association for Computational Linguistics "
    "(Volume 5: Tutorial Abstracts)",
    "The Second Tiny Papers Track at ICLR 2024",
    "ICML 2024, Doctoral Companion",
    "International Conference on Machine Learning and Applications Workshops",
    "The Thirty-ninth Annual Conference on Neural Information Processing Systems Creative AI Track",
    "Nature 600",
    "Proceedings of Machine Learning",
    "Submitted to ICLR 2024",
    "",
)


@pytest.mark.parametrize("row", PRINTED)
def test_a_printed_name_means_its_venue_and_track(row: str) -> None:
    venue, track, name = row.split("|", 2)
    found, part = NAMES.venue(name), NAMES.track(name)
    assert (found.id if found else "", part.id if part else "") == (venue, track)


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_the_table_lacks_is_not_the_main_track(name: str) -> None:
    assert NAMES.venue(name) is None


def test_a_blog_stands_alone_as_a_journal_does() -> None:
    blog = NAMES.venue("EleutherAI Blog")
    assert blog
    assert blog.id == "eleutherai-blog"
    assert NAMES.venue("Proceedings of the EleutherAI Blog") is None


def test_no_other_venue_is_taken_for_one_of_ours() -> None:
    assert len(OTHERS) >= 300
    assert {name: venue.id for name in OTHERS if (venue := NAMES.venue(name))} == {}


@pytest.mark.untold  # of the real vocabularies
def test_a_spelling_belongs_to_one_venue() -> None:
    for venue in LIBRARY.venues.values():
        for spelling in spellings(venue):
            assert NAMES.venue(spelling) is venue, spelling


def test_every_container_of_the_library_is_whole() -> None:
    for paper in LIBRARY.papers.values():
        assert NAMES.venue(paper.container) is paper.venue
        if paper.venue.kind != "preprint":
            other = f"{paper.container} and Applications"
            assert NAMES.venue(other) is None or paper.track, plain(other)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    near = NAMES.nearest("International Conference on Machine Learnings")
    assert near == "International Conference on Machine Learning"
    assert NAMES.nearest("Xyz") == ""


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("7th International Conference on Learning Representations, ICLR 2019, New Orleans, LA, "
         "USA, May 6-9, 2019", "7th International Conference on Learning Representations"),
        ("International Conference on Artificial Intelligence and Statistics, 2-4 May 2024, Palau "
         "de Congressos, Valencia, Spain",
         "International Conference on Artificial Intelligence and Statistics"),
        ("Proceedings of the 57th Conference of the Association for Computational Linguistics",
         "Proceedings of the 57th Conference of the Association for Computational Linguistics"),
        ("Proceedings of the 56th Annual Meeting of the Association for Computational Linguistics, "
         "ACL 2018, Melbourne, Australia, July 15-20, 2018, Volume 2: Short Papers",
         "Proceedings of the 56th Annual Meeting of the Association for Computational Linguistics, "
         "Volume 2: Short Papers"),
        ("IEEE International Conference on Acoustics, Speech and Signal Processing, ICASSP 2023, "
         "Rhodes Island, Greece, June 4-10, 2023",
         "IEEE International Conference on Acoustics, Speech and Signal Processing"),
        ("2020 International Joint Conference on Neural Networks (IJCNN)",
         "2020 International Joint Conference on Neural Networks (IJCNN)"),
        ("ICML 2026 Workshop on Agents in the Wild: Safety, Security, and Beyond",
         "ICML 2026 Workshop on Agents in the Wild: Safety, Security, and Beyond"),
        ("Robotics: Science and Systems XIX, Daegu, Republic of Korea, July 10-14, 2023",
         "Robotics: Science and Systems XIX"),
    ],
)  # fmt: skip
def test_place_and_date_go_and_the_rest_stays(printed: str, name: str) -> None:
    assert NAMES.without_place(printed) == name


def test_no_place_stays_in_any_printed_name() -> None:
    for row in PRINTED:
        venue, _, name = row.split("|", 2)
        if LIBRARY.venues[venue].kind == "conference":
            short = NAMES.without_place(plain(name))
            assert NAMES.venue(short) is LIBRARY.venues[venue], short
            assert not re.search(r"Austria|USA|Singapore|Spain|Canada|India|July", short), short
