"""Checking a bibliography: every planted fault is found, nothing else changes, what cannot be read
is named, and bytes that are not corrected come back as they were."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.bibliography.mixtures import mixture
from tests.helpers import ROOT
from w2sg.bibliography.bibtex import read, read_entries
from w2sg.bibliography.checkbib import Checked, check, data, fixed, missing
from w2sg.bibliography.containers import container, is_outdated, means_venue
from w2sg.bibliography.decoding import decode, encode
from w2sg.bibliography.identifiers import arxiv_in, doi_in, identifiers
from w2sg.bibliography.words import name_keys, words
from w2sg.cli import main
from w2sg.library import Library

MINE = ROOT / "tests" / "checkbib" / "mine.bib"
PLANTED = [
    tuple(row) for row in json.loads((MINE.parent / "planted.json").read_text(encoding="utf-8"))
]
BURNS = """  title = {Weak-to-Strong Generalization:
    Eliciting Strong Capabilities With Weak Supervision},
  author = {Burns, Collin and others},
"""


@pytest.fixture(scope="module")
def known(library: Library) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(data(library)))
    return made


def kinds(text: str, known: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Key, record and kind of each finding."""
    return [(f.key, f.paper, f.kind) for f in check(text.encode(), known).report.findings]


def corrected(text: str, known: dict[str, Any]) -> str:
    return fixed(check(text.encode(), known), known).decode()


def test_the_planted_faults_and_no_others(known: dict[str, Any]) -> None:
    report = check(MINE.read_bytes(), known).report
    assert report.entries == 60
    assert len(PLANTED) == 25
    assert len({kind for _, _, kind in PLANTED}) == 8
    assert sorted((f.key, f.paper, f.kind) for f in report.findings) == sorted(PLANTED)
    assert report.right + report.wrong + report.unknown == report.entries


def test_the_corrected_file_is_sound_and_else_the_same(known: dict[str, Any]) -> None:
    checked = check(MINE.read_bytes(), known)
    new = fixed(checked, known)
    assert {f.kind for f in check(new, known).report.findings} == {"duplicate"}
    assert unchanged(checked, new)
    assert b"note = {My note}" in new
    assert new.endswith(b"% the end, without a newline")


def unchanged(checked: Checked, new: bytes) -> bool:
    """Whether all but the fields and entries that findings name is as it was."""
    before, after = checked.file.text, decode(new).text
    named = {f.entry: {name for name, _ in f.edits} for f in checked.report.findings if f.edits}
    for finding in checked.report.findings:
        named.setdefault(finding.entry, set()).update(name for name, _ in finding.edits)
    whole = {f.entry for f in checked.report.findings if f.whole}
    again = read(after).entries
    if [e.key for e in again] != [e.key for e in checked.entries]:
        return False
    return all(
        number in whole
        or before[old.start : old.end] == after[new_one.start : new_one.end]
        or all(
            new_one.fields.get(name) == value
            for name, value in old.fields.items()
            if name not in named.get(number, ())
        )
        for number, (old, new_one) in enumerate(zip(checked.entries, again, strict=True))
    )


def test_the_librarys_own_entries_have_no_fault(library: Library, known: dict[str, Any]) -> None:
    text = "\n\n".join(paper.entry.raw for paper in library.papers.values())
    report = check(text.encode(), known, everything=True).report
    assert report.findings == ()
    assert report.right == len(library.papers)


def test_what_a_list_holds_that_is_not_cited(library: Library, known: dict[str, Any]) -> None:
    report = check(MINE.read_bytes(), known).report
    for chosen in ("theory", library.arguments[0].question, library.arguments[0].claims[0].id):
        left = missing(report.cited, known["papers"], chosen)
        core = [r["key"] for r in known["papers"] if r["core"] and chosen in r["lists"]]
        assert left
        assert set(left) == set(core) - set(report.cited)


