"""LaTeX as BibTeX values have it, as readers see it: nothing throws, nothing is lost."""

from __future__ import annotations

import json
import re
import subprocess
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import ROOT
from w2sg.library.formulas import _WRITTEN_OTHERWISE, formulas
from w2sg.library.latex import to_text
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
        (r"US$5-$10 \& I paid $5, \emph{you} paid $10", "US$5-$10 & I paid $5, you paid $10"),
        (r"$HOME \emph{and} $$ \$a\$", "$HOME and $$ $a$"),
        (r"x\textsuperscript{2} \ensuremath{x^{n+1}}", r"x2 \(x^{n+1}\)"),
        (r"\textsf{A} \textup{B} \textmd{C} \title{D} \label{E} \citep{F}", "A B C D E F"),
        (r"\foo{} \S{}4, \copyright{} \pounds{}3 \~{}x", "foo §4, © £3 ~x"),
        (r"`single' 'tis it's `don't' R\`enyi", "‘single’ 'tis it's `don't' Rènyi"),
        (r"\'Ecole \verb", "École verb"),
        (r"\begin{verbatim}x_1\end{verbatim}", "x_1"),
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
        (r"\$a\$ and \$\$", "$a$ and $$", "$a$ and $$"),
        (r"\ensuremath{\alpha}-nets", r"\(\alpha\)-nets", "α-nets"),
        ("$a % b$", "$a % b$", "a % b"),
        (r"$\frac{a+b}{2n}$", r"$\frac{a+b}{2n}$", "(a+b)/2n"),
        (r"$x_{i,j}^{2}$, $2^{-k}$", r"$x_{i,j}^{2}$, $2^{-k}$", "x_(i,j)², 2^(-k)"),
        (r"$n \log n$ $p\|q$", r"$n \log n$ $p\|q$", "n log n p∥q"),
        (r"$\pi_{\theta_{t}}$", r"$\pi_{\theta_{t}}$", "π_θ_t"),
    ],
)
def test_formulas_stay_whole_and_can_be_read(value: str, whole: str, shown: str) -> None:
    assert plain(value) == whole
    assert readable(value) == shown


@pytest.mark.parametrize(
    ("title", "query"),
    [
        (r"$\mathcal{O}(n^{2})$ Bounds", "O(n^2)"),
        (r"$\mathcal{O}(n^{2})$ Bounds", "O(n²) bounds"),
        (r"$\alpha$-Divergence", "alpha-divergence"),
        (r"\ensuremath{\alpha}-Divergence", "α"),
        (r"$\ell_1$ Losses", "ℓ_1"),
        (r"H$_2$O and {RLV$^\varepsilon$R}", "H2O"),
        (r"H$_2$O and {RLV$^\varepsilon$R}", "RLVεR"),
    ],
)
def test_a_formula_is_found_as_readers_type_it(title: str, query: str) -> None:
    assert f" {fold(query)}" in f" {fold(readable(title))}"


PIECES = [*r"\{}$%&~#_^()[]|`'-ab1 é", "\\href", "\\begin{x}", "\\frac", "\\v", "\\verb"]
LATEX = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(LATEX)
def test_nothing_throws(value: str) -> None:
    assert "".join(part for part, _ in formulas(value)) == value
    for text in (plain(value), readable(value)):
        assert text == " ".join(text.split())
    persons(value)


@given(st.text(alphabet=st.sampled_from("aB1 .,:;'`\"-–&%#_^~()|é"), max_size=12))
def test_what_is_passed_on_unread_says_itself(value: str) -> None:
    assert _WRITTEN_OTHERWISE.search(value) or to_text(value) == value


BROKEN = ["\\frac{", "\\verb", "\\foo[", "a" * 30_000 + "\\alpha{", "{\\" * 1500]
REPEATED = ["{", "\\", "\\href", "$", "\\begin{x}", "\\("]


@pytest.mark.parametrize("value", [*BROKEN, *(piece * 4001 for piece in REPEATED)])
def test_nor_does_what_is_broken_or_long(value: str) -> None:
    assert isinstance(plain(value), str)
    assert isinstance(readable(value), str)


@pytest.mark.slow
@pytest.mark.parametrize("piece", [*PIECES, *REPEATED, "\\\\[", "\\ensuremath{", "$a", "x^{", "`"])
def test_time_does_not_run_away(piece: str) -> None:
    """Generous, for machines differ: time that grew with the square would take minutes."""
    start = time.process_time()
    readable(piece * (200_000 // len(piece)))
    readable(piece * (7_900 // len(piece)))
    assert time.process_time() - start < 5


WORDS = st.lists(st.from_regex(r"[A-Za-z0-9éø]{1,8}", fullmatch=True), min_size=1, max_size=8)


@given(
    WORDS, st.sampled_from(["{%s}", r"\emph{%s}", r"\unknown{%s}", r"\href{u}{%s}", "%s", "$%s$"])
)
def test_no_letter_is_lost(words: list[str], wrap: str) -> None:
    text = readable(" ".join(wrap.replace("%s", word) for word in words))
    assert re.findall(r"\w+", text) == words


@given(WORDS)
def test_plain_text_stays_as_it_is(words: list[str]) -> None:
    text = " & ".join(words)
    assert plain(text) == text
    assert plain(plain(text)) == plain(text)


SAID = st.text(st.sampled_from("aZ1 ^_{}-.'éŁøßıİΑαςΣω²₁½ﬁ深हिไม้"), max_size=12)


@pytest.mark.node
@pytest.mark.untold
def test_the_browser_folds_in_the_same_way() -> None:
    texts: list[str] = []

    @given(SAID)
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    address = (ROOT / "docs" / "assets" / "browse" / "query.js").as_uri()
    script = (
        f'import {{ fold }} from "{address}"; import {{ readFileSync }} from "node:fs";'
        "console.log(JSON.stringify(JSON.parse(readFileSync(0)).map(fold)));"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        input=json.dumps(texts),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(done.stdout) == [fold(text) for text in texts]
