"""Findings on claims, claims, disputes and the glossary: each fault is named at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import PAGE, small_root
from w2sg.check import check
from w2sg.check.claims import RULES
from w2sg.library import Library
from w2sg.library.mentions import mentioned_keys, split_forms, split_mentions

CLAIMS = """- question: when-does-it-fail
  short_answer: Seldom.
  sure: Hardly.
  on: 2026-11-28
  stances: {supports: says it works}
  claims:
    - id: usually-gains
      claim: Students gain.
      confidence: little
      known: As @doe2024weak says.
      settle: More runs.
  gaps:
    - weak: rules
      setting: games
      what: How they play.
      why: Nobody tried, not even @doe2024weak.
      nearest: [doe2024weak]
"""
DISPUTES = """disputes:
  - id: chance
    question: when-does-it-fail
    claim: usually-gains
    point: Does it?
    a: {key: doe2024weak, says: It does., holds: always}
    b: {key: doe2024weak, says: Not always., holds: "now, see @doe2024weak"}
    status: open
    why: "Not known: nobody knows."
    rests_on: both abstracts
chains:
  - {id: one, question: when-does-it-fail, links: [doe2024weak], opens: A., resolves: B.,
     rests_on: C}
"""
GLOSSARY = """- id: student
  name: student
  meaning: Who learns.
  note: As in @doe2024weak.
  defined_in: doe2024weak
