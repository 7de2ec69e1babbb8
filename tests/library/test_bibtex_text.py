"""Text from elsewhere is written so that LaTeX sets it, and reads as it was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from w2sg.check.entries import unprotected
from w2sg.check.text import text_faults
from w2sg.library.bibtex_text import bibtex_text, bibtex_title, without_markup
from w2sg.library.text import readable

# What services give -> what the entry says.
WRITTEN = {
    "Weak & Strong: a $k$-step study": r"Weak \& Strong: a $k$-step study",
    "100% Weak Labels": r"100\% Weak Labels",
    "Codes in C# with code_models": r"Codes in {C}\# with code\_models",
    r"$\mathcal{O}(n)$ regret": r"{$\mathcal{O}(n)$} regret",
    r"$\mathbb{R}^{d}$ is enough": r"{$\mathbb{R}^{d}$} is enough",
    r"Learning from $r$ to $Q^*$": r"Learning from $r$ to {$Q^*$}",
    r"RLV$^\varepsilon$R": r"{RLV$^\varepsilon$R}",
    "$\\epsilon$-greedy students": "$\\epsilon$-greedy students",
    "Weak &amp; Strong <i>Learning</i>": r"Weak \& Strong Learning",
    "R&amp;amp;D of weak labels": r"{R\&D} of weak labels",
    "Labels with <mml:math><mml:mi>k</mml:mi></mml:math> steps": "Labels with k steps",
    "H<sub>2</sub>O students": "{H$_2$O} students",
    "<jats:title>Weak labels</jats:title>": "Weak labels",
    "Caf&#233; students &eacute;": "Café students é",
    r"Schr\"{o}dinger Bridges \& Labels": r"Schrödinger Bridges \& Labels",
    '"Quirky" students': "``Quirky'' students",
    'A 5" screen': "A 5'' screen",
    "The “Think” step – or — two": "The ``Think'' step -- or --- two",
    "Beyond <think>": r"Beyond \textless{}think\textgreater{}",
    "It costs $5 and $6": r"It costs \$5 and \$6",
    "{W}eak-to-{S}trong {CLIP} {Adaptive} pupils": "Weak-to-Strong {CLIP} {Adaptive} pupils",
    r"A {Google}-Proof {Q\&A} Benchmark": r"A {Google}-Proof {Q\&A} Benchmark",
    "{Depth Anything} {V2}": "{Depth Anything} {V2}",
    "{Model Compression}": "Model Compression",
    "{On} {Weak} {Labels}": "On Weak Labels",
    "Weak {LLM}s teach.": "Weak {LLMs} teach",
    "To be continued...": "To be continued...",
    r"\href{https://x.org}{Weak} \textbf{labels}": "Weak labels",
    "Of a_&B": r"Of a\_\&{B}",
}


@pytest.mark.parametrize("given", WRITTEN)
def test_a_title_is_written_for_latex(given: str) -> None:
    assert bibtex_title(given, lambda text: unprotected(text, ())) == WRITTEN[given]


@given(st.text(alphabet=st.sampled_from("aB1 &%#_^~<>|{}$\\\"'`–—“;."), max_size=40))
def test_whatever_is_given_latex_can_set_it(given: str) -> None:
    for written in (bibtex_text(given), bibtex_title(given, lambda text: unprotected(text, ()))):
        assert list(text_faults(written)) == []
        depth = 0
        for char in written:
            depth += (char == "{") - (char == "}")
            assert depth >= 0
        assert depth == 0


@given(st.text(alphabet=st.sampled_from("aBé1 &%#_^<>|"), max_size=40))
def test_what_is_written_reads_as_it_was_given(given: str) -> None:
    assert readable(bibtex_text(given)) == readable(without_markup(given))
