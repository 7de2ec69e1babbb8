"""LaTeX as BibTeX values have it, as readers see it: nothing throws, nothing is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from w2sg.library.latex import formulas
from w2sg.library.names import persons
from w2sg.library.text import fold, plain, readable


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"{GPT}-4 \& more", "GPT-4 & more"),
        (r"R & D \& more", "R & D & more"),
        (r"100\% of 5% and 7\%", "100% of 5% and 7%"),
        (r"\href{https://example.org/a_b}{A Link} and more", "A Link and more"),
        (r"\url{https://example.org/a_b}", "https://example.org/a_b"),
        (r"\texttt{code}, \mbox{box}, \LaTeX{} and {\TeX}", "code, box, LaTeX and TeX"),
        (r"\textsc{Star} \emph{a \textbf{b}} {\em c} {\bf d}", "Star a b c d"),
        (r"\foo{bar} and \foo", "bar and foo"),
        (r"\textcolor{red}{hot} \color{red}{hi}", "hot hi"),
        (r"\verb|x_1|", "x_1"),
        (r"a \textless{} b \textasciitilde{}c C\# F\_1", "a < b ~c C# F_1"),
        (r"\{set\}", "{set}"),
        (r"{\relax Ch}arles", "Charles"),
        (r"S{\o}ren \O{}ystein \aa \AE\ss", "Søren Øystein åÆß"),
        (r"{\"u}\v{c}\c c\H{o}\'{\i}\'\i\k{a}\dh\L{}\=a\.z\~n\^e\`e", "üčçőííąðŁāżñêè"),
        (r"A~B\,C -- D --- E ``q'' ", "A B C – D — E “q”"),
        (r"\$5 and $10 and $20", "$5 and $10 and $20"),
        (r"x\textsuperscript{2} \ensuremath{k}", "x2 k"),
        (r"hy\-phen", "hyphen"),
        (r"\texorpdfstring{$\beta$}{beta} test", "beta test"),
    ],
)
def test_values_are_decoded(value: str, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("value", "whole", "shown"),
    [
        (r"$\mathcal{O}(n^2)$ Bounds", r"$\mathcal{O}(n^2)$ Bounds", "O(n²) Bounds"),
        (r"of ${\rm R}^2$ \& {W2SG}", r"of ${\rm R}^2$ & W2SG", "of R² & W2SG"),
        (r"{$\alpha > \beta$} trees", r"$\alpha > \beta$ trees", "α > β trees"),
        (r"$k$-Step $\ell_1$", r"$k$-Step $\ell_1$", "k-Step ℓ₁"),
        (r"\(\frac{1}{2}\) \[x\] $$y$$", r"\(\frac{1}{2}\) \[x\] $$y$$", "1/2 x y"),
        (r"\emph{on $f(x)$}", "on $f(x)$", "on f(x)"),
        (r"from \$1 to \$2", "from $1 to $2", "from $1 to $2"),
        (r"a lone $ sign", "a lone $ sign", "a lone $ sign"),
    ],
)
def test_formulas_stay_whole_and_can_be_read(value: str, whole: str, shown: str) -> None:
    assert plain(value) == whole
    assert readable(plain(value)) == shown


def test_a_formula_is_found_by_its_letters() -> None:
    assert fold(readable(plain(r"$\mathcal{O}(n)$ Bounds"))) == "o n bounds"
    assert "pi" in fold(plain(r"$\pi$-rules"))


PIECES = [*r"\{}$%&~#_^()[]|`'-ab1 é", "\\href", "\\begin{x}", "\\frac", "\\v", "\\verb"]
LATEX = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(LATEX)
def test_nothing_throws(value: str) -> None:
    text = plain(value)
    assert "".join(part for part, _ in formulas(value)) == value
    assert readable(text) == " ".join(readable(text).split())
    persons(value)


BROKEN = ["\\frac{", "\\verb", "\\foo[", "a" * 30_000 + "\\alpha{", "{\\" * 1500]
REPEATED = ["{", "\\", "\\href", "$", "\\begin{x}", "\\("]


@pytest.mark.parametrize("value", [*BROKEN, *(piece * 4001 for piece in REPEATED)])
def test_nor_does_what_is_broken_or_long(value: str) -> None:
    assert isinstance(readable(plain(value)), str)


WORDS = st.lists(st.from_regex(r"[A-Za-z0-9éø]{1,8}", fullmatch=True), min_size=1, max_size=8)


@given(
    WORDS, st.sampled_from(["{%s}", r"\emph{%s}", r"\unknown{%s}", r"\href{u}{%s}", "%s", "$%s$"])
)
def test_no_letter_is_lost(words: list[str], wrap: str) -> None:
    text = readable(plain(" ".join(wrap.replace("%s", word) for word in words)))
    assert re.findall(r"\w+", text) == words


@given(WORDS)
def test_plain_text_stays_as_it_is(words: list[str]) -> None:
    text = " & ".join(words)
    assert plain(text) == text