"""
FILES = {"claims": CLAIMS, "disputes": DISPUTES, "glossary": GLOSSARY}
FINDING = "    stance: supports\n    claim: usually-gains\n    side: for\n    read: place\n"
SOUND = PAGE.replace("    stance: supports\n", FINDING)


def found(folder: Path, page: str = SOUND, **changes: tuple[str, str]) -> list[str]:
    """`rule:line` of the problems of a small library, `file=(old, new)` changed in it."""
    root = small_root(folder, pages={"doe2024weak": page})
    for name, text in FILES.items():
        old, new = changes.get(name, ("", ""))
        assert old in text
        text = text.replace(old, new, 1) if old else text
        (root / f"data/{name}.yml").write_text(text, encoding="utf-8")
    return [f"{p.rule}:{p.line}" for p in check(root)]


# A made-up library of one paper cannot have a dispute (its two sides hold for different things) or
# a chain; these problems stand always.
ALWAYS = ["bad-dispute:2", "bad-dispute:7", "bad-dispute:12"]


def test_a_sound_library_has_no_other_problem(tmp_path: Path) -> None:
    assert found(tmp_path) == ALWAYS


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("    claim: usually-gains\n    side: for\n", "", 12),
        ("    claim: usually-gains\n", "    claim: usually-gains\n    no_claim: none fits\n", 14),
        ("    claim: usually-gains\n", "    claim: usually-gain\n", 14),
        ("    side: for\n", "    side: pro\n", 15),
        ("    side: for\n", "", 12),
        ("    claim: usually-gains\n", "    no_claim: none fits\n", 15),
        ("    read: place\n", "    read: all\n", 16),
        ("    read: place\n", "", 12),
    ],
)
def test_a_finding(tmp_path: Path, old: str, new: str, line: int) -> None:
    assert old in SOUND
    assert f"finding-claim:{line}" in found(tmp_path, SOUND.replace(old, new))


def test_a_finding_that_fits_none(tmp_path: Path) -> None:
    page = SOUND.replace(FINDING, "    stance: supports\n    no_claim: other\n    read: place\n")
    assert found(tmp_path, page) == ALWAYS


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("claims", "question: when", "question: whem", "unknown-word:1"),
        ("claims", "answer: Seldom.", "answer: '@doe2024week'", "unknown-citation:2"),
        ("claims", "sure: Hardly.", "sure: '@doe2024week'", "unknown-citation:3"),
        ("claims", "supports: says", "support: says", "unknown-word:5"),
        ("claims", "confidence: little", "confidence: litle", "unknown-word:9"),
        ("claims", "confidence: little", "insight: x\n      confidence: little", "unknown-word:9"),
        ("claims", "known: As @doe2024weak", "known: As @doe2024week", "unknown-citation:10"),
        ("claims", "settle: More", "settle: Of @doe2024week", "unknown-citation:11"),
        ("claims", "weak: rules", "weak: rule", "unknown-word:13"),
        ("claims", "setting: games", "setting: game", "unknown-word:14"),
        ("claims", "even @doe2024weak", "even @doe2024week", "unknown-citation:16"),
        ("claims", "[doe2024weak]", "[doe2024week]", "unknown-word:17"),
        ("claims", "  gaps:", "    - {id: usually-gains, claim: A., confidence: little, "
         "known: B., settle: C.}\n  gaps:", "duplicate:12"),
        ("disputes", "id: chance\n    question: when", "id: chance\n    question: whem",
         "unknown-word:3"),
        ("disputes", "claim: usually-gains", "claim: misfit", "unknown-word:4"),
        ("disputes", "a: {key: doe2024weak", "a: {key: doe2024week", "unknown-word:6"),
        ("disputes", "b: {key: doe2024weak", "b: {key: doe2024week", "unknown-word:7"),
        ("disputes", "see @doe2024weak", "see @doe2024week", "unknown-citation:7"),
        ("disputes", "status: open", "status: opne", "unknown-word:8"),
        ("disputes", "nobody knows", "not @doe2024week", "unknown-citation:9"),
        ("disputes", "Not known: nobody", "Nobody", "bad-dispute:9"),
        ("disputes", "status: open", "status: partly", "bad-dispute:9"),

        ("disputes", "links: [doe2024weak]", "links: [doe2024weak, doe2024week]",
         "unknown-word:12"),
        ("disputes", "opens: A.", "opens: '@doe2024week'", "unknown-citation:12"),
        ("glossary", "in @doe2024weak", "in @doe2024week", "unknown-citation:4"),
        ("glossary", "Who learns.", "Who learns of @doe2024weak.", "unknown-citation:3"),
        ("glossary", "defined_in: doe2024weak", "defined_in: doe2024week", "unknown-word:5"),
        ("glossary", "defined_in: doe2024weak", "claim: usually-gain", "unknown-word:5"),
        ("glossary", "- id: student", "- {id: student, name: s, meaning: s}\n- id: student",
         "duplicate:2"),
    ],
)  # fmt: skip
def test_a_fault_in_the_data(tmp_path: Path, file: str, old: str, new: str, problem: str) -> None:
    assert problem in found(tmp_path, **{file: (old, new)})


def test_a_gap_that_a_finding_fills(tmp_path: Path) -> None:
    filled = ("weak: rules\n      setting: games", "weak: smaller-model\n      setting: nlp")
    named = found(tmp_path / "named", claims=filled)
    assert named == ALWAYS
    page = SOUND
    root = small_root(tmp_path / "unnamed", pages={"doe2024weak": page})
    text = CLAIMS.replace(*filled).replace("nearest: [doe2024weak]", "nearest: []")
    (root / "data/claims.yml").write_text(text, encoding="utf-8")
    assert [f"{p.rule}:{p.line}" for p in check(root)] == ["filled-gap:13"]


@pytest.mark.parametrize(
    ("claim", "page", "problem"),
    [
        ("usually-gain", SOUND, ["unknown-word:5"]),
        ("usually-gains", SOUND, []),
        ("usually-gains", PAGE, ["other-claim:5"]),
    ],
)
def test_an_insight_that_names_another_claim(
    tmp_path: Path, claim: str, page: str, problem: list[str]
) -> None:
    root = small_root(tmp_path, pages={"doe2024weak": page})
    (root / "data/claims.yml").write_text(CLAIMS, encoding="utf-8")
    (root / "data/insights.yml").write_text(
        "- id: a\n  name: A\n  limits: []\n  supports:\n"
        f"    - {{key: doe2024weak, claim: {claim}, finding: It does., where: Table 1}}\n",
        encoding="utf-8",
    )
    rules = ("unknown-word", "other-claim")
    found = [p for p in check(root) if p.rule in rules]
    assert [f"{p.rule}:{p.line}" for p in found] == problem
    assert {p.file for p in found} <= {"data/insights.yml"}


def test_without_claims_findings_need_none(tmp_path: Path) -> None:
    assert check(small_root(tmp_path)) == ()


def test_the_real_library_is_sound(library: Library) -> None:
    assert library.arguments
    assert library.disputes.disputes
    assert library.glossary
    assert [problem for rule in RULES for problem in rule(library)] == []


def test_citations() -> None:
    assert mentioned_keys("As @doe2024weak (see @roe2022strong), not a@b.") == [
        "doe2024weak",
        "roe2022strong",
    ]
    assert split_mentions("As @doe2024weak says.") == ["As ", "doe2024weak", " says."]


def test_forms_of_words() -> None:
    """Singular or plural, in either case, the longest form, and whole words only."""
    found = split_forms("Reward models, a reward; rewarded", ["reward", "reward model"])
    assert found == ["", "Reward models", ", a ", "reward", "; rewarded"]
