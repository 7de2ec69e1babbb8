"""What each function of the package says of made-up input, as one text for each subject."""

# ruff: noqa: E501 made-up inputs keep their long lines
from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

import requests

from tests import services
from tests.faulty import BIB, YAML, faulty_root
from tests.helpers import read_page
from tests.services import NO_HITS, Web
from w2sg import cli
from w2sg.bibliography import checkbib
from w2sg.bibliography.bibtex import read_entries
from w2sg.bibliography.records import data
from w2sg.bibliography.report import as_text, summary
from w2sg.bibliography.words import name_keys, words
from w2sg.check import check
from w2sg.check.pages import pgr_bounds
from w2sg.export.feed import atom
from w2sg.library import load, load_strict
from w2sg.library.bibtex import parse_bib, read_bib
from w2sg.library.files import read_text
from w2sg.library.model import Result
from w2sg.library.names import as_bibtex, persons
from w2sg.library.problem import Problem, SourceError, did_you_mean, shorten
from w2sg.library.text import fold, plain
from w2sg.library.yaml import parse_yaml, read_yaml
from w2sg.queries.browse import Finder
from w2sg.queries.counts import category_years, last_year, venue_years
from w2sg.queries.lineage import built_on_by, lineage, neighbours
from w2sg.queries.lists import evidence, newest_day
from w2sg.queries.scores import by_what_is_known
from w2sg.render.lists import ListMacros
from w2sg.render.page_url import PageUrl
from w2sg.upkeep.add import add
from w2sg.upkeep.format import bib, page
from w2sg.upkeep.links import addresses, dead_links
from w2sg.upkeep.refresh import candidates, refresh
from w2sg.upkeep.release import release
from w2sg.upkeep.services import LookupFailed, look_up

COMPARED = (
    "doe2024weak lee2024noisy poe2025chain --format latex",
    "lee2024noisy smith2020gone --format latex --rows gain,score --cite cite",
    "--category theory --format paragraph --cite parencite",
    "--question when-fail",
    "--setting vision --format markdown",
    "poe2025chain doe2024weak --format bib",
    "poe2025chain doe2024weak --format cite",
    "doe2024wek poe2025chain rowe2022strong --rows gin,score",
    "--question when-fall",
    "",
)
RICH = Path(__file__).parent / "rich"
TODAY = date(2026, 11, 24)


def rich_root(folder: Path) -> Path:
    """A copy of the made-up library, for some of what it gives is kept beside it."""
    return Path(shutil.copytree(RICH, folder / "rich"))


def problems(folder: Path) -> Iterator[str]:
    """Every rule of the check."""
    root = faulty_root(folder)
    lines = [str(problem) for problem in check(root)]
    yield from lines
    yield "\nas annotations:"
    yield from [problem.as_annotation() for problem in check(root)][:3]
    yield "\nwithout a vocabulary:"
    (root / "data/taxonomy.yml").unlink()
    (root / "data/published.yml").write_text("keys: {}\n", encoding="utf-8")
    yield from map(str, check(root))
    yield "\nan empty library:"
    for path in [*root.glob("bib/*"), *root.glob("docs/papers/*")]:
        path.unlink()
    shutil.copy(RICH / "data/taxonomy.yml", root / "data")
    shutil.copy(RICH / "data/published.yml", root / "data")
    library = load(root)
    yield from map(str, library.problems)
    yield f"{len(library.papers)} papers, last year {last_year(library)}"


def sources(folder: Path) -> Iterator[str]:
    """What is said of files that cannot be read."""
    for name, text in YAML.items():
        document, found = parse_yaml("f.yml", text, 2)
        lines = (
            {".".join(map(str, path)): line for path, line in document.lines.items()}
            if document
            else {}
        )
        yield f"{name}: {document and document.data} {lines} {[str(p) for p in found]}"
        if document:
            places = (("c", 0, "g", 7), ("c", 1), ("x",), ())
            yield f"  lines {[document.line(*place) for place in places]}"
    for name, text in BIB.items():
        entries, found = parse_bib("f.bib", text)
        yield f"{name}: {[str(p) for p in found]}"
        yield from (
            f"  {e.key} {e.type} line {e.line} {dict(e.fields)} {dict(e.lines)} {e.raw!r}"
            for e in entries
        )
    (folder / "not-utf8").write_bytes(b"a\nb\n\xff")
    (folder / "large").write_bytes(b"x" * 8_000_001)
    (folder / "full").write_bytes(b"x" * 8_000_000)
    (folder / "blank").write_bytes(b" \n\t\n")
    (folder / "windows").write_bytes(b"\xef\xbb\xbfa: b\r\nc: d\r\n")
    (folder / "page.md").write_text("---\na: b\n---  \nbody\n---\n", encoding="utf-8")
    (folder / "short.md").write_text("---\na: b\n---", encoding="utf-8")
    (folder / "bare.md").write_text("# a\n", encoding="utf-8")
    for name in ("missing", "not-utf8", "large", "blank", "windows"):
        yield f"{name}: {read_text(folder, name)!s}".replace("\n", "|")
        yield f"{name}: {read_yaml(folder, name)[1]} {read_bib(folder, name)}"
    yield f"full: {len(str(read_text(folder, 'full')))}"
    for name in ("page.md", "short.md", "bare.md", "missing.md"):
        yield f"{name}: {read_page(folder, name)}"