def test_an_identifier_counts_only_if_title_or_author_agrees(known: dict[str, Any]) -> None:
    text = """@inproceedings{dpo,
  title = {Direct Preference Optimization: Your Language Model is Secretly a Reward Model},
  author = {Rafailov, Rafael and others},
  booktitle = {Advances in Neural Information Processing Systems}, year = {2023},
  eprint = {2312.09390}}
@article{birth, title = {Birth-death dynamics for sampling}, author = {Lu, Yulong},
  journal = {Nonlinearity}, year = {2023}, note = {See also arXiv:2312.09390}}
@misc{code, title = {A toolbox}, author = {Doe, Jane}, year = 2024, number = {arXiv:2312.09390}}
@misc{other, title = {Other things}, author = {Doe, Jane}, doi = {10.48550/arXiv.2312.09390}}
"""
    assert kinds(text, known) == [
        ("dpo", "rafailov2023direct", "identifier"),
        ("other", "burns2024weak", "identifier"),
    ]
    new = corrected(text, known)
    assert "eprint = {2305.18290}" in new
    assert list(read_entries(new, "")[3].fields) == ["title", "author"]
    assert kinds(new, known) == []


@pytest.mark.parametrize(
    "value",
    [
        "arXiv:1503.02531, arXiv:1503.02531",
        "arXiv:1503.02531, doi:10.1038/nature24270",
        "1503.02531, arXiv 1503.02531",
    ],
)
@pytest.mark.parametrize("field", ["howpublished", "url", "series", "eprint"])
def test_of_two_wrong_identifiers_none_is_left(
    value: str, field: str, known: dict[str, Any]
) -> None:
    text = (
        f"@inproceedings{{a,\n{BURNS} booktitle={{ICML}}, year={{2024}}, {field} = {{{value}}}}}\n"
    )
    assert ("a", "burns2024weak", "identifier") in kinds(text, known)
    assert kinds(corrected(text, known), known) == []


def test_biblatex_stays_biblatex(known: dict[str, Any]) -> None:
    text = f"""@online{{burns,
{BURNS}  date = {{2023-12-14}},
  eprint = {{2312.09390}}, eprinttype = {{arXiv}}, eprintclass = {{cs.LG}},
  urldate = {{2024-02-01}}, pubstate = {{prepublished}}, version = {{1}},
  keywords = {{mine}}, note = {{Comment: under review}},
}}
"""
    assert kinds(text, known) == [("burns", "burns2024weak", "preprint")]
    (entry,) = read_entries(corrected(text, known), "")
    assert entry.fields["date"] == "2024"
    assert entry.fields["keywords"] == "mine"
    gone = {"year", "urldate", "pubstate", "version", "eprintclass", "note"}
    assert not gone & set(entry.fields)
    assert kinds(corrected(text, known), known) == []


def test_what_a_parent_says_wrongly_is_put_into_the_child(known: dict[str, Any]) -> None:
    text = f"""@inproceedings{{burns,
{BURNS}  crossref = {{icml}},
}}
@proceedings{{icml, title = {{International Conference on Machine Learning}}, year = {{2020}}}}
"""
    assert kinds(text, known) == [("burns", "burns2024weak", "year")]
    new = corrected(text, known)
    child, parent = read_entries(new, "")
    assert child.fields["year"] == "2024"
    assert parent.fields["year"] == "2020"
    assert kinds(new, known) == []


def test_what_a_parent_has_of_another_paper_is_put_right_in_the_child(
    known: dict[str, Any],
) -> None:
    text = f"""@inproceedings{{burns,
{BURNS}  crossref = {{icml}}, year = {{2024}}
}}
@proceedings{{icml, title = {{International Conference on Machine Learning}}, year = {{2024}},
  howpublished = {{arXiv:1503.02531}}}}
"""
    assert kinds(text, known) == [("burns", "burns2024weak", "identifier")]
    new = corrected(text, known)
    child, parent = read_entries(new, "")
    assert child.fields["howpublished"] == "arXiv:2312.09390"
    assert parent.fields["howpublished"] == "arXiv:1503.02531"
    assert kinds(new, known) == []


def test_of_two_names_for_the_same_the_entrys_own_counts(known: dict[str, Any]) -> None:
    text = f"""@inproceedings{{burns,
{BURNS}  crossref = {{icml}}, date = {{2024-07-21}},
}}
@proceedings{{icml, title = {{International Conference on Machine Learning}}, year = {{2020}}}}
"""
    assert kinds(text, known) == []


def test_entries_that_cannot_be_read_stay_as_they_are(known: dict[str, Any]) -> None:
    broken = "@misc{broken, title = {A {b, year = {2020}}\n\n"
    good = f"@misc{{good,\n{BURNS}  year = {{2023}}, eprint = {{2312.09390}}}}\n"
    checked = check((broken + good).encode(), known)
    assert [(u.key, u.line) for u in checked.report.unreadable] == [("broken", 1)]
    assert [f.kind for f in checked.report.findings] == ["preprint"]
    assert fixed(checked, known).startswith(broken.encode())


