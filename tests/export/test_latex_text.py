"""Text as LaTeX that prints it."""

from __future__ import annotations

import pytest

from w2sg.export.latex_text import _ENCODER, _PLAIN, as_latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("5 % of A_B & {x}", r"5 \% of A\_B \& \{x\}"),
        ("#1 costs $5 ~ x^2", r"\#1 costs \$5 {\textasciitilde} x{\textasciicircum}2"),
        (r"a\b", r"a{\textbackslash}b"),
        ("before -> after", r"before {\textrightarrow} after"),
        ("x < 3 | y > 2", r"x \ensuremath{<} 3 \textbar{} y \ensuremath{>} 2"),
        ('a "word" of ours', "a ``word'' of ours"),
        ("the model’s – and — “own”", "the model's -- and --- ``own''"),
        ("r = -0.85, 74-93, zephyr-7b", r"r = \ensuremath{-}0.85, 74-93, zephyr-7b"),
        ("−3.5", r"\ensuremath{-}3.5"),
        ("Müller, Ørsted, Łoś, Nguyễn", r"M\"uller, {\O}rsted, {\L}o\'s, Nguyen"),
        ("ε-greedy", r"\ensuremath{\varepsilon}-greedy"),
        ("李 Wei", "? Wei"),
        ("ｗ and ﬃ", "w and ffi"),
        ("two\n  lines", "two lines"),
        ("and/or a_b", r"and/or a\_b"),
        (
            "in runs/all_of_them.csv",
            r"in runs/\hspace{0pt}all\_\hspace{0pt}of\_\hspace{0pt}them.\hspace{0pt}csv",
        ),
    ],
)
def test_what_latex_reads_otherwise_is_escaped(text: str, latex: str) -> None:
    assert as_latex(text) == latex
    assert as_latex(text).isascii()


def test_what_needs_no_encoder_is_what_it_leaves_alone() -> None:
    plain = [char for char in map(chr, range(32, 127)) if _PLAIN.fullmatch(char)]
    assert plain
    assert [char for char in plain if _ENCODER.unicode_to_latex(char) != char] == []
    assert _ENCODER.unicode_to_latex("".join(plain)) == "".join(plain)