NAMES = (
    "Doe, Jane",
    "Jane Doe",
    "van den Oord, Aäron",
    "Aäron van den Oord",
    "Daumé, III, Hal",
    "{OpenAI}",
    "{Scale Red Team} and Doe, Jane",
    "M{\\\"u}ller, J{\\'e}r{\\^o}me",
    "Plato",
    "a b c",
    "van Gogh",
    "{van Gogh}",
    "{de}, A",
    "Doe, Jr., John, Extra",
    "Doe,",
    "Doe, Jane and and Roe, R",
    "Brown {and} Sons",
    "",
)


def names(folder: Path) -> Iterator[str]:
    """Author fields as persons, as they are written again, and as checkbib compares them."""
    for field in NAMES:
        found = persons(field)
        yield f"{field!r}: {[(p.given, p.particle, p.family, p.suffix) for p in found]}"
        yield f"  {[p.name for p in found]} {' and '.join(map(as_bibtex, found))!r} {name_keys(field)}"


TEXTS = (
    "{GPT}-4 \\& more",
    "a -- b --- c ``q'' 5\\% ~ of $x_1$",
    "{\\'E}cole \\ss \\o{} \\L{}ód\\'z",
    "100% of a_b",
    "Łódź Ærø Straße ĐİIı œ",
    "  two   words\n here ",
    "naïve-bayes: a B.C. 2nd_try",
    "中文 标题",
    "",
)


def texts(folder: Path) -> Iterator[str]:
    """Text without LaTeX, folded text, and words of a message."""
    for text in TEXTS:
        yield f"{text!r}: plain {plain(text)!r}, folded {fold(text)!r}, words {words(text)!r}"
    yield shorten("x" * 80) + "|"
    yield shorten("x" * 81) + "|"
    yield shorten("abcdefgh", 6)
    yield did_you_mean("titel", ["title", "year"])
    yield did_you_mean("zzz", ["b", "a"])
    yield did_you_mean("zzz", [f"w{i:02}" for i in range(20)])
    yield did_you_mean("zzz", [f"w{i:02}" for i in range(21)])
    problem = Problem("a,b:c%.bib", 3, "a:b", "100%, a: b\r\n\u202e\x07é", "do, it")
    yield f"{problem}\n{problem.as_annotation()}"
    yield replace(problem, file="a\r\nb", hint="").as_annotation()
    for weak, student, ceiling, pgr in (
        (50, 70.5, 90, 51.25),
        (0.5, 0.7, 0.9, 50),
        (90, 70, 50, 50.0),
        (50, 60, 50.4, 9.0),
        (1, 2, 3, None),
        (None, 2, 3, 1),
    ):
        row = Result(task="t", metric="m", weak=weak, student=student, ceiling=ceiling, pgr=pgr)
        bounds = pgr_bounds(row)
        shown = bounds and tuple(round(bound, 6) for bound in bounds)
        yield f"{weak} {student} {ceiling}: {row.pgr_from_scores}, {shown}"


