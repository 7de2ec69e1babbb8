"""What LaTeX would read otherwise, markup, and what is no record, is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import ENTRY, problems, rules

TITLE = "Weak Teachers and {CLIP}"
FAULTS = {
    "bare-character": (
        "Weak & strong",
        "50% noise",
        "weak_labels",
        "No # sign",
        "a^b",
        "It is $5",
        'From "weak" to strong',
    ),
    "command": (
        r"\href{https://x.org}{Weak} labels",
        r"Weak \textbf{labels}",
        r"Weak \cite{x}",
        r"\input{x}",
    ),
    "markup": ("Weak <i>labels</i>", "Weak &amp; strong", "H<sub>2</sub>O"),
}
SOUND = (
    r"Weak \& strong, 50\% noise, weak\_labels, \#1, \$5",
    r"Bounds of {$\mathcal{O}(n_2^2)$} for $\alpha \% \beta$",
    r"Schr{\"o}dinger, {\v{S}}najder and \O{}sted",
    r"Beyond \textless{}think\textgreater{}",
)


@pytest.mark.parametrize(
    ("rule", "value"), [(rule, value) for rule, values in FAULTS.items() for value in values]
)
def test_a_fault_in_a_title_or_container_is_named(tmp_path: Path, rule: str, value: str) -> None:
    found = problems(tmp_path / "title", bib=ENTRY.replace(TITLE, value))
    assert rule in rules(found)
    named = ENTRY.replace("Workshop on Teachers", f"Workshop on {value}")
    assert rule in rules(problems(tmp_path / "container", bib=named))


@pytest.mark.parametrize("value", SOUND)
def test_what_latex_sets_is_left_alone(tmp_path: Path, value: str) -> None:
    found = rules(problems(tmp_path, bib=ENTRY.replace(TITLE, value)))
    assert not found & {"bare-character", "command", "markup"}


def test_what_has_not_appeared_is_no_record(tmp_path: Path) -> None:
    nobody = ENTRY.replace("Doe, Jane and van den Oord, Aäron", "Anonymous")
    assert "not-accepted" in rules(problems(tmp_path / "a", bib=nobody))
    sought = ENTRY.replace("{International", "{Submitted to International")
    assert "not-accepted" in rules(problems(tmp_path / "b", bib=sought))
