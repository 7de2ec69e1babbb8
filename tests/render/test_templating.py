"""Filters of templates."""

from __future__ import annotations

import pytest

from w2sg.render.templating import counted, environment, in_sentence, keep_lines


@pytest.mark.parametrize(("number", "said"), [(0, "0 papers"), (1, "1 paper"), (2, "2 papers")])
def test_one_thing_is_no_plural(number: int, said: str) -> None:
    assert counted(number, "papers") == said
    assert environment().from_string("{{ n | counted('papers') }}").render(n=number) == said


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Web data", "web data"),
        ("Weak CoT", "weak CoT"),
        ("LLM agents", "LLM agents"),
        ("W2SG itself", "W2SG itself"),
        ("A model's labels", "a model's labels"),
        ("on W2SG", "on W2SG"),
        ("", ""),
    ],
)
def test_names_inside_a_sentence(name: str, inside: str) -> None:
    assert in_sentence(name) == inside
    assert environment().from_string("{{ n | in_sentence }}").render(n=name) == inside.replace(
        "'", "&#39;"
    )


def test_markdown_keeps_the_blank_lines_of_a_pre() -> None:
    assert keep_lines("a <b>\n\n c\nd") == "a &lt;b&gt;\n&#10; c\nd"