GIVEN = r"""% Mine.
@string{icm = "Proceedings of the " # 41 # {st}}
@String(J = "Journal of Weak Things")
@comment{ @misc{no, title={no}} }
@Preamble("x")
@inproceedings{a1, title = "Weak {T}eachers \& {CLIP}", author = {Doe, J. and others},
  booktitle = icm # { International Conference on Machines}, year = 2025, pages = {100-112},
  doi = "https://doi.org/10.1000/DOE24", note = {mine}}
@misc(b2, TITLE={A Report}, author={Team, Open and Ann Poe and Quo, Ben}, eprint={2501.00002v3}, year={2025})
@article{c3,title={Strong Students \& ``Noisy'' Labels: A study of x₁ < y²},
  author={Daum{\'e} III, Hal and Roe, Jane}, journal = j, year={2022}, pages={7}}
@inproceedings{d4, title={Chain of Weak Judges}, author={Poe, Anna and Roe, Jane}, booktitle={Some Place}, year={ 2025 }}
@article{e5, title={Findings of a Crowd}, author={Kim, A. and Kim, B.}, journal={arXiv preprint arXiv:2401.00009}, year={2024}}
@misc{f6, title={Weak Teachers and CLIP}, author={Doe, Jane}, url={https://arxiv.org/pdf/2312.00001},
  note={a preprint}, month = jan,}
@misc{g7, title={Not There}, author={Doe, Jane}, doi={10.48550/arXiv.9999.00001}}
@inproceedings{h8, title={Noisy Votes}, author={Lee, Minh}, booktitle={ICM 2024 Workshop}, doi={10.1/x}, eprint={2312.00009}}
@inproceedings{i9, author={Doe, Jane and van den Oord, A.}, title={Old title}, booktitle={ICM}, year={2024}, doi={10.1000/other}, eprint={2312.00001}}
@misc{j1, title={Unlike}, author={X, Y}, doi={10.48550/arXiv.2312.00001}}
@misc{j3, title={Unlike}, author={X, Y}, journal={CoRR}, volume={abs/1}, number={arXiv:2312.00001}}
@misc{j4, title={Unlike}, author={X, Y}, booktitle={arXiv 2312.00001}}
@misc{j5, title={Unlike}, author={X, Y}, volume={arXiv.2312.00001}}
@misc{j6, title={Unlike}, author={X, Y}, note={see arxiv/abs/2312.00001}}
@misc{j7, title={Unlike}, author={X, Y}, howpublished={ArXiv 2312.00001}}
@misc{j8, title={Unlike}, author={X, Y}, eprint={arXiv:2312.00001}}
@misc{j9, title={Unlike}, author={X, Y}, journal={arXiv preprint arXiv:2312.00001}}
@article{k1, title={Noisy Votes}, author={Lee, Minh}, journal={CoRR}}
@article{k2, title={Noisy Votes}, author={Lee, Minh}, journal={OpenReview}}
@article{k3, title={Noisy Votes}, author={Lee, Minh}, journal={Preprint}}
@article{k4, title={Noisy Votes}, author={Lee, Minh}, journal={Preprints of X, CoRR}, pages={1}}
@article{k5, title={Weak Teachers and CLIP}, author={Doe, Jane and others}, journal={ICM}, pages={100--113}}
@article{k6, title={Weak Teachers and a CLIP}, author={Roe, Jane and van den Oord, Bob}, journal={ICM}}
@inproceedings{k8, title={Findings of a Crowd}, author={Kim, A. and Kim, B. and Lim, C. and others}, booktitle={ACT}}
@inproceedings{k9, title={Findings of a Crowd}, author={Kim, A. and Kim, B. and Kim, C. and others}, booktitle={ACT}}
@inproceedings{l1, title={Findings of a Crowd}, author={Kim, A. and Kim, B. and Kim, Z. and others}, booktitle={ACT}}
@article{l2, title={Weak Teachers and CLIP}, author={Nobody, Al}, journal={ICM}}
@article{k7, title={Weak Teachers and a}, author={Doe, Jane}, journal={ICM}}
% the end"""
BROKEN = "@misc{a, title={x}\n\n@article{b, title={y}}\n@misc{c title={z}}\n@misc{d, e = }"


def given(folder: Path) -> Iterator[str]:
    """Someone else's bibliography: read, compared, corrected."""
    known = data(load_strict(rich_root(folder)))
    checked = checkbib.check(GIVEN.encode(), known, everything=True)
    yield as_text(checked.report, "mine.bib")
    yield summary(checked.report)
    for chosen in ("alignment", "theory", "when-fail"):
        yield f"missing of {chosen}: {checkbib.missing(checked.report.cited, known['papers'], chosen)}"
    yield checkbib.fixed(checked, known).decode()
    try:
        read_entries(BROKEN, "broken.bib")
    except SourceError as error:
        yield str(error)


QUERIES = (
    "",
    "?q=weak",
    "q=weak+teach",
    "q=%22weak+teachers%22",
    "q=-weak",
    "q=weak+-%22a+chain%22",
    "q=aaron",
    "q=%21%3F",
    "q=icm+2024&sort=venue",
    "q=noisy&sort=newest",
    "q=noisy",
    "sort=newest",
    "sort=oldest",
    "sort=title",
    "sort=author",
    "sort=venue",
    "sort=none",
    "venue=icm,act",
    "venue=icm,icm,nowhere&track=main",
    "track=workshop,findings",
    "setting=nlp&category=theory",
    "category=alignment/preferences&weak=smaller-model",
    "gain=yes&role=core&level=official",
    "question=when-fail&scores=yes",
    "code=yes",
    "year=2024",
    "year=2022-2024",
    "year=-2022",
    "year=2024-",
    "year=-",
    "year=",
    "year=x",
    "year=0999",
    "view=list&selected=x&foo=bar",
    "role=none",
    "q=crowd&category=theory",
    "q=noisy+annotations",
    "q=noizy+lables",
    "q=the+noisy+labels+of+speech+recognitoin",
)


