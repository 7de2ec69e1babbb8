"""The index that the browser loads holds the library and the rules, each once."""

from __future__ import annotations

import json
from pathlib import Path

from w2sg.export.search_index import search_index
from w2sg.library import Library
from w2sg.queries.browse import Finder
from w2sg.queries.paper_text import WEIGHTS


def test_every_paper_stands_in_every_column(library: Library) -> None:
    data = json.loads(search_index(library))
    columns = data["papers"]
    assert {len(column) for column in columns.values()} == {len(library.papers)}
    assert sorted(columns["key"]) == sorted(library.papers)
    place = columns["key"].index("burns2024weak")
    text = Finder.of(library).texts["burns2024weak"]
    assert columns["cited_as"][place] == text.cited_as
    assert [data["tags"][tag] for tag in columns["tags"][place]] == list(text.tags)
    assert columns["built_on"][place] == max(columns["built_on"])


def test_the_rules_come_from_their_one_home(library: Library) -> None:
    data = json.loads(search_index(library))
    assert [(w["whole"], w["start"]) for w in data["weights"]] == [
        (w.whole, w.start) for w in WEIGHTS.values()
    ]
    assert data["synonyms"] == json.loads(library.synonyms.model_dump_json())


def test_claims_and_words_are_topics(library: Library) -> None:
    names = {row[0] for row in json.loads(search_index(library))["topics"]}
    assert names >= {claim.claim for found in library.arguments for claim in found.claims}
    assert names >= {word.name for word in library.glossary}


def test_addresses_of_topics_and_resources_are_there(site: Path, library: Library) -> None:
    data = json.loads(search_index(library))
    addresses = [row[-1] for row in (*data["topics"], *data["resources"])]
    assert len(addresses) > len(library.resources)
    for address in addresses:
        page, _, part = address.partition("#")
        html = (site / page / "index.html").read_text(encoding="utf-8")
        assert not part or f'id="{part}"' in html, address