@pytest.mark.parametrize("opened", ["{{", "(("])
@pytest.mark.parametrize("place", ["year = 2023, % {0}\n", "year % {0}\n = 2023 % {0}\n # {{}},\n"])
def test_comments_stay_and_so_does_what_their_braces_close(
    opened: str, place: str, known: dict[str, Any]
) -> None:
    """An open brace before an entry that is corrected finds no other match than before."""
    closed = "}" if opened == "{{" else ")"
    for brace in ("", "{", "}", "{{", "}}", "}{"):
        entry = f"@misc{opened[0]}b, % {brace} mine\n{BURNS} {place.format(brace)}"
        for published in ("", "booktitle = {ICML}, "):
            text = "@misc{a, title = {A {b, year = {2020}}\n\n" + entry + published + closed
            checked = check(f"{text}\n}}\n@misc{{c}}\n".encode(), known)
            new = fixed(checked, known)
            again = check(new, known)
            keys = [u.key for u in checked.report.unreadable]
            assert (keys == ["a"] and checked.report.findings) or "}" in brace
            assert again.report.findings == ()
            assert [u.key for u in again.report.unreadable] == keys
            assert [e.key for e in again.entries] == [e.key for e in checked.entries]
            assert new.count(b"%") == text.count("%")


def test_of_a_field_given_twice_none_is_left(known: dict[str, Any]) -> None:
    text = (
        "@misc{a, title={Other things}, author={Roe, A.}, eprint={2312.09390}, eprint={2305.18290}}"
    )
    assert kinds(text, known) == [("a", "burns2024weak", "identifier")]
    assert "eprint" not in corrected(text, known)
    years = ("year = {2023}", "year = {2022}")
    text = f"@inproceedings{{a,\n{BURNS}  {years[0]},\n  booktitle = {{ICML}},\n  {years[1]},\n}}"
    new = corrected(text, known)
    assert new.count("year") == new.count("year = {2024},") == 1


@pytest.mark.parametrize("kind", ["article", "misc"])
def test_a_venue_that_a_type_of_entry_does_not_print_is_wrong(
    kind: str, known: dict[str, Any]
) -> None:
    """`@article` prints no `booktitle`, `@misc` neither; the record's own type takes its place."""
    text = f"@{kind}{{a,\n{BURNS}  year = {{2024}},\n  booktitle = {{ICML}},\n}}"
    assert kinds(text, known) == [("a", "burns2024weak", "venue")]
    new = corrected(text, known)
    assert new.startswith("@inproceedings{a,")
    assert kinds(new, known) == []
    other = text.replace(f"@{kind}", "@inproceedings").replace(
        "booktitle = {ICML}", "journal = {ACL}"
    )
    assert kinds(other, known) == [("a", "burns2024weak", "venue")]
    assert kinds(corrected(other, known), known) == []


def test_a_wrong_venue_goes_with_the_wrong_identifier_in_it(known: dict[str, Any]) -> None:
    text = (
        f"@inproceedings{{a,\n{BURNS}  year = {{2024}},\n"
        "  booktitle = {Meeting of the ACL, 2024, \\url{https://arxiv.org/abs/2501.11425}},\n}"
    )
    assert kinds(text, known) == [("a", "burns2024weak", k) for k in ("venue", "identifier")]
    assert kinds(corrected(text, known), known) == []


@pytest.mark.parametrize("kind", ["proceedings", "collection", "xdata"])
def test_a_volume_is_no_paper(kind: str, known: dict[str, Any]) -> None:
    """Its replacement would change what inherits from it."""
    volume = f"@{kind}{{volume,\n{BURNS}  year = {{2023}},\n}}"
    child = "@inproceedings{a,\n  title = {Other things},\n  crossref = {volume},\n}"
    assert kinds(f"{child}\n{volume}", known) == []


def test_of_a_preprint_no_type_is_wrong(known: dict[str, Any]) -> None:
    text = (
        "@misc{a,\n  title = {The Road to Artificial SuperIntelligence: A Comprehensive Survey of "
        "Superalignment},\n  author = {Kim, HyunJin and others},\n  year = {2024},\n"
        "  booktitle = {arXiv},\n}"
    )
    assert kinds(text, known) == []