def queries(folder: Path) -> Iterator[str]:
    """What addresses of Browse mean and find."""
    finder = Finder.of(load_strict(rich_root(folder)))
    for address in QUERIES:
        query, notes = finder.parse(address)
        found = finder.run(query)
        yield f"{address!r}: {finder.address(query)!r} {notes} {query.sort}"
        scores = finder.index.find(query.text)
        yield f"  {[(p.key, scores[p.key]) for p in found]}"
        counts = {name: dict(n) for name, n in finder.counts(query).items() if n}
        if address in ("", "setting=nlp&category=theory", "q=noisy", "year=2024"):
            yield f"  {counts}"

    paper = finder.library.papers["lee2024noisy"]
    page = paper.page.model_copy(update={"setting": ("unknown",), "category": ("a/b",)})
    unchecked = replace(finder.library, papers={paper.key: replace(paper, page=page)})
    yield f"unknown tags: {Finder.of(unchecked).texts}"


def edges(folder: Path) -> Iterator[str]:
    """What the library answers of its papers."""
    library = load_strict(rich_root(folder))
    for key, paper in library.papers.items():
        yield (
            f"{key}: {paper.label}, {paper.cited_as}, {paper.edition}, {paper.categories}, "
            f"builds on it {built_on_by(library).get(key, ())}, "
            f"near {[p.key for p in neighbours(library, key)]}"
        )
    yield f"one near: {[p.key for p in neighbours(library, 'kim2024findings', most=1)]}"
    for tags in (
        {"category": "theory"},
        {"subtopic": "alignment/rewards"},
        {"setting": "vision"},
        {"venue": "icm"},
        {"year": 2024},
        {"weak_kind": "noisy-labels"},
        {"gain": "no"},
        {"role": "related"},
        {"question": "scaling"},
        {"venue": "icm", "year": 2025},
        {},
    ):
        yield f"{tags}: {[p.key for p in library.find(**tags)]}"
    for question in ("when-fail", "scaling"):
        yield f"{question}: {[(p.key, e.stance) for p, e in evidence(library, question)]}"
    yield str(library.words.subtopic.names)
    empty = replace(library, papers={}, releases=())
    parts = ListMacros(empty, "https://example.org/", "https://forge.example.org/")
    yield f"empty: {newest_day(empty)}, {category_years(empty).highest}"
    yield f"{lineage(empty)}, {by_what_is_known(empty)}, {venue_years(empty).tallest}"
    yield from (
        parts.cite_library(PageUrl("")),
        parts.numbers(PageUrl("")),
        parts.snapshots(PageUrl("")),
    )
    yield atom("Nothing", "none", [], "https://example.org/")
    circle = {"doe2024weak": "roe2022strong", "roe2022strong": "doe2024weak"}
    turned = {
        key: replace(paper, page=paper.page.model_copy(update={"extends": (circle[key],)}))
        if key in circle
        else paper
        for key, paper in library.papers.items()
    }
    yield f"in a circle: {[b.paper.key for b in lineage(replace(library, papers=turned))]}"
    parents = {"poe2025chain": "doe2024weak", "open2025report": "doe2024weak"}
    parents |= {"wells2010story": "kim2024findings", "lee2024noisy": "kim2024findings"}
    turned = {
        key: replace(
            paper,
            page=paper.page.model_copy(
                update={"role": "core", "extends": (parents[key],) if key in parents else ()}
            ),
        )
        for key, paper in library.papers.items()
    }
    wide = lineage(replace(library, papers=turned))
    yield f"two trees: {[(b.paper.key, [c.paper.key for c in b.children]) for b in wide]}"
    many = [
        replace(library.papers["doe2024weak"], entry=replace(library.entries[1], key=f"k{i:03}"))
        for i in range(70)
    ]
    yield f"most of a feed: {atom('Many', 'many', many, '/').count('<entry>')}"


