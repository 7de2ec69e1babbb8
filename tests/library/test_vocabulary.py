"""Vocabularies by id: an unknown id is named, with its vocabulary and what is near."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.approved_cases import rich_root
from w2sg.library import load_strict

# vocabulary -> an id of it in the made-up library, and what its terms are called
TERMS = {
    "category": ("alignment", "category"),
    "subtopic": ("alignment/preferences", "subtopic"),
    "setting": ("nlp", "setting"),
    "weak_kind": ("smaller-model", "kind of weak source"),
    "gain": ("yes", "gain"),
    "role": ("core", "role"),
    "stance": ("supports", "stance"),
    "level": ("official", "level"),
    "side": ("for", "side of a claim"),
    "reading": ("place", "reading"),
    "confidence": ("little", "confidence"),
    "dispute_state": ("open", "state of a dispute"),
    "question": ("when-fail", "question"),
    "path": ("first-steps", "reading path"),
    "insight": ("priors", "insight"),
    "claim": ("little-data", "claim"),
    "word": ("ceiling", "word of the glossary"),
}


@pytest.mark.parametrize("name", TERMS)
def test_an_unknown_id_is_named_with_what_is_near(tmp_path: Path, name: str) -> None:
    words = load_strict(rich_root(tmp_path)).words
    assert set(vars(words)) == set(TERMS)
    known, what = TERMS[name]
    terms = getattr(words, name)
    assert known in terms
    assert terms[known].id == known
    assert terms.names[known] == getattr(terms[known], "name", known)
    with pytest.raises(KeyError) as caught:
        terms[f"{known}x"]
    assert caught.value.args == (f"no {what} '{known}x'; did you mean '{known}'?",)
