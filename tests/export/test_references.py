"""What is kept between builds: references by what they are made of, nothing stale."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.approved_cases import rich_root
from w2sg.export import references as module
from w2sg.export.references import as_text, formatted, references
from w2sg.library import Library, load_strict


@pytest.fixture
def rich(tmp_path: Path) -> Library:
    return load_strict(rich_root(tmp_path))


def test_references_are_kept_until_their_records_change(
    rich: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[list[str]] = []
    formatted = module.formatted

    def noting(items: list[dict[str, str]], style: str) -> dict[str, str]:
        made.append([f"{style} {item['id']}" for item in items])
        return formatted(items, style)

    monkeypatch.setattr(module, "formatted", noting)
    first = references(rich, "apa")
    assert made == [[f"apa {key}" for key in rich.papers]]
    assert references(rich, "apa") == first
    assert len(made) == 1
    file = rich.root / ".cache" / "references-apa.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert list(kept.values()) == list(first.values())
    assert all(len(stamp) == 24 for stamp in kept)
    assert "Daumé" in file.read_text(encoding="utf-8")
    paper = rich.papers["lee2024noisy"]
    fields = {**paper.entry.fields, "title": "Quiet Votes"}
    changed = replace(paper, entry=replace(paper.entry, fields=fields))
    papers = {"doe2024weak": rich.papers["doe2024weak"], "lee2024noisy": changed}
    second = references(replace(rich, papers=papers), "apa")
    assert made[1:] == [["apa lee2024noisy"]]
    assert second["doe2024weak"] == first["doe2024weak"]
    assert "Quiet Votes" in second["lee2024noisy"]
    assert list(json.loads(file.read_text(encoding="utf-8")).values()) == list(second.values())
    assert references(rich, "aps") != first
    assert made[2] == [f"aps {key}" for key in rich.papers]


@pytest.mark.parametrize("text", ["", "{", "[1"])
def test_a_broken_file_of_references_is_made_again(rich: Library, text: str) -> None:
    first = references(rich, "apa")
    file = rich.root / ".cache" / "references-apa.json"
    file.write_text(text, encoding="utf-8")
    assert references(rich, "apa") == first
    assert len(json.loads(file.read_text(encoding="utf-8"))) == len(first)
    assert [path.name for path in file.parent.iterdir()] == ["references-apa.json"]


def test_another_maker_makes_other_references(
    rich: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    references(rich, "apa")
    file = rich.root / ".cache" / "references-apa.json"
    before = set(json.loads(file.read_text(encoding="utf-8")))
    monkeypatch.setattr(module, "_maker", lambda style: f"another {style}")
    references(rich, "apa")
    assert not before & set(json.loads(file.read_text(encoding="utf-8")))


def reference(style: str, title: str = "Weak Votes", **name: str) -> str:
    """A reference to an article with two authors of that name, as text."""
    item = {
        "id": "x",
        "type": "article-journal",
        "title": title,
        "container-title": "Votes",
        "author": [name, name],
        "issued": {"date-parts": [[2024]]},
    }
    return as_text(formatted([item], style)["x"])


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Jean-Pierre", "J.-P."),
        ("J. K.", "J. K."),
        ("Ömer Çağrı", "Ö. Ç."),
        ("Юрий", "Ю."),
        ("明", "明"),
        ("太郎 次郎", "太郎 次郎"),
        ("علي", "علي"),
        ("øystein", "øystein"),
        ("Mary jane", "M. jane"),
        ("jane Mary", "jane M."),
    ],
)
def test_names_have_initials_where_their_script_has_capitals(given: str, initials: str) -> None:
    apa = reference("apa", given=given, family="Doe")
    end = "" if initials.endswith(".") else "."
    assert apa == f"Doe, {initials}, & Doe, {initials}{end} (2024). Weak Votes. Votes."
    aps = reference("aps", given=given, family="Doe")
    assert aps.startswith(f"{initials} Doe and {initials} Doe, ")


@pytest.mark.parametrize("mark", "?!")
def test_a_title_that_ends_with_a_mark_has_no_stop_after_it(mark: str) -> None:
    apa = reference("apa", f"Do Votes Count{mark}", literal="OpenAI")
    assert apa == f"OpenAI, & OpenAI. (2024). Do Votes Count{mark} Votes."
    assert f"Do Votes Count{mark}, Votes" in reference("aps", f"Do Votes Count{mark}", literal="A")


def test_references_go_by_the_ids_of_their_items() -> None:
    item = {"type": "webpage", "title": "T", "author": [{"literal": "A"}]}
    made = formatted([{"id": "a&b", **item}, {"id": "<C>", **item}], "apa")
    assert list(made) == ["a&b", "<C>"]
    assert all("T" in text for text in made.values())


def test_no_reference_of_the_library_has_a_stop_after_a_mark(library: Library) -> None:
    texts = references(library, "apa").values()
    assert not [text for text in texts if re.search(r"[?!](</\w+>)*\.(\s|$)", text)]