UNTIDY = {
    "bib": "% file\n\n% of b\n@Article{b, year=2020,title = {B}, zzz={1}, journal={J},\n abstract = {x}}\n"
    "text\n@misc{A,url={u},\n  author={Doe, J},title={A}}\n% end\n",
    "bib with strings": '@string{j = "J"}\n@article{b, journal = j, title={B}}\n@misc{a, title={A}}\n',
    "a comment directly above": "% of the first\n@misc{b, title={B}}\n@misc{a, title={A}}\n",
    "no entries": "% nothing\n",
    "page": "---\nsummary: >-\n  "
    + "word " * 30
    + "and so on"
    + "\n  end\n# of role\nrole: core\nextra: 1\nevidence:\n  - finding: >-\n      "
    + "long " * 30
    + "and"
    + "\n    where: x\n  - finding: >-\n      one\n\n      two\nadded: 2020-01-01\n# last\n---\n\nBody\n\n\n",
    "page with dents": "---\nsummary: >-\n  a\n    b\n  c\nrole: core\n\n# of gain\n\ngain: x\n---\nB",
    "no front matter": "# x\n",
    "not YAML": "---\nrole: a\nlabel: 'b\n---\n",
    "an address in a list": "---\nagainst: [https://example.org/forum?id=abc]\n---\n",
    "twice": "---\nrole: a\nrole: b\n---\n",
}


def canonical(folder: Path) -> Iterator[str]:
    """Files in canonical form."""
    for name, text in UNTIDY.items():
        form: Callable[[str, str], str] = page if text.startswith(("---", "#")) else bib
        yield f"== {name}"
        try:
            made = form(text, "f")
            yield made + "|"
            assert form(made, "f") == made
        except SourceError as error:
            yield str(error)


def _crossref(**changes: object) -> str:
    answer = json.loads(services.CROSSREF)
    answer["message"] |= {"container-title": ["Journal of Weak Things"], **changes}
    return json.dumps(answer)


def _noted(text: str) -> str:
    return text.replace("ICML 2025 Workshop on Small Judges", "ICM 2025 Workshop on Small Judges")


TITLE = "Reasoning of GPT-4 from Small Teachers"
ARXIV = services.arxiv("2501.00001", TITLE, "Jane Doe", "Aäron van den Oord")
BOOK = "Proceedings of the 41st International Conference on Machines, {ICM} 2024, Vienna"
BIBTEX = services.dblp_bib("inproceedings", TITLE, "Jane Doe and Aäron van Oord", BOOK, 2024)
PMLR = services.PMLR.replace("Machine Learning", "Machines")
PUBLISHED = services.dblp(TITLE, "conf/icm/Doe24", "ICM")
LOOKUPS: dict[str, tuple[str, Mapping[str, str | Exception]]] = {
    "preprint": ("2501.00001v2", {"api/query": ARXIV, "dblp": NO_HITS}),
    "preprint by DOI": ("10.48550/ARXIV.2501.00001", {"api/query": ARXIV, "dblp": NO_HITS}),
    "preprint by address": (
        " https://arxiv.org/pdf/2501.00001.pdf ",
        {"api/query": ARXIV, "search/publ": PUBLISHED, "conf/icm": BIBTEX},
    ),
    "other authors": (
        "arXiv:2501.00001",
        {
            "api/query": ARXIV,
            "search": PUBLISHED,
            "icm": BIBTEX.replace("Jane Doe and Aäron van Oord", "Al Other"),
        },
    ),
    "DBLP is down": ("2501.00001", {"api/query": ARXIV, "dblp": LookupFailed("500")}),
    "DBLP says nothing": ("2501.00001", {"api/query": ARXIV, "dblp": "[]"}),
    "DBLP without BibTeX": (
        "2501.00001",
        {"api/query": ARXIV, "search": PUBLISHED, "icm": "% none"},
    ),
    "DBLP with half a BibTeX": (
        "2501.00001",
        {"api/query": ARXIV, "search": PUBLISHED, "icm": "@a{b, c={d"},
    ),
    "DBLP with no container": (
        "2501.00001",
        {"api/query": ARXIV, "search": PUBLISHED, "icm": "@misc{a, author={Jane Doe}}"},
    ),
    "DBLP with a journal": (
        "2501.00001",
        {
            "api/query": ARXIV,
            "search": PUBLISHED,
            "icm": services.dblp_bib("article", TITLE, "Jane Doe", "Journal of Weak Things", 2025),
        },
    ),
    "arXiv knows none": ("2501.00009", {"api/query": services.arxiv("errors", "Error")}),
    "arXiv says an error": (
        "2501.00009",
        {
            "api/query": services.arxiv("x", "Error", "arXiv").replace(
                "arxiv.org/abs/xv1", "arxiv.org/api/errors"
            )
        },
    ),
    "arXiv without an entry": ("2501.00009", {"api/query": "<feed/>"}),
    "arXiv with a document type": ("2501.00009", {"api/query": "<!DOCTYPE x><feed/>"}),
    "half of arXiv": ("2501.00009", {"api/query": "<feed><entry>"}),
    "journal": ("doi:10.1038/x-600", {"works/10.1038/x-600": _crossref(DOI="10.1038/X-600")}),
    "book": (
        "https://dx.doi.org/10.1038/x-600",
        {
            "crossref": _crossref(
                type="proceedings-article",
                issued={},
                author=[
                    {"name": "Open Team"},
                    {"family": "Roe", "suffix": "Jr.", "given": "Rich"},
                    {"family": "Poe"},
                ],
            )
        },
    ),
    "no container": ("10.1038/x-600", {"crossref": _crossref(**{"container-title": []})}),
    "no title": ("10.1038/x-600", {"crossref": _crossref(title=[])}),
    "no authors": ("10.1038/x-600", {"crossref": _crossref(author=[])}),
    "no message": ("10.1038/x-600", {"crossref": '{"message": null}'}),
    "half a message": ("10.1038/x-600", {"crossref": '{"message": '}),
    "workshop": (
        "https://openreview.net/forum?id=AbC&x=1",
        {"notes?id=AbC": _noted(services.OPENREVIEW)},
    ),
    "no note": ("https://openreview.net/forum?id=AbC", {"openreview": '{"notes": []}'}),
    "no content": ("https://openreview.net/forum?id=AbC", {"openreview": '{"notes": [{}]}'}),
    "old note": (
        "https://openreview.net/pdf?id=A/b",
        {
            "openreview": '{"notes": [{"content": {"_bibtex": "@misc{a, title={T}, year={2020}, author={Doe, J}}"}}]}'
        },
    ),
    "page": ("https://proceedings.mlr.press/v267/doe25a.html", {"mlr.press": PMLR}),
    "page without tags": ("https://aclanthology.org/2024.acl-1/", {"aclanthology": "<html>"}),
    "journal's page": (
        "https://papers.nips.cc/x",
        {
            "nips": PMLR.replace("conference_title", "journal_title")
            .replace("2025/10/06", "May")
            .replace(
                '<meta name="citation_lastpage" content="12">',
                '<meta name="citation_lastpage">'
                '<meta name="citation_volume" content="7"><meta name="citation_doi" content="10.1/y">'
                '<meta name="citation_abstract" content="About it."><a name="citation_doi" content="no">',
            )
        },
    ),
    "an http page": ("http://proceedings.mlr.press/x", {}),
    "another page": ("https://example.org/x", {}),
    "OpenReview without id": ("https://openreview.net/forum", {}),
}


