"""Entries as people type them: records of the library with slips in each field, made at random, for
the same seed the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from w2sg.library.model import Paper

Slip = Callable[
    [random.Random, str, Paper], str | None
]  # a field's new value, None to leave it out

PLACES = (
    "Findings of the Association for Computational Linguistics: EMNLP 2023",
    "Findings of ACL 2024",
    "Findings of ACL",
    "Findings of the ACL: NAACL 2025",
    "ACL Findings",
    "Findings",
    "Proceedings of the Forty-First International Conference on Machine Learning",
    "Proceedings of the 40th International Conference on Machine Learning, ICML 2023, Honolulu",
    "41st ICML",
    "Twelfth International Conference on Learning Representations",
    "Twentieth Conference on Uncertainty in Artificial Intelligence",
    "The Thirtieth AAAI Conference on Artificial Intelligence",
    "{NeurIPS} 2024 Workshop on Things",
    "NeurIPS",
    "NIPS'24",
    "Proc. EMNLP-IJCNLP",
    "ACL and the 11th IJCNLP",
    "ACL/IJCNLP 2021",
    "Proceedings of ACL (Volume 1: Long Papers)",
    "Intl. Conf. on Machine Learning",
    "Proc. Natl. Conf. Artif. Intell.",
    "Int. Jt. Conf. on Artificial Intelligence",
    "Adv. Neural Inf. Process. Syst. 37",
    "ICML held in Vienna",
    "ICML 2024, Vienna, Austria",
    "Vienna, ICML",
    "Nature Communications",
    "Nature 630",
    "Transactions on Machine Learning Research",
    "Trans. Mach. Learn. Res.",
    "arXiv preprint arXiv:2312.09390",
    "ArXiv",
    "CoRR abs/2312.09390",
    "submitted to ICLR",
    "under review",
    "in press",
    "Anthropic",
    "Journal of Machine Learning Research",
    "IEEE/CVF Conference on Computer Vision and Pattern Recognition, CVPR Workshops",
    "Workshop",
    "...",
    "",
)
NUMBERS = (
    "2312.09390",
    "arXiv:2312.09390v2",
    "https://arxiv.org/abs/2312.09390",
    "https://arxiv.org/pdf/2312.09390v1.pdf",
    "10.48550/arXiv.2312.09390",
    "https://doi.org/10.48550/arxiv.2402.03749",
    "10.1145/3580305.3599369",
    "https://openreview.net/forum?id=ghNRg2mEgN",
    "https://example.org/paper",
    "https://aclanthology.org/2023.emnlp-main.1/",
    "doi:10.1000/182",
)
TYPES = (
    *("inproceedings", "article", "misc", "online", "unpublished", "techreport", "phdthesis"),
    *("book", "incollection", "proceedings", "report", "INPROCEEDINGS", "electronic"),
)
BARE = 0.4  # share of entries without identifiers
ENCODINGS = ("utf-8", "utf-8", "utf-8", "latin-1", "cp1252", "ascii")


def _letters(rng: random.Random, text: str, most: int) -> str:
    """Letters doubled, lost, exchanged."""
    letters = list(text)
    for _ in range(rng.randint(1, most)):
        at = rng.randrange(len(letters)) if letters else 0
        letters[at : at + 2] = rng.choice(
            (letters[at : at + 1] * 2, letters[at : at + 1], letters[at : at + 2][::-1], ["x"])
        )
    return "".join(letters)


def _title(rng: random.Random, title: str, paper: Paper) -> str | None:
    words = title.split()
    at = rng.randrange(len(words)) if words else 0
    return rng.choice(
        (
            title,
            title.lower(),
            re.sub(r"[{}]", "", title),
            f"{{{{{title}}}}}",
            f"{title}: A {rng.choice(('Survey', 'Study of Things', 'New View'))}",
            title.partition(":")[0],
            " ".join([*words[:at], *words[at + 1 :]]),
            " ".join([*words[:at], "other", *words[at + 1 :]]),
            " ".join([*words[:at], *words[at + 1 : at + 2], *words[at : at + 1], *words[at + 2 :]]),
            _letters(rng, title, 2),
            _letters(rng, title, 9),
            title.replace(" ", "-", 1),
            f"{title}$^*$",
            rng.choice((*paper.page.aliases, title)),
            rng.choice(("", "A Study of Other Things Than These", None)),
        )
    )


def _authors(rng: random.Random, authors: str, paper: Paper) -> str | None:
    names = authors.split(" and ")
    at = rng.randrange(len(names))
    turned = [" ".join(reversed(name.split(", ", 1))) for name in names]
    initials = [re.sub(r", (\w)[^,]*$", r", \1.", name) for name in names]
    changed = [*names[:at], _letters(rng, names[at], 2), *names[at + 1 :]]
    made = rng.choice(
        (
            names,
            turned,
            initials,
            changed,
            names[::-1],
            names[:1],
            names[1:] or names,
            [*names[:at], *names[at + 1 :]] or names,
            [*names[:2], "others"],
            [*names[:1], "et al."],
            [*names, "Doe, Jane"],
            ["Doe, Jane", *names[: rng.randrange(len(names) + 1)]],
            [name.partition(",")[0] for name in names],
            [name.upper() for name in names],
            [],
        )
    )
    return " and ".join(made) if made else rng.choice(("", None))


def _year(rng: random.Random, year: str, paper: Paper) -> str | None:
    number = int(year) if year.isdigit() else 2000
    by = rng.choice((0, 0, 0, -1, 1, 2, -5))
    return rng.choice((str(number + by), f"{number + by}-05", "n.d.", f"{{{number}}}", None))


def _pages(rng: random.Random, pages: str, paper: Paper) -> str | None:
    first = pages.partition("--")[0]
    return rng.choice((pages, pages.replace("--", "-"), first, f"{first}--1", "1--10", "e12", None))


def _container(rng: random.Random, name: str, paper: Paper) -> str | None:
    words = name.split()
    at = rng.randrange(len(words) + 1)
    own = f"{paper.venue.short} {paper.year}" if paper.venue else "Unknown"
    return rng.choice(
        (
            name,
            own,
            f"{rng.choice(('Proceedings of', 'Proc. of the 3rd', 'In'))} {own}",
            f"{name} ({own})",
            " ".join(words[:at]),
            " ".join(words[at:]),
            _letters(rng, name, 2) if name else name,
            f"{name} Workshop",
            rng.choice(PLACES),
            rng.choice(PLACES),
            None,
        )
    )


def _number(rng: random.Random, value: str, paper: Paper) -> str | None:
    own = (value, value.upper(), f"{value}v3", paper.arxiv or value, paper.doi or value)
    return rng.choice((*own, rng.choice(NUMBERS), None))


SLIPS: dict[str, Slip] = {
    "title": _title,
    "author": _authors,
    "year": _year,
    "pages": _pages,
    "booktitle": _container,
    "journal": _container,
    "doi": _number,
    "url": _number,
    "eprint": _number,
}
# Further fields, and what makes their values.
FURTHER: dict[str, Slip] = {
    **dict.fromkeys(("date",), _year),
    **dict.fromkeys(("journaltitle", "eventtitle", "howpublished", "series", "note"), _container),
    **dict.fromkeys(("institution", "publisher", "volume", "organization"), _container),
    **dict.fromkeys(("eprint", "doi", "url", "howpublished", "journal"), _number),
    "subtitle": lambda rng, value, paper: rng.choice(("A Subtitle", "")),
    "shorttitle": lambda rng, value, paper: rng.choice((paper.title, "Short", value)),
    "eprinttype": lambda rng, value, paper: rng.choice(("arxiv", "hal", "arXiv")),
    "crossref": lambda rng, value, paper: "volume",
}


def entry(rng: random.Random, paper: Paper, number: int) -> str:
    """The entry of a record with a few slips."""
    fields: dict[str, str | None] = dict(paper.entry.fields)
    if rng.random() < BARE:  # as from the page of a publisher that tells little
        fields = {name: fields.get(name) for name in ("title", "author", "year")}
        fields[rng.choice(("booktitle", "journal", "howpublished"))] = rng.choice(PLACES)
    for name in rng.sample(sorted(SLIPS), rng.randint(1, 4)):
        if name in fields:
            fields[name] = SLIPS[name](rng, fields[name] or "", paper)
    for name in rng.sample(sorted(FURTHER), rng.choice((0, 0, 1, 2))):
        fields[name] = FURTHER[name](rng, fields.get(name) or "", paper)
    kind = rng.choice((paper.entry.type, paper.entry.type, rng.choice(TYPES)))
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value is not None]
    before, after = rng.choice((("", "}"), ("", "}"), ("  ", "\t}"), ("", ""), ("\t", "")))
    return "\n".join([f"{before}@{kind}{{k{number}{paper.entry.key},", *lines, after])


# What entries inherit from, and it from others.
VOLUME = """@proceedings{volume, title = {Proceedings}, crossref = {above}, xdata = {more}}
@proceedings{above, booktitle = {Proceedings of ICML 2024}, year = {2024}, xdata = {volume}}
@xdata{more, publisher = {PMLR}, series = {Proceedings of Machine Learning Research}}"""


def slipped(seed: int, papers: Sequence[Paper]) -> bytes:
    """A file of some entries with slips, in one of several encodings."""
    rng = random.Random(seed)
    entries = [entry(rng, rng.choice(papers), number) for number in range(rng.randint(5, 15))]
    text = "\n\n".join([*entries, VOLUME]) + "\n"
    return text.encode(rng.choice(ENCODINGS), errors="replace")