def test_a_replaced_entry_keeps_line_ends_in_its_own_fields(known: dict[str, Any]) -> None:
    text = f"@misc{{burns,\n{BURNS}  year = {{2023}},\n  abstract = {{one\n  two}}\n}}\n"
    new = corrected(text.replace("\n", "\r\n"), known)
    assert "abstract = {one\r\n  two},\r\n}" in new
    assert not re.search("\r(?!\n)|(?<!\r)\n", new)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_bytes_come_back_as_they_were(encoding: str, end: str, known: dict[str, Any]) -> None:
    """Bowman et al. have letters that Latin-1 does not have: LaTeX stands for them."""
    letters = "Zoé Müller" + ("“€” Š" if encoding == "cp1252" else "")
    others = f"@misc{{a,\n  author = {{{letters}}},\n}}\n\n".replace("\n", end).encode(encoding)
    title = "Measuring Progress on Scalable Oversight for Large Language Models"
    wrong = f"@misc{{b,\n  title = {{{title}}},\n  author = {{Bowman, Samuel R.}},\n}}\n"
    checked = check(others + wrong.replace("\n", end).encode("ascii"), known)
    new = fixed(checked, known)
    assert new.startswith(others)
    assert [f.kind for f in checked.report.findings] == ["authors"]
    assert check(new, known).report.findings == ()
    assert len(set(re.findall(rb"\r\n|\r|\n", new))) == 1
    latin = encoding in ("latin-1", "cp1252")
    assert (b"{\\.{e}}" in new) == latin
    assert decode(new).encoding == checked.file.encoding


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ValueError, match="UTF-16"):
        decode("@misc{a}".encode("utf-16"))
    with pytest.raises(ValueError, match="no text"):
        decode(b"PK\0\1")
    with pytest.raises(ValueError, match="Latin-1"):
        encode("ł", "Latin-1")


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (r"M{\"u}ller's {CLIP}~\& \emph{more}", "muller s clip and more"),
        (r"Erd\H{o}s, {\L}ukasz \ss{} \AA", "erdos lukasz ss a"),
        (r"$\pi$-calculus", "pi calculus"),
        (r"one\textendash{}two\,three \ldots", "one two three"),
        ("A &amp; <i>B</i>", "a and b"),
    ],
)
def test_words(value: str, plain: str) -> None:
    assert words(value) == plain


def test_names() -> None:
    field = r"van den Oord, A{\"a}ron and Daum{\'e} III, Hal and {Scale and Team}"
    field += (
        " and Jane Doe and family=Oord, given=Anna, prefix=van den AND Wei Wang 0001 and et al."
    )
    assert name_keys(field) == [
        ["oord", "aaron"],
        ["daume", "hal"],
        ["team", ""],
        ["doe", "jane"],
        ["oord", "anna"],
        ["wang", "wei"],
        ["others", ""],
    ]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("2312.09390", "2312.09390"),
        ("arXiv:2312.09390v2 [cs.CL]", "2312.09390"),
        ("\\url{https://arxiv.org/pdf/2312.09390.pdf}", "2312.09390"),
        ("CoRR abs/2312.09390", "2312.09390"),
        ("abs/2312.09390", "2312.09390"),
        ("10.48550/ARXIV.2312.09390", "2312.09390"),
        ("https://huggingface.co/papers/2312.09390", "2312.09390"),
        ("arXiv:cs/0101001", "cs/0101001"),
        ("https://example.org/2312.09390", ""),
    ],
)
def test_arxiv_ids(value: str, number: str) -> None:
    assert arxiv_in(value) == number


@pytest.mark.parametrize(
    ("value", "doi"),
    [
        ("https://doi.org/10.1038/Nature24270", "10.1038/nature24270"),
        ("doi: 10.1007/978-3{\\_}1.", "10.1007/978-3_1"),
        ("https://dl.acm.org/doi/abs/10.1145/1.2", "10.1145/1.2"),
        ("10.48550/arXiv.2312.09390", ""),
    ],
)
def test_dois(value: str, doi: str) -> None:
    assert doi_in(value) == doi