class Noting(Web):
    """Notes as what kind of answer each address was asked for."""

    def __call__(self, address: str, kind: str) -> str:
        answer = super().__call__(address, kind)
        self.asked[-1] += f" as {kind}"
        return answer


def lookups(folder: Path) -> Iterator[str]:
    """Records as the services give them."""
    for name, (target, answers) in LOOKUPS.items():
        web = Noting(answers)
        yield f"== {name}: {target}"
        try:
            found = look_up(target, web)
            yield from (f"{key}: {value!r}" for key, value in asdict(found).items())
        except LookupFailed as error:
            yield f"failed: {error}"
        yield from (f"asked {address}" for address in web.asked)


def additions(folder: Path) -> Iterator[str]:
    """What adding a paper writes and says."""
    root = rich_root(folder)
    again = services.arxiv("2312.00001", "Weak Teachers and CLIP", "Jane Doe")
    cases: dict[str, tuple[str, Mapping[str, str | Exception]]] = {
        name: LOOKUPS[name]
        for name in (
            "preprint",
            "preprint by address",
            "journal",
            "book",
            "workshop",
            "page",
            "journal's page",
        )
    }
    greek = services.arxiv(
        "2401.00003",
        "β-Teachers of the Ear",
        "Jane Doe",
        "Hal Daumé III",
        "Al van den Oord Jr.",
        "III",
    )
    cases["another alphabet"] = ("2401.00003", {"api/query": greek, "dblp": NO_HITS})
    cases["a DOI and no address"] = (
        "2501.00001",
        {
            "api/query": ARXIV,
            "search": PUBLISHED,
            "icm": BIBTEX.replace("url          = {https://example.org/paper}", "doi = {10.1/z}"),
        },
    )
    cases["an unknown venue"] = ("10.1038/x-600", {"crossref": services.CROSSREF})
    cases["there already"] = ("2312.00001", {"api/query": again, "dblp": NO_HITS})
    cases["there by title"] = (
        "2312.00009",
        {"api/query": again.replace("2312.00001", "2312.00009"), "dblp": NO_HITS},
    )
    cases["a key that is taken"] = (
        "2401.00001",
        {
            "api/query": services.arxiv(
                "2401.00001",
                "On Weak Methods of A. Socrates: 2 eBay Socrates.",
                "Jane Doe 0001",
                "others",
                year=2024,
            ),
            "dblp": NO_HITS,
        },
    )
    cases["no telling word"] = (
        "2401.00002",
        {
            "api/query": services.arxiv("2401.00002", "The Model", "Open Team", year=2019),
            "dblp": NO_HITS,
        },
    )
    for name, (target, answers) in cases.items():
        yield f"== {name}: {target}"
        try:
            made = add(root, look_up(target, Web(answers)), TODAY)
        except LookupFailed as error:
            yield f"failed: {error}"
            continue
        yield f"{made.key}: {sorted(made.files)}"
        yield made.entry + made.files[f"docs/papers/{made.key}.md"]
        yield from made.todo
        file = next(name for name in made.files if name.endswith(".bib"))
        yield f"{file}: {[e.key for e in read_entries(made.files[file], file)]}"


