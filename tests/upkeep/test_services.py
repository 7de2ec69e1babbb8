"""What is made of the services' answers, in their real forms, without a network."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.helpers import real_library
from tests.services import Web
from tests.upkeep import further_answers
from tests.upkeep.answers import CASES
from tests.upkeep.further_answers import FURTHER
from w2sg.upkeep.record import entry_text, record_doubts, record_fields
from w2sg.upkeep.services import Found, LookupFailed, look_up, pasted
from w2sg.upkeep.services.targets import Target, target_in

LIBRARY = real_library()
ALL = {**CASES, **FURTHER}


def said(asked: Callable[[], Found]) -> str:
    """The entry and the notes, or the refusal, on one line with single spaces."""
    try:
        found = asked()
        fields = record_fields(LIBRARY, found)
        text = entry_text("k", fields)
        text = " ".join([text, *found.notes, *record_doubts(LIBRARY, found, fields)])
    except LookupFailed as error:
        text = f"refused: {error}"
    return " ".join(text.split())


def holds(text: str, wanted: tuple[str, ...]) -> None:
    for part in wanted:
        if part.startswith("-"):
            assert part[1:] not in text
        else:
            assert part in text
    assert text.startswith("refused") == wanted[0].startswith("refused")


@pytest.mark.parametrize("case", ALL)
def test_an_answer_becomes_its_entry(case: str) -> None:
    target, answers, wanted = ALL[case]
    holds(said(lambda: look_up(target, Web(answers))), wanted)


@pytest.mark.parametrize("case", further_answers.PASTED)
def test_what_is_pasted_becomes_its_entry(case: str) -> None:
    text, wanted = further_answers.PASTED[case]
    holds(said(lambda: pasted(text, "x.bib")), wanted)


ARXIV = Target("arxiv", "2312.09390")
ACL = Target("proceedings", "https://aclanthology.org/P19-1001/")
PASTED: dict[str, Target | None] = {
    **dict.fromkeys(
        """2312.09390
        2312.09390v2
        arXiv:2312.09390
        ArXiv: 2312.09390v3
        [2312.09390]
        (arXiv:2312.09390).
        arXiv:2312.09390 [cs.CL]
        https://arxiv.org/abs/2312.09390
        http://export.arxiv.org/abs/2312.09390
        https://www.arxiv.org/abs/2312.09390v1
        arxiv.org/abs/2312.09390
        https://arxiv.org/html/2312.09390v2
        https://arxiv.org/html/2312.09390v2#S3
        https://arxiv.org/pdf/2312.09390v1.pdf
        https://arxiv.org/abs/2312.09390?context=cs
        https://huggingface.co/papers/2312.09390
        https://www.alphaxiv.org/abs/2312.09390
        https://ar5iv.labs.arxiv.org/html/2312.09390
        https://doi.org/10.48550/arXiv.2312.09390
        10.48550/ARXIV.2312.09390
        https://www.semanticscholar.org/doi/10.48550/arXiv.2312.09390
        https://example.org/10.48550/arXiv.2312.09390
        [Weak-to-Strong](https://arxiv.org/abs/2312.09390)
        <https://arxiv.org/abs/2312.09390>
        See https://arxiv.org/abs/2312.09390, thanks!
        "https://arxiv.org/abs/2312.09390"
        The paper is 2312.09390 on arXiv""".splitlines(),
        ARXIV,
    ),
    "cs/0101001": Target("arxiv", "cs/0101001"),
    "https://arxiv.org/abs/cs/0101001v1": Target("arxiv", "cs/0101001"),
    "math.GT/0309136": Target("arxiv", "math.GT/0309136"),
    **dict.fromkeys(
        """10.1145/3341525.3387374
        10.1145/3341525.3387374.
        doi:10.1145/3341525.3387374
        doi: 10.1145/3341525.3387374
        DOI 10.1145/3341525.3387374,
        https://doi.org/10.1145/3341525.3387374
        http://dx.doi.org/10.1145/3341525.3387374
        https://dl.acm.org/doi/10.1145/3341525.3387374
        https://dl.acm.org/doi/pdf/10.1145/3341525.3387374
        https://dl.acm.org/doi/abs/10.1145/3341525.3387374?x=1
        (https://doi.org/10.1145/3341525.3387374)""".splitlines(),
        Target("doi", "10.1145/3341525.3387374"),
    ),
    "https://link.springer.com/chapter/10.1007/978-3-031-72643-9_22": Target(
        "doi", "10.1007/978-3-031-72643-9_22"
    ),
    "10.1016/S0004-3702(97)00043-X": Target("doi", "10.1016/S0004-3702(97)00043-X"),
    "(10.1000/x(97))": Target("doi", "10.1000/x(97)"),
    "[10.1000/x[97]],": Target("doi", "10.1000/x[97]"),
    "see <10.1000/x<97>>.": Target("doi", "10.1000/x<97>"),
    "http://www.openreview.net/pdf?id=a_B-1&x=2": Target("openreview", "a_B-1"),
    "https://openreview.net/forum?id=aB1&noteId=c": Target("openreview", "aB1"),
    "https://dblp.org/rec/conf/icml/Doe24.html?view=bibtex": Target("dblp", "conf/icml/Doe24"),
    **dict.fromkeys(
        """https://aclanthology.org/P19-1001/
        http://aclanthology.org/P19-1001
        https://aclanthology.org/P19-1001.pdf
        https://www.aclweb.org/anthology/P19-1001/
        aclanthology.org/P19-1001""".splitlines(),
        ACL,
    ),
    **dict.fromkeys(
        (
            "",
            "a title",
            "https://example.org/paper",
            "https://arxiv.org/list/cs.LG/recent",
            "https://openreview.net/group?id=ICLR.cc",
            "https://evil.org/?https%3A%2F%2Farxiv.org",
            "https://aclanthology.org.evil.org/P19-1001/",
            "javascript:alert(1)",
            "https://[half",
            "version 1.2.3 of 2024",
        ),
        None,
    ),
}


@pytest.mark.parametrize("text", PASTED)
def test_what_people_paste_is_understood(text: str) -> None:
    assert target_in(text.strip()) == PASTED[text]


@pytest.mark.parametrize("text", ["https://example.org/paper", "a title"])
def test_what_names_nothing_is_refused_with_words(text: str) -> None:
    with pytest.raises(LookupFailed, match=r"is no arXiv id or DOI.*--bib"):
        look_up(text, Web({}))
