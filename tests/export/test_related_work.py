"""What an author takes from a comparison: in Python, and the same bytes in JavaScript."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import subprocess
from pathlib import Path

import pytest

from tests.helpers import ENTRY, PAGE, ROOT, small_root
from w2sg.cli import main
from w2sg.export.bibtex import bibtex
from w2sg.export.compare_data import (
    CITES,
    COMPARE_FILE,
    INDEX_FILE,
    compare_address,
    compare_data,
    compare_files,
    first_sentence,
)
from w2sg.export.related_work import FORMATS, compare, related_work
from w2sg.library import Library, load_strict

JOINED = [format for format in FORMATS if format != "bib"]
KIT = (ROOT / "docs/assets/compare/kit.js").as_uri()
# Reads the files and states as [search, format], and writes what each gives, and its address again.
SCRIPT = f"""
import {{ readFileSync }} from "node:fs";
import {{ address, asks, parse, relatedWork }} from "{KIT}";
const {{ files, asked }} = JSON.parse(readFileSync(0, "utf-8"));
const data = JSON.parse(files["{INDEX_FILE}"]);
console.log(JSON.stringify(asked.map(([search, format]) => {{
  const {{ state, notes }} = parse(search, data);
  const comparison = asks(data, state);
  const papers = comparison.keys.map((key) => JSON.parse(files[`compare/papers/${{key}}.json`]));
  return [relatedWork(data, {{ ...comparison, papers }}, format), address(state, data), notes];
}})));
"""


def in_javascript(library: Library, asked: list[tuple[str, str]]) -> list[list[object]]:
    """What kit.js makes of addresses and formats: text, address, notes."""
    done = subprocess.run(
        ["node", "--input-type=module", "-e", SCRIPT],
        input=json.dumps({"files": compare_files(library), "asked": asked}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made: list[list[object]] = json.loads(done.stdout)
    return made


def awkward(library: Library) -> list[str]:
    """Keys of papers whose names, titles or texts hold more than ASCII letters and figures."""
    return [
        paper.key
        for paper in library.papers.values()
        if not (paper.title + "".join(paper.names) + paper.page.summary).isascii()
    ]


def test_three_papers_in_every_format(library: Library) -> None:
    keys = ["gudibande2024false", "burns2024weak", "burns2024weak", "goel2025great"]
    made = {f: related_work(library, compare(library, keys), f) for f in FORMATS}
    assert made["cite"] == "\\citep{gudibande2024false,burns2024weak,goel2025great}\n"
    assert made["bib"] == bibtex(library.papers[key] for key in dict.fromkeys(keys))
    table = made["latex"]
    assert table.count("\\citet{") == 3
    assert "\\usepackage{natbib}" in table
    release = library.releases[-1].version
    assert f"release {release}" in table.partition("\\label")[0]
    assert table.index("gudibande2024false") < table.index("burns2024weak")
    rows = list(csv.reader(io.StringIO(made["csv"], newline="")))
    assert [row[0] for row in rows] == ["key", *dict.fromkeys(keys)]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len({line.count(" | ") for line in made["markdown"].splitlines()[:5]}) == 1
    for paper in (library.papers[key] for key in keys):
        for row in paper.page.evidence:
            assert row.where in made["text"], "every finding with its place"
        assert paper.title in made["text"]


def test_every_number_has_its_place(library: Library) -> None:
    for paper in compare_data(library)["papers"]:
        if "score" in paper["cells"]:
            cell = paper["cells"]["score"]
            places = [row.where for row in library.papers[paper["key"]].page.results]
            text = cell if isinstance(cell, str) else cell[0]
            assert any(text.endswith(f" ({place})") for place in places), paper["key"]


def test_a_question_tells_only_its_own_findings(library: Library) -> None:
    question = library.taxonomy.questions[0]
    text = related_work(library, compare(library, of=("question", question.id)), "text")
    told = text.partition("\nPapers:\n")[0]
    for paper in library.papers.values():
        for row in paper.page.evidence:
            if row.question == question.id:
                assert " ".join(row.finding.split()) in told
    others = [other.name for other in library.taxonomy.questions[1:]]
    assert not any(f"{name}\n\nFor:" in text for name in others)


def test_a_claim_tells_only_its_own_findings(library: Library) -> None:
    for argument in library.arguments:
        for claim in argument.claims:
            comparison = compare(library, of=("claim", claim.id))
            text = related_work(library, comparison, "text")
            told = text.partition("\nPapers:\n")[0]
            assert told.startswith(f"{claim.claim}\n\nFor:")
            rows = [
                row
                for paper in library.papers.values()
                for row in paper.page.evidence
                if row.claim == claim.id
            ]
            assert told.count("\n- ") == len(rows)
            caption = related_work(library, comparison, "markdown").splitlines()[-1]
            assert caption.startswith(
                f"Papers with findings on the claim “{claim.claim.rstrip('.')}”."
            )
            assert claim.id in [row["id"] for row in comparison.rows]


def test_claims_that_few_papers_share_are_shown_unasked(library: Library) -> None:
    argument = library.arguments[0]
    claim = argument.claims[0].id
    keys = [paper["key"] for paper in compare(library, of=("claim", claim)).papers][:4]
    shown = [row["id"] for row in compare(library, keys).rows if row["claim"]]
    assert claim in shown
    assert len(shown) <= 3
    one = compare(library, keys[:1]).rows
    assert not any(row["claim"] for row in one), "there is nothing to compare"


def test_a_part_of_a_question_keeps_its_subject(library: Library) -> None:
    made = compare(library, ["burns2024weak"], ("question", "when-does-it-fail"))
    assert [subject["id"] for subject in made.subjects] == ["when-does-it-fail"]
    assert [paper["key"] for paper in made.papers] == ["burns2024weak"]
    assert "side by side" in related_work(library, made, "latex")


def test_rows_that_nobody_fills_are_left_out(library: Library) -> None:
    bare = next(p.key for p in library.papers.values() if not p.page.results)
    assert "Best score" not in related_work(library, compare(library, [bare]), "markdown")
    made = compare(library, ["burns2024weak"], rows=["gain", "venue"])
    head = related_work(library, made, "markdown").splitlines()[0]
    assert head == "| Paper | Venue | Gain |"


def test_all_that_is_unknown_is_named_at_once(
    library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeyError) as raised:
        compare(library, ["burns2024weka", "nobody"], ("category", "theroy"), ["gian"])
    faults = str(raised.value.args[0]).splitlines()
    assert [fault.split("'")[1] for fault in faults] == [
        "burns2024weka",
        "nobody",
        "gian",
        "theroy",
    ]
    assert "did you mean 'burns2024weak'?" in faults[0]
    assert main(["--root", str(ROOT), "compare", "burns2024weka"]) == 2
    assert "did you mean 'burns2024weak'?" in capsys.readouterr().err
    assert main(["--root", str(ROOT), "compare"]) == 2
    assert main(["--root", str(ROOT), "compare", "--category", "a", "--question", "b"]) == 2


def test_a_retired_key_means_its_successor(library: Library) -> None:
    old, new = next(iter(library.published.retired.items()))
    assert related_work(library, compare(library, [old, new]), "cite") == f"\\citep{{{new}}}\n"


def test_the_command_prints_it(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    call = "compare burns2024weak goel2025great --format latex --rows gain,score --cite parencite"
    assert main(["--root", str(ROOT), *call.split()]) == 0
    keys = ["burns2024weak", "goel2025great"]
    made = compare(library, keys, rows=["gain", "score"], cite="parencite")
    assert capsys.readouterr().out == related_work(library, made, "latex")


def test_latex_is_ascii_whatever_the_fonts(library: Library) -> None:
    every = compare(library, list(library.papers), cite="cite")
    for format in ("latex", "paragraph", "cite"):
        assert related_work(library, every, format).isascii()


def test_a_paragraph_is_made_of_sentences_that_end_with_what_they_cite(library: Library) -> None:
    comparison = compare(library, list(library.papers))
    lines = related_work(library, comparison, "paragraph").splitlines()
    told = [line for line in lines if line and line[0] not in "%\\"]
    assert all(re.fullmatch(r"\S.*[^.] \\citep(\[.+\])?\{\w+\}\.", line) for line in told)
    findings = sum(len(paper.page.evidence) for paper in library.papers.values())
    assert len(told) == findings + sum(not paper.page.evidence for paper in library.papers.values())


def test_the_sides_of_a_question_have_its_own_names(library: Library) -> None:
    for argument in library.arguments:
        text = related_work(library, compare(library, of=("question", argument.question)), "text")
        for stance in ("supports", "challenges"):
            name = argument.stances[stance]
            assert f"\n{name[0].upper()}{name[1:]}:" in text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It learns. So do we.", "It learns."),
        ("Uses Dr. DPO, e.g. on Fig. 3 of Doe et al. Gains are 1.5 points. More.", ""),
        ('Two play "Who?" about images. They learn.', 'Two play "Who?" about images.'),
        ("Asks who may. 250 labels suffice.", "Asks who may."),
        ("No stop", "No stop"),
    ],
)
def test_the_first_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == (first or text.removesuffix(" More."))


HOSTILE = 'A|B "q" *s* _u_ [x](y) <b> \\\\end{tabular} & 5 % #1 $m$ ~ ^ {'


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    page = PAGE.replace("a small model", f"'{HOSTILE}'").replace(
        "where: Table 2", "where: 'T[2], x'"
    )
    page = page.replace("where: Table 1", "where: 'Table [1]'")
    library = load_strict(small_root(tmp_path, ENTRY, {"doe2024weak": page}))
    made = {f: related_work(library, compare(library, ["doe2024weak"]), f) for f in FORMATS}
    assert "\\end{tabular} &" not in made["latex"]
    assert "5 \\% \\#1 \\$m\\$" in made["latex"]
    assert "It does not fail here \\citep[{Table [1]}]{doe2024weak}." in made["paragraph"]
    row = made["markdown"].splitlines()[2]
    assert "A\\|B" in row
    assert "\\[x\\](y) \\<b\\>" in row
    values = list(csv.reader(io.StringIO(made["csv"], newline="")))[1]
    assert HOSTILE.replace("\\\\", "\\\\") in values


def test_the_data_change_their_address(tmp_path: Path, library: Library) -> None:
    small = load_strict(small_root(tmp_path))
    assert compare_address(small) != compare_address(library)
    assert compare_address(library).startswith(f"{INDEX_FILE}?v=")


def test_the_parts_are_the_whole(library: Library) -> None:
    files = {name: json.loads(text) for name, text in compare_files(library).items()}
    whole, index = files.pop(COMPARE_FILE), files.pop(INDEX_FILE)
    assert whole == compare_data(library)
    papers = [files.pop(f"compare/papers/{key}.json") for key in index["papers"]]
    assert whole == {**index, "papers": papers}
    assert not files


@pytest.mark.node
def test_page_and_terminal_give_the_same_bytes(library: Library) -> None:
    random_ = random.Random(21)
    keys = [*awkward(library), *list(library.papers)]
    rows = [row["id"] for row in compare_data(library)["rows"]]
    asked, wanted = [], []
    for _ in range(40):
        chosen = random_.sample(
            keys[:80] if random_.random() < 0.5 else keys, random_.randint(2, 12)
        )
        some = random_.sample(rows, random_.randint(0, 4))
        cite = random_.choice(CITES)["id"]
        format = random_.choice(JOINED)
        address = f"?keys={','.join(chosen)}&cite={cite}&rows={','.join(some)}"
        asked.append((address, format))
        wanted.append(related_work(library, compare(library, chosen, None, some, cite), format))
    for found in compare_data(library)["lists"]:
        of = (found["kind"], found["id"])
        for format in JOINED:
            asked.append((f"?{found['kind']}={found['id']}", format))
            wanted.append(related_work(library, compare(library, of=of), format))
    made = in_javascript(library, asked)
    assert [text for text, _, _ in made] == wanted


@pytest.mark.node
def test_addresses(library: Library) -> None:
    old, new = next(iter(library.published.retired.items()))
    asked = [
        "?keys=burns2024weak,nobody&rows=gain,colour&cite=parencite&question=scaling-laws",
        f"?keys={old},{new}&cite=citep&category=nothing&q=x",
        "?category=theory",
        "",
    ]
    made = in_javascript(library, [(address, "cite") for address in asked])
    assert [address for _, address, _ in made] == [
        "keys=burns2024weak&question=scaling-laws&rows=gain&cite=parencite",
        f"keys={new}",
        "category=theory",
        "",
    ]
    assert [notes for _, _, notes in made] == [
        ["nobody", "colour"],
        ["category=nothing", "q=x"],
        [],
        [],
    ]