def refreshed(folder: Path) -> Iterator[str]:
    """What asking again proposes."""
    root = rich_root(folder)
    report = services.arxiv("2501.00002", "A Report", "Open Team", "Ann Poe", "Ben Quo")
    book = "Proceedings of the 42nd International Conference on Machines"
    bibtex = services.dblp_bib(
        "inproceedings", "A Report", "Open Team and Ann Poe and Ben Quo", book, 2026
    )
    crowd = _crossref(
        type="proceedings-article",
        title=["Findings of the Crowd"],
        DOI="10.1000/kim24",
        author=[{"family": "Kim", "given": "Ada"}],
    ).replace("Journal of Weak Things", "Findings of the Association for Tongues: ACT")
    library = load_strict(root)
    papers = candidates(library, TODAY, {})
    yield str([paper.key for paper in papers])
    for day in (24, 23):
        yield str([paper.key for paper in candidates(library, date(2025, 11, day), {})])
    asked = dict.fromkeys(library.papers, TODAY)
    yield str([paper.key for paper in candidates(library, TODAY, asked)])
    runs: dict[str, Mapping[str, str | Exception]] = {
        "published": {
            "api/query": report,
            "search": services.dblp("A Report", "conf/icm/T26", "ICM"),
            "conf/icm": bibtex,
            "crossref": crowd,
        },
        "corrected": {
            "api/query": report.replace("Ben Quo", "Bea Quux"),
            "dblp": NO_HITS,
            "crossref": LookupFailed("500"),
        },
        "nothing new": {"api/query": report, "dblp": NO_HITS},
        "in a journal": {
            "api/query": report,
            "search": services.dblp("A Report", "journals/jwt/T25", "JWT"),
            "journals/jwt": services.dblp_bib(
                "article", "A Report", "Open Team", "Journal of Weak Things", 2025
            ),
            "crossref": crowd,
        },
    }
    for name, answers in runs.items():
        yield f"== {name}"
        for answer in refresh(library, papers, Web(answers), 60):
            for line in (*answer.failures, *answer.notes):
                yield f"{answer.key}: {line}"
            if found := answer.proposal:
                yield f"{found.key}: {found.why} ({found.found.source})"
                yield found.diff(library, TODAY)
        if name == "nothing new":
            # Accents stay readable; a block with a comment is left to a person.
            page_of_crowd = root / "docs/papers/kim2024findings.md"
            text = page_of_crowd.read_text(encoding="utf-8")
            text = text.replace("Pages were not read.", "Größe")
            page_of_crowd.write_text(text, encoding="utf-8")
            page_of_report = root / "docs/papers/open2025report.md"
            text = page_of_report.read_text(encoding="utf-8")
            page_of_report.write_text(
                text.replace("arxiv\n", "arxiv  # by hand\n"), encoding="utf-8"
            )
            library = load_strict(root)
            papers = candidates(library, TODAY, {})


def releases(folder: Path) -> Iterator[str]:
    """What a release writes."""
    root = rich_root(folder)
    (root / "CITATION.cff").write_text(
        'cff-version: 1.2.0\ntitle: x\nversion: "1"\nurl: y\n', encoding="utf-8"
    )
    last = root / "docs/snapshots/2025-12/library.json"
    found = json.loads(last.read_text(encoding="utf-8"))["papers"]
    old = {**found[0], "bibtex": "old", "curation": {"checked": {"on": "2025-01-01"}}}
    last.write_text(
        json.dumps({"papers": [old, {**found[0], "key": "gone2020"}]}), encoding="utf-8"
    )
    for version in ("2026-13", "26-11", "2026-11", "2026-11"):
        try:
            yield str(release(root, version, TODAY))
        except SourceError as error:
            yield str(error)
    for name in ("data/releases.yml", "data/published.yml", "CITATION.cff"):
        yield f"== {name}\n{(root / name).read_text(encoding='utf-8')}"
    yield from sorted(str(p.relative_to(root)) for p in root.rglob("*") if "snapshot" in str(p))


