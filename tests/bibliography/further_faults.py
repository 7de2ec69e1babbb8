"""Further wrong forms: the kind of finding that each must have, and the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tests.bibliography.forms import (
    LATER,
    Fields,
    Form,
    has_edition,
    in_container,
    long_title,
    main_conference,
    many,
    people,
    published,
    word,
    wrong,
)
from w2sg.library.model import Paper

Change = Callable[[Fields, Paper], object]


def preprint(kind: str, **new: str) -> tuple[str, Form]:
    """A published paper as a preprint was cited; `{}` is its arXiv number, `{venue}` its venue."""

    def change(fields: Fields, paper: Paper) -> None:
        for name in LATER:
            fields.pop(name, None)
        fields.update({"@type": kind, "year": str(paper.year - 1)})
        number = paper.arxiv or "2001.01234"
        fields.update({n: v.format(number, venue=paper.venue.short) for n, v in new.items()})
        if not paper.arxiv:
            fields.pop("url", None)
            if number in " ".join(fields.values()):
                fields["note"] = "no number"
                for name in new:
                    fields[name] = new[name].format("", venue=paper.venue.short)

    return "preprint", wrong(change, published)


def venue(name: str, applies: Callable[[Paper], object] = main_conference) -> tuple[str, Form]:
    return "venue", wrong(in_container(name), applies)


def workshop(name: str) -> tuple[str, Form]:
    return "preprint", wrong(in_container(name), main_conference)


def year(write: Callable[[int], str]) -> tuple[str, Form]:
    return "year", wrong(lambda f, p: f.update(year=write(p.year)))


def named(
    change: Callable[[list[str]], list[str]], applies: Callable[[Paper], object] = many
) -> tuple[str, Form]:
    return "authors", wrong(people(change), applies)


def pages(change: Callable[[int, int], str]) -> tuple[str, Form]:
    def changed(fields: Fields, _: Paper) -> None:
        first, last = map(int, fields["pages"].split("--"))
        fields["pages"] = change(first, last)

    return "pages", wrong(
        changed, lambda p: re.fullmatch(r"[0-9]+--[0-9]+", p.entry.fields.get("pages", ""))
    )


def titled(
    change: Callable[[list[str]], list[str]], applies: Callable[[Paper], object] = long_title
) -> tuple[str, Form]:
    return "title", wrong(word(change), applies)


def other(field: str, new: str, applies: Callable[[Paper], object]) -> tuple[str, Form]:
    return "identifier", wrong(lambda f, _: f.update({field: new}), applies)


def _in_proceedings(paper: Paper) -> bool:
    return main_conference(paper) and paper.entry.type == "inproceedings"


def retyped(kind: str) -> Change:
    return lambda fields, _: fields.update({"@type": kind})


def another_digit(text: str) -> str:
    return re.sub(r"[0-9](?=[^0-9]*$)", lambda m: str((int(m[0]) + 1) % 10), text)


def _swap(name: str) -> str:
    family, _, given = name.partition(", ")
    return f"{given}, {family}"


def _distinct(paper: Paper) -> bool:
    """Whether no two persons of a paper could be taken for each other."""
    families = [person.family for person in paper.authors]
    return len(families) > 3 and len(set(families)) == len(families)


FAULTS: Mapping[str, tuple[str, Form]] = {
    # years
    "two years late": year(lambda y: str(y + 2)),
    "years ago": year(lambda y: str(y - 5)),
    "a digit too many": year(lambda y: f"{y}4"),
    "no day": year(lambda _: "n.d."),
    "in press": year(lambda _: "in press"),
    "a year in words": year(lambda y: f"July {y - 1}"),
    "a date of the preprint": (
        "year",
        wrong(lambda f, p: (f.pop("year"), f.update(date=f"{p.year - 1}-12-14"))),
    ),
    # pages, volumes, numbers
    "the last page": pages(lambda a, b: f"{a}--{b + 1}"),
    "the first page": pages(lambda a, b: f"{a + 1}--{b}"),
    "pages exchanged": pages(lambda a, b: f"{b}--{a}" if a != b else f"{a}--{b + 3}"),
    "pages of the file": pages(lambda a, b: f"1-{b - a + 1}" if a > 1 else f"{a + 1}-{b + 1}"),
    "another number": (
        "number",
        wrong(lambda f, _: f.update(number="99"), lambda p: "number" in p.entry.fields),
    ),
    "a volume of the year": (
        "volume",
        wrong(lambda f, p: f.update(volume=f"{int(p.volume) + 1}"), lambda p: p.volume.isdigit()),
    ),
    # types that do not print where the work appeared
    **{
        f"a book title in @{kind}": ("venue", wrong(retyped(kind), _in_proceedings))
        for kind in ("article", "misc", "online", "unpublished")
    },
    "a journal in @inproceedings": (
        "venue",
        wrong(lambda f, _: f.update(journal=f.pop("booktitle")), _in_proceedings),
    ),
    # people
    "the second author missing": named(lambda n: [n[0], *n[2:]], _distinct),
    "the first author twice": named(lambda n: [n[0], *n]),
    "the authors in reverse": named(lambda n: n[::-1], _distinct),
    "the last author first": named(lambda n: [n[-1], *n[:-1]], _distinct),
    "the first author alone": named(lambda n: n[:1]),
    "the first three alone": named(lambda n: n[:3]),
    "another first author": named(lambda n: ["Doe, Jane", *n[1:]]),
    "given for family names": named(
        lambda n: [_swap(n[0]), *n[1:]],
        lambda p: (
            many(p)
            and p.authors[0].given
            and " " not in p.authors[0].given
            and p.authors[0].given.lower() != p.authors[0].family.lower()
            and not p.authors[0].particle
        ),
    ),
    "a letter of a name missing": named(
        lambda n: [n[0], re.sub(r"^([^,]{2})[^,]([^,]{2})", r"\1\2", n[1]), *n[2:]],
        # Not one of a vowel's, as in `Guertler` for `Gürtler`, and not of one name of two.
        lambda p: many(p) and re.fullmatch(r"[A-Za-z]{2}[^aeiou\W][a-z]{3,}", p.authors[1].family),
    ),
    "others without the second": named(lambda n: [n[0], n[2], "others"], _distinct),
    # titles
    "words exchanged": titled(
        lambda w: [w[1], w[0], *w[2:]],
        lambda p: long_title(p) and p.title.split()[0].lower() != p.title.split()[1].lower(),
    ),
    "words added": titled(lambda w: [*w, "Revisited"]),
    "a plural": titled(lambda w: [*w[:-1], w[-1] + "s"]),
    "a title without its end": titled(
        lambda w: w[:-1], lambda p: long_title(p) and p.title.split()[-1].isalpha()
    ),
    "another small word": titled(lambda w: ["Towards", *w]),
    "no subtitle": (
        "title",
        wrong(
            lambda f, _: f.update(title=f["title"].split(": ")[0]),
            lambda p: (
                ": " in p.title and len(p.title.split(": ")[0].split()) > 2 and not p.page.aliases
            ),
        ),
    ),
    # identifiers
    "a digit of the DOI": (
        "identifier",
        wrong(
            lambda f, _: f.update(doi=another_digit(f["doi"])),
            lambda p: p.doi and "arxiv" not in p.doi.lower(),
        ),
    ),
    "the DOI of another paper": other(
        "doi", "10.1038/s41586-020-03051-4", lambda p: p.key != "schrittwieser2020mastering"
    ),
    "arXiv's DOI of another paper": other(
        "doi", "10.48550/arXiv.2312.09390", lambda p: p.key != "burns2024weak"
    ),
    "a digit of the eprint": (
        "identifier",
        wrong(lambda f, _: f.update(eprint=another_digit(f["eprint"])), lambda p: p.arxiv),
    ),
    "another eprint's address": other(
        "url", "http://arxiv.org/pdf/2312.09390v1", lambda p: p.key != "burns2024weak"
    ),
    "the forum of another paper": other(
        "url", "https://openreview.net/pdf?id=tfTn8616Gf", lambda p: p.key != "abreu2025taxonomy"
    ),
    "the anthology's page of another paper": other(
        "url", "https://aclanthology.org/2024.emnlp-main.861.pdf", lambda p: p.key != "dou2024re"
    ),
    # preprints of what was published
    "ArXiv alone": preprint("article", journal="ArXiv"),
    "ArXiv, abs": preprint("article", journal="ArXiv", volume="abs/{}"),
    "an arXiv number": preprint("article", journal="arXiv:{} [cs.LG]"),
    "arXiv e-prints": preprint("article", journal="arXiv e-prints", eid="arXiv:{}"),
    "arXiv.org": preprint("misc", publisher="arXiv.org"),
    "arXiv as publisher": preprint("misc", publisher="arXiv", number="arXiv:{}"),
    "arXiv's own export": preprint("misc", archivePrefix="arXiv", primaryClass="cs.LG"),
    "Paperpile's arXiv": preprint("article", journal="arXiv [cs.LG]"),
    "arXiv in a book": preprint("inproceedings", booktitle="arXiv preprint"),
    "a preprint": preprint("misc", howpublished="Preprint"),
    "a preprint in a note": preprint("misc", note="Preprint"),
    "an article of nothing": preprint("article"),
    "OpenReview": preprint("misc", howpublished="OpenReview"),
    "OpenReview's submission": preprint(
        "inproceedings",
        booktitle="Submitted to The Twelfth International Conference on Learning Representations",
        note="under review",
    ),
    "under review as a paper": preprint(
        "inproceedings", booktitle="Under review as a conference paper at ICLR 2024"
    ),
    "in submission": preprint("unpublished", note="In submission"),
    "in preparation": preprint("article", journal="Manuscript in preparation"),
    "to appear": preprint("inproceedings", booktitle="To appear in {venue}"),
    "accepted": preprint("inproceedings", booktitle="Accepted to {venue}"),
    "forthcoming": preprint("article", journal="Forthcoming"),
    "SSRN": preprint("article", journal="SSRN Electronic Journal"),
    "bioRxiv": preprint("article", journal="bioRxiv"),
    "Research Square": preprint("article", journal="Research Square"),
    "a report of arXiv": preprint("techreport", institution="arXiv", number="{}"),
    "a report of biblatex": preprint("report", institution="arXiv", type="preprint"),
    "online": preprint("online", pubstate="prepublished", eprintclass="cs.LG"),
    "a site": preprint("misc", howpublished="Website"),
    "a post": preprint("misc", howpublished="Blog post"),
    "GitHub": preprint("misc", howpublished="\\url{{https://github.com/x/y}}"),
    "a working paper": preprint("techreport", institution="NBER", type="Working Paper"),
    "a manuscript": preprint("misc", howpublished="Manuscript"),
    "a draft": preprint("misc", howpublished="Draft"),
    "e-print archive": preprint("article", journal="e-Print Archive"),
    "HAL": preprint("misc", howpublished="HAL open science"),
    "PsyArXiv": preprint("misc", publisher="PsyArXiv"),
    # workshops
    "a workshop of NeurIPS": workshop("NeurIPS Workshop on Things"),
    "a workshop at ICML": workshop("Workshop on Things at ICML"),
    "proceedings of a workshop": workshop("Proceedings of the 3rd Workshop on Things"),
    "a workshop paper": workshop("ICLR Workshop Track"),
    # venues
    "ACML": venue("Asian Conference on Machine Learning"),
    "ICMLA": venue(
        "2019 18th IEEE International Conference On Machine Learning And Applications (ICMLA)"
    ),
    "a neighbour": venue(
        "International Joint Conference on Natural Language Processing and Chinese Computing"
    ),
    "a journal for a conference": venue("Journal of Things"),
    "another year of the venue": (
        "venue",
        wrong(
            lambda f, p: f.update({"booktitle": f"{p.venue.name} ({p.venue.short} 2003)"}),
            lambda p: main_conference(p) and "booktitle" in p.entry.fields,
        ),
    ),
    "another ordinal of the venue": (
        "venue",
        wrong(
            lambda f, p: f.update({"booktitle": f"Proceedings of the 3rd {p.venue.name}"}),
            lambda p: (
                has_edition(p)
                and re.search(
                    r"\b[0-9]+(st|nd|rd|th)\b|-([Ff]irst|[Ss]econd|[Tt]hird|\w+th)\b", p.container
                )
                and "booktitle" in p.entry.fields
            ),
        ),
    ),
    "Science for Nature": (
        "venue",
        wrong(
            in_container("Science"), lambda p: p.entry.type == "article" and p.venue.id != "science"
        ),
    ),
    # types
    "a thesis": (
        "venue",
        wrong(
            lambda f, _: (
                [f.pop(n, None) for n in LATER],
                f.update({"@type": "phdthesis", "school": "MIT"}),
            ),
            published,
        ),
    ),
    "a book": (
        "venue",
        wrong(
            lambda f, _: (
                [f.pop(n, None) for n in LATER],
                f.update({"@type": "book", "publisher": "Springer", "series": "Studies"}),
            ),
            published,
        ),
    ),
}
