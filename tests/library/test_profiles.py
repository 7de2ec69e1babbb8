"""Which fields the records of a venue have."""

from __future__ import annotations

from w2sg.library.model import RecordProfile
from w2sg.library.profiles import fitted, not_read

GIVEN = {"title": "T", "publisher": "A Press", "volume": "1"}


def test_fields_that_all_records_of_a_venue_share_are_filled_in() -> None:
    profile = RecordProfile(
        fields=("publisher", "volume"), publisher="Votes Press", year_before_first=1986
    )
    assert fitted(profile, GIVEN, 2024) == {
        "title": "T",
        "publisher": "Votes Press",
        "volume": "38",
    }


def test_fields_that_a_venue_does_not_have_are_left_out_even_if_its_publisher_is_known() -> None:
    profile = RecordProfile(publisher="Votes Press", year_before_first=1986)
    assert fitted(profile, {"title": "T"}, 2024) == {"title": "T"}
    assert "publisher" not in fitted(profile, GIVEN, 2024)


def test_a_lacking_field_is_said_once() -> None:
    profile = RecordProfile(fields=("pages", "volume"))
    (sentence,) = not_read(profile, {"volume": "1"})
    assert "page" in sentence.lower()
    assert list(not_read(profile, {"volume": "1"}, [sentence])) == []