def test_addresses_of_records() -> None:
    same = {
        "https://openreview.net/pdf?id=aB_1-c": "openreview:aB_1-c",
        "https://www.aclweb.org/anthology/P19-1001/": "acl:p19-1001",
        "https://aclanthology.org/P19-1001.pdf": "acl:p19-1001",
        "https://proceedings.mlr.press/v235/burns24b/burns24b.pdf": "pmlr:v235/burns24b",
    }
    assert {url: identifiers({"url": url})[0][1] for url in same} == same


@pytest.mark.parametrize(
    ("name", "is_icml"),
    [
        ("Forty-first International Conference on Machine Learning, {ICML} 2024, Vienna", True),
        ("Proc. Int. Conf. Mach. Learn.", True),
        ("In Proc. of the 41st Int'l Conf. on Machine Learning (ICML'24)", True),
        ("Proceedings of Machine Learning Research", True),
        ("ICML held in Vienna", True),
        ("ICML at Vienna", True),
        ("ICML Vienna", False),
        ("International Conference on Machine Learning and Applications", False),
        ("Asian Conference on Machine Learning", False),
        ("Journal of Machine Learning Research", False),
        ("Machine Learning", False),
        ("ICMLA 2024", False),
        ("Submitted to ICML 2024", False),
    ],
)
def test_names_of_a_venue(name: str, is_icml: bool, known: dict[str, Any]) -> None:
    venue = known["venues"]["icml"]
    assert means_venue(container(name), venue, known["acronyms"]) == is_icml


@pytest.mark.parametrize(
    "name", ["Nature Communications", "Nature Machine Intelligence", "Scientific Reports"]
)
def test_names_of_a_journal_stand_alone(name: str, known: dict[str, Any]) -> None:
    venue = known["venues"]["nature"]
    assert not means_venue(container(name), venue, known["acronyms"])
    assert means_venue(container("Nature"), venue, known["acronyms"])
    assert means_venue(container("In the journal Nature"), venue, known["acronyms"])


def test_words_of_three_letters_are_not_shortened(known: dict[str, Any]) -> None:
    venue = known["venues"]["acm-mm"]
    assert means_venue(container("ACM Multimed."), venue, known["acronyms"])
    assert not means_venue(container("AC Multimedia"), venue, known["acronyms"])


def test_words_for_what_is_not_published() -> None:
    for said in (
        "arXiv preprint arXiv:2312.09390",
        "CoRR",
        "Computing Research Repository",
        "Unpublished manuscript",
        "Under review",
        "In submission",
        "Submitted to ICML",
        "Technical report",
        "OpenAI Blog",
        "arXiv e-prints",
        "\\url{https://example.org/x}",
        "",
    ):
        assert is_outdated(said), said
    assert not is_outdated("International Conference on Learning Representations")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "fixed.bib"
    command = ["--root", str(ROOT), "checkbib", str(MINE), "--fix", str(new), "--list", "theory"]
    assert main(command) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 25
    assert "60 entries: 16 right, 25 with findings, 19 not in the library" in err
    assert new.exists()
    assert main(["--root", str(ROOT), "checkbib", str(MINE), "--list", "theori"]) == 2
    assert "theory" in capsys.readouterr().err


def test_the_command_names_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, new = tmp_path / "bad.bib", tmp_path / "fixed.bib"
    file.write_bytes(b"\n@book{x, title = \n")
    assert main(["--root", str(ROOT), "checkbib", str(file), "--fix", str(new)]) == 1
    assert "bad.bib:2: x: cannot be read: line 3: title has no value" in capsys.readouterr().out
    assert new.read_bytes() == file.read_bytes()
    file.write_bytes(b"\0")
    assert main(["--root", str(ROOT), "checkbib", str(file)]) == 2
    assert "no text" in capsys.readouterr().err


@pytest.mark.parametrize("seed", range(40))
def test_mixtures_are_mended_once(seed: int, library: Library, known: dict[str, Any]) -> None:
    checked = check(mixture(seed, list(library.papers.values())), known)
    new = fixed(checked, known)
    again = check(new, known).report
    assert {f.kind for f in again.findings} <= {"duplicate"}
    assert [u.key for u in again.unreadable] == [u.key for u in checked.report.unreadable]
    assert unchanged(checked, new)


def test_an_address_says_which_work_it_is_wherever_it_stands() -> None:
    for field in ("url", "howpublished"):
        found = identifiers({field: "https://openreview.net/forum?id=wYyzXrlsz4"})
        assert found == [(field, "openreview:wYyzXrlsz4")]
