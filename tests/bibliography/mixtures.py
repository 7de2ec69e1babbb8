"""Files as people have them, made at random from forms and faults, for the same seed the same."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.bibliography.all_forms import RIGHT, WRONG
from w2sg.library.model import Paper

UNREADABLE = (
    "@misc{{broken{0}, title = {{A {{b, year = {{2020}}\n\n",
    "@misc{{broken{0}, title = {{A}} year = 2020}}\n",
    "@misc{{broken {0}, title = {{A}}}}\n",
    "@misc{{broken{0}, note = , year = 2020}}\n",
    '@misc{{broken{0}, title = "A }} b"}}\n',
    "@article broken{0}, title = {{A}}}}\n",
)
ODD = [
    *'{}"@%,=#\\~$&()\r\n\t -0aé😀ß\u212a\u0130\u00a0\ufeff\u0301\u00ad',
    "@string{",
    "@comment{",
    "\n@misc{",
    "% {\n",
    "% }\n",
    " # ",
    "crossref = {",
    "\\'",
]
OTHERS = (
    "@article{{other{0},\n  title = {{A study of things, part {0}}},\n  author = {{Müller, Zoë}},\n"
    "  journal = {{Revue}},\n  year = {{2019}}\n}}\n",
    "@misc{{other{0}, title={{A toolbox}}, author={{Doe, Jane}},\n"
    " note={{Implements arXiv:2312.09390}}}}\n",
    "@article{{other{0}, title={{On other things}}, author={{Roe, A.}}, eprint={{2312.09390}},\n"
    " eprinttype={{arxiv}}, year={{2024}}}}\n",
    "@string{{s{0} = {{x}}}}\n@comment{{jabref-meta: {0}}}\n",
    "% a comment with an @sign and a {{brace, {0}\n",
    "@misc{{dummy{0}}}\n@misc{{,}}\n",
    "@book{{other{0}, title = {{50\\% of it}}, crossref = {{dummy{0}}}, year = 1999 # {{}}}}\n",
)


def broken(seed: int, papers: Sequence[Paper]) -> bytes:
    """A mixture with characters and parts put in, taken out, doubled and exchanged."""
    rng = random.Random(seed)
    text = list(mixture(seed, papers).decode("utf-8", errors="replace"))
    for _ in range(rng.randint(1, 40)):
        a = rng.randrange(len(text) + 1)
        if rng.random() < 0.8:
            text[a : a + 1] = rng.choice(("", *ODD))
        else:
            b = a + rng.randrange(60)
            text[a:b] = rng.choice(([], text[a:b] * 2, text[b : b + 40]))
    content = "".join(text).encode("utf-8")
    return content if rng.random() < 0.9 else content.replace(b"\xc3", b"\xe9")


def mixture(seed: int, papers: Sequence[Paper]) -> bytes:
    """A file of some ten entries: right and wrong forms, others, unreadable ones, in one of several
    encodings, with one of several line ends."""
    rng = random.Random(seed)
    forms = [*RIGHT.values(), *(form for _, form in WRONG.values())]
    pieces = []
    for number in range(rng.randint(1, 20)):
        choice = rng.random()
        if choice < 0.7:
            paper = rng.choice(papers)
            pieces.append(rng.choice(forms)(paper) or paper.entry.raw)
        else:
            pieces.append(rng.choice(OTHERS if choice < 0.9 else UNREADABLE).format(number))
    text = rng.choice(("", "\n")).join(pieces).replace("\r\n", "\n")
    text = text.replace("\n", rng.choice(("\n", "\n", "\r\n", "\r")))
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "latin-1", "cp1252"))
    return text.encode(
        encoding, errors="replace" if encoding in ("latin-1", "cp1252") else "strict"
    )