def commands(folder: Path) -> Iterator[str]:
    """What the command prints, and its exit codes."""
    root = rich_root(folder)
    faulty = faulty_root(folder)
    (faulty / "data/venues.yml").write_text("tracks: []\n", encoding="utf-8")
    (folder / "mine.bib").write_text(GIVEN, encoding="utf-8")
    (folder / "sound.bib").write_text(
        (root / "bib/2022.bib").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (folder / "latin.bib").write_bytes(b"\xff")
    (root / "CITATION.cff").write_text("title: x\n", encoding="utf-8")
    lines = (
        "check",
        "find category=theory&x=y",
        "find category=theory --bib",
        *(f"compare {ask}" for ask in COMPARED),
        "checkbib mine.bib --list theory --fix fixed.bib",
        "checkbib sound.bib --json",
        "checkbib sound.bib --all",
        "checkbib mine.bib --all",
        "checkbib mine.bib --list thery",
        "checkbib none.bib",
        "checkbib latin.bib",
        "fmt --check",
        "fmt",
        "fmt --check",
        "export out --address https://example.org//",
        "release 2026-01",
        "release 2026-01",
        "--version",
        "check --nothing",
        "",
        "links --pause 0",
        "add 2501.00001 --dry-run",
        "add 2501.00001",
        "add 2501.00001",
        "refresh --pause 0 --apply",
        "refresh --pause 0 --since 2020-01-01",
        "todo",
        "--root faulty check",
        "--root faulty check --github",
        "--root faulty find x=y",
    )
    web = Web(
        {
            "2501.00001": ARXIV,
            "2501.00004": services.arxiv("2501.00004", "Another", "Zoe Zed"),
            "2501.00002": services.arxiv(
                "2501.00002", "A New Report", "Open Team", "Ann Poe", "Ben Quo"
            ),
            "dblp": NO_HITS,
        }
    )
    statuses = {"https://example.org/doe24": 404, "https://code.example.org/w2s": 400}
    slept: list[float] = []
    with (
        chdir(folder),
        patch.object(cli, "reader", lambda *_: web),
        patch.object(cli, "asker", lambda: lambda address: statuses.get(address, 399)),
        patch.object(cli, "date", _Today),
        patch("time.sleep", slept.append),
        patch.dict(os.environ, {"COLUMNS": "200", "NO_COLOR": "1"}),
    ):
        for line in lines:
            yield from _command(line if line.startswith("--root") else f"--root rich {line}")
        yield (folder / "fixed.bib").read_text(encoding="utf-8")
        yield (folder / "out/opensearch.xml").read_text(encoding="utf-8")
        yield f"slept {sorted(set(slept))}"
        yield "a library that has a problem already, in the folder where one stands:"
        path = root / "docs/papers/lee2024noisy.md"
        path.write_text(
            path.read_text(encoding="utf-8").replace("role: related", "role: relatd"),
            encoding="utf-8",
        )
        with chdir(root):
            yield from _command("add 2501.00004")
            yield from _command("check")
    yield str(sorted(p.name for p in (folder / "out").iterdir()))


def _command(line: str) -> Iterator[str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code: object = cli.main(line.split())
        except SystemExit as stop:
            code = stop.code
    yield f"$ w2sg {line}\n{out.getvalue()}"
    yield f"{err.getvalue()}exit code {code}\n"


def dead(folder: Path) -> Iterator[str]:
    """Addresses that do not answer."""
    root = rich_root(folder)
    (root / "data/link_exceptions.yml").write_text(
        "- {address: https://example.org/d, why: x}\n", encoding="utf-8"
    )
    library = load_strict(root)
    yield from (f"{address}: {files}" for address, files in addresses(library).items())

    def ask(address: str) -> int:
        if "journal" in address:
            raise requests.Timeout("slow")
        return {"arxiv.org/abs": 400, "arxiv.org/pdf": 399}.get(address[8:21], 200)

    slept: list[float] = []
    with patch("time.sleep", slept.append):
        yield from map(str, dead_links(library, ask))
    yield f"slept {slept}"


class _Today(date):
    @classmethod
    def today(cls) -> date:  # type: ignore[override] yaml writes no subclass of date
        return TODAY


SUBJECTS: tuple[Callable[[Path], Iterator[str]], ...] = (
    problems,
    sources,
    names,
    texts,
    given,
    queries,
    edges,
    canonical,
    lookups,
    additions,
    refreshed,
    releases,
    dead,
    commands,
)
